// /api/v1/sessions/{id}/minutes, /api/v1/actions: what the pages show and do. API keys take part in no closed
// session, so nothing sealed is ever read here without a person's unlocked vault.

#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/limits_panel.h"
#include "desk/desk.h"
#include "desk/web/api.h"
#include "panel/minutes/faces.h"
#include "panel/minutes/json_body.h"
#include "panel/minutes/name_warning.h"
#include "panel/minutes/progress_report.h"
#include "panel/minutes/view.h"

namespace panel {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::size_t kUsualPage = 50;
constexpr std::size_t kMostPage = 200;
constexpr std::string_view kAnyObject = R"({"type":"object"})";
constexpr std::string_view kSave =
    R"({"type":"object","required":["text","version"],"properties":{"text":{"type":"string"},"version":{"type":"integer"}}})";
constexpr std::string_view kStep =
    R"({"type":"object","required":["act","version"],"properties":{"act":{"enum":["circulate","redraft","submit","send-back","approve"]},"version":{"type":"integer"},"comments_until":{"type":"string"},"approval_session":{"type":"string"},"reason":{"type":"string"}}})";
constexpr std::string_view kText =
    R"({"type":"object","required":["text"],"properties":{"text":{"type":"string"}}})";
constexpr std::string_view kCommentAnswer =
    R"({"type":"object","required":["act","version"],"properties":{"act":{"enum":["accept","decline","withdraw"]},"version":{"type":"integer"},"answer":{"type":"string"}}})";
constexpr std::string_view kAct =
    R"({"type":"object","required":["act","version"],"properties":{"act":{"enum":["start","finish","confirm","return","drop","reopen"]},"version":{"type":"integer"},"note":{"type":"string"}}})";

json::object JsonOf(const PanelAction& action, base::UtcTime now) {
  return {{"id", action.id.text()},
          {"session", action.session.id.text()},
          {"number", action.number},
          {"text", action.text},
          {"locked", action.locked},
          {"owner_person",
           action.owner_person.empty() ? json::value(nullptr) : json::value(action.owner_person.text())},
          {"owner_organisation", action.owner_org.text()},
          {"due", base::FormatDay(action.due)},
          {"state", ActionStateName(action.state)},
          {"overdue", IsOverdue(action, now)},
          {"changed", JsonTime(action.changed)},
          {"version", action.version}};
}

json::object JsonOf(const Tag& tag) {
  json::object object{{"kind", tag.kind == TagKind::kAction ? "action" : "decision"},
                      {"line", tag.line},
                      {"number", tag.number},
                      {"text", tag.text}};
  if (tag.kind == TagKind::kAction) {
    object["owner"] = tag.owner;
    object["due"] = base::FormatDate(tag.due);
  }
  return object;
}

json::object HeadOf(const Minutes& minutes) {
  return {{"session", minutes.session.id.text()},
          {"phase", MinutesPhaseName(minutes.phase)},
          {"comments_until", JsonTime(minutes.comments_until)},
          {"circulated", JsonTime(minutes.circulated)},
          {"approved", JsonTime(minutes.approved)},
          {"edition", minutes.edition},
          {"version", minutes.version}};
}

class MinutesApi {
 public:
  explicit MinutesApi(PanelServices& services) : services_(services) {}

