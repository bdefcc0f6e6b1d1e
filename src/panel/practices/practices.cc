#include "panel/practices/practices.h"

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/practices/review_store.h"

namespace panel {
namespace {

using desk::tr;

constexpr std::size_t kReviewsNeeded = 2;

base::Error Conflict(const char* message) {
  return {base::Code::kConflict, message, {}};
}

bool IsSecretariats(PracticeAct act) {
  return act == PracticeAct::kBeginReview || act == PracticeAct::kReturn || act == PracticeAct::kAccept ||
         act == PracticeAct::kDecline;
}

bool MayTry(const Standing& standing, PracticeAct act) {
  if (IsSecretariats(act)) return standing.secretariat;
  return standing.owner || (act == PracticeAct::kWithdraw && standing.secretariat);
}

bool NeedsNote(PracticeAct act) {
  return act == PracticeAct::kReturn || act == PracticeAct::kDecline || act == PracticeAct::kWithdraw;
}

std::vector<PracticeReview> Finished(std::vector<PracticeReview> reviews) {
  std::erase_if(reviews, [](const PracticeReview& review) { return review.state != ReviewState::kDone; });
  return reviews;
}

std::uint32_t MetBy(const std::vector<PracticeReview>& reviews) {
  std::vector<ReviewAnswers> answers;
  for (const PracticeReview& review : reviews) answers.push_back(review.answers);
  return MetByAll(answers);
}

}  // namespace

base::Status PracticeLife::Record(db::Transaction& tx, const desk::Actor& actor, const Practice& practice,
                                  std::string act, std::string role, std::string note) {
  const std::string action = "practice." + act;
  PracticeEvent event{std::move(act), std::move(role), std::move(note), practice.revision,
                      seams_.clock.Now()};
  TRY(AddEvent(tx, practice, actor, event));
  return seams_.audit.Append(tx, actor, action, "practice:" + practice.id.text(),
                             {{"revision", std::to_string(practice.revision)}});
}

base::Result<PracticeId> PracticeLife::Create(const desk::Actor& actor, const PanelId& panel,
                                              PracticeContent content) {
  Normalise(content);
  TRY(NoneOf(FaultsOfDraft(content)));
  Practice practice;
  practice.id = PracticeId::New(seams_.random);
  const auto store = [&](db::Transaction& tx) -> base::Status {
    const Member member = TRY(access_.MustTakePart(tx, actor, panel));
    practice.panel = panel;
    practice.org = actor.org;
    practice.member = member.id;
    practice.kind = content.kind;
    practice.title = content.texts.title;
    practice.language = content.language;
    practice.created = practice.changed = seams_.clock.Now();
    practice.version = 1;
    TRY(InsertPractice(tx, practice));
    PracticeRevision revision{.number = 1, .content = content};
    revision.created = practice.created;
    TRY(PutRevision(tx, practice.id, revision));
    return Record(tx, actor, practice, "create", "owner", {});
  };
  TRY(seams_.database.Write(store));
  return practice.id;
}

base::Status PracticeLife::Edit(const desk::Actor& actor, const PracticeId& id, std::int64_t version,
                                PracticeContent content) {
  Normalise(content);
  TRY(NoneOf(FaultsOfDraft(content)));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    Standing standing;
    Practice practice = TRY(access_.MustSee(tx, actor, id, standing));
    if (!standing.owner) return base::Error{base::Code::kForbidden, tr("Only its owner may change it."), {}};
    TRY(access_.MustTakePart(tx, actor, practice.panel));
    TRY(MustBeVersion(practice.version, version));
    if (practice.state != PracticeState::kDraft && practice.state != PracticeState::kReturned)
      return Conflict(tr("Only a draft can be changed. Recall it, or begin a new version."));
    PracticeRevision revision = TRY(LoadRevision(tx, id, practice.revision));
    if (revision.content == content) return base::Ok();
    revision.content = content;
    TRY(PutRevision(tx, id, revision));
    practice.kind = content.kind;
    practice.title = content.texts.title;
    practice.language = content.language;
    practice.changed = seams_.clock.Now();
    TRY(SavePractice(tx, practice));
    return seams_.audit.Append(tx, actor, "practice.edit", "practice:" + id.text(),
                               {{"revision", std::to_string(practice.revision)}});
  });
}

