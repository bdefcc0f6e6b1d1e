#pragma once
// The alert queue: reading it, deciding, undoing, assigning, approving. Every call names the organisation; an
// alert of another one is kNotFound. Each change of an alert raises its version, is a line of its history and
// an audit entry (ids, no names), all in one transaction; a change that names a version fails with kConflict
// where somebody else was first. Thread-safe.
//
// Rules. A decision at or above the organisation's harm (settings.h) is a proposal: the alert goes to second
// look, and a different person approves it or returns it. Same needs a reason; so does returning. A decision
// may be undone by who made it within kUndoMs, as long as nothing happened to the alert since. Decisions
// (approved ones, where approval is needed) are remembered by the contents of both sides and applied to every
// alert of the same contents that a screening finds later; once either content changes the alert waits again,
// and says what changed. Nobody approves their own.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "screening/queue/seams.h"
#include "screening/queue/types.h"

namespace screening {

inline constexpr std::int64_t kUndoMs = 10 * base::kMinuteMs;

enum class AlertSort : std::uint8_t { kHarm, kOldest, kNewest, kScore };
std::string_view AlertSortName(AlertSort sort);  // "harm", "oldest", "newest", "score"
std::optional<AlertSort> AlertSortNamed(std::string_view name);

struct AlertFilter {
  Stage stage = Stage::kWaiting;
  std::string dataset;
  std::string country;      // of the party
  std::string schema;       // of the party
  std::string assigned_to;  // person's id; "nobody": those that nobody has
  std::string text;         // beginnings of words of the party's names
  double score_from = 0;    // >=
  double score_below = 0;   // <; 0: no limit
  PartyId party;            // of one party
};

// A page of the queue in its order.
struct AlertPage {
  std::vector<QueuedAlert> alerts;
  std::string before;  // position for the page before, or empty at the beginning
  std::string after;   // position for the page after, or empty at the end
};

struct StageCounts {  // each up to kMaxCounted
  std::int64_t waiting = 0;
  std::int64_t unsure = 0;
  std::int64_t second_look = 0;
  std::int64_t decided = 0;
};

// An alert with everything its page shows.
struct AlertDetail {
  QueuedAlert alert;
  entity::Entity party;  // the content that was compared
  entity::Entity entry;
  bool party_is_current = true;  // false: the party changed since and waits for its screening
  match::Alert explained;        // alignment, evidence, what would settle it; made anew from both contents
  std::optional<Judgement> judgement;  // the one in force or proposed
  std::vector<AlertEvent> history;     // newest first, at most kMaxHistory
  bool needs_second_look = false;      // that a decision now would be a proposal
  bool may_undo = false;               // by the actor who asks
  base::UtcTime undo_until;
};

// What happened to an alert by a decision.
struct AlertChange {
  AlertId id;
  Stage stage = Stage::kWaiting;
  std::int64_t version = 0;
};

struct BulkItem {
  AlertId id;
  std::int64_t version = 0;
};
struct BulkOutcome {
  std::string batch;  // for UndoBatch
  std::size_t decided = 0;
  std::size_t second_look = 0;
  std::vector<std::pair<AlertId, std::string>> skipped;  // and why
};

class Alerts {
 public:
  explicit Alerts(QueueSeams& seams) : seams_(seams) {}

