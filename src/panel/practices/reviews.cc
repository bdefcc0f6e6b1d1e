#include "panel/practices/reviews.h"

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "html/markdown.h"
#include "panel/common/judge.h"
#include "panel/practices/terms.h"

namespace panel {
namespace {

using desk::tr;

constexpr std::int64_t kMostDays = 365;
constexpr std::size_t kMostWaiting = 100;

base::Error Conflict(const char* message) {
  return {base::Code::kConflict, message, {}};
}

base::Error Forbidden(const char* message) {
  return {base::Code::kForbidden, message, {}};
}

bool IsOpenForReview(PracticeState state) {
  return state == PracticeState::kSubmitted || state == PracticeState::kInReview;
}

base::Status CheckNote(std::string_view text) {
  if (text.size() > base::kMaxPracticeNoteBytes) return base::TooLarge(tr("The note is too long."));
  if (!html::CheckMarkdown(text).has_value())
    return base::Invalid(tr("This text cannot be stored as it is."));
  return base::Ok();
}

base::Status CheckFinished(const FinishedReview& review) {
  if (!PlaceIn(Recommendations(), review.recommendation))
    return base::Invalid(tr("Choose what you recommend."));
  if (!review.answers.complete()) return base::Invalid(tr("Answer each question: met, or not met."));
  for (const ReviewAnswer& answer : review.answers.of) {
    TRY(CheckNote(answer.reason));
    if (answer.answer == CriterionAnswer::kNotMet && answer.reason.empty())
      return base::Invalid(tr("Say why, where something is not met: the owner has to mend it."));
  }
  if (review.recommendation != "publish" && review.to_owner.empty())
    return base::Invalid(tr("Say to the owner what to change, or why it should not be published."));
  TRY(CheckNote(review.to_owner));
  return CheckNote(review.to_secretariat);
}

std::string RoleOf(const Standing& standing) {
  return standing.owner         ? "owner"
         : standing.review      ? "reviewer"
         : standing.secretariat ? "secretariat"
                                : "member";
}

}  // namespace

base::Result<PracticeReviewId> PracticeReviews::Invite(const desk::Actor& actor,
                                                       const PracticeId& practice_id,
                                                       const MemberId& member_id, std::int64_t days) {
  if (days < 1 || days > kMostDays) return base::Invalid(tr("A number of days from 1 to 365 is expected."));
  PracticeReview review;
  review.id = PracticeReviewId::New(seams_.random);
  const auto store = [&](db::Transaction& tx) -> base::Status {
    Standing standing;
    const Practice practice = TRY(access_.MustSee(tx, actor, practice_id, standing));
    if (!standing.secretariat) return Forbidden(tr("Only the secretariat chooses reviewers."));
    if (!IsOpenForReview(practice.state)) return Conflict(tr("It is not waiting for a review."));
    const Member member = TRY(directory_.Get(tx, member_id));
    if (member.panel != practice.panel || member.state != MemberState::kAdmitted || member.org.empty())
      return base::NotFound(tr("There is no such member."));
    if (member.org == practice.org) return Conflict(tr("The owner cannot review its own practice."));
    const std::vector<PracticeReview> reviews = TRY(ReviewsOf(tx, practice.id, practice.revision));
    for (const PracticeReview& other : reviews)
      if (other.org == member.org) return Conflict(tr("This member was asked already."));
    if (reviews.size() >= base::kMaxPracticeReviewers * 4) return base::TooLarge(tr("These are too many."));
    const auto live = std::count_if(reviews.begin(), reviews.end(), [](const PracticeReview& other) {
      return other.state != ReviewState::kRecused && other.state != ReviewState::kReleased;
    });
    if (static_cast<std::size_t>(live) >= base::kMaxPracticeReviewers)
      return Conflict(tr("There are as many reviewers as there may be."));
    review.practice = practice.id;
    review.revision = practice.revision;
    review.member = member.id;
    review.org = member.org;
    review.place = static_cast<std::int64_t>(reviews.size()) + 1;
    review.invited = seams_.clock.Now();
    review.due = base::UtcTime{review.invited.ms + days * base::kDayMs};
    TRY(InsertReview(tx, review));
    return seams_.audit.Append(tx, actor, "practice.review.invite", "practice:" + practice.id.text(),
                               {{"review", review.id.text()}, {"member", member.id.text()}});
  };
  TRY(seams_.database.Write(store));
  return review.id;
}

base::Result<std::vector<Member>> PracticeReviews::Candidates(const desk::Actor& actor,
                                                              const PracticeId& practice_id) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Member>> {
    Standing standing;
    const Practice practice = TRY(access_.MustSee(tx, actor, practice_id, standing));
    if (!standing.secretariat) return Forbidden(tr("Only the secretariat chooses reviewers."));
    const std::vector<PracticeReview> reviews = TRY(ReviewsOf(tx, practice.id, practice.revision));
    std::vector<Member> members = TRY(directory_.Admitted(tx, practice.panel));
    std::erase_if(members, [&](const Member& member) {
      const auto is_of = [&](const PracticeReview& review) { return review.org == member.org; };
      return member.org.empty() || member.org == practice.org ||
             std::any_of(reviews.begin(), reviews.end(), is_of);
    });
    return members;
  });
}

