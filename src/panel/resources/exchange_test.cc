// IATI out and in, HXL, the report: on both databases.

#include <gtest/gtest.h>

#include "files/table.h"
#include "html/locale.h"
#include "iati/check.h"
#include "iati/simple_types.h"
#include "panel/common/panel_world.h"
#include "panel/resources/hxl.h"
#include "panel/resources/project_report.h"
#include "panel/resources/services.h"

namespace panel {
namespace {

class IatiExchangeTest : public testing::PanelTest {
 protected:
  void SetUp() override {
    PanelTest::SetUp();
    if (IsSkipped()) return;
    resources_ = std::make_unique<ResourceServices>(services());
    mei_ = AddMemberOrganisation("shelter", "Shelter Now", desk::OrgType::kNgo, "kh");
    ASSERT_TRUE(resources_->rates.SetSettings(sela_.actor, panel_,
                                              {base::Currency::FromStore("USD"), "XM-DAC-41122", "40", 0}));
    Make();
  }
  void TearDown() override {
    resources_.reset();
    PanelTest::TearDown();
  }

  void Make() {
    Project draft;
    draft.kind = ProjectKind::kProgramme;
    draft.title = "Safe & sound";
    draft.description = "Line one\nline two";
    draft.planned_start = *iati::DayNumber("2025-01-01");
    draft.planned_end = *iati::DayNumber("2026-12-31");
    draft.countries = {{"kh", "60"}, {"vn", "40"}};
    draft.sectors = {{"15160", ""}};
    draft.sdg_targets = {"8.7"};
    Projects& projects = resources_->projects;
    project_ = projects.Create(mei_.actor, panel_, draft).value();
    ASSERT_TRUE(projects.Act(sela_.actor, project_, ProjectAct::kApprove));
    ASSERT_TRUE(projects.Act(sela_.actor, project_, ProjectAct::kStart));
    ASSERT_TRUE(projects.AddBudget(mei_.actor, project_,
                                   {*iati::DayNumber("2025-01-01"), *iati::DayNumber("2025-12-31"),
                                    base::ParseMoney("USD 1000.50").value()}));
    const ResultId result =
        projects.AddResult(mei_.actor, project_, ResultLevel::kOutput, "Workers trained").value();
    const IndicatorId workers =
        projects.AddIndicator(mei_.actor, project_, {.result = result, .title = "Workers", .people = true})
            .value();
    const std::int64_t from = *iati::DayNumber("2025-01-01");
    const std::int64_t to = *iati::DayNumber("2025-06-30");
    ASSERT_TRUE(projects.SetValue(mei_.actor, project_, workers, {from, to, false, "50", "", ""}));
    ASSERT_TRUE(projects.SetValue(mei_.actor, project_, workers, {from, to, true, "43", "", ""}));
    ASSERT_TRUE(projects.SetValue(mei_.actor, project_, workers, {from, to, true, "7", "sex=male", ""}));
    Add(Stage::kPledged, "KRW 5000000", "한빛", false);
    Add(Stage::kReceived, "USD 120.5", "City of Busan", true);
    const LineId twice = Add(Stage::kReceived, "EUR 3.33", "=SUM(A1)", false);
    ASSERT_TRUE(resources_->ledger.Reverse(sela_.actor, twice, "booked twice"));
    Add(Stage::kReturned, "USD 20", "City of Busan", false);
    Add(Stage::kSpent, "USD 80", "Printing house", false);
  }
  LineId Add(Stage stage, std::string_view money, const std::string& donor, bool in_kind) {
    LedgerLine line;
    line.project = project_;
    line.donor = donor;
    line.stage = stage;
    line.value = base::ParseMoney(money).value();
    line.day = *iati::DayNumber("2025-05-01");
    line.in_kind = in_kind;
    if (in_kind) {
      line.quantity = base::Decimal::Parse("12.5").value();
      line.unit = "boxes";
      line.valued_by = "Customs";
    }
    return resources_->ledger.Add(sela_.actor, line).value();
  }
  // Another panel's ground in the same store, so that the same identifiers are free.
  PanelId Chapter() {
    Panel chapter{
        .parent = panel_, .slug = "kr", .name = "Korea", .kind = PanelKind::kCountryChapter, .scope = "kr"};
    chapter.host = org_;
    const PanelId id = services().panels.Create(sela_.actor, chapter).value();
    EXPECT_TRUE(resources_->rates.SetSettings(sela_.actor, id,
                                              {base::Currency::FromStore("USD"), "XM-DAC-41122", "40", 0}));
    return id;
  }

