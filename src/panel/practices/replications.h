#pragma once
// "We copied this": claims of other members that they took a published practice over, with what became of it.
// A claim counts once the practice's owner, or a member that reviewed it, confirms it; for that it says
// where, since when and with what outcome, and gives at least one figure. Nobody confirms her own claim.
// Thread-safe.

#include <string>
#include <vector>

#include "panel/practices/practices.h"
#include "panel/practices/share_store.h"

namespace panel {

class Replications {
 public:
  Replications(PanelSeams seams, PracticeAccess& access, PracticeLife& life)
      : seams_(seams), access_(access), life_(life) {}

  // Errors: kConflict (the owner itself, nothing published), kInvalid (the claim).
  base::Result<ReplicationId> Claim(const desk::Actor& actor, const PracticeId& practice,
                                    ReplicationClaim claim);
  base::Status Amend(const desk::Actor& actor, const ReplicationId& id, std::int64_t version,
                     ReplicationClaim claim);
  // By the owner or a reviewer. A refusal needs a note.
  base::Status Decide(const desk::Actor& actor, const ReplicationId& id, std::int64_t version, bool confirm,
                      std::string note);
  base::Status Retract(const desk::Actor& actor, const ReplicationId& id, std::int64_t version);

  // Of a practice: the confirmed ones, and those that the actor has a part in.
  base::Result<std::vector<Replication>> Of(const desk::Actor& actor, const PracticeId& practice);
  base::Result<Replication> Get(const desk::Actor& actor, const ReplicationId& id);
  base::Result<std::vector<Replication>> Own(const desk::Actor& actor);
  // Claims on the actor's own practices that wait for a word.
  base::Result<std::vector<Replication>> WaitingFor(const desk::Actor& actor);
  // Whether the actor may confirm or refuse it.
  base::Result<bool> MayDecide(db::Transaction& tx, const desk::Actor& actor, const Practice& practice,
                               const Replication& replication);

 private:
  base::Status Step(db::Transaction& tx, const desk::Actor& actor, Replication& replication,
                    ReplicationAct act);
  base::Result<Replication> Mine(db::Transaction& tx, const desk::Actor& actor, const ReplicationId& id,
                                 std::int64_t version);

  PanelSeams seams_;
  PracticeAccess& access_;
  PracticeLife& life_;
};

std::vector<Fault> FaultsOf(const ReplicationClaim& claim);
void Normalise(ReplicationClaim& claim);

}  // namespace panel
