// /resources: what was pledged and what arrived; the ledger, its lines, a new line.

#include <cstdlib>

#include "desk/web/api.h"
#include "desk/web/parts.h"
#include "html/names.h"
#include "iati/simple_types.h"
#include "panel/common/nav.h"
#include "panel/resources/hxl.h"
#include "panel/resources/page_form.h"
#include "panel/resources/pages_resources.h"
#include "panel/resources/project_store.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;
using html::Join;

constexpr std::size_t kRows = 50;
constexpr std::size_t kProjectChoices = 500;
constexpr std::string_view kHere = "/resources";
constexpr std::string_view kLedgerHref = "/resources/ledger";

std::string LineHref(const LineId& id) {
  return "/resources/ledger/" + id.text();
}
std::string ProjectHref(const ProjectId& id) {
  return "/projects/" + id.text();
}

base::Result<std::int64_t> CursorOf(const Context& context) {
  if (context.Query("cursor").empty()) return std::int64_t{0};
  const std::string position = TRY(desk::DecodeCursor(context.desk(), context.Query("cursor")));
  return std::int64_t{std::strtoll(position.c_str(), nullptr, 10)};
}

Html LineMarks(const html::Locale& locale, const LedgerLine& line) {
  std::vector<Html> marks;
  if (line.in_kind) marks.push_back(html::Badge(html::Mark::kPlain, locale.tr("In kind")));
  if (!line.reverses.empty()) marks.push_back(html::Badge(html::Mark::kCare, locale.tr("Takes back")));
  if (!line.reversed_by.empty()) marks.push_back(html::Badge(html::Mark::kUnknown, locale.tr("Taken back")));
  if (!line.valued) marks.push_back(html::Badge(html::Mark::kUnknown, locale.tr("Rate missing")));
  return marks.empty() ? Html() : html::RowOf(marks);
}

Html LineTable(const html::Locale& locale, const std::vector<LedgerLine>& lines) {
  desk::TableMaker table({{locale.tr("Line"), true},
                          {locale.tr("Date")},
                          {locale.tr("Stage")},
                          {locale.tr("Donor")},
                          {locale.tr("Project")},
                          {locale.tr("Amount"), true},
                          {locale.tr("Notes")}});
  for (const LedgerLine& line : lines)
    table.Row({desk::LinkTo(LineHref(line.id), locale.Number(line.number)), DayWords(locale, line.day),
               StageWords(locale, line.stage), html::Value(line.donor),
               desk::LinkTo(ProjectHref(line.project), html::Value(line.project_title)),
               MoneyWords(locale, line.value), LineMarks(locale, line)});
  return table.Done(locale.tr("Lines, newest first"));
}

// An empty fact is left out.
Html Maybe(const std::string& text) {
  return text.empty() ? Html() : html::Value(text);
}

Html LineFacts(const html::Locale& locale, const LedgerLine& line) {
  Html valued = Html(locale.tr("No rate is known for that day. The line counts once a rate is entered."));
  if (line.valued && line.valued->rate == "1" && line.valued->source.empty())
    valued = Html(MoneyWords(locale, line.valued->value));
  else if (line.valued)
    valued = Html(
        locale.tr("{value} at {rate} ({direction}) of {date}, {source}",
                  {{"value", MoneyWords(locale, line.valued->value)},
                   {"rate", line.valued->rate},
                   {"direction", line.valued->inverse ? std::string(line.valued->value.currency.code()) +
                                                            " → " + std::string(line.value.currency.code())
                                                      : std::string(line.value.currency.code()) + " → " +
                                                            std::string(line.valued->value.currency.code())},
                   {"date", DayWords(locale, line.valued->rate_day)},
                   {"source", line.valued->source}}));
  const std::string quantity =
      line.in_kind ? AmountWords(locale, line.quantity, 0) + " " + line.unit : std::string();
  const std::string l_stage = locale.tr("Stage"),
                    l_amount = line.in_kind ? locale.tr("Valued at") : locale.tr("Amount"),
                    l_quantity = locale.tr("Quantity"), l_by = locale.tr("Valued by"),
                    l_report = locale.tr("In the reporting currency"), l_donor = locale.tr("Donor"),
                    l_project = locale.tr("Project"), l_date = locale.tr("Date"),
                    l_commitment = locale.tr("Commitment"), l_reference = locale.tr("Reference"),
                    l_note = locale.tr("Note"), l_written = locale.tr("Written"),
                    l_reverses = locale.tr("Takes back"), l_reversed = locale.tr("Taken back by");
  const auto link = [&](const LineId& id) {
    return id.empty() ? Html() : desk::LinkTo(LineHref(id), locale.tr("the other line"));
  };
  return html::Facts({{l_stage, StageWords(locale, line.stage)},
                      {l_amount, MoneyWords(locale, line.value)},
                      {l_quantity, Maybe(quantity)},
                      {l_by, Maybe(line.valued_by)},
                      {l_report, valued},
                      {l_donor, html::Value(line.donor)},
                      {l_project, desk::LinkTo(ProjectHref(line.project), html::Value(line.project_title))},
                      {l_date, DayWords(locale, line.day)},
                      {l_commitment, Maybe(line.commitment)},
                      {l_reference, Maybe(line.reference)},
                      {l_note, Maybe(line.note)},
                      {l_reverses, link(line.reverses)},
                      {l_reversed, link(line.reversed_by)},
                      {l_written, desk::MomentOf(locale, line.created)}});
}

