#pragma once
// What changed between two texts, line by line, and between two versions of a practice, part by part. Pure;
// thread-safe. Cost: quadratic in lines over a common beginning and end, at most kMostDiffLines each; beyond
// that the whole middle counts as changed.

#include <string>
#include <string_view>
#include <vector>

#include "html/html.h"
#include "html/locale.h"
#include "panel/practices/content.h"

namespace panel {

inline constexpr std::size_t kMostDiffLines = 600;

struct DiffLine {
  enum class Kind : std::uint8_t { kSame, kGone, kAdded };
  Kind kind = Kind::kSame;
  std::string text;
  bool operator==(const DiffLine&) const = default;
};
std::vector<DiffLine> DiffOf(std::string_view before, std::string_view after);

// Empty where nothing changed.
html::Html DiffView(const html::Locale& locale, const PracticeContent& before, const PracticeContent& after);

}  // namespace panel