  std::unique_ptr<ResourceServices> resources_;
  Someone mei_;
  ProjectId project_;
};
MANUMIT_ON_BOTH_DATABASES(IatiExchangeTest);

TEST_P(IatiExchangeTest, ExportPassesOurOwnCheck) {
  const base::Result<std::string> text = resources_->iati.Export(sela_.actor, panel_);
  ASSERT_TRUE(text.has_value()) << text.error().external;
  const iati::Report report =
      iati::Check(iati::PullFrom(*text), "export.xml", {.today = desk().clock().Now().ms / base::kDayMs})
          .value();
  EXPECT_TRUE(report.valid());
  EXPECT_TRUE(report.rules.empty());
  EXPECT_EQ(report.activities, 1U);
  EXPECT_TRUE(testing::Has(*text, "<iati-identifier>XM-DAC-41122-P1</iati-identifier>"));
  EXPECT_TRUE(testing::Has(*text, "m:stage=\"returned\""));
  EXPECT_TRUE(testing::Has(*text, "<actual value=\"40\"/>"));  // 43, rounded down
  EXPECT_FALSE(testing::Has(*text, "sex"));                    // 7: fewer than 11
  EXPECT_EQ(resources_->iati.Export(mei_.actor, panel_).error().code, base::Code::kNotFound);
}

TEST_P(IatiExchangeTest, ComesBackAsItWent) {
  const std::string text = resources_->iati.Export(sela_.actor, panel_).value();
  const PanelId chapter = Chapter();
  const ImportOutcome outcome = resources_->iati.Import(sela_.actor, chapter, text, "in.xml").value();
  ASSERT_EQ(outcome.fault_count, 0U) << outcome.faults[0].text;
  EXPECT_EQ(outcome.taken, 1U);
  const auto before = resources_->ledger.Totals(sela_.actor, panel_, {})->totals;
  const auto after = resources_->ledger.Totals(sela_.actor, chapter, {})->totals;
  ASSERT_EQ(before.size(), after.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(before[i].amount, after[i].amount);
    EXPECT_EQ(before[i].in_kind, after[i].in_kind);
    EXPECT_EQ(before[i].stage, after[i].stage);
    EXPECT_EQ(before[i].lines, after[i].lines);
  }
  // Out again: but for the time of writing and the other identifier the same file.
  std::string again = resources_->iati.Export(sela_.actor, chapter).value();
  const std::string other = "    <other-identifier ref=\"XM-DAC-41122-P1\" type=\"A9\"/>\n";
  const std::size_t at = again.find(other);
  ASSERT_NE(at, std::string::npos) << again;
  again.erase(at, other.size());
  const auto comparable = [](std::string file) {
    for (const char* name : {"Shelter Now", "Korea", "Advisory panel"})
      for (std::size_t place = file.find(name); place != std::string::npos; place = file.find(name))
        file.replace(place, std::string(name).size(), "X");
    return file;
  };
  EXPECT_EQ(comparable(again), comparable(text));
  // A second time it is refused, and nothing is added.
  const ImportOutcome twice = resources_->iati.Import(sela_.actor, chapter, text, "in.xml").value();
  EXPECT_EQ(twice.taken, 0U);
  ASSERT_EQ(twice.fault_count, 1U);
  EXPECT_GT(twice.faults[0].row, 0U);
  EXPECT_EQ(resources_->ledger.Totals(sela_.actor, chapter, {})->totals.size(), after.size());
}

TEST_P(IatiExchangeTest, RefusesWholeWithLines) {
  std::string text = resources_->iati.Export(sela_.actor, panel_).value();
  const PanelId chapter = Chapter();
  const std::string good = text;
  text.replace(text.find("<transaction-type code=\"13\"/>"), 29, "<transaction-type code=\"8\"/> ");
  text.replace(text.find("m:stage=\"pledged\""), 17, "m:stage=\"\"");
  const ImportOutcome outcome = resources_->iati.Import(sela_.actor, chapter, text, "in.xml").value();
  ASSERT_EQ(outcome.fault_count, 1U);
  EXPECT_EQ(outcome.faults[0].field, "transaction-type");
  const std::size_t line = static_cast<std::size_t>(
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find("code=\"8\"")), '\n'));
  EXPECT_EQ(outcome.faults[0].row, line);  // the line of <transaction> itself
  EXPECT_TRUE(resources_->projects.List(sela_.actor, chapter, {}, 0, 10)->projects.empty());
  std::string broken = good;
  broken.replace(broken.find("<title>"), 7, "<titel>");
  EXPECT_EQ(resources_->iati.Import(sela_.actor, chapter, broken, "in.xml").error().code,
            base::Code::kInvalid);
  EXPECT_EQ(resources_->iati.Import(mei_.actor, chapter, good, "in.xml").error().code, base::Code::kNotFound);
}

