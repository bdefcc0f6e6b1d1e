// Legal forms of some seventy jurisdictions, in their scripts and where they stand: what is left of the name
// is its brand.

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "match/name.h"

namespace match {
namespace {

struct Form {
  const char* country;  // ISO 3166-1 alpha-2
  const char* name;     // "Zenova" with its form
};

constexpr Form kForms[] = {{"ae", "Zenova FZ-LLC"},
                           {"ae", "Zenova DMCC"},
                           {"al", "Zenova Sh.p.k."},
                           {"am", "«Zenova» ՍՊԸ"},
                           {"ar", "Zenova S.A.U."},
                           {"at", "Zenova Ges.m.b.H."},
                           {"at", "Zenova GmbH"},
                           {"au", "Zenova Pty Ltd"},
                           {"az", "Zenova MMC"},
                           {"ba", "Zenova d.o.o."},
                           {"bd", "Zenova (Pvt.) Ltd."},
                           {"be", "Zenova BV"},
                           {"be", "Zenova SPRL"},
                           {"bg", "Zenova ЕООД"},
                           {"bg", "Zenova АД"},
                           {"bh", "Zenova W.L.L."},
                           {"br", "Zenova Ltda."},
                           {"br", "Zenova S.A."},
                           {"by", "ЗАО Zenova"},
                           {"ca", "Zenova Inc."},
                           {"ch", "Zenova AG"},
                           {"cl", "Zenova SpA"},
                           {"cn", "Zenova 有限公司"},
                           {"cn", "Zenova 股份有限公司"},
                           {"cn", "Zenova Co., Ltd."},
                           {"co", "Zenova S.A.S."},
                           {"cr", "Zenova Sociedad Anónima"},
                           {"cz", "Zenova s.r.o."},
                           {"cz", "Zenova a.s."},
                           {"de", "Zenova GmbH & Co. KG"},
                           {"de", "Zenova Aktiengesellschaft"},
                           {"dk", "Zenova ApS"},
                           {"dk", "Zenova A/S"},
                           {"ee", "Zenova OÜ"},
                           {"eg", "Zenova S.A.E."},
                           {"eg", "Zenova ش.م.م"},
                           {"es", "Zenova S.L."},
                           {"es", "Zenova Sociedad Limitada"},
                           {"et", "Zenova ኃላፊነቱ የተወሰነ የግል ማህበር"},
                           {"fi", "Zenova Oy"},
                           {"fr", "Zenova SARL"},
                           {"fr", "Zenova S.A.S."},
                           {"gb", "Zenova Limited"},
                           {"gb", "Zenova LLP"},
                           {"ge", "შპს Zenova"},
                           {"gr", "Zenova Α.Ε."},
                           {"gr", "Zenova ΕΠΕ"},
                           {"hk", "Zenova Limited"},
                           {"hr", "Zenova j.d.o.o."},
                           {"hu", "Zenova Kft."},
                           {"hu", "Zenova Zrt."},
                           {"id", "PT Zenova Tbk"},
                           {"ie", "Zenova DAC"},
                           {"il", "Zenova בע\"מ"},
                           {"in", "Zenova Pvt. Ltd."},
                           {"in", "Zenova प्राइवेट लिमिटेड"},
                           {"iq", "شركة Zenova المحدودة"},
                           {"ir", "شرکت Zenova سهامی خاص"},
                           {"is", "Zenova ehf."},
                           {"it", "Zenova S.r.l."},
                           {"it", "Zenova S.p.A."},
                           {"jp", "株式会社 Zenova"},
                           {"jp", "Zenova K.K."},
                           {"jp", "合同会社 Zenova"},
                           {"ke", "Zenova PLC"},
                           {"kg", "Zenova ОсОО"},
                           {"kh", "Zenova ឯ.ក"},
                           {"kr", "주식회사 Zenova"},
                           {"kr", "㈜Zenova"},
                           {"kr", "Zenova 유한회사"},
                           {"kz", "ТОО Zenova"},
                           {"kz", "Zenova ЖШС"},
                           {"la", "ບໍລິສັດ Zenova ຈໍາກັດ"},
                           {"lk", "Zenova (Private) Limited"},
                           {"lt", "UAB Zenova"},
                           {"lu", "Zenova S.à r.l."},
                           {"lv", "SIA Zenova"},
                           {"ma", "Zenova SARL"},
                           {"md", "Zenova S.R.L."},
                           {"mk", "Zenova ДООЕЛ"},
                           {"mm", "Zenova ကုမ္ပဏီလီမိတက်"},
                           {"mn", "Zenova ХХК"},
                           {"mx", "Zenova S.A. de C.V."},
                           {"mx", "Zenova S. de R.L. de C.V."},
                           {"my", "Zenova Sdn. Bhd."},
                           {"my", "Zenova Bhd"},
                           {"nl", "Zenova B.V."},
                           {"nl", "Zenova N.V."},
                           {"no", "Zenova AS"},
                           {"np", "Zenova प्रा. लि."},
                           {"om", "Zenova SAOG"},
                           {"pa", "Zenova S.A."},
                           {"pe", "Zenova S.A.C."},
                           {"ph", "Zenova Corporation"},
                           {"pk", "Zenova (Pvt) Ltd"},
                           {"pk", "Zenova پرائیویٹ لمیٹڈ"},
                           {"pl", "Zenova Sp. z o.o."},
                           {"pl", "Zenova spółka akcyjna"},
                           {"pt", "Zenova Lda."},
                           {"qa", "Zenova Q.P.S.C."},
                           {"ro", "SC Zenova SRL"},
                           {"rs", "Zenova д.о.о."},
                           {"ru", "ООО «Zenova»"},
                           {"ru", "ПАО Zenova"},
                           {"ru", "АО Zenova"},
                           {"sa", "Zenova L.L.C."},
                           {"se", "Zenova AB"},
                           {"sg", "Zenova Pte Ltd"},
                           {"si", "Zenova d.d."},
                           {"sk", "Zenova spol. s r.o."},
                           {"sy", "Zenova ذ.م.م"},
                           {"th", "บริษัท Zenova จำกัด"},
                           {"th", "บริษัท Zenova จำกัด (มหาชน)"},
                           {"th", "ห้างหุ้นส่วนจำกัด Zenova"},
                           {"th", "หจก. Zenova"},
                           {"tj", "Zenova ҶДММ"},
                           {"tr", "Zenova Ltd. Şti."},
                           {"tr", "Zenova A.Ş."},
                           {"tw", "Zenova 股份有限公司"},
                           {"ua", "ТОВ Zenova"},
                           {"ua", "ПрАТ Zenova"},
                           {"us", "Zenova LLC"},
                           {"us", "Zenova Corp."},
                           {"uz", "Zenova MChJ"},
                           {"uz", "Zenova МЧЖ"},
                           {"ve", "Zenova C.A."},
                           {"vn", "Công ty TNHH Zenova"},
                           {"vn", "Công ty Cổ phần Zenova"},
                           {"vn", "CTCP Zenova"},
                           {"za", "Zenova (Pty) Ltd"}};

TEST(LegalForms, OfManyCountriesLeaveTheBrand) {
  std::set<std::string> countries;
  for (const Form& form : kForms) {
    countries.insert(form.country);
    const std::vector<Name> names = PrepareName(form.name, Kind::kOrganization);
    ASSERT_FALSE(names.empty()) << form.name;
    for (const Name& name : names) {
      std::string content;
      bool legal = false;
      for (const Token& t : name.tokens) {
        if (IsContent(t.token_class)) content += (content.empty() ? "" : " ") + t.form;
        legal = legal || t.token_class == TokenClass::kLegal;
      }
      EXPECT_EQ(content, "zenova") << form.country << " " << form.name;
      EXPECT_TRUE(legal) << form.country << " " << form.name;
    }
  }
  EXPECT_GE(countries.size(), 60u);
}

}  // namespace
}  // namespace match
