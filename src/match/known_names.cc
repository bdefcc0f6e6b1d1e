#include "match/known_names.h"

#include <algorithm>
#include <optional>

#include "match/tables.h"
#include "text/han.h"
#include "text/hangul.h"
#include "text/mandarin.h"
#include "text/unicode.h"

namespace match {
namespace {

constexpr float kVariant = 0.90F;
constexpr float kNickname = 0.78F;
constexpr float kRomanization = 0.80F;
constexpr float kEquivalent = 0.45F;
// A syllable has fewer meanings than its spellings suggest, but more than one.
constexpr float kKoreanSyllable = 0.86F;
constexpr float kCantoneseSyllable = 0.80F;
// The original script of one side tells which name it is.
constexpr float kOriginalTells = 0.93F;

enum class Fit : std::uint8_t { kContradicted, kUnknown, kConfirmed };

// The original letters of a word, where they are Han or Hangul.
struct Native {
  std::u32string letters;
  text::Script script = text::Script::kLatin;
};

Native NativeOf(std::string_view surface) {
  Native native;
  if (surface.empty()) return native;
  native.letters = text::Decode(surface);
  native.script = text::ScriptOf(native.letters[0]);
  return native;
}

bool EastAsian(text::Script script) {
  return script == text::Script::kHan || script == text::Script::kHangul;
}

// In Hangul as it is said at the start of a word; empty where a character has no Korean reading.
std::u32string Korean(const Native& native) {
  std::u32string out;
  for (char32_t c : native.letters) {
    const char32_t hangul = native.script == text::Script::kHan ? text::HangulOfHan(c) : c;
    if (hangul == 0) return {};
    out.push_back(text::AtWordStart(hangul));
  }
  return out;
}

std::string Chinese(const Native& native, bool cantonese) {
  std::string out;
  for (char32_t c : native.letters) out += text::HanReading(c, cantonese);
  return out;
}

Fit FitOf(GroupKind kind, const std::string& key, const Native& native) {
  if (!EastAsian(native.script)) return Fit::kUnknown;
  bool fits = false;
  switch (kind) {
    case GroupKind::kVariant:
    case GroupKind::kNickname:
    case GroupKind::kEquivalent:
      break;
    case GroupKind::kRomanization:
    case GroupKind::kCantoneseSyllable:
      fits = native.script == text::Script::kHan &&
             Chinese(native, kind == GroupKind::kCantoneseSyllable) == key;
      break;
    case GroupKind::kKoreanSurname:
    case GroupKind::kKoreanSyllable: {
      std::u32string wanted = text::Decode(key);
      for (char32_t& c : wanted) c = text::AtWordStart(c);
      fits = Korean(native) == wanted;
      break;
    }
  }
  return fits ? Fit::kConfirmed : Fit::kContradicted;
}

TokenMatch ByGroup(GroupKind kind, Fit a, Fit b, bool both_pinyin) {
  if (a == Fit::kContradicted || b == Fit::kContradicted) return {};
  if (a == Fit::kConfirmed || b == Fit::kConfirmed) return {kOriginalTells, Relation::kVariant};
  switch (kind) {
    case GroupKind::kVariant:
      return {kVariant, Relation::kVariant};
    case GroupKind::kNickname:
      return {kNickname, Relation::kNickname};
    case GroupKind::kEquivalent:
      return {kEquivalent, Relation::kEquivalent};
    case GroupKind::kRomanization:
    case GroupKind::kKoreanSurname:
      return {kRomanization, Relation::kVariant};
    // Two syllables that are both Pinyin are two names of Chinese: "dong" and "tong".
    case GroupKind::kKoreanSyllable:
      return both_pinyin ? TokenMatch{} : TokenMatch{kKoreanSyllable, Relation::kVariant};
    case GroupKind::kCantoneseSyllable:
      return both_pinyin ? TokenMatch{} : TokenMatch{kCantoneseSyllable, Relation::kVariant};
  }
  return {};
}

// Whether `latin` is a spelling of each of the syllables, one after the other.
bool Spells(std::u32string_view syllables, std::string_view latin) {
  if (syllables.empty()) return latin.empty();
  for (const std::string& spelling : text::HangulSpellings(syllables[0])) {
    if (latin.starts_with(spelling) && Spells(syllables.substr(1), latin.substr(spelling.size())))
      return true;
  }
  return false;
}

// Longer runs are sentences; the bound keeps the search of Spells small.
constexpr std::size_t kMaxSyllables = 8;

bool HangulSpelt(Word native, Word latin) {
  if (native.surface.empty() || !latin.surface.empty()) return false;
  const Native hangul = NativeOf(native.surface);
  return hangul.script == text::Script::kHangul && hangul.letters.size() <= kMaxSyllables &&
         Spells(hangul.letters, latin.form);
}

}  // namespace

TokenMatch BySyllables(Word a, Word b) {
  if (a.surface.empty() == b.surface.empty() || (!HangulSpelt(a, b) && !HangulSpelt(b, a))) return {};
  return {kOriginalTells, Relation::kVariant};
}

TokenMatch ByKnownNames(Word a, Word b) {
  const Tables& t = GetTables();
  const auto groups_a = t.name_groups.find(a.form);
  if (groups_a == t.name_groups.end()) return {};
  const auto groups_b = t.name_groups.find(b.form);
  if (groups_b == t.name_groups.end()) return {};
  TokenMatch best;
  std::optional<Native> native_a;
  std::optional<Native> native_b;
  for (std::uint32_t group : groups_a->second) {
    if (std::find(groups_b->second.begin(), groups_b->second.end(), group) == groups_b->second.end())
      continue;
    if (!native_a) {
      native_a = NativeOf(a.surface);
      native_b = NativeOf(b.surface);
      if (native_a->script == text::Script::kHan && native_b->script == text::Script::kHan) return {};
    }
    const GroupKind kind = t.group_kinds[group];
    const bool syllable = kind == GroupKind::kKoreanSyllable || kind == GroupKind::kCantoneseSyllable;
    const bool both_pinyin =
        syllable && text::PinyinSyllables(a.form).size() == 1 && text::PinyinSyllables(b.form).size() == 1;
    const TokenMatch found = ByGroup(kind, FitOf(kind, t.group_keys[group], *native_a),
                                     FitOf(kind, t.group_keys[group], *native_b), both_pinyin);
    if (found.similarity > best.similarity) best = found;
  }
  return best;
}

bool KnownApart(std::string_view a, std::string_view b) {
  const Tables& t = GetTables();
  const auto groups_a = t.name_groups.find(a);
  const auto groups_b = t.name_groups.find(b);
  if (a == b || groups_a == t.name_groups.end() || groups_b == t.name_groups.end()) return false;
  const auto names = [&](const std::vector<std::uint32_t>& groups) {
    return std::any_of(groups.begin(), groups.end(),
                       [&](std::uint32_t group) { return t.group_kinds[group] == GroupKind::kVariant; });
  };
  if (!names(groups_a->second) || !names(groups_b->second)) return false;
  return std::none_of(groups_a->second.begin(), groups_a->second.end(), [&](std::uint32_t group) {
    return std::find(groups_b->second.begin(), groups_b->second.end(), group) != groups_b->second.end();
  });
}

}  // namespace match
