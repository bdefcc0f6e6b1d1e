#pragma once
// Blind scoring and the decision. Each reviewer marks each note by the call's criteria; nobody, whoever runs
// the call included, sees another's marks before the scoring is closed: by the last one handed in, or by
// whoever runs the call. A reviewer whose organisation applied, or is tied to the applicant in the register
// of interests, never gets the note. Thread-safe.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "panel/calls/access.h"
#include "panel/calls/notes.h"
#include "panel/calls/ranking.h"

namespace panel::calls {

// What a reviewer reads: never the applicant's name or organisation where the call is blind.
struct BlindNote {
  std::int64_t code = 0;
  std::string title, summary;
  std::string applicant;  // empty where the call is blind
  base::Decimal asked, own;
  std::vector<Numbered> texts, answers;
  std::vector<BudgetLine> budget;
};
struct ReviewView {
  Review review;
  BlindNote note;
  Call call;
  std::vector<CallPart> parts;
};
struct ToScore {
  ReviewId id;
  CallId call;
  std::string call_title;
  std::int64_t code = 0;
  std::string title;  // of the note
  ReviewState state = ReviewState::kAssigned;
};

struct ReviewDraft {
  std::vector<Score> scores;
  std::string remark;
};

struct Choice {
  NoteId note;
  bool selected = false;
  std::string reason;    // for the record
  std::string feedback;  // for the applicant
};

// How far the review is, and what it gave, for whoever runs the call and, once scores are seen, its
// reviewers.
struct Board {
  CallAccess access;
  std::vector<CallPart> criteria;
  std::vector<Note> notes;          // without parts; names only for whoever runs the call
  std::vector<Reviewer> reviewers;  // for whoever runs the call
  std::vector<Review> reviews;      // without scores before the scoring is closed; for whoever runs the call
  std::vector<RankedNote> ranking;  // empty before the scoring is closed
  std::int64_t handed_in = 0, open = 0, barred = 0;
  bool seen = false;  // scores may be seen
};

class Reviews {
 public:
  explicit Reviews(PanelServices& services) : services_(services) {}

  // Somebody who speaks for an admitted member, by her address. Also while the notes are scored. Errors:
  // kNotFound (the same for nobody and for somebody who may not), kForbidden (in a blind call: somebody of
  // whoever runs it), kConflict (the scoring is closed).
  base::Result<desk::PersonId> AddReviewer(const desk::Actor& actor, const CallId& call,
                                           std::string_view email);
  base::Status DropReviewer(const desk::Actor& actor, const CallId& call, const desk::PersonId& person);
  // Codes are drawn by lot and every reviewer gets every note that no conflict bars.
  base::Status Begin(const desk::Actor& actor, const CallId& call, std::int64_t version);
  // Needs a reason where a note has fewer reviews than the call wants.
  base::Status CloseScoring(const desk::Actor& actor, const CallId& call, std::int64_t version,
                            std::string_view reason);

  // The reviewer's own.
  base::Result<std::vector<ToScore>> Mine(const desk::Actor& actor);
  base::Result<std::int64_t> CountMine(const desk::Actor& actor);  // still to be scored
  base::Result<ReviewView> Get(const desk::Actor& actor, const ReviewId& id);
  // kSave and kHandIn; to hand in, every criterion needs its mark.
  base::Status Put(const desk::Actor& actor, const ReviewId& id, std::int64_t version, ReviewAct act,
                   const ReviewDraft& draft);
  // kRecuse by the reviewer, kReturn and kRelease by whoever runs the call; each with a reason.
  base::Status Move(const desk::Actor& actor, const ReviewId& id, std::int64_t version, ReviewAct act,
                    std::string_view reason);

  base::Result<Board> GetBoard(const desk::Actor& actor, const CallId& call);
  // kSelect or kNoAward over every note in review. Each needs a reason and feedback; `words` says why the
  // choice differs from the ranking, or why there is no award. Errors: kConflict (scoring is not closed),
  // kInvalid.
  base::Status Decide(const desk::Actor& actor, const CallId& call, std::int64_t version, CallAct act,
                      const std::vector<Choice>& choices, std::string_view words);
  // Where somebody who was selected declined: those that were not are considered again.
  base::Status Reopen(const desk::Actor& actor, const CallId& call, std::int64_t version,
                      std::string_view reason);

 private:
  struct Found {
    Review review;
    Note note;
    CallAccess call;
    bool own = false;
  };
  base::Result<Found> Find(db::Transaction& tx, const desk::Actor& actor, const ReviewId& id);
  base::Status Assign(db::Transaction& tx, const Call& call, const Reviewer& reviewer,
                      const std::vector<Note>& notes);
  base::Status CloseIn(db::Transaction& tx, const desk::Actor& actor, Call& call, std::string_view reason);
  base::Status CloseIfAllIn(db::Transaction& tx, const desk::Actor& actor, Call& call);
  base::Result<std::vector<RankedNote>> RankingOf(db::Transaction& tx, const Call& call,
                                                  const std::vector<Note>& notes);
  base::Status DecideIn(db::Transaction& tx, const desk::Actor& actor, Call& call, CallAct act,
                        const std::vector<Choice>& choices, const std::string& words);
  PanelServices& services_;
};

// Open reviews of a note that left the review.
base::Status ReleaseReviewsOf(db::Transaction& tx, const Note& note);
std::string RecordOf(const ReviewId& id);

}  // namespace panel::calls
