#include "lists/other_names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "lists/legal_forms.h"
#include "lists/text_rules.h"

namespace lists {
namespace {

using Texts = std::vector<std::string>;

enum class Turn { kAlias, kFormer };

struct Mark {
  std::string_view words;
  Turn turn;
  bool one = false;  // stands before each name, so that one name follows, whatever commas it holds
};

// Of those that begin alike the longer first.
constexpr std::array<Mark, 34> kMarks = {{{"formerly doing business as", Turn::kFormer},
                                          {"formerly operating as", Turn::kFormer},
                                          {"formerly known as", Turn::kFormer},
                                          {"formerly named", Turn::kFormer},
                                          {"formerly", Turn::kFormer},
                                          {"previously operating as", Turn::kFormer},
                                          {"previously known as", Turn::kFormer},
                                          {"previously named", Turn::kFormer},
                                          {"previously", Turn::kFormer},
                                          {"f/k/a", Turn::kFormer, true},
                                          {"f.k.a.", Turn::kFormer, true},
                                          {"fka", Turn::kFormer, true},
                                          {"may also be known as", Turn::kAlias},
                                          {"also doing business as", Turn::kAlias},
                                          {"also operating as", Turn::kAlias},
                                          {"also known as", Turn::kAlias},
                                          {"also called", Turn::kAlias},
                                          {"also d/b/a", Turn::kAlias, true},
                                          {"currently doing business as", Turn::kAlias},
                                          {"currently known as", Turn::kAlias},
                                          {"currently d/b/a", Turn::kAlias, true},
                                          {"now known as", Turn::kAlias},
                                          {"doing business as", Turn::kAlias},
                                          {"a/k/a", Turn::kAlias, true},
                                          {"a.k.a.", Turn::kAlias, true},
                                          {"a.k.a", Turn::kAlias, true},
                                          {"aka", Turn::kAlias, true},
                                          {"n/k/a", Turn::kAlias, true},
                                          {"d/b/a", Turn::kAlias, true},
                                          {"d.b.a.", Turn::kAlias, true},
                                          {"dba", Turn::kAlias, true},
                                          {"former aliases:", Turn::kFormer},
                                          {"aliases:", Turn::kAlias},
                                          {"alias:", Turn::kAlias}}};

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

struct Found {
  const Mark* mark = nullptr;
  std::size_t at = 0;
  bool inside = false;  // of a parenthesis

  std::size_t end() const { return at + mark->words.size(); }
  bool counted() const { return mark->words.ends_with(':'); }  // "three aliases:"
};

// The mark that stands at `at`, which begins a word. "Aka" is a name, "aka" and "AKA" are marks.
const Mark* MarkAt(std::string_view text, std::string_view lower, std::size_t at) {
  for (const Mark& mark : kMarks) {
    if (!lower.substr(at).starts_with(mark.words)) continue;
    const std::size_t end = at + mark.words.size();
    if (end < lower.size() && IsLetter(lower[end - 1]) && IsLetter(lower[end])) continue;
    const bool letters = mark.one && mark.words.size() == 3;
    if (letters && text[at] != lower[at] && text[at + 1] == lower[at + 1]) continue;
    return &mark;
  }
  return nullptr;
}

// All marks, in order.
std::vector<Found> MarksIn(std::string_view text) {
  const std::string lower = LowerAscii(text);
  std::vector<Found> found;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && depth > 0) --depth;
    if (i > 0 && IsLetter(text[i - 1])) continue;
    if (const Mark* mark = MarkAt(text, lower, i)) {
      found.push_back({mark, i, depth > 0});
      i = found.back().end() - 1;
    }
  }
  return found;
}

