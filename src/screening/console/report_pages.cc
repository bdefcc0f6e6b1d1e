// /reports: what was found and decided, as files.

#include <fmt/format.h>

#include "desk/desk.h"
#include "desk/people/people.h"
#include "desk/web/pages.h"
#include "html/console_components.h"
#include "screening/console/alert_words.h"
#include "screening/console/page_parts.h"
#include "screening/console/register_pages.h"
#include "screening/console/report_files.h"
#include "screening/queue/services.h"
#include "screening/registry/temp_dir.h"

namespace screening {

namespace {

using desk::Context;
using html::El;
using html::Html;
using html::Join;

std::vector<html::Choice> StageChoices(const html::Locale& locale) {
  std::vector<html::Choice> choices = {{"", locale.tr("All")}};
  for (const Stage stage :
       {Stage::kWaiting, Stage::kUnsure, Stage::kSecondLook, Stage::kDecided, Stage::kWithdrawn})
    choices.push_back({std::string(StageName(stage)), StageWords(locale, stage)});
  return choices;
}

Html DayField(const ReportChoice& choice, std::string_view id, const std::string& label,
              std::string_view value) {
  std::string error;
  for (const html::FieldError& one : choice.errors)
    if (one.control_id == id) error = one.message;
  const std::string described = error.empty() ? std::string() : std::string(id) + "-err";
  return html::Field({.control_id = id, .label = label, .error = error},
                     html::Input({.name = id,
                                  .type = html::InputType::kDate,
                                  .value = value,
                                  .described_by = described,
                                  .invalid = !error.empty()}));
}

Html ChoiceForm(const html::Locale& locale, const ReportChoice& choice, const Alerts::Choices& choices) {
  const std::vector<html::Choice> period = {{"found", locale.tr("When the alert was found")},
                                            {"decided", locale.tr("When it was decided")}};
  Html left =
      html::Field({.control_id = "stage", .label = locale.tr("Stage")},
                  html::Select("stage", StageChoices(locale), choice.stage ? StageName(*choice.stage) : ""));
  left.Add(html::Field({.control_id = "dataset", .label = locale.tr("Watch list")},
                       html::Select("dataset", AllOr(locale, choices.datasets), choice.dataset)));
  left.Add(html::Field({.control_id = "country", .label = locale.tr("Country of the party")},
                       html::Select("country", CountryChoices(locale, choices.countries), choice.country)));
  Html right = html::Field({.control_id = "by", .label = locale.tr("The period is")},
                           html::Select("by", period, choice.by_decision ? "decided" : "found"));
  right.Add(DayField(choice, "from", locale.tr("First day"), choice.from_text));
  right.Add(DayField(choice, "until", locale.tr("Last day"), choice.until_text));
  const Html buttons =
      html::RowOf({html::Button(locale.tr("Download PDF"), {.form_action = "/reports/alerts.pdf"}),
                   html::Button(locale.tr("Download XLSX"),
                                {.kind = html::ButtonKind::kQuiet, .form_action = "/reports/alerts.xlsx"}),
                   html::Button(locale.tr("Download CSV"),
                                {.kind = html::ButtonKind::kQuiet, .form_action = "/reports/alerts.csv"})});
  const Html limits = El("p", {{"class", "muted small"}},
                         locale.tr("PDF holds up to {pdf} alerts, XLSX up to {xlsx}, CSV all.",
                                   {{"pdf", locale.Number(base::kMaxPdfReportRows)},
                                    {"xlsx", locale.Number(base::kMaxReportRows)}}));
  return html::Form({.action = "/reports", .get = true},
                    Join(html::SideBySide(html::Columns::kEven, left, right), limits, buttons));
}

Html CountsSection(const html::Locale& locale, const StageCounts& counts) {
  TableMaker table({{locale.tr("Stage")}, {locale.tr("Alerts"), true}});
  const auto row = [&](Stage stage, std::int64_t count) {
    const std::string number = locale.Number(count) + (count >= base::kMaxCounted ? "+" : "");
    table.Row(
        {LinkTo(fmt::format("/alerts/table?stage={}", StageName(stage)), StageWords(locale, stage)), number});
  };
  row(Stage::kWaiting, counts.waiting);
  row(Stage::kUnsure, counts.unsure);
  row(Stage::kSecondLook, counts.second_look);
  row(Stage::kDecided, counts.decided);
  return html::Section(locale.tr("Where the alerts stand"), table.Done(locale.tr("Alerts by stage")));
}

Html ContentSection(const html::Locale& locale) {
  const std::string lines[] = {locale.tr("Each alert: both names, the score, whether other facts support it"),
                               locale.tr("Who decided, when and why; who approved"),
                               locale.tr("Which editions of which watch lists are behind it"),
                               locale.tr("What was not checked")};
  Html list;
  for (const std::string& line : lines) list.Add(El("li", line));
  return html::Section(locale.tr("What a report holds"), El("ul", list));
}

class ReportPages {
 public:
  ReportPages(QueueServices& services, WatchLists& lists) : services_(services), lists_(lists) {}

