#include <gtest/gtest.h>

#include <map>

#include "screening/queue/import_job.h"
#include "screening/queue/import_mapping.h"
#include "screening/queue/import_preview.h"
#include "screening/queue/queue_world.h"

namespace screening {
namespace {

constexpr std::string_view kFile =
    "Vendor No,Supplier Name,Country,Spend,Remark\n"
    "1,Sao Mai Xanh,Viet Nam,12000,x\n"
    "2,Hanbit Knit,KR,\"1,200,000.50\",\n"
    "3,,KR,5,no name\n"
    "2,Hanbit Knit,KR,\"1,200,000.50\",\n"
    "2,Hanbit Knit Plant 2,KR,7,\n"
    "4,Delta Yarn,BD,lots,\n";

class ImportsTest : public testing::QueueWorld {
 protected:
  Imports imports() { return Imports(*seams_); }
  ImportId Upload(std::string_view bytes, std::string_view source = "Q4") {
    const auto id = imports().Upload(anna_, org_, "suppliers.csv", bytes, source);
    EXPECT_TRUE(id.has_value()) << (id ? "" : id.error().external + id.error().internal);
    return id ? *id : ImportId();
  }
  void Map(const ImportId& id) {
    ImportMapping mapping = imports().Get(org_, id)->mapping;
    mapping.uses = {{0, "", "number"}, {3, "", "spend"}};
    ASSERT_TRUE(imports().SetMapping(anna_, org_, id, 0, mapping, "Q4").has_value());
  }
  Import Run(const ImportId& id) {
    const auto started = imports().Start(anna_, org_, id, 0);
    EXPECT_TRUE(started.has_value()) << (started ? "" : started.error().external);
    const auto done = RunImport(*seams_, anna_, id, {});
    EXPECT_TRUE(done.has_value()) << (done ? "" : done.error().external + done.error().internal);
    return done ? *done : Import();
  }
  Import MapAndRun(std::string_view bytes) {
    const ImportId id = Upload(bytes);
    Map(id);
    return Run(id);
  }
  std::map<std::string, Party> ByKey() {
    std::map<std::string, Party> parties;
    EXPECT_TRUE(Parties(*seams_)
                    .Each(org_,
                          [&](const Party& party) -> base::Result<bool> {
                            parties.emplace(party.key, party);
                            return true;
                          })
                    .has_value());
    return parties;
  }
};
MANUMIT_ON_BOTH_DATABASES(ImportsTest);

TEST_P(ImportsTest, PreviewShowsColumnsSamplesAndRejects) {
  const ImportId id = Upload(kFile);
  ImportPreview preview = imports().Preview(org_, id).value();
  ASSERT_EQ(preview.columns.size(), 5u);
  EXPECT_EQ(preview.columns[1].use, "name");
  EXPECT_EQ(preview.columns[2].use, "country");
  EXPECT_EQ(preview.columns[3].use, "");
  EXPECT_EQ(preview.columns[1].samples,
            (std::vector<std::string>{"Sao Mai Xanh", "Hanbit Knit", "Hanbit Knit"}));
  EXPECT_EQ(preview.header_row, 1u);
  EXPECT_EQ(preview.rows_read, 6u);
  EXPECT_EQ(preview.sample.size(), 5u);
  EXPECT_FALSE(preview.rejects.empty());
  EXPECT_EQ(preview.problem, "");
  Map(id);
  preview = imports().Preview(org_, id).value();
  EXPECT_EQ(preview.columns[0].use, "number");
  EXPECT_EQ(preview.sample[0].number, "1");
  EXPECT_EQ(preview.sample[1].spend, 1'200'000);
}

TEST_P(ImportsTest, APersonSaysWhatColumnsHold) {
  const ImportId id = Upload("a1,b1\nSao Mai,VN\nHanbit,KR\n");
  EXPECT_NE(imports().Preview(org_, id)->problem, "");
  EXPECT_EQ(imports().Start(anna_, org_, id, 0).error().code, base::Code::kInvalid);
  ImportMapping mapping;
  mapping.uses = {{0, "", "name"}, {1, "", "country"}};
  EXPECT_EQ(imports().SetMapping(anna_, org_, id, 99, mapping, "").error().code, base::Code::kConflict);
  ASSERT_TRUE(imports().SetMapping(anna_, org_, id, 0, mapping, "").has_value());
  EXPECT_EQ(imports().Preview(org_, id)->problem, "");
  EXPECT_EQ(Run(id).added, 2);
  EXPECT_TRUE(ByKey().contains("name:sao mai|vn"));
  mapping.uses = {{0, "", "no such use"}};
  EXPECT_EQ(imports().SetMapping(anna_, org_, id, 0, mapping, "").error().code, base::Code::kInvalid);
  mapping.uses = {{0, "", "number"}, {1, "", "number"}};
  EXPECT_EQ(imports().SetMapping(anna_, org_, id, 0, mapping, "").error().code, base::Code::kInvalid);
}

TEST_P(ImportsTest, RowsBecomePartiesAndNothingIsDroppedInSilence) {
  const Import done = MapAndRun(kFile);
  EXPECT_EQ(done.state, ImportState::kDone);
  EXPECT_EQ(done.rows, 6);
  EXPECT_EQ(done.added, 4);
  EXPECT_EQ(done.repeated, 1);
  EXPECT_EQ(done.rejected_rows, 1);
  EXPECT_EQ(done.rejected_fields, 1);
  const auto rejects = imports().Rejects(org_, done.id, 0, 10).value();
  ASSERT_EQ(rejects.size(), 2u);
  EXPECT_EQ(rejects[0].reject.row, 4u);
  EXPECT_TRUE(rejects[0].reject.whole_row);
  EXPECT_EQ(rejects[1].reject.value, "lots");
  const auto parties = ByKey();
  EXPECT_EQ(parties.at("number:2").spend, 1'200'000);
  EXPECT_EQ(parties.at("number:2").country, "kr");
  EXPECT_EQ(parties.at("number:2#2").entity.caption, "Hanbit Knit Plant 2");
  EXPECT_EQ(parties.at("number:1").source, "Q4");
  EXPECT_EQ(jobs_.back(), kScreenJob);
}

TEST_P(ImportsTest, AFileReadAgainChangesByKeyAndNamesWhatIsMissing) {
  MapAndRun(kFile);
  clock_.Advance(1000);
  const Import again = MapAndRun(
      "Vendor No,Supplier Name,Country,Spend\n1,Sao Mai Xanh,VN,12000\n2,Hanbit Knitting,KR,3\n9,New "
      "One,KR,\n");
  EXPECT_EQ(again.added, 1);
  EXPECT_EQ(again.changed, 1);
  EXPECT_EQ(again.unchanged, 1);
  EXPECT_EQ(again.missing, 2);
  const std::vector<Party> missing = imports().Missing(org_, again.id, 10).value();
  ASSERT_EQ(missing.size(), 2u);
  EXPECT_EQ(missing[0].entity.caption, "Delta Yarn");
  EXPECT_EQ(imports().RemoveMissing(anna_, org_, again.id).value(), 2u);
  EXPECT_EQ(ByKey().size(), 3u);
  EXPECT_EQ(imports().Get(org_, again.id)->missing, 0);
  const auto older = imports().List(org_, 10)->back();
  EXPECT_EQ(imports().RemoveMissing(anna_, org_, older.id).error().code, base::Code::kConflict);
}

TEST_P(ImportsTest, AnImportThatBeginsAgainCountsOnce) {
  std::string file = "Vendor No,Supplier Name\n";
  for (int i = 0; i < 700; ++i) file += std::to_string(i) + ",Party " + std::to_string(i) + "\n";
  const ImportId id = Upload(file);
  Map(id);
  ASSERT_TRUE(imports().Start(anna_, org_, id, 0).has_value());
  int calls = 0;
  ASSERT_FALSE(RunImport(*seams_, anna_, id, {{}, [&] { return ++calls == 2; }}).has_value());
  EXPECT_EQ(imports().Get(org_, id)->state, ImportState::kFailed);
  EXPECT_EQ(ByKey().size(), 300u);
  const Import done = RunImport(*seams_, anna_, id, {}).value();
  EXPECT_EQ(done.added, 700);
  EXPECT_EQ(done.changed + done.unchanged, 0);
  EXPECT_EQ(done.rows, 700);
}

TEST_P(ImportsTest, JsonLinesHaveKeysForColumns) {
  const ImportId id = Upload(
      "{\"name\":\"Sao Mai\",\"country\":\"vn\",\"nr\":\"A1\"}\n{\"name\":\"Hanbit\",\"nr\":\"A2\"}\n");
  ImportMapping mapping;
  mapping.uses = {{0, "nr", "number"}};
  ASSERT_TRUE(imports().SetMapping(anna_, org_, id, 0, mapping, "").has_value());
  const ImportPreview preview = imports().Preview(org_, id).value();
  ASSERT_EQ(preview.columns.size(), 3u);
  EXPECT_EQ(preview.columns[2].use, "number");
  EXPECT_EQ(Run(id).added, 2);
  EXPECT_TRUE(ByKey().contains("number:A2"));
}

TEST_P(ImportsTest, WhatIsNoTableSaysSo) {
  EXPECT_EQ(imports().Upload(anna_, org_, "x.csv", "", "").error().code, base::Code::kInvalid);
  EXPECT_FALSE(imports().Upload(anna_, org_, "x.xlsx", "PK\x03\x04 broken", "").has_value());
  EXPECT_EQ(imports()
                .Upload(anna_, org_, "x.csv", "a,b\n1,2\n", std::string(base::kMaxSourceBytes + 1, 's'))
                .error()
                .code,
            base::Code::kTooLarge);
}

TEST_P(ImportsTest, AnotherOrganisationSeesNothing) {
  const ImportId id = Upload(kFile);
  const desk::OrgId other = desk::OrgId::New(ids_);
  EXPECT_EQ(imports().Get(other, id).error().code, base::Code::kNotFound);
  EXPECT_EQ(imports().Preview(other, id).error().code, base::Code::kNotFound);
  EXPECT_EQ(imports().Discard(anna_, other, id).error().code, base::Code::kNotFound);
  EXPECT_EQ(imports().Rejects(other, id, 0, 1).error().code, base::Code::kNotFound);
  ASSERT_TRUE(imports().Discard(anna_, org_, id).has_value());
  EXPECT_TRUE(imports().List(org_, 5)->empty());
}

TEST(Spend, WholeUnitsOfAnyNotation) {
  EXPECT_EQ(SpendOf("1200"), 1200);
  EXPECT_EQ(SpendOf("1,200"), 1200);
  EXPECT_EQ(SpendOf("1.200,50 EUR"), 1200);
  EXPECT_EQ(SpendOf("USD 1 200 000.5"), 1'200'000);
  EXPECT_EQ(SpendOf("-3"), std::nullopt);
  EXPECT_EQ(SpendOf("none"), std::nullopt);
  EXPECT_EQ(SpendOf("99999999999999999999"), std::nullopt);
}

TEST(ColumnUses, AreAllKnown) {
  for (const std::string& use : ColumnUses()) EXPECT_TRUE(FieldOfUse(use).has_value()) << use;
  EXPECT_GE(ColumnUses().size(), 25u);
}

}  // namespace
}  // namespace screening
