// What is waiting for whom, mails before a deadline and after a decision, and what is kept no longer.

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/agreements/remind_person.h"
#include "panel/calls/calls.h"
#include "panel/calls/notes_store.h"

namespace panel::calls {
namespace {

using desk::tr;
using Waiting = Calls::Waiting;

constexpr std::int64_t kFirstReminderMs = 7 * base::kDayMs, kLastReminderMs = base::kDayMs;
constexpr std::int64_t kTellMs = 14 * base::kDayMs;  // how long after it a decision is still told

struct Told {
  const char* subject;
  const char* text;
};

Told WordsFor(NoteState state) {
  if (state == NoteState::kSelected)
    return {tr("Your concept note was selected"), tr("A concept note of your organisation was selected. Read "
                                                     "the feedback and say whether you accept:")};
  if (state == NoteState::kVoid)
    return {tr("A call was cancelled"),
            tr("A call to which your organisation wrote a concept note was cancelled. Read why:")};
  return {tr("A decision about your concept note"),
          tr("There is a decision about a concept note of your organisation. Read the feedback:")};
}

base::Status AddDrafts(db::Transaction& tx, base::UtcTime now, std::vector<kit::Reminder>& reminders) {
  for (const db::Row& row : TRY(tx.Query(
           "SELECT n.id, n.org_id, c.deadline_ms FROM panel_call c JOIN concept_note n ON n.call_id = "
           "c.id WHERE c.state = 'published' AND c.deadline_ms > $1 AND c.deadline_ms <= $2 AND "
           "n.state = 'draft' ORDER BY c.deadline_ms, n.id LIMIT $3",
           {now.ms, now.ms + kFirstReminderMs, base::kMaxCallReminders}))) {
    const bool last = row.Int(2) - now.ms <= kLastReminderMs;
    reminders.push_back(
        {.key = "note:" + row.Text(0) + (last ? ":last:" : ":first:") + std::to_string(row.Int(2)),
         .org = row.IdAt<desk::OrgId>(1),
         .subject =
             last ? tr("A concept note is due within a day") : tr("A concept note is due within a week"),
         .text = tr("A concept note of your organisation is still a draft. Hand it in before the deadline:"),
         .path = "/calls/notes/" + row.Text(0)});
  }
  return base::Ok();
}

base::Status AddDecisions(db::Transaction& tx, base::UtcTime now, std::vector<kit::Reminder>& reminders) {
  for (const db::Row& row :
       TRY(tx.Query("SELECT id, org_id, state, decided_ms FROM concept_note WHERE decided_ms > $1 ORDER BY "
                    "decided_ms, id LIMIT $2",
                    {now.ms - kTellMs, base::kMaxCallReminders}))) {
    const Told told = WordsFor(NoteStateNamed(row.Text(2)).value_or(NoteState::kNotSelected));
    reminders.push_back({.key = "note:" + row.Text(0) + ":decided:" + std::to_string(row.Int(3)),
                         .org = row.IdAt<desk::OrgId>(1),
                         .subject = told.subject,
                         .text = told.text,
                         .path = "/calls/notes/" + row.Text(0)});
  }
  return base::Ok();
}

// To those who have begun a note, and to those who are invited.
base::Status AddExtensions(db::Transaction& tx, std::vector<kit::Reminder>& reminders) {
  for (const db::Row& row : TRY(tx.Query(
           "SELECT DISTINCT c.id, c.deadline_ms, w.org_id FROM panel_call c JOIN panel_call_event e ON "
           "e.call_id = c.id AND e.act = 'extend' AND e.deadline_ms = c.deadline_ms JOIN (SELECT call_id, "
           "org_id FROM concept_note WHERE state IN ('draft', 'submitted', 'withdrawn') UNION SELECT "
           "i.call_id, "
           "m.org_id FROM panel_call_invited i JOIN panel_member m ON m.id = i.member_id) w ON w.call_id = "
           "c.id WHERE c.state = 'published' ORDER BY c.id, w.org_id LIMIT $1",
           {base::kMaxCallReminders})))
    reminders.push_back({.key = "call:" + row.Text(0) + ":extended:" + std::to_string(row.Int(1)),
                         .org = row.IdAt<desk::OrgId>(2),
                         .subject = tr("The deadline of a call has moved"),
                         .text = tr("A call has a later deadline now. Read when and why:"),
                         .path = "/calls/" + row.Text(0)});
  return base::Ok();
}

struct ToPerson {
  desk::PersonId person;
  kit::Reminder reminder;
};

// Whoever was named a reviewer hears of it, once the call may be known to her.
base::Status AddReviewers(db::Transaction& tx, base::UtcTime now, std::vector<ToPerson>& reminders) {
  for (const db::Row& row : TRY(tx.Query(
           "SELECT r.call_id, r.person_id, r.added_ms FROM call_reviewer r JOIN panel_call c ON c.id = "
           "r.call_id JOIN membership m ON m.person_id = r.person_id AND m.org_id = r.org_id WHERE c.state "
           "IN "
           "('published', 'closed', 'in-review') AND c.scoring_closed_ms = 0 AND (r.added_ms > $1 OR "
           "c.published_ms > $1) ORDER BY r.added_ms DESC, r.call_id, r.person_id LIMIT $2",
           {now.ms - kTellMs, base::kMaxCallReminders})))
    reminders.push_back(
        {row.IdAt<desk::PersonId>(1),
         {.key = "call:" + row.Text(0) + ":reviewer:" + std::to_string(row.Int(2)),
          .org = {},
          .subject = tr("You are asked to review concept notes"),
          .text =
              tr("You were named a reviewer of a call. Read what it asks for; when the review begins, the "
                 "notes wait on your home page. If you have an interest in it, say so there:"),
          .path = "/calls/" + row.Text(0)}});
  return base::Ok();
}

base::Result<std::int64_t> NumberOf(db::Transaction& tx, std::string_view sql, const CallId& call) {
  return TRY(tx.QueryOne(sql, {call}))->Int(0);
}

base::Status AddManaged(db::Transaction& tx, const desk::Actor& actor, std::vector<Waiting>& waiting) {
  for (const db::Row& row :
       TRY(tx.Query(std::string(store::SelectCall()) +
                        "WHERE c.owner_org_id = $1 AND c.state IN ('published', 'closed', "
                        "'in-review', 'selected', 'no-award') ORDER BY c.deadline_ms, "
                        "c.id LIMIT $2",
                    {actor.org, base::kMaxCallPage}))) {
    Call call = store::CallFromRow(row);
    if (call.owner.empty() && !actor.Can(desk::Permission::kPanelManage)) continue;
    Waiting one{.call = call, .why = Waiting::Why::kFinalise, .count = 0, .note = {}};
    if (call.state == CallState::kPublished) {
      one.why = Waiting::Why::kQuestions;
      one.count = TRY(NumberOf(
          tx, "SELECT count(*) FROM panel_call_question WHERE call_id = $1 AND state = 'open'", call.id));
      if (one.count == 0) continue;
    }
    if (call.state == CallState::kClosed) one.why = Waiting::Why::kReview;
    if (call.state == CallState::kInReview) {
      if (call.scoring_closed.ms == 0) continue;
      one.why = Waiting::Why::kDecide;
    }
    if (call.state == CallState::kSelected &&
        TRY(NumberOf(tx, "SELECT count(*) FROM concept_note WHERE call_id = $1 AND state = 'selected'",
                     call.id)) > 0)
      continue;
    waiting.push_back(std::move(one));
  }
  return base::Ok();
}

base::Status AddOwnNotes(db::Transaction& tx, const desk::Actor& actor, base::UtcTime now,
                         std::vector<Waiting>& waiting) {
  for (const Note& note : TRY(store::NotesOfOrg(tx, actor.org, base::kMaxCallPage))) {
    if (note.state != NoteState::kDraft && note.state != NoteState::kSelected) continue;
    Call call = TRY(store::GetCall(tx, note.call));
    const bool draft = note.state == NoteState::kDraft;
    if (draft && !call.TakesNotes(now)) continue;
    waiting.push_back({.call = std::move(call),
                       .why = draft ? Waiting::Why::kDraft : Waiting::Why::kAnswer,
                       .count = 0,
                       .note = note.id});
  }
  return base::Ok();
}

base::Status AddInvitations(db::Transaction& tx, const desk::Actor& actor, base::UtcTime now,
                            std::vector<Waiting>& waiting) {
  for (
      const db::Row& row : TRY(tx.Query(
          std::string(store::SelectCall()) +
              "JOIN panel_call_invited i ON i.call_id = c.id JOIN panel_member w ON w.id = i.member_id WHERE "
              "w.panel_id IN (SELECT id FROM panel) AND w.org_id = $1 AND w.state = 'admitted' AND c.state = "
              "'published' AND c.deadline_ms > $2 AND NOT EXISTS (SELECT 1 FROM concept_note n WHERE "
              "n.call_id "
              "= c.id AND n.member_id = w.id) ORDER BY c.deadline_ms, c.id LIMIT $3",
          {actor.org, now.ms, base::kMaxCallPage})))
    waiting.push_back(
        {.call = store::CallFromRow(row), .why = Waiting::Why::kInvited, .count = 0, .note = {}});
  return base::Ok();
}

bool IsKept(const Note& note) {
  return note.state == NoteState::kAccepted || note.state == NoteState::kSelected;
}

}  // namespace

base::Result<std::vector<Waiting>> Calls::NeedsMe(const desk::Actor& actor) {
  const base::UtcTime now = services_.seams.clock.Now();
  const auto read = [&](db::Transaction& tx) -> base::Result<std::vector<Waiting>> {
    std::vector<Waiting> waiting;
    TRY(AddManaged(tx, actor, waiting));
    TRY(AddOwnNotes(tx, actor, now, waiting));
    TRY(AddInvitations(tx, actor, now, waiting));
    return waiting;
  };
  if (actor.org.empty()) return std::vector<Waiting>();
  return services_.seams.database.Read(read);
}

base::Status Calls::SendReminders(desk::Desk& desk) {
  const base::UtcTime now = services_.seams.clock.Now();
  const auto find = [&](db::Transaction& tx) -> base::Result<std::vector<kit::Reminder>> {
    std::vector<kit::Reminder> reminders;
    TRY(AddDrafts(tx, now, reminders));
    TRY(AddDecisions(tx, now, reminders));
    TRY(AddExtensions(tx, reminders));
    return reminders;
  };
  for (const kit::Reminder& reminder : TRY(services_.seams.database.Read(find)))
    TRY(kit::Remind(desk, reminder));
  const auto reviewers = [&](db::Transaction& tx) -> base::Result<std::vector<ToPerson>> {
    std::vector<ToPerson> named;
    TRY(AddReviewers(tx, now, named));
    return named;
  };
  for (const ToPerson& one : TRY(services_.seams.database.Read(reviewers)))
    TRY(kit::RemindPerson(desk, one.reminder, one.person));
  return base::Ok();
}

base::Result<std::int64_t> Calls::Purge(const desk::Actor& clock, desk::Blobs& blobs) {
  const base::UtcTime now = services_.seams.clock.Now();
  const auto find = [&](db::Transaction& tx) -> base::Result<std::vector<Call>> {
    std::vector<Call> ended;
    for (const db::Row& row : TRY(tx.Query(
             std::string(store::SelectCall()) +
                 "WHERE c.purged_ms = 0 AND c.ended_ms > 0 AND c.ended_ms <= $1 ORDER BY c.ended_ms, c.id",
             {now.ms})))
      ended.push_back(store::CallFromRow(row));
    return ended;
  };
  std::int64_t removed = 0;
  for (const Call& old : TRY(services_.seams.database.Read(find))) {
    if (kit::AddMonths(old.ended, static_cast<int>(old.keep_months)) > now) continue;
    std::int64_t of_this = 0;
    const auto purge = [&](db::Transaction& tx) -> base::Status {
      of_this = 0;
      Call call = TRY(store::GetCall(tx, old.id));
      if (call.purged.ms > 0) return base::Ok();
      for (const Note& note : TRY(store::NotesOf(tx, call.id))) {
        if (IsKept(note)) continue;
        TRY(store::RemoveNote(tx, blobs, note.id));
        ++of_this;
      }
      TRY(tx.Execute(
          "DELETE FROM call_score WHERE review_id IN (SELECT id FROM call_review WHERE call_id = $1)",
          {call.id}));
      TRY(tx.Execute("DELETE FROM call_review WHERE call_id = $1", {call.id}));
      TRY(tx.Execute("DELETE FROM call_reviewer WHERE call_id = $1", {call.id}));
      TRY(tx.Execute("DELETE FROM panel_call_question WHERE call_id = $1 AND state <> 'answered'",
                     {call.id}));
      TRY(tx.Execute("UPDATE panel_call_question SET member_id = '' WHERE call_id = $1", {call.id}));
      call.purged = now;
      TRY(store::UpdateCall(tx, call));
      desk::Actor actor = clock;
      actor.org = call.owner_org;
      return services_.seams.audit.Append(tx, actor, "call.purge", RecordOf(call.id),
                                          {{"notes", std::to_string(of_this)}});
    };
    TRY(services_.seams.database.Write(purge));
    removed += of_this;
  }
  return removed;
}

}  // namespace panel::calls