class LedgerPages {
 public:
  explicit LedgerPages(ResourceServices& services) : services_(services) {}

  base::Result<net::Response> Overview(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Panel panel = TRY(services_.panels.Root());
    const LedgerTotals totals = TRY(services_.ledger.Totals(context.actor(), panel.id, {}));
    const base::Currency reporting = totals.settings.currency;
    desk::PageOptions options{.title = locale.tr("Resources"), .current = std::string(kHere)};
    options.subtitle =
        locale.tr("What was pledged and what arrived, in {currency}", {{"currency", reporting.code()}});
    options.actions = Join(html::LinkButton(locale.tr("Write a line"), "/resources/ledger/new"),
                           html::LinkButton(locale.tr("Import"), "/resources/import"));
    if (totals.totals.empty())
      return desk::PageResponse(
          context, options,
          html::Empty(locale.tr("The ledger is empty"),
                      locale.tr("Approve a project, then write what was pledged to it, or import a table.")));
    std::string after;
    if (!context.Query("after").empty())
      after = TRY(desk::DecodeCursor(context.desk(), context.Query("after")));
    const std::vector<NamedTotals> donors =
        TRY(services_.ledger.ByDonor(context.actor(), panel.id, {}, after, kRows));
    html::PageLinks links;
    if (!context.Query("after").empty()) links.first = kHere;
    if (donors.size() == kRows)
      links.next = desk::WithArgument(std::string(kHere), "after",
                                      desk::EncodeCursor(context.desk(), donors.back().key));
    const Html files = El("p", desk::LinkTo(std::string(kLedgerHref), locale.tr("All lines")), " · ",
                          desk::LinkTo("/resources/rates", locale.tr("Exchange rates")), " · ",
                          desk::LinkTo("/resources/ledger.csv", locale.tr("Ledger as CSV with HXL tags")),
                          " · ", desk::LinkTo("/projects.csv", locale.tr("Who does what where (HXL)")));
    const std::vector<Html> parts = {
        FlowPicture(locale, FlowOf(totals.totals), reporting), files,
        html::Section(locale.tr("By stage"), StageTable(locale, totals.totals, reporting)),
        html::Section(locale.tr("By donor"),
                      Join(DonorsTable(locale, donors, reporting), html::Pager(locale, links)))};
    return desk::PageResponse(context, options, html::Stack(parts));
  }

  base::Result<net::Response> List(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Panel panel = TRY(services_.panels.Root());
    LedgerFilter filter;
    filter.stage = StageNamed(context.Query("stage"));
    filter.currency = base::Currency::FromStore(context.Query("currency"));
    filter.donor_key = context.Query("donor");
    if (!context.Query("project").empty()) filter.project = TRY(ProjectId::Parse(context.Query("project")));
    const std::int64_t before = TRY(CursorOf(context));
    const LedgerPage page = TRY(services_.ledger.List(context.actor(), panel.id, filter, before, kRows));
    std::string begin(kLedgerHref);
    for (const std::string_view name : {"stage", "currency", "donor", "project"})
      begin = desk::WithArgument(std::move(begin), name, context.Query(name));
    html::PageLinks links;
    if (before != 0) links.first = begin;
    if (page.next != 0)
      links.next =
          desk::WithArgument(begin, "cursor", desk::EncodeCursor(context.desk(), std::to_string(page.next)));
    desk::PageOptions options{.title = locale.tr("Ledger"), .current = std::string(kHere)};
    options.crumbs = {{locale.tr("Resources"), std::string(kHere)}};
    options.actions = html::LinkButton(locale.tr("Write a line"), "/resources/ledger/new");
    Html main = Filters(context, filter);
    if (page.lines.empty()) {
      main.Add(html::Empty(locale.tr("No lines"), locale.tr("No line fits what was chosen.")));
    } else {
      main.Add(
          Join(LineTable(locale, page.lines), html::Pager(locale, links),
               El("p", desk::LinkTo("/resources/ledger.csv", locale.tr("Ledger as CSV with HXL tags")))));
    }
    return desk::PageResponse(context, options, main);
  }

  base::Result<net::Response> Show(Context& context) const { return ShowLine(context, {}); }

