// Rescreen against the slow, obvious way: two full screenings by brute force and their difference.

#include "match/rescreen.h"

#include <gtest/gtest.h>

#include <map>
#include <tuple>

#include "match/name.h"
#include "match/test_parties.h"
#include "match/test_worlds.h"
#include "match/token_similarity.h"

namespace match {
namespace {

using testing::Compiled;
using testing::Make;
using testing::Random;

struct Parties {
  std::string bytes;
  CompiledParties parties;

  static Parties Of(const std::vector<entity::Entity>& entities, unsigned threads = 1) {
    std::string bytes = testing::CompileParties(entities, threads);
    base::Result<CompiledParties> opened = CompiledParties::Open(testing::BytesOf(bytes));
    CHECK(opened.has_value());
    CHECK(opened->Verify().has_value());
    return {std::move(bytes), std::move(*opened)};
  }
};

// Scores at or above the threshold, by list and id.
using Scores = std::map<std::pair<std::string, std::string>, double>;

Scores FullScreening(const entity::Entity& party, std::span<const CompiledList* const> lists,
                     double threshold) {
  ScreenOptions options;
  options.threshold = threshold;
  options.limit = 1'000'000;
  options.explain = false;
  Scores scores;
  for (const Alert& alert : ScreenByBruteForce(party, lists, options)) {
    if (!alert.match) continue;
    double& score = scores[{alert.list, alert.id}];
    score = std::max(score, alert.score);
  }
  return scores;
}

// Party, list, id, before, after.
using Change = std::tuple<std::size_t, std::string, std::string, double, double>;

std::vector<Change> ByTwoScreenings(const std::vector<entity::Entity>& parties,
                                    std::span<const CompiledList* const> before,
                                    std::span<const CompiledList* const> after, double threshold) {
  std::vector<Change> changes;
  for (std::size_t i = 0; i < parties.size(); ++i) {
    const Scores old_scores = FullScreening(parties[i], before, threshold);
    const Scores new_scores = FullScreening(parties[i], after, threshold);
    Scores all = old_scores;
    all.insert(new_scores.begin(), new_scores.end());
    for (const auto& [key, ignored] : all) {
      const auto was = old_scores.find(key);
      const auto is = new_scores.find(key);
      const double before_score = was == old_scores.end() ? 0 : was->second;
      const double after_score = is == new_scores.end() ? 0 : is->second;
      if (before_score != after_score)
        changes.emplace_back(i, key.first, key.second, before_score, after_score);
    }
  }
  return changes;
}

std::vector<Change> ByRescreen(const CompiledParties& parties, std::span<const CompiledList* const> before,
                               std::span<const CompiledList* const> after, double threshold,
                               unsigned threads = 1, RescreenCounts* counts = nullptr) {
  const EditionChanges editions = CompareEditions(before, after);
  RescreenOptions options;
  options.threshold = threshold;
  options.threads = threads;
  const base::Result<Rescreened> rescreened = Rescreen(parties, editions.entries, options);
  CHECK(rescreened.has_value());
  if (counts != nullptr) *counts = rescreened->counts;
  std::vector<Change> changes;
  for (const ScoreChange& c : rescreened->changes) {
    const ChangedEntry& entry = editions.entries[c.entry];
    changes.emplace_back(c.party, entry.list, entry.id, c.before, c.after);
  }
  return changes;
}

// Another edition of a list: entries deleted, said differently, and added.
std::vector<entity::Entity> NextEdition(std::vector<entity::Entity> entities, Random& random) {
  std::vector<entity::Entity> next;
  for (entity::Entity& e : entities) {
    if (random.Chance(10)) continue;
    if (random.Chance(25)) {
      entity::Entity other = testing::RandomEntity(0, random);
      switch (random.Below(4)) {
        case 0:  // another record under the same number
          other.id = e.id;
          e = std::move(other);
          break;
        case 1:  // one more alias, or a date
          e.Add(random.Chance(50) ? entity::prop::WeakAlias() : entity::prop::Alias(),
                std::string(other.First(entity::prop::Name())));
          break;
        case 2:
          e.values.pop_back();
          break;
        default:  // the same in another order
          std::reverse(e.values.begin(), e.values.end());
      }
    }
    if (!e.values.empty()) next.push_back(std::move(e));
  }
  for (std::size_t i = 0; i < 6; ++i) next.push_back(testing::RandomEntity(900 + i, random));
  return next;
}

TEST(Rescreen, EqualsTheDifferenceOfTwoScreeningsOnRandomWorlds) {
  const std::uint64_t seed = testing::SeedOr(20261129);
  const double thresholds[] = {0.0, 0.30, 0.50, 0.62, 0.70, 0.85, 0.97, 1.0};
  std::size_t changes = 0;
  for (std::size_t round = 0; round < testing::Scaled(24); ++round) {
    SCOPED_TRACE(::testing::Message() << "MANUMIT_SEED=" << seed + round);
    Random random(seed + round);
    std::vector<entity::Entity> first;
    std::vector<entity::Entity> second;
    for (std::size_t i = 0; i < 40; ++i) first.push_back(testing::RandomEntity(i, random));
    for (std::size_t i = 0; i < 15; ++i) second.push_back(testing::RandomEntity(i, random));
    const Compiled old_first = Compiled::Of(first, 1, "first");
    const Compiled old_second = Compiled::Of(second, 1, "second");
    const Compiled new_first = Compiled::Of(NextEdition(first, random), 1, "first");
    const Compiled new_second = Compiled::Of(NextEdition(second, random), 1, "second");
    const CompiledList* before[] = {&old_first.list, &old_second.list};
    const CompiledList* after[] = {&new_first.list, &new_second.list};
    std::vector<entity::Entity> people;
    for (std::size_t i = 0; i < 40; ++i) {
      people.push_back(random.Chance(60) ? testing::RandomEntity(1000 + i, random) : random.Pick(first));
      if (random.Chance(10)) people.back().values.erase(people.back().values.begin());
    }
    const Parties parties = Parties::Of(people);
    const double threshold = thresholds[round % std::size(thresholds)];
    const auto slow = ByTwoScreenings(people, before, after, threshold);
    EXPECT_EQ(ByRescreen(parties.parties, before, after, threshold, 1 + round % 3), slow);
    changes += slow.size();
    const auto back = ByTwoScreenings(people, after, before, threshold);
    EXPECT_EQ(ByRescreen(parties.parties, after, before, threshold), back);
  }
  EXPECT_GT(changes, 500U);  // the worlds are not empty of changes
}

// Every pair of short names out of few words, in which joined words, initials and numbers meet.
void CheckAllNames(const char* schema, const std::vector<std::string>& words, double threshold) {
  std::vector<entity::Entity> entities;
  std::vector<std::string> last = {""};
  for (std::size_t n = 0; n < 3; ++n) {
    std::vector<std::string> next;
    for (const std::string& begin : last) {
      for (const std::string& word : words) next.push_back(begin.empty() ? word : begin + " " + word);
    }
    for (const std::string& name : next)
      entities.push_back(Make(schema, {name.c_str()}, ("e" + std::to_string(entities.size())).c_str()));
    last = std::move(next);
  }
  const Compiled none = Compiled::Of({}, 1, "world");
  const Compiled world = Compiled::Of(entities, 1, "world");
  const CompiledList* before[] = {&none.list};
  const CompiledList* after[] = {&world.list};
  const Parties parties = Parties::Of(entities);
  EXPECT_EQ(ByRescreen(parties.parties, before, after, threshold),
            ByTwoScreenings(entities, before, after, threshold));
}

TEST(Rescreen, EqualsTheDifferenceOnAllNamesOfUpToThreeWords) {
  CheckAllNames("Person", {"Jong", "Jung", "J", "al", "Sergei", "SergeiJong"}, 0.40);
  CheckAllNames("Company", {"Trading", "Tradng", "Hengda", "Co", "3", "tradinghengda"}, 0.55);
}

TEST(Rescreen, LooksAtPairsWithAChangedEntryOnly) {
  std::vector<entity::Entity> entries;
  for (int i = 0; i < 50; ++i)
    entries.push_back(Make("Company", {"Gazprom Neft Trading"}, ("e" + std::to_string(i)).c_str()));
  const Compiled old_list = Compiled::Of(entries);
  entries[7].Add(entity::prop::Country(), "ru");
  const Compiled new_list = Compiled::Of(entries);
  const CompiledList* before[] = {&old_list.list};
  const CompiledList* after[] = {&new_list.list};
  std::vector<entity::Entity> people(20, Make("Company", {"Gazprom Neft Trading"}));
  people[3].Add(entity::prop::Country(), "ru");
  const Parties parties = Parties::Of(people);
  RescreenCounts counts;
  const auto changes = ByRescreen(parties.parties, before, after, 0.70, 1, &counts);
  EXPECT_EQ(counts.scored, 40U);  // 20 parties, both sides of one entry: of 2,000 pairs that score 1
  ASSERT_EQ(changes.size(), 1U);  // only one party says where it is
  EXPECT_EQ(std::get<0>(changes[0]), 3U);
  EXPECT_EQ(std::get<2>(changes[0]), "e7");
  (void)ByRescreen(parties.parties, after, after, 0.70, 1, &counts);
  EXPECT_EQ(counts.scored, 0U);
}

TEST(Rescreen, EndsWhenItIsStopped) {
  const Compiled none = Compiled::Of({});
  const Compiled some = Compiled::Of({Make("Person", {"Ivan Ivanov"})});
  const CompiledList* before[] = {&none.list};
  const CompiledList* after[] = {&some.list};
  const EditionChanges editions = CompareEditions(before, after);
  const Parties parties = Parties::Of({Make("Person", {"Ivan Ivanov"})});
  std::atomic<bool> stop{true};
  RescreenOptions options;
  options.stop = &stop;
  const auto stopped = Rescreen(parties.parties, editions.entries, options);
  ASSERT_FALSE(stopped.has_value());
  EXPECT_EQ(stopped.error().code, base::Code::kConflict);
}

// The bounds of the index hold whichever side is read first because likeness of words does.
TEST(Rescreen, WordsAreAlikeBothWays) {
  Random random(testing::SeedOr(7));
  for (std::size_t i = 0; i < testing::Scaled(20'000); ++i) {
    const auto& words = random.Chance(50) ? testing::PersonWords() : testing::OrganizationWords();
    const Kind kind = random.Chance(50) ? Kind::kPerson : Kind::kOrganization;
    const auto one = PrepareName(testing::Slip(random.Pick(words), random), kind);
    const auto other = PrepareName(testing::Slip(random.Pick(words), random), kind);
    if (one.empty() || other.empty()) continue;
    const Token& a = one[0].tokens[0];
    const Token& b = other[0].tokens[0];
    const float there = TokenSimilarity(WordOf(a), WordOf(b), kind).similarity;
    const float back = TokenSimilarity(WordOf(b), WordOf(a), kind).similarity;
    EXPECT_NEAR(there, back, 1e-6) << a.form << " " << b.form;
    EXPECT_EQ(there > 0, back > 0) << a.form << " " << b.form;
  }
}

}  // namespace
}  // namespace match
