#include "calendar/recurrence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>

#include "base/date.h"
#include "base/limits_calendar.h"

namespace calendar {
namespace {

Rule RuleOf(std::string_view text) {
  auto rule = ParseRule(text);
  EXPECT_TRUE(rule.has_value()) << text << ": " << rule.error().external;
  return rule.has_value() ? *rule : Rule{};
}

// "19970902 19970903 ..."
std::string Days(std::string_view rule, const LocalTime& start, std::size_t max = 12) {
  std::string text;
  for (const LocalTime& time : Expand(RuleOf(rule), start, {2010, 1, 1, 0, 0, 0}, max))
    text += (text.empty() ? "" : " ") + FormatDateTime(DateOnly(time.year, time.month, time.day));
  return text;
}

// The examples of RFC 5545, section 3.8.5.3, whose rules are of days, weeks, months and years.
TEST(Recurrence, ExamplesOfTheRfc) {
  const LocalTime sep2{1997, 9, 2, 9, 0, 0};
  EXPECT_EQ(Days("FREQ=DAILY;COUNT=10", sep2),
            "19970902 19970903 19970904 19970905 19970906 19970907 19970908 19970909 19970910 19970911");
  EXPECT_EQ(Expand(RuleOf("FREQ=DAILY;UNTIL=19971224T000000Z"), sep2, {2010, 1, 1, 0, 0, 0}, 1000).size(),
            113u);
  EXPECT_EQ(Days("FREQ=DAILY;INTERVAL=2", sep2, 4), "19970902 19970904 19970906 19970908");
  EXPECT_EQ(Days("FREQ=DAILY;INTERVAL=10;COUNT=5", sep2), "19970902 19970912 19970922 19971002 19971012");
  const LocalTime new_year{1998, 1, 1, 9, 0, 0};
  const auto january =
      Expand(RuleOf("FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA"), new_year,
             {2010, 1, 1, 0, 0, 0}, 1000);
  EXPECT_EQ(january.size(), 93u);
  EXPECT_EQ(january, Expand(RuleOf("FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1"), new_year,
                            {2010, 1, 1, 0, 0, 0}, 1000));
  EXPECT_EQ(Days("FREQ=WEEKLY;COUNT=10", sep2),
            "19970902 19970909 19970916 19970923 19970930 19971007 19971014 19971021 19971028 19971104");
  EXPECT_EQ(Days("FREQ=WEEKLY;INTERVAL=2;WKST=SU", sep2, 5), "19970902 19970916 19970930 19971014 19971028");
  EXPECT_EQ(Days("FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", sep2),
            "19970902 19970904 19970909 19970911 19970916 19970918 19970923 19970925 19970930 19971002");
  EXPECT_EQ(
      Days("FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR", {1997, 9, 1, 9, 0, 0}, 7),
      "19970901 19970903 19970905 19970915 19970917 19970919 19970929");
  EXPECT_EQ(Days("FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", sep2),
            "19970902 19970904 19970916 19970918 19970930 19971002 19971014 19971016");
  EXPECT_EQ(Days("FREQ=MONTHLY;COUNT=10;BYDAY=1FR", {1997, 9, 5, 9, 0, 0}),
            "19970905 19971003 19971107 19971205 19980102 19980206 19980306 19980403 19980501 19980605");
  EXPECT_EQ(Days("FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", {1997, 9, 5, 9, 0, 0}),
            "19970905 19971003 19971107 19971205");
  EXPECT_EQ(Days("FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", {1997, 9, 7, 9, 0, 0}),
            "19970907 19970928 19971102 19971130 19980104 19980125 19980301 19980329 19980503 19980531");
  EXPECT_EQ(Days("FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", {1997, 9, 22, 9, 0, 0}),
            "19970922 19971020 19971117 19971222 19980119 19980216");
  EXPECT_EQ(Days("FREQ=MONTHLY;BYMONTHDAY=-3", {1997, 9, 28, 9, 0, 0}, 6),
            "19970928 19971029 19971128 19971229 19980129 19980226");
  EXPECT_EQ(Days("FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15", sep2),
            "19970902 19970915 19971002 19971015 19971102 19971115 19971202 19971215 19980102 19980115");
  EXPECT_EQ(Days("FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", {1997, 9, 30, 9, 0, 0}),
            "19970930 19971001 19971031 19971101 19971130 19971201 19971231 19980101 19980131 19980201");
  EXPECT_EQ(Days("FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15", {1997, 9, 10, 9, 0, 0}),
            "19970910 19970911 19970912 19970913 19970914 19970915 19990310 19990311 19990312 19990313");
  EXPECT_EQ(Days("FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", sep2, 6),
            "19970902 19970909 19970916 19970923 19970930 19971104");
}

TEST(Recurrence, ExamplesOfTheRfcByYear) {
  const LocalTime sep2{1997, 9, 2, 9, 0, 0};
  EXPECT_EQ(Days("FREQ=YEARLY;COUNT=10;BYMONTH=6,7", {1997, 6, 10, 9, 0, 0}, 4),
            "19970610 19970710 19980610 19980710");
  EXPECT_EQ(Days("FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3", {1997, 3, 10, 9, 0, 0}, 5),
            "19970310 19990110 19990210 19990310 20010110");
  EXPECT_EQ(Days("FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", {1997, 1, 1, 9, 0, 0}),
            "19970101 19970410 19970719 20000101 20000409 20000718 20030101 20030410 20030719 20060101");
  EXPECT_EQ(Days("FREQ=YEARLY;BYDAY=20MO", {1997, 5, 19, 9, 0, 0}, 3), "19970519 19980518 19990517");
  EXPECT_EQ(Days("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", {1997, 5, 12, 9, 0, 0}, 3),
            "19970512 19980511 19990517");
  EXPECT_EQ(Days("FREQ=YEARLY;BYMONTH=3;BYDAY=TH", {1997, 3, 13, 9, 0, 0}, 5),
            "19970313 19970320 19970327 19980305 19980312");
  EXPECT_EQ(Days("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", {1998, 2, 13, 9, 0, 0}, 5),
            "19980213 19980313 19981113 19990813 20001013");
  EXPECT_EQ(Days("FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", {1997, 9, 13, 9, 0, 0}, 4),
            "19970913 19971011 19971108 19971213");
  EXPECT_EQ(
      Days("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", {1996, 11, 5, 9, 0, 0}, 3),
      "19961105 20001107 20041102");
  EXPECT_EQ(Days("FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", {1997, 9, 4, 9, 0, 0}),
            "19970904 19971007 19971106");
  EXPECT_EQ(Days("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", {1997, 9, 29, 9, 0, 0}, 7),
            "19970929 19971030 19971127 19971230 19980129 19980226 19980330");
  EXPECT_EQ(Days("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", {1997, 8, 5, 9, 0, 0}),
            "19970805 19970810 19970819 19970824");
  EXPECT_EQ(Days("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", {1997, 8, 5, 9, 0, 0}),
            "19970805 19970817 19970819 19970831");
  EXPECT_EQ(Days("FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", {2007, 1, 15, 9, 0, 0}),
            "20070115 20070130 20070215 20070315 20070330");
  EXPECT_EQ(Days("FREQ=YEARLY", {2000, 2, 29, 9, 0, 0}, 3), "20000229 20040229 20080229");
  EXPECT_EQ(Days("FREQ=DAILY;COUNT=3;BYDAY=MO", sep2), "19970902 19970908 19970915")
      << "the start always counts";
}

// Slow and obvious: every day is asked on its own, and counts are made by counting.
class Reference {
 public:
  Reference(const Rule& rule, const LocalTime& start) : rule_(rule), start_(start) {}

