#pragma once
// SQL of reviews and of what is asked and said about a practice; as store.h.

#include <optional>
#include <string>
#include <vector>

#include "panel/practices/store.h"

namespace panel {

base::Result<PracticeReview> LoadReview(db::Transaction& tx, const PracticeReviewId& id);  // kNotFound
// Of one revision, or of all with 0; by revision, newest first, then place.
base::Result<std::vector<PracticeReview>> ReviewsOf(db::Transaction& tx, const PracticeId& practice,
                                                    std::int64_t revision);
base::Result<std::optional<PracticeReview>> ReviewOfOrg(db::Transaction& tx, const PracticeId& practice,
                                                        std::int64_t revision, const desk::OrgId& org);
// Whether the organisation finished a review of any revision.
base::Result<bool> HasReviewed(db::Transaction& tx, const PracticeId& practice, const desk::OrgId& org);
// What waits for the organisation: invited or agreed, by due date.
base::Result<std::vector<PracticeReview>> OpenReviews(db::Transaction& tx, const desk::OrgId& org,
                                                      std::size_t limit);
base::Status InsertReview(db::Transaction& tx, const PracticeReview& review);
base::Status SaveReview(db::Transaction& tx, PracticeReview& review);

base::Result<std::vector<PracticeComment>> CommentsOf(db::Transaction& tx, const PracticeId& practice);
base::Status InsertComment(db::Transaction& tx, const PracticeComment& comment, const PracticeId& practice,
                           const desk::Actor& actor);
base::Status MarkAnswered(db::Transaction& tx, const PracticeCommentId& question);
base::Result<std::int64_t> OpenQuestions(db::Transaction& tx, const PracticeId& practice);

}  // namespace panel
