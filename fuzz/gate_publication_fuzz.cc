// Any bytes as the content of a publication of the gate: never a crash; what is read is written the same, and
// has only bands that there are. Also as a quarter.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "gate/publication.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const base::Result<gate::Quarter> quarter = gate::Quarter::Parse(text);
  if (quarter.has_value()) CHECK(quarter->Text() == text);
  const auto content = gate::ReadContent(text);
  if (!content.has_value()) return 0;
  for (const auto& [party, band] : content->second) CHECK(gate::Band::Of(band.low) == band && band.shown());
  CHECK(gate::ContentOf(content->first, content->second) == text);
  return 0;
}
