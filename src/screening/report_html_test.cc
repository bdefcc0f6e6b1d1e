#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <regex>

#include "base/limits.h"
#include "crypto/digest.h"
#include "html/document.h"
#include "screening/report_example_test.h"
#include "screening/report_page.h"

namespace screening {
namespace {

std::string Render(const example::Run& run) {
  return RenderReportPage(run.facts, run.parties, run.reader());
}

bool Has(const std::string& page, std::string_view words) {
  return page.find(words) != std::string::npos;
}

// The page as a tree, read by a strict XML reader: what it accepts has no open ends.
void ParseStrictly(const std::string& page, pugi::xml_document& tree) {
  const pugi::xml_parse_result result =
      tree.load_buffer(page.data(), page.size(), pugi::parse_default | pugi::parse_doctype);
  ASSERT_TRUE(result) << result.description() << " at "
                      << page.substr(
                             static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, result.offset - 80)), 160);
}

// All names of elements and attributes on the page, and all addresses.
struct Inventory : pugi::xml_tree_walker {
  std::map<std::string, int> elements, attributes, ids;
  std::vector<std::string> addresses;
  bool for_each(pugi::xml_node& node) override {
    if (node.type() != pugi::node_element) return true;
    ++elements[node.name()];
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      ++attributes[attribute.name()];
      if (std::string_view(attribute.name()) == "href") addresses.emplace_back(attribute.value());
      if (std::string_view(attribute.name()) == "id") ++ids[attribute.value()];
    }
    return true;
  }
};

Inventory Take(const std::string& page) {
  pugi::xml_document tree;
  ParseStrictly(page, tree);
  Inventory inventory;
  tree.traverse(inventory);
  return inventory;
}

void ExpectInert(const std::string& page) {
  const Inventory inventory = Take(page);
  for (const char* element :
       {"script", "iframe", "img", "object", "embed", "form", "link", "base", "i", "evil"})
    EXPECT_FALSE(inventory.elements.contains(element)) << element;
  for (const auto& [name, count] : inventory.attributes) {
    EXPECT_FALSE(name.starts_with("on")) << name;
    EXPECT_NE(name, "style");
    EXPECT_NE(name, "src");
  }
  for (const std::string& address : inventory.addresses)
    EXPECT_TRUE(address.starts_with("#") || address.starts_with("https://")) << address;
}

TEST(ReportHtml, IsWellFormedAndInert) {
  const std::string page = Render(example::MakeRun());
  ExpectInert(page);
  const Inventory inventory = Take(page);
  EXPECT_EQ(inventory.elements.at("h1"), 1);
  EXPECT_EQ(inventory.elements.at("main"), 1);
  for (const auto& [id, count] : inventory.ids) EXPECT_EQ(count, 1) << id;
  for (const std::string& address : inventory.addresses) {
    if (address.starts_with("#")) {
      EXPECT_TRUE(inventory.ids.contains(address.substr(1))) << address;
    }
  }
}

TEST(ReportHtml, PolicyNamesTheStyleThatStandsInThePage) {
  const std::string page = Render(example::MakeRun());
  pugi::xml_document tree;
  ParseStrictly(page, tree);
  const std::string style = tree.select_node("//style").node().text().get();
  EXPECT_EQ(style, html::Stylesheet());
  EXPECT_TRUE(Has(page, "style-src &#39;sha256-" + crypto::Sha256Base64(style) + "&#39;"));
  EXPECT_TRUE(Has(page, "default-src &#39;none&#39;"));
}

