#include <string>

#include "text/romanize_scripts.h"
#include "text/thai_words.h"
#include "text/unicode.h"
#include "text/words.h"

// Royal Thai General System (Royal Institute, 1999). A name is cut into words by dictionary, a word into
// syllables by rule; what the rules get wrong (a silent letter of a Sanskrit word that has no thanthakhat)
// stands in data/names/thai_words.tsv and thai_readings.tsv. The second reading is the habit of people who
// write their own names: p, t, k without h, final letters as they are written
// ("Somporn", "Kamol", "Shinawatra").

namespace text {
namespace {

bool IsConsonant(char32_t c) {
  return c >= U'ก' && c <= U'ฮ' && c != U'ฤ' && c != U'ฦ';
}
bool IsLead(char32_t c) {
  return c >= U'เ' && c <= U'ไ';
}
// Signs that make the consonant before them begin a syllable.
bool IsFollowing(char32_t c) {
  return (c >= U'ะ' && c <= U'ู') || c == U'็' || c == U'ๅ';
}

std::string_view InitialOf(char32_t c, bool habit) {
  static const LetterTable* const table = new LetterTable{
      {U'ก', "k"},  {U'ข', "kh"}, {U'ฃ', "kh"}, {U'ค', "kh"}, {U'ฅ', "kh"}, {U'ฆ', "kh"}, {U'ง', "ng"},
      {U'จ', "ch"}, {U'ฉ', "ch"}, {U'ช', "ch"}, {U'ซ', "s"},  {U'ฌ', "ch"}, {U'ญ', "y"},  {U'ฎ', "d"},
      {U'ฏ', "t"},  {U'ฐ', "th"}, {U'ฑ', "th"}, {U'ฒ', "th"}, {U'ณ', "n"},  {U'ด', "d"},  {U'ต', "t"},
      {U'ถ', "th"}, {U'ท', "th"}, {U'ธ', "th"}, {U'น', "n"},  {U'บ', "b"},  {U'ป', "p"},  {U'ผ', "ph"},
      {U'ฝ', "f"},  {U'พ', "ph"}, {U'ฟ', "f"},  {U'ภ', "ph"}, {U'ม', "m"},  {U'ย', "y"},  {U'ร', "r"},
      {U'ล', "l"},  {U'ว', "w"},  {U'ศ', "s"},  {U'ษ', "s"},  {U'ส', "s"},  {U'ห', "h"},  {U'ฬ', "l"},
      {U'ฮ', "h"},
  };
  const std::string_view latin = Letter(*table, c);
  if (habit && latin == "ph") return "p";
  if (habit && latin == "th") return "t";
  if (habit && latin == "kh" && c != U'ข') return "k";
  if (habit && c == U'จ') return "j";
  return latin;
}

std::string_view FinalOf(char32_t c, bool habit) {
  if (habit && (c == U'ร' || c == U'ล' || c == U'ฬ')) return c == U'ร' ? "rn" : "l";
  if (habit && c == U'บ') return "b";
  switch (c) {
    case U'ง':
      return "ng";
    case U'ม':
      return "m";
    case U'ย':
      return "i";
    case U'ว':
      return habit ? "w" : "o";
    case U'ญ':
    case U'ณ':
    case U'น':
    case U'ร':
    case U'ล':
    case U'ฬ':
      return "n";
    case U'ก':
    case U'ข':
    case U'ค':
    case U'ฆ':
      return "k";
    case U'บ':
    case U'ป':
    case U'พ':
    case U'ฟ':
    case U'ภ':
      return "p";
    case U'ห':
    case U'ฮ':
    case U'อ':
      return "";
    default:
      return "t";
  }
}

// โชติ, ภูมิ, เหตุ: the short vowel at the end of a Sanskrit word is not said after a long one.
bool IsSilentEnd(std::u32string_view word) {
  if (word.size() < 4) return false;
  const bool short_vowel = word.back() == U'ิ' || word.back() == U'ุ';
  const char32_t stop = word[word.size() - 2];
  const char32_t before = word[word.size() - 3];
  const bool led = word.size() >= 4 && (word[word.size() - 4] == U'โ' || word[word.size() - 4] == U'เ');
  return short_vowel && (stop == U'ต' || stop == U'ม') &&
         (before == U'า' || before == U'ู' || (led && IsConsonant(before)));
}

// Without tone marks, and without the letters that thanthakhat silences.
std::u32string Spoken(std::u32string_view token) {
  std::u32string out;
  if (IsSilentEnd(token)) token.remove_suffix(1);
  for (char32_t c : token) {
    if (c == U'์') {
      while (!out.empty() && !IsConsonant(out.back())) out.pop_back();
      const bool r = !out.empty() && out.back() == U'ร';
      if (!out.empty()) out.pop_back();
      // จันทร์, ศาสตร์: the stop before a silent ร is silent, too.
      if (r && out.size() >= 2 && IsConsonant(out[out.size() - 2]) &&
          (out.back() == U'ท' || out.back() == U'ต'))
        out.pop_back();
    } else if (!(c >= U'่' && c <= U'๋') && c != U'ํ' && c != U'๎' && c != U'ฺ') {
      out.push_back(c);
    }
  }
  return out;
}

struct ThaiReader {
  std::u32string s;
  bool habit;
  std::size_t i = 0;
  std::string out;

