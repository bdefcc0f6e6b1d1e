#include "match/script_similarity.h"

#include <algorithm>
#include <vector>

#include "match/tables.h"
#include "text/arabic.h"
#include "text/habits.h"
#include "text/unicode.h"

namespace match {
namespace {

constexpr float kCustomary = 0.96F;  // one of the customary spellings
constexpr float kUnexplainedThai = 1.6F;
constexpr float kUnexplainedKhmer = 2.0F;
constexpr double kExplained = 0.3;  // up to here nothing but vowels differs

// Where vowels are not written, few consonants say little: "ali" and "ulya".
float ByConsonants(int consonants) {
  if (consonants >= 4) return 0.95F;
  if (consonants == 3) return 0.92F;
  return consonants == 2 ? 0.84F : 0.70F;
}

// As for words of one script (docs/scoring.md): the second slip costs more than the first.
float Loss(double cost, std::size_t length) {
  return static_cast<float>((1.6 * cost + std::max(0.0, cost - 1.0)) / static_cast<double>(length));
}

bool IsArabicOrHebrew(char32_t c) {
  return text::ScriptOf(c) == text::Script::kArabic || (c >= 0x590 && c <= 0x5FF);
}

bool IsThai(char32_t c) {
  return c >= 0xE00 && c <= 0xE7F;
}
bool IsKhmer(char32_t c) {
  return c >= 0x1780 && c <= 0x17FF;
}

// Long vowels are often left out or written with another letter.
double LetterCost(char32_t c) {
  return std::u32string_view(U"اويعوי").find(c) != std::u32string_view::npos ? 0.6 : 1.0;
}

double LetterDistance(std::u32string_view a, std::u32string_view b) {
  std::vector<double> row(b.size() + 1);
  for (std::size_t j = 0; j < b.size(); ++j) row[j + 1] = row[j] + LetterCost(b[j]);
  for (char32_t c : a) {
    double diagonal = row[0];
    row[0] += LetterCost(c);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const double replaced = diagonal + (c == b[j] ? 0.0 : std::max(LetterCost(c), LetterCost(b[j])));
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j + 1] + LetterCost(c), row[j] + LetterCost(b[j])});
    }
  }
  return row.back();
}

// Whether Cyrillic letters are others than those of Russian: then Russian spells the word by habit, too.
bool OwnLetters(std::string_view surface) {
  const std::u32string letters = text::Decode(surface);
  return std::any_of(letters.begin(), letters.end(),
                     [](char32_t c) { return c >= 0x450 && c <= 0x52F && c != U'ё'; });
}

}  // namespace

bool HabitTells(Word a, Word b) {
  const std::string_view surface = a.surface.empty() ? b.surface : a.surface;
  if (surface.empty()) return false;
  const char32_t letter = text::Decode(surface.substr(0, 4))[0];
  return IsThai(letter) || IsKhmer(letter);
}

TokenMatch AcrossScripts(Word a, Word b, TokenMatch found) {
  if (found.similarity <= 0 || a.surface.empty() == b.surface.empty()) return found;
  const Word native = a.surface.empty() ? b : a;
  const std::string_view latin = a.surface.empty() ? a.form : b.form;
  const std::u32string letter = text::Decode(native.surface.substr(0, 4));
  const text::HabitDistance d = text::DistanceByHabit(letter[0], native.form, latin);
  if (!d.known) return found;
  TokenMatch habit;
  habit.relation = d.cost < kExplained ? Relation::kSameWord : found.relation;
  if (d.hidden) {
    habit.similarity = ByConsonants(d.consonants) - Loss(d.cost, static_cast<std::size_t>(d.consonants) + 2);
    return habit;
  }
  // In Thai and Khmer every vowel is written, and the habits are many: what they do not explain, in Khmer a
  // consonant, is another name.
  if (IsThai(letter[0]) || (IsKhmer(letter[0]) && d.cost >= 1)) {
    const float steeper = IsThai(letter[0]) ? kUnexplainedThai : kUnexplainedKhmer;
    habit.similarity = kCustomary - steeper * Loss(d.cost, std::max(native.form.size(), latin.size()));
    return habit;
  }
  habit.similarity = kCustomary - Loss(d.cost, std::max(native.form.size(), latin.size()));
  const bool habit_tells = found.similarity <= kTwoConsonants && HabitTells(a, b);
  return habit_tells || habit.similarity > found.similarity ? habit : found;
}

float LetterCap(Word a, Word b) {
  if (a.surface.empty() || b.surface.empty()) return 1;
  const std::u32string x = text::PlainArabic(text::Decode(a.surface));
  const std::u32string y = text::PlainArabic(text::Decode(b.surface));
  if (x.empty() || y.empty()) return 1;
  const bool by_letters = (IsArabicOrHebrew(x[0]) && IsArabicOrHebrew(y[0])) ||
                          (IsSouthEastAsian(x[0]) && IsSouthEastAsian(y[0]));
  if (!by_letters) return 1;
  return std::max(0.0F, 1.0F - Loss(LetterDistance(x, y), std::max(x.size(), y.size())));
}

bool InOneScript(Word a, Word b) {
  if (a.surface.empty() || b.surface.empty() || WrittenInEastAsia(a.surface) || WrittenInEastAsia(b.surface))
    return false;
  if (OwnLetters(a.surface) != OwnLetters(b.surface)) return false;
  return text::ScriptOf(text::Decode(a.surface.substr(0, 4))[0]) ==
         text::ScriptOf(text::Decode(b.surface.substr(0, 4))[0]);
}

}  // namespace match
