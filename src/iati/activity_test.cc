#include "iati/activity.h"

#include <gtest/gtest.h>

#include "iati/check.h"
#include "iati/code_lists.h"
#include "iati/simple_types.h"

namespace iati {
namespace {

const std::int64_t kToday = *DayNumber("2026-11-28");

Report Checked(const std::string& text) {
  const base::Result<Report> report = Check(PullFrom(text), "test.xml", {.today = kToday});
  EXPECT_TRUE(report.has_value()) << report.error().external;
  return report.has_value() ? *report : Report();
}

TEST(IatiTypes, AreThoseOfXmlSchema) {
  struct Case {
    Content type;
    const char* text;
    bool fits;
  };
  for (const Case& c : {Case{Content::kDecimal, ".5", true},
                        Case{Content::kDecimal, "5.", true},
                        Case{Content::kDecimal, ".", false},
                        Case{Content::kDecimal, "1e3", false},
                        Case{Content::kDate, "2024-02-29", true},
                        Case{Content::kDate, "2023-02-29", false},
                        Case{Content::kDate, "2024-02-29+14:00", true},
                        Case{Content::kDate, "2024-02-29+14:01", false},
                        Case{Content::kDateTime, "2024-02-29T24:00:00", true},
                        Case{Content::kDateTime, "2024-02-29T24:00:01", false},
                        Case{Content::kBoolean, " 1 ", true},
                        Case{Content::kBoolean, "yes", false},
                        Case{Content::kInt, "2147483648", false},
                        Case{Content::kInt, "-2147483648", true},
                        Case{Content::kPositiveInteger, "0", false},
                        Case{Content::kNonNegativeInteger, "-0", true},
                        Case{Content::kLanguage, "en-GB", true},
                        Case{Content::kLanguage, "1en", false},
                        Case{Content::kUri, "http://example.org/a b", true},
                        Case{Content::kUri, "http://[", false},
                        Case{Content::kNameToken, "a b", false}})
    EXPECT_EQ(Fits(c.type, c.text), c.fits) << c.text;
  EXPECT_EQ(DayText(*DayNumber("2026-11-28")), "2026-11-28");
}

TEST(IatiCodes, KnowTheGoals) {
  int targets = 0;
  for (int goal = 0; goal < 20; ++goal) {
    for (int target = 0; target < 30; ++target)
      targets += IsSdgTarget(std::to_string(goal) + "." + std::to_string(target)) ? 1 : 0;
    for (char letter = 'a'; letter <= 'z'; ++letter)
      targets += IsSdgTarget(std::to_string(goal) + "." + letter) ? 1 : 0;
  }
  EXPECT_EQ(targets, 169);
  EXPECT_FALSE(IsSdgTarget("8.07"));
  EXPECT_TRUE(KnowsList("Language"));
}

Activity Example() {
  Activity activity;
  activity.identifier = "XM-DAC-41122-7";
  activity.language = "en";
  activity.default_currency = "USD";
  activity.reporting = {"XM-DAC-41122", "40", "", "Secretariat & friends"};
  activity.title = "Safe <return>";
  activity.description = "Line one\nline two";
  activity.participating = {{"KR-CRN-1", "70", "1", "Hanbit"}};
  activity.other_identifiers = {{"KR-CRN-1-5", "A9", ""}};
  activity.status = "2";
  activity.dates = {{"2", "2025-02-01"}};
  activity.countries = {{"KH", "", "60"}, {"VN", "", "25"}};
  activity.regions = {{"789", "1", "15"}};
  activity.sectors = {{"15160", "1", ""}};
  activity.tags = {{"8.7", "3", ""}};
  activity.budgets = {{"2026-01-01", "2026-12-31", base::ParseMoney("USD 1000000.5").value(), "2026-01-01"},
                      {"2027-01-01", "2027-12-31", base::ParseMoney("USD 5").value(), "2027-01-01", true}};
  iati::Transaction transaction;
  transaction.ref = "42";
  transaction.type = "1";
  transaction.date = transaction.value_date = "2026-03-01";
  transaction.value = base::ParseMoney("KRW -1391250").value();
  transaction.description = "“Blankets”";
  transaction.provider = {"", "70", "", "한빛"};
  transaction.stage = "received";
  transaction.quantity = "12.5";
  transaction.unit = "boxes";
  transaction.valued_by = "audit house";
  activity.transactions = {transaction};
  activity.results = {{"1",
                       "Workers trained",
                       {{"Workers",
                         "1",
                         true,
                         "2025",
                         "0",
                         {{"2026-01-01",
                           "2026-06-30",
                           {{false, "50", "", ""}, {true, "41", "sex=female", "late start"}}}}}}}};
  return activity;
}

TEST(IatiActivity, ComesBackAsItWasWritten) {
  const Activity written = Example();
  Writer writer("2026-11-28T00:00:00Z");
  writer.Add(written);
  const std::string text = writer.Done();
  const Report report = Checked(text);
  EXPECT_TRUE(report.valid()) << report.schema[0].text << "\n" << text;
  EXPECT_TRUE(report.rules.empty()) << report.rules[0].text << "\n" << text;
  const std::vector<Activity> read = ReadActivities(PullFrom(text), "f.xml", [](const Finding& finding) {
                                       ADD_FAILURE() << finding.text;
                                     }).value();
  ASSERT_EQ(read.size(), 1U);
  Activity back = read[0];
  ASSERT_EQ(back.transactions.size(), 1U);
  EXPECT_GT(back.transactions[0].line, 0);
  back.transactions[0].line = 0;
  EXPECT_EQ(back.title, written.title);
  EXPECT_EQ(back.description, written.description);
  EXPECT_EQ(back.reporting, written.reporting);
  EXPECT_EQ(back.participating, written.participating);
  EXPECT_EQ(back.other_identifiers, written.other_identifiers);
  EXPECT_EQ(back.dates, written.dates);
  EXPECT_EQ(back.countries, written.countries);
  EXPECT_EQ(back.sectors, written.sectors);
  EXPECT_EQ(back.tags, written.tags);
  EXPECT_EQ(back.budgets, written.budgets);
  EXPECT_EQ(back.regions, written.regions);
  EXPECT_EQ(back.transactions, written.transactions);
  EXPECT_EQ(back.results, written.results);
}

TEST(IatiCheck, StreamsThousandsOfActivities) {
  Writer writer("2026-11-28T00:00:00Z");
  Activity activity = Example();
  for (int i = 0; i < 5000; ++i) {
    activity.identifier = "XM-DAC-41122-" + std::to_string(i);
    writer.Add(activity);
  }
  const Report report = Checked(writer.Done());
  EXPECT_TRUE(report.valid());
  EXPECT_TRUE(report.rules.empty());
  EXPECT_EQ(report.activities, 5000U);
}

}  // namespace
}  // namespace iati