  base::Result<net::Response> List(Context& context) const {
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, kMostPage));
    const std::string cursor = TRY(CursorOf(context));
    SessionPosition after;
    if (const auto position = PositionOf(cursor))
      after = {position->first, PanelSessionId::FromStore(position->second)};
    SeriesId series;
    if (const std::string_view chosen = context.Query("series"); !chosen.empty())
      series = TRY(SeriesId::Parse(chosen));
    const auto load = [&](db::Transaction& tx) {
      return services_.minutes.List(tx, context.actor(), series, after, static_cast<std::int64_t>(limit) + 1);
    };
    std::vector<Minutes> list = TRY(services_.seams.database.Read(load));
    std::string next;
    if (list.size() > limit) {
      list.pop_back();
      next = PositionText(list.back().session.starts, list.back().session.id.text());
    }
    json::array items;
    for (const Minutes& one : list) items.push_back(HeadOf(one));
    return desk::JsonWithETag(context, JsonPage(context, std::move(items), next));
  }

  base::Result<net::Response> Get(Context& context) const {
    const PanelSessionId id = TRY(PanelSessionId::Parse(context.Path("id")));
    const Reader reader = TRY(Reader::Of(services_, context));
    const auto load = [&](db::Transaction& tx) -> base::Result<json::object> {
      const Minutes minutes = TRY(services_.minutes.Get(tx, context.actor(), id));
      json::object object = HeadOf(minutes);
      const std::string text = TRY(services_.minutes.Text(tx, minutes, reader.get()));
      object["text"] = text;
      json::array tags;
      for (const Tag& tag : ParseTags(text).tags) tags.push_back(JsonOf(tag));
      object["tags"] = std::move(tags);
      if (TRY(services_.minutes.MayWrite(tx, context.actor(), minutes)))
        object["names"] = TRY(NamesIn(tx, id, text));
      return object;
    };
    const json::object object = TRY(services_.seams.database.Read(load));
    return desk::JsonWithETag(context, object);
  }

  base::Result<net::Response> Save(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const PanelSessionId id = TRY(PanelSessionId::Parse(context.Path("id")));
      const JsonBody body = TRY(JsonBody::Of(context));
      const std::string text = TRY(body.Text("text"));
      const std::int64_t version = TRY(body.Number("version"));
      const SavedMinutes saved = TRY(services_.minutes.Save(context.actor(), id, version, text));
      // An answer is kept for a repeated request: sealed words must not lie there.
      json::object answer{{"version", saved.version}};
      if (!saved.sealed) answer["text"] = saved.text;
      return desk::JsonResponse(answer);
    });
  }

  base::Result<net::Response> Step(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const PanelSessionId id = TRY(PanelSessionId::Parse(context.Path("id")));
      const JsonBody body = TRY(JsonBody::Of(context));
      const std::string name = TRY(body.Text("act"));
      const std::optional<MinutesAct> act = MinutesActNamed(name);
      if (!act) return base::Invalid("\"act\" must be circulate, redraft, submit, send-back or approve");
      MinutesStep step;
      step.version = TRY(body.Number("version"));
      step.comments_until = TRY(body.Day("comments_until"));
      step.reason = TRY(body.Text("reason"));
      if (const std::string approval = TRY(body.Text("approval_session")); !approval.empty())
        step.approval = TRY(PanelSessionId::Parse(approval));
      const Reader reader = TRY(Reader::Of(services_, context));
      TRY(services_.minutes.Do(context.actor(), id, *act, step, reader.get()));
      return Done(id.text());
    });
  }

  base::Result<net::Response> Comments(Context& context) const {
    const PanelSessionId id = TRY(PanelSessionId::Parse(context.Path("id")));
    const Reader reader = TRY(Reader::Of(services_, context));
    const auto load = [&](db::Transaction& tx) -> base::Result<std::vector<MinutesComment>> {
      const Minutes minutes = TRY(services_.minutes.Get(tx, context.actor(), id));
      return services_.minutes.Comments(tx, context.actor(), minutes, reader.get());
    };
    json::array items;
    for (const MinutesComment& one : TRY(services_.seams.database.Read(load)))
      items.push_back(json::object{{"id", one.id.text()},
                                   {"organisation", one.org.text()},
                                   {"state", CommentStateName(one.state)},
                                   {"text", one.text},
                                   {"answer", one.answer},
                                   {"made", JsonTime(one.made)},
                                   {"version", one.version}});
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}});
  }

  base::Result<net::Response> Comment(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const PanelSessionId id = TRY(PanelSessionId::Parse(context.Path("id")));
      const JsonBody body = TRY(JsonBody::Of(context));
      const std::string text = TRY(body.Text("text"));
      const CommentId comment = TRY(services_.minutes.Comment(context.actor(), id, text));
      return desk::JsonResponse(json::object{{"id", comment.text()}}, 201);
    });
  }

  base::Result<net::Response> AnswerComment(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const PanelSessionId id = TRY(PanelSessionId::Parse(context.Path("id")));
      const CommentId comment = TRY(CommentId::Parse(context.Path("comment")));
      const JsonBody body = TRY(JsonBody::Of(context));
      const std::string name = TRY(body.Text("act"));
      const std::optional<CommentAct> act = CommentActNamed(name);
      if (!act) return base::Invalid("\"act\" must be accept, decline or withdraw");
      const std::int64_t version = TRY(body.Number("version"));
      const std::string answer = TRY(body.Text("answer"));
      TRY(services_.minutes.Answer(context.actor(), id, comment, version, *act, answer));
      return Done(comment.text());
    });
  }

  base::Result<net::Response> ApproveSeat(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const PanelSessionId id = TRY(PanelSessionId::Parse(context.Path("id")));
      TRY(services_.minutes.ApproveSeat(context.actor(), id));
      return Done(id.text());
    });
  }

  base::Result<net::Response> Progress(Context& context) const {
    const PanelSessionId id = TRY(PanelSessionId::Parse(context.Path("id")));
    const Reader reader = TRY(Reader::Of(services_, context));
    const auto load = [&](db::Transaction& tx) {
      ProgressReports reports(services_);
      return reports.Of(tx, context.actor(), id, reader.get());
    };
    const ProgressReport report = TRY(services_.seams.database.Read(load));
    const auto lines = [](const std::vector<ReportLine>& all) {
      json::array items;
      for (const ReportLine& line : all)
        items.push_back(json::object{
            {"part", ReportPartName(line.part)},
            {"session", line.session.text()},
            {"number", line.number},
            {"text", line.text},
            {"owner", line.owner},
            {"due", JsonTime(line.due)},
            {"days_late", line.days_late},
            {"action", line.action.empty() ? json::value(nullptr) : json::value(line.action.text())}});
      return items;
    };
    return desk::JsonWithETag(context, json::object{{"since", JsonTime(report.since)},
                                                    {"made", JsonTime(report.made)},
                                                    {"lines", lines(report.lines)},
                                                    {"closed_lines", lines(report.closed_lines)}});
  }

  base::Result<net::Response> Actions(Context& context) const {
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, kMostPage));
    const std::string_view name = context.Query("view");
    const std::optional<ActionView> view = name.empty() ? ActionView::kMine : ActionViewNamed(name);
    if (!view) return base::Invalid("\"view\" must be mine, unfinished, overdue, to-confirm or all");
    const std::string cursor = TRY(CursorOf(context));
    ActionPosition after;
    if (const auto position = PositionOf(cursor))
      after = {position->first, ActionId::FromStore(position->second)};
    const Reader reader = TRY(Reader::Of(services_, context));
    const auto load = [&](db::Transaction& tx) {
      return services_.actions.List(tx, context.actor(), *view, after, static_cast<std::int64_t>(limit) + 1,
                                    reader.get());
    };
    std::vector<PanelAction> list = TRY(services_.seams.database.Read(load));
    std::string next;
    if (list.size() > limit) {
      list.pop_back();
      next = PositionText(list.back().due, list.back().id.text());
    }
    json::array items;
    for (const PanelAction& one : list) items.push_back(JsonOf(one, services_.places.Now()));
    return desk::JsonWithETag(context, JsonPage(context, std::move(items), next));
  }

  base::Result<net::Response> Action(Context& context) const {
    const ActionId id = TRY(ActionId::Parse(context.Path("id")));
    const Reader reader = TRY(Reader::Of(services_, context));
    const auto load = [&](db::Transaction& tx) -> base::Result<json::object> {
      const PanelAction action = TRY(services_.actions.Get(tx, context.actor(), id, reader.get()));
      json::object object = JsonOf(action, services_.places.Now());
      json::array history;
      for (const ActionEvent& event : TRY(services_.actions.History(tx, action, reader.get())))
        history.push_back(json::object{{"act", ActionActName(event.act)},
                                       {"state", ActionStateName(event.state)},
                                       {"note", event.note},
                                       {"made", JsonTime(event.made)}});
      object["history"] = std::move(history);
      return object;
    };
    const json::object object = TRY(services_.seams.database.Read(load));
    return desk::JsonWithETag(context, object);
  }

  base::Result<net::Response> DoAction(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const ActionId id = TRY(ActionId::Parse(context.Path("id")));
      const JsonBody body = TRY(JsonBody::Of(context));
      const std::string name = TRY(body.Text("act"));
      const std::optional<ActionAct> act = ActionActNamed(name);
      if (!act) return base::Invalid("\"act\" must be start, finish, confirm, return, drop or reopen");
      const std::int64_t version = TRY(body.Number("version"));
      const std::string note = TRY(body.Text("note"));
      TRY(services_.actions.Do(context.actor(), id, version, *act, note));
      return Done(id.text());
    });
  }

 private:
  static net::Response Done(std::string_view id) { return desk::JsonResponse(json::object{{"id", id}}); }

  base::Result<json::array> NamesIn(db::Transaction& tx, const PanelSessionId& id,
                                    const std::string& text) const {
    json::array names;
    const std::vector<std::string> watched = TRY(services_.minutes.NamesOfParticipants(tx, id));
    for (const NameFound& one : NameWatch(watched).In(text))
      names.push_back(json::object{{"line", one.line}, {"written", one.written}, {"whole", one.whole}});
    return names;
  }

  PanelServices& services_;
};

}  // namespace

