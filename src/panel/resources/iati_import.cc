#include <fmt/format.h>

#include <charconv>
#include <map>
#include <optional>

#include "base/limits_panel.h"
#include "iati/activity.h"
#include "iati/code_lists.h"
#include "panel/resources/iati_exchange.h"
#include "panel/resources/project_store.h"
#include "panel/resources/table_columns.h"
#include "panel/resources/text_checks.h"

namespace panel {
namespace {

// One file on its way in: what was understood, and what was not.
struct Incoming {
  Project project;
  std::vector<ProjectBudget> budgets;
  std::vector<ProjectResult> results;
  std::vector<LedgerLine> lines;
};

std::optional<ProjectState> StateOfStatus(std::string_view status) {
  constexpr std::string_view kStatus = "123456";
  constexpr ProjectState kStates[] = {ProjectState::kPipeline,  ProjectState::kRunning,
                                      ProjectState::kClosed,    ProjectState::kClosed,
                                      ProjectState::kCancelled, ProjectState::kSuspended};
  const std::size_t at = kStatus.find(status);
  if (status.size() != 1 || at == std::string_view::npos) return std::nullopt;
  return kStates[at];
}

std::optional<Stage> StageOf(const iati::Transaction& transaction) {
  if (const std::optional<Stage> own = StageNamed(transaction.stage)) return own;
  const std::string& type = transaction.type;
  if (type == "13") return Stage::kPledged;
  if (type == "11") return Stage::kCommitted;
  if (type == "1") return Stage::kReceived;
  if (type == "3" || type == "4") return Stage::kSpent;
  return std::nullopt;
}

std::string Lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

std::optional<std::int64_t> DateOfType(const iati::Activity& activity, std::string_view type) {
  for (const iati::ActivityDay& day : activity.dates)
    if (day.type == type) return iati::DayNumber(day.date);
  return std::nullopt;
}

// Countries, and the regions that are counted together with them. A region that only says where the countries
// lie, whose shares are whole already, is left out.
std::vector<Share> PlacesOf(const iati::Activity& activity) {
  constexpr std::int64_t kWhole = 100;
  std::vector<Share> places;
  base::Decimal sum;
  bool shared = true;
  for (const iati::Coded& country : activity.countries) {
    places.push_back({Lower(country.code), country.percentage});
    const base::Result<base::Decimal> part = base::Decimal::Parse(country.percentage);
    const base::Result<base::Decimal> more = part.has_value() ? sum.Plus(*part) : part;
    shared = shared && more.has_value();
    if (more.has_value()) sum = *more;
  }
  if (!shared || sum == base::Decimal::FromInteger(kWhole)) return places;
  for (const iati::Coded& region : activity.regions)
    if (region.vocabulary.empty() || region.vocabulary == "1")
      places.push_back({region.code, region.percentage});
  return places;
}

base::Result<Project> ProjectOf(const iati::Activity& activity) {
  Project project;
  project.title = activity.title;
  project.description = activity.description;
  project.other_identifier = activity.identifier;
  const std::optional<ProjectState> state = StateOfStatus(activity.status);
  if (!state)
    return base::Invalid(fmt::format("activity-status: “{}” is not on IATI's list", activity.status));
  project.state = *state;
  project.planned_start = DateOfType(activity, "1");
  project.actual_start = DateOfType(activity, "2");
  project.planned_end = DateOfType(activity, "3");
  project.actual_end = DateOfType(activity, "4");
  project.countries = PlacesOf(activity);
  for (const iati::Coded& sector : activity.sectors)
    if (sector.vocabulary.empty() || sector.vocabulary == "1")
      project.sectors.push_back({sector.code, sector.percentage});
  for (const iati::Coded& tag : activity.tags)
    if (tag.vocabulary == "3") project.sdg_targets.push_back(tag.code);
  project = TRY(CheckedProject(project));
  return project;
}

base::Status AddResults(const iati::Activity& activity, base::Random& random, Incoming& incoming) {
  for (const iati::ActivityResult& result : activity.results) {
    ProjectResult out{
        .id = ResultId::New(random), .title = TRY(NameText(result.title, "result/title")), .indicators = {}};
    out.level = result.type == "1"   ? ResultLevel::kOutput
                : result.type == "3" ? ResultLevel::kImpact
                                     : ResultLevel::kOutcome;
    for (const iati::Indicator& indicator : result.indicators) {
      Indicator one{.result = out.id,
                    .title = indicator.title,
                    .measure = indicator.measure.size() == 1 ? indicator.measure[0] - '0' : 0};
      one.ascending = indicator.ascending;
      one.baseline_year = indicator.baseline_year;
      one.baseline_value = indicator.baseline_value;
      one = TRY(CheckedIndicator(one));
      one.id = IndicatorId::New(random);
      for (const iati::ResultPeriod& period : indicator.periods) {
        for (const iati::PeriodValue& value : period.values) {
          IndicatorValue in{iati::DayNumber(period.start).value_or(0),
                            iati::DayNumber(period.end).value_or(0),
                            value.actual,
                            value.value,
                            value.dimension,
                            value.comment};
          in = TRY(CheckedValue(one, in));
          one.values.push_back(std::move(in));
        }
      }
      out.indicators.push_back(std::move(one));
    }
    incoming.results.push_back(std::move(out));
  }
  return base::Ok();
}

base::Status AddBudgets(const iati::Activity& activity, Incoming& incoming) {
  std::vector<bool> revised;  // beside the budgets
  for (const iati::Budget& budget : activity.budgets) {
    const ProjectBudget one{iati::DayNumber(budget.start).value_or(0),
                            iati::DayNumber(budget.end).value_or(0), budget.value};
    TRY(CheckBudget(one));
    bool placed = false;
    for (std::size_t i = 0; i < incoming.budgets.size(); ++i) {
      ProjectBudget& other = incoming.budgets[i];
      if (one.start > other.end || other.start > one.end) continue;
      const bool same = one.start == other.start && one.end == other.end;
      if (!same || budget.revised == revised[i])
        return base::Invalid("budget: two budgets are for the same days");
      if (budget.revised) other = one;  // what was planned at first is history
      revised[i] = true;
      placed = true;
    }
    if (placed) continue;
    incoming.budgets.push_back(one);
    revised.push_back(budget.revised);
  }
  return base::Ok();
}

base::Result<LedgerLine> LineOf(const iati::Transaction& transaction, Stage stage, std::int64_t today) {
  LedgerLine line;
  line.stage = stage;
  line.value = transaction.value;
  // Of another publisher a negative sum of money is a correction of its own; ours says what it reverses.
  const bool negated = line.stage == Stage::kReturned || line.stage == Stage::kCancelled;
  if (negated) line.value.amount = line.value.amount.Negated();
  const bool reversal = line.value.amount.negative();
  line.value.amount = line.value.amount.Absolute();
  line.day = iati::DayNumber(transaction.date).value_or(0);
  line.donor = line.stage == Stage::kSpent ? transaction.receiver.name : transaction.provider.name;
  if (line.donor.empty())
    line.donor = line.stage == Stage::kSpent ? transaction.receiver.ref : transaction.provider.ref;
  if (line.donor.empty()) line.donor = "–";
  line.in_kind = !transaction.unit.empty();
  if (line.in_kind) {
    line.quantity = TRY(base::Decimal::Parse(transaction.quantity)).Absolute();
    line.unit = transaction.unit;
    line.valued_by = transaction.valued_by;
  }
  line.commitment = transaction.commitment;
  line.note = transaction.description;
  line = TRY(CheckedLine(line, today));
  if (reversal) {
    line.value.amount = line.value.amount.Negated();
    line.quantity = line.quantity.Negated();
  }
  return line;
}

// Lines of one activity, in the file's order; what reverses what is found by the references in it.
void AddLines(const iati::Activity& activity, base::Random& random, base::UtcTime now, Incoming& incoming,
              ImportOutcome& outcome) {
  std::map<std::string, LineId> by_ref;
  for (const iati::Transaction& transaction : activity.transactions) {
    const std::optional<Stage> stage = StageOf(transaction);
    if (!stage && iati::InList("TransactionType", transaction.type)) {
      ++outcome.skipped;  // loans, guarantees and what others owe: the ledger has no place for them
      continue;
    }
    if (!stage) {
      outcome.Add(static_cast<std::size_t>(transaction.line), "transaction-type",
                  fmt::format("“{}” is not on IATI's list", transaction.type));
      continue;
    }
    base::Result<LedgerLine> line = LineOf(transaction, *stage, now.ms / base::kDayMs);
    if (!line.has_value()) {
      AddFault(outcome, static_cast<std::size_t>(transaction.line), line.error());
      continue;
    }
    line->id = LineId::New(random);
    line->created = now;
    if (!transaction.reverses.empty()) {
      const auto found = by_ref.find(transaction.reverses);
      if (found == by_ref.end()) {
        outcome.Add(static_cast<std::size_t>(transaction.line), "reverses",
                    "names a transaction that does not stand before it");
        continue;
      }
      line->reverses = found->second;
      by_ref.erase(found);
    }
    if (!transaction.ref.empty()) by_ref[transaction.ref] = line->id;
    incoming.lines.push_back(*std::move(line));
  }
}

Incoming Understand(const iati::Activity& activity, base::Random& random, base::UtcTime now,
                    ImportOutcome& outcome) {
  Incoming incoming;
  const auto at = static_cast<std::size_t>(activity.line);
  const base::Result<Project> project = ProjectOf(activity);
  if (!project.has_value()) {
    AddFault(outcome, at, project.error());
  } else {
    incoming.project = *project;
  }
  const base::Status budgets = AddBudgets(activity, incoming);
  if (!budgets.has_value()) AddFault(outcome, at, budgets.error());
  const base::Status results = AddResults(activity, random, incoming);
  if (!results.has_value()) AddFault(outcome, at, results.error());
  AddLines(activity, random, now, incoming, outcome);
  return incoming;
}

base::Status Store(db::Transaction& tx, const PanelId& panel, const desk::OrgId& org, base::Random& random,
                   base::UtcTime now, Incoming& incoming) {
  Project& project = incoming.project;
  project.id = ProjectId::New(random);
  project.panel = panel;
  project.org = org;
  project.created = now;
  TRY(InsertProject(tx, project));
  for (const ProjectBudget& budget : incoming.budgets) TRY(InsertBudget(tx, project.id, budget));
  std::int64_t place = 0;
  std::int64_t indicator_place = 0;
  for (const ProjectResult& result : incoming.results) {
    TRY(InsertResult(tx, project.id, result, place++));
    for (const Indicator& indicator : result.indicators) {
      TRY(InsertIndicator(tx, project.id, indicator, indicator_place++));
      for (const IndicatorValue& value : indicator.values) TRY(PutValue(tx, project.id, indicator.id, value));
    }
  }
  for (LedgerLine& line : incoming.lines) line.project = project.id;
  const base::Currency reporting = TRY(SettingsOf(tx, panel)).currency;
  return InsertLines(tx, panel, reporting, incoming.lines);
}

// Donors with the name of an admitted member are that member.
void FindMembers(const std::vector<Member>& members, Incoming& incoming) {
  for (LedgerLine& line : incoming.lines)
    for (const Member& member : members)
      if (member.name == line.donor) line.member = member.id;
}

// Whether our own export calls a project of this panel so: read back it would stand there twice, with its
// money.
base::Result<bool> IsOwnProject(db::Transaction& tx, const PanelId& panel, const ResourceSettings& settings,
                                std::string_view identifier) {
  const std::string ours = settings.org_ref + "-P";
  if (settings.org_ref.empty() || !identifier.starts_with(ours)) return false;
  const std::string_view digits = identifier.substr(ours.size());
  std::int64_t number = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (problem != std::errc() || end != digits.data() + digits.size()) return false;
  return TRY(FindProjectByNumber(tx, panel, number)).has_value();
}

}  // namespace

base::Result<ImportOutcome> IatiExchange::Import(const desk::Actor& actor, const PanelId& panel,
                                                 std::string_view bytes, const std::string& name) {
  if (bytes.size() > base::kMaxResourceImportBytes)
    return base::TooLarge(fmt::format("{}: larger than kMaxResourceImportBytes ({} bytes)", name,
                                      base::kMaxResourceImportBytes));
  const base::UtcTime now = seams_.clock.Now();
  const auto work = [&](db::Transaction& tx) -> base::Result<ImportOutcome> {
    ImportOutcome outcome;
    const Panel host = TRY(panels_.MustHost(tx, actor, panel));
    const auto wrong = [&](const iati::Finding& finding) {
      outcome.Add(static_cast<std::size_t>(finding.line), "", finding.text);
    };
    const std::vector<iati::Activity> activities =
        TRY(iati::ReadActivities(iati::PullFrom(bytes), name, wrong));
    const std::vector<Member> members = TRY(directory_.Admitted(tx, panel));
    const ResourceSettings settings = TRY(SettingsOf(tx, panel));
    std::vector<Incoming> all;
    std::map<std::string, int> seen;
    for (const iati::Activity& activity : activities) {
      const auto at = static_cast<std::size_t>(activity.line);
      if (!seen.emplace(activity.identifier, activity.line).second)
        outcome.Add(at, "iati-identifier", "stands in this file already");
      if (TRY(FindProjectByIdentifier(tx, panel, activity.identifier)))
        outcome.Add(at, "iati-identifier", fmt::format("“{}” was imported already", activity.identifier));
      else if (TRY(IsOwnProject(tx, panel, settings, activity.identifier)))
        outcome.Add(at, "iati-identifier",
                    fmt::format("“{}” is a project of this panel itself", activity.identifier));
      all.push_back(Understand(activity, seams_.random, now, outcome));
      FindMembers(members, all.back());
    }
    if (outcome.fault_count > 0) return outcome;
    for (Incoming& incoming : all) TRY(Store(tx, panel, host.host, seams_.random, now, incoming));
    outcome.taken = all.size();
    TRY(seams_.audit.Append(
        tx, actor, "iati.import", "panel:" + panel.text(),
        {{"activities", std::to_string(all.size())}, {"skipped", std::to_string(outcome.skipped)}}));
    return outcome;
  };
  return seams_.database.Write(work);
}

}  // namespace panel
