#pragma once
// Who may see and do what with a member's entry: one function, asked by every service. Thread-safe.

#include "desk/actor.h"
#include "panel/members/seams.h"
#include "panel/members/types.h"

namespace panel::members {

struct Access {
  Membership membership;
  Panel panel;
  bool secretariat = false;  // of this panel
  bool own = false;          // of the organisation itself, and may act for it
  bool peer = false;         // of another member of this panel
  bool reviewer = false;     // has been asked to vet it, and is an admitted member

  // The application's pages: the organisation itself; the secretariat, where the organisation has no accounts
  // here.
  bool MayEdit() const { return own || (secretariat && membership.member.org.empty()); }
  bool SeesFile() const { return own || secretariat || reviewer; }
  bool SeesDiligence() const { return secretariat || reviewer; }
  const Member& member() const { return membership.member; }
};

// kNotFound, as for a member that does not exist, where none of the four holds; a peer is a peer only of an
// admitted or suspended member, and only while itself is one.
base::Result<Access> AccessTo(db::Transaction& tx, MemberSeams& seams, const desk::Actor& actor,
                              const MemberId& id);
// The same, and kForbidden unless the actor may edit / belongs to the secretariat.
base::Result<Access> MustEdit(db::Transaction& tx, MemberSeams& seams, const desk::Actor& actor,
                              const MemberId& id);
base::Result<Access> MustHost(db::Transaction& tx, MemberSeams& seams, const desk::Actor& actor,
                              const MemberId& id);

// Whether the actor may look at the panel's list: its secretariat, and its admitted and suspended members.
struct PanelView {
  Panel panel;
  bool secretariat = false;
  std::optional<Member> own;  // the actor's organisation's entry, whatever its state
  bool SeesMembers() const {
    return secretariat ||
           (own && (own->state == MemberState::kAdmitted || own->state == MemberState::kSuspended));
  }
};
base::Result<PanelView> ViewOf(db::Transaction& tx, MemberSeams& seams, const desk::Actor& actor,
                               const PanelId& panel);

base::Error Forbidden();
// The text without blanks around it. Errors: kInvalid (characters that are no text), kTooLarge
// (kMaxProfileTextBytes).
base::Result<std::string> CleanText(std::string_view text);

}  // namespace panel::members
