#include "panel/calls/notes_store.h"

#include <array>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/agreements/kit.h"

namespace panel::calls::store {
namespace {

constexpr std::string_view kSelect =
    "SELECT n.id, n.call_id, n.member_id, n.org_id, m.name, n.state, n.code, n.title, n.summary, n.asked_m, "
    "n.asked_u, n.own_m, n.own_u, n.reason, n.feedback, n.shown, n.memorandum_id, n.submitted_ms, "
    "n.decided_ms, n.created_ms, n.changed_ms, n.version FROM concept_note n JOIN panel_member m ON m.id = "
    "n.member_id ";

base::Decimal AmountAt(const db::Row& row, std::size_t column) {
  const base::Result<base::Decimal> amount = base::Decimal::FromColumns(row.Int(column), row.Int(column + 1));
  return amount ? *amount : base::Decimal();
}

Note NoteFromRow(const db::Row& row) {
  Note n;
  std::size_t at = 0;
  n.id = row.IdAt<NoteId>(at++);
  n.call = row.IdAt<CallId>(at++);
  n.member = row.IdAt<MemberId>(at++);
  n.org = row.IdAt<desk::OrgId>(at++);
  n.member_name = row.Text(at++);
  n.state = NoteStateNamed(row.Text(at++)).value_or(NoteState::kDraft);
  n.code = row.Int(at++);
  n.title = row.Text(at++);
  n.summary = row.Text(at++);
  n.asked = AmountAt(row, at);
  n.own = AmountAt(row, at + 2);
  at += 4;
  n.reason = row.Text(at++);
  n.feedback = row.Text(at++);
  n.shown = row.Bool(at++);
  n.memorandum = row.Text(at++);
  n.submitted = base::UtcTime{row.Int(at++)};
  n.decided = base::UtcTime{row.Int(at++)};
  n.created = base::UtcTime{row.Int(at++)};
  n.changed = base::UtcTime{row.Int(at++)};
  n.version = row.Int(at);
  return n;
}

base::Status FillParts(db::Transaction& tx, Note& n) {
  for (const db::Row& row :
       TRY(tx.Query("SELECT part_number, body FROM concept_note_text WHERE note_id = $1 ORDER BY part_number",
                    {n.id})))
    n.texts.push_back({row.Int(0), row.Text(1)});
  for (const db::Row& row : TRY(tx.Query(
           "SELECT part_number, answer FROM concept_note_answer WHERE note_id = $1 ORDER BY part_number",
           {n.id})))
    n.answers.push_back({row.Int(0), row.Text(1)});
  for (const db::Row& row :
       TRY(tx.Query("SELECT line_number, title, amount_m, amount_u FROM concept_note_budget WHERE note_id = "
                    "$1 ORDER BY line_number",
                    {n.id})))
    n.budget.push_back({row.Int(0), row.Text(1), AmountAt(row, 2)});
  for (const db::Row& row :
       TRY(tx.Query("SELECT part_number, blob_sha256, file_name, file_bytes, added_ms FROM "
                    "concept_note_document WHERE note_id = $1 ORDER BY part_number",
                    {n.id})))
    n.documents.push_back({row.Int(0), row.Text(1), row.Text(2), row.Int(3), base::UtcTime{row.Int(4)}});
  return base::Ok();
}

}  // namespace

base::Result<Note> GetNote(db::Transaction& tx, const NoteId& id) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kSelect) + "WHERE n.id = $1", {id}));
  if (!row) return base::NotFound(desk::tr("There is no such concept note."));
  Note note = NoteFromRow(*row);
  TRY(FillParts(tx, note));
  return note;
}

base::Result<std::optional<Note>> NoteOf(db::Transaction& tx, const CallId& call, const MemberId& member) {
  const std::optional<db::Row> row =
      TRY(tx.QueryOne(std::string(kSelect) + "WHERE n.call_id = $1 AND n.member_id = $2", {call, member}));
  if (!row) return std::optional<Note>();
  return std::optional<Note>(NoteFromRow(*row));
}

base::Result<std::vector<Note>> NotesOf(db::Transaction& tx, const CallId& call) {
  std::vector<Note> notes;
  for (const db::Row& row : TRY(tx.Query(
           std::string(kSelect) + "WHERE n.call_id = $1 ORDER BY n.code, n.submitted_ms, n.id LIMIT $2",
           {call, base::kMaxCallNotes})))
    notes.push_back(NoteFromRow(row));
  return notes;
}

base::Result<std::int64_t> CountNotes(db::Transaction& tx, const CallId& call) {
  return TRY(tx.QueryOne("SELECT count(*) FROM concept_note WHERE call_id = $1", {call}))->Int(0);
}

base::Result<std::vector<Note>> NotesOfOrg(db::Transaction& tx, const desk::OrgId& org, std::size_t limit) {
  std::vector<Note> notes;
  for (const db::Row& row : TRY(tx.Query(
           std::string(kSelect) + "WHERE n.org_id = $1 ORDER BY n.created_ms DESC, n.id DESC LIMIT $2",
           {org, limit})))
    notes.push_back(NoteFromRow(row));
  return notes;
}

base::Status InsertNote(db::Transaction& tx, const Note& n) {
  TRY(tx.Execute(
      "INSERT INTO concept_note(id, call_id, member_id, org_id, state, code, title, summary, asked_m, "
      "asked_u, own_m, own_u, reason, feedback, shown, memorandum_id, submitted_ms, decided_ms, created_ms, "
      "changed_ms, version) VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9, $10, $11, '', '', 0, NULL, 0, 0, "
      "$12, $12, 0)",
      {n.id, n.call, n.member, n.org, NoteStateName(n.state), n.title, n.summary, n.asked.millions(),
       n.asked.rest(), n.own.millions(), n.own.rest(), n.created.ms}));
  return base::Ok();
}

