// Participants, the pieces of a session, its documents and certificates, and the roster of experts, as JSON.

#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/limits_panel.h"
#include "desk/desk.h"
#include "desk/tr.h"
#include "desk/web/api.h"
#include "desk/web/parts.h"
#include "panel/sessions/faces.h"
#include "panel/sessions/http_json.h"

namespace panel {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::string_view kObject = R"({"type":"object"})";
constexpr std::string_view kDo =
    R"({"type":"object","required":["do"],"properties":{"do":{"type":"string"}}})";

net::Response Done() {
  net::Response response;
  response.status = 204;
  return response;
}

json::object PieceJson(const OpenPiece& one) {
  json::object words;
  for (const auto& [name, text] : one.words)
    if (name != "key") words[name] = text;
  return {{"id", one.piece.id.text()},
          {"kind", PieceKindName(one.piece.kind)},
          {"parent", one.piece.parent.text()},
          {"label", one.piece.label},
          {"minutes", one.piece.minutes},
          {"size", one.piece.size},
          {"locked", one.locked},
          {"words", std::move(words)},
          {"version", one.piece.version}};
}

class PeopleApi {
 public:
  explicit PeopleApi(SessionServices& services) : services_(services) {}

  // Names to those who take part and to chairs; to others numbers only.
  base::Result<net::Response> Participants(Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const auto read = [&](db::Transaction& tx) -> base::Result<json::object> {
      const PanelSession session = TRY(services_.access.MustSee(tx, context.actor(), id));
      const std::vector<Participant> all = TRY(services_.access.Participants(tx, id));
      const SeatCount seats = CountSeats(all);
      json::object object = {{"room", seats.room}, {"online", seats.online}, {"invited", seats.invited}};
      const bool chair = TRY(services_.access.MayChair(tx, context.actor(), session));
      if (!chair && !services_.access.MustTakePart(tx, context.actor(), id).has_value()) return object;
      const SessionNames names = TRY(ReadNames(tx, id));
      json::array items;
      for (const Participant& one : all) {
        if (!chair && !one.belongs()) continue;
        items.push_back(json::object{
            {"person", one.person.text()},
            {"name", names.Person(one.person)},
            {"organisation", names.Org(one.org)},
            {"role", ParticipantRoleName(one.role)},
            {"state", ParticipantStateName(one.state)},
            {"planned", AttendanceModeName(one.planned)},
            {"present", one.present ? json::value(AttendanceModeName(*one.present)) : json::value(nullptr)}});
      }
      object["items"] = std::move(items);
      return object;
    };
    return desk::JsonWithETag(context, TRY(services_.desk.database().Read(read)));
  }

  base::Result<net::Response> Invite(Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const JsonFields fields = TRY(JsonFields::Read(context));
    const auto reader = TRY(ReaderOf(services_, context));
    if (fields.Text("do") == "let-in") {
      if (!reader) return base::Error{base::Code::kForbidden, desk::tr("Unlock your vault first."), {}};
      const std::int64_t left = TRY(services_.participation.LetIn(context.actor(), *reader, id));
      return desk::JsonResponse(json::object{{"without_keys", left}});
    }
    const auto role = ParticipantRoleNamed(fields.Text("role")).value_or(ParticipantRole::kGuest);
    TRY(services_.participation.Invite(context.actor(), Pointer(reader), id, fields.Text("email"),
                                       fields.Text("organisation"), role));
    return Done();
  }

  base::Result<net::Response> Decide(Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const desk::PersonId person = TRY(desk::PersonId::Parse(context.Path("person")));
    const JsonFields fields = TRY(JsonFields::Read(context));
    const auto reader = TRY(ReaderOf(services_, context));
    if (const auto role = ParticipantRoleNamed(fields.Text("role"))) {
      TRY(services_.participation.SetRole(context.actor(), id, person, *role));
      return Done();
    }
    const auto act = ParticipantActNamed(fields.Text("do"));
    if (!act) return base::Invalid(desk::tr("There is no such step."));
    TRY(services_.participation.Decide(context.actor(), Pointer(reader), id, person, *act));
    return Done();
  }

