#include "text/cantonese.h"

#include <algorithm>
#include <utility>

namespace text {
namespace {

using Views = std::vector<std::string_view>;

// Initials by length, the longer first; what is not listed is written as it is (f h l m n ng s w).
struct InitialRow {
  std::string_view jyutping;
  Views spellings;
};

const std::vector<InitialRow>& Initials() {
  static const auto* const rows = new std::vector<InitialRow>{
      {"gw", {"kw"}},      {"kw", {"kw"}}, {"ng", {"ng"}},     {"b", {"p", "b"}}, {"p", {"p"}},
      {"d", {"t"}},        {"t", {"t"}},   {"g", {"k"}},       {"k", {"k"}},      {"z", {"ch", "ts"}},
      {"c", {"ch", "ts"}}, {"j", {"y"}},   {"s", {"s", "sh"}}, {"f", {"f"}},      {"h", {"h"}},
      {"l", {"l"}},        {"m", {"m"}},   {"n", {"n"}},       {"w", {"w"}},
  };
  return *rows;
}

Views Finals(std::string_view final) {
  static const auto* const rows = new std::vector<std::pair<std::string_view, Views>>{
      {"aa", {"a", "ah"}},       {"aai", {"ai"}},      {"aau", {"au"}},      {"aam", {"am"}},
      {"aan", {"an"}},           {"aang", {"ang"}},    {"aap", {"ap"}},      {"aat", {"at"}},
      {"aak", {"ak"}},           {"au", {"au", "ow"}}, {"am", {"am", "um"}}, {"an", {"an", "un"}},
      {"ei", {"ei", "ee", "i"}}, {"e", {"e", "eh"}},   {"i", {"i", "ee"}},   {"o", {"o", "oh"}},
      {"ou", {"o", "ou"}},       {"oi", {"oi", "oy"}}, {"u", {"u", "oo"}},   {"un", {"un", "oon"}},
      {"ut", {"ut", "oot"}},     {"eoi", {"ui"}},      {"eon", {"un"}},      {"eot", {"ut"}},
      {"oeng", {"eung"}},        {"oek", {"euk"}},     {"oe", {"eu"}},       {"yu", {"u", "ue"}},
      {"yun", {"uen"}},          {"yut", {"uet"}},
  };
  for (const auto& [jyutping, spellings] : *rows) {
    if (jyutping == final) return spellings;
  }
  return {final};
}

// Where a row of initials keeps to one letter: z and c are ch before i and e (but 子 is tsz), ts before eoi.
Views InitialsBefore(const InitialRow& row, std::string_view final) {
  if ((row.jyutping == "z" || row.jyutping == "c") && final == "eoi") return {"ts", "ch"};
  if ((row.jyutping == "z" || row.jyutping == "c") && (final.starts_with("i") || final.starts_with("y")))
    return {"ch"};
  // s is sh before e, oe, eo and yu; both are written before i and u.
  if (row.jyutping == "s" && (final.starts_with("e") || final.starts_with("oe") || final.starts_with("y")))
    return final == "eoi" || final == "eon" ? Views{"s", "sh"} : Views{"sh", "s"};
  return row.spellings;
}

}  // namespace

std::vector<std::string> HongKongSpellings(std::string_view jyutping) {
  std::vector<std::string> out;
  const auto add = [&](std::string spelling) {
    if (std::find(out.begin(), out.end(), spelling) == out.end()) out.push_back(std::move(spelling));
  };
  if (jyutping == "ng") return {"ng"};
  static const InitialRow kNoInitial = {"", {""}};
  const InitialRow* row = &kNoInitial;
  for (const InitialRow& candidate : Initials()) {
    if (!jyutping.starts_with(candidate.jyutping)) continue;
    row = &candidate;
    break;
  }
  const std::string_view final = jyutping.substr(row->jyutping.size());
  if (final.empty()) return {std::string(jyutping)};
  for (std::string_view initial : InitialsBefore(*row, final)) {
    for (std::string_view vowel : Finals(final)) {
      // jyu, jyun and jyut are yu, yuen and yuet.
      add(std::string(initial) + std::string(vowel));
    }
  }
  if (jyutping == "jyu") add("yue");
  if (jyutping == "zi" || jyutping == "ci") add("tsz");
  if (jyutping == "si") {
    add("sze");
    add("sz");
  }
  if (jyutping == "jing") add("ying");
  return out;
}

}  // namespace text
