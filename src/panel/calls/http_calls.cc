// /api/v1/calls and /api/v1/concept-proposals.

#include <boost/json.hpp>

#include "base/limits_panel.h"
#include "desk/people/json.h"
#include "desk/tr.h"
#include "desk/web/api.h"
#include "panel/calls/json.h"

namespace panel::calls {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::size_t kUsualPage = 50;
constexpr std::string_view kCallSchema =
    R"({"type":"object","required":["title"],"properties":{"kind":{"enum":["open","direct"]},"title":{"type":"string"},"summary":{"type":"string"},"details":{"type":"string"},"currency":{"type":"string"},"most":{"type":"string"},"total":{"type":"string"},"scale_most":{"type":"integer"},"pass_percent":{"type":"integer"},"min_reviewers":{"type":"integer"},"keep_months":{"type":"integer"},"questions_until":{"type":"string"},"deadline":{"type":"string"},"sectors":{"type":"array","items":{"type":"string"}},"countries":{"type":"array","items":{"type":"string"}},"sdg":{"type":"array","items":{"type":"string"}},"invited":{"type":"array","items":{"type":"string"}},"blind":{"type":"boolean"},"public":{"type":"boolean"},"criteria":{"type":"array","items":{"type":"object"}},"sections":{"type":"array","items":{"type":"object"}},"eligibility":{"type":"array","items":{"type":"object"}},"documents":{"type":"array","items":{"type":"object"}},"version":{"type":"integer"}}})";
constexpr std::string_view kMoveSchema =
    R"({"type":"object","required":["act"],"properties":{"act":{"enum":["publish","extend","close","review","finalise","cancel"]},"reason":{"type":"string"},"deadline":{"type":"string"},"version":{"type":"integer"}}})";
constexpr std::string_view kProposalSchema =
    R"({"type":"object","required":["title","body"],"properties":{"title":{"type":"string"},"body":{"type":"string"},"to":{"type":"string"},"version":{"type":"integer"}}})";
constexpr std::string_view kProposalMoveSchema =
    R"({"type":"object","required":["act"],"properties":{"act":{"enum":["send","accept","decline","withdraw"]},"reason":{"type":"string"},"version":{"type":"integer"}}})";

class CallApi {
 public:
  explicit CallApi(SharedServices services) : services_(std::move(services)) {}