  base::Result<net::Response> Page(Context& context) const {
    return Show(context, ReadReportChoice(desk::LocaleOf(context), context.request().query));
  }

  base::Result<net::Response> Csv(Context& context) const {
    ReportHead head = TRY(HeadOf(context));
    if (!head.choice.errors.empty()) return Show(context, head.choice);
    TRY(Note(context, head, "csv"));
    net::Response response = Download("alerts.csv", "text/csv; charset=utf-8");
    response.stream = [alerts = &services_.alerts, head = std::move(head)](net::BodyWriter& writer) {
      return WriteCsvReport(*alerts, head, writer);
    };
    return response;
  }

  base::Result<net::Response> Xlsx(Context& context) const {
    const ReportHead head = TRY(HeadOf(context));
    if (!head.choice.errors.empty()) return Show(context, head.choice);
    const TempDir folder = TRY(TempDir::Create(context.desk().config().data_dir + "/work"));
    return Deliver(context, head, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                   XlsxReportBytes(services_.alerts, head, folder.path()));
  }

  base::Result<net::Response> Pdf(Context& context) const {
    const ReportHead head = TRY(HeadOf(context));
    if (!head.choice.errors.empty()) return Show(context, head.choice);
    return Deliver(context, head, "pdf", "application/pdf", PdfReportBytes(services_.alerts, head));
  }

 private:
  base::Result<ReportHead> HeadOf(const Context& context) const {
    ReportHead head;
    head.locale = &desk::LocaleOf(context);
    head.org = context.org();
    head.organisation = TRY(context.desk().people().GetOrganisation(context.org())).name;
    head.colleagues = TRY(Colleagues::Of(context));
    head.made_by = head.colleagues.NameOf(context.actor().label);
    head.made = context.desk().clock().Now();
    head.choice = ReadReportChoice(*head.locale, context.request().query);
    head.threshold = TRY(services_.settings.Get(context.org())).threshold;
    head.lists = TRY(lists_.Current());
    return head;
  }

  // Decisions leave the server in such a file, so the log says who took it; which alerts, by the choice.
  base::Status Note(const Context& context, const ReportHead& head, std::string_view format) const {
    const ReportChoice& choice = head.choice;
    return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
      return services_.seams.audit.Append(
          tx, context.actor(), "report.download", "",
          {{"format", std::string(format)},
           {"stage", choice.stage ? std::string(StageName(*choice.stage)) : "all"},
           {"from", choice.from_text},
           {"until", choice.until_text}});
    });
  }

  // A file that is too large is an error above the choices, which stay.
  base::Result<net::Response> Deliver(const Context& context, const ReportHead& head, std::string_view format,
                                      std::string_view type, base::Result<std::string> bytes) const {
    if (!bytes && bytes.error().code == base::Code::kTooLarge) {
      ReportChoice choice = head.choice;
      choice.errors.push_back({"", head.locale->tr(bytes.error().external)});
      return Show(context, choice);
    }
    if (!bytes) return bytes.error();
    TRY(Note(context, head, format));
    net::Response response = Download(fmt::format("alerts.{}", format), type);
    response.body = *std::move(bytes);
    return response;
  }

  base::Result<net::Response> Show(const Context& context, const ReportChoice& choice) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Alerts::Choices choices = TRY(services_.alerts.FilterChoices(context.org()));
    const StageCounts counts = TRY(services_.alerts.Counts(context.org()));
    desk::PageOptions options{.title = locale.tr("Reports"), .current = "/reports"};
    options.subtitle = locale.tr("What was found and decided, for auditors, buyers and the file");
    options.status = choice.errors.empty() ? 200 : 422;
    const Html form = Join(html::ErrorSummary(locale.tr("There is no report yet"), choice.errors),
                           html::Section(ReportTitle(locale), ChoiceForm(locale, choice, choices)));
    return desk::PageResponse(
        context, options,
        html::SideBySide(html::Columns::kWideAndNarrow, form,
                         html::Stack({CountsSection(locale, counts), ContentSection(locale)})));
  }

  QueueServices& services_;
  WatchLists& lists_;
};

}  // namespace

void RegisterReportPages(desk::Desk& desk, QueueServices& services, WatchLists& lists) {
  const ReportPages pages(services, lists);
  const auto add = [&](std::string_view pattern,
                       base::Result<net::Response> (ReportPages::*page)(Context&) const) {
    desk.router().Add({.method = "GET",
                       .pattern = pattern,
                       .permission = desk::Permission::kReportsRead,
                       .handler = [pages, page](Context& context) { return (pages.*page)(context); }});
  };
  add("/reports", &ReportPages::Page);
  add("/reports/alerts.csv", &ReportPages::Csv);
  add("/reports/alerts.xlsx", &ReportPages::Xlsx);
  add("/reports/alerts.pdf", &ReportPages::Pdf);
  desk.AddNav({.permission = desk::Permission::kReportsRead, .order = 30, .make = [](const Context& context) {
                 const html::Locale& locale = desk::LocaleOf(context);
                 return html::NavItem{
                     .section = locale.tr("Supply chain"), .label = locale.tr("Reports"), .href = "/reports"};
               }});
}

}  // namespace screening