  base::Result<net::Response> Register(Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const JsonFields fields = TRY(JsonFields::Read(context));
    const std::string wish = fields.Text("do");
    if (wish == "excuse") {
      TRY(services_.participation.Answer(context.actor(), id, ParticipantAct::kExcuse,
                                         AttendanceMode::kNone));
      return Done();
    }
    const auto mode = AttendanceModeNamed(wish);
    if (!mode || *mode == AttendanceMode::kNone) return base::Invalid(desk::tr("There is no such step."));
    TRY(services_.participation.Register(context.actor(), id, *mode));
    return Done();
  }

  base::Result<net::Response> Attendance(Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const JsonFields fields = TRY(JsonFields::Read(context));
    std::vector<std::pair<desk::PersonId, AttendanceMode>> present;
    for (const auto& [name, value] : fields.texts()) {
      const auto mode = AttendanceModeNamed(value);
      if (!mode) return base::Invalid(desk::tr("Choose one of the list."));
      present.emplace_back(TRY(desk::PersonId::Parse(name)), *mode);
    }
    TRY(services_.participation.RecordAttendance(context.actor(), id, present));
    return Done();
  }

  base::Result<net::Response> Pieces(Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const auto kind = PieceKindNamed(context.Query("kind"));
    const auto reader = TRY(ReaderOf(services_, context));
    const auto read = [&](db::Transaction& tx) -> base::Result<json::array> {
      const PanelSession session = TRY(services_.access.MustSee(tx, context.actor(), id));
      json::array items;
      for (std::size_t i = 0; i < static_cast<std::size_t>(PieceKind::kCount); ++i) {
        if (kind && static_cast<std::size_t>(*kind) != i) continue;
        for (const OpenPiece& one :
             TRY(services_.pieces.All(tx, session, static_cast<PieceKind>(i), Pointer(reader))))
          items.push_back(PieceJson(one));
      }
      return items;
    };
    json::array items = TRY(services_.desk.database().Read(read));
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}});
  }

  base::Result<net::Response> AddPiece(Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const JsonFields fields = TRY(JsonFields::Read(context));
    const auto kind = PieceKindNamed(fields.Text("kind"));
    if (!kind || *kind == PieceKind::kDocument) return base::Invalid(desk::tr("Choose one of the list."));
    Piece piece = PieceOf(fields);
    piece.kind = *kind;
    const PieceId made = TRY(services_.pieces.Add(context.actor(), id, piece, WordsIn(fields)));
    return desk::JsonResponse(json::object{{"id", made.text()}}, 201);
  }

  base::Result<net::Response> ChangePiece(Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const PieceId piece_id = TRY(PieceId::Parse(context.Path("piece")));
    const JsonFields fields = TRY(JsonFields::Read(context));
    const desk::Actor& actor = context.actor();
    const std::string act = fields.Text("do");
    if (act == "up" || act == "down") {
      TRY(services_.pieces.Move(actor, id, piece_id, act == "up"));
      return Done();
    }
    if (const auto board = BoardActNamed(act)) {
      TRY(services_.pieces.ActOnBoard(actor, id, piece_id, *board));
      return Done();
    }
    const auto reader = TRY(ReaderOf(services_, context));
    const auto read = [&](db::Transaction& tx) -> base::Result<OpenPiece> {
      const PanelSession session = TRY(services_.access.MustSee(tx, actor, id));
      return services_.pieces.Get(tx, session, piece_id, Pointer(reader));
    };
    const OpenPiece before = TRY(services_.desk.database().Read(read));
    if (before.piece.kind == PieceKind::kDocument)
      return base::Error{base::Code::kConflict, desk::tr("A document is replaced by another one."), {}};
    Piece piece = PieceOf(fields);
    piece.kind = before.piece.kind;
    piece.id = piece_id;
    TRY(services_.pieces.Change(actor, id, piece, WordsIn(fields), fields.Number("version").value_or(-1)));
    return Done();
  }

  base::Result<net::Response> RemovePiece(Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const PieceId piece = TRY(PieceId::Parse(context.Path("piece")));
    TRY(services_.pieces.Remove(context.actor(), id, piece));
    return Done();
  }

  base::Result<net::Response> Upload(Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const PieceId made = TRY(services_.pieces.AddDocument(
        context.actor(), id, context.Query("name"), context.Query("title"), context.request().body.view()));
    return desk::JsonResponse(json::object{{"id", made.text()}}, 201);
  }

  base::Result<net::Response> Certificates(Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const auto read = [&](db::Transaction& tx) { return services_.certificates.Of(tx, context.actor(), id); };
    json::array items;
    for (const Certificate& one : TRY(services_.desk.database().Read(read)))
      items.push_back(json::object{{"number", one.number},
                                   {"person", one.person.text()},
                                   {"mode", AttendanceModeName(one.mode)},
                                   {"issued", base::FormatTime(one.issued)}});
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}});
  }

  base::Result<net::Response> Issue(Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const std::int64_t issued = TRY(services_.certificates.Issue(context.actor(), id));
    return desk::JsonResponse(json::object{{"issued", issued}});
  }

  base::Result<net::Response> Experts(Context& context) const {
    const std::size_t limit = TRY(desk::LimitOf(context, base::kSessionsPage, base::kMaxSessionsPage));
    const auto read = [&](db::Transaction& tx) {
      return services_.experts.List(tx, context.actor(), context.Query("competence"),
                                    static_cast<std::int64_t>(limit));
    };
    json::array items;
    for (const Expert& one : TRY(services_.desk.database().Read(read))) {
      json::array knows;
      for (const std::string& name : one.competences) knows.emplace_back(name);
      items.push_back(json::object{{"id", one.id.text()},
                                   {"name", one.name},
                                   {"organisation", one.organisation},
                                   {"country", one.country},
                                   {"languages", one.languages},
                                   {"about", one.about},
                                   {"email", one.email},
                                   {"state", ExpertStateName(one.state)},
                                   {"competences", std::move(knows)},
                                   {"version", one.version}});
    }
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}});
  }

  base::Result<net::Response> AddExpert(Context& context) const {
    const JsonFields fields = TRY(JsonFields::Read(context));
    Expert expert = ExpertOf(fields);
    expert.panel = TRY(services_.panel.panels.Root()).id;
    const ExpertId id = TRY(services_.experts.Add(context.actor(), expert));
    return desk::JsonResponse(json::object{{"id", id.text()}}, 201);
  }

  base::Result<net::Response> ChangeExpert(Context& context) const {
    const ExpertId id = TRY(ExpertId::Parse(context.Path("id")));
    const JsonFields fields = TRY(JsonFields::Read(context));
    if (const auto act = ExpertActNamed(fields.Text("do"))) {
      TRY(services_.experts.Act(context.actor(), id, *act));
      return Done();
    }
    Expert expert = ExpertOf(fields);
    expert.id = id;
    TRY(services_.experts.Change(context.actor(), expert, fields.Number("version").value_or(-1)));
    return Done();
  }

 private:
  static Piece PieceOf(const JsonFields& fields) {
    Piece piece;
    piece.label = fields.Text("label");
    piece.minutes = fields.Number("minutes").value_or(0);
    if (const auto parent = PieceId::Parse(fields.Text("parent"))) piece.parent = *parent;
    if (const auto org = desk::OrgId::Parse(fields.Text("org"))) piece.org = *org;
    if (const auto expert = ExpertId::Parse(fields.Text("expert"))) piece.expert = *expert;
    return piece;
  }
  static Words WordsIn(const JsonFields& fields) {
    Words words;
    for (const char* name :
         {"title", "leader", "name", "organisation", "topic", "question", "output", "text"})
      if (std::string text = fields.Text(name); !text.empty()) words.emplace(name, std::move(text));
    return words;
  }
  static Expert ExpertOf(const JsonFields& fields) {
    Expert expert;
    expert.name = fields.Text("name");
    expert.organisation = fields.Text("organisation");
    expert.country = fields.Text("country");
    expert.languages = fields.Text("languages");
    expert.about = fields.Text("about");
    expert.email = fields.Text("email");
    expert.consent = fields.Text("consent") == "1";
    expert.competences = fields.Texts("competences");
    return expert;
  }

  SessionServices& services_;
};

}  // namespace

