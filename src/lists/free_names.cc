#include "lists/free_names.h"

#include <algorithm>
#include <array>

#include "base/limits_lists.h"
#include "lists/text_rules.h"

namespace lists {
namespace {

using Texts = std::vector<std::string>;

// Where `mark` stands in `text`, without regard to case; npos where it does not.
std::size_t FindMark(std::string_view text, std::string_view mark, std::size_t from = 0) {
  return LowerAscii(text).find(mark, from);
}

bool EndsInLegalForm(std::string_view text) {
  std::string last = Folded(text.substr(text.find_last_of(" ,") + 1));
  std::erase(last, '.');
  static constexpr std::array<std::string_view, 12> kForms = {
      "ltd", "limited", "inc", "co", "corp", "corporation", "company", "llc", "sa", "bhd", "berhad", "gmbh"};
  return std::find(kForms.begin(), kForms.end(), last) != kForms.end();
}

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

void Keep(Texts& names, std::string_view name) {
  std::string clean = Squeeze(WithoutAround(name));
  for (std::string_view lead : {"and ", "or "}) {
    if (StartsWithIgnoringCase(clean, lead)) clean = Squeeze(clean.substr(lead.size()));
  }
  if (!clean.empty() && std::find(names.begin(), names.end(), clean) == names.end())
    names.push_back(std::move(clean));
}

// "B; and C", "B, and C", "B": names between semicolons; without any, between commas that no legal form
// follows.
Texts NamesIn(std::string_view list) {
  Texts names;
  const bool semicolons = list.find(';') != std::string_view::npos;
  std::string pending;
  for (std::string_view piece : SplitOutsideParentheses(list, semicolons ? ';' : ',')) {
    if (!semicolons && !pending.empty() && EndsInLegalForm(piece) &&
        piece.find(' ') == std::string_view::npos) {
      pending += ", ";
      pending += piece;
      continue;
    }
    Keep(names, pending);
    pending = piece;
  }
  Keep(names, pending);
  return names;
}

enum class Turn { kAlias, kFormer };

struct Mark {
  std::string_view words;
  Turn turn;
};

constexpr std::array<Mark, 12> kMarks = {{{"formerly known as", Turn::kFormer},
                                          {"previously known as", Turn::kFormer},
                                          {"f/k/a", Turn::kFormer},
                                          {"formerly", Turn::kFormer},
                                          {"also known as", Turn::kAlias},
                                          {"also doing business as", Turn::kAlias},
                                          {"doing business as", Turn::kAlias},
                                          {"a/k/a", Turn::kAlias},
                                          {"a.k.a.", Turn::kAlias},
                                          {"alias:", Turn::kAlias},
                                          {"aliases:", Turn::kAlias},
                                          {"d/b/a", Turn::kAlias}}};

// The first mark at or after `from`.
const Mark* NextMark(std::string_view text, std::size_t from, std::size_t& at) {
  const Mark* best = nullptr;
  for (const Mark& mark : kMarks) {
    const std::size_t found = FindMark(text, mark.words, from);
    if (found == std::string_view::npos || (best != nullptr && found >= at)) continue;
    at = found;
    best = &mark;
  }
  return best;
}

// The names behind the marks of a text; what stands before the first mark is returned.
std::string_view TakeMarked(std::string_view text, FreeParty& party) {
  std::size_t at = 0;
  const Mark* mark = NextMark(text, 0, at);
  if (mark == nullptr) return text;
  const std::string_view before = text.substr(0, at);
  while (mark != nullptr) {
    const std::size_t start = at + mark->words.size();
    std::size_t next_at = 0;
    const Mark* next = NextMark(text, start, next_at);
    std::string_view list = text.substr(start, next == nullptr ? std::string_view::npos : next_at - start);
    list = Trim(list);
    if (list.ends_with(" and")) list.remove_suffix(4);
    for (const std::string& name : NamesIn(list))
      Keep(mark->turn == Turn::kFormer ? party.former : party.aliases, name);
    mark = next;
    at = next_at;
  }
  return before;
}

// "(also known as …)", "(and one alias: …)" at the end: the text inside; the text is cut before it.
std::string_view TakeParenthesis(std::string_view& text) {
  text = Trim(text);
  if (!text.ends_with(')')) return {};
  int depth = 0;
  for (std::size_t i = text.size(); i-- > 0;) {
    if (text[i] == ')') ++depth;
    if (text[i] != '(' || --depth > 0) continue;
    const std::string_view inside = text.substr(i + 1, text.size() - i - 2);
    std::size_t at = 0;
    if (NextMark(inside, 0, at) == nullptr || at > 24) return {};
    text = Trim(text.substr(0, i));
    return inside;
  }
  return {};
}

// One party with its other names.
FreeParty PartyOf(std::string_view text) {
  constexpr std::string_view kVessel = "fishing vessel:";
  FreeParty party;
  text = Trim(text);
  if (StartsWithIgnoringCase(text, kVessel)) {
    party.vessel = true;
    text = Trim(text.substr(kVessel.size()));
  }
  if (const std::string_view inside = TakeParenthesis(text); !inside.empty()) TakeMarked(inside, party);
  // "A, a/k/a B, a/k/a C": one name behind each mark, whatever commas it holds.
  Texts pieces;
  std::size_t at = FindMark(text, "a/k/a");
  if (at != std::string_view::npos) {
    party.name = Squeeze(WithoutAround(text.substr(0, at)));
    while (at != std::string_view::npos) {
      const std::size_t next = FindMark(text, "a/k/a", at + 5);
      Keep(party.aliases, text.substr(at + 5, next == std::string_view::npos ? next : next - at - 5));
      at = next;
    }
    return party;
  }
  party.name = Squeeze(WithoutAround(TakeMarked(text, party)));
  return party;
}

// "A Co., Ltd. and B Co., Ltd.": the place of an " and " behind a legal form.
Texts SplitAtAnd(std::string_view text) {
  Texts pieces;
  std::size_t start = 0;
  int depth = 0;
  for (std::size_t i = 0; i + 5 <= text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && depth > 0) --depth;
    if (depth > 0 || LowerAscii(text.substr(i, 5)) != " and ") continue;
    const std::string_view before = text.substr(start, i - start);
    if (!EndsInLegalForm(before) || !EndsInLegalForm(Trim(text))) continue;
    pieces.emplace_back(before);
    start = i + 5;
  }
  pieces.emplace_back(text.substr(start));
  return pieces;
}

// "All products harvested by fishing vessels A, B 8, or C": the vessels.
std::vector<FreeParty> VesselsIn(std::string_view text) {
  constexpr std::string_view kMark = "fishing vessels ";
  std::vector<FreeParty> vessels;
  const std::size_t at = FindMark(text, kMark);
  if (at == std::string_view::npos) return vessels;
  for (std::string_view piece : SplitOutsideParentheses(text.substr(at + kMark.size()), ',')) {
    Texts name;
    Keep(name, piece);
    if (name.empty()) continue;
    // "Dalian Ocean Fishing" is the company that sails them.
    const bool company = Folded(name[0]).find("fishing") != std::string::npos;
    vessels.push_back({name[0], {}, {}, !company});
  }
  return vessels;
}

// "Turkmenistan Cotton or products …" → "Cotton"; "gold mined, produced …" → "Gold".
std::string CommodityOf(std::string_view text, std::string_view country) {
  std::string_view rest = Trim(text);
  if (StartsWithIgnoringCase(rest, "all ")) rest = Trim(rest.substr(4));
  const std::string folded_country = Folded(country);
  if (!folded_country.empty() && StartsWithIgnoringCase(rest, folded_country))
    rest = Trim(rest.substr(folded_country.size()));
  std::size_t end = rest.size();
  for (std::string_view stop : {" or ", " and ", " produced", " mined", " harvested", " manufactured",
                                " made ", " grown", " from ", " in ", ",", ";", ".", " containing "}) {
    end = std::min(end, FindMark(rest, stop));
  }
  std::string commodity = Squeeze(rest.substr(0, end));
  if (!commodity.empty() && commodity[0] >= 'a' && commodity[0] <= 'z')
    commodity[0] = static_cast<char>(commodity[0] - 'a' + 'A');
  return commodity;
}

}  // namespace

