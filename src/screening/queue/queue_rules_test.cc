#include <gtest/gtest.h>

#include "base/limits.h"
#include "screening/queue/harm.h"
#include "screening/queue/position.h"
#include "screening/queue/record.h"
#include "screening/queue/search_words.h"
#include "screening/queue/types.h"

namespace screening {
namespace {

TEST(Harm, IsTheFormulaOfItsHeader) {
  EXPECT_DOUBLE_EQ(SeverityOf({"export.control"}), 1.00);
  EXPECT_DOUBLE_EQ(SeverityOf({"sanction"}), 0.90);
  EXPECT_DOUBLE_EQ(SeverityOf({"sanction.linked"}), 0.70);
  EXPECT_DOUBLE_EQ(SeverityOf({"crime.fraud"}), 0.75);
  EXPECT_DOUBLE_EQ(SeverityOf({"crime.traffick.human"}), 1.00);
  EXPECT_DOUBLE_EQ(SeverityOf({"role.pep", "sanction"}), 0.90);
  EXPECT_DOUBLE_EQ(SeverityOf({}), 0.80);
  EXPECT_DOUBLE_EQ(SeverityOf({"sanctions"}), 0.80) << "not a topic we know";
  EXPECT_EQ(HarmIfMissed({{"sanction"}, 0.8, match::Identity::kSupported, std::nullopt}), 720);
  EXPECT_EQ(HarmIfMissed({{"sanction"}, 0.8, match::Identity::kUnconfirmed, std::nullopt}), 684);
  EXPECT_EQ(HarmIfMissed({{"sanction"}, 0.8, match::Identity::kContradicted, std::nullopt}), 540);
  EXPECT_EQ(HarmIfMissed({{"sanction"}, 0.8, match::Identity::kSupported, 9'999}), 648);
  EXPECT_EQ(HarmIfMissed({{"sanction"}, 0.8, match::Identity::kSupported, 1'000'000}), 792);
  EXPECT_EQ(HarmIfMissed({{"forced.labor"}, 1, match::Identity::kSupported, 1'000'000}), 1000);
}

entity::Entity Made(std::initializer_list<std::pair<const char*, const char*>> values, const char* id = "") {
  entity::Entity entity;
  entity.id = id;
  entity.schema = entity::schema::Company();
  entity.caption = "Sao \"Mai\"\n";
  for (const auto& [name, text] : values) entity.Add(entity::PropertyNamed(name), text);
  return entity;
}

TEST(Record, TextAndBack) {
  const entity::Entity entity = Made({{"name", "兰溪"}, {"country", "cn"}, {"name", "b"}}, "X-1");
  const base::Result<entity::Entity> back = ReadRecord(RecordText(entity));
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(RecordText(*back), RecordText(entity));
  EXPECT_EQ(back->id, "X-1");
  EXPECT_EQ(back->All(entity::prop::Name()), (std::vector<std::string_view>{"兰溪", "b"}));
  for (const char* bad :
       {"", "{}", "[]", R"({"id":1})", R"({"id":"","caption":"","schema":"Nope","properties":{}})"})
    EXPECT_EQ(ReadRecord(bad).error().code, base::Code::kCorrupt) << bad;
}

TEST(Record, HashIsOfContentNotOfOrder) {
  EXPECT_EQ(PartyHash(Made({{"name", "a"}, {"country", "cn"}})),
            PartyHash(Made({{"country", "cn"}, {"name", "a"}})));
  EXPECT_NE(PartyHash(Made({{"name", "a"}})), PartyHash(Made({{"alias", "a"}})));
  EXPECT_NE(PartyHash(Made({{"name", "a"}, {"name", "b"}})), PartyHash(Made({{"name", "a\",\"b"}})));
  EXPECT_EQ(PartyHash(Made({}, "1")), PartyHash(Made({}, "2")));
  EXPECT_NE(EntryHash(Made({}, "1")), EntryHash(Made({}, "2")));
}

TEST(Record, DifferencesByProperty) {
  const std::vector<FieldChange> changes =
      Differences(Made({{"name", "a"}, {"country", "cn"}}),
                  Made({{"name", "a"}, {"name", "b"}, {"country", "vn"}}), true);
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0], (FieldChange{true, "country", {"cn"}, {"vn"}}));
  EXPECT_EQ(changes[1], (FieldChange{true, "name", {}, {"b"}}));
  EXPECT_EQ(ReadChanges(ChangesText(changes)).value(), changes);
  EXPECT_TRUE(ReadChanges("")->empty());
  EXPECT_EQ(ReadChanges("{").error().code, base::Code::kCorrupt);
  EXPECT_TRUE(Differences(Made({{"name", "a"}}), Made({{"name", "a"}}), false).empty());
}

TEST(PositionText, HoldsAnything) {
  const std::string text = Position({"1:2", "", "x\xFF"});
  EXPECT_EQ(PositionParts(text, 3).value(), (std::vector<std::string>{"1:2", "", "x\xFF"}));
  for (const char* bad : {"", "1", "1:", "9:abc", "1:ab", "x", "1:a1:b1:c1:d", "99999999999999999999:a"})
    EXPECT_FALSE(PositionParts(bad, 3).has_value()) << bad;
  EXPECT_FALSE(PositionNumber("1x").has_value());
}

TEST(SearchWords, AreBoundedAndFolded) {
  std::string many;
  for (int i = 0; i < 30; ++i) many += "Word" + std::to_string(i) + " ";
  EXPECT_EQ(SearchWords(many).size(), base::kMaxSearchWords);
  EXPECT_EQ(SearchWords("ÉCOLE").size(), 1u);
  entity::Entity entity = Made({});
  for (int i = 0; i < 40; ++i)
    entity.Add(entity::prop::Alias(), "alpha" + std::to_string(i) + " beta" + std::to_string(i));
  EXPECT_EQ(IndexedWords(entity, "n").size(), base::kMaxIndexedWords);
  EXPECT_LT(std::string("abc"), PrefixEnd("abc"));
  EXPECT_LT(std::string("abc\xF4\x8F\xBF\xBF"), PrefixEnd("abc"));
}

TEST(Names, OfStagesAndDecisionsGoBothWays) {
  for (int i = 0; i < static_cast<int>(Stage::kCount); ++i)
    EXPECT_EQ(StageNamed(StageName(static_cast<Stage>(i))), static_cast<Stage>(i));
  for (const Decision decision : {Decision::kNone, Decision::kSame, Decision::kNotSame, Decision::kUnsure})
    EXPECT_EQ(DecisionNamed(DecisionName(decision)), decision);
  for (int i = 0; i < static_cast<int>(EventKind::kCount); ++i)
    EXPECT_EQ(EventKindNamed(EventKindName(static_cast<EventKind>(i))), static_cast<EventKind>(i));
  EXPECT_FALSE(StageNamed("nothing").has_value());
}

}  // namespace
}  // namespace screening
