#include "htcds/values.h"

#include <gtest/gtest.h>

#include "htcds/places.h"

namespace htcds {
namespace {

// The values joined by "|", or the problem after "!", with the note after "?".
std::string Show(std::string_view field, std::string_view text, DateOrder order = DateOrder::kUnknown) {
  const CellValue read = ReadValue(*FieldNamed(field), text, order, false);
  std::string shown;
  for (const std::string& value : read.values) shown += (shown.empty() ? "" : "|") + value;
  if (!read.problem.empty()) shown += "!" + read.problem;
  if (!read.note.empty()) shown += "?" + read.note;
  return shown;
}

TEST(HtcdsValues, Dates) {
  const auto date = [](std::string_view text, DateOrder order = DateOrder::kUnknown) {
    return Show("prs_Birthdate", text, order);
  };
  EXPECT_EQ(date("1990-12-25"), "1990-12-25");
  EXPECT_EQ(date(" 1990-12-25T00:00:00 "), "1990-12-25");
  EXPECT_EQ(date("1990-12-25T10:30"), "1990-12-25T10:30");
  EXPECT_EQ(date("1990"), "1990");
  EXPECT_EQ(date("1990-05"), "1990-05");
  EXPECT_EQ(date("12 May 1990"), "1990-05-12");
  EXPECT_EQ(date("25/12/1990"), "1990-12-25");
  EXPECT_EQ(date("12/25/1990 0:00"), "1990-12-25");
  EXPECT_EQ(date("4/4/1990"), "1990-04-04");
  EXPECT_EQ(date("25/12/9990"), "!no date of the calendar; write it as YYYY-MM-DD");  // nobody reads it again
  EXPECT_EQ(date("3.4.1990"), "!day and month can be read either way; write the date as YYYY-MM-DD");
  EXPECT_EQ(date("03/04/1990", DateOrder::kDayFirst), "1990-04-03");
  EXPECT_EQ(date("03/04/1990", DateOrder::kMonthFirst), "1990-03-04");
  EXPECT_EQ(date("25/12/1990", DateOrder::kMonthFirst), "1990-12-25");
  EXPECT_EQ(date("31/02/1990"), "!no date of the calendar; write it as YYYY-MM-DD");
  EXPECT_EQ(date("circa 1990"), "circa 1990?an approximate date: kept as it is written");
  const std::string unreadable =
      "!not a date that can be read; write it as YYYY-MM-DD (YYYY-MM or YYYY where no more is known)";
  for (const char* text : {"soon", "1990-13-01", "44197", "25/12/90", "1990-12-25T25:00", "25/12/1990 10:30"})
    EXPECT_EQ(date(text), unreadable) << text;
}

TEST(HtcdsValues, NumbersAndCheckboxes) {
  EXPECT_EQ(Show("prs_NumberOfChildren", "3.0"), "3");
  EXPECT_EQ(Show("vic_AgeWhenTrafficked", "about 15"), "!not a whole number from 0 to 999");
  EXPECT_EQ(Show("vic_AgeWhenTrafficked", "-1"), "!not a whole number from 0 to 999");
  EXPECT_EQ(Show("prs_MailingLatitude", "13,7563"), "13.7563");
  EXPECT_EQ(Show("prs_MailingLatitude", "+90.000"), "90.000");
  EXPECT_EQ(Show("prs_MailingLatitude", "90.1"),
            "!not a number of degrees from -90 to 90; write it as 13.7563");
  EXPECT_EQ(Show("prs_MailingLongitude", "1e2"),
            "!not a number of degrees from -180 to 180; write it as 13.7563");
  EXPECT_EQ(Show("con_Consent", "Yes"), "true");
  EXPECT_EQ(Show("con_Consent", "0"), "false");
  EXPECT_EQ(Show("con_Consent", "perhaps"), "!neither yes nor no; write true or false");
}

TEST(HtcdsValues, CodesByNameLabelAndUnknown) {
  EXPECT_EQ(Show("prs_Gender", "feminine"), "Feminine");
  EXPECT_EQ(Show("prs_Gender", "Male"), "Male?not in the code list of prs_Gender: kept");
  EXPECT_EQ(Show("vic_RelationshipToTrafficker", "Unacquainted"), "Unaquainted");
  EXPECT_EQ(Show("vic_MethodsOfControl", "Debt bondage; RestrictsMovement ;;Uses children;Tied up"),
            "DebtBondage|RestrictsMovement|UsesChildren|Tied up?not in the code list of "
            "vic_MethodsOfControl: kept");
  EXPECT_EQ(Show("vic_MethodsOfControl", "DebtBondage TakesEarnings"), "DebtBondage|TakesEarnings");
  EXPECT_EQ(Show("vic_ForcedLabourIndustry",
                 "Construction;Water supply; sewerage, waste management and remediation;Education"),
            "F_Construction|E_WaterSupplySewerageWasteManagement|P_Education");
}

TEST(HtcdsValues, BothListsOfMethodsOfControl) {
  for (const char* code :
       {"PhysicalThreats", "ThreatsLawEnforcement", "ThreatensChildrenFamily", "PsychoactiveSubstance",
        "Threats", "ThreatOfLawEnforcement", "PsychoactiveSubstances", "RestrictsMovement", "UsesChildren"})
    EXPECT_EQ(Show("vic_MethodsOfControl", code), code);
}

TEST(HtcdsValues, CountriesAndLanguages) {
  EXPECT_EQ(Show("prs_Citizenship", "vn;NPL;Korea, Republic of"), "VN|NP|KR");
  EXPECT_EQ(Show("prs_MailingCountry", "Atlantis"), "Atlantis?not a country of ISO 3166: kept");
  EXPECT_EQ(CountryMeant("Viet Nam"), CountryMeant("Vietnam"));
  EXPECT_EQ(Show("prs_PrimaryLanguage", "vi"), "vie");
  EXPECT_EQ(Show("prs_PrimaryLanguage", "bur"), "bur");
  EXPECT_EQ(Show("prs_PrimaryLanguage", "mya"), "mya");
  EXPECT_EQ(Show("prs_PrimaryLanguage", "Nepali"), "nep");
  EXPECT_EQ(Show("prs_PrimaryLanguage", "und"), "und");
  EXPECT_EQ(Show("prs_PrimaryLanguage", "Klingonese"), "Klingonese?not a language of ISO 639-2: kept");
}

TEST(HtcdsValues, PhonesAndMail) {
  EXPECT_EQ(Show("prs_MobilePhone", "+84901234567"), "+84901234567");
  EXPECT_EQ(Show("prs_MobilePhone", "090 123"),
            "090 123?not a number in the form of E.164 (+ and up to 15 digits): kept");
  EXPECT_EQ(Show("prs_Email", "a@b.org"), "a@b.org");
  EXPECT_EQ(Show("prs_Email", "none"), "none?not an e-mail address: kept");
}

TEST(HtcdsValues, WhiteSpace) {
  EXPECT_EQ(Show("prs_FirstName", " \xC2\xA0 "), "");
  EXPECT_EQ(Show("prs_FirstName", " Linh "), " Linh ");
  EXPECT_EQ(ReadValue(*FieldNamed("prs_FirstName"), " ", DateOrder::kUnknown, true).values.size(), 1u);
}

}  // namespace
}  // namespace htcds