// "three" → 3, "twenty-one" → 21, "12" → 12; 0 for what is no number.
std::size_t NumberOf(std::string_view word) {
  static constexpr std::array<std::string_view, 20> kOnes = {
      "",         "one",     "two",     "three",     "four",     "five",    "six",
      "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
      "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
  static constexpr std::array<std::string_view, 8> kTens = {"twenty", "thirty",  "forty",  "fifty",
                                                            "sixty",  "seventy", "eighty", "ninety"};
  std::size_t number = 0;
  const auto [stop, fault] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (fault == std::errc()) return stop == word.data() + word.size() && number < 1000 ? number : 0;
  const std::string folded = Folded(word);
  for (std::string_view part : SplitOutsideParentheses(folded, '-')) {
    const auto one = std::find(kOnes.begin() + 1, kOnes.end(), part);
    const auto ten = std::find(kTens.begin(), kTens.end(), part);
    if (one == kOnes.end() && ten == kTens.end()) return 0;
    number += one != kOnes.end() ? static_cast<std::size_t>(one - kOnes.begin())
                                 : 20 + 10 * static_cast<std::size_t>(ten - kTens.begin());
  }
  return number;
}

// Words that lead to a mark: "and", "including"; and where other names are counted "the following three".
bool LeadsToMark(std::string_view word, bool counted) {
  static constexpr std::array<std::string_view, 10> kWords = {"including", "and", "or",        "with", "also",
                                                              "currently", "the", "following", "its",  "has"};
  constexpr std::size_t kAlways = 6;
  const std::string folded = Folded(word);
  const auto end = counted ? kWords.end() : kWords.begin() + kAlways;
  return std::find(kWords.begin(), end, folded) != end || (counted && NumberOf(folded) > 0);
}

// Takes the words that lead to the mark behind it off the end.
std::string_view WithoutLead(std::string_view text, bool counted) {
  while (true) {
    text = text.substr(0, text.find_last_not_of(" ,;") + 1);
    const std::size_t space = text.find_last_of(" ,;");
    const std::string_view word = space == std::string_view::npos ? text : text.substr(space + 1);
    if (word.empty() || !LeadsToMark(word, counted)) return text;
    // One number is the count; another belongs to the name: "Mill No. 2, and three aliases:".
    counted = counted && NumberOf(word) == 0;
    text.remove_suffix(word.size());
  }
}

// How many names the words before "aliases:" say there are; 0 where they say nothing.
std::size_t CountBefore(std::string_view text) {
  text = Trim(text);
  return NumberOf(text.substr(text.find_last_of(" ,;(") + 1));
}

bool ShareTheirStart(std::string_view left, std::string_view right) {
  constexpr std::size_t kLetters = 4;
  return left.size() >= kLetters && right.size() >= kLetters &&
         LowerAscii(left.substr(0, kLetters)) == LowerAscii(right.substr(0, kLetters));
}

// Two names stand around an "and" where the first is closed or the second is opened by a legal form, where
// a quotation ends, or where both begin alike.
bool AreTwoNames(std::string_view left, std::string_view right) {
  constexpr std::array<std::string_view, 4> kCloses = {"\xE2\x80\x9D", "\xE2\x80\x99", "\"", "\xC2\xBB"};
  return EndsInLegalForm(left) || StartsWithLegalForm(right) || ShareTheirStart(left, right) ||
         std::any_of(kCloses.begin(), kCloses.end(),
                     [&](std::string_view quote) { return left.ends_with(quote); });
}

std::vector<std::size_t> AndsIn(std::string_view text) {
  constexpr std::string_view kAnd = " and ";
  std::vector<std::size_t> places;
  int depth = 0;
  for (std::size_t i = 0; i + kAnd.size() <= text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && depth > 0) --depth;
    if (depth == 0 && text[i] == ' ' && StartsWithIgnoringCase(text.substr(i), kAnd)) places.push_back(i);
  }
  return places;
}

enum class Evidence { kNeeded, kGiven };