base::Status UpdateNote(db::Transaction& tx, Note& n) {
  const std::int64_t changed =
      TRY(tx.Execute("UPDATE concept_note SET state = $3, code = $4, title = $5, summary = $6, asked_m = $7, "
                     "asked_u = $8, own_m = $9, own_u = $10, reason = $11, feedback = $12, shown = $13, "
                     "memorandum_id = $14, submitted_ms = $15, decided_ms = $16, changed_ms = $17, version = "
                     "version + 1 WHERE id = $1 AND version = $2",
                     {n.id, n.version, NoteStateName(n.state), n.code, n.title, n.summary, n.asked.millions(),
                      n.asked.rest(), n.own.millions(), n.own.rest(), n.reason, n.feedback, n.shown,
                      n.memorandum, n.submitted.ms, n.decided.ms, n.changed.ms}));
  if (changed != 1) return kit::Overtaken();
  ++n.version;
  return base::Ok();
}

base::Status PutNoteParts(db::Transaction& tx, const Note& n) {
  TRY(tx.Execute("DELETE FROM concept_note_text WHERE note_id = $1", {n.id}));
  TRY(tx.Execute("DELETE FROM concept_note_answer WHERE note_id = $1", {n.id}));
  TRY(tx.Execute("DELETE FROM concept_note_budget WHERE note_id = $1", {n.id}));
  for (const Numbered& text : n.texts)
    TRY(tx.Execute("INSERT INTO concept_note_text(note_id, part_number, body) VALUES ($1, $2, $3)",
                   {n.id, text.number, text.text}));
  for (const Numbered& answer : n.answers)
    TRY(tx.Execute("INSERT INTO concept_note_answer(note_id, part_number, answer) VALUES ($1, $2, $3)",
                   {n.id, answer.number, answer.text}));
  for (const BudgetLine& line : n.budget)
    TRY(
        tx.Execute("INSERT INTO concept_note_budget(note_id, line_number, title, amount_m, amount_u) VALUES "
                   "($1, $2, $3, $4, $5)",
                   {n.id, line.number, line.title, line.amount.millions(), line.amount.rest()}));
  return base::Ok();
}

base::Status PutDocument(db::Transaction& tx, const NoteId& id, const NoteDocument& d) {
  TRY(tx.Execute(
      "INSERT INTO concept_note_document(note_id, part_number, blob_sha256, file_name, file_bytes, "
      "added_ms) VALUES ($1, $2, $3, $4, $5, $6)",
      {id, d.number, d.sha256, d.file_name, d.bytes, d.added.ms}));
  return base::Ok();
}

base::Status DropDocument(db::Transaction& tx, const NoteId& id, std::int64_t number) {
  TRY(tx.Execute("DELETE FROM concept_note_document WHERE note_id = $1 AND part_number = $2", {id, number}));
  return base::Ok();
}

base::Status AddNoteEvent(db::Transaction& tx, const Note& note, NoteAct act, std::string_view reason,
                          base::UtcTime now) {
  TRY(tx.Execute(
      "INSERT INTO concept_note_event(note_id, event_number, act, to_state, reason, event_ms) SELECT $1, "
      "coalesce(max(event_number), 0) + 1, $2, $3, $4, $5 FROM concept_note_event WHERE note_id = $1",
      {note.id, NoteActName(act), NoteStateName(note.state), reason, now.ms}));
  return base::Ok();
}

base::Result<std::vector<NoteEvent>> NoteEvents(db::Transaction& tx, const NoteId& id) {
  std::vector<NoteEvent> events;
  for (const db::Row& row :
       TRY(tx.Query("SELECT act, to_state, reason, event_ms FROM concept_note_event WHERE note_id = $1 ORDER "
                    "BY event_number DESC LIMIT $2",
                    {id, base::kMaxCallHistory})))
    events.push_back({NoteActNamed(row.Text(0)).value_or(NoteAct::kSubmit),
                      NoteStateNamed(row.Text(1)).value_or(NoteState::kDraft), row.Text(2),
                      base::UtcTime{row.Int(3)}});
  return events;
}

base::Status RemoveNote(db::Transaction& tx, desk::Blobs& blobs, const NoteId& id) {
  for (const db::Row& row :
       TRY(tx.Query("SELECT blob_sha256 FROM concept_note_document WHERE note_id = $1", {id})))
    TRY(blobs.Remove(tx, row.Text(0)));
  TRY(tx.Execute("DELETE FROM call_score WHERE review_id IN (SELECT id FROM call_review WHERE note_id = $1)",
                 {id}));
  constexpr std::array<std::string_view, 7> kTables = {"DELETE FROM call_review WHERE note_id = $1",
                                                       "DELETE FROM concept_note_document WHERE note_id = $1",
                                                       "DELETE FROM concept_note_budget WHERE note_id = $1",
                                                       "DELETE FROM concept_note_answer WHERE note_id = $1",
                                                       "DELETE FROM concept_note_text WHERE note_id = $1",
                                                       "DELETE FROM concept_note_event WHERE note_id = $1",
                                                       "DELETE FROM concept_note WHERE id = $1"};
  for (const std::string_view sql : kTables) TRY(tx.Execute(sql, {id}));
  return base::Ok();
}

}  // namespace panel::calls::store