  char32_t At(std::size_t k) const { return k < s.size() ? s[k] : U'\0'; }

  static bool IsPlosive(char32_t c) {
    return std::u32string_view(U"กขคตปผพ").find(c) != std::u32string_view::npos;
  }

  // The rest of a Sanskrit ending whose ร is silent: บุตร, มิตร, จักร, เพชร.
  bool SilentEnding(std::size_t k) const {
    return k + 2 == s.size() && At(k + 1) == U'ร' &&
           std::u32string_view(U"ตทกคช").find(At(k)) != std::u32string_view::npos;
  }

  // A consonant at k that closes a syllable: nothing that needs an initial follows it.
  bool Closes(std::size_t k) const {
    if (!IsConsonant(At(k)) || IsFollowing(At(k + 1))) return false;
    if (At(k) == U'อ' || At(k) == U'ห' || At(k) == U'ฮ') return false;
    if (At(k + 1) == U'ร' && At(k + 2) == U'ร') return false;  // รร is a vowel
    // A cluster of two consonants before a vowel sign begins the next syllable (…กร ะ…).
    const bool liquid = At(k + 1) == U'ร' || At(k + 1) == U'ล';
    if (liquid && IsFollowing(At(k + 2)) && IsPlosive(At(k))) return false;
    // Two consonants at the end are a syllable of their own (ธนาธร: tha-na-thon).
    return !(WordEnds(k + 2) && IsConsonant(At(k + 1)));
  }

  // Where nothing more can belong to the syllables before: at the end, before a vowel that is written in
  // front of its consonant, before a ห that only sets the tone.
  bool WordEnds(std::size_t k) const {
    if (k >= s.size() || IsLead(At(k))) return k <= s.size();
    return At(k) == U'ห' && std::u32string_view(U"งญนมยรลว").find(At(k + 1)) != std::u32string_view::npos;
  }

  // `short_vowel`: one that hardly stands without a final.
  void Final(bool short_vowel = false) {
    const bool silent = short_vowel && SilentEnding(i);
    const bool must = short_vowel && IsConsonant(At(i)) && !IsFollowing(At(i + 1)) && At(i + 1) != U'ร';
    if (!Closes(i) && !silent && !must) return;
    // Aspirates of Pali close a syllable and begin the next one: วัฒนา watthana, รัฐบาล ratthaban.
    const bool links = short_vowel && (At(i) == U'ฒ' || At(i) == U'ฐ' || At(i) == U'ธ') &&
                       IsConsonant(At(i + 1)) && IsFollowing(At(i + 2));
    out += FinalOf(At(i), habit);
    ++i;
    if (links) out += habit ? "ta" : "tha";
    if (silent) {
      if (habit) out += "ra";
      ++i;
    } else if (i + 1 == s.size() && IsConsonant(At(i))) {
      ++i;  // พันธ: what is left of a Sanskrit ending is silent
    }
  }

