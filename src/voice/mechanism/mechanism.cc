#include "voice/mechanism/mechanism.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_voice.h"
#include "desk/tr.h"
#include "voice/mechanism/ledger.h"

namespace voice::mechanism {
namespace {

constexpr std::string_view kAuditAction = "mechanism.publish";

std::optional<Day> DayAt(const db::Row& row, std::size_t column) {
  if (row.IsNull(column)) return std::nullopt;
  return row.Int(column);
}

ReportFacts FactsIn(const db::Row& row) {
  return {.language = row.Text(0),
          .received = row.Int(1),
          .ack_due = row.Int(2),
          .feedback_due = row.Int(3),
          .answered = DayAt(row, 4),
          .told_again = DayAt(row, 5),
          .replied = DayAt(row, 6),
          .referred = DayAt(row, 7),
          .remedied = DayAt(row, 8),
          .closed = DayAt(row, 9),
          .claims = row.Int(11) != 0,
          .satisfied = static_cast<int>(row.Int(10))};
}

base::Result<Tally> CountReports(db::Transaction& tx, gate::Quarter quarter) {
  Tally tally(quarter);
  const Window& window = tally.window();
  TRY(tx.Each(
      "SELECT c.language, c.received_day, c.ack_due, c.feedback_due, c.answered_day, c.told_again_day, "
      "c.replied_day, c.referred_day, c.remedied_day, c.closed_day, c.satisfied, CASE WHEN EXISTS (SELECT 1 "
      "FROM voice_document d WHERE d.case_id = c.id AND d.kind = 'claims') THEN 1 ELSE 0 END FROM voice_case "
      "c WHERE c.channel <> $1 AND ((c.received_day BETWEEN $2 AND $3) OR (c.remedied_day BETWEEN $2 AND "
      "$3))",
      {ChannelName(Channel::kImport), window.first, window.last},
      [&](const db::Row& row) -> base::Result<bool> {
        tally.Add(FactsIn(row));
        return true;
      }));
  return tally;
}

base::Result<std::optional<gate::Quarter>> SinceIn(db::Transaction& tx) {
  const std::optional<db::Row> row =
      TRY(tx.QueryOne("SELECT quarter FROM voice_mechanism_since WHERE id = 1"));
  if (!row) return std::optional<gate::Quarter>();
  const gate::Quarter quarter = TRY(gate::Quarter::Parse(row->Text(0)));
  return std::optional(quarter);
}

// As the audit log has the end of the ledger.
base::Result<ledger::Kept> KeptIn(desk::Audit& audit) {
  ledger::Kept kept;
  const std::vector<desk::AuditEntry> last = TRY(audit.Page({}, 0, 1, kAuditAction));
  if (last.empty()) return kept;
  for (const auto& [name, value] : last[0].details) {
    if (name == "number") kept.number = value;
    if (name == "head") kept.head = value;
  }
  return kept;
}

}  // namespace

base::Result<bool> Mechanism::PublishNext(std::int64_t languages_open) {
  const base::UtcTime now = clock_.Now();
  return database_.Write([&](db::Transaction& tx) -> base::Result<bool> {
    const std::optional<gate::Quarter> since = TRY(SinceIn(tx));
    if (!since) {
      TRY(tx.Execute("INSERT INTO voice_mechanism_since (id, quarter) VALUES (1, $1) ON CONFLICT DO NOTHING",
                     {gate::Quarter::Of(now).Text()}));
      return false;
    }
    const std::optional<Publication> last = TRY(ledger::Last(tx));
    const gate::Quarter next = last ? last->quarter.Next() : *since;
    if (now < next.Next().End()) return false;
    const Tally tally = TRY(CountReports(tx, next));
    const Publication made = TRY(ledger::Append(tx, Publish(tally, languages_open)));
    desk::Actor system;
    system.kind = desk::Actor::Kind::kSystem;
    system.label = "system:mechanism";
    TRY(audit_.Append(
        tx, system, kAuditAction, "quarter:" + next.Text(),
        {{"number", std::to_string(made.number)}, {"digest", made.digest}, {"head", made.head}}));
    return true;
  });
}

base::Result<std::int64_t> Mechanism::PublishDue() {
  const std::vector<WorkerLanguage> languages = TRY(languages_.All());
  const std::int64_t open = std::count_if(languages.begin(), languages.end(), [](const WorkerLanguage& one) {
    return one.state != LanguageState::kOff;
  });
  std::int64_t made = 0;
  while (TRY(PublishNext(open))) ++made;
  return made;
}

base::Result<std::vector<Publication>> Mechanism::Publications() {
  return database_.Read(
      [](db::Transaction& tx) { return ledger::Newest(tx, base::kMaxMechanismPublications); });
}

base::Result<Publication> Mechanism::PublicationOf(gate::Quarter quarter) {
  return database_.Read([&](db::Transaction& tx) -> base::Result<Publication> {
    std::optional<Publication> found = TRY(ledger::Of(tx, quarter));
    if (!found) return base::NotFound(fmt::format("the quarter {} is not published", quarter.Text()));
    return *std::move(found);
  });
}

base::Result<std::optional<gate::Quarter>> Mechanism::Since() {
  return database_.Read([](db::Transaction& tx) { return SinceIn(tx); });
}

base::Result<Publication> Mechanism::Verify() {
  // A quarter that is published between the two readings is no damage.
  for (ledger::Kept kept = TRY(KeptIn(audit_));;) {
    base::Result<Publication> verified =
        database_.Read([&](db::Transaction& tx) { return ledger::Verify(tx, kept); });
    ledger::Kept after = TRY(KeptIn(audit_));
    if (after == kept) return verified;
    kept = std::move(after);
  }
}

}  // namespace voice::mechanism
