#include "panel/sessions/sessions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/limits_panel.h"
#include "desk/people/people.h"
#include "desk/tr.h"
#include "panel/sessions/search.h"
#include "panel/sessions/waiting_list.h"

namespace panel {
namespace {

constexpr std::array<std::string_view, 2> kSeriesKinds = {"series", "days"};

constexpr std::string_view kSeriesColumns =
    "SELECT id, panel_id, kind, closed, title, owner_org_id, organiser_id, version FROM panel_series ";

Series SeriesFromRow(const db::Row& row) {
  return {.id = row.IdAt<SeriesId>(0),
          .panel = row.IdAt<PanelId>(1),
          .kind = SeriesKindNamed(row.Text(2)).value_or(SeriesKind::kSeries),
          .closed = row.Bool(3),
          .title = row.Text(4),
          .owner = row.IdAt<desk::OrgId>(5),
          .organiser = row.IdAt<desk::PersonId>(6),
          .version = row.Int(7)};
}

base::Error Forbid(const char* words) {
  return base::Error{base::Code::kForbidden, words, {}};
}
base::Error Conflict(const char* words) {
  return base::Error{base::Code::kConflict, words, {}};
}

std::string_view TitleOf(const SessionDraft& draft) {
  return draft.audience == SessionAudience::kClosed ? std::string_view() : WordOf(draft.words, "title");
}

base::Status InsertRow(db::Transaction& tx, const desk::Actor& actor, const PanelSessionId& id,
                       const SessionDraft& draft, base::UtcTime now) {
  TRY(tx.Execute(
      "INSERT INTO panel_session(id, panel_id, series_id, kind, audience, state, title, words, "
      "sealed_id, zone, starts_ms, ends_ms, room_seats, online_seats, in_room, online, admission, "
      "owner_org_id, organiser_id, created_ms, version) VALUES ($1, $2, $3, $4, $5, 'draft', $6, '', "
      "NULL, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 0)",
      {id, draft.panel, draft.series, SessionKindName(draft.kind), SessionAudienceName(draft.audience),
       TitleOf(draft), draft.zone, draft.starts.ms, draft.ends.ms, draft.room_seats, draft.online_seats,
       draft.in_room, draft.online, AdmissionName(draft.admission), actor.org, actor.person, now.ms}));
  return base::Ok();
}

base::Status InsertChair(db::Transaction& tx, const desk::Actor& actor, const PanelSessionId& id,
                         const SessionDraft& draft, base::UtcTime now) {
  TRY(tx.Execute(
      "INSERT INTO panel_session_participant(session_id, person_id, org_id, role, state, planned, "
      "present, asked_ms, decided_ms, let_in, version) VALUES ($1, $2, $3, 'chair', 'coming', $4, NULL, "
      "$5, $5, $6, 0)",
      {id, actor.person, actor.org,
       AttendanceModeName(draft.in_room ? AttendanceMode::kRoom : AttendanceMode::kOnline), now.ms,
       draft.audience == SessionAudience::kClosed}));
  return base::Ok();
}

// Where attendance was recorded, the session did begin.
base::Status MustBeUnattended(db::Transaction& tx, const PanelSessionId& id) {
  const auto row =
      TRY(tx.QueryOne("SELECT 1 FROM panel_session_participant WHERE session_id = $1 AND present IS NOT NULL "
                      "LIMIT 1",
                      {id}));
  if (row)
    return Conflict(
        desk::tr("Attendance was recorded, so this session has begun. End it, or file it later."));
  return base::Ok();
}

}  // namespace

std::string_view SeriesKindName(SeriesKind kind) {
  return kSeriesKinds.at(static_cast<std::size_t>(kind));
}
std::optional<SeriesKind> SeriesKindNamed(std::string_view name) {
  for (std::size_t i = 0; i < kSeriesKinds.size(); ++i)
    if (kSeriesKinds[i] == name) return static_cast<SeriesKind>(i);
  return std::nullopt;
}

std::string SessionRecord(const PanelSessionId& id) {
  return "panel-session:" + id.text();
}

base::Error ChangedMeanwhile() {
  return Conflict(
      desk::tr("Somebody else changed this meanwhile. Look at it again, then repeat your change."));
}

base::Status Sessions::MayMake(db::Transaction& tx, const desk::Actor& actor, const PanelId& panel_id) {
  const Panel panel = TRY(panels_.Get(tx, panel_id));
  if (actor.person.empty()) return Forbid(desk::tr("A session is made by a person."));
  if (Panels::Hosts(actor, panel)) return base::Ok();
  return [&]() -> base::Status {
    TRY(directory_.MustTakePart(tx, actor, panel_id));
    return base::Ok();
  }();
}

base::Status Sessions::CheckSeries(db::Transaction& tx, const desk::Actor& actor, const SessionDraft& draft) {
  if (draft.series.empty()) return base::Ok();
  const Series series = TRY(MustSeeSeries(tx, actor, draft.series));
  if (series.panel != draft.panel) return base::Invalid(desk::tr("This series belongs to another panel."));
  if (series.closed && draft.audience != SessionAudience::kClosed)
    return base::Invalid(desk::tr("A closed series has closed sessions only."));
  SessionFilter filter;
  filter.series = draft.series;
  if (TRY(access_.CountVisible(tx, actor, filter)) >= static_cast<std::int64_t>(base::kMaxSeriesSessions))
    return base::TooLarge(fmt::format("a series has at most {} sessions", base::kMaxSeriesSessions));
  return base::Ok();
}

base::Result<PanelSessionId> Sessions::Create(const desk::Actor& actor, const SessionDraft& draft) {
  const PanelSessionId id = PanelSessionId::New(seams_.random);
  const base::UtcTime now = seams_.clock.Now();
  const auto store = [&](db::Transaction& tx) -> base::Status {
    TRY(MayMake(tx, actor, draft.panel));
    TRY(CheckSeries(tx, actor, draft));
    if (draft.audience == SessionAudience::kClosed &&
        !TRY(tx.QueryOne("SELECT 1 FROM vault_key WHERE org_id = $1 AND person_id = $2",
                         {actor.org, actor.person})))
      return base::Invalid(
          desk::tr("A closed session is sealed to its participants: make vault keys for yourself first."));
    TRY(InsertRow(tx, actor, id, draft, now));
    TRY(InsertChair(tx, actor, id, draft, now));
    const PanelSession session = TRY(access_.Get(tx, id));
    const StoredWords words = TRY(access_.Store(tx, session, draft.words));
    TRY(tx.Execute("UPDATE panel_session SET words = $2, sealed_id = $3 WHERE id = $1",
                   {id, words.open, words.sealed}));
    TRY(IndexSession(tx, session, draft.words));
    return access_.Note(tx, actor, session, "panel-session.create", SessionRecord(id),
                        {{"kind", std::string(SessionKindName(draft.kind))}});
  };
  TRY(seams_.database.Write(store));
  return id;
}

base::Status Sessions::Edit(const desk::Actor& actor, const PanelSessionId& id, const SessionDraft& draft,
                            std::int64_t version) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const PanelSession before = TRY(access_.MustChair(tx, actor, id));
    if (before.state == SessionState::kClosed || before.state == SessionState::kCancelled)
      return Conflict(desk::tr("What is filed or cancelled is not changed any more."));
    if (before.closed() != (draft.audience == SessionAudience::kClosed))
      return Conflict(desk::tr("Whether a session is behind closed doors is decided when it is made."));
    if (before.version != version) return ChangedMeanwhile();
    const StoredWords words = TRY(access_.Replace(tx, before, before.words, draft.words));
    TRY(tx.Execute(
        "UPDATE panel_session SET kind = $2, audience = $3, title = $4, words = $5, sealed_id = $6, zone = "
        "$7, "
        "starts_ms = $8, ends_ms = $9, room_seats = $10, online_seats = $11, in_room = $12, online = $13, "
        "admission = $14, version = version + 1 WHERE id = $1",
        {id, SessionKindName(draft.kind), SessionAudienceName(draft.audience), TitleOf(draft), words.open,
         words.sealed, draft.zone, draft.starts.ms, draft.ends.ms, draft.room_seats, draft.online_seats,
         draft.in_room, draft.online, AdmissionName(draft.admission)}));
    TRY(IndexSession(tx, before, draft.words));
    // Whoever was reminded of another day is reminded again.
    if (draft.starts.ms != before.starts.ms)
      TRY(tx.Execute("DELETE FROM panel_session_reminded WHERE session_id = $1", {id}));
    TRY(access_.Note(tx, actor, before, "panel-session.edit", SessionRecord(id)));
    return FillSeats(tx, actor, id);
  });
}

