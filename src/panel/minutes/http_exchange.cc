// /api/v1/consultations, /api/v1/discussions, /api/v1/opinions: what the pages show and do.

#include <fmt/format.h>

#include <boost/json.hpp>

#include "desk/desk.h"
#include "desk/web/api.h"
#include "panel/minutes/exchange_json.h"
#include "panel/minutes/faces.h"
#include "panel/minutes/json_body.h"
#include "panel/minutes/view.h"

namespace panel {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr int kMade = 201;
constexpr std::size_t kUsualPage = 50;
constexpr std::size_t kMostPage = 200;
constexpr std::string_view kAnyObject = R"({"type":"object"})";

template <typename Item>
json::object PageOf(const Context& context, std::vector<Item> list, std::size_t limit) {
  std::string next;
  if (list.size() > limit) {
    list.pop_back();
    next = PositionText(list.back().created, list.back().id.text());
  }
  json::array items;
  for (const Item& one : list) items.push_back(JsonOf(one));
  return JsonPage(context, std::move(items), next);
}

net::Response Done(std::string_view id, int status = 200) {
  return desk::JsonResponse(json::object{{"id", id}}, status);
}
base::Error WrongAct() {
  return base::Invalid("\"act\" is not one of those that the reference lists");
}
class ExchangeApi {
 public:
  explicit ExchangeApi(PanelServices& services) : services_(services) {}

