#include "panel/practices/review_store.h"

#include <boost/json.hpp>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/practices/json_members.h"
#include "panel/practices/review_json.h"

namespace panel {
namespace {

constexpr std::string_view kSelect =
    "SELECT r.id, r.practice_id, r.revision_number, r.member_id, r.org_id, m.name, r.person_id, r.place, "
    "r.state, "
    "r.interest, r.answers, r.recommendation, r.to_owner, r.to_secretariat, r.invited_ms, r.due_ms, "
    "r.done_ms, "
    "r.version FROM practice_review r LEFT JOIN panel_member m ON m.id = r.member_id ";
constexpr std::int64_t kMaxReviews = 500;

base::Result<PracticeReview> ReviewFrom(const db::Row& row) {
  PracticeReview review;
  review.id = row.IdAt<PracticeReviewId>(0);
  review.practice = row.IdAt<PracticeId>(1);
  review.revision = row.Int(2);
  review.member = row.IdAt<MemberId>(3);
  review.org = row.IdAt<desk::OrgId>(4);
  review.name = row.Text(5);
  review.person = row.IdAt<desk::PersonId>(6);
  review.place = row.Int(7);
  review.state = ReviewStateNamed(row.Text(8)).value_or(ReviewState::kInvited);
  review.interest = row.Text(9);
  review.answers = TRY(StoredAnswers(row.Text(10)));
  review.recommendation = row.Text(11);
  review.to_owner = row.Text(12);
  review.to_secretariat = row.Text(13);
  review.invited = base::UtcTime{row.Int(14)};
  review.due = base::UtcTime{row.Int(15)};
  review.done = base::UtcTime{row.Int(16)};
  review.version = row.Int(17);
  return review;
}

base::Result<std::vector<PracticeReview>> ReviewsFrom(const db::Rows& rows) {
  std::vector<PracticeReview> reviews;
  for (const db::Row& row : rows) reviews.push_back(TRY(ReviewFrom(row)));
  return reviews;
}

PracticeComment CommentFrom(const db::Row& row) {
  PracticeComment comment;
  comment.id = row.IdAt<PracticeCommentId>(0);
  comment.kind = row.Text(1);
  comment.audience = row.Text(2);
  comment.role = row.Text(3);
  comment.place = row.Int(4);
  comment.org = row.IdAt<desk::OrgId>(5);
  comment.name = row.Text(6);
  comment.answers = row.IdAt<PracticeCommentId>(7);
  comment.answered = row.Bool(8);
  comment.revision = row.Int(9);
  comment.text = row.Text(10);
  comment.created = base::UtcTime{row.Int(11)};
  return comment;
}

}  // namespace

base::Result<PracticeReview> LoadReview(db::Transaction& tx, const PracticeReviewId& id) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kSelect) + "WHERE r.id = $1", {id}));
  if (!row) return base::NotFound(desk::tr("There is no such review."));
  return ReviewFrom(*row);
}

base::Result<std::vector<PracticeReview>> ReviewsOf(db::Transaction& tx, const PracticeId& practice,
                                                    std::int64_t revision) {
  return ReviewsFrom(TRY(tx.Query(
      std::string(kSelect) + "WHERE r.practice_id = $1 AND ($2 = 0 OR r.revision_number = $2) ORDER BY "
                             "r.revision_number DESC, r.place LIMIT $3",
      {practice, revision, kMaxReviews})));
}

base::Result<std::optional<PracticeReview>> ReviewOfOrg(db::Transaction& tx, const PracticeId& practice,
                                                        std::int64_t revision, const desk::OrgId& org) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(
      std::string(kSelect) + "WHERE r.practice_id = $1 AND r.revision_number = $2 AND r.org_id = $3",
      {practice, revision, org}));
  if (!row) return std::optional<PracticeReview>();
  PracticeReview review = TRY(ReviewFrom(*row));
  return std::optional<PracticeReview>(std::move(review));
}

base::Result<bool> HasReviewed(db::Transaction& tx, const PracticeId& practice, const desk::OrgId& org) {
  const std::optional<db::Row> row = TRY(
      tx.QueryOne("SELECT id FROM practice_review WHERE practice_id = $1 AND org_id = $2 AND state = 'done'",
                  {practice, org}));
  return row.has_value();
}

