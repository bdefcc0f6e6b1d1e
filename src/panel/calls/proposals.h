#pragma once
// Concept notes without a call: a member proposes something to the secretariat or to another member, who
// accepts it (a direct call for it is drafted, to which the proposer is invited) or declines it with reasons.
// Known to the two alone. Thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "panel/calls/access.h"

namespace panel::calls {

struct ProposalDraft {
  std::string title, body;
  std::string to;  // a member's name; empty: the secretariat
};
struct ProposalView {
  Proposal proposal;
  bool own = false;        // of the actor's organisation, which may act
  bool addressed = false;  // to the actor's organisation, or to the secretariat that she belongs to
};

class Proposals {
 public:
  explicit Proposals(PanelServices& services) : services_(services) {}

  base::Result<ProposalId> Add(const desk::Actor& actor, const PanelId& panel, const ProposalDraft& draft);
  base::Status Edit(const desk::Actor& actor, const ProposalId& id, std::int64_t version,
                    const ProposalDraft& draft);
  // kSend and kWithdraw by the proposer, kAccept and kDecline (with a reason) by the addressee.
  base::Status Move(const desk::Actor& actor, const ProposalId& id, std::int64_t version, ProposalAct act,
                    std::string_view reason);
  base::Result<ProposalView> Get(const desk::Actor& actor, const ProposalId& id);
  // The own ones and those addressed to the actor, newest first, at most kMaxCallPage.
  base::Result<std::vector<ProposalView>> List(const desk::Actor& actor);
  // Those that wait for the actor's answer.
  base::Result<std::vector<Proposal>> Waiting(const desk::Actor& actor);

 private:
  base::Result<ProposalView> Seen(db::Transaction& tx, const desk::Actor& actor, const ProposalId& id);
  base::Status Address(db::Transaction& tx, Proposal& proposal, const std::string& to);
  PanelServices& services_;
};

std::string RecordOf(const ProposalId& id);

}  // namespace panel::calls
