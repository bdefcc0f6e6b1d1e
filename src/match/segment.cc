#include "match/segment.h"

#include <algorithm>

#include "match/districts.h"
#include "match/numbers.h"
#include "match/segment_scripts.h"
#include "match/tables.h"
#include "text/words.h"

namespace match {
namespace {

using text::Script;

constexpr std::size_t kLeastLetters = 4;  // of a known word inside a run of Thai, Lao, Burmese or Khmer

Segment Part(const std::u32string& letters, const std::u32string& written, std::size_t begin,
             std::size_t count) {
  Segment s;
  s.letters = letters.substr(begin, count);
  // Traditional characters are compared as simplified ones but shown as written; the two run in step unless
  // marks were dropped.
  s.written = text::Encode(written.size() == letters.size() ? written.substr(begin, count) : s.letters);
  return s;
}

std::vector<Segment> SegmentHanPerson(const std::u32string& letters, const std::u32string& written) {
  if (letters.size() < 2 || letters.size() > 4) return {Part(letters, written, 0, letters.size())};
  const bool double_surname =
      letters.size() > 2 && GetTables().chinese_double_surnames.contains(text::Encode(letters.substr(0, 2)));
  const std::size_t cut = double_surname ? 2 : 1;
  return {Part(letters, written, 0, cut), Part(letters, written, cut, letters.size() - cut)};
}

std::vector<Segment> SegmentHangulPerson(const std::u32string& letters, const std::u32string& written) {
  if (letters.size() > 4) return {Part(letters, written, 0, letters.size())};
  const Tables& t = GetTables();
  std::size_t cut = 1;
  if (letters.size() > 2 && t.korean_surnames.contains(text::Encode(letters.substr(0, 2)))) cut = 2;
  Segment surname = Part(letters, written, 0, cut);
  const auto it = t.korean_surnames.find(text::Encode(surname.letters));
  if (it != t.korean_surnames.end()) surname.form = it->second;
  if (cut == letters.size()) return {surname};
  return {surname, Part(letters, written, cut, letters.size() - cut)};
}

// Vowel signs, tone marks and the like of the four scripts (general category M of Unicode 15).
bool IsMark(char32_t c) {
  constexpr std::pair<char32_t, char32_t> kMarks[] = {
      {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x0EB1, 0x0EB1}, {0x0EB4, 0x0EBC},
      {0x0EC8, 0x0ECE}, {0x102B, 0x103E}, {0x1056, 0x1059}, {0x105E, 0x1060}, {0x1062, 0x1064},
      {0x1067, 0x106D}, {0x1071, 0x1074}, {0x1082, 0x108D}, {0x108F, 0x108F}, {0x109A, 0x109D},
      {0x17B4, 0x17D3}, {0x17DD, 0x17DD}};
  return std::any_of(std::begin(kMarks), std::end(kMarks),
                     [&](const auto& range) { return c >= range.first && c <= range.second; });
}

// A cut inside a syllable of Thai, Lao, Burmese or Khmer is none: before a mark, or after a vowel that stands
// before its consonant.
bool CutsSyllable(const std::u32string& letters, std::size_t at) {
  if (at == 0 || at >= letters.size()) return false;
  const char32_t before = letters[at - 1];
  const bool leading = (before >= 0x0E40 && before <= 0x0E44) || (before >= 0x0EC0 && before <= 0x0EC4);
  const bool follows =
      letters[at] == 0x0E30 || letters[at] == 0x0E32 || letters[at] == 0x0EB0 || letters[at] == 0x0EB2;
  const bool stacked = before == 0x1039 || before == 0x17D2;
  return leading || follows || stacked || IsMark(letters[at]);
}

// Calls `visit(length)` for each entry of any table that begins at `at`, the longest first: legal form,
// business word or place. Two letters of an alphabet are no word inside others. Ends where `visit` says so.
template <typename Visit>
void VisitKnownAt(const std::u32string& letters, std::size_t at, const Visit& visit) {
  const Tables& t = GetTables();
  const bool alphabet = IsSouthEastAsian(letters[at]);
  if (alphabet && CutsSyllable(letters, at)) return;
  const std::size_t least = alphabet ? kLeastLetters : text::ScriptOf(letters[at]) == Script::kKana ? 3 : 2;
  const std::size_t longest =
      std::max({t.longest_org_word, t.longest_place, alphabet ? t.longest_legal_letters : std::size_t{8}});
  for (std::size_t n = std::min(longest, letters.size() - at); n >= least; --n) {
    if (alphabet && CutsSyllable(letters, at + n)) continue;
    const std::string key = text::Encode(letters.substr(at, n));
    if ((t.legal_forms.contains(key) || t.org_words.contains(key) || IsPlace(key, {})) && !visit(n)) return;
  }
}

std::size_t KnownAt(const std::u32string& letters, std::size_t at) {
  std::size_t longest = 0;
  VisitKnownAt(letters, at, [&](std::size_t n) {
    longest = n;
    return false;
  });
  return longest;
}

// The length of the known word that begins at each place, 0 where none does, for the cut with the least cost:
// a known word costs 1; what lies between 1 and 2 for each letter, and 3 more where it is a single letter,
// which seldom is a name (유진|화학|공업, not 유|진화|학|공업). Of equal ones the one with the longer word in
// front.
std::vector<std::size_t> KnownWords(const std::u32string& letters) {
  constexpr std::size_t kLetter = 2;
  constexpr std::size_t kAlone = 3;
  const std::size_t size = letters.size();
  struct Step {
    std::size_t cost = 0;  // of the rest, where a part begins here
    std::size_t length = 0;
    bool known = false;
    std::size_t more = 0;  // of the rest, where two or more letters before are not known
  };
  std::vector<Step> steps(size + 2);
  for (std::size_t at = size; at-- > 0;) {
    Step& step = steps[at];
    const bool word = GetTables().org_words.contains(text::Encode(letters.substr(at, 1)));  // 厂
    step.cost = 1 + kLetter + (word ? 0 : kAlone) + steps[at + 1].cost;
    step.length = 1;
    if (at + 2 <= size && 1 + 2 * kLetter + steps[at + 2].more < step.cost) {
      step.cost = 1 + 2 * kLetter + steps[at + 2].more;
      step.length = 2;
      while (at + step.length < size && steps[at + step.length].more < steps[at + step.length].cost)
        ++step.length;
    }
    const auto take = [&](std::size_t n) {
      if (1 + steps[at + n].cost < step.cost) {
        step.cost = 1 + steps[at + n].cost;
        step.length = n;
        step.known = true;
      }
      return true;
    };
    const std::size_t number = NumberAt(letters, at);
    if (number > 0) {
      take(number);
    } else {
      VisitKnownAt(letters, at, take);
    }
    step.more = std::min(step.cost, kLetter + steps[at + 1].more);
  }
  std::vector<std::size_t> known(size, 0);
  for (std::size_t at = 0; at < size; at += steps[at].length) {
    if (steps[at].known) known[at] = steps[at].length;
  }
  return known;
}

// Province, city, county, district: what is written on to the name of a place in Han and left out elsewhere.
bool IsDivision(char32_t c) {
  return std::u32string_view(U"省市县区都府").find(c) != std::u32string_view::npos;
}

// The length of the entry at `at` without the division at its end: "浙江省" is 浙江 and 省, 成都 is one name.
std::size_t WithoutDivision(const std::u32string& letters, std::size_t at, std::size_t count) {
  if (count < 3 || !IsDivision(letters[at + count - 1]) ||
      !IsPlace(text::Encode(letters.substr(at, count)), {}))
    return count;
  const char32_t division = letters[at + count - 1];
  const bool sure = division == U'省' || division == U'市' || division == U'县';
  return sure || IsPlace(text::Encode(letters.substr(at, count - 1)), {}) ? count - 1 : count;
}

std::vector<Segment> SegmentOrganization(const std::u32string& letters, const std::u32string& written) {
  const std::vector<std::size_t> words = KnownWords(letters);
  std::vector<Segment> parts;
  std::size_t open = 0;
  std::size_t at = 0;
  std::u32string city;
  bool after_place = false;  // where the last part ends and the next has not begun
  while (at < letters.size()) {
    const std::size_t number = words[at] > 0 && NumberAt(letters, at) == words[at] ? words[at] : 0;
    std::size_t known = number > 0 ? number : WithoutDivision(letters, at, words[at]);
    if (known == 0 && after_place && open == at && IsDivision(letters[at])) known = 1;
    // 宁波|海曙, 中山|市|古镇: a part of the city that was named.
    const bool district = known == 0 && open == at && !city.empty();
    if (district) known = DistrictAt(std::u32string_view(letters).substr(at), city);
    if (known == 0) {
      ++at;
      continue;
    }
    if (at > open) parts.push_back(Part(letters, written, open, at - open));
    parts.push_back(Part(letters, written, at, known));
    const std::string key = text::Encode(parts.back().letters);
    if (number > 0) parts.back().form = DigitsOf({}, key);
    if (number > 0 && parts.back().form.empty()) parts.back().form = DigitsOfHan(parts.back().letters);
    at += known;
    if (IsPlace(key, {})) city = parts.back().letters;
    after_place = district || IsPlace(key, {}) ||
                  (at < letters.size() && known >= 2 && IsDivision(letters[at]) &&
                   KnownAt(letters, at - known) > known);
    open = at;
  }
  if (at > open) parts.push_back(Part(letters, written, open, at - open));
  return parts;
}

}  // namespace

std::vector<Segment> SegmentToken(const text::RawToken& token, Kind kind, bool alone) {
  if (token.script == Script::kArabic) return SegmentArabic(token, kind);
  if (kind == Kind::kPerson && IsBurmese(token)) return SegmentBurmese(token);
  if (kind == Kind::kPerson && !token.letters.empty() && token.letters[0] >= 0x0E00 &&
      token.letters[0] <= 0x0EFF)
    return SegmentThaiTitle(token);
  const bool han = token.script == Script::kHan;
  const bool hangul = token.script == Script::kHangul;
  const bool alphabet = !token.letters.empty() && IsSouthEastAsian(token.letters[0]);
  if (!han && !hangul && token.script != Script::kKana && !(alphabet && kind == Kind::kOrganization)) {
    Segment whole;
    whole.letters = token.letters;
    whole.written = token.written;
    return {whole};
  }
  const std::u32string written = text::Decode(token.written);
  if (kind == Kind::kOrganization) return SegmentOrganization(token.letters, written);
  if (han && alone) return SegmentHanPerson(token.letters, written);
  if (hangul && (alone || written.size() == 1)) return SegmentHangulPerson(token.letters, written);
  return {Part(token.letters, written, 0, token.letters.size())};
}

std::vector<Segment> CutIntoWords(const std::vector<Segment>& segments, Script script) {
  const Tables& t = GetTables();
  std::vector<Segment> out;
  for (const Segment& segment : segments) {
    const bool cut = script == Script::kOther && !segment.letters.empty() && IsUnspaced(segment.letters[0]) &&
                     segment.form.empty();
    const std::string key = cut ? text::Encode(segment.letters) : std::string();
    if (!cut || t.legal_forms.contains(key) || t.org_words.contains(key) || t.titles.contains(key) ||
        t.brands.contains(key) || IsPlace(key, {})) {
      out.push_back(segment);
      continue;
    }
    const std::u32string written = text::Decode(segment.written);
    std::size_t begin = 0;
    for (std::size_t length : text::WordLengths(segment.letters)) {
      out.push_back(Part(segment.letters, written, begin, length));
      begin += length;
    }
  }
  return out;
}

std::vector<Segment> CutIntoSyllables(const std::vector<Segment>& segments, Script script) {
  if (script != Script::kHan && script != Script::kHangul) return segments;
  std::vector<Segment> out;
  for (const Segment& segment : segments) {
    if (!segment.form.empty() || segment.letters.size() < 2) {
      out.push_back(segment);
      continue;
    }
    const std::u32string written = text::Decode(segment.written);
    for (std::size_t i = 0; i < segment.letters.size(); ++i)
      out.push_back(Part(segment.letters, written, i, 1));
  }
  return out;
}

}  // namespace match