std::vector<FreeParty> FreeParties(std::string_view text) {
  std::vector<FreeParty> parties;
  if (text.size() > base::kMaxFreeTextBytes) return {{std::string(text), {}, {}, false}};
  for (std::string_view whole : SplitOutsideParentheses(text, ';')) {
    // "A; and B"
    if (StartsWithIgnoringCase(whole, "and ")) whole = Trim(whole.substr(4));
    for (const std::string& piece : SplitAtAnd(whole)) {
      FreeParty party = PartyOf(piece);
      if (!party.name.empty()) parties.push_back(std::move(party));
    }
  }
  return parties;
}

std::optional<FreeGoods> FreeGoodsOf(std::string_view text, std::string_view country) {
  if (text.size() > base::kMaxFreeTextBytes) return std::nullopt;
  const std::string folded = Folded(text);
  const bool all = folded.starts_with("all ");
  const bool produced = folded.find(" produced in ") != std::string::npos ||
                        folded.find(" harvested by ") != std::string::npos ||
                        folded.find(" mined in ") != std::string::npos;
  if (!all && !produced) return std::nullopt;
  FreeGoods goods;
  goods.parties = VesselsIn(text);
  if (!goods.parties.empty()) return goods;
  goods.commodity = CommodityOf(text, country);
  if (goods.commodity.empty()) goods.commodity = Squeeze(text);
  return goods;
}

}  // namespace lists
