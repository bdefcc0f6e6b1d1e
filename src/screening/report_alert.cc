// One alert of the HTML report.

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "html/charts.h"
#include "html/components.h"
#include "html/names.h"
#include "match/score.h"
#include "screening/report_page.h"

namespace screening {
namespace {

using html::El;
using html::Html;
using html::Join;

constexpr std::size_t kValuesShown = 6;  // of one property; the others are counted
constexpr std::size_t kTextShown = 400;  // bytes of a long note
constexpr double kAlike = 0.70;          // a pair of words at or above it speaks for the match
constexpr double kHardlyCounts = 0.05;   // share of the weight of its side

Html ValueOf(const entity::Value& value) {
  switch (value.property.type()) {
    case entity::PropertyType::kCountry: {
      const std::string_view code = entity::CountryCode(value.text);
      return html::Value(code.empty() ? std::string_view(value.text) : entity::CountryName(code));
    }
    case entity::PropertyType::kDate:
      return html::Value(DayText(value.text, true));
    case entity::PropertyType::kIdentifier:
      return El("span", {{"class", "id"}}, html::Value(value.text));
    case entity::PropertyType::kUrl:
      return El("a", {html::Href(value.text)}, value.text);
    case entity::PropertyType::kText: {
      if (value.text.size() <= kTextShown) return html::Value(value.text);
      std::size_t end = kTextShown;
      while (end > 0 && (static_cast<unsigned char>(value.text[end]) & 0xC0) == 0x80) --end;
      return html::Value(value.text.substr(0, end) + " …");
    }
    default:
      return html::Value(value.text);
  }
}

Html Values(const std::vector<const entity::Value*>& values) {
  Html out;
  for (std::size_t i = 0; i < values.size() && i < kValuesShown; ++i) {
    if (i > 0) out.Add(" · ");
    out.Add(ValueOf(*values[i]));
  }
  if (values.size() > kValuesShown)
    out.Add(El("span", {{"class", "muted"}},
               fmt::format(" and {} more", CountText(values.size() - kValuesShown))));
  return out;
}

constexpr int kLastPlace = 6;

// Facts that the reader compares come first; the rest in the order of the record.
int Place(entity::PropertyType type) {
  using entity::PropertyType;
  switch (type) {
    case PropertyType::kCountry:
      return 0;
    case PropertyType::kDate:
      return 1;
    case PropertyType::kGender:
      return 2;
    case PropertyType::kIdentifier:
      return 3;
    case PropertyType::kAddress:
      return 4;
    case PropertyType::kText:
      return 6;
    default:
      return 5;
  }
}

struct Group {
  entity::Property property;
  std::vector<const entity::Value*> values;
};

std::vector<Group> GroupValues(const entity::Entity& record) {
  std::vector<Group> groups;
  for (const entity::Value& value : record.values) {
    if (value.property.type() == entity::PropertyType::kName) continue;
    const auto known = std::find_if(groups.begin(), groups.end(),
                                    [&](const Group& group) { return group.property == value.property; });
    (known == groups.end() ? groups.emplace_back(Group{value.property, {}}) : *known)
        .values.push_back(&value);
  }
  std::stable_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
    return Place(a.property.type()) < Place(b.property.type());
  });
  return groups;
}

Html OtherNames(const entity::Entity& record, std::string_view shown, std::string_view also_shown) {
  std::vector<const entity::Value*> others;
  for (const entity::Value* name : record.Names())
    if (name->text != shown && name->text != also_shown) others.push_back(name);
  return Values(others);
}

using FactList = std::vector<std::pair<std::string_view, Html>>;

// Names, kind, then what identity rests on (country, date, number), given or not, then the rest of the
// record.
void AddRecordFacts(const entity::Entity& record, std::string_view shown, std::string_view also_shown,
                    FactList& facts) {
  facts.emplace_back("Also", OtherNames(record, shown, also_shown));
  facts.emplace_back("Kind", record.schema.label());
  const std::vector<Group> groups = GroupValues(record);
  std::vector<std::pair<int, std::string_view>> wanted = {
      {Place(entity::PropertyType::kCountry), "Country"},
      {Place(entity::PropertyType::kDate), "Date"},
      {Place(entity::PropertyType::kIdentifier), "Number"}};
  std::erase_if(wanted, [&](const auto& want) {
    return std::any_of(groups.begin(), groups.end(),
                       [&](const Group& group) { return Place(group.property.type()) == want.first; });
  });
  std::size_t next = 0;
  const auto add_missing = [&](int before) {
    for (; next < wanted.size() && wanted[next].first < before; ++next)
      facts.emplace_back(wanted[next].second, El("span", {{"class", "none"}}, "none given"));
  };
  for (const Group& group : groups) {
    add_missing(Place(group.property.type()));
    facts.emplace_back(group.property.label(), Values(group.values));
  }
  add_missing(kLastPlace + 1);
}

