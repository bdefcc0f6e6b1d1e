#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/limits.h"
#include "base/limits_panel.h"
#include "iati/activity.h"
#include "iati/check.h"
#include "iati/code_lists.h"
#include "iati/rules.h"
#include "iati/simple_types.h"

namespace iati {
namespace {

const std::int64_t kToday = *DayNumber("2026-11-28");

// An activity without any finding, of parts that a test exchanges.
struct Parts {
  std::string root = "<iati-activities version=\"2.03\">";
  std::string attributes = R"( xml:lang="en" default-currency="USD")";
  std::string identifier = "XM-DAC-41122-7";
  std::string reporting =
      R"(<reporting-org ref="XM-DAC-41122" type="40"><narrative>Secretariat</narrative></reporting-org>)";
  std::string participating = R"(<participating-org role="1" ref="KR-CRN-1"/>)";
  std::string status = "2";
  std::string dates = R"(<activity-date type="2" iso-date="2025-02-01"/>)";
  std::string places = R"(<recipient-country code="KH"/>)";
  std::string sectors = R"(<sector vocabulary="1" code="15160"/>)";
  std::string rest;
  std::string second;  // another activity

  std::string text() const {
    return root + "\n<iati-activity" + attributes + ">\n<iati-identifier>" + identifier +
           "</iati-identifier>\n" + reporting +
           "\n<title><narrative>Safe "
           "return</narrative></title>\n<description><narrative>Help</narrative></description>\n" +
           participating + "\n<activity-status code=\"" + status + "\"/>\n" + dates + "\n" + places + "\n" +
           sectors + "\n" + rest + "\n</iati-activity>\n" + second + "</iati-activities>\n";
  }
};

Report Checked(const std::string& text) {
  const base::Result<Report> report = Check(PullFrom(text), "test.xml", {.today = kToday});
  EXPECT_TRUE(report.has_value()) << report.error().external;
  return report.has_value() ? *report : Report();
}

std::set<std::string> RulesBroken(const Parts& parts) {
  const Report report = Checked(parts.text());
  EXPECT_TRUE(report.valid()) << report.schema[0].text << "\n" << parts.text();
  std::set<std::string> names;
  for (const Finding& finding : report.rules) {
    EXPECT_GT(finding.line, 0);
    names.insert(finding.rule);
  }
  return names;
}

using Names = std::set<std::string>;

TEST(IatiRules, FindNothingWhereNothingIsWrong) {
  EXPECT_EQ(RulesBroken({}), Names());
}

TEST(IatiRules, SectorShares) {
  EXPECT_EQ(
      RulesBroken(
          {.sectors =
               R"(<sector vocabulary="1" code="15160" percentage="60"/><sector code="16010" percentage="40"/>)"}),
      Names());
  EXPECT_EQ(
      RulesBroken(
          {.sectors = R"(<sector code="15160" percentage="60"/><sector code="11110" percentage="39.99"/>)"}),
      Names({"sector-shares", "code-lists"}) == Names() ? Names() : Names({"sector-shares"}));
  EXPECT_EQ(RulesBroken({.sectors = R"(<sector code="15160" percentage="60"/><sector code="11110"/>)"}),
            Names({"sector-shares"}));
  // Each vocabulary by itself, exactly: a third three times is not 100.
  EXPECT_EQ(RulesBroken({.sectors = R"(<sector code="15160"/><sector vocabulary="7" code="8"/>)"}), Names());
  EXPECT_EQ(
      RulesBroken(
          {.sectors = R"(<sector code="15160" percentage="33.33"/><sector code="15130" percentage="33.33"/>
<sector code="15110" percentage="33.33"/>)"}),
      Names({"sector-shares"}));
}

TEST(IatiRules, PlaceShares) {
  EXPECT_EQ(
      RulesBroken(
          {.places =
               R"(<recipient-country code="KH" percentage="50"/><recipient-region code="798" percentage="50"/>)"}),
      Names());
  EXPECT_EQ(
      RulesBroken(
          {.places =
               R"(<recipient-country code="KH" percentage="50"/><recipient-country code="VN" percentage="51"/>)"}),
      Names({"place-shares"}));
}

TEST(IatiRules, DatesInOrder) {
  EXPECT_EQ(
      RulesBroken(
          {.dates =
               R"(<activity-date type="1" iso-date="2025-03-01"/><activity-date type="3" iso-date="2025-02-01"/>)"}),
      Names({"dates-in-order"}));
  EXPECT_EQ(RulesBroken({.dates = R"(<activity-date type="2" iso-date="2027-01-01"/>)"}),
            Names({"dates-in-order"}));
  EXPECT_EQ(RulesBroken({.dates = R"(<activity-date type="3" iso-date="2027-01-01"/>)"}),
            Names({"dates-in-order"}));
}

TEST(IatiRules, StatusAndDates) {
  EXPECT_EQ(RulesBroken({.status = "1"}), Names({"status-and-dates"}));
  EXPECT_EQ(RulesBroken({.status = "4"}), Names({"status-and-dates"}));
  EXPECT_EQ(
      RulesBroken(
          {.status = "4",
           .dates =
               R"(<activity-date type="2" iso-date="2025-02-01"/><activity-date type="4" iso-date="2026-02-01"/>)"}),
      Names());
  EXPECT_EQ(
      RulesBroken(
          {.status = "2",
           .dates =
               R"(<activity-date type="2" iso-date="2025-02-01"/><activity-date type="4" iso-date="2026-02-01"/>)"}),
      Names({"status-and-dates"}));
}

std::string Transaction(std::string_view date, std::string_view value_date, std::string_view more = "") {
  return "<transaction><transaction-type code=\"1\"/><transaction-date iso-date=\"" + std::string(date) +
         "\"/><value value-date=\"" + std::string(value_date) + "\">5.</value>" + std::string(more) +
         "</transaction>";
}

TEST(IatiRules, TransactionDates) {
  EXPECT_EQ(RulesBroken({.rest = Transaction("2026-11-28", "2026-11-28")}), Names());
  EXPECT_EQ(RulesBroken({.rest = Transaction("2026-11-29", "2026-11-28")}), Names({"transaction-dates"}));
  EXPECT_EQ(RulesBroken({.rest = Transaction("2026-11-28", "2026-11-29")}), Names({"transaction-dates"}));
}

TEST(IatiRules, ReportingOrg) {
  EXPECT_EQ(
      RulesBroken(
          {.identifier = "a b-1",
           .reporting = R"(<reporting-org ref="a b" type="40"><narrative>S</narrative></reporting-org>)"}),
      Names({"reporting-org"}));
  Parts two;
  Parts other;
  other.identifier = "GB-COH-1-9";
  other.reporting = R"(<reporting-org ref="GB-COH-1" type="40"><narrative>S</narrative></reporting-org>)";
  const std::string text = other.text();
  two.second = text.substr(text.find("<iati-activity "),
                           text.find("</iati-activities>") - text.find("<iati-activity "));
  EXPECT_EQ(RulesBroken(two), Names({"reporting-org"}));
}

TEST(IatiRules, UniqueIdentifiers) {
  Parts two;
  const std::string text = two.text();
  two.second = text.substr(text.find("<iati-activity "),
                           text.find("</iati-activities>") - text.find("<iati-activity "));
  EXPECT_EQ(RulesBroken(two), Names({"unique-identifiers"}));
}

TEST(IatiRules, CodeLists) {
  EXPECT_EQ(RulesBroken({.status = "9"}), Names({"code-lists"}));
  EXPECT_EQ(RulesBroken({.places = R"(<recipient-country code="ZZ"/>)"}), Names({"code-lists"}));
  EXPECT_EQ(RulesBroken({.places = R"(<recipient-country code="kh"/>)"}), Names({"code-lists"}));
  EXPECT_EQ(RulesBroken({.sectors = R"(<sector code="1516"/>)"}), Names({"code-lists"}));
  EXPECT_EQ(RulesBroken({.rest = R"(<tag vocabulary="3" code="8.13"/>)"}), Names({"code-lists"}));
  EXPECT_EQ(RulesBroken({.rest = R"(<tag vocabulary="3" code="8.7"/>)"}), Names());
}

TEST(IatiRules, Language) {
  EXPECT_EQ(RulesBroken({.attributes = R"( default-currency="USD")"}), Names({"language"}));
  EXPECT_EQ(RulesBroken({.attributes = R"( xml:lang="qq")"}), Names({"language"}));
  EXPECT_EQ(RulesBroken({.attributes = R"( xml:lang="ko-KR")"}), Names());
}

std::string BudgetOf(std::string_view from, std::string_view to) {
  return "<budget><period-start iso-date=\"" + std::string(from) + "\"/><period-end iso-date=\"" +
         std::string(to) + "\"/><value value-date=\"2026-01-01\">5</value></budget>";
}

TEST(IatiRules, BudgetPeriod) {
  EXPECT_EQ(RulesBroken({.rest = BudgetOf("2026-01-01", "2026-12-31")}), Names());
  EXPECT_EQ(RulesBroken({.rest = BudgetOf("2026-01-01", "2027-01-03")}), Names({"budget-period"}));
  EXPECT_EQ(RulesBroken({.rest = BudgetOf("2026-02-01", "2026-01-03")}), Names({"budget-period"}));
}

TEST(IatiRules, IdentifierPrefix) {
  EXPECT_EQ(RulesBroken({.identifier = "XM-DAC-41122"}), Names({"identifier-prefix"}));
  EXPECT_EQ(RulesBroken({.identifier = "XM-DAC-411227"}), Names({"identifier-prefix"}));
  EXPECT_EQ(
      RulesBroken(
          {.identifier = "OLD-1-7",
           .participating =
               R"(<participating-org role="1" ref="KR-CRN-1"/><other-identifier ref="OLD-1" type="B1"/>)"}),
      Names());
}

TEST(IatiRules, Currency) {
  EXPECT_EQ(RulesBroken({.attributes = R"( xml:lang="en")", .rest = Transaction("2026-01-01", "2026-01-01")}),
            Names({"currency"}));
  EXPECT_EQ(RulesBroken({.attributes = R"( xml:lang="en" default-currency="ZZZ")",
                         .rest = BudgetOf("2026-01-01", "2026-12-31")}),
            Names({"currency"}));
}

TEST(IatiRules, OneLevel) {
  EXPECT_EQ(
      RulesBroken({.rest = Transaction("2026-01-01", "2026-01-01", R"(<recipient-country code="KH"/>)")}),
      Names({"one-level"}));
  EXPECT_EQ(RulesBroken({.places = ""}), Names({"one-level"}));
  EXPECT_EQ(RulesBroken({.sectors = ""}), Names({"one-level"}));
  EXPECT_EQ(RulesBroken({.sectors = "",
                         .rest = Transaction("2026-01-01", "2026-01-01", R"(<sector code="15160"/>)")}),
            Names());
}

TEST(IatiRules, OrganisationNamed) {
  EXPECT_EQ(RulesBroken({.participating = R"(<participating-org role="1"/>)"}),
            Names({"organisation-named"}));
}

TEST(IatiRules, BudgetOrReason) {
  EXPECT_EQ(RulesBroken({.attributes = R"( xml:lang="en" default-currency="USD" budget-not-provided="1")",
                         .rest = BudgetOf("2026-01-01", "2026-12-31")}),
            Names({"budget-or-reason"}));
}

std::string ResultOf(std::string_view measure, std::string_view value) {
  return "<result type=\"1\"><title><narrative>t</narrative></title><indicator measure=\"" +
         std::string(measure) + "\"><title><narrative>i</narrative></title><baseline year=\"2025\" value=\"" +
         std::string(value) + "\"/></indicator></result>";
}

TEST(IatiRules, IndicatorValues) {
  EXPECT_EQ(RulesBroken({.rest = ResultOf("1", "12.5")}), Names());
  EXPECT_EQ(RulesBroken({.rest = ResultOf("1", "many")}), Names({"indicator-values"}));
  EXPECT_EQ(RulesBroken({.rest = ResultOf("5", "3")}), Names({"indicator-values"}));
}

TEST(IatiRules, Version) {
  EXPECT_EQ(RulesBroken({.root = "<iati-activities version=\"1.05\">"}), Names({"version"}));
}

TEST(IatiRules, HaveNames) {
  EXPECT_GE(RuleNames().size(), 10U);
}

TEST(IatiSchema, NamesTheLineAndWhatToDo) {
  const Report report = Checked(
      "<iati-activities version=\"2.03\">\n<iati-activity>\n<iati-identifier>x</iati-identifier>\n"
      "<title><narrative>t</narrative></title>\n</iati-activity>\n</iati-activities>");
  ASSERT_GE(report.schema.size(), 2U);
  EXPECT_EQ(report.schema[0].line, 4);
  EXPECT_EQ(report.schema[0].text, "<iati-activity> has no <reporting-org> here: add it");
  EXPECT_EQ(report.schema[1].line, 5);
}

TEST(IatiSchema, RefusesAnotherRoot) {
  EXPECT_FALSE(Checked("<title><narrative>t</narrative></title>").valid());
  EXPECT_FALSE(Checked("<iati-activities xmlns=\"urn:x\" version=\"2.03\"/>").valid());
  EXPECT_FALSE(Checked("<iati-activities version=\"2.03\"/>").valid());
}

TEST(IatiDocument, RefusesDocumentTypesAndBrokenXml) {
  const auto error = [](const std::string& text) { return Check(PullFrom(text), "f.xml", {}).error(); };
  const base::Error doctype = error("<!DOCTYPE x [<!ENTITY a \"b\">]>\n<x>&a;</x>");
  EXPECT_EQ(doctype.code, base::Code::kInvalid);
  EXPECT_NE(doctype.external.find("DTD"), std::string::npos);
  EXPECT_NE(error("<a>\n<b></a>").external.find("f.xml: line 2: not well-formed"), std::string::npos);
  EXPECT_EQ(error("").code, base::Code::kInvalid);
  EXPECT_EQ(error("<a>&nothing;</a>").code, base::Code::kInvalid);
  EXPECT_EQ(error("<x:a/>").code, base::Code::kInvalid);
}

TEST(IatiDocument, KeepsItsLimits) {
  std::string deep;
  for (int i = 0; i < base::kMaxXmlDepth + 1; ++i) deep += "<a>";
  EXPECT_EQ(Check(PullFrom(deep), "f.xml", {}).error().code, base::Code::kTooLarge);
  const std::string length(base::kMaxIatiTextBytes + 1, 'x');
  EXPECT_NE(Check(PullFrom("<a>" + length + "</a>"), "f.xml", {}).error().external.find("kMaxIatiTextBytes"),
            std::string::npos);
  EXPECT_FALSE(Check(PullFrom("<a b=\"" + length + "\"/>"), "f.xml", {}).has_value());
  Parts many;
  for (std::size_t i = 0; i < base::kMaxIatiActivityElements; ++i) many.rest += "<a/>";
  EXPECT_NE(Check(PullFrom(many.text()), "f.xml", {}).error().external.find("kMaxIatiActivityElements"),
            std::string::npos);
  many.rest.clear();
  for (std::size_t i = 0; i < base::kMaxIatiFindings + 5; ++i) many.rest += "<a/>";
  const Report report = Checked(many.text());
  EXPECT_EQ(report.schema.size(), base::kMaxIatiFindings);
  EXPECT_EQ(report.schema_count, base::kMaxIatiFindings + 5);
}

TEST(IatiActivity, SaysWhatCannotBeTakenOver) {
  std::vector<Finding> wrong;
  Parts parts;
  parts.attributes = R"( xml:lang="en")";
  parts.rest = Transaction("2026-01-01", "2026-01-01");
  EXPECT_TRUE(ReadActivities(PullFrom(parts.text()), "f.xml", [&](Finding finding) {
                wrong.push_back(std::move(finding));
              }).has_value());
  ASSERT_EQ(wrong.size(), 1U);
  EXPECT_EQ(wrong[0].line, 12);
  const base::Result<std::vector<Activity>> invalid =
      ReadActivities(PullFrom("<iati-activities>\n</iati-activities>"), "f.xml", [](const Finding&) {});
  EXPECT_EQ(invalid.error().external.substr(0, 15), "f.xml: line 1: ");
}

}  // namespace
}  // namespace iati
