// /api/v1/practices: search, writing, the life of a practice, reviews and comments.

#include <boost/json.hpp>

#include "base/limits_panel.h"
#include "desk/web/api.h"
#include "panel/practices/faces.h"
#include "panel/practices/json_members.h"
#include "panel/practices/practice_json.h"
#include "panel/practices/query_arguments.h"
#include "panel/practices/review_json.h"

namespace panel {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::size_t kUsualPage = 20;
constexpr std::string_view kAnyObject = R"({"type":"object"})";
constexpr std::string_view kContent =
    R"({"type":"object","required":["title"],"properties":{"panel":{"type":"string"},"version":{"type":"integer"},"kind":{"enum":["practice","business-case"]},"language":{"type":"string"},"title":{"type":"string"},"summary":{"type":"string"},"body":{"type":"string"},"evidence":{"type":"string"},"limits":{"type":"string"},"topics":{"type":"array","items":{"type":"string"}},"industries":{"type":"array","items":{"type":"string"}},"countries":{"type":"array","items":{"type":"string"}},"stages":{"type":"array","items":{"type":"string"}},"groups":{"type":"array","items":{"type":"string"}},"money":{"type":"array","items":{"type":"object","required":["side","label","amount","currency","whose"],"properties":{"side":{"enum":["cost","benefit"]},"label":{"type":"string"},"amount":{"type":"string"},"currency":{"type":"string"},"yearly":{"type":"boolean"},"whose":{"type":"string"}}}},"years":{"type":"integer"},"links":{"type":"array","items":{"type":"object","properties":{"label":{"type":"string"},"url":{"type":"string"}}}},"licence":{"type":"string"}}})";
constexpr std::string_view kAct =
    R"({"type":"object","required":["act"],"properties":{"act":{"enum":["submit","recall","begin-review","return","accept","decline","publish","revise","withdraw"]},"version":{"type":"integer"},"note":{"type":"string"},"audience":{"enum":["world","members"]}}})";
constexpr std::string_view kAudience =
    R"({"type":"object","required":["audience"],"properties":{"audience":{"enum":["world","members"]},"version":{"type":"integer"}}})";
constexpr std::string_view kInvite =
    R"({"type":"object","required":["member"],"properties":{"member":{"type":"string"},"days":{"type":"integer"}}})";
constexpr std::string_view kReviewAct =
    R"({"type":"object","required":["act"],"properties":{"act":{"enum":["agree","recuse","finish","release"]},"version":{"type":"integer"},"interest":{"type":"string"},"reason":{"type":"string"},"answers":{"type":"object"},"recommendation":{"enum":["publish","change","decline"]},"to_owner":{"type":"string"},"to_secretariat":{"type":"string"}}})";
constexpr std::string_view kComment =
    R"({"type":"object","required":["kind","text"],"properties":{"kind":{"enum":["question","answer","comment"]},"text":{"type":"string"},"question":{"type":"string"},"audience":{"enum":["review","members"]}}})";

json::value NextOf(const Context& context, const std::string& position) {
  return position.empty() ? json::value(nullptr) : json::value(desk::EncodeCursor(context.desk(), position));
}

base::Result<std::string> AfterOf(const Context& context) {
  const std::string_view cursor = context.Query("cursor");
  if (cursor.empty()) return std::string();
  return desk::DecodeCursor(context.desk(), cursor);
}

class PracticeApi {
 public:
  explicit PracticeApi(PracticeServices& services) : services_(services) {}

