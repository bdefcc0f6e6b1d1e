#include "voice/remedy/picture.h"

#include <algorithm>
#include <array>

namespace voice::remedy {
namespace {

using html::El;
using html::Html;

constexpr double kLeft = 150, kRight = 636, kRowHeight = 28, kBarHeight = 14;

struct Bar {
  std::string label;
  base::Decimal amount;
  std::string_view css;
};

Html RowOf(const html::Locale& locale, base::Currency currency, const Bar& bar, double greatest, int place) {
  const double y = kRowHeight * place + 4;
  const double width = greatest > 0 ? (kRight - kLeft) * 0.6 * bar.amount.Approximate() / greatest : 0;
  const double end = kLeft + std::max(width, 0.0);
  Html row = El("text", {{"x", 2}, {"y", y + 12}}, bar.label);
  if (!bar.amount.zero())
    row.Add(El("rect", {{"class", bar.css},
                        {"x", kLeft},
                        {"y", y},
                        {"width", std::max(width, 3.0)},
                        {"height", kBarHeight},
                        {"rx", 2}}));
  row.Add(El("text", {{"class", "t2"}, {"x", end + 8}, {"y", y + 12}},
             AmountWords(locale, bar.amount, currency)));
  return row;
}

}  // namespace

html::Html ProgressPicture(const html::Locale& locale, base::Currency currency, const Totals& totals,
                           std::string_view title) {
  const std::array<Bar, 4> bars = {{{locale.ctr("money", "Claimed"), totals.claimed_high, "con"},
                                    {locale.ctr("money", "Agreed"), totals.agreed, "con"},
                                    {locale.ctr("money", "Paid, they say"), totals.paid, "b2"},
                                    {locale.ctr("money", "Confirmed"), totals.confirmed, "done"}}};
  double greatest = 0;
  for (const Bar& bar : bars) greatest = std::max(greatest, bar.amount.Approximate());
  Html rows;
  for (std::size_t i = 0; i < bars.size(); ++i)
    rows.Add(RowOf(locale, currency, bars.at(i), greatest, static_cast<int>(i)));
  const std::string finding = locale.tr("{confirmed} confirmed by workers of {claimed} claimed",
                                        {{"confirmed", AmountWords(locale, totals.confirmed, currency)},
                                         {"claimed", AmountWords(locale, totals.claimed_high, currency)}});
  return El("svg",
            {{"class", "c"}, {"role", "img"}, {"width", 640}, {"height", 116}, {"viewBox", "0 0 640 116"}},
            El("title", title), El("desc", finding), rows);
}

html::Html ScrolledPicture(const html::Locale& locale, base::Currency currency, const Totals& totals,
                           std::string_view title) {
  return El("div", {{"class", "scroll"}, {"tabindex", 0}, {"role", "group"}, {"aria-label", title}},
            ProgressPicture(locale, currency, totals, title));
}

}  // namespace voice::remedy