Html NameLine(std::string_view name) {
  return El("p", {{"class", "name"}}, html::Value(name));
}

void AddListFacts(const RunFacts& facts, const match::Alert& alert, FactList& out) {
  const match::ListInfo* list = FindList(facts, alert.list);
  Html about = html::Value(alert.list);
  if (list != nullptr) {
    about.Add(list->date.empty() ? Html(", edition without a date")
                                 : Html(", edition of " + DayText(list->date, true)));
    if (!list->sha256.empty())
      about.Add(Join(", SHA-256 ", El("span", {{"class", "id"}}, list->sha256.substr(0, 12) + "…")));
  }
  out.emplace_back("List", about);
  out.emplace_back("Entry", El("span", {{"class", "id"}}, html::Value(alert.id)));
}

// A record's names, the original script first, and what it says about itself.
Html PartySide(const ScreenedParty& party) {
  const std::string_view head = HeadName(party.party);
  Html side = Join(El("h4", fmt::format("In the file, row {}", CountText(party.row))), NameLine(head));
  if (!party.party.caption.empty() && head != party.party.caption)
    side.Add(El("p", {{"class", "muted"}}, html::Value(party.party.caption)));
  FactList facts;
  AddRecordFacts(party.party, head, party.party.caption, facts);
  return side.Add(html::Facts(facts));
}

Html ListSide(const ReportPage& page, const match::Alert& alert) {
  const std::optional<entity::Entity> entry = page.read_entry(alert);
  const std::string_view head = entry ? HeadName(*entry) : std::string_view(alert.caption);
  Html side = Join(El("h4", "On the list"), NameLine(head));
  if (head != alert.caption) side.Add(El("p", {{"class", "muted"}}, html::Value(alert.caption)));
  FactList facts;
  AddListFacts(page.facts, alert, facts);
  if (entry)
    AddRecordFacts(*entry, head, alert.caption, facts);
  else
    facts.emplace_back("Kind", alert.schema.label());
  return side.Add(html::Facts(facts));
}

Html TokenBadge(const match::AlignedToken& token, double query_total, double candidate_total) {
  const double share = std::max(query_total > 0 ? token.query_weight / query_total : 0,
                                candidate_total > 0 ? token.candidate_weight / candidate_total : 0);
  if (share < kHardlyCounts) return html::Badge(html::Mark::kPlain, "hardly counts");
  if (token.query.empty() || token.candidate.empty())
    return html::Badge(html::Mark::kAgainst, "no counterpart");
  return token.similarity >= kAlike ? html::Badge(html::Mark::kFor, "for")
                                    : html::Badge(html::Mark::kAgainst, "against");
}

Html Word(std::string_view word) {
  return word.empty() ? El("span", {{"class", "none"}}, "—") : html::Value(word);
}

Html Alignment(const match::Alert& alert) {
  if (alert.alignment.empty()) return {};
  double query_total = 0, candidate_total = 0;
  for (const match::AlignedToken& token : alert.alignment) {
    query_total += token.query_weight;
    candidate_total += token.candidate_weight;
  }
  const std::vector<html::Column> columns = {
      {"In the file"}, {"How they relate"},    {"On the list"},       {"Counts"},
      {"Alike", true}, {"Weight, file", true}, {"Weight, list", true}};
  Html rows;
  for (const match::AlignedToken& token : alert.alignment)
    rows.Add(html::TableRow(columns,
                            {Word(token.query), token.relation, Word(token.candidate),
                             TokenBadge(token, query_total, candidate_total), ShortNumber(token.similarity),
                             ShortNumber(token.query_weight), ShortNumber(token.candidate_weight)}));
  return html::Table("align", "Name, word by word", columns, rows);
}

// What the engine's parts of the name similarity are, in the words of docs/scoring.md.
std::string_view PartWords(std::string_view part) {
  static const std::map<std::string_view, std::string_view> kWords = {
      {"aligned", "sum over the paired words: how alike × weight"},
      {"total", "weight of all paired words, and what words without a counterpart add"},
      {"agreement", "aligned ÷ total"},
      {"bits", "how much the agreeing words tell: rare words tell much"},
      {"certainty", "grows with the bits"},
      {"order", "below 1 where the words stand in another order"},
      {"forms", "below 1 where the legal forms differ"},
      {"differences",
       "below 1 where a number, a place or a line of business is stated on both sides and differs"}};
  const auto found = kWords.find(part);
  return found == kWords.end() ? std::string_view() : found->second;
}

Html NameParts(const match::Alert& alert) {
  if (alert.name_parts.empty()) return {};
  const std::vector<html::Column> columns = {{"Part"}, {"What it is"}, {"Value", true}};
  Html rows;
  for (const auto& [name, value] : alert.name_parts)
    rows.Add(html::TableRow(columns, {name, PartWords(name), ExactText(value)}));
  const Html total = html::TableRow(columns, {"Name similarity", "", ExactText(alert.name_similarity)});
  return html::Closed(
      "The numbers behind the name similarity",
      html::Table("data", "Parts of the name similarity, in order of use", columns, rows, total));
}

