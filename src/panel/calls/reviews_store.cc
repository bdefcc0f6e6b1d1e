#include "panel/calls/reviews_store.h"

#include <map>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/agreements/kit.h"

namespace panel::calls::store {
namespace {

constexpr std::string_view kSelect =
    "SELECT r.id, r.call_id, r.note_id, r.person_id, r.org_id, r.state, r.bar, r.reason, r.remark, "
    "r.assigned_ms, r.handed_in_ms, r.version FROM call_review r ";

Review ReviewFromRow(const db::Row& row) {
  Review r;
  std::size_t at = 0;
  r.id = row.IdAt<ReviewId>(at++);
  r.call = row.IdAt<CallId>(at++);
  r.note = row.IdAt<NoteId>(at++);
  r.person = row.IdAt<desk::PersonId>(at++);
  r.org = row.IdAt<desk::OrgId>(at++);
  r.state = ReviewStateNamed(row.Text(at++)).value_or(ReviewState::kReleased);
  r.bar = BarNamed(row.Text(at++)).value_or(Bar::kNone);
  r.reason = row.Text(at++);
  r.remark = row.Text(at++);
  r.assigned = base::UtcTime{row.Int(at++)};
  r.handed_in = base::UtcTime{row.Int(at++)};
  r.version = row.Int(at);
  return r;
}

}  // namespace

base::Result<std::vector<Reviewer>> ReviewersOf(db::Transaction& tx, const CallId& call) {
  std::vector<Reviewer> reviewers;
  for (const db::Row& row : TRY(tx.Query(
           "SELECT r.person_id, r.org_id, r.member_id, p.name, o.name, r.added_ms FROM call_reviewer "
           "r JOIN person p ON p.id = r.person_id JOIN organisation o ON o.id = r.org_id WHERE "
           "r.call_id = $1 ORDER BY r.added_ms, r.person_id",
           {call})))
    reviewers.push_back({row.IdAt<desk::PersonId>(0), row.IdAt<desk::OrgId>(1), row.IdAt<MemberId>(2),
                         row.Text(3), row.Text(4), base::UtcTime{row.Int(5)}});
  return reviewers;
}

base::Result<std::int64_t> CountReviewers(db::Transaction& tx, const CallId& call) {
  return TRY(tx.QueryOne("SELECT count(*) FROM call_reviewer WHERE call_id = $1", {call}))->Int(0);
}

base::Status AddReviewer(db::Transaction& tx, const CallId& call, const Reviewer& r) {
  TRY(
      tx.Execute("INSERT INTO call_reviewer(call_id, person_id, org_id, member_id, added_ms) VALUES ($1, $2, "
                 "$3, $4, $5)",
                 {call, r.person, r.org, r.member, r.added.ms}));
  return base::Ok();
}

base::Result<bool> IsReviewer(db::Transaction& tx, const CallId& call, const desk::PersonId& person,
                              const desk::OrgId& org) {
  if (person.empty()) return false;
  return TRY(tx.QueryOne(
                 "SELECT added_ms FROM call_reviewer WHERE call_id = $1 AND person_id = $2 AND org_id = $3",
                 {call, person, org}))
      .has_value();
}

base::Status DropReviewer(db::Transaction& tx, const CallId& call, const desk::PersonId& person) {
  TRY(tx.Execute("DELETE FROM call_reviewer WHERE call_id = $1 AND person_id = $2", {call, person}));
  return base::Ok();
}

base::Result<Review> GetReview(db::Transaction& tx, const ReviewId& id) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kSelect) + "WHERE r.id = $1", {id}));
  if (!row) return base::NotFound(desk::tr("There is no such review."));
  Review review = ReviewFromRow(*row);
  for (const db::Row& score : TRY(tx.Query(
           "SELECT part_number, score, remark FROM call_score WHERE review_id = $1 ORDER BY part_number",
           {id})))
    review.scores.push_back({score.Int(0), score.Int(1), score.Text(2)});
  return review;
}