base::Result<PracticeReview> PracticeReviews::Mine(db::Transaction& tx, const desk::Actor& actor,
                                                   const PracticeReviewId& id) {
  PracticeReview review = TRY(LoadReview(tx, id));
  if (actor.org.empty() || review.org != actor.org) return base::NotFound(tr("There is no such review."));
  const Practice practice = TRY(LoadPractice(tx, review.practice));
  TRY(access_.MustTakePart(tx, actor, practice.panel));
  return review;
}

base::Status PracticeReviews::Step(
    const desk::Actor& actor, const PracticeReviewId& id, std::int64_t version, ReviewAct act,
    const std::function<base::Status(db::Transaction&, PracticeReview&)>& change) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    PracticeReview review = TRY(Mine(tx, actor, id));
    TRY(MustBeVersion(review.version, version));
    const ReviewState after = TRY(Next(ReviewSteps(), review.state, act, ReviewStateName, ReviewActName));
    TRY(change(tx, review));
    review.state = after;
    TRY(SaveReview(tx, review));
    return seams_.audit.Append(tx, actor, "practice.review." + std::string(ReviewActName(act)),
                               "practice:" + review.practice.text(), {{"review", review.id.text()}});
  });
}

base::Status PracticeReviews::MustBeStranger(const desk::Actor& actor, const PracticeReviewId& id) {
  TRY(MustBePerson(actor));
  if (actor.person.empty()) return base::Ok();
  const auto owner_of = [&](db::Transaction& tx) -> base::Result<desk::OrgId> {
    const PracticeReview review = TRY(Mine(tx, actor, id));
    return TRY(LoadPractice(tx, review.practice)).org;
  };
  const desk::OrgId owner = TRY(seams_.database.Read(owner_of));
  for (const auto& [organisation, roles] : TRY(people_.MembershipsOf(actor.person)))
    if (organisation.id == owner)
      return Forbidden(tr("You have a role in the owner's organisation and cannot review its practice."));
  return base::Ok();
}

base::Status PracticeReviews::Agree(const desk::Actor& actor, const PracticeReviewId& id,
                                    std::int64_t version, std::string interest) {
  TRY(CheckNote(interest));
  TRY(MustBeStranger(actor, id));
  return Step(actor, id, version, ReviewAct::kAgree,
              [&](db::Transaction&, PracticeReview& review) -> base::Status {
                review.person = actor.person;
                review.interest = interest;
                return base::Ok();
              });
}

