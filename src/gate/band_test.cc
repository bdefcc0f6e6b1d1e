#include "gate/band.h"

#include <gtest/gtest.h>

#include <set>

#include "gate/publication.h"
#include "gate/quarter.h"

namespace gate {
namespace {

// The edges as the issue lists them, counted off one by one.
Band Slow(std::int64_t count) {
  Band band;
  for (std::int64_t edge = 11; edge <= count; edge = edge == 11 ? 20 : edge + 10) band.low = edge;
  return band;
}

TEST(Band, BeginsAtElevenAndChangesOnlyAtEdges) {
  for (std::int64_t count = -3; count < 2000; ++count) {
    const Band band = Band::Of(count);
    EXPECT_EQ(band, Slow(count)) << count;
    EXPECT_EQ(band.shown(), count >= 11) << count;
    EXPECT_LE(count, band.high()) << count;
    if (!band.shown()) continue;
    EXPECT_GE(count, band.low);
    EXPECT_TRUE(Band::IsLow(band.low));
    EXPECT_EQ(Band::Of(band.high()), band);
    EXPECT_NE(Band::Of(band.high() + 1), band);
  }
  for (const std::int64_t low : {0, 1, 10, 12, 19, 21}) EXPECT_FALSE(Band::IsLow(low)) << low;
  const html::Locale& english = html::ChooseLocale("en", "");
  EXPECT_EQ(BandText(english, Band::Of(19)), "11–19");
  EXPECT_EQ(BandText(english, Band::Of(1234)), "1,230–1,239");
  EXPECT_EQ(BandText(english, Band::Of(10)), BandText(english, Band::Of(0)));
}

// Every share that two counts of the same bands may have lies in the range, whose ends are rounded outwards;
// and the range is the same for all of them.
TEST(Share, IsARangeOfTheTwoBands) {
  for (std::int64_t part = 0; part < 130; ++part) {
    for (std::int64_t rest = 0; rest < 130; ++rest) {
      const std::optional<ShareRange> share = ShareOf(part, rest);
      ASSERT_EQ(share.has_value(), part >= 11 && rest >= 11) << part << " " << rest;
      if (!share) continue;
      EXPECT_LE(share->low_percent * (part + rest), 100 * part);
      EXPECT_GE(share->high_percent * (part + rest), 100 * part);
      EXPECT_LE(share->high_percent, 100);
      EXPECT_EQ(share, ShareOf(Band::Of(part).low, Band::Of(rest).low));
      EXPECT_EQ(share, ShareOf(Band::Of(part).high(), Band::Of(rest).high()));
    }
  }
  EXPECT_EQ(ShareText(html::ChooseLocale("en", ""), ShareOf(30, 30)), "43–57 %");
  EXPECT_EQ(ShareText(html::ChooseLocale("en", ""), ShareOf(30, 10)), "too few to show");
}

TEST(Quarter, IsOfTheCalendarInUtc) {
  const auto quarter = [](std::string_view time) {
    return Quarter::Of(base::ParseTime(time).value()).Text();
  };
  EXPECT_EQ(quarter("2026-12-31T23:59:59.999Z"), "2026Q4");
  EXPECT_EQ(quarter("2027-01-01T00:00:00Z"), "2027Q1");
  EXPECT_EQ(quarter("2027-01-01T08:59:59+09:00"), "2026Q4");
  EXPECT_EQ(quarter("2028-02-29T12:00:00Z"), "2028Q1");
  EXPECT_EQ(quarter("1970-01-01T00:00:00Z"), "1970Q1");
  Quarter one{2026, 4};
  EXPECT_EQ(one.Next(), (Quarter{2027, 1}));
  for (int i = 0; i < 400; ++i, one = one.Next()) {
    EXPECT_EQ(Quarter::Of(one.Begin()), one);
    EXPECT_EQ(Quarter::Of({one.End().ms - 1}), one);
    EXPECT_EQ(Quarter::Of(one.End()), one.Next());
    EXPECT_EQ(Quarter::Parse(one.Text()).value(), one);
    EXPECT_LT(one.Text(), one.Next().Text());
  }
  for (const char* wrong :
       {"", "2026Q0", "2026Q5", "2026q1", "26Q1", "2026-1", "2026Q11", "1969Q4", "202aQ1"})
    EXPECT_FALSE(Quarter::Parse(wrong).has_value()) << wrong;
}

TEST(Content, IsOneTextForOneSetOfBands) {
  const Bands bands = {{"b:2", {20}}, {"a", {11}}, {"none", {}}};
  const std::string content = ContentOf({2026, 3}, bands);
  EXPECT_EQ(content, "manumit-gate-publication-1\nquarter 2026Q3\nparty a 11\nparty b:2 20\n");
  const auto read = ReadContent(content);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->first, (Quarter{2026, 3}));
  EXPECT_EQ(read->second, (Bands{{"a", {11}}, {"b:2", {20}}}));
  for (std::size_t cut = 0; cut + 1 < content.size(); ++cut) {
    const std::string_view part = std::string_view(content).substr(0, cut);
    const bool whole = part.ends_with('\n') && part.starts_with("manumit-gate-publication-1\nquarter ");
    EXPECT_EQ(ReadContent(part).has_value(), whole) << part;
  }
  for (const char* wrong :
       {"manumit-gate-publication-1\nquarter 2026Q3\nparty b 11\nparty a 11\n",
        "manumit-gate-publication-1\nquarter 2026Q3\nparty a 12\n",
        "manumit-gate-publication-1\nquarter 2026Q3\nparty a 011\n",
        "manumit-gate-publication-1\nquarter 2026Q3\nparty a 11\nparty a 11\n",
        "manumit-gate-publication-1\nquarter 2026Q3\nparty 11\n", "manumit-gate-publication-1\nparty a 11\n"})
    EXPECT_FALSE(ReadContent(wrong).has_value()) << wrong;
}

}  // namespace
}  // namespace gate
