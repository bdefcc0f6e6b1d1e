// /barriers: what hinders members.

#include "desk/people/words.h"
#include "html/names.h"
#include "panel/exchange/faces.h"
#include "panel/exchange/page_parts.h"

namespace panel::exchange {
namespace {

using desk::Context;
using html::El;
using html::Html;

constexpr std::size_t kRowsAPage = 50;
constexpr int kRows = 5;

Html TitleField(const html::Locale& locale, std::string_view value, const std::string& error) {
  return html::Field({.control_id = "title", .label = locale.tr("What, in a few words"), .error = error},
                     html::Input({.name = "title",
                                  .value = value,
                                  .required = true,
                                  .max_length = base::kMaxExchangeTitle,
                                  .described_by = error.empty() ? "" : "title-err",
                                  .invalid = !error.empty()}));
}
Html DetailsField(const html::Locale& locale, std::string_view value) {
  return html::Field({.control_id = "details", .label = locale.tr("Details")},
                     html::TextArea("details", value, kRows, base::kMaxExchangeText));
}

base::Result<Viewer> See(PanelServices& services, const Context& context, const PanelId& panel) {
  return services.seams.database.Read(
      [&](db::Transaction& tx) { return services.exchange.gate.MustRead(tx, context.actor(), panel); });
}

class BarrierPages {
 public:
  explicit BarrierPages(PanelServices& services) : services_(services) {}

  base::Result<net::Response> List(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Panel panel = TRY(PanelOf(services_, context));
    BarrierFilter filter;
    filter.state = NamedOf<BarrierState>(context.Query("state"));
    filter.hindered = desk::OrgTypeNamed(context.Query("hindered"));
    filter.late = context.Query("late") == "yes";
    const std::string cursor = TRY(CursorOf(context));
    const PageOf<Barrier> page =
        TRY(services_.exchange.barriers.List(context.actor(), panel.id, filter, cursor, kRowsAPage));
    std::string href = WithArgument("/barriers", "state", filter.state ? NameOf(*filter.state) : "");
    href = WithArgument(std::move(href), "hindered", context.Query("hindered"));
    href = WithArgument(std::move(href), "late", filter.late ? "yes" : "");
    TableMaker table({{locale.tr("What hinders")},
                      {locale.tr("Whom")},
                      {locale.tr("Owner")},
                      {locale.tr("State")},
                      {locale.tr("Look again")}});
    for (const Barrier& barrier : page.items)
      table.Row({LinkTo("/barriers/" + barrier.id.text(), html::Value(barrier.title)),
                 TypesWords(locale, barrier.hindered), html::Value(barrier.owner_name),
                 StateBadge(locale, barrier.state),
                 html::Join(DayOf(locale, barrier.review), " ",
                            ClockOf(locale, barrier.review, context.desk().clock().Now()))});
    const Html body =
        table.empty()
            ? html::Empty(locale.tr("No barrier is in the register"),
                          locale.tr("A barrier is what hinders members from taking part or acting. Each "
                                    "gets an owner, a plan and a day to look again."))
            : html::Join(table.Done(locale.tr("Barriers, newest first")), PagerOf(context, href, page.next));
    desk::PageOptions options{.title = locale.tr("Barriers"), .current = "/help-board"};
    options.subtitle = locale.tr("What hinders whom, who lifts it, and until when");
    if (context.actor().Can(desk::Permission::kPanelTakePart))
      options.actions = html::LinkButton(locale.tr("Report a barrier"), "/barriers/new");
    return desk::PageResponse(context, options,
                              html::Stack({BoardTabs(locale, "/barriers"), Filters(locale, filter), body}));
  }

  base::Result<net::Response> NewForm(Context& context) const { return ShowForm(context, {}, {}); }

  base::Result<net::Response> Report(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const net::Form* form = TRY(context.Form());
    Barrier barrier;
    barrier.panel = TRY(PanelOf(services_, context)).id;
    barrier.title = form->fields.Get("title");
    barrier.details = form->fields.Get("details");
    barrier.hindered_words = form->fields.Get("whom");
    for (const std::string_view name : form->fields.All("hindered"))
      if (const auto type = desk::OrgTypeNamed(name)) barrier.hindered.push_back(*type);
    const base::Result<BarrierId> reported = services_.exchange.barriers.Report(context.actor(), barrier);
    if (reported)
      return desk::RedirectWithFlash(context, "/barriers/" + reported->text(),
                                     locale.tr("It is in the register."));
    if (!IsMendable(reported.error().code)) return reported.error();
    return ShowForm(context, barrier, locale.tr(reported.error().external));
  }

