#include "iati/rules.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/money.h"
#include "iati/rule_codes.h"

namespace iati {
namespace {

constexpr auto kNames = std::to_array<std::string_view>(
    {"sector-shares", "place-shares", "dates-in-order", "status-and-dates", "transaction-dates",
     "reporting-org", "code-lists", "language", "budget-period", "identifier-prefix", "unique-identifiers",
     "currency", "one-level", "organisation-named", "budget-or-reason", "indicator-values", "version"});

std::string Shown(std::string_view text) {
  constexpr std::size_t kShown = 60;
  return "“" + std::string(text.substr(0, kShown)) + "”";
}

// ---- percentages

struct Share {
  std::string_view percentage;
  int line = 0;
};

void SumTo100(const std::vector<Share>& shares, std::string_view what, std::string_view rule,
              const FindingSink& sink) {
  const auto has = [](const Share& share) { return !Trimmed(share.percentage).empty(); };
  if (shares.empty() || (shares.size() == 1 && !has(shares[0]))) return;
  base::Decimal sum;
  for (const Share& share : shares) {
    if (!has(share)) {
      sink({share.line, std::string(rule),
            "one of several " + std::string(what) + " has no percentage: add it"});
      return;
    }
    const base::Result<base::Decimal> value = base::Decimal::Parse(Trimmed(share.percentage));
    if (!value.has_value() || value->negative()) {
      sink({share.line, std::string(rule),
            Shown(share.percentage) +
                " is not a percentage between 0 and 100 with at most 6 digits after the point"});
      return;
    }
    const base::Result<base::Decimal> next = sum.Plus(*value);
    if (!next.has_value()) return;
    sum = *next;
  }
  if (sum == base::Decimal::FromInteger(100)) return;
  sink({shares.back().line, std::string(rule),
        "the percentages of " + std::string(what) + " add up to " + sum.text() + ": make it 100"});
}

void SectorShares(const Element& activity, const FindingSink& sink) {
  std::map<std::string, std::vector<Share>> by_vocabulary;
  for (const Element& child : activity.children) {
    if (child.name != "sector") continue;
    const std::string_view vocabulary = child.Get("vocabulary");
    by_vocabulary[vocabulary.empty() ? "1" : std::string(vocabulary)].push_back(
        {child.Get("percentage"), child.line});
  }
  for (const auto& [vocabulary, shares] : by_vocabulary)
    SumTo100(shares, "the sectors of vocabulary " + vocabulary, "sector-shares", sink);
}

// Regions of each vocabulary together with the countries: who names a region twice, by two vocabularies, does
// not share twice.
void PlaceShares(const Element& activity, const FindingSink& sink) {
  std::vector<Share> countries;
  std::map<std::string, std::vector<Share>> regions;
  for (const Element& child : activity.children) {
    const Share share{child.Get("percentage"), child.line};
    if (child.name == "recipient-country") countries.push_back(share);
    if (child.name != "recipient-region") continue;
    const std::string_view vocabulary = child.Get("vocabulary");
    regions[vocabulary.empty() ? "1" : std::string(vocabulary)].push_back(share);
  }
  if (regions.empty()) regions["1"] = {};
  for (auto& [vocabulary, shares] : regions) {
    std::vector<Share> all = countries;
    all.insert(all.end(), shares.begin(), shares.end());
    SumTo100(all, "recipient countries and regions", "place-shares", sink);
  }
}

// ---- periods

void Period(const Element& element, bool at_most_a_year, std::string_view rule, const FindingSink& sink) {
  const std::optional<std::int64_t> start = DayNumber(element.ChildGet("period-start", "iso-date"));
  const std::optional<std::int64_t> end = DayNumber(element.ChildGet("period-end", "iso-date"));
  if (!start || !end) return;
  constexpr std::int64_t kYear = 366;
  if (*end < *start)
    sink({element.line, std::string(rule),
          "the period ends before it starts: exchange the dates or mend one"});
  else if (at_most_a_year && *end - *start > kYear)
    sink({element.line, std::string(rule), "the period is longer than a year: split it"});
}

void Periods(const Element& activity, const FindingSink& sink) {
  for (const Element& child : activity.children) {
    if (child.name == "budget") Period(child, true, "budget-period", sink);
    if (child.name == "planned-disbursement") Period(child, false, "budget-period", sink);
  }
}

// ---- results

void IndicatorValue(const Element& value, std::string_view measure, const FindingSink& sink) {
  constexpr std::string_view kQualitative = "5";
  const std::string_view text = Trimmed(value.Get("value"));
  if (measure == kQualitative) {
    if (!text.empty())
      sink({value.line, "indicator-values",
            "a qualitative indicator (measure 5) has no value: put it into a comment"});
  } else if (!text.empty() && !Fits(Content::kDecimal, text)) {
    sink({value.line, "indicator-values",
          Shown(text) + " is not a number, which the measure of its indicator asks for"});
  }
}

void Results(const Element& element, std::string_view measure, const FindingSink& sink) {
  if (element.name == "indicator") measure = element.Get("measure");
  if (element.name == "period") Period(element, false, "indicator-values", sink);
  if (element.name == "baseline" || element.name == "target" || element.name == "actual")
    IndicatorValue(element, measure, sink);
  for (const Element& child : element.children) Results(child, measure, sink);
}

// ---- levels

struct Levels {
  bool place_above = false;
  bool place_below = false;
  bool sector_above = false;
  int transactions = 0;
  int with_sector = 0;
};

Levels LevelsOf(const Element& activity) {
  Levels levels;
  for (const Element& child : activity.children) {
    levels.place_above |= child.name == "recipient-country" || child.name == "recipient-region";
    levels.sector_above |= child.name == "sector";
    if (child.name != "transaction") continue;
    ++levels.transactions;
    levels.place_below |=
        child.Child("recipient-country") != nullptr || child.Child("recipient-region") != nullptr;
    levels.with_sector += child.Child("sector") != nullptr ? 1 : 0;
  }
  return levels;
}

void OneLevel(const Element& activity, const FindingSink& sink) {
  const Levels levels = LevelsOf(activity);
  const auto tell = [&](std::string text) { sink({activity.line, "one-level", std::move(text)}); };
  if (levels.place_above && levels.place_below)
    tell("recipient countries or regions stand at the activity and at its transactions: keep one place");
  if (!levels.place_above && !levels.place_below) tell("no recipient country or region: add one");
  if (levels.sector_above && levels.with_sector > 0)
    tell("sectors stand at the activity and at its transactions: keep one place");
  if (!levels.sector_above && levels.with_sector == 0) tell("no sector: add one");
  if (!levels.sector_above && levels.with_sector > 0 && levels.with_sector < levels.transactions)
    tell("some transactions have a sector and some have none: give all of them one");
}

void Organisations(const Element& activity, const FindingSink& sink) {
  for (const Element& child : activity.children) {
    if (child.name != "participating-org" || !Trimmed(child.Get("ref")).empty()) continue;
    const Element* narrative = child.Child("narrative");
    if (narrative == nullptr || Trimmed(narrative->text).empty())
      sink({child.line, "organisation-named",
            "the participating organisation has neither a reference nor a name: add one"});
  }
}

void BudgetOrReason(const Element& activity, const FindingSink& sink) {
  if (!activity.Get("budget-not-provided").empty() && activity.Child("budget") != nullptr)
    sink({activity.line, "budget-or-reason",
          "budget-not-provided stands beside a budget: take one of them out"});
}

// ---- dates

struct ActivityDates {
  std::array<std::optional<std::int64_t>, 5> day;  // by ActivityDateType 1 to 4
  std::array<int, 5> line{};
};

ActivityDates DatesOf(const Element& activity) {
  ActivityDates dates;
  for (const Element& child : activity.children) {
    const std::string_view type = child.Get("type");
    if (child.name != "activity-date" || type.size() != 1 || type[0] < '1' || type[0] > '4') continue;
    const auto at = static_cast<std::size_t>(type[0] - '0');
    dates.day.at(at) = DayNumber(child.Get("iso-date"));
    dates.line.at(at) = child.line;
  }
  return dates;
}

constexpr std::size_t kPlannedStart = 1;
constexpr std::size_t kActualStart = 2;
constexpr std::size_t kPlannedEnd = 3;
constexpr std::size_t kActualEnd = 4;

std::string_view StatusConflict(std::string_view status, const ActivityDates& dates, std::int64_t today) {
  const bool started = dates.day[kActualStart].has_value();
  const bool ended = dates.day[kActualEnd].has_value();
  if (status == "1" && started) return "the status is pipeline, but there is an actual start";
  if (status == "2" && !started && dates.day[kPlannedStart] && *dates.day[kPlannedStart] > today)
    return "the status is implementation, but the planned start is in the future and there is no actual one";
  if (status == "2" && ended) return "the status is implementation, but there is an actual end";
  const bool over = ended || (dates.day[kPlannedEnd] && *dates.day[kPlannedEnd] <= today);
  if ((status == "3" || status == "4") && !over)
    return "the status says that the activity is over, but neither an actual end nor a past planned end is "
           "there";
  return {};
}

// "GB-COH-1234567": at least one hyphen, none of the characters that the standard forbids.
bool IsOrgReference(std::string_view ref) {
  const std::size_t hyphen = ref.find('-');
  return hyphen != std::string_view::npos && hyphen > 0 && hyphen + 1 < ref.size() &&
         ref.find_first_of("/&|? \t\n\r") == std::string_view::npos;
}

}  // namespace

std::span<const std::string_view> RuleNames() {
  return kNames;
}

void RuleChecker::Root(const Element& root) {
  if (root.name == "iati-activities" && root.Get("version") != "2.03")
    sink_(
        {root.line, "version", Shown(root.Get("version")) + " is not version 2.03: write version=\"2.03\""});
}

void RuleChecker::ReportingOrg(const Element& activity) {
  const Element* org = activity.Child("reporting-org");
  if (org == nullptr) return;
  const std::string ref(Trimmed(org->Get("ref")));
  if (!IsOrgReference(ref))
    sink_({org->line, "reporting-org",
           Shown(ref) + " is not a reference of the form AGENCY-NUMBER, such as GB-COH-1234567"});
  if (reporting_ref_.empty()) reporting_ref_ = ref;
  if (ref != reporting_ref_)
    sink_({org->line, "reporting-org",
           "the file has a second reporting organisation, " + Shown(ref) + " beside " +
               Shown(reporting_ref_) + ": one file is one organisation's"});
}

void RuleChecker::Identifier(const Element& activity) {
  const Element* identifier = activity.Child("iati-identifier");
  const Element* org = activity.Child("reporting-org");
  if (identifier == nullptr) return;
  const std::string_view text = identifier->text;
  const auto begins = [&](std::string_view ref) {
    ref = Trimmed(ref);
    return !ref.empty() && text.size() > ref.size() + 1 && text.starts_with(ref) && text[ref.size()] == '-';
  };
  bool fits = org != nullptr && begins(org->Get("ref"));
  for (const Element& child : activity.children)
    fits |= child.name == "other-identifier" && child.Get("type") == "B1" && begins(child.Get("ref"));
  if (!fits)
    sink_({identifier->line, "identifier-prefix",
           Shown(text) + " does not begin with the reporting organisation's reference and a hyphen"});
  const auto [known, added] = identifiers_.emplace(std::string(Trimmed(text)), identifier->line);
  if (!added)
    sink_({identifier->line, "unique-identifiers",
           Shown(text) + " stands in this file already, in line " + std::to_string(known->second)});
}

void RuleChecker::Dates(const Element& activity) {
  const ActivityDates dates = DatesOf(activity);
  const auto tell = [&](int line, std::string text) { sink_({line, "dates-in-order", std::move(text)}); };
  const auto in_order = [&](std::size_t start, std::size_t end, std::string_view kind) {
    if (dates.day.at(start) && dates.day.at(end) && *dates.day.at(end) < *dates.day.at(start))
      tell(dates.line.at(end),
           "the " + std::string(kind) + " end is before the " + std::string(kind) + " start");
  };
  in_order(kPlannedStart, kPlannedEnd, "planned");
  in_order(kActualStart, kActualEnd, "actual");
  for (const std::size_t actual : {kActualStart, kActualEnd})
    if (dates.day.at(actual) && *dates.day.at(actual) > today_)
      tell(dates.line.at(actual), "an actual date is in the future: make it a planned one");
  if (!dates.day[kPlannedStart] && !dates.day[kActualStart])
    tell(activity.line, "no planned or actual start: add an activity-date of type 1 or 2");
  const std::string_view conflict =
      StatusConflict(activity.ChildGet("activity-status", "code"), dates, today_);
  if (!conflict.empty()) sink_({activity.line, "status-and-dates", std::string(conflict)});
}

void RuleChecker::Transactions(const Element& activity) {
  for (const Element& transaction : activity.children) {
    if (transaction.name != "transaction") continue;
    for (const auto& [child, attribute] :
         {std::pair{"transaction-date", "iso-date"}, std::pair{"value", "value-date"}}) {
      const std::optional<std::int64_t> day = DayNumber(transaction.ChildGet(child, attribute));
      if (day && *day > today_)
        sink_({transaction.line, "transaction-dates",
               "the " + std::string(attribute) + " of <" + child +
                   "> is in the future: transactions have happened"});
    }
  }
}

void RuleChecker::Activity(const Element& activity) {
  ReportingOrg(activity);
  Identifier(activity);
  Dates(activity);
  Transactions(activity);
  SectorShares(activity, sink_);
  PlaceShares(activity, sink_);
  CodeLists(activity, sink_);
  Languages(activity, !activity.Get("xml:lang").empty(), sink_);
  Currencies(activity, activity.Get("default-currency"), sink_);
  Periods(activity, sink_);
  Results(activity, "", sink_);
  OneLevel(activity, sink_);
  Organisations(activity, sink_);
  BudgetOrReason(activity, sink_);
}

}  // namespace iati
