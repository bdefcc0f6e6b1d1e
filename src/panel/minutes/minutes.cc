#include "panel/minutes/minutes.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/minutes/people_lookup.h"
#include "panel/minutes/session_list.h"

namespace panel {
namespace {

constexpr std::string_view kColumns =
    "SELECT m.session_id, m.phase, m.words, m.sealed_id, m.approval_session_id, m.comments_until_ms, "
    "m.last_number, m.edition, m.circulated_ms, m.approved_ms, m.changed_ms, m.version FROM panel_minutes m ";

Minutes FromRow(const db::Row& row, PanelSession session) {
  Minutes minutes;
  minutes.session = std::move(session);
  minutes.phase = MinutesPhaseNamed(row.Text(1)).value_or(MinutesPhase::kDraft);
  minutes.words = StoredWordsAt(row, 2);
  minutes.approval = row.IdAt<PanelSessionId>(4);
  minutes.comments_until = {row.Int(5)};
  minutes.last_number = row.Int(6);
  minutes.edition = row.Int(7);
  minutes.circulated = {row.Int(8)};
  minutes.approved = {row.Int(9)};
  minutes.changed = {row.Int(10)};
  minutes.version = row.Int(11);
  return minutes;
}

Place PlaceOf(const Minutes& minutes) {
  return {minutes.session.panel, minutes.session};
}

std::string RecordOf(const Minutes& minutes) {
  return "minutes:" + minutes.session.id.text();
}

base::Error NoMinutes() {
  return base::NotFound(desk::tr("There are no minutes of this session yet."));
}

}  // namespace

base::Result<std::optional<Minutes>> MinutesService::Find(db::Transaction& tx, const PanelSession& session) {
  const auto row = TRY(tx.QueryOne(std::string(kColumns) + "WHERE m.session_id = $1", {session.id}));
  if (!row) return std::optional<Minutes>();
  return std::optional<Minutes>(FromRow(*row, session));
}

base::Result<std::vector<Minutes>> MinutesService::FindAll(db::Transaction& tx,
                                                           std::span<const PanelSession> sessions) {
  const SessionList all(sessions);
  std::vector<Minutes> list;
  if (sessions.empty()) return list;
  std::map<std::string, Minutes> found;
  for (const db::Row& row :
       TRY(tx.Query(fmt::format("{}WHERE m.session_id IN ({})", kColumns, all.marks()), all.params())))
    found.emplace(row.Text(0), FromRow(row, all.At(row.Text(0))));
  for (const PanelSession& session : sessions)
    if (const auto one = found.find(session.id.text()); one != found.end())
      list.push_back(std::move(one->second));
  return list;
}

base::Result<bool> MinutesService::MayWrite(db::Transaction& tx, const desk::Actor& actor,
                                            const Minutes& minutes) {
  return places_.MayRun(tx, actor, PlaceOf(minutes));
}

base::Result<Minutes> MinutesService::Get(db::Transaction& tx, const desk::Actor& actor,
                                          const PanelSessionId& session) {
  Minutes none;
  none.session = TRY(places_.access().MustSee(tx, actor, session));
  std::optional<Minutes> found = TRY(Find(tx, none.session));
  const Minutes& one = found ? *found : none;
  const bool written = found && found->phase != MinutesPhase::kDraft;
  if (!written && !TRY(MayWrite(tx, actor, one))) return NoMinutes();
  return one;
}

base::Result<Minutes> MinutesService::ForWriting(db::Transaction& tx, const desk::Actor& actor,
                                                 const PanelSessionId& session) {
  Minutes none;
  none.session = TRY(places_.access().MustChair(tx, actor, session));
  std::optional<Minutes> found = TRY(Find(tx, none.session));
  return found ? *std::move(found) : none;
}

base::Result<std::string> MinutesService::Text(db::Transaction& tx, const Minutes& minutes,
                                               const vault::UnlockedPerson* reader) {
  if (minutes.version == 0) return std::string();
  const Words words = TRY(places_.Read(tx, PlaceOf(minutes), minutes.words, reader));
  return std::string(WordOf(words, "text"));
}

base::Result<std::string> MinutesService::EditionText(db::Transaction& tx, const Minutes& minutes,
                                                      std::int64_t edition,
                                                      const vault::UnlockedPerson* reader) {
  const auto row = TRY(
      tx.QueryOne("SELECT words, sealed_id FROM panel_minutes_edition WHERE session_id = $1 AND edition = $2",
                  {minutes.session.id, edition}));
  if (!row) return base::NotFound(desk::tr("There is no such edition of the minutes."));
  const Words words = TRY(places_.Read(tx, PlaceOf(minutes), StoredWordsAt(*row, 0), reader));
  return std::string(WordOf(words, "text"));
}

base::Result<std::vector<MinutesEdition>> MinutesService::Editions(db::Transaction& tx,
                                                                   const Minutes& minutes) {
  std::vector<MinutesEdition> editions;
  for (const db::Row& row : TRY(tx.Query("SELECT edition, phase, made_ms FROM panel_minutes_edition WHERE "
                                         "session_id = $1 ORDER BY edition",
                                         {minutes.session.id})))
    editions.push_back({row.Int(0), MinutesPhaseNamed(row.Text(1)).value_or(MinutesPhase::kComments),
                        base::UtcTime{row.Int(2)}});
  return editions;
}

base::Result<std::vector<Minutes>> MinutesService::List(db::Transaction& tx, const desk::Actor& actor,
                                                        const SeriesId& series, const SessionPosition& after,
                                                        std::int64_t limit) {
  std::vector<Minutes> list;
  SessionFilter filter{.series = series, .newest_first = true};
  filter.starts_before = base::UtcTime{places_.Now().ms + 1};
  SessionPosition position = after;
  while (std::ssize(list) < limit) {
    const std::vector<PanelSession> sessions =
        TRY(places_.access().VisibleTo(tx, actor, filter, position, base::kMaxSessionsPage));
    for (Minutes& found : TRY(FindAll(tx, sessions))) {
      if (found.phase == MinutesPhase::kDraft && !TRY(MayWrite(tx, actor, found))) continue;
      list.push_back(std::move(found));
      if (std::ssize(list) == limit) return list;
    }
    if (std::ssize(sessions) < base::kMaxSessionsPage) break;
    position = {sessions.back().starts, sessions.back().id};
  }
  return list;
}

base::Result<std::vector<std::string>> MinutesService::NamesOfParticipants(db::Transaction& tx,
                                                                           const PanelSessionId& session) {
  std::vector<std::string> names;
  NamesOfPeople known(tx);
  for (const Participant& one : TRY(places_.access().Participants(tx, session)))
    if (one.belongs()) names.push_back(TRY(known.Person(one.person)));
  std::sort(names.begin(), names.end());
  return names;
}

base::Result<SavedMinutes> MinutesService::Save(const desk::Actor& actor, const PanelSessionId& session,
                                                std::int64_t version, std::string_view text) {
  const std::string tidy =
      TRY(TidyWords(text, base::kMaxMinutesBytes, desk::tr("Write something before you save.")));
  const Tags parsed = ParseTags(tidy);
  if (!parsed.faults.empty()) return TagFaultsError(parsed.faults);
  SavedMinutes saved;
  const auto store = [&](db::Transaction& tx) -> base::Status {
    Minutes minutes = TRY(ForWriting(tx, actor, session));
    if (minutes.version != version) return SomebodyWasFirst();
    TRY((Next<MinutesPhase, MinutesAct>(MinutesSteps(), minutes.phase, MinutesAct::kSave, MinutesPhaseName,
                                        MinutesActName)));
    std::vector<Tag> tags = parsed.tags;
    std::int64_t next = minutes.last_number + 1;
    for (const Tag& tag : tags) next = std::max(next, tag.number + 1);
    saved.text = WithNumbers(tidy, tags, next);
    minutes.last_number = next - 1;
    if (next > base::kMaxTagNumber) return base::TooLarge(desk::tr("These minutes have too many tags."));
    minutes.words = version == 0
                        ? TRY(places_.Store(tx, PlaceOf(minutes), {{"text", saved.text}}))
                        : TRY(places_.Replace(tx, PlaceOf(minutes), minutes.words, {{"text", saved.text}}));
    TRY(Store(tx, actor, minutes, "save"));
    saved.version = minutes.version + 1;
    saved.sealed = minutes.session.closed();
    return SyncTags(tx, minutes, tags);
  };
  TRY(seams_.database.Write(store));
  return saved;
}

base::Status MinutesService::Store(db::Transaction& tx, const desk::Actor& actor, const Minutes& minutes,
                                   std::string_view act) {
  const std::int64_t now = places_.Now().ms;
  const std::int64_t changed = TRY(tx.Execute(
      "INSERT INTO panel_minutes(session_id, panel_id, phase, words, sealed_id, approval_session_id, "
      "comments_until_ms, last_number, edition, circulated_ms, approved_ms, created_ms, changed_ms, version) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, 1) ON CONFLICT (session_id) DO UPDATE "
      "SET "
      "phase = $3, words = $4, sealed_id = $5, approval_session_id = $6, comments_until_ms = $7, last_number "
      "= "
      "$8, edition = $9, circulated_ms = $10, approved_ms = $11, changed_ms = $12, version = "
      "panel_minutes.version + 1 WHERE panel_minutes.version = $13",
      {minutes.session.id, minutes.session.panel, MinutesPhaseName(minutes.phase), minutes.words.open,
       minutes.words.sealed, minutes.approval, minutes.comments_until.ms, minutes.last_number,
       minutes.edition, minutes.circulated.ms, minutes.approved.ms, now, minutes.version}));
  if (changed != 1) return SomebodyWasFirst();
  return places_.Note(tx, actor, PlaceOf(minutes), "minutes." + std::string(act), RecordOf(minutes));
}

base::Status MinutesService::KeepEdition(db::Transaction& tx, Minutes& minutes, MinutesPhase phase,
                                         const vault::UnlockedPerson* reader) {
  const std::string text = TRY(Text(tx, minutes, reader));
  const StoredWords kept = TRY(places_.Store(tx, PlaceOf(minutes), {{"text", text}}));
  ++minutes.edition;
  TRY(tx.Execute(
      "INSERT INTO panel_minutes_edition(session_id, edition, phase, words, sealed_id, made_ms) VALUES "
      "($1, $2, $3, $4, $5, $6)",
      {minutes.session.id, minutes.edition, MinutesPhaseName(phase), kept.open, kept.sealed,
       places_.Now().ms}));
  return base::Ok();
}

base::Result<std::vector<desk::OrgId>> MinutesService::Present(db::Transaction& tx,
                                                               const PanelSessionId& session) {
  std::vector<desk::OrgId> orgs;
  for (const Participant& one : TRY(places_.access().Participants(tx, session)))
    if (one.present && *one.present != AttendanceMode::kNone) orgs.push_back(one.org);
  std::sort(orgs.begin(), orgs.end());
  orgs.erase(std::unique(orgs.begin(), orgs.end()), orgs.end());
  return orgs;
}

base::Result<bool> MinutesService::WasPresent(db::Transaction& tx, const desk::Actor& actor,
                                              const PanelSessionId& session) {
  const auto one = TRY(places_.access().ParticipantOf(tx, session, actor.person));
  return one && one->org == actor.org && one->present && *one->present != AttendanceMode::kNone;
}

base::Status MinutesService::CheckCirculate(db::Transaction& tx, const Minutes& minutes) {
  if (minutes.session.starts.ms > places_.Now().ms)
    return ConflictOf(desk::tr("Minutes are circulated once the session has begun."));
  if (TRY(Present(tx, minutes.session.id)).empty())
    return ConflictOf(desk::tr("Record first who was there: those who were present comment on the minutes."));
  return base::Ok();
}

base::Status MinutesService::CheckSubmit(db::Transaction& tx, const desk::Actor& actor,
                                         const Minutes& minutes, const MinutesStep& step) {
  const auto open =
      TRY(tx.QueryOne("SELECT count(*) FROM panel_minutes_comment WHERE session_id = $1 AND state = 'open'",
                      {minutes.session.id}));
  if (open->Int(0) > 0)
    return ConflictOf(desk::tr("Answer every comment first: accept it, or decline it with an answer."));
  if (step.approval.empty())
    return base::Invalid(desk::tr("Choose the session that is to approve these minutes."));
  const PanelSession approving = TRY(places_.access().MustSee(tx, actor, step.approval));
  if (approving.panel != minutes.session.panel || approving.id == minutes.session.id ||
      approving.starts.ms < minutes.session.ends.ms)
    return base::Invalid(desk::tr("Minutes are approved by a later session of the same panel."));
  if (approving.state == SessionState::kDraft || approving.state == SessionState::kCancelled)
    return base::Invalid(desk::tr("A session that is a draft or cancelled approves nothing."));
  // Whoever reads the minutes reads which session approves them.
  if (approving.closed() && !minutes.session.closed())
    return base::Invalid(desk::tr("Minutes of an open session are approved by an open session."));
  if (!approving.closed()) return base::Ok();
  const auto left_out =
      TRY(tx.QueryOne("SELECT count(*) FROM panel_session_participant p WHERE p.session_id = $1 AND p.state "
                      "IN ('invited', 'asked', 'waiting', 'coming') AND NOT EXISTS (SELECT 1 FROM "
                      "panel_session_participant q WHERE q.session_id = $2 AND q.person_id = p.person_id AND "
                      "q.state IN ('invited', 'asked', 'waiting', 'coming'))",
                      {minutes.session.id, approving.id}));
  if (left_out->Int(0) > 0)
    return base::Invalid(
        desk::tr("Everybody who belongs to this session must belong to the closed session that approves its "
                 "minutes."));
  return base::Ok();
}

base::Status MinutesService::CheckApprove(db::Transaction& tx, const Minutes& minutes) {
  const PanelSession approving = TRY(places_.access().Get(tx, minutes.approval));
  const bool met = approving.state == SessionState::kUnderWay || approving.state == SessionState::kHeld ||
                   approving.state == SessionState::kClosed;
  if (!met || approving.starts.ms > places_.Now().ms)
    return ConflictOf(desk::tr("The session that is to approve these minutes has not begun yet."));
  return base::Ok();
}

base::Status MinutesService::PutInForce(db::Transaction& tx, const Minutes& minutes) {
  TRY(tx.Execute("UPDATE panel_decision SET in_force = 1 WHERE session_id = $1", {minutes.session.id}));
  TRY(tx.Execute("UPDATE panel_action SET in_force = 1 WHERE session_id = $1", {minutes.session.id}));
  return base::Ok();
}

base::Status MinutesService::Do(const desk::Actor& actor, const PanelSessionId& session, MinutesAct act,
                                const MinutesStep& step, const vault::UnlockedPerson* reader) {
  if (act == MinutesAct::kSave) return base::Invalid(desk::tr("Minutes are saved with their text."));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    Minutes minutes = TRY(ForWriting(tx, actor, session));
    if (minutes.version == 0) return NoMinutes();
    if (minutes.version != step.version) return SomebodyWasFirst();
    const MinutesPhase after = TRY((Next<MinutesPhase, MinutesAct>(MinutesSteps(), minutes.phase, act,
                                                                   MinutesPhaseName, MinutesActName)));
    if (act == MinutesAct::kCirculate) {
      TRY(CheckCirculate(tx, minutes));
      TRY(KeepEdition(tx, minutes, after, reader));
      if (minutes.circulated.ms == 0) minutes.circulated = places_.Now();
      minutes.comments_until = step.comments_until;
      TRY(PutInForce(tx, minutes));
    } else if (act == MinutesAct::kSubmit) {
      TRY(CheckSubmit(tx, actor, minutes, step));
      TRY(KeepEdition(tx, minutes, after, reader));
      minutes.approval = step.approval;
    } else if (act == MinutesAct::kSendBack) {
      const std::string reason = TRY(
          TidyWords(step.reason, base::kMaxCommentBytes, desk::tr("Say what the session asked to change.")));
      TRY(KeepReason(tx, actor, minutes, reason));
    } else if (act == MinutesAct::kApprove) {
      TRY(CheckApprove(tx, minutes));
      minutes.approved = places_.Now();
    }
    minutes.phase = after;
    return Store(tx, actor, minutes, MinutesActName(act));
  });
}

}  // namespace panel