  // The initial consonant or cluster; ห before a sonorant only sets the tone.
  std::string Initial(bool lead) {
    if (At(i) == U'ห' && std::u32string_view(U"งญนมยรลว").find(At(i + 1)) != std::u32string_view::npos &&
        (lead || IsFollowing(At(i + 2)) || IsConsonant(At(i + 2)))) {
      ++i;
    }
    const bool sibilant = At(i) == U'ศ' || At(i) == U'ส';
    const bool inner = lead && IsConsonant(At(i + 2));                             // เสร็จ, เสริม
    if (i <= 1 && At(i) == U'ท' && At(i + 1) == U'ร' && IsFollowing(At(i + 2))) {  // ทราย, ทรัพย์: s
      i += 2;
      return "s";
    }
    if (sibilant && At(i + 1) == U'ร' && (IsFollowing(At(i + 2)) || inner)) {  // ศรี, สร้าง: s
      i += 2;
      return habit ? "sr" : "s";
    }
    std::string initial(At(i) == U'อ' ? std::string_view() : InitialOf(At(i), habit));
    const bool plosive = IsPlosive(At(i));
    ++i;
    const bool liquid = At(i) == U'ร' || At(i) == U'ล' || At(i) == U'ว';
    if (plosive && liquid && !(At(i) == U'ร' && At(i + 1) == U'ร') && Follows(i + 1)) {
      initial += InitialOf(At(i), habit);
      ++i;
    }
    return initial;
  }
  bool Follows(std::size_t k) const {
    const bool ai = i >= 2 && (s[i - 2] == U'ไ' || s[i - 2] == U'ใ');  // ไกร, ใคร
    return (ai && k >= s.size()) || IsFollowing(At(k)) ||
           (IsConsonant(At(k)) && !IsFollowing(At(k + 1)) && !WordEnds(k));
  }

  void LeadSyllable() {
    const char32_t lead = At(i++);
    if (!IsConsonant(At(i))) return;
    out += Initial(true);
    // เกษม, แสวง; เจริญ, เฉลิม: the vowel is that of the second consonant, the first has a short "a".
    const bool front = lead == U'เ' || lead == U'แ';
    const bool three = IsConsonant(At(i)) && IsConsonant(At(i + 1)) && i + 2 == s.size() && At(i + 1) != U'ร';
    const bool sonorant = std::u32string_view(U"รลนมว").find(At(i)) != std::u32string_view::npos;
    const bool short_i = sonorant && At(i + 1) == U'ิ' && IsConsonant(At(i + 2));
    if (front && IsConsonant(At(i)) && At(i) != U'อ' && At(i) != U'ย' &&
        (three || (lead == U'เ' && short_i))) {
      out += "a";
      out += Initial(true);
    }
    if (lead == U'ไ' || lead == U'ใ') {
      out += "ai";
      if (At(i) == U'ย') ++i;
      return;
    }
    if (lead == U'โ' || lead == U'แ') {
      if (At(i) == U'็') ++i;
      out += lead == U'โ' ? "o" : "ae";
      if (At(i) == U'ะ') ++i;
      return Final();
    }
    if (At(i) == U'า') {
      ++i;
      if (At(i) == U'ะ') ++i;
      out += "ao";
      return;
    }
    if (At(i) == U'ี' && At(i + 1) == U'ย') {
      i += 2;
      out += "ia";
    } else if (At(i) == U'ื' && At(i + 1) == U'อ') {
      i += 2;
      out += "uea";
    } else if (At(i) == U'อ' || At(i) == U'ิ') {
      ++i;
      out += habit ? "er" : "oe";
    } else if (At(i) == U'ย' && !IsFollowing(At(i + 1))) {
      ++i;
      out += "oei";
      return;
    } else {
      if (At(i) == U'็' || At(i) == U'ะ') ++i;
      out += "e";
    }
    Final();
  }

