#include "match/compiled.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstring>

#include "base/limits.h"
#include "match/payload.h"
#include "match/test_lists.h"
#include "match/test_worlds.h"

namespace match {
namespace {

using testing::BytesOf;
using testing::Compile;
using testing::Compiled;
using testing::HeaderOf;
using testing::Make;
using testing::Random;

std::vector<entity::Entity> Entities(std::size_t count, std::uint64_t seed) {
  Random random(testing::SeedOr(seed));
  std::vector<entity::Entity> entities;
  for (std::size_t i = 0; i < count; ++i) entities.push_back(testing::RandomEntity(i, random));
  return entities;
}

// The first error of opening and verifying, nothing where there is none.
std::optional<base::Error> ErrorOf(const std::string& bytes) {
  const base::Result<CompiledList> list = CompiledList::Open(BytesOf(bytes));
  if (!list) return list.error();
  const base::Status sound = list->Verify();
  if (!sound) return sound.error();
  return std::nullopt;
}

TEST(Compiled, TheSameBytesWhateverTheThreads) {
  const std::vector<entity::Entity> entities = Entities(500, 3);
  const std::string one = Compile(entities, 1);
  EXPECT_EQ(Compile(entities, 2), one);
  EXPECT_EQ(Compile(entities, 5), one);
}

TEST(Compiled, EveryEntityComesBackAsItWasAdded) {
  std::vector<entity::Entity> entities = Entities(100, 4);
  entities.push_back(Make("Company", {}));
  entities.back().Add(entity::prop::Notes(), std::string("bytes \0 and \xFF", 13), "a place");
  const Compiled world = Compiled::Of(entities);
  ASSERT_EQ(world.list.entity_count(), entities.size());
  for (std::uint32_t i = 0; i < entities.size(); ++i) {
    const entity::Entity read = world.list.ReadEntity(i);
    EXPECT_EQ(read.id, entities[i].id);
    EXPECT_EQ(read.caption, entities[i].caption);
    EXPECT_TRUE(read.schema == entities[i].schema);
    EXPECT_EQ(read.values, entities[i].values);
    EXPECT_EQ(world.list.ListOf(i), 0u);
  }
}

TEST(Compiled, SeveralListsKeepTheirFacts) {
  ListCompiler compiler;
  ListInfo info;
  info.name = "first";
  compiler.BeginList(info);
  compiler.Add(Make("Company", {"Hengda", "Hengda Textile"}));
  info.name = "second";
  compiler.BeginList(info);
  compiler.Add(Make("Person", {"Ivan Ivanov"}));
  info.date = "2026-11-22";
  info.layout = "un-xml";
  info.files = {"a.xml", "b.xml"};
  compiler.SetListInfo(1, info);
  const std::string bytes = compiler.Finish();
  const base::Result<CompiledList> list = CompiledList::Open(BytesOf(bytes));
  ASSERT_TRUE(list.has_value());
  ASSERT_TRUE(list->Verify().has_value());
  ASSERT_EQ(list->lists().size(), 2u);
  EXPECT_EQ(list->lists()[0].entities, 1u);
  EXPECT_EQ(list->lists()[0].names, 2u);
  EXPECT_EQ(list->lists()[1].date, "2026-11-22");
  EXPECT_EQ(list->lists()[1].files, (std::vector<std::string>{"a.xml", "b.xml"}));
  EXPECT_EQ(list->ListOf(0), 0u);
  EXPECT_EQ(list->ListOf(1), 1u);
}

TEST(Compiled, AnEmptyListIsAList) {
  const Compiled world = Compiled::Of({});
  EXPECT_EQ(world.list.entity_count(), 0u);
  const CompiledList* lists[] = {&world.list};
  Scratch scratch;
  EXPECT_TRUE(Screen(Make("Company", {"Hengda"}), lists, {}, scratch).empty());
  const std::string none = ListCompiler().Finish();
  EXPECT_FALSE(ErrorOf(none).has_value());
}

TEST(Compiled, ATruncatedListIsAnError) {
  const std::string whole = Compile(Entities(100, 5));
  for (std::size_t size = 0; size < whole.size(); size += 997) {
    const std::optional<base::Error> error = ErrorOf(whole.substr(0, size));
    ASSERT_TRUE(error.has_value()) << size;
    EXPECT_EQ(error->code, base::Code::kCorrupt) << size;
    EXPECT_FALSE(error->external.empty());
  }
  EXPECT_TRUE(ErrorOf(whole + std::string(8, '\0')).has_value());
}

TEST(Compiled, AFlippedBitIsAnErrorWhereverItIs) {
  std::string bytes = Compile(Entities(60, 6));
  const std::uint64_t seed = testing::SeedOr(6);
  Random random(seed);
  for (std::size_t i = 0; i < testing::Scaled(2000); ++i) {
    const std::size_t at = random.Below(random.Chance(30) ? kHeaderBytes : bytes.size());
    const auto bit = static_cast<char>(1U << random.Below(8));
    bytes[at] = static_cast<char>(bytes[at] ^ bit);
    const std::optional<base::Error> error = ErrorOf(bytes);
    ASSERT_TRUE(error.has_value()) << "MANUMIT_SEED=" << seed << " byte " << at;
    ASSERT_TRUE(error->code == base::Code::kCorrupt || error->code == base::Code::kInvalid) << at;
    bytes[at] = static_cast<char>(bytes[at] ^ bit);
  }
  EXPECT_FALSE(ErrorOf(bytes).has_value());
}

TEST(Compiled, WhatIsNotAListIsAnError) {
  EXPECT_TRUE(ErrorOf("").has_value());
  EXPECT_TRUE(ErrorOf(std::string(100'000, '\0')).has_value());
  EXPECT_NE(ErrorOf(std::string(100'000, 'x'))->external.find("MANUMNX"), std::string::npos);
}

TEST(Compiled, AListOfAnotherEngineOrFormatIsNamed) {
  std::string bytes = Compile(Entities(10, 7));
  std::memcpy(HeaderOf(bytes).engine_version, "0.9-old", 8);
  testing::ResealHeader(bytes);
  std::optional<base::Error> error = ErrorOf(bytes);
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->code, base::Code::kInvalid);
  EXPECT_NE(error->external.find("0.9-old"), std::string::npos);
  EXPECT_NE(error->external.find(kEngineVersion), std::string::npos);

  bytes = Compile(Entities(10, 7));
  HeaderOf(bytes).format_version = 77;
  testing::ResealHeader(bytes);
  error = ErrorOf(bytes);
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->code, base::Code::kInvalid);
  EXPECT_NE(error->external.find("77"), std::string::npos);
}

// A damage that has the right checksums is found by structure, or does no harm.
TEST(Compiled, ACraftedListIsAnErrorOrHarmless) {
  const std::string sound = Compile(Entities(30, 8));
  const std::uint64_t seed = testing::SeedOr(8);
  Random random(seed);
  std::size_t refused = 0;
  const entity::Entity party = Make("Person", {"Mohammed Ivanov Kim", "Иван J. Lee"});
  for (std::size_t i = 0; i < testing::Scaled(1500); ++i) {
    std::string bytes = sound;
    const SectionRecord section = HeaderOf(bytes).sections[random.Below(kSectionCount)];
    for (std::size_t k = 0; k < 1 + random.Below(3) && section.bytes > 0; ++k) {
      const std::size_t at =
          random.Chance(20) ? random.Below(sizeof(Header)) : section.offset + random.Below(section.bytes);
      bytes[at] = static_cast<char>(random.Chance(50) ? random.Next() : 0xFF);
    }
    testing::Reseal(bytes);
    const base::Result<CompiledList> list = CompiledList::Open(BytesOf(bytes));
    if (!list || !list->Verify()) {
      ++refused;
      continue;
    }
    const CompiledList* lists[] = {&*list};
    Scratch scratch;
    ScreenOptions options;
    options.threshold = 0.3;
    Screen(party, lists, options, scratch);
  }
  EXPECT_GT(refused, 100u);
}

// Everything but the header page and the pages of the table of lists cannot be touched, and opening works.
TEST(Compiled, OpeningTouchesTheHeaderAndTheTableOfListsOnly) {
  std::string bytes = Compile(Entities(400, 9));
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  const std::size_t size = (bytes.size() + page - 1) / page * page;
  void* memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(memory, MAP_FAILED);
  std::memcpy(memory, bytes.data(), bytes.size());
  const SectionRecord table = HeaderOf(bytes).sections[static_cast<std::size_t>(Section::kLists)];
  std::size_t touched = 0;
  for (std::size_t at = 0; at < size; at += page) {
    const bool header = at < kHeaderBytes;
    const bool lists = at < table.offset + table.bytes && at + page > table.offset;
    if (header || lists) {
      ++touched;
    } else {
      ASSERT_EQ(mprotect(static_cast<char*>(memory) + at, page, PROT_NONE), 0);
    }
  }
  EXPECT_LE(touched, 2u);
  EXPECT_GT(size / page, 50u);
  const base::Result<CompiledList> list =
      CompiledList::Open({static_cast<const std::byte*>(memory), bytes.size()});
  ASSERT_TRUE(list.has_value());
  EXPECT_EQ(list->entity_count(), 400u);
  EXPECT_EQ(list->lists()[0].name, "world");
  munmap(memory, size);
}

TEST(Compiled, ListsThatFollowAtOnePlaceInMemoryDoNotMeet) {
  std::string bytes = Compile({Make("Company", {"Hengda Textile"}, "old")});
  const std::string next =
      Compile({Make("Company", {"Zeta Qulon"}, "a"), Make("Company", {"Hengda Textile"}, "new")});
  bytes.reserve(next.size());
  Scratch scratch;
  const entity::Entity party = Make("Company", {"Hengda Textile"});
  for (const char* expected : {"old", "new"}) {
    const base::Result<CompiledList> list = CompiledList::Open(BytesOf(bytes));
    ASSERT_TRUE(list.has_value());
    const CompiledList* lists[] = {&*list};
    const std::vector<Alert> alerts = Screen(party, lists, {}, scratch);
    ASSERT_EQ(alerts.size(), 1u);
    EXPECT_EQ(alerts[0].id, expected);
    bytes = next;
  }
}

TEST(Payload, AnythingElseIsNoPayload) {
  std::string bytes;
  AppendPayload(bytes, Make("Company", {"Hengda", "Hengda Textile"}));
  const entity::Schema schema = entity::schema::Company();
  EXPECT_TRUE(ReadPayload(bytes, schema).has_value());
  for (std::size_t n = 0; n < bytes.size(); ++n)
    EXPECT_FALSE(ReadPayload(std::string_view(bytes).substr(0, n), schema).has_value()) << n;
  EXPECT_FALSE(ReadPayload(bytes + "x", schema).has_value());
}

TEST(ListInfos, ReadWhatIsWrittenAndNothingElse) {
  ListInfo info;
  info.name = "un";
  info.files = {"a", "", "c"};
  info.names = 7;
  const std::string bytes = WriteInfos({info, info});
  std::vector<ListInfo> read;
  ASSERT_TRUE(ReadInfos(bytes, read));
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[1].files, info.files);
  EXPECT_EQ(read[1].names, 7u);
  for (std::size_t n = 0; n < bytes.size(); ++n) {
    read.clear();
    EXPECT_FALSE(ReadInfos(std::string_view(bytes).substr(0, n), read)) << n;
  }
  read.clear();
  EXPECT_FALSE(ReadInfos(bytes + "x", read));
}

TEST(ListInfos, AtMostKMaxLists) {
  std::vector<ListInfo> read;
  EXPECT_TRUE(ReadInfos(WriteInfos(std::vector<ListInfo>(base::kMaxLists)), read));
  read.clear();
  EXPECT_FALSE(ReadInfos(WriteInfos(std::vector<ListInfo>(base::kMaxLists + 1)), read));
}

}  // namespace
}  // namespace match
