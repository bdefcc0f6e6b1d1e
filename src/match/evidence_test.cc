#include "match/evidence.h"

#include <gtest/gtest.h>

#include "match/score.h"
#include "match/test_lists.h"

namespace match {
namespace {

using testing::Make;

DateRelation Relate(std::string_view a, std::string_view b) {
  const auto x = base::ParseDate(a);
  const auto y = base::ParseDate(b);
  EXPECT_TRUE(x.has_value()) << a;
  EXPECT_TRUE(y.has_value()) << b;
  const DateRelation relation = CompareDates(*x, *y);
  EXPECT_EQ(relation, CompareDates(*y, *x)) << a << " " << b;
  return relation;
}

TEST(Dates, TheSameDayInAnyNotation) {
  EXPECT_EQ(Relate("1974-05-12", "12 May 1974"), DateRelation::kSame);
  EXPECT_EQ(Relate("19740512", "12.05.1974"), DateRelation::kSame);
  EXPECT_EQ(Relate("03/04/1974", "1974-03-04"), DateRelation::kSame);  // either reading of an ambiguous date
  EXPECT_EQ(Relate("03/04/1974", "1974-04-03"), DateRelation::kSame);
}

TEST(Dates, ASlipOfThePenIsNear) {
  EXPECT_EQ(Relate("1974-05-12", "1974-05-13"), DateRelation::kNear);  // one digit
  EXPECT_EQ(Relate("1974-05-12", "1984-05-12"), DateRelation::kNear);
  EXPECT_EQ(Relate("1974-05-12", "1974-05-21"), DateRelation::kNear);  // two digits exchanged
  EXPECT_EQ(Relate("1974-05-12", "1947-05-12"), DateRelation::kNear);
  EXPECT_EQ(Relate("1974-05-12", "1974-12-05"), DateRelation::kNear);  // day and month exchanged
}

TEST(Dates, OtherDatesAreCloseOrDifferent) {
  EXPECT_EQ(Relate("1974-05-12", "1974-08-30"), DateRelation::kClose);
  EXPECT_EQ(Relate("1974-05-12", "1975-11-03"), DateRelation::kClose);
  EXPECT_EQ(Relate("1974-05-12", "1961-01-02"), DateRelation::kDifferent);
  EXPECT_EQ(Relate("1974-05-12", "1974-06"), DateRelation::kClose);
  EXPECT_EQ(Relate("1974", "1961"), DateRelation::kDifferent);
}

TEST(Dates, PartsThatAreKnownAreCompared) {
  EXPECT_EQ(Relate("1974", "1974-05-12"), DateRelation::kSameYear);
  EXPECT_EQ(Relate("1974-05", "1974-05-12"), DateRelation::kSameMonth);
  EXPECT_EQ(Relate("1974", "1975"), DateRelation::kNear);
  EXPECT_EQ(Relate("1974", "1947"), DateRelation::kNear);
  EXPECT_EQ(Relate("circa 1974", "1976"), DateRelation::kNear);
  EXPECT_EQ(Relate("1974", "1976"), DateRelation::kNear);  // one digit
  EXPECT_EQ(Relate("1964", "1974"), DateRelation::kDifferent);
  EXPECT_EQ(Relate("1979", "1981"), DateRelation::kClose);
}

// The effect of the only item of evidence, or 0 for none.
double Effect(const entity::Entity& party, const entity::Entity& entry, const char* feature, bool person) {
  double effect = 0;
  for (const Evidence& item : CompareFacts(FactsOf(party), FactsOf(entry), person)) {
    EXPECT_EQ(item.feature, feature);
    EXPECT_FALSE(item.detail.empty());
    effect += item.effect;
  }
  return effect;
}
double Effect(const char* property, const char* a, const char* b, const char* feature, bool person = false) {
  entity::Entity party = Make(person ? "Person" : "Company", {"A"});
  entity::Entity entry = party;
  party.Add(entity::PropertyNamed(property), a);
  entry.Add(entity::PropertyNamed(property), b);
  return Effect(party, entry, feature, person);
}

TEST(Evidence, SilenceOnASideHasNoEffect) {
  entity::Entity full = Make("Person", {"A"});
  for (const char* property :
       {"birthDate", "gender", "country", "address", "idNumber", "email", "birthPlace"}) {
    full.Add(entity::PropertyNamed(property), "1974-05-12");
  }
  EXPECT_TRUE(CompareFacts(FactsOf(full), FactsOf(Make("Person", {"A"})), true).empty());
  EXPECT_TRUE(CompareFacts(FactsOf(Make("Person", {"A"})), FactsOf(full), true).empty());
}

TEST(Evidence, IdentifiersWithoutPunctuationAndCase) {
  EXPECT_DOUBLE_EQ(Effect("registrationNumber", "91330-000 abc123", "91330000ABC123", "identifier"), 0.90);
  EXPECT_DOUBLE_EQ(Effect("registrationNumber", "91330-000 abc123", "91330000ABC124", "identifier"), 0);
  EXPECT_DOUBLE_EQ(Effect("registrationNumber", "1234", "1234", "identifier"), 0);  // too short
  EXPECT_DOUBLE_EQ(Effect("registrationNumber", "000000", "000000", "identifier"),
                   0);  // one character repeated
  entity::Entity party = Make("Company", {"A"});
  entity::Entity entry = party;
  party.Add(entity::PropertyNamed("taxNumber"), "77123456");
  entry.Add(entity::PropertyNamed("registrationNumber"), "77-12-34-56");
  EXPECT_DOUBLE_EQ(Effect(party, entry, "identifier", false), 0.82);
}

TEST(Evidence, TwoNumbersOfAKindThatThereIsOneOfSpeakAgainst) {
  EXPECT_DOUBLE_EQ(Effect("imoNumber", "IMO 9137882", "IMO 9137894", "identifier"), -0.30);
  EXPECT_DOUBLE_EQ(Effect("imoNumber", "IMO 9137882", "imo9137882", "identifier"), 0.90);
  EXPECT_DOUBLE_EQ(Effect("passportNumber", "AB1234567", "CD7654321", "identifier", true), 0);
}

TEST(Evidence, Contacts) {
  EXPECT_DOUBLE_EQ(Effect("email", "Info@Hengda.cn", "info@hengda.cn", "contact"), 0.75);
  EXPECT_DOUBLE_EQ(Effect("phone", "+86 571 8888 9999", "0571-88889999", "contact"), 0.75);
  EXPECT_DOUBLE_EQ(Effect("phone", "12345", "12345", "contact"), 0);
  EXPECT_DOUBLE_EQ(Effect("website", "https://www.hengda.cn/", "hengda.cn", "contact"), 0.75);
}

TEST(Evidence, Countries) {
  EXPECT_DOUBLE_EQ(Effect("country", "cn", "cn", "country"), 0.06);
  EXPECT_DOUBLE_EQ(Effect("country", "cn", "ru", "country"), -0.15);
  EXPECT_EQ(IdentityOf(0.06), Identity::kUnconfirmed);
  EXPECT_EQ(IdentityOf(-0.15), Identity::kUnconfirmed);
  entity::Entity party = Make("Company", {"A"});
  entity::Entity entry = party;
  party.Add(entity::prop::Jurisdiction(), "ru");
  party.Add(entity::prop::Country(), "cn");
  entry.Add(entity::prop::Nationality(), "ru");
  EXPECT_DOUBLE_EQ(Effect(party, entry, "country", false), 0.06);
}

TEST(Evidence, BirthDatesTakeTheBestPair) {
  EXPECT_DOUBLE_EQ(Effect("birthDate", "1974-05-12", "1974-05-12", "birthDate", true), 0.35);
  EXPECT_DOUBLE_EQ(Effect("birthDate", "1974-05-12", "1974-05-13", "birthDate", true), 0.05);
  EXPECT_DOUBLE_EQ(Effect("birthDate", "1974-05-12", "1961-01-02", "birthDate", true), -0.60);
  EXPECT_DOUBLE_EQ(Effect("birthDate", "not a date", "1961-01-02", "birthDate", true), 0);
  entity::Entity party = Make("Person", {"A"});
  entity::Entity entry = party;
  party.Add(entity::prop::BirthDate(), "1974-05-12");
  entry.Add(entity::prop::BirthDate(), "1950");
  entry.Add(entity::prop::BirthDate(), "1974");
  EXPECT_DOUBLE_EQ(Effect(party, entry, "birthDate", true), 0.12);
}

TEST(Evidence, BirthDateAndGenderAreForPersonsOnly) {
  EXPECT_DOUBLE_EQ(Effect("gender", "male", "female", "gender", true), -0.20);
  EXPECT_DOUBLE_EQ(Effect("gender", "male", "male", "gender", true), 0.02);
  EXPECT_DOUBLE_EQ(Effect("gender", "male", "female", "gender", false), 0);
  EXPECT_DOUBLE_EQ(Effect("birthDate", "1974", "1961", "birthDate", false), 0);
  EXPECT_DOUBLE_EQ(Effect("incorporationDate", "1999-01-01", "1999", "incorporationDate", false), 0.15);
  EXPECT_DOUBLE_EQ(Effect("incorporationDate", "1999-01-01", "2007", "incorporationDate", false), -0.05);
}

TEST(Evidence, AddressesSpeakForButNeverAgainst) {
  EXPECT_DOUBLE_EQ(Effect("address", "12 Harbour Road, Xiaoshan, Hangzhou",
                          "Xiaoshan, 12 Harbour Road, Hangzhou, Zhejiang", "address"),
                   0.20);
  EXPECT_DOUBLE_EQ(Effect("address", "12 Harbour Road, Xiaoshan", "7 Green Lane, Leeds", "address"), 0);
  EXPECT_DOUBLE_EQ(Effect("address", "China", "China", "address"), 0);  // a lone country says nothing
}

TEST(Evidence, LargestSupportIsTheMostThatAgreementCanGive) {
  entity::Entity full = Make("Person", {"A"});
  full.Add(entity::prop::BirthDate(), "1974-05-12");
  full.Add(entity::prop::Gender(), "male");
  full.Add(entity::prop::Country(), "cn");
  full.Add(entity::prop::AddressText(), "12 Harbour Road, Xiaoshan, Hangzhou");
  full.Add(entity::PropertyNamed("birthPlace"), "Hangzhou");
  full.Add(entity::prop::IncorporationDate(), "1999-01-01");
  const Facts facts = FactsOf(full);
  for (const bool person : {true, false}) {
    EXPECT_NEAR(SumOfEffects(CompareFacts(facts, facts, person)), LargestSupport(facts, person), 1e-9);
    EXPECT_LT(LargestSupport(facts, person),
              0.70);  // ScoreOf: without a number in common an unlike name is not lifted
  }
}

}  // namespace
}  // namespace match
