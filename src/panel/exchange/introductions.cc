#include "panel/exchange/introductions.h"

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/common/judge.h"
#include "panel/exchange/listings.h"

namespace panel::exchange {
namespace {

using State = IntroductionState;
using A = IntroductionAct;

base::Error Conflict(const char* text) {
  return {base::Code::kConflict, text, {}};
}
base::Error Forbidden(const char* text) {
  return {base::Code::kForbidden, text, {}};
}

bool WasSeen(const Introduction& one) {
  return one.state != State::kProposed && (one.state != State::kTakenBack || one.due.ms > 0);
}

bool NeedsReason(A act) {
  return act == A::kDecline || act == A::kDispute || act == A::kStop;
}

// Who may: the secretariat sends and takes back; each side answers for itself; what one side reports the
// other confirms or disputes.
base::Status MayAct(const Viewer& viewer, const desk::Actor& actor, const Pair& pair, A act) {
  const bool acts = viewer.member && viewer.member->state == MemberState::kAdmitted &&
                    actor.Can(desk::Permission::kPanelTakePart);
  const bool gives = acts && viewer.Owns(pair.offer.owner);
  const bool takes = acts && viewer.Owns(pair.need.owner);
  bool may = false;
  switch (act) {
    case A::kSend:
    case A::kTakeBack:
      may = viewer.host;
      break;
    case A::kOfferAccepts:
      may = gives;
      break;
    case A::kNeedAccepts:
      may = takes;
      break;
    case A::kStop:
      may = viewer.host || gives || takes;
      break;
    case A::kConfirm:
    case A::kDispute:
      may = (gives || takes) &&
            (pair.introduction.state != State::kReported || pair.introduction.reported_by != actor.org);
      // Where the other side does not answer, or cannot any more, the secretariat disputes the report: from
      // there it can be reported anew or stopped, which gives back what was taken off both.
      may = may || (act == A::kDispute && viewer.host);
      break;
    case A::kLapse:
    case A::kCount:
      break;
    default:
      may = gives || takes;
  }
  if (may) return base::Ok();
  return Forbidden(act == A::kConfirm || act == A::kDispute
                       ? desk::tr("The other side has to say whether this is so.")
                       : desk::tr("This is for the other side or the secretariat to do."));
}

base::Status HardConditionsHold(const Judgement& judgement) {
  if (!judgement.left_out) return base::Ok();
  switch (*judgement.left_out) {
    case LeftOut::kBarred:
    case LeftOut::kConflict:
      return Conflict(desk::tr("The secretariat has to look at this pair first."));
    case LeftOut::kNothingLeft:
      return Conflict(desk::tr("Nothing is left of one of the two."));
    default:
      return Conflict(desk::tr("The two do not fit: see who was left out, and why."));
  }
}

base::UtcTime InDays(base::UtcTime now, std::int64_t days) {
  return base::UtcTime{now.ms + days * base::kDayMs};
}

// The clock that runs from this state on.
base::UtcTime DueAfter(State state, base::UtcTime before, base::UtcTime now) {
  switch (state) {
    case State::kSent:
      return InDays(now, kAnswerDays);
    case State::kOfferYes:
    case State::kNeedYes:
    case State::kTakenBack:
      return before;
    case State::kAgreed:
      return InDays(now, kBeginDays);
    case State::kReported:
      return InDays(now, kConfirmDays);
    default:
      return {};
  }
}

// Takes `amount` off what is left of the listing, or gives it back, and closes or opens it accordingly.
base::Status Move(Gatekeeper& gate, db::Transaction& tx, const desk::Actor& actor, Listing& listing,
                  const base::Decimal& amount) {
  listing.taken = TRY(listing.taken.Plus(amount));
  if (listing.taken.negative()) listing.taken = {};
  if (listing.state == ListingState::kOpen && listing.Left().zero())
    return StepListing(gate, tx, actor, listing, ListingAct::kUseUp);
  const bool over = listing.until.ms != 0 && listing.until.ms + base::kDayMs <= gate.seams.clock.Now().ms;
  if (listing.state == ListingState::kUsedUp && amount.negative() && !listing.Left().zero() && !over)
    return StepListing(gate, tx, actor, listing, ListingAct::kReopen);
  TRY(UpdateListing(tx, listing, listing.version));
  ++listing.version;
  return base::Ok();
}

base::Status CheckFree(db::Transaction& tx, const ListingId& offer, const ListingId& need) {
  if (TRY(tx.QueryOne(
          "SELECT id FROM exchange_introduction WHERE offer_id = $1 AND need_id = $2 AND state IN "
          "('proposed', "
          "'sent', 'offer-yes', 'need-yes', 'agreed', 'underway', 'reported', 'disputed') LIMIT 1",
          {offer, need})))
    return Conflict(desk::tr("The two are being introduced already."));
  return base::Ok();
}

base::Result<base::Decimal> AmountOf(const std::optional<base::Decimal>& wanted, const Judgement& judgement,
                                     const Listing& offer) {
  if (!wanted) return judgement.possible;
  const int digits = offer.kind == Kind::kMoney ? base::Currency::FromStore(offer.unit).minor_units()
                                                : RulesOf(offer.kind).digits;
  if (wanted->negative() || wanted->zero() || *wanted > judgement.possible || wanted->digits() > digits)
    return base::Invalid(desk::tr("The amount must be above zero and at most what both have left."));
  return *wanted;
}

}  // namespace

base::Result<Introductions::Seen> Introductions::See(db::Transaction& tx, const desk::Actor& actor,
                                                     const IntroductionId& id) {
  const std::optional<Introduction> found = TRY(ReadIntroduction(tx, id));
  if (!found) return NoSuchRow();
  base::Result<Viewer> viewer = gate_.MustRead(tx, actor, found->panel);
  if (!viewer) return NoSuchRow();
  Pair pair = TRY(ReadPair(tx, *found));
  const bool side = viewer->Owns(pair.offer.owner) || viewer->Owns(pair.need.owner);
  if (!viewer->host && !(side && WasSeen(*found))) return NoSuchRow();
  return Seen{std::move(pair), *std::move(viewer)};
}

base::Result<IntroductionId> Introductions::Bring(const desk::Actor& actor, const ListingId& offer,
                                                  const ListingId& need, std::optional<base::Decimal> amount,
                                                  std::string_view words) {
  const std::string tidy = TRY(Tidy(words, base::kMaxExchangeText));
  const IntroductionId id = IntroductionId::New(gate_.seams.random);
  const auto store = [&](db::Transaction& tx) -> base::Status {
    const std::optional<Listing> given = TRY(ReadListing(tx, offer));
    const std::optional<Listing> wanted = TRY(ReadListing(tx, need));
    if (!given || !wanted || given->panel != wanted->panel) return NoSuchRow();
    const base::Result<Viewer> viewer = gate_.MustRead(tx, actor, given->panel);
    if (!viewer || !viewer->MaySee(*given) || !viewer->MaySee(*wanted)) return NoSuchRow();
    const bool owns = viewer->Owns(given->owner) || viewer->Owns(wanted->owner);
    if (!viewer->host && !owns) return Forbidden(desk::tr("Only the owner of one of the two may do this."));
    if (!viewer->host || owns) TRY(gate_.MustTakePart(tx, actor, given->panel));
    const Rankings::PairJudgement compared = TRY(rankings_.Compare(tx, *given, *wanted));
    if (given->state != ListingState::kOpen || wanted->state != ListingState::kOpen)
      return Conflict(desk::tr("Both must be open."));
    TRY(HardConditionsHold(compared.judgement));
    TRY(CheckFree(tx, offer, need));
    Introduction made;
    made.id = id;
    made.panel = given->panel;
    made.offer = offer;
    made.need = need;
    made.offer_org = given->owner.org;
    made.need_org = wanted->owner.org;
    made.amount = TRY(AmountOf(amount, compared.judgement, *given));
    made.score = compared.judgement.score;
    made.reasons = ReasonsText(compared.reasons);
    made.created = made.changed = gate_.seams.clock.Now();
    if (owns) {
      made.state = viewer->Owns(given->owner) ? State::kOfferYes : State::kNeedYes;
      made.due = InDays(made.created, kAnswerDays);
    }
    TRY(InsertIntroduction(tx, made));
    return gate_.Record(tx, actor,
                        {.noun = "introduction",
                         .id = id.text(),
                         .act = owns ? "ask" : "propose",
                         .to = NameOf(made.state),
                         .words = tidy});
  };
  TRY(gate_.seams.database.Write(store));
  return id;
}

base::Status Introductions::Step(db::Transaction& tx, const desk::Actor& actor, Pair& pair, A act,
                                 const ActWords& words) {
  Introduction& one = pair.introduction;
  const auto state_words = [](State state) { return NameOf(state); };
  const auto act_words = [](A tried) { return NameOf(tried); };
  const std::span<const panel::Step<State, A>> steps(kIntroductionSteps);
  const State before = one.state;
  one.state = TRY(Next(steps, before, act, state_words, act_words));
  const std::string tidy = TRY(Tidy(words.words, base::kMaxExchangeText));
  if (NeedsReason(act) && tidy.empty()) return base::Invalid(desk::tr("Say why."));
  if (act == A::kOfferAccepts || act == A::kNeedAccepts || act == A::kSend) {
    if (pair.offer.state != ListingState::kOpen || pair.need.state != ListingState::kOpen)
      return Conflict(desk::tr("One of the two is not open any more."));
    const Rankings::PairJudgement compared = TRY(rankings_.Compare(tx, pair.offer, pair.need));
    TRY(HardConditionsHold(compared.judgement));
    if (one.state == State::kAgreed && compared.judgement.possible < one.amount)
      return Conflict(desk::tr("Less is left by now than the other side has agreed to."));
    if (compared.judgement.possible < one.amount) one.amount = compared.judgement.possible;
  }
  if (act == A::kReport) {
    if (!words.arrived || words.arrived->negative() || *words.arrived > one.amount)
      return base::Invalid(desk::tr("Say how much arrived: from nothing to what was agreed."));
    one.arrived = *words.arrived;
    one.outcome = tidy;
    one.reported_by = actor.org;
  }
  if (one.state == State::kAgreed) {
    TRY(Move(gate_, tx, actor, pair.offer, one.amount));
    TRY(Move(gate_, tx, actor, pair.need, one.amount));
  }
  if (one.state == State::kStopped) {
    TRY(Move(gate_, tx, actor, pair.offer, one.amount.Negated()));
    TRY(Move(gate_, tx, actor, pair.need, one.amount.Negated()));
  }
  if (NeedsReason(act)) one.words = tidy;
  one.changed = gate_.seams.clock.Now();
  one.due = DueAfter(one.state, one.due, one.changed);
  TRY(UpdateIntroduction(tx, one, one.version));
  return gate_.Record(tx, actor,
                      {.noun = "introduction",
                       .id = one.id.text(),
                       .act = NameOf(act),
                       .to = NameOf(one.state),
                       .words = tidy});
}

base::Status Introductions::Act(const desk::Actor& actor, const IntroductionId& id, A act,
                                const ActWords& words) {
  const auto store = [&](db::Transaction& tx) -> base::Status {
    Seen seen = TRY(See(tx, actor, id));
    TRY(MayAct(seen.viewer, actor, seen.pair, act));
    if (act == A::kConfirm) TRY(MustJudge(tx, actor, seen.pair.introduction.reported_by));
    if (words.version && *words.version != seen.pair.introduction.version) return ChangedMeanwhile();
    return Step(tx, actor, seen.pair, act, words);
  };
  return gate_.seams.database.Write(store);
}

base::Result<std::int64_t> Introductions::SendAll(const desk::Actor& actor, const PanelId& panel,
                                                  const ProposalId& proposal) {
  std::int64_t sent = 0;
  const auto store = [&](db::Transaction& tx) -> base::Status {
    sent = 0;
    TRY(gate_.MustHost(tx, actor, panel));
    const IntroductionFilter filter{.state = State::kProposed, .proposal = proposal};
    PageOf<Pair> page = TRY(ReadIntroductions(tx, panel, filter, std::nullopt, base::kMaxTransportSide * 2));
    for (Pair& pair : page.items) {
      // What changed since the plan was made stays unsent, for the secretariat to look at.
      const Rankings::PairJudgement compared = TRY(rankings_.Compare(tx, pair.offer, pair.need));
      if (compared.judgement.left_out || pair.offer.state != ListingState::kOpen ||
          pair.need.state != ListingState::kOpen)
        continue;
      TRY(Step(tx, actor, pair, A::kSend, {}));
      ++sent;
    }
    return base::Ok();
  };
  TRY(gate_.seams.database.Write(store));
  return sent;
}

base::Result<Pair> Introductions::Get(const desk::Actor& actor, const IntroductionId& id) {
  return gate_.seams.database.Read([&](db::Transaction& tx) -> base::Result<Pair> {
    Seen seen = TRY(See(tx, actor, id));
    return std::move(seen.pair);
  });
}

base::Result<PageOf<Pair>> Introductions::List(const desk::Actor& actor, const PanelId& panel,
                                               IntroductionFilter filter, std::string_view after,
                                               std::size_t limit) {
  const std::optional<Place> place = TRY(PlaceOf(after));
  return gate_.seams.database.Read([&](db::Transaction& tx) -> base::Result<PageOf<Pair>> {
    const Viewer viewer = TRY(gate_.MustRead(tx, actor, panel));
    if (!viewer.host) filter.org = actor.org;
    return ReadIntroductions(tx, panel, filter, place, std::min(limit, base::kMaxExchangePage));
  });
}

base::Result<std::vector<Gatekeeper::Event>> Introductions::History(const desk::Actor& actor,
                                                                    const IntroductionId& id) {
  return gate_.seams.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Gatekeeper::Event>> {
    const Seen seen = TRY(See(tx, actor, id));
    std::vector<Gatekeeper::Event> events = TRY(gate_.History(tx, seen.viewer.panel.id, id.text()));
    return events;
  });
}