base::Status PracticeReviews::Recuse(const desk::Actor& actor, const PracticeReviewId& id,
                                     std::int64_t version, std::string reason) {
  TRY(CheckNote(reason));
  return Step(actor, id, version, ReviewAct::kRecuse,
              [&](db::Transaction&, PracticeReview& review) -> base::Status {
                review.to_secretariat = reason;
                return base::Ok();
              });
}

base::Status PracticeReviews::Finish(const desk::Actor& actor, const PracticeReviewId& id,
                                     std::int64_t version, const FinishedReview& finished) {
  TRY(CheckFinished(finished));
  TRY(MustBeStranger(actor, id));
  const auto change = [&](db::Transaction& tx, PracticeReview& review) -> base::Status {
    if (review.person != actor.person)
      return Forbidden(tr("Only who agreed to review can finish the review."));
    const Practice practice = TRY(LoadPractice(tx, review.practice));
    if (practice.state != PracticeState::kInReview || practice.revision != review.revision)
      return Conflict(tr("The review of this version has not begun or is over."));
    review.answers = finished.answers;
    review.recommendation = finished.recommendation;
    review.to_owner = finished.to_owner;
    review.to_secretariat = finished.to_secretariat;
    review.done = seams_.clock.Now();
    return base::Ok();
  };
  return Step(actor, id, version, ReviewAct::kFinish, change);
}

base::Status PracticeReviews::ReleaseOne(const desk::Actor& actor, const PracticeReviewId& id,
                                         std::int64_t version) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    PracticeReview review = TRY(LoadReview(tx, id));
    const Practice practice = TRY(LoadPractice(tx, review.practice));
    if (!TRY(access_.Hosts(tx, actor, practice.panel))) return base::NotFound(tr("There is no such review."));
    TRY(MustBeVersion(review.version, version));
    review.state =
        TRY(Next(ReviewSteps(), review.state, ReviewAct::kRelease, ReviewStateName, ReviewActName));
    TRY(SaveReview(tx, review));
    return seams_.audit.Append(tx, actor, "practice.review.release", "practice:" + practice.id.text(),
                               {{"review", review.id.text()}});
  });
}

base::Result<std::vector<PracticeReview>> PracticeReviews::Of(const desk::Actor& actor,
                                                              const PracticeId& practice_id) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<PracticeReview>> {
    Standing standing;
    const Practice practice = TRY(access_.MustSee(tx, actor, practice_id, standing));
    if (!standing.inside()) return std::vector<PracticeReview>();
    std::vector<PracticeReview> reviews = TRY(ReviewsOf(tx, practice.id, 0));
    if (standing.secretariat && !standing.owner) return reviews;
    if (!standing.owner) {
      std::erase_if(reviews, [&](const PracticeReview& review) { return review.org != actor.org; });
      return reviews;
    }
    // The owner reads what was written to her once it is finished, and not by whom.
    for (PracticeReview& review : reviews) {
      review.member = {};
      review.org = {};
      review.person = {};
      review.name.clear();
      review.to_secretariat.clear();
      if (review.state != ReviewState::kDone) review.interest.clear();
    }
    return reviews;
  });
}

base::Result<std::vector<PracticeReview>> PracticeReviews::Waiting(const desk::Actor& actor) {
  if (actor.org.empty() || !actor.Can(desk::Permission::kPanelTakePart)) return std::vector<PracticeReview>();
  return seams_.database.Read([&](db::Transaction& tx) { return OpenReviews(tx, actor.org, kMostWaiting); });
}

base::Result<PracticeCommentId> PracticeReviews::Say(db::Transaction& tx, const desk::Actor& actor,
                                                     const Practice& practice, const Standing& standing,
                                                     PracticeComment comment) {
  if (comment.text.empty()) return base::Invalid(tr("Write something."));
  TRY(CheckNote(comment.text));
  comment.id = PracticeCommentId::New(seams_.random);
  // Among members nobody is told who reviews.
  const bool to_members = comment.audience == "members";
  comment.role = to_members && standing.review ? "member" : RoleOf(standing);
  comment.place = comment.role == "reviewer" ? standing.review->place : 0;
  comment.org = actor.org;
  comment.revision = practice.revision;
  comment.created = seams_.clock.Now();
  TRY(InsertComment(tx, comment, practice.id, actor));
  TRY(seams_.audit.Append(tx, actor, "practice." + comment.kind, "practice:" + practice.id.text(),
                          {{"comment", comment.id.text()}}));
  return comment.id;
}

