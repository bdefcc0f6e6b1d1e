#pragma once
// The best offers for a need, and the best needs for an offer, each with its reasons; and who was left out,
// and why. Who may see the one may rank it; the other side shows only what the viewer may see, and whether
// somebody is barred or kept apart is told to the secretariat alone. Thread-safe. Cost: all open entries of
// the kind are compared: 2,000 within 50 ms (bench/panel_exchange_bench.cc).

#include "panel/exchange/bars.h"
#include "panel/exchange/store.h"

namespace panel::exchange {

struct Ranked {
  Listing other;
  int score = 0;
  base::Decimal possible;
  std::vector<PartReason> reasons;
};
struct LeftOutOne {
  Listing other;
  LeftOut why = LeftOut::kKind;
  PartReason compared;  // what stood on either side
};
struct Ranking {
  Listing subject;
  std::vector<Ranked> best;          // at most kMaxRanked, best first; ties: who waits longer, then by id
  std::size_t fitting = 0;           // how many there are in all
  std::vector<LeftOutOne> left_out;  // at most kMaxLeftOut, of the same kind, in the order they were made
  std::array<std::size_t, static_cast<std::size_t>(LeftOut::kCount)> left_out_counts = {};
  std::size_t not_told = 0;      // left out for what only the secretariat may know
  std::int64_t other_kinds = 0;  // open entries of other kinds
};

// Pure: `others` are open entries of the other side.
Ranking RankAgainst(const Listing& subject, const std::vector<Listing>& others,
                    const Circumstances& circumstances, bool tell_all);

class Rankings {
 public:
  Rankings(Gatekeeper& gate, Bars& bars) : gate_(gate), bars_(bars) {}
  base::Result<Ranking> Rank(const desk::Actor& actor, const ListingId& id);
  // Of one pair. Errors: kNotFound, kInvalid (not an offer and a need).
  struct PairJudgement {
    Judgement judgement;
    std::vector<PartReason> reasons;
  };
  base::Result<PairJudgement> Compare(db::Transaction& tx, const Listing& offer, const Listing& need);

 private:
  Gatekeeper& gate_;
  Bars& bars_;
};

}  // namespace panel::exchange
