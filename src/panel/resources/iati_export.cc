#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "desk/tr.h"
#include "iati/activity.h"
#include "iati/check.h"
#include "panel/resources/iati_exchange.h"
#include "panel/resources/project_store.h"

namespace panel {
namespace {

std::string Upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

std::string_view StatusOf(ProjectState state) {
  switch (state) {
    case ProjectState::kRunning:
      return "2";
    case ProjectState::kClosed:
      return "4";
    case ProjectState::kCancelled:
      return "5";
    case ProjectState::kSuspended:
      return "6";
    default:
      return "1";
  }
}

std::string_view TransactionTypeOf(Stage stage) {
  switch (stage) {
    case Stage::kPledged:
    case Stage::kCancelled:
      return "13";  // incoming pledge
    case Stage::kCommitted:
      return "11";  // incoming commitment
    case Stage::kSpent:
      return "4";  // expenditure
    default:
      return "1";  // incoming funds
  }
}

// What is given back or cancelled is, for others, a negative sum of the same kind.
bool IsNegative(Stage stage) {
  return stage == Stage::kReturned || stage == Stage::kCancelled;
}

std::string_view ResultTypeOf(ResultLevel level) {
  return level == ResultLevel::kOutput ? "1" : level == ResultLevel::kOutcome ? "2" : "3";
}

iati::Transaction TransactionOf(const LedgerLine& line, std::string_view host, const Project& project,
                                std::int64_t today) {
  iati::Transaction out;
  out.ref = std::to_string(line.number);
  out.type = TransactionTypeOf(line.stage);
  out.date = out.value_date = iati::DayText(std::min(line.day, today));  // a pledge may be for a later day
  out.value = line.value;
  if (IsNegative(line.stage)) out.value.amount = line.value.amount.Negated();
  out.description = line.note;
  out.stage = StageName(line.stage);
  if (line.in_kind) {
    out.quantity = line.quantity.text();
    out.unit = line.unit;
    out.valued_by = line.valued_by;
  }
  out.commitment = line.commitment;
  if (line.stage == Stage::kSpent) {
    out.provider.name = project.org_name.empty() ? std::string(host) : project.org_name;
    out.receiver.name = line.donor;
  } else {
    out.provider.name = line.donor;
  }
  return out;
}

void AddDates(const Project& project, iati::Activity& activity) {
  const auto add = [&](std::string_view type, const std::optional<std::int64_t>& day) {
    if (day) activity.dates.push_back({std::string(type), iati::DayText(*day)});
  };
  add("1", project.planned_start);
  add("2", project.actual_start);
  add("3", project.planned_end);
  add("4", project.actual_end);
}

// Counts of people as they may be shown: below 11 none, above rounded down to tens (11 for the first band).
std::optional<std::string> Shown(const Indicator& indicator, const std::string& value) {
  if (!indicator.people || value.empty()) return value;
  std::int64_t count = 0;
  std::from_chars(value.data(), value.data() + value.size(), count);
  const std::string band = BandOf(count);
  if (band.empty()) return std::nullopt;
  return band.substr(0, band.find("–"));
}

iati::Indicator IndicatorOf(const Indicator& indicator) {
  iati::Indicator out;
  out.title = indicator.title + (indicator.unit.empty() ? "" : " (" + indicator.unit + ")");
  out.measure = std::to_string(indicator.measure);
  out.ascending = indicator.ascending;
  out.baseline_year = indicator.baseline_year;
  out.baseline_value = Shown(indicator, indicator.baseline_value).value_or("");
  for (const IndicatorValue& value : indicator.values) {
    const std::optional<std::string> shown = value.actual ? Shown(indicator, value.value) : value.value;
    if (!shown) continue;
    const std::string start = iati::DayText(value.start);
    const std::string end = iati::DayText(value.end);
    if (out.periods.empty() || out.periods.back().start != start || out.periods.back().end != end)
      out.periods.push_back({start, end, {}});
    out.periods.back().values.push_back({value.actual, *shown, value.dimension, value.comment});
  }
  return out;
}

iati::Activity ActivityOf(const Project& project, const ResourceSettings& settings, const std::string& host) {
  iati::Activity activity;
  activity.identifier = settings.org_ref + "-" + project.code();
  activity.language = "en";
  activity.default_currency = settings.currency.code();
  activity.reporting = {settings.org_ref, settings.org_type, "", host};
  activity.title = project.title;
  activity.description = project.description.empty() ? project.title : project.description;
  activity.participating = {
      {"", "", "4", project.org_name.empty() ? host : project.org_name}};  // implementing
  if (!project.other_identifier.empty()) activity.other_identifiers = {{project.other_identifier, "A9", ""}};
  activity.status = StatusOf(project.state);
  AddDates(project, activity);
  for (const Share& place : project.countries) {
    if (IsRegion(place))
      activity.regions.push_back({place.code, "1", place.percentage});
    else
      activity.countries.push_back({Upper(place.code), "", place.percentage});
  }
  for (const Share& sector : project.sectors)
    activity.sectors.push_back({sector.code, "1", sector.percentage});
  for (const std::string& target : project.sdg_targets) activity.tags.push_back({target, "3", ""});
  return activity;
}

base::Result<iati::Activity> WholeActivity(db::Transaction& tx, const Project& project,
                                           const ResourceSettings& settings, const std::string& host,
                                           std::int64_t today) {
  iati::Activity activity = ActivityOf(project, settings, host);
  for (const ProjectBudget& budget : TRY(BudgetsOf(tx, project.id)))
    activity.budgets.push_back(
        {iati::DayText(budget.start), iati::DayText(budget.end), budget.value, iati::DayText(budget.start)});
  std::map<std::string, std::string> number_of;
  const auto add = [&](const LedgerLine& line) -> base::Status {
    activity.transactions.push_back(TransactionOf(line, host, project, today));
    number_of[line.id.text()] = std::to_string(line.number);
    if (!line.reverses.empty()) activity.transactions.back().reverses = number_of[line.reverses.text()];
    return base::Ok();
  };
  TRY(EachLineOf(tx, project.panel, project.id, add));
  for (const ProjectResult& result : TRY(ResultsOf(tx, project.id))) {
    iati::ActivityResult out{std::string(ResultTypeOf(result.level)), result.title, {}};
    for (const Indicator& indicator : result.indicators) out.indicators.push_back(IndicatorOf(indicator));
    activity.results.push_back(std::move(out));
  }
  return activity;
}

// The identifier of the activity that stands at this line, so that one finds the project.
std::string IdentifierAt(std::string_view text, int line) {
  constexpr std::string_view kActivity = "<iati-activity ", kOpen = "<iati-identifier>";
  std::size_t end = 0;
  for (int at = 0; at < line && end != std::string_view::npos; ++at) end = text.find('\n', end + 1);
  const std::size_t activity = text.rfind(kActivity, end);
  const std::size_t open = activity == std::string_view::npos ? activity : text.find(kOpen, activity);
  if (open == std::string_view::npos) return {};
  const std::size_t begin = open + kOpen.size();
  return std::string(text.substr(begin, text.find('<', begin) - begin));
}

}  // namespace

base::Result<std::string> IatiExchange::Export(const desk::Actor& actor, const PanelId& panel) {
  const base::UtcTime now = seams_.clock.Now();
  const std::int64_t today = now.ms / base::kDayMs;
  iati::Writer writer(base::FormatTime(now));
  std::size_t projects = 0;
  const auto write = [&](db::Transaction& tx) -> base::Status {
    const Panel host = TRY(panels_.MustHost(tx, actor, panel));
    const ResourceSettings settings = TRY(SettingsOf(tx, panel));
    if (settings.org_ref.empty())
      return base::Error{
          base::Code::kConflict,
          desk::tr("The panel has no reference as an IATI publisher: enter it in the settings of resources."),
          {}};
    for (const Project& project : TRY(AllProjects(tx, panel))) {
      if (project.state == ProjectState::kDraft) continue;
      // A draft that was cancelled was never approved.
      if (project.state == ProjectState::kCancelled && (project.countries.empty() || project.sectors.empty()))
        continue;
      const iati::Activity activity = TRY(WholeActivity(tx, project, settings, host.name, today));
      writer.Add(activity);
      ++projects;
    }
    return base::Ok();
  };
  TRY(seams_.database.Read(write));
  if (projects == 0)
    return base::Error{base::Code::kConflict, desk::tr("There is no approved project yet."), {}};
  std::string text = writer.Done();
  const iati::Report report = TRY(iati::Check(iati::PullFrom(text), "export.xml", {.today = today}));
  for (const auto* findings : {&report.schema, &report.rules})
    if (!findings->empty())
      return base::Error{
          base::Code::kConflict,
          fmt::format("the export breaks a rule of IATI ({}) at {}: {}", findings->front().rule,
                      IdentifierAt(text, findings->front().line), findings->front().text),
          {}};
  return text;
}

}  // namespace panel
