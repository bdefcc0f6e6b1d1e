#include "text/romanize_scripts.h"

// Customary spelling of Sinhala names, close to ISO 15919 without marks: aspirates keep their h, ත is th, ට
// t, ද and ඩ d, ච ch, ව w; the unwritten a is kept (රාජපක්ෂ Rajapaksha).

namespace text {
namespace {

const LetterTable& SinhalaConsonants() {
  static const LetterTable* const letters = new LetterTable{
      {U'ක', "k"},  {U'ඛ', "kh"}, {U'ග', "g"},  {U'ඝ', "gh"}, {U'ඞ', "ng"}, {U'ඟ', "ng"}, {U'ච', "ch"},
      {U'ඡ', "ch"}, {U'ජ', "j"},  {U'ඣ', "jh"}, {U'ඤ', "gn"}, {U'ඥ', "gn"}, {U'ඦ', "nj"}, {U'ට', "t"},
      {U'ඨ', "th"}, {U'ඩ', "d"},  {U'ඪ', "dh"}, {U'ණ', "n"},  {U'ඬ', "nd"}, {U'ත', "th"}, {U'ථ', "th"},
      {U'ද', "d"},  {U'ධ', "dh"}, {U'න', "n"},  {U'ඳ', "nd"}, {U'ප', "p"},  {U'ඵ', "ph"}, {U'බ', "b"},
      {U'භ', "bh"}, {U'ම', "m"},  {U'ඹ', "mb"}, {U'ය', "y"},  {U'ර', "r"},  {U'ල', "l"},  {U'ව', "w"},
      {U'ශ', "sh"}, {U'ෂ', "sh"}, {U'ස', "s"},  {U'හ', "h"},  {U'ළ', "l"},  {U'ෆ', "f"},
  };
  return *letters;
}

const LetterTable& SinhalaVowels() {
  static const LetterTable* const letters = new LetterTable{
      {U'අ', "a"}, {U'ආ', "a"},  {U'ඇ', "e"}, {U'ඈ', "e"},  {U'ඉ', "i"},
      {U'ඊ', "i"}, {U'උ', "u"},  {U'ඌ', "u"}, {U'ඍ', "ri"}, {U'එ', "e"},
      {U'ඒ', "e"}, {U'ඓ', "ai"}, {U'ඔ', "o"}, {U'ඕ', "o"},  {U'ඖ', "au"},
  };
  return *letters;
}

const LetterTable& SinhalaSigns() {
  static const LetterTable* const letters = new LetterTable{
      {U'ා', "a"},  {U'ැ', "e"}, {U'ෑ', "e"},  {U'ි', "i"},   {U'ී', "i"},
      {U'ු', "u"},   {U'ූ', "u"},  {U'ෘ', "ru"}, {U'ෙ', "e"},  {U'ේ', "e"},
      {U'ෛ', "ai"}, {U'ො', "o"}, {U'ෝ', "o"},  {U'ෞ', "au"}, {U'ෲ', "ru"},
  };
  return *letters;
}

}  // namespace

std::string RomanizeSinhala(std::u32string_view token) {
  std::string out;
  bool pending = false;  // the last consonant has no vowel yet
  const auto close = [&] {
    if (pending) out += 'a';
    pending = false;
  };
  for (std::size_t i = 0; i < token.size(); ++i) {
    const char32_t c = token[i];
    if (const std::string_view consonant = Letter(SinhalaConsonants(), c); !consonant.empty()) {
      close();
      out += consonant;
      pending = true;
    } else if (c == U'්') {
      pending = false;
    } else if (const std::string_view sign = Letter(SinhalaSigns(), c); !sign.empty()) {
      out += sign;
      pending = false;
    } else if (c == U'ං') {
      close();
      out += i + 1 < token.size() && token[i + 1] == U'හ' ? "ng" : "n";
    } else {
      close();
      out += Letter(SinhalaVowels(), c);
    }
  }
  close();
  return out;
}

}  // namespace text
