#pragma once
// What members promise, and what others say became of it. A commitment that is only proposed is known to its
// organisation and the secretariat; one that was made is known to everybody in its panel; to the public only
// where its owner published it. Thread-safe. Every call checks the actor's place in the panel: rows of
// another panel, and proposals of others, are kNotFound.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "panel/commitments/types.h"

namespace panel {

struct CommitmentMove {
  CommitmentAct act = CommitmentAct::kMake;
  std::int64_t version = -1;  // the one that was seen; below 0: any
  std::string reason;         // needed to postpone, to withdraw, and for every verdict
  std::string due;            // the new day, to postpone
  MemberId asked;             // to claim: who is asked to check
};

// A commitment with all that hangs on it, as this actor may see it.
struct CommitmentView {
  Commitment commitment;
  std::vector<Evidence> evidence;
  std::vector<CommitmentReport> reports;
  std::vector<CommitmentEvent> events;
  bool own = false;                 // the actor acts for its organisation
  bool may_judge = false;           // the actor takes part for another member
  std::vector<CommitmentAct> acts;  // possible now, for this actor
};

struct CommitmentFilter {
  std::optional<CommitmentState> state;
  MemberId member;
  std::string sdg;
};
struct CommitmentPage {
  std::vector<Commitment> commitments;
  std::string next;  // position; empty: the end
};

// The four columns, each the first kMaxBoardTickets by their day (the last: newest first) and its whole
// count.
struct CommitmentBoard {
  struct Column {
    std::vector<Commitment> tickets;
    std::int64_t count = 0;
  };
  std::array<Column, 4> columns;  // promised, being done, says it is done, checked by others
  std::int64_t made = 0;          // ever made and not withdrawn
  std::int64_t kept = 0;
  std::int64_t judged = 0;
  base::UtcTime since;  // when the first was made; 0: none
  kit::Viewer viewer;
};
// What this viewer may do with it now. Pure.
std::vector<CommitmentAct> PossibleActs(const kit::Viewer& viewer, const Commitment& commitment);

// What the public may see of one: for the public face and its data files.
struct PublicCommitment {
  std::int64_t number = 0;
  std::string title, indicator, unit, member, verifier, verdict;
  std::int64_t baseline = 0, target = 0, current = 0;
  std::vector<std::string> sdg;
  CommitmentState state = CommitmentState::kMade;
  base::UtcTime made, due, ended;
};

class Commitments {
 public:
  explicit Commitments(PanelServices& services, desk::Blobs& blobs) : services_(services), blobs_(blobs) {}

  base::Result<CommitmentId> Propose(const desk::Actor& actor, const PanelId& panel,
                                     const CommitmentDraft& draft);
  // A promise that follows from an alert of the organisation's own screening (kNotFound where it has none
  // such; kConflict where it was decided that the two are not the same). Who is not of the organisation never
  // learns of the finding. With `make` it is promised at once.
  base::Result<CommitmentId> CommitFromFinding(const desk::Actor& actor, const PanelId& panel,
                                               std::string_view alert, const CommitmentDraft& draft,
                                               bool make);
  // Only what is proposed. Errors: kConflict.
  base::Status Edit(const desk::Actor& actor, const CommitmentId& id, std::int64_t version,
                    const CommitmentDraft& draft);
  // Errors: kConflict (the state forbids it, or somebody was first), kForbidden (the own organisation judges,
  // somebody else acts for it), kInvalid (no reason, no day).
  base::Status Move(const desk::Actor& actor, const CommitmentId& id, const CommitmentMove& move);
  // The owner alone.
  base::Status Publish(const desk::Actor& actor, const CommitmentId& id, std::int64_t version,
                       bool published);
  // The owner, until a verdict. A document's bytes are kept once, by their SHA-256.
  base::Result<EvidenceId> AddEvidence(const desk::Actor& actor, const CommitmentId& id, Evidence evidence,
                                       std::string_view bytes);
  base::Result<std::pair<Evidence, std::string>> Document(const desk::Actor& actor, const CommitmentId& id,
                                                          const EvidenceId& evidence);
  // A measured value, by the owner, while it is being done. The first report of what was only made begins it.
  base::Status Report(const desk::Actor& actor, const CommitmentId& id, std::int64_t version,
                      std::string_view value, std::string_view note);

  base::Result<CommitmentView> Get(const desk::Actor& actor, const CommitmentId& id);
  base::Result<CommitmentBoard> Board(const desk::Actor& actor, const PanelId& panel);
  // Newest first. `after`: a position or empty.
  base::Result<CommitmentPage> List(const desk::Actor& actor, const PanelId& panel,
                                    const CommitmentFilter& filter, std::string_view after,
                                    std::size_t limit);
  // What waits for this actor: verdicts that she is asked for, own ones that are late or due within a month.
  base::Result<std::vector<Commitment>> Waiting(const desk::Actor& actor);
  // Members that could check: all admitted ones but `owner`.
  base::Result<std::vector<Member>> OtherMembers(const desk::Actor& actor, const CommitmentId& id);

  // For the public face: published ones of a panel, newest first, kept and missed alike. No actor: nothing
  // that its owner has not published is in it.
  // Of one member where `member` is not empty.
  static base::Result<std::vector<PublicCommitment>> Published(db::Transaction& tx, const PanelId& panel,
                                                               std::int64_t before_number, std::size_t limit,
                                                               const MemberId& member = {});
  // How many there are of them in each state; a proposal is no promise and is not counted.
  static base::Result<std::map<CommitmentState, std::int64_t>> PublishedByState(db::Transaction& tx,
                                                                                const PanelId& panel);
  // For the clock: those whose day has passed become late. Returns how many.
  base::Result<std::int64_t> LapseDue(const desk::Actor& clock);
  // For the clock: reminders to owners (30 and 7 days before, and when it is late) and to those asked to
  // check.
  base::Status SendReminders(desk::Desk& desk);

 private:
  base::Result<CommitmentId> Add(const desk::Actor& actor, const PanelId& panel, const CommitmentDraft& draft,
                                 std::string_view finding, bool make);
  // The row as the viewer may know it.
  base::Result<std::pair<Commitment, kit::Viewer>> Seen(db::Transaction& tx, const desk::Actor& actor,
                                                        const CommitmentId& id);
  // Likewise, of the owner: kForbidden to others.
  base::Result<Commitment> Owned(db::Transaction& tx, const desk::Actor& actor, const CommitmentId& id,
                                 std::int64_t version);
  base::Status MoveIn(db::Transaction& tx, const desk::Actor& actor, Commitment& commitment,
                      const MemberId& who, const CommitmentMove& move);
  PanelServices& services_;
  desk::Blobs& blobs_;
};

}  // namespace panel
