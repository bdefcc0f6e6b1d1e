// /offers/plans: the best plan over all open needs; /offers/bars: whom the secretariat keeps out or apart;
// /needs/coverage: what is covered and who gets matched, as pictures.

#include "desk/web/flash.h"
#include "html/charts.h"
#include "html/names.h"
#include "panel/exchange/faces.h"
#include "panel/exchange/page_parts.h"

namespace panel::exchange {
namespace {

using desk::Context;
using html::El;
using html::Html;

Html PlanTable(const html::Locale& locale, const std::vector<Proposal>& proposals) {
  TableMaker table({{locale.tr("Made")},
                    {locale.tr("State")},
                    {locale.tr("Needs"), true},
                    {locale.tr("Offers"), true},
                    {locale.tr("Pairs that fit"), true},
                    {locale.tr("Pairs in the plan"), true}});
  for (const Proposal& proposal : proposals)
    table.Row({LinkTo("/offers/plans/" + proposal.id.text(), locale.DateTime(proposal.created.ms)),
               proposal.done ? html::Badge(html::Mark::kOk, locale.tr("Ready"))
                             : html::Badge(html::Mark::kAct, locale.tr("Being made")),
               locale.Number(proposal.needs), locale.Number(proposal.offers), locale.Number(proposal.fitting),
               locale.Number(proposal.pairs)});
  return table.Done(locale.tr("Plans, newest first"));
}

std::string WhyWords(const html::Locale& locale, const ProposalNeed& one) {
  if (one.fitting == 0)
    return one.mostly ? locale.tr("nothing fits; mostly: {why}", {{"why", LeftOutWords(locale, *one.mostly)}})
                      : locale.tr("nothing of this kind and unit is offered");
  if (!one.went_to.empty())
    return locale.tr(
        "its best offer, {offer} ({score}), adds more to the total at {need}",
        {{"offer", one.best_title}, {"score", locale.Number(one.best_score)}, {"need", one.went_to_title}});
  if (one.met < one.need.Left()) return locale.tr("all that fits is given");
  return locale.tr("met by what fits it best");
}

Html NeedTable(const html::Locale& locale, const std::vector<ProposalNeed>& needs) {
  constexpr std::size_t kShown = 200;
  TableMaker table({{locale.tr("Need")},
                    {locale.tr("Member")},
                    {locale.tr("Fitting offers"), true},
                    {locale.tr("Planned"), true},
                    {locale.tr("Why")}});
  std::size_t shown = 0;
  for (const ProposalNeed& one : needs) {
    if (++shown > kShown) break;
    table.Row({LinkOf(one.need), html::Value(one.need.owner.name), locale.Number(one.fitting),
               AmountWords(locale, one.need.kind, one.need.unit, one.met), WhyWords(locale, one)});
  }
  return table.Done(locale.tr("What the plan means for each need, the least covered first"));
}

Html PairTable(const html::Locale& locale, const std::vector<Pair>& pairs) {
  TableMaker table({{locale.tr("Offer")},
                    {locale.tr("Need")},
                    {locale.tr("Amount"), true},
                    {locale.tr("Score"), true},
                    {locale.tr("State")}});
  for (const Pair& pair : pairs)
    table.Row({html::Join(LinkTo(HrefOf(pair.introduction), html::Value(pair.offer.title)), El("br"),
                          El("span", {{"class", "muted"}}, html::Value(pair.offer.owner.name))),
               html::Join(html::Value(pair.need.title), El("br"),
                          El("span", {{"class", "muted"}}, html::Value(pair.need.owner.name))),
               AmountWords(locale, pair.offer.kind, pair.offer.unit, pair.introduction.amount),
               locale.Number(pair.introduction.score), StateBadge(locale, pair.introduction.state)});
  return table.Done(locale.tr("Pairs of this plan"));
}

Html NeedsPart(const html::Locale& locale, const std::vector<ProposalNeed>& needs) {
  if (needs.empty())
    return html::Empty(locale.tr("No need was open"),
                       html::Join(locale.tr("A plan serves needs that are open while it is made."), " ",
                                  LinkTo("/needs", locale.tr("Show the needs"))));
  return NeedTable(locale, needs);
}

// ---- coverage

Html CoverageRow(const html::Locale& locale, const std::string& words, const Coverage& one) {
  const std::string finding =
      locale.tr("{met} met, {fitted} open with an offer that fits, {bare} open with none",
                {{"met", locale.Number(one.met)},
                 {"fitted", locale.Number(one.fitted)},
                 {"bare", locale.Number(one.open - one.fitted)}});
  return html::Join(El("h3", words),
                    html::Strip(words, finding,
                                {{static_cast<std::size_t>(one.met), html::Fill::kFilled},
                                 {static_cast<std::size_t>(one.fitted), html::Fill::kOutlined},
                                 {static_cast<std::size_t>(one.open - one.fitted), html::Fill::kGrey}}),
                    El("p", {{"class", "muted small"}}, finding));
}

Html CoverageKey(const html::Locale& locale) {
  return El("ul", {{"class", "key"}},
            El("li", html::KeySample(html::Fill::kFilled), El("span", locale.tr("met"))),
            El("li", html::KeySample(html::Fill::kOutlined), El("span", locale.tr("open, an offer fits"))),
            El("li", html::KeySample(html::Fill::kGrey), El("span", locale.tr("open, nothing fits"))));
}

Html CellTable(const html::Locale& locale, const CoverageTable& coverage) {
  std::vector<desk::Heading> headings = {{locale.tr("Region")}};
  std::vector<Kind> kinds;
  for (const Kind kind : AllOf<Kind>()) {
    const Coverage& all = coverage.by_kind.at(static_cast<std::size_t>(kind));
    if (all.open + all.met == 0) continue;
    kinds.push_back(kind);
    headings.push_back({KindWords(locale, kind), true});
  }
  TableMaker table(headings);
  for (const Area area : AllOf<Area>()) {
    const auto place = static_cast<std::size_t>(area);
    if (coverage.by_area.at(place).open + coverage.by_area.at(place).met == 0) continue;
    html::Row row = {AreaWords(locale, area)};
    for (const Kind kind : kinds) {
      const Coverage& one = coverage.cells.at(static_cast<std::size_t>(kind)).at(place);
      const std::int64_t all = one.open + one.met;
      row.push_back(
          all == 0 ? Html("–")
                   : Html(locale.tr("{covered} of {all}", {{"covered", locale.Number(one.met + one.fitted)},
                                                           {"all", locale.Number(all)}})));
    }
    table.Row(row);
  }
  if (table.empty()) return {};
  return table.Done(locale.tr("Needs met or with an offer that fits, by region and kind"));
}

Html CoverageSection(const html::Locale& locale, const CoverageTable& coverage) {
  if (coverage.all.open + coverage.all.met == 0)
    return html::Empty(locale.tr("No needs yet"),
                       locale.tr("Once members publish needs, here stands what is covered."));
  Html kinds = CoverageKey(locale);
  for (const Kind kind : AllOf<Kind>()) {
    const Coverage& one = coverage.by_kind.at(static_cast<std::size_t>(kind));
    if (one.open + one.met > 0) kinds.Add(CoverageRow(locale, KindWords(locale, kind), one));
  }
  Html areas = CoverageKey(locale);
  for (const Area area : AllOf<Area>()) {
    const Coverage& one = coverage.by_area.at(static_cast<std::size_t>(area));
    if (one.open + one.met > 0) areas.Add(CoverageRow(locale, AreaWords(locale, area), one));
  }
  return html::Stack({html::SideBySide(html::Columns::kEven, html::Section(locale.tr("Needs by kind"), kinds),
                                       html::Section(locale.tr("Needs by region"), areas)),
                      CellTable(locale, coverage)});
}

std::string ShareWords(const html::Locale& locale, std::int64_t part, std::int64_t all) {
  constexpr std::int64_t kPercent = 100;
  return all == 0
             ? std::string("–")
             : locale.tr("{n} ({percent}%)", {{"n", locale.Number(part)},
                                              {"percent", locale.Number((part * kPercent + all / 2) / all)}});
}

Html FairnessSection(const html::Locale& locale, const Fairness& fairness) {
  TableMaker table({{locale.tr("Group")},
                    {locale.tr("Members"), true},
                    {locale.tr("Offers and needs"), true},
                    {locale.tr("Introduced"), true},
                    {locale.tr("Matched"), true},
                    {locale.tr("Evenness"), true}});
  const GroupCounts& all = fairness[0];
  for (const Group group : AllOf<Group>()) {
    const GroupCounts& one = fairness.at(static_cast<std::size_t>(group));
    const std::optional<std::int64_t> evenness = EvennessOf(fairness, group);
    constexpr std::int64_t kTen = 10;
    std::string words = "–";
    if (evenness) {
      const std::int64_t hundredths = (*evenness + kTen / 2) / kTen;
      const std::string rest = std::to_string(hundredths % (kTen * kTen));
      words = std::to_string(hundredths / (kTen * kTen)) + "." + (rest.size() < 2 ? "0" : "") + rest;
    }
    table.Row({GroupWords(locale, group), ShareWords(locale, one.members, all.members),
               ShareWords(locale, one.listings, all.listings),
               ShareWords(locale, one.introduced, all.introduced),
               ShareWords(locale, one.matched, all.matched), words});
  }
  return html::Section(
      locale.tr("Who gets matched"),
      html::Join(
          table.Done(locale.tr("Groups of members, which overlap")),
          El("p", {{"class", "muted small"}},
             locale.tr(
                 "Evenness is a group’s share of the matches over its share of the published offers and "
                 "needs: 1 is even, below 1 it is matched less often than it takes part."))));
}

class PlanPages {
 public:
  explicit PlanPages(PanelServices& services) : services_(services) {}

