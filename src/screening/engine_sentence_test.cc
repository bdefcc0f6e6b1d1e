#include "screening/engine_sentence.h"

#include <gtest/gtest.h>

namespace screening {
namespace {

const html::Locale& Korean() {
  return html::ChooseLocale("ko", {});
}

TEST(EngineSentence, EnglishStaysAsItIs) {
  const std::string text =
      "Ask for the country (the list says jp): if it agrees the score is 1.00, if it differs 0.61, below the "
      "threshold. "
      "Ask for the address (the list says 12 Main St.): if it agrees the score is 0.98.";
  EXPECT_EQ(EngineSentence(html::ChooseLocale("en", {}), text), text);
}

TEST(EngineSentence, IsTranslatedWithItsValues) {
  const std::string said = EngineSentence(
      Korean(),
      "Ask for the country (the list says jp): if it agrees the score is 1.00, if it differs 0.99.");
  EXPECT_EQ(said.find("Ask for"), std::string::npos) << said;
  EXPECT_NE(said.find("1.00"), std::string::npos) << said;
  EXPECT_NE(said.find("0.99"), std::string::npos) << said;
  EXPECT_NE(said.find("jp"), std::string::npos) << said;
}

TEST(EngineSentence, TwoQuestionsAreBothTranslated) {
  const std::string said = EngineSentence(Korean(),
                                          "Ask for the date of birth (the list says 1974-05-12): if it "
                                          "agrees the score is 0.97, if it differs 0.31, below "
                                          "the threshold. Ask for the country (the list says kp and 2 more): "
                                          "if it agrees the score is 0.94, if it differs "
                                          "0.90.");
  EXPECT_EQ(said.find("Ask for"), std::string::npos) << said;
  EXPECT_NE(said.find("1974-05-12"), std::string::npos) << said;
  EXPECT_NE(said.find("0.31"), std::string::npos) << said;
}

TEST(EngineSentence, WhatIsNotKnownStays) {
  EXPECT_EQ(EngineSentence(Korean(), "Something new about {this}."), "Something new about {this}.");
}

}  // namespace
}  // namespace screening