base::Result<std::vector<Review>> ReviewsOf(db::Transaction& tx, const CallId& call) {
  std::vector<Review> reviews;
  std::map<std::string, std::size_t> place;
  for (const db::Row& row :
       TRY(tx.Query(std::string(kSelect) + "WHERE r.call_id = $1 ORDER BY r.note_id, r.person_id", {call}))) {
    reviews.push_back(ReviewFromRow(row));
    place[reviews.back().id.text()] = reviews.size() - 1;
  }
  for (const db::Row& row : TRY(tx.Query(
           "SELECT s.review_id, s.part_number, s.score, s.remark FROM call_score s JOIN call_review r "
           "ON r.id = s.review_id WHERE r.call_id = $1 ORDER BY s.review_id, s.part_number",
           {call})))
    reviews[place[row.Text(0)]].scores.push_back({row.Int(1), row.Int(2), row.Text(3)});
  return reviews;
}

base::Result<std::vector<Review>> ReviewsFor(db::Transaction& tx, const desk::PersonId& person,
                                             const desk::OrgId& org, std::size_t limit) {
  std::vector<Review> reviews;
  for (const db::Row& row : TRY(tx.Query(
           std::string(kSelect) +
               "JOIN panel_call c ON c.id = r.call_id WHERE r.person_id = $1 AND r.org_id = $2 AND r.state "
               "IN "
               "('assigned', 'handed-in') AND c.state = 'in-review' ORDER BY r.state, r.assigned_ms, r.id "
               "LIMIT $3",
           {person, org, limit})))
    reviews.push_back(ReviewFromRow(row));
  return reviews;
}

base::Result<std::int64_t> CountToScore(db::Transaction& tx, const desk::PersonId& person,
                                        const desk::OrgId& org) {
  return TRY(tx.QueryOne(
                 "SELECT count(*) FROM call_review r JOIN panel_call c ON c.id = r.call_id WHERE "
                 "r.person_id = $1 AND r.org_id = $2 AND r.state = 'assigned' AND c.state = 'in-review'",
                 {person, org}))
      ->Int(0);
}

base::Status InsertReview(db::Transaction& tx, const Review& r) {
  TRY(tx.Execute(
      "INSERT INTO call_review(id, call_id, note_id, person_id, org_id, state, bar, reason, remark, "
      "assigned_ms, handed_in_ms, version) VALUES ($1, $2, $3, $4, $5, $6, $7, '', '', $8, 0, 0)",
      {r.id, r.call, r.note, r.person, r.org, ReviewStateName(r.state), BarName(r.bar), r.assigned.ms}));
  return base::Ok();
}

base::Status UpdateReview(db::Transaction& tx, Review& r) {
  const std::int64_t changed = TRY(
      tx.Execute("UPDATE call_review SET state = $3, reason = $4, remark = $5, handed_in_ms = $6, version "
                 "= version + 1 WHERE id = $1 AND version = $2",
                 {r.id, r.version, ReviewStateName(r.state), r.reason, r.remark, r.handed_in.ms}));
  if (changed != 1) return kit::Overtaken();
  ++r.version;
  return base::Ok();
}

base::Status PutScores(db::Transaction& tx, const Review& r) {
  TRY(tx.Execute("DELETE FROM call_score WHERE review_id = $1", {r.id}));
  for (const Score& score : r.scores)
    if (score.score >= 0 || !score.remark.empty())
      TRY(tx.Execute("INSERT INTO call_score(review_id, part_number, score, remark) VALUES ($1, $2, $3, $4)",
                     {r.id, score.criterion, score.score, score.remark}));
  return base::Ok();
}

base::Result<bool> HaveInterest(db::Transaction& tx, const MemberId& a, const MemberId& b) {
  if (a.empty() || b.empty()) return false;
  return TRY(tx.QueryOne("SELECT id FROM panel_interest WHERE state <> 'ended' AND ((member_id = $1 AND "
                         "about_id = $2) OR (member_id = $2 AND about_id = $1))",
                         {a, b}))
      .has_value();
}

}  // namespace panel::calls::store