  base::Result<net::Response> List(Context& context) const {
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, base::kMaxCallPage));
    std::string after;
    if (const std::string_view cursor = context.Query("cursor"); !cursor.empty())
      after = TRY(desk::DecodeCursor(context.desk(), cursor));
    const std::string_view show = context.Query("show");
    const std::optional<CallFilter> filter = CallFilterNamed(show.empty() ? "all" : show);
    if (!filter) return base::Invalid("\"show\" must be open, mine or all");
    const PanelId panel = TRY(services_->PanelOf(context.Query("panel")));
    const Calls::Page page = TRY(services_->calls.List(context.actor(), panel, *filter, after, limit));
    json::array items;
    for (const Call& call : page.calls) items.push_back(JsonOf(call));
    const json::value next =
        page.next.empty() ? json::value(nullptr) : json::value(desk::EncodeCursor(context.desk(), page.next));
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}, {"next", next}});
  }
  base::Result<net::Response> Add(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const json::object body = TRY(desk::BodyObject(context));
      const CallDraft draft = TRY(CallDraftIn(body));
      const PanelId panel = TRY(services_->PanelOf(context.Query("panel")));
      return Shown(context, TRY(services_->calls.Add(context.actor(), panel, draft)), 201);
    });
  }
  base::Result<net::Response> Get(Context& context) const {
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    return desk::JsonWithETag(context, JsonOf(TRY(services_->calls.Get(context.actor(), id))));
  }
  base::Result<net::Response> Edit(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    const CallDraft draft = TRY(CallDraftIn(body));
    const std::int64_t version = TRY(VersionIn(body));
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    TRY(services_->calls.Edit(context.actor(), id, version, draft));
    return Shown(context, id, 200);
  }
  base::Result<net::Response> Move(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const std::optional<CallAct> act = CallActNamed(TRY(desk::TextIn(body, "act")));
    if (!act) return base::Invalid(desk::tr("There is no such step."));
    CallMove move{.act = *act, .reason = {}, .deadline = {}};
    move.version = TRY(VersionIn(body));
    move.reason = TRY(desk::TextIn(body, "reason"));
    move.deadline = TRY(desk::TextIn(body, "deadline"));
    if (move.act == CallAct::kReview)
      TRY(services_->reviews.Begin(context.actor(), id, move.version));
    else
      TRY(services_->calls.Move(context.actor(), id, move));
    return Shown(context, id, 200);
  }
  base::Result<net::Response> Ask(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const std::string question = TRY(desk::TextIn(body, "question"));
    TRY(services_->calls.Ask(context.actor(), id, question));
    return Shown(context, id, 201);
  }
  base::Result<net::Response> Answer(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const QuestionId question = TRY(QuestionId::Parse(context.Path("question")));
    const std::optional<QuestionAct> act = QuestionActNamed(TRY(desk::TextIn(body, "act")));
    if (!act) return base::Invalid(desk::tr("There is no such step."));
    const std::string answer = TRY(desk::TextIn(body, "answer"));
    const std::int64_t version = TRY(VersionIn(body));
    TRY(services_->calls.Answer(context.actor(), question, version, *act, answer));
    return Shown(context, id, 200);
  }
  base::Result<net::Response> AddReviewer(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const std::string email = TRY(desk::TextIn(body, "email"));
    TRY(services_->reviews.AddReviewer(context.actor(), id, email));
    return Shown(context, id, 201);
  }
  base::Result<net::Response> DropReviewer(Context& context) const {
    const CallId id = TRY(CallId::Parse(context.Path("id")));
    const desk::PersonId person = TRY(desk::PersonId::Parse(context.Path("person")));
    TRY(services_->reviews.DropReviewer(context.actor(), id, person));
    return desk::NoContent();
  }
  base::Result<net::Response> Proposals(Context& context) const {
    json::array items;
    for (const ProposalView& view : TRY(services_->proposals.List(context.actor())))
      items.push_back(JsonOf(view));
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}});
  }
  base::Result<net::Response> Propose(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const json::object body = TRY(desk::BodyObject(context));
      const ProposalDraft draft = TRY(ProposalIn(body));
      const PanelId panel = TRY(services_->PanelOf(context.Query("panel")));
      return ShownProposal(context, TRY(services_->proposals.Add(context.actor(), panel, draft)), 201);
    });
  }
  base::Result<net::Response> Proposal(Context& context) const {
    return ShownProposal(context, TRY(ProposalId::Parse(context.Path("id"))), 200);
  }
  base::Result<net::Response> EditProposal(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    const ProposalDraft draft = TRY(ProposalIn(body));
    const std::int64_t version = TRY(VersionIn(body));
    const ProposalId id = TRY(ProposalId::Parse(context.Path("id")));
    TRY(services_->proposals.Edit(context.actor(), id, version, draft));
    return ShownProposal(context, id, 200);
  }
  base::Result<net::Response> MoveProposal(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    const ProposalId id = TRY(ProposalId::Parse(context.Path("id")));
    const std::optional<ProposalAct> act = ProposalActNamed(TRY(desk::TextIn(body, "act")));
    if (!act) return base::Invalid(desk::tr("There is no such step."));
    const std::string reason = TRY(desk::TextIn(body, "reason"));
    const std::int64_t version = TRY(VersionIn(body));
    TRY(services_->proposals.Move(context.actor(), id, version, *act, reason));
    return ShownProposal(context, id, 200);
  }

 private:
  base::Result<net::Response> Shown(const Context& context, const CallId& id, int status) const {
    return desk::JsonResponse(JsonOf(TRY(services_->calls.Get(context.actor(), id))), status);
  }
  base::Result<net::Response> ShownProposal(const Context& context, const ProposalId& id, int status) const {
    return desk::JsonResponse(JsonOf(TRY(services_->proposals.Get(context.actor(), id))), status);
  }
  static base::Result<ProposalDraft> ProposalIn(const json::object& body) {
    ProposalDraft draft;
    draft.title = TRY(desk::TextIn(body, "title"));
    draft.body = TRY(desk::TextIn(body, "body"));
    draft.to = TRY(desk::TextIn(body, "to"));
    return draft;
  }
  SharedServices services_;
};

}  // namespace

