// The steps in the life of a commitment.

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/commitments/commitments.h"
#include "panel/commitments/store.h"
#include "panel/common/judge.h"

namespace panel {
namespace {

namespace store = commitment_store;
using Act = CommitmentAct;
using State = CommitmentState;

bool NeedsReason(Act act) {
  return IsVerdict(act) || act == Act::kPostpone || act == Act::kWithdraw;
}

base::Status Postpone(Commitment& commitment, std::string_view due, base::UtcTime now) {
  const base::UtcTime day = TRY(kit::ParseDay(due));
  if (day <= commitment.due || kit::DaysBetween(now, day) < 0)
    return base::Invalid(desk::tr("The new day must be after the old one, and still to come."));
  commitment.due = day;
  return base::Ok();
}

base::Status Lapse(const desk::Actor& actor, const Commitment& commitment, base::UtcTime now) {
  if (actor.kind != desk::Actor::Kind::kSystem)
    return kit::MayNot(desk::tr("Only the clock makes a commitment late."));
  if (kit::DaysBetween(commitment.due, now) <= 0)
    return base::Error{base::Code::kConflict, desk::tr("Its day has not passed yet."), {}};
  return base::Ok();
}

// Who may say what became of a promise: somebody who takes part for another member. The secretariat, where it
// acts for a member without accounts, is that member's hand: nobody of its organisation may be its judge.
bool MayJudge(const kit::Viewer& viewer, const Member& owner) {
  return viewer.takes_part && !viewer.Is(owner.id) &&
         !(owner.org.empty() && viewer.member->org == viewer.panel.host);
}

Member OwnerOf(const Commitment& commitment) {
  Member owner;
  owner.id = commitment.member;
  owner.org = commitment.member_org;
  return owner;
}

// Says who acts, or why not.
base::Result<MemberId> WhoActs(const desk::Actor& actor, const kit::Viewer& viewer, const Member& owner,
                               Act act) {
  if (act == Act::kLapse) return MemberId();
  if (IsVerdict(act)) {
    if (!MayJudge(viewer, owner))
      return kit::MayNot(desk::tr("Only another member may say whether a promise was kept."));
    return viewer.member->id;
  }
  if (!viewer.MayActFor(owner) && actor.kind != desk::Actor::Kind::kSystem)
    return kit::MayNot(desk::tr("Only the organisation that made this promise may do this."));
  return owner.id;
}

}  // namespace

std::vector<CommitmentAct> PossibleActs(const kit::Viewer& viewer, const Commitment& commitment) {
  const Member owner = OwnerOf(commitment);
  const bool own = viewer.MayActFor(owner), may_judge = MayJudge(viewer, owner);
  std::vector<CommitmentAct> acts;
  for (const Step<State, Act>& step : CommitmentSteps()) {
    if (step.from != commitment.state || step.act == Act::kLapse) continue;
    if (IsVerdict(step.act) ? may_judge : own) acts.push_back(step.act);
  }
  return acts;
}

base::Status Commitments::MoveIn(db::Transaction& tx, const desk::Actor& actor, Commitment& commitment,
                                 const MemberId& who, const CommitmentMove& move) {
  const base::UtcTime now = services_.seams.clock.Now();
  commitment.state = TRY((Next<State, Act>(CommitmentSteps(), commitment.state, move.act, CommitmentStateName,
                                           CommitmentActName)));
  if (move.act == Act::kPostpone) TRY(Postpone(commitment, move.due, now));
  if (move.act == Act::kLapse) TRY(Lapse(actor, commitment, now));
  if (move.act == Act::kMake) {
    commitment.number = TRY(store::TakeNumber(tx, commitment.panel));
    commitment.made = now;
  }
  if (move.act == Act::kClaim) commitment.asked = move.asked;
  if (move.act == Act::kResume || move.act == Act::kGiveBack) commitment.asked = {};
  if (IsVerdict(move.act) || move.act == Act::kWithdraw) commitment.verdict = move.reason;
  if (IsVerdict(move.act) && move.act != Act::kGiveBack) commitment.verifier = who;
  const bool ends = move.act == Act::kWithdraw || (IsVerdict(move.act) && move.act != Act::kGiveBack);
  if (ends) commitment.ended = now;
  commitment.changed = now;
  TRY(store::Update(tx, commitment));
  ++commitment.version;
  TRY(store::AddEvent(tx, commitment, move.act, who, move.reason, now));
  return services_.seams.audit.Append(tx, actor, "commitment." + std::string(CommitmentActName(move.act)),
                                      "commitment:" + commitment.id.text(),
                                      {{"state", std::string(CommitmentStateName(commitment.state))}});
}

base::Status Commitments::Move(const desk::Actor& actor, const CommitmentId& id,
                               const CommitmentMove& asked) {
  kit::Wrongs wrongs;
  CommitmentMove move = asked;
  move.reason =
      kit::Tidy(wrongs, "reason", asked.reason, base::kMaxAgreementTextBytes, NeedsReason(asked.act));
  if (!wrongs.empty())
    return move.reason.empty() ? base::Invalid(desk::tr("Say why: everybody in the panel will read it."))
                               : kit::ErrorOf(wrongs);
  return services_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    auto [commitment, viewer] = TRY(Seen(tx, actor, id));
    const Member owner = OwnerOf(commitment);
    const MemberId who = TRY(WhoActs(actor, viewer, owner, move.act));
    if (IsVerdict(move.act)) TRY(MustJudge(tx, actor, owner.org.empty() ? viewer.panel.host : owner.org));
    if (move.version >= 0 && move.version != commitment.version) return kit::Overtaken();
    if (!move.asked.empty()) {
      const Member checker = TRY(services_.directory.Get(tx, move.asked));
      if (checker.panel != commitment.panel || checker.id == owner.id ||
          checker.state != MemberState::kAdmitted)
        return base::Invalid(desk::tr("Ask another admitted member of this panel."));
    }
    return MoveIn(tx, actor, commitment, who, move);
  });
}

