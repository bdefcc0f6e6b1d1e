#include "lists/pattern.h"

#include <fmt/format.h>
#include <unicode/regex.h>
#include <unicode/unistr.h>

#include <utility>

#include "base/limits.h"
#include "lists/text_rules.h"

namespace lists {
namespace {

std::string Utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

icu::UnicodeString Wide(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

base::Error SearchFailed(UErrorCode status) {
  return base::TooLarge(
      fmt::format("the pattern takes too long or too deep on this text ({}; kMaxPatternMilliseconds, "
                  "kMaxPatternStackBytes)",
                  u_errorName(status)));
}

}  // namespace

struct Pattern::Compiled {
  std::unique_ptr<icu::RegexPattern> regex;

  std::unique_ptr<icu::RegexMatcher> Matcher(const icu::UnicodeString& text, UErrorCode& status) const {
    std::unique_ptr<icu::RegexMatcher> matcher(regex->matcher(text, status));
    if (U_FAILURE(status)) return nullptr;
    matcher->setTimeLimit(base::kMaxPatternMilliseconds, status);
    matcher->setStackLimit(base::kMaxPatternStackBytes, status);
    return matcher;
  }
};

base::Result<Pattern> Pattern::Compile(std::string_view expression) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError where{};
  std::unique_ptr<icu::RegexPattern> regex(icu::RegexPattern::compile(Wide(expression), 0, where, status));
  if (U_FAILURE(status)) {
    return base::Invalid(fmt::format("\"{}\" is not a regular expression: {} at character {}",
                                     Shortened(expression), u_errorName(status), where.offset));
  }
  return Pattern(std::make_shared<const Compiled>(Compiled{std::move(regex)}));
}

base::Result<std::optional<std::string>> Pattern::Find(std::string_view text) const {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString wide = Wide(text);
  const std::unique_ptr<icu::RegexMatcher> matcher = compiled_->Matcher(wide, status);
  const bool found = matcher != nullptr && matcher->find(status) != 0;
  if (U_FAILURE(status)) return SearchFailed(status);
  if (!found) return std::optional<std::string>();
  const icu::UnicodeString match = matcher->group(matcher->groupCount() > 0 ? 1 : 0, status);
  return std::optional<std::string>(Utf8(match));
}

base::Result<std::vector<std::string>> Pattern::Split(std::string_view text) const {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString wide = Wide(text);
  const std::unique_ptr<icu::RegexMatcher> matcher = compiled_->Matcher(wide, status);
  std::vector<std::string> pieces;
  std::int32_t start = 0;
  while (matcher != nullptr && matcher->find(status) != 0 && U_SUCCESS(status)) {
    pieces.push_back(Utf8(wide.tempSubStringBetween(start, matcher->start(status))));
    start = matcher->end(status);
  }
  if (U_FAILURE(status)) return SearchFailed(status);
  pieces.push_back(Utf8(wide.tempSubString(start)));
  return pieces;
}

base::Result<std::string> Pattern::Remove(std::string_view text) const {
  std::string rest;
  for (const std::string& piece : TRY(Split(text))) rest += piece;
  return rest;
}

}  // namespace lists
