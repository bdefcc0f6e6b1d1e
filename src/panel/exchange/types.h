#pragma once
// What the exchange speaks of: offers and needs, introductions of one to the other, what was agreed and what
// came of it, requests for help, barriers. Plain data; enumerations are stored by name.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/money.h"
#include "base/time.h"
#include "panel/common/directory.h"
#include "panel/common/states.h"

namespace panel::exchange {

using ListingId = base::Id<struct ListingTag>;
using IntroductionId = base::Id<struct IntroductionTag>;
using ProposalId = base::Id<struct ProposalTag>;
using HelpId = base::Id<struct HelpTag>;
using BarrierId = base::Id<struct BarrierTag>;
using BarId = base::Id<struct BarTag>;

// ---- offers and needs

enum class Side : std::uint8_t { kOffer, kNeed, kCount };
enum class Kind : std::uint8_t {
  kMoney,
  kGoods,
  kSkills,
  kJobs,
  kMedia,
  kPremises,
  kData,
  kStaffTime,
  kCount
};
inline constexpr std::size_t kKinds = static_cast<std::size_t>(Kind::kCount);
// Who may see it besides its owner and the secretariat. kPublic: also the public face (PublicListings).
enum class Visibility : std::uint8_t { kSecretariat, kMembers, kPublic, kCount };
enum class ListingState : std::uint8_t { kDraft, kOpen, kPaused, kUsedUp, kLapsed, kWithdrawn, kCount };
enum class ListingAct : std::uint8_t {
  kPublish,
  kPause,
  kResume,
  kUseUp,  // all of it is agreed, or its owner says so
  kLapse,  // by the calendar: its last day is over
  kWithdraw,
  kReopen,
  kCount
};
inline constexpr Step<ListingState, ListingAct> kListingSteps[] = {
    {ListingState::kDraft, ListingAct::kPublish, ListingState::kOpen},
    {ListingState::kDraft, ListingAct::kWithdraw, ListingState::kWithdrawn},
    {ListingState::kOpen, ListingAct::kPause, ListingState::kPaused},
    {ListingState::kOpen, ListingAct::kUseUp, ListingState::kUsedUp},
    {ListingState::kOpen, ListingAct::kLapse, ListingState::kLapsed},
    {ListingState::kOpen, ListingAct::kWithdraw, ListingState::kWithdrawn},
    {ListingState::kPaused, ListingAct::kResume, ListingState::kOpen},
    {ListingState::kPaused, ListingAct::kLapse, ListingState::kLapsed},
    {ListingState::kPaused, ListingAct::kWithdraw, ListingState::kWithdrawn},
    {ListingState::kUsedUp, ListingAct::kReopen, ListingState::kOpen},
    {ListingState::kLapsed, ListingAct::kReopen, ListingState::kOpen},
    {ListingState::kWithdrawn, ListingAct::kReopen, ListingState::kDraft},
};

// An offer or a need. Days are UTC midnights; 0: not said. Lists are ordered and without repeats; empty: not
// said (places: anywhere; open_to: everybody).
struct Listing {
  ListingId id;
  PanelId panel;
  Member owner;  // of the panel
  Side side = Side::kOffer;
  Kind kind = Kind::kMoney;
  std::string title;
  std::string details;
  base::Decimal quantity;              // above 0, at most kMaxExchangeQuantity
  std::string unit;                    // kinds.h; of money its ISO 4217 code
  base::Decimal taken;                 // agreed in matches that were not stopped
  std::vector<std::string> places;     // ISO 3166-1 alpha-2 in lower case
  std::vector<std::string> languages;  // ISO 639-1
  std::vector<std::string> sectors;    // ISIC Rev. 4 sections or divisions
  std::vector<std::string> targets;    // SDG targets: "8.7"
  std::string conditions;              // in words
  std::vector<desk::OrgType> open_to;
  base::UtcTime from;
  base::UtcTime until;  // the last day
  Visibility visibility = Visibility::kMembers;
  ListingState state = ListingState::kDraft;
  base::UtcTime created;
  base::UtcTime opened;  // first published; 0: never
  std::int64_t version = 0;

