#include "text/burmese.h"
#include "text/romanize_scripts.h"

// The customary spelling of Burmese names (Aung, Kyaw, Thein, Hlaing, Myint), which is close to the
// "conventional transcription with tones left out" of J. Okell, A Guide to the Romanization of Burmese
// (1971), and to BGN/PCGN 1970 without marks. The letters' system of the Myanmar Language Commission writes
// what nobody writes in a passport.

namespace text {
namespace {

bool IsBurmeseConsonant(char32_t c) {
  return (c >= U'က' && c <= U'အ') || c == U'ဿ';
}

std::string_view BurmeseConsonant(char32_t c) {
  static const LetterTable* const letters = new LetterTable{
      {U'က', "k"}, {U'ခ', "kh"}, {U'ဂ', "g"},  {U'ဃ', "g"},  {U'င', "ng"}, {U'စ', "s"},  {U'ဆ', "s"},
      {U'ဇ', "z"}, {U'ဈ', "z"},  {U'ဉ', "ny"}, {U'ည', "ny"}, {U'ဋ', "t"},  {U'ဌ', "ht"}, {U'ဍ', "d"},
      {U'ဎ', "d"}, {U'ဏ', "n"},  {U'တ', "t"},  {U'ထ', "ht"}, {U'ဒ', "d"},  {U'ဓ', "d"},  {U'န', "n"},
      {U'ပ', "p"}, {U'ဖ', "ph"}, {U'ဗ', "b"},  {U'ဘ', "b"},  {U'မ', "m"},  {U'ယ', "y"},  {U'ရ', "y"},
      {U'လ', "l"}, {U'ဝ', "w"},  {U'သ', "th"}, {U'ဟ', "h"},  {U'ဠ', "l"},  {U'အ', ""},   {U'ဿ', "ss"},
  };
  return Letter(*letters, c);
}

constexpr char32_t kAsat = U'\u103A';
constexpr char32_t kStack = U'\u1039';

struct Syllable {
  std::string initial;
  bool e = false, aa = false, i = false, u = false, ai = false, anusvara = false, w = false, dot = false;
  char32_t final = 0;  // the killed consonant
};

enum class Final { kNone, kVelar, kVelarNasal, kPalatal, kPalatalNasal, kDental, kNasal, kYa };

Final KindOf(const Syllable& s) {
  switch (s.final) {
    case U'က':
    case U'ခ':
    case U'ဂ':
      return Final::kVelar;
    case U'င':
      return Final::kVelarNasal;
    case U'စ':
    case U'ဇ':
      return Final::kPalatal;
    case U'ည':
    case U'ဉ':
      return Final::kPalatalNasal;
    case U'န':
    case U'မ':
    case U'ဏ':
      return Final::kNasal;
    case U'ယ':
      return Final::kYa;
    case 0:
      return s.anusvara ? Final::kNasal : Final::kNone;
    default:
      return Final::kDental;
  }
}

// Vowel and final together: what follows the initial in customary spelling.
std::string_view RhymeOf(const Syllable& s) {
  const bool o = s.i && s.u;    // ို
  const bool aw = s.e && s.aa;  // ော
  switch (KindOf(s)) {
    case Final::kVelar:
      return aw ? "auk" : o ? "aik" : "et";
    case Final::kVelarNasal:
      return aw ? "aung" : o ? "aing" : "in";
    case Final::kPalatal:
      return "it";
    case Final::kPalatalNasal:
      return s.final == U'ည' ? "i" : "in";
    case Final::kDental:
      return s.i ? "eik" : s.u ? "ok" : s.w ? "ut" : "at";
    case Final::kNasal:
      return s.i ? "ein" : s.u ? "on" : s.w ? "un" : "an";
    case Final::kYa:
      return "e";
    case Final::kNone:
      break;
  }
  if (o) return "o";
  if (aw) return "aw";
  if (s.e) return "e";
  if (s.ai) return "e";
  if (s.i) return "i";
  if (s.u) return "u";
  return "a";
}

// The initial with its medials (ya-pin, ya-yit, wa, ha), as customarily written.
std::string InitialOf(std::string_view consonant, bool y, bool w, bool h) {
  if (h && (consonant == "y" || (y && (consonant == "l" || consonant == "th")))) return w ? "shw" : "sh";
  std::string out(consonant);
  if (y) out = out == "kh" ? "ch" : out + "y";
  if (w && out != "w") out += "w";
  if (h) out.insert(out.begin(), 'h');
  return out;
}

std::string ReadSyllable(std::u32string_view token) {
  std::string out;
  std::size_t i = 0;
  while (i < token.size()) {
    if (!IsBurmeseConsonant(token[i])) {
      static const LetterTable* const vowels = new LetterTable{
          {U'ဣ', "i"}, {U'ဤ', "i"}, {U'ဥ', "u"}, {U'ဦ', "u"}, {U'ဧ', "e"}, {U'ဩ', "aw"}, {U'ဪ', "aw"}};
      out += Letter(*vowels, token[i]);
      if (token[i] == U'ဥ' && i + 1 < token.size() && token[i + 1] == U'ီ') ++i;
      ++i;
      continue;
    }
    Syllable s;
    const std::string_view consonant = BurmeseConsonant(token[i++]);
    bool y = false;
    bool h = false;
    for (; i < token.size(); ++i) {
      const char32_t c = token[i];
      const char32_t next = i + 1 < token.size() ? token[i + 1] : U'\0';
      if (c == U'ျ' || c == U'ြ') {
        y = true;
      } else if (c == U'ွ') {
        s.w = true;
      } else if (c == U'ှ') {
        h = true;
      } else if (c == U'ေ') {
        s.e = true;
      } else if (c == U'ာ' || c == U'ါ') {
        s.aa = true;
      } else if (c == U'ိ' || c == U'ီ') {
        s.i = true;
      } else if (c == U'ု' || c == U'ူ') {
        s.u = true;
      } else if (c == U'ဲ') {
        s.ai = true;
      } else if (c == U'့') {
        s.dot = true;
      } else if (c == U'ံ') {
        s.anusvara = true;
      } else if (IsBurmeseConsonant(c) && (next == kAsat || next == kStack ||
                                           (next == U'့' && i + 2 < token.size() && token[i + 2] == kAsat))) {
        s.final = c;
        s.dot = s.dot || next == U'့';
        i += next == U'့' ? 2 : 1;
        if (next == kStack) {
          ++i;
          break;
        }
      } else if (IsBurmeseConsonant(c) || (c >= U'ဣ' && c <= U'ဪ')) {
        break;
      }
    }
    const std::string_view rhyme = RhymeOf(s);
    // ွ before a nasal or stop is the vowel u, not a w: ထွန်း Tun, but ဝင်း Win, လွင် Lwin.
    const bool u = s.w && (rhyme == "un" || rhyme == "ut");
    out += InitialOf(consonant, y, s.w && !u, h);
    out += rhyme;
    if (s.dot && rhyme.ends_with('n')) out += 't';  // creaky tone: မြင့် Myint, ညွန့် Nyunt
  }
  return out;
}

// As people write their own names: Moe, Wai, Aye, Myar for mo, we, e, mya.
std::string ByHabit(std::u32string_view syllable, std::string read) {
  const auto has = [&](char32_t c) { return syllable.find(c) != std::u32string_view::npos; };
  if (read == "e") return "aye";
  if (read.ends_with('o') && has(U'ိ') && has(U'ု')) return read + 'e';
  if (read.ends_with('e') && has(U'ေ')) return read.replace(read.size() - 1, 1, "ay");
  if (read.ends_with('a') && (has(U'ာ') || has(U'ါ'))) return read + 'r';
  if (read.ends_with('u') && has(U'ူ')) return read.replace(read.size() - 1, 1, "oo");
  return read;
}

}  // namespace

std::vector<std::u32string_view> BurmeseSyllables(std::u32string_view token) {
  std::vector<std::u32string_view> out;
  std::size_t begin = 0;
  for (std::size_t i = 1; i < token.size(); ++i) {
    const bool vowel_letter = token[i] >= U'ဣ' && token[i] <= U'ဪ';
    if (!IsBurmeseConsonant(token[i]) && !vowel_letter) continue;
    const char32_t next = i + 1 < token.size() ? token[i + 1] : U'\0';
    const char32_t after = i + 2 < token.size() ? token[i + 2] : U'\0';
    const bool killed = next == kAsat || next == kStack || (next == U'့' && after == kAsat) || next == U'်';
    if (killed || token[i - 1] == kStack) continue;
    out.push_back(token.substr(begin, i - begin));
    begin = i;
  }
  if (begin < token.size()) out.push_back(token.substr(begin));
  return out;
}

std::string RomanizeBurmese(std::u32string_view token, bool habit) {
  std::string out;
  for (std::u32string_view syllable : BurmeseSyllables(token)) {
    const std::string read = ReadSyllable(syllable);
    out += habit ? ByHabit(syllable, read) : read;
  }
  return out;
}

}  // namespace text
