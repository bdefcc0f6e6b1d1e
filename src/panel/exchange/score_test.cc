// Hard conditions, points and plans, without a store.

#include "panel/exchange/score.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <numeric>
#include <random>

#include "base/limits_panel.h"
#include "panel/exchange/areas.h"
#include "panel/exchange/kinds.h"
#include "panel/exchange/plan.h"
#include "panel/exchange/ranking.h"

namespace panel::exchange {
namespace {

constexpr base::UtcTime kNow{1'760'000'000'000};

MemberId MemberNamed(char letter) {
  return MemberId::FromStore(std::string(26, letter));
}

Listing Make(Side side, std::int64_t quantity = 10) {
  Listing listing;
  listing.id = ListingId::FromStore(side == Side::kOffer ? "offer" : "need");
  listing.side = side;
  listing.kind = Kind::kSkills;
  listing.title = "x";
  listing.unit = "hours";
  listing.quantity = base::Decimal::FromInteger(quantity);
  listing.languages = {"en"};
  listing.state = ListingState::kOpen;
  listing.owner.id = MemberNamed(side == Side::kOffer ? 'a' : 'b');
  listing.owner.state = MemberState::kAdmitted;
  listing.owner.country = side == Side::kOffer ? "kr" : "vn";
  listing.owner.constituency = side == Side::kOffer ? desk::OrgType::kCompany : desk::OrgType::kNgo;
  listing.created = listing.opened = kNow;
  return listing;
}

Judgement JudgeOf(const Listing& offer, const Listing& need, const Circumstances& circumstances) {
  return Judge(TermsOf(offer), TermsOf(need), circumstances);
}
Judgement JudgeOf(const Listing& offer, const Listing& need) {
  Circumstances now;
  now.now = kNow;
  return JudgeOf(offer, need, now);
}
int PointsOf(const Judgement& judgement, Part part) {
  return judgement.points.at(static_cast<std::size_t>(part));
}

TEST(Score, WeightsMakeAThousand) {
  EXPECT_EQ(std::accumulate(kWeights.begin(), kWeights.end(), 0), kFullScore);
}

TEST(Score, APerfectPairGetsAThousand) {
  Listing offer = Make(Side::kOffer);
  Listing need = Make(Side::kNeed);
  for (Listing* one : {&offer, &need}) {
    one->places = {"vn"};
    one->sectors = {"14"};
    one->targets = {"8.7"};
  }
  need.opened = base::UtcTime{kNow.ms - kWaitingDays * base::kDayMs};
  const Judgement judgement = JudgeOf(offer, need);
  ASSERT_FALSE(judgement.left_out);
  EXPECT_EQ(judgement.score, kFullScore);
}

TEST(Score, EveryHardConditionLeavesOut) {
  const Listing offer = Make(Side::kOffer);
  const Listing need = Make(Side::kNeed);
  ASSERT_FALSE(JudgeOf(offer, need).left_out);
  Listing other = offer;
  other.kind = Kind::kStaffTime;
  EXPECT_EQ(JudgeOf(other, need).left_out, LeftOut::kKind);
  other = offer;
  other.unit = "days";
  EXPECT_EQ(JudgeOf(other, need).left_out, LeftOut::kUnit);
  other = offer;
  other.owner.id = need.owner.id;
  EXPECT_EQ(JudgeOf(other, need).left_out, LeftOut::kSameOwner);
  other = offer;
  other.owner.state = MemberState::kSuspended;
  EXPECT_EQ(JudgeOf(other, need).left_out, LeftOut::kBarred);
  Circumstances barred;
  barred.now = kNow;
  barred.barred.insert(need.owner.id);
  EXPECT_EQ(JudgeOf(offer, need, barred).left_out, LeftOut::kBarred);
  Circumstances apart;
  apart.now = kNow;
  apart.conflicts[offer.owner.id].insert(need.owner.id);
  EXPECT_EQ(JudgeOf(offer, need, apart).left_out, LeftOut::kConflict);
  other = offer;
  other.open_to = {desk::OrgType::kGovernment};
  EXPECT_EQ(JudgeOf(other, need).left_out, LeftOut::kNotOpenTo);
  other = need;
  other.open_to = {desk::OrgType::kNgo};
  EXPECT_EQ(JudgeOf(offer, other).left_out, LeftOut::kNotOpenTo);
  Listing early = offer;
  early.until = base::UtcTime{kNow.ms + 5 * base::kDayMs};
  Listing late = need;
  late.from = base::UtcTime{kNow.ms + 9 * base::kDayMs};
  EXPECT_EQ(JudgeOf(early, late).left_out, LeftOut::kDates);
  Listing here = offer;
  here.places = {"kr"};
  Listing there = need;
  there.places = {"vn"};
  EXPECT_EQ(JudgeOf(here, there).left_out, LeftOut::kPlace);
  other = offer;
  other.languages = {"ko"};
  EXPECT_EQ(JudgeOf(other, need).left_out, LeftOut::kLanguage);
  other = offer;
  other.taken = other.quantity;
  EXPECT_EQ(JudgeOf(other, need).left_out, LeftOut::kNothingLeft);
}

TEST(Score, OneSharedDayIsEnough) {
  Listing offer = Make(Side::kOffer);
  Listing need = Make(Side::kNeed);
  const base::UtcTime day{(kNow.ms / base::kDayMs + 5) * base::kDayMs};
  offer.until = day;
  need.from = day;
  EXPECT_FALSE(JudgeOf(offer, need).left_out);
}

TEST(Score, PartsSayWhatTheyCompare) {
  Listing offer = Make(Side::kOffer, 5);
  Listing need = Make(Side::kNeed, 10);
  offer.sectors = {"14"};
  need.sectors = {"C"};
  offer.targets = {"8.5"};
  need.targets = {"8.7"};
  const Judgement judgement = JudgeOf(offer, need);
  EXPECT_EQ(PointsOf(judgement, Part::kQuantity), 125);
  EXPECT_EQ(PointsOf(judgement, Part::kPlace), 120);
  EXPECT_EQ(PointsOf(judgement, Part::kDates), 150);
  EXPECT_EQ(PointsOf(judgement, Part::kSectors), 150 / 24);
  EXPECT_EQ(PointsOf(judgement, Part::kTargets), 50);
  EXPECT_EQ(PointsOf(judgement, Part::kLanguages), 100);
  EXPECT_EQ(PointsOf(judgement, Part::kWaiting), 0);
  Circumstances now;
  now.now = kNow;
  const std::vector<PartReason> reasons = Explain(TermsOf(offer), TermsOf(need), now);
  ASSERT_EQ(reasons.size(), kParts);
  EXPECT_EQ(reasons[0].offer, "5 hours");
  EXPECT_EQ(reasons[0].need, "10 hours");
  EXPECT_EQ(reasons[3].common, "14");
  int sum = 0;
  for (const PartReason& reason : reasons) sum += reason.points;
  EXPECT_EQ(sum, judgement.score);
}

TEST(Score, TheOwnersHomeCountsAsPlace) {
  Listing offer = Make(Side::kOffer);
  Listing need = Make(Side::kNeed);
  need.places = {"kr"};
  EXPECT_EQ(PointsOf(JudgeOf(offer, need), Part::kPlace), 200);
  need.places = {"th"};
  EXPECT_EQ(PointsOf(JudgeOf(offer, need), Part::kPlace), 120);
}

TEST(Score, ReasonsSurviveBeingKept) {
  Listing offer = Make(Side::kOffer);
  Listing need = Make(Side::kNeed);
  offer.kind = need.kind = Kind::kGoods;
  offer.unit = need.unit = "boxes; of | many";
  Circumstances now;
  now.now = kNow;
  const std::vector<PartReason> before = Explain(TermsOf(offer), TermsOf(need), now);
  const std::vector<PartReason> after = ReasonsOf(ReasonsText(before));
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(after[i].part, before[i].part);
    EXPECT_EQ(after[i].points, before[i].points);
    EXPECT_EQ(after[i].most, before[i].most);
  }
  EXPECT_EQ(ReasonsOf("nonsense|1").size(), 0U);
}

TEST(Kinds, CodesAreChecked) {
  EXPECT_TRUE(IsTarget("8.7") && IsTarget("17.19") && IsTarget("1.b"));
  EXPECT_FALSE(IsTarget("8.11") || IsTarget("18.1") || IsTarget("1.c") || IsTarget("8") || IsTarget("08.7"));
  int targets = 0;
  for (int goal = 1; goal <= 17; ++goal) {
    for (int number = 1; number < 30; ++number)
      targets += IsTarget(std::to_string(goal) + "." + std::to_string(number)) ? 1 : 0;
    for (char letter = 'a'; letter <= 'z'; ++letter)
      targets += IsTarget(std::to_string(goal) + "." + std::string(1, letter)) ? 1 : 0;
  }
  EXPECT_EQ(targets, 169);
  EXPECT_TRUE(IsSector("C") && IsSector("14") && IsSector("01"));
  EXPECT_FALSE(IsSector("V") || IsSector("34") || IsSector("4") || IsSector("00"));
  EXPECT_TRUE(IsCountry("kr"));
  EXPECT_FALSE(IsCountry("zz") || IsCountry("KR") || IsCountry("kor"));
  EXPECT_EQ(WordsOf("KR, vn;my\n th"), (std::vector<std::string>{"kr", "vn", "my", "th"}));
}

TEST(Kinds, EachKindSaysWhatItNeeds) {
  const auto faults = [](Listing listing) {
    std::string fields;
    for (const FieldFault& fault : CheckListing(listing)) fields += fault.field + " ";
    return fields;
  };
  Listing listing = Make(Side::kOffer);
  EXPECT_EQ(faults(listing), "");
  listing.languages.clear();
  EXPECT_EQ(faults(listing), "languages ");
  listing = Make(Side::kOffer);
  listing.kind = Kind::kMoney;
  EXPECT_EQ(faults(listing), "unit ");
  listing.unit = "krw";
  listing.quantity = base::Decimal::Parse("10.5").value();
  EXPECT_EQ(faults(listing), "quantity ");
  listing = Make(Side::kOffer);
  listing.kind = Kind::kPremises;
  EXPECT_EQ(faults(listing), "unit places from until ");
  listing = Make(Side::kOffer);
  listing.quantity = base::Decimal::FromInteger(base::kMaxExchangeQuantity);
  EXPECT_EQ(faults(listing), "");
  listing.quantity = base::Decimal::FromInteger(base::kMaxExchangeQuantity + 1);
  EXPECT_EQ(faults(listing), "quantity ");
  listing = Make(Side::kOffer);
  listing.title = std::string(base::kMaxExchangeTitle + 1, 'a');
  listing.details = std::string(base::kMaxExchangeText + 1, 'a');
  EXPECT_EQ(faults(listing), "title details ");
  listing = Make(Side::kOffer);
  listing.kind = Kind::kGoods;
  listing.places = {"vn"};
  listing.unit = std::string(base::kMaxExchangeUnit + 1, 'a');
  EXPECT_EQ(faults(listing), "unit ");
  listing = Make(Side::kOffer);
  for (std::size_t i = 0; i <= base::kMaxExchangeTags; ++i)
    listing.languages.push_back({static_cast<char>('a' + i % 26), static_cast<char>('a' + i / 26)});
  EXPECT_EQ(faults(listing), "languages ");
}

TEST(Areas, CountriesLieSomewhere) {
  EXPECT_EQ(AreaOf("vn"), Area::kSouthEasternAsia);
  EXPECT_EQ(AreaOf("de"), Area::kEurope);
  EXPECT_EQ(AreaOf(""), Area::kAnywhere);
  EXPECT_TRUE(IsDeveloping("vn") && IsDeveloping("ng") && IsDeveloping("br"));
  EXPECT_FALSE(IsDeveloping("kr") || IsDeveloping("jp") || IsDeveloping("au") || IsDeveloping("us"));
}

TEST(Ranking, NamesAtMostSoMany) {
  std::vector<Listing> offers;
  for (std::size_t i = 0; i < base::kMaxRanked + base::kMaxLeftOut + 20; ++i) {
    Listing offer = Make(Side::kOffer, 1 + static_cast<std::int64_t>(i % 20));
    offer.id = ListingId::FromStore(std::to_string(1000 + i));
    if (i > base::kMaxRanked + 10) offer.languages = {"ko"};
    offers.push_back(offer);
  }
  Circumstances now;
  now.now = kNow;
  const Ranking ranking = RankAgainst(Make(Side::kNeed), offers, now, true);
  EXPECT_EQ(ranking.best.size(), base::kMaxRanked);
  EXPECT_EQ(ranking.fitting, base::kMaxRanked + 11);
  EXPECT_EQ(ranking.left_out.size(), base::kMaxLeftOut);
  EXPECT_EQ(ranking.left_out_counts.at(static_cast<std::size_t>(LeftOut::kLanguage)), base::kMaxLeftOut + 9);
  for (std::size_t i = 1; i < ranking.best.size(); ++i)
    EXPECT_GE(ranking.best[i - 1].score, ranking.best[i].score);
}

// The plan's worth as docs/panel/exchange.md says it, in millionths of a need at full score: exact enough to
// compare where all needs are of the same size.
std::int64_t WorthOf(const ExchangePlan& plan) {
  std::int64_t worth = 0;
  for (const PlannedPair& pair : plan.pairs)
    worth += pair.score * static_cast<std::int64_t>(pair.amount.millionths() / 1'000'000);
  return worth;
}

// Every plan, unit by unit.
std::int64_t BestOfAll(const std::vector<std::vector<int>>& scores, std::vector<std::int64_t>& offers,
                       std::vector<std::int64_t>& needs, std::size_t need, std::size_t offer) {
  if (need == needs.size()) return 0;
  const std::size_t next_offer = offer + 1 == offers.size() ? 0 : offer + 1;
  const std::size_t next_need = next_offer == 0 ? need + 1 : need;
  std::int64_t best = 0;
  const std::int64_t most = scores[need][offer] == 0 ? 0 : std::min(offers[offer], needs[need]);
  for (std::int64_t amount = 0; amount <= most; ++amount) {
    offers[offer] -= amount;
    needs[need] -= amount;
    best = std::max(best,
                    scores[need][offer] * amount + BestOfAll(scores, offers, needs, next_need, next_offer));
    offers[offer] += amount;
    needs[need] += amount;
  }
  return best;
}

TEST(Plan, IsAsGoodAsEveryPlanThereIs) {
  const char* given = std::getenv("MANUMIT_SEED");
  const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : 424'242;
  std::mt19937_64 random(seed);
  const std::vector<std::string> languages = {"en", "ko", "vi"};
  Circumstances now;
  now.now = kNow;
  for (int round = 0; round < 150; ++round) {
    SCOPED_TRACE("MANUMIT_SEED=" + std::to_string(seed) + ", round " + std::to_string(round));
    std::vector<Listing> offers;
    std::vector<Listing> needs;
    for (std::size_t i = 0; i < 3; ++i) {
      for (const Side side : {Side::kOffer, Side::kNeed}) {
        Listing one = Make(side, side == Side::kNeed ? 3 : 1 + static_cast<std::int64_t>(random() % 4));
        one.id = ListingId::FromStore(std::to_string(i));
        one.languages = {languages[random() % 3], languages[random() % 3]};
        if (random() % 2 == 0) one.sectors = {random() % 2 == 0 ? "14" : "C"};
        (side == Side::kOffer ? offers : needs).push_back(one);
      }
    }
    std::vector<std::vector<int>> scores(3, std::vector<int>(3, 0));
    std::vector<std::int64_t> supply;
    std::vector<std::int64_t> demand;
    for (std::size_t n = 0; n < 3; ++n)
      for (std::size_t o = 0; o < 3; ++o) scores[n][o] = JudgeOf(offers[o], needs[n]).score;
    for (std::size_t i = 0; i < 3; ++i) {
      supply.push_back(static_cast<std::int64_t>(offers[i].quantity.millionths() / 1'000'000));
      demand.push_back(3);
    }
    const auto plan = MakePlan(offers, needs, now);
    ASSERT_TRUE(plan);
    EXPECT_EQ(WorthOf(*plan), BestOfAll(scores, supply, demand, 0, 0));
    for (const PlannedPair& pair : plan->pairs) EXPECT_EQ(pair.reasons.size(), kParts);
  }
}

TEST(Plan, SaysWhyANeedDoesNotGetItsBestOffer) {
  std::vector<Listing> offers = {Make(Side::kOffer, 10)};
  std::vector<Listing> needs = {Make(Side::kNeed, 10), Make(Side::kNeed, 10), Make(Side::kNeed, 10)};
  for (std::size_t i = 0; i < needs.size(); ++i) needs[i].id = ListingId::FromStore(std::to_string(i));
  needs[1].opened = base::UtcTime{kNow.ms - kWaitingDays * base::kDayMs};  // the longest wait
  needs[2].languages = {"ko"};
  Circumstances now;
  now.now = kNow;
  const auto plan = MakePlan(offers, needs, now);
  ASSERT_TRUE(plan);
  ASSERT_EQ(plan->pairs.size(), 1U);
  EXPECT_EQ(plan->pairs[0].need, 1U);
  EXPECT_EQ(plan->needs[0].went_to, std::optional<std::size_t>(1));
  EXPECT_EQ(plan->needs[2].mostly, LeftOut::kLanguage);
  const auto without = MakePlan(offers, needs, now, {{offers[0].id, needs[1].id}});
  ASSERT_TRUE(without);
  ASSERT_EQ(without->pairs.size(), 1U);
  EXPECT_EQ(without->pairs[0].need, 0U);
  const auto stopped = MakePlan(offers, needs, now, {}, [](std::size_t) { return false; });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, base::Code::kConflict);
}

}  // namespace
}  // namespace panel::exchange
