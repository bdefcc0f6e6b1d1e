#pragma once
// For the measurements of a panel at size: thousands of published practices whose words are as often as words
// are. The same for the same seed.

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "panel/practices/index_doc.h"
#include "panel/practices/postings.h"
#include "panel/practices/practice_world.h"
#include "panel/practices/terms.h"

namespace panel::testing {

class PracticeCrowd : public PracticeTest {
 protected:
  static constexpr std::size_t kVocabulary = 30'000;

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

  std::mt19937_64 random_{20261128};
  std::vector<PracticeId> ids_;
};

}  // namespace panel::testing