base::Status Sessions::FillSeats(db::Transaction& tx, const desk::Actor& actor, const PanelSessionId& id) {
  const PanelSession session = TRY(access_.Get(tx, id));
  std::int64_t moved = 0;
  if (session.in_room) moved += TRY(MoveUpAll(tx, seams_, session, AttendanceMode::kRoom));
  if (session.online) moved += TRY(MoveUpAll(tx, seams_, session, AttendanceMode::kOnline));
  if (moved == 0) return base::Ok();
  return access_.Note(tx, actor, session, "panel-session.move-up", SessionRecord(id),
                      {{"count", fmt::to_string(moved)}});
}

base::Status Sessions::Act(const desk::Actor& actor, const PanelSessionId& id, SessionAct act,
                           std::int64_t version) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const PanelSession session = TRY(access_.MustChair(tx, actor, id));
    if (session.version != version) return ChangedMeanwhile();
    const SessionState after =
        TRY(Next(SessionSteps(), session.state, act, SessionStateName, SessionActName));
    TRY(CheckClock(session, act, seams_.clock.Now()));
    if (act == SessionAct::kTakeBack) TRY(MustBeUnattended(tx, id));
    TRY(tx.Execute("UPDATE panel_session SET state = $2, version = version + 1 WHERE id = $1",
                   {id, SessionStateName(after)}));
    TRY(access_.Note(tx, actor, session, fmt::format("panel-session.{}", SessionActName(act)),
                     SessionRecord(id)));
    const PanelSession now = TRY(access_.Get(tx, id));
    for (const ActHook& hook : act_hooks_) TRY(hook(tx, actor, now, act));
    return base::Ok();
  });
}

