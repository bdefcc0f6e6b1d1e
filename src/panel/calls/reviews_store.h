#pragma once
// Rows of reviewers, reviews and scores, in the caller's transaction.

#include <vector>

#include "db/db.h"
#include "panel/calls/types.h"

namespace panel::calls::store {

base::Result<std::vector<Reviewer>> ReviewersOf(db::Transaction& tx,
                                                const CallId& call);  // by when they were named
base::Result<std::int64_t> CountReviewers(db::Transaction& tx, const CallId& call);
base::Status AddReviewer(db::Transaction& tx, const CallId& call, const Reviewer& reviewer);
base::Result<bool> IsReviewer(db::Transaction& tx, const CallId& call, const desk::PersonId& person,
                              const desk::OrgId& org);
base::Status DropReviewer(db::Transaction& tx, const CallId& call, const desk::PersonId& person);

base::Result<Review> GetReview(db::Transaction& tx, const ReviewId& id);  // kNotFound; with its scores
base::Result<std::vector<Review>> ReviewsOf(db::Transaction& tx, const CallId& call);  // with scores
// Given to one person, in calls that are in review; without scores.
base::Result<std::vector<Review>> ReviewsFor(db::Transaction& tx, const desk::PersonId& person,
                                             const desk::OrgId& org, std::size_t limit);
// How many of them are still to be scored.
base::Result<std::int64_t> CountToScore(db::Transaction& tx, const desk::PersonId& person,
                                        const desk::OrgId& org);
base::Status InsertReview(db::Transaction& tx, const Review& review);
base::Status UpdateReview(db::Transaction& tx, Review& review);  // kConflict: another version; counts it up
base::Status PutScores(db::Transaction& tx, const Review& review);

// Whether the register of interests ties two members, in either direction.
base::Result<bool> HaveInterest(db::Transaction& tx, const MemberId& a, const MemberId& b);

}  // namespace panel::calls::store
