#include "match/syllable_similarity.h"

#include <algorithm>
#include <string>
#include <vector>

#include "match/japanese_readings.h"
#include "match/tables.h"
#include "text/distance.h"
#include "text/han.h"
#include "text/hangul.h"
#include "text/mandarin.h"
#include "text/unicode.h"
#include "text/vietnamese.h"

namespace match {
namespace {

// The script of the original letters, kLatin for none.
text::Script ScriptOfSurface(std::string_view surface) {
  if (surface.empty()) return text::Script::kLatin;
  return text::ScriptOf(text::Decode(surface.substr(0, 4))[0]);
}

// Of a given name's two syllables one may be a slip; what an organisation is called is chosen to be told
// apart, so there the share of the same ones counts squared.
float CapOfShare(float share, Kind kind) {
  return share * (kind == Kind::kPerson ? 0.9F : share);
}

// A syllable of a name in its own script is told from every other syllable: 영 is not "jong", however close
// the letters. Slips that leave a syllable of Pinyin are judged as such (PinyinCap).
float OneSyllableCap(Word native, Word latin, Kind kind) {
  const text::Script script = ScriptOfSurface(native.surface);
  if (!GetTables().syllables.contains(latin.form)) return 1;
  if (text::Decode(native.surface).size() != 1) return kind == Kind::kPerson ? 0 : 1;  // 승기 is not "Seung"
  const bool pinyin = script == text::Script::kHan && text::PinyinSyllables(native.form).size() == 1 &&
                      text::PinyinSyllables(latin.form).size() == 1;
  return pinyin ? 1 : 0;
}

// Two Latin syllables of Chinese or Korean names that no table joins are two names: "Hyun" is not "Hyung"; so
// are two of Vietnamese, "Thanh" and "Thinh".
float TwoSyllablesCap(Word a, Word b) {
  const Tables& t = GetTables();
  if (t.syllables.contains(a.form) && t.syllables.contains(b.form))
    return text::PinyinSyllables(a.form).size() == 1 && text::PinyinSyllables(b.form).size() == 1 ? 1 : 0;
  const bool latin = a.surface.empty() && b.surface.empty();
  return latin && text::IsVietnameseSyllable(a.form) && text::IsVietnameseSyllable(b.form) ? 0 : 1;
}

// Initials and finals of Mandarin that many speakers and typists exchange.
std::string PlainSyllable(std::string_view syllable) {
  std::string out(syllable);
  for (std::string_view initial : {"zh", "ch", "sh"}) {
    if (out.starts_with(initial)) out.erase(1, 1);
  }
  if (out.ends_with("ng")) out.pop_back();
  if (!out.empty() && out[0] == 'l') out[0] = 'n';
  return out;
}

// Two words that are both Chinese by their syllables are compared by syllable: "Shengtai" and "Shengyi" share
// a syllable, not a name. A slip of the pen mostly leaves what is no Mandarin syllable, and then the letters
// decide. The brand of an organisation is chosen to be told apart: of its syllables none may differ but in
// four.
float PinyinCap(std::string_view a, std::string_view b, Kind kind) {
  const text::WordSyllables x = text::PinyinSyllables(a);
  if (x.empty()) return 1;
  const text::WordSyllables y = text::PinyinSyllables(b);
  if (x.size() != y.size()) return 1;
  const float exchanged = kind == Kind::kPerson ? 0.85F : 0.5F;
  float same = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    same += x[i] == y[i] ? 1.0F : PlainSyllable(x[i]) == PlainSyllable(y[i]) ? exchanged : 0.0F;
  const float share = same / static_cast<float>(x.size());
  if (share >= 0.8F) return 1;
  return CapOfShare(share, x.size() > 3 ? Kind::kPerson : kind);
}

// "Shilla" is 신라 as it is spoken, "silla".
std::string WithoutSh(std::string_view latin) {
  std::string out(latin);
  for (std::size_t at = out.find("sh"); at != std::string::npos; at = out.find("sh", at))
    out.erase(at + 1, 1);
  return out;
}

// Hangul and Latin letters that can be cut into as many Korean syllables: what is no spelling of the syllable
// in its place is another one (세진 is not "Seojin").
float HangulCap(Word native, Word latin, Kind kind) {
  const std::u32string letters = text::Decode(native.surface);
  if (letters.size() < 2 || WithoutSh(latin.form) == native.form) return 1;
  const text::WordSyllables cut = text::KoreanSyllables(latin.form);
  if (cut.size() != letters.size()) return 1;
  std::size_t same = 0;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const std::vector<std::string> spellings = text::HangulSpellings(letters[i]);
    same += std::find(spellings.begin(), spellings.end(), cut[i]) != spellings.end();
  }
  if (same == letters.size()) return 1;
  return CapOfShare(static_cast<float>(same) / static_cast<float>(letters.size()), kind);
}

// Han and Latin letters that are as many syllables of Pinyin: the Mandarin reading decides, whichever one the
// word was found by (国荣 is not "Guoqing", though its Cantonese reading is close).
float HanCap(Word native, Word latin, Kind kind) {
  const std::u32string letters = text::Decode(native.surface);
  if (letters.size() < 2) return 1;
  std::string mandarin;
  for (char32_t c : letters) mandarin += text::HanReading(c, false);
  if (mandarin == native.form) return 1;
  // An organisation that is found by another reading spells it so, but for one slip.
  if (kind == Kind::kOrganization && text::EditDistance(native.form, latin.form, 1) > 1) return 0;
  if (text::PinyinSyllables(latin.form).size() != letters.size()) return 1;
  return PinyinCap(mandarin, latin.form, kind);
}

}  // namespace

// Names in Han or Hangul on both sides are compared by syllable: one of two syllables changed is another
// name, however close the letters of the Latin reading are.
float SyllableCap(Word a, Word b, Kind kind) {
  if (a.surface.empty() || b.surface.empty()) return 1;
  const std::u32string x = text::Decode(a.surface);
  const std::u32string y = text::Decode(b.surface);
  const text::Script script = text::ScriptOf(x[0]);
  if ((script != text::Script::kHan && script != text::Script::kHangul) || text::ScriptOf(y[0]) != script)
    return 1;
  const std::size_t longer = std::max(x.size(), y.size());
  std::size_t same = 0;
  for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i) same += x[i] == y[i];
  std::size_t from_end = 0;
  for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i)
    from_end += x[x.size() - 1 - i] == y[y.size() - 1 - i];
  const float share = static_cast<float>(std::max(same, from_end)) / static_cast<float>(longer);
  return kind == Kind::kPerson ? share * share + 0.15F : share * share * share;
}

float SyllablesCap(Word a, Word b, Kind kind) {
  float cap = std::min(TwoSyllablesCap(a, b), PinyinCap(a.form, b.form, kind));
  if (a.surface.empty() == b.surface.empty()) return cap;
  const Word native = a.surface.empty() ? b : a;
  const Word latin = a.surface.empty() ? a : b;
  const text::Script script = ScriptOfSurface(native.surface);
  if (script != text::Script::kHan && script != text::Script::kHangul) return cap;
  cap = std::min(cap, OneSyllableCap(native, latin, kind));
  if (script == text::Script::kHangul) return std::min(cap, HangulCap(native, latin, kind));
  if (kind == Kind::kPerson && OtherJapaneseName(native.form, latin.form)) return 0;
  return std::min(cap, HanCap(native, latin, kind));
}

}  // namespace match