  base::Result<net::Response> Plans(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Panel panel = TRY(PanelOf(services_, context));
    const std::vector<Proposal> proposals =
        TRY(services_.exchange.proposals.Latest(context.actor(), panel.id));
    desk::PageOptions options{.title = locale.tr("Best plan"), .current = "/offers"};
    options.subtitle =
        locale.tr("Who should be introduced to whom, so that the total of all needs is served best");
    options.actions =
        html::PostButton(locale.tr("Make a plan now"),
                         WithArgument("/offers/plans", "panel", context.Query("panel")), context.csrf());
    const Html body =
        proposals.empty()
            ? html::Empty(locale.tr("No plan yet"),
                          locale.tr("A plan compares every open need with every open offer and finds the "
                                    "best of all ways to serve them together. Nothing is sent by itself."))
            : PlanTable(locale, proposals);
    return desk::PageResponse(context, options,
                              html::Stack({ExchangeTabs(locale, "/offers/plans", true), body}));
  }

  base::Result<net::Response> Start(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Panel panel = TRY(PanelOf(services_, context));
    const base::Result<ProposalId> id = services_.exchange.proposals.Start(context.actor(), panel.id);
    if (!id && IsMendable(id.error().code))
      return desk::RedirectWithProblem(context, "/offers/plans", locale.tr(id.error().external));
    if (!id) return id.error();
    return desk::RedirectWithFlash(context, "/offers/plans/" + id->text(),
                                   locale.tr("The plan is being made; this takes a moment."));
  }

