// Entities of other rooms against the lists.

#include "screening/entity_screening.h"

#include <gtest/gtest.h>

#include "screening/queue/queue_world.h"

namespace screening {
namespace {

using testing::Make;

EntityScreening Screened(const testing::TestLists& lists, const entity::Entity& entity,
                         double threshold = 0.7) {
  std::vector<const match::CompiledList*> compiled;
  std::vector<std::string> datasets;
  for (const testing::TestLists::Dataset& dataset : lists.datasets) {
    compiled.push_back(dataset.list.get());
    datasets.push_back(dataset.name);
  }
  match::Scratch scratch;
  return ScreenOne(entity, compiled, datasets, threshold, scratch);
}

TEST(EntityScreening, FindsAcrossScriptsAndHashesBothSides) {
  const entity::Entity entry = Make("Company", "Mansudae Overseas Project", {{"country", "kp"}}, "L-1");
  const auto lists = testing::MakeLists({{"list", {entry, Make("Person", "Nobody Else", {}, "L-2")}}}, "1");
  const EntityScreening found = Screened(*lists, Make("Company", "MANSUDAE OVERSEAS PROJECT"));
  ASSERT_EQ(found.hits.size(), 1u);
  EXPECT_EQ(found.hits[0].entry_id, "L-1");
  EXPECT_EQ(found.hits[0].dataset, "list");
  EXPECT_GE(found.hits[0].score, 0.7);
  EXPECT_TRUE(Screened(*lists, Make("Company", "Harbour Weavers")).hits.empty());

  // Another edition that says more of the entry has another hash; the entity's hash does not ask its id.
  entity::Entity more = entry;
  more.Add(entity::prop::Alias(), "Mansudae Group");
  const auto next = testing::MakeLists({{"list", {more}}}, "2");
  entity::Entity same = Make("Company", "MANSUDAE OVERSEAS PROJECT");
  same.id = "another";
  const EntityScreening again = Screened(*next, same);
  ASSERT_EQ(again.hits.size(), 1u);
  EXPECT_NE(again.hits[0].entry_hash, found.hits[0].entry_hash);
  EXPECT_EQ(again.entity_hash, found.entity_hash);
  EXPECT_NE(Screened(*next, Make("Company", "Mansudae Overseas Projects")).entity_hash, found.entity_hash);
}

}  // namespace
}  // namespace screening
