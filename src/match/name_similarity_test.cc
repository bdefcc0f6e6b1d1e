#include "match/name_similarity.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "match/test_lists.h"
#include "match/test_names.h"
#include "match/test_worlds.h"

namespace match {
namespace {

TEST(NameSimilarity, ASwappedSurnameIsADifference) {
  EXPECT_LT(Persons("Boris Netanyahu", "Benjamin Netanyahu"), 0.70);
  EXPECT_LT(Persons("Vladimir Putin", "Vladimir Lavrov"), 0.70);
  EXPECT_GT(Persons("Vladimir Putin", "Vladimir Vladimirovich Putin"), 0.70);
}

TEST(NameSimilarity, OneNameThatDiffersIsADifferenceInLongNamesToo) {
  EXPECT_LT(Persons("Yahia Karim Salim Abdallah Dawud Duri", "Yahia Karim Salim Abdallah Dawud Ubaidi"),
            0.65);
  EXPECT_GT(Persons("Yahia Karim Salim Abdallah Dawud", "Yahia Karim Salim Abdallah Dawud Ubaidi"), 0.85);
  // Between scripts, what has no counterpart may be a reading that was not found.
  const NameSimilarity latin = ComparePrepared(PrepareName("Ivan Petrov Kulik", Kind::kPerson)[0],
                                               PrepareName("Ivan Petrov Zhuk", Kind::kPerson)[0]);
  const NameSimilarity across = ComparePrepared(PrepareName("Ivan Petrov Kulik", Kind::kPerson)[0],
                                                PrepareName("Иван Петров Жук", Kind::kPerson)[0]);
  EXPECT_DOUBLE_EQ(latin.differences, 0.80);
  EXPECT_DOUBLE_EQ(across.differences, 1.0);
}

TEST(NameSimilarity, AWordThatIsMerelyAlikePutsTheWholeInDoubt) {
  EXPECT_LT(Persons("Karima Habib Saleh", "Kamila Habib Saleh"), 0.75);
  EXPECT_GT(Persons("Karima Habib Saleh", "Kareema Habib Saleh"), 0.85);
  const NameSimilarity s = ComparePrepared(PrepareName("Nikolai Vorontsov", Kind::kPerson)[0],
                                           PrepareName("Nikolai Voronov", Kind::kPerson)[0]);
  EXPECT_LT(s.differences, 1.0);
  EXPECT_GE(s.differences, 0.82);
}

TEST(NameSimilarity, OrderOfPersonsHardlyMatters) {
  const double same = Persons("Vladimir Putin", "Vladimir Putin");
  const double turned = Persons("Vladimir Putin", "Putin, Vladimir");
  EXPECT_LT(turned, same);
  EXPECT_GT(turned, same - 0.05);
  EXPECT_LT(Firms("Hengda Yulong", "Yulong Hengda"), Firms("Hengda Yulong", "Hengda Yulong") - 0.02);
}

TEST(NameSimilarity, WordsWrittenAsOne) {
  EXPECT_GT(Persons("Cornelius Van der Bilt", "Cornelius Vanderbilt"), 0.85);
  EXPECT_GT(Firms("Chen Yuan Trading", "Chenyuan Trading"), 0.85);
  EXPECT_GT(Firms("Blue Heron", "Blueheron"), 0.85);
}

TEST(NameSimilarity, AnotherNumberIsAnotherPlant) {
  EXPECT_GT(Firms("Hengda Plant 3", "Hengda Plant 3"), 0.90);
  EXPECT_GT(Firms("Hengda Plant 3", "Hengda Plant Three"), 0.90);
  EXPECT_LT(Firms("Hengda Plant 3", "Hengda Plant 5"), 0.70);
  EXPECT_GT(Firms("Hengda Plant", "Hengda Plant 3"), Firms("Hengda Plant 5", "Hengda Plant 3"));
}

TEST(NameSimilarity, InitialsAloneAreNoResemblance) {
  EXPECT_EQ(Persons("J. K.", "John Kennedy"), 0);
  EXPECT_GT(Persons("J. Kennedy", "John Kennedy"), 0.5);
  EXPECT_GT(Persons("J. Kennedy", "John Kennedy"), Persons("R. Kennedy", "John Kennedy"));
}

TEST(NameSimilarity, RareWordsThatAgreeSayMore) {
  EXPECT_GT(Persons("Zyxwlorn Qwertzui", "Zyxwlorn Qwertzui"), Persons("Mohammed Ali", "Mohammed Ali"));
  EXPECT_LT(CertaintyOf(4), CertaintyOf(8));
  EXPECT_LE(CertaintyOf(1000), 1.0);
}

// Every pair of readings of two random names of one kind.
template <typename Check>
void ForRandomNames(std::size_t count, const Check& check) {
  const std::uint64_t seed = testing::SeedOr(4711);
  testing::Random random(seed);
  for (std::size_t i = 0; i < testing::Scaled(count); ++i) {
    const Kind kind = random.Chance(50) ? Kind::kPerson : Kind::kOrganization;
    const std::vector<std::string>& words =
        kind == Kind::kPerson ? testing::PersonWords() : testing::OrganizationWords();
    const std::string a = testing::RandomName(words, random);
    const std::string b = random.Chance(30) ? testing::Slip(a, random) : testing::RandomName(words, random);
    SCOPED_TRACE("MANUMIT_SEED=" + std::to_string(seed) + " '" + a + "' '" + b + "'");
    for (const Name& x : PrepareName(a, kind)) {
      for (const Name& y : PrepareName(b, kind)) check(x, y);
    }
  }
}

struct Parts {
  double shared = 0;   // weight of content pairs
  double aligned = 0;  // the same times similarity
  double minor = 0;    // weight of the other pairs
  double query_left = 0;
  double candidate_left = 0;
};

Parts PartsOf(const Name& query, const Name& candidate, const NameSimilarity& s) {
  Parts parts;
  std::vector<bool> query_used(query.tokens.size());
  std::vector<bool> candidate_used(candidate.tokens.size());
  for (const Pair& p : s.pairs) {
    for (std::size_t i = 0; i < p.query_count; ++i) query_used[p.query + i] = true;
    for (std::size_t j = 0; j < p.candidate_count; ++j) candidate_used[p.candidate + j] = true;
    const bool minor = p.match.relation != Relation::kJoined && !IsContent(query.tokens[p.query].token_class);
    (minor ? parts.minor : parts.shared) += static_cast<double>(p.weight);
    if (!minor) parts.aligned += static_cast<double>(p.weight) * static_cast<double>(p.match.similarity);
  }
  const auto left = [](const Name& name, const std::vector<bool>& used) {
    double sum = 0;
    for (std::size_t i = 0; i < used.size(); ++i) {
      if (!used[i] && IsContent(name.tokens[i].token_class))
        sum += static_cast<double>(name.tokens[i].weight);
    }
    return sum;
  };
  parts.query_left = left(query, query_used);
  parts.candidate_left = left(candidate, candidate_used);
  return parts;
}

TEST(NameSimilarity, TheValueFollowsFromItsParts) {
  ForRandomNames(4000, [](const Name& x, const Name& y) {
    const NameSimilarity s = ComparePrepared(x, y);
    ASSERT_GE(s.value, 0);
    ASSERT_LE(s.value, 1);
    if (s.total == 0) {
      ASSERT_EQ(s.value, 0);
      return;
    }
    ASSERT_NEAR(s.agreement, s.aligned / s.total, 1e-9);
    ASSERT_NEAR(s.certainty, CertaintyOf(s.bits), 1e-9);
    ASSERT_NEAR(s.value, s.agreement * s.certainty * s.order * s.forms * s.differences, 1e-6);
    const Parts parts = PartsOf(x, y, s);
    ASSERT_GE(s.total + 1e-5, parts.shared + parts.minor);
    for (const Pair& p : s.pairs) ASSERT_GT(p.match.similarity, 0);
  });
}

TEST(NameSimilarity, BoundsAreNeverBelowTheValue) {
  ForRandomNames(4000, [](const Name& x, const Name& y) {
    const NameSimilarity s = ComparePrepared(x, y);
    const Parts p = PartsOf(x, y, s);
    if (s.total == 0) return;
    ASSERT_GE(SimilarityBound(x.kind, p.shared + p.minor, p.query_left, p.candidate_left) + 1e-5, s.value);
    ASSERT_GE(AgreementBound(x.kind, p.aligned, p.shared, p.minor, p.query_left, p.candidate_left) + 1e-5,
              s.agreement);
  });
}

TEST(NameSimilarity, BoundsFallAsMoreIsLeft) {
  for (const Kind kind : {Kind::kPerson, Kind::kOrganization}) {
    for (double left = 0; left < 4; left += 0.25) {
      EXPECT_GE(SimilarityBound(kind, 1, left, 1), SimilarityBound(kind, 1, left + 0.25, 1) - 1e-12);
      EXPECT_GE(SimilarityBound(kind, 1, 1, left), SimilarityBound(kind, 1, 1, left + 0.25) - 1e-12);
      EXPECT_LE(SimilarityBound(kind, left, 1, 1), SimilarityBound(kind, left + 0.25, 1, 1) + 1e-12);
    }
  }
}

// The search multiplies its bound by what is surely left: more that is left must not make it more.
TEST(NameSimilarity, DifferencesFallAsMoreIsLeft) {
  const auto kinds = [](unsigned bits) {
    return LeftKinds{(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0};
  };
  for (const Kind kind : {Kind::kPerson, Kind::kOrganization}) {
    for (unsigned a = 0; a < 32; ++a) {
      for (unsigned b = 0; b < 32; ++b) {
        for (unsigned more = 1; more < 32; more <<= 1) {
          const double now = DifferencesOf(kind, kinds(a), kinds(b));
          EXPECT_LE(DifferencesOf(kind, kinds(a | more), kinds(b)), now);
          EXPECT_LE(DifferencesOf(kind, kinds(a), kinds(b | more)), now);
        }
      }
    }
  }
}

TEST(NameSimilarity, TheValueAloneIsTheValue) {
  ForRandomNames(2000, [](const Name& x, const Name& y) {
    ASSERT_EQ(SimilarityOfNames(x, y), ComparePrepared(x, y).value);
  });
}

TEST(NameSimilarity, IsTheSameBothWaysRound) {
  ForRandomNames(6000, [](const Name& x, const Name& y) {
    const NameSimilarity there = ComparePrepared(x, y);
    const NameSimilarity back = ComparePrepared(y, x);
    ASSERT_NEAR(there.value, back.value, 0.01);  // words that compete for one may be aligned otherwise
    ASSERT_EQ(there.order, back.order);
  });
}

TEST(NameSimilarity, ALegalFormStandsForNoRunOfWords) {
  // "GmbH" inside a name is a legal form; the index keeps no names by it, so it stands for no run of words
  // either.
  const std::vector<entity::Entity> entities = {testing::Make("Company", {"Hengda GmbH Trading"})};
  const testing::Compiled world = testing::Compiled::Of(entities);
  const CompiledList* lists[] = {&world.list};
  ScreenOptions options;
  options.threshold = 0.2;
  const entity::Entity party = testing::Make("Company", {"Hengda Gmb H Trading"});
  Scratch scratch;
  const std::vector<Alert> fast = Screen(party, lists, options, scratch);
  const std::vector<Alert> slow = ScreenByBruteForce(party, lists, options);
  ASSERT_EQ(fast.size(), slow.size());
  for (std::size_t i = 0; i < fast.size(); ++i) EXPECT_EQ(fast[i].score, slow[i].score);
}

}  // namespace
}  // namespace match
