#include "panel/resources/text_checks.h"

#include <fmt/format.h>

#include "base/limits_panel.h"
#include "iati/simple_types.h"

namespace panel {
namespace {

base::Result<std::string> Checked(std::string_view text, std::string_view field, std::size_t most,
                                  std::string_view limit) {
  const std::string_view tidy = iati::Trimmed(text);
  if (tidy.size() > most)
    return base::TooLarge(fmt::format("{}: longer than {} ({} bytes)", field, limit, most));
  std::string out;
  for (const char c : tidy) {
    if (c == '\r') continue;
    const bool control = static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
    if (control) return base::Invalid(fmt::format("{}: holds a control character", field));
    out.push_back(c);
  }
  return out;
}

}  // namespace

base::Result<std::string> ShortText(std::string_view text, std::string_view field) {
  return Checked(text, field, base::kMaxResourceName, "kMaxResourceName");
}

base::Result<std::string> LongText(std::string_view text, std::string_view field) {
  return Checked(text, field, base::kMaxResourceText, "kMaxResourceText");
}

base::Result<std::string> NameText(std::string_view text, std::string_view field) {
  std::string name = TRY(ShortText(text, field));
  if (name.empty()) return base::Invalid(fmt::format("{}: is empty", field));
  return name;
}

base::Result<std::int64_t> DayOfText(std::string_view text, std::string_view field) {
  constexpr std::int64_t kFirst = -7305;  // 1950-01-01
  constexpr std::int64_t kLast = 65'744;  // 2150-01-01
  constexpr std::size_t kDateDigits = 10;
  const std::string_view tidy = iati::Trimmed(text);
  const std::optional<std::int64_t> day = iati::DayNumber(tidy);
  if (!day || tidy.size() != kDateDigits || *day < kFirst || *day > kLast)
    return base::Invalid(fmt::format("{}: “{}” is not a date such as 2026-11-28", field, tidy.substr(0, 40)));
  return *day;
}

base::Result<std::optional<std::int64_t>> OptionalDay(std::string_view text, std::string_view field) {
  if (iati::Trimmed(text).empty()) return std::optional<std::int64_t>();
  const std::int64_t day = TRY(DayOfText(text, field));
  return std::optional<std::int64_t>(day);
}

}  // namespace panel
