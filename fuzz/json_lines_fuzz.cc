// Any bytes as JSON lines: never a crash; every line is an object or has a problem.
#include <boost/json.hpp>
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "files/json_lines.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto reader = files::OpenJsonLinesBytes(bytes, "fuzz.json");
  CHECK(reader.has_value());
  while (true) {
    auto more = (*reader)->Next();
    if (!more.has_value() || !*more) break;
    CHECK(((*reader)->object() != nullptr) == (*reader)->problem().empty());
  }
  return 0;
}
