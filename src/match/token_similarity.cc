#include "match/token_similarity.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "match/classify.h"
#include "match/known_names.h"
#include "match/name_similarity.h"
#include "match/script_similarity.h"
#include "match/syllable_similarity.h"
#include "match/tables.h"
#include "match/word_keys.h"
#include "text/distance.h"
#include "text/han.h"
#include "text/keys.h"
#include "text/mandarin.h"
#include "text/unicode.h"
#include "text/vietnamese.h"

namespace match {
namespace {

constexpr float kSameReading = 0.88F;
constexpr float kSameWord = 0.97F;
constexpr float kTranslatedBrand = 0.93F;
constexpr float kRelatedTrade = 0.80F;
constexpr float kOrganizationLikeness = 0.6F;
constexpr float kOneScriptLoss = 1.6F;
constexpr float kLeastSimilarity = 0.45F;
constexpr float kMostBySound = 0.92F;
constexpr float kUnlike = 0.01F;
constexpr double kApart = 0.8;  // less is a spelling that the tables do not know
constexpr float kKnownApart =
    0.50F;  // another name that is spelt or sounds alike, one of them in another script

// The script of the original letters, kLatin for none.
text::Script SurfaceScript(std::string_view surface) {
  if (surface.empty()) return text::Script::kLatin;
  return text::ScriptOf(text::Decode(surface.substr(0, 4))[0]);
}

bool HidesVowels(std::string_view surface) {
  if (surface.empty()) return false;
  const char32_t c = text::Decode(surface.substr(0, 4))[0];
  return text::ScriptOf(c) == text::Script::kArabic || (c >= 0x590 && c <= 0x5FF);
}

// Two words of one language for one thing (فلاح and نجاح are both success) are two brands: a translation is
// in another script, or the English word itself.
bool AreTranslations(Word a, Word b, std::string_view english) {
  const bool a_is_english = a.surface.empty() && a.form == english;
  const bool b_is_english = b.surface.empty() && b.form == english;
  return a_is_english || b_is_english || SurfaceScript(a.surface) != SurfaceScript(b.surface);
}

TokenMatch ByMeaning(Word a, Word b) {
  const Meaning mine = MeaningOf(a.form, a.surface);
  if (mine.canonical.empty()) return {};
  const Meaning other = MeaningOf(b.form, b.surface);
  if (mine.canonical == other.canonical) {
    if (!mine.brand && !other.brand) return {kSameWord, Relation::kSameWord};
    return AreTranslations(a, b, mine.canonical) ? TokenMatch{kTranslatedBrand, Relation::kTranslated}
                                                 : TokenMatch{};
  }
  if (RelatedOf(mine.canonical) != RelatedOf(other.canonical)) return {};
  return {kRelatedTrade, Relation::kRelated};
}

int SharedTrigrams(std::string_view a, std::string_view b) {
  thread_local std::vector<unsigned> grams_a;
  thread_local std::vector<unsigned> grams_b;
  text::Trigrams(a, grams_a);
  text::Trigrams(b, grams_b);
  int shared = 0;
  auto i = grams_a.begin();
  auto j = grams_b.begin();
  while (i != grams_a.end() && j != grams_b.end()) {
    if (*i == *j) {
      ++shared;
      ++i;
      ++j;
    } else if (*i < *j) {
      ++i;
    } else {
      ++j;
    }
  }
  return shared;
}

// What lengths and letters alone say: where false, the edit distance is over the limit, whatever it is.
bool WithinEditLimit(std::size_t a, std::uint32_t a_letters, std::size_t b, std::uint32_t b_letters) {
  const std::size_t longer = std::max(a, b);
  const auto limit = static_cast<std::size_t>(EditLimit(longer));
  if (longer - std::min(a, b) > limit) return false;
  return static_cast<std::size_t>(CountBits(a_letters ^ b_letters)) <= 2 * limit;
}

// The sounds of text::PhoneticKey (a bit a letter) that a word surely has, and those that it may have by what
// stands beside a letter: a c is a k or an s, a t may be part of "ts", an h belongs to what it follows.
struct Sounds {
  std::uint32_t sure = 0;
  std::uint32_t possible = 0;
};

constexpr std::uint32_t SoundBits(std::string_view letters) {
  std::uint32_t bits = 0;
  for (char c : letters) bits |= 1U << (c - 'a');
  return bits;
}

constexpr std::array<Sounds, 26> kSounds = [] {
  std::array<Sounds, 26> table{};
  const auto set = [&](char c, std::string_view sure, std::string_view possible) {
    table[static_cast<std::size_t>(c - 'a')] = {SoundBits(sure), SoundBits(sure) | SoundBits(possible)};
  };
  for (char c : {'f', 'k', 'l', 'n', 'r', 's'}) set(c, std::string_view(&c, 1), "");
  set('v', "f", "");
  set('g', "k", "");
  set('q', "k", "");
  set('m', "n", "");
  set('j', "s", "");
  set('z', "s", "");
  set('b', "p", "");
  set('x', "s", "k");
  set('p', "", "pf");
  set('d', "", "ts");
  set('t', "", "ts");
  set('c', "", "ks");
  set('w', "", "f");
  set('y', "", "s");
  for (char c : {'a', 'e', 'i', 'u'}) set(c, "", "a");
  set('o', "", "af");
  return table;
}();

Sounds SoundsOf(std::string_view form) {
  Sounds all;
  for (char c : form) {
    if (c < 'a' || c > 'z') return {0, ~std::uint32_t{0}};
    all.sure |= kSounds[static_cast<std::size_t>(c - 'a')].sure;
    all.possible |= kSounds[static_cast<std::size_t>(c - 'a')].possible;
  }
  return all;
}

// Quick and never wrong where it says no: words with the same consonants or sounds pass.
bool MaySoundAlike(const WordMarks& a, const WordMarks& b) {
  return (a.sure_sounds & ~b.possible_sounds) == 0 && (b.sure_sounds & ~a.possible_sounds) == 0;
}

bool ShareGroup(const WordMarks& a, const WordMarks& b) {
  return a.groups != nullptr && b.groups != nullptr &&
         std::any_of(a.groups->begin(), a.groups->end(), [&](std::uint32_t group) {
           return std::find(b.groups->begin(), b.groups->end(), group) != b.groups->end();
         });
}

// WeightedDistance of two words, found out when it is first asked for.
class Cost {
 public:
  Cost(std::string_view a, std::string_view b) : a_(a), b_(b) {}
  double Get() {
    if (cost_ < 0) cost_ = text::WeightedDistance(a_, b_);
    return cost_;
  }

