// /api/v1: offers, needs, introductions, plans, coverage, help, barriers.

#include <boost/json.hpp>

#include "base/limits_panel.h"
#include "desk/web/api.h"
#include "panel/exchange/faces.h"
#include "panel/exchange/json_forms.h"

namespace panel::exchange {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::size_t kUsualPage = 50;
constexpr std::string_view kAnyObject = R"({"type":"object"})";
constexpr std::string_view kListing =
    R"({"type":"object","required":["kind","title","quantity"],"properties":{"kind":{"type":"string"},"title":{"type":"string"},"details":{"type":"string"},"quantity":{"type":"string"},"unit":{"type":"string"},"places":{"type":"array","items":{"type":"string"}},"languages":{"type":"array","items":{"type":"string"}},"sectors":{"type":"array","items":{"type":"string"}},"targets":{"type":"array","items":{"type":"string"}},"conditions":{"type":"string"},"open_to":{"type":"array","items":{"type":"string"}},"from":{"type":"string"},"until":{"type":"string"},"visibility":{"type":"string"},"version":{"type":"integer"}}})";
constexpr std::string_view kAct =
    R"({"type":"object","required":["act"],"properties":{"act":{"type":"string"},"words":{"type":"string"},"arrived":{"type":"string"},"owner":{"type":"string"},"review":{"type":"string"},"version":{"type":"integer"}}})";
constexpr std::string_view kBring =
    R"({"type":"object","required":["offer","need"],"properties":{"offer":{"type":"string"},"need":{"type":"string"},"amount":{"type":"string"},"words":{"type":"string"}}})";
constexpr std::string_view kHelp =
    R"({"type":"object","required":["title"],"properties":{"title":{"type":"string"},"details":{"type":"string"},"to":{"type":"string"},"country":{"type":"string"}}})";
constexpr std::string_view kBarrier =
    R"({"type":"object","required":["title"],"properties":{"title":{"type":"string"},"details":{"type":"string"},"hindered":{"type":"array","items":{"type":"string"}},"whom":{"type":"string"}}})";
constexpr std::string_view kBar =
    R"({"type":"object","required":["a","words"],"properties":{"a":{"type":"string"},"b":{"type":"string"},"words":{"type":"string"}}})";

template <typename T>
net::Response PageJson(const Context& context, const PageOf<T>& page) {
  json::array items;
  for (const T& item : page.items) items.push_back(JsonOf(item));
  const json::value next =
      page.next.empty() ? json::value(nullptr) : json::value(desk::EncodeCursor(context.desk(), page.next));
  return desk::JsonWithETag(context, json::object{{"items", std::move(items)}, {"next", next}});
}

base::Result<std::string> After(const Context& context) {
  const std::string_view cursor = context.Query("cursor");
  if (cursor.empty()) return std::string();
  return desk::DecodeCursor(context.desk(), cursor);
}

net::Response Created(const std::string& href, std::string_view id) {
  net::Response response = desk::JsonResponse(json::object{{"id", id}}, 201);
  response.headers.Add("Location", href);
  return response;
}

net::Response Done() {
  net::Response response;
  response.status = 204;
  return response;
}

// A body's act by its name.
template <typename Act>
base::Result<Act> ActAt(const json::object& object) {
  const std::string name = TRY(TextAt(object, "act"));
  const std::optional<Act> act = NamedOf<Act>(name);
  if (!act) return base::Invalid("\"act\" must be one of the possible acts");
  return *act;
}

class Api {
 public:
  explicit Api(PanelServices& services) : services_(services) {}

