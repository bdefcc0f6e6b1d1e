// /api/v1: introductions one by one, plans that make many, and who is kept out or apart.

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

constexpr std::string_view kBring =
    R"({"type":"object","required":["offer","need"],"properties":{"offer":{"type":"string"},"need":{"type":"string"},"amount":{"type":"string"},"words":{"type":"string"}}})";
constexpr std::string_view kBar =
    R"({"type":"object","required":["a","words"],"properties":{"a":{"type":"string"},"b":{"type":"string"},"words":{"type":"string"}}})";

net::Response Done() {
  net::Response response;
  response.status = 204;
  return response;
}

class IntroductionApi {
 public:
  explicit IntroductionApi(PanelServices& services) : services_(services) {}

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

 private:
  PanelServices& services_;
};

}  // namespace

void AddIntroductionApi(desk::Desk& desk, PanelServices& services) {
  const ApiAdder<IntroductionApi> add(desk, services);
  constexpr Permission kRead = Permission::kPanelRead;
  constexpr Permission kManage = Permission::kPanelManage;
  add("GET", "/api/v1/introductions", kRead, &IntroductionApi::Introductions,
      {.summary = "Introductions that one may know, last changed first",
       .query = {"panel:string:Short name of a panel or chapter", "state:string:In this state",
                 "listing:string:Of this offer or need", "plan:string:Of this plan",
                 "cursor:string:From the answer before", "limit:integer:How many (1 to 200)"}});
  add("POST", "/api/v1/introductions", kRead, &IntroductionApi::Bring,
      {.summary = "Ask for an introduction, or propose one", .request_schema = kBring, .success = 201});
  add("GET", "/api/v1/introductions/{id}", kRead, &IntroductionApi::Introduction,
      {.summary = "An introduction with its reasons and history"});
  add("POST", "/api/v1/introductions/{id}/act", kRead, &IntroductionApi::ActIntroduction,
      {.summary =
           "Send, offer-accepts, need-accepts, decline, take-back, begin, report, confirm, dispute or stop",
       .request_schema = kAct});
  add("POST", "/api/v1/exchange-plans", kManage, &IntroductionApi::StartPlan,
      {.summary = "Make the best plan over all open needs, by a job", .success = 202});
  add("GET", "/api/v1/exchange-plans/{id}", kManage, &IntroductionApi::Plan,
      {.summary = "A plan, need by need"});
  add("POST", "/api/v1/exchange-plans/{id}/send", kManage, &IntroductionApi::SendPlan,
      {.summary = "Send all its pairs that still fit"});
  add("GET", "/api/v1/exchange-bars", kManage, &IntroductionApi::BarsList,
      {.summary = "Who is kept out, and who apart"});
  add("POST", "/api/v1/exchange-bars", kManage, &IntroductionApi::AddBar,
      {.summary = "Keep a member out, or two apart", .request_schema = kBar, .success = 201});
  add("DELETE", "/api/v1/exchange-bars/{id}", kManage, &IntroductionApi::RemoveBar,
      {.summary = "Let them again", .success = 204});
  AddOverviewApi(desk, services);
}

}  // namespace panel::exchange
