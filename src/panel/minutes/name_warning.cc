#include "panel/minutes/name_warning.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>

#include "text/readings.h"
#include "text/romanize.h"
#include "text/tokens.h"

namespace panel {
namespace {

using text::RawToken;
using text::Reading;
using text::Script;

constexpr std::size_t kMaxWords = 6;     // of a name; more are never compared
constexpr std::size_t kMinPart = 3;      // Latin letters of a part that counts by itself
constexpr std::size_t kMinUnspaced = 2;  // letters of a Han name, of a Korean given name
constexpr std::size_t kMinOtherUnspaced = 3;

// Letters that systems of transliteration exchange, written one way ("mariya", "maria").
std::string Folded(std::string_view latin) {
  std::string folded;
  for (char c : latin) {
    if (c == 'y') c = 'i';
    if (c == 'w') c = 'v';
    if (c != 'i' || folded.empty() || folded.back() != c) folded += c;
  }
  return folded;
}

// Every way the word may be read in Latin letters, folded; the first is the usual one.
std::vector<std::string> ReadingsOf(const RawToken& token) {
  std::vector<std::string> readings;
  const auto add = [&](Reading reading) {
    std::string latin = Folded(text::Romanize(token.letters, token.script, reading));
    if (!latin.empty() && std::find(readings.begin(), readings.end(), latin) == readings.end())
      readings.push_back(std::move(latin));
  };
  if (token.script == Script::kCommon) return readings;
  add(Reading::kDefault);
  for (Reading reading : text::ReadingsOf(std::span(&token, 1))) add(reading);
  if (token.script == Script::kHan) add(Reading::kCantonese);
  if (token.script == Script::kHangul) add(Reading::kKoreanNames);
  return readings;
}

// All readings of the words joined, `from` first and the words before it last: names are written family name
// first or last.
std::vector<std::string> JoinedFrom(const std::vector<std::vector<std::string>>& words, std::size_t from) {
  constexpr std::size_t kMostKeys = 16;
  std::vector<std::string> keys = {""};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::vector<std::string>& readings = words[(from + i) % words.size()];
    std::vector<std::string> longer;
    for (const std::string& key : keys)
      for (const std::string& reading : readings)
        if (longer.size() < kMostKeys) longer.push_back(key + reading);
    keys = std::move(longer);
  }
  return keys;
}

bool IsUnspaced(Script script) {
  return script == Script::kHan || script == Script::kKana || script == Script::kHangul;
}

// Thai, Lao, Burmese, Khmer: of kOther, those that put no spaces between words (Unicode 15 blocks).
bool IsUnspacedOther(const std::u32string& letters) {
  return std::any_of(letters.begin(), letters.end(), [](char32_t c) {
    return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF);
  });
}

bool HasCase(Script script) {
  return script == Script::kLatin || script == Script::kCyrillic || script == Script::kGreek;
}

// Written as a name is: in scripts with capital letters, with one.
bool IsCapital(const RawToken& token) {
  if (!HasCase(token.script)) return true;
  const std::u32string written = text::Decode(token.written);
  return !written.empty() && text::ToLower(written.front()) != written.front();
}

// What may follow a Korean name within the same word: particles and forms of address. Source: the particles
// of the Standard Korean Language Dictionary (National Institute of Korean Language), those used after nouns
// for people.
constexpr std::array<std::u32string_view, 36> kAfterKoreanNames = {
    U"",     U"은",     U"는",     U"이",   U"가",     U"을",     U"를",     U"의",   U"에게",
    U"께",   U"께서",   U"와",     U"과",   U"도",     U"만",     U"하고",   U"님",   U"씨",
    U"씨는", U"씨가",   U"씨의",   U"님은", U"님이",   U"님께서", U"님의",   U"이가", U"이는",
    U"대표", U"대표는", U"대표가", U"위원", U"위원은", U"위원이", U"이라고", U"라고", U"에"};

bool MayFollowKoreanName(std::u32string_view rest) {
  return std::find(kAfterKoreanNames.begin(), kAfterKoreanNames.end(), rest) != kAfterKoreanNames.end();
}

// A word of the text: a Korean one also without what may follow a name.
std::vector<std::string> ReadingsInText(const RawToken& token) {
  std::vector<std::string> readings = ReadingsOf(token);
  if (token.script != Script::kHangul) return readings;
  for (const std::u32string_view after : kAfterKoreanNames) {
    if (after.empty() || token.letters.size() < after.size() + kMinUnspaced ||
        !std::u32string_view(token.letters).ends_with(after))
      continue;
    RawToken stem = token;
    stem.letters.resize(token.letters.size() - after.size());
    for (std::string& reading : ReadingsOf(stem)) readings.push_back(std::move(reading));
  }
  return readings;
}

// The text's words without what names an action's owner.
std::string WithoutOwners(std::string_view line) {
  std::string rest;
  bool owner = false;
  char before = ' ';
  for (const char c : line) {
    if (c == '@' && before == ' ') owner = true;
    if (owner && (c == ' ' || c == ':')) owner = false;
    rest += owner ? ' ' : c;
    before = c;
  }
  return rest;
}

}  // namespace

NameWatch::NameWatch(const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < names.size(); ++i) AddName(i, names[i]);
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return a.key != b.key ? a.key < b.key : a.value.whole && !b.value.whole;
  });
}

void NameWatch::AddKeys(const std::vector<std::string>& keys, Key value) {
  for (const std::string& key : keys)
    if (!key.empty()) entries_.push_back({Folded(key), value});
}

