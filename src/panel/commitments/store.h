#pragma once
// Rows of commitments. Every call runs in the caller's transaction; who may see what is the caller's matter.

#include <string>
#include <string_view>
#include <vector>

#include "db/db.h"
#include "panel/commitments/types.h"

namespace panel::commitment_store {

// "SELECT ... FROM commitment c JOIN ...", to which a WHERE is added; rows are read by FromRow.
std::string_view Select();
Commitment FromRow(const db::Row& row);
base::Result<Commitment> Get(db::Transaction& tx, const CommitmentId& id);  // kNotFound
base::Status Insert(db::Transaction& tx, const Commitment& commitment);
// Writes every column but number and creation where the row still has `version`. Errors: kConflict.
base::Status Update(db::Transaction& tx, const Commitment& commitment);
// The next number of the panel.
base::Result<std::int64_t> TakeNumber(db::Transaction& tx, const PanelId& panel);

base::Status AddEvent(db::Transaction& tx, const Commitment& commitment, CommitmentAct act,
                      const MemberId& who, std::string_view reason, base::UtcTime now);
base::Result<std::vector<CommitmentEvent>> Events(db::Transaction& tx,
                                                  const CommitmentId& id);  // newest first
base::Status AddEvidence(db::Transaction& tx, const CommitmentId& id, const Evidence& evidence);
base::Result<std::vector<Evidence>> EvidenceOf(db::Transaction& tx, const CommitmentId& id);  // oldest first
base::Result<std::int64_t> AddReport(db::Transaction& tx, const CommitmentId& id, std::int64_t value,
                                     std::string_view note, base::UtcTime now);  // its number
base::Result<std::vector<CommitmentReport>> Reports(db::Transaction& tx,
                                                    const CommitmentId& id);  // newest first

}  // namespace panel::commitment_store
