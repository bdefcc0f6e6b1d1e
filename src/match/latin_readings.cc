#include "match/latin_readings.h"

#include <algorithm>
#include <string>

#include "match/tables.h"
#include "text/hangul.h"
#include "text/mandarin.h"

namespace match {
namespace {

using text::RawToken;

// Names of surname and given name, each of one or two syllables.
constexpr std::size_t kMaxTokens = 4;
constexpr std::size_t kMaxSyllables = 4;
constexpr std::size_t kLongestWord = 12;  // letters of two syllables
// A name in Wade-Giles without its apostrophes may stand for so many names in Pinyin.
constexpr std::size_t kMaxSpellings = 6;
// A syllable of Pinyin that hardly any name has: where it stands it is Wade-Giles for guo.
constexpr std::string_view kOnlyWade = "kuo";

std::string Plain(const RawToken& token) {
  return text::Romanize(token.letters, token.script, text::Reading::kDefault);
}

RawToken Spelt(const RawToken& token, std::string_view form) {
  RawToken out = token;
  out.letters.assign(form.begin(), form.end());
  return out;
}

bool HasApostrophe(std::string_view written) {
  for (std::string_view mark : {"'", "\u2019", "\u2018", "\u02BB", "\u02BC", "\u02BF", "`"}) {
    if (written.find(mark) != std::string_view::npos) return true;
  }
  return false;
}

// One syllable of a name in Wade-Giles, and what it may be in Pinyin.
struct WadeSyllable {
  std::size_t token = 0;
  std::vector<std::string> pinyin;
};

// The surnames among them, the commonest alone: "chang" is Zhang before it is Chang, and the table of
// surnames joins them anyway.
void KeepCommonestSurname(std::vector<std::string>& pinyin) {
  const Tables& t = GetTables();
  const auto rank = [&](const std::string& s) {
    const auto found = t.chinese_surname_ranks.find(s);
    return found == t.chinese_surname_ranks.end() ? t.chinese_surname_ranks.size() : found->second;
  };
  const auto best = std::min_element(pinyin.begin(), pinyin.end(),
                                     [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  if (best == pinyin.end() || rank(*best) == t.chinese_surname_ranks.size()) return;
  std::string kept = std::move(*best);
  pinyin.assign(1, std::move(kept));
}

// The syllables of a name that can only be Wade-Giles: every word is, and one is not Pinyin. Empty for
// others.
std::vector<WadeSyllable> WadeGilesName(const std::vector<RawToken>& raw) {
  std::vector<WadeSyllable> out;
  if (raw.size() < 2 || raw.size() > kMaxTokens) return out;
  const bool marked =
      std::any_of(raw.begin(), raw.end(), [](const RawToken& t) { return HasApostrophe(t.written); });
  bool only_wade = marked;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const std::string word = Plain(raw[i]);
    const text::WordSyllables syllables = text::WadeGilesSyllables(word);
    if (syllables.empty() || out.size() + syllables.size() > kMaxSyllables) return {};
    only_wade = only_wade || text::PinyinSyllables(word).empty();
    for (std::string_view s : syllables) {
      only_wade = only_wade || s == kOnlyWade;
      const bool exact = marked && syllables.size() == 1;
      std::vector<std::string> pinyin =
          exact ? text::PinyinOfWadeGiles(s, HasApostrophe(raw[i].written)) : text::PinyinOfWadeGiles(s);
      if (pinyin.empty()) pinyin = text::PinyinOfWadeGiles(s);
      out.push_back({i, std::move(pinyin)});
    }
  }
  return only_wade ? out : std::vector<WadeSyllable>();
}

void AddWadeGiles(const std::vector<RawToken>& raw, std::vector<NameReading>& out) {
  std::vector<WadeSyllable> name = WadeGilesName(raw);
  if (name.empty()) return;
  // The surname stands first, or last after a given name of several syllables; where nothing tells, first.
  const bool last = !raw.front().comma_after && name.size() > 2 && name[1].token == 0;
  KeepCommonestSurname(last ? name.back().pinyin : name.front().pinyin);
  std::size_t spellings = 1;
  for (const WadeSyllable& s : name) spellings *= s.pinyin.size();
  for (std::size_t n = 0; n < std::min(spellings, kMaxSpellings); ++n) {
    NameReading reading;
    std::size_t rest = n;
    for (const WadeSyllable& s : name) {
      reading.raw.push_back(Spelt(raw[s.token], s.pinyin[rest % s.pinyin.size()]));
      rest /= s.pinyin.size();
    }
    out.push_back(std::move(reading));
  }
}

bool KoreanSurname(const std::string& form) {
  return GetTables().korean_surname_forms.contains(form);
}

// The given name by syllable where it is written in one word, or cut in the wrong place: "Kim Yongchol",
// "Yongchol Kim", "Kim Yongc-hol".
void AddKoreanSyllables(const std::vector<RawToken>& raw, std::vector<NameReading>& out) {
  if (raw.size() < 2 || raw.size() > 3) return;
  for (const bool surname_first : {true, false}) {
    const std::size_t surname = surname_first ? 0 : raw.size() - 1;
    const std::size_t given = surname_first ? 1 : 0;
    if (!KoreanSurname(Plain(raw[surname]))) continue;
    const std::string first = Plain(raw[given]);
    const std::string word = raw.size() == 2 ? first : first + Plain(raw[given + 1]);
    const text::WordSyllables syllables = text::KoreanSyllables(word);
    if (syllables.size() != 2 || syllables[0] == first) continue;
    NameReading reading;
    for (std::string_view s : syllables) reading.raw.push_back(Spelt(raw[given], s));
    reading.raw.insert(surname_first ? reading.raw.begin() : reading.raw.end(), raw[surname]);
    out.push_back(std::move(reading));
    return;
  }
}

// 이 and 오 as surnames of one letter, which would be taken for initials: "I Myong-bak", "O Kuk Ryol".
void AddOneLetterSurname(const std::vector<RawToken>& raw, std::vector<NameReading>& out) {
  if (raw.size() < 2 || raw.size() > 3) return;
  for (std::size_t at : {std::size_t{0}, raw.size() - 1}) {
    const RawToken& letter = raw[at];
    if (letter.letters.size() != 1 || letter.dot_after) continue;
    const char32_t c = letter.letters[0];
    if (c != U'i' && c != U'o') continue;
    bool korean = true;
    for (const RawToken& token : raw) {
      if (&token != &letter) korean = korean && !text::KoreanSyllables(Plain(token)).empty();
    }
    if (!korean) continue;
    NameReading reading{raw};
    reading.raw[at] = Spelt(letter, c == U'i' ? "yi" : "oh");
    out.push_back(reading);
    AddKoreanSyllables(reading.raw, out);
  }
}

}  // namespace

void AddLatinReadings(const std::vector<RawToken>& raw, std::vector<NameReading>& out) {
  // Most names are told from these at once.
  if (raw.size() < 2 || raw.size() > kMaxTokens) return;
  for (const RawToken& token : raw) {
    if (token.letters.size() > kLongestWord) return;
  }
  AddWadeGiles(raw, out);
  AddKoreanSyllables(raw, out);
  AddOneLetterSurname(raw, out);
}

}  // namespace match
