// /api/v1/sessions, /api/v1/series, /api/v1/experts.

#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/limits_panel.h"
#include "desk/desk.h"
#include "desk/tr.h"
#include "desk/web/api.h"
#include "desk/web/pages.h"
#include "desk/web/parts.h"
#include "panel/sessions/faces.h"
#include "panel/sessions/guard.h"
#include "panel/sessions/http_json.h"
#include "panel/sessions/search.h"

namespace panel {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::string_view kObject = R"({"type":"object"})";
constexpr std::string_view kSession =
    R"({"type":"object","required":["kind","title","zone","starts","ends"],"properties":{"kind":{"type":"string"},"title":{"type":"string"},"summary":{"type":"string"},"audience":{"enum":["public","members","closed"]},"admission":{"enum":["open","approval","invitation"]},"zone":{"type":"string"},"starts":{"type":"string"},"ends":{"type":"string"},"in_room":{"type":"boolean"},"online":{"type":"boolean"},"room_seats":{"type":"integer"},"online_seats":{"type":"integer"},"panel":{"type":"string"},"series":{"type":"string"},"version":{"type":"integer"}}})";
constexpr std::string_view kDo =
    R"({"type":"object","required":["do"],"properties":{"do":{"type":"string"},"version":{"type":"integer"}}})";

json::object SessionJson(const SessionView& view) {
  const PanelSession& one = view.session;
  json::object words;
  for (const auto& [name, text] : view.words) words[name] = text;
  json::object object = {{"id", one.id.text()},
                         {"kind", SessionKindName(one.kind)},
                         {"audience", SessionAudienceName(one.audience)},
                         {"state", SessionStateName(one.state)},
                         {"zone", one.zone},
                         {"starts", base::FormatTime(one.starts)},
                         {"ends", base::FormatTime(one.ends)},
                         {"in_room", one.in_room},
                         {"online", one.online},
                         {"room_seats", one.room_seats},
                         {"online_seats", one.online_seats},
                         {"admission", AdmissionName(one.admission)},
                         {"locked", view.locked || view.not_let_in},
                         {"words", std::move(words)},
                         {"version", one.version}};
  object["series"] = one.series.empty() ? json::value(nullptr) : json::value(one.series.text());
  return object;
}

// The link to join is for those who are coming, and for who holds the session.
base::Result<SessionView> ToldView(db::Transaction& tx, SessionServices& services, const Context& context,
                                   PanelSession session, const vault::UnlockedPerson* reader) {
  SessionView view = TRY(ViewOf(tx, services, desk::LocaleOf(context), std::move(session), reader));
  const desk::Actor& actor = context.actor();
  if (WordOf(view.words, "link").empty() || TRY(services.access.MayChair(tx, actor, view.session)))
    return view;
  const auto one = actor.person.empty()
                       ? std::optional<Participant>()
                       : TRY(services.access.ParticipantOf(tx, view.session.id, actor.person));
  const bool coming = one && one->org == actor.org && one->state == ParticipantState::kComing;
  if (!coming) std::erase_if(view.words, [](const auto& word) { return word.first == "link"; });
  return view;
}

class SessionApi {
 public:
  explicit SessionApi(SessionServices& services) : services_(services) {}