  // ---- offers and needs
  template <Side kSide>
  base::Result<net::Response> List(Context& context) const {
    const Panel panel = TRY(PanelOf(services_, context));
    ListingFilter filter{.side = kSide};
    filter.kind = NamedOf<Kind>(context.Query("kind"));
    filter.country = context.Query("country");
    filter.sector = context.Query("sector");
    filter.words = context.Query("q");
    if (!context.Query("state").empty()) filter.state = NamedOf<ListingState>(context.Query("state"));
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, base::kMaxExchangePage));
    const std::string after = TRY(After(context));
    return PageJson(context,
                    TRY(services_.exchange.listings.List(context.actor(), panel.id, filter, after, limit)));
  }
  template <Side kSide>
  base::Result<net::Response> Create(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const json::value body = TRY(desk::ReadJson(context));
      const json::object* object = TRY(ObjectOf(body));
      Listing listing = TRY(ListingFrom(*object));
      listing.side = kSide;
      listing.panel = TRY(PanelOf(services_, context)).id;
      std::vector<FieldFault> faults;
      const base::Result<ListingId> made =
          services_.exchange.listings.Create(context.actor(), listing, faults);
      if (!made) return Naming(made.error(), faults);
      return Created((kSide == Side::kOffer ? "/api/v1/offers/" : "/api/v1/needs/") + made->text(),
                     made->text());
    });
  }
  template <Side kSide>
  base::Result<net::Response> Get(Context& context) const {
    const Listing listing = TRY(Named<kSide>(context));
    json::object answer = JsonOf(listing);
    answer["history"] = JsonOf(TRY(services_.exchange.listings.History(context.actor(), listing.id)));
    return desk::JsonWithETag(context, answer);
  }
  template <Side kSide>
  base::Result<net::Response> Edit(Context& context) const {
    const Listing before = TRY(Named<kSide>(context));
    const json::value body = TRY(desk::ReadJson(context));
    const json::object* object = TRY(ObjectOf(body));
    Listing listing = TRY(ListingFrom(*object));
    listing.id = before.id;
    std::vector<FieldFault> faults;
    const base::Status saved = services_.exchange.listings.Edit(context.actor(), listing, faults);
    if (!saved) return Naming(saved.error(), faults);
    return desk::JsonResponse(JsonOf(TRY(services_.exchange.listings.Get(context.actor(), before.id))));
  }
  template <Side kSide>
  base::Result<net::Response> Act(Context& context) const {
    const Listing listing = TRY(Named<kSide>(context));
    const json::value body = TRY(desk::ReadJson(context));
    const json::object* object = TRY(ObjectOf(body));
    const ListingAct act = TRY(ActAt<ListingAct>(*object));
    const std::string words = TRY(TextAt(*object, "words"));
    TRY(services_.exchange.listings.Act(context.actor(), listing.id, act, words));
    return desk::JsonResponse(JsonOf(TRY(services_.exchange.listings.Get(context.actor(), listing.id))));
  }
  template <Side kSide>
  base::Result<net::Response> Rank(Context& context) const {
    const Listing listing = TRY(Named<kSide>(context));
    const Ranking ranking = TRY(services_.exchange.rankings.Rank(context.actor(), listing.id));
    json::array best;
    for (const Ranked& one : ranking.best)
      best.push_back(json::object{{"score", one.score},
                                  {"possible", one.possible.text()},
                                  {"reasons", JsonOf(one.reasons)},
                                  {"with", JsonOf(one.other)}});
    json::array left_out;
    for (const LeftOutOne& one : ranking.left_out)
      left_out.push_back(json::object{{"id", one.other.id.text()},
                                      {"title", one.other.title},
                                      {"member", one.other.owner.name},
                                      {"why", NameOf(one.why)},
                                      {"offer", one.compared.offer},
                                      {"need", one.compared.need}});
    json::object counts;
    for (std::size_t i = 0; i < ranking.left_out_counts.size(); ++i)
      if (ranking.left_out_counts.at(i) > 0)
        counts[NameOf(static_cast<LeftOut>(i))] = ranking.left_out_counts.at(i);
    return desk::JsonResponse(json::object{{"fitting", ranking.fitting},
                                           {"best", std::move(best)},
                                           {"left_out", std::move(left_out)},
                                           {"left_out_counts", std::move(counts)},
                                           {"for_the_secretariat", ranking.not_told},
                                           {"other_kinds", ranking.other_kinds}});
  }

  // ---- introductions
  base::Result<net::Response> Introductions(Context& context) const {
    const Panel panel = TRY(PanelOf(services_, context));
    IntroductionFilter filter;
    filter.state = NamedOf<IntroductionState>(context.Query("state"));
    if (!context.Query("listing").empty()) filter.listing = TRY(ListingId::Parse(context.Query("listing")));
    if (!context.Query("plan").empty()) filter.proposal = TRY(ProposalId::Parse(context.Query("plan")));
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, base::kMaxExchangePage));
    const std::string after = TRY(After(context));
    return PageJson(
        context, TRY(services_.exchange.introductions.List(context.actor(), panel.id, filter, after, limit)));
  }
  base::Result<net::Response> Bring(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const json::value body = TRY(desk::ReadJson(context));
      const json::object* object = TRY(ObjectOf(body));
      const std::string offer_text = TRY(TextAt(*object, "offer"));
      const std::string need_text = TRY(TextAt(*object, "need"));
      const ListingId offer = TRY(ListingId::Parse(offer_text));
      const ListingId need = TRY(ListingId::Parse(need_text));
      std::optional<base::Decimal> amount;
      const std::string text = TRY(TextAt(*object, "amount"));
      if (!text.empty()) amount = TRY(base::Decimal::Parse(text));
      const std::string words = TRY(TextAt(*object, "words"));
      const IntroductionId id =
          TRY(services_.exchange.introductions.Bring(context.actor(), offer, need, amount, words));
      return Created("/api/v1/introductions/" + id.text(), id.text());
    });
  }
  base::Result<net::Response> Introduction(Context& context) const {
    const IntroductionId id = TRY(IntroductionId::Parse(context.Path("id")));
    json::object answer = JsonOf(TRY(services_.exchange.introductions.Get(context.actor(), id)));
    answer["history"] = JsonOf(TRY(services_.exchange.introductions.History(context.actor(), id)));
    return desk::JsonWithETag(context, answer);
  }
  base::Result<net::Response> ActIntroduction(Context& context) const {
    const IntroductionId id = TRY(IntroductionId::Parse(context.Path("id")));
    const json::value body = TRY(desk::ReadJson(context));
    const json::object* object = TRY(ObjectOf(body));
    const IntroductionAct act = TRY(ActAt<IntroductionAct>(*object));
    ActWords words;
    words.words = TRY(TextAt(*object, "words"));
    words.version = TRY(NumberAt(*object, "version"));
    const std::string arrived = TRY(TextAt(*object, "arrived"));
    if (!arrived.empty()) words.arrived = TRY(base::Decimal::Parse(arrived));
    TRY(services_.exchange.introductions.Act(context.actor(), id, act, words));
    return desk::JsonResponse(JsonOf(TRY(services_.exchange.introductions.Get(context.actor(), id))));
  }

  // ---- plans and views from above
  base::Result<net::Response> StartPlan(Context& context) const {
    const Panel panel = TRY(PanelOf(services_, context));
    const ProposalId id = TRY(services_.exchange.proposals.Start(context.actor(), panel.id));
    const Proposal proposal = TRY(services_.exchange.proposals.Get(context.actor(), id));
    net::Response response = desk::JsonResponse(JsonOf(proposal), 202);
    response.headers.Add("Location", "/api/v1/exchange-plans/" + id.text());
    return response;
  }
  base::Result<net::Response> Plan(Context& context) const {
    const ProposalId id = TRY(ProposalId::Parse(context.Path("id")));
    json::object answer = JsonOf(TRY(services_.exchange.proposals.Get(context.actor(), id)));
    json::array needs;
    for (const ProposalNeed& one : TRY(services_.exchange.proposals.Needs(context.actor(), id)))
      needs.push_back(json::object{{"need", one.need.id.text()},
                                   {"met", one.met.text()},
                                   {"fitting", one.fitting},
                                   {"best_offer", one.best_offer.text()},
                                   {"best_score", one.best_score},
                                   {"went_to", one.went_to.text()},
                                   {"mostly", one.mostly ? NameOf(*one.mostly) : ""}});
    answer["needs_in_detail"] = std::move(needs);
    return desk::JsonResponse(answer);
  }
  base::Result<net::Response> SendPlan(Context& context) const {
    const ProposalId id = TRY(ProposalId::Parse(context.Path("id")));
    const Proposal proposal = TRY(services_.exchange.proposals.Get(context.actor(), id));
    const std::int64_t sent =
        TRY(services_.exchange.introductions.SendAll(context.actor(), proposal.panel, id));
    return desk::JsonResponse(json::object{{"sent", sent}});
  }
  base::Result<net::Response> Coverage(Context& context) const {
    const Panel panel = TRY(PanelOf(services_, context));
    const CoverageTable coverage = TRY(services_.exchange.overview.CoverageOf(context.actor(), panel.id));
    const auto cell = [](const exchange::Coverage& one) {
      return json::object{
          {"open", one.open}, {"fitted", one.fitted}, {"partly", one.partly}, {"met", one.met}};
    };
    json::object kinds;
    json::object areas;
    for (const Kind kind : AllOf<Kind>())
      kinds[NameOf(kind)] = cell(coverage.by_kind.at(static_cast<std::size_t>(kind)));
    for (const Area area : AllOf<Area>())
      areas[AreaName(area)] = cell(coverage.by_area.at(static_cast<std::size_t>(area)));
    return desk::JsonResponse(
        json::object{{"all", cell(coverage.all)}, {"kinds", std::move(kinds)}, {"areas", std::move(areas)}});
  }
  base::Result<net::Response> FairnessView(Context& context) const {
    const Panel panel = TRY(PanelOf(services_, context));
    const Fairness fairness = TRY(services_.exchange.overview.FairnessOf(context.actor(), panel.id));
    json::object groups;
    for (const Group group : AllOf<Group>()) {
      const GroupCounts& one = fairness.at(static_cast<std::size_t>(group));
      const std::optional<std::int64_t> evenness = EvennessOf(fairness, group);
      groups[NameOf(group)] =
          json::object{{"members", one.members},
                       {"listings", one.listings},
                       {"introduced", one.introduced},
                       {"matched", one.matched},
                       {"evenness_thousandths", evenness ? json::value(*evenness) : json::value(nullptr)}};
    }
    return desk::JsonResponse(groups);
  }
  base::Result<net::Response> BarsList(Context& context) const {
    const Panel panel = TRY(PanelOf(services_, context));
    json::array items;
    for (const Bar& bar : TRY(services_.exchange.bars.All(context.actor(), panel.id)))
      items.push_back(json::object{{"id", bar.id.text()},
                                   {"a", bar.a.text()},
                                   {"b", bar.b.text()},
                                   {"words", bar.words},
                                   {"since", base::FormatTime(bar.created)}});
    return desk::JsonResponse(json::object{{"items", std::move(items)}});
  }
  base::Result<net::Response> AddBar(Context& context) const {
    const Panel panel = TRY(PanelOf(services_, context));
    const json::value body = TRY(desk::ReadJson(context));
    const json::object* object = TRY(ObjectOf(body));
    const std::string one = TRY(TextAt(*object, "a"));
    const MemberId a = TRY(MemberId::Parse(one));
    const std::string other = TRY(TextAt(*object, "b"));
    const MemberId b = other.empty() ? MemberId() : TRY(MemberId::Parse(other));
    const std::string words = TRY(TextAt(*object, "words"));
    const BarId id = TRY(services_.exchange.bars.Add(context.actor(), panel.id, a, b, words));
    return Created("/api/v1/exchange-bars/" + id.text(), id.text());
  }
  base::Result<net::Response> RemoveBar(Context& context) const {
    const Panel panel = TRY(PanelOf(services_, context));
    const BarId id = TRY(BarId::Parse(context.Path("id")));
    TRY(services_.exchange.bars.Remove(context.actor(), panel.id, id));
    return Done();
  }
  base::Result<net::Response> Pitch(Context& context) const {
    const Panel panel = TRY(PanelOf(services_, context));
    const MemberId company = TRY(MemberId::Parse(context.Path("member")));
    const PitchPaper paper = TRY(services_.exchange.pitches.Make(context.actor(), panel.id, company));
    json::array gave;
    for (const PitchGift& gift : paper.gave)
      gave.push_back(json::object{{"kind", NameOf(gift.kind)},
                                  {"unit", gift.unit},
                                  {"matches", gift.matches},
                                  {"agreed", gift.agreed.text()},
                                  {"arrived", gift.arrived.text()}});
    json::array offers;
    for (const Listing& offer : paper.offers) offers.push_back(JsonOf(offer));
    json::array asks;
    for (const PitchAsk& ask : paper.asks)
      asks.push_back(json::object{{"need", JsonOf(ask.need)},
                                  {"offer", ask.offer ? ask.offer->other.id.text() : std::string()},
                                  {"score", ask.offer ? ask.offer->score : 0},
                                  {"gave_kind", IsNear(ask, Nearness::kGaveKind)},
                                  {"same_industry", IsNear(ask, Nearness::kSameIndustry)},
                                  {"same_country", IsNear(ask, Nearness::kSameCountry)}});
    return desk::JsonResponse(json::object{{"company", paper.company.name},
                                           {"asker", paper.asker_name},
                                           {"partners", paper.partners},
                                           {"gave", std::move(gave)},
                                           {"offers", std::move(offers)},
                                           {"asks", std::move(asks)},
                                           {"targets", JsonOf(paper.targets)}});
  }

  // ---- help and barriers
  base::Result<net::Response> HelpList(Context& context) const {
    const Panel panel = TRY(PanelOf(services_, context));
    HelpFilter filter;
    filter.state = NamedOf<HelpState>(context.Query("state"));
    filter.to = NamedOf<Addressee>(context.Query("to"));
    filter.late = context.Query("late") == "true";
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, base::kMaxExchangePage));
    const std::string after = TRY(After(context));
    return PageJson(context,
                    TRY(services_.exchange.help.List(context.actor(), panel.id, filter, after, limit)));
  }
  base::Result<net::Response> AskHelp(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const json::value body = TRY(desk::ReadJson(context));
      const json::object* object = TRY(ObjectOf(body));
      Help help;
      help.panel = TRY(PanelOf(services_, context)).id;
      help.title = TRY(TextAt(*object, "title"));
      help.details = TRY(TextAt(*object, "details"));
      help.country = TRY(TextAt(*object, "country"));
      const std::string to = TRY(TextAt(*object, "to"));
      const std::optional<Addressee> addressee = NamedOf<Addressee>(to.empty() ? "other" : to);
      if (!addressee) return base::Invalid("\"to\" must be government, united-nations or other");
      help.to = *addressee;
      const HelpId id = TRY(services_.exchange.help.Ask(context.actor(), help));
      return Created("/api/v1/help-requests/" + id.text(), id.text());
    });
  }
  base::Result<net::Response> HelpOne(Context& context) const {
    const HelpId id = TRY(HelpId::Parse(context.Path("id")));
    json::object answer = JsonOf(TRY(services_.exchange.help.Get(context.actor(), id)));
    answer["history"] = JsonOf(TRY(services_.exchange.help.History(context.actor(), id)));
    return desk::JsonWithETag(context, answer);
  }
  base::Result<net::Response> ActHelp(Context& context) const {
    const HelpId id = TRY(HelpId::Parse(context.Path("id")));
    const json::value body = TRY(desk::ReadJson(context));
    const json::object* object = TRY(ObjectOf(body));
    const HelpAct act = TRY(ActAt<HelpAct>(*object));
    const std::string words = TRY(TextAt(*object, "words"));
    const std::optional<std::int64_t> version = TRY(NumberAt(*object, "version"));
    TRY(services_.exchange.help.Act(context.actor(), id, act, words, version));
    return desk::JsonResponse(JsonOf(TRY(services_.exchange.help.Get(context.actor(), id))));
  }
  base::Result<net::Response> BarrierList(Context& context) const {
    const Panel panel = TRY(PanelOf(services_, context));
    BarrierFilter filter;
    filter.state = NamedOf<BarrierState>(context.Query("state"));
    filter.hindered = desk::OrgTypeNamed(context.Query("hindered"));
    filter.late = context.Query("late") == "true";
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, base::kMaxExchangePage));
    const std::string after = TRY(After(context));
    return PageJson(context,
                    TRY(services_.exchange.barriers.List(context.actor(), panel.id, filter, after, limit)));
  }
  base::Result<net::Response> ReportBarrier(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const json::value body = TRY(desk::ReadJson(context));
      const json::object* object = TRY(ObjectOf(body));
      Barrier barrier;
      barrier.panel = TRY(PanelOf(services_, context)).id;
      barrier.title = TRY(TextAt(*object, "title"));
      barrier.details = TRY(TextAt(*object, "details"));
      barrier.hindered_words = TRY(TextAt(*object, "whom"));
      for (const std::string& name : TRY(TextsAt(*object, "hindered"))) {
        const auto type = desk::OrgTypeNamed(name);
        if (!type) return base::Invalid("\"hindered\" holds a kind of organisation that is not known");
        barrier.hindered.push_back(*type);
      }
      const BarrierId id = TRY(services_.exchange.barriers.Report(context.actor(), barrier));
      return Created("/api/v1/barriers/" + id.text(), id.text());
    });
  }
  base::Result<net::Response> BarrierOne(Context& context) const {
    const BarrierId id = TRY(BarrierId::Parse(context.Path("id")));
    json::object answer = JsonOf(TRY(services_.exchange.barriers.Get(context.actor(), id)));
    answer["history"] = JsonOf(TRY(services_.exchange.barriers.History(context.actor(), id)));
    return desk::JsonWithETag(context, answer);
  }
  base::Result<net::Response> ActBarrier(Context& context) const {
    const BarrierId id = TRY(BarrierId::Parse(context.Path("id")));
    const json::value body = TRY(desk::ReadJson(context));
    const json::object* object = TRY(ObjectOf(body));
    const BarrierAct act = TRY(ActAt<BarrierAct>(*object));
    BarrierChange change;
    change.words = TRY(TextAt(*object, "words"));
    change.version = TRY(NumberAt(*object, "version"));
    change.review = TRY(DayAt(*object, "review"));
    const std::string owner = TRY(TextAt(*object, "owner"));
    if (!owner.empty()) change.owner = TRY(MemberId::Parse(owner));
    TRY(services_.exchange.barriers.Act(context.actor(), id, act, change));
    return desk::JsonResponse(JsonOf(TRY(services_.exchange.barriers.Get(context.actor(), id))));
  }

 private:
  static bool IsNear(const PitchAsk& ask, Nearness near) {
    return std::find(ask.near.begin(), ask.near.end(), near) != ask.near.end();
  }
  static base::Error Naming(base::Error error, const std::vector<FieldFault>& faults) {
    if (faults.empty()) return error;
    error.external.clear();
    for (const FieldFault& fault : faults)
      error.external += (error.external.empty() ? "" : " ") + fault.field + ": " + fault.text;
    return error;
  }
  template <Side kSide>
  base::Result<Listing> Named(const Context& context) const {
    const ListingId id = TRY(ListingId::Parse(context.Path("id")));
    Listing listing = TRY(services_.exchange.listings.Get(context.actor(), id));
    if (listing.side != kSide) return NoSuchRow();
    return listing;
  }
  PanelServices& services_;
};