base::Result<CommitmentView> Commitments::Get(const desk::Actor& actor, const CommitmentId& id) {
  const auto read = [&](db::Transaction& tx) -> base::Result<CommitmentView> {
    auto [commitment, viewer] = TRY(Seen(tx, actor, id));
    const Member owner = OwnerOf(commitment);
    CommitmentView view;
    view.own = viewer.MayActFor(owner);
    view.may_judge = MayJudge(viewer, owner);
    view.acts = PossibleActs(viewer, commitment);
    view.evidence = TRY(store::EvidenceOf(tx, id));
    if (!viewer.Is(commitment.member))
      std::erase_if(view.evidence, [](const Evidence& one) { return one.kind == EvidenceKind::kFinding; });
    view.reports = TRY(store::Reports(tx, id));
    view.events = TRY(store::Events(tx, id));
    view.commitment = std::move(commitment);
    return view;
  };
  return services_.seams.database.Read(read);
}

base::Result<std::int64_t> Commitments::LapseDue(const desk::Actor& clock) {
  const base::UtcTime today = TRY(kit::ParseDay(base::FormatDay(services_.seams.clock.Now())));
  const auto find = [&](db::Transaction& tx) {
    return tx.Query(
        "SELECT id FROM commitment WHERE state IN ('made', 'on-the-way') AND due_ms < $1 ORDER BY due_ms "
        "LIMIT $2",
        {today.ms, base::kMaxPanelMembers});
  };
  std::int64_t lapsed = 0;
  for (const db::Row& row : TRY(services_.seams.database.Read(find))) {
    const auto lapse = [&](db::Transaction& tx) -> base::Status {
      Commitment commitment = TRY(store::Get(tx, row.IdAt<CommitmentId>(0)));
      desk::Actor actor = clock;
      actor.org = TRY(services_.directory.Get(tx, commitment.member)).org;
      return MoveIn(tx, actor, commitment, {}, {.act = Act::kLapse});
    };
    const base::Status done = services_.seams.database.Write(lapse);
    if (done.has_value()) ++lapsed;
    if (!done.has_value() && done.error().code != base::Code::kConflict) return done.error();
  }
  return lapsed;
}

}  // namespace panel
