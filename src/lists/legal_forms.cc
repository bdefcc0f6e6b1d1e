#include "lists/legal_forms.h"

#include <algorithm>
#include <array>
#include <string>

#include "lists/text_rules.h"

namespace lists {
namespace {

// Stand at the end of a name and close it.
constexpr std::array<std::string_view, 23> kClosing = {
    "ltd", "limited", "inc",  "llc", "corp", "bhd", "berhad", "gmbh", "plc", "jsc", "pjsc", "ojsc",
    "oao", "ooo",     "sarl", "zao", "bv",   "llp", "cjsc",   "srl",  "doo", "spa", "pao"};
// Stand there too, and inside names as well.
constexpr std::array<std::string_view, 6> kOpen = {"co", "company", "corporation", "sa", "ao", "sc"};
// Words that only stand beside another of a form.
constexpr std::array<std::string_view, 10> kBeside = {"public", "open", "closed", "private", "joint",
                                                      "stock",  "pvt",  "pte",    "sdn",     "liability"};
// Stand before a name.
constexpr std::array<std::string_view, 13> kBefore = {"jsc", "pjsc", "ojsc", "cjsc", "oao",  "ooo", "zao",
                                                      "ao",  "pao",  "llc",  "fsue", "fgup", "pt"};

template <std::size_t kSize>
bool IsOneOf(const std::array<std::string_view, kSize>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string Bare(std::string_view word) {
  std::string bare = LowerAscii(Trim(word));
  std::erase_if(bare, [](char c) { return c == '.' || c == ',' || c == ';'; });
  return bare;
}

// Without punctuation at the end and, where one stands there, the parenthesis before it.
std::string_view Core(std::string_view text) {
  constexpr std::string_view kEnd = " ,;";
  constexpr std::size_t kLongestParenthesis = 400;
  const auto trimmed = [&] { return text.substr(0, text.find_last_not_of(kEnd) + 1); };
  text = trimmed();
  if (!text.ends_with(')')) return text;
  int depth = 0;
  const std::size_t first = text.size() > kLongestParenthesis ? text.size() - kLongestParenthesis : 0;
  for (std::size_t i = text.size(); i-- > first;) {
    if (text[i] == ')') ++depth;
    if (text[i] != '(' || --depth > 0) continue;
    text = text.substr(0, i);
    return trimmed();
  }
  return text;
}

std::string LastWord(std::string_view text) {
  const std::string_view core = Core(text);
  return Bare(core.substr(core.find_last_of(" ,") + 1));
}

}  // namespace

bool IsLegalForm(std::string_view piece) {
  bool form = false;
  for (std::string_view word : SplitOutsideParentheses(piece, ' ')) {
    const std::string bare = Bare(word);
    const bool known = IsOneOf(kClosing, bare) || IsOneOf(kOpen, bare);
    if (!known && !IsOneOf(kBeside, bare)) return false;
    form = form || known;
  }
  return form;
}

bool EndsInLegalForm(std::string_view text) {
  const std::string last = LastWord(text);
  return IsOneOf(kClosing, last) || IsOneOf(kOpen, last);
}

bool EndsInClosingForm(std::string_view text) {
  return IsOneOf(kClosing, LastWord(text));
}

bool StartsWithLegalForm(std::string_view text) {
  text = Trim(text);
  if (IsOneOf(kBefore, Bare(text.substr(0, text.find(' '))))) return true;
  constexpr std::array<std::string_view, 5> kPhrases = {"joint stock company", "public joint stock",
                                                        "open joint stock", "closed joint stock",
                                                        "limited liability company"};
  return std::any_of(kPhrases.begin(), kPhrases.end(),
                     [&](std::string_view phrase) { return StartsWithIgnoringCase(text, phrase); });
}

}  // namespace lists