  base::Result<net::Response> List(Context& context) const {
    const std::size_t limit = TRY(desk::LimitOf(context, base::kSessionsPage, base::kMaxSessionsPage));
    const SessionPosition after = TRY(Position(context));
    const SessionFilter filter = Filter(context);
    const std::string words(context.Query("q"));
    const auto reader = TRY(ReaderOf(services_, context));
    json::array items;
    std::string next;
    const auto read = [&](db::Transaction& tx) -> base::Status {
      std::vector<PanelSession> rows;
      if (words.empty()) {
        rows = TRY(services_.access.VisibleTo(tx, context.actor(), filter, after,
                                              static_cast<std::int64_t>(limit) + 1));
      } else {
        for (FoundSession& found :
             TRY(SearchSessions(tx, services_.access, context.actor(), Pointer(reader), words)))
          rows.push_back(std::move(found.session));
      }
      if (rows.size() > limit) {
        rows.resize(limit);
        next = desk::EncodeCursor(services_.desk,
                                  fmt::format("{} {}", rows.back().starts.ms, rows.back().id.text()));
      }
      for (PanelSession& row : rows)
        items.push_back(SessionJson(TRY(ToldView(tx, services_, context, std::move(row), Pointer(reader)))));
      return base::Ok();
    };
    TRY(services_.desk.database().Read(read));
    const json::value cursor = next.empty() || !words.empty() ? json::value(nullptr) : json::value(next);
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}, {"next", cursor}});
  }

  base::Result<net::Response> Get(Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const auto reader = TRY(ReaderOf(services_, context));
    const auto read = [&](db::Transaction& tx) -> base::Result<json::object> {
      PanelSession session = TRY(services_.access.MustSee(tx, context.actor(), id));
      const bool closed = session.closed();
      const SeatCount seats = CountSeats(TRY(services_.access.Participants(tx, id)));
      json::object object =
          SessionJson(TRY(ToldView(tx, services_, context, std::move(session), Pointer(reader))));
      object["coming"] =
          json::object{{"room", seats.room}, {"online", seats.online}, {"waiting", seats.waiting}};
      if (closed) {
        json::array log;
        for (const desk::AuditEntry& entry : TRY(services_.access.closed_log().Page(tx, id, 0, kLogLines)))
          log.push_back(json::object{{"number", entry.number},
                                     {"time", base::FormatTime(entry.time)},
                                     {"actor", entry.actor},
                                     {"action", entry.action},
                                     {"head", entry.head}});
        object["log"] = std::move(log);
      }
      return object;
    };
    return desk::JsonWithETag(context, TRY(services_.desk.database().Read(read)));
  }

  base::Result<net::Response> Create(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const JsonFields fields = TRY(JsonFields::Read(context));
      SessionDraft draft = TRY(DraftOf(context, fields));
      const std::string slug = fields.Text("panel");
      const auto find = [&](db::Transaction& tx) {
        return slug.empty() ? services_.panel.panels.Root(tx) : services_.panel.panels.BySlug(tx, slug);
      };
      draft.panel = TRY(services_.desk.database().Read(find)).id;
      if (const std::string series = fields.Text("series"); !series.empty())
        draft.series = TRY(SeriesId::Parse(series));
      const PanelSessionId id = TRY(services_.sessions.Create(context.actor(), draft));
      net::Response response = desk::JsonResponse(json::object{{"id", id.text()}}, 201);
      response.headers.Add("Location", "/api/v1/sessions/" + id.text());
      return response;
    });
  }

  base::Result<net::Response> Edit(Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const JsonFields fields = TRY(JsonFields::Read(context));
    const auto see = [&](db::Transaction& tx) { return services_.access.MustSee(tx, context.actor(), id); };
    static_cast<void>(TRY(services_.desk.database().Read(see)));
    const SessionDraft draft = TRY(DraftOf(context, fields));
    TRY(services_.sessions.Edit(context.actor(), id, draft, fields.Number("version").value_or(-1)));
    return Done();
  }

  base::Result<net::Response> Discard(Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    TRY(services_.sessions.Discard(context.actor(), id));
    return Done();
  }

  base::Result<net::Response> Act(Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const JsonFields fields = TRY(JsonFields::Read(context));
    const auto act = SessionActNamed(fields.Text("do"));
    if (!act) return base::Invalid(desk::tr("There is no such step."));
    TRY(services_.sessions.Act(context.actor(), id, *act, fields.Number("version").value_or(-1)));
    return Done();
  }

  base::Result<net::Response> Hosts(Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const JsonFields fields = TRY(JsonFields::Read(context));
    TRY(services_.sessions.SetHosts(context.actor(), id, fields.Texts("hosts")));
    return Done();
  }

  base::Result<net::Response> Guard(Context& context) const {
    const auto read = [&](db::Transaction& tx) -> base::Result<YearOfSessions> {
      const Panel root = TRY(services_.panel.panels.Root(tx));
      return GuardOf(tx, services_.access, context.actor(), root.id, services_.desk.clock().Now());
    };
    const YearOfSessions year = TRY(services_.desk.database().Read(read));
    return desk::JsonWithETag(context, json::object{{"year", year.year},
                                                    {"held", year.held},
                                                    {"planned", year.planned},
                                                    {"missing", year.missing},
                                                    {"late", year.late}});
  }

  base::Result<net::Response> AllSeries(Context& context) const {
    const auto read = [&](db::Transaction& tx) { return services_.sessions.SeriesFor(tx, context.actor()); };
    json::array items;
    for (const Series& one : TRY(services_.desk.database().Read(read)))
      items.push_back(json::object{{"id", one.id.text()},
                                   {"kind", SeriesKindName(one.kind)},
                                   {"closed", one.closed},
                                   {"title", one.title}});
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}});
  }

  base::Result<net::Response> MakeSeries(Context& context) const {
    const JsonFields fields = TRY(JsonFields::Read(context));
    const Panel root = TRY(services_.panel.panels.Root());
    const SeriesKind kind = SeriesKindNamed(fields.Text("kind")).value_or(SeriesKind::kSeries);
    const SeriesId id = TRY(services_.sessions.CreateSeries(
        context.actor(), root.id, kind, fields.Text("closed") == "1", fields.Text("title")));
    return desk::JsonResponse(json::object{{"id", id.text()}}, 201);
  }

  base::Result<net::Response> OneSeries(Context& context) const {
    const SeriesId id = TRY(SeriesId::Parse(context.Path("id")));
    const auto reader = TRY(ReaderOf(services_, context));
    const auto read = [&](db::Transaction& tx) -> base::Result<json::object> {
      const Series series = TRY(services_.sessions.MustSeeSeries(tx, context.actor(), id));
      SessionFilter filter;
      filter.series = id;
      json::array items;
      for (PanelSession& row :
           TRY(services_.access.VisibleTo(tx, context.actor(), filter, {}, base::kMaxSeriesSessions)))
        items.push_back(SessionJson(TRY(ToldView(tx, services_, context, std::move(row), Pointer(reader)))));
      return json::object{{"id", id.text()},
                          {"kind", SeriesKindName(series.kind)},
                          {"title", series.title},
                          {"sessions", std::move(items)}};
    };
    return desk::JsonWithETag(context, TRY(services_.desk.database().Read(read)));
  }

 private:
  static constexpr std::size_t kLogLines = 200;

  static net::Response Done() {
    net::Response response;
    response.status = 204;
    return response;
  }

  static base::Result<SessionDraft> DraftOf(Context& context, const JsonFields& fields) {
    std::vector<html::FieldError> errors;
    SessionDraft draft =
        ReadDraft([&](std::string_view name) { return fields.Text(name); }, desk::LocaleOf(context), errors);
    if (!errors.empty())
      return base::Invalid(fmt::format("{}: {}", errors.front().control_id, errors.front().message));
    return draft;
  }

  base::Result<SessionPosition> Position(const Context& context) const {
    if (context.Query("cursor").empty()) return SessionPosition{};
    const std::string text = TRY(desk::DecodeCursor(services_.desk, context.Query("cursor")));
    const std::size_t space = std::min(text.find(' '), text.size());
    const auto starts = desk::WholeNumber(text.substr(0, space));
    if (!starts || space == text.size()) return base::Invalid(desk::tr("This place in the list is damaged."));
    return SessionPosition{{*starts}, TRY(PanelSessionId::Parse(text.substr(space + 1)))};
  }

  SessionFilter Filter(const Context& context) const {
    SessionFilter filter;
    filter.kind = SessionKindNamed(context.Query("kind"));
    filter.state = SessionStateNamed(context.Query("state"));
    filter.mine = context.Query("view") == "mine";
    if (context.Query("view") == "past") {
      filter.starts_before = services_.desk.clock().Now();
      filter.newest_first = true;
    } else if (context.Query("view") == "coming") {
      filter.ends_after = services_.desk.clock().Now();
    }
    return filter;
  }

  SessionServices& services_;
};

}  // namespace

