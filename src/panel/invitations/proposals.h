#pragma once
// Other times that people invited proposed (COUNTER), and what the chair makes of them: accepted, the session
// or its day is moved and everybody gets the update; declined, whoever proposed it is told. Thread-safe.

#include <string>
#include <vector>

#include "calendar/itip.h"
#include "panel/invitations/book.h"
#include "panel/invitations/days.h"
#include "panel/invitations/planner.h"
#include "panel/sessions/sessions.h"

namespace panel::invitations {

struct OpenProposal {
  Proposal proposal;
  std::string name;  // of the person
  Words words;       // empty where they are sealed to the reader
};

class Proposals {
 public:
  Proposals(PanelSeams seams, SessionAccess& access, Sessions& sessions, Book& book, Planner& planner,
            Days& days)
      : seams_(seams), access_(access), sessions_(sessions), book_(book), planner_(planner), days_(days) {}

  // One that came by mail, in the place of an open one of the same person for the same day. Errors: kInvalid
  // (no times, or past ones), kNotFound (no such day), kTooLarge (base::kMaxProposals).
  base::Status Take(db::Transaction& tx, const desk::Actor& actor, const PanelSession& session,
                    const calendar::Calendar& message, const calendar::Proposal& proposal);
  // By a chair: all of a session, open ones first. Errors: kNotFound, kForbidden.
  base::Result<std::vector<OpenProposal>> Of(db::Transaction& tx, const desk::Actor& actor,
                                             const PanelSessionId& session,
                                             const vault::UnlockedPerson* reader);
  // By a chair: kAccept, kDecline. Errors: kNotFound (also where it is of another session), kConflict.
  base::Status Decide(const desk::Actor& actor, const PanelSessionId& session, const ProposalId& id,
                      ProposalAct act);
  // Open ones of sessions that the actor chairs as a participant.
  base::Result<std::vector<std::pair<PanelSessionId, std::int64_t>>> WaitingFor(db::Transaction& tx,
                                                                                const desk::Actor& actor);

 private:
  base::Result<std::optional<Proposal>> Find(db::Transaction& tx, const ProposalId& id);
  base::Status Mark(db::Transaction& tx, const Proposal& proposal, ProposalAct act);

  PanelSeams seams_;
  SessionAccess& access_;
  Sessions& sessions_;
  Book& book_;
  Planner& planner_;
  Days& days_;
};

}  // namespace panel::invitations
