#pragma once
// The register of barriers: what hinders members from taking part or acting, whom, who is to lift it, how,
// and until when somebody looks again. Every reader of the panel sees it; a member reports, the secretariat
// assigns an owner, the owner (or the secretariat) plans and lifts. Thread-safe.

#include "panel/exchange/viewer.h"

namespace panel::exchange {

struct BarrierFilter {
  std::optional<BarrierState> state;
  MemberId owner;
  std::optional<desk::OrgType> hindered;
  bool late = false;  // its review is due
};
struct BarrierChange {
  MemberId owner;        // kAssign
  std::string words;     // kPlan: the plan; kLift, kLeave, kReopen: why
  base::UtcTime review;  // kAssign, kPlan: the day to look again, in the future
  std::optional<std::int64_t> version;
};

class Barriers {
 public:
  explicit Barriers(Gatekeeper& gate) : gate_(gate) {}
  // Of `barrier`: panel, title, details, hindered, hindered_words. Errors: kInvalid, kForbidden, kTooLarge.
  base::Result<BarrierId> Report(const desk::Actor& actor, const Barrier& barrier);
  // kAssign, kLeave, kReopen: the secretariat; kPlan, kLift: the owner too. Errors: kNotFound (also an owner
  // who is no admitted member), kForbidden, kConflict, kInvalid.
  base::Status Act(const desk::Actor& actor, const BarrierId& id, BarrierAct act,
                   const BarrierChange& change);
  base::Result<Barrier> Get(const desk::Actor& actor, const BarrierId& id);
  base::Result<PageOf<Barrier>> List(const desk::Actor& actor, const PanelId& panel,
                                     const BarrierFilter& filter, std::string_view after, std::size_t limit);
  base::Result<std::vector<Gatekeeper::Event>> History(const desk::Actor& actor, const BarrierId& id);
  struct Waiting {
    std::int64_t to_assign = 0;  // for the secretariat
    std::int64_t to_review = 0;  // own ones (the secretariat: all) whose day has come
  };
  base::Result<Waiting> WaitingFor(const desk::Actor& actor, const PanelId& panel);

 private:
  Gatekeeper& gate_;
};

}  // namespace panel::exchange
