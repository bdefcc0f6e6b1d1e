#include "panel/practices/replications.h"

#include <algorithm>

#include "base/date.h"
#include "base/limits_panel.h"
#include "desk/tr.h"
#include "entity/entity.h"
#include "html/markdown.h"
#include "panel/common/isic.h"
#include "panel/common/judge.h"
#include "panel/practices/amount.h"
#include "panel/practices/review_store.h"
#include "panel/practices/terms.h"

namespace panel {
namespace {

using desk::tr;

constexpr std::int64_t kMostSites = 1'000'000;
constexpr std::size_t kMostLabelBytes = 300;
constexpr std::size_t kMostShown = 200;

base::Error Conflict(const char* message) {
  return {base::Code::kConflict, message, {}};
}

void FigureFaults(const ReplicationClaim& claim, std::vector<Fault>& faults) {
  if (claim.figures.empty())
    faults.push_back({"figures", tr("Give at least one figure: what was measured."), {}});
  if (claim.figures.size() > base::kMaxPracticeFigures)
    faults.push_back({"figures", tr("These are too many."), {}});
  for (const ReplicationClaim::Figure& figure : claim.figures) {
    if (figure.measure.empty() || figure.measure.size() > kMostLabelBytes ||
        figure.unit.size() > kMostLabelBytes)
      faults.push_back({"figures", tr("Each figure needs words that say what was measured."), {}});
    const bool before = figure.before.empty() || ParseAmount(figure.before, true);
    if (!before || !ParseAmount(figure.after, true))
      faults.push_back({"figures",
                        tr("A figure is digits with at most four places; the one after is needed."),
                        before ? figure.after : figure.before});
  }
}

}  // namespace

std::vector<Fault> FaultsOf(const ReplicationClaim& claim) {
  std::vector<Fault> faults;
  const auto fail = [&](const char* field, const char* message) { faults.push_back({field, message, {}}); };
  if (entity::CountryCode(claim.country) != claim.country || claim.country.empty())
    fail("country", tr("This country is not known."));
  if (FindIndustry(claim.industry) == nullptr) fail("industry", tr("Choose an industry."));
  if (!base::ParseDate(claim.began).has_value())
    fail("began", tr("A date is a year, a month or a day: 2024-03"));
  if (claim.sites < 1 || claim.sites > kMostSites) fail("sites", tr("Say at how many places: 1 or more."));
  if (!PlaceIn(Outcomes(), claim.outcome)) fail("outcome", tr("Say whether it worked."));
  if (claim.text.empty()) fail("text", tr("Say what you did otherwise and what happened."));
  if (claim.text.size() > base::kMaxPracticeTextBytes || !html::CheckMarkdown(claim.text).has_value())
    fail("text", tr("This is too long."));
  FigureFaults(claim, faults);
  return faults;
}

void Normalise(ReplicationClaim& claim) {
  if (const std::string_view code = entity::CountryCode(claim.country); !code.empty()) claim.country = code;
  if (const Industry* industry = FindIndustry(claim.industry)) claim.industry = industry->code;
  std::erase_if(claim.figures, [](const ReplicationClaim::Figure& figure) {
    return figure.measure.empty() && figure.before.empty() && figure.after.empty();
  });
}

base::Result<ReplicationId> Replications::Claim(const desk::Actor& actor, const PracticeId& practice_id,
                                                ReplicationClaim claim) {
  Normalise(claim);
  TRY(NoneOf(FaultsOf(claim)));
  Replication replication;
  replication.id = ReplicationId::New(seams_.random);
  const auto store = [&](db::Transaction& tx) -> base::Status {
    Standing standing;
    const Practice practice = TRY(access_.MustSee(tx, actor, practice_id, standing));
    const Member member = TRY(access_.MustTakePart(tx, actor, practice.panel));
    if (standing.owner) return Conflict(tr("The owner's own use is not a replication."));
    if (practice.published_revision == 0) return Conflict(tr("Nothing of it is published."));
    replication.practice = practice.id;
    replication.edition = practice.edition;
    replication.org = actor.org;
    replication.claim = claim;
    replication.created = seams_.clock.Now();
    TRY(InsertReplication(tx, replication, member.id));
    return seams_.audit.Append(tx, actor, "practice.replication.claim", "practice:" + practice.id.text(),
                               {{"replication", replication.id.text()}});
  };
  TRY(seams_.database.Write(store));
  return replication.id;
}

base::Result<Replication> Replications::Mine(db::Transaction& tx, const desk::Actor& actor,
                                             const ReplicationId& id, std::int64_t version) {
  Replication replication = TRY(LoadReplication(tx, id));
  if (actor.org.empty() || replication.org != actor.org)
    return base::NotFound(tr("There is no such replication."));
  const Practice practice = TRY(LoadPractice(tx, replication.practice));
  TRY(access_.MustTakePart(tx, actor, practice.panel));
  TRY(MustBeVersion(replication.version, version));
  return replication;
}

base::Status Replications::Step(db::Transaction& tx, const desk::Actor& actor, Replication& replication,
                                ReplicationAct act) {
  const bool counted = replication.state == ReplicationState::kConfirmed;
  replication.state =
      TRY(Next(ReplicationSteps(), replication.state, act, ReplicationStateName, ReplicationActName));
  TRY(SaveReplication(tx, replication));
  if (counted || replication.state == ReplicationState::kConfirmed) {
    Practice practice = TRY(LoadPractice(tx, replication.practice));
    practice.replications = TRY(CountConfirmed(tx, practice.id));
    TRY(SavePractice(tx, practice));
    TRY(life_.Reindex(tx, practice));
  }
  return seams_.audit.Append(tx, actor, "practice.replication." + std::string(ReplicationActName(act)),
                             "practice:" + replication.practice.text(),
                             {{"replication", replication.id.text()}});
}

base::Status Replications::Amend(const desk::Actor& actor, const ReplicationId& id, std::int64_t version,
                                 ReplicationClaim claim) {
  Normalise(claim);
  TRY(NoneOf(FaultsOf(claim)));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    Replication replication = TRY(Mine(tx, actor, id, version));
    replication.claim = claim;
    replication.edition = TRY(LoadPractice(tx, replication.practice)).edition;
    replication.decided = {};
    replication.decided_by.clear();
    return Step(tx, actor, replication, ReplicationAct::kAmend);
  });
}

