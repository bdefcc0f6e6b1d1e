#include "match/word_keys.h"

#include <algorithm>
#include <span>

#include "match/compiled.h"
#include "text/unicode.h"

namespace match {
namespace {

constexpr std::size_t kLeastJoinedConsonants = 3;

// Units of the romanisation and what others write for them; "^" is the beginning of the word.
struct Habit {
  std::string_view unit, other;
};
using Way = std::array<Habit, 4>;  // applied together, the first that fits; empty ones fit nowhere

// German and Polish; French; Southern Slavic and Turkic; Serbian as Russian.
constexpr Way kCyrillic[] = {{{{"zh", "sch"}, {"kh", "ch"}, {"v", "w"}}},
                             {{{"sh", "ch"}}},
                             {{{"kh", "h"}}},
                             {{{"ch", "ch"}, {"lj", "ly"}, {"nj", "ny"}, {"c", "ts"}}}};
// Foreign names, with p and v; p; p at the beginning; v; French; Egypt, the Gulf, Sudan and Iran.
constexpr Way kArabic[] = {
    {{{"b", "p"}, {"f", "v"}}}, {{{"b", "p"}}}, {{{"^b", "p"}}}, {{{"f", "v"}}}, {{{"sh", "ch"}}},
    {{{"j", "g"}, {"q", "g"}}}};
constexpr Way kHebrew[] = {{{{"sh", "sh"}, {"kh", "ch"}, {"h", "ch"}}}};
constexpr Way kGreek[] = {{{{"ch", "h"}}}};
// Loan words; Arabic names; both.
constexpr Way kBengali[] = {{{{"bh", "v"}}}, {{{"j", "z"}}}, {{{"bh", "v"}, {"j", "z"}}}};
constexpr Way kIndic[] = {{{{"v", "w"}}}, {{{"j", "z"}}}};

std::span<const Way> WaysOf(std::string_view surface) {
  if (surface.empty() || static_cast<unsigned char>(surface[0]) < 0x80) return {};
  const char32_t c = text::Decode(surface.substr(0, 4))[0];
  if (c >= 0x400 && c <= 0x52F) return kCyrillic;
  if (c >= 0x600 && c <= 0x77F) return kArabic;
  if (c >= 0x590 && c <= 0x5FF) return kHebrew;
  if (c >= 0x370 && c <= 0x3FF) return kGreek;
  if (c >= 0x980 && c <= 0x9FF) return kBengali;
  if (c >= 0x900 && c <= 0xD7F) return kIndic;
  return {};
}

// What has to stand here for the habit to fit; behind the beginning "^b" fits nowhere.
std::string_view UnitAt(const Habit& habit, bool beginning) {
  return beginning && habit.unit.starts_with('^') ? habit.unit.substr(1) : habit.unit;
}

// The form in that way; the same where nothing in it is written otherwise.
std::string Rewritten(std::string_view form, const Way& way) {
  std::string out;
  while (!form.empty()) {
    const auto habit = std::find_if(way.begin(), way.end(), [&](const Habit& h) {
      return !h.unit.empty() && form.starts_with(UnitAt(h, out.empty()));
    });
    const std::size_t taken = habit == way.end() ? 1 : UnitAt(*habit, out.empty()).size();
    out += habit == way.end() ? form.substr(0, 1) : habit->other;
    form.remove_prefix(taken);
  }
  return out;
}

}  // namespace

ConsonantKeys::ConsonantKeys(Word word) {
  Add(ConsonantKeyOf(word.form));
  for (const Way& way : WaysOf(word.surface)) {
    if (size_ == kMostConsonantKeys) return;
    Add(ConsonantKeyOf(Rewritten(word.form, way)));
  }
}

void ConsonantKeys::Add(std::string key) {
  if (!key.empty() && !Contains(key)) keys_[size_++] = std::move(key);
}

bool ConsonantKeys::Contains(std::string_view key) const {
  return std::find(begin(), end(), key) != end();
}

bool ConsonantKeys::Meets(const ConsonantKeys& other) const {
  return std::any_of(begin(), end(), [&](const std::string& key) { return other.Contains(key); });
}

bool ConsonantKeys::MayJoin(std::string_view joined) const {
  return joined.size() >= kLeastJoinedConsonants && Contains(joined);
}

bool HasOtherKeys(Word word) {
  return !WaysOf(word.surface).empty();
}

std::string JoinKeyOf(std::string_view form) {
  std::string key = ConsonantKeyOf(form);
  if (key.size() < kLeastJoinedConsonants) key = form;
  return key;
}

std::uint32_t JoinHash(std::string_view form, std::string_view key, bool native) {
  const std::uint32_t letters = (KeyHash(form) << 1) & ~(kJoinPlace | kJoinNative);
  return (KeyHash(key) & kJoinPlace) | letters | (native ? kJoinNative : 0);
}

}  // namespace match