void AddPeopleApi(SessionServices& services) {
  const auto api = std::make_shared<PeopleApi>(services);
  using Call = base::Result<net::Response> (PeopleApi::*)(Context&) const;
  struct Entry {
    std::string_view method;
    std::string_view pattern;
    Permission permission;
    std::string_view summary;
    Call call;
    int success = 200;
  };
  const Permission read = Permission::kPanelRead;
  const Permission part = Permission::kPanelTakePart;
  const std::vector<Entry> entries = {
      {"GET", "/api/v1/sessions/{id}/participants", read, "Who takes part", &PeopleApi::Participants},
      {"POST", "/api/v1/sessions/{id}/participants", part,
       "Invite a person, or let in those who have keys by now", &PeopleApi::Invite, 204},
      {"POST", "/api/v1/sessions/{id}/participants/{person}", part,
       "Approve, refuse, remove, invite again, or set a role", &PeopleApi::Decide, 204},
      {"POST", "/api/v1/sessions/{id}/registration", part, "Come to the room, come online, or do not come",
       &PeopleApi::Register, 204},
      {"PUT", "/api/v1/sessions/{id}/attendance", part, "Who was there, by person: room, online or none",
       &PeopleApi::Attendance, 204},
      {"GET", "/api/v1/sessions/{id}/pieces", read, "Agenda, speakers, boards, notes and documents",
       &PeopleApi::Pieces},
      {"POST", "/api/v1/sessions/{id}/pieces", part, "Add a part of the agenda, a speaker, a board or a note",
       &PeopleApi::AddPiece, 201},
      {"PUT", "/api/v1/sessions/{id}/pieces/{piece}", part, "Change, move, close or reopen",
       &PeopleApi::ChangePiece, 204},
      {"DELETE", "/api/v1/sessions/{id}/pieces/{piece}", part, "Remove", &PeopleApi::RemovePiece, 204},
      {"GET", "/api/v1/sessions/{id}/certificates", read, "Certificates, for chairs",
       &PeopleApi::Certificates},
      {"POST", "/api/v1/sessions/{id}/certificates", part, "Issue certificates to those who were there",
       &PeopleApi::Issue},
      {"GET", "/api/v1/experts", read, "The roster of experts, by competence", &PeopleApi::Experts},
      {"POST", "/api/v1/experts", Permission::kPanelManage, "Add an expert", &PeopleApi::AddExpert, 201},
      {"PUT", "/api/v1/experts/{id}", Permission::kPanelManage, "Change an expert, or list, rest, retire",
       &PeopleApi::ChangeExpert, 204}};
  for (const Entry& one : entries) {
    desk::ApiDoc doc{
        .summary = one.summary, .tag = "sessions", .response_schema = kObject, .success = one.success};
    if (one.method != "GET" && one.method != "DELETE") doc.request_schema = kObject;
    if (one.pattern == "/api/v1/sessions/{id}/registration") doc.request_schema = kDo;
    services.desk.router().Add(
        {.method = one.method,
         .pattern = one.pattern,
         .permission = one.permission,
         .handler = [api, call = one.call](Context& context) { return (api.get()->*call)(context); },
         .face = desk::Face::kApi,
         .doc = doc});
  }
  services.desk.router().Add({.method = "POST",
                              .pattern = "/api/v1/sessions/{id}/documents",
                              .permission = part,
                              .handler = [api](Context& context) { return api->Upload(context); },
                              .face = desk::Face::kApi,
                              .max_body = base::kMaxSessionDocumentBytes,
                              .may_spool = true,
                              .doc = {.summary = "Add a document",
                                      .tag = "sessions",
                                      .response_schema = kObject,
                                      .query = {"name:string:File name", "title:string:Title"},
                                      .success = 201,
                                      .request_type = "application/octet-stream"}});
}

}  // namespace panel
