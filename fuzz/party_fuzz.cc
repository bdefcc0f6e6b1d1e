// Party files out of any bytes: reading ends in parties, rejects or an error, and every row is one or the
// other.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "screening/parties.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto reader = screening::OpenParties(bytes, "fuzz", {});
  if (!reader) {
    if (reader.error().external.empty()) std::abort();
    return 0;
  }
  screening::PartyRow row;
  std::size_t last = 0;
  while (true) {
    const auto more = (*reader)->Next(row);
    if (!more || !*more) break;
    if (row.row <= last) std::abort();
    last = row.row;
    if (!row.party && (row.rejects.size() != 1 || !row.rejects[0].whole_row)) std::abort();
    if (row.party && row.party->Names().empty()) std::abort();
  }
  (void)(*reader)->facts();
  return 0;
}