base::Status Replications::Retract(const desk::Actor& actor, const ReplicationId& id, std::int64_t version) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    Replication replication = TRY(Mine(tx, actor, id, version));
    return Step(tx, actor, replication, ReplicationAct::kRetract);
  });
}

base::Result<bool> Replications::MayDecide(db::Transaction& tx, const desk::Actor& actor,
                                           const Practice& practice, const Replication& replication) {
  if (actor.org.empty() || actor.org == replication.org || !actor.Can(desk::Permission::kPanelTakePart))
    return false;
  if (actor.org == practice.org) return true;
  return HasReviewed(tx, practice.id, actor.org);
}

base::Status Replications::Decide(const desk::Actor& actor, const ReplicationId& id, std::int64_t version,
                                  bool confirm, std::string note) {
  if (note.size() > base::kMaxPracticeNoteBytes) return base::TooLarge(tr("The note is too long."));
  if (!confirm && note.empty()) return base::Invalid(tr("Say why, in a note."));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    Replication replication = TRY(LoadReplication(tx, id));
    Standing standing;
    const Practice practice = TRY(access_.MustSee(tx, actor, replication.practice, standing));
    const bool may = TRY(MayDecide(tx, actor, practice, replication));
    // Who has no part in a claim does not learn of it.
    if (!may && actor.org != replication.org && !standing.secretariat)
      return base::NotFound(tr("There is no such replication."));
    if (!may)
      return base::Error{base::Code::kForbidden,
                         tr("Only the practice's owner or a reviewer of it confirms a replication."),
                         {}};
    TRY(access_.MustTakePart(tx, actor, practice.panel));
    TRY(MustJudge(tx, actor, replication.org));
    TRY(MustBeVersion(replication.version, version));
    replication.decided_by = actor.org == practice.org ? "owner" : "reviewer";
    replication.decision = note;
    replication.decided = seams_.clock.Now();
    return Step(tx, actor, replication, confirm ? ReplicationAct::kConfirm : ReplicationAct::kRefuse);
  });
}

base::Result<std::vector<Replication>> Replications::Of(const desk::Actor& actor,
                                                        const PracticeId& practice_id) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Replication>> {
    Standing standing;
    const Practice practice = TRY(access_.MustSee(tx, actor, practice_id, standing));
    std::vector<Replication> replications = TRY(ReplicationsOf(tx, practice.id));
    if (standing.owner || standing.secretariat || standing.has_reviewed) return replications;
    std::erase_if(replications, [&](const Replication& replication) {
      return replication.state != ReplicationState::kConfirmed && replication.org != actor.org;
    });
    return replications;
  });
}

base::Result<Replication> Replications::Get(const desk::Actor& actor, const ReplicationId& id) {
  const auto practice_of = [&](db::Transaction& tx) -> base::Result<PracticeId> {
    return TRY(LoadReplication(tx, id)).practice;
  };
  const PracticeId practice = TRY(seams_.database.Read(practice_of));
  const base::Result<std::vector<Replication>> seen = Of(actor, practice);
  if (seen)
    for (const Replication& replication : *seen)
      if (replication.id == id) return replication;
  return base::NotFound(tr("There is no such replication."));
}

base::Result<std::vector<Replication>> Replications::Own(const desk::Actor& actor) {
  if (actor.org.empty()) return std::vector<Replication>();
  return seams_.database.Read([&](db::Transaction& tx) { return ReplicationsBy(tx, actor.org, kMostShown); });
}

base::Result<std::vector<Replication>> Replications::WaitingFor(const desk::Actor& actor) {
  if (actor.org.empty()) return std::vector<Replication>();
  return seams_.database.Read([&](db::Transaction& tx) { return ClaimsFor(tx, actor.org, kMostShown); });
}

}  // namespace panel
