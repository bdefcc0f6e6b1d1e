#include "panel/calls/access.h"

#include "desk/tr.h"
#include "panel/calls/notes_store.h"
#include "panel/calls/reviews_store.h"
#include "panel/calls/store.h"

namespace panel::calls {
namespace {

bool MaySee(const CallAccess& access) {
  if (access.manages) return true;
  if (access.call.published.ms == 0) return false;
  return access.reviews || access.viewer.hosts || access.invited || access.call.kind == CallKind::kOpen;
}

// What whoever runs the call may see of a note: nothing before the deadline, and never what was not handed
// in.
bool IsOpenToManager(const Note& note, const Call& call) {
  if (call.state == CallState::kDraft || call.state == CallState::kPublished || note.submitted.ms == 0)
    return false;
  if (note.state == NoteState::kVoid || note.state == NoteState::kWithdrawn) return note.code > 0;
  return note.state != NoteState::kDraft && note.state != NoteState::kLapsed;
}

}  // namespace

base::Error UnknownCall() {
  return base::NotFound(desk::tr("There is no such call."));
}
base::Error UnknownNote() {
  return base::NotFound(desk::tr("There is no such concept note."));
}
base::Error Conflict(std::string_view why) {
  return {base::Code::kConflict, std::string(why), {}};
}

base::Result<CallAccess> AccessTo(PanelServices& services, db::Transaction& tx, const desk::Actor& actor,
                                  const CallId& id) {
  CallAccess access;
  access.call = TRY(store::GetCall(tx, id));
  base::Result<kit::Viewer> viewer = kit::ViewerOf(services, tx, actor, access.call.panel);
  if (!viewer) return viewer.error().code == base::Code::kNotFound ? UnknownCall() : viewer.error();
  access.viewer = *std::move(viewer);
  const Call& call = access.call;
  access.manages =
      call.owner.empty() ? access.viewer.hosts : access.viewer.takes_part && access.viewer.Is(call.owner);
  if (access.viewer.member && call.kind != CallKind::kOpen)
    access.invited = TRY(store::IsInvited(tx, id, access.viewer.member->id));
  access.reviews = TRY(store::IsReviewer(tx, id, actor.person, actor.org));
  const bool open_to = call.kind == CallKind::kOpen || access.invited;
  access.may_apply = access.viewer.takes_part && !access.manages && open_to && call.owner_org != actor.org;
  if (!MaySee(access)) return UnknownCall();
  return access;
}

base::Result<CallAccess> MustManage(PanelServices& services, db::Transaction& tx, const desk::Actor& actor,
                                    const CallId& id) {
  CallAccess access = TRY(AccessTo(services, tx, actor, id));
  if (!access.manages) return kit::MayNot(desk::tr("Only whoever runs the call may do this."));
  return access;
}

base::Result<NoteAccess> AccessToNote(PanelServices& services, db::Transaction& tx, const desk::Actor& actor,
                                      const NoteId& id) {
  NoteAccess access;
  access.note = TRY(store::GetNote(tx, id));
  base::Result<CallAccess> call = AccessTo(services, tx, actor, access.note.call);
  if (!call) return call.error().code == base::Code::kNotFound ? UnknownNote() : call.error();
  access.call = *std::move(call);
  access.own = access.note.org == actor.org && access.call.viewer.Is(access.note.member);
  access.manages = access.call.manages && IsOpenToManager(access.note, access.call.call);
  if (!access.own && !access.manages) return UnknownNote();
  return access;
}

base::Result<Bar> BarOf(db::Transaction& tx, const Call& call, const Reviewer& reviewer, const Note& note,
                        bool competes) {
  if (reviewer.org == note.org) return Bar::kSameOrganisation;
  if (competes) return Bar::kApplicant;
  // Whoever runs the call knows the names, so cannot score as if she did not.
  if (call.blind && reviewer.org == call.owner_org) return Bar::kRunsTheCall;
  if (TRY(store::HaveInterest(tx, reviewer.member, note.member))) return Bar::kInterest;
  return Bar::kNone;
}

}  // namespace panel::calls
