#include "text/vietnamese.h"

#include <algorithm>
#include <array>

namespace text {
namespace {

// The longest first.
constexpr std::array<std::string_view, 26> kInitials = {"ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu",
                                                        "th",  "tr", "b",  "c",  "d",  "g",  "h",  "k",  "l",
                                                        "m",   "n",  "p",  "r",  "s",  "t",  "v",  "x"};

// In order.
constexpr std::array<std::string_view, 99> kFinals = {
    "a",    "ac",   "ach",  "ai",  "am",   "an",   "ang",  "anh", "ao",  "ap",   "at",   "au",   "ay",
    "e",    "ec",   "ech",  "em",  "en",   "eng",  "enh",  "eo",  "ep",  "et",   "eu",   "i",    "ia",
    "ich",  "iec",  "iem",  "ien", "ieng", "iep",  "iet",  "ieu", "im",  "in",   "inh",  "ip",   "it",
    "iu",   "o",    "oa",   "oac", "oach", "oai",  "oam",  "oan", "oang", "oanh", "oat",  "oay",  "oc",
    "oe",   "oen",  "oet",  "oi",  "om",   "on",   "ong",  "ooc", "oong", "op",  "ot",   "u",    "ua",
    "uan",  "uang", "uat",  "uay", "uc",   "ue",   "uech", "uenh", "ui",  "um",  "un",   "ung",  "uo",
    "uoc",  "uoi",  "uom",  "uon", "uong", "uop",  "uot",  "uou", "up",  "ut",   "uu",   "uy",   "uya",
    "uych", "uyen", "uyet", "uynh", "uyt", "y",    "yen",  "yeu"};
static_assert(std::is_sorted(kFinals.begin(), kFinals.end()));

}  // namespace

bool IsVietnameseSyllable(std::string_view word) {
  const auto is_final = [](std::string_view rest) {
    return std::binary_search(kFinals.begin(), kFinals.end(), rest);
  };
  if (is_final(word)) return true;
  return std::any_of(kInitials.begin(), kInitials.end(), [&](std::string_view initial) {
    return word.starts_with(initial) && is_final(word.substr(initial.size()));
  });
}

}  // namespace text
