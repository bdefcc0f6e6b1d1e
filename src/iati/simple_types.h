#pragma once
// The simple types of XML Schema 1.0 Part 2 (https://www.w3.org/TR/xmlschema-2/) that the IATI schema uses:
// whether a text is one. Pure; thread-safe.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace iati {

// What an element may hold: other elements, or a text of one of these types.
enum class Content : std::uint8_t {
  kElements,
  kString,
  kUri,
  kDecimal,
  kDate,
  kDateTime,
  kBoolean,
  kInt,
  kNonNegativeInteger,
  kPositiveInteger,
  kNameToken,
  kLanguage,
  kLanguageOrEmpty  // xml:lang: the empty text takes the language away
};

// White space at both ends does not count (but for kString).
bool Fits(Content type, std::string_view text);
// What was expected, in words: "a date, such as 2026-11-28".
std::string_view ExpectedWords(Content type);

// Without white space at both ends.
std::string_view Trimmed(std::string_view text);

// The day of an xsd:date without its time zone, as days since 1970-01-01; nothing where it is no date.
std::optional<std::int64_t> DayNumber(std::string_view date);
// "2026-11-28".
std::string DayText(std::int64_t day_number);

}  // namespace iati
