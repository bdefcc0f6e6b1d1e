#pragma once
// Amounts as exact decimals, never floating point: up to 14 digits before the point and 4 behind. An amount
// is kept as the text that was typed, checked; sums are of whole ten-thousandths with overflow told.
// Currencies are codes of ISO 4217 (list of 2024: active currencies; the codes are facts). Pure; thread-safe.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace panel {

struct Amount {
  std::int64_t ten_thousandths = 0;
  auto operator<=>(const Amount&) const = default;
};

// "1200", "1200.5", "0.0001"; with `may_be_negative` also "-3". No grouping, no exponent, no sign "+".
std::optional<Amount> ParseAmount(std::string_view text, bool may_be_negative = false);
std::string AmountText(Amount amount);  // "1200.5": no zeros at the end
std::string GroupedAmount(Amount amount,
                          char separator);      // "12,001.50": two places at least where it has any
std::optional<Amount> Add(Amount a, Amount b);  // nothing where it does not fit
std::optional<Amount> Times(Amount a, std::int64_t n);

std::span<const std::string_view> Currencies();  // "AED", ... in order
bool IsCurrency(std::string_view code);

}  // namespace panel
