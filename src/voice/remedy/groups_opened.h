#pragma once
// A group of claims that is opened within a transaction, and the cases it reaches; for this folder's parts.

#include <map>
#include <set>

#include "crypto/box.h"
#include "voice/remedy/groups.h"

namespace voice::remedy {

struct ClaimGroups::Opened {
  ClaimGroup group;
  crypto::KeyPair keys;
};

// The cases of some members, each opened once however many claims of it there are.
struct ClaimGroups::Books {
  struct One {
    OpenedCase opened;
    StoredBook stored;
  };
  std::map<CaseId, One> cases;

  // Null where the case was deleted.
  Claim* ClaimOf(const GroupMember& member);
  // Takes out what belongs to deleted cases, and fills in the amounts, which stand in the cases.
  void Settle(ClaimGroup& group);
};

// Of members and of parts of payments: who left the group may have been paid through it.
std::set<CaseId> CasesOf(const ClaimGroup& group);
base::Result<crypto::Bytes> SealGroup(const crypto::KeyPair& keys, const ClaimGroup& group,
                                      std::int64_t version);
base::Status AuditGroup(desk::Audit& audit, db::Transaction& tx, const desk::Actor& actor,
                        const ClaimGroupId& id);

}  // namespace voice::remedy