void AddSessionApi(SessionServices& services) {
  const auto api = std::make_shared<SessionApi>(services);
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       desk::ApiDoc doc, base::Result<net::Response> (SessionApi::*call)(Context&) const) {
    services.desk.router().Add(
        {.method = method,
         .pattern = pattern,
         .permission = permission,
         .handler = [api, call](Context& context) { return (api.get()->*call)(context); },
         .face = desk::Face::kApi,
         .doc = std::move(doc)});
  };
  add("GET", "/api/v1/sessions", Permission::kPanelRead,
      {.summary = "Sessions that the caller may know of",
       .tag = "sessions",
       .response_schema = kObject,
       .query = {"view:string:coming, past or mine", "kind:string:Kind of session", "state:string:State",
                 "q:string:Words to find", "limit:integer:How many results (1 to 200)",
                 "cursor:string:Where to go on"}},
      &SessionApi::List);
  add("POST", "/api/v1/sessions", Permission::kPanelTakePart,
      {.summary = "Make a session",
       .tag = "sessions",
       .request_schema = kSession,
       .response_schema = kObject,
       .success = 201},
      &SessionApi::Create);
  add("GET", "/api/v1/sessions/guard", Permission::kPanelRead,
      {.summary = "Sessions of this year against the two that are due",
       .tag = "sessions",
       .response_schema = kObject},
      &SessionApi::Guard);
  add("GET", "/api/v1/sessions/{id}", Permission::kPanelRead,
      {.summary = "One session", .tag = "sessions", .response_schema = kObject}, &SessionApi::Get);
  add("PUT", "/api/v1/sessions/{id}", Permission::kPanelTakePart,
      {.summary = "Change a session", .tag = "sessions", .request_schema = kSession, .success = 204},
      &SessionApi::Edit);
  add("DELETE", "/api/v1/sessions/{id}", Permission::kPanelTakePart,
      {.summary = "Discard a draft", .tag = "sessions", .success = 204}, &SessionApi::Discard);
  add("POST", "/api/v1/sessions/{id}/state", Permission::kPanelTakePart,
      {.summary = "The next step of a session: announce, open-registration, begin, ...",
       .tag = "sessions",
       .request_schema = kDo,
       .success = 204},
      &SessionApi::Act);
  add("PUT", "/api/v1/sessions/{id}/hosts", Permission::kPanelTakePart,
      {.summary = "Organisations that hold it together",
       .tag = "sessions",
       .request_schema = kObject,
       .success = 204},
      &SessionApi::Hosts);
  add("GET", "/api/v1/series", Permission::kPanelRead,
      {.summary = "Series of sessions", .tag = "sessions", .response_schema = kObject},
      &SessionApi::AllSeries);
  add("POST", "/api/v1/series", Permission::kPanelTakePart,
      {.summary = "Make a series",
       .tag = "sessions",
       .request_schema = kObject,
       .response_schema = kObject,
       .success = 201},
      &SessionApi::MakeSeries);
  add("GET", "/api/v1/series/{id}", Permission::kPanelRead,
      {.summary = "A series with its sessions", .tag = "sessions", .response_schema = kObject},
      &SessionApi::OneSeries);
}

void RegisterSessionApi(SessionServices& services) {
  AddSessionApi(services);
  AddPeopleApi(services);
}

}  // namespace panel
