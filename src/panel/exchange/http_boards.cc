// /api/v1/help-requests and /api/v1/barriers: the two boards of what members are stuck with.

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

constexpr std::string_view kHelp =
    R"({"type":"object","required":["title"],"properties":{"title":{"type":"string"},"details":{"type":"string"},"to":{"type":"string"},"country":{"type":"string"}}})";
constexpr std::string_view kBarrier =
    R"({"type":"object","required":["title"],"properties":{"title":{"type":"string"},"details":{"type":"string"},"hindered":{"type":"array","items":{"type":"string"}},"whom":{"type":"string"}}})";
const std::vector<std::string_view> kPageQuery = {
    "panel:string:Short name of a panel or chapter", "state:string:In this state",
    "late:boolean:Only those whose clock has run out", "cursor:string:From the answer before",
    "limit:integer:How many (1 to 200)"};

class BoardApi {
 public:
  explicit BoardApi(PanelServices& services) : services_(services) {}

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
  PanelServices& services_;
};

}  // namespace

void AddBoardApi(desk::Desk& desk, PanelServices& services) {
  const ApiAdder<BoardApi> add(desk, services);
  constexpr Permission kRead = Permission::kPanelRead;
  constexpr Permission kTake = Permission::kPanelTakePart;
  add("GET", "/api/v1/help-requests", kRead, &BoardApi::HelpList,
      {.summary = "The help board, newest first", .query = kPageQuery});
  add("POST", "/api/v1/help-requests", kTake, &BoardApi::AskHelp,
      {.summary = "Ask for help", .request_schema = kHelp, .success = 201});
  add("GET", "/api/v1/help-requests/{id}", kRead, &BoardApi::HelpOne,
      {.summary = "A request with its history"});
  add("POST", "/api/v1/help-requests/{id}/act", kRead, &BoardApi::ActHelp,
      {.summary = "Take, give-back, answer, ask-again, close or withdraw it", .request_schema = kAct});
  add("GET", "/api/v1/barriers", kRead, &BoardApi::BarrierList,
      {.summary = "The register of barriers, newest first", .query = kPageQuery});
  add("POST", "/api/v1/barriers", kTake, &BoardApi::ReportBarrier,
      {.summary = "Report a barrier", .request_schema = kBarrier, .success = 201});
  add("GET", "/api/v1/barriers/{id}", kRead, &BoardApi::BarrierOne,
      {.summary = "A barrier with its history"});
  add("POST", "/api/v1/barriers/{id}/act", kRead, &BoardApi::ActBarrier,
      {.summary = "Assign, plan, lift, leave or reopen it", .request_schema = kAct});
}

}  // namespace panel::exchange
