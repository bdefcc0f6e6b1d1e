// The sections of the HTML report that hold alerts and parties, and the summary picture.

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.h"
#include "html/charts.h"
#include "html/components.h"
#include "html/names.h"
#include "screening/report_page.h"

namespace screening {
namespace {

using html::El;
using html::Html;
using html::Join;

constexpr std::size_t kManyCards =
    200;  // from so many on, browsers may lay out cards only when they are near
constexpr std::size_t kOverviewOpen = 25;  // an overview of at most so many rows starts open

Html Section(std::string_view id, std::string_view title, const Html& content) {
  const std::string heading = fmt::format("{}-title", id);
  return El("section", {{"class", "sec"}, {"id", id}, {"aria-labelledby", heading}},
            El("h2", {{"id", heading}}, title), content);
}

Html Figure(std::string_view title, std::string_view finding, const Html& picture, const Html& key) {
  return El(
      "figure", {{"class", "fig"}}, El("figcaption", El("b", title), finding),
      El("div", {{"class", "scroll"}, {"tabindex", 0}, {"role", "group"}, {"aria-label", title}}, picture),
      key);
}

std::string Percent(std::size_t part, std::size_t whole) {
  if (whole == 0 || part == 0) return "–";
  const double percent = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  return percent < 0.1                    ? "<0.1%"
         : percent > 99.9 && part < whole ? ">99.9%"
                                          : fmt::format("{:.1f}%", percent);
}

Html PartiesPicture(const ReportPage& page) {
  const Summary& s = page.summary;
  const std::size_t all = s.parties_matched + s.parties_weaker + s.parties_none;
  const std::string finding = fmt::format(
      "{} of {} at or above the threshold of {}; {} only below it; for {} no entry was found in these lists.",
      CountText(s.parties_matched), Counted(all, "party", "parties"), ThresholdText(page.facts.threshold),
      CountText(s.parties_weaker), CountText(s.parties_none));
  const Html picture = html::Strip("Parties by their best alert", finding,
                                   {{s.parties_matched, html::Fill::kFilled},
                                    {s.parties_weaker, html::Fill::kOutlined},
                                    {s.parties_none, html::Fill::kGrey}});
  const Html key = El("ul", {{"class", "key"}},
                      El("li", html::KeySample(html::Fill::kFilled), "at or above the threshold"),
                      El("li", html::KeySample(html::Fill::kOutlined), "below it"),
                      El("li", html::KeySample(html::Fill::kGrey), "no entry found in these lists"));
  return Figure("Parties by their best alert", finding, picture, key);
}

Html PartiesTable(const ReportPage& page) {
  const Summary& s = page.summary;
  const std::size_t all = s.parties_matched + s.parties_weaker + s.parties_none;
  const std::vector<html::Column> columns = {{"Best alert of a party"}, {"Parties", true}, {"Share", true}};
  const auto row = [&](std::string_view words, std::size_t count) {
    return html::TableRow(columns, {words, CountText(count), Percent(count, all)});
  };
  return html::Table(
      "data", "Parties in numbers", columns,
      Join(row("At or above the threshold", s.parties_matched), row("Below the threshold", s.parties_weaker),
           row("No entry found in these lists", s.parties_none)),
      html::TableRow(columns, {"Screened", CountText(all), all == 0 ? "–" : "100.0%"}));
}

Html ScoresPicture(const ReportPage& page) {
  std::vector<html::Bin> bins;
  const ScoreBand* fullest = nullptr;
  for (const ScoreBand& band : page.summary.bands) {
    bins.push_back({band.from, band.to, band.parties});
    if (band.parties > 0 && (fullest == nullptr || band.parties > fullest->parties)) fullest = &band;
  }
  std::string finding =
      fullest == nullptr ? "No party has an alert." : "How many parties have their best score where.";
  if (fullest != nullptr && fullest->parties > 1)
    finding += fmt::format(" The most, {}, have it between {:.2f} and {:.2f}.", CountText(fullest->parties),
                           fullest->from, fullest->to);
  const Html picture = html::Histogram("Best score of each party", finding, bins, page.facts.threshold,
                                       "threshold " + ThresholdText(page.facts.threshold));
  return Figure("Best score of each party that has an alert", finding, picture, {});
}

Html BandsTable(const ReportPage& page) {
  const std::vector<html::Column> columns = {{"Best score"}, {"Parties", true}};
  Html rows;
  for (auto band = page.summary.bands.rbegin(); band != page.summary.bands.rend(); ++band)
    rows.Add(html::TableRow(
        columns, {fmt::format("{:.2f} to {:.2f}", band->from, band->to), CountText(band->parties)}));
  return html::Closed("The same as a table", html::Table("data", "Parties by best score", columns, rows));
}

Html IdentityTable(const ReportPage& page) {
  const Summary& s = page.summary;
  const std::vector<html::Column> columns = {{"Evidence beyond the name"}, {"Alerts", true}};
  const auto row = [&](html::Mark mark, match::Identity identity, std::size_t count) {
    return html::TableRow(columns, {html::Badge(mark, IdentityWords(identity)), CountText(count)});
  };
  return html::Table("data", "Alerts at or above the threshold", columns,
                     Join(row(html::Mark::kFor, match::Identity::kSupported, s.supported),
                          row(html::Mark::kUnknown, match::Identity::kUnconfirmed, s.unconfirmed),
                          row(html::Mark::kAgainst, match::Identity::kContradicted, s.contradicted)),
                     html::TableRow(columns, {"All", CountText(s.matches.size())}));
}

Html ByListTable(const ReportPage& page) {
  std::size_t most = 0;
  for (const ListCount& list : page.summary.lists) most = std::max(most, list.matches);
  const std::vector<html::Column> columns = {
      {"List"}, {"At or above", true}, {"Picture"}, {"Below", true}, {"Parties", true}};
  Html rows;
  for (const ListCount& list : page.summary.lists)
    rows.Add(html::TableRow(columns, {html::Value(list.name), CountText(list.matches),
                                      html::SparkBar(static_cast<double>(list.matches),
                                                     static_cast<double>(most), html::Fill::kFilled),
                                      CountText(list.weaker), CountText(list.parties)}));
  return html::Table("data", "Alerts by list", columns, rows);
}

std::string_view CardsClass(std::size_t cards) {
  return cards >= kManyCards ? "cards many" : "cards";
}

// Rows of alerts; those with a card on the page (ranks in [1, drawn]) link to it.
Html OverviewTable(std::span<const RankedAlert> alerts, std::string_view caption, std::size_t drawn) {
  const std::vector<html::Column> columns = {{"Rank", true}, {"Score", true},    {"Party"},   {"Row", true},
                                             {"Listed as"},  {"List and entry"}, {"Evidence"}};
  Html rows;
  for (std::size_t i = 0; i < alerts.size(); ++i) {
    const match::Alert& alert = *alerts[i].alert;
    const Html party = html::Value(HeadName(alerts[i].party->party));
    const Html name =
        i < drawn ? El("a", {html::Href(fmt::format("#alert-{}", alerts[i].rank))}, party) : party;
    rows.Add(html::TableRow(columns, {CountText(alerts[i].rank), ScoreText(alert.score), name,
                                      CountText(alerts[i].party->row), html::Value(alert.caption),
                                      Join(html::Value(alert.list), " ",
                                           El("span", {{"class", "id muted"}}, html::Value(alert.id))),
                                      IdentityWords(alert.identity)}));
  }
  return html::Table("data wide", caption, columns, rows);
}

}  // namespace

Html SummarySection(const ReportPage& page) {
  return Section("summary", "Summary",
                 Join(El("div", {{"class", "cols"}},
                         El("div", PartiesPicture(page), ScoresPicture(page), BandsTable(page)),
                         El("div", PartiesTable(page), IdentityTable(page), ByListTable(page)))));
}

Html AlertsSection(const ReportPage& page) {
  const std::span<const RankedAlert> alerts = page.summary.matches;
  if (alerts.empty())
    return Section("alerts", "Alerts",
                   El("p", {{"class", "empty"}},
                      El("b", fmt::format("No entry at or above the threshold of {} was found in these lists",
                                          ThresholdText(page.facts.threshold))),
                      "Read what was not checked before you rely on it."));
  const std::size_t drawn = std::min(alerts.size(), base::kMaxReportAlerts);
  Html content =
      El("p", {{"class", "measure"}},
         fmt::format("{} at or above the threshold of {}, best first. An alert says that two records may be "
                     "about the same "
                     "party; a person decides.",
                     Counted(alerts.size(), "alert", "alerts"), ThresholdText(page.facts.threshold)));
  if (drawn < alerts.size())
    content.Add(El("p", {{"class", "measure"}},
                   fmt::format("The first {} are drawn in full; the other {} stand in the table only. The "
                               "workbook of the same run holds "
                               "all of them in full.",
                               CountText(drawn), CountText(alerts.size() - drawn))));
  content.Add(html::Closed("All alerts at a glance", OverviewTable(alerts, "Alerts, best first", drawn),
                           alerts.size() <= kOverviewOpen || drawn < alerts.size()));
  content.Add(El(
      "ul", {{"class", "key"}}, El("li", html::KeySample(html::Step::kStart), "where it starts: the names"),
      El("li", html::KeySample(html::Step::kFor), "speaks for “same”"),
      El("li", html::KeySample(html::Step::kAgainst), "speaks against"),
      El("li", html::KeySample(html::Step::kUnknown), "not known"),
      El("li", html::KeySample(html::Step::kTotal), "score"), El("li", html::KeyLine(), "threshold")));
  Html cards;
  for (const RankedAlert& ranked : alerts.first(drawn)) cards.Add(AlertCard(page, ranked));
  return Section("alerts", "Alerts", content.Add(El("div", {{"class", CardsClass(drawn)}}, cards)));
}

Html WeakerSection(const ReportPage& page) {
  const std::span<const RankedAlert> alerts = page.summary.weaker;
  if (alerts.empty()) return {};
  const std::size_t matches_drawn = std::min(page.summary.matches.size(), base::kMaxReportAlerts);
  const std::size_t drawn =
      std::min({alerts.size(), base::kMaxReportWeakAlerts, base::kMaxReportAlerts - matches_drawn});
  Html content = El(
      "p", {{"class", "measure"}},
      fmt::format("{} between {} and the threshold of {}, best first: kept so that a reader can see what the "
                  "threshold "
                  "left out.",
                  Counted(alerts.size(), "weaker alert", "weaker alerts"),
                  ThresholdText(LowestReported(page.facts.threshold)), ThresholdText(page.facts.threshold)));
  Html cards;
  for (const RankedAlert& ranked : alerts.first(drawn)) {
    const Html line = Join(fmt::format("{}. ", ranked.rank), html::Value(HeadName(ranked.party->party)),
                           El("span", {{"class", "muted"}},
                              Join(" · ", html::Value(ranked.alert->caption), " · ",
                                   html::Value(ranked.alert->list), " · ", ScoreText(ranked.alert->score))));
    cards.Add(El("details", {{"class", "weak"}}, El("summary", line), AlertCard(page, ranked)));
  }
  content.Add(El("div", {{"class", CardsClass(drawn)}}, cards));
  if (drawn < alerts.size())
    content.Add(html::Closed(fmt::format("{} more, as rows", CountText(alerts.size() - drawn)),
                             OverviewTable(alerts.subspan(drawn), "Weaker alerts that are not drawn", 0)));
  return Section("weaker", "Below the threshold", content);
}

Html NothingFoundSection(const ReportPage& page) {
  if (page.summary.parties_none == 0) return {};
  const std::vector<html::Column> columns = {{"Row", true}, {"Party"}, {"Country"}};
  Html rows;
  for (const ScreenedParty& party : page.parties) {
    if (!party.alerts.empty()) continue;
    Html country;
    for (const entity::Value& value : party.party.values) {
      if (value.property.type() != entity::PropertyType::kCountry) continue;
      const std::string_view code = entity::CountryCode(value.text);
      country = html::Value(code.empty() ? std::string_view(value.text) : entity::CountryName(code));
      break;
    }
    rows.Add(
        html::TableRow(columns, {CountText(party.row), html::Value(HeadName(party.party)),
                                 country.empty() ? El("span", {{"class", "none"}}, "none given") : country}));
  }
  const std::string summary =
      fmt::format("{} without an alert", Counted(page.summary.parties_none, "party", "parties"));
  return Section("nothing", "No entry found",
                 Join(El("p", {{"class", "measure"}},
                         fmt::format("For {} no entry that scores {} or more was found in these lists, in "
                                     "these editions. It says nothing "
                                     "about other lists, and nothing about conditions at the party.",
                                     Counted(page.summary.parties_none, "party", "parties"),
                                     ThresholdText(LowestReported(page.facts.threshold)))),
                      html::Closed(summary, html::Table("data", "Parties without an alert", columns, rows))));
}

}  // namespace screening
