// Owners as statements: round trip, examples, and what is refused.

#include "panel/members/bods.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/limits_panel.h"

namespace panel::members {
namespace {

namespace json = boost::json;

std::string Id(char c) {
  return std::string(32, c);
}

json::object Statement(char id, std::string_view type, std::string_view record, json::object details) {
  details["isComponent"] = false;
  return {{"statementId", Id(id)},
          {"declarationSubject", "c1"},
          {"statementDate", "2026-03-01"},
          {"publicationDetails", json::object{{"publicationDate", "2026-03-01"},
                                              {"bodsVersion", "0.4"},
                                              {"publisher", json::object{{"name", "R"}}}}},
          {"recordId", record},
          {"recordType", type},
          {"recordStatus", "new"},
          {"recordDetails", std::move(details)}};
}

// A company held by another company, held by a person: names in three scripts.
json::array Example() {
  json::array statements;
  statements.push_back(
      Statement('a', "entity", "c1",
                {{"entityType", json::object{{"type", "registeredEntity"}}},
                 {"name", "한빛니트 주식회사"},
                 {"alternateNames", json::array{"Hanbit Knit"}},
                 {"jurisdiction", json::object{{"name", "Korea"}, {"code", "KR"}}},
                 {"identifiers", json::array{json::object{{"scheme", "KR-CRN"}, {"id", "110111"}}}},
                 {"foundingDate", "1998-04"}}));
  statements.push_back(
      Statement('b', "entity", "c2",
                {{"entityType", json::object{{"type", "registeredEntity"}}}, {"name", "Восток Холдинг"}}));
  statements.push_back(
      Statement('c', "person", "p1",
                {{"personType", "knownPerson"},
                 {"names", json::array{json::object{{"type", "legal"}, {"fullName", "فاطمة الزهراء"}}}},
                 {"nationalities", json::array{json::object{{"code", "MA"}, {"name", "Morocco"}}}},
                 {"birthDate", "1971"}}));
  statements.push_back(Statement(
      'd', "relationship", "r1",
      {{"subject", "c1"},
       {"interestedParty", "c2"},
       {"interests", json::array{json::object{
                         {"type", "shareholding"},
                         {"directOrIndirect", "direct"},
                         {"share", json::object{{"exact", 60.5}, {"minimum", 60.5}, {"maximum", 60.5}}},
                         {"startDate", "2020-01-31"}}}}}));
  statements.push_back(Statement(
      'e', "relationship", "r2",
      {{"subject", "c2"},
       {"interestedParty", "p1"},
       {"interests", json::array{json::object{{"type", "votingRights"},
                                              {"beneficialOwnershipOrControl", true},
                                              {"share", json::object{{"minimum", 25}, {"maximum", 50}}}}}}}));
  return statements;
}

std::string Refusal(const json::array& statements) {
  const auto read = ReadOwnership(json::serialize(statements));
  return read ? "" : read.error().external;
}

TEST(Bods, ReadsWhatTheStandardSays) {
  const auto read = ReadOwnership(json::serialize(Example()));
  ASSERT_TRUE(read) << read.error().external;
  EXPECT_EQ(read->subject, "c1");
  ASSERT_EQ(read->records.size(), 3u);
  EXPECT_EQ(read->records[0].name, "한빛니트 주식회사");
  EXPECT_EQ(read->records[0].country, "kr");
  EXPECT_EQ(read->records[0].identifiers[0], (OwnerId{"KR-CRN", "110111"}));
  EXPECT_EQ(read->records[2].country, "ma");
  EXPECT_TRUE(read->records[2].person);
  ASSERT_EQ(read->links.size(), 2u);
  EXPECT_EQ(read->links[0].interests[0].exact, 60'500);
  EXPECT_EQ(read->links[1].interests[0].least, 25'000);
  EXPECT_EQ(read->links[1].interests[0].most, 50'000);
  EXPECT_TRUE(read->links[1].interests[0].beneficial);
  EXPECT_EQ(read->left_out, 0u);
}

TEST(Bods, WhatIsWrittenReadsAsTheSame) {
  Ownership owners = ReadOwnership(json::serialize(Example())).value();
  owners.links.push_back(
      {.record = "r3", .subject = "c2", .party = {}, .reason = "unknown", .reason_words = "asked"});
  const OwnershipSource source{"Blue Mill", base::UtcTime{1'760'000'000'000}};
  const std::string text = WriteOwnership(owners, source);
  EXPECT_EQ(text, WriteOwnership(owners, source));
  const auto again = ReadOwnership(text);
  ASSERT_TRUE(again) << again.error().external;
  EXPECT_EQ(again->subject, owners.subject);
  EXPECT_EQ(again->records, owners.records);
  EXPECT_EQ(again->links, owners.links);
  EXPECT_EQ(again->left_out, 0u);
  EXPECT_EQ(WriteOwnership(*again, source), text);
  const json::value document = json::parse(text);
  for (const json::value& statement : document.as_array()) {
    EXPECT_EQ(statement.at("publicationDetails").at("bodsVersion"), "0.4");
    const std::size_t size = statement.at("statementId").as_string().size();
    EXPECT_TRUE(size >= 32 && size <= 64);
  }
  EXPECT_EQ(OwnersOf(OwnersText(owners)).value().links, owners.links);
  EXPECT_TRUE(OwnersText({}).empty());
}

TEST(Bods, TheDeclarationIsOfAnOrganisation) {
  json::array statements = Example();
  for (json::value& statement : statements) statement.as_object()["declarationSubject"] = "p1";
  EXPECT_EQ(Refusal(statements), "the subject of the declaration, \"p1\", is a person");
}

TEST(Bods, LaterStatementsOfARecordTakeThePlaceOfEarlierOnes) {
  json::array statements = Example();
  json::object closed = statements[4].as_object();
  closed["statementId"] = Id('f');
  closed["recordStatus"] = "closed";
  statements.push_back(closed);
  const auto read = ReadOwnership(json::serialize(statements));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->links.size(), 1u);
}

TEST(Bods, UnusedDetailsAreCountedNotKept) {
  json::array statements = Example();
  statements[2].at("recordDetails").as_object()["placeOfBirth"] = json::object{{"country", "MA"}};
  EXPECT_EQ(ReadOwnership(json::serialize(statements)).value().left_out, 1u);
}

TEST(Bods, RefusesAndSaysWhere) {
  const auto with = [](std::size_t at, const auto& change) {
    json::array statements = Example();
    change(statements[at].as_object());
    return Refusal(statements);
  };
  const auto details = [&](std::size_t at, const char* name, json::value value) {
    return with(at, [&](json::object& statement) {
      statement["recordDetails"].as_object()[name] = std::move(value);
    });
  };
  EXPECT_EQ(with(0, [](json::object& one) { one.erase("recordId"); }),
            "statement 1: \"recordId\" is missing");
  EXPECT_NE(with(1, [](json::object& one) { one["statementId"] = "short"; }).find("32 to 64"),
            std::string::npos);
  EXPECT_NE(with(1, [](json::object& one) { one["statementId"] = Id('a'); }).find("two statements"),
            std::string::npos);
  EXPECT_NE(with(0, [](json::object& one) { one["recordType"] = "boat"; }).find("no code \"boat\""),
            std::string::npos);
  EXPECT_NE(with(0, [](json::object& one) { one["publicationDetails"].as_object()["bodsVersion"] = "0.3"; })
                .find("0.4 is read here"),
            std::string::npos);
  EXPECT_NE(details(0, "foundingDate", "1998-13").find("is no date"), std::string::npos);
  EXPECT_NE(details(2, "personType", "robot").find("no code"), std::string::npos);
  EXPECT_NE(details(2, "names", json::array()).find("are missing"), std::string::npos);
  EXPECT_NE(details(3, "subject", "p1").find("its subject is a person"), std::string::npos);
  EXPECT_NE(details(3, "interestedParty", "nobody").find("no statement describes"), std::string::npos);
  EXPECT_NE(details(3, "interestedParty", json::object{{"reason", "shy"}}).find("no code"),
            std::string::npos);
  EXPECT_NE(details(3, "interests", json::array{json::object{{"share", json::object{{"exact", 101}}}}})
                .find("between 0 and 100"),
            std::string::npos);
  EXPECT_NE(Refusal({}), "x");
  EXPECT_FALSE(ReadOwnership("{").has_value());
  EXPECT_FALSE(ReadOwnership("{}").has_value());
}

TEST(Bods, DocumentsStopAtTheirLimits) {
  EXPECT_EQ(ReadOwnership(std::string(base::kMaxOwnershipBytes + 1, ' ')).error().code,
            base::Code::kTooLarge);
  json::array many;
  for (std::size_t i = 0; i <= base::kMaxOwnershipStatements; ++i) many.push_back(json::object());
  EXPECT_EQ(ReadOwnership(json::serialize(many)).error().code, base::Code::kTooLarge);
}

}  // namespace
}  // namespace panel::members