using Method = base::Result<net::Response> (Api::*)(Context&) const;

class Adder {
 public:
  Adder(desk::Desk& desk, PanelServices& services) : desk_(desk), api_(services) {}
  void operator()(std::string_view method, std::string_view pattern, Permission permission, Method handler,
                  desk::ApiDoc doc) const {
    doc.tag = "exchange";
    doc.response_schema = doc.success == 204 ? std::string_view() : kAnyObject;
    desk_.router().Add(
        {.method = method,
         .pattern = pattern,
         .permission = permission,
         .handler = [api = api_, handler](Context& context) { return (api.*handler)(context); },
         .face = desk::Face::kApi,
         .doc = std::move(doc)});
  }

 private:
  desk::Desk& desk_;
  Api api_;
};

const std::vector<std::string_view> kListQuery = {
    "panel:string:Short name of a panel or chapter; the panel itself where absent",
    "kind:string:money, goods, skills, jobs, media, premises, data or staff-time",
    "country:string:ISO 3166-1 alpha-2; those open to anywhere too",
    "sector:string:ISIC section or division",
    "q:string:Words in the title or the details",
    "state:string:draft, open (usual), paused, used-up, lapsed, withdrawn or all",
    "cursor:string:From the answer before",
    "limit:integer:How many (1 to 200)"};
