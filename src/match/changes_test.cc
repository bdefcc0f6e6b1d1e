#include "match/changes.h"

#include <gtest/gtest.h>

#include "match/test_lists.h"

namespace match {
namespace {

using testing::Compiled;
using testing::Make;

struct Named {
  std::string bytes;
  CompiledList list;

  static Named Of(const char* name, const char* layout, const std::vector<entity::Entity>& entities) {
    ListCompiler compiler;
    ListInfo info;
    info.name = name;
    info.layout = layout;
    compiler.BeginList(info);
    for (const entity::Entity& e : entities) compiler.Add(e);
    std::string bytes = compiler.Finish();
    auto opened = CompiledList::Open(testing::BytesOf(bytes));
    CHECK(opened.has_value());
    return {std::move(bytes), std::move(*opened)};
  }
};

std::string Told(const EditionChanges& changes) {
  std::string told;
  for (const ChangedEntry& e : changes.entries) {
    told += e.before.empty() ? "+" : e.after.empty() ? "-" : "~";
    told += e.list + ":" + e.id + " ";
  }
  return told;
}

TEST(CompareEditions, TellsAddedModifiedAndDeleted) {
  const auto old_list = Compiled::Of({Make("Person", {"A"}, "1"), Make("Person", {"B"}, "2"),
                                      Make("Person", {"C"}, "3"), Make("Person", {"D"}, "4")});
  auto renamed = Make("Person", {"B"}, "2");
  renamed.caption = "another caption";
  const auto new_list = Compiled::Of(
      {Make("Company", {"D"}, "4"), renamed, Make("Person", {"E"}, "5"), Make("Person", {"A"}, "1")});
  const CompiledList* before[] = {&old_list.list};
  const CompiledList* after[] = {&new_list.list};
  const EditionChanges changes = CompareEditions(before, after);
  EXPECT_EQ(Told(changes), "~world:2 -world:3 ~world:4 +world:5 ");
  EXPECT_EQ(changes.added, 1U);
  EXPECT_EQ(changes.modified, 2U);
  EXPECT_EQ(changes.deleted, 1U);
  EXPECT_EQ(changes.before, 4U);
  EXPECT_EQ(changes.after, 4U);
  EXPECT_EQ(Told(CompareEditions(before, before)), "");
}

TEST(CompareEditions, WhereAValueWasReadIsNoContent) {
  entity::Entity here = Make("Person", {"A"}, "1");
  entity::Entity there = here;
  there.values[0].origin = "row 17";
  const auto old_list = Compiled::Of({here});
  const auto new_list = Compiled::Of({there});
  const CompiledList* before[] = {&old_list.list};
  const CompiledList* after[] = {&new_list.list};
  EXPECT_EQ(Told(CompareEditions(before, after)), "");
}

TEST(CompareEditions, ListsBelongTogetherByNameThenByLayout) {
  const auto one = Make("Person", {"A"}, "1");
  const auto other = Make("Person", {"B"}, "1");
  const Named un_old = Named::Of("un-2025", "un-xml", {one});
  const Named un_new = Named::Of("un-2026", "un-xml", {other});
  const Named own = Named::Of("own", "mapped-table", {one});
  const Named gone = Named::Of("gone", "ofac-csv", {one});
  const CompiledList* before[] = {&un_old.list, &own.list, &gone.list};
  const CompiledList* after[] = {&own.list, &un_new.list};
  const EditionChanges changes = CompareEditions(before, after);
  EXPECT_EQ(Told(changes), "-gone:1 ~un-2026:1 ");
  ASSERT_EQ(changes.renamed.size(), 1U);
  EXPECT_EQ(changes.renamed[0].first, "un-2025");
  EXPECT_EQ(changes.renamed[0].second, "un-2026");
  EXPECT_EQ(changes.only_before, std::vector<std::string>{"gone"});
  EXPECT_EQ(changes.only_after, std::vector<std::string>{});
  // Two editions of one list each, in another layout.
  const CompiledList* single_before[] = {&un_old.list};
  const CompiledList* single_after[] = {&gone.list};
  EXPECT_EQ(Told(CompareEditions(single_before, single_after)), "");
  // Two of a layout are not guessed at.
  const Named un_other = Named::Of("un-other", "un-xml", {one});
  const CompiledList* two[] = {&un_new.list, &un_other.list};
  EXPECT_EQ(Told(CompareEditions(single_before, two)), "-un-2025:1 +un-2026:1 +un-other:1 ");
  EXPECT_EQ(CompareEditions(single_before, two).only_before, std::vector<std::string>{"un-2025"});
  EXPECT_EQ(CompareEditions(single_before, two).only_after,
            (std::vector<std::string>{"un-2026", "un-other"}));
}

TEST(CompareEditions, EntriesOfOneIdChangeTogether) {
  const auto a = Make("Person", {"A"}, "1");
  const auto b = Make("Person", {"B"}, "1");
  const auto old_list = Compiled::Of({a, b});
  const auto new_list = Compiled::Of({a});
  const CompiledList* before[] = {&old_list.list};
  const CompiledList* after[] = {&new_list.list};
  const EditionChanges changes = CompareEditions(before, after);
  ASSERT_EQ(Told(changes), "~world:1 ");
  EXPECT_EQ(changes.entries[0].before.size(), 2U);
  EXPECT_EQ(changes.entries[0].after.size(), 1U);
}

}  // namespace
}  // namespace match
