#pragma once
// What the services of the members speak of: plain data. A profile is what an organisation says of itself,
// once for the whole installation; a membership (panel/common/directory.h: Member) is its place in one panel
// or chapter. So one verification serves every panel.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "panel/common/directory.h"
#include "panel/common/panels.h"

namespace panel::members {

using ProfileId = base::Id<struct MemberProfileTag>;
using RowId = base::Id<struct MemberRowTag>;  // a name, a person, a contact point
using VerificationId = base::Id<struct MemberVerificationTag>;
using VettingId = base::Id<struct MemberVettingTag>;
using FlagId = base::Id<struct MemberFlagTag>;
using HitId = base::Id<struct MemberHitTag>;
using InterestId = base::Id<struct MemberInterestTag>;

// ---- the profile

enum class NameKind : std::uint8_t { kFormer, kOther, kShort, kCount };
std::string_view NameKindName(NameKind kind);  // "former", "other", "short": as stored
std::optional<NameKind> NameKindNamed(std::string_view name);

struct OtherName {
  RowId id;
  NameKind kind = NameKind::kOther;
  std::string text;
};

// kHead leads the organisation, kOfficer may sign for it, kRepresentative sits in the panel for it.
enum class PersonKind : std::uint8_t { kHead, kOfficer, kRepresentative, kCount };
std::string_view PersonKindName(PersonKind kind);
std::optional<PersonKind> PersonKindNamed(std::string_view name);

enum class Gender : std::uint8_t { kNotSaid, kWoman, kMan, kOther, kCount };
std::string_view GenderName(Gender gender);  // "not-said", "woman", ...
std::optional<Gender> GenderNamed(std::string_view name);

struct FilePerson {
  RowId id;
  PersonKind kind = PersonKind::kHead;
  std::string name;   // any script
  std::string title;  // "Executive director"
  std::string country;
  std::string birth_date;  // ISO 8601, to the year, month or day; may be empty
  Gender gender = Gender::kNotSaid;
};

// Who may see a contact point. Anything but kNobody needs the person's own consent.
enum class Visibility : std::uint8_t { kNobody, kPanel, kPublic, kCount };
std::string_view VisibilityName(Visibility visibility);
std::optional<Visibility> VisibilityNamed(std::string_view name);

struct Contact {
  RowId id;
  std::string name;
  std::string role;
  std::string email;
  std::string phone;
  Visibility visibility = Visibility::kNobody;
  base::UtcTime consent;  // when the person agreed to be shown; 0: not, or taken back
};

struct Profile {
  ProfileId id;
  desk::OrgId org;  // empty: kept by the secretariat
  std::string name;
  desk::OrgType constituency = desk::OrgType::kCompany;
  std::string country;
  std::vector<std::string> sectors;
  std::string registration;
  std::string website;
  std::string purpose;     // what it does, in its own words
  std::string safeguards;  // how it guards against fraud, abuse and reprisals
  std::string owners;      // bods.h: OwnersText; empty: not said yet
  base::UtcTime screened;
  std::string screened_as;  // contents and lists that were compared; empty: waits for its screening
  std::int64_t version = 0;
};

// Everything an applicant hands in.
struct File {
  Profile profile;
  std::vector<OtherName> names;
  std::vector<FilePerson> people;
  std::vector<Contact> contacts;
};

// ---- the membership

enum class MemberAct : std::uint8_t {
  kSubmit,
  kWithdraw,  // the applicant takes the application back
  kBegin,     // the secretariat begins to look into it
  kReturn,    // back to the applicant, with what is missing
  kAdmit,
  kDecline,
  kSuspend,
  kReply,  // the member's answer to its suspension
  kReinstate,
  kRenew,
  kLeave,   // by the member
  kEnd,     // by the secretariat
  kLapse,   // by the calendar: not renewed in time
  kReopen,  // a new application after a refusal or an exit
  kCount
};
std::string_view MemberActName(MemberAct act);
std::optional<MemberAct> MemberActNamed(std::string_view name);

// What of its entry a member shows to everybody.
enum class PublicField : std::uint8_t { kName, kCountry, kSectors, kSince, kLink, kContact, kCount };
std::string_view PublicFieldName(PublicField field);
std::optional<PublicField> PublicFieldNamed(std::string_view name);

struct Declaration {
  int edition = 0;  // 0: not signed
  std::string signatory;
  std::string title;
  base::UtcTime signed_at;
};

struct Membership {
  Member member;
  ProfileId profile;
  Declaration declaration;
  base::UtcTime submitted;
  base::UtcTime expires;              // 0: without end
  std::string letter;                 // number of the admission letter
  base::UtcTime interests_confirmed;  // that the register of interests is complete
  std::vector<PublicField> shown;     // to everybody, ordered
};

struct MemberEvent {
  MemberAct act = MemberAct::kSubmit;
  MemberState from = MemberState::kDraft;
  MemberState to = MemberState::kDraft;
  base::UtcTime time;
  std::string actor;  // Actor::label
  std::string text;   // reason or reply
};

// ---- due diligence

inline constexpr std::size_t kQuestions = 9;  // questions.h
enum class Answer : std::uint8_t { kNone, kYes, kNo, kNotApplicable, kCount };
std::string_view AnswerName(Answer answer);  // "", "yes", "no", "not-applicable"
std::optional<Answer> AnswerNamed(std::string_view name);

struct Verification {
  VerificationId id;
  ProfileId profile;
  desk::OrgId by;       // the organisation that verified
  std::string by_name;  // its name
  std::string actor;    // Actor::label
  base::UtcTime made;
  std::vector<Answer> answers;  // kQuestions of them
  std::string remarks;
  bool passed = false;
  bool withdrawn = false;
  std::string file_hash;  // of the file that was looked at (fingerprint.h); empty: made before it was kept
};

// What the verifications of a profile amount to today.
enum class Standing : std::uint8_t { kNever, kVerified, kAged, kFailed, kCount };
std::string_view StandingName(Standing standing);

// A member asked to vet another, or offering to.
enum class VettingState : std::uint8_t { kProposed, kOpen, kDone, kRecused, kCancelled, kCount };
std::string_view VettingStateName(VettingState state);
std::optional<VettingState> VettingStateNamed(std::string_view name);
enum class VettingAct : std::uint8_t { kAccept, kComplete, kRecuse, kCancel, kCount };
std::string_view VettingActName(VettingAct act);

struct Vetting {
  VettingId id;
  PanelId panel;
  MemberId subject;
  std::string subject_name;
  ProfileId profile;
  MemberId reviewer;
  std::string reviewer_name;
  desk::OrgId reviewer_org;
  VettingState state = VettingState::kProposed;
  base::UtcTime created;
  std::string text;  // why, or why not
};

// ---- flags

enum class FlagKind : std::uint8_t { kObservation, kYellow, kEscalated, kRed, kResolved, kCount };
std::string_view FlagKindName(FlagKind kind);
std::optional<FlagKind> FlagKindNamed(std::string_view name);
enum class FlagAct : std::uint8_t { kWarn, kEscalate, kConfirm, kReturn, kResolve, kReopen, kCount };
std::string_view FlagActName(FlagAct act);
std::optional<FlagAct> FlagActNamed(std::string_view name);
enum class Risk : std::uint8_t {
  kReputational,
  kFinancial,
  kOperational,
  kCompliance,
  kSexualAbuse,
  kSafeguarding,
  kOther,
  kWatchList,  // made by a confirmed hit
  kCount
};
std::string_view RiskName(Risk risk);
std::optional<Risk> RiskNamed(std::string_view name);

struct Flag {
  FlagId id;
  ProfileId profile;
  PanelId panel;  // whose secretariat raised it
  FlagKind kind = FlagKind::kObservation;
  Risk risk = Risk::kOther;
  std::string text;
  std::string actor;         // who raised it
  std::string escalated_by;  // Actor::label
  base::UtcTime created;
  std::int64_t version = 0;
};
struct FlagEvent {
  FlagId flag;
  FlagKind from = FlagKind::kCount;  // kCount: it was made
  FlagKind to = FlagKind::kObservation;
  base::UtcTime time;
  std::string actor;
  std::string text;
};

// ---- hits of the watch lists

enum class HitState : std::uint8_t { kOpen, kNotAMatch, kMatch, kCount };
std::string_view HitStateName(HitState state);
std::optional<HitState> HitStateNamed(std::string_view name);
enum class HitAct : std::uint8_t { kClear, kConfirm, kReopen, kCount };
std::string_view HitActName(HitAct act);
std::optional<HitAct> HitActNamed(std::string_view name);

struct Hit {
  HitId id;
  ProfileId profile;
  std::string subject;  // who of the file: "organisation", "person:ID", "owner:RECORD"
  std::string caption;  // its name as compared
  std::string party_hash;
  std::string dataset;
  std::string entry;
  std::string entry_caption;
  std::string entry_hash;
  double score = 0;
  HitState state = HitState::kOpen;
  std::string judged_by;
  base::UtcTime judged;
  std::string reason;
  bool changed = false;  // a side changed since it was judged
  std::int64_t version = 0;
};

// ---- conflicts of interest

enum class InterestKind : std::uint8_t {
  kOwnership,
  kEmployment,
  kFamily,
  kFunding,
  kTrade,
  kBoard,
  kOther,
  kCount
};
std::string_view InterestKindName(InterestKind kind);
std::optional<InterestKind> InterestKindNamed(std::string_view name);
enum class InterestState : std::uint8_t { kDeclared, kDisclosed, kRecused, kEnded, kCount };
std::string_view InterestStateName(InterestState state);
std::optional<InterestState> InterestStateNamed(std::string_view name);
// kDisclose: known to the panel is enough; kRecuse: the member takes no part where it matters.
enum class InterestAct : std::uint8_t { kDisclose, kRecuse, kEnd, kReopen, kCount };
std::string_view InterestActName(InterestAct act);
std::optional<InterestAct> InterestActNamed(std::string_view name);

struct Interest {
  InterestId id;
  PanelId panel;
  MemberId member;
  std::string member_name;
  MemberId about;          // another member; empty: somebody else, in `about_text`
  std::string about_name;  // of that member
  std::string about_text;
  InterestKind kind = InterestKind::kOther;
  std::string text;
  std::string handling;  // the secretariat's words
  InterestState state = InterestState::kDeclared;
  base::UtcTime declared;
  base::UtcTime ended;
  std::int64_t version = 0;
};

}  // namespace panel::members
