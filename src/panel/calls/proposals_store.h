#pragma once
// Rows of proposals, in the caller's transaction.

#include <vector>

#include "db/db.h"
#include "panel/calls/types.h"

namespace panel::calls::store {

base::Result<Proposal> GetProposal(db::Transaction& tx, const ProposalId& id);  // kNotFound
// Made by an organisation, or sent to it; newest first.
base::Result<std::vector<Proposal>> ProposalsOf(db::Transaction& tx, const desk::OrgId& org,
                                                std::size_t limit);
// Sent to it and not answered yet, the oldest first.
base::Result<std::vector<Proposal>> ProposalsTo(db::Transaction& tx, const desk::OrgId& org,
                                                std::size_t limit);
base::Status InsertProposal(db::Transaction& tx, const Proposal& proposal);
base::Status UpdateProposal(db::Transaction& tx, Proposal& proposal);  // kConflict; counts its version up

}  // namespace panel::calls::store