  // `position` empty: from the beginning; else one of a page's, read forward (`after`) or backward
  // (`before`).
  enum class Direction : std::uint8_t { kForward, kBackward };
  base::Result<AlertPage> List(const desk::OrgId& org, const AlertFilter& filter, AlertSort sort,
                               std::string_view position, Direction direction, std::size_t limit);
  // The page around an alert: some before it, the rest after it. The alert itself stands in it if it fits the
  // filter; if not, `before` and `after` are where it would stand.
  base::Result<AlertPage> Around(const desk::OrgId& org, const AlertFilter& filter, AlertSort sort,
                                 const AlertId& id, std::size_t limit);
  // The next one in that order after this alert's place, whether or not it still fits the filter; nothing at
  // the end.
  base::Result<std::optional<AlertId>> Next(const desk::OrgId& org, const AlertFilter& filter, AlertSort sort,
                                            const AlertId& id);
  base::Result<StageCounts> Counts(const desk::OrgId& org);
  // For home: when the oldest waiting alert was found; nothing where none waits.
  base::Result<std::optional<base::UtcTime>> OldestWaiting(const desk::OrgId& org);
  // The current lists' datasets and the countries of the organisation's parties, for filters; at most
  // kMaxChoices each.
  struct Choices {
    std::vector<std::string> datasets;
    std::vector<std::string> countries;
  };
  base::Result<Choices> FilterChoices(const desk::OrgId& org);
  base::Result<QueuedAlert> Get(const desk::OrgId& org, const AlertId& id);
  // All alerts of a party, in every stage, by dataset and entry.
  base::Result<std::vector<QueuedAlert>> OfParty(const desk::OrgId& org, const PartyId& party);
  base::Result<AlertDetail> Detail(const desk::Actor& actor, const desk::OrgId& org, const AlertId& id);
  // Every alert of the filter in the order of the sort, in bounded memory, with the judgement behind it;
  // false ends it.
  base::Status Each(
      const desk::OrgId& org, const AlertFilter& filter, AlertSort sort,
      const std::function<base::Result<bool>(const QueuedAlert&, const std::optional<Judgement>&)>& visit);
  // The same with the two records as they were compared, which costs two reads an alert.
  struct ComparedAlert {
    const QueuedAlert& alert;
    const std::optional<Judgement>& judgement;
    const entity::Entity& party;
    const entity::Entity& entry;
  };
  base::Status EachCompared(const desk::OrgId& org, const AlertFilter& filter, AlertSort sort,
                            const std::function<base::Result<bool>(const ComparedAlert&)>& visit);

  // `version` 0: whatever it is. Errors: kInvalid (no reason for Same, reason too long), kConflict (changed
  // by somebody else, withdrawn).
  base::Result<AlertChange> Judge(const desk::Actor& actor, const desk::OrgId& org, const AlertId& id,
                                  std::int64_t version, Decision decision, std::string_view reason);
  // At most kMaxBulk; each alert by itself: those that somebody changed meanwhile are skipped and named.
  base::Result<BulkOutcome> JudgeMany(const desk::Actor& actor, const desk::OrgId& org,
                                      const std::vector<BulkItem>& items, Decision decision,
                                      std::string_view reason);
  // The last decision, approval or return on it. Errors: kForbidden (somebody else's), kConflict (too late,
  // or something happened since).
  base::Result<AlertChange> Undo(const desk::Actor& actor, const desk::OrgId& org, const AlertId& id);
  // The decisions of one JudgeMany that can still be undone; returns how many.
  base::Result<std::size_t> UndoBatch(const desk::Actor& actor, const desk::OrgId& org,
                                      std::string_view batch);
  // Person empty: nobody. The caller has checked that the person is a member.
  base::Result<std::size_t> Assign(const desk::Actor& actor, const desk::OrgId& org,
                                   const std::vector<AlertId>& ids, const desk::PersonId& person);
  base::Status AddNote(const desk::Actor& actor, const desk::OrgId& org, const AlertId& id,
                       std::string_view text);
  // Errors: kForbidden where the actor made the decision, kConflict where the alert is not in second look.
  base::Result<AlertChange> Approve(const desk::Actor& actor, const desk::OrgId& org, const AlertId& id,
                                    std::int64_t version);
  base::Result<AlertChange> Return(const desk::Actor& actor, const desk::OrgId& org, const AlertId& id,
                                   std::int64_t version, std::string_view reason);

 private:
  QueueSeams& seams_;
};

}  // namespace screening
