#include "match/compiled_parties.h"

#include <gtest/gtest.h>

#include "match/layout.h"
#include "match/support.h"
#include "match/test_parties.h"
#include "match/test_worlds.h"

namespace match {
namespace {

using testing::BytesOf;
using testing::Make;

std::string SomeParties(std::size_t count, unsigned threads = 1) {
  testing::Random random(3);
  std::vector<entity::Entity> parties;
  for (std::size_t i = 0; i < count; ++i) parties.push_back(testing::RandomEntity(i, random));
  return testing::CompileParties(parties, threads, "{\"input\":\"suppliers.csv\"}");
}

// Changes a field of the header as if it had been meant.
void Patch(std::string& bytes, std::size_t offset, std::string_view with) {
  bytes.replace(offset, with.size(), with);
  testing::ResealPartiesHeader(bytes);
}

bool Sound(const std::string& bytes) {
  const auto parties = CompiledParties::Open(BytesOf(bytes));
  return parties.has_value() && parties->Verify().has_value();
}

TEST(CompiledParties, GiveBackWhatWasAdded) {
  const std::string bytes = SomeParties(30);
  EXPECT_TRUE(LooksLikeCompiledParties(bytes));
  const auto parties = CompiledParties::Open(BytesOf(bytes));
  ASSERT_TRUE(parties.has_value());
  ASSERT_TRUE(parties->Verify().has_value());
  ASSERT_EQ(parties->size(), 30U);
  EXPECT_EQ(parties->facts(), "{\"input\":\"suppliers.csv\"}");
  testing::Random random(3);
  for (std::size_t i = 0; i < 30; ++i) {
    const entity::Entity party = testing::RandomEntity(i, random);
    const entity::Entity back = parties->Read(i);
    EXPECT_EQ(parties->Row(i), 2 * i + 2);
    EXPECT_EQ(parties->Support(i), SupportOf(FactsOf(party)));
    EXPECT_EQ(back.id, party.id);
    EXPECT_EQ(back.caption, party.caption);
    EXPECT_EQ(back.values.size(), party.values.size());
  }
}

TEST(CompiledParties, TheSameWhateverTheThreads) {
  EXPECT_EQ(SomeParties(100, 1), SomeParties(100, 4));
}

TEST(CompiledParties, MayBeNone) {
  EXPECT_TRUE(Sound(SomeParties(0)));
}

TEST(CompiledParties, EveryFlippedByteIsFound) {
  const std::string sound = SomeParties(3);
  ASSERT_TRUE(Sound(sound));
  // Every byte up to and with the list's header, and a sample of the long tables behind it.
  for (std::size_t i = 0; i < sound.size(); i += i < 4 * kHeaderBytes ? 1 : 997) {
    std::string bytes = sound;
    bytes[i] = static_cast<char>(bytes[i] ^ 0x40);
    EXPECT_FALSE(Sound(bytes)) << "byte " << i;
  }
}

TEST(CompiledParties, CutOffAndOverlongFilesAreFound) {
  const std::string sound = SomeParties(3);
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{8}, kHeaderBytes - 1, kHeaderBytes, 2 * kHeaderBytes, sound.size() - 1}) {
    EXPECT_FALSE(Sound(sound.substr(0, size))) << size;
  }
  EXPECT_FALSE(Sound(sound + "x"));
}

TEST(CompiledParties, AnotherEngineOrFormatIsRefusedByName) {
  std::string bytes = SomeParties(3);
  Patch(bytes, testing::kPartiesEngineAt, std::string("0.9\0", 4));
  const auto old_engine = CompiledParties::Open(BytesOf(bytes));
  ASSERT_FALSE(old_engine.has_value());
  EXPECT_EQ(old_engine.error().code, base::Code::kInvalid);
  EXPECT_NE(old_engine.error().external.find("compiled by engine 0.9"), std::string::npos);
  EXPECT_NE(old_engine.error().external.find("compile the parties again"), std::string::npos);
  bytes = SomeParties(3);
  Patch(bytes, testing::kPartiesFormatAt, std::string("\x09\0\0\0", 4));
  const auto other_format = CompiledParties::Open(BytesOf(bytes));
  ASSERT_FALSE(other_format.has_value());
  EXPECT_NE(other_format.error().external.find("format 9"), std::string::npos);
}

TEST(CompiledParties, ACompiledListIsNotParties) {
  const std::string list = testing::Compile({Make("Person", {"Ivan Ivanov"})});
  EXPECT_FALSE(LooksLikeCompiledParties(list));
  const auto opened = CompiledParties::Open(BytesOf(list));
  ASSERT_FALSE(opened.has_value());
  EXPECT_NE(opened.error().external.find("MANUMPA"), std::string::npos);
}

TEST(CompiledParties, HeaderFieldsThatPointOutsideAreRefused) {
  const std::string far("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", 8);
  for (const std::size_t field :
       {testing::kPartiesCountAt, testing::kPartiesFactsAt, testing::kPartiesListAt}) {
    std::string bytes = SomeParties(3);
    Patch(bytes, field, far);
    EXPECT_FALSE(CompiledParties::Open(BytesOf(bytes)).has_value()) << field;
  }
}

TEST(CompiledParties, HoldAtMostTheLimit) {
  static_assert(base::kMaxCompiledParties == 5'000'000);
  PartyCompiler compiler(2);
  EXPECT_TRUE(compiler.Add(1, Make("Person", {"A"})).has_value());
  EXPECT_TRUE(compiler.Add(2, Make("Person", {"B"})).has_value());
  const base::Status full = compiler.Add(3, Make("Person", {"C"}));
  ASSERT_FALSE(full.has_value());
  EXPECT_EQ(full.error().code, base::Code::kTooLarge);
  EXPECT_NE(full.error().external.find("kMaxCompiledParties"), std::string::npos);
}

TEST(LargestSupport, IsWhatBothSidesState) {
  entity::Entity e = Make("Person", {"A"});
  e.Add(entity::prop::BirthDate(), "1974-05-12");
  e.Add(entity::prop::Country(), "ru");
  const Facts facts = FactsOf(e);
  EXPECT_EQ(SupportOf(facts), kStatesBirth | kStatesCountry);
  EXPECT_DOUBLE_EQ(LargestSupportOf(SupportOf(facts), kAllSupport, true), LargestSupport(facts, true));
  EXPECT_DOUBLE_EQ(LargestSupportOf(SupportOf(facts), kStatesCountry, true), 0.06);
  EXPECT_DOUBLE_EQ(LargestSupportOf(SupportOf(facts), kStatesGender, true), 0);
}

}  // namespace
}  // namespace match
