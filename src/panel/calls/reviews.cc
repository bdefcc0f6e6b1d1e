#include "panel/calls/reviews.h"

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/calls/notes_store.h"
#include "panel/calls/reviews_store.h"
#include "panel/minutes/people_lookup.h"

namespace panel::calls {
namespace {

using desk::tr;

base::Error Nobody() {
  return base::NotFound(tr("Nobody with this address speaks for a member of this panel."));
}

// The organisation that she speaks for in this panel.
base::Result<std::optional<Reviewer>> SpeakerNamed(PanelServices& services, db::Transaction& tx,
                                                   const Call& call, std::string_view email) {
  const std::optional<KnownPerson> person = TRY(FindPersonByEmail(tx, email));
  if (!person) return std::optional<Reviewer>();
  for (const desk::OrgId& org : TRY(OrgsOf(tx, person->id))) {
    const std::optional<Member> member = TRY(services.directory.OfOrg(tx, call.panel, org));
    if (!member || member->state != MemberState::kAdmitted) continue;
    for (const KnownPerson& speaker : TRY(SpeakersOf(tx, org)))
      if (speaker.id == person->id)
        return std::optional<Reviewer>(
            Reviewer{.person = person->id, .org = org, .member = member->id, .name = {}, .org_name = {}});
  }
  return std::optional<Reviewer>();
}

// A permutation of 1 to n, each as likely as any other.
std::vector<std::int64_t> Lots(base::Random& random, std::size_t n) {
  std::vector<std::int64_t> lots(n);
  for (std::size_t i = 0; i < n; ++i) lots[i] = static_cast<std::int64_t>(i) + 1;
  for (std::size_t i = n; i > 1; --i) {
    std::uint64_t drawn = 0;
    for (const std::byte byte : random.Bytes<8>()) drawn = drawn << 8U | std::to_integer<std::uint64_t>(byte);
    std::swap(lots[i - 1], lots[drawn % i]);
  }
  return lots;
}

bool Competes(const std::vector<Note>& notes, const desk::OrgId& org) {
  return std::any_of(notes.begin(), notes.end(), [&](const Note& note) {
    return note.org == org && (note.state == NoteState::kSubmitted || note.state == NoteState::kInReview);
  });
}

BlindNote Blinded(const Note& note, const Call& call) {
  BlindNote blind{.code = note.code,
                  .title = note.title,
                  .summary = note.summary,
                  .applicant = {},
                  .asked = note.asked,
                  .own = note.own,
                  .texts = note.texts,
                  .answers = note.answers,
                  .budget = note.budget};
  if (!call.blind) blind.applicant = note.member_name;
  return blind;
}

}  // namespace

std::string RecordOf(const ReviewId& id) {
  return "call-review:" + id.text();
}

base::Status ReleaseReviewsOf(db::Transaction& tx, const Note& note) {
  for (Review& review : TRY(store::ReviewsOf(tx, note.call))) {
    if (review.note != note.id || review.state != ReviewState::kAssigned) continue;
    review.state = ReviewState::kReleased;
    TRY(store::UpdateReview(tx, review));
  }
  return base::Ok();
}

base::Status Reviews::Assign(db::Transaction& tx, const Call& call, const Reviewer& reviewer,
                             const std::vector<Note>& notes) {
  const bool competes = Competes(notes, reviewer.org);
  for (const Note& note : notes) {
    if (note.state != NoteState::kInReview) continue;
    Review review{.id = ReviewId::New(services_.seams.random),
                  .call = call.id,
                  .note = note.id,
                  .person = reviewer.person,
                  .org = reviewer.org};
    review.bar = TRY(BarOf(tx, call, reviewer, note, competes));
    if (review.bar != Bar::kNone) review.state = ReviewState::kBarred;
    review.assigned = services_.seams.clock.Now();
    TRY(store::InsertReview(tx, review));
  }
  return base::Ok();
}

base::Result<desk::PersonId> Reviews::AddReviewer(const desk::Actor& actor, const CallId& id,
                                                  std::string_view email) {
  const base::Result<std::string> address = desk::NormaliseEmail(email);
  if (!address) return address.error();
  desk::PersonId added;
  const auto add = [&](db::Transaction& tx) -> base::Status {
    const CallAccess access = TRY(MustManage(services_, tx, actor, id));
    const Call& call = access.call;
    const bool scoring = call.state == CallState::kInReview && call.scoring_closed.ms == 0;
    if (call.state != CallState::kDraft && call.state != CallState::kPublished &&
        call.state != CallState::kClosed && !scoring)
      return Conflict(tr("Reviewers are named before the scoring is closed."));
    std::optional<Reviewer> reviewer = TRY(SpeakerNamed(services_, tx, call, *address));
    if (!reviewer) return Nobody();
    if (call.blind && reviewer->org == call.owner_org)
      return kit::MayNot(tr("Whoever runs a blind call knows the names, so cannot score its notes."));
    const std::vector<Reviewer> there = TRY(store::ReviewersOf(tx, id));
    if (TRY(store::CountReviewers(tx, id)) >= base::kMaxCallReviewers)
      return base::TooLarge(tr("This call has as many reviewers as it may have."));
    for (const Reviewer& other : there)
      if (other.person == reviewer->person) return Conflict(tr("She is a reviewer of this call already."));
    reviewer->added = services_.seams.clock.Now();
    TRY(store::AddReviewer(tx, id, *reviewer));
    const std::vector<Note> notes = TRY(store::NotesOf(tx, id));
    if (scoring) TRY(Assign(tx, call, *reviewer, notes));
    added = reviewer->person;
    return services_.seams.audit.Append(tx, actor, "call.reviewer", RecordOf(id),
                                        {{"person", reviewer->person.text()}});
  };
  TRY(services_.seams.database.Write(add));
  return added;
}

base::Status Reviews::DropReviewer(const desk::Actor& actor, const CallId& id, const desk::PersonId& person) {
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    const CallAccess access = TRY(MustManage(services_, tx, actor, id));
    const std::vector<Reviewer> there = TRY(store::ReviewersOf(tx, id));
    const auto is = [&](const Reviewer& one) { return one.person == person; };
    if (std::none_of(there.begin(), there.end(), is)) return base::NotFound(tr("There is no such reviewer."));
    if (access.call.state != CallState::kDraft && access.call.state != CallState::kPublished &&
        access.call.state != CallState::kClosed)
      return Conflict(tr("Once the review has begun, take back single notes from a reviewer."));
    TRY(store::DropReviewer(tx, id, person));
    return services_.seams.audit.Append(tx, actor, "call.drop-reviewer", RecordOf(id),
                                        {{"person", person.text()}});
  });
}

