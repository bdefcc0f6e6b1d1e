#include "voice/intake/case_rows.h"

#include <fmt/format.h>

#include "base/limits_voice.h"
#include "desk/tr.h"
#include "voice/intake/report_text.h"

namespace voice {
namespace {

std::optional<Day> DayAt(const db::Row& row, std::size_t column) {
  if (row.IsNull(column)) return std::nullopt;
  return row.Int(column);
}

}  // namespace

std::string_view CaseSelect() {
  return "SELECT c.id, c.team_id, c.org_id, c.state, c.channel, c.language, c.urgency, c.unread, "
         "c.received_day, "
         "c.answered_day, c.referred_day, c.remedied_day, c.closed_day, c.ack_due, c.feedback_due, "
         "c.satisfied, "
         "c.entries, c.talk_key, c.inner_key, c.version, (SELECT COUNT(*) FROM voice_return v WHERE "
         "v.case_id "
         "= c.id), c.outcome_day FROM voice_case c ";
}

base::Result<CaseRow> ReadCaseRow(const db::Row& row) {
  const auto key = [&](std::size_t column) { return crypto::ToPublicKey(row.Bytes(column)); };
  CaseRow found{.id = row.IdAt<CaseId>(0),
                .team = row.IdAt<TeamId>(1),
                .org = row.IdAt<desk::OrgId>(2),
                .state = row.Text(3),
                .channel = ChannelNamed(row.Text(4)),
                .language = row.Text(5),
                .urgency = row.Int(6),
                .unread = row.Bool(7),
                .has_reader = row.Int(20) > 0,
                .received = row.Int(8),
                .answered = DayAt(row, 9),
                .referred = DayAt(row, 10),
                .remedied = DayAt(row, 11),
                .closed = DayAt(row, 12),
                .ack_due = row.Int(13),
                .feedback_due = row.Int(14),
                .satisfied = static_cast<int>(row.Int(15)),
                .entries = row.Int(16),
                .keys = {},
                .version = row.Int(19)};
  found.outcome = DayAt(row, 21);
  found.keys.talk = TRY(key(17));
  found.keys.inner = TRY(key(18));
  return found;
}

std::optional<Day> DueOf(const CaseRow& row) {
  if (row.state == "closed" || !row.has_reader || row.outcome) return std::nullopt;
  return row.answered ? row.feedback_due : row.ack_due;
}

base::Result<CaseRow> CaseRowOf(db::Transaction& tx, const CaseId& id) {
  const auto row = TRY(tx.QueryOne(std::string(CaseSelect()) + "WHERE c.id = $1", {id}));
  if (!row) return base::NotFound(desk::tr("there is no such case"));
  return ReadCaseRow(*row);
}

base::Status InsertCase(db::Transaction& tx, vault::Vault& vault, const CaseId& id, const NewCase& made,
                        const CaseKeys& keys) {
  if (!made.language.empty() && !IsWorkerLanguage(made.language))
    return base::Invalid(desk::tr("the language of a case is one of the worker's pages, or none"));
  const CasePublicKeys known = keys.public_keys();
  TRY(
      tx.Execute("INSERT INTO voice_case(id, team_id, org_id, state, channel, language, urgency, unread, "
                 "received_day, ack_due, "
                 "feedback_due, satisfied, entries, talk_key, inner_key, version) VALUES ($1, $2, $3, 'new', "
                 "$4, $5, 0, 1, $6, $7, "
                 "$8, 0, 0, $9, $10, 0)",
                 {id, made.team.id, made.team.org, ChannelName(made.channel), made.language, made.today,
                  made.today + made.team.ack_days, made.today + made.team.feedback_days,
                  crypto::ByteView(known.talk), crypto::ByteView(known.inner)}));
  const crypto::SecretBytes packed = PackKeys(keys);
  return vault.SealRecord(tx, made.team.org, {.circles = {made.team.circle}, .persons = {}},
                          vault::RecordId::FromStore(id.text()), packed.view());
}

base::Status PromiseAnew(db::Transaction& tx, const CaseId& id, Day today) {
  TRY(tx.Execute(
      "UPDATE voice_case SET ack_due = CASE WHEN answered_day IS NULL THEN $2 + (SELECT t.ack_days "
      "FROM voice_team t WHERE t.id = voice_case.team_id) ELSE ack_due END, feedback_due = $2 + "
      "(SELECT t.feedback_days FROM voice_team t WHERE t.id = voice_case.team_id) WHERE id = $1",
      {id, today}));
  return base::Ok();
}

base::Result<EntryId> AddEntry(db::Transaction& tx, base::Random& random, const CaseRow& to, Side side,
                               Author author, Day day, std::string_view json,
                               const std::vector<SentFile>& files) {
  if (to.entries >= static_cast<std::int64_t>(base::kMaxCaseEntries))
    return base::TooLarge(desk::tr("this conversation is full; please begin a new one"));
  const EntryId entry = EntryId::New(random);
  const crypto::PublicKey& key = side == Side::kTalk ? to.keys.talk : to.keys.inner;
  const crypto::Bytes box = TRY(SealText(key, to.id, "entry " + entry.text(), crypto::AsBytes(json)));
  TRY(
      tx.Execute("INSERT INTO voice_entry(id, case_id, place, audience, author, day, box) VALUES ($1, $2, "
                 "$3, $4, $5, $6, $7)",
                 {entry, to.id, to.entries, SideName(side), author == Author::kWorker ? "worker" : "team",
                  day, crypto::ByteView(box)}));
  TRY(tx.Execute("UPDATE voice_case SET entries = entries + 1, version = version + 1 WHERE id = $1",
                 {to.id}));
  TRY(SealFiles(tx, random, to, side, entry, files));
  return entry;
}

base::Result<std::vector<TalkEntry>> EntriesOf(db::Transaction& tx, const CaseId& of, Side side,
                                               const crypto::KeyPair& key) {
  std::vector<TalkEntry> entries;
  for (const db::Row& row :
       TRY(tx.Query("SELECT id, author, day, box FROM voice_entry WHERE case_id = $1 AND audience = $2 "
                    "ORDER BY place",
                    {of, SideName(side)}))) {
    TalkEntry entry{.id = row.IdAt<EntryId>(0),
                    .author = row.Text(1) == "worker" ? Author::kWorker : Author::kTeam,
                    .day = row.Int(2),
                    .text = {},
                    .report = {},
                    .files = {}};
    const crypto::SecretBytes text = TRY(OpenText(key, of, "entry " + entry.id.text(), row.Bytes(3)));
    TRY(ReadEntryText(crypto::AsText(text.view()), entry));
    entries.push_back(std::move(entry));
  }
  TRY(ShowFiles(tx, of, side, key, entries));
  return entries;
}

base::Status RemoveSide(db::Transaction& tx, const CaseId& of, Side side) {
  TRY(tx.Execute(
      "DELETE FROM voice_file_chunk WHERE file_id IN (SELECT id FROM voice_file WHERE case_id = $1 AND "
      "audience = $2)",
      {of, SideName(side)}));
  TRY(tx.Execute("DELETE FROM voice_file WHERE case_id = $1 AND audience = $2", {of, SideName(side)}));
  TRY(tx.Execute("DELETE FROM voice_entry WHERE case_id = $1 AND audience = $2", {of, SideName(side)}));
  if (side == Side::kTalk)
    TRY(tx.Execute("DELETE FROM voice_document WHERE case_id = $1 AND kind LIKE 'talk %'", {of}));
  return base::Ok();
}

}  // namespace voice
