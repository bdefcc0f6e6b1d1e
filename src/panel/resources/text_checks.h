#pragma once
// What texts and dates of forms, JSON and files must be before they are stored. Pure; errors (kInvalid,
// kTooLarge) say the field.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace panel {

// Without blanks at both ends and without control characters but line breaks; at most kMaxResourceName bytes.
base::Result<std::string> NameText(std::string_view text, std::string_view field);  // not empty
base::Result<std::string> ShortText(std::string_view text, std::string_view field);
base::Result<std::string> LongText(std::string_view text, std::string_view field);  // kMaxResourceText bytes

// "2026-11-28" as days since 1970-01-01, between 1950 and 2150.
base::Result<std::int64_t> DayOfText(std::string_view text, std::string_view field);
base::Result<std::optional<std::int64_t>> OptionalDay(std::string_view text, std::string_view field);

}  // namespace panel
