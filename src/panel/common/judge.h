#pragma once
// Who may say what somebody else's work or word is worth: a person who can be asked, and who has no role in
// the organisation that is judged, whichever of her organisations she acts in. Thread-safe.

#include "base/result.h"
#include "db/db.h"
#include "desk/actor.h"

namespace panel {

// kForbidden for an API key: a verdict is a person's, not a program's.
base::Status MustBePerson(const desk::Actor& actor);
// kForbidden where the actor acts in `judged`, or is a person with a role in it. An empty `judged` is
// nobody's. Cost: one look-up by primary key.
base::Status MustBeStranger(db::Transaction& tx, const desk::Actor& actor, const desk::OrgId& judged);
// Both.
base::Status MustJudge(db::Transaction& tx, const desk::Actor& actor, const desk::OrgId& judged);

}  // namespace panel
