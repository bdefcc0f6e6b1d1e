#pragma once
// What calls for concept notes speak of: plain data, and the states of each noun with the steps between them.
// Pure; thread-safe.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/money.h"
#include "base/time.h"
#include "panel/common/ids.h"
#include "panel/common/states.h"

namespace panel::calls {

using CallId = base::Id<struct PanelCallTag>;
using NoteId = base::Id<struct ConceptNoteTag>;
using ReviewId = base::Id<struct CallReviewTag>;
using QuestionId = base::Id<struct CallQuestionTag>;
using ProposalId = base::Id<struct ConceptProposalTag>;

// ---- calls

// Of a direct call only those who are invited learn. kUnsolicited is a direct call that a proposal led to.
enum class CallKind : std::uint8_t { kOpen, kDirect, kUnsolicited, kCount };
std::string_view CallKindName(CallKind kind);  // "open": as stored
std::optional<CallKind> CallKindNamed(std::string_view name);

enum class CallState : std::uint8_t {
  kDraft,
  kPublished,  // notes are taken until the deadline
  kClosed,     // the deadline has passed; eligibility is checked
  kInReview,
  kSelected,
  kNoAward,
  kFinalised,
  kCancelled,
  kCount
};
enum class CallAct : std::uint8_t {
  kPublish,
  kExtend,  // a later deadline
  kClose,   // by the clock
  kReview,
  kCloseScoring,  // from here on scores are seen
  kSelect,
  kNoAward,
  kReopen,  // where those selected declined
  kFinalise,
  kCancel,
  kCount
};
std::string_view CallStateName(CallState state);
std::optional<CallState> CallStateNamed(std::string_view name);
std::string_view CallActName(CallAct act);
std::optional<CallAct> CallActNamed(std::string_view name);
std::span<const Step<CallState, CallAct>> CallSteps();

// What a call is made of. `amount` is a criterion's weight in percent, a section's greatest number of words,
// 1 where a document is required; 0 for a question of eligibility (whose answer must be yes).
enum class PartKind : std::uint8_t { kCriterion, kSection, kEligibility, kDocument, kCount };
std::string_view PartKindName(PartKind kind);
std::optional<PartKind> PartKindNamed(std::string_view name);
struct CallPart {
  PartKind kind = PartKind::kCriterion;
  std::int64_t number = 0;  // from 1, within its kind
  std::string title;
  std::string guidance;
  std::int64_t amount = 0;
};

struct Call {
  CallId id;
  PanelId panel;
  MemberId owner;  // empty: the secretariat
  desk::OrgId owner_org;
  std::string owner_name;
  CallKind kind = CallKind::kOpen;
  CallState state = CallState::kDraft;
  std::string title, summary, details;
  bool blind = true;       // reviewers see a code instead of a name
  bool is_public = false;  // shown to everybody
  base::Currency currency;
  base::Decimal most, total;      // for one note, and for all; 0: not said
  std::int64_t scale_most = 5;    // marks go from 0 to this
  std::int64_t pass_percent = 0;  // weighted score below which a note is marked; 0: none
  std::int64_t min_reviewers = 2;
  base::UtcTime questions_until;  // the first moment that is too late; 0: no questions
  base::UtcTime deadline;         // likewise
  std::int64_t keep_months = 24;
  std::vector<std::string> sectors, countries, sdg;
  std::string reason;     // for cancelling, for no award
  std::string deviation;  // why the selection differs from the ranking
  ProposalId proposal;
  std::int64_t received = 0, eligible = 0, selected = 0, accepted = 0;
  base::UtcTime published, scoring_closed, decided, ended, purged, created, changed;
  std::int64_t version = 0;

