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
  PanelId Chapter() { return ChapterOf("kr"); }
  PanelId ChapterOf(const std::string& slug) {
    Panel chapter{
        .parent = panel_, .slug = slug, .name = "Korea", .kind = PanelKind::kCountryChapter, .scope = "kr"};
    chapter.host = org_;
    const PanelId id = services().panels.Create(sela_.actor, chapter).value();
    EXPECT_TRUE(resources_->rates.SetSettings(sela_.actor, id,
                                              {base::Currency::FromStore("USD"), "XM-DAC-41122", "40", 0}));
    return id;
  }

  std::unique_ptr<ResourceServices> resources_;
  Someone mei_;
  ProjectId project_;
  int chapters_ = 0;
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
  text.replace(text.find("<transaction-type code=\"13\"/>"), 29, "<transaction-type code=\"99\"/>");
  text.replace(text.find("m:stage=\"pledged\""), 17, "m:stage=\"\"");
  const ImportOutcome outcome = resources_->iati.Import(sela_.actor, chapter, text, "in.xml").value();
  ASSERT_EQ(outcome.fault_count, 1U);
  EXPECT_EQ(outcome.faults[0].field, "transaction-type");
  const std::size_t line = static_cast<std::size_t>(
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find("code=\"99\"")), '\n'));
  EXPECT_EQ(outcome.faults[0].row, line);  // the line of <transaction> itself
  EXPECT_TRUE(resources_->projects.List(sela_.actor, chapter, {}, 0, 10)->projects.empty());
  std::string broken = good;
  broken.replace(broken.find("<title>"), 7, "<titel>");
  EXPECT_EQ(resources_->iati.Import(sela_.actor, chapter, broken, "in.xml").error().code,
            base::Code::kInvalid);
  EXPECT_EQ(resources_->iati.Import(mei_.actor, chapter, good, "in.xml").error().code, base::Code::kNotFound);
}

TEST_P(IatiExchangeTest, ThePanelsOwnFileIsNotTakenAgain) {
  const std::string text = resources_->iati.Export(sela_.actor, panel_).value();
  const ImportOutcome outcome = resources_->iati.Import(sela_.actor, panel_, text, "in.xml").value();
  EXPECT_EQ(outcome.taken, 0U);
  ASSERT_EQ(outcome.fault_count, 1U);
  EXPECT_EQ(outcome.faults[0].field, "iati-identifier");
  EXPECT_TRUE(testing::Has(outcome.faults[0].text, "XM-DAC-41122-P1"));
  EXPECT_EQ(resources_->projects.List(sela_.actor, panel_, {}, 0, 10)->projects.size(), 1U);
  // A number that the panel has not given, or somebody else's identifier, is another project.
  for (const std::string other : {"XM-DAC-41122-P2", "XM-DAC-41122-P1x", "KR-CRN-1-P1"}) {
    std::string renamed = text;
    const std::string own = "<iati-identifier>XM-DAC-41122-P1<";
    renamed.replace(renamed.find(own), own.size(), "<iati-identifier>" + other + "<");
    const PanelId chapter = ChapterOf("c" + std::to_string(chapters_++));
    EXPECT_EQ(resources_->iati.Import(sela_.actor, chapter, renamed, "in.xml")->taken, 1U) << other;
  }
}

// What publishers write every day, and what the ledger makes of it.
TEST_P(IatiExchangeTest, OrdinaryFilesOfOthersAreTaken) {
  std::string text = resources_->iati.Export(sela_.actor, panel_).value();
  const auto replace = [&](const std::string& what, const std::string& with) {
    ASSERT_NE(text.find(what), std::string::npos) << what << text;
    text.replace(text.find(what), what.size(), with);
  };
  // A budget of the same period that was revised, in either order.
  const std::string begin = "<budget>", end = "</budget>";
  const std::size_t at = text.find(begin);
  const std::string original = text.substr(at, text.find(end) + end.size() - at);
  std::string revised = original;
  revised.replace(0, begin.size(), "<budget type=\"2\">");
  revised.replace(revised.find("1000.5"), 6, "1200.7");
  replace(original, original + revised);
  // A share of a region beside one of a country.
  replace(
      "code=\"VN\" percentage=\"40\"/>",
      "code=\"VN\" percentage=\"25\"/><recipient-region code=\"789\" vocabulary=\"1\" percentage=\"15\"/>");
  // An outgoing pledge, which is not the panel's money.
  replace("<transaction-type code=\"13\"/>", "<transaction-type code=\"12\"/>");
  replace("m:stage=\"pledged\"", "m:stage=\"\"");
  const PanelId chapter = Chapter();
  const base::Result<ImportOutcome> imported = resources_->iati.Import(sela_.actor, chapter, text, "in.xml");
  ASSERT_TRUE(imported) << imported.error().external;
  const ImportOutcome& outcome = *imported;
  ASSERT_EQ(outcome.fault_count, 0U) << outcome.faults[0].text;
  EXPECT_EQ(outcome.taken, 1U);
  EXPECT_EQ(outcome.skipped, 1U);
  const Project taken = resources_->projects.List(sela_.actor, chapter, {}, 0, 10)->projects.at(0);
  EXPECT_EQ(SharesText(taken.countries), "kh 60, vn 25, 789 15");
  const ProjectView view = resources_->projects.Get(sela_.actor, taken.id).value();
  ASSERT_EQ(view.budgets.size(), 1U);
  EXPECT_EQ(view.budgets[0].value.amount.text(), "1200.7");
  // It goes out again as it came, and may be edited.
  const base::Result<std::string> exported = resources_->iati.Export(sela_.actor, chapter);
  ASSERT_TRUE(exported) << exported.error().external;
  const std::string& again = *exported;
  EXPECT_TRUE(testing::Has(again, "<recipient-region vocabulary=\"1\" code=\"789\" percentage=\"15\"/>"));
  EXPECT_TRUE(resources_->projects.Edit(sela_.actor, taken.id, taken, taken.version));
  EXPECT_TRUE(testing::Has(HxlWho({taken}), "DAC 789,,15,"));
  // Two original budgets of the same days are still a mistake.
  replace("<budget type=\"2\">", "<budget>");
  const PanelId other = ChapterOf("vn");
  EXPECT_EQ(resources_->iati.Import(sela_.actor, other, text, "in.xml")->faults.at(0).field, "budget");
}