base::Status Sessions::MoveIn(db::Transaction& tx, const desk::Actor& actor, const PanelSessionId& id,
                              base::UtcTime starts, base::UtcTime ends) {
  const PanelSession session = TRY(access_.MustChair(tx, actor, id));
  if (session.state == SessionState::kClosed || session.state == SessionState::kCancelled)
    return Conflict(desk::tr("What is filed or cancelled is not changed any more."));
  if (ends <= starts) return base::Invalid(desk::tr("The end must come after the beginning."));
  if (ends.ms - starts.ms > static_cast<std::int64_t>(base::kMaxSessionDays) * base::kDayMs)
    return base::Invalid(desk::tr("A session takes at most 60 days; make a series of longer ones."));
  TRY(tx.Execute("UPDATE panel_session SET starts_ms = $2, ends_ms = $3, version = version + 1 WHERE id = $1",
                 {id, starts.ms, ends.ms}));
  if (starts != session.starts)
    TRY(tx.Execute("DELETE FROM panel_session_reminded WHERE session_id = $1", {id}));
  return access_.Note(tx, actor, session, "panel-session.move", SessionRecord(id));
}

base::Status Sessions::Discard(const desk::Actor& actor, const PanelSessionId& id) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const PanelSession session = TRY(access_.MustChair(tx, actor, id));
    if (session.state != SessionState::kDraft)
      return Conflict(desk::tr("Only a draft can be discarded; cancel what was announced."));
    for (const char* table : {"panel_minutes", "panel_discussion", "panel_opinion"}) {
      const auto row =
          TRY(tx.QueryOne(fmt::format("SELECT 1 FROM {} WHERE session_id = $1 LIMIT 1", table), {id}));
      if (row)
        return Conflict(desk::tr(
            "Minutes, a discussion or an opinion belong to this session: it stays. Announce and cancel it."));
    }
    for (const DiscardHook& hook : discard_hooks_) TRY(hook(tx, session));
    TRY(access_.Drop(tx, session, session.words));
    for (const char* table :
         {"panel_session_host", "panel_session_participant", "panel_session_term", "panel_session_notice",
          "panel_session_reminded", "panel_session_sealed", "panel_progress_report"})
      TRY(tx.Execute(fmt::format("DELETE FROM {} WHERE session_id = $1", table), {id}));
    TRY(access_.Note(tx, actor, session, "panel-session.discard", SessionRecord(id)));
    TRY(tx.Execute("DELETE FROM panel_session WHERE id = $1", {id}));
    return base::Ok();
  });
}