  base::Result<net::Response> Search(Context& context) const {
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, base::kMaxPracticePage));
    const std::string after = TRY(AfterOf(context));
    PublicList list;
    list.results =
        TRY(services_.life.Search(context.actor(), QueryOf(context.request().query), after, limit));
    TRY(services_.seams.database.Read([&](db::Transaction& tx) { return FillLines(tx, list); }));
    json::object answer = JsonOf(list);
    answer["next"] = NextOf(context, list.results.next);
    return desk::JsonWithETag(context, answer);
  }

  base::Result<net::Response> Own(Context& context) const {
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, base::kMaxPracticePage));
    const std::string after = TRY(AfterOf(context));
    const PracticeList list = TRY(services_.life.Own(context.actor(), after, limit));
    return ListOf(context, list);
  }

  base::Result<net::Response> Sent(Context& context) const {
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, base::kMaxPracticePage));
    const std::string after = TRY(AfterOf(context));
    const PanelId panel = TRY(PanelOf(context.Query("panel")));
    const PracticeList list =
        TRY(services_.life.Sent(context.actor(), panel, context.Query("state"), after, limit));
    return ListOf(context, list);
  }

  base::Result<net::Response> Create(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const json::value body = TRY(desk::ReadJson(context));
      const json::object* object = TRY(ObjectIn(body));
      const std::string slug = TRY(TextIn(*object, "panel"));
      const PanelId panel = TRY(PanelOf(slug));
      const PracticeContent content = TRY(PracticeContentOf(*object));
      const PracticeId id = TRY(services_.life.Create(context.actor(), panel, content));
      const PracticeView view = TRY(services_.life.View(context.actor(), id));
      net::Response response = desk::JsonResponse(JsonOf(view), 201);
      response.headers.Add("Location", "/api/v1/practices/" + id.text());
      return response;
    });
  }

  base::Result<net::Response> Get(Context& context) const {
    const PracticeId id = TRY(PracticeId::Parse(context.Path("id")));
    return desk::JsonWithETag(context, JsonOf(TRY(services_.life.View(context.actor(), id))));
  }

  base::Result<net::Response> Revision(Context& context) const {
    const PracticeId id = TRY(PracticeId::Parse(context.Path("id")));
    std::int64_t number = 0;
    for (const char c : context.Path("number").substr(0, 9)) {
      if (c < '0' || c > '9') return base::NotFound("There is no such version.");
      number = number * 10 + (c - '0');
    }
    return desk::JsonWithETag(context, JsonOf(TRY(services_.life.Revision(context.actor(), id, number))));
  }

  base::Result<net::Response> Edit(Context& context) const {
    const PracticeId id = TRY(PracticeId::Parse(context.Path("id")));
    const json::value body = TRY(desk::ReadJson(context));
    const json::object* object = TRY(ObjectIn(body));
    const std::int64_t version = TRY(NumberIn(*object, "version"));
    if (version <= 0) return base::Invalid("\"version\" must be the one that was read");
    PracticeContent content = TRY(PracticeContentOf(*object));
    TRY(services_.life.Edit(context.actor(), id, version, std::move(content)));
    return Get(context);
  }

  base::Result<net::Response> Act(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const PracticeId id = TRY(PracticeId::Parse(context.Path("id")));
      const json::value body = TRY(desk::ReadJson(context));
      const json::object* object = TRY(ObjectIn(body));
      const std::string name = TRY(TextIn(*object, "act"));
      const std::optional<PracticeAct> act = PracticeActNamed(name);
      if (!act) return base::Invalid("\"act\" is none of the acts");
      PracticeDeed deed{.act = *act};
      deed.version = TRY(NumberIn(*object, "version"));
      deed.note = TRY(TextIn(*object, "note"));
      deed.to_world = TRY(TextIn(*object, "audience", "members")) == "world";
      TRY(services_.life.Do(context.actor(), id, deed));
      // Whoever withdrew or returned it may no longer see it.
      const base::Result<PracticeView> view = services_.life.View(context.actor(), id);
      if (!view) return desk::JsonResponse(json::object{{"id", id.text()}});
      return desk::JsonResponse(JsonOf(*view));
    });
  }

  base::Result<net::Response> Audience(Context& context) const {
    const PracticeId id = TRY(PracticeId::Parse(context.Path("id")));
    const json::value body = TRY(desk::ReadJson(context));
    const json::object* object = TRY(ObjectIn(body));
    const std::string audience = TRY(TextIn(*object, "audience"));
    if (audience != "world" && audience != "members")
      return base::Invalid("\"audience\" must be world or members");
    const std::int64_t version = TRY(NumberIn(*object, "version"));
    TRY(services_.life.SetAudience(context.actor(), id, version, audience == "world"));
    return Get(context);
  }

  base::Result<net::Response> Reviews(Context& context) const {
    const PracticeId id = TRY(PracticeId::Parse(context.Path("id")));
    return ItemsOf(context, TRY(services_.reviews.Of(context.actor(), id)));
  }

  base::Result<net::Response> Waiting(Context& context) const {
    return ItemsOf(context, TRY(services_.reviews.Waiting(context.actor())));
  }

  base::Result<net::Response> Invite(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const PracticeId id = TRY(PracticeId::Parse(context.Path("id")));
      const json::value body = TRY(desk::ReadJson(context));
      const json::object* object = TRY(ObjectIn(body));
      const std::string member_text = TRY(TextIn(*object, "member"));
      const MemberId member = TRY(MemberId::Parse(member_text));
      constexpr std::int64_t kUsualDays = 21;
      const std::int64_t days = TRY(NumberIn(*object, "days", kUsualDays));
      const PracticeReviewId review = TRY(services_.reviews.Invite(context.actor(), id, member, days));
      return desk::JsonResponse(json::object{{"id", review.text()}}, 201);
    });
  }

  base::Result<net::Response> ReviewAct(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const PracticeReviewId id = TRY(PracticeReviewId::Parse(context.Path("id")));
      const json::value body = TRY(desk::ReadJson(context));
      const json::object* object = TRY(ObjectIn(body));
      TRY(ActOnReview(context, id, *object));
      return desk::JsonResponse(json::object{{"id", id.text()}});
    });
  }

  base::Result<net::Response> Comments(Context& context) const {
    const PracticeId id = TRY(PracticeId::Parse(context.Path("id")));
    return ItemsOf(context, TRY(services_.reviews.Comments(context.actor(), id)));
  }

  base::Result<net::Response> Say(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const PracticeId id = TRY(PracticeId::Parse(context.Path("id")));
      const json::value body = TRY(desk::ReadJson(context));
      const json::object* object = TRY(ObjectIn(body));
      const PracticeCommentId said = TRY(SayOne(context, id, *object));
      return desk::JsonResponse(json::object{{"id", said.text()}}, 201);
    });
  }

 private:
  base::Result<PanelId> PanelOf(std::string_view slug) const {
    const auto find = [&](db::Transaction& tx) -> base::Result<Panel> {
      if (slug.empty()) return services_.panels.Root(tx);
      return services_.panels.BySlug(tx, slug);
    };
    return TRY(services_.seams.database.Read(find)).id;
  }

  template <typename Things>
  static base::Result<net::Response> ItemsOf(const Context& context, const Things& things) {
    json::array items;
    for (const auto& thing : things) items.push_back(JsonOf(thing));
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}, {"next", nullptr}});
  }

  static base::Result<net::Response> ListOf(const Context& context, const PracticeList& list) {
    json::array items;
    for (const Practice& practice : list.practices) items.push_back(JsonOf(practice));
    return desk::JsonWithETag(
        context, json::object{{"items", std::move(items)}, {"next", NextOf(context, list.next)}});
  }

  base::Status ActOnReview(const Context& context, const PracticeReviewId& id,
                           const json::object& object) const {
    const std::string act = TRY(TextIn(object, "act"));
    const std::int64_t version = TRY(NumberIn(object, "version"));
    if (act == "agree") {
      // Having none must be said too.
      if (!object.contains("interest")) return base::Invalid("\"interest\" must be given; empty: none");
      std::string interest = TRY(TextIn(object, "interest"));
      return services_.reviews.Agree(context.actor(), id, version, std::move(interest));
    }
    if (act == "recuse") {
      std::string reason = TRY(TextIn(object, "reason"));
      return services_.reviews.Recuse(context.actor(), id, version, std::move(reason));
    }
    if (act == "release") return services_.reviews.ReleaseOne(context.actor(), id, version);
    if (act != "finish") return base::Invalid("\"act\" must be agree, recuse, finish or release");
    FinishedReview finished;
    if (const json::value* answers = object.if_contains("answers");
        answers != nullptr && answers->is_object())
      finished.answers = TRY(AnswersOf(answers->get_object()));
    finished.recommendation = TRY(TextIn(object, "recommendation"));
    finished.to_owner = TRY(TextIn(object, "to_owner"));
    finished.to_secretariat = TRY(TextIn(object, "to_secretariat"));
    return services_.reviews.Finish(context.actor(), id, version, finished);
  }

  base::Result<PracticeCommentId> SayOne(const Context& context, const PracticeId& id,
                                         const json::object& object) const {
    const std::string kind = TRY(TextIn(object, "kind"));
    std::string text = TRY(TextIn(object, "text"));
    if (kind == "question") return services_.reviews.Ask(context.actor(), id, std::move(text));
    if (kind == "answer") {
      const std::string question_text = TRY(TextIn(object, "question"));
      const PracticeCommentId question = TRY(PracticeCommentId::Parse(question_text));
      return services_.reviews.Reply(context.actor(), id, question, std::move(text));
    }
    if (kind != "comment") return base::Invalid("\"kind\" must be question, answer or comment");
    const std::string audience = TRY(TextIn(object, "audience", "review"));
    return services_.reviews.Comment(context.actor(), id, audience, std::move(text));
  }

  PracticeServices& services_;
};