  base::Result<net::Response> Consultations(Context& context) const {
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, kMostPage));
    const NewestPosition after = TRY(AfterOf(context));
    const auto load = [&](db::Transaction& tx) {
      return services_.consultations.List(tx, context.actor(), after, static_cast<std::int64_t>(limit) + 1);
    };
    std::vector<Consultation> list = TRY(services_.seams.database.Read(load));
    return desk::JsonWithETag(context, PageOf(context, std::move(list), limit));
  }
  base::Result<net::Response> GetConsultation(Context& context) const {
    const ConsultationId id = TRY(ConsultationId::Parse(context.Path("id")));
    const auto load = [&](db::Transaction& tx) -> base::Result<json::object> {
      const Consultation one = TRY(services_.consultations.Get(tx, context.actor(), id));
      json::object object = JsonOf(one);
      json::array inputs;
      for (const ConsultationInput& input : TRY(services_.consultations.Inputs(tx, context.actor(), one)))
        inputs.push_back(JsonOf(input));
      object["inputs"] = std::move(inputs);
      return object;
    };
    const json::object object = TRY(services_.seams.database.Read(load));
    return desk::JsonWithETag(context, object);
  }
  base::Result<net::Response> CreateConsultation(Context& context) const {
    const JsonBody body = TRY(JsonBody::Of(context));
    const ConsultationDraft draft = TRY(ConsultationDraftOf(body));
    const std::string named = TRY(body.Text("panel"));
    const PanelId panel = TRY(PanelId::Parse(named));
    const ConsultationId id = TRY(services_.consultations.Create(context.actor(), panel, draft));
    return Done(id.text(), kMade);
  }
  base::Result<net::Response> ChangeConsultation(Context& context) const {
    const ConsultationId id = TRY(ConsultationId::Parse(context.Path("id")));
    const JsonBody body = TRY(JsonBody::Of(context));
    const ConsultationDraft draft = TRY(ConsultationDraftOf(body));
    const std::int64_t version = TRY(body.Number("version"));
    TRY(services_.consultations.Change(context.actor(), id, version, draft));
    return Done(id.text());
  }
  base::Result<net::Response> DoConsultation(Context& context) const {
    const ConsultationId id = TRY(ConsultationId::Parse(context.Path("id")));
    const JsonBody body = TRY(JsonBody::Of(context));
    const std::optional<ConsultationAct> act = ConsultationActNamed(MemberText(body, "act"));
    if (!act) return WrongAct();
    const std::int64_t version = TRY(body.Number("version"));
    const std::string reason = TRY(body.Text("reason"));
    const base::UtcTime closes = TRY(body.Day("last_day"));
    TRY(services_.consultations.Do(context.actor(), id, version, *act, reason, closes));
    return Done(id.text());
  }
  base::Result<net::Response> SendInput(Context& context) const {
    const ConsultationId id = TRY(ConsultationId::Parse(context.Path("id")));
    const JsonBody body = TRY(JsonBody::Of(context));
    const std::string text = TRY(body.Text("body"));
    const InputId input = TRY(services_.consultations.Send(context.actor(), id, text));
    return Done(input.text());
  }
  base::Result<net::Response> WithdrawInput(Context& context) const {
    const InputId id = TRY(InputId::Parse(context.Path("id")));
    const JsonBody body = TRY(JsonBody::Of(context));
    const std::int64_t version = TRY(body.Number("version"));
    TRY(services_.consultations.Withdraw(context.actor(), id, version));
    return Done(id.text());
  }
  base::Result<net::Response> AnswerInput(Context& context) const {
    const InputId id = TRY(InputId::Parse(context.Path("id")));
    const JsonBody body = TRY(JsonBody::Of(context));
    const std::optional<Answer> answer = AnswerNamed(MemberText(body, "answer"));
    if (!answer) return base::Invalid("\"answer\" must be taken-up, taken-up-in-part, not-taken-up or noted");
    const std::string reason = TRY(body.Text("reason"));
    const std::int64_t version = TRY(body.Number("version"));
    TRY(services_.consultations.AnswerInput(context.actor(), id, version, *answer, reason));
    return Done(id.text());
  }

  base::Result<net::Response> Discussions(Context& context) const {
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, kMostPage));
    const NewestPosition after = TRY(AfterOf(context));
    const Reader reader = TRY(Reader::Of(services_, context));
    const auto load = [&](db::Transaction& tx) {
      return services_.discussions.List(tx, context.actor(), after, static_cast<std::int64_t>(limit) + 1,
                                        reader.get());
    };
    std::vector<Discussion> list = TRY(services_.seams.database.Read(load));
    return desk::JsonWithETag(context, PageOf(context, std::move(list), limit));
  }
  base::Result<net::Response> GetDiscussion(Context& context) const {
    const DiscussionId id = TRY(DiscussionId::Parse(context.Path("id")));
    const Reader reader = TRY(Reader::Of(services_, context));
    const auto load = [&](db::Transaction& tx) -> base::Result<json::object> {
      const Discussion one = TRY(services_.discussions.Get(tx, context.actor(), id, reader.get()));
      json::object object = JsonOf(one);
      json::array rounds;
      for (const Round& round : TRY(services_.discussions.Rounds(tx, one, reader.get()))) {
        json::array posts;
        for (const Post& post :
             TRY(services_.discussions.Posts(tx, context.actor(), one, round.id, reader.get())))
          posts.push_back(json::object{{"id", post.id.text()},
                                       {"organisation", post.org.text()},
                                       {"state", PostStateName(post.state)},
                                       {"text", post.text},
                                       {"by_mail", post.by_mail},
                                       {"made", JsonTime(post.made)},
                                       {"version", post.version}});
        rounds.push_back(json::object{{"id", round.id.text()},
                                      {"number", round.number},
                                      {"state", RoundStateName(round.state)},
                                      {"question", round.question},
                                      {"summary", round.summary},
                                      {"last_day", DayBefore(round.closes)},
                                      {"version", round.version},
                                      {"posts", std::move(posts)}});
      }
      object["rounds"] = std::move(rounds);
      return object;
    };
    const json::object object = TRY(services_.seams.database.Read(load));
    return desk::JsonWithETag(context, object);
  }
  base::Result<net::Response> CreateDiscussion(Context& context) const {
    const JsonBody body = TRY(JsonBody::Of(context));
    PanelId panel;
    PanelSessionId session;
    if (const std::string text = TRY(body.Text("panel")); !text.empty()) panel = TRY(PanelId::Parse(text));
    if (const std::string text = TRY(body.Text("session")); !text.empty())
      session = TRY(PanelSessionId::Parse(text));
    const std::string title = TRY(body.Text("title"));
    const std::string about = TRY(body.Text("about"));
    const DiscussionId id = TRY(services_.discussions.Create(context.actor(), panel, session, title, about));
    return Done(id.text(), kMade);
  }
  base::Result<net::Response> OpenRound(Context& context) const {
    const DiscussionId id = TRY(DiscussionId::Parse(context.Path("id")));
    const JsonBody body = TRY(JsonBody::Of(context));
    const std::string question = TRY(body.Text("question"));
    const base::UtcTime closes = TRY(body.Day("last_day"));
    const RoundId round = TRY(services_.discussions.OpenRound(context.actor(), id, question, closes));
    return Done(round.text(), kMade);
  }
  base::Result<net::Response> DoRound(Context& context) const {
    const RoundId id = TRY(RoundId::Parse(context.Path("id")));
    const JsonBody body = TRY(JsonBody::Of(context));
    const std::optional<RoundAct> act = RoundActNamed(MemberText(body, "act"));
    if (!act) return WrongAct();
    const std::int64_t version = TRY(body.Number("version"));
    const std::string summary = TRY(body.Text("summary"));
    const base::UtcTime closes = TRY(body.Day("last_day"));
    TRY(services_.discussions.DoRound(context.actor(), id, version, *act, summary, closes));
    return Done(id.text());
  }
  base::Result<net::Response> AddPost(Context& context) const {
    const RoundId id = TRY(RoundId::Parse(context.Path("id")));
    const JsonBody body = TRY(JsonBody::Of(context));
    const std::string text = TRY(body.Text("text"));
    const PostId post = TRY(services_.discussions.AddPost(context.actor(), id, text, false, {}));
    return Done(post.text(), kMade);
  }
  base::Result<net::Response> DoPost(Context& context) const {
    const PostId id = TRY(PostId::Parse(context.Path("id")));
    const JsonBody body = TRY(JsonBody::Of(context));
    const std::optional<PostAct> act = PostActNamed(MemberText(body, "act"));
    if (!act) return WrongAct();
    const std::int64_t version = TRY(body.Number("version"));
    const std::string reason = TRY(body.Text("reason"));
    TRY(services_.discussions.DoPost(context.actor(), id, version, *act, reason));
    return Done(id.text());
  }

  base::Result<net::Response> Opinions(Context& context) const {
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, kMostPage));
    const NewestPosition after = TRY(AfterOf(context));
    const Reader reader = TRY(Reader::Of(services_, context));
    const auto load = [&](db::Transaction& tx) {
      return services_.opinions.List(tx, context.actor(), after, static_cast<std::int64_t>(limit) + 1,
                                     reader.get());
    };
    std::vector<Opinion> list = TRY(services_.seams.database.Read(load));
    return desk::JsonWithETag(context, PageOf(context, std::move(list), limit));
  }
  base::Result<net::Response> GetOpinion(Context& context) const {
    const OpinionId id = TRY(OpinionId::Parse(context.Path("id")));
    const Reader reader = TRY(Reader::Of(services_, context));
    const auto load = [&](db::Transaction& tx) -> base::Result<json::object> {
      const Opinion one = TRY(services_.opinions.Get(tx, context.actor(), id, reader.get()));
      json::object object = JsonOf(one);
      json::array dissents;
      for (const Dissent& dissent : TRY(services_.opinions.Dissents(tx, one, reader.get())))
        dissents.push_back(json::object{{"organisation", dissent.org.text()}, {"text", dissent.text}});
      json::array votes;
      for (const Vote& vote : TRY(services_.opinions.Votes(tx, one)))
        votes.push_back(json::object{
            {"organisation", vote.org.text()},
            {"voted", vote.voted},
            {"choice", vote.choice ? json::value(ChoiceName(*vote.choice)) : json::value(nullptr)}});
      object["dissents"] = std::move(dissents);
      object["votes"] = std::move(votes);
      return object;
    };
    const json::object object = TRY(services_.seams.database.Read(load));
    return desk::JsonWithETag(context, object);
  }
  base::Result<net::Response> CreateOpinion(Context& context) const {
    const JsonBody body = TRY(JsonBody::Of(context));
    PanelId panel;
    PanelSessionId session;
    if (const std::string text = TRY(body.Text("panel")); !text.empty()) panel = TRY(PanelId::Parse(text));
    if (const std::string text = TRY(body.Text("session")); !text.empty())
      session = TRY(PanelSessionId::Parse(text));
    const OpinionDraft draft = TRY(OpinionDraftOf(body));
    const OpinionId id = TRY(services_.opinions.Create(context.actor(), panel, session, draft));
    return Done(id.text(), kMade);
  }
  base::Result<net::Response> ChangeOpinion(Context& context) const {
    const OpinionId id = TRY(OpinionId::Parse(context.Path("id")));
    const JsonBody body = TRY(JsonBody::Of(context));
    const OpinionDraft draft = TRY(OpinionDraftOf(body));
    const std::int64_t version = TRY(body.Number("version"));
    TRY(services_.opinions.Change(context.actor(), id, version, draft));
    return Done(id.text());
  }
  base::Result<net::Response> DoOpinion(Context& context) const {
    const OpinionId id = TRY(OpinionId::Parse(context.Path("id")));
    const JsonBody body = TRY(JsonBody::Of(context));
    const std::string act = TRY(body.Text("act"));
    const std::int64_t version = TRY(body.Number("version"));
    const base::UtcTime closes = TRY(body.Day("last_day"));
    const Reader reader = TRY(Reader::Of(services_, context));
    base::Status done = WrongAct();
    if (act == "open") done = services_.opinions.Open(context.actor(), id, version, closes);
    if (act == "withdraw") done = services_.opinions.Withdraw(context.actor(), id, version);
    if (act == "publish") done = services_.opinions.Publish(context.actor(), id, version, reader.get());
    if (act == "unpublish") done = services_.opinions.Unpublish(context.actor(), id, version);
    if (act == "close") {
      TRY(services_.opinions.Close(context.actor(), id, version));
      done = base::Ok();
    }
    TRY(done);
    return Done(id.text());
  }
  base::Result<net::Response> CastVote(Context& context) const {
    const OpinionId id = TRY(OpinionId::Parse(context.Path("id")));
    const JsonBody body = TRY(JsonBody::Of(context));
    const std::optional<Choice> choice = ChoiceNamed(MemberText(body, "choice"));
    if (!choice) return base::Invalid("\"choice\" must be for, against or abstain");
    TRY(services_.opinions.Cast(context.actor(), id, *choice));
    return Done(id.text());
  }
  base::Result<net::Response> KeepDissent(Context& context) const {
    const OpinionId id = TRY(OpinionId::Parse(context.Path("id")));
    const JsonBody body = TRY(JsonBody::Of(context));
    const std::string text = TRY(body.Text("text"));
    TRY(services_.opinions.Dissenting(context.actor(), id, text));
    return Done(id.text());
  }

 private:
  static std::string MemberText(const JsonBody& body, std::string_view name) {
    const base::Result<std::string> text = body.Text(name);
    return text ? *text : std::string();
  }
  PanelServices& services_;
};