const std::vector<std::string_view> kPageQuery = {
    "panel:string:Short name of a panel or chapter", "state:string:In this state",
    "late:boolean:Only those whose clock has run out", "cursor:string:From the answer before",
    "limit:integer:How many (1 to 200)"};

}  // namespace

void AddListingApi(desk::Desk& desk, PanelServices& services) {
  const Adder add(desk, services);
  constexpr Permission kRead = Permission::kPanelRead;
  constexpr Permission kTake = Permission::kPanelTakePart;
  add("GET", "/api/v1/offers", kRead, &Api::List<Side::kOffer>,
      {.summary = "Offers, newest first", .query = kListQuery});
  add("POST", "/api/v1/offers", kTake, &Api::Create<Side::kOffer>,
      {.summary = "Write an offer, as a draft", .request_schema = kListing, .success = 201});
  add("GET", "/api/v1/offers/{id}", kRead, &Api::Get<Side::kOffer>, {.summary = "An offer with its history"});
  add("PUT", "/api/v1/offers/{id}", kTake, &Api::Edit<Side::kOffer>,
      {.summary = "Change an offer", .request_schema = kListing});
  add("POST", "/api/v1/offers/{id}/act", kRead, &Api::Act<Side::kOffer>,
      {.summary = "Publish, pause, resume, use-up, withdraw or reopen it", .request_schema = kAct});
  add("GET", "/api/v1/offers/{id}/ranking", kRead, &Api::Rank<Side::kOffer>,
      {.summary = "The needs that fit it best, with reasons; who was left out, and why"});
  add("GET", "/api/v1/needs", kRead, &Api::List<Side::kNeed>,
      {.summary = "Needs, newest first", .query = kListQuery});
  add("POST", "/api/v1/needs", kTake, &Api::Create<Side::kNeed>,
      {.summary = "Write a need, as a draft", .request_schema = kListing, .success = 201});
  add("GET", "/api/v1/needs/{id}", kRead, &Api::Get<Side::kNeed>, {.summary = "A need with its history"});
  add("PUT", "/api/v1/needs/{id}", kTake, &Api::Edit<Side::kNeed>,
      {.summary = "Change a need", .request_schema = kListing});
  add("POST", "/api/v1/needs/{id}/act", kRead, &Api::Act<Side::kNeed>,
      {.summary = "Publish, pause, resume, use-up, withdraw or reopen it", .request_schema = kAct});
  add("GET", "/api/v1/needs/{id}/ranking", kRead, &Api::Rank<Side::kNeed>,
      {.summary = "The offers that fit it best, with reasons; who was left out, and why"});
}

