// /help: what members ask of others.

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

class HelpPages {
 public:
  explicit HelpPages(PanelServices& services) : services_(services) {}

  base::Result<net::Response> List(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Panel panel = TRY(PanelOf(services_, context));
    HelpFilter filter;
    filter.state = NamedOf<HelpState>(context.Query("state"));
    filter.to = NamedOf<Addressee>(context.Query("to"));
    filter.late = context.Query("late") == "yes";
    const std::string cursor = TRY(CursorOf(context));
    const PageOf<Help> page =
        TRY(services_.exchange.help.List(context.actor(), panel.id, filter, cursor, kRowsAPage));
    std::string href = WithArgument("/help-board", "state", filter.state ? NameOf(*filter.state) : "");
    href = WithArgument(std::move(href), "to", filter.to ? NameOf(*filter.to) : "");
    href = WithArgument(std::move(href), "late", filter.late ? "yes" : "");
    TableMaker table({{locale.tr("What")},
                      {locale.tr("Who asks")},
                      {locale.tr("Whom")},
                      {locale.tr("State")},
                      {locale.tr("Taken by")},
                      {locale.tr("Clock")}});
    for (const Help& help : page.items)
      table.Row({LinkTo("/help-board/" + help.id.text(), html::Value(help.title)),
                 html::Value(help.owner.name), Whom(locale, help), StateBadge(locale, help.state),
                 html::Value(help.taken_by_name), ClockOf(locale, help.due, context.desk().clock().Now())});
    const Html body = table.empty()
                          ? html::Empty(locale.tr("Nothing is asked here"),
                                        locale.tr("Members ask governments, the United Nations or each other "
                                                  "for what they cannot do alone."))
                          : html::Join(table.Done(locale.tr("Requests for help, newest first")),
                                       PagerOf(context, href, page.next));
    desk::PageOptions options{.title = locale.tr("Help board"), .current = "/help-board"};
    options.subtitle = locale.tr("What is asked, who has taken it, and how long it takes");
    if (context.actor().Can(desk::Permission::kPanelTakePart))
      options.actions = html::LinkButton(locale.tr("Ask for help"), "/help-board/new");
    return desk::PageResponse(context, options,
                              html::Stack({BoardTabs(locale, "/help-board"), Filters(locale, filter), body}));
  }

  base::Result<net::Response> NewForm(Context& context) const { return ShowForm(context, {}, {}); }

  base::Result<net::Response> Ask(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const net::Form* form = TRY(context.Form());
    Help help;
    help.panel = TRY(PanelOf(services_, context)).id;
    help.title = form->fields.Get("title");
    help.details = form->fields.Get("details");
    help.to = NamedOf<Addressee>(form->fields.Get("to")).value_or(Addressee::kOther);
    const std::vector<std::string> country = WordsOf(form->fields.Get("country"));
    help.country = country.empty() ? "" : country.front();
    const base::Result<HelpId> asked = services_.exchange.help.Ask(context.actor(), help);
    if (asked)
      return desk::RedirectWithFlash(context, "/help-board/" + asked->text(),
                                     locale.tr("It is on the board."));
    if (!IsMendable(asked.error().code)) return asked.error();
    return ShowForm(context, help, locale.tr(asked.error().external));
  }

  base::Result<net::Response> One(Context& context) const { return Show(context, {}); }

  base::Result<net::Response> Act(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const HelpId id = TRY(HelpId::Parse(context.Path("id")));
    const net::Form* form = TRY(context.Form());
    TypedAct typed = TypedFrom(form->fields);
    const std::optional<HelpAct> act = NamedOf<HelpAct>(typed.act);
    if (!act) return base::Invalid("act: not one of the possible ones");
    const base::Status done = services_.exchange.help.Act(context.actor(), id, *act, typed.words,
                                                          desk::WholeNumber(form->fields.Get("version")));
    if (done) return desk::RedirectWithFlash(context, "/help-board/" + id.text(), locale.tr("Done."));
    if (!IsMendable(done.error().code)) return done.error();
    typed.error = locale.tr(done.error().external);
    return Show(context, typed);
  }

 private:
  static std::string Whom(const html::Locale& locale, const Help& help) {
    std::string words = AddresseeWords(locale, help.to);
    if (!help.country.empty()) words += " (" + CountriesWords(locale, {help.country}) + ")";
    return words;
  }

  static Html Filters(const html::Locale& locale, const HelpFilter& filter) {
    return html::Form({.action = "/help-board", .get = true, .css = "filters", .label = locale.tr("Filter")},
                      html::Join(FilterField("state", locale.tr("State"),
                                             ChoicesOf<HelpState>(locale, locale.tr("All"), StateWords),
                                             filter.state ? NameOf(*filter.state) : ""),
                                 FilterField("to", locale.tr("Whom"),
                                             ChoicesOf<Addressee>(locale, locale.tr("All"), AddresseeWords),
                                             filter.to ? NameOf(*filter.to) : ""),
                                 FilterField("late", locale.tr("Clock"),
                                             {{"", locale.tr("All")}, {"yes", locale.tr("Run out")}},
                                             filter.late ? "yes" : ""),
                                 html::Button(locale.tr("Show"), {.kind = html::ButtonKind::kQuiet})));
  }

