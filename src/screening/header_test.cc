#include "screening/header.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "screening/fold.h"

namespace screening {
namespace {

std::string Seen(std::string_view header) {
  const auto field = RecogniseHeader(header);
  return field ? FieldLabel(*field) : "";
}

TEST(Fold, CaseWidthMarksAndSpacingDoNotMatter) {
  EXPECT_EQ(FoldKey("Supplier_Name *"), "suppliername");
  EXPECT_EQ(FoldKey("supplierName"), "suppliername");
  EXPECT_EQ(FoldKey("ＳＵＰＰＬＩＥＲ　ＮＡＭＥ"), "suppliername");
  EXPECT_EQ(FoldKey("Địa chỉ"), FoldKey("dia chi"));
  EXPECT_EQ(FoldKey("الدَّوْلة"), FoldKey("الدوله"));
  EXPECT_EQ(FoldKey("\xff\xfe"), "");
}

TEST(Fold, KeyDistanceIsCapped) {
  EXPECT_EQ(KeyDistance("vietnam", "vietnan", 2), 1);
  EXPECT_EQ(KeyDistance("abc", "abc", 2), 0);
  EXPECT_EQ(KeyDistance("abc", "xyzxyz", 2), 3);
}

TEST(Header, NineLanguages) {
  const std::pair<const char*, const char*> cases[] = {
      {"Supplier Name", "name"},
      {"VENDOR", "name"},
      {"facility_name", "name"},
      {"Recruitment agency name", "name"},
      {"공급업체명", "name"},
      {"상호", "name"},
      {"국가", "country"},
      {"주소", "address"},
      {"주소지", "address"},
      {"Nơi ở", "address"},
      {"Код за ЄДРПОУ", "registrationNumber"},
      {"تاريخ الولادة", "birthDate"},
      {"Né le", "birthDate"},
      {"N° TVA", "vatCode"},
      {"사업자등록번호", "registrationNumber"},
      {"생년월일", "birthDate"},
      {"여권번호", "passportNumber"},
      {"성별", "gender"},
      {"供应商名称", "name"},
      {"供應商名稱", "name"},
      {"企业名称", "name"},
      {"工厂名称", "name"},
      {"国家", "country"},
      {"國家", "country"},
      {"地址", "address"},
      {"统一社会信用代码", "uscCode"},
      {"Tên công ty", "name"},
      {"Nhà cung cấp", "name"},
      {"Quốc gia", "country"},
      {"Địa chỉ", "address"},
      {"Mã số thuế", "taxNumber"},
      {"Наименование", "name"},
      {"Поставщик", "name"},
      {"Страна", "country"},
      {"Адрес", "address"},
      {"ИНН", "innCode"},
      {"ОГРН", "ogrnCode"},
      {"Дата рождения", "birthDate"},
      {"Назва", "name"},
      {"Постачальник", "name"},
      {"Країна", "country"},
      {"ЄДРПОУ", "registrationNumber"},
      {"اسم الشركة", "name"},
      {"المورد", "name"},
      {"الدولة", "country"},
      {"العنوان", "address"},
      {"رقم السجل التجاري", "registrationNumber"},
      {"Nombre del proveedor", "name"},
      {"Razón social", "name"},
      {"País", "country"},
      {"Dirección", "address"},
      {"RUC", "taxNumber"},
      {"Nom du fournisseur", "name"},
      {"Raison sociale", "name"},
      {"Pays", "country"},
      {"Adresse", "address"},
      {"SIREN", "registrationNumber"},
      {"会社名", "name"},
  };
  for (const auto& [header, field] : cases) EXPECT_EQ(Seen(header), field) << header;
}

TEST(Header, SurroundingsDoNotMatter) {
  EXPECT_EQ(Seen("1. Supplier Name *"), "name");
  EXPECT_EQ(Seen("Name (EN)"), "name");
  EXPECT_EQ(Seen("공급업체명 (Supplier Name)"), "name");
  EXPECT_EQ(Seen("Nombre / Name"), "name");
  EXPECT_EQ(Seen("Name of the Supplier"), "name");
  EXPECT_EQ(Seen("Full legal name of the company"), "name");
  EXPECT_EQ(Seen("Alias 2"), "alias");
  EXPECT_EQ(Seen("Supplier country"), "country");
  EXPECT_EQ(Seen("供应商国家"), "country");
  EXPECT_EQ(Seen("Date of birth (YYYY-MM-DD)"), "birthDate");
  EXPECT_EQ(Seen("  COUNTRY\n"), "country");
}

TEST(Header, AddressParts) {
  EXPECT_EQ(Seen("Address line 2"), "address (part)");
  EXPECT_EQ(Seen("Postcode"), "address (part)");
  const auto city = RecogniseHeader("city");
  ASSERT_TRUE(city);
  EXPECT_EQ(city->role, Role::kAddressPart);
  EXPECT_EQ(city->keep, entity::FindProperty("city").has_value());
  EXPECT_FALSE(RecogniseHeader("Town")->keep);
}

TEST(Header, ExactPropertyNamesAndSchema) {
  EXPECT_EQ(RecogniseHeader("schema")->role, Role::kSchema);
  EXPECT_EQ(Seen("birthDate"), "birthDate");
  EXPECT_EQ(Seen("weakAlias"), "weakAlias");
  EXPECT_EQ(Seen("topics"), "topics");
}

TEST(Header, WhatIsNotKnownIsNotUsed) {
  EXPECT_EQ(Seen("Quantity"), "");
  EXPECT_EQ(Seen("lat"), "");
  EXPECT_EQ(Seen("Form"), "");
  EXPECT_EQ(Seen(""), "");
  EXPECT_EQ(Seen("Supplier ID"), "");
  EXPECT_EQ(Seen(std::string(5000, 'x')), "");
  EXPECT_EQ(Seen("대표자"), "");
  EXPECT_FALSE(WhyNotUsed("대표자").empty());
  EXPECT_FALSE(WhyNotUsed("Contact person").empty());
  EXPECT_TRUE(WhyNotUsed("Quantity").empty());
}

TEST(Header, MapFieldsInAnyCase) {
  EXPECT_EQ(FieldLabel(*FieldNamed("birthdate")), "birthDate");
  EXPECT_EQ(FieldLabel(*FieldNamed("registration number")), "registrationNumber");
  EXPECT_EQ(FieldNamed("Schema")->role, Role::kSchema);
  EXPECT_FALSE(FieldNamed("colour"));
}

// Every label of the table means one thing, and every field in it exists.
TEST(Header, TableIsConsistent) {
  struct Row {
    std::string_view text, field;
  };
  static constexpr Row kRows[] = {
#include "screening/header_table.inc"
  };
  std::map<std::string, std::string_view> seen;
  for (const Row& row : kRows) {
    const auto [at, is_new] = seen.emplace(FoldKey(row.text), row.field);
    if (!is_new) {
      EXPECT_EQ(at->second, row.field) << row.text;
    }
    if (row.field.front() != '@') {
      EXPECT_TRUE(entity::FindProperty(row.field)) << row.field;
    }
  }
  EXPECT_GT(seen.size(), 1000u);
}

}  // namespace
}  // namespace screening