  base::Decimal Left() const;  // quantity - taken, at least 0
};

// ---- introductions and what comes of them

// One offer brought together with one need. Nothing is agreed before both sides have said yes.
enum class IntroductionState : std::uint8_t {
  kProposed,  // by a plan or the secretariat; only the secretariat sees it
  kSent,      // both sides are asked
  kOfferYes,  // the offer's side has said yes, the need's not yet
  kNeedYes,
  kAgreed,  // both: a match
  kUnderway,
  kReported,   // one side has said what arrived
  kDisputed,   // the other says otherwise
  kConfirmed,  // both say the same: the outcome stands
  kStopped,    // after it was agreed
  kDeclined,
  kLapsed,  // not answered in time
  kTakenBack,
  kCount
};
enum class IntroductionAct : std::uint8_t {
  kSend,
  kOfferAccepts,
  kNeedAccepts,
  kDecline,
  kLapse,
  kTakeBack,  // by the secretariat, before it is agreed
  kBegin,
  kReport,
  kConfirm,
  kDispute,
  kStop,
  kCount
};
inline constexpr Step<IntroductionState, IntroductionAct> kIntroductionSteps[] = {
    {IntroductionState::kProposed, IntroductionAct::kSend, IntroductionState::kSent},
    {IntroductionState::kProposed, IntroductionAct::kTakeBack, IntroductionState::kTakenBack},
    {IntroductionState::kSent, IntroductionAct::kOfferAccepts, IntroductionState::kOfferYes},
    {IntroductionState::kSent, IntroductionAct::kNeedAccepts, IntroductionState::kNeedYes},
    {IntroductionState::kSent, IntroductionAct::kDecline, IntroductionState::kDeclined},
    {IntroductionState::kSent, IntroductionAct::kLapse, IntroductionState::kLapsed},
    {IntroductionState::kSent, IntroductionAct::kTakeBack, IntroductionState::kTakenBack},
    {IntroductionState::kOfferYes, IntroductionAct::kNeedAccepts, IntroductionState::kAgreed},
    {IntroductionState::kOfferYes, IntroductionAct::kDecline, IntroductionState::kDeclined},
    {IntroductionState::kOfferYes, IntroductionAct::kLapse, IntroductionState::kLapsed},
    {IntroductionState::kOfferYes, IntroductionAct::kTakeBack, IntroductionState::kTakenBack},
    {IntroductionState::kNeedYes, IntroductionAct::kOfferAccepts, IntroductionState::kAgreed},
    {IntroductionState::kNeedYes, IntroductionAct::kDecline, IntroductionState::kDeclined},
    {IntroductionState::kNeedYes, IntroductionAct::kLapse, IntroductionState::kLapsed},
    {IntroductionState::kNeedYes, IntroductionAct::kTakeBack, IntroductionState::kTakenBack},
    {IntroductionState::kAgreed, IntroductionAct::kBegin, IntroductionState::kUnderway},
    {IntroductionState::kAgreed, IntroductionAct::kStop, IntroductionState::kStopped},
    {IntroductionState::kUnderway, IntroductionAct::kReport, IntroductionState::kReported},
    {IntroductionState::kUnderway, IntroductionAct::kStop, IntroductionState::kStopped},
    {IntroductionState::kReported, IntroductionAct::kConfirm, IntroductionState::kConfirmed},
    {IntroductionState::kReported, IntroductionAct::kDispute, IntroductionState::kDisputed},
    {IntroductionState::kDisputed, IntroductionAct::kReport, IntroductionState::kReported},
    {IntroductionState::kDisputed, IntroductionAct::kStop, IntroductionState::kStopped},
};

struct Introduction {
  IntroductionId id;
  PanelId panel;
  ListingId offer;
  ListingId need;
  desk::OrgId offer_org;
  desk::OrgId need_org;
  ProposalId proposal;   // empty: made by hand
  base::Decimal amount;  // in the offer's and need's unit
  int score = 0;         // when it was made, 0 to 1000
  std::string reasons;   // the parts of the score then, as score.h writes them
  IntroductionState state = IntroductionState::kProposed;
  std::string words;      // the reason of the last decline, dispute or stop
  base::Decimal arrived;  // as last reported
  std::string outcome;    // in words, as last reported
  desk::OrgId reported_by;
  base::UtcTime created;
  base::UtcTime changed;
  base::UtcTime due;  // answer wanted until; 0: no clock runs
  std::int64_t version = 0;
};
// From both yeses on: what is counted as a match.
bool IsMatch(IntroductionState state);
// Waits for an answer of this side.
bool Waits(IntroductionState state, Side side);

struct IntroductionEvent {
  IntroductionAct act = IntroductionAct::kSend;
  IntroductionState to = IntroductionState::kSent;
  base::UtcTime time;
  std::string actor;  // Actor::label
  desk::OrgId org;
  std::string words;
};

// ---- the help board

enum class HelpState : std::uint8_t { kAsked, kTaken, kAnswered, kClosed, kWithdrawn, kCount };
enum class HelpAct : std::uint8_t { kTake, kGiveBack, kAnswer, kAskAgain, kClose, kWithdraw, kCount };
inline constexpr Step<HelpState, HelpAct> kHelpSteps[] = {
    {HelpState::kAsked, HelpAct::kTake, HelpState::kTaken},
    {HelpState::kAsked, HelpAct::kWithdraw, HelpState::kWithdrawn},
    {HelpState::kTaken, HelpAct::kGiveBack, HelpState::kAsked},
    {HelpState::kTaken, HelpAct::kAnswer, HelpState::kAnswered},
    {HelpState::kTaken, HelpAct::kWithdraw, HelpState::kWithdrawn},
    {HelpState::kAnswered, HelpAct::kAskAgain, HelpState::kTaken},
    {HelpState::kAnswered, HelpAct::kClose, HelpState::kClosed},
};
enum class Addressee : std::uint8_t { kGovernment, kUnitedNations, kOther, kCount };

struct Help {
  HelpId id;
  PanelId panel;
  Member owner;  // who asks
  Addressee to = Addressee::kGovernment;
  std::string country;  // of the government asked, or where it matters; may be empty
  std::string title;
  std::string details;
  HelpState state = HelpState::kAsked;
  MemberId taken_by;  // empty: nobody, or the secretariat
  std::string taken_by_name;
  std::string answer;
  base::UtcTime asked;
  base::UtcTime due;  // of the clock that runs in this state; 0: none
  base::UtcTime changed;
  std::int64_t version = 0;
};

// ---- the register of barriers

enum class BarrierState : std::uint8_t { kReported, kOwned, kPlanned, kLifted, kStays, kCount };
enum class BarrierAct : std::uint8_t { kAssign, kPlan, kLift, kLeave, kReopen, kCount };
inline constexpr Step<BarrierState, BarrierAct> kBarrierSteps[] = {
    {BarrierState::kReported, BarrierAct::kAssign, BarrierState::kOwned},
    {BarrierState::kReported, BarrierAct::kLeave, BarrierState::kStays},
    {BarrierState::kOwned, BarrierAct::kAssign, BarrierState::kOwned},
    {BarrierState::kOwned, BarrierAct::kPlan, BarrierState::kPlanned},
    {BarrierState::kOwned, BarrierAct::kLeave, BarrierState::kStays},
    {BarrierState::kPlanned, BarrierAct::kAssign, BarrierState::kOwned},
    {BarrierState::kPlanned, BarrierAct::kPlan, BarrierState::kPlanned},
    {BarrierState::kPlanned, BarrierAct::kLift, BarrierState::kLifted},
    {BarrierState::kPlanned, BarrierAct::kLeave, BarrierState::kStays},
    {BarrierState::kLifted, BarrierAct::kReopen, BarrierState::kReported},
    {BarrierState::kStays, BarrierAct::kReopen, BarrierState::kReported},
};

struct Barrier {
  BarrierId id;
  PanelId panel;
  Member reporter;
  std::string title;
  std::string details;
  std::vector<desk::OrgType> hindered;  // whom; empty: everybody
  std::string hindered_words;           // more exactly, in words
  BarrierState state = BarrierState::kReported;
  MemberId owner;  // who is to lift it; empty: nobody yet
  std::string owner_name;
  desk::OrgId owner_org;
  std::string plan;
  std::string result;    // what lifted it, or why it stays
  base::UtcTime review;  // 0: no date yet
  base::UtcTime created;
  base::UtcTime changed;
  std::int64_t version = 0;
};

// Names as stored, in addresses and in the API; NamedOf answers nothing for another text.
std::string_view NameOf(Side side);
std::string_view NameOf(Kind kind);
std::string_view NameOf(Visibility visibility);
std::string_view NameOf(ListingState state);
std::string_view NameOf(ListingAct act);
std::string_view NameOf(IntroductionState state);
std::string_view NameOf(IntroductionAct act);
std::string_view NameOf(HelpState state);
std::string_view NameOf(HelpAct act);
std::string_view NameOf(Addressee addressee);
std::string_view NameOf(BarrierState state);
std::string_view NameOf(BarrierAct act);

template <typename E>
std::optional<E> NamedOf(std::string_view name) {
  for (std::size_t i = 0; i < static_cast<std::size_t>(E::kCount); ++i)
    if (NameOf(static_cast<E>(i)) == name) return static_cast<E>(i);
  return std::nullopt;
}
template <typename E>
std::vector<E> AllOf() {
  std::vector<E> all;
  for (std::size_t i = 0; i < static_cast<std::size_t>(E::kCount); ++i) all.push_back(static_cast<E>(i));
  return all;
}

// "a,b": as lists are stored; ordered, without repeats.
std::string ListText(std::vector<std::string> values);
std::vector<std::string> ListOf(std::string_view text);
std::string TypesText(const std::vector<desk::OrgType>& types);
std::vector<desk::OrgType> TypesOf(std::string_view text);

}  // namespace panel::exchange
