#pragma once
// Peer review: who is asked, what she answers, what is asked and said meanwhile. Thread-safe.
//
// A reviewer is a member: never the practice's owner, admitted, of the same panel. Whoever agrees for it says
// whether she or her organisation has an interest in the outcome (a declared one stands beside the grade),
// has no role in the owner's organisation, and is the one who finishes. The owner knows reviewers by their
// place alone ("Reviewer 1"); the secretariat knows the members.

#include <functional>
#include <string>
#include <vector>

#include "desk/people/people.h"
#include "panel/practices/access.h"
#include "panel/practices/review_store.h"

namespace panel {

struct FinishedReview {
  ReviewAnswers answers;
  std::string recommendation;  // Recommendations()
  std::string to_owner;        // Markdown
  std::string to_secretariat;
};

class PracticeReviews {
 public:
  PracticeReviews(PanelSeams seams, PracticeAccess& access, Directory& directory, desk::People& people)
      : seams_(seams), access_(access), directory_(directory), people_(people) {}

  // Asks a member, by the secretariat, while the practice is submitted or in review. `days` until it is due.
  // Errors: kConflict (state, already asked, the owner itself, too many), kNotFound (the member).
  base::Result<PracticeReviewId> Invite(const desk::Actor& actor, const PracticeId& practice,
                                        const MemberId& member, std::int64_t days);
  // Members who could be asked: admitted, not the owner, not asked yet.
  base::Result<std::vector<Member>> Candidates(const desk::Actor& actor, const PracticeId& practice);
  // `interest` empty: none is declared.
  base::Status Agree(const desk::Actor& actor, const PracticeReviewId& id, std::int64_t version,
                     std::string interest);
  base::Status Recuse(const desk::Actor& actor, const PracticeReviewId& id, std::int64_t version,
                      std::string reason);
  // Every criterion answered, with reasons for those that are not met.
  base::Status Finish(const desk::Actor& actor, const PracticeReviewId& id, std::int64_t version,
                      const FinishedReview& review);
  // The secretariat lets a reviewer go.
  base::Status ReleaseOne(const desk::Actor& actor, const PracticeReviewId& id, std::int64_t version);

  // As the actor may see them: the owner without names and only what was written to her, a reviewer her own.
  base::Result<std::vector<PracticeReview>> Of(const desk::Actor& actor, const PracticeId& practice);
  // What waits for the actor's organisation.
  base::Result<std::vector<PracticeReview>> Waiting(const desk::Actor& actor);

  // A reviewer's or the secretariat's question to the owner; the owner's answer; a comment of anybody inside
  // (audience "review") or of a member on what is published ("members").
  base::Result<PracticeCommentId> Ask(const desk::Actor& actor, const PracticeId& practice, std::string text);
  base::Result<PracticeCommentId> Reply(const desk::Actor& actor, const PracticeId& practice,
                                        const PracticeCommentId& question, std::string text);
  base::Result<PracticeCommentId> Comment(const desk::Actor& actor, const PracticeId& practice,
                                          const std::string& audience, std::string text);
  base::Result<std::vector<PracticeComment>> Comments(const desk::Actor& actor, const PracticeId& practice);

 private:
  // The review where it is the actor's organisation's own. Errors: kNotFound.
  base::Result<PracticeReview> Mine(db::Transaction& tx, const desk::Actor& actor,
                                    const PracticeReviewId& id);
  base::Status Step(const desk::Actor& actor, const PracticeReviewId& id, std::int64_t version, ReviewAct act,
                    const std::function<base::Status(db::Transaction&, PracticeReview&)>& change);
  base::Result<PracticeCommentId> Say(db::Transaction& tx, const desk::Actor& actor, const Practice& practice,
                                      const Standing& standing, PracticeComment comment);
  // kForbidden where the actor has a role in the owner's organisation.
  base::Status MustBeStranger(const desk::Actor& actor, const PracticeReviewId& id);

  PanelSeams seams_;
  PracticeAccess& access_;
  Directory& directory_;
  desk::People& people_;
};

}  // namespace panel
