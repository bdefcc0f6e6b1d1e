#pragma once
// Who may know of a call and what she may do with it: asked by every service. Whoever runs a call (the
// secretariat, or the member organisation whose call it is) sees everything of it but scores before the
// scoring is closed; the secretariat sees a member's call, from its publication on, without its notes; of a
// direct call only those invited and its reviewers learn. Thread-safe.

#include <optional>

#include "panel/agreements/kit.h"
#include "panel/calls/types.h"
#include "panel/services.h"

namespace panel::calls {

struct CallAccess {
  Call call;
  kit::Viewer viewer;
  bool manages = false;
  bool invited = false;
  bool reviews = false;  // this person, in this organisation
  // The organisation may hand in a note, were it in time.
  bool may_apply = false;
};

// kNotFound, as for a call that does not exist, where the actor may not know of it.
base::Result<CallAccess> AccessTo(PanelServices& services, db::Transaction& tx, const desk::Actor& actor,
                                  const CallId& id);
// The same, and kForbidden unless the actor runs the call.
base::Result<CallAccess> MustManage(PanelServices& services, db::Transaction& tx, const desk::Actor& actor,
                                    const CallId& id);
// A member's own note, or one of a call that the actor runs, once it was closed. kNotFound otherwise.
struct NoteAccess {
  Note note;
  CallAccess call;
  bool own = false;      // of the actor's organisation
  bool manages = false;  // runs the call
  bool MayWrite() const { return own && call.viewer.takes_part; }
};
base::Result<NoteAccess> AccessToNote(PanelServices& services, db::Transaction& tx, const desk::Actor& actor,
                                      const NoteId& id);

// A conflict of a reviewer with the applicant of a note, kNone where there is none. `competes`: the
// reviewer's organisation has handed in a note of its own.
base::Result<Bar> BarOf(db::Transaction& tx, const Call& call, const Reviewer& reviewer, const Note& note,
                        bool competes);

base::Error UnknownCall();
base::Error UnknownNote();
base::Error Conflict(std::string_view why);

}  // namespace panel::calls