using Method = base::Result<net::Response> (PracticeApi::*)(Context&) const;

struct Registrar {
  desk::Desk& desk;
  PracticeApi api;
  void Add(std::string_view method, std::string_view pattern, Permission permission, Method handler,
           desk::ApiDoc doc) {
    doc.tag = "practices";
    desk.router().Add(
        {.method = method,
         .pattern = pattern,
         .permission = permission,
         .handler = [made = api, handler](Context& context) { return (made.*handler)(context); },
         .face = desk::Face::kApi,
         .doc = std::move(doc)});
  }
};

void AddLife(Registrar& add) {
  add.Add("GET", "/api/v1/practices", Permission::kPanelRead, &PracticeApi::Search,
          {.summary = "What is published to the actor, by what fits best, with counts",
           .response_schema = kAnyObject,
           .query = {"q:string:Words or their beginnings", "kind:string:practice, business-case or tool",
                     "topic:string:prevention, protection, prosecution, reintegration, partnership",
                     "industry:string:ISIC Rev. 4 section or division", "country:string:ISO 3166-1 alpha-2",
                     "stage:string:recruit, travel, work, return", "group:string:Whom it reaches",
                     "language:string:RFC 5646", "grade:integer:Evidence at least (1 to 4)",
                     "order:string:best, newest or copied", "cursor:string:From the answer before",
                     "limit:integer:How many (1 to 100)"}});
  add.Add("POST", "/api/v1/practices", Permission::kPanelTakePart, &PracticeApi::Create,
          {.summary = "Begin a practice, as a draft",
           .request_schema = kContent,
           .response_schema = kAnyObject,
           .success = 201});
  add.Add("GET", "/api/v1/practices/own", Permission::kPanelTakePart, &PracticeApi::Own,
          {.summary = "The organisation's own, last changed first",
           .response_schema = kAnyObject,
           .query = {"cursor:string:From the answer before", "limit:integer:How many (1 to 100)"}});
  add.Add("GET", "/api/v1/practices/sent", Permission::kPanelManage, &PracticeApi::Sent,
          {.summary = "What was sent to the secretariat",
           .response_schema = kAnyObject,
           .query = {"panel:string:Short name of the panel", "state:string:Only of this state",
                     "cursor:string:From the answer before", "limit:integer:How many (1 to 100)"}});
  add.Add("GET", "/api/v1/practices/{id}", Permission::kPanelRead, &PracticeApi::Get,
          {.summary = "A practice, its versions, history, and what the actor may do",
           .response_schema = kAnyObject});
  add.Add("PUT", "/api/v1/practices/{id}", Permission::kPanelTakePart, &PracticeApi::Edit,
          {.summary = "Change a draft", .request_schema = kContent, .response_schema = kAnyObject});
  add.Add("GET", "/api/v1/practices/{id}/revisions/{number}", Permission::kPanelRead, &PracticeApi::Revision,
          {.summary = "A version that the actor may see", .response_schema = kAnyObject});
  add.Add("POST", "/api/v1/practices/{id}/acts", Permission::kPanelRead, &PracticeApi::Act,
          {.summary = "Submit, review, accept, publish, revise, withdraw",
           .request_schema = kAct,
           .response_schema = kAnyObject});
  add.Add("POST", "/api/v1/practices/{id}/audience", Permission::kPanelTakePart, &PracticeApi::Audience,
          {.summary = "Show it to everybody or to members alone",
           .request_schema = kAudience,
           .response_schema = kAnyObject});
}

