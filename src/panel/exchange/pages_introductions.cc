// /introductions: who is brought together with whom, and what came of it.

#include "desk/web/flash.h"
#include "html/names.h"
#include "panel/exchange/faces.h"
#include "panel/exchange/page_parts.h"

namespace panel::exchange {
namespace {

using desk::Context;
using html::El;
using html::Html;

constexpr std::size_t kRowsAPage = 50;

struct PairView {
  const Context& context;
  const Pair& pair;
  const Viewer& viewer;
  std::vector<Gatekeeper::Event> history;
  TypedAct typed;
  std::string arrived;  // as typed
};

Html PairTable(const Context& context, const std::vector<Pair>& pairs) {
  const html::Locale& locale = desk::LocaleOf(context);
  const base::UtcTime now = context.desk().clock().Now();
  TableMaker table({{locale.tr("Offer")},
                    {locale.tr("Need")},
                    {locale.tr("Amount"), true},
                    {locale.tr("Score"), true},
                    {locale.tr("State")},
                    {locale.tr("Clock")}});
  for (const Pair& pair : pairs) {
    const Introduction& one = pair.introduction;
    table.Row({html::Join(LinkTo(HrefOf(one), html::Value(pair.offer.title)), El("br"),
                          El("span", {{"class", "muted"}}, html::Value(pair.offer.owner.name))),
               html::Join(html::Value(pair.need.title), El("br"),
                          El("span", {{"class", "muted"}}, html::Value(pair.need.owner.name))),
               AmountWords(locale, pair.offer.kind, pair.offer.unit, one.amount), locale.Number(one.score),
               StateBadge(locale, one.state), ClockOf(locale, one.due, now)});
  }
  return table.Done(locale.tr("Introductions, last changed first"));
}

// Whether this viewer can do the act now; the service decides in the end.
bool Offers(const PairView& view, IntroductionAct act) {
  const Introduction& one = view.pair.introduction;
  const std::span<const Step<IntroductionState, IntroductionAct>> steps(kIntroductionSteps);
  if (!Allows(steps, one.state, act)) return false;
  const bool gives = view.viewer.Owns(view.pair.offer.owner);
  const bool takes = view.viewer.Owns(view.pair.need.owner);
  switch (act) {
    case IntroductionAct::kSend:
    case IntroductionAct::kTakeBack:
      return view.viewer.host;
    case IntroductionAct::kOfferAccepts:
      return gives;
    case IntroductionAct::kNeedAccepts:
      return takes;
    case IntroductionAct::kLapse:
      return false;
    case IntroductionAct::kStop:
      return view.viewer.host || gives || takes;
    case IntroductionAct::kConfirm:
    case IntroductionAct::kDispute:
      return ((gives || takes) && one.reported_by != view.context.actor().org) ||
             (act == IntroductionAct::kDispute && view.viewer.host);
    default:
      return gives || takes;
  }
}

std::string AskWords(const html::Locale& locale, IntroductionAct act) {
  switch (act) {
    case IntroductionAct::kDecline:
    case IntroductionAct::kStop:
      return locale.tr("Why?");
    case IntroductionAct::kDispute:
      return locale.tr("What is not so?");
    case IntroductionAct::kReport:
      return locale.tr("What came of it?");
    default:
      return {};
  }
}

Html ActSection(const PairView& view) {
  const html::Locale& locale = desk::LocaleOf(view.context);
  std::vector<Html> forms;
  for (const IntroductionAct act : AllOf<IntroductionAct>()) {
    if (!Offers(view, act)) continue;
    ActForm form{.action = HrefOf(view.pair.introduction) + "/act",
                 .csrf = view.context.csrf(),
                 .version = view.pair.introduction.version,
                 .act = std::string(NameOf(act)),
                 .words = ActWordsOf(locale, act),
                 .label = AskWords(locale, act)};
    if (act == IntroductionAct::kReport)
      form.more = html::Field(
          {.control_id = "arrived",
           .label = locale.tr("How much arrived"),
           .hint = locale.tr("Agreed: {amount}",
                             {{"amount", AmountWords(locale, view.pair.offer.kind, view.pair.offer.unit,
                                                     view.pair.introduction.amount)}})},
          html::Input({.name = "arrived",
                       .value = view.arrived,
                       .required = true,
                       .max_length = base::kMaxExchangeUnit,
                       .described_by = "arrived-hint"}));
    forms.push_back(ActFormOf(form, view.typed));
  }
  if (forms.empty()) return {};
  return html::Section(locale.tr("What you can do"), html::Stack(forms));
}

Html SideSection(const html::Locale& locale, const std::string& heading, const Listing& listing) {
  return html::Section(
      heading,
      html::Facts({{locale.tr("What"), LinkOf(listing)},
                   {locale.tr("Member"), html::Value(listing.owner.name)},
                   {locale.tr("Left"), AmountWords(locale, listing.kind, listing.unit, listing.Left())},
                   {locale.tr("Where"),
                    listing.places.empty() ? locale.tr("anywhere") : CountriesWords(locale, listing.places)},
                   {locale.tr("When"), DaysWords(locale, listing.from, listing.until)},
                   {locale.tr("Conditions"), listing.conditions}}));
}

Html ResultFacts(const html::Locale& locale, const Pair& pair) {
  const Introduction& one = pair.introduction;
  const bool reported = !one.reported_by.empty();
  return html::Facts(
      {{locale.tr("Amount"), AmountWords(locale, pair.offer.kind, pair.offer.unit, one.amount)},
       {locale.tr("Arrived"),
        reported ? AmountWords(locale, pair.offer.kind, pair.offer.unit, one.arrived) : std::string()},
       {locale.tr("What came of it"), one.outcome},
       {locale.tr("Reason given"), one.words}});
}

Html PairBody(const PairView& view) {
  const html::Locale& locale = desk::LocaleOf(view.context);
  const Introduction& one = view.pair.introduction;
  const Html sides =
      html::SideBySide(html::Columns::kEven, SideSection(locale, locale.tr("The offer"), view.pair.offer),
                       SideSection(locale, locale.tr("The need"), view.pair.need));
  const Html why = html::Section(
      locale.tr("Why these two"),
      html::Join(ReasonsTable(locale, view.pair.offer.kind, ReasonsOf(one.reasons), one.score),
                 El("p", {{"class", "muted small"}},
                    locale.tr("As it was compared on {day}.", {{"day", locale.ShortDate(one.created.ms)}}))));
  return html::SideBySide(
      html::Columns::kWideAndNarrow, html::Stack({sides, ResultFacts(locale, view.pair), why}),
      html::Stack(
          {ActSection(view), html::Section(locale.tr("What happened"), HistoryOf(locale, view.history))}));
}

class IntroductionPages {
 public:
  explicit IntroductionPages(PanelServices& services) : services_(services) {}

