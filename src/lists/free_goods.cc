#include "lists/free_goods.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/limits_lists.h"
#include "lists/legal_forms.h"
#include "lists/text_rules.h"

namespace lists {
namespace {

std::size_t Find(std::string_view text, std::string_view mark) {
  return LowerAscii(text).find(mark);
}

bool Holds(std::string_view text, std::span<const std::string_view> parts) {
  const std::string lower = LowerAscii(text);
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return lower.find(part) != std::string::npos; });
}

// Where the words that say how the goods came to be stand: " produced in", " harvested by". In capitals they
// are part of a name ("Well Made by Hand"), unless all of the text is.
std::size_t FindMaking(std::string_view text) {
  static constexpr std::array<std::string_view, 8> kMade = {
      " produced", " harvested", " mined", " manufactured", " made", " grown", " caught", " processed"};
  static constexpr std::array<std::string_view, 9> kBehind = {" in ", " by ",   " with ", " wholly", " at ",
                                                              " or ", " from ", ", ",     " and "};
  const std::string lower = LowerAscii(text);
  const bool shouted = std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  std::size_t first = std::string::npos;
  for (std::string_view made : kMade) {
    for (std::size_t at = lower.find(made); at != std::string::npos; at = lower.find(made, at + 1)) {
      const std::string_view behind = std::string_view(lower).substr(at + made.size());
      const bool fits = std::any_of(kBehind.begin(), kBehind.end(),
                                    [&](std::string_view word) { return behind.starts_with(word); });
      const bool small = shouted || text[at + 1] == made[1];
      if (fits && small) first = std::min(first, at);
    }
  }
  return first;
}

// "All cotton", "All Xinjiang cotton"; a firm's words all have capitals ("All Star Garments of India") unless
// the first is the country's ("All Turkmenistan Cotton").
bool SaysAllGoods(std::string_view text, std::string_view country) {
  if (!StartsWithIgnoringCase(text, "all ")) return false;
  const std::string_view rest = Trim(text.substr(4));
  if (rest.empty() || EndsInLegalForm(text)) return false;
  const std::string folded_country = Folded(country);
  constexpr std::size_t kShortest = 4;  // "of", "and" stand in names too
  for (std::string_view word : SplitOutsideParentheses(rest, ' ')) {
    if (word.size() >= kShortest && word[0] >= 'a' && word[0] <= 'z') return true;
  }
  return (rest[0] >= 'a' && rest[0] <= 'z') || StartsWithIgnoringCase(rest, "products") ||
         StartsWithIgnoringCase(rest, "goods") ||
         (!folded_country.empty() && StartsWithIgnoringCase(rest, folded_country));
}

// Who made the goods: the text behind the first "by" that follows `at`, up to where it speaks of goods again.
std::string_view MakersIn(std::string_view text, std::size_t at) {
  constexpr std::string_view kBy = " by ";
  const std::size_t by = LowerAscii(text).find(kBy, at);
  if (by == std::string::npos) return {};
  std::string_view makers = Trim(text.substr(by + kBy.size()));
  std::size_t end = makers.size();
  for (std::string_view stop : {" as well as any ", " and any ", " as well as all ", " that ", ", such as ",
                                " using ", " with forced", " in whole", " wholly or "})
    end = std::min(end, Find(makers, stop));
  makers = Trim(makers.substr(0, end));
  if (StartsWithIgnoringCase(makers, "the ")) makers = Trim(makers.substr(4));
  return makers;
}

// A name begins with a capital or a number and is not that of a trade: "Malawian workers", "forced labor".
bool IsNamed(std::string_view maker) {
  static constexpr std::array<std::string_view, 8> kPeople = {"workers",  "worker ",  " labor",    "labour",
                                                              "children", "laborers", "prisoners", "farmers"};
  const bool capital = !maker.empty() && !(maker[0] >= 'a' && maker[0] <= 'z');
  return capital && !Holds(maker.substr(0, maker.find(',')), kPeople);
}

// The vessels or firms that made the goods.
std::vector<FreeParty> PartiesIn(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 5> kVessel = {"fishing vessels ", "fishing vessel ",
                                                              "vessels ", "vessel ", "f/v "};
  static constexpr std::array<std::string_view, 8> kCatch = {"seafood", "tuna",  "fish",  "shrimp",
                                                             "squid",   "crab ", "catch", "salmon"};
  std::string_view makers = MakersIn(text, at);
  for (std::string_view lead : kVessel) {
    if (StartsWithIgnoringCase(makers, lead)) return VesselsIn(makers.substr(lead.size()));
  }
  if (!IsNamed(makers)) return {};
  // Before the makers, so that a firm's name says nothing of what it makes.
  const std::string_view goods = text.substr(0, static_cast<std::size_t>(makers.data() - text.data()));
  const bool vessels =
      Holds(makers, std::array<std::string_view, 1>{"fishing vessel"}) || Holds(goods, kCatch);
  return vessels && !EndsInLegalForm(makers) ? VesselsIn(makers) : FreeParties(makers);
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
    end = std::min(end, Find(rest, stop));
  }
  std::string commodity = Squeeze(rest.substr(0, end));
  if (!commodity.empty() && commodity[0] >= 'a' && commodity[0] <= 'z')
    commodity[0] = static_cast<char>(commodity[0] - 'a' + 'A');
  return commodity;
}

}  // namespace

std::optional<FreeGoods> FreeGoodsOf(std::string_view text, std::string_view country) {
  if (text.size() > base::kMaxFreeTextBytes) return std::nullopt;
  text = Trim(text);
  const std::size_t making = FindMaking(text);
  if (making == std::string_view::npos && !SaysAllGoods(text, country)) return std::nullopt;
  FreeGoods goods;
  if (making != std::string_view::npos) goods.parties = PartiesIn(text, making);
  if (!goods.parties.empty()) return goods;
  goods.commodity = CommodityOf(text, country);
  if (goods.commodity.empty()) goods.commodity = Squeeze(text);
  return goods;
}

}  // namespace lists
