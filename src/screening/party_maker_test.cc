#include "screening/party_maker.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "screening/field_values.h"

namespace screening {
namespace {

// A row out of headers and cells, as a table would give it.
MadeParty Make(const std::vector<std::pair<std::string, std::string>>& cells) {
  std::vector<FieldCell> fields;
  for (const auto& [header, text] : cells)
    fields.push_back({RecogniseHeader(header).value(), header, text, true});
  return MakeParty(7, fields);
}

TEST(PartyMaker, PlainRow) {
  const MadeParty made =
      Make({{"Supplier", " Acme  Co "}, {"Country", "Viet Nam"}, {"Date of birth", "12 May 1974"}});
  ASSERT_TRUE(made.party);
  EXPECT_TRUE(made.rejects.empty());
  EXPECT_EQ(made.party->schema, entity::schema::LegalEntity());
  EXPECT_EQ(made.party->caption, "Acme Co");
  EXPECT_EQ(made.party->First(entity::prop::Country()), "vn");
  EXPECT_EQ(made.party->First(entity::prop::BirthDate()), "1974-05-12");
}

TEST(PartyMaker, BadFieldsAreSetAsideAndTheRowStays) {
  const MadeParty made = Make({{"name", "Acme"},
                               {"birthDate", "1974-01-32"},
                               {"country", "Vietnamm"},
                               {"gender", "yes"},
                               {"schema", "Firm!"},
                               {"registrationNumber", "1.23457E+17"}});
  ASSERT_TRUE(made.party);
  ASSERT_EQ(made.rejects.size(), 5u);
  for (const Reject& reject : made.rejects) {
    EXPECT_EQ(reject.row, 7u);
    EXPECT_FALSE(reject.whole_row);
    EXPECT_FALSE(reject.reason.empty());
  }
  EXPECT_EQ(made.rejects[0].column, "birthDate");
  EXPECT_EQ(made.rejects[0].value, "1974-01-32");
  EXPECT_NE(made.rejects[1].reason.find("did you mean"), std::string::npos) << made.rejects[1].reason;
  EXPECT_FALSE(made.party->Has(entity::prop::Country()));
  EXPECT_EQ(made.party->schema, entity::schema::LegalEntity());
}

TEST(PartyMaker, ADateThatCanBeReadTwoWaysIsKeptBothWays) {
  const MadeParty made = Make({{"name", "Vladimir Petrov"}, {"birthDate", "03/02/1961"}});
  ASSERT_TRUE(made.party);
  EXPECT_EQ(made.party->All(entity::prop::BirthDate()),
            (std::vector<std::string_view>{"1961-02-03", "1961-03-02"}));
  const MadeParty plain = Make({{"name", "Vladimir Petrov"}, {"birthDate", "12/31/1961"}});
  EXPECT_EQ(plain.party->All(entity::prop::BirthDate()).size(), 1u);
}

TEST(PartyMaker, RowsWithoutUsableNameAreRejected) {
  for (const char* name : {"", "  ", "-", "n/a", "***"}) {
    const MadeParty made = Make({{"name", name}, {"country", "nowhere"}});
    EXPECT_FALSE(made.party) << name;
    ASSERT_EQ(made.rejects.size(), 1u) << name;
    EXPECT_TRUE(made.rejects[0].whole_row);
    EXPECT_EQ(made.rejects[0].column, "name");
  }
}

TEST(PartyMaker, HostileNamesEndAsRejectedRows) {
  std::string tokens;
  for (int i = 0; i < 10000; ++i) tokens += "word" + std::to_string(i) + ' ';
  const MadeParty many = Make({{"name", tokens}});
  EXPECT_FALSE(many.party);
  ASSERT_EQ(many.rejects.size(), 1u);
  EXPECT_LT(many.rejects[0].value.size(), 1100u);
  EXPECT_FALSE(Make({{"name", std::string(base::kMaxNameBytes + 1, 'a')}}).party);
  const MadeParty other = Make({{"name", tokens}, {"name", "Acme"}});
  ASSERT_TRUE(other.party);
  EXPECT_EQ(other.rejects.size(), 1u);
}

TEST(PartyMaker, LimitsSetTheRestAside) {
  const MadeParty value =
      Make({{"name", "Acme"}, {"notes", std::string(base::kMaxPartyValueBytes + 1, 'a')}});
  ASSERT_TRUE(value.party);
  EXPECT_EQ(value.rejects.size(), 1u);
  std::string aliases;
  for (std::size_t i = 0; i <= base::kMaxNamesPerEntity; ++i) aliases += "alias" + std::to_string(i) + ";";
  const MadeParty names = Make({{"name", "Acme"}, {"alias", aliases}});
  ASSERT_TRUE(names.party);
  EXPECT_FALSE(names.rejects.empty());
  EXPECT_EQ(names.party->Names().size(), base::kMaxNamesPerEntity);
  std::string numbers;
  for (std::size_t i = 0; i <= base::kMaxValuesPerEntity; ++i) numbers += std::to_string(i) + ";";
  const MadeParty values = Make({{"name", "Acme"}, {"idNumber", numbers}});
  ASSERT_TRUE(values.party);
  EXPECT_EQ(values.party->values.size(), base::kMaxValuesPerEntity);
  EXPECT_EQ(values.rejects.size(), 1u);
}

TEST(PartyMaker, SeveralNamesAndValues) {
  const MadeParty made = Make({{"Supplier name", "Acme"},
                               {"公司名称", "艾克米公司"},
                               {"alias", "A1; A2|A3\nA4"},
                               {"country", "China / Viet Nam"}});
  ASSERT_TRUE(made.party);
  EXPECT_EQ(made.party->All(entity::prop::Name()).size(), 2u);
  EXPECT_EQ(made.party->All(entity::prop::Alias()).size(), 4u);
  EXPECT_EQ(made.party->All(entity::prop::Country()).size(), 2u);
}

TEST(PartyMaker, FirstAndLastNameMakeTheName) {
  const MadeParty latin = Make({{"Last name", "Nguyen"}, {"First name", "Anna"}});
  ASSERT_TRUE(latin.party);
  EXPECT_EQ(latin.party->caption, "Anna Nguyen");
  EXPECT_EQ(latin.party->First(entity::prop::LastName()), "Nguyen");
  EXPECT_EQ(Make({{"姓", "王"}, {"名", "小明"}}).party->caption, "王小明");
  EXPECT_EQ(Make({{"Фамилия", "Петров"}, {"Имя", "Иван"}, {"Отчество", "Ильич"}}).party->caption,
            "Иван Ильич Петров");
  const MadeParty full = Make({{"Full name", "Anna N."}, {"First name", "Anna"}, {"Last name", "Nguyen"}});
  EXPECT_EQ(full.party->All(entity::prop::Name()).size(), 1u);
}

TEST(PartyMaker, AddressPartsAreJoined) {
  const MadeParty made = Make({{"name", "Acme"},
                               {"Address line 1", "12 Long Road"},
                               {"Address line 2", "Block B"},
                               {"City", "Hanoi"},
                               {"Postcode", "10000"}});
  EXPECT_EQ(made.party->First(entity::prop::AddressText()), "12 Long Road, Block B, Hanoi, 10000");
  const MadeParty twice = Make({{"name", "Acme"}, {"address", "12 Long Road, Hanoi"}, {"Town", "HANOI"}});
  EXPECT_EQ(twice.party->First(entity::prop::AddressText()), "12 Long Road, Hanoi");
}

TEST(PartyMaker, TypeAndSchema) {
  EXPECT_EQ(Make({{"name", "Anna"}, {"구분", "개인"}}).party->schema, entity::schema::Person());
  EXPECT_EQ(Make({{"name", "Anna"}, {"Entity type", "Company"}}).party->schema, entity::schema::Company());
  EXPECT_EQ(Make({{"name", "Anna"}, {"schema", "Person"}, {"Entity type", "Company"}}).party->schema,
            entity::schema::Person());
  const MadeParty tier = Make({{"name", "Anna"}, {"Type", "Tier 1"}});
  EXPECT_EQ(tier.party->schema, entity::schema::LegalEntity());
  EXPECT_TRUE(tier.rejects.empty());
}

TEST(FieldValues, GendersInManyLanguages) {
  const auto gender = entity::prop::Gender();
  for (const char* word : {"Male", "M", "남", "男", "nam", "муж.", "ذكر", "masculino", "homme"}) {
    EXPECT_EQ(*ReadValue(gender, word), "male") << word;
  }
  for (const char* word : {"FEMALE", "여성", "女", "Nữ", "женский", "жіноча", "أنثى", "Mujer", "féminin"}) {
    EXPECT_EQ(*ReadValue(gender, word), "female") << word;
  }
}

}  // namespace
}  // namespace screening
