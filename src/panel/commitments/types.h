#pragma once
// Commitments: what a member promises the panel, measurable and dated, and what became of it. Whether a
// promise was kept is said by another member, never by the one who made it. Plain data; pure.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "panel/agreements/kit.h"
#include "panel/common/ids.h"
#include "panel/common/states.h"

namespace panel {

using CommitmentId = base::Id<struct CommitmentTag>;
using EvidenceId = base::Id<struct CommitmentEvidenceTag>;

enum class CommitmentState : std::uint8_t {
  kProposed,    // a draft: only the organisation and the secretariat know it
  kMade,        // promised before the panel
  kOnTheWay,    // being done
  kLate,        // its day has passed
  kClaimed,     // the organisation says it is done and asks for a check
  kKept,        // said by another member
  kPartlyKept,  // likewise
  kMissed,      // likewise
  kWithdrawn,   // with a reason, which everybody sees
  kCount
};
enum class CommitmentAct : std::uint8_t {
  kMake,
  kStart,
  kPostpone,  // another day, with a reason; the days before stay to be seen
  kLapse,     // done by the clock
  kClaim,
  kResume,    // the organisation takes its claim back
  kGiveBack,  // another member: not yet whole
  kConfirmKept,
  kConfirmPartly,
  kConfirmMissed,
  kWithdraw,
  kCount
};
std::string_view CommitmentStateName(CommitmentState state);  // "on-the-way": as stored
std::optional<CommitmentState> CommitmentStateNamed(std::string_view name);
std::string_view CommitmentActName(CommitmentAct act);  // "confirm-kept"
std::optional<CommitmentAct> CommitmentActNamed(std::string_view name);
std::span<const Step<CommitmentState, CommitmentAct>> CommitmentSteps();
// Acts of another member: giving back and the three verdicts.
bool IsVerdict(CommitmentAct act);

struct Commitment {
  CommitmentId id;
  PanelId panel;
  MemberId member;
  std::int64_t number = 0;  // in its panel, from 1; 0 until it is made
  std::string title;
  std::string details;
  std::string indicator;         // what is counted
  std::string unit;              // "workers"
  std::int64_t baseline = 0;     // thousandths
  std::int64_t target = 0;       // thousandths
  std::int64_t current = 0;      // of the last report; the baseline before the first
  std::vector<std::string> sdg;  // targets of the SDGs, in their order
  base::UtcTime starts;          // a day; 0: when it is made
  base::UtcTime due;             // a day
  CommitmentState state = CommitmentState::kProposed;
  bool published = false;  // its owner lets the public see it
  std::string finding;     // of the own organisation's screening; for nobody else
  MemberId asked;          // who is asked to check; empty: any other member
  MemberId verifier;       // who said what became of it
  std::string verdict;     // the reasons, or the reason of a withdrawal
  base::UtcTime made;      // 0: not yet
  base::UtcTime ended;     // verdict or withdrawal; 0: not yet
  base::UtcTime created;
  base::UtcTime changed;
  std::int64_t version = 0;
  // of the member, for showing
  std::string member_name;
  desk::OrgId member_org;  // empty: without accounts here
  std::string verifier_name;
};

// How far from the baseline to the target, in hundredths from 0 to 100; a target below the baseline counts
// downwards.
int PercentDone(const Commitment& commitment);

struct CommitmentDraft {
  MemberId member;  // empty: the actor's own
  std::string title, details, indicator, unit;
  std::string baseline, target;  // amounts as typed
  std::string starts, due;       // days as typed
  std::vector<std::string> sdg;
  bool published = false;
};
// Fills `commitment`; what is wrong comes back with its field. `today`: the due day is not before it.
kit::Wrongs ReadDraft(const CommitmentDraft& draft, base::UtcTime today, Commitment& commitment);

enum class EvidenceKind : std::uint8_t { kLink, kDocument, kPractice, kFinding, kCount };
std::string_view EvidenceKindName(EvidenceKind kind);
std::optional<EvidenceKind> EvidenceKindNamed(std::string_view name);

struct Evidence {
  EvidenceId id;
  EvidenceKind kind = EvidenceKind::kLink;
  std::string title;
  std::string reference;  // an address, the id of a practice, the id of an alert
  std::string sha256;     // of a document
  std::string file_name;
  std::int64_t bytes = 0;
  base::UtcTime added;
};

struct CommitmentReport {
  std::int64_t number = 0;  // from 1
  std::int64_t value = 0;   // thousandths
  std::string note;
  base::UtcTime reported;
};

// One step of its life, newest first: also days that were given up.
struct CommitmentEvent {
  CommitmentAct act = CommitmentAct::kMake;
  CommitmentState to = CommitmentState::kMade;
  std::string member_name;  // who did it; empty: the clock or the secretariat
  std::string reason;
  base::UtcTime due;  // at that time
  base::UtcTime when;
};

}  // namespace panel
