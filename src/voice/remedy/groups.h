#pragma once
// Claims of several cases against the same payer, agreed and paid as one: a group belongs to a team and is
// sealed to its circle. What is agreed for the group and what is paid to it is shared out exactly (split.h)
// among the members and recorded in each one's own case; each worker confirms her own part. Which cases are
// members stands only in the sealed box; amounts stand in the cases alone, so that what was paid to a case is
// not to be read here once the case is deleted. A group opens for who opens every case of it.
//
//   agreeing   by what each one claims (the higher end)
//   paying     by what of the agreed amount is left of each; nobody gets more than is left
//
// Thread-safe. Errors besides the usual: kNotFound for who is not of the circle, kConflict (the group was
// changed meanwhile, or a member's claim forbids it; then nothing at all is written).

#include <set>
#include <string>
#include <vector>

#include "voice/intake/teams.h"
#include "voice/remedy/remedy.h"

namespace voice::remedy {

struct GroupMember {
  CaseId of;
  ClaimId claim;
  auto operator<=>(const GroupMember&) const = default;
};
struct GroupPart {
  GroupMember member;
  PaymentId payment;
  base::Decimal amount;  // as the case has it
};
struct GroupPayment {
  base::Decimal amount;  // of all parts together
  Day day = 0;
  Way way = Way::kBank;
  Sayer said_by = Sayer::kEmployer;
  std::string note;
  std::vector<GroupPart> parts;
};
struct ClaimGroup {
  ClaimGroupId id;
  TeamId team;
  std::string title;
  base::Currency currency;
  std::vector<GroupMember> members;
  std::vector<GroupPayment> payments;
  std::int64_t version = 0;
};
// Without amounts.
std::string TextOf(const ClaimGroup& group);
// Fills all but id, team, version and amounts. Errors: kCorrupt.
base::Result<ClaimGroup> ReadGroup(std::string_view text);

// A member as she stands now.
struct MemberView {
  GroupMember member;
  Claim claim;
};
struct GroupView {
  ClaimGroup group;
  std::vector<MemberView> members;
};

class ClaimGroups {
 public:
  ClaimGroups(CaseAccess& access, vault::Vault& vault, Teams& teams, const base::Clock& clock,
              base::Random& random, desk::Audit& audit)
      : access_(access), vault_(vault), teams_(teams), clock_(clock), random_(random), audit_(audit) {}

  // Of the teams whose circle the caller is in, by title.
  base::Result<std::vector<ClaimGroup>> List(const desk::Actor& actor, const vault::UnlockedPerson& me);
  // Without members and parts of payments whose case was deleted; the next change of the group takes them out
  // of its box.
  base::Result<GroupView> Open(const desk::Actor& actor, const vault::UnlockedPerson& me,
                               const ClaimGroupId& id);
  // Teams of the caller's circles.
  base::Result<std::vector<Team>> TeamsOf(const desk::Actor& actor);
  base::Result<ClaimGroupId> Create(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                    const TeamId& team, std::string_view title, base::Currency currency);
  // Claims of the team's open cases that could join: of the currency, in no group, neither withdrawn nor
  // confirmed.
  base::Result<std::vector<MemberView>> Candidates(const desk::Actor& actor, const vault::UnlockedPerson& me,
                                                   const ClaimGroup& group);

  struct At {
    ClaimGroupId group;
    std::int64_t version = 0;
  };
  base::Status Join(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                    const std::vector<GroupMember>& members);
  // What she has got through the group stays hers.
  base::Status Leave(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                     const GroupMember& member);
  base::Status Agree(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                     const base::Decimal& total, std::string_view reason);
  base::Status Pay(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                   GroupPayment payment);
  // The group goes; its claims stay with their cases.
  base::Status Dissolve(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at);

  // For Lifecycle::OnExclude: groups that the case is in are sealed anew, without who is kept out of it.
  // Those that `me` cannot open stay as they are. Errors: kConflict (nobody could open one of them).
  base::Status SealWithout(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                           const CaseId& id);

 private:
  struct Opened;
  struct Books;
  base::Result<Opened> OpenBox(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                               const ClaimGroupId& id);
  // The same for who is kept out of no case of it.
  base::Result<Opened> OpenGroup(db::Transaction& tx, const desk::Actor& actor,
                                 const vault::UnlockedPerson& me, const ClaimGroupId& id);
  base::Result<Books> OpenBooks(db::Transaction& tx, const desk::Actor& actor,
                                const vault::UnlockedPerson& me, const std::set<CaseId>& cases, bool to_save);
  base::Result<vault::Audience> AudienceFor(db::Transaction& tx, const desk::OrgId& org,
                                            const ClaimGroup& group);
  base::Status SealAnew(db::Transaction& tx, const desk::OrgId& org, Opened& opened);
  base::Status WriteGroup(db::Transaction& tx, const desk::Actor& actor, const Opened& opened);
  base::Status WriteAll(db::Transaction& tx, const desk::Actor& actor, const Opened& opened,
                        const Books& books);
  template <typename Act>
  base::Status Change(const desk::Actor& actor, const vault::UnlockedPerson& me, const At& at,
                      const std::vector<GroupMember>& more, const Act& act);

  CaseAccess& access_;
  vault::Vault& vault_;
  Teams& teams_;
  const base::Clock& clock_;
  base::Random& random_;
  desk::Audit& audit_;
};

}  // namespace voice::remedy
