#include <algorithm>

#include "desk/web/parts.h"
#include "html/charts.h"
#include "html/console_components.h"
#include "html/names.h"
#include "panel/resources/pages_resources.h"

namespace panel {

using html::Html;

Html FlowPicture(const html::Locale& locale, const Flow& flow, base::Currency reporting) {
  const auto words = [&](const base::Decimal& amount) { return MoneyWords(locale, {amount, reporting}); };
  const auto row = [&](const std::string& label, const base::Decimal& amount, html::Fill fill) {
    return html::BarRow{label, words(amount), amount.Approximate(), fill};
  };
  const std::string finding = locale.tr(
      "Of {pledged} pledged, {arrived} have arrived; {spent} are spent.",
      {{"pledged", words(flow.pledged)}, {"arrived", words(flow.arrived)}, {"spent", words(flow.spent)}});
  Html out = html::El("p", finding);
  const std::string title = locale.tr("What was pledged and what arrived");
  const Html picture =
      html::BarRows(title, finding,
                    {row(locale.ctr("money", "Pledged"), flow.pledged, html::Fill::kOutlined),
                     row(locale.ctr("money", "Committed"), flow.committed, html::Fill::kGrey),
                     row(locale.ctr("money", "Arrived"), flow.arrived, html::Fill::kFilled),
                     row(locale.ctr("money", "Spent"), flow.spent, html::Fill::kFilled)});
  // In a box of its own within the one that scrolls, so that it keeps its size.
  out.Add(html::El(
      "figure", {{"class", "fig"}},
      html::El("div", {{"class", "scroll"}, {"tabindex", 0}, {"role", "group"}, {"aria-label", title}},
               html::El("div", picture))));
  if (flow.unvalued > 0)
    out.Add(html::NoticeOf(
        html::Mark::kCare,
        locale.ntr("{n} line is not in these sums: its exchange rate is missing.",
                   "{n} lines are not in these sums: their exchange rates are missing.", flow.unvalued)));
  return out;
}

namespace {

std::string AmountOrNone(const html::Locale& locale, const base::Decimal& amount, base::Currency currency) {
  return amount.zero() ? std::string("–") : AmountWords(locale, amount, currency.minor_units());
}

}  // namespace

Html StageTable(const html::Locale& locale, const std::vector<StageTotal>& unordered,
                base::Currency reporting) {
  std::vector<StageTotal> totals = unordered;
  std::stable_sort(totals.begin(), totals.end(),
                   [](const StageTotal& a, const StageTotal& b) { return a.stage < b.stage; });
  desk::TableMaker table({{locale.tr("Stage")},
                          {locale.tr("Sum"), true},
                          {locale.tr("of it in kind"), true},
                          {locale.tr("In {currency}", {{"currency", reporting.code()}}), true},
                          {locale.tr("Lines"), true}});
  for (const StageTotal& total : totals) {
    const std::string valued =
        total.unvalued == 0 ? AmountWords(locale, total.valued, reporting.minor_units())
        : total.unvalued == total.lines
            ? locale.tr("rate missing")
            : locale.tr("{amount}, and lines without a rate",
                        {{"amount", AmountWords(locale, total.valued, reporting.minor_units())}});
    table.Row({StageWords(locale, total.stage), MoneyWords(locale, {total.amount, total.currency}),
               total.in_kind.zero() ? std::string("–") : MoneyWords(locale, {total.in_kind, total.currency}),
               valued, locale.Number(total.lines)});
  }
  return table.Done(locale.tr("Sums by stage and currency"));
}

Html DonorsTable(const html::Locale& locale, const std::vector<NamedTotals>& donors,
                 base::Currency reporting) {
  desk::TableMaker table({{locale.tr("Donor")},
                          {locale.ctr("money", "Pledged"), true},
                          {locale.ctr("money", "Committed"), true},
                          {locale.ctr("money", "Arrived"), true},
                          {locale.tr("Without a rate"), true}});
  for (const NamedTotals& donor : donors) {
    const Flow flow = FlowOf(donor.totals);
    // Who was only paid is no donor.
    if (flow.pledged.zero() && flow.committed.zero() && flow.arrived.zero() && flow.unvalued == 0) continue;
    const auto words = [&](const base::Decimal& amount) { return AmountOrNone(locale, amount, reporting); };
    table.Row(
        {desk::LinkTo(desk::WithArgument("/resources/ledger", "donor", donor.key), html::Value(donor.name)),
         words(flow.pledged), words(flow.committed), words(flow.arrived), locale.Number(flow.unvalued)});
  }
  return table.Done(locale.tr("By donor, in {currency}", {{"currency", reporting.code()}}));
}

}  // namespace panel