struct Line {
  std::string_view method;
  std::string_view pattern;
  Permission permission;
  base::Result<net::Response> (ExchangeApi::*handler)(Context&) const;
  std::string_view summary;
  std::string_view body;  // JSON Schema; empty: none
  int success = 200;
};

constexpr Line kLines[] = {
    {"GET", "/api/v1/consultations", Permission::kPanelRead, &ExchangeApi::Consultations,
     "Consultations, newest first", ""},
    {"POST", "/api/v1/consultations", Permission::kPanelManage, &ExchangeApi::CreateConsultation,
     "Draft a consultation", R"({"type":"object","required":["panel","title","question","last_day"]})", 201},
    {"GET", "/api/v1/consultations/{id}", Permission::kPanelRead, &ExchangeApi::GetConsultation,
     "A consultation with the inputs that the caller may see", ""},
    {"PUT", "/api/v1/consultations/{id}", Permission::kPanelManage, &ExchangeApi::ChangeConsultation,
     "Change a draft, or set a later day",
     R"({"type":"object","required":["title","question","last_day","version"]})"},
    {"POST", "/api/v1/consultations/{id}/do", Permission::kPanelManage, &ExchangeApi::DoConsultation,
     "Open, close, reopen, publish or withdraw", R"({"type":"object","required":["act","version"]})"},
    {"PUT", "/api/v1/consultations/{id}/input", Permission::kPanelTakePart, &ExchangeApi::SendInput,
     "Send or revise the organisation's input", R"({"type":"object","required":["body"]})"},
    {"POST", "/api/v1/consultation-inputs/{id}/withdraw", Permission::kPanelTakePart,
     &ExchangeApi::WithdrawInput, "Withdraw an input", R"({"type":"object","required":["version"]})"},
    {"POST", "/api/v1/consultation-inputs/{id}/answer", Permission::kPanelManage, &ExchangeApi::AnswerInput,
     "Answer an input with a reason", R"({"type":"object","required":["answer","reason","version"]})"},
    {"GET", "/api/v1/discussions", Permission::kPanelRead, &ExchangeApi::Discussions,
     "Discussions, newest first", ""},
    {"POST", "/api/v1/discussions", Permission::kPanelTakePart, &ExchangeApi::CreateDiscussion,
     "Begin a discussion", R"({"type":"object","required":["title","about"]})", 201},
    {"GET", "/api/v1/discussions/{id}", Permission::kPanelRead, &ExchangeApi::GetDiscussion,
     "A discussion with its rounds and posts", ""},
    {"POST", "/api/v1/discussions/{id}/rounds", Permission::kPanelTakePart, &ExchangeApi::OpenRound,
     "Open a round", R"({"type":"object","required":["question"]})", 201},
    {"POST", "/api/v1/discussion-rounds/{id}/do", Permission::kPanelTakePart, &ExchangeApi::DoRound,
     "Close, reopen or summarise a round", R"({"type":"object","required":["act","version"]})"},
    {"POST", "/api/v1/discussion-rounds/{id}/posts", Permission::kPanelTakePart, &ExchangeApi::AddPost,
     "Post, to be held for moderation", R"({"type":"object","required":["text"]})", 201},
    {"POST", "/api/v1/discussion-posts/{id}/do", Permission::kPanelTakePart, &ExchangeApi::DoPost,
     "Publish, refuse, hide or withdraw a post", R"({"type":"object","required":["act","version"]})"},
    {"GET", "/api/v1/opinions", Permission::kPanelRead, &ExchangeApi::Opinions, "Opinions, newest first", ""},
    {"POST", "/api/v1/opinions", Permission::kPanelTakePart, &ExchangeApi::CreateOpinion, "Draft an opinion",
     R"({"type":"object","required":["title","text"]})", 201},
    {"GET", "/api/v1/opinions/{id}", Permission::kPanelRead, &ExchangeApi::GetOpinion,
     "An opinion with its ballot and dissents", ""},
    {"PUT", "/api/v1/opinions/{id}", Permission::kPanelTakePart, &ExchangeApi::ChangeOpinion,
     "Change a draft", R"({"type":"object","required":["title","text","version"]})"},
    {"POST", "/api/v1/opinions/{id}/do", Permission::kPanelTakePart, &ExchangeApi::DoOpinion,
     "Open or close the ballot, withdraw, publish", R"({"type":"object","required":["act","version"]})"},
    {"PUT", "/api/v1/opinions/{id}/vote", Permission::kPanelTakePart, &ExchangeApi::CastVote,
     "Cast the organisation's vote", R"({"type":"object","required":["choice"]})"},
    {"PUT", "/api/v1/opinions/{id}/dissent", Permission::kPanelTakePart, &ExchangeApi::KeepDissent,
     "Keep a dissent; an empty text takes it back", R"({"type":"object","required":["text"]})"},
};

