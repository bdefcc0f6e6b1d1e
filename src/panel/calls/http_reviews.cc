// /api/v1/call-reviews: what one has to score. /api/v1/calls/ID/ranking, decision, scoring, record.

#include <boost/json.hpp>

#include "desk/people/json.h"
#include "desk/tr.h"
#include "desk/web/api.h"
#include "panel/calls/json.h"
#include "panel/calls/record_pdf.h"

namespace panel::calls {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::string_view kScoreSchema =
    R"({"type":"object","required":["act"],"properties":{"act":{"enum":["save","hand-in"]},"scores":{"type":"array","items":{"type":"object"}},"remark":{"type":"string"},"version":{"type":"integer"}}})";
constexpr std::string_view kMoveSchema =
    R"({"type":"object","required":["act","reason"],"properties":{"act":{"enum":["recuse","return","release"]},"reason":{"type":"string"},"version":{"type":"integer"}}})";
constexpr std::string_view kDecisionSchema =
    R"({"type":"object","required":["act","choices"],"properties":{"act":{"enum":["select","no-award"]},"choices":{"type":"array","items":{"type":"object"}},"words":{"type":"string"},"version":{"type":"integer"}}})";
constexpr std::string_view kReasonSchema =
    R"({"type":"object","properties":{"reason":{"type":"string"},"version":{"type":"integer"}}})";

class ReviewApi {
 public:
  explicit ReviewApi(SharedServices services) : services_(std::move(services)) {}

  base::Result<net::Response> Mine(Context& context) const {
    json::array items;
    for (const ToScore& one : TRY(services_->reviews.Mine(context.actor())))
      items.push_back(json::object{{"id", one.id.text()},
                                   {"call", one.call.text()},
                                   {"call_title", one.call_title},
                                   {"code", one.code},
                                   {"title", one.title},
                                   {"state", ReviewStateName(one.state)}});
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}});
  }
  base::Result<net::Response> Get(Context& context) const {
    const ReviewId id = TRY(ReviewId::Parse(context.Path("id")));
    return desk::JsonWithETag(context, JsonOf(TRY(services_->reviews.Get(context.actor(), id))));
  }
  base::Result<net::Response> Put(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    const ReviewId id = TRY(ReviewId::Parse(context.Path("id")));
    const std::optional<ReviewAct> act = ReviewActNamed(TRY(desk::TextIn(body, "act")));
    if (!act || (*act != ReviewAct::kSave && *act != ReviewAct::kHandIn))
      return base::Invalid("\"act\" must be save or hand-in");
    const ReviewDraft draft = TRY(ReviewDraftIn(body));
    const std::int64_t version = TRY(VersionIn(body));
    TRY(services_->reviews.Put(context.actor(), id, version, *act, draft));
    return desk::JsonResponse(JsonOf(TRY(services_->reviews.Get(context.actor(), id))));
  }
  base::Result<net::Response> Move(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    const ReviewId id = TRY(ReviewId::Parse(context.Path("id")));
    const std::optional<ReviewAct> act = ReviewActNamed(TRY(desk::TextIn(body, "act")));
    if (!act) return base::Invalid(desk::tr("There is no such step."));
    const std::string reason = TRY(desk::TextIn(body, "reason"));
    const std::int64_t version = TRY(VersionIn(body));
    TRY(services_->reviews.Move(context.actor(), id, version, *act, reason));
    return desk::NoContent();
  }
  base::Result<net::Response> Ranking(Context& context) const {
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    return desk::JsonWithETag(context, JsonOf(TRY(services_->reviews.GetBoard(context.actor(), id))));
  }
  base::Result<net::Response> CloseScoring(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const std::string reason = TRY(desk::TextIn(body, "reason"));
    const std::int64_t version = TRY(VersionIn(body));
    TRY(services_->reviews.CloseScoring(context.actor(), id, version, reason));
    return Shown(context, id);
  }
  base::Result<net::Response> Decide(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const std::optional<CallAct> act = CallActNamed(TRY(desk::TextIn(body, "act")));
    if (!act) return base::Invalid("\"act\" must be select or no-award");
    const std::vector<Choice> choices = TRY(ChoicesIn(body));
    const std::string words = TRY(desk::TextIn(body, "words"));
    const std::int64_t version = TRY(VersionIn(body));
    TRY(services_->reviews.Decide(context.actor(), id, version, *act, choices, words));
    return Shown(context, id);
  }
  base::Result<net::Response> Reopen(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const std::string reason = TRY(desk::TextIn(body, "reason"));
    const std::int64_t version = TRY(VersionIn(body));
    TRY(services_->reviews.Reopen(context.actor(), id, version, reason));
    return Shown(context, id);
  }
  base::Result<net::Response> Record(Context& context) const {
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const Board board = TRY(services_->reviews.GetBoard(context.actor(), id));
    if (!board.access.manages || !board.seen) return UnknownCall();
    net::Response response;
    response.headers.Add("Content-Type", "application/pdf");
    response.body = TRY(RecordPdf(desk::LocaleOf(context), board));
    return response;
  }

 private:
  base::Result<net::Response> Shown(const Context& context, const CallId& id) const {
    return desk::JsonResponse(JsonOf(TRY(services_->calls.Get(context.actor(), id))));
  }
  SharedServices services_;
};

}  // namespace

void AddReviewApi(desk::Desk& desk, const SharedServices& services) {
  using Api = ReviewApi;
  const auto api = std::make_shared<Api>(services);
  const auto add = [&](std::string_view method, std::string_view pattern,
                       base::Result<net::Response> (Api::*handler)(Context&) const, desk::ApiDoc doc) {
    doc.tag = "calls";
    if (doc.response_type == "application/json") doc.response_schema = kit::kAnyObject;
    kit::AddApi(desk, api, method, pattern, Permission::kPanelTakePart, handler, std::move(doc));
  };
  add("GET", "/api/v1/call-reviews", &Api::Mine, {.summary = "Concept notes that one was asked to score"});
  add("GET", "/api/v1/call-reviews/{id}", &Api::Get,
      {.summary = "A note as its reviewer reads it, with the own marks"});
  add("POST", "/api/v1/call-reviews/{id}", &Api::Put,
      {.summary = "Save marks, or hand them in", .request_schema = kScoreSchema});
  add("POST", "/api/v1/call-reviews/{id}/move", &Api::Move,
      {.summary = "Declare a conflict; return or take back, by whoever runs the call",
       .request_schema = kMoveSchema,
       .success = 204});
  add("GET", "/api/v1/calls/{id}/ranking", &Api::Ranking,
      {.summary = "How far the review is and, once the scoring is closed, every score with its sum"});
  add("POST", "/api/v1/calls/{id}/scoring/close", &Api::CloseScoring,
      {.summary = "Close the scoring: from then on scores are seen", .request_schema = kReasonSchema});
  add("POST", "/api/v1/calls/{id}/decision", &Api::Decide,
      {.summary = "Select, or end without an award, with a reason and feedback for each note",
       .request_schema = kDecisionSchema});
  add("POST", "/api/v1/calls/{id}/reopen", &Api::Reopen,
      {.summary = "Decide again where somebody who was selected declined", .request_schema = kReasonSchema});
  add("GET", "/api/v1/calls/{id}/record", &Api::Record,
      {.summary = "The record of a selection as PDF", .response_type = "application/pdf"});
}

}  // namespace panel::calls