  base::Result<net::Response> List(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Panel panel = TRY(PanelOf(services_, context));
    IntroductionFilter filter;
    filter.state = NamedOf<IntroductionState>(context.Query("state"));
    if (!context.Query("listing").empty()) filter.listing = TRY(ListingId::Parse(context.Query("listing")));
    const std::string cursor = TRY(CursorOf(context));
    const PageOf<Pair> page =
        TRY(services_.exchange.introductions.List(context.actor(), panel.id, filter, cursor, kRowsAPage));
    std::string href = WithArgument("/introductions", "state", filter.state ? NameOf(*filter.state) : "");
    href = WithArgument(std::move(href), "listing", context.Query("listing"));
    href = WithArgument(std::move(href), "panel", context.Query("panel"));
    const Html filters =
        html::Form({.action = "/introductions", .get = true, .css = "filters", .label = locale.tr("Filter")},
                   html::Join(FilterField("state", locale.tr("State"),
                                          ChoicesOf<IntroductionState>(locale, locale.tr("All"), StateWords),
                                          filter.state ? NameOf(*filter.state) : ""),
                              html::Button(locale.tr("Show"), {.kind = html::ButtonKind::kQuiet})));
    const Html body =
        page.items.empty()
            ? html::Empty(
                  locale.tr("No introductions"),
                  locale.tr(
                      "An introduction brings one offer together with one need. Ask for one on the page "
                      "of an offer or need."))
            : html::Join(PairTable(context, page.items), PagerOf(context, href, page.next));
    desk::PageOptions options{.title = locale.tr("Introductions"), .current = "/introductions"};
    options.subtitle = locale.tr("Nothing is agreed before both sides have said yes");
    return desk::PageResponse(context, options, html::Stack({filters, body}));
  }

