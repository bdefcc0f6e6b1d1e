#include "voice/casework/assessment.h"

#include <gtest/gtest.h>

#include "voice/test_world.h"

namespace voice::testing {
namespace {

TEST(Assessment, ElementsOfTheProtocol) {
  Assessment adult{.acts = {"recruitment"}, .means = {}, .purposes = {"forced_labour"}};
  EXPECT_EQ(ElementsOf(adult), Elements::kIncomplete);
  adult.means = {"deception"};
  EXPECT_EQ(ElementsOf(adult), Elements::kComplete);
  Assessment child{.acts = {"transfer"}, .purposes = {"servitude"}};
  child.child = Child::kChild;
  EXPECT_EQ(ElementsOf(child), Elements::kCompleteChild);
  child.acts.clear();
  EXPECT_EQ(ElementsOf(child), Elements::kIncomplete);
}

TEST(Assessment, ComesBackAsItWas) {
  Assessment one;
  one.indicators[6] = {Seen::kSeen, "They took my passport"};
  one.indicators[0] = {Seen::kNotSeen, ""};
  one.acts = {"receipt"};
  one.child = Child::kAdult;
  one.safety_plan = "call at \"nine\"";
  one.services = {{"shelter", "needed"}};
  Assessment two = Good(ReadAssessment(TextOfAssessment(one)));
  EXPECT_EQ(two.indicators[6].ground, Ground::kWords);  // of before grounds were kept
  EXPECT_EQ(TextOfAssessment(Good(ReadAssessment(TextOfAssessment(two)))), TextOfAssessment(two));
  EXPECT_EQ(SeenCount(two), 1);
  two.indicators[6].ground = Ground::kNone;
  const std::vector<Source> phone = {{Ground::kWords, "they took my phone"}};
  EXPECT_FALSE(CheckAssessment(two, phone));
  const std::vector<Source> passport = {{Ground::kWords, "x. they took   my PASSPORT. y"}};
  EXPECT_TRUE(CheckAssessment(two, passport));
  EXPECT_FALSE(ReadAssessment("[]"));
}

TEST(Assessment, WhereNothingIsLeftASeenIndicatorHasNoSentence) {
  const std::vector<Source> empty = {{Ground::kWords, ""}, {Ground::kNote, " "}};
  const std::vector<Source> noted = {{Ground::kWords, ""}, {Ground::kNote, "she showed her hands"}};
  Assessment seen;
  seen.indicators[4].seen = Seen::kSeen;
  EXPECT_TRUE(CheckAssessment(seen, empty));
  EXPECT_FALSE(CheckAssessment(seen, noted));
  seen.indicators[4].sentence = "Her hands";
  EXPECT_FALSE(CheckAssessment(seen, empty));
  EXPECT_TRUE(CheckAssessment(seen, noted));
  EXPECT_EQ(seen.indicators[4].ground, Ground::kNote);
}

// What she deleted leaves an indicator without a sentence: it can be saved again, but not with another one.
TEST(Assessment, WhatSheDeletedIsNotAskedForAgain) {
  const std::vector<Source> noted = {{Ground::kNote, "she showed her hands"}};
  Assessment before;
  before.indicators[4] = {Seen::kSeen, "", Ground::kWords};
  Assessment after = before;
  after.indicators[4].ground = Ground::kNone;
  EXPECT_TRUE(CheckAssessment(after, noted, before));
  EXPECT_EQ(after.indicators[4].ground, Ground::kWords);
  after.indicators[4] = {Seen::kSeen, "invented", Ground::kNone};
  EXPECT_FALSE(CheckAssessment(after, noted, before));
}

}  // namespace
}  // namespace voice::testing
