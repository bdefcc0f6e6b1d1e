#include "screening/evidence_view.h"

#include <algorithm>
#include <map>

#include "html/charts.h"
#include "html/names.h"
#include "match/score.h"
#include "screening/engine_sentence.h"
#include "screening/report_facts.h"

namespace screening {
namespace {

using html::El;
using html::Html;
using html::Join;

constexpr double kAlike = 0.70;         // a pair of words at or above it speaks for the match
constexpr double kHardlyCounts = 0.05;  // share of the weight of its side

Html TokenBadge(const html::Locale& locale, const match::AlignedToken& token, double query_total,
                double candidate_total) {
  const double share = std::max(query_total > 0 ? token.query_weight / query_total : 0,
                                candidate_total > 0 ? token.candidate_weight / candidate_total : 0);
  if (share < kHardlyCounts) return html::Badge(html::Mark::kPlain, locale.tr("hardly counts"));
  if (token.query.empty() || token.candidate.empty())
    return html::Badge(html::Mark::kAgainst, locale.tr("no counterpart"));
  return token.similarity >= kAlike ? html::Badge(html::Mark::kFor, locale.tr("for"))
                                    : html::Badge(html::Mark::kAgainst, locale.tr("against"));
}

Html Word(std::string_view word) {
  return word.empty() ? El("span", {{"class", "none"}}, "—") : html::Value(word);
}

// What the engine's parts of the name similarity are, in the words of docs/scoring.md.
std::string PartWords(const html::Locale& locale, std::string_view part) {
  const std::map<std::string_view, std::string> words = {
      {"aligned", locale.tr("sum over the paired words: how alike × weight")},
      {"total", locale.tr("weight of all paired words, and what words without a counterpart add")},
      {"agreement", locale.tr("aligned ÷ total")},
      {"bits", locale.tr("how much the agreeing words tell: rare words tell much")},
      {"certainty", locale.tr("grows with the bits")},
      {"order", locale.tr("below 1 where the words stand in another order")},
      {"forms", locale.tr("below 1 where the legal forms differ")},
      {"differences",
       locale.tr(
           "below 1 where a number, a place or a line of business is stated on both sides and differs")}};
  const auto found = words.find(part);
  return found == words.end() ? std::string() : found->second;
}

html::Step StepOf(double effect) {
  if (effect > 0) return html::Step::kFor;
  return effect < 0 ? html::Step::kAgainst : html::Step::kUnknown;
}

// A country by its name; every other value as it is.
std::string PlainValue(const std::string& feature, const std::string& value) {
  return feature == "country" && value.size() == 2 ? std::string(entity::CountryName(value)) : value;
}

Html StepWords(const EvidenceWords& words, const ScoreStep& step) {
  const match::Evidence& item = *step.evidence;
  Html out = Join(words.locale.tr(FeatureWords(item.feature)), " ",
                  El("span", {{"class", "muted"}}, EngineSentence(words.locale, item.detail)));
  const std::string query = PlainValue(item.feature, item.query),
                    candidate = PlainValue(item.feature, item.candidate);
  if (item.detail.find(query) != std::string::npos && item.detail.find(candidate) != std::string::npos)
    return out;
  Html sides;
  if (!query.empty()) sides.Add(Join(words.ours_short, ": ", html::Value(query)));
  if (!query.empty() && !candidate.empty()) sides.Add("; ");
  if (!candidate.empty()) sides.Add(Join(words.locale.tr("list"), ": ", html::Value(candidate)));
  if (!sides.empty()) out.Add(El("span", {{"class", "muted"}}, Join(" (", sides, ")")));
  return out;
}

}  // namespace

Html AlignmentTable(const EvidenceWords& words, const match::Alert& alert, bool with_numbers) {
  if (alert.alignment.empty()) return {};
  const html::Locale& locale = words.locale;
  double query_total = 0, candidate_total = 0;
  for (const match::AlignedToken& token : alert.alignment) {
    query_total += token.query_weight;
    candidate_total += token.candidate_weight;
  }
  const std::string headings[] = {words.ours,
                                  locale.tr("How they relate"),
                                  locale.tr("On the list"),
                                  locale.tr("Counts"),
                                  locale.tr("Alike"),
                                  locale.tr("Weight, {side}", {{"side", words.ours_short}}),
                                  locale.tr("Weight, list")};
  std::vector<html::Column> columns = {{headings[0]}, {headings[1]}, {headings[2]}, {headings[3]}};
  if (with_numbers)
    columns.insert(columns.end(), {{headings[4], true}, {headings[5], true}, {headings[6], true}});
  Html rows;
  for (const match::AlignedToken& token : alert.alignment) {
    html::Row row = {Word(token.query), locale.tr(token.relation), Word(token.candidate),
                     TokenBadge(locale, token, query_total, candidate_total)};
    if (with_numbers)
      row.insert(row.end(), {ShortNumber(token.similarity), ShortNumber(token.query_weight),
                             ShortNumber(token.candidate_weight)});
    rows.Add(html::TableRow(columns, row));
  }
  return html::Table("align", locale.tr("Name, word by word"), columns, rows);
}

Html NamePartsTable(const html::Locale& locale, const match::Alert& alert) {
  if (alert.name_parts.empty()) return {};
  const std::string headings[] = {locale.tr("Part"), locale.tr("What it is"), locale.tr("Value")};
  const std::vector<html::Column> columns = {{headings[0]}, {headings[1]}, {headings[2], true}};
  Html rows;
  for (const auto& [name, value] : alert.name_parts)
    rows.Add(html::TableRow(columns, {locale.tr(name), PartWords(locale, name), ExactText(value)}));
  const Html total =
      html::TableRow(columns, {locale.tr("Name similarity"), "", ExactText(alert.name_similarity)});
  return html::Closed(
      locale.tr("The numbers behind the name similarity"),
      html::Table("data", locale.tr("Parts of the name similarity, in order of use"), columns, rows, total));
}

Html WaterfallTable(const EvidenceWords& words, const match::Alert& alert, double threshold) {
  const html::Locale& locale = words.locale;
  const html::WaterfallScale scale{0, 1, threshold};
  const std::string headings[] = {locale.tr("What counts"), locale.tr("Score from 0 to 1"),
                                  locale.tr("Effect"), locale.tr("Score so far")};
  const std::vector<html::Column> columns = {
      {headings[0]}, {headings[1]}, {headings[2], true}, {headings[3], true}};
  const auto quiet = [](std::string_view text) { return El("span", {{"class", "muted"}}, text); };
  Html rows = html::TableRow(
      columns, {Join(locale.tr("Name similarity"), " ", quiet(locale.tr("from the names alone"))),
                html::WaterfallBar(scale, html::Step::kStart, 0, alert.name_similarity),
                quiet(locale.tr("start")), ExactText(alert.name_similarity)});
  for (const ScoreStep& step : ScoreSteps(alert))
    rows.Add(html::TableRow(
        columns,
        {StepWords(words, step), html::WaterfallBar(scale, StepOf(step.evidence->effect), step.from, step.to),
         SignedText(step.evidence->effect), ExactText(step.to)}));
  if (alert.evidence.empty())
    rows.Add(html::TableRow(
        columns, {Join(locale.tr("Beyond the name"), " ", quiet(locale.tr("nothing that both records give"))),
                  html::WaterfallBar(scale, html::Step::kUnknown, alert.score, alert.score), SignedText(0),
                  ExactText(alert.score)}));
  const Html total = html::TableRow(
      columns, {locale.tr("Score"), html::WaterfallBar(scale, html::Step::kTotal, alert.score, alert.score),
                SignedText(match::SumOfEffects(alert.evidence)), ExactText(alert.score)});
  return html::Table("wf", locale.tr("Score, step by step"), columns, rows, total);
}

html::Mark IdentityMark(match::Identity identity) {
  switch (identity) {
    case match::Identity::kSupported:
      return html::Mark::kFor;
    case match::Identity::kContradicted:
      return html::Mark::kAgainst;
    case match::Identity::kUnconfirmed:
      break;
  }
  return html::Mark::kUnknown;
}

}  // namespace screening
