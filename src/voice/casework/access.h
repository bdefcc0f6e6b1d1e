#pragma once
// A case, opened: for every part of casework. A person opens a case only while her vault is unlocked, she is
// of the circle of the case's team and the case is sealed to her; to everybody else, also in her
// organisation, it answers exactly as one that is not there.

#include <functional>
#include <utility>

#include "desk/actor.h"
#include "voice/intake/case_rows.h"
#include "voice/intake/sealing.h"

namespace voice {

struct OpenedCase {
  CaseRow row;
  CaseKeys keys;
  // The private half of keys.sealing, where the reader is of the team's circle.
  std::optional<crypto::KeyPair> sealing = {};
};

// How the audit log names a case.
inline std::string CaseRecord(const CaseId& id) {
  return "case:" + id.text();
}

class CaseAccess {
 public:
  CaseAccess(db::Database& database, vault::Vault& vault) : database_(database), vault_(vault) {}

  db::Database& database() { return database_; }
  // Errors: kForbidden (no permission to work on cases), kNotFound, kCorrupt.
  base::Result<OpenedCase> Open(db::Transaction& tx, const desk::Actor& actor,
                                const vault::UnlockedPerson& me, const CaseId& id);
  // The same for an act that saves something of the case: what must happen at every such act happens with it.
  base::Result<OpenedCase> OpenToSave(db::Transaction& tx, const desk::Actor& actor,
                                      const vault::UnlockedPerson& me, const CaseId& id);
  // Before serving. Its errors are the act's.
  using Saving = std::function<base::Status(db::Transaction&, const desk::Actor&,
                                            const vault::UnlockedPerson&, const OpenedCase&)>;
  void OnSave(Saving saving) { saving_ = std::move(saving); }
  // Errors: kNotFound.
  base::Result<vault::CircleId> CircleOfTeam(db::Transaction& tx, const TeamId& team);
  // Whether she is of the team's circle now. What is sealed to persons one by one does not tell.
  base::Result<bool> IsOfTeam(db::Transaction& tx, const vault::UnlockedPerson& me, const TeamId& team);
  // The circles of the actor's organisation that she is in: what lists show without unlocking.
  base::Result<std::vector<vault::CircleId>> CirclesOf(const desk::Actor& actor);

 private:
  db::Database& database_;
  vault::Vault& vault_;
  Saving saving_;
};

}  // namespace voice
