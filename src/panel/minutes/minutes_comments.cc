// Comments on minutes by those who were present, and their seats' yes.

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/minutes/minutes.h"

namespace panel {
namespace {

Place PlaceOf(const Minutes& minutes) {
  return {minutes.session.panel, minutes.session};
}

base::Error NoComment() {
  return base::NotFound(desk::tr("There is no such comment."));
}

}  // namespace

base::Result<CommentId> MinutesService::AddComment(db::Transaction& tx, const desk::Actor& actor,
                                                   const Minutes& minutes, std::string_view text) {
  const auto count = TRY(
      tx.QueryOne("SELECT count(*) FROM panel_minutes_comment WHERE session_id = $1", {minutes.session.id}));
  if (count->Int(0) >= base::kMaxMinutesComments)
    return base::TooLarge(desk::tr("There are too many comments on these minutes."));
  const StoredWords stored = TRY(places_.Store(tx, PlaceOf(minutes), {{"text", std::string(text)}}));
  CommentId id = CommentId::New(seams_.random);
  TRY(tx.Execute(
      "INSERT INTO panel_minutes_comment(id, session_id, person_id, org_id, state, words, sealed_id, "
      "answer, answer_sealed_id, made_ms, version) VALUES ($1, $2, $3, $4, 'open', $5, $6, '', NULL, "
      "$7, 1)",
      {id, minutes.session.id, actor.person, actor.org, stored.open, stored.sealed, places_.Now().ms}));
  TRY(places_.Note(tx, actor, PlaceOf(minutes), "minutes.comment", "comment:" + id.text()));
  return id;
}

base::Status MinutesService::KeepReason(db::Transaction& tx, const desk::Actor& actor, const Minutes& minutes,
                                        std::string_view reason) {
  TRY(AddComment(tx, actor, minutes, reason));
  return base::Ok();
}

base::Result<CommentId> MinutesService::Comment(const desk::Actor& actor, const PanelSessionId& session,
                                                std::string_view text) {
  const std::string tidy =
      TRY(TidyWords(text, base::kMaxCommentBytes, desk::tr("Write what should be changed, and how.")));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Result<CommentId> {
    const Minutes minutes = TRY(Get(tx, actor, session));
    if (!TRY(WasPresent(tx, actor, session)))
      return ForbiddenOf(desk::tr("Only those who were present comment on the minutes."));
    if (minutes.version == 0 || minutes.phase != MinutesPhase::kComments)
      return ConflictOf(desk::tr("These minutes are not open for comments."));
    if (minutes.comments_until.ms > 0 && minutes.comments_until.ms <= places_.Now().ms)
      return ConflictOf(desk::tr("The time for comments is over."));
    return AddComment(tx, actor, minutes, tidy);
  });
}

base::Status MinutesService::Answer(const desk::Actor& actor, const PanelSessionId& session,
                                    const CommentId& comment, std::int64_t version, CommentAct act,
                                    std::string_view answer) {
  std::string tidy;
  if (act == CommentAct::kDecline || !answer.empty())
    tidy = TRY(
        TidyWords(answer, base::kMaxCommentBytes, desk::tr("Say why: a declined comment needs an answer.")));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const Minutes minutes = TRY(Get(tx, actor, session));
    const auto row =
        TRY(tx.QueryOne("SELECT person_id, org_id, state, version FROM panel_minutes_comment WHERE id = $1 "
                        "AND session_id = $2",
                        {comment, session}));
    const bool writes = TRY(MayWrite(tx, actor, minutes));
    const bool own = row && row->Text(0) == actor.person.text() && row->Text(1) == actor.org.text();
    if (!row || (!own && !writes)) return NoComment();
    if (act == CommentAct::kWithdraw ? !own : !writes)
      return ForbiddenOf(act == CommentAct::kWithdraw
                             ? desk::tr("Only who made a comment withdraws it.")
                             : desk::tr("Only those who write the minutes answer comments."));
    const CommentState before = CommentStateNamed(row->Text(2)).value_or(CommentState::kWithdrawn);
    const CommentState after =
        TRY((Next<CommentState, CommentAct>(CommentSteps(), before, act, CommentStateName, CommentActName)));
    if (row->Int(3) != version) return SomebodyWasFirst();
    const StoredWords stored = TRY(places_.Store(tx, PlaceOf(minutes), {{"text", tidy}}));
    TRY(tx.Execute(
        "UPDATE panel_minutes_comment SET state = $2, answer = $3, answer_sealed_id = $4, version = "
        "version + 1 WHERE id = $1",
        {comment, CommentStateName(after), stored.open, stored.sealed}));
    return places_.Note(tx, actor, PlaceOf(minutes), "minutes.comment-" + std::string(CommentActName(act)),
                        "comment:" + comment.text());
  });
}