TEST(ReportHtml, SaysWhatWasFoundAndWhatWasNot) {
  const std::string page = Render(example::MakeRun());
  EXPECT_TRUE(Has(page, "14 parties were compared with the entries of 3 lists."));
  EXPECT_TRUE(Has(page, "for 9 no entry was found in these lists."));
  EXPECT_TRUE(Has(page, "3 rows of the file were not screened."));
  EXPECT_TRUE(Has(page, "What was not checked"));
  EXPECT_TRUE(Has(
      page,
      "What changed on the list “sanctions” after 30 September 2026: the edition searched was 53 days old."));
  EXPECT_TRUE(Has(page, "How old the list “agencies” is: its file gives no date of edition."));
  EXPECT_FALSE(Has(page, "What changed on the list “import-ban”"));
  EXPECT_TRUE(Has(page, "Who 2 parties are:"));
  EXPECT_TRUE(Has(page, "the name of 6 parties"));
  EXPECT_TRUE(Has(page, "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"));
  EXPECT_TRUE(Has(page, "22 November 2026, 06:10 UTC"));
  const std::regex forbidden("free of|\\bclean\\b|no risk|100%|safe supplier", std::regex::icase);
  EXPECT_FALSE(std::regex_search(page.substr(page.find("</style>")), forbidden));
}

TEST(ReportHtml, DrawsEachAlertWithItsParts) {
  const std::string page = Render(example::MakeRun());
  EXPECT_TRUE(Has(page, "<bdi lang=\"und-Arab\">شركة النور للتوظيف</bdi>"));
  EXPECT_TRUE(Has(page, "<bdi lang=\"ko\">한빛편직 주식회사</bdi>"));
  EXPECT_TRUE(Has(page, "<b>What would settle it: </b>"));
  EXPECT_TRUE(Has(page, "only in party"));
  EXPECT_TRUE(Has(page, "+0.900000"));
  EXPECT_TRUE(Has(page, "−0.140000"));
  EXPECT_TRUE(Has(page, "edition of 30 Sep 2026, SHA-256 <span class=\"id\">fcde2b2edba5…</span>"));
  EXPECT_LT(page.find("id=\"alert-1\""), page.find("id=\"alert-2\""));
  EXPECT_TRUE(Has(page, "id=\"alert-6\""));  // below the threshold, in a closed part
}

TEST(ReportHtml, CutsScoresOffInsteadOfRounding) {
  EXPECT_EQ(ScoreText(0.699999), "0.699");
  EXPECT_EQ(ScoreText(0.7), "0.700");
  EXPECT_EQ(ScoreText(0.29), "0.290");
  EXPECT_EQ(ScoreText(1.0), "1.000");
}

TEST(ReportHtml, InjectedMarkupIsTextEverywhere) {
  const std::string evil =
      "\"><script>alert(1)</script><evil onload='x' style=\"y\">&quot;</bdi></td>]]>--><i>\x01\xff";
  example::Run run = example::MakeRun();
  RunFacts& facts = run.facts;
  for (std::string* text :
       {&facts.input_name, &facts.input_sha256, &facts.started_utc, &facts.engine_version})
    *text = evil;
  facts.recognised = {evil, evil + " -> " + evil};
  facts.not_used = {evil};
  for (match::ListInfo& list : facts.lists) list = {evil, evil, evil, evil, {evil}, 1, 1};
  for (auto& [id, entry] : run.entries)
    for (entity::Value& value : entry.values)
      value.text =
          value.property.type() == entity::PropertyType::kUrl ? "javascript:alert(1)//https://" : evil;
  for (ScreenedParty& party : run.parties) {
    party.party.caption = evil;
    for (entity::Value& value : party.party.values) value.text = evil;
    for (match::Alert& alert : party.alerts) {
      for (std::string* text :
           {&alert.list, &alert.caption, &alert.query_name, &alert.candidate_name, &alert.settle})
        *text = evil;
      for (match::Evidence& item : alert.evidence) item = {evil, item.effect, evil, evil, evil};
      for (match::AlignedToken& token : alert.alignment)
        token.query = token.candidate = token.relation = evil;
      for (auto& [name, value] : alert.name_parts) name = evil;
    }
  }
  const std::string page = Render(run);
  ExpectInert(page);
  EXPECT_FALSE(Has(page, "<script"));
  EXPECT_FALSE(Has(page, "href=\"javascript"));
}

