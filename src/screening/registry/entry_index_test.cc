#include "screening/registry/entry_index.h"

#include <gtest/gtest.h>

#include <optional>

namespace screening {
namespace {

entity::Entity Entry(std::string_view id, std::string_view name) {
  entity::Entity entry;
  entry.id = id;
  entry.schema = entity::schema::Person();
  entry.caption = name;
  entry.Add(entity::prop::Name(), name);
  return entry;
}

// A compiled list with the bytes it refers to.
struct Compiled {
  explicit Compiled(const std::vector<entity::Entity>& entries) {
    match::ListCompiler compiler;
    match::ListInfo info;
    info.name = "test";
    compiler.BeginList(info);
    for (const entity::Entity& entry : entries) compiler.Add(entry);
    bytes = compiler.Finish();
    list = match::CompiledList::Open(std::as_bytes(std::span(bytes))).value();
  }
  std::string bytes;
  std::optional<match::CompiledList> list;
};

TEST(EntryIndex, FindsEntriesByIdAndWord) {
  entity::Entity first = Entry("q1", "Петренко Олександр");
  first.Add(entity::prop::Topics(), "sanction");
  first.Add(entity::prop::Country(), "ua");
  first.Add(entity::prop::Nationality(), "ua");
  const Compiled compiled({first, Entry("q2", "Müller Hans"), Entry("q3", "Hans Meier")});
  const BuiltIndex built = BuildEntryIndex(*compiled.list, nullptr, {1000});
  EXPECT_EQ(built.added, 3U);
  const EntryIndex index = EntryIndex::Open(std::as_bytes(std::span(built.bytes))).value();
  ASSERT_EQ(index.size(), 3U);
  EXPECT_EQ(index.Find("q2"), 1U);
  EXPECT_EQ(index.Find("q4"), EntryIndex::kNone);
  EXPECT_EQ(index.Id(2), "q3");
  EXPECT_EQ(index.Caption(0), "Петренко Олександр");
  ASSERT_EQ(index.Topics(0).size(), 1U);
  EXPECT_EQ(index.Code(index.Topics(0)[0]), "sanction");
  ASSERT_EQ(index.Countries(0).size(), 1U);
  EXPECT_EQ(index.Code(index.Countries(0)[0]), "ua");
  std::vector<std::uint32_t> found;
  index.Postings("hans", false, found);
  EXPECT_EQ(found, (std::vector<std::uint32_t>{1, 2}));
  found.clear();
  index.Postings("muller", false, found);
  EXPECT_EQ(found, (std::vector<std::uint32_t>{1}));
  found.clear();
  index.Postings("петр", true, found);
  EXPECT_EQ(found, (std::vector<std::uint32_t>{0}));
  found.clear();
  index.Postings("han", false, found);
  EXPECT_TRUE(found.empty());
}

TEST(EntryIndex, EveryFlippedByteIsNoticed) {
  const Compiled compiled({Entry("q1", "Ivan Petrov"), Entry("q2", "Maria Lopez")});
  std::string bytes = BuildEntryIndex(*compiled.list, nullptr, {1000}).bytes;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    EXPECT_FALSE(EntryIndex::Open(std::as_bytes(std::span(bytes))).has_value()) << at;
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
  }
  for (std::size_t size = 0; size < bytes.size(); size += 7) {
    const std::string cut = bytes.substr(0, size);
    EXPECT_FALSE(EntryIndex::Open(std::as_bytes(std::span(cut))).has_value()) << size;
  }
}

TEST(EntryIndex, ContentThatIsTheSameKeepsItsTimes) {
  const Compiled before({Entry("q1", "Ivan Petrov"), Entry("q2", "Maria Lopez")});
  const std::string old_bytes = BuildEntryIndex(*before.list, nullptr, {1000}).bytes;
  const EntryIndex old_index = EntryIndex::Open(std::as_bytes(std::span(old_bytes))).value();
  const Compiled after({Entry("q2", "Maria Lopes"), Entry("q1", "Ivan Petrov")});
  const BuiltIndex built = BuildEntryIndex(*after.list, &old_index, {2000});
  const EntryIndex index = EntryIndex::Open(std::as_bytes(std::span(built.bytes))).value();
  EXPECT_EQ(built.changed, 1U);
  EXPECT_EQ(built.added + built.removed, 0U);
  EXPECT_EQ(index.LastChange(index.Find("q1")).ms, 1000);
  EXPECT_EQ(index.FirstSeen(index.Find("q2")).ms, 1000);
  EXPECT_EQ(index.LastChange(index.Find("q2")).ms, 2000);
}

}  // namespace
}  // namespace screening
