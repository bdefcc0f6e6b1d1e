// The fast engine against the slow one on names in every script, their Latin spellings, and letters of those
// scripts in no order at all.

#include <gtest/gtest.h>

#include "base/limits.h"
#include "match/match.h"
#include "match/test_lists.h"
#include "match/test_worlds.h"
#include "text/unicode.h"

namespace match {
namespace {

std::string RandomLetters(testing::Random& random) {
  static constexpr std::pair<char32_t, char32_t> kBlocks[] = {
      {0x3B1, 0x3CE}, {0x430, 0x45F},   {0x561, 0x587},   {0x5D0, 0x5EA},   {0x621, 0x64A},
      {0x905, 0x94D}, {0x985, 0x9CD},   {0xB85, 0xBCD},   {0xD85, 0xDDF},   {0xE01, 0xE4C},
      {0xE81, 0xECD}, {0x1000, 0x103E}, {0x10D0, 0x10F0}, {0x1200, 0x1357}, {0x1780, 0x17D2}};
  const auto [first, last] = kBlocks[random.Below(std::size(kBlocks))];
  std::u32string letters;
  for (std::size_t n = 1 + random.Below(7); n > 0; --n)
    letters.push_back(first + static_cast<char32_t>(random.Below(last - first + 1)));
  return text::Encode(letters);
}

std::string RandomScriptName(testing::Random& random) {
  static const std::vector<std::string> words = {
      "Сергей",      "Sergei",    "Щербаков",    "Schtscherbakow",
      "Жуков",       "Joukov",    "Γεώργιος",    "Georgios",
      "Պետրոս",      "Bedros",    "ღარიბაშვილი", "Garibashvili",
      "محمد",        "Mohamed",   "Mahmud",      "عبدالله",
      "Abdallah",    "سيف",       "الدين",       "الله",
      "Saif",        "ud-Din",    "Allah",       "Noureddine",
      "نورالدین",    "ضیاء",      "Zia",         "ul-Haq",
      "Essaadi",     "السعدي",    "כהן",         "Cohen",
      "יעקב",        "Yaakov",    "ชินวัตร",       "Shinawatra",
      "สมพร",        "Somporn",   "ສີສຸລິດ",        "Sisoulith",
      "ដារ៉ា",        "Dara",      "အောင်ဆန်း",     "Aung",
      "San",         "हुसैन",       "Hussain",     "চৌধুরী",
      "Chowdhury",   "மோகன்",      "Mohan",       "සිරිසේන",
      "Sirisena",    "ተስፋዬ",      "Tesfaye",     "شركة",
      "النور",       "للتجارة",   "Trading",     "Company",
      "غلامرضا",     "Gholam",    "Reza",        "رضا",
      "باولو",       "Paolo",     "فالنتين",     "Valentin",
      "মিজানুররহমান", "Mizanur",   "Rahman",      "Жуковский",
      "Schukowski",  "Қайратұлы", "Кайратович",  "Ю.",
      "Yuri",        "Самарский", "Samara",      "вагоноремонтный"};
  std::string name;
  for (std::size_t n = 1 + random.Below(4); n > 0; --n) {
    if (!name.empty()) name += random.Chance(8) ? ", " : " ";
    name += random.Chance(12) ? RandomLetters(random) : testing::Slip(random.Pick(words), random);
  }
  return name;
}

TEST(ScriptsScreen, EqualsTheReferenceOnRandomNamesOfAllScripts) {
  const std::uint64_t seed = testing::SeedOr(20);
  RecordProperty("seed", std::to_string(seed));
  testing::Random random(seed);
  Scratch scratch;
  ScreenOptions options;
  options.limit = base::kMaxResultLimit;
  options.explain = false;
  std::size_t alerts = 0;
  for (std::size_t world = 0; world < testing::Scaled(12); ++world) {
    std::vector<entity::Entity> entities;
    for (std::size_t i = 0; i < 60; ++i) {
      entities.push_back(testing::Make(random.Chance(70) ? "Person" : "Company",
                                       {RandomScriptName(random).c_str()},
                                       ("e" + std::to_string(i)).c_str()));
    }
    const testing::Compiled compiled = testing::Compiled::Of(entities);
    const CompiledList* lists[] = {&compiled.list};
    for (std::size_t i = 0; i < 40; ++i) {
      const entity::Entity party =
          testing::Make(random.Chance(70) ? "Person" : "Company", {RandomScriptName(random).c_str()}, "p");
      const std::vector<Alert> fast = Screen(party, lists, options, scratch);
      const std::vector<Alert> slow = ScreenByBruteForce(party, lists, options);
      ASSERT_EQ(fast.size(), slow.size()) << "seed " << seed << ' ' << party.caption;
      for (std::size_t k = 0; k < fast.size(); ++k) {
        ASSERT_EQ(fast[k].id, slow[k].id) << "seed " << seed << ' ' << party.caption;
        ASSERT_EQ(fast[k].score, slow[k].score) << "seed " << seed << ' ' << party.caption;
      }
      alerts += fast.size();
    }
  }
  EXPECT_GT(alerts, 50U);  // the worlds are dense enough to say something
}

}  // namespace
}  // namespace match
