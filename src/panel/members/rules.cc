#include "panel/members/rules.h"

#include <chrono>

#include "desk/tr.h"
#include "panel/members/store.h"

namespace panel::members {

base::Result<Rules> RulesOf(db::Transaction& tx, const PanelId& panel) {
  const auto row = TRY(tx.QueryOne(
      "SELECT verification_years, term_months, grace_days, version FROM panel_rules WHERE panel_id = $1",
      {panel}));
  if (!row) return Rules{};
  return Rules{row->Int(0), row->Int(1), row->Int(2), row->Int(3)};
}

base::Status SetRules(MemberSeams& seams, const desk::Actor& actor, const PanelId& panel,
                      const Rules& rules) {
  constexpr std::int64_t kMostYears = 20, kMostMonths = 240, kMostDays = 365;
  if (rules.verification_years < 1 || rules.verification_years > kMostYears)
    return base::Invalid(desk::tr("A verification lasts 1 to 20 years."));
  if (rules.term_months < 0 || rules.term_months > kMostMonths)
    return base::Invalid(desk::tr("An admission lasts up to 240 months, or 0 for no end."));
  if (rules.grace_days < 0 || rules.grace_days > kMostDays)
    return base::Invalid(desk::tr("There are 0 to 365 days after the end of an admission."));
  const auto store = [&](db::Transaction& tx) -> base::Status {
    TRY(seams.panels.MustHost(tx, actor, panel));
    const Rules before = TRY(RulesOf(tx, panel));
    if (before.version != rules.version) return store::Overtaken();
    TRY(tx.Execute(
        "INSERT INTO panel_rules(panel_id, verification_years, term_months, grace_days, version) VALUES "
        "($1, $2, $3, $4, 1) ON CONFLICT (panel_id) DO UPDATE SET verification_years = $2, term_months = "
        "$3, grace_days = $4, version = panel_rules.version + 1",
        {panel, rules.verification_years, rules.term_months, rules.grace_days}));
    return seams.base.audit.Append(tx, actor, "panel.rules", "panel:" + panel.text(),
                                   {{"verification-years", std::to_string(rules.verification_years)},
                                    {"term-months", std::to_string(rules.term_months)},
                                    {"grace-days", std::to_string(rules.grace_days)}});
  };
  return seams.base.database.Write(store);
}

base::UtcTime MonthsAfter(base::UtcTime time, std::int64_t months) {
  using std::chrono::days, std::chrono::milliseconds, std::chrono::sys_days, std::chrono::year_month_day;
  const sys_days day(std::chrono::floor<days>(milliseconds(time.ms)));
  const std::int64_t rest =
      time.ms - std::chrono::duration_cast<milliseconds>(day.time_since_epoch()).count();
  const year_month_day date(day);
  const auto month = std::chrono::year_month(date.year(), date.month()) + std::chrono::months(months);
  const auto last =
      std::chrono::year_month_day_last(month.year(), std::chrono::month_day_last(month.month()));
  const year_month_day then(month.year(), month.month(), std::min(date.day(), last.day()));
  return {std::chrono::duration_cast<milliseconds>(sys_days(then).time_since_epoch()).count() + rest};
}

}  // namespace panel::members