void AddIntroductionApi(desk::Desk& desk, PanelServices& services) {
  const Adder add(desk, services);
  constexpr Permission kRead = Permission::kPanelRead;
  constexpr Permission kManage = Permission::kPanelManage;
  add("GET", "/api/v1/introductions", kRead, &Api::Introductions,
      {.summary = "Introductions that one may know, last changed first",
       .query = {"panel:string:Short name of a panel or chapter", "state:string:In this state",
                 "listing:string:Of this offer or need", "plan:string:Of this plan",
                 "cursor:string:From the answer before", "limit:integer:How many (1 to 200)"}});
  add("POST", "/api/v1/introductions", kRead, &Api::Bring,
      {.summary = "Ask for an introduction, or propose one", .request_schema = kBring, .success = 201});
  add("GET", "/api/v1/introductions/{id}", kRead, &Api::Introduction,
      {.summary = "An introduction with its reasons and history"});
  add("POST", "/api/v1/introductions/{id}/act", kRead, &Api::ActIntroduction,
      {.summary =
           "Send, offer-accepts, need-accepts, decline, take-back, begin, report, confirm, dispute or stop",
       .request_schema = kAct});
  add("POST", "/api/v1/exchange-plans", kManage, &Api::StartPlan,
      {.summary = "Make the best plan over all open needs, by a job", .success = 202});
  add("GET", "/api/v1/exchange-plans/{id}", kManage, &Api::Plan, {.summary = "A plan, need by need"});
  add("POST", "/api/v1/exchange-plans/{id}/send", kManage, &Api::SendPlan,
      {.summary = "Send all its pairs that still fit"});
  add("GET", "/api/v1/exchange-bars", kManage, &Api::BarsList, {.summary = "Who is kept out, and who apart"});
  add("POST", "/api/v1/exchange-bars", kManage, &Api::AddBar,
      {.summary = "Keep a member out, or two apart", .request_schema = kBar, .success = 201});
  add("DELETE", "/api/v1/exchange-bars/{id}", kManage, &Api::RemoveBar,
      {.summary = "Let them again", .success = 204});
  add("GET", "/api/v1/exchange/coverage", kRead, &Api::Coverage,
      {.summary = "How far needs are covered, by kind and area"});
  add("GET", "/api/v1/exchange/fairness", kRead, &Api::FairnessView,
      {.summary = "How often groups of members are matched, against their share"});
  add("GET", "/api/v1/exchange/pitch/{member}", kRead, &Api::Pitch,
      {.summary = "What a pitch paper for this company says"});
}