base::Status Sessions::SetHosts(const desk::Actor& actor, const PanelSessionId& id,
                                const std::vector<std::string>& slugs) {
  if (slugs.size() > base::kMaxCoHosts)
    return base::TooLarge(fmt::format("a session has at most {} co-hosts", base::kMaxCoHosts));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const PanelSession session = TRY(access_.MustChair(tx, actor, id));
    TRY(tx.Execute("DELETE FROM panel_session_host WHERE session_id = $1", {id}));
    for (const std::string& slug : slugs) {
      const auto org = TRY(
          tx.QueryOne("SELECT o.id FROM organisation o WHERE o.slug = $1 AND (EXISTS (SELECT 1 FROM "
                      "panel_member m WHERE m.panel_id = $2 AND m.org_id = o.id AND m.state = 'admitted') OR "
                      "EXISTS (SELECT 1 FROM panel p WHERE p.id = $2 AND p.host_org_id = o.id))",
                      {slug, session.panel}));
      if (!org) return base::Invalid(fmt::format("\"{}\" is no member of this panel", slug));
      TRY(tx.Execute(
          "INSERT INTO panel_session_host(session_id, org_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
          {id, org->Text(0)}));
    }
    return access_.Note(tx, actor, session, "panel-session.hosts", SessionRecord(id),
                        {{"count", fmt::to_string(slugs.size())}});
  });
}

base::Result<SeriesId> Sessions::CreateSeries(const desk::Actor& actor, const PanelId& panel, SeriesKind kind,
                                              bool closed, std::string_view title) {
  const SeriesId id = SeriesId::New(seams_.random);
  const std::string name = closed ? std::string() : TRY(desk::NormaliseName(title));
  if (!closed && name.empty()) return base::Invalid(desk::tr("A series needs a title."));
  const auto store = [&](db::Transaction& tx) -> base::Status {
    TRY(MayMake(tx, actor, panel));
    TRY(tx.Execute(
        "INSERT INTO panel_series(id, panel_id, kind, closed, title, owner_org_id, organiser_id, "
        "created_ms, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)",
        {id, panel, SeriesKindName(kind), closed, name, actor.org, actor.person, seams_.clock.Now().ms}));
    // A closed series leaves no line: its sessions are logged in their own chains.
    if (closed) return base::Ok();
    return seams_.audit.Append(tx, actor, "panel-series.create", "panel-series:" + id.text());
  };
  TRY(seams_.database.Write(store));
  return id;
}

base::Result<Series> Sessions::MustSeeSeries(db::Transaction& tx, const desk::Actor& actor,
                                             const SeriesId& id) {
  const base::Error none = base::NotFound(desk::tr("There is no such series."));
  const auto row = TRY(tx.QueryOne(std::string(kSeriesColumns) + "WHERE id = $1", {id}));
  if (!row) return none;
  const Series series = SeriesFromRow(*row);
  if (!actor.person.empty() && series.organiser == actor.person && series.owner == actor.org) return series;
  SessionFilter filter;
  filter.series = id;
  if (TRY(access_.CountVisible(tx, actor, filter)) > 0) return series;
  if (series.closed) return none;
  const std::vector<PanelId> panels = TRY(access_.PanelsOf(tx, actor));
  if (!std::binary_search(panels.begin(), panels.end(), series.panel)) return none;
  return series;
}

base::Result<std::vector<Series>> Sessions::SeriesFor(db::Transaction& tx, const desk::Actor& actor) {
  std::vector<Series> found;
  for (const PanelId& panel : TRY(access_.PanelsOf(tx, actor))) {
    for (const db::Row& row : TRY(tx.Query(
             std::string(kSeriesColumns) +
                 "WHERE panel_id = $1 AND (closed = 0 OR (organiser_id = $2 AND owner_org_id = $3)) ORDER "
                 "BY created_ms, id LIMIT $4",
             {panel, actor.person, actor.org, base::kMaxSeriesSessions})))
      found.push_back(SeriesFromRow(row));
  }
  return found;
}

base::Status CheckClock(const PanelSession& session, SessionAct act, base::UtcTime now) {
  if (act == SessionAct::kBegin && now.ms < session.starts.ms - kBeginAheadMs)
    return Conflict(
        desk::tr("It is too early to begin: a session begins at most two hours before its time. If it takes "
                 "place earlier, change its time first."));
  if (act == SessionAct::kEnd && now < session.starts)
    return Conflict(
        desk::tr("The time of this session has not come yet, so it cannot end. If it was begun by mistake, "
                 "say that it has not begun; if it took place earlier, change its time first."));
  return base::Ok();
}

}  // namespace panel
