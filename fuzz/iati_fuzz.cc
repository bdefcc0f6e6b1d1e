// Any bytes as an IATI file: no crash, no hang; what the checker calls valid can be read, and what was read
// can be written so that it is valid again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "iati/activity.h"
#include "iati/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto report = iati::Check(iati::PullFrom(bytes), "fuzz.xml", {.today = 20'000});
  bool whole = true;
  const auto activities =
      iati::ReadActivities(iati::PullFrom(bytes), "fuzz.xml", [&](const iati::Finding&) { whole = false; });
  if (!report.has_value()) return 0;
  if (report->valid() != activities.has_value()) std::abort();
  if (!report->valid() || !whole) return 0;
  iati::Writer writer("2026-11-28T00:00:00Z");
  for (const iati::Activity& activity : *activities) {
    if (activity.participating.empty()) return 0;
    for (const iati::Organisation& org : activity.participating)
      if (org.ref.empty() && org.name.empty()) return 0;  // the writer leaves those out
    writer.Add(activity);
  }
  const std::string text = writer.Done();
  if (!iati::Check(iati::PullFrom(text), "again.xml", {.today = 20'000}).has_value()) std::abort();
  return 0;
}