  void BareSyllable() {
    if (At(i) == U'ฤ') {  // ri after ก ต ท ป ศ ส, else rue: กฤษณ์, พฤกษ์
      const bool ri = std::u32string_view(U"กตทปศส").find(s[i - 1]) != std::u32string_view::npos;
      ++i;
      out += ri ? "ri" : "rue";
      return Final(true);
    }
    if (At(i) == U'ห' && i + 1 == s.size()) {  // สห: no syllable ends in ห
      ++i;
      out += "aha";
      return;
    }
    // No sign: "o" between two consonants, "a" in an open syllable; รร is "an", or "a" before a final.
    if (At(i) == U'ร' && At(i + 1) == U'ร') {
      i += 2;
      out += Closes(i) ? "a" : "an";
      return Final();
    }
    if (At(i) == U'ว' && IsConsonant(At(i + 1)) && Closes(i + 1)) {
      ++i;
      out += "ua";
      return Final();
    }
    if (At(i) == U'อ' && !IsFollowing(At(i + 1))) {
      ++i;
      out += "o";
      return Final();
    }
    if (Closes(i) || (IsConsonant(At(i)) && i + 1 == s.size())) {
      out += "o";
      return Final();
    }
    out += "a";
  }

  void Syllable() {
    if (IsLead(At(i))) return LeadSyllable();
    if (At(i) == U'ฤ' || At(i) == U'ฦ') {
      out += At(i) == U'ฤ' ? "rit" : "lue";
      if (At(i) == U'ฤ' && At(i + 1) != U'\0' && !Closes(i + 1)) out.pop_back();
      if (At(i) == U'ฤ' && Closes(i + 1)) out.pop_back();
      ++i;
      return Final();
    }
    if (!IsConsonant(At(i))) {
      ++i;
      return;
    }
    const std::string initial = Initial(false);
    out += initial;
    const char32_t sign = At(i);
    static const LetterTable* const signs = new LetterTable{
        {U'ะ', "a"}, {U'ั', "a"},  {U'า', "a"}, {U'ำ', "am"}, {U'ิ', "i"},  {U'ี', "i"},
        {U'ึ', "ue"}, {U'ื', "ue"}, {U'ุ', "u"},  {U'ู', "u"},   {U'ๅ', "a"}, {U'็', "o"},
    };
    if (!IsFollowing(sign)) {
      // A consonant alone at the end of a word is the silent end of a Sanskrit one, after a vowel.
      if (i == s.size() && out.size() > initial.size()) {
        if (!habit) out.resize(out.size() - initial.size());
        return;
      }
      return BareSyllable();
    }
    ++i;
    if (sign == U'ั' && At(i) == U'ว' && !IsFollowing(At(i + 1))) {
      ++i;
      out += "ua";
      if (At(i) == U'ะ') ++i;
      return;
    }
    if (sign == U'ื' && At(i) == U'อ') ++i;
    // NFKC takes ำ apart; both forms are "am".
    out += Letter(*signs, sign);
    const bool short_sign = sign == U'ั' || sign == U'ิ' || sign == U'ุ' || sign == U'ึ';
    if (sign == U'ะ' || sign == U'ำ') return;
    Final(sign == U'ั' || (short_sign && SilentEnding(i)));
  }
};

}  // namespace

std::string RomanizeThai(std::u32string_view token, bool habit) {
  std::u32string composed;
  for (char32_t c : token) {
    if (c == U'า' && !composed.empty() && composed.back() == U'ํ') {
      composed.back() = U'ำ';
    } else {
      composed.push_back(c);
    }
  }
  std::vector<bool> ends(composed.size() + 1, false);
  std::size_t end = 0;
  for (std::size_t length : WordLengths(composed)) ends[end += length] = true;
  std::string out;
  std::u32string_view rest = composed;
  while (!rest.empty()) {
    const std::size_t begin = composed.size() - rest.size();
    const ThaiWord* known = nullptr;
    std::size_t n = ThaiWordAt(rest, &known);
    const bool part = n > 0 && known->alone.empty();  // known before another part only
    if (part ? n < rest.size() && ends[begin + n] : n >= kTellingThaiWord || (n > 0 && ends[begin + n])) {
      const std::u32string_view word = rest.substr(0, n);
      rest.remove_prefix(n);
      const std::string_view reading = rest.empty() ? known->alone : known->before_another;
      out += habit ? ThaiByHabit(word, reading) : std::string(reading);
      continue;
    }
    n = 1;
    while (!ends[begin + n]) ++n;
    ThaiReader reader{Spoken(rest.substr(0, n)), habit, 0, {}};
    while (reader.i < reader.s.size()) reader.Syllable();
    out += reader.out;
    rest.remove_prefix(n);
  }
  return out;
}

}  // namespace text
