#include "voice/worker/outside.h"

#include <gtest/gtest.h>

#include "html/locale.h"

namespace voice::worker {
namespace {

Page In(std::string_view tag) {
  Page page;
  for (const html::Locale* locale : html::WorkerLocales())
    if (locale->tag() == tag) page.locale = locale;
  return page;
}

std::string LineOf(std::string_view tag, const Service& service) {
  return ServiceLine(In(tag), service).markup();
}

bool Holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

Service Sample() {
  return {.country = "kr",
          .kind = "migrant_helpline",
          .name = "Contact Center",
          .own_name = "",
          .own_language = "en",
          .phone = "1345",
          .languages = "ko en ja ar th",
          .hours = "Mon-Fri 09:00-22:00",
          .free = "yes",
          .checked = ""};
}

TEST(Outside, HoursInTheWordsOfThePage) {
  EXPECT_EQ(HoursWords(In("en"), "24/7"), "Day and night");
  EXPECT_EQ(HoursWords(In("en"), "Mon-Fri 09:00-22:00"), "Monday–Friday 09:00 to 22:00");
  EXPECT_EQ(HoursWords(In("en"), "Mon-Fri 17:00-22:00; Sat 09:00-21:00"),
            "Monday–Friday 17:00 to 22:00; Saturday 09:00 to 21:00");
  EXPECT_EQ(HoursWords(In("ko"), "Mon-Fri 09:00-22:00"), "월요일–금요일 09:00~22:00");
  // Of another form: as it stands.
  for (const char* odd : {"weekdays", "Mon-Fri", "Mon-Fri 9-17", "Mon-Wed-Fri 09:00-17:00", "Foo 09:00-17:00",
                          "Mon-Fri 09:00-22:00; holidays closed"})
    EXPECT_EQ(HoursWords(In("en"), odd), odd);
}

TEST(Outside, EveryRowOfTheTableHasHoursThatArePutIntoWords) {
  for (const Service& service : Services())
    if (!service.hours.empty()) {
      EXPECT_NE(HoursWords(In("ko"), service.hours), service.hours) << service.name;
    }
}

TEST(Outside, ALineSaysWhatIsKnown) {
  const std::string line = LineOf("th", Sample());
  EXPECT_TRUE(Holds(line,
                    "<bdi lang=\"th\">ไทย</bdi>, <bdi lang=\"ko\">한국어</bdi>, <bdi lang=\"en\">English"
                    "</bdi>, <bdi lang=\"ja\">日本語</bdi>, <bdi lang=\"ar\">"))
      << line;
  EXPECT_TRUE(Holds(line, "โทรฟรี"));
  const std::string english = LineOf("en", Sample());
  EXPECT_TRUE(Holds(english, "<bdi>Monday–Friday 09:00 to 22:00</bdi>")) << english;
  EXPECT_TRUE(Holds(english, "The call is free."));
  EXPECT_TRUE(Holds(english, "Not yet checked by a person."));
  Service paid = Sample();
  paid.free = "no";
  EXPECT_TRUE(Holds(LineOf("en", paid), "The call costs money."));
}

TEST(Outside, WhatIsNotKnownIsNotSaid) {
  Service bare = Sample();
  bare.languages = bare.hours = "";
  bare.free = "unknown";
  bare.checked = "2026-11-02";
  const std::string line = LineOf("en", bare);
  for (const char* words : {"call", "checked", " · "}) EXPECT_FALSE(Holds(line, words)) << line;
  bare.hours = "by appointment";
  EXPECT_TRUE(Holds(LineOf("ar", bare), "<bdi>by appointment</bdi>"));
}

}  // namespace
}  // namespace voice::worker
