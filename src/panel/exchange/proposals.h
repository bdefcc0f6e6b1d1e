#pragma once
// The best plan over all open needs, made by a job on the secretariat's request. Its pairs become
// introductions that only the secretariat sees; it sends them one by one or together. A new plan takes back
// what older ones left unsent. Thread-safe.

#include "desk/jobs/jobs.h"
#include "panel/exchange/introductions.h"
#include "panel/exchange/plan.h"

namespace panel::exchange {

inline constexpr std::string_view kPlanJob = "exchange.plan";

struct Proposal {
  ProposalId id;
  PanelId panel;
  desk::JobId job;
  bool done = false;
  std::int64_t offers = 0;
  std::int64_t needs = 0;
  std::int64_t fitting = 0;  // pairs that fit
  std::int64_t pairs = 0;    // in the plan
  base::UtcTime created;
  base::UtcTime finished;
};
// What the plan means for one need: why it gets what it gets.
struct ProposalNeed {
  Listing need;
  base::Decimal met;
  std::int64_t fitting = 0;
  ListingId best_offer;  // empty: none fits
  std::string best_title;
  int best_score = 0;
  ListingId went_to;  // the need that gets the best offer instead; empty: this one, or nobody
  std::string went_to_title;
  std::optional<LeftOut> mostly;  // where none fits
};

class Proposals {
 public:
  Proposals(Gatekeeper& gate, Bars& bars, desk::Jobs& jobs) : gate_(gate), bars_(bars), jobs_(jobs) {}

  // Errors: kNotFound (not the secretariat), kConflict (one is being made).
  base::Result<ProposalId> Start(const desk::Actor& actor, const PanelId& panel);
  base::Status Run(desk::JobContext& context);  // the job's handler
  base::Result<Proposal> Get(const desk::Actor& actor, const ProposalId& id);
  base::Result<std::vector<Proposal>> Latest(const desk::Actor& actor, const PanelId& panel);  // newest first
  // By how much is missing: needs that nothing fits first. At most kMaxOpenListings.
  base::Result<std::vector<ProposalNeed>> Needs(const desk::Actor& actor, const ProposalId& id);

 private:
  struct Input;
  base::Result<Input> ReadInput(const desk::Job& job);
  base::Status Store(const desk::Actor& actor, const Input& input, const ExchangePlan& plan);
  Gatekeeper& gate_;
  Bars& bars_;
  desk::Jobs& jobs_;
};

}  // namespace panel::exchange