base::Result<std::vector<MinutesComment>> MinutesService::Comments(db::Transaction& tx,
                                                                   const desk::Actor& actor,
                                                                   const Minutes& minutes,
                                                                   const vault::UnlockedPerson* reader) {
  const bool writes = TRY(MayWrite(tx, actor, minutes));
  const Place place = PlaceOf(minutes);
  std::vector<MinutesComment> comments;
  for (const db::Row& row :
       TRY(tx.Query("SELECT id, person_id, org_id, state, words, sealed_id, answer, answer_sealed_id, "
                    "made_ms, version FROM "
                    "panel_minutes_comment WHERE session_id = $1 ORDER BY made_ms, id LIMIT $2",
                    {minutes.session.id, base::kMaxMinutesComments}))) {
    MinutesComment one;
    one.org = row.IdAt<desk::OrgId>(2);
    if (!writes && one.org != actor.org) continue;
    one.id = row.IdAt<CommentId>(0);
    one.person = row.IdAt<desk::PersonId>(1);
    one.state = CommentStateNamed(row.Text(3)).value_or(CommentState::kWithdrawn);
    const Words text = TRY(places_.Read(tx, place, StoredWordsAt(row, 4), reader));
    one.text = WordOf(text, "text");
    if (one.state != CommentState::kOpen) {
      const Words answer = TRY(places_.Read(tx, place, StoredWordsAt(row, 6), reader));
      one.answer = WordOf(answer, "text");
    }
    one.made = {row.Int(8)};
    one.version = row.Int(9);
    comments.push_back(std::move(one));
  }
  return comments;
}

base::Result<std::vector<desk::OrgId>> MinutesService::SeatsMissing(db::Transaction& tx,
                                                                    const Minutes& minutes) {
  std::vector<desk::OrgId> missing = TRY(Present(tx, minutes.session.id));
  for (const db::Row& row :
       TRY(tx.Query("SELECT org_id FROM panel_minutes_approval WHERE session_id = $1 AND edition = $2",
                    {minutes.session.id, minutes.edition})))
    std::erase(missing, row.IdAt<desk::OrgId>(0));
  return missing;
}

base::Result<SeatsApproved> MinutesService::Seats(db::Transaction& tx, const desk::Actor& actor,
                                                  const Minutes& minutes) {
  SeatsApproved seats;
  seats.present = std::ssize(TRY(Present(tx, minutes.session.id)));
  const std::vector<desk::OrgId> missing = TRY(SeatsMissing(tx, minutes));
  seats.approved = seats.present - std::ssize(missing);
  const bool present = TRY(WasPresent(tx, actor, minutes.session.id));
  const bool waits = std::find(missing.begin(), missing.end(), actor.org) != missing.end();
  seats.mine = present && !waits;
  seats.may = present && waits && minutes.phase == MinutesPhase::kApproval;
  return seats;
}

base::Status MinutesService::ApproveSeat(const desk::Actor& actor, const PanelSessionId& session) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const Minutes minutes = TRY(Get(tx, actor, session));
    if (!TRY(WasPresent(tx, actor, session)))
      return ForbiddenOf(desk::tr("Only those who were present approve the minutes."));
    if (minutes.version == 0 || minutes.phase != MinutesPhase::kApproval)
      return ConflictOf(desk::tr("These minutes do not wait for approval."));
    const std::int64_t added =
        TRY(tx.Execute("INSERT INTO panel_minutes_approval(session_id, edition, org_id, person_id, made_ms) "
                       "VALUES ($1, $2, $3, "
                       "$4, $5) ON CONFLICT (session_id, edition, org_id) DO NOTHING",
                       {session, minutes.edition, actor.org, actor.person, places_.Now().ms}));
    if (added == 0) return base::Ok();
    return places_.Note(tx, actor, PlaceOf(minutes), "minutes.seat-approve", "minutes:" + session.text());
  });
}

}  // namespace panel
