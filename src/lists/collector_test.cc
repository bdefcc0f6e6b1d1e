#include "lists/collector.h"

#include <gtest/gtest.h>

#include "base/hash.h"
#include "base/limits.h"
#include "crypto/digest.h"
#include "lists/testing.h"

namespace lists {
namespace {

using testing::All;
using testing::Gathered;

// Gives one entry with these names to the collector.
base::Status Give(Collector& collector, const Gathered& gathered, std::string id,
                  std::vector<std::string> names, entity::Schema schema = entity::schema::LegalEntity()) {
  Draft draft(gathered.problem_sink, "test.csv", 7);
  draft.entity().id = std::move(id);
  draft.entity().schema = schema;
  for (const std::string& name : names) draft.AddText(entity::prop::Name(), name, "name");
  return collector.Take(std::move(draft));
}

TEST(CollectorTest, MergesEntriesWithTheSameId) {
  Gathered gathered;
  Collector collector(gathered.sink, gathered.problem_sink, gathered.edition);
  ASSERT_TRUE(Give(collector, gathered, "1", {"Alpha"}));
  ASSERT_TRUE(Give(collector, gathered, "2", {"Beta"}));
  ASSERT_TRUE(Give(collector, gathered, "1", {"Alpha", "Alpha Ltd"}, entity::schema::Company()));
  ASSERT_TRUE(collector.Finish());
  ASSERT_EQ(gathered.entities.size(), 2u);
  EXPECT_EQ(gathered.entities[0].id, "1");
  EXPECT_EQ(gathered.entities[0].caption, "Alpha");
  EXPECT_EQ(gathered.entities[0].schema, entity::schema::Company());
  EXPECT_EQ(All(gathered.entities[0], "name"), (std::vector<std::string>{"Alpha", "Alpha Ltd"}));
  EXPECT_EQ(gathered.edition.entities, 2u);
  EXPECT_EQ(gathered.edition.names, 3u);
}

TEST(CollectorTest, SaysWhenSchemataDisagree) {
  Gathered gathered;
  Collector collector(gathered.sink, gathered.problem_sink, gathered.edition);
  ASSERT_TRUE(Give(collector, gathered, "1", {"Alpha"}, entity::schema::Person()));
  ASSERT_TRUE(Give(collector, gathered, "1", {"Alpha"}, entity::schema::Vessel()));
  ASSERT_TRUE(collector.Finish());
  EXPECT_EQ(gathered.entities.at(0).schema, entity::schema::Person());
  EXPECT_TRUE(gathered.HasProblem("is a Person elsewhere"));
}

TEST(CollectorTest, HashIdIsAsDocumented) {
  EXPECT_EQ(HashId("  ACME   Ltd ", "gb"), "h-" + crypto::Sha256Hex("acme ltd\ngb").substr(0, 16));
  Gathered gathered;
  Collector collector(gathered.sink, gathered.problem_sink, gathered.edition);
  ASSERT_TRUE(Give(collector, gathered, "", {"ACME Ltd"}));
  ASSERT_TRUE(Give(collector, gathered, "", {"Acme LTD"}));
  ASSERT_TRUE(collector.Finish());
  ASSERT_EQ(gathered.entities.size(), 1u);
  EXPECT_EQ(gathered.entities[0].id, HashId("Acme Ltd", ""));
}

TEST(CollectorTest, EntryWithoutUsableNameIsReported) {
  Gathered gathered;
  Collector collector(gathered.sink, gathered.problem_sink, gathered.edition);
  ASSERT_TRUE(Give(collector, gathered, "1", {}));
  ASSERT_TRUE(Give(collector, gathered, "2", {std::string(base::kMaxNameBytes + 1, 'x')}));
  std::string words;
  for (std::size_t i = 0; i <= base::kMaxNameTokens; ++i) words += "w ";
  ASSERT_TRUE(Give(collector, gathered, "3", {words}));
  ASSERT_TRUE(Give(collector, gathered, "4", {"\xFF\xFE"}));
  ASSERT_TRUE(collector.Finish());
  EXPECT_TRUE(gathered.entities.empty());
  EXPECT_EQ(gathered.problems.size(), 7u);
  EXPECT_TRUE(gathered.HasProblem("kMaxNameBytes"));
  EXPECT_TRUE(gathered.HasProblem("kMaxNameTokens"));
  EXPECT_TRUE(gathered.HasProblem("UTF-8"));
  EXPECT_EQ(gathered.problems[0].row, 7u);
}

TEST(CollectorTest, NamesAndValuesAreLimited) {
  Gathered gathered;
  Collector collector(gathered.sink, gathered.problem_sink, gathered.edition);
  std::vector<std::string> names;
  for (std::size_t i = 0; i <= base::kMaxNamesPerEntity; ++i) names.push_back("Name " + std::to_string(i));
  ASSERT_TRUE(Give(collector, gathered, "1", names));
  ASSERT_TRUE(Give(collector, gathered, "1", {"One more"}));
  Draft draft(gathered.problem_sink, "test.csv", 8);
  draft.AddText(entity::prop::Name(), "Beta", "");
  for (std::size_t i = 0; i <= base::kMaxValuesPerEntity; ++i) draft.AddNote(std::to_string(i), "");
  ASSERT_TRUE(collector.Take(std::move(draft)));
  ASSERT_TRUE(collector.Finish());
  EXPECT_EQ(gathered.entities.at(0).Names().size(), base::kMaxNamesPerEntity);
  EXPECT_EQ(gathered.entities.at(1).values.size(), base::kMaxValuesPerEntity);
  EXPECT_TRUE(gathered.HasProblem("more names than kMaxNamesPerEntity"));
  EXPECT_TRUE(gathered.HasProblem("1 values of the entry 1 left out"));
  EXPECT_TRUE(gathered.HasProblem("kMaxValuesPerEntity"));
}

TEST(CollectorTest, FieldsAndIdsAreLimited) {
  Gathered gathered;
  Collector collector(gathered.sink, gathered.problem_sink, gathered.edition);
  Draft draft(gathered.problem_sink, "test.csv", 8);
  draft.AddNote(std::string(base::kMaxFieldBytes + 1, 'x'), "");
  draft.AddText(entity::prop::Name(), "Beta", "");
  draft.entity().id = std::string(base::kMaxIdBytes + 1, 'x');
  ASSERT_TRUE(collector.Take(std::move(draft)));
  ASSERT_TRUE(collector.Finish());
  EXPECT_EQ(gathered.entities.at(0).id.size(), 18u);
  EXPECT_TRUE(gathered.HasProblem("kMaxFieldBytes"));
  EXPECT_TRUE(gathered.HasProblem("kMaxIdBytes"));
}

TEST(CollectorTest, HoldsOnlyRepeatedIds) {
  Gathered gathered;
  Collector collector(gathered.sink, gathered.problem_sink, gathered.edition);
  collector.HoldOnly({base::Hash64("2")});
  ASSERT_TRUE(Give(collector, gathered, "1", {"Alpha"}));
  ASSERT_TRUE(Give(collector, gathered, "2", {"Beta"}));
  EXPECT_EQ(gathered.entities.size(), 1u);
  ASSERT_TRUE(Give(collector, gathered, "2", {"Beta Ltd"}));
  ASSERT_TRUE(collector.Finish());
  ASSERT_EQ(gathered.entities.size(), 2u);
  EXPECT_EQ(gathered.entities[1].Names().size(), 2u);
}

TEST(CollectorTest, ErrorOfTheSinkEndsTheReading) {
  Gathered gathered;
  const Sink full = [](entity::Entity&&) -> base::Status { return base::IoError("the disk is full"); };
  Collector collector(full, gathered.problem_sink, gathered.edition);
  ASSERT_TRUE(Give(collector, gathered, "1", {"Alpha"}));
  const base::Status status = collector.Finish();
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, base::Code::kIo);
}

TEST(CollectorTest, AListIsLimited) {
  Gathered bytes;
  Collector held(bytes.sink, bytes.problem_sink, bytes.edition, {.held_bytes = 1000, .entities = 10});
  base::Status status = Give(held, bytes, "1", {"Alpha"});
  for (int i = 0; status && i < 100; ++i)
    status = Give(held, bytes, std::to_string(i), {"Alpha " + std::to_string(i)});
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, base::Code::kTooLarge);
  EXPECT_NE(status.error().external.find("kMaxHeldListBytes"), std::string::npos);

