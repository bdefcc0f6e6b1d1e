// Each limit of the queue, hit.

#include <gtest/gtest.h>

#include "screening/queue/import_job.h"
#include "screening/queue/queue_world.h"

namespace screening {
namespace {

class QueueLimitsTest : public testing::QueueWorld {
 protected:
  Import ImportFile(const std::string& file) {
    Imports imports(*seams_);
    const ImportId id = imports.Upload(anna_, org_, "f.csv", file, "").value();
    EXPECT_TRUE(imports.Start(anna_, org_, id, 0).has_value());
    return RunImport(*seams_, anna_, id, {}).value();
  }
};
MANUMIT_ON_BOTH_DATABASES(QueueLimitsTest);

TEST_P(QueueLimitsTest, CountsAndPagesStop) {
  std::string file = "Supplier Name\n";
  for (std::int64_t i = 0; i <= base::kMaxCounted; ++i) file += "Party " + std::to_string(i) + "\n";
  EXPECT_EQ(ImportFile(file).added, base::kMaxCounted + 1);
  EXPECT_EQ(Parties(*seams_).Count(org_).value(), base::kMaxCounted);
  EXPECT_EQ(Parties(*seams_).List(org_, {}, {}, 10 * base::kMaxPartyPage)->parties.size(),
            base::kMaxPartyPage);
  PartyFilter common;
  common.text = "party";
  EXPECT_EQ(Parties(*seams_).List(org_, common, {}, 5)->parties.size(), 5u);
  common.text = "party 77";
  EXPECT_EQ(Parties(*seams_).List(org_, common, {}, 200)->parties.size(), 11u);
}

TEST_P(QueueLimitsTest, ThePartyWithTooManyAlertsKeepsTheBest) {
  std::vector<entity::Entity> entries;
  for (std::size_t i = 0; i <= base::kMaxAlertsPerParty; ++i)
    entries.push_back(testing::Make("Company", "Hengda Textile", {}, "E" + std::to_string(i)));
  Lists({{"bans", entries}});
  const PartyId party = Put(testing::Make("Company", "Hengda Textile"));
  EXPECT_EQ(Screen().found, static_cast<std::int64_t>(base::kMaxAlertsPerParty));
  Alerts alerts(*seams_);
  EXPECT_EQ(alerts.OfParty(org_, party)->size(), base::kMaxAlertsPerParty);
  EXPECT_EQ(
      alerts.List(org_, {}, AlertSort::kHarm, {}, Alerts::Direction::kForward, 10 * base::kMaxAlertPage)
          ->alerts.size(),
      base::kMaxAlertPage);
  const AlertId id = InStage(Stage::kWaiting).at(0).id;
  for (std::size_t i = 0; i <= base::kMaxHistory; ++i)
    ASSERT_TRUE(alerts.AddNote(anna_, org_, id, "note").has_value());
  EXPECT_EQ(alerts.Detail(anna_, org_, id)->history.size(), base::kMaxHistory);
}

TEST_P(QueueLimitsTest, ChoicesStop) {
  for (std::size_t i = 0; i <= base::kMaxChoices; ++i) {
    PartyFacts facts;
    facts.source = "source " + std::to_string(i);
    Put(testing::Make("Company", "Party " + std::to_string(i)), facts);
  }
  EXPECT_EQ(Parties(*seams_).Sources(org_)->size(), base::kMaxChoices);
}

TEST_P(QueueLimitsTest, RejectsBeyondTheLimitAreCounted) {
  std::string file = "Supplier Name,Country\n";
  for (std::size_t i = 0; i <= base::kMaxImportRejects; ++i) file += ",vn\n";
  const Import done = ImportFile(file);
  EXPECT_EQ(done.rejected_rows, static_cast<std::int64_t>(base::kMaxImportRejects) + 1);
  const auto last = Imports(*seams_)
                        .Rejects(org_, done.id, static_cast<std::int64_t>(base::kMaxImportRejects) - 1, 10)
                        .value();
  EXPECT_EQ(last.size(), 1u);
}

}  // namespace
}  // namespace screening