base::Result<std::int64_t> Introductions::LapseDue(const desk::Actor& system) {
  std::int64_t lapsed = 0;
  const auto store = [&](db::Transaction& tx) -> base::Status {
    lapsed = 0;
    const db::Rows rows =
        TRY(tx.Query("SELECT id FROM exchange_introduction WHERE state IN ('sent', 'offer-yes', 'need-yes') "
                     "AND due_ms <= $1 "
                     "ORDER BY due_ms LIMIT $2",
                     {gate_.seams.clock.Now().ms, static_cast<std::int64_t>(base::kMaxExchangePage)}));
    for (const db::Row& row : rows) {
      const std::optional<Introduction> one = TRY(ReadIntroduction(tx, row.IdAt<IntroductionId>(0)));
      if (!one) continue;
      Pair pair = TRY(ReadPair(tx, *one));
      TRY(Step(tx, system, pair, A::kLapse, {}));
      ++lapsed;
    }
    return base::Ok();
  };
  std::int64_t all = 0;
  do {
    TRY(gate_.seams.database.Write(store));
    all += lapsed;
  } while (lapsed == static_cast<std::int64_t>(base::kMaxExchangePage));
  return all;
}

base::Result<Introductions::Waiting> Introductions::WaitingFor(const desk::Actor& actor,
                                                               const PanelId& panel) {
  return gate_.seams.database.Read([&](db::Transaction& tx) -> base::Result<Waiting> {
    const Viewer viewer = TRY(gate_.MustRead(tx, actor, panel));
    Waiting waiting;
    const auto count = [&](std::string_view sql) -> base::Result<std::int64_t> {
      const std::optional<db::Row> row = TRY(tx.QueryOne(sql, {actor.org, gate_.seams.clock.Now().ms}));
      return row ? row->Int(0) : 0;
    };
    waiting.answers = TRY(count(
        "SELECT (SELECT COUNT(*) FROM exchange_introduction WHERE offer_org_id = $1 AND state IN ('sent', "
        "'need-yes') AND due_ms > $2) + (SELECT COUNT(*) FROM exchange_introduction WHERE need_org_id = $1 "
        "AND "
        "state IN ('sent', 'offer-yes') AND due_ms > $2)"));
    waiting.begins = TRY(count(
        "SELECT (SELECT COUNT(*) FROM exchange_introduction WHERE offer_org_id = $1 AND state = 'agreed' AND "
        "due_ms <= $2) + (SELECT COUNT(*) FROM exchange_introduction WHERE need_org_id = $1 AND state = "
        "'agreed' "
        "AND due_ms <= $2)"));
    waiting.confirms =
        TRY(count("SELECT COUNT(*) FROM exchange_introduction WHERE (offer_org_id = $1 OR need_org_id = $1) "
                  "AND state = "
                  "'reported' AND reported_by <> $1 AND changed_ms <= $2"));
    if (viewer.host) {
      const std::optional<db::Row> row = TRY(tx.QueryOne(
          "SELECT COUNT(*) FROM exchange_introduction WHERE panel_id = $1 AND state = 'proposed'", {panel}));
      waiting.unsent = row ? row->Int(0) : 0;
    }
    return waiting;
  });
}

}  // namespace panel::exchange