 private:
  std::string_view a_;
  std::string_view b_;
  double cost_ = -1;
};

float BySpelling(std::string_view a, std::string_view b, bool within_limit, Cost& distance) {
  const std::size_t longer = std::max(a.size(), b.size());
  const int limit = EditLimit(longer);
  if (limit == 0) return 0;
  if (!within_limit && (!WithinEditLimit(a.size(), LettersOf(a), b.size(), LettersOf(b)) ||
                        text::EditDistance(a, b, limit) > limit))
    return 0;
  const double cost = distance.Get();
  const double steep = std::max(0.0, cost - 1.0);  // the second slip says more than the first
  return static_cast<float>(std::max(0.0, 1.0 - (1.6 * cost + 1.0 * steep) / static_cast<double>(longer)));
}

// Whether words in Han sound alike in Mandarin too: of other readings, which more characters share, only the
// Latin side is compared.
bool SameMandarin(std::string_view a, std::string_view b) {
  const auto read = [](std::string_view surface) {
    std::string out;
    for (char32_t c : text::Decode(surface)) out += text::HanReading(c, false);
    return out;
  };
  return read(a) == read(b);
}

TokenMatch SameForm(Word a, Word b, Kind kind) {
  if (a.surface == b.surface) return {1.0F, Relation::kSame};
  const text::Script script_a = SurfaceScript(a.surface);
  const text::Script script_b = SurfaceScript(b.surface);
  if (script_a == script_b && script_a == text::Script::kHan)
    return SameMandarin(a.surface, b.surface) ? TokenMatch{kSameReading, Relation::kSameReading}
                                              : TokenMatch{};
  // Of one Latin spelling, but other letters: زهره and زهرا.
  if (HidesVowels(a.surface) && HidesVowels(b.surface)) {
    const float capped = std::min(kSameWord, LetterCap(a, b));
    return capped >= kLeastSimilarity ? TokenMatch{capped, Relation::kSameReading} : TokenMatch{};
  }
  // Hangul is written by sound: other syllables of one customary spelling (정 and 종 are both "jong") are
  // another name.
  if (script_a == script_b && script_a == text::Script::kHangul) {
    const float capped = std::min(kSameReading, SyllableCap(a, b, kind));
    return capped >= kLeastSimilarity ? TokenMatch{capped, Relation::kSameReading} : TokenMatch{};
  }
  return {kSameWord, Relation::kSameWord};
}

// Two consonants are a likeness only where the vowels between them are not written at all.
float OfConsonants(std::size_t length, bool hidden) {
  if (length >= 5) return 0.90F;
  if (length == 4) return 0.82F;
  return length == 3 ? 0.74F : hidden ? 0.62F : 0.0F;
}

float BySound(Word a, Word b, SharedKeys keys, Cost& cost) {
  // Unwritten vowels cost nothing; written ones that differ cost a little.
  const bool hidden = HidesVowels(a.surface) || HidesVowels(b.surface);
  const float vowels = hidden ? 0.0F : 0.05F * static_cast<float>(cost.Get());
  const float unwritten = hidden ? 0.10F : 0.0F;
  float best = 0;
  if (keys.consonants) {
    const std::size_t length = std::min(ConsonantKeyOf(a.form).size(), ConsonantKeyOf(b.form).size());
    best = std::min(OfConsonants(length, hidden) + unwritten, kMostBySound) - vowels;
  }
  if (keys.sounds) {
    best = std::max(best, 0.62F + unwritten - vowels);
  }
  return best;
}

// Alike by spelling or sound, and not kept apart by what the original letters or syllables say; may be below
// 0.
TokenMatch ByLikeness(Word a, Word b, Kind kind, SharedKeys keys) {
  TokenMatch best;
  Cost cost(a.form, b.form);
  if (keys.trigrams) {
    const float spelling = BySpelling(a.form, b.form, keys.within_limit, cost);
    if (spelling >= kLeastSimilarity) best = {spelling, Relation::kSpelledAlike};
  }
  if (keys.consonants || keys.sounds) {
    const float sound = BySound(a, b, keys, cost);
    if (sound > best.similarity) best = {sound, Relation::kSoundsAlike};
  }
  // Spelling and sound say nothing of it; whether it is customary does (AcrossScripts).
  if ((keys.customs || keys.consonants) && best.similarity <= 0) best = {kUnlike, Relation::kSoundsAlike};
  // What follows makes no likeness of none.
  if (best.similarity <= 0) return best;
  best.similarity =
      std::min({best.similarity, SyllableCap(a, b, kind), SyllablesCap(a, b, kind), LetterCap(a, b)});
  // ى and ي are one letter to many writers, and two readings.
  if (IsNative(a.surface) && a.surface == b.surface && best.similarity > 0)
    best = {kSameWord, Relation::kSameReading};
  if (InOneScript(a, b)) best.similarity = 1.0F - kOneScriptLoss * (1.0F - best.similarity);
  best = AcrossScripts(a, b, best);
  if (kind == Kind::kPerson && best.similarity > kKnownApart && (!a.surface.empty() || !b.surface.empty()) &&
      KnownApart(a.form, b.form) && cost.Get() >= kApart)
    best.similarity = kKnownApart;
  // What an organisation is called is chosen to be told apart: a likeness counts less there than in names
  // that are handed down. Where vowels are not written there is nothing better than likeness.
  if (kind == Kind::kOrganization && HidesVowels(a.surface) == HidesVowels(b.surface)) {
    best.similarity *= kOrganizationLikeness + (1.0F - kOrganizationLikeness) * best.similarity;
  }
  return best;
}

}  // namespace

TokenMatch TokenSimilarity(Word a, Word b, Kind kind, SharedKeys keys) {
  if (a.form == b.form) return SameForm(a, b, kind);
  if (AllDigits(a.form) || AllDigits(b.form)) return {};
  TokenMatch best = ByLikeness(a, b, kind, keys);
  if (keys.consonants || keys.sounds) {
    const TokenMatch spelt = BySyllables(a, b);
    if (spelt.similarity > best.similarity) best = spelt;
  }
  // Arabic and Hebrew names of firms are read by table (نور is "noor"), so the table's other spellings are
  // theirs.
  if (kind == Kind::kOrganization && keys.consonants && HidesVowels(a.surface) != HidesVowels(b.surface)) {
    const TokenMatch variant = ByKnownNames(a, b);
    if (variant.relation == Relation::kVariant && variant.similarity > best.similarity) best = variant;
  }
  if (keys.known) {
    const TokenMatch known = kind == Kind::kPerson ? ByKnownNames(a, b) : ByMeaning(a, b);
    if (known.similarity > best.similarity) best = known;
  }
  return best.similarity >= kLeastSimilarity ? best : TokenMatch{};
}

WordMarks MarksOf(Word word, Kind kind, std::string_view canonical) {
  WordMarks marks;
  marks.letters = LettersOf(word.form);
  const Sounds sounds = SoundsOf(word.form);
  marks.sure_sounds = sounds.sure;
  marks.possible_sounds = sounds.possible;
  marks.digits = AllDigits(word.form);
  marks.other_keys = HasOtherKeys(word);
  if (kind == Kind::kPerson) {
    const auto groups = GetTables().name_groups.find(word.form);
    if (groups != GetTables().name_groups.end()) marks.groups = &groups->second;
  } else {
    marks.related = RelatedOf(canonical);
  }
  return marks;
}

TokenMatch TokenSimilarity(Word a, const WordMarks& a_marks, Word b, const WordMarks& b_marks, Kind kind) {
  if (a.form == b.form) return SameForm(a, b, kind);
  if (a_marks.digits || b_marks.digits) return {};
  SharedKeys keys;
  keys.known = kind == Kind::kPerson ? ShareGroup(a_marks, b_marks)
                                     : !a_marks.related.empty() && a_marks.related == b_marks.related;
  if (WithinEditLimit(a.form.size(), a_marks.letters, b.form.size(), b_marks.letters)) {
    const std::size_t longer = std::max(a.form.size(), b.form.size());
    const int limit = EditLimit(longer);
    keys.within_limit = text::EditDistance(a.form, b.form, limit) <= limit;
    keys.trigrams = keys.within_limit && SharedTrigrams(a.form, b.form) >= TrigramsNeeded(longer);
  }
  const bool others = a_marks.other_keys || b_marks.other_keys;
  if (others || MaySoundAlike(a_marks, b_marks)) {
    const std::string consonants = ConsonantKeyOf(a.form);
    keys.consonants = !consonants.empty() && consonants == ConsonantKeyOf(b.form);
    keys.customs = others && !keys.consonants && ConsonantKeys(a).Meets(ConsonantKeys(b));
    const std::string sounds = SoundKeyOf(a.form);
    keys.sounds = !sounds.empty() && sounds == SoundKeyOf(b.form);
  }
  if (!keys.trigrams && !keys.consonants && !keys.customs && !keys.sounds && !keys.known) return {};
  return TokenSimilarity(a, b, kind, keys);
}

TokenMatch TokenSimilarity(Word a, Word b, Kind kind) {
  const auto marks = [&](Word word) {
    const bool person = kind == Kind::kPerson;
    return MarksOf(word, kind, person ? std::string_view() : CanonicalOf(word.form, word.surface));
  };
  return TokenSimilarity(a, marks(a), b, marks(b), kind);
}

}  // namespace match