base::Status PracticeLife::Do(const desk::Actor& actor, const PracticeId& id, const PracticeDeed& deed) {
  if (deed.note.size() > base::kMaxPracticeNoteBytes) return base::TooLarge(tr("The note is too long."));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    Standing standing;
    Practice practice = TRY(access_.MustSee(tx, actor, id, standing));
    if (!MayTry(standing, deed.act))
      return base::Error{
          base::Code::kForbidden, tr("This is for its owner or for the secretariat to do."), {}};
    const bool as_secretariat =
        IsSecretariats(deed.act) || (deed.act == PracticeAct::kWithdraw && !standing.owner);
    if (!as_secretariat) TRY(access_.MustTakePart(tx, actor, practice.panel));
    TRY(MustBeVersion(practice.version, deed.version));
    const PracticeState after =
        TRY(Next(PracticeSteps(), practice.state, deed.act, PracticeStateName, PracticeActName));
    TRY(Guard(tx, actor, practice, deed));
    const std::int64_t about = practice.revision;
    TRY(Apply(tx, practice, deed));
    practice.state = after;
    practice.changed = seams_.clock.Now();
    TRY(SavePractice(tx, practice));
    TRY(Reindex(tx, practice));
    Practice of_revision = practice;
    of_revision.revision = about;
    return Record(tx, actor, of_revision, std::string(PracticeActName(deed.act)),
                  as_secretariat ? "secretariat" : "owner", deed.note);
  });
}

base::Status PracticeLife::Guard(db::Transaction& tx, const desk::Actor& actor, const Practice& practice,
                                 const PracticeDeed& deed) {
  if (NeedsNote(deed.act) && deed.note.empty()) return base::Invalid(tr("Say why, in a note."));
  if (deed.act == PracticeAct::kSubmit) {
    const PracticeRevision revision = TRY(LoadRevision(tx, practice.id, practice.revision));
    TRY(NoneOf(MissingToSend(revision.content)));
    if (practice.revision > 1 && deed.note.empty())
      return base::Invalid(tr("Say what changed since the version before."));
  }
  if (deed.act == PracticeAct::kBeginReview) {
    const std::vector<PracticeReview> reviews = TRY(ReviewsOf(tx, practice.id, practice.revision));
    const auto agreed = std::count_if(reviews.begin(), reviews.end(), [](const PracticeReview& review) {
      return review.state == ReviewState::kAgreed || review.state == ReviewState::kDone;
    });
    if (static_cast<std::size_t>(agreed) < kReviewsNeeded)
      return Conflict(tr("Two reviewers of other members must have agreed first."));
  }
  if (deed.act == PracticeAct::kAccept) return GuardAccept(tx, practice, deed, actor.org == practice.org);
  return base::Ok();
}

base::Status PracticeLife::GuardAccept(db::Transaction& tx, const Practice& practice,
                                       const PracticeDeed& deed, bool own) {
  const std::vector<PracticeReview> reviews = Finished(TRY(ReviewsOf(tx, practice.id, practice.revision)));
  if (reviews.size() < kReviewsNeeded)
    return Conflict(tr("Two finished reviews of this version are needed."));
  if (TRY(OpenQuestions(tx, practice.id)) > 0)
    return Conflict(tr("A reviewer's question is not answered yet."));
  if (GradeOf(MetBy(reviews)) < 1)
    return Conflict(tr("The reviews do not find it described well enough to be published. Return it."));
  const bool all_agree = std::all_of(reviews.begin(), reviews.end(), [](const PracticeReview& review) {
    return review.recommendation == "publish";
  });
  if (!all_agree && own)
    return Conflict(tr("The secretariat's own practice is accepted only where every reviewer says so."));
  if (!all_agree && deed.note.empty())
    return base::Invalid(tr("A reviewer recommends otherwise. Say in a note why you accept it."));
  return base::Ok();
}

