#include "text/romanize_scripts.h"
#include "text/unicode.h"

// Armenian: BGN/PCGN 1981 without apostrophes; Western Armenian by its own sounds, as the diaspora writes its
// names (ALA-LC's table for Western Armenian without marks). Georgian: the national system of 2002 without
// apostrophes.

namespace text {

std::string RomanizeArmenian(std::u32string_view token, bool western) {
  static const LetterTable* const eastern_letters = new LetterTable{
      {U'ա', "a"}, {U'բ', "b"},  {U'գ', "g"},  {U'դ', "d"},  {U'ե', "e"},  {U'զ', "z"},  {U'է', "e"},
      {U'ը', "y"}, {U'թ', "t"},  {U'ժ', "zh"}, {U'ի', "i"},  {U'լ', "l"},  {U'խ', "kh"}, {U'ծ', "ts"},
      {U'կ', "k"}, {U'հ', "h"},  {U'ձ', "dz"}, {U'ղ', "gh"}, {U'ճ', "ch"}, {U'մ', "m"},  {U'յ', "y"},
      {U'ն', "n"}, {U'շ', "sh"}, {U'ո', "o"},  {U'չ', "ch"}, {U'պ', "p"},  {U'ջ', "j"},  {U'ռ', "r"},
      {U'ս', "s"}, {U'վ', "v"},  {U'տ', "t"},  {U'ր', "r"},  {U'ց', "ts"}, {U'ւ', "v"},  {U'փ', "p"},
      {U'ք', "k"}, {U'օ', "o"},  {U'ֆ', "f"},  {U'և', "ev"},
  };
  static const LetterTable* const western_letters = [] {
    auto* t = new LetterTable(*eastern_letters);
    for (const auto& [letter, latin] :
         std::initializer_list<std::pair<char32_t, std::string_view>>{{U'բ', "p"},
                                                                      {U'գ', "k"},
                                                                      {U'դ', "t"},
                                                                      {U'ծ', "dz"},
                                                                      {U'կ', "g"},
                                                                      {U'ձ', "ts"},
                                                                      {U'ճ', "j"},
                                                                      {U'պ', "b"},
                                                                      {U'ջ', "ch"},
                                                                      {U'տ', "d"}}) {
      (*t)[letter] = latin;
    }
    return t;
  }();
  const LetterTable& letters = western ? *western_letters : *eastern_letters;
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const char32_t c = ToLower(token[i]);
    const char32_t next = i + 1 < token.size() ? ToLower(token[i + 1]) : U'\0';
    if (c == U'ո' && next == U'ւ') {
      out += "u";
      ++i;
    } else if (i == 0 && (c == U'ե' || c == U'և')) {
      out += c == U'ե' ? "ye" : "yev";
    } else if (i == 0 && c == U'ո') {
      out += "vo";
    } else if (i == 0 && c == U'յ' && western) {
      out += "h";  // Յակոբ: Hagop
    } else {
      out += Letter(letters, c);
    }
  }
  return out;
}

std::string RomanizeGeorgian(std::u32string_view token) {
  static const LetterTable* const letters = new LetterTable{
      {U'ა', "a"},  {U'ბ', "b"},  {U'გ', "g"},  {U'დ', "d"},  {U'ე', "e"},  {U'ვ', "v"},  {U'ზ', "z"},
      {U'თ', "t"},  {U'ი', "i"},  {U'კ', "k"},  {U'ლ', "l"},  {U'მ', "m"},  {U'ნ', "n"},  {U'ო', "o"},
      {U'პ', "p"},  {U'ჟ', "zh"}, {U'რ', "r"},  {U'ს', "s"},  {U'ტ', "t"},  {U'უ', "u"},  {U'ფ', "p"},
      {U'ქ', "k"},  {U'ღ', "gh"}, {U'ყ', "q"},  {U'შ', "sh"}, {U'ჩ', "ch"}, {U'ც', "ts"}, {U'ძ', "dz"},
      {U'წ', "ts"}, {U'ჭ', "ch"}, {U'ხ', "kh"}, {U'ჯ', "j"},  {U'ჰ', "h"},
  };
  std::string out;
  for (char32_t c : token) out += Letter(*letters, c);
  return out;
}

}  // namespace text
