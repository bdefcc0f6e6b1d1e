// Adjectives of places and compounds in Cyrillic, as other languages write them.

#include "match/slavic_readings.h"

#include <gtest/gtest.h>

#include "match/match.h"

namespace match {
namespace {

double Company(const char* a, const char* b) {
  EXPECT_EQ(CompareNames(entity::schema::Company(), a, b), CompareNames(entity::schema::Company(), b, a));
  return CompareNames(entity::schema::Company(), a, b);
}

TEST(SlavicReadings, AdjectivesOfPlacesAreThePlaces) {
  EXPECT_GE(Company("ООО «Самарский порт Заря»", "Samara Port Zarya LLC"), 0.70);
  EXPECT_GE(Company("ТОВ «Полтавський порт Зоря»", "Poltava Port Zoria LLC"), 0.70);
  EXPECT_LT(Company("ООО «Самарский порт Заря»", "Omsk Port Zarya LLC"), 0.70);
}

TEST(SlavicReadings, CompoundsAreCutBeforeALineOfBusiness) {
  EXPECT_GE(Company("ООО «Кабельзавод Искра»", "ООО «Кабельзавод Искра»"), 0.90);
  EXPECT_GT(Company("АО «Рыбозавод Нептун»", "Neptun Fish Factory JSC"), 0.70);
}

}  // namespace
}  // namespace match
