#pragma once
// The life of a membership: application, decision, renewal, suspension, exit. Every step is one of the table
// below, is kept in the member's history with its reason, and is audited. Changes name the version they were
// made on (kConflict where somebody else was first). Thread-safe.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "desk/actor.h"
#include "panel/common/states.h"
#include "panel/members/access.h"
#include "panel/members/assessment.h"

namespace panel::members {

inline constexpr std::array<Step<MemberState, MemberAct>, 20> kMemberSteps = {{
    {MemberState::kDraft, MemberAct::kSubmit, MemberState::kApplied},
    {MemberState::kApplied, MemberAct::kWithdraw, MemberState::kDraft},
    {MemberState::kApplied, MemberAct::kBegin, MemberState::kDiligence},
    {MemberState::kApplied, MemberAct::kReturn, MemberState::kDraft},
    {MemberState::kApplied, MemberAct::kDecline, MemberState::kDeclined},
    {MemberState::kDiligence, MemberAct::kWithdraw, MemberState::kDraft},
    {MemberState::kDiligence, MemberAct::kReturn, MemberState::kDraft},
    {MemberState::kDiligence, MemberAct::kAdmit, MemberState::kAdmitted},
    {MemberState::kDiligence, MemberAct::kDecline, MemberState::kDeclined},
    {MemberState::kAdmitted, MemberAct::kSuspend, MemberState::kSuspended},
    {MemberState::kAdmitted, MemberAct::kRenew, MemberState::kAdmitted},
    {MemberState::kAdmitted, MemberAct::kLeave, MemberState::kLeft},
    {MemberState::kAdmitted, MemberAct::kLapse, MemberState::kLeft},
    {MemberState::kSuspended, MemberAct::kReply, MemberState::kSuspended},
    {MemberState::kSuspended, MemberAct::kReinstate, MemberState::kAdmitted},
    {MemberState::kSuspended, MemberAct::kLeave, MemberState::kLeft},
    {MemberState::kSuspended, MemberAct::kEnd, MemberState::kLeft},
    {MemberState::kSuspended, MemberAct::kLapse, MemberState::kLeft},
    {MemberState::kDeclined, MemberAct::kReopen, MemberState::kDraft},
    {MemberState::kLeft, MemberAct::kReopen, MemberState::kDraft},
}};

// By whom: the organisation itself, the secretariat, or the calendar.
enum class ActedBy : std::uint8_t { kMember, kSecretariat, kCalendar };
ActedBy WhoActs(MemberAct act);
// Acts that need words: the reason or the reply.
bool NeedsWords(MemberAct act);

struct NewEntry {  // of an organisation without accounts here
  std::string name;
  desk::OrgType constituency = desk::OrgType::kCompany;
  std::string country;
};

struct MemberDetail {
  Access access;
  Assessment assessment;             // counts of hits and flags only for those who see the due diligence
  std::vector<MemberEvent> history;  // newest first; of a peer: admission only
  std::vector<Membership>
      chapters;  // the same organisation in other panels, admitted ones, that the actor may know
};

struct MemberFilter {
  std::string view;  // "members", "applications", "suspended", "former", "drafts"
  std::string text;  // beginnings of words of its names, in any script
  std::string country;
  std::string constituency;
  std::string section;  // ISIC
};
struct ListedMember {
  Member member;
  Standing standing = Standing::kNever;
  FlagKind worst = FlagKind::kResolved;  // secretariat only; kResolved: none open
  std::int64_t open_hits = 0;            // secretariat only
  base::UtcTime interests_confirmed;
  base::UtcTime expires;
};
struct MemberPage {
  std::vector<ListedMember> members;
  std::string next;  // position, or empty at the end
  PanelView view;
};
struct StateCounts {
  std::array<std::int64_t, static_cast<std::size_t>(MemberState::kCount)> of = {};
  std::int64_t Of(MemberState state) const { return of.at(static_cast<std::size_t>(state)); }
};

class Memberships {
 public:
  explicit Memberships(MemberSeams& seams) : seams_(seams) {}

  // A draft of the actor's organisation in that panel. kConflict: there is one already.
  base::Result<MemberId> Apply(const desk::Actor& actor, const PanelId& panel);
  // By the secretariat, for an organisation without accounts here.
  base::Result<MemberId> Register(const desk::Actor& actor, const PanelId& panel, const NewEntry& entry);
  // Signs the declaration as it reads today: `accepted` has the key of every statement. kInvalid otherwise.
  base::Status Sign(const desk::Actor& actor, const MemberId& member, std::string_view signatory,
                    std::string_view title, const std::vector<std::string>& accepted);
  // Errors: kConflict (step, version, what stands in the way of an admission or renewal), kForbidden
  // (somebody else's act), kInvalid (no words, what a sent application lacks).
  base::Status Act(const desk::Actor& actor, const MemberId& member, std::int64_t version, MemberAct act,
                   std::string_view words);
  // What of the entry everybody may see.
  base::Status Show(const desk::Actor& actor, const MemberId& member, const std::vector<PublicField>& shown);

  base::Result<MemberDetail> Detail(const desk::Actor& actor, const MemberId& member);
  // Entries of the actor's own organisation in all panels, whatever their state.
  base::Result<std::vector<Membership>> Mine(const desk::Actor& actor);
  // By name from `after` on. A panel's members see those admitted and suspended as "members"; only its
  // secretariat has other views. kForbidden for everybody else.
  base::Result<MemberPage> List(const desk::Actor& actor, const PanelId& panel, const MemberFilter& filter,
                                std::string_view after, std::size_t limit);
  base::Result<StateCounts> Counts(const desk::Actor& actor, const PanelId& panel);
  // Those whose admission ends within `within_ms`, or whose verification does, for the secretariat; soonest
  // first.
  struct Ending {
    Member member;
    base::UtcTime when;
    bool verification = false;
  };
  base::Result<std::vector<Ending>> EndingSoon(const desk::Actor& actor, const PanelId& panel,
                                               std::int64_t within_ms);
  // Memberships whose end and grace are over become kLeft. Returns how many.
  base::Result<std::int64_t> LapseDue(const desk::Actor& calendar);

 private:
  base::Status Store(db::Transaction& tx, const desk::Actor& actor, Membership membership, MemberAct act,
                     MemberState after, const std::string& words);
  static base::Status CheckMayAct(const Access& access, MemberAct act);
  base::Status Prepare(db::Transaction& tx, Membership& membership, MemberAct act);

  MemberSeams& seams_;
};

}  // namespace panel::members