TEST(ReportHtml, EmptyRunsStillSayWhatWasDone) {
  example::Run run;
  run.facts = example::MakeFacts();
  ExpectInert(Render(run));
  EXPECT_TRUE(Has(Render(run), "No entry at or above the threshold of 0.70 was found in these lists"));
  run.facts.lists.clear();
  run.facts.started_utc.clear();
  ExpectInert(Render(run));
}

TEST(ReportHtml, NumbersThatAreNoNumbersDoNotBreakThePage) {
  example::Run run = example::MakeRun();
  run.facts.threshold = 0;
  ExpectInert(Render(run));
  run.facts.threshold = 1;
  for (ScreenedParty& party : run.parties)
    for (match::Alert& alert : party.alerts) alert.alignment.assign(1, match::AlignedToken{});
  ExpectInert(Render(run));
}

// kMaxReportAlerts and kMaxReportWeakAlerts: what is over them stands in a table and the page says so.
TEST(ReportHtml, DrawsNoMoreAlertsThanTheLimits) {
  example::Run run;
  run.facts = example::MakeFacts();
  ScreenedParty party{2, example::Record("Company", "Acme", {}), {}};
  for (std::size_t i = 0; i < base::kMaxReportAlerts + 7; ++i)
    party.alerts.push_back(
        example::MakeAlert("sanctions", "m", "Acme", 0.9, match::Identity::kUnconfirmed, {}));
  run.parties = {party};
  const std::string many = Render(run);
  EXPECT_TRUE(Has(many, "The first 5,000 are drawn in full; the other 7 stand in the table only."));
  EXPECT_TRUE(Has(many, "id=\"alert-5000\""));
  EXPECT_FALSE(Has(many, "id=\"alert-5001\""));
  EXPECT_TRUE(Has(many, "<th scope=\"row\" class=\"num\">5,007</th>"));

  party.alerts.clear();
  for (std::size_t i = 0; i < base::kMaxReportWeakAlerts + 7; ++i)
    party.alerts.push_back(
        example::MakeAlert("sanctions", "w", "Acme", 0.6, match::Identity::kUnconfirmed, {}));
  run.parties = {party};
  const std::string weak = Render(run);
  EXPECT_TRUE(Has(weak, "id=\"alert-500\""));
  EXPECT_FALSE(Has(weak, "id=\"alert-501\""));
  EXPECT_TRUE(Has(weak, "7 more, as rows"));
}

TEST(ReportFacts, StepsEndAtTheScore) {
  const example::Run run = example::MakeRun();
  for (const ScreenedParty& party : run.parties) {
    for (const match::Alert& alert : party.alerts) {
      const std::vector<ScoreStep> steps = ScoreSteps(alert);
      ASSERT_EQ(steps.size(), alert.evidence.size());
      double at = alert.name_similarity;
      for (const ScoreStep& step : steps) {
        EXPECT_EQ(step.from, at);
        at = step.to;
      }
      EXPECT_NEAR(at, alert.score, 1e-9);
    }
  }
}

TEST(ReportFacts, RanksOverTheWholeRun) {
  const example::Run run = example::MakeRun();
  const Summary summary = Summarize(run.facts, run.parties);
  ASSERT_EQ(summary.matches.size(), 4u);
  ASSERT_EQ(summary.weaker.size(), 2u);
  EXPECT_EQ(summary.matches.front().alert->id, "QDe.901");
  EXPECT_EQ(summary.weaker.back().rank, 6u);
  EXPECT_EQ(summary.parties_matched, 4u);
  EXPECT_EQ(summary.parties_weaker, 1u);
  EXPECT_EQ(summary.parties_none, 9u);
  EXPECT_EQ(summary.supported + summary.unconfirmed + summary.contradicted, 4u);
  std::size_t in_bands = 0;
  for (const ScoreBand& band : summary.bands) in_bands += band.parties;
  EXPECT_EQ(in_bands, 5u);
  EXPECT_EQ(summary.bands.front().from, 0.5);
}

}  // namespace
}  // namespace screening
