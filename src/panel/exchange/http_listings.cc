// /api/v1/offers and /api/v1/needs: both sides by the same code.

#include <boost/json.hpp>

#include "base/limits_panel.h"
#include "desk/web/api.h"
#include "panel/exchange/faces.h"
#include "panel/exchange/http_parts.h"
#include "panel/exchange/json_forms.h"

namespace panel::exchange {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::string_view kListing =
    R"({"type":"object","required":["kind","title","quantity"],"properties":{"kind":{"type":"string"},"title":{"type":"string"},"details":{"type":"string"},"quantity":{"type":"string"},"unit":{"type":"string"},"places":{"type":"array","items":{"type":"string"}},"languages":{"type":"array","items":{"type":"string"}},"sectors":{"type":"array","items":{"type":"string"}},"targets":{"type":"array","items":{"type":"string"}},"conditions":{"type":"string"},"open_to":{"type":"array","items":{"type":"string"}},"from":{"type":"string"},"until":{"type":"string"},"visibility":{"type":"string"},"version":{"type":"integer"}}})";
const std::vector<std::string_view> kListQuery = {
    "panel:string:Short name of a panel or chapter; the panel itself where absent",
    "kind:string:money, goods, skills, jobs, media, premises, data or staff-time",
    "country:string:ISO 3166-1 alpha-2; those open to anywhere too",
    "sector:string:ISIC section or division",
    "q:string:Words in the title or the details",
    "state:string:draft, open (usual), paused, used-up, lapsed, withdrawn or all",
    "cursor:string:From the answer before",
    "limit:integer:How many (1 to 200)"};

class ListingApi {
 public:
  explicit ListingApi(PanelServices& services) : services_(services) {}

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

 private:
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

}  // namespace

void AddListingApi(desk::Desk& desk, PanelServices& services) {
  const ApiAdder<ListingApi> add(desk, services);
  constexpr Permission kRead = Permission::kPanelRead;
  constexpr Permission kTake = Permission::kPanelTakePart;
  add("GET", "/api/v1/offers", kRead, &ListingApi::List<Side::kOffer>,
      {.summary = "Offers, newest first", .query = kListQuery});
  add("POST", "/api/v1/offers", kTake, &ListingApi::Create<Side::kOffer>,
      {.summary = "Write an offer, as a draft", .request_schema = kListing, .success = 201});
  add("GET", "/api/v1/offers/{id}", kRead, &ListingApi::Get<Side::kOffer>,
      {.summary = "An offer with its history"});
  add("PUT", "/api/v1/offers/{id}", kTake, &ListingApi::Edit<Side::kOffer>,
      {.summary = "Change an offer", .request_schema = kListing});
  add("POST", "/api/v1/offers/{id}/act", kRead, &ListingApi::Act<Side::kOffer>,
      {.summary = "Publish, pause, resume, use-up, withdraw or reopen it", .request_schema = kAct});
  add("GET", "/api/v1/offers/{id}/ranking", kRead, &ListingApi::Rank<Side::kOffer>,
      {.summary = "The needs that fit it best, with reasons; who was left out, and why"});
  add("GET", "/api/v1/needs", kRead, &ListingApi::List<Side::kNeed>,
      {.summary = "Needs, newest first", .query = kListQuery});
  add("POST", "/api/v1/needs", kTake, &ListingApi::Create<Side::kNeed>,
      {.summary = "Write a need, as a draft", .request_schema = kListing, .success = 201});
  add("GET", "/api/v1/needs/{id}", kRead, &ListingApi::Get<Side::kNeed>,
      {.summary = "A need with its history"});
  add("PUT", "/api/v1/needs/{id}", kTake, &ListingApi::Edit<Side::kNeed>,
      {.summary = "Change a need", .request_schema = kListing});
  add("POST", "/api/v1/needs/{id}/act", kRead, &ListingApi::Act<Side::kNeed>,
      {.summary = "Publish, pause, resume, use-up, withdraw or reopen it", .request_schema = kAct});
  add("GET", "/api/v1/needs/{id}/ranking", kRead, &ListingApi::Rank<Side::kNeed>,
      {.summary = "The offers that fit it best, with reasons; who was left out, and why"});
}

}  // namespace panel::exchange