void NameWatch::AddUnspaced(std::size_t index, const RawToken& first, const std::u32string& letters,
                            bool one_word) {
  const bool unspaced = IsUnspaced(first.script);
  const std::size_t least = unspaced ? kMinUnspaced : kMinOtherUnspaced;
  if ((unspaced || IsUnspacedOther(letters)) && letters.size() >= least)
    unspaced_.push_back({letters, {index, true}});
  if (!unspaced || !one_word || letters.size() < 2) return;
  constexpr std::size_t kFullKoreanName = 3;
  if (first.script == Script::kHangul && letters.size() == kFullKoreanName)
    unspaced_.push_back({letters.substr(1), {index, false}});
  // In Latin letters it is two or three words, and the family name may stand last: "Min-su Kim".
  longest_ = std::max(longest_, std::min(letters.size(), kMaxWords));
  RawToken family = first;
  RawToken given = first;
  family.letters = letters.substr(0, 1);
  given.letters = letters.substr(1);
  AddKeys(JoinedFrom({ReadingsOf(family), ReadingsOf(given)}, 1), {index, true});
}

void NameWatch::AddName(std::size_t index, std::string_view name) {
  std::vector<RawToken> tokens = text::SplitTokens(name);
  std::erase_if(tokens, [](const RawToken& token) { return token.script == Script::kCommon; });
  if (tokens.empty()) return;
  if (tokens.size() > kMaxWords) tokens.resize(kMaxWords);
  longest_ = std::max(longest_, tokens.size());
  std::vector<std::vector<std::string>> words;
  std::u32string letters;
  for (const RawToken& token : tokens) {
    words.push_back(ReadingsOf(token));
    letters += token.letters;
  }
  for (std::size_t from = 0; from < words.size(); ++from) AddKeys(JoinedFrom(words, from), {index, true});
  AddUnspaced(index, tokens.front(), letters, tokens.size() == 1);
  if (words.size() == 1) return;
  for (const std::vector<std::string>& readings : words)
    for (const std::string& part : readings)
      if (part.size() >= kMinPart) AddKeys({part}, {index, false});
}

std::vector<NameFound> NameWatch::In(std::string_view text) const {
  std::vector<NameFound> found;
  std::size_t number = 0;
  while (!entries_.empty() || !unspaced_.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    InLine(text.substr(0, end), ++number, found);
    if (end == text.size()) break;
    text.remove_prefix(end + 1);
  }
  return found;
}

void NameWatch::AddEqual(const std::string& joined, bool part_counts, std::vector<Key>& found) const {
  const std::string key = Folded(joined);
  const auto first = std::lower_bound(entries_.begin(), entries_.end(), key,
                                      [](const Entry& entry, const std::string& k) { return entry.key < k; });
  for (auto at = first; at != entries_.end() && at->key == key; ++at)
    if (at->value.whole || part_counts) found.push_back(at->value);
}

void NameWatch::AddWithin(const std::vector<RawToken>& tokens, std::size_t from,
                          std::vector<Key>& found) const {
  const RawToken& token = tokens[from];
  const bool hangul = token.script == Script::kHangul;
  // A name of Han and kana ("田中さくら") is two words here.
  std::u32string run = token.letters;
  for (std::size_t i = from + 1; !hangul && i < tokens.size() && i < from + longest_; ++i) {
    if (!IsUnspaced(tokens[i].script) || tokens[i].script == Script::kHangul) break;
    run += tokens[i].letters;
  }
  for (const Unspaced& name : unspaced_) {
    const std::size_t at = run.find(name.letters);
    if (at >= token.letters.size()) continue;
    const auto rest = std::u32string_view(run).substr(at + name.letters.size());
    if (!hangul || (at == 0 && MayFollowKoreanName(rest))) found.push_back(name.value);
  }
}

void NameWatch::InLine(std::string_view line, std::size_t number, std::vector<NameFound>& found) const {
  constexpr std::size_t kMostReadings = 8;
  const std::vector<RawToken> tokens = text::SplitTokens(WithoutOwners(line));
  std::vector<std::vector<std::string>> readings;
  readings.reserve(tokens.size());
  for (const RawToken& token : tokens) readings.push_back(ReadingsInText(token));
  std::vector<NameFound> here;
  for (std::size_t from = 0; from < tokens.size(); ++from) {
    std::vector<std::string> joined = {""};
    std::string written;
    for (std::size_t count = 1; count <= longest_ && from + count <= tokens.size(); ++count) {
      const std::size_t at = from + count - 1;
      if (readings[at].empty()) break;
      std::vector<std::string> longer;
      for (const std::string& key : joined)
        for (const std::string& reading : readings[at])
          if (longer.size() < kMostReadings) longer.push_back(key + reading);
      joined = std::move(longer);
      written += (count == 1 ? "" : " ") + tokens[at].written;
      std::vector<Key> keys;
      for (const std::string& key : joined) AddEqual(key, count == 1 && IsCapital(tokens[from]), keys);
      if (count == 1) AddWithin(tokens, from, keys);
      for (const Key& key : keys) here.push_back({key.name, number, key.whole, written});
    }
  }
  std::stable_sort(here.begin(), here.end(),
                   [](const NameFound& a, const NameFound& b) { return a.whole && !b.whole; });
  std::set<std::size_t> seen;
  for (NameFound& one : here)
    if (seen.insert(one.name).second) found.push_back(std::move(one));
}

}  // namespace panel
