#pragma once
// The alerts' SQL. Every function works in the transaction it is given and names the organisation. Internal
// to the queue.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "db/sql_text.h"
#include "screening/queue/alerts.h"

namespace screening::alert_store {

// "SELECT a.…, FROM alert a": columns in the order that Read takes them, from column 0.
std::string_view Columns();
inline constexpr std::size_t kColumns = 26;
base::Result<QueuedAlert> Read(const db::Row& row);

base::Result<QueuedAlert> Get(db::Transaction& tx, const desk::OrgId& org, const AlertId& id);
base::Result<std::vector<QueuedAlert>> OfParties(db::Transaction& tx, const desk::OrgId& org,
                                                 const std::vector<PartyId>& parties);

base::Status Insert(db::Transaction& tx, const desk::OrgId& org, std::span<const QueuedAlert> alerts);
// Everything but id, pair and creation. Errors: kConflict where its version is no longer `alert.version`;
// raises it by one.
base::Status Update(db::Transaction& tx, const desk::OrgId& org, const QueuedAlert& alert);

// ---- history
struct NewEvent {
  AlertId alert;
  EventKind kind = EventKind::kFound;
  Decision decision = Decision::kNone;
  std::string text;
  desk::PersonId about;
  std::string batch;
  std::string before;  // StandingText of the alert before it, for events that can be undone
};
// In order; numbers follow those that are there.
base::Status AddEvents(QueueSeams& seams, db::Transaction& tx, const desk::OrgId& org,
                       const desk::Actor& actor, std::span<const NewEvent> events);
base::Result<std::vector<AlertEvent>> Events(db::Transaction& tx, const desk::OrgId& org,
                                             const AlertId& alert, std::size_t limit);

// The newest event that changed where the alert stands and was not undone.
struct LastEvent {
  EventId id;
  EventKind kind = EventKind::kFound;
  base::UtcTime time;
  std::string actor;
  std::string before;
};
base::Result<std::optional<LastEvent>> LastChange(db::Transaction& tx, const desk::OrgId& org,
                                                  const AlertId& alert);
base::Status MarkUndone(db::Transaction& tx, const desk::OrgId& org, const EventId& event);

// ---- judgements
base::Result<std::optional<Judgement>> GetJudgement(db::Transaction& tx, const desk::OrgId& org,
                                                    const JudgementId& id);
// `in_force`: takes the place of former ones of the same contents.
base::Status InsertJudgement(db::Transaction& tx, const desk::OrgId& org, const QueuedAlert& alert,
                             const Judgement& judgement, bool in_force);
base::Status Approve(db::Transaction& tx, const desk::OrgId& org, const QueuedAlert& alert,
                     std::string_view approver, base::UtcTime when);
// No longer in force; those whose place it took are again.
base::Status TakeBack(db::Transaction& tx, const desk::OrgId& org, const JudgementId& id);

// What is remembered of pairs of contents: decisions in force on any of these contents of parties.
struct Remembered {
  std::string party_hash;
  std::string entry_hash;
  Judgement judgement;
};
base::Result<std::vector<Remembered>> RememberedOf(db::Transaction& tx, const desk::OrgId& org,
                                                   const std::vector<std::string>& party_hashes);

// Withdraws the open and decided alerts of parties of actor.org; returns how many.
base::Result<std::int64_t> WithdrawParties(QueueSeams& seams, db::Transaction& tx, const desk::Actor& actor,
                                           const std::vector<PartyId>& parties);

// JSON for signals: ids, dataset, score, stage, decision, harm; no names.
std::string SignalText(const QueuedAlert& alert);

// What Undo brings back: stage, decision and who decided, as JSON.
std::string StandingText(const QueuedAlert& alert);
base::Status SetStanding(QueuedAlert& alert, std::string_view standing);

}  // namespace screening::alert_store