  std::vector<LocalTime> Until(std::int64_t last_day) const {
    std::vector<LocalTime> all = {start_};
    std::vector<std::int64_t> period;
    std::int64_t key = -1;
    for (std::int64_t day = DayNumber(start_.year - 1, 12, 1); day <= last_day + 400; ++day) {
      if (Key(day) != key) {
        Flush(period, all);
        key = Key(day);
      }
      if (InPeriods(day) && Matches(day)) period.push_back(day);
    }
    std::erase_if(all, [&](const LocalTime& t) { return DayNumber(t.year, t.month, t.day) > last_day; });
    if (rule_.count && all.size() > static_cast<std::size_t>(*rule_.count))
      all.resize(static_cast<std::size_t>(*rule_.count));
    return all;
  }

 private:
  void Flush(std::vector<std::int64_t>& period, std::vector<LocalTime>& all) const {
    for (std::size_t i = 0; i < period.size(); ++i) {
      const auto place = static_cast<int>(i) + 1;
      const int from_end = static_cast<int>(i) - static_cast<int>(period.size());
      if (!rule_.by_set_pos.empty() && !Has(rule_.by_set_pos, place) && !Has(rule_.by_set_pos, from_end))
        continue;
      LocalTime t = FromDayNumber(period[i]);
      t.hour = start_.hour, t.minute = start_.minute, t.second = start_.second;
      if (t > start_) all.push_back(t);
    }
    period.clear();
  }
  static bool Has(const std::vector<int>& list, int value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  }
  static std::int64_t Months(const LocalTime& d) { return d.year * 12 + d.month; }
  std::int64_t WeekStart(std::int64_t day) const {
    while (WeekdayOf(day) != rule_.week_start) --day;
    return day;
  }
  // The ISO-like year and week by walking: the week belongs to the year that has its fourth day.
  int WeekYear(std::int64_t day) const { return FromDayNumber(WeekStart(day) + 3).year; }
  int WeekNumber(std::int64_t day) const {
    int number = 0;
    for (std::int64_t d = WeekStart(day); WeekYear(d) == WeekYear(day); d -= 7) ++number;
    return number;
  }
  int WeeksFromEnd(std::int64_t day) const {
    int number = 0;
    for (std::int64_t d = WeekStart(day); WeekYear(d) == WeekYear(day); d += 7) --number;
    return number;
  }
  bool ByWeeks() const { return rule_.frequency == Frequency::kYearly && !rule_.by_week.empty(); }
  std::int64_t Key(std::int64_t day) const {
    const LocalTime d = FromDayNumber(day);
    switch (rule_.frequency) {
      case Frequency::kDaily:
        return day;
      case Frequency::kWeekly:
        return WeekStart(day);
      case Frequency::kMonthly:
        return Months(d);
      case Frequency::kYearly:
        return ByWeeks() ? WeekYear(day) : d.year;
    }
    return 0;
  }
  bool InPeriods(std::int64_t day) const {
    const std::int64_t first = DayNumber(start_.year, start_.month, start_.day);
    const LocalTime d = FromDayNumber(day);
    std::int64_t steps = 0;
    switch (rule_.frequency) {
      case Frequency::kDaily:
        steps = day - first;
        break;
      case Frequency::kWeekly:
        steps = (WeekStart(day) - WeekStart(first)) / 7;
        break;
      case Frequency::kMonthly:
        steps = Months(d) - Months(start_);
        break;
      case Frequency::kYearly:
        steps = (ByWeeks() ? WeekYear(day) : d.year) - start_.year;
        break;
    }
    return steps >= 0 && steps % rule_.interval == 0;
  }
  bool Matches(std::int64_t day) const {
    const LocalTime d = FromDayNumber(day);
    const bool none = rule_.by_day.empty() && rule_.by_month_day.empty() && rule_.by_year_day.empty();
    const bool yearly = rule_.frequency == Frequency::kYearly;
    if (!rule_.by_month.empty() && !Has(rule_.by_month, d.month)) return false;
    if (yearly && none && rule_.by_month.empty() && rule_.by_week.empty() && d.month != start_.month)
      return false;
    if (((yearly && rule_.by_week.empty()) || rule_.frequency == Frequency::kMonthly) && none &&
        d.day != start_.day)
      return false;
    const std::int64_t first = DayNumber(start_.year, start_.month, start_.day);
    const bool own_weekday = rule_.frequency == Frequency::kWeekly || (yearly && !rule_.by_week.empty());
    if (own_weekday && rule_.by_day.empty() && (rule_.frequency == Frequency::kWeekly || none) &&
        WeekdayOf(day) != WeekdayOf(first))
      return false;
    const int length = base::DaysInMonth(d.year, d.month);
    if (!rule_.by_month_day.empty() && !Has(rule_.by_month_day, d.day) &&
        !Has(rule_.by_month_day, d.day - length - 1))
      return false;
    const auto in_year = static_cast<int>(day - DayNumber(d.year, 1, 1)) + 1;
    const auto to_year_end = static_cast<int>(day - DayNumber(d.year + 1, 1, 1));
    if (!rule_.by_year_day.empty() && !Has(rule_.by_year_day, in_year) &&
        !Has(rule_.by_year_day, to_year_end))
      return false;
    if (!rule_.by_week.empty() && !Has(rule_.by_week, WeekNumber(day)) &&
        !Has(rule_.by_week, WeeksFromEnd(day)))
      return false;
    if (rule_.by_day.empty()) return true;
    return std::any_of(rule_.by_day.begin(), rule_.by_day.end(), [&](const RuleDay& wanted) {
      return WeekdayOf(day) == wanted.weekday && (wanted.ordinal == 0 || Ordinal(day, wanted.ordinal));
    });
  }
  bool Ordinal(std::int64_t day, int ordinal) const {
    const bool by_month = rule_.frequency == Frequency::kMonthly || !rule_.by_month.empty();
    const LocalTime d = FromDayNumber(day);
    int count = 0;
    const int step = ordinal > 0 ? -7 : 7;
    for (std::int64_t at = day;; at += step) {
      const LocalTime t = FromDayNumber(at);
      if (t.year != d.year || (by_month && t.month != d.month)) break;
      count += ordinal > 0 ? 1 : -1;
    }
    return count == ordinal;
  }