  base::Result<net::Response> One(Context& context) const { return Show(context, {}); }

  base::Result<net::Response> Act(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const BarrierId id = TRY(BarrierId::Parse(context.Path("id")));
    const net::Form* form = TRY(context.Form());
    TypedAct typed = TypedFrom(form->fields);
    const std::optional<BarrierAct> act = NamedOf<BarrierAct>(typed.act);
    if (!act) return base::Invalid("act: not one of the possible ones");
    BarrierChange change{.owner = {},
                         .words = typed.words,
                         .review = {},
                         .version = desk::WholeNumber(form->fields.Get("version"))};
    if (const std::string_view owner = form->fields.Get("owner"); !owner.empty())
      change.owner = TRY(MemberId::Parse(owner));
    const base::Result<base::UtcTime> review = DayFrom(form->fields.Get("review-" + typed.act));
    const base::Status done =
        review ? services_.exchange.barriers.Act(context.actor(), id, *act, WithDay(change, *review))
               : base::Status(review.error());
    if (done) return desk::RedirectWithFlash(context, "/barriers/" + id.text(), locale.tr("Done."));
    if (!IsMendable(done.error().code)) return done.error();
    typed.error = locale.tr(done.error().external);
    return Show(context, typed);
  }

 private:
  static BarrierChange WithDay(BarrierChange change, base::UtcTime day) {
    change.review = day;
    return change;
  }

  static Html Filters(const html::Locale& locale, const BarrierFilter& filter) {
    std::vector<html::Choice> types = desk::OrgTypeChoices(locale);
    types.insert(types.begin(), {"", locale.tr("All")});
    return html::Form({.action = "/barriers", .get = true, .css = "filters", .label = locale.tr("Filter")},
                      html::Join(FilterField("state", locale.tr("State"),
                                             ChoicesOf<BarrierState>(locale, locale.tr("All"), StateWords),
                                             filter.state ? NameOf(*filter.state) : ""),
                                 FilterField("hindered", locale.tr("Who is hindered"), types,
                                             filter.hindered ? desk::OrgTypeName(*filter.hindered) : ""),
                                 FilterField("late", locale.tr("Clock"),
                                             {{"", locale.tr("All")}, {"yes", locale.tr("Run out")}},
                                             filter.late ? "yes" : ""),
                                 html::Button(locale.tr("Show"), {.kind = html::ButtonKind::kQuiet})));
  }

  static net::Response ShowForm(const Context& context, const Barrier& barrier, const std::string& error) {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::PageOptions options{.title = locale.tr("Report a barrier"), .current = "/help-board"};
    options.crumbs = {{locale.tr("Barriers"), "/barriers"}};
    options.status = error.empty() ? 200 : 422;
    std::vector<html::FieldError> errors;
    if (!error.empty()) errors.push_back({"title", error});
    Html boxes;
    for (const html::Choice& choice : desk::OrgTypeChoices(locale)) {
      const auto type = desk::OrgTypeNamed(choice.value);
      const bool chosen = type && std::find(barrier.hindered.begin(), barrier.hindered.end(), *type) !=
                                      barrier.hindered.end();
      boxes.Add(html::CheckBox("hindered", choice.value, choice.label, chosen));
    }
    const Html fields =
        html::Join(TitleField(locale, barrier.title, error), DetailsField(locale, barrier.details),
                   El("fieldset", El("legend", locale.tr("Who is hindered (none: everybody)")), boxes),
                   html::Field({.control_id = "whom", .label = locale.tr("Whom exactly, in words")},
                               html::Input({.name = "whom", .value = barrier.hindered_words})),
                   html::Button(locale.tr("Report")));
    return desk::PageResponse(
        context, options,
        html::Join(html::ErrorSummary(locale.tr("This is not reported yet"), errors),
                   html::Form({.action = "/barriers/new", .csrf = context.csrf()}, fields)));
  }

  static bool Offers(const Context& context, const Viewer& viewer, const Barrier& barrier, BarrierAct act) {
    const std::span<const Step<BarrierState, BarrierAct>> steps(kBarrierSteps);
    if (!Allows(steps, barrier.state, act)) return false;
    const bool owner = viewer.member && viewer.member->id == barrier.owner &&
                       context.actor().Can(desk::Permission::kPanelTakePart);
    return viewer.host || (owner && (act == BarrierAct::kPlan || act == BarrierAct::kLift));
  }

  static std::string AskWords(const html::Locale& locale, BarrierAct act) {
    if (act == BarrierAct::kAssign) return {};
    return act == BarrierAct::kPlan ? locale.tr("The plan") : locale.tr("Why?");
  }