// The names around the "and"s of a piece: at each where evidence is given, else where the text shows it.
void KeepAtAnds(Texts& names, std::string_view piece, Evidence evidence) {
  constexpr std::size_t kAnd = 5;
  std::size_t start = 0;
  for (const std::size_t at : AndsIn(piece)) {
    const std::string_view left = Trim(piece.substr(start, at - start));
    if (evidence == Evidence::kNeeded && !AreTwoNames(left, Trim(piece.substr(at + kAnd)))) continue;
    KeepName(names, left);
    start = at + kAnd;
  }
  KeepName(names, piece.substr(start));
}

// The pieces between commas, a legal form put back behind its name, also where another name follows it:
// "A Co., Ltd. and B Co., Ltd.".
Texts AtCommas(std::string_view list) {
  Texts pieces;
  for (std::string_view piece : SplitOutsideParentheses(list, ',')) {
    const std::vector<std::size_t> ands = pieces.empty() ? std::vector<std::size_t>{} : AndsIn(piece);
    const std::size_t form_end = ands.empty() ? piece.size() : ands.front();
    if (pieces.empty() || !IsLegalForm(piece.substr(0, form_end))) {
      pieces.emplace_back(piece);
      continue;
    }
    pieces.back() += ", ";
    pieces.back() += piece.substr(0, form_end);
    if (form_end < piece.size()) pieces.emplace_back(Trim(piece.substr(form_end)));
  }
  return pieces;
}

std::string TakeParentheses(std::string_view text, OtherNames& names, int level);

// The names behind `marks`, which stand in `text`.
void TakeMarked(std::string_view text, const std::vector<Found>& marks, OtherNames& names, int level) {
  constexpr int kDeepest = 2;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const std::size_t start = marks[i].end();
    const bool last = i + 1 == marks.size();
    std::string_view list = text.substr(start, last ? std::string_view::npos : marks[i + 1].at - start);
    list = last ? Trim(list) : WithoutLead(list, marks[i + 1].counted());
    std::size_t count = marks[i].mark->one ? 1 : 0;
    if (marks[i].counted()) count = CountBefore(text.substr(0, marks[i].at));
    const Texts read = NamesIn(list, count);
    if (marks[i].counted() && count > 0 && read.size() != count) names.miscounted = true;
    for (const std::string& name : read) {
      const std::string plain = level < kDeepest ? TakeParentheses(name, names, level + 1) : name;
      KeepName(marks[i].mark->turn == Turn::kFormer ? names.former : names.aliases, plain);
    }
  }
}

// Reads the parentheses that hold other names, wherever they stand, and gives the text without them. One that
// is never closed goes to the end of the text.
std::string TakeParentheses(std::string_view text, OtherNames& names, int level) {
  std::string rest;
  std::size_t from = 0;
  std::size_t open = 0;
  int depth = 0;
  const auto take = [&](std::size_t close) {
    const std::string_view inside = text.substr(open + 1, close - open - 1);
    if (!HoldsOtherNames(inside)) return;
    std::vector<Found> marks = MarksIn(inside);
    std::erase_if(marks, [](const Found& found) { return found.inside; });
    TakeMarked(inside, marks, names, level);
    rest += Trim(text.substr(from, open - from));
    rest += ' ';
    from = std::min(close + 1, text.size());
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(' && depth++ == 0) open = i;
    if (text[i] == ')' && depth > 0 && --depth == 0) take(i);
  }
  if (depth > 0) take(text.size());
  // A full stop behind the parenthesis is none of the name.
  const std::string_view behind = text.substr(from);
  if (from == 0 || behind.find_first_not_of(" ,;.:") != std::string_view::npos) rest += behind;
  return rest;
}

OtherNames ReadNames(std::string_view text) {
  OtherNames names;
  const std::string outside = TakeParentheses(Trim(text), names, 0);
  std::vector<Found> marks = MarksIn(outside);
  // Nothing is a mark that has no name before it: "Formerly Yours Ltd.".
  std::erase_if(marks, [&](const Found& found) {
    return found.inside || WithoutAround(std::string_view(outside).substr(0, found.at)).empty() ||
           WithoutAround(std::string_view(outside).substr(found.end())).empty();
  });
  if (marks.empty()) {
    names.name = Squeeze(WithoutAround(outside));
    return names;
  }
  const std::string_view before = std::string_view(outside).substr(0, marks.front().at);
  names.name = Squeeze(WithoutAround(WithoutLead(before, marks.front().counted())));
  TakeMarked(outside, marks, names, 0);
  return names;
}

}  // namespace