void AddReviewing(Registrar& add) {
  add.Add("GET", "/api/v1/practices/{id}/reviews", Permission::kPanelRead, &PracticeApi::Reviews,
          {.summary = "Reviews as the actor may see them", .response_schema = kAnyObject});
  add.Add("POST", "/api/v1/practices/{id}/reviews", Permission::kPanelManage, &PracticeApi::Invite,
          {.summary = "Ask a member to review it",
           .request_schema = kInvite,
           .response_schema = kAnyObject,
           .success = 201});
  add.Add("GET", "/api/v1/practice-reviews", Permission::kPanelTakePart, &PracticeApi::Waiting,
          {.summary = "Reviews that wait for the actor's organisation", .response_schema = kAnyObject});
  add.Add("POST", "/api/v1/practice-reviews/{id}/acts", Permission::kPanelRead, &PracticeApi::ReviewAct,
          {.summary = "Agree with a declaration of interest, step back, finish, let go",
           .request_schema = kReviewAct,
           .response_schema = kAnyObject});
  add.Add("GET", "/api/v1/practices/{id}/comments", Permission::kPanelRead, &PracticeApi::Comments,
          {.summary = "Questions, answers and comments", .response_schema = kAnyObject});
  add.Add("POST", "/api/v1/practices/{id}/comments", Permission::kPanelRead, &PracticeApi::Say,
          {.summary = "Ask, answer or comment",
           .request_schema = kComment,
           .response_schema = kAnyObject,
           .success = 201});
}

}  // namespace

void AddPracticeApi(desk::Desk& desk, PracticeServices& services) {
  Registrar add{desk, PracticeApi(services)};
  AddLife(add);
  AddReviewing(add);
}

}  // namespace panel