html::Step StepOf(double effect) {
  if (effect > 0) return html::Step::kFor;
  return effect < 0 ? html::Step::kAgainst : html::Step::kUnknown;
}

// A country by its name; every other value as it is.
std::string PlainValue(const std::string& feature, const std::string& value) {
  return feature == "country" && value.size() == 2 ? std::string(entity::CountryName(value)) : value;
}

Html StepWords(const ScoreStep& step) {
  const match::Evidence& item = *step.evidence;
  Html words = Join(FeatureWords(item.feature), " ", El("span", {{"class", "muted"}}, item.detail));
  const std::string query = PlainValue(item.feature, item.query),
                    candidate = PlainValue(item.feature, item.candidate);
  if (item.detail.find(query) != std::string::npos && item.detail.find(candidate) != std::string::npos)
    return words;
  Html sides;
  if (!query.empty()) sides.Add(Join("file: ", html::Value(query)));
  if (!query.empty() && !candidate.empty()) sides.Add("; ");
  if (!candidate.empty()) sides.Add(Join("list: ", html::Value(candidate)));
  if (!sides.empty()) words.Add(El("span", {{"class", "muted"}}, Join(" (", sides, ")")));
  return words;
}

Html Waterfall(const match::Alert& alert, double threshold) {
  const html::WaterfallScale scale{0, 1, threshold};
  const std::vector<html::Column> columns = {
      {"What counts"}, {"Score from 0 to 1"}, {"Effect", true}, {"Score so far", true}};
  const auto quiet = [](std::string_view words) { return El("span", {{"class", "muted"}}, words); };
  Html rows =
      html::TableRow(columns, {Join("Name similarity ", quiet("from the names alone")),
                               html::WaterfallBar(scale, html::Step::kStart, 0, alert.name_similarity),
                               quiet("start"), ExactText(alert.name_similarity)});
  for (const ScoreStep& step : ScoreSteps(alert))
    rows.Add(html::TableRow(
        columns,
        {StepWords(step), html::WaterfallBar(scale, StepOf(step.evidence->effect), step.from, step.to),
         SignedText(step.evidence->effect), ExactText(step.to)}));
  if (alert.evidence.empty())
    rows.Add(
        html::TableRow(columns, {Join("Beyond the name ", quiet("nothing that both records give")),
                                 html::WaterfallBar(scale, html::Step::kUnknown, alert.score, alert.score),
                                 SignedText(0), ExactText(alert.score)}));
  const Html total = html::TableRow(
      columns, {"Score", html::WaterfallBar(scale, html::Step::kTotal, alert.score, alert.score),
                SignedText(match::SumOfEffects(alert.evidence)), ExactText(alert.score)});
  return html::Table("wf", "Score, step by step", columns, rows, total);
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

}  // namespace

std::string_view HeadName(const entity::Entity& record) {
  const std::vector<const entity::Value*> names = record.Names();
  for (const entity::Value* name : names)
    if (!html::LanguageTag(name->text).empty()) return name->text;
  if (!record.caption.empty()) return record.caption;
  return names.empty() ? std::string_view("(no name)") : std::string_view(names.front()->text);
}

Html AlertCard(const ReportPage& page, const RankedAlert& ranked) {
  const match::Alert& alert = *ranked.alert;
  const std::string id = fmt::format("alert-{}", ranked.rank);
  const std::string heading_id = id + "-name";
  const Html heading =
      El("h3", {{"id", heading_id}}, El("span", {{"class", "n"}}, fmt::format("{}. ", ranked.rank)),
         html::Value(HeadName(ranked.party->party)));
  const Html badges =
      El("span", {{"class", "badges"}}, html::Badge(html::Mark::kPlain, "Score " + ScoreText(alert.score)),
         html::Badge(IdentityMark(alert.identity), IdentityWords(alert.identity)));
  Html card = Join(
      El("header", heading, badges),
      El("div", {{"class", "vs"}}, El("div", PartySide(*ranked.party)), El("div", ListSide(page, alert))),
      Alignment(alert));
  if (!alert.query_name.empty() || !alert.candidate_name.empty())
    card.Add(El("p", {{"class", "small muted"}}, "Names compared: ", html::Value(alert.query_name), " with ",
                html::Value(alert.candidate_name)));
  if (!alert.settle.empty()) card.Add(html::Notice(Join(El("b", "What would settle it: "), alert.settle)));
  card.Add(Waterfall(alert, page.facts.threshold)).Add(NameParts(alert));
  return El("article", {{"class", "alert"}, {"id", id}, {"aria-labelledby", heading_id}}, card);
}

}  // namespace screening