base::Status PracticeLife::Apply(db::Transaction& tx, Practice& practice, const PracticeDeed& deed) {
  switch (deed.act) {
    case PracticeAct::kSubmit:
      return ApplySubmit(tx, practice, deed);
    case PracticeAct::kAccept:
      return ApplyAccept(tx, practice);
    case PracticeAct::kPublish:
      return ApplyPublish(tx, practice, deed);
    case PracticeAct::kRecall:
    case PracticeAct::kReturn:
      TRY(Release(tx, practice));
      return NextRevision(tx, practice);
    case PracticeAct::kRevise:
      return NextRevision(tx, practice);
    case PracticeAct::kDecline:
      return Release(tx, practice);
    case PracticeAct::kWithdraw:
      practice.published_revision = 0;
      practice.withdrawn = seams_.clock.Now();
      practice.withdrawn_reason = deed.note;
      return Release(tx, practice);
    case PracticeAct::kBeginReview:
    case PracticeAct::kCount:
      break;
  }
  return base::Ok();
}

base::Status PracticeLife::ApplySubmit(db::Transaction& tx, const Practice& practice,
                                       const PracticeDeed& deed) {
  PracticeRevision revision = TRY(LoadRevision(tx, practice.id, practice.revision));
  revision.submitted = seams_.clock.Now();
  revision.change_note = deed.note;
  return PutRevision(tx, practice.id, revision);
}

base::Status PracticeLife::ApplyAccept(db::Transaction& tx, const Practice& practice) {
  const std::vector<PracticeReview> reviews = Finished(TRY(ReviewsOf(tx, practice.id, practice.revision)));
  PracticeRevision revision = TRY(LoadRevision(tx, practice.id, practice.revision));
  revision.grade = GradeOf(MetBy(reviews));
  revision.interest = std::any_of(reviews.begin(), reviews.end(),
                                  [](const PracticeReview& review) { return !review.interest.empty(); });
  TRY(PutRevision(tx, practice.id, revision));
  return Release(tx, practice);
}

base::Status PracticeLife::ApplyPublish(db::Transaction& tx, Practice& practice, const PracticeDeed& deed) {
  PracticeRevision revision = TRY(LoadRevision(tx, practice.id, practice.revision));
  revision.published = seams_.clock.Now();
  revision.edition = ++practice.edition;
  TRY(PutRevision(tx, practice.id, revision));
  practice.published = revision.published;
  practice.published_revision = revision.number;
  practice.grade = revision.grade;
  practice.is_public = deed.to_world;
  return base::Ok();
}

base::Status PracticeLife::NextRevision(db::Transaction& tx, Practice& practice) {
  PracticeRevision revision = TRY(LoadRevision(tx, practice.id, practice.revision));
  PracticeRevision next{.number = ++practice.revision, .content = std::move(revision.content)};
  next.created = seams_.clock.Now();
  return PutRevision(tx, practice.id, next);
}

// Whoever has not finished needs not finish any more.
base::Status PracticeLife::Release(db::Transaction& tx, const Practice& practice) {
  for (PracticeReview& review : TRY(ReviewsOf(tx, practice.id, practice.revision))) {
    if (review.state != ReviewState::kInvited && review.state != ReviewState::kAgreed) continue;
    review.state = ReviewState::kReleased;
    TRY(SaveReview(tx, review));
  }
  return base::Ok();
}

base::Status PracticeLife::SetAudience(const desk::Actor& actor, const PracticeId& id, std::int64_t version,
                                       bool to_world) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    Standing standing;
    Practice practice = TRY(access_.MustSee(tx, actor, id, standing));
    if (!standing.owner) return base::Error{base::Code::kForbidden, tr("Only its owner may change it."), {}};
    TRY(access_.MustTakePart(tx, actor, practice.panel));
    TRY(MustBeVersion(practice.version, version));
    if (practice.published_revision == 0) return Conflict(tr("Nothing of it is published."));
    if (practice.is_public == to_world) return base::Ok();
    practice.is_public = to_world;
    practice.changed = seams_.clock.Now();
    TRY(SavePractice(tx, practice));
    TRY(Reindex(tx, practice));
    return Record(tx, actor, practice, "audience", "owner", to_world ? "world" : "members");
  });
}

}  // namespace panel
