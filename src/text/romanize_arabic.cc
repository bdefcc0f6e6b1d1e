#include "text/arabic.h"
#include "text/romanize_scripts.h"
#include "text/unicode.h"

// Consonants after BGN/PCGN 1956 without marks; with kPersian after BGN/PCGN 1958 for Persian and the habits
// of Urdu (ث s, ذ ض ظ z, و v). Short vowels are not written: "a" stands between two consonants, so that
// letters that happen to meet are not taken for a digraph (سهيل is s-h-y-l, not sh-y-l). Long vowels are read
// where a vowel can stand. So only the consonants tell; text/keys.h and text/habits.h compare them.

namespace text {
namespace {

const LetterTable& Consonants() {
  static const LetterTable* const table = new LetterTable{
      {U'ب', "b"},  {U'ت', "t"}, {U'ث', "th"}, {U'ج', "j"},  {U'ح', "h"},  {U'خ', "kh"}, {U'د', "d"},
      {U'ذ', "dh"}, {U'ر', "r"}, {U'ز', "z"},  {U'س', "s"},  {U'ش', "sh"}, {U'ص', "s"},  {U'ض', "d"},
      {U'ط', "t"},  {U'ظ', "z"}, {U'غ', "gh"}, {U'ف', "f"},  {U'ق', "q"},  {U'ك', "k"},  {U'ل', "l"},
      {U'م', "m"},  {U'ن', "n"}, {U'ه', "h"},  {U'پ', "p"},  {U'چ', "ch"}, {U'ژ', "zh"}, {U'گ', "g"},
      {U'ک', "k"},  {U'ڤ', "v"}, {U'ٹ', "t"},  {U'ڈ', "d"},  {U'ڑ', "r"},  {U'ں', "n"},  {U'ھ', "h"},
      {U'ہ', "h"},  {U'ۀ', "h"}, {U'ښ', "sh"}, {U'ځ', "z"},  {U'څ', "ts"}, {U'ړ', "r"},  {U'ټ', "t"},
      {U'ډ', "d"},  {U'ڼ', "n"}, {U'ګ', "g"},  {U'ږ', "zh"}, {U'ۇ', "v"},  {U'ڭ', "ng"}, {U'ە', "a"},
      {U'ڕ', "r"},  {U'ڵ', "l"}, {U'ڠ', "ng"}, {U'ڽ', "ny"},
  };
  return *table;
}

std::string_view Persian(char32_t c) {
  switch (c) {
    case U'ث':
      return "s";
    case U'ذ':
    case U'ض':
    case U'ظ':
      return "z";
    default:
      return {};
  }
}

bool IsWaw(char32_t c) {
  return c == U'و' || c == U'ؤ' || c == U'ۆ';
}
bool IsYe(char32_t c) {
  return c == U'ي' || c == U'ی' || c == U'ى' || c == U'ې' || c == U'ۍ' || c == U'ێ' || c == U'ئ';
}
bool IsAlif(char32_t c) {
  return c == U'ا' || c == U'أ' || c == U'إ' || c == U'آ' || c == U'ٱ';
}
bool IsHe(char32_t c) {
  return c == U'ه' || c == U'ہ' || c == U'ۀ' || c == U'ە' || c == U'ۂ';
}

// What the writer of a run of letters has so far; a vowel or consonant is open at its end.
struct ArabicWriter {
  std::string out;
  bool vowel = false;  // the last sound

  void Vowel(std::string_view v) {
    if (v.empty()) return;
    if (vowel && !out.empty() && out.back() == v[0]) return;
    out += v;
    vowel = true;
  }
  void Consonant(std::string_view c) {
    if (c.empty()) return;
    if (!out.empty() && !vowel) out += 'a';
    out += c;
    vowel = false;
  }
};

char32_t At(std::u32string_view token, std::size_t i) {
  return i < token.size() ? token[i] : U'\0';
}

// و and ي are vowels after a consonant and before another one, glides elsewhere.
bool ReadsAsVowel(std::u32string_view token, std::size_t i, const ArabicWriter& w) {
  if (i == 0) return false;
  const char32_t next = At(token, i + 1);
  if (w.vowel && token[i - 1] != U'ع') return false;  // سعيد, سعود: the vowel follows the ayn itself
  return !(IsAlif(next) || IsWaw(next) || IsYe(next));
}

std::string_view WrittenVowel(char32_t c) {
  return c == U'\u064E' ? "a" : c == U'\u064F' ? "u" : c == U'\u0650' ? "i" : std::string_view();
}

void ReadGlide(std::u32string_view token, std::size_t i, bool persian, ArabicWriter& w) {
  const char32_t c = token[i];
  if (IsWaw(c)) {
    if (ReadsAsVowel(token, i, w)) {
      w.Vowel("u");
    } else {
      w.Consonant(persian ? "v" : "w");
    }
    return;
  }
  const bool last = i + 1 == token.size();
  if (c == U'ئ' || (last && w.vowel)) {
    w.Vowel("i");
  } else if (last && c == U'ى') {
    w.Vowel("a");
  } else if (ReadsAsVowel(token, i, w)) {
    w.Vowel("i");
  } else {
    w.Consonant("y");
  }
}

}  // namespace

std::string RomanizeArabic(std::u32string_view token, bool persian) {
  ArabicWriter w;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const char32_t c = token[i];
    const bool last = i + 1 == token.size();
    if (const std::string_view written = WrittenVowel(c); !written.empty()) {
      w.Vowel(written);
    } else if (IsAlif(c)) {
      w.Vowel(c == U'إ' ? "i" : "a");
    } else if (c == U'ع') {
      if (!(last && w.vowel)) w.Vowel("a");
    } else if (IsWaw(c) || IsYe(c)) {
      ReadGlide(token, i, persian, w);
    } else if (c == U'ے') {
      w.Vowel("e");
    } else if (c == U'ة' || (IsHe(c) && last && !w.vowel && i >= 3)) {
      w.Vowel("a");
      if (c != U'ة') w.out += 'h';
    } else {
      const std::string_view other = persian ? Persian(c) : std::string_view();
      w.Consonant(other.empty() ? Letter(Consonants(), c) : other);
    }
  }
  return w.out;
}

std::u32string PlainArabic(std::u32string_view letters) {
  std::u32string out;
  for (char32_t c : letters) {
    if ((c >= 0x64B && c <= 0x65F) || c == 0x670 || c == 0x640 || c == U'ء') continue;
    if (IsAlif(c)) {
      c = U'ا';
    } else if (c == U'ى' || c == U'ی' || c == U'ئ') {
      c = U'ي';
    } else if (c == U'ک') {
      c = U'ك';
    } else if (c == U'ة' || c == U'ہ' || c == U'ۀ') {
      c = U'ه';
    } else if (c == U'ؤ') {
      c = U'و';
    }
    out.push_back(c);
  }
  return out;
}

}  // namespace text