  base::Result<net::Response> One(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const ProposalId id = TRY(ProposalId::Parse(context.Path("id")));
    const Proposal proposal = TRY(services_.exchange.proposals.Get(context.actor(), id));
    desk::PageOptions options{.title = locale.tr("A plan"), .current = "/offers"};
    options.crumbs = {{locale.tr("Best plan"), "/offers/plans"}};
    if (!proposal.done) return InTheMaking(context, proposal, options);
    options.subtitle = locale.tr("{needs} needs, {offers} offers, {pairs} pairs",
                                 {{"needs", locale.Number(proposal.needs)},
                                  {"offers", locale.Number(proposal.offers)},
                                  {"pairs", locale.Number(proposal.pairs)}});
    options.actions = html::PostButton(locale.tr("Send all that still fit"),
                                       "/offers/plans/" + id.text() + "/send", context.csrf());
    const IntroductionFilter filter{.proposal = id};
    const std::string cursor = TRY(CursorOf(context));
    const PageOf<Pair> pairs = TRY(services_.exchange.introductions.List(
        context.actor(), proposal.panel, filter, cursor, base::kMaxExchangePage));
    const std::vector<ProposalNeed> needs = TRY(services_.exchange.proposals.Needs(context.actor(), id));
    const Html first = pairs.items.empty()
                           ? html::Empty(locale.tr("No pair fits"),
                                         needs.empty() ? locale.tr("There was nothing to plan.")
                                                       : locale.tr("Below it stands for each need why."))
                           : html::Join(PairTable(locale, pairs.items),
                                        PagerOf(context, "/offers/plans/" + id.text(), pairs.next));
    return desk::PageResponse(
        context, options,
        html::Stack({html::Section(locale.tr("Pairs"), first),
                     html::Section(locale.tr("Need by need"), NeedsPart(locale, needs))}));
  }