std::string_view WithoutAround(std::string_view text) {
  constexpr std::string_view kAround = " ,;.:";
  const std::size_t first = text.find_first_not_of(" ,;:");
  if (first == std::string_view::npos) return {};
  std::size_t last = text.find_last_not_of(kAround);
  if (last == std::string_view::npos || last < first) return {};
  // The dot of "Ltd." and of initials belongs to the name.
  if (last + 1 < text.size() && text[last + 1] == '.') ++last;
  return text.substr(first, last - first + 1);
}

void KeepName(std::vector<std::string>& names, std::string_view name) {
  std::string clean = Squeeze(WithoutAround(name));
  for (std::string_view lead : {"and ", "or "}) {
    if (StartsWithIgnoringCase(clean, lead)) clean = Squeeze(clean.substr(lead.size()));
  }
  if (!clean.empty() && std::find(names.begin(), names.end(), clean) == names.end())
    names.push_back(std::move(clean));
}

std::vector<std::string> NamesIn(std::string_view list, std::size_t count) {
  Texts names;
  if (list.find(';') != std::string_view::npos) {
    for (std::string_view piece : SplitOutsideParentheses(list, ';')) KeepName(names, piece);
    return names;
  }
  if (count == 1) {
    KeepName(names, list);
    return names;
  }
  const Texts pieces = AtCommas(list);
  if (pieces.empty()) return names;
  std::size_t ands = 0;
  std::size_t closed = 0;
  for (const std::string& piece : pieces) {
    ands += AndsIn(piece).size();
    closed += EndsInLegalForm(piece) ? 1 : 0;
  }
  const bool all = count > 1 && pieces.size() + ands == count;
  // "A, B and C": what the commas began, the "and" ends. In "A, B, and C" it already stands before C.
  const bool series = pieces.size() > 1 && !StartsWithIgnoringCase(pieces.back(), "and ") && ands == 1;
  for (const std::string& piece : pieces) {
    const bool ends_series = series && &piece == &pieces.back();
    if (count == pieces.size()) {
      KeepName(names, piece);
    } else {
      KeepAtAnds(names, piece, all || ends_series ? Evidence::kGiven : Evidence::kNeeded);
    }
  }
  // "Agriculture, Industry, and Trade Co., Ltd." may be one.
  if (count == 0 && pieces.size() > 1 && closed == 1 && EndsInLegalForm(pieces.back())) KeepName(names, list);
  return names;
}

bool HoldsOtherNames(std::string_view inside) {
  const std::vector<Found> marks = MarksIn(inside);
  if (marks.empty()) return false;
  return !marks.front().inside && WithoutLead(inside.substr(0, marks.front().at), true).empty();
}

std::size_t FirstMark(std::string_view text) {
  for (const Found& found : MarksIn(text)) {
    if (!found.inside && !WithoutAround(text.substr(0, found.at)).empty()) return found.at;
  }
  return std::string_view::npos;
}

OtherNames ReadOtherNames(std::string_view text) {
  OtherNames names = ReadNames(text);
  // "(also known as B)" alone: a party all the same.
  Texts& others = names.aliases.empty() ? names.former : names.aliases;
  if (names.name.empty() && !others.empty()) {
    names.name = std::move(others.front());
    others.erase(others.begin());
  }
  return names;
}

bool LooksUnread(std::string_view name) {
  const std::string lower = LowerAscii(name);
  for (std::string_view part : {"alias", "subsidiar", "known as", "a/k/a"}) {
    if (lower.find(part) != std::string::npos) return true;
  }
  return std::count(name.begin(), name.end(), '(') > std::count(name.begin(), name.end(), ')');
}

}  // namespace lists