  Gathered entities;
  Collector many(entities.sink, entities.problem_sink, entities.edition,
                 {.held_bytes = 1u << 20, .entities = 10});
  for (int i = 0; i < 11; ++i) ASSERT_TRUE(Give(many, entities, std::to_string(i), {"Alpha"}));
  const base::Status finished = many.Finish();
  ASSERT_FALSE(finished);
  EXPECT_NE(finished.error().external.find("kMaxEntitiesPerList"), std::string::npos);
}

TEST(DraftTest, ValuesAreInTheModelsForm) {
  Gathered gathered;
  Draft draft(gathered.problem_sink, "test.csv", 3);
  draft.Add(entity::prop::BirthDate(), "12 May 1974", "DOB");
  draft.Add(entity::prop::BirthDate(), "circa 1966", "DOB");
  draft.Add(entity::prop::Country(), "Viet  Nam", "Country");
  draft.Add(entity::prop::Country(), "Atlantis", "Country");
  draft.Add(entity::prop::Country(), "ge-ab", "Country");
  draft.Add(entity::prop::Gender(), "Female", "Gender");
  draft.Add(entity::prop::Gender(), "?", "Gender");
  draft.Add(entity::prop::BirthDate(), "1974-01-32", "DOB");
  EXPECT_EQ(All(draft.entity(), "birthDate"), (std::vector<std::string>{"1974-05-12", "1966"}));
  EXPECT_EQ(draft.entity().values[1].origin, "DOB, circa");
  EXPECT_EQ(All(draft.entity(), "country"), (std::vector<std::string>{"vn", "Atlantis", "ge-ab"}));
  EXPECT_EQ(All(draft.entity(), "gender"), std::vector<std::string>{"female"});
  EXPECT_EQ(All(draft.entity(), "notes"), std::vector<std::string>{"Birth date: 1974-01-32"});
  EXPECT_EQ(gathered.problems.size(), 3u);
  EXPECT_EQ(gathered.problems[0].file, "test.csv");
  EXPECT_EQ(gathered.problems[0].row, 3u);
}

}  // namespace
}  // namespace lists
