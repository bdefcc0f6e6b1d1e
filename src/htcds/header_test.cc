#include "htcds/header.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/limits_htcds.h"
#include "files/csv_writer.h"
#include "files/workbook_bytes.h"
#include "htcds/htcds.h"

namespace htcds {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string Csv(const Rows& rows) {
  std::string bytes;
  files::CsvWriter writer(&bytes);
  for (const auto& row : rows) writer.Row(row);
  return bytes;
}

Reading Good(const std::string& bytes) {
  auto read = Read(bytes, "t.csv");
  EXPECT_TRUE(read.has_value()) << read.error().external;
  return read.has_value() ? *std::move(read) : Reading();
}

std::string Bad(const std::string& bytes) {
  auto read = Read(bytes, "t.csv");
  return read.has_value() ? "read" : read.error().external;
}

bool Tells(const Reading& reading, NoteKind kind, std::string_view part) {
  return std::ranges::any_of(reading.notes, [&](const Note& note) {
    return note.kind == kind && note.text.find(part) != std::string::npos;
  });
}

// The core fields: the columns of the toolkit's workbook.
std::vector<const Field*> Core() {
  std::vector<const Field*> core;
  for (const Field& field : Fields()) {
    if (field.standing == Standing::kCore) core.push_back(&field);
  }
  return core;
}

// A value that fits the field and tells it from all others.
std::string Sample(const Field& field, std::size_t at) {
  if (field.type == Type::kDate) return "2020-01-" + std::to_string(10 + at % 18);
  if (field.type == Type::kCheckbox) return "TRUE";
  if (field.type == Type::kCountry) return "NP";
  if (field.type == Type::kPhone) return "+9771" + std::to_string(100 + at);
  if (field.type == Type::kEmail) return "a" + std::to_string(at) + "@example.org";
  if (field.type != Type::kCode) return std::string(field.name) + " text";
  for (const Code& code : Codes()) {
    if (code.list == field.list) return std::string(code.code);
  }
  return {};
}

// The rows of the toolkit's workbook: 37 names (the reason for outgoing referral is missing, one is misspelt,
// those of the address stand in another order than their labels) over 38 labels.
Rows Toolkit(bool shifted) {
  const std::vector<const Field*> core = Core();
  EXPECT_EQ(core.size(), 38u);
  std::vector<std::string> names, labels, values;
  for (std::size_t i = 0; i < core.size(); ++i) {
    std::string name(core[i]->name);
    if (name == "vic_TraffickingStatusDecisionMakingOrg") name = "vic_TraffickinStatusDecisionMakingOrg";
    if (name != "cas_ReasonForOutgoingReferral") {
      names.push_back(name);
    } else if (!shifted) {
      names.emplace_back();
    }
    labels.emplace_back(core[i]->label);
    values.push_back(Sample(*core[i], i));
  }
  // Labels: street, city, state, postal code, country; names: city, country, state, street, postal code.
  const std::vector<std::string> address = {"Mailing Street", "Mailing City", "Mailing State/Province",
                                            "Mailing Zip/Postal Code", "Mailing Country"};
  const auto start = std::ranges::find(labels, "Mailing City");
  const auto at = start - labels.begin();
  for (std::size_t i = 0; i < address.size(); ++i) {
    const Field* field = FieldsMeant(address[i]).front();
    labels[static_cast<std::size_t>(at) + i] = address[i];
    values[static_cast<std::size_t>(at) + i] = Sample(*field, i);
  }
  return {names, labels, values};
}

void ExpectWholeToolkit(const Reading& reading) {
  ASSERT_EQ(reading.records.size(), 1u);
  const Record& record = reading.records[0];
  EXPECT_TRUE(record.main.extra.empty());
  ASSERT_EQ(record.Items(Part::kReferral).size(), 1u);
  std::size_t seen = 0;
  for (const Field* field : Core()) {
    const Section& section = field->part == Part::kCase ? record.main : record.Items(Part::kReferral)[0];
    ASSERT_FALSE(section.Value(field->name).empty()) << field->name;
    if (field->type == Type::kText || field->type == Type::kLongText || field->type == Type::kLookup) {
      EXPECT_EQ(section.Value(field->name), std::string(field->name) + " text");
    }
    ++seen;
  }
  EXPECT_EQ(seen, 38u);
  EXPECT_EQ(record.Items(Part::kReferral)[0].Value("cas_ReasonForOutgoingReferral"),
            "AdditionalServicesRequired");
}

TEST(HtcdsHeader, TheToolkitsWorkbookWithItsGapInTheNames) {
  const Reading reading = Good(Csv(Toolkit(false)));
  ExpectWholeToolkit(reading);
  EXPECT_TRUE(Tells(reading, NoteKind::kRead,
                    "the two header rows say \"prs_MailingCity\" and \"Mailing Street\": read as "
                    "prs_MailingStreet, which the label says"));
}

TEST(HtcdsHeader, TheToolkitsWorkbookWithItsNamesShifted) {
  ExpectWholeToolkit(Good(Csv(Toolkit(true))));
}

TEST(HtcdsHeader, TheToolkitAsWorkbookAndWithoutEitherRow) {
  const Rows rows = Toolkit(false);
  files::TextWorkbook book;
  ASSERT_TRUE(book.BeginSheet("Data", 2).has_value());
  for (const auto& row : rows) ASSERT_TRUE(book.Row(row).has_value());
  // The lists behind the choices, as the toolkit has them on a second sheet.
  ASSERT_TRUE(book.BeginSheet("validation", 1).has_value());
  ASSERT_TRUE(book.Row(std::vector<std::string>{"Gender", "Status"}).has_value());
  ASSERT_TRUE(book.Row(std::vector<std::string>{"Feminine", "Active"}).has_value());
  const Reading reading = Good(*std::move(book).Bytes());
  ExpectWholeToolkit(reading);
  EXPECT_TRUE(Tells(reading, NoteKind::kNotRead, "no column that ties its rows to cases"));
  ExpectWholeToolkit(Good(Csv({rows[1], rows[2]})));
}

TEST(HtcdsHeader, SurveySpellings) {
  const Reading reading = Good(Csv(
      {{"start", "grp/prs_First_Name", "prs_Second_Name", "prs_Nationality", "prs_Title",
        "vic_Methods_of_Control", "vic_TypeOfExploitation"},
       {"2020-01-01T10:00:00", "Linh", "Tran", "VN", "cook", "DebtBondage TakesEarnings", "ForcedLabour"}}));
  const Section& main = reading.records.at(0).main;
  EXPECT_EQ(main.Value("prs_FirstName"), "Linh");
  EXPECT_EQ(main.Value("prs_SecondName"), "Tran");
  EXPECT_EQ(main.Value("prs_Citizenship"), "VN");
  EXPECT_EQ(main.fields.at("vic_MethodsOfControl"),
            (std::vector<std::string>{"DebtBondage", "TakesEarnings"}));
  EXPECT_EQ(main.extra.at("start"), "2020-01-01T10:00:00");
  EXPECT_TRUE(Tells(reading, NoteKind::kUnknownColumn, "\"start\" is no field of the standard"));
}

TEST(HtcdsHeader, TheSurveysLabelsWithSecondNameTwice) {
  for (const Rows& rows :
       {Rows{{"First Name", "Second Name", "Citizenship", "Second Name", "Email"},
             {"Linh", "Tran", "VN", "cook", "l@example.org"}},
        Rows{{"prs_First_Name", "prs_Second_Name", "prs_Nationality", "prs_Title", "prs_Email"},
             {"First Name", "Second Name", "Nationality", "Second Name", "Email"},
             {"Linh", "Tran", "VN", "cook", "l@example.org"}}}) {
    const Section main = Good(Csv(rows)).records.at(0).main;
    EXPECT_EQ(main.Value("prs_SecondName"), "Tran");
    EXPECT_EQ(main.Value("prs_Title"), "cook");
  }
}

TEST(HtcdsHeader, LabelsOfSeveralFieldsByTheirNeighbours) {
  const Reading reading =
      Good(Csv({{"First Name", "Mailing City", "Longitude", "City", "Type", "Longitude", "Latitude",
                 "Objectives", "Type"},
                {"Linh", "Hue", "107.6", "Bangkok", "Transit", "100.5", "13.7", "learn", "Education"}}));
  const Record& record = reading.records.at(0);
  EXPECT_EQ(record.main.Value("prs_MailingLongitude"), "107.6");
  EXPECT_EQ(record.Items(Part::kEvent).at(0).Value("hte_Longitude"), "100.5");
  EXPECT_EQ(record.Items(Part::kEvent).at(0).Value("hte_Type"), "Transit");
  EXPECT_EQ(record.Items(Part::kPlan).at(0).Value("spl_Type"), "Education");
  EXPECT_TRUE(Tells(reading, NoteKind::kRead, "\"Type\" can mean several fields: read as spl_Type"));
}

TEST(HtcdsHeader, ColumnsOfOnePartSeveralTimesAreSeveralOfIt) {
  const Record record = Good(Csv({{"First Name", "cas_ReferredOrganisation", "cas_OutgoingReferralDate",
                                   "cas_ReferredOrganisation", "cas_OutgoingReferralDate"},
                                  {"Linh", "Shelter A", "2020-01-02", "Clinic B", "2020-03-04"}}))
                            .records.at(0);
  ASSERT_EQ(record.Items(Part::kReferral).size(), 2u);
  EXPECT_EQ(record.Items(Part::kReferral)[1].Value("cas_ReferredOrganisation"), "Clinic B");
  EXPECT_EQ(record.Items(Part::kReferral)[1].Value("cas_OutgoingReferralDate"), "2020-03-04");
}

TEST(HtcdsHeader, TitlesAboveTheHeaderAndOtherDelimiters) {
  EXPECT_EQ(Good("Our cases 2020;;\n\nFirst Name;Gender;Methods of "
                 "Control\nLinh;Feminine;\"DebtBondage;TakesEarnings\"\n")
                .records.at(0)
                .main.fields.at("vic_MethodsOfControl")
                .size(),
            2u);
  EXPECT_EQ(Good("First Name\tSecond Name\nLinh\tTran, the \"younger\"\n")
                .records.at(0)
                .main.Value("prs_SecondName"),
            "Tran, the \"younger\"");
}

TEST(HtcdsHeader, OneFieldInTwoColumnsIsRefused) {
  EXPECT_EQ(Bad(Csv({{"First Name", "x", "prs_First_Name"}, {"a", "b", "c"}})),
            "t.csv: columns A and C both mean prs_FirstName; rename or remove one of them");
}

TEST(HtcdsHeader, UnknownColumnsOfOneNameAreKeptApart) {
  const Reading reading =
      Good(Csv({{"First Name", "Notes", "Notes", "htcds_part"}, {"Linh", "a", "b", "c"}}));
  EXPECT_EQ(reading.records.at(0).main.extra,
            (std::map<std::string, std::string, std::less<>>{
                {"Notes", "a"}, {"Notes (2)", "b"}, {"htcds_part (2)", "c"}}));
  EXPECT_TRUE(Tells(reading, NoteKind::kUnknownColumn,
                    "\"Notes\" is no field of the standard: kept as \"Notes (2)\""));
}

TEST(HtcdsHeader, AFileWithoutHeaderIsRefusedWithAHint) {
  EXPECT_NE(Bad("a,b\n1,2\n").find("t.csv: no row among the first 20 holds column names of HTCDS"),
            std::string::npos);
  EXPECT_EQ(Bad(" \n"), "t.csv: the file is empty");
}

TEST(HtcdsHeader, DeprecatedFieldsAreKeptAndTold) {
  const Reading reading = Good(Csv({{"First Name", "vic_Vulnerabilities"}, {"Linh", "Poverty;Migration"}}));
  EXPECT_EQ(reading.records.at(0).main.fields.at("vic_Vulnerabilities").size(), 2u);
  EXPECT_TRUE(Tells(reading, NoteKind::kDeprecatedField, "vic_Vulnerabilities is deprecated"));
}

TEST(HtcdsHeader, TheTablesHoldTheWholeStandard) {
  std::size_t draft = 0, deprecated = 0;
  for (const Field& field : Fields()) {
    (field.standing == Standing::kDeprecated ? deprecated : draft) += 1;
    EXPECT_EQ(FieldNamed(field.name), &field);
    EXPECT_TRUE(std::ranges::count(FieldsMeant(field.name), &field) == 1 &&
                FieldsMeant(field.name).size() == 1)
        << field.name;
    for (const std::string_view alias : field.aliases) EXPECT_EQ(FieldsMeant(alias).size(), 1u) << alias;
    EXPECT_EQ(field.list.empty(), field.type != Type::kCode) << field.name;
    if (field.list.empty()) continue;
    EXPECT_TRUE(std::ranges::any_of(Codes(), [&](const Code& code) { return code.list == field.list; }))
        << field.name;
  }
  EXPECT_EQ(draft, 81u);
  EXPECT_EQ(deprecated, 3u);
  for (const Code& code : Codes()) {
    EXPECT_EQ(CodeMeant(code.list, code.code), code.code);
    EXPECT_EQ(CodeMeant(code.list, code.label), code.code) << code.label;
  }
  EXPECT_EQ(CodeMeant("control_method", "MethodsOfControlDebtBondage"), "DebtBondage");
  EXPECT_EQ(CodeMeant("control_method", "Physical"), "");
}

}  // namespace
}  // namespace htcds
