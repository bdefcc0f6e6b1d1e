// Any bytes as an amount that somebody typed: never a crash; what is read is above zero, fits its currency,
// and its own plain writing is read as the same.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "voice/remedy/typed_amount.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view typed(reinterpret_cast<const char*>(data), size);
  for (const char* code : {"USD", "KRW", "BHD"}) {
    const base::Currency currency = base::Currency::FromStore(code);
    const auto amount = voice::remedy::ReadTypedAmount(typed, currency);
    if (!amount.has_value()) continue;
    CHECK(!amount->zero() && !amount->negative());
    CHECK(base::FitsCurrency({*amount, currency}).has_value());
    const auto again = voice::remedy::ReadTypedAmount(amount->text(currency.minor_units()), currency);
    CHECK(again.has_value() && *again == *amount);
  }
  return 0;
}