void AddMinutesApi(desk::Desk& desk, PanelServices& services) {
  const MinutesApi api(services);
  using Method = base::Result<net::Response> (MinutesApi::*)(Context&) const;
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       Method handler, desk::ApiDoc doc) {
    doc.tag = "minutes";
    doc.response_schema = kAnyObject;
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = permission,
                       .handler = [api, handler](Context& context) { return (api.*handler)(context); },
                       .face = desk::Face::kApi,
                       .max_body = 2 * base::kMaxMinutesBytes,
                       .doc = std::move(doc)});
  };
  const std::vector<std::string_view> page = {"cursor:string:From the answer before",
                                              "limit:integer:How many (1 to 200)"};
  add("GET", "/api/v1/minutes", Permission::kPanelRead, &MinutesApi::List,
      {.summary = "Minutes, newest session first",
       .query = {"series:string:Of this series", page[0], page[1]}});
  add("GET", "/api/v1/sessions/{id}/minutes", Permission::kPanelRead, &MinutesApi::Get,
      {.summary = "The minutes of a session with their tags"});
  add("PUT", "/api/v1/sessions/{id}/minutes", Permission::kPanelTakePart, &MinutesApi::Save,
      {.summary = "Write the minutes; version 0 begins them", .request_schema = kSave});
  add("POST", "/api/v1/sessions/{id}/minutes/step", Permission::kPanelTakePart, &MinutesApi::Step,
      {.summary = "Lead the minutes to another phase", .request_schema = kStep});
  add("GET", "/api/v1/sessions/{id}/minutes/comments", Permission::kPanelRead, &MinutesApi::Comments,
      {.summary = "Comments that the caller may see"});
  add("POST", "/api/v1/sessions/{id}/minutes/comments", Permission::kPanelTakePart, &MinutesApi::Comment,
      {.summary = "Comment on the minutes, as somebody who was present",
       .request_schema = kText,
       .success = 201});
  add("POST", "/api/v1/sessions/{id}/minutes/comments/{comment}", Permission::kPanelTakePart,
      &MinutesApi::AnswerComment,
      {.summary = "Accept, decline or withdraw a comment", .request_schema = kCommentAnswer});
  add("POST", "/api/v1/sessions/{id}/minutes/approve", Permission::kPanelTakePart, &MinutesApi::ApproveSeat,
      {.summary = "Approve the minutes for one's seat"});
  add("GET", "/api/v1/sessions/{id}/progress", Permission::kPanelRead, &MinutesApi::Progress,
      {.summary = "The progress report before a session"});
  add("GET", "/api/v1/actions", Permission::kPanelRead, &MinutesApi::Actions,
      {.summary = "Actions by the day they are due",
       .query = {"view:string:mine (usual), unfinished, overdue, to-confirm or all", page[0], page[1]}});
  add("GET", "/api/v1/actions/{id}", Permission::kPanelRead, &MinutesApi::Action,
      {.summary = "An action with what happened"});
  add("POST", "/api/v1/actions/{id}/do", Permission::kPanelTakePart, &MinutesApi::DoAction,
      {.summary = "Begin, finish, confirm, give back, drop or take up an action", .request_schema = kAct});
}

}  // namespace panel
