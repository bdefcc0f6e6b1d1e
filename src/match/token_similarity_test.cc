#include "match/token_similarity.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <iterator>

#include "match/compiled.h"
#include "match/lookup.h"
#include "match/name.h"
#include "match/tables.h"
#include "match/test_lists.h"
#include "match/test_worlds.h"
#include "match/word_keys.h"
#include "text/keys.h"

namespace match {
namespace {

float Alike(std::string_view a, std::string_view b, Kind kind = Kind::kPerson) {
  return TokenSimilarity({a, ""}, {b, ""}, kind).similarity;
}

TEST(TokenSimilarity, RelationsByTheirName) {
  EXPECT_EQ(TokenSimilarity({"ivan", ""}, {"ivan", ""}, Kind::kPerson).relation, Relation::kSame);
  EXPECT_EQ(TokenSimilarity({"ivan", "иван"}, {"ivan", ""}, Kind::kPerson).relation, Relation::kSameWord);
  EXPECT_EQ(TokenSimilarity({"wang", "王"}, {"wang", "汪"}, Kind::kPerson).relation, Relation::kSameReading);
  EXPECT_EQ(TokenSimilarity({"william", ""}, {"bill", ""}, Kind::kPerson).relation, Relation::kNickname);
  EXPECT_EQ(TokenSimilarity({"youssef", ""}, {"yusuf", ""}, Kind::kPerson).relation, Relation::kVariant);
  EXPECT_EQ(TokenSimilarity({"intl", ""}, {"international", ""}, Kind::kOrganization).relation,
            Relation::kSameWord);
  EXPECT_EQ(TokenSimilarity({"lavrov", ""}, {"lavrow", ""}, Kind::kPerson).relation, Relation::kSpelledAlike);
  EXPECT_EQ(RelationName(Relation::kNickname), "nickname");
}

TEST(TokenSimilarity, NumbersAreEqualOrDifferent) {
  EXPECT_EQ(Alike("1234", "1235"), 0);
  EXPECT_EQ(Alike("3", "3"), 1);
  EXPECT_EQ(Alike("12345678", "12345679", Kind::kOrganization), 0);
}

TEST(TokenSimilarity, NicknamesAndVariantsCountForPersonsOnly) {
  EXPECT_GT(Alike("william", "bill"), 0.7F);
  EXPECT_EQ(Alike("william", "bill", Kind::kOrganization), 0);
  EXPECT_EQ(Alike("intl", "international"), 0);
}

TEST(TokenSimilarity, AChangedSyllableIsAnotherName) {
  const TokenMatch han = TokenSimilarity({"jinping", "近平"}, {"jinpin", "近品"}, Kind::kPerson);
  EXPECT_LE(han.similarity, 0.46F);
  const TokenMatch hangul = TokenSimilarity({"jeongeun", "정은"}, {"jeongeum", "정음"}, Kind::kPerson);
  EXPECT_LE(hangul.similarity, 0.46F);
  const TokenMatch spelt = TokenSimilarity({"jongun", "정은"}, {"jongun", "종은"}, Kind::kPerson);
  EXPECT_LE(spelt.similarity, 0.46F);
  EXPECT_LE(Alike("shengtai", "shengyi", Kind::kOrganization), 0.5F);
  EXPECT_GT(Alike("zhang", "zang"), 0.5F);  // an exchanged initial is a slip
}

TEST(TokenSimilarity, TwoKnownNamesAreNoSpellingsOfOne) {
  const auto alike = [](Word a, Word b) { return TokenSimilarity(a, b, Kind::kPerson).similarity; };
  EXPECT_LE(alike({"saleem", "سليم"}, {"salman", {}}), 0.5F);
  EXPECT_GE(alike({"jamil", "جميل"}, {"jameel", {}}), 0.85F);
}

TEST(TokenSimilarity, OneSpellingOfOtherLettersIsAnotherWord) {
  const auto alike = [](Word a, Word b) { return TokenSimilarity(a, b, Kind::kPerson).similarity; };
  EXPECT_LT(alike({"zahra", "زهره"}, {"zahra", "زهرا"}), 0.7F);
  EXPECT_GE(alike({"sabri", "صبري"}, {"sabra", "صبري"}), 0.95F);  // ى and ي
}

TEST(TokenSimilarity, TwoAlphabetsOfCyrillicSpellByHabit) {
  const auto alike = [](Word a, Word b) { return TokenSimilarity(a, b, Kind::kPerson).similarity; };
  EXPECT_GT(alike({"qayrat", "қайрат"}, {"kayrat", "кайрат"}),
            alike({"kayrat", "кайрат"}, {"gayrat", "гайрат"}));
}

TEST(TokenSimilarity, RelatedLinesOfBusinessAreAlike) {
  const TokenMatch mill = TokenSimilarity({"factory", {}}, {"plant", {}}, Kind::kOrganization);
  const TokenMatch related = TokenSimilarity({"construction", {}}, {"contracting", {}}, Kind::kOrganization);
  EXPECT_GE(mill.similarity, 0.80F);
  EXPECT_EQ(related.relation, Relation::kRelated);
  EXPECT_EQ(TokenSimilarity({"bank", {}}, {"insurance", {}}, Kind::kOrganization).similarity, 0.0F);
  EXPECT_EQ(CanonicalOf("bricks", {}), CanonicalOf("brick", {}));
}

TEST(TokenSimilarity, UnwrittenVowelsCostNothing) {
  const TokenMatch arabic = TokenSimilarity({"ghsan", "غسان"}, {"ghassan", ""}, Kind::kPerson);
  EXPECT_GT(arabic.similarity, 0.75F);
}

TEST(TokenSimilarity, EditLimitAndTrigramsGrowWithLength) {
  for (std::size_t n = 1; n < 60; ++n) {
    EXPECT_LE(EditLimit(n), EditLimit(n + 1));
    EXPECT_LE(TrigramsNeeded(n), TrigramsNeeded(n + 1));
  }
  EXPECT_EQ(EditLimit(2), 0);
}

std::string RandomWord(testing::Random& random) {
  static const std::vector<std::string> parts = {"sh", "zh", "ch", "ng", "kh",  "mo",  "ha", "med", "an",
                                                 "ov", "el", "ra", "ji", "gao", "x",   "q",  "wi",  "ph",
                                                 "f",  "ou", "ee", "y",  "li",  "sen", "o",  "3"};
  std::string word;
  const std::size_t count = 1 + random.Below(5);
  for (std::size_t i = 0; i < count; ++i) word += random.Pick(parts);
  while (random.Chance(50)) word = testing::Slip(word, random);
  return word;
}

// All keys, found out the plain way.
SharedKeys KeysInCommon(Word a, Word b) {
  std::vector<unsigned> x;
  std::vector<unsigned> y;
  std::vector<unsigned> both;
  text::Trigrams(a.form, x);
  text::Trigrams(b.form, y);
  std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(both));
  SharedKeys keys;
  keys.trigrams = static_cast<int>(both.size()) >= TrigramsNeeded(std::max(a.form.size(), b.form.size()));
  keys.consonants = !ConsonantKeyOf(a.form).empty() && ConsonantKeyOf(a.form) == ConsonantKeyOf(b.form);
  keys.customs = !keys.consonants && ConsonantKeys(a).Meets(ConsonantKeys(b));
  keys.sounds = !SoundKeyOf(a.form).empty() && SoundKeyOf(a.form) == SoundKeyOf(b.form);
  keys.known = true;
  return keys;
}

void ExpectAllKeys(Word a, Word b, std::size_t& alike) {
  for (const Kind kind : {Kind::kPerson, Kind::kOrganization}) {
    const TokenMatch quick = TokenSimilarity(a, b, kind);
    const TokenMatch plain = TokenSimilarity(a, b, kind, KeysInCommon(a, b));
    ASSERT_EQ(quick.similarity, plain.similarity) << a.form << a.surface << " " << b.form << b.surface;
    ASSERT_EQ(quick.relation, plain.relation) << a.form << a.surface << " " << b.form << b.surface;
    alike += quick.similarity > 0;
  }
}

// What is asked first to save time never says that words are told apart that are not.
TEST(TokenSimilarity, IsWhatAllKeysTogetherSay) {
  const std::uint64_t seed = testing::SeedOr(20261201);
  SCOPED_TRACE(seed);
  testing::Random random(seed);
  std::size_t alike = 0;
  for (std::size_t i = 0; i < testing::Scaled(20'000); ++i) {
    const std::vector<std::string>& variants = random.Pick(GetTables().groups);
    const bool known = random.Chance(30);
    const std::string a = known ? random.Pick(variants) : RandomWord(random);
    const std::string b = known               ? random.Pick(variants)
                          : random.Chance(60) ? testing::Slip(testing::Slip(a, random), random)
                                              : RandomWord(random);
    ASSERT_NO_FATAL_FAILURE(ExpectAllKeys({a, ""}, {b, ""}, alike));
  }
  EXPECT_GT(alike, 1000u);
}

// The same for words of other scripts, and for business words that are taken for one another.
TEST(TokenSimilarity, IsWhatAllKeysSayAcrossScripts) {
  const std::uint64_t seed = testing::SeedOr(20261203);
  SCOPED_TRACE(seed);
  testing::Random random(seed);
  std::vector<Token> words;
  const auto add = [&](std::string_view name) {
    for (const Kind kind : {Kind::kPerson, Kind::kOrganization}) {
      for (const Name& reading : PrepareName(name, kind))
        words.insert(words.end(), reading.tokens.begin(), reading.tokens.end());
    }
  };
  for (const auto* names :
       {&testing::PersonWords(), &testing::EastAsianWords(), &testing::OrganizationWords()}) {
    for (const std::string& name : *names) add(name);
  }
  for (const char* name : {"Шевчук", "Szewczuk", "بوش", "Push", "ভট্টাচার্য", "Vattacharya", "יחזקאל",
                           "Yechezkel", "वर्मा", "Warma"})
    add(name);
  for (const auto& [variant, first] : GetTables().related_trades) {
    add(variant);
    add(first);
  }
  std::size_t alike = 0;
  for (std::size_t i = 0; i < testing::Scaled(20'000); ++i) {
    const Token& a = random.Pick(words);
    Token b = random.Pick(words);
    if (random.Chance(30)) {
      b.form = testing::Slip(a.form, random);
      b.surface.clear();
    }
    ASSERT_NO_FATAL_FAILURE(ExpectAllKeys(WordOf(a), WordOf(b), alike));
  }
  EXPECT_GT(alike, 1000u);
}

TEST(TokenSimilarity, BitsAreCounted) {
  testing::Random random(5);
  for (int i = 0; i < 1000; ++i) {
    const auto x = static_cast<std::uint32_t>(random.Below(std::uint64_t{1} << 32));
    ASSERT_EQ(CountBits(x), std::popcount(x));
  }
  EXPECT_EQ(CountBits(0), 0);
  EXPECT_EQ(CountBits(~0U), 32);
}

// The index's words that are alike to a word are exactly those that TokenSimilarity calls alike, with the
// same values.
TEST(TokenSimilarity, TheKeysFindExactlyWhatIsAlike) {
  const std::uint64_t seed = testing::SeedOr(20261122);
  testing::Random random(seed);
  std::vector<entity::Entity> entities;
  for (std::size_t i = 0; i < 150; ++i) {
    entities.push_back(testing::RandomEntity(i, random));
    std::string name = RandomWord(random) + " " + RandomWord(random) + " " + RandomWord(random);
    entities.push_back(testing::Make(random.Chance(50) ? "Person" : "Company", {name.c_str()}));
  }
  const testing::Compiled world = testing::Compiled::Of(entities);
  const CompiledList::Impl& list = world.list.impl();
  LookupScratch scratch;
  std::vector<WordHit> hits;
  std::size_t alike = 0;
  const auto check = [&](Word word) {
    for (const Kind kind : {Kind::kPerson, Kind::kOrganization}) {
      FindSimilarWords(list, word, kind, scratch, hits);
      std::size_t next = 0;
      for (std::uint32_t w = 0; w < list.words.size(); ++w) {
        const TokenMatch expected = TokenSimilarity(word, {list.Form(w), list.Surface(w)}, kind);
        const bool found = next < hits.size() && hits[next].word == w;
        ASSERT_EQ(found, expected.similarity > 0)
            << "MANUMIT_SEED=" << seed << " " << word.form << " " << list.Form(w);
        if (!found) continue;
        ASSERT_EQ(hits[next].match.similarity, expected.similarity) << word.form << " " << list.Form(w);
        ASSERT_EQ(hits[next].match.relation, expected.relation) << word.form << " " << list.Form(w);
        ++next;
        ++alike;
      }
      ASSERT_EQ(next, hits.size());
    }
  };
  for (std::uint32_t w = 0; w < list.words.size(); ++w) check({list.Form(w), list.Surface(w)});
  for (std::size_t i = 0; i < testing::Scaled(200); ++i) {
    const std::string word = RandomWord(random);
    check({word, ""});
  }
  EXPECT_GT(alike, list.words.size() * 3);
}

TEST(TokenSimilarity, IsSymmetricAndBetweenZeroAndOne) {
  testing::Random random(testing::SeedOr(11));
  for (std::size_t i = 0; i < testing::Scaled(5000); ++i) {
    const std::string a = RandomWord(random);
    const std::string b = random.Chance(50) ? testing::Slip(a, random) : RandomWord(random);
    for (const Kind kind : {Kind::kPerson, Kind::kOrganization}) {
      const TokenMatch ab = TokenSimilarity({a, ""}, {b, ""}, kind);
      const TokenMatch ba = TokenSimilarity({b, ""}, {a, ""}, kind);
      ASSERT_NEAR(ab.similarity, ba.similarity, 1e-6) << a << " " << b;
      ASSERT_GE(ab.similarity, 0) << a << " " << b;
      ASSERT_LE(ab.similarity, 1) << a << " " << b;
      ASSERT_EQ(ab.similarity == 1, a == b) << a << " " << b;
    }
  }
}

// The same for words in their own scripts, in all readings of names.
TEST(TokenSimilarity, IsSymmetricWhereOneSideHasItsOwnScript) {
  std::vector<Token> tokens;
  const std::vector<std::string>& words = testing::EastAsianWords();
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (const Kind kind : {Kind::kPerson, Kind::kOrganization}) {
      const std::string name = words[i] + " " + words[(i + 7) % words.size()];
      for (const Name& reading : PrepareName(name, kind))
        tokens.insert(tokens.end(), reading.tokens.begin(), reading.tokens.end());
    }
  }
  ASSERT_GT(tokens.size(), 200u);
  for (const Token& a : tokens) {
    for (const Token& b : tokens) {
      for (const Kind kind : {Kind::kPerson, Kind::kOrganization}) {
        const TokenMatch ab = TokenSimilarity(WordOf(a), WordOf(b), kind);
        const TokenMatch ba = TokenSimilarity(WordOf(b), WordOf(a), kind);
        ASSERT_NEAR(ab.similarity, ba.similarity, 1e-6) << a.form << a.surface << " " << b.form << b.surface;
        ASSERT_LE(ab.similarity, 1);
        ASSERT_GE(ab.similarity, 0);
      }
    }
  }
}

}  // namespace
}  // namespace match
