#include "match/table_readers.h"

#include <algorithm>

#include "base/check.h"
#include "text/arabic.h"
#include "text/han.h"
#include "text/unicode.h"

namespace match {
namespace {

// The first letters of the words of a phrase, without those of stop words ("Republic of Korea": "rk").
std::string Initials(const StringSet& stops, std::string_view words) {
  std::string out;
  while (!words.empty()) {
    const std::size_t space = words.find(' ');
    if (!stops.contains(words.substr(0, space))) out.push_back(words[0]);
    words.remove_prefix(space == std::string_view::npos ? words.size() : space + 1);
  }
  return out;
}

}  // namespace

std::string WithoutSpaces(std::string_view s) {
  std::string out;
  for (char c : s) {
    if (c != ' ') out.push_back(c);
  }
  return out;
}

std::string Plain(std::string_view s) {
  const bool ascii =
      std::all_of(s.begin(), s.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return WithoutSpaces(s);
  std::u32string letters = text::Decode(s);
  std::erase(letters, U' ');
  if (!letters.empty() && text::ScriptOf(letters[0]) == text::Script::kArabic)
    return text::Encode(text::PlainArabic(letters));
  for (char32_t& c : letters) c = text::Simplified(c);
  return text::Encode(letters);
}

std::size_t Words(std::string_view s) {
  return 1 + static_cast<std::size_t>(std::count(s.begin(), s.end(), ' '));
}

std::vector<std::string> SplitCommas(std::string_view s) {
  std::vector<std::string> out;
  ForEachPart(s, [&](std::string_view part) { out.emplace_back(part); });
  return out;
}

std::size_t UnspacedLength(std::string_view s) {
  if (s.empty() || static_cast<unsigned char>(s[0]) < 0xE0) return 0;
  const std::u32string letters = text::Decode(s);
  return std::all_of(letters.begin(), letters.end(), IsUnspaced) ? letters.size() : 0;
}

std::uint8_t ClassOf(std::vector<std::string>& classes, std::string_view name) {
  const auto it = std::find(classes.begin(), classes.end(), name);
  if (it == classes.end()) {
    classes.emplace_back(name);
    CHECK(classes.size() < 256);
    return static_cast<std::uint8_t>(classes.size());
  }
  return static_cast<std::uint8_t>(it - classes.begin() + 1);
}

std::string WithoutArticle(std::string_view plain) {
  constexpr std::string_view kArticle = "ال";
  if (!plain.starts_with(kArticle) || plain.size() < kArticle.size() + 6) return std::string(plain);
  return std::string(plain.substr(kArticle.size()));
}

void AddPhrase(Tables& t, std::string_view phrase) {
  if (phrase.find(' ') == std::string_view::npos) return;
  t.phrases.push_back(phrase);
  t.phrase_starts.emplace(phrase.substr(0, phrase.find(' ')));
  t.longest_phrase = std::max(t.longest_phrase, Words(phrase));
  if (phrase[0] >= 'a' && phrase[0] <= 'z')
    t.phrase_initials.try_emplace(WithoutSpaces(phrase), Initials(t.org_stops, phrase));
}

}  // namespace match