void AddBoardApi(desk::Desk& desk, PanelServices& services) {
  const Adder add(desk, services);
  constexpr Permission kRead = Permission::kPanelRead;
  constexpr Permission kTake = Permission::kPanelTakePart;
  add("GET", "/api/v1/help-requests", kRead, &Api::HelpList,
      {.summary = "The help board, newest first", .query = kPageQuery});
  add("POST", "/api/v1/help-requests", kTake, &Api::AskHelp,
      {.summary = "Ask for help", .request_schema = kHelp, .success = 201});
  add("GET", "/api/v1/help-requests/{id}", kRead, &Api::HelpOne, {.summary = "A request with its history"});
  add("POST", "/api/v1/help-requests/{id}/act", kRead, &Api::ActHelp,
      {.summary = "Take, give-back, answer, ask-again, close or withdraw it", .request_schema = kAct});
  add("GET", "/api/v1/barriers", kRead, &Api::BarrierList,
      {.summary = "The register of barriers, newest first", .query = kPageQuery});
  add("POST", "/api/v1/barriers", kTake, &Api::ReportBarrier,
      {.summary = "Report a barrier", .request_schema = kBarrier, .success = 201});
  add("GET", "/api/v1/barriers/{id}", kRead, &Api::BarrierOne, {.summary = "A barrier with its history"});
  add("POST", "/api/v1/barriers/{id}/act", kRead, &Api::ActBarrier,
      {.summary = "Assign, plan, lift, leave or reopen it", .request_schema = kAct});
}

}  // namespace panel::exchange