  static net::Response ShowForm(const Context& context, const Help& help, const std::string& error) {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::PageOptions options{.title = locale.tr("Ask for help"), .current = "/help-board"};
    options.crumbs = {{locale.tr("Help board"), "/help-board"}};
    options.status = error.empty() ? 200 : 422;
    std::vector<html::FieldError> errors;
    if (!error.empty()) errors.push_back({"title", error});
    const Html fields =
        html::Join(TitleField(locale, help.title, error),
                   FilterField("to", locale.tr("Who is asked"),
                               ChoicesOf<Addressee>(locale, "", AddresseeWords), NameOf(help.to)),
                   html::Field({.control_id = "country", .label = locale.tr("Country (two letters)")},
                               html::Input({.name = "country", .value = help.country, .max_length = 2})),
                   DetailsField(locale, help.details), html::Button(locale.tr("Ask")));
    return desk::PageResponse(
        context, options,
        html::Join(html::ErrorSummary(locale.tr("This is not asked yet"), errors),
                   html::Form({.action = "/help-board/new", .csrf = context.csrf()}, fields)));
  }

  static bool Offers(const Viewer& viewer, const Help& help, HelpAct act) {
    const std::span<const Step<HelpState, HelpAct>> steps(kHelpSteps);
    if (!Allows(steps, help.state, act)) return false;
    switch (act) {
      case HelpAct::kTake:
        return viewer.host ||
               (viewer.member && !viewer.Owns(help.owner) && IsAsked(help.to, viewer.member->constituency));
      case HelpAct::kAnswer:
      case HelpAct::kGiveBack:
        return viewer.host || (viewer.member && viewer.member->id == help.taken_by);
      default:
        return viewer.Owns(help.owner);
    }
  }

  base::Result<net::Response> Show(Context& context, const TypedAct& typed) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const HelpId id = TRY(HelpId::Parse(context.Path("id")));
    const Help help = TRY(services_.exchange.help.Get(context.actor(), id));
    const Viewer viewer = TRY(See(services_, context, help.panel));
    std::vector<Html> forms;
    for (const HelpAct act : AllOf<HelpAct>()) {
      if (!Offers(viewer, help, act)) continue;
      ActForm form{.action = "/help-board/" + id.text() + "/act",
                   .csrf = context.csrf(),
                   .version = help.version,
                   .act = std::string(NameOf(act)),
                   .words = ActWordsOf(locale, act),
                   .label = act == HelpAct::kAnswer     ? locale.tr("The answer")
                            : act == HelpAct::kAskAgain ? locale.tr("What did it leave open?")
                                                        : std::string()};
      forms.push_back(ActFormOf(form, typed));
    }
    const Html facts =
        html::Facts({{locale.tr("Who asks"), html::Value(help.owner.name)},
                     {locale.tr("Who is asked"), Whom(locale, help)},
                     {locale.tr("Taken by"), html::Value(help.taken_by_name)},
                     {locale.tr("Asked on"), DayOf(locale, help.asked)},
                     {locale.tr("Clock"), ClockOf(locale, help.due, context.desk().clock().Now())}});
    Html left = html::Section(locale.tr("What is asked"), html::Join(facts, El("p", help.details)));
    if (!help.answer.empty())
      left = html::Stack({left, html::Section(locale.tr("The answer"), El("p", help.answer))});
    const std::vector<Gatekeeper::Event> history = TRY(services_.exchange.help.History(context.actor(), id));
    std::vector<Html> right;
    if (!forms.empty()) right.push_back(html::Section(locale.tr("What you can do"), html::Stack(forms)));
    right.push_back(html::Section(locale.tr("What happened"), HistoryOf(locale, history)));
    desk::PageOptions options{.title = help.title, .current = "/help-board"};
    options.crumbs = {{locale.tr("Help board"), "/help-board"}};
    options.badges = StateBadge(locale, help.state);
    options.status = typed.error.empty() ? 200 : 422;
    return desk::PageResponse(context, options,
                              html::SideBySide(html::Columns::kWideAndNarrow, left, html::Stack(right)));
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

void AddHelpPages(desk::Desk& desk, PanelServices& services) {
  const HelpPages pages(services);
  using desk::Permission;
  Add(desk, pages, "GET", "/help-board", Permission::kPanelRead, &HelpPages::List);
  Add(desk, pages, "GET", "/help-board/new", Permission::kPanelTakePart, &HelpPages::NewForm);
  Add(desk, pages, "POST", "/help-board/new", Permission::kPanelTakePart, &HelpPages::Ask);
  Add(desk, pages, "GET", "/help-board/{id}", Permission::kPanelRead, &HelpPages::One);
  Add(desk, pages, "POST", "/help-board/{id}/act", Permission::kPanelRead, &HelpPages::Act);
}

}  // namespace panel::exchange