  bool TakesNotes(base::UtcTime now) const { return state == CallState::kPublished && now < deadline; }
  bool TakesQuestions(base::UtcTime now) const {
    return state == CallState::kPublished && now < questions_until;
  }
};

struct CallEvent {
  CallAct act = CallAct::kPublish;
  CallState to = CallState::kDraft;
  std::string reason;
  base::UtcTime deadline, when;
};

// ---- questions about a call

enum class QuestionState : std::uint8_t { kOpen, kAnswered, kSetAside, kCount };
enum class QuestionAct : std::uint8_t { kAnswer, kSetAside, kCount };
std::string_view QuestionStateName(QuestionState state);
std::optional<QuestionState> QuestionStateNamed(std::string_view name);
std::string_view QuestionActName(QuestionAct act);
std::optional<QuestionAct> QuestionActNamed(std::string_view name);
std::span<const Step<QuestionState, QuestionAct>> QuestionSteps();

struct Question {
  QuestionId id;
  CallId call;
  QuestionState state = QuestionState::kOpen;
  std::string question, answer;
  bool mine = false;  // asked by the reader's organisation; nobody else learns by whom
  base::UtcTime asked, answered;
  std::int64_t version = 0;
};

// ---- concept notes

enum class NoteState : std::uint8_t {
  kDraft,
  kSubmitted,
  kLapsed,  // still a draft at the deadline
  kWithdrawn,
  kIneligible,
  kInReview,
  kSelected,
  kNotSelected,
  kAccepted,  // selected, and the applicant said yes
  kDeclined,  // selected, and the applicant said no
  kVoid,      // the call was cancelled
  kCount
};
enum class NoteAct : std::uint8_t {
  kSubmit,
  kTakeBack,
  kLapse,  // by the clock
  kWithdraw,
  kRuleOut,
  kRestore,
  kReview,      // with the call
  kSelect,      // with the call
  kNotSelect,   // with the call
  kReconsider,  // with the call
  kAccept,
  kDecline,
  kVoid,  // with the call
  kCount
};
std::string_view NoteStateName(NoteState state);
std::optional<NoteState> NoteStateNamed(std::string_view name);
std::string_view NoteActName(NoteAct act);
std::optional<NoteAct> NoteActNamed(std::string_view name);
std::span<const Step<NoteState, NoteAct>> NoteSteps();

struct BudgetLine {
  std::int64_t number = 0;
  std::string title;
  base::Decimal amount;
};
struct NoteDocument {
  std::int64_t number = 0;  // of the call's part
  std::string sha256, file_name;
  std::int64_t bytes = 0;
  base::UtcTime added;
};
struct Numbered {
  std::int64_t number = 0;  // of the call's part
  std::string text;         // of an answer: "yes", "no" or empty
};

struct Note {
  NoteId id;
  CallId call;
  MemberId member;
  desk::OrgId org;
  std::string member_name;
  NoteState state = NoteState::kDraft;
  std::int64_t code = 0;
  std::string title, summary;
  base::Decimal asked, own;  // `asked` is the sum of the budget's lines
  std::string reason;        // of the last decision
  std::string feedback;      // what the applicant reads of it
  bool shown = false;        // the applicant agrees to be named where results are published
  std::string memorandum;    // id of the draft that followed; empty: none
  base::UtcTime submitted, decided, created, changed;
  std::int64_t version = 0;
  std::vector<Numbered> texts, answers;
  std::vector<BudgetLine> budget;
  std::vector<NoteDocument> documents;
};

struct NoteEvent {
  NoteAct act = NoteAct::kSubmit;
  NoteState to = NoteState::kDraft;
  std::string reason;
  base::UtcTime when;
};

// ---- reviews: one note given to one reviewer

enum class ReviewState : std::uint8_t {
  kAssigned,
  kHandedIn,
  kRecused,   // the reviewer declared a conflict
  kBarred,    // a conflict was known; never given out
  kReleased,  // taken back by whoever runs the call
  kMissed,    // not handed in when the scoring was closed
  kCount
};
enum class ReviewAct : std::uint8_t { kSave, kHandIn, kRecuse, kReturn, kRelease, kMiss, kCount };
std::string_view ReviewStateName(ReviewState state);
std::optional<ReviewState> ReviewStateNamed(std::string_view name);
std::string_view ReviewActName(ReviewAct act);
std::optional<ReviewAct> ReviewActNamed(std::string_view name);
std::span<const Step<ReviewState, ReviewAct>> ReviewSteps();

// Why a reviewer may not have a note.
enum class Bar : std::uint8_t { kNone, kSameOrganisation, kApplicant, kInterest, kRunsTheCall, kCount };
std::string_view BarName(Bar bar);
std::optional<Bar> BarNamed(std::string_view name);

struct Score {
  std::int64_t criterion = 0;
  std::int64_t score = -1;  // -1: not given yet
  std::string remark;
};
struct Review {
  ReviewId id;
  CallId call;
  NoteId note;
  desk::PersonId person;
  desk::OrgId org;
  ReviewState state = ReviewState::kAssigned;
  Bar bar = Bar::kNone;
  std::string reason, remark;
  base::UtcTime assigned, handed_in;
  std::int64_t version = 0;
  std::vector<Score> scores;
};
struct Reviewer {
  desk::PersonId person;
  desk::OrgId org;
  MemberId member;  // empty: of an organisation that is no member
  std::string name, org_name;
  base::UtcTime added;
};

// ---- proposals: concept notes without a call

enum class ProposalState : std::uint8_t { kDraft, kSent, kAccepted, kDeclined, kWithdrawn, kCount };
enum class ProposalAct : std::uint8_t { kSend, kAccept, kDecline, kWithdraw, kCount };
std::string_view ProposalStateName(ProposalState state);
std::optional<ProposalState> ProposalStateNamed(std::string_view name);
std::string_view ProposalActName(ProposalAct act);
std::optional<ProposalAct> ProposalActNamed(std::string_view name);
std::span<const Step<ProposalState, ProposalAct>> ProposalSteps();

struct Proposal {
  ProposalId id;
  PanelId panel;
  MemberId member;
  desk::OrgId org;
  std::string member_name;
  MemberId to;  // empty: the secretariat
  desk::OrgId to_org;
  std::string to_name;
  ProposalState state = ProposalState::kDraft;
  std::string title, body, reason;
  CallId call;  // that it led to
  base::UtcTime sent, created, changed;
  std::int64_t version = 0;
};

}  // namespace panel::calls