std::string_view TagOf(std::string_view pattern) {
  if (pattern.find("consultation") != std::string_view::npos) return "consultations";
  return pattern.find("discussion") != std::string_view::npos ? "discussions" : "opinions";
}

}  // namespace

void AddExchangeApi(desk::Desk& desk, PanelServices& services) {
  const ExchangeApi api(services);
  for (const Line& line : kLines) {
    desk::ApiDoc doc{.summary = line.summary,
                     .tag = TagOf(line.pattern),
                     .request_schema = line.body,
                     .response_schema = kAnyObject,
                     .success = line.success};
    const bool is_list = line.method == "GET" && line.pattern.find('{') == std::string_view::npos;
    if (is_list) doc.query = {"cursor:string:From the answer before", "limit:integer:How many (1 to 200)"};
    const auto handler = line.handler;
    const bool changes = line.method != "GET";
    desk.router().Add({.method = line.method,
                       .pattern = line.pattern,
                       .permission = line.permission,
                       .handler = [api, handler, changes](Context& context) -> base::Result<net::Response> {
                         if (!changes) return (api.*handler)(context);
                         return desk::Idempotent(context, [&] { return (api.*handler)(context); });
                       },
                       .face = desk::Face::kApi,
                       .doc = std::move(doc)});
  }
}

}  // namespace panel
