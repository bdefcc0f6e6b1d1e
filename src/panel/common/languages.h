#pragma once
// Languages that texts of the panel are written in: tags of RFC 5646 with the language's own name. Source of
// the tags: ISO 639-1 and 639-3 as registered with IANA (Language Subtag Registry); of the own names: what
// their speakers write (CLDR 42). Pure; thread-safe.

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace panel {

struct WrittenLanguage {
  std::string_view tag;  // "ko", "zh-Hant"
  std::string_view own_name;
};

std::span<const WrittenLanguage> WrittenLanguages();  // by tag
std::optional<std::size_t> LanguageIndex(std::string_view tag);
// "한국어", or the tag itself where it is not in the table.
std::string_view OwnNameOf(std::string_view tag);

}  // namespace panel
