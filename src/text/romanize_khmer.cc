#include "text/romanize_scripts.h"

// After UNGEGN 1972 without marks, simplified to what Cambodians write in passports (សុខ Sok, សុភា Sophea, ហ៊ុន
// Hun): the value of a vowel sign follows the series of its consonant, which ៉ and ៊ change; the inherent vowel
// is a or o. ICU 72 leaves Khmer as it is.

namespace text {
namespace {

struct Vowel {
  std::string_view first, second;
};

bool IsKhmerConsonant(char32_t c) {
  return c >= U'ក' && c <= U'អ';
}

std::string_view KhmerConsonant(char32_t c) {
  static const LetterTable* const letters = new LetterTable{
      {U'ក', "k"},  {U'ខ', "kh"}, {U'គ', "k"},  {U'ឃ', "kh"}, {U'ង', "ng"}, {U'ច', "ch"}, {U'ឆ', "ch"},
      {U'ជ', "ch"}, {U'ឈ', "ch"}, {U'ញ', "nh"}, {U'ដ', "d"},  {U'ឋ', "th"}, {U'ឌ', "d"},  {U'ឍ', "th"},
      {U'ណ', "n"},  {U'ត', "t"},  {U'ថ', "th"}, {U'ទ', "t"},  {U'ធ', "th"}, {U'ន', "n"},  {U'ប', "b"},
      {U'ផ', "ph"}, {U'ព', "p"},  {U'ភ', "ph"}, {U'ម', "m"},  {U'យ', "y"},  {U'រ', "r"},  {U'ល', "l"},
      {U'វ', "v"},  {U'ឝ', "s"},  {U'ឞ', "s"},  {U'ស', "s"},  {U'ហ', "h"},  {U'ឡ', "l"},  {U'អ', ""},
  };
  return Letter(*letters, c);
}

bool SecondSeries(char32_t c) {
  return std::u32string_view(U"គឃងជឈញឌឍទធនពភមយរលវ").find(c) != std::u32string_view::npos;
}

// Stops at the end of a syllable are not aspirated.
std::string_view KhmerFinal(char32_t c) {
  const std::string_view latin = KhmerConsonant(c);
  if (latin == "kh") return "k";
  if (latin == "th" || latin == "d") return "t";
  if (latin == "ph" || latin == "b") return "p";
  return latin;
}

// Vowels that are letters of their own.
std::string_view KhmerVowelLetter(char32_t c) {
  static const LetterTable* const letters = new LetterTable{
      {U'ឣ', "a"},  {U'ឤ', "a"},   {U'ឥ', "e"},   {U'ឦ', "ei"},  {U'ឧ', "u"},   {U'ឩ', "ou"},
      {U'ឪ', "ov"}, {U'ឫ', "rue"}, {U'ឬ', "rue"}, {U'ឭ', "lue"}, {U'ឮ', "lue"}, {U'ឯ', "ae"},
      {U'ឰ', "ai"}, {U'ឱ', "ao"},  {U'ឲ', "ao"},  {U'ឳ', "au"},
  };
  return Letter(*letters, c);
}

Vowel KhmerSign(char32_t c) {
  switch (c) {
    case U'ា':
      return {"a", "ea"};
    case U'ិ':
      return {"e", "i"};
    case U'ី':
      return {"ei", "i"};
    case U'ឹ':
      return {"oe", "ue"};
    case U'ឺ':
      return {"eu", "eu"};
    case U'ុ':
      return {"o", "u"};
    case U'ូ':
      return {"o", "ou"};
    case U'ួ':
      return {"uo", "uo"};
    case U'ើ':
      return {"aeu", "eu"};
    case U'ឿ':
      return {"oea", "oea"};
    case U'ៀ':
      return {"ie", "ie"};
    case U'េ':
      return {"e", "e"};
    case U'ែ':
      return {"ae", "e"};
    case U'ៃ':
      return {"ai", "ey"};
    case U'ោ':
      return {"ao", "o"};
    case U'ៅ':
      return {"au", "ov"};
    case U'ំ':
      return {"am", "um"};
    case U'ះ':
      return {"ah", "eah"};
    default:
      return {};
  }
}

struct KhmerReader {
  std::u32string_view s;
  std::size_t i = 0;
  std::string out;
  bool open = false;  // the last syllable ends in a vowel