// A rule that one project breaks is said with its name; none gets there by the usual way.
TEST_P(IatiExchangeTest, WhatBlocksTheExportIsNamed) {
  Projects& projects = resources_->projects;
  Project bare;
  bare.title = "Bare";
  bare.planned_start = *iati::DayNumber("2025-01-01");
  const ProjectId draft = projects.Create(mei_.actor, panel_, bare).value();
  EXPECT_TRUE(
      projects.Act(sela_.actor, draft, ProjectAct::kApprove).error().external.starts_with("countries: "));
  const auto project = [&] { return projects.Get(mei_.actor, draft)->project; };
  Project next = project();
  next.countries = {{"kh", ""}};
  ASSERT_TRUE(projects.Edit(mei_.actor, draft, next, next.version));
  EXPECT_TRUE(
      projects.Act(sela_.actor, draft, ProjectAct::kApprove).error().external.starts_with("sectors: "));
  next = project();
  next.sectors = {{"15160", ""}};
  next.actual_start = *iati::DayNumber("2025-01-02");
  EXPECT_TRUE(
      projects.Edit(mei_.actor, draft, next, next.version).error().external.starts_with("actual_start: "));
  next.actual_start.reset();
  ASSERT_TRUE(projects.Edit(mei_.actor, draft, next, next.version));
  ASSERT_TRUE(projects.Act(sela_.actor, draft, ProjectAct::kApprove));
  next = project();
  next.countries.clear();
  EXPECT_TRUE(
      projects.Edit(mei_.actor, draft, next, next.version).error().external.starts_with("countries: "));
  ASSERT_TRUE(projects.Act(sela_.actor, draft, ProjectAct::kStart));
  next = project();
  next.actual_end = next.actual_start;
  EXPECT_TRUE(
      projects.Edit(mei_.actor, draft, next, next.version).error().external.starts_with("actual_end: "));
  next.actual_end.reset();
  next.actual_start = *iati::DayNumber("2025-01-02");
  ASSERT_TRUE(projects.Edit(mei_.actor, draft, next, next.version));
  // A draft that was given up is no obstacle.
  const ProjectId given_up = projects.Create(mei_.actor, panel_, bare).value();
  ASSERT_TRUE(projects.Act(sela_.actor, given_up, ProjectAct::kCancel));
  ASSERT_TRUE(resources_->iati.Export(sela_.actor, panel_));
  // From another time: straight in the table.
  ASSERT_TRUE(desk().database().Write([&](db::Transaction& tx) {
    return tx.Execute("UPDATE project SET sectors = '' WHERE id = $1", {draft});
  }));
  const base::Error blocked = resources_->iati.Export(sela_.actor, panel_).error();
  EXPECT_TRUE(testing::Has(blocked.external, "at XM-DAC-41122-P2: ")) << blocked.external;
}

TEST_P(IatiExchangeTest, HxlSaysWhichWayARateGoesAndWhatALineReverses) {
  ASSERT_TRUE(resources_->rates.Add(sela_.actor, panel_,
                                    {base::Currency::FromStore("EUR"), base::Currency::FromStore("USD"),
                                     *iati::DayNumber("2025-05-01"), "1.1", "ECB"}));
  ASSERT_TRUE(resources_->rates.Add(sela_.actor, panel_,
                                    {base::Currency::FromStore("USD"), base::Currency::FromStore("KRW"),
                                     *iati::DayNumber("2025-05-01"), "1400", "BOK"}));
  ASSERT_TRUE(resources_->rates.ValueMissing(sela_.actor, panel_));
  std::string table = HxlLedgerHead();
  ASSERT_TRUE(resources_->ledger.Each(sela_.actor, panel_, [&](const LedgerLine& line) -> base::Status {
    HxlLedgerLine(line, table);
    return base::Ok();
  }));
  const auto reader = files::OpenTableBytes(table, "x.csv").value();
  files::Record headings, tags, row;
  ASSERT_TRUE(reader->Next(headings).value());
  ASSERT_TRUE(reader->Next(tags).value());
  const auto cell = [&](const std::string& tag) {
    const auto place = std::find(tags.cells.begin(), tags.cells.end(), tag);
    return place == tags.cells.end() ? "no " + tag
                                     : row.cells.at(static_cast<std::size_t>(place - tags.cells.begin()));
  };
  std::map<std::string, std::string> number_of;  // by amount
  std::size_t reversals = 0;
  while (reader->Next(row).value()) {
    const std::string currency = cell("#currency+code"), amount = cell("#value+amount");
    EXPECT_EQ(cell("#meta+rate+direction"), currency == "KRW" ? "inverse" : "direct") << currency;
    if (amount == "-3.33") {
      EXPECT_EQ(cell("#meta+reverses"), number_of.at("3.33"));
      ++reversals;
    } else {
      EXPECT_EQ(cell("#meta+reverses"), "");
      number_of[amount] = cell("#meta+line+id");
    }
  }
  EXPECT_EQ(reversals, 1U);
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
