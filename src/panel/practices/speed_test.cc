// How quick search and pages are. By default a few hundred practices, which only proves that the measurement
// is of right answers; with MANUMIT_PRACTICES=20000 the panel's promised size, and then the promised times
// are asserted: search ≤ 50 ms, pages ≤ 100 ms, at the 99th percentile, server side.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>

#include "panel/practices/practice_crowd.h"

namespace panel {
namespace {

constexpr std::size_t kFew = 300;
constexpr std::size_t kPromised = 20'000;

class PracticeSpeedTest : public testing::PracticeCrowd {
 protected:
  static std::size_t Count() {
    const char* asked = std::getenv("MANUMIT_PRACTICES");
    return asked == nullptr ? kFew : static_cast<std::size_t>(std::strtoul(asked, nullptr, 10));
  }

  struct Times {
    double median = 0;
    double p99 = 0;
  };
  template <typename Work>
  Times Measure(const char* what, std::size_t times, const Work& work) {
    std::vector<double> took;
    for (std::size_t i = 0; i < times; ++i) {
      const auto began = std::chrono::steady_clock::now();
      work(i);
      took.push_back(
          std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
    }
    std::sort(took.begin(), took.end());
    const Times result{took[took.size() / 2], took[took.size() * 99 / 100]};
    RecordProperty(what, std::to_string(result.p99));
    std::cout << "  " << what << ": median " << result.median << " ms, p99 " << result.p99 << " ms (" << times
              << ")\n";
    return result;
  }
};

TEST_P(PracticeSpeedTest, SearchAndPages) {
  const std::size_t count = Count();
  Seed(count);
  ASSERT_EQ(all().published.Search({}, "", 1).value().results.total, static_cast<std::int64_t>(count));
  const std::size_t times = count >= kPromised ? 400 : 20;
  const Times search = Measure("search", times, [&](std::size_t i) {
    PracticeQuery query;
    query.text = Word() + (i % 2 == 0 ? " " + Word() : "");
    if (i % 3 == 0) query.text = query.text.substr(0, 2 + i % 4);
    if (i % 4 == 0) query.topics = {"prevention"};
    if (i % 5 == 0) query.industries = {"C"};
    query.grade_from = static_cast<int>(i % 3);
    ASSERT_TRUE(all().index.Search(query, "", 20));
  });
  const Times lists = Measure("list page", times, [&](std::size_t i) {
    const std::string target =
        i % 2 == 0 ? "/panel/practices?q=" + Word() : "/panel/practices?topic=prevention&country=kr";
    ASSERT_EQ(GetWithoutSession(target).status, 200);
  });
  const Times one = Measure("practice page", times, [&](std::size_t i) {
    ASSERT_EQ(GetWithoutSession("/panel/practices/" + ids_[i * 37 % ids_.size()].text()).status, 200);
  });
  const Times other = Measure("other public pages", times, [&](std::size_t i) {
    const char* pages[] = {"/panel/practices", "/panel/practices/feed.atom",
                           "/panel/practices/business-cases"};
    ASSERT_EQ(GetWithoutSession(pages[i % 3]).status, 200);
  });
  As owner(cookie_, owner_);
  const Times console = Measure("console pages", times, [&](std::size_t i) {
    const std::string pages[] = {"/practices?q=" + Word(), "/practices/own",
                                 "/practices/" + ids_[i % ids_.size()].text()};
    ASSERT_EQ(Get(pages[i % 3]).status, 200);
  });
  const Times publish = Measure("change of one", 20, [&](std::size_t i) {
    ASSERT_TRUE(all().life.SetAudience(owner_.actor, ids_[i], 0, false));
  });
  EXPECT_GT(publish.p99, 0);
  if (count < kPromised) return;
  EXPECT_LE(search.p99, 50);
  for (const Times& pages : {lists, one, other, console}) EXPECT_LE(pages.p99, 100);
}

MANUMIT_ON_BOTH_DATABASES(PracticeSpeedTest);

}  // namespace
}  // namespace panel