  Rule rule_;
  LocalTime start_;
};

class RandomRule {
 public:
  explicit RandomRule(std::uint64_t seed) : engine_(seed) {}

  int Below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
  bool OneIn(int n) { return Below(n) == 0; }

  Rule Make() {
    Rule rule;
    rule.frequency = static_cast<Frequency>(Below(4));
    rule.interval = OneIn(2) ? 1 : 1 + Below(5);
    rule.week_start = OneIn(2) ? 0 : Below(7);
    if (OneIn(2)) rule.count = 1 + Below(40);
    if (OneIn(3)) List(rule.by_month, 1 + Below(3), 12, false);
    const bool yearly = rule.frequency == Frequency::kYearly;
    if (rule.frequency != Frequency::kWeekly && OneIn(3)) List(rule.by_month_day, 1 + Below(3), 31, true);
    if (yearly && OneIn(5)) List(rule.by_year_day, 1 + Below(4), 366, true);
    if (yearly && OneIn(5)) List(rule.by_week, 1 + Below(4), 53, true);
    if (OneIn(2)) Days(rule);
    const bool any = !rule.by_day.empty() || !rule.by_month_day.empty() || !rule.by_year_day.empty() ||
                     !rule.by_week.empty() || !rule.by_month.empty();
    if (any && OneIn(4)) List(rule.by_set_pos, 1 + Below(2), 6, true);
    return rule;
  }
  LocalTime Start() {
    const int year = 1995 + Below(20);
    const int month = 1 + Below(12);
    return {year, month, 1 + Below(base::DaysInMonth(year, month)), Below(24), Below(60), 0};
  }