  base::Result<net::Response> Reverse(Context& context) const {
    const LineId id = TRY(LineId::Parse(context.Path("id")));
    const Fields fields = TRY(Fields::OfForm(context));
    const base::Result<LineId> reversal = services_.ledger.Reverse(context.actor(), id, fields.Get("note"));
    if (reversal.has_value())
      return desk::RedirectWithFlash(context, LineHref(*reversal),
                                     desk::LocaleOf(context).tr("The line was taken back by this one."));
    if (!IsMendable(reversal.error())) return reversal.error();
    return ShowLine(context, {FieldErrorOf(reversal.error())});
  }

  base::Result<net::Response> NewForm(Context& context) const {
    Fields fields;
    fields.Set("project", std::string(context.Query("project")));
    fields.Set("date", iati::DayText(services_.seams.clock.Now().ms / base::kDayMs));
    return ShowNew(context, fields, {});
  }

  base::Result<net::Response> Add(Context& context) const {
    const Fields fields = TRY(Fields::OfForm(context));
    const base::Result<LedgerLine> draft = LineOfFields(fields);
    if (!draft.has_value())
      return IsMendable(draft.error()) ? ShowNew(context, fields, {FieldErrorOf(draft.error())})
                                       : base::Result<net::Response>(draft.error());
    const base::Result<LineId> id = services_.ledger.Add(context.actor(), *draft);
    if (id.has_value())
      return desk::RedirectWithFlash(context, LineHref(*id), desk::LocaleOf(context).tr("Written."));
    if (IsMendable(id.error()) || id.error().code == base::Code::kForbidden)
      return ShowNew(context, fields, {FieldErrorOf(id.error())});
    return id.error();
  }

  base::Result<net::Response> Csv(Context& context) const {
    const Panel panel = TRY(services_.panels.Root());
    TRY(services_.ledger.Totals(context.actor(), panel.id, {}));  // whether she may, before the first byte
    net::Response response = desk::Download("ledger.csv", "text/csv; charset=utf-8");
    ResourceServices* services = &services_;
    response.stream = [services, actor = context.actor(),
                       id = panel.id](net::BodyWriter& writer) -> base::Status {
      constexpr std::size_t kPieceBytes = 64u << 10;
      std::string text = HxlLedgerHead();
      const auto add = [&](const LedgerLine& line) -> base::Status {
        HxlLedgerLine(line, text);
        if (text.size() < kPieceBytes) return base::Ok();
        const base::Status written = writer.Write(text);
        text.clear();
        return written;
      };
      TRY(services->ledger.Each(actor, id, add));
      return writer.Write(text);
    };
    return response;
  }

 private:
  static Html Filters(const Context& context, const LedgerFilter& filter) {
    const html::Locale& locale = desk::LocaleOf(context);
    std::vector<html::Choice> stages = {{"", locale.tr("All")}};
    for (html::Choice& choice : StageChoices(locale)) stages.push_back(std::move(choice));
    const Html fields = Join(
        html::Field({.control_id = "stage", .label = locale.tr("Stage")},
                    html::Select("stage", stages, context.Query("stage"))),
        html::Field({.control_id = "currency", .label = locale.tr("Currency")},
                    html::Input({.name = "currency", .value = filter.currency.code(), .max_length = 3})),
        desk::HiddenField("donor", filter.donor_key), desk::HiddenField("project", filter.project.text()),
        html::Button(locale.tr("Show"), {.kind = html::ButtonKind::kQuiet}));
    return html::Form(
        {.action = kLedgerHref, .get = true, .css = "filters", .label = locale.tr("Filter lines")}, fields);
  }