void AddCallApi(desk::Desk& desk, const SharedServices& services) {
  using Api = CallApi;
  const auto api = std::make_shared<Api>(services);
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       base::Result<net::Response> (Api::*handler)(Context&) const, desk::ApiDoc doc) {
    doc.tag = "calls";
    doc.response_schema = kit::kAnyObject;
    kit::AddApi(desk, api, method, pattern, permission, handler, std::move(doc));
  };
  const auto take_part = Permission::kPanelTakePart;
  add("GET", "/api/v1/calls", Permission::kPanelRead, &Api::List,
      {.summary = "Calls that the organisation may know, newest first",
       .query = {"panel:string:Short name of the panel", "show:string:open, mine or all",
                 "cursor:string:From the answer before", "limit:integer:How many (1 to 200)"}});
  add("POST", "/api/v1/calls", take_part, &Api::Add,
      {.summary = "Draft a call", .request_schema = kCallSchema, .success = 201});
  add("GET", "/api/v1/calls/{id}", Permission::kPanelRead, &Api::Get,
      {.summary = "A call with what it asks, its questions and, for whoever runs it, its notes"});
  add("POST", "/api/v1/calls/{id}", take_part, &Api::Edit,
      {.summary = "Change a draft", .request_schema = kCallSchema});
  add("POST", "/api/v1/calls/{id}/move", take_part, &Api::Move,
      {.summary = "Publish, extend, close, begin the review, make final, cancel",
       .request_schema = kMoveSchema});
  add("POST", "/api/v1/calls/{id}/questions", take_part, &Api::Ask,
      {.summary = "Ask about a call; nobody learns who asked",
       .request_schema =
           R"({"type":"object","required":["question"],"properties":{"question":{"type":"string"}}})",
       .success = 201});
  add("POST", "/api/v1/calls/{id}/questions/{question}", take_part, &Api::Answer,
      {.summary = "Answer a question, or set it aside with the reason",
       .request_schema =
           R"({"type":"object","required":["act","answer"],"properties":{"act":{"enum":["answer","set-aside"]},"answer":{"type":"string"},"version":{"type":"integer"}}})"});
  add("POST", "/api/v1/calls/{id}/reviewers", take_part, &Api::AddReviewer,
      {.summary = "Name a reviewer",
       .request_schema = R"({"type":"object","required":["email"],"properties":{"email":{"type":"string"}}})",
       .success = 201});
  add("DELETE", "/api/v1/calls/{id}/reviewers/{person}", take_part, &Api::DropReviewer,
      {.summary = "Take a reviewer off, before the review begins", .success = 204});
  add("GET", "/api/v1/concept-proposals", take_part, &Api::Proposals,
      {.summary = "Concept notes without a call, made by or to the organisation"});
  add("POST", "/api/v1/concept-proposals", take_part, &Api::Propose,
      {.summary = "Draft a concept note without a call", .request_schema = kProposalSchema, .success = 201});
  add("GET", "/api/v1/concept-proposals/{id}", take_part, &Api::Proposal,
      {.summary = "A concept note without a call"});
  add("POST", "/api/v1/concept-proposals/{id}", take_part, &Api::EditProposal,
      {.summary = "Change its draft", .request_schema = kProposalSchema});
  add("POST", "/api/v1/concept-proposals/{id}/move", take_part, &Api::MoveProposal,
      {.summary = "Send, accept for a direct call, decline, withdraw",
       .request_schema = kProposalMoveSchema});
}

}  // namespace panel::calls
