#include "gate/bands_block.h"

#include <algorithm>

#include "html/charts.h"
#include "html/components.h"
#include "html/console_components.h"

namespace gate {

namespace {

using html::El;
using html::Html;

constexpr std::size_t kQuartersDrawn = 8;

// In words, because the picture's reader may not see it.
std::string Finding(const html::Locale& locale, const std::vector<QuarterBand>& bands) {
  const auto shown =
      std::count_if(bands.begin(), bands.end(), [](const QuarterBand& b) { return b.band.shown(); });
  return locale.tr("Quarters with a band: {shown} of {all}. The last one: {last}.",
                   {{"shown", locale.Number(shown)},
                    {"all", locale.Number(static_cast<std::int64_t>(bands.size()))},
                    {"last", BandText(locale, bands.front().band)}});
}

Html Drawn(const html::Locale& locale, const std::vector<QuarterBand>& bands) {
  std::vector<html::BarRow> rows;
  for (std::size_t i = 0; i < std::min(bands.size(), kQuartersDrawn); ++i)
    rows.push_back({.label = QuarterWords(locale, bands[i].quarter),
                    .number = BandText(locale, bands[i].band),
                    .value = static_cast<double>(bands[i].band.low),
                    .fill = bands[i].band.shown() ? html::Fill::kFilled : html::Fill::kGrey});
  return html::BarRows(locale.tr("Persons with a confirmed concern, by quarter"), Finding(locale, bands),
                       rows);
}

Html Older(const html::Locale& locale, const std::vector<QuarterBand>& bands) {
  if (bands.size() <= kQuartersDrawn) return {};
  Html items;
  for (std::size_t i = kQuartersDrawn; i < bands.size(); ++i)
    items.Add(El("li", QuarterWords(locale, bands[i].quarter) + ": " + BandText(locale, bands[i].band)));
  return html::Closed(locale.tr("Earlier quarters"), El("ul", items));
}

}  // namespace

std::string QuarterWords(const html::Locale& locale, Quarter quarter) {
  return locale.tr("{year}, quarter {number}",
                   {{"year", std::to_string(quarter.year)}, {"number", std::to_string(quarter.number)}});
}

Html BandsBlock(const html::Locale& locale, const std::vector<QuarterBand>& bands) {
  const Html rule =
      El("p", {{"class", "muted small measure"}},
         locale.tr(
             "How many different persons told a case team of a concern about this party that the team then "
             "confirmed, quarter by quarter. A band appears from 11 persons on: 11–19, 20–29 and so on. "
             "Fewer look like none, so that nobody can be found out: “too few to show” does not mean that "
             "there is no concern."),
         " ",
         locale.tr("A party counts from the quarter after the one in which it was entered here or got its "
                   "present name, country or place."));
  // Before the first closing every party looks the same, as afterwards those do of which little was told.
  if (bands.empty())
    return html::Section(
        locale.tr("Concerns of workers"),
        html::Stack({El("p", locale.tr("Too few to show; no quarter is closed yet.")), rule}));
  return html::Section(locale.tr("Concerns of workers"),
                       html::Stack({Drawn(locale, bands), Older(locale, bands), rule}));
}

}  // namespace gate