 private:
  void List(std::vector<int>& list, int count, int max, bool negative) {
    for (int i = 0; i < count; ++i) list.push_back((1 + Below(max)) * (negative && OneIn(3) ? -1 : 1));
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
  void Days(Rule& rule) {
    const bool counts = rule.frequency == Frequency::kMonthly ||
                        (rule.frequency == Frequency::kYearly && rule.by_week.empty());
    for (int i = 1 + Below(3); i > 0; --i)
      rule.by_day.push_back({counts && OneIn(2) ? (1 + Below(5)) * (OneIn(2) ? -1 : 1) : 0, Below(7)});
  }

  std::mt19937_64 engine_;
};

TEST(Recurrence, AgreesWithAskingEveryDay) {
  const char* const given = std::getenv("MANUMIT_SEED");
  const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : 20'261'128;
  SCOPED_TRACE("MANUMIT_SEED=" + std::to_string(seed));
  RandomRule random(seed);
  std::size_t instances = 0;
  for (int i = 0; i < 1500; ++i) {
    const Rule rule = random.Make();
    const LocalTime start = random.Start();
    const LocalTime end{start.year + 6, 1, 1, 0, 0, 0};
    const auto fast = Expand(rule, start, end, 100'000);
    const auto slow = Reference(rule, start).Until(DayNumber(end.year, 1, 1) - 1);
    ASSERT_EQ(fast, slow) << FormatRule(rule) << " from " << FormatDateTime({TimeForm::kFloating, start, {}});
    ASSERT_EQ(RuleOf(FormatRule(rule)), rule);
    instances += fast.size();
  }
  EXPECT_GT(instances, 50'000u);
}

TEST(Recurrence, SaysWhatIsWrong) {
  const auto error = [](std::string_view text) {
    const auto rule = ParseRule(text);
    return rule.has_value() ? std::string("none") : rule.error().external;
  };
  EXPECT_EQ(error("freq=weekly;byday=mo;"), "none");
  EXPECT_EQ(error(""), "FREQ is missing");
  EXPECT_EQ(error("FREQ=HOURLY"), "FREQ=HOURLY is not understood");
  EXPECT_EQ(error("FREQ=DAILY;BYHOUR=9"), "BYHOUR=9 is not understood");
  EXPECT_EQ(error("FREQ=DAILY;INTERVAL=0"), "INTERVAL=0 is not understood");
  EXPECT_EQ(error("FREQ=DAILY;COUNT=1;COUNT=2"), "COUNT stands twice");
  EXPECT_EQ(error("FREQ=DAILY;COUNT=1;UNTIL=20260101"), "COUNT and UNTIL are not for the same rule");
  EXPECT_EQ(error("FREQ=DAILY;UNTIL=20260230"), "UNTIL=20260230 is not understood");
  EXPECT_EQ(error("FREQ=WEEKLY;BYDAY=1MO"), "BYDAY counts only in rules of months and years");
  EXPECT_EQ(error("FREQ=WEEKLY;BYDAY=XX"), "BYDAY=XX is not understood");
  EXPECT_EQ(error("FREQ=WEEKLY;BYMONTHDAY=1"), "BYMONTHDAY is not for rules of weeks");
  EXPECT_EQ(error("FREQ=MONTHLY;BYMONTHDAY=32"), "BYMONTHDAY=32 is not understood");
  EXPECT_EQ(error("FREQ=MONTHLY;BYWEEKNO=1"), "BYWEEKNO is only for rules of years");
  EXPECT_EQ(error("FREQ=MONTHLY;BYSETPOS=1"), "BYSETPOS needs another BY part");
  EXPECT_EQ(error("FREQ"), "\"FREQ\" has no \"=\"");
}

TEST(Recurrence, Limits) {
  std::string list = "FREQ=MONTHLY;BYMONTHDAY=1";
  std::string days = "FREQ=MONTHLY;BYDAY=MO";
  for (std::size_t i = 1; i < base::kMaxRuleValues; ++i) list += ",1", days += ",MO";
  EXPECT_TRUE(ParseRule(list).has_value());
  EXPECT_TRUE(ParseRule(days).has_value());
  EXPECT_EQ(ParseRule(list + ",1").error().code, base::Code::kTooLarge);
  EXPECT_EQ(ParseRule(days + ",MO").error().code, base::Code::kTooLarge);
  // A rule that never gives a day ends all the same: after as many days as may be looked at, or with its
  // century.
  const Rule never = RuleOf("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30");
  EXPECT_EQ(Expand(never, {1970, 1, 1, 0, 0, 0}, {9999, 12, 31, 0, 0, 0}, 10).size(), 1u);
  const auto all = Expand(RuleOf("FREQ=DAILY"), {1970, 1, 1, 0, 0, 0}, {9999, 12, 31, 0, 0, 0}, 1'000'000);
  EXPECT_EQ(all.size(), base::kMaxRecurrencePeriods);
}

}  // namespace
}  // namespace calendar