base::Result<PracticeCommentId> PracticeReviews::Ask(const desk::Actor& actor, const PracticeId& id,
                                                     std::string text) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Result<PracticeCommentId> {
    Standing standing;
    const Practice practice = TRY(access_.MustSee(tx, actor, id, standing));
    if (standing.owner || (!standing.review && !standing.secretariat))
      return Forbidden(tr("Only a reviewer or the secretariat asks the owner."));
    if (!IsOpenForReview(practice.state)) return Conflict(tr("It is not waiting for a review."));
    if (!standing.secretariat) TRY(access_.MustTakePart(tx, actor, practice.panel));
    return Say(tx, actor, practice, standing, {.kind = "question", .audience = "review", .text = text});
  });
}

base::Result<PracticeCommentId> PracticeReviews::Reply(const desk::Actor& actor, const PracticeId& id,
                                                       const PracticeCommentId& question, std::string text) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Result<PracticeCommentId> {
    Standing standing;
    const Practice practice = TRY(access_.MustSee(tx, actor, id, standing));
    if (!standing.owner) return Forbidden(tr("Only the owner answers a question."));
    TRY(access_.MustTakePart(tx, actor, practice.panel));
    const std::vector<PracticeComment> comments = TRY(CommentsOf(tx, id));
    const auto asked = std::find_if(comments.begin(), comments.end(), [&](const PracticeComment& comment) {
      return comment.id == question && comment.kind == "question";
    });
    if (asked == comments.end()) return base::NotFound(tr("There is no such question."));
    PracticeComment answer{.kind = "answer", .audience = "review"};
    answer.answers = question;
    answer.text = text;
    PracticeCommentId made = TRY(Say(tx, actor, practice, standing, answer));
    TRY(MarkAnswered(tx, question));
    return made;
  });
}

base::Result<PracticeCommentId> PracticeReviews::Comment(const desk::Actor& actor, const PracticeId& id,
                                                         const std::string& audience, std::string text) {
  if (audience != "review" && audience != "members")
    return base::Invalid(tr("A comment is for the review or for members."));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Result<PracticeCommentId> {
    Standing standing;
    const Practice practice = TRY(access_.MustSee(tx, actor, id, standing));
    if (audience == "review" && !standing.inside())
      return Forbidden(tr("Only the owner, reviewers and the secretariat speak in a review."));
    if (audience == "members" && practice.published_revision == 0)
      return Conflict(tr("Nothing of it is published."));
    if (!standing.secretariat) TRY(access_.MustTakePart(tx, actor, practice.panel));
    return Say(tx, actor, practice, standing, {.kind = "comment", .audience = audience, .text = text});
  });
}

base::Result<std::vector<PracticeComment>> PracticeReviews::Comments(const desk::Actor& actor,
                                                                     const PracticeId& id) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<PracticeComment>> {
    Standing standing;
    const Practice practice = TRY(access_.MustSee(tx, actor, id, standing));
    std::vector<PracticeComment> comments = TRY(CommentsOf(tx, practice.id));
    const bool names_all = standing.secretariat && !standing.owner;
    std::erase_if(comments, [&](const PracticeComment& comment) {
      return comment.audience == "review" && !standing.inside();
    });
    for (PracticeComment& comment : comments) {
      const bool hidden = comment.role == "reviewer" && !names_all && comment.org != actor.org;
      if (!hidden) continue;
      comment.name.clear();
      comment.org = {};
    }
    return comments;
  });
}

}  // namespace panel