base::Status Reviews::Begin(const desk::Actor& actor, const CallId& id, std::int64_t version) {
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    CallAccess access = TRY(MustManage(services_, tx, actor, id));
    Call& call = access.call;
    if (version >= 0 && version != call.version) return kit::Overtaken();
    TRY((Next<CallState, CallAct>(CallSteps(), call.state, CallAct::kReview, CallStateName, CallActName)));
    const std::vector<Reviewer> reviewers = TRY(store::ReviewersOf(tx, id));
    if (std::ssize(reviewers) < call.min_reviewers)
      return base::Invalid(tr("Name at least as many reviewers as each note shall have."));
    std::vector<Note> notes = TRY(store::NotesOf(tx, id));
    std::erase_if(notes, [](const Note& note) { return note.state != NoteState::kSubmitted; });
    if (notes.empty()) return base::Invalid(tr("There is no note to review."));
    const std::vector<std::int64_t> lots = Lots(services_.seams.random, notes.size());
    for (std::size_t i = 0; i < notes.size(); ++i) {
      notes[i].code = lots[i];
      TRY(MoveNote(services_, tx, actor, notes[i], NoteAct::kReview, {}));
    }
    call.eligible = std::ssize(notes);
    TRY(MoveCall(services_, tx, actor, call, CallAct::kReview, {}));
    for (const Reviewer& reviewer : reviewers) TRY(Assign(tx, call, reviewer, notes));
    return base::Ok();
  });
}

base::Result<std::vector<RankedNote>> Reviews::RankingOf(db::Transaction& tx, const Call& call,
                                                         const std::vector<Note>& notes) {
  const std::vector<CallPart> criteria =
      store::PartsOf(TRY(store::PartsOf(tx, call.id)), PartKind::kCriterion);
  const std::vector<Review> reviews = TRY(store::ReviewsOf(tx, call.id));
  return Rank(call, criteria, notes, reviews);
}

base::Status Reviews::CloseIn(db::Transaction& tx, const desk::Actor& actor, Call& call,
                              std::string_view reason) {
  for (Review& review : TRY(store::ReviewsOf(tx, call.id))) {
    if (review.state != ReviewState::kAssigned) continue;
    review.state = TRY((Next<ReviewState, ReviewAct>(ReviewSteps(), review.state, ReviewAct::kMiss,
                                                     ReviewStateName, ReviewActName)));
    TRY(store::UpdateReview(tx, review));
  }
  call.scoring_closed = services_.seams.clock.Now();
  return MoveCall(services_, tx, actor, call, CallAct::kCloseScoring, reason);
}

