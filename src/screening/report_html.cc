// The HTML report: the page around its sections, and the sections about the run itself.

#include <fmt/format.h>

#include <cmath>

#include "crypto/digest.h"
#include "html/components.h"
#include "html/document.h"
#include "html/names.h"
#include "match/score.h"
#include "screening/report_page.h"

namespace screening {
namespace {

using html::El;
using html::Html;
using html::Join;

Html Section(std::string_view id, std::string_view title, const Html& content) {
  const std::string heading = fmt::format("{}-title", id);
  return El("section", {{"class", "sec"}, {"id", id}, {"aria-labelledby", heading}},
            El("h2", {{"id", heading}}, title), content);
}

Html Mark() {
  return El(
      "svg",
      {{"class", "i"}, {"width", 20}, {"height", 20}, {"viewBox", "0 0 24 24"}, {"aria-hidden", "true"}},
      El("path", {{"d", "M16.6 5.1A8.4 8.4 0 1 0 20.4 11"}}), El("path", {{"d", "M20.6 4.2v.1"}}));
}

Html Banner(const RunFacts& facts) {
  return Join(El("span", {{"class", "brand"}}, Mark(), "Manumit"),
              El("span", {{"class", "small muted"}}, fmt::format("Engine version {}", facts.engine_version)));
}

Html Title(const ReportPage& page) {
  const RunFacts& facts = page.facts;
  return El("div", {{"class", "head"}}, El("h1", "Screening report"),
            El("p", html::Value(facts.input_name),
               fmt::format(" · {} · {} · {}", Counted(page.parties.size(), "party", "parties"),
                           Counted(facts.lists.size(), "list", "lists"), MomentText(facts.started_utc))));
}

Html Contents(const ReportPage& page) {
  Html items;
  const auto add = [&](std::string_view anchor, std::string_view words) {
    items.Add(El("li", El("a", {html::Href(anchor)}, words)));
  };
  add("#summary", "Summary");
  add("#alerts", fmt::format("Alerts ({})", CountText(page.summary.matches.size())));
  if (!page.summary.weaker.empty())
    add("#weaker", fmt::format("Below the threshold ({})", CountText(page.summary.weaker.size())));
  std::size_t goods = 0;
  for (const ScreenedParty& party : page.parties) goods += party.goods.size();
  if (goods > 0) add("#goods", fmt::format("Goods of a country ({})", CountText(goods)));
  if (page.summary.parties_none > 0)
    add("#nothing", fmt::format("No entry found ({})", CountText(page.summary.parties_none)));
  add("#not-checked", "What was not checked");
  add("#input", "The file");
  add("#lists", "The lists");
  add("#scores", "How scores are made");
  return El("nav", {{"class", "tabs"}, {"aria-label", "Sections"}}, El("ul", items));
}

// The answer in three sentences, before any picture.
Html Lead(const ReportPage& page) {
  const Summary& s = page.summary;
  std::string words =
      fmt::format("{} {} compared with {} of {}.", Counted(page.parties.size(), "party", "parties"),
                  page.parties.size() == 1 ? "was" : "were", "the entries",
                  Counted(page.facts.lists.size(), "list", "lists"));
  words += fmt::format(" For {} at least one entry may be the same ({} at or above the threshold of {}).",
                       Counted(s.parties_matched, "party", "parties"),
                       Counted(s.matches.size(), "alert", "alerts"), ThresholdText(page.facts.threshold));
  if (page.facts.rejected_rows > 0)
    words += fmt::format(" {} of the file {} not screened.", Counted(page.facts.rejected_rows, "row", "rows"),
                         page.facts.rejected_rows == 1 ? "was" : "were");
  return El("p", {{"class", "lead"}}, words);
}

std::string SignedShort(double number) {
  return (number < 0 ? "−" : "+") + ThresholdText(std::abs(number));
}

Html ColumnsTable(const RunFacts& facts) {
  constexpr std::string_view kArrow = " -> ";
  const std::vector<html::Column> columns = {{"Column"}, {"Read as"}};
  Html rows;
  for (const std::string& line : facts.recognised) {
    const std::size_t arrow = line.rfind(kArrow);
    const std::string_view header = std::string_view(line).substr(0, arrow);
    const std::string_view field = arrow == std::string::npos
                                       ? std::string_view()
                                       : std::string_view(line).substr(arrow + kArrow.size());
    rows.Add(html::TableRow(columns, {html::Value(header), El("code", field)}));
  }
  for (const std::string& header : facts.not_used)
    rows.Add(html::TableRow(columns, {html::Value(header), El("span", {{"class", "none"}}, "not used")}));
  return html::Table("data", "Columns of the file", columns, rows);
}

}  // namespace

Html NotCheckedSection(const ReportPage& page) {
  Html items;
  for (const std::string& line : NotChecked(page.facts, page.parties, page.summary))
    items.Add(El("li", line));
  return Section("not-checked", "What was not checked",
                 Join(El("p", {{"class", "measure"}},
                         "This report says what was searched and what was found there. It did not look at:"),
                      El("ul", {{"class", "plain"}}, items)));
}

Html InputSection(const ReportPage& page) {
  const RunFacts& facts = page.facts;
  const Html about = html::Facts({{"File", html::Value(facts.input_name)},
                                  {"SHA-256", El("span", {{"class", "id"}}, facts.input_sha256)},
                                  {"Screened", MomentText(facts.started_utc)},
                                  {"Engine version", facts.engine_version},
                                  {"Threshold", ThresholdText(facts.threshold)},
                                  {"Alerts a party", fmt::format("at most {}", CountText(facts.limit))},
                                  {"Rows screened", CountText(facts.parties)},
                                  {"Rows rejected", CountText(facts.rejected_rows)},
                                  {"Fields set aside", CountText(facts.set_aside_fields)},
                                  {"Blank rows", CountText(facts.blank_rows)}});
  Html rejected;
  if (facts.rejected_rows > 0 || facts.set_aside_fields > 0)
    rejected =
        El("p",
           "A rejected row has no usable name and was not screened. A field set aside could not be read; its "
           "row was "
           "screened without it. The file of rejected rows names row, column, value and reason of each.");
  return Section(
      "input", "The file",
      El("div", {{"class", "cols even"}}, El("div", about, rejected), El("div", ColumnsTable(facts))));
}

Html ListsSection(const ReportPage& page) {
  const std::vector<html::Column> columns = {{"List"},   {"Edition"}, {"Entries", true}, {"Names", true},
                                             {"Layout"}, {"Files"},   {"SHA-256"}};
  Html rows;
  for (const match::ListInfo& list : page.facts.lists) {
    Html files;
    for (const std::string& file : list.files) {
      if (!files.empty()) files.Add(", ");
      files.Add(html::Value(file));
    }
    rows.Add(html::TableRow(
        columns,
        {html::Value(list.name), list.date.empty() ? std::string("no date given") : DayText(list.date, true),
         CountText(list.entities), CountText(list.names), list.layout, files,
         El("span", {{"class", "id"}}, list.sha256)}));
  }
  return Section("lists", "The lists",
                 Join(El("p", {{"class", "measure"}},
                         "A checksum names the very bytes that were searched: anyone with the same file can "
                         "compute it again and compare. For a list of several files it is taken over the "
                         "lines “checksum, two spaces, file name” in the order of the names."),
                      html::Table("data wide", "Lists searched", columns, rows)));
}

Html ScoresSection(const ReportPage& page) {
  const auto paragraph = [](std::string_view words) { return El("p", {{"class", "measure"}}, words); };
  return Section(
      "scores", "How scores are made",
      Join(paragraph("Names first. Each name is cut into words; each word of one name is paired with at most "
                     "one word of the other. A pair "
                     "counts by how alike the two words are and by how rare they are: a rare word says much, "
                     "a common word or a legal form "
                     "says little, and a word without a counterpart counts against. Two equal names of "
                     "common words say less than two equal rare names. The result is the name "
                     "similarity, from 0 to 1. Where a "
                     "record has several names, the best pair of names counts."),
           paragraph("Then the evidence beyond the name: numbers, countries, dates and addresses that both "
                     "records give. Each item has an "
                     "effect, for or against. What only one record gives is not known and has no effect. The "
                     "sum of the effects decides "
                     "whether the evidence supports or contradicts that both are the same, or leaves it not "
                     "confirmed."),
           paragraph(fmt::format("A sum of {} or more supports, a sum of {} or less contradicts.",
                                 SignedShort(match::kSupportedFrom), SignedShort(match::kContradictedFrom))),
           paragraph("The score ranks the alerts; it is no probability. Let n be the name similarity and e "
                     "the sum of the effects. Where e is "
                     "zero or less, the score is n × (1 + e), with e no lower than −0.95. Where e is up to "
                     "0.70, it is n + n × (1 − n) × e. "
                     "Above 0.70 it goes on from there towards 1 in proportion; at e = 1 and more it has "
                     "covered 95% of that "
                     "way. In the steps of an alert, “score so far” is what the effects down to that row "
                     "would give."),
           paragraph(fmt::format("An alert is at or above the threshold when its score, with six decimals, "
                                 "is {} or more. In headings three "
                                 "decimals are shown and the rest is cut off.",
                                 ThresholdText(page.facts.threshold))),
           paragraph(fmt::format("The score of a pair depends on the two records and on the engine version "
                                 "({}) only, never on what else a "
                                 "list holds. The exact formulas stand in docs/scoring.md of that version; "
                                 "every number in them is printed "
                                 "with each alert, so that each score can be worked out again by hand.",
                                 page.facts.engine_version))));
}

std::string RenderReportPage(const RunFacts& facts, std::span<const ScreenedParty> parties,
                             const EntryReader& read_entry) {
  const Summary summary = Summarize(facts, parties);
  const ReportPage page{facts, parties, summary, read_entry};
  const Html main =
      Join(Title(page), Html(Lead(page)), Contents(page), SummarySection(page), AlertsSection(page),
           WeakerSection(page), GoodsSection(page), NothingFoundSection(page), NotCheckedSection(page),
           InputSection(page), ListsSection(page), ScoresSection(page));
  const Html footer = El("p",
                         "Made by Manumit. This file needs no network and contains no script. No alert here "
                         "has been judged by a person.");
  html::Head head;
  head.title = fmt::format("Screening report: {} · Manumit", facts.input_name);
  head.style_sha256_base64 = crypto::Sha256Base64(html::Stylesheet());
  return html::Document(head, Banner(facts), main, footer);
}

base::Result<std::string> RenderHtmlReport(const RunFacts& facts, std::span<const ScreenedParty> parties,
                                           std::span<const match::CompiledList* const> lists) {
  return RenderReportPage(facts, parties, ReadEntriesFrom(lists));
}

}  // namespace screening
