// Any bytes as the text of minutes: never a crash; every fault names a line of the text; what is read without
// a fault is read the same once its tags have numbers; its blocks lose no tag.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "panel/minutes/blocks.h"
#include "panel/minutes/tags.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  panel::Tags found = panel::ParseTags(text);
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  for (const panel::TagFault& fault : found.faults) CHECK(fault.line >= 1 && fault.line <= lines);
  if (!found.faults.empty()) return 0;
  std::int64_t next = 1;
  for (const panel::Tag& tag : found.tags) next = std::max(next, tag.number + 1);
  const std::string numbered = panel::WithNumbers(text, found.tags, next);
  panel::Tags again = panel::ParseTags(numbered);
  if (next > 1'000'000) return 0;  // the last numbers there are
  CHECK(again.faults.empty() && again.tags == found.tags);
  CHECK(panel::WithNumbers(numbered, again.tags, next) == numbered);
  std::size_t tags = 0;
  for (const panel::Block& block : panel::BlocksOf(numbered, again.tags))
    tags += block.tag.has_value() ? 1 : 0;
  CHECK(tags == again.tags.size());
  return 0;
}