base::Result<std::vector<PracticeReview>> OpenReviews(db::Transaction& tx, const desk::OrgId& org,
                                                      std::size_t limit) {
  return ReviewsFrom(TRY(tx.Query(
      std::string(kSelect) + "WHERE r.org_id = $1 AND r.state IN ('invited', 'agreed') ORDER BY r.due_ms, "
                             "r.id LIMIT $2",
      {org, static_cast<std::int64_t>(limit)})));
}

base::Status InsertReview(db::Transaction& tx, const PracticeReview& review) {
  TRY(
      tx.Execute("INSERT INTO practice_review(id, practice_id, revision_number, member_id, org_id, "
                 "person_id, place, state, "
                 "interest, answers, recommendation, to_owner, to_secretariat, invited_ms, due_ms, done_ms, "
                 "version) VALUES "
                 "($1, $2, $3, $4, $5, NULL, $6, $7, '', '{}', '', '', '', $8, $9, 0, 1)",
                 {review.id, review.practice, review.revision, review.member, review.org, review.place,
                  ReviewStateName(review.state), review.invited.ms, review.due.ms}));
  return base::Ok();
}

base::Status SaveReview(db::Transaction& tx, PracticeReview& review) {
  const std::int64_t rows =
      TRY(tx.Execute("UPDATE practice_review SET person_id = $1, state = $2, interest = $3, answers = $4, "
                     "recommendation = $5, "
                     "to_owner = $6, to_secretariat = $7, done_ms = $8, due_ms = $9, version = version + 1 "
                     "WHERE id = $10 AND "
                     "version = $11",
                     {review.person, ReviewStateName(review.state), review.interest,
                      Stored(JsonOf(review.answers)), review.recommendation, review.to_owner,
                      review.to_secretariat, review.done.ms, review.due.ms, review.id, review.version}));
  TRY(MustHaveChanged(rows));
  ++review.version;
  return base::Ok();
}

base::Result<std::vector<PracticeComment>> CommentsOf(db::Transaction& tx, const PracticeId& practice) {
  std::vector<PracticeComment> comments;
  const db::Rows rows = TRY(tx.Query(
      "SELECT c.id, c.kind, c.audience, c.actor_role, c.place, c.org_id, m.name, c.answers_id, c.answered, "
      "c.revision_number, c.body, c.created_ms FROM practice_comment c JOIN practice p ON p.id = "
      "c.practice_id "
      "LEFT JOIN panel_member m ON m.panel_id = p.panel_id AND m.org_id = c.org_id WHERE c.practice_id = $1 "
      "ORDER BY c.comment_number LIMIT $2",
      {practice, static_cast<std::int64_t>(base::kMaxPracticeComments)}));
  for (const db::Row& row : rows) comments.push_back(CommentFrom(row));
  return comments;
}

base::Status InsertComment(db::Transaction& tx, const PracticeComment& comment, const PracticeId& practice,
                           const desk::Actor& actor) {
  const std::optional<db::Row> last = TRY(tx.QueryOne(
      "SELECT COALESCE(MAX(comment_number), 0) FROM practice_comment WHERE practice_id = $1", {practice}));
  const std::int64_t number = (last ? last->Int(0) : 0) + 1;
  if (number > static_cast<std::int64_t>(base::kMaxPracticeComments))
    return base::TooLarge(desk::tr("There are too many comments on this practice."));
  TRY(tx.Execute(
      "INSERT INTO practice_comment(id, practice_id, comment_number, kind, audience, actor_role, place, "
      "org_id, "
      "answers_id, answered, revision_number, body, actor, created_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, "
      "$8, "
      "$9, 0, $10, $11, $12, $13)",
      {comment.id, practice, number, comment.kind, comment.audience, comment.role, comment.place, comment.org,
       comment.answers, comment.revision, comment.text, actor.label, comment.created.ms}));
  return base::Ok();
}

base::Status MarkAnswered(db::Transaction& tx, const PracticeCommentId& question) {
  TRY(tx.Execute("UPDATE practice_comment SET answered = 1 WHERE id = $1", {question}));
  return base::Ok();
}

base::Result<std::int64_t> OpenQuestions(db::Transaction& tx, const PracticeId& practice) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(
      "SELECT COUNT(*) FROM practice_comment WHERE practice_id = $1 AND kind = 'question' AND answered = 0",
      {practice}));
  return row ? row->Int(0) : 0;
}

}  // namespace panel