  base::Result<net::Response> ShowLine(Context& context, std::vector<html::FieldError> errors) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const LineId id = TRY(LineId::Parse(context.Path("id")));
    const LedgerLine line = TRY(services_.ledger.Get(context.actor(), id));
    desk::PageOptions options{.title = locale.tr("Line {n}", {{"n", locale.Number(line.number)}}),
                              .current = std::string(kHere)};
    options.crumbs = {{locale.tr("Resources"), std::string(kHere)},
                      {locale.tr("Ledger"), std::string(kLedgerHref)}};
    options.badges = LineMarks(locale, line);
    options.status = errors.empty() ? 200 : 422;
    std::vector<Html> parts = {LineFacts(locale, line)};
    if (line.reverses.empty() && line.reversed_by.empty() &&
        context.actor().Can(desk::Permission::kPanelTakePart)) {
      const PageForm form(locale, {}, std::move(errors));
      const std::string action = LineHref(id) + "/reverse";
      parts.push_back(html::Section(
          locale.tr("Take this line back"),
          Join(form.Errors(),
               html::Form(
                   {.action = action, .csrf = context.csrf()},
                   Join(form.Area("note", locale.tr("Why"), 2,
                                  locale.tr("The ledger keeps both lines; the second cancels the first.")),
                        html::Button(locale.tr("Take the line back"), {.kind = html::ButtonKind::kStop}))))));
    }
    return desk::PageResponse(context, options, html::Stack(parts));
  }

  base::Result<net::Response> ShowNew(Context& context, const Fields& typed,
                                      std::vector<html::FieldError> errors) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Panel panel = TRY(services_.panels.Root());
    const ProjectPage projects =
        TRY(services_.projects.List(context.actor(), panel.id, {}, 0, kProjectChoices));
    std::vector<html::Choice> choices = {{"", locale.tr("Choose a project")}};
    for (const Project& project : projects.projects)
      if (project.state != ProjectState::kDraft)
        choices.push_back({project.id.text(), project.code() + " " + project.title});
    std::vector<html::Choice> donors = {{"", locale.tr("Somebody outside the panel, named below")}};
    const auto admitted = [&](db::Transaction& tx) {
      return services_.directory.AdmittedNames(tx, panel.id);
    };
    const std::vector<MemberName> members = TRY(services_.seams.database.Read(admitted));
    const bool manages = context.actor().Can(desk::Permission::kPanelManage);
    for (const MemberName& member : members)
      if (manages || member.org == context.actor().org) donors.push_back({member.id.text(), member.name});
    const PageForm form(locale, typed, std::move(errors));
    desk::PageOptions options{.title = locale.tr("Write a line"), .current = std::string(kHere)};
    options.crumbs = {{locale.tr("Resources"), std::string(kHere)},
                      {locale.tr("Ledger"), std::string(kLedgerHref)}};
    options.status = form.failed() ? 422 : 200;
    const Html money = Join(
        form.Choose("stage", locale.tr("Stage"), StageChoices(locale)), form.Date("date", locale.tr("Date")),
        form.Text("amount", locale.tr("Amount"), locale.tr("Digits and at most one point, such as 1200.50")),
        form.Text("currency", locale.tr("Currency"), locale.tr("Its three letters, such as KRW")));
    const Html who = Join(form.Choose("project", locale.tr("Project"), choices),
                          form.Choose("member", locale.tr("Donor or payee"), donors),
                          form.Text("donor", locale.tr("Name of somebody outside the panel")));
    const Html kind =
        Join(form.Choose(
                 "kind", locale.tr("Kind"),
                 {{"money", locale.tr("Money")}, {"in-kind", locale.tr("In kind: goods, services, time")}}),
             form.Text("quantity", locale.tr("Quantity")),
             form.Text("unit", locale.tr("Unit"), locale.tr("Such as boxes, hours, kg")),
             form.Text("valued_by", locale.tr("Valued by"), locale.tr("Who says what it is worth")));
    const Html more =
        Join(form.Text("commitment", locale.tr("Commitment")),
             form.Text("reference", locale.tr("Reference"), locale.tr("Of your own books; each only once")),
             form.Area("note", locale.tr("Note"), 2));
    const Html fields = Join(html::SideBySide(html::Columns::kEven, who, money),
                             html::SideBySide(html::Columns::kEven, html::Section(locale.tr("In kind"), kind),
                                              html::Section(locale.tr("For the books"), more)),
                             html::Button(locale.tr("Write the line")));
    return desk::PageResponse(
        context, options,
        Join(form.Errors(), html::Form({.action = "/resources/ledger/new", .csrf = context.csrf()}, fields)));
  }

  ResourceServices& services_;
};

}  // namespace

void RegisterLedgerPages(desk::Desk& desk, ResourceServices& services) {
  const LedgerPages pages(services);
  using P = desk::Permission;
  const auto add = [&](std::string_view method, std::string_view pattern, P permission, auto handler) {
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = permission,
                       .handler = [pages, handler](Context& context) { return (pages.*handler)(context); }});
  };
  add("GET", kHere, P::kPanelRead, &LedgerPages::Overview);
  add("GET", kLedgerHref, P::kPanelRead, &LedgerPages::List);
  add("GET", "/resources/ledger.csv", P::kPanelRead, &LedgerPages::Csv);
  add("GET", "/resources/ledger/new", P::kPanelTakePart, &LedgerPages::NewForm);
  add("POST", "/resources/ledger/new", P::kPanelTakePart, &LedgerPages::Add);
  add("GET", "/resources/ledger/{id}", P::kPanelRead, &LedgerPages::Show);
  add("POST", "/resources/ledger/{id}/reverse", P::kPanelTakePart, &LedgerPages::Reverse);
  AddPanelNav(desk, {.part = NavPart::kPromises,
                     .place = 4,
                     .label = [](const html::Locale& locale) { return locale.tr("Resources"); },
                     .href = std::string(kHere)});
}

}  // namespace panel
