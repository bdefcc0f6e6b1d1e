#include "match/name.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "match/tables.h"

namespace match {
namespace {

// The first reading as "form/class" words: w word, n number, l light, i initial, L legal form, T title, P
// particle, s stop.
std::string Show(std::string_view name, Kind kind, std::size_t reading = 0) {
  const std::vector<Name> names = PrepareName(name, kind);
  if (reading >= names.size()) return "none";
  std::string out;
  for (const Token& t : names[reading].tokens) {
    out += (out.empty() ? "" : " ") + t.form + "/" + "wnliLTPs"[static_cast<std::size_t>(t.token_class)];
  }
  return out;
}
std::string Person(std::string_view name) {
  return Show(name, Kind::kPerson);
}
std::string Firm(std::string_view name) {
  return Show(name, Kind::kOrganization);
}

TEST(Name, LegalFormsStandAtEitherEnd) {
  EXPECT_EQ(Firm("Hengda Co., Ltd."), "hengda/w coltd/L");
  EXPECT_EQ(Firm("ООО Газпром"), "ooo/L gazprom/w");
  EXPECT_EQ(Firm("PT Sinar Jaya Tbk"), "pt/L sinar/w jaya/w tbk/L");
  EXPECT_EQ(Firm("Müller GmbH & Co. KG"), "muller/w gmbhcokg/L");
  EXPECT_EQ(Firm("Iberdrola S.A."), "iberdrola/w sa/L");
  EXPECT_EQ(Firm("Công ty TNHH Hải Đăng"), "congtytnhh/L hai/w dang/w");
  EXPECT_EQ(Firm("주식회사 삼성전자").substr(0, 13), "jusikhoesa/L ");
}

TEST(Name, LegalFormsInsideANameAreSureOnesOnly) {
  EXPECT_EQ(Firm("Hengda Limited Liability Company Dongguan Factory").find("limited/w"), std::string::npos);
  EXPECT_EQ(Firm("Acme GmbH Berlin").find("gmbh/w"), std::string::npos);
  // Short ones are words inside: "sa", "kg".
  EXPECT_NE(Firm("Grupo Sa Hengda").find("sa/w"), std::string::npos);
}

TEST(Name, WhereNothingElseIsLeftTheFormCarriesTheName) {
  for (const char* name : {"The Company Ltd", "Co. Ltd", "Of the And", "LLC", "Inc"}) {
    const std::vector<Name> names = PrepareName(name, Kind::kOrganization);
    ASSERT_EQ(names.size(), 1u) << name;
    EXPECT_GT(names[0].content_weight, 0) << name;
  }
  for (const char* name : {"Bin Al", "Dr.", "Mullah", "J. K.", "Abd"}) {
    const std::vector<Name> names = PrepareName(name, Kind::kPerson);
    ASSERT_EQ(names.size(), 1u) << name;
    EXPECT_GT(names[0].content_weight, 0) << name;
  }
}

TEST(Name, ANumberBesideALegalFormIsTheName) {
  EXPECT_EQ(Firm("11420 CORP."), "11420/n corp/L");
  EXPECT_EQ(Firm("Plant No. 3").find("3/w"), std::string::npos);
}

TEST(Name, LongNumbersBesideWordsAreReferences) {
  EXPECT_NE(Firm("Hengda Textile 9133").find("9133/n"), std::string::npos);
  EXPECT_NE(Firm("Hengda Textile 91330").find("91330/s"), std::string::npos);
}

TEST(Name, NumberWordsBecomeDigits) {
  EXPECT_EQ(Firm("Plant Three"), Firm("Plant 3"));
  EXPECT_EQ(Firm("Forty Four Textile"), Firm("44 Textile"));
}

TEST(Name, SingleLettersOfAnOrganisationAreOneWord) {
  EXPECT_EQ(Firm("A.B.C. Trading"), Firm("ABC Trading"));
  EXPECT_EQ(Firm("L X C"), "lxc/w");
  EXPECT_EQ(Firm("A.B. Volvo"), "ab/L volvo/w");  // a legal form in front, not a run that begins with one
}

TEST(Name, InitialsOfPersons) {
  EXPECT_EQ(Person("J. Smith"), "j/i smith/w");
  EXPECT_EQ(Person("JC Juncker"), "j/i c/i juncker/w");
  EXPECT_EQ(Person("KO Ho Min").substr(0, 4), "ko/w");  // a vowel: a name
  EXPECT_EQ(Person("JC JUNCKER"), "jc/w juncker/w");    // all capitals say nothing
}

TEST(Name, TitlesAndParticlesThatAreSurnamesStayNames) {
  EXPECT_EQ(Person("Dr. Hans Müller"), "dr/T hans/w muller/w");
  EXPECT_EQ(Person("Du Gang"), "du/w gang/w");
  EXPECT_EQ(Person("He Longshan"), "he/w longshan/w");
  EXPECT_EQ(Person("Ko Young Jin").substr(0, 4), "ko/w");
  EXPECT_EQ(Person("Osama bin Laden"), "osama/w bin/P laden/w");
  EXPECT_EQ(Person("Ludwig van Beethoven"), "ludwig/w van/P beethoven/w");
}

TEST(Name, TheServantOfIsOneWordInEveryForm) {
  const std::string abdul = Person("Abdul Aziz");
  EXPECT_EQ(abdul, "abdul/w aziz/w");
  EXPECT_EQ(Person("Abd al-Aziz"), abdul);
  EXPECT_EQ(Person("Abd el Aziz"), abdul);
}

TEST(Name, RunsWithoutSpacesAreCut) {
  EXPECT_EQ(Person("习近平"), "xi/w jinping/w");
  EXPECT_EQ(Person("習近平"), "xi/w jinping/w");
  EXPECT_EQ(Person("欧阳娜娜"), "ouyang/w nana/w");
  EXPECT_EQ(Person("김정은"), "kim/w jeongeun/w");
  EXPECT_EQ(Person("김 정은"), "kim/w jeongeun/w");
  EXPECT_EQ(Show("김정은", Kind::kPerson, 1), "kim/w jongun/w");  // as such names are customarily spelt
  EXPECT_EQ(Person("남궁민수").substr(0, 5), "namgu");
  const std::string firm = Firm("广州恒达纺织有限公司");
  EXPECT_NE(firm.find("guangzhou/l hengda/w"), std::string::npos) << firm;
  EXPECT_EQ(firm.substr(firm.size() - 2), "/L") << firm;
  EXPECT_EQ(Firm("شركة النور").find("alnwr"), std::string::npos);  // the article is cut off
}

TEST(Name, ReadingsOfCyrillicAndHan) {
  EXPECT_EQ(PrepareName("Иван Петров", Kind::kPerson).size(), 2u);  // Russian and Ukrainian
  EXPECT_EQ(PrepareName("Сергій", Kind::kPerson).size(), 1u);       // only Ukrainian
  EXPECT_EQ(PrepareName("Рыжов", Kind::kPerson).size(), 1u);        // only Russian
  EXPECT_EQ(PrepareName("王伟", Kind::kPerson).size(), 3u);         // Mandarin, Cantonese and Korean
  EXPECT_EQ(PrepareName("Ivan Petrov", Kind::kPerson).size(), 1u);
  EXPECT_EQ(Show("王伟", Kind::kPerson, 1).substr(0, 6), "wong/w");
}

TEST(Name, WeightsFollowClassAndRarity) {
  const Name name = PrepareName("Zyxwlorn Textile 3 Guangzhou of Ltd", Kind::kOrganization)[0];
  ASSERT_EQ(name.tokens.size(), 6u);
  EXPECT_FLOAT_EQ(name.tokens[0].weight, 1.0F);
  EXPECT_TRUE(name.tokens[1].trade);
  EXPECT_LT(name.tokens[1].weight, 0.6F);
  EXPECT_FLOAT_EQ(name.tokens[2].weight, 0.55F);
  EXPECT_EQ(name.tokens[3].token_class, TokenClass::kLight);
  EXPECT_FLOAT_EQ(name.content_weight, name.tokens[0].weight + name.tokens[1].weight + name.tokens[2].weight +
                                           name.tokens[3].weight);
}

TEST(Name, NothingToCompareGivesNoName) {
  for (const char* name : {"", " ", "---", "\xFF\xFE", "...", "ь"}) {
    EXPECT_TRUE(PrepareName(name, Kind::kPerson).empty()) << name;
    EXPECT_TRUE(PrepareName(name, Kind::kOrganization).empty()) << name;
  }
}

}  // namespace
}  // namespace match
