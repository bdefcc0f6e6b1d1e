#include "voice/remedy/rates.h"

#include <fmt/format.h>

#include "base/limits_remedy.h"
#include "desk/tr.h"

namespace voice::remedy {
namespace {

const base::Decimal& ValueOf(const Totals& totals, Figure figure) {
  switch (figure) {
    case Figure::kClaimedHigh:
      return totals.claimed_high;
    case Figure::kAgreed:
      return totals.agreed;
    case Figure::kPaid:
      return totals.paid;
    case Figure::kConfirmed:
      return totals.confirmed;
    case Figure::kOpenHigh:
      break;
  }
  return totals.open_high;
}

const DisplayRate* RateFor(const std::vector<DisplayRate>& rates, base::Currency from, base::Currency to) {
  for (const DisplayRate& rate : rates)
    if (rate.currency == from && rate.target == to) return &rate;
  return nullptr;
}

}  // namespace

base::Result<Converted> ConvertForDisplay(const Tally& tally, Figure figure, base::Currency target,
                                          const std::vector<DisplayRate>& rates) {
  Converted sum;
  for (const auto& [currency, totals] : tally.money) {
    base::Decimal amount = ValueOf(totals, figure);
    if (currency != target) {
      const DisplayRate* rate = RateFor(rates, currency, target);
      if (rate == nullptr) {
        sum.missing.push_back(currency);
        continue;
      }
      const base::ExchangeRate exchange = TRY(base::ExchangeRate::Parse(rate->text));
      amount = TRY(base::Convert({amount, currency}, exchange, target, base::Rounding::kHalfEven)).amount;
      sum.used.push_back(*rate);
    }
    sum.amount = TRY(sum.amount.Plus(amount));
  }
  return sum;
}

base::Result<std::vector<DisplayRate>> Rates::All(const desk::OrgId& org) {
  const db::Rows rows = TRY(database_.Read([&](db::Transaction& tx) {
    return tx.Query(
        "SELECT currency, target, day, rate FROM voice_rate WHERE org_id = $1 ORDER BY currency, target",
        {org});
  }));
  std::vector<DisplayRate> rates;
  for (const db::Row& row : rows)
    rates.push_back({.currency = base::Currency::FromStore(row.Text(0)),
                     .target = base::Currency::FromStore(row.Text(1)),
                     .day = row.Int(2),
                     .text = row.Text(3)});
  return rates;
}

base::Status Rates::Set(const desk::Actor& actor, const DisplayRate& rate) {
  if (!actor.Can(desk::Permission::kCasesWork))
    return base::Error{base::Code::kForbidden, desk::tr("you do not work on cases"), {}};
  if (rate.currency.empty() || rate.target.empty() || rate.currency == rate.target)
    return base::Invalid(desk::tr("choose two different currencies"));
  TRY(base::ExchangeRate::Parse(rate.text));
  if (rate.day > DayOf(clock_.Now())) return base::Invalid(desk::tr("the date lies in the future"));
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    const auto others = TRY(tx.QueryOne(
        "SELECT COUNT(*) FROM voice_rate WHERE org_id = $1 AND NOT (currency = $2 AND target = $3)",
        {actor.org, rate.currency.code(), rate.target.code()}));
    if (others->Int(0) >= static_cast<std::int64_t>(base::kMaxDisplayRates))
      return base::TooLarge(fmt::format("at most {} rates are kept", base::kMaxDisplayRates));
    TRY(
        tx.Execute("INSERT INTO voice_rate(org_id, currency, target, day, rate) VALUES ($1, $2, $3, $4, $5) "
                   "ON CONFLICT (org_id, currency, target) DO UPDATE SET day = $4, rate = $5",
                   {actor.org, rate.currency.code(), rate.target.code(), rate.day, rate.text}));
    return audit_.Append(tx, actor, "remedy.rate", "");
  });
}

}  // namespace voice::remedy