  base::Result<net::Response> Send(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const ProposalId id = TRY(ProposalId::Parse(context.Path("id")));
    const Proposal proposal = TRY(services_.exchange.proposals.Get(context.actor(), id));
    const std::int64_t sent =
        TRY(services_.exchange.introductions.SendAll(context.actor(), proposal.panel, id));
    return desk::RedirectWithFlash(context, "/offers/plans/" + id.text(),
                                   locale.ntr("{n} pair is sent.", "{n} pairs are sent.", sent));
  }

  base::Result<net::Response> BarsPage(Context& context) const { return ShowBars(context, {}, {}); }

  base::Result<net::Response> AddBar(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Panel panel = TRY(PanelOf(services_, context));
    const net::Form* form = TRY(context.Form());
    const MemberId a = TRY(MemberId::Parse(form->fields.Get("a")));
    const std::string_view other = form->fields.Get("b");
    const MemberId b = other.empty() ? MemberId() : TRY(MemberId::Parse(other));
    const std::string words(form->fields.Get("words"));
    const base::Result<BarId> added = services_.exchange.bars.Add(context.actor(), panel.id, a, b, words);
    if (added) return desk::RedirectWithFlash(context, "/offers/bars", locale.tr("Saved."));
    if (!IsMendable(added.error().code)) return added.error();
    return ShowBars(context, words, locale.tr(added.error().external));
  }

  base::Result<net::Response> RemoveBar(Context& context) const {
    const Panel panel = TRY(PanelOf(services_, context));
    const BarId id = TRY(BarId::Parse(context.Path("id")));
    TRY(services_.exchange.bars.Remove(context.actor(), panel.id, id));
    return desk::RedirectWithFlash(context, "/offers/bars", desk::LocaleOf(context).tr("Removed."));
  }

  base::Result<net::Response> Coverage(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Panel panel = TRY(PanelOf(services_, context));
    const CoverageTable coverage = TRY(services_.exchange.overview.CoverageOf(context.actor(), panel.id));
    const Fairness fairness = TRY(services_.exchange.overview.FairnessOf(context.actor(), panel.id));
    desk::PageOptions options{.title = locale.tr("Coverage"), .current = "/offers"};
    options.subtitle = locale.tr("Which needs are met, which could be, and who gets matched");
    return desk::PageResponse(
        context, options,
        html::Stack({ExchangeTabs(locale, "/needs/coverage", Panels::Hosts(context.actor(), panel)),
                     CoverageSection(locale, coverage), FairnessSection(locale, fairness)}));
  }

 private:
  base::Result<net::Response> InTheMaking(Context& context, const Proposal& proposal,
                                          desk::PageOptions& options) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const base::Result<desk::Job> job = context.desk().jobs().Get(context.org(), proposal.job);
    options.islands = {"progress"};
    const std::string here = "/offers/plans/" + proposal.id.text();
    const std::string events = "/jobs/" + proposal.job.text() + "/events";
    const std::string words =
        job ? locale.tr(job->message.empty() ? "Waiting" : job->message) : locale.tr("Waiting");
    const Html bar = html::ProgressBar({.done = job ? job->done : 0,
                                        .total = job ? job->total : 0,
                                        .words = words,
                                        .events = events,
                                        .done_href = here});
    return desk::PageResponse(context, options, bar);
  }

