// How quick search and pages are. By default a few hundred practices, which only proves that the measurement
// is of right answers; with MANUMIT_PRACTICES=20000 the panel's promised size, and then the promised times
// are asserted: search ≤ 50 ms, pages ≤ 100 ms, at the 99th percentile, server side.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <random>

#include "panel/practices/evidence.h"
#include "panel/practices/index_doc.h"
#include "panel/practices/postings.h"
#include "panel/practices/practice_world.h"
#include "panel/practices/terms.h"

namespace panel {
namespace {

using testing::PracticeTest;

constexpr std::size_t kFew = 300;
constexpr std::size_t kPromised = 20'000;
constexpr std::size_t kVocabulary = 30'000;

class PracticeSpeedTest : public PracticeTest {
 protected:
  static std::size_t Count() {
    const char* asked = std::getenv("MANUMIT_PRACTICES");
    return asked == nullptr ? kFew : static_cast<std::size_t>(std::strtoul(asked, nullptr, 10));
  }

  // Words as often as words are: the n-th of the vocabulary about 1/n of the first (Zipf's law). Made of
  // syllables, so that many begin alike.
  std::string Word() {
    constexpr const char* kSyllables[] = {"ra",  "te",  "mi", "lo", "ku",  "san", "ver", "pra", "con", "il",
                                          "den", "sho", "wa", "ji", "por", "ge",  "fa",  "nu",  "be",  "cal"};
    const double uniform = std::uniform_real_distribution<double>(0, 1)(random_);
    auto rank = static_cast<std::size_t>(std::pow(static_cast<double>(kVocabulary), uniform));
    std::string word;
    for (rank += 20; rank > 0; rank /= std::size(kSyllables))
      word += kSyllables[rank % std::size(kSyllables)];
    return word;
  }
  std::string Words(std::size_t count) {
    std::string words;
    for (std::size_t i = 0; i < count; ++i) words += Word() + (i % 12 == 11 ? ".\n\n" : " ");
    return words;
  }

  PracticeContent Random(std::size_t number) {
    const char* countries[] = {"kr", "vn", "np", "th", "bd", "kh", "my", "jp", "ph", "id", "mm", "lk"};
    const char* industries[] = {"14", "13", "03", "41", "97", "26", "01", "55"};
    PracticeContent content;
    content.kind = number % 5 == 0 ? "business-case" : "practice";
    content.texts = {Words(6), Words(30), Words(220), Words(60), Words(30)};
    content.topics = {std::string(Topics()[random_() % Topics().size()].code)};
    content.stages = {std::string(Stages()[random_() % Stages().size()].code)};
    content.groups = {std::string(Groups()[random_() % Groups().size()].code), "workers"};
    content.countries = {countries[random_() % std::size(countries)], "kr"};
    content.industries = {industries[random_() % std::size(industries)]};
    if (content.kind == "business-case")
      content.money = {{false, "Cost", "1000.50", "USD", true, "company"},
                       {true, "Gain", "3000", "USD", true, "company"}};
    return content;
  }

  base::Status StoreSome(db::Transaction& tx, std::size_t from, std::size_t to) {
    std::vector<IndexedDoc> docs;
    for (std::size_t i = from; i < to; ++i) {
      Practice practice;
      practice.id = PracticeId::New(desk().random());
      practice.panel = panel_;
      practice.org = owner_.org;
      practice.member = members_["hanbit"];
      practice.owner = "Hanbit Knit";
      practice.state = PracticeState::kPublished;
      practice.published_revision = practice.edition = 1;
      practice.grade = 1 + static_cast<int>(i % 4);
      practice.is_public = true;
      practice.published = practice.changed = practice.created =
          base::UtcTime{1'700'000'000'000 + static_cast<std::int64_t>(i)};
      PracticeRevision revision{.number = 1, .content = Random(i), .edition = 1, .grade = practice.grade};
      revision.published = practice.published;
      practice.kind = revision.content.kind;
      practice.title = revision.content.texts.title;
      practice.language = "en";
      TRY(InsertPractice(tx, practice));
      TRY(PutRevision(tx, practice.id, revision));
      docs.push_back(DocOf(practice, revision.content, {}));
      ids_.push_back(practice.id);
    }
    return all().index.PutMany(tx, docs);
  }

  void Seed(std::size_t count) {
    constexpr std::size_t kAtOnce = static_cast<std::size_t>(kDocsAShard);
    for (std::size_t from = 0; from < count; from += kAtOnce) {
      const std::size_t kept = ids_.size();
      const std::mt19937_64 before = random_;
      const auto stored = desk().database().Write([&](db::Transaction& tx) {
        ids_.resize(kept);
        random_ = before;
        return StoreSome(tx, from, std::min(from + kAtOnce, count));
      });
      ASSERT_TRUE(stored) << stored.error().internal;
    }
    ASSERT_TRUE(desk().database().RunScript("ANALYZE"));
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

  std::mt19937_64 random_{20261128};
  std::vector<PracticeId> ids_;
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