  base::Result<Html> MoreFields(const html::Locale& locale, const Barrier& barrier, BarrierAct act) const {
    Html more;
    if (act == BarrierAct::kAssign) {
      const auto admitted = [&](db::Transaction& tx) {
        return services_.directory.Admitted(tx, barrier.panel);
      };
      std::vector<html::Choice> members;
      for (const Member& member : TRY(services_.seams.database.Read(admitted)))
        members.push_back({member.id.text(), member.name});
      more.Add(FilterField("owner", locale.tr("Owner"), members, barrier.owner.text()));
    }
    if (act == BarrierAct::kAssign || act == BarrierAct::kPlan) {
      const std::string id = "review-" + std::string(NameOf(act));
      more.Add(html::Field(
          {.control_id = id, .label = locale.tr("Day to look again")},
          html::Input({.name = id,
                       .type = html::InputType::kDate,
                       .value = barrier.review.ms == 0 ? std::string() : base::FormatDay(barrier.review)})));
    }
    return more;
  }

  base::Result<net::Response> Show(Context& context, const TypedAct& typed) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const BarrierId id = TRY(BarrierId::Parse(context.Path("id")));
    const Barrier barrier = TRY(services_.exchange.barriers.Get(context.actor(), id));
    const Viewer viewer = TRY(See(services_, context, barrier.panel));
    std::vector<Html> forms;
    for (const BarrierAct act : AllOf<BarrierAct>()) {
      if (!Offers(context, viewer, barrier, act)) continue;
      ActForm form{.action = "/barriers/" + id.text() + "/act",
                   .csrf = context.csrf(),
                   .version = barrier.version,
                   .act = std::string(NameOf(act)),
                   .words = ActWordsOf(locale, act),
                   .label = AskWords(locale, act)};
      form.more = TRY(MoreFields(locale, barrier, act));
      forms.push_back(ActFormOf(form, typed));
    }
    const Html facts = html::Facts(
        {{locale.tr("Who is hindered"), TypesWords(locale, barrier.hindered)},
         {locale.tr("Whom exactly"), barrier.hindered_words},
         {locale.tr("Reported by"), html::Value(barrier.reporter.name)},
         {locale.tr("Owner"), html::Value(barrier.owner_name)},
         {locale.tr("The plan"), barrier.plan},
         {locale.tr("What came of it"), barrier.result},
         {locale.tr("Look again"), barrier.review.ms == 0 ? Html() : DayOf(locale, barrier.review)}});
    const std::vector<Gatekeeper::Event> history =
        TRY(services_.exchange.barriers.History(context.actor(), id));
    std::vector<Html> right;
    if (!forms.empty()) right.push_back(html::Section(locale.tr("What you can do"), html::Stack(forms)));
    right.push_back(html::Section(locale.tr("What happened"), HistoryOf(locale, history)));
    desk::PageOptions options{.title = barrier.title, .current = "/help-board"};
    options.crumbs = {{locale.tr("Barriers"), "/barriers"}};
    options.badges = StateBadge(locale, barrier.state);
    options.status = typed.error.empty() ? 200 : 422;
    return desk::PageResponse(
        context, options,
        html::SideBySide(html::Columns::kWideAndNarrow,
                         html::Section(locale.tr("The barrier"), html::Join(facts, El("p", barrier.details))),
                         html::Stack(right)));
  }

  PanelServices& services_;
};

template <typename Pages>
void Add(desk::Desk& desk, const Pages& pages, std::string_view method, std::string_view pattern,
         desk::Permission permission, base::Result<net::Response> (Pages::*page)(Context&) const) {
  desk.router().Add({.method = method,
                     .pattern = pattern,
                     .permission = permission,
                     .handler = [pages, page](Context& context) { return (pages.*page)(context); }});
}

}  // namespace

void AddBarrierPages(desk::Desk& desk, PanelServices& services) {
  const BarrierPages pages(services);
  using desk::Permission;
  Add(desk, pages, "GET", "/barriers", Permission::kPanelRead, &BarrierPages::List);
  Add(desk, pages, "GET", "/barriers/new", Permission::kPanelTakePart, &BarrierPages::NewForm);
  Add(desk, pages, "POST", "/barriers/new", Permission::kPanelTakePart, &BarrierPages::Report);
  Add(desk, pages, "GET", "/barriers/{id}", Permission::kPanelRead, &BarrierPages::One);
  Add(desk, pages, "POST", "/barriers/{id}/act", Permission::kPanelRead, &BarrierPages::Act);
}

}  // namespace panel::exchange
