#pragma once
// What the folder speaks of, as plain data: a practice and its revisions, reviews, replications,
// translations, and the tools of the catalogue.
//
// A practice belongs to an organisation that is a member. Its working revision goes through the states below;
// what was published before stays visible meanwhile (`published_revision`). Each publication is an edition:
// 1, 2, ... A revision that was sent never changes; the next change makes the next revision.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "desk/ids.h"
#include "panel/common/ids.h"
#include "panel/common/states.h"
#include "panel/practices/content.h"
#include "panel/practices/evidence.h"

namespace panel {

using PracticeId = base::Id<struct PracticeTag>;
using PracticeReviewId = base::Id<struct PracticeReviewTag>;
using PracticeCommentId = base::Id<struct PracticeCommentTag>;
using ReplicationId = base::Id<struct ReplicationTag>;
using PracticeTranslationId = base::Id<struct PracticeTranslationTag>;
using ToolId = base::Id<struct ToolTag>;

enum class PracticeState : std::uint8_t {
  kDraft,
  kSubmitted,  // the secretariat looks for reviewers
  kInReview,
  kReturned,  // changes are asked for
  kAccepted,  // graded; its owner may publish
  kPublished,
  kDeclined,
  kWithdrawn,  // the end
  kCount
};
enum class PracticeAct : std::uint8_t {
  kSubmit,
  kRecall,
  kBeginReview,
  kReturn,
  kAccept,
  kDecline,
  kPublish,
  kRevise,
  kWithdraw,
  kCount
};
std::string_view PracticeStateName(PracticeState state);  // "in-review": as stored
std::string_view PracticeActName(PracticeAct act);        // "begin-review"
std::optional<PracticeState> PracticeStateNamed(std::string_view name);
std::optional<PracticeAct> PracticeActNamed(std::string_view name);
std::span<const Step<PracticeState, PracticeAct>> PracticeSteps();

struct Practice {
  PracticeId id;
  PanelId panel;
  desk::OrgId org;
  MemberId member;
  std::string owner;  // the member's name
  PracticeState state = PracticeState::kDraft;
  std::string kind;   // of the working revision: "practice", "business-case"
  std::string title;  // of the working revision
  std::string language;
  std::int64_t revision = 1;            // the working one
  std::int64_t published_revision = 0;  // 0: never, or withdrawn
  std::int64_t edition = 0;             // how often it was published
  int grade = 0;                        // of what is published; 0: none
  bool is_public = false;               // the world may see what is published; else members
  std::int64_t replications = 0;        // confirmed ones
  base::UtcTime created;
  base::UtcTime changed;
  base::UtcTime published;  // last
  base::UtcTime withdrawn;
  std::string withdrawn_reason;
  std::int64_t version = 0;
};

struct PracticeRevision {
  std::int64_t number = 0;
  PracticeContent content;
  std::string change_note;   // what changed, in the owner's words
  std::int64_t edition = 0;  // 0: was not published
  int grade = 0;
  bool interest = false;  // a reviewer declared an interest
  base::UtcTime created;
  base::UtcTime submitted;  // 0: the working one, not sent
  base::UtcTime published;
};

// A line of its history.
struct PracticeEvent {
  std::string act;   // PracticeActName, or "create", "audience", "review-done", ...
  std::string role;  // "owner", "secretariat", "reviewer", "member"
  std::string note;
  std::int64_t revision = 0;
  base::UtcTime time;
};

enum class ReviewState : std::uint8_t { kInvited, kAgreed, kRecused, kDone, kReleased, kCount };
enum class ReviewAct : std::uint8_t { kAgree, kRecuse, kFinish, kRelease, kCount };
std::string_view ReviewStateName(ReviewState state);
std::string_view ReviewActName(ReviewAct act);
std::optional<ReviewState> ReviewStateNamed(std::string_view name);
std::span<const Step<ReviewState, ReviewAct>> ReviewSteps();

struct PracticeReview {
  PracticeReviewId id;
  PracticeId practice;
  std::int64_t revision = 0;
  MemberId member;
  desk::OrgId org;
  std::string name;        // of the member
  desk::PersonId person;   // who agreed
  std::int64_t place = 0;  // "Reviewer 1", as the owner sees her
  ReviewState state = ReviewState::kInvited;
  std::string interest;  // what she declared; empty: none
  ReviewAnswers answers;
  std::string recommendation;  // "publish", "change", "decline"
  std::string to_owner;        // Markdown
  std::string to_secretariat;
  base::UtcTime invited;
  base::UtcTime due;
  base::UtcTime done;
  std::int64_t version = 0;
};

struct PracticeComment {
  PracticeCommentId id;
  std::string kind;        // "question", "answer", "comment"
  std::string audience;    // "review": owner, reviewers, secretariat; "members"
  std::string role;        // "owner", "reviewer", "secretariat", "member"
  std::int64_t place = 0;  // of a reviewer
  desk::OrgId org;
  std::string name;           // of the member; empty for a reviewer
  PracticeCommentId answers;  // of an answer: the question
  std::int64_t revision = 0;
  std::string text;  // Markdown
  bool answered = false;
  base::UtcTime created;
};

enum class ReplicationState : std::uint8_t { kClaimed, kConfirmed, kRefused, kRetracted, kCount };
enum class ReplicationAct : std::uint8_t { kAmend, kConfirm, kRefuse, kRetract, kCount };
std::string_view ReplicationStateName(ReplicationState state);
std::string_view ReplicationActName(ReplicationAct act);
std::optional<ReplicationState> ReplicationStateNamed(std::string_view name);
std::span<const Step<ReplicationState, ReplicationAct>> ReplicationSteps();

// "We copied this": where, what became of it, in figures.
struct ReplicationClaim {
  std::string country;   // ISO 3166-1 alpha-2 in lower case
  std::string industry;  // ISIC
  std::string began;     // "2025", "2025-04" or a day
  std::int64_t sites = 1;
  std::string outcome;  // "worked", "partly", "did-not-work"
  std::string text;     // Markdown: what was done otherwise, what happened
  struct Figure {
    std::string measure;  // "Fee paid by a worker (median)"
    std::string before;   // exact decimals; empty: not measured
    std::string after;
    std::string unit;  // "USD", "%", "workers"
    bool operator==(const Figure&) const = default;
  };
  std::vector<Figure> figures;
  bool may_show = false;  // the world may see it beside a public practice
};

struct Replication {
  ReplicationId id;
  PracticeId practice;
  std::string practice_title;
  std::int64_t edition = 0;  // that was copied
  desk::OrgId org;
  std::string name;  // of the member who copied
  ReplicationState state = ReplicationState::kClaimed;
  ReplicationClaim claim;
  std::string decided_by;  // "owner", "reviewer"
  std::string decision;    // note of whoever decided
  base::UtcTime created;
  base::UtcTime decided;
  std::int64_t version = 0;
};

enum class TranslationState : std::uint8_t { kProposed, kPublished, kRetired, kCount };
enum class TranslationAct : std::uint8_t { kAmend, kPublish, kRetire, kCount };
std::string_view TranslationStateName(TranslationState state);
std::string_view TranslationActName(TranslationAct act);
std::optional<TranslationState> TranslationStateNamed(std::string_view name);
std::span<const Step<TranslationState, TranslationAct>> TranslationSteps();

struct PracticeTranslation {
  PracticeTranslationId id;
  PracticeId practice;
  std::string language;
  PracticeTexts texts;
  std::int64_t of_revision = 0;  // the published revision it was made from
  bool stale = false;            // the original was published anew since
  desk::OrgId org;
  std::string name;
  TranslationState state = TranslationState::kProposed;
  base::UtcTime created;
  base::UtcTime changed;
  std::int64_t version = 0;
};

enum class ToolState : std::uint8_t { kProposed, kListed, kRefused, kRetired, kCount };
enum class ToolAct : std::uint8_t { kAmend, kList, kRefuse, kRetire, kCount };
std::string_view ToolStateName(ToolState state);
std::string_view ToolActName(ToolAct act);
std::optional<ToolState> ToolStateNamed(std::string_view name);
std::optional<ToolAct> ToolActNamed(std::string_view name);
std::span<const Step<ToolState, ToolAct>> ToolSteps();

struct Tool {
  ToolId id;
  PanelId panel;
  desk::OrgId org;
  std::string name;  // of the member who offers it
  ToolState state = ToolState::kProposed;
  ToolContent content;
  bool is_public = false;
  std::string decision;  // why it was refused or retired
  base::UtcTime created;
  base::UtcTime changed;
  std::int64_t version = 0;
};

}  // namespace panel
