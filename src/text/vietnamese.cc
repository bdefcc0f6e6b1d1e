#include "text/vietnamese.h"

#include <algorithm>
#include <array>

namespace text {
namespace {

// In order.
constexpr std::array<std::string_view, 24> kInitials = {"",  "b",  "c", "ch", "d", "g",  "gh",  "h",
                                                        "k", "kh", "l", "m",  "n", "ng", "ngh", "nh",
                                                        "p", "ph", "r", "s",  "t", "th", "tr",  "v"};
static_assert(std::is_sorted(kInitials.begin(), kInitials.end()));
constexpr std::size_t kLongest = 7;  // nghieng

// In order.
constexpr std::array<std::string_view, 99> kFinals = {
    "a",    "ac",   "ach",  "ai",   "am",   "an",  "ang",  "anh",  "ao",   "ap",   "at",  "au",  "ay",
    "e",    "ec",   "ech",  "em",   "en",   "eng", "enh",  "eo",   "ep",   "et",   "eu",  "i",   "ia",
    "ich",  "iec",  "iem",  "ien",  "ieng", "iep", "iet",  "ieu",  "im",   "in",   "inh", "ip",  "it",
    "iu",   "o",    "oa",   "oac",  "oach", "oai", "oam",  "oan",  "oang", "oanh", "oat", "oay", "oc",
    "oe",   "oen",  "oet",  "oi",   "om",   "on",  "ong",  "ooc",  "oong", "op",   "ot",  "u",   "ua",
    "uan",  "uang", "uat",  "uay",  "uc",   "ue",  "uech", "uenh", "ui",   "um",   "un",  "ung", "uo",
    "uoc",  "uoi",  "uom",  "uon",  "uong", "uop", "uot",  "uou",  "up",   "ut",   "uu",  "uy",  "uya",
    "uych", "uyen", "uyet", "uynh", "uyt",  "y",   "yen",  "yeu"};
static_assert(std::is_sorted(kFinals.begin(), kFinals.end()));

}  // namespace

bool IsVietnameseSyllable(std::string_view word) {
  if (word.empty() || word.size() > kLongest) return false;
  const auto is_final = [](std::string_view rest) {
    return std::binary_search(kFinals.begin(), kFinals.end(), rest);
  };
  const std::size_t vowel = word.find_first_of("aeiouy");
  if (vowel == std::string_view::npos) return false;
  const std::string_view initial = word.substr(0, vowel);
  if (initial == "q") return word.starts_with("qu") && is_final(word.substr(2));
  if (initial == "g" && word.starts_with("gi") && is_final(word.substr(2))) return true;
  const bool known = initial == "x" || std::binary_search(kInitials.begin(), kInitials.end(), initial);
  return known && is_final(word.substr(vowel));
}

}  // namespace text