TEST_P(IatiExchangeTest, HxlHasTheRightTags) {
  std::string ledger = HxlLedgerHead();
  ASSERT_TRUE(resources_->ledger.Each(sela_.actor, panel_, [&](const LedgerLine& line) -> base::Status {
    HxlLedgerLine(line, ledger);
    return base::Ok();
  }));
  const std::string who = HxlWho(resources_->projects.List(sela_.actor, panel_, {}, 0, 10)->projects);
  // Hashtags of HXL 1.1 that these tables use.
  const std::set<std::string> known = {"#activity",  "#country", "#currency", "#date",
                                       "#indicator", "#item",    "#meta",     "#modality",
                                       "#org",       "#sector",  "#status",   "#value"};
  for (const std::string& table : {ledger, who}) {
    const auto reader = files::OpenTableBytes(table, "x.csv").value();
    files::Record headings;
    files::Record tags;
    files::Record row;
    ASSERT_TRUE(reader->Next(headings).value());
    ASSERT_TRUE(reader->Next(tags).value());
    EXPECT_EQ(headings.cells.size(), tags.cells.size());
    for (const std::string& tag : tags.cells) {
      EXPECT_TRUE(known.contains(tag.substr(0, tag.find('+')))) << tag;
      EXPECT_EQ(tag.find_first_not_of("#+abcdefghijklmnopqrstuvwxyz_0123456789"), std::string::npos) << tag;
    }
    EXPECT_EQ(std::set<std::string>(tags.cells.begin(), tags.cells.end()).size(), tags.cells.size());
    while (reader->Next(row).value()) EXPECT_EQ(row.cells.size(), tags.cells.size());
  }
  EXPECT_TRUE(testing::Has(ledger, "#org+funder+name"));
  EXPECT_TRUE(testing::Has(ledger, "'=SUM(A1)"));
  EXPECT_TRUE(testing::Has(ledger, ",-3.33,EUR,"));
  EXPECT_TRUE(testing::Has(who, "Cambodia,KH,60,running"));
  EXPECT_TRUE(testing::Has(who, "#country+code+v_iso2"));
}

TEST_P(IatiExchangeTest, ReportsToDonors) {
  const ProjectReport report = ReportOf(*resources_, mei_.actor, project_).value();
  EXPECT_EQ(report.totals.size(), 5U);
  for (const html::Locale* locale : html::Locales()) {
    const std::string pdf = ReportPdf(*locale, report, desk().clock().Now()).value();
    EXPECT_EQ(pdf.substr(0, 5), "%PDF-");
    EXPECT_GT(pdf.size(), 5000U);
  }
}

}  // namespace
}  // namespace panel