  base::Result<net::Response> Bring(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const net::Form* form = TRY(context.Form());
    const ListingId offer = TRY(ListingId::Parse(form->fields.Get("offer")));
    const ListingId need = TRY(ListingId::Parse(form->fields.Get("need")));
    const base::Result<IntroductionId> made =
        services_.exchange.introductions.Bring(context.actor(), offer, need, std::nullopt, "");
    if (!made && IsMendable(made.error().code))
      return desk::RedirectWithProblem(context, "/needs/" + need.text(), locale.tr(made.error().external));
    if (!made) return made.error();
    return desk::RedirectWithFlash(context, "/introductions/" + made->text(), locale.tr("The pair is made."));
  }

  base::Result<net::Response> One(Context& context) const { return Show(context, {}, {}); }

  base::Result<net::Response> Act(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const IntroductionId id = TRY(IntroductionId::Parse(context.Path("id")));
    const net::Form* form = TRY(context.Form());
    TypedAct typed = TypedFrom(form->fields);
    const std::optional<IntroductionAct> act = NamedOf<IntroductionAct>(typed.act);
    if (!act) return base::Invalid("act: not one of the possible ones");
    ActWords words{
        .words = typed.words, .arrived = {}, .version = desk::WholeNumber(form->fields.Get("version"))};
    const std::string arrived(form->fields.Get("arrived"));
    if (const base::Result<base::Decimal> amount = base::Decimal::Parse(arrived)) words.arrived = *amount;
    const base::Status done = services_.exchange.introductions.Act(context.actor(), id, *act, words);
    if (done) return desk::RedirectWithFlash(context, "/introductions/" + id.text(), locale.tr("Done."));
    if (!IsMendable(done.error().code)) return done.error();
    typed.error = locale.tr(done.error().external);
    return Show(context, typed, arrived);
  }

 private:
  base::Result<net::Response> Show(Context& context, const TypedAct& typed,
                                   const std::string& arrived) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const IntroductionId id = TRY(IntroductionId::Parse(context.Path("id")));
    const Pair pair = TRY(services_.exchange.introductions.Get(context.actor(), id));
    const auto see = [&](db::Transaction& tx) {
      return services_.exchange.gate.MustRead(tx, context.actor(), pair.introduction.panel);
    };
    const Viewer viewer = TRY(services_.seams.database.Read(see));
    const PairView view{context, pair,
                        viewer,  TRY(services_.exchange.introductions.History(context.actor(), id)),
                        typed,   arrived};
    desk::PageOptions options{.title = locale.tr("An introduction"), .current = "/introductions"};
    options.crumbs = {{locale.tr("Introductions"), "/introductions"}};
    options.badges = StateBadge(locale, pair.introduction.state);
    options.status = typed.error.empty() ? 200 : 422;
    return desk::PageResponse(context, options, PairBody(view));
  }

  PanelServices& services_;
};

}  // namespace

void AddIntroductionPages(desk::Desk& desk, PanelServices& services) {
  const IntroductionPages pages(services);
  using desk::Permission;
  const auto add = [&](std::string_view method, std::string_view pattern,
                       base::Result<net::Response> (IntroductionPages::*page)(Context&) const) {
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = Permission::kPanelRead,
                       .handler = [pages, page](Context& context) { return (pages.*page)(context); }});
  };
  add("GET", "/introductions", &IntroductionPages::List);
  add("POST", "/introductions", &IntroductionPages::Bring);
  add("GET", "/introductions/{id}", &IntroductionPages::One);
  add("POST", "/introductions/{id}/act", &IntroductionPages::Act);
}

}  // namespace panel::exchange
