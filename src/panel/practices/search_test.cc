// Words, index, search, counts: against a slow twin that reads every document.

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "base/limits_panel.h"
#include "html/markdown.h"
#include "panel/common/isic.h"
#include "panel/common/languages.h"
#include "panel/practices/amount.h"
#include "panel/practices/business_case.h"
#include "panel/practices/diff.h"
#include "panel/practices/postings.h"
#include "panel/practices/practice_world.h"
#include "panel/practices/terms.h"

namespace panel {
namespace {

using testing::PracticeTest;

std::map<std::string, std::uint8_t> Indexed(std::string_view text) {
  std::map<std::string, std::uint8_t> words;
  IndexWords(text, kInText, words);
  return words;
}

// The slow twin: whether a text has all words of a query.
bool Fits(const std::map<std::string, std::uint8_t>& words, std::string_view query) {
  for (const QueryWord& wanted : QueryWords(query)) {
    bool found = !wanted.exact.empty();
    for (const std::string& pair : wanted.exact) found = found && words.contains(pair);
    for (const auto& [word, place] : words)
      if (!wanted.prefix.empty())
        found = found || (wanted.prefix_is_whole ? word == wanted.prefix : word.starts_with(wanted.prefix));
    if (!found) return false;
  }
  return true;
}

TEST(PracticeWords, EveryScript) {
  struct Row {
    const char* text;
    const char* query;
    bool fits;
  };
  const Row rows[] = {
      {"Recruitment fees", "recruit", true},
      {"Workers' passports", "worker passport", true},
      {"Đặng Thị Hương", "dang huong", true},
      {"이주노동자의 권리", "노동자", true},
      {"이주노동자의 권리", "권리", true},
      {"이주노동자의 권리", "사용자", false},
      {"人身売買の防止", "売買", true},
      {"人身売買の防止", "防止", true},
      {"人身売買の防止", "売防", false},
      {"ป้องกันการค้ามนุษย์", "ค้ามนุษย์", true},
      {"ការជួញដូរមនុស្ស", "មនុស្ស", true},
      {"حماية العمال المهاجرين", "عمال", true},
      {"والعمال", "العمال", true},
      {"الوقاية", "وقاية", true},
      {"Торговля людьми: приём", "прием", true},
      {"Πρόληψη", "προληψη", true},
      {"मानव तस्करी", "तस्करी", true},
      {"a plan b", "b", true},
      {"a plant", "pla", true},
      {"a plant", "p", false},  // one letter is no beginning
  };
  for (const Row& row : rows)
    EXPECT_EQ(Fits(Indexed(row.text), row.query), row.fits) << row.text << " / " << row.query;
}

TEST(PracticeWords, Limits) {
  std::string many;
  for (std::size_t i = 0; i < base::kMaxPracticeTokens + 100; ++i) many += "w" + std::to_string(i) + "x ";
  EXPECT_EQ(Indexed(many).size(), base::kMaxPracticeTokens);
  EXPECT_EQ(QueryWords(many).size(), base::kMaxPracticeQueryWords);
}

TEST(PracticeWords, MarksWhatIsFound) {
  const std::string text = "Passports of workers";
  const std::vector<FoundPiece> pieces = Found(text, QueryWords("worker"));
  ASSERT_EQ(pieces.size(), 1U);
  EXPECT_EQ(text.substr(pieces[0].from, pieces[0].to - pieces[0].from), "workers");
  EXPECT_TRUE(Found(text, {}).empty());
}

TEST(PracticePostings, ChangeKeepsOrder) {
  std::string docs;
  ChangePostings(docs, {{7, 1}, {3, 2}});
  ChangePostings(docs, {{3, 0}, {5, 4}, {9, 8}});
  std::vector<std::pair<int, int>> read;
  EachPosting(BytesOf(docs),
              [&](std::uint16_t place, std::uint8_t where) { read.emplace_back(place, where); });
  EXPECT_EQ(read, (std::vector<std::pair<int, int>>{{5, 4}, {7, 1}, {9, 8}}));
  ChangePostings(docs, {{5, 0}, {7, 0}, {9, 0}});
  EXPECT_TRUE(docs.empty());
}

TEST(PracticeAmounts, ExactAndChecked) {
  EXPECT_EQ(AmountText(*ParseAmount("1200.50")), "1200.5");
  EXPECT_EQ(GroupedAmount(*ParseAmount("1234567.5"), ','), "1,234,567.50");
  EXPECT_EQ(GroupedAmount(*ParseAmount("-1000", true), ','), "-1,000");
  for (const char* wrong : {"", "-1", "1,000", "1.", ".5", "1e3", "0.00001", "999999999999999", "١"})
    EXPECT_FALSE(ParseAmount(wrong)) << wrong;
  EXPECT_FALSE(Times(*ParseAmount("99999999999999"), base::kMaxPracticeYears));
  EXPECT_TRUE(IsCurrency("KRW"));
  EXPECT_FALSE(IsCurrency("ABC"));
  PracticeContent content;
  content.years = 3;
  content.money = {{false, "Fees", "0.1", "USD", true, "company"},
                   {false, "Fees", "0.2", "USD", true, "company"},
                   {false, "Set-up", "1", "USD", false, "company"},
                   {true, "Fewer left", "1", "USD", true, "company"},
                   {true, "Other", "5", "KRW", false, "workers"}};
  const std::vector<CaseTotal> totals = TotalsOf(content);
  ASSERT_EQ(totals.size(), 2U);
  EXPECT_EQ(totals[0].currency, "KRW");
  EXPECT_EQ(totals[0].ratio_hundredths, -1);
  EXPECT_EQ(AmountText(totals[1].cost), "1.9");
  EXPECT_EQ(AmountText(totals[1].net), "1.1");
  EXPECT_EQ(RatioText(totals[1].ratio_hundredths), "1.57");
  EXPECT_EQ(totals[1].payback_years, 2);
}

TEST(PracticeEvidence, GradeNeedsEveryReviewerAndEveryGradeBelow) {
  ReviewAnswers all;
  for (ReviewAnswer& one : all.of) one.answer = CriterionAnswer::kMet;
  ReviewAnswers most = all;
  most.of[static_cast<std::size_t>(Criterion::kConfirmed)].answer = CriterionAnswer::kNotMet;
  EXPECT_EQ(GradeOf(MetByAll(std::vector{all, all})), 4);
  EXPECT_EQ(GradeOf(MetByAll(std::vector{all, most})), 1);
  EXPECT_EQ(MissingFor(MetByAll(std::vector{all, most}), 2), std::vector{Criterion::kConfirmed});
  EXPECT_EQ(GradeOf(MetByAll({})), 0);
}

TEST(PracticeDiff, LinesThatCameAndWent) {
  using K = DiffLine::Kind;
  EXPECT_EQ(DiffOf("a\nb\nc", "a\nx\nc"),
            (std::vector<DiffLine>{{K::kSame, "a"}, {K::kGone, "b"}, {K::kAdded, "x"}, {K::kSame, "c"}}));
  EXPECT_EQ(DiffOf("", "a"), (std::vector<DiffLine>{{K::kAdded, "a"}}));
  std::mt19937 random(1);
  for (int i = 0; i < 200; ++i) {
    std::string before, after, old_lines, new_lines;
    for (int j = 0; j < 12; ++j) {
      if (random() % 2 == 0) before += std::string(1, static_cast<char>('a' + random() % 4)) + "\n";
      if (random() % 2 == 0) after += std::string(1, static_cast<char>('a' + random() % 4)) + "\n";
    }
    for (const DiffLine& line : DiffOf(before, after)) {
      if (line.kind != K::kAdded) old_lines += line.text + "\n";
      if (line.kind != K::kGone) new_lines += line.text + "\n";
    }
    EXPECT_EQ(old_lines, before);
    EXPECT_EQ(new_lines, after);
  }
}

TEST(PracticeLists, IsicIsWhole) {
  std::size_t sections = 0, divisions = 0;
  for (const Industry& industry : Industries()) (industry.is_section() ? sections : divisions)++;
  EXPECT_EQ(sections, 21U);
  EXPECT_EQ(divisions, 88U);
  EXPECT_TRUE(IsWithinIndustry("14", "C"));
  EXPECT_FALSE(IsWithinIndustry("14", "A"));
  EXPECT_FALSE(IsWithinIndustry("C", "14"));
  EXPECT_EQ(FindIndustry("34"), nullptr);
  for (std::size_t i = 1; i < WrittenLanguages().size(); ++i)
    EXPECT_LT(WrittenLanguages()[i - 1].tag, WrittenLanguages()[i].tag);
}

TEST(PracticeContents, LimitsAndForms) {
  PracticeContent content = PracticeTest::Content();
  EXPECT_TRUE(FaultsOfDraft(content).empty());
  EXPECT_TRUE(MissingToSend(content).empty());
  const auto fails = [&](auto change, std::string_view field) {
    PracticeContent wrong = PracticeTest::Content();
    change(wrong);
    bool named = false;
    for (const Fault& fault : FaultsOfDraft(wrong)) named = named || fault.field == field;
    EXPECT_TRUE(named) << field;
  };
  fails([](auto& c) { c.texts.title = std::string(base::kMaxPracticeTitleBytes + 1, 'x'); }, "title");
  fails([](auto& c) { c.texts.summary = std::string(base::kMaxPracticeSummaryBytes + 1, 'x'); }, "summary");
  fails([](auto& c) { c.texts.body = std::string(base::kMaxPracticeTextBytes + 1, 'x'); }, "body");
  fails([](auto& c) { c.countries = std::vector<std::string>(base::kMaxPracticeTags + 1, "kr"); },
        "countries");
  fails([](auto& c) { c.money = std::vector<MoneyLine>(base::kMaxPracticeMoneyLines + 1); }, "money");
  fails([](auto& c) { c.links = std::vector<WebLink>(base::kMaxPracticeLinks + 1); }, "links");
  fails([](auto& c) { c.links = {{"x", "javascript:alert(1)"}}; }, "links");
  fails([](auto& c) { c.industries = {"34"}; }, "industries");
  fails([](auto& c) { c.years = base::kMaxPracticeYears + 1; }, "years");
  fails([](auto& c) { c.licence = "Mine"; }, "licence");
  content.kind = "business-case";
  EXPECT_FALSE(MissingToSend(content).empty());
  content.countries = {"Viet Nam", "KR", "kr"};
  Normalise(content);
  EXPECT_EQ(content.countries, (std::vector<std::string>{"kr", "vn"}));
  ToolContent tool{.title = "t", .summary = "s"};
  tool.editions = std::vector<ToolEdition>(base::kMaxToolEditions + 1,
                                           {"en", "1", "2024", "https://x.example/a", "CC-BY-4.0"});
  EXPECT_FALSE(FaultsOf(tool).empty());
  ReplicationClaim claim = PracticeTest::GoodClaim();
  EXPECT_TRUE(FaultsOf(claim).empty());
  claim.figures = std::vector<ReplicationClaim::Figure>(base::kMaxPracticeFigures + 1, claim.figures[0]);
  EXPECT_FALSE(FaultsOf(claim).empty());
}

class PracticeSearchTest : public PracticeTest {
 protected:
  IndexedDoc Doc(const std::string& title, const std::string& text) {
    IndexedDoc doc;
    doc.subject = PracticeId::New(desk().random()).text();
    doc.panel = panel_;
    doc.is_public = true;
    doc.kind = "practice";
    doc.grade = 1;
    doc.languages = {"en"};
    IndexWords(title, kInTitle, doc.words);
    IndexWords(text, kInText, doc.words);
    return doc;
  }
  void Put(const std::vector<IndexedDoc>& docs) {
    const auto put =
        desk().database().Write([&](db::Transaction& tx) { return all().index.PutMany(tx, docs); });
    ASSERT_TRUE(put) << put.error().internal;
  }
  PracticeResults Search(const PracticeQuery& query, std::string_view after = "", std::size_t limit = 100) {
    return all().index.Search(query, after, limit).value();
  }
};

TEST_P(PracticeSearchTest, FindsWhatTheSlowTwinFindsAlsoAfterChanges) {
  const char* vocabulary[] = {"fee",  "fees",  "passport", "passports", "노동자", "이주노동자", "人身売買",
                              "売買", "agent", "agency",   "العمال",    "عمال",   "recruiter",  "recruit"};
  std::mt19937 random(7);
  const auto text = [&] {
    std::string words;
    for (int i = 0; i < 4; ++i) words += std::string(vocabulary[random() % std::size(vocabulary)]) + " ";
    return words;
  };
  std::vector<IndexedDoc> docs;
  for (int i = 0; i < 60; ++i) docs.push_back(Doc(text(), text()));
  Put(docs);
  for (int round = 0; round < 3; ++round) {
    for (const char* word : vocabulary) {
      PracticeQuery query;
      query.text = std::string(word) + (round == 1 ? " fee" : "");
      std::set<std::string> expected, found;
      for (const IndexedDoc& doc : docs)
        if (!doc.gone && Fits(doc.words, query.text)) expected.insert(doc.subject);
      for (const PracticeHit& hit : Search(query).hits) found.insert(hit.subject);
      EXPECT_EQ(found, expected) << query.text;
    }
    for (int i = 0; i < 20; ++i) {
      IndexedDoc& doc = docs[random() % docs.size()];
      const std::string subject = doc.subject;
      const bool gone = !doc.gone && random() % 3 == 0;
      doc = Doc(text(), text());
      doc.subject = subject;
      doc.gone = gone;
      Put({doc});
    }
  }
}

TEST_P(PracticeSearchTest, TitleBeatsTextAndReasonsSaySo) {
  Put({Doc("Lockers", "passport of the worker"), Doc("Passport lockers", "nothing")});
  PracticeQuery query;
  query.text = "passport";
  const PracticeResults results = Search(query);
  ASSERT_EQ(results.hits.size(), 2U);
  EXPECT_EQ(results.hits[0].reasons.at(0).place, kInTitle);
  EXPECT_EQ(results.hits[1].reasons.at(0).place, kInText);
  EXPECT_GT(results.hits[0].score, results.hits[1].score);
}

TEST_P(PracticeSearchTest, CountsAreOfTheOtherFilters) {
  std::vector<IndexedDoc> docs;
  for (int i = 0; i < 6; ++i) {
    IndexedDoc doc = Doc("t" + std::to_string(i), "x");
    doc.topics = i < 4 ? 1U : 2U;
    doc.industries = {i % 2 == 0 ? "14" : "03"};
    doc.countries = {"kr"};
    doc.grade = 1 + i % 4;
    docs.push_back(doc);
  }
  Put(docs);
  PracticeQuery query;
  query.topics = {"prevention"};
  query.industries = {"C"};
  const PracticeResults results = Search(query);
  EXPECT_EQ(results.total, 2);
  ASSERT_EQ(results.topics.size(), 2U);
  EXPECT_EQ(results.topics[0].count, 2);
  EXPECT_EQ(results.topics[1].count, 1) << "protection, among manufacturing";
  std::map<std::string, std::int64_t> industries;
  for (const FacetCount& count : results.industries) industries[count.code] = count.count;
  EXPECT_EQ(industries, (std::map<std::string, std::int64_t>{{"A", 2}, {"03", 2}, {"C", 2}, {"14", 2}}));
  query.topics = {"no such topic"};
  EXPECT_EQ(Search(query).total, 0);
}

TEST_P(PracticeSearchTest, PagesHoldEveryHitOnce) {
  std::vector<IndexedDoc> docs;
  for (int i = 0; i < 45; ++i) docs.push_back(Doc("same words", "here"));
  Put(docs);
  PracticeQuery query;
  query.text = "words";
  std::set<std::string> seen;
  std::string after;
  std::size_t pages = 0;
  do {
    const PracticeResults page = Search(query, after, 10);
    EXPECT_EQ(page.from, pages * 10);
    for (const PracticeHit& hit : page.hits) EXPECT_TRUE(seen.insert(hit.subject).second);
    after = page.next;
    ++pages;
  } while (!after.empty());
  EXPECT_EQ(seen.size(), 45U);
  EXPECT_EQ(all().index.Search(query, "x", 10).error().code, base::Code::kInvalid);
  EXPECT_EQ(Search(query, "", base::kMaxPracticePage + 50).hits.size(), 45U);
}

TEST_P(PracticeSearchTest, VeryCommonBeginningsAreToldToBeCut) {
  std::vector<IndexedDoc> docs = {Doc("one", ""), Doc("two", "")};
  for (std::int64_t i = 0; i <= base::kMaxPracticePostings / 2 + 1; ++i) {
    docs[0].words["zz" + std::to_string(i) + "a"] = kInText;
    docs[1].words["zz" + std::to_string(i) + "b"] = kInText;
  }
  Put(docs);
  PracticeQuery query;
  query.text = "zz";
  EXPECT_TRUE(Search(query).cut);
  query.text = "zz12a";
  EXPECT_FALSE(Search(query).cut);
}

MANUMIT_ON_BOTH_DATABASES(PracticeSearchTest);

}  // namespace
}  // namespace panel
