#include "gate/band.h"

#include <algorithm>

namespace gate {

namespace {

std::string TooFew(const html::Locale& locale) {
  return locale.tr("too few to show");
}

}  // namespace

Band Band::Of(std::int64_t count) {
  if (count < kThreshold) return {};
  return {std::max(kThreshold, count - count % kBandWidth)};
}

std::int64_t Band::high() const {
  if (!shown()) return kThreshold - 1;
  return low - low % kBandWidth + kBandWidth - 1;
}

std::string BandText(const html::Locale& locale, Band band) {
  if (!band.shown()) return TooFew(locale);
  return locale.Number(band.low) + "–" + locale.Number(band.high());
}

std::optional<ShareRange> ShareOf(std::int64_t part, std::int64_t rest) {
  const Band of = Band::Of(part);
  const Band others = Band::Of(rest);
  if (!of.shown() || !others.shown()) return std::nullopt;
  const std::int64_t least_all = of.low + others.high();
  const std::int64_t most_all = of.high() + others.low;
  return ShareRange{static_cast<int>(100 * of.low / least_all),
                    static_cast<int>((100 * of.high() + most_all - 1) / most_all)};
}

std::string ShareText(const html::Locale& locale, const std::optional<ShareRange>& share) {
  if (!share) return TooFew(locale);
  return locale.tr("{low}–{high} %", {{"low", locale.Number(share->low_percent)},
                                      {"high", locale.Number(share->high_percent)}});
}

}  // namespace gate
