#include "text/mandarin.h"

#include <algorithm>
#include <map>
#include <set>

#include "text/han.h"

namespace text {
namespace {

const SyllableSet& Pinyin() {
  static const SyllableSet* const all = [] {
    auto* set = new SyllableSet;
    // Interjections without a vowel (m, n, ng, hm) are no syllables of names.
    ForEachMandarinReading([&](std::string_view reading) {
      if (reading.find_first_of("aeiou") != std::string_view::npos) set->Add(reading);
    });
    return set;
  }();
  return *all;
}

struct Sound {
  std::string plain;
  bool aspirated = false;  // written with an apostrophe
};

struct InitialRow {
  std::string_view pinyin;
  std::string_view wade;
  bool aspirated;
};

// The longer first.
constexpr InitialRow kInitials[] = {
    {"zh", "ch", false}, {"ch", "ch", true}, {"sh", "sh", false}, {"b", "p", false},  {"p", "p", true},
    {"d", "t", false},   {"t", "t", true},   {"g", "k", false},   {"k", "k", true},   {"j", "ch", false},
    {"q", "ch", true},   {"x", "hs", false}, {"r", "j", false},   {"z", "ts", false}, {"c", "ts", true},
};

// Giles writes the buzzing vowel differently after each row of initials.
std::string_view Buzzing(std::string_view pinyin) {
  if (pinyin == "zhi" || pinyin == "chi") return "chih";
  if (pinyin == "shi") return "shih";
  if (pinyin == "ri") return "jih";
  if (pinyin == "zi" || pinyin == "ci") return "tzu";
  return pinyin == "si" ? "ssu" : std::string_view();
}

std::string Final(std::string_view initial, std::string_view final) {
  const auto one_of = [&](std::initializer_list<std::string_view> all) {
    return std::find(all.begin(), all.end(), initial) != all.end();
  };
  if (final == "ian") return "ien";
  if (final == "ie") return "ieh";
  if (final == "ue") return "ueh";
  if (final == "ong") return "ung";
  if (final == "iong") return "iung";
  if (final == "e" && one_of({"g", "k", "h"})) return "o";
  if (final == "ui" && one_of({"g", "k"})) return "uei";
  if (final == "uo" && !one_of({"g", "k", "h", "sh"})) return "o";
  return std::string(final);
}

// Syllables that begin with a vowel, or with y, which Giles writes otherwise.
std::string_view Whole(std::string_view pinyin) {
  if (pinyin == "yi") return "i";
  if (pinyin == "ye") return "yeh";
  if (pinyin == "yan") return "yen";
  if (pinyin == "you") return "yu";
  if (pinyin == "yong") return "yung";
  if (pinyin == "yue") return "yueh";
  if (pinyin == "er") return "erh";
  return {};
}

Sound SoundOf(std::string_view pinyin) {
  if (const std::string_view whole = Whole(pinyin); !whole.empty()) return {std::string(whole), false};
  if (const std::string_view buzzing = Buzzing(pinyin); !buzzing.empty())
    return {std::string(buzzing), pinyin[0] == 'c'};
  for (const InitialRow& row : kInitials) {
    if (!pinyin.starts_with(row.pinyin)) continue;
    return {std::string(row.wade) + Final(row.pinyin, pinyin.substr(row.pinyin.size())), row.aspirated};
  }
  for (std::string_view initial : {"m", "f", "n", "l", "h", "s"}) {
    if (pinyin.starts_with(initial))
      return {std::string(initial) + Final(initial, pinyin.substr(initial.size())), false};
  }
  return {std::string(pinyin), false};
}

struct WadeTable {
  std::map<std::string, std::vector<std::pair<std::string, bool>>, std::less<>> pinyin;  // and aspirated
  SyllableSet plain;
};

const WadeTable& Wade() {
  static const WadeTable* const table = [] {
    auto* t = new WadeTable;
    std::set<std::string_view> all;
    ForEachMandarinReading([&](std::string_view reading) {
      if (Pinyin().contains(reading)) all.insert(reading);
    });
    for (std::string_view syllable : all) {
      const Sound sound = SoundOf(syllable);
      // tzu and ssu are as often written tze, tsu, szu, sze.
      std::vector<std::string> spellings = {sound.plain};
      if (sound.plain == "tzu") spellings.insert(spellings.end(), {"tze", "tsu"});
      if (sound.plain == "ssu") spellings.insert(spellings.end(), {"szu", "sze"});
      for (std::string& plain : spellings) {
        t->pinyin[plain].emplace_back(syllable, sound.aspirated);
        t->plain.Add(plain);
      }
    }
    return t;
  }();
  return *table;
}

}  // namespace

WordSyllables PinyinSyllables(std::string_view word) {
  // Every syllable ends in a vowel, n, ng or r: most words of other languages need no search.
  if (word.empty() || std::string_view("aeiounrg").find(word.back()) == std::string_view::npos)
    return WordSyllables(word);
  return CutSyllables(word, Pinyin());
}

WordSyllables WadeGilesSyllables(std::string_view word) {
  if (word.empty() || std::string_view("aeiounhg").find(word.back()) == std::string_view::npos)
    return WordSyllables(word);
  return CutSyllables(word, Wade().plain);
}

std::string WadeGiles(std::string_view pinyin) {
  return Pinyin().contains(pinyin) ? SoundOf(pinyin).plain : std::string(pinyin);
}

std::vector<std::string> PinyinOfWadeGiles(std::string_view plain) {
  std::vector<std::string> out;
  const auto found = Wade().pinyin.find(plain);
  if (found == Wade().pinyin.end()) return out;
  for (const auto& [pinyin, aspirated] : found->second) out.push_back(pinyin);
  return out;
}

std::vector<std::string> PinyinOfWadeGiles(std::string_view plain, bool aspirated) {
  std::vector<std::string> out;
  const auto found = Wade().pinyin.find(plain);
  if (found == Wade().pinyin.end()) return out;
  for (const auto& [pinyin, with] : found->second) {
    if (with == aspirated) out.push_back(pinyin);
  }
  return out;
}

}  // namespace text
