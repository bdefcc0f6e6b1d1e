// /api/v1/exchange: what the exchange says of itself from above: coverage, fairness, a company’s pitch paper.

#include <algorithm>

#include <boost/json.hpp>

#include "desk/web/api.h"
#include "panel/exchange/faces.h"
#include "panel/exchange/http_parts.h"
#include "panel/exchange/json_forms.h"

namespace panel::exchange {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

class OverviewApi {
 public:
  explicit OverviewApi(PanelServices& services) : services_(services) {}

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

 private:
  static bool IsNear(const PitchAsk& ask, Nearness near) {
    return std::find(ask.near.begin(), ask.near.end(), near) != ask.near.end();
  }
  PanelServices& services_;
};

}  // namespace

void AddOverviewApi(desk::Desk& desk, PanelServices& services) {
  const ApiAdder<OverviewApi> add(desk, services);
  constexpr Permission kRead = Permission::kPanelRead;
  add("GET", "/api/v1/exchange/coverage", kRead, &OverviewApi::Coverage,
      {.summary = "How far needs are covered, by kind and area"});
  add("GET", "/api/v1/exchange/fairness", kRead, &OverviewApi::FairnessView,
      {.summary = "How often groups of members are matched, against their share"});
  add("GET", "/api/v1/exchange/pitch/{member}", kRead, &OverviewApi::Pitch,
      {.summary = "What a pitch paper for this company says"});
}

}  // namespace panel::exchange