  char32_t At(std::size_t k) const { return k < s.size() ? s[k] : U'\0'; }

  // Whether the consonant at k has a sign of its own and so begins a syllable.
  bool Voiced(std::size_t k) const {
    const char32_t next = At(k + 1);
    return (next >= U'ា' && next <= U'៊') || next == U'្';
  }

  void Cluster() {
    bool second = SecondSeries(At(i));
    const char32_t base = At(i++);
    std::string consonants(KhmerConsonant(base));
    if (At(i) == U'៉' || At(i) == U'៊') {
      second = At(i) == U'៊';
      if (base == U'ប' && At(i) == U'៉') consonants = "p";
      ++i;
    } else if (base == U'ប' && At(i) == U'្') {
      consonants = "p";
    }
    while (At(i) == U'្' && IsKhmerConsonant(At(i + 1))) {
      consonants += KhmerConsonant(At(i + 1));
      i += 2;
    }
    if (At(i) == U'៉' || At(i) == U'៊') second = At(i++) == U'៊';
    out += consonants;
    Vowels(second);
  }

  void Vowels(bool second) {
    const char32_t sign = At(i);
    if (sign == U'ុ' && At(i + 1) == U'ំ') {
      i += 2;
      out += second ? "um" : "om";
      open = false;
      return;
    }
    if (sign == U'ា' && At(i + 1) == U'ំ') {
      i += 2;
      out += second ? "oam" : "am";
      open = false;
      return;
    }
    const Vowel v = KhmerSign(sign);
    if (!v.first.empty()) {
      ++i;
      out += second ? v.second : v.first;
      open = sign != U'ំ' && sign != U'ះ';
      return;
    }
    // The inherent vowel; at the end of a word after a vowel the consonant closes the syllable (see Read).
    out += second ? "o" : "a";
    open = true;
  }

  // A stack after a vowel, as in words of Sanskrit and Pali: at the end it is one final consonant (ពិសិដ្ឋ
  // Pisith), and of one that is written double only the second begins the syllable (បុប្ផា Bopha).
  bool Stack(char32_t c) {
    if (!open || At(i + 1) != U'្' || !IsKhmerConsonant(At(i + 2))) return false;
    if (i + 3 == s.size()) {
      out += KhmerFinal(c);
      if (out.back() == 't' && KhmerConsonant(At(i + 2)) == "th") out += 'h';
      open = false;
      i += 3;
      return true;
    }
    const auto sound = [](char32_t letter) { return letter == U'ប' ? 'p' : KhmerConsonant(letter)[0]; };
    if (sound(c) == sound(At(i + 2))) i += 2;
    return false;
  }

  std::string Read() {
    while (i < s.size()) {
      if (IsKhmerConsonant(At(i)) && Stack(At(i))) continue;
      const char32_t c = At(i);
      if (IsKhmerConsonant(c)) {
        const bool next_begins = IsKhmerConsonant(At(i + 1)) && !Voiced(i + 1);
        if (open && !Voiced(i) && !next_begins) {
          out += KhmerFinal(c);
          open = false;
          ++i;
        } else {
          Cluster();
        }
        continue;
      }
      const std::string_view vowel = KhmerVowelLetter(c);
      if (!vowel.empty()) {
        out += vowel;
        open = true;
      }
      ++i;
    }
    return out;
  }
};

}  // namespace

std::string RomanizeKhmer(std::u32string_view token) {
  std::u32string spoken;
  for (char32_t c : token) {
    if (c != U'៍') {
      spoken.push_back(c);
      continue;
    }
    while (!spoken.empty() && !IsKhmerConsonant(spoken.back())) spoken.pop_back();
    if (!spoken.empty()) spoken.pop_back();  // the sign silences its consonant
  }
  KhmerReader reader{std::move(spoken), 0, {}, false};
  return reader.Read();
}

}  // namespace text
