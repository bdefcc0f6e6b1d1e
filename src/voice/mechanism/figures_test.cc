// Which reports a figure counts, and in which class; the canonical bytes.

#include "voice/mechanism/figures.h"

#include <gtest/gtest.h>

#include "voice/mechanism/disclosure.h"
#include "voice/mechanism/shares.h"

namespace voice::mechanism {
namespace {

constexpr gate::Quarter kQuarter{2026, 1};

ReportFacts At(Day after_begin = 0) {
  const Day day = Window::Of(kQuarter).first + after_begin;
  ReportFacts report;
  report.language = "ko";
  report.received = day;
  report.ack_due = day + 7;
  report.feedback_due = day + 90;
  return report;
}
std::size_t Class(Figure figure, const ReportFacts& report) {
  return ClassOf(figure, Window::Of(kQuarter), report).value_or(99);
}

TEST(MechanismFigures, AWindowIsAQuarterAndTheNext) {
  const Window window = Window::Of(kQuarter);
  EXPECT_EQ(window.last - window.first + 1, 31 + 28 + 31);
  EXPECT_EQ(window.until - window.last, 30 + 31 + 30);
  EXPECT_TRUE(window.Has(window.last));
  EXPECT_FALSE(window.Has(window.last + 1));
  // Whatever was promised within 90 days can be kept before the window ends, in every quarter.
  for (int year = 2024; year < 2032; ++year)
    for (int number = 1; number <= 4; ++number) {
      const Window any = Window::Of({year, number});
      EXPECT_GE(any.until - any.last, 90) << any.quarter.Text();
    }
}

TEST(MechanismFigures, ReportsOfOtherQuartersAreNotCounted) {
  for (std::size_t f = 0; f < kFigures; ++f) {
    EXPECT_EQ(Class(static_cast<Figure>(f), At(-1)), 99U);
    EXPECT_EQ(Class(static_cast<Figure>(f), At(90)), 99U);
  }
}

TEST(MechanismFigures, TheFirstAnswerAgainstThePromise) {
  ReportFacts report = At();
  EXPECT_EQ(Class(Figure::kAnswer, report), 2U);
  report.answered = report.received + 7;
  EXPECT_EQ(Class(Figure::kAnswer, report), 0U);
  report.answered = report.received + 8;
  EXPECT_EQ(Class(Figure::kAnswer, report), 1U);
  report.answered = report.received + 30;
  EXPECT_EQ(Class(Figure::kAnswer, report), 1U);
  report.answered = report.received + 31;
  EXPECT_EQ(Class(Figure::kAnswer, report), 2U);
  report.ack_due = report.received + 20;
  report.answered = report.received + 20;
  EXPECT_EQ(Class(Figure::kAnswer, report), 0U);
}

TEST(MechanismFigures, WhatHappensAfterTheWindowCountsNowhere) {
  const Day until = Window::Of(kQuarter).until;
  ReportFacts report = At(89);
  report.feedback_due = until + 50;
  report.answered = report.told_again = report.replied = report.referred = report.closed = report.remedied =
      until + 1;
  report.claims = true;
  EXPECT_EQ(Class(Figure::kAnswer, report), 2U);
  EXPECT_EQ(Class(Figure::kReferral, report), 2U);
  EXPECT_EQ(Class(Figure::kInformed, report), 2U);
  EXPECT_EQ(Class(Figure::kConfirmed, report), 1U);
  EXPECT_EQ(Class(Figure::kDialogue, report), 1U);
  EXPECT_EQ(Class(Figure::kRemedy, report), 99U);
  report.told_again = report.replied = report.referred = report.remedied = until;
  EXPECT_EQ(Class(Figure::kReferral, report), 1U);
  EXPECT_EQ(Class(Figure::kInformed, report), 0U);
  EXPECT_EQ(Class(Figure::kConfirmed, report), 0U);
  EXPECT_EQ(Class(Figure::kDialogue, report), 0U);
}

TEST(MechanismFigures, InformedNeedsAnotherDayOrAnEnd) {
  ReportFacts report = At();
  report.told_again = report.feedback_due;
  EXPECT_EQ(Class(Figure::kInformed, report), 0U);
  report.told_again = report.feedback_due + 1;
  EXPECT_EQ(Class(Figure::kInformed, report), 2U);
  report.closed = report.feedback_due;
  EXPECT_EQ(Class(Figure::kInformed, report), 1U);
}

TEST(MechanismFigures, TheAnswerOfItsWriter) {
  ReportFacts report = At();
  for (const auto& [said, expected] :
       std::vector<std::pair<int, std::size_t>>{{1, 0}, {2, 1}, {3, 2}, {0, 3}, {7, 3}}) {
    report.satisfied = said;
    EXPECT_EQ(Class(Figure::kSatisfied, report), expected);
  }
}

TEST(MechanismFigures, RemediesAreThoseConfirmedInTheQuarter) {
  ReportFacts report = At(-300);
  EXPECT_EQ(Class(Figure::kRemedy, report), 99U);
  report.remedied = Window::Of(kQuarter).first;
  EXPECT_EQ(Class(Figure::kRemedy, report), 2U);
  EXPECT_EQ(Class(Figure::kConfirmed, report), 99U);
  report.received = *report.remedied - 180;
  EXPECT_EQ(Class(Figure::kRemedy, report), 1U);
  report.received = *report.remedied - 90;
  EXPECT_EQ(Class(Figure::kRemedy, report), 0U);
  report.remedied = Window::Of(kQuarter).last + 1;
  EXPECT_EQ(Class(Figure::kRemedy, report), 99U);
}

// 30 answered in time, 12 later, 3 never; 36 Korean, 9 Khmer.
Published Example() {
  Tally tally(kQuarter);
  for (int i = 0; i < 45; ++i) {
    ReportFacts report = At(i);
    if (i % 5 == 0) report.language = "km";
    if (i < 30) report.answered = report.received + 1;
    if (i >= 30 && i < 42) report.answered = report.received + 9;
    tally.Add(report);
  }
  return Publish(tally, 16);
}

TEST(MechanismContent, IsReadAsItWasWritten) {
  const std::string content = ContentOf(Example());
  EXPECT_EQ(content,
            "manumit-mechanism-publication-1\nquarter 2026Q1\nlanguages 16\nreports all 40\n"
            "answer all promised 30\nanswer all thirty+later 11\n");
  const base::Result<Published> read = ReadContent(content);
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, Example());
}

TEST(MechanismContent, AnythingElseIsRefused) {
  const std::string content = ContentOf(Example());
  for (std::size_t at = 0; at < content.size(); ++at) {
    std::string changed = content;
    changed.erase(at, 1);
    const base::Result<Published> read = ReadContent(changed);
    EXPECT_TRUE(!read || ContentOf(*read) == changed) << at;
  }
  for (const std::string more : {"answer all later 12\n", "answer all later 15\n", "x\n", "\n", "a b c d e\n",
                                 "reports all 40\n", "answer all promised+later 20\n"})
    EXPECT_FALSE(ReadContent(content + more)) << more;
  EXPECT_FALSE(ReadContent(""));
  EXPECT_FALSE(ReadContent("manumit-mechanism-publication-1\n"));
}

TEST(MechanismShares, ARangeHoldsTheTruth) {
  for (std::int64_t part = 11; part < 60; ++part)
    for (std::int64_t rest = 11; rest < 60; ++rest) {
      const gate::ShareRange share = ShareOfParts({gate::Band::Of(part), gate::Band::Of(rest)}, 0, 0);
      EXPECT_EQ(share, *gate::ShareOf(part, rest));
      EXPECT_LE(share.low_percent * (part + rest), 100 * part);
      EXPECT_GE(share.high_percent * (part + rest), 100 * part);
    }
}

TEST(MechanismShares, ADifferenceCountsWhereRangesAreApart) {
  const auto with = [](std::int64_t promised, std::int64_t later) {
    Published published;
    published.splits.push_back(
        {Figure::kAnswer, "all", {{0, 0, gate::Band::Of(promised)}, {1, 2, gate::Band::Of(later)}}});
    return published;
  };
  const Changes better = Compare(with(20, 100), with(100, 20));
  EXPECT_EQ(better.better, 1);
  EXPECT_EQ(better.incomparable, 4);
  EXPECT_EQ(Compare(with(100, 20), with(20, 100)).worse, 1);
  EXPECT_EQ(Compare(with(40, 40), with(45, 40)).alike, 1);
  Published other = with(40, 40);
  other.splits[0].cells = {{0, 1, gate::Band::Of(40)}, {2, 2, gate::Band::Of(40)}};
  EXPECT_EQ(Compare(with(40, 40), other).incomparable, 5);
}

TEST(MechanismShares, OtherLanguagesThanTheOneUsedMost) {
  Published published;
  EXPECT_FALSE(OtherLanguages(published));
  published.groups = {{"en", gate::Band{20}}, {"ko", gate::Band{40}}, {"other", gate::Band{11}}};
  const gate::ShareRange share = *OtherLanguages(published);
  EXPECT_EQ(share.low_percent, 100 * 31 / (31 + 49));
  EXPECT_EQ(share.high_percent, (100 * 48 + 87) / 88);
}

}  // namespace
}  // namespace voice::mechanism