  base::Result<net::Response> ShowBars(Context& context, const std::string& typed,
                                       const std::string& error) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Panel panel = TRY(PanelOf(services_, context));
    const std::vector<Bar> bars = TRY(services_.exchange.bars.All(context.actor(), panel.id));
    const auto admitted = [&](db::Transaction& tx) { return services_.directory.Admitted(tx, panel.id); };
    std::vector<html::Choice> members;
    for (const Member& member : TRY(services_.seams.database.Read(admitted)))
      members.push_back({member.id.text(), member.name});
    std::vector<html::Choice> others = members;
    others.insert(others.begin(), {"", locale.tr("Everybody: keep it out altogether")});
    constexpr int kRows = 3;
    const Html form =
        html::Form({.action = "/offers/bars", .csrf = context.csrf()},
                   html::Join(FilterField("a", locale.tr("Member"), members, ""),
                              FilterField("b", locale.tr("Keep apart from"), others, ""),
                              html::Field({.control_id = "words", .label = locale.tr("Why"), .error = error},
                                          html::TextArea("words", typed, kRows, base::kMaxExchangeText)),
                              html::Button(locale.tr("Keep apart"))));
    TableMaker table({{locale.tr("Member")},
                      {locale.tr("Kept apart from")},
                      {locale.tr("Why")},
                      {locale.tr("Since")},
                      {locale.tr("Action")}});
    for (const Bar& bar : bars)
      table.Row({html::Value(bar.a_name),
                 bar.b.empty() ? Html(locale.tr("everybody")) : html::Value(bar.b_name),
                 html::Value(bar.words), DayOf(locale, bar.created),
                 html::PostButton(locale.tr("Remove"), "/offers/bars/" + bar.id.text() + "/remove",
                                  context.csrf(), {.kind = html::ButtonKind::kQuiet, .css = "small"})});
    const Html list =
        table.empty()
            ? html::Empty(locale.tr("Nobody is kept apart"),
                          locale.tr("Members with a red flag and pairs with a conflict of interest stand "
                                    "here. Only the secretariat sees this page."))
            : table.Done(locale.tr("Kept out or apart"));
    desk::PageOptions options{.title = locale.tr("Kept apart"), .current = "/offers"};
    options.status = error.empty() ? 200 : 422;
    return desk::PageResponse(
        context, options,
        html::Stack({ExchangeTabs(locale, "/offers/bars", true), list,
                     html::Section(locale.tr("Keep somebody out, or two apart"), form)}));
  }

  PanelServices& services_;
};

}  // namespace

void AddPlanPages(desk::Desk& desk, PanelServices& services) {
  const PlanPages pages(services);
  using desk::Permission;
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       base::Result<net::Response> (PlanPages::*page)(Context&) const) {
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = permission,
                       .handler = [pages, page](Context& context) { return (pages.*page)(context); }});
  };
  add("GET", "/offers/plans", Permission::kPanelManage, &PlanPages::Plans);
  add("POST", "/offers/plans", Permission::kPanelManage, &PlanPages::Start);
  add("GET", "/offers/plans/{id}", Permission::kPanelManage, &PlanPages::One);
  add("POST", "/offers/plans/{id}/send", Permission::kPanelManage, &PlanPages::Send);
  add("GET", "/offers/bars", Permission::kPanelManage, &PlanPages::BarsPage);
  add("POST", "/offers/bars", Permission::kPanelManage, &PlanPages::AddBar);
  add("POST", "/offers/bars/{id}/remove", Permission::kPanelManage, &PlanPages::RemoveBar);
  add("GET", "/needs/coverage", Permission::kPanelRead, &PlanPages::Coverage);
}

}  // namespace panel::exchange
