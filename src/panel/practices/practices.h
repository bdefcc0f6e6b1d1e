#pragma once
// The life of a practice: writing, sending, deciding, publishing, revising, withdrawing; and reading it as
// somebody may. Every change checks the actor, writes the audit and the practice's own history in one
// transaction. Thread-safe.
//
// Who may do what: its owner submits, recalls, publishes, revises, withdraws; the secretariat of the panel
// begins the review, returns, accepts, declines, and can withdraw. The table of steps is in types.h. Beyond
// it:
//   - submit: nothing of MissingToSend; from the second submission on, a note of what changed;
//   - begin-review: two reviewers or more have agreed;
//   - accept: two reviews or more of this revision are finished, no question is unanswered, and the reviews
//   together reach grade 1; where the secretariat's own organisation is the owner, every reviewer recommends
//   to publish;
//   - return, decline, withdraw, and accept against a reviewer's recommendation: a note of why.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "panel/practices/access.h"
#include "panel/practices/index.h"
#include "panel/practices/store.h"

namespace panel {

// A practice as the actor may see it.
struct PracticeView {
  Practice practice;
  Standing standing;
  std::optional<PracticeRevision> working;    // only from inside
  std::optional<PracticeRevision> published;  // the newest edition
  std::vector<PracticeRevision> revisions;    // newest first; from outside only those that were published
  std::vector<PracticeEvent> events;          // from inside all, else publications alone
  std::vector<PracticeAct> possible;          // what the table and the actor's standing allow
};

// One act with what it needs.
struct PracticeDeed {
  PracticeAct act = PracticeAct::kSubmit;
  std::int64_t version = 0;  // that was read; 0: whatever it is
  std::string note;          // what changed, or why
  bool to_world = false;     // publish: to the world, else to members
};

struct PracticeList {
  std::vector<Practice> practices;
  std::string next;  // position; empty: the end
};

class PracticeLife {
 public:
  PracticeLife(PanelSeams seams, PracticeAccess& access, PracticeIndex& index)
      : seams_(seams), access_(access), index_(index) {}

  // Errors: kForbidden (no admitted member), kInvalid (FaultsOfDraft), kNotFound (the panel).
  base::Result<PracticeId> Create(const desk::Actor& actor, const PanelId& panel, PracticeContent content);
  // Of a draft or a returned one. Errors: kConflict (version, state), kInvalid.
  base::Status Edit(const desk::Actor& actor, const PracticeId& id, std::int64_t version,
                    PracticeContent content);
  base::Status Do(const desk::Actor& actor, const PracticeId& id, const PracticeDeed& deed);
  // Whether the world or members alone see what is published.
  base::Status SetAudience(const desk::Actor& actor, const PracticeId& id, std::int64_t version,
                           bool to_world);

  base::Result<PracticeView> View(const desk::Actor& actor, const PracticeId& id);
  // A revision that the actor may see. Errors: kNotFound.
  base::Result<PracticeRevision> Revision(const desk::Actor& actor, const PracticeId& id,
                                          std::int64_t number);
  base::Result<PracticeList> Own(const desk::Actor& actor, std::string_view after, std::size_t limit);
  // What was sent to the panels that the actor is the secretariat of; `state` may be empty.
  base::Result<PracticeList> Sent(const desk::Actor& actor, const PanelId& panel, std::string_view state,
                                  std::string_view after, std::size_t limit);
  base::Result<PracticeResults> Search(const desk::Actor& actor, PracticeQuery query, std::string_view after,
                                       std::size_t limit);

  // Brings the index up to what is stored of it; for every service that changes what is found.
  base::Status Reindex(db::Transaction& tx, const Practice& practice);

 private:
  base::Status Change(db::Transaction& tx, const desk::Actor& actor, Practice& practice,
                      const PracticeDeed& deed);
  base::Status Guard(db::Transaction& tx, const desk::Actor& actor, const Practice& practice,
                     const PracticeDeed& deed);
  base::Status GuardAccept(db::Transaction& tx, const Practice& practice, const PracticeDeed& deed, bool own);
  base::Status Apply(db::Transaction& tx, Practice& practice, const PracticeDeed& deed);
  base::Status ApplySubmit(db::Transaction& tx, const Practice& practice, const PracticeDeed& deed);
  base::Status ApplyAccept(db::Transaction& tx, const Practice& practice);
  base::Status ApplyPublish(db::Transaction& tx, Practice& practice, const PracticeDeed& deed);
  base::Status NextRevision(db::Transaction& tx, Practice& practice);
  base::Status Release(db::Transaction& tx, const Practice& practice);
  base::Status Record(db::Transaction& tx, const desk::Actor& actor, const Practice& practice,
                      std::string act, std::string role, std::string note);

  PanelSeams seams_;
  PracticeAccess& access_;
  PracticeIndex& index_;
};

}  // namespace panel