base::Status Reviews::CloseIfAllIn(db::Transaction& tx, const desk::Actor& actor, Call& call) {
  for (const Review& review : TRY(store::ReviewsOf(tx, call.id)))
    if (review.state == ReviewState::kAssigned) return base::Ok();
  const std::vector<Note> notes = TRY(store::NotesOf(tx, call.id));
  for (const RankedNote& note : TRY(RankingOf(tx, call, notes)))
    if (note.few) return base::Ok();
  return CloseIn(tx, actor, call, {});
}

base::Status Reviews::CloseScoring(const desk::Actor& actor, const CallId& id, std::int64_t version,
                                   std::string_view reason) {
  kit::Wrongs wrongs;
  const std::string words = kit::Tidy(wrongs, "reason", reason, base::kMaxCallTextBytes, false);
  if (!wrongs.empty()) return kit::ErrorOf(wrongs);
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    CallAccess access = TRY(MustManage(services_, tx, actor, id));
    Call& call = access.call;
    if (version >= 0 && version != call.version) return kit::Overtaken();
    TRY((Next<CallState, CallAct>(CallSteps(), call.state, CallAct::kCloseScoring, CallStateName,
                                  CallActName)));
    if (call.scoring_closed.ms > 0) return Conflict(tr("The scoring is closed already."));
    const std::vector<Note> notes = TRY(store::NotesOf(tx, id));
    const std::vector<RankedNote> ranking = TRY(RankingOf(tx, call, notes));
    const bool few =
        std::any_of(ranking.begin(), ranking.end(), [](const RankedNote& note) { return note.few; });
    if (few && words.empty())
      return base::Invalid(
          tr("A note has fewer reviews than this call wants: say why the scoring is closed "
             "nevertheless."));
    return CloseIn(tx, actor, call, words);
  });
}

base::Result<Reviews::Found> Reviews::Find(db::Transaction& tx, const desk::Actor& actor,
                                           const ReviewId& id) {
  const base::Error unknown = base::NotFound(tr("There is no such review."));
  Found found;
  found.review = TRY(store::GetReview(tx, id));
  base::Result<CallAccess> call = AccessTo(services_, tx, actor, found.review.call);
  if (!call) return call.error().code == base::Code::kNotFound ? unknown : call.error();
  found.call = *std::move(call);
  found.own = found.call.reviews && found.review.person == actor.person && found.review.org == actor.org &&
              found.review.state != ReviewState::kBarred;
  if (!found.own && !found.call.manages) return unknown;
  found.note = TRY(store::GetNote(tx, found.review.note));
  return found;
}

base::Result<std::vector<ToScore>> Reviews::Mine(const desk::Actor& actor) {
  const auto read = [&](db::Transaction& tx) -> base::Result<std::vector<ToScore>> {
    std::vector<ToScore> mine;
    for (const Review& review : TRY(store::ReviewsFor(tx, actor.person, actor.org, base::kMaxCallPage))) {
      const Call call = TRY(store::GetCall(tx, review.call));
      const Note note = TRY(store::GetNote(tx, review.note));
      mine.push_back({review.id, call.id, call.title, note.code, note.title, review.state});
    }
    return mine;
  };
  if (actor.person.empty()) return std::vector<ToScore>();
  return services_.seams.database.Read(read);
}

base::Result<std::int64_t> Reviews::CountMine(const desk::Actor& actor) {
  if (actor.person.empty()) return std::int64_t{0};
  return services_.seams.database.Read(
      [&](db::Transaction& tx) { return store::CountToScore(tx, actor.person, actor.org); });
}

base::Result<ReviewView> Reviews::Get(const desk::Actor& actor, const ReviewId& id) {
  const auto read = [&](db::Transaction& tx) -> base::Result<ReviewView> {
    Found found = TRY(Find(tx, actor, id));
    if (!found.own) return base::NotFound(tr("There is no such review."));
    const bool open =
        found.review.state == ReviewState::kAssigned || found.review.state == ReviewState::kHandedIn;
    if (!open || found.note.state != NoteState::kInReview)
      return base::NotFound(tr("There is no such review."));
    ReviewView view;
    view.note = Blinded(found.note, found.call.call);
    view.review = std::move(found.review);
    view.call = std::move(found.call.call);
    view.parts = TRY(store::PartsOf(tx, view.call.id));
    return view;
  };
  return services_.seams.database.Read(read);
}

}  // namespace panel::calls
