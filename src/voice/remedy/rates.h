#pragma once
// Exchange rates for display alone: typed by hand with the day they are of, shown beside what they were used
// for, never used where something is agreed, paid or confirmed. One rate a pair and organisation; a newer one
// takes its place. Thread-safe.

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "desk/audit/audit.h"
#include "voice/remedy/sums.h"

namespace voice::remedy {

struct DisplayRate {
  base::Currency currency, target;
  Day day = 0;
  std::string text;  // as typed: how many of `target` one of `currency` is
};

// A sum of several currencies in one, for display.
struct Converted {
  base::Decimal amount;
  std::vector<base::Currency> missing;  // without a rate: not in the amount
  std::vector<DisplayRate> used;
};
enum class Figure : std::uint8_t { kClaimedHigh, kAgreed, kPaid, kConfirmed, kOpenHigh };
// Each currency's sum is converted and rounded once (half to even).
base::Result<Converted> ConvertForDisplay(const Tally& tally, Figure figure, base::Currency target,
                                          const std::vector<DisplayRate>& rates);

class Rates {
 public:
  Rates(db::Database& database, const base::Clock& clock, desk::Audit& audit)
      : database_(database), clock_(clock), audit_(audit) {}
  base::Result<std::vector<DisplayRate>> All(const desk::OrgId& org);  // by currency and target
  // Errors: kInvalid (no rate, a day that is still to come, a currency into itself), kTooLarge
  // (kMaxDisplayRates).
  base::Status Set(const desk::Actor& actor, const DisplayRate& rate);

 private:
  db::Database& database_;
  const base::Clock& clock_;
  desk::Audit& audit_;
};

}  // namespace voice::remedy
