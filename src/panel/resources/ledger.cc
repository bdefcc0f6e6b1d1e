#include "panel/resources/ledger.h"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/resources/ledger_store.h"
#include "panel/resources/project_store.h"
#include "panel/resources/table_columns.h"
#include "panel/resources/text_checks.h"

namespace panel {
namespace {

base::Error Conflict(const char* words) {
  return {base::Code::kConflict, words, {}};
}

base::Error NoLine() {
  return base::NotFound(desk::tr("There is no such line."));
}

// Money is booked on what was approved; what was cancelled can still give money back.
base::Status CheckState(const Project& project, Stage stage) {
  if (project.state == ProjectState::kDraft)
    return Conflict(desk::tr("The project is a draft: money is booked once it is approved."));
  const bool back = stage == Stage::kReturned || stage == Stage::kCancelled;
  if (project.state == ProjectState::kCancelled && !back)
    return Conflict(desk::tr("The project was cancelled: only what is returned or cancelled can be booked."));
  return base::Ok();
}

base::Status CheckInKind(LedgerLine& line) {
  if (!line.in_kind) {
    if (!line.quantity.zero() || !line.unit.empty() || !line.valued_by.empty())
      return base::Invalid("kind: quantity, unit and valued_by belong to lines in kind");
    return base::Ok();
  }
  line.unit = TRY(NameText(line.unit, "unit"));
  line.valued_by = TRY(NameText(line.valued_by, "valued_by"));
  if (line.quantity.negative() || line.quantity.zero()) return base::Invalid("quantity: is above zero");
  return base::Ok();
}

// Everything that rows of one file need to be understood.
struct ImportWorld {
  Viewer viewer;
  base::Currency reporting;
  std::map<std::string, Project, std::less<>> projects;  // by code
  std::map<std::string, Member, std::less<>> members;    // by name
  std::set<std::string, std::less<>> references;
};

base::Result<ImportWorld> LoadWorld(db::Transaction& tx, Viewer viewer, Directory& directory) {
  ImportWorld world;
  const PanelId panel = viewer.panel.id;
  world.viewer = std::move(viewer);
  world.reporting = TRY(SettingsOf(tx, panel)).currency;
  for (Project& project : TRY(AllProjects(tx, panel))) {
    const std::string code = project.code();
    if (world.viewer.MaySee(project)) world.projects.emplace(code, std::move(project));
  }
  for (Member& member : TRY(directory.Admitted(tx, panel))) {
    const std::string name = member.name;
    world.members.emplace(name, std::move(member));
  }
  const auto keep = [&](const db::Row& row) -> base::Result<bool> {
    world.references.insert(row.Text(0));
    return true;
  };
  TRY(tx.Each("SELECT reference FROM ledger_line WHERE panel_id = $1 AND reference IS NOT NULL", {panel},
              keep));
  return world;
}

base::Result<LedgerLine> LineOfRow(const Columns& columns, const files::Record& record,
                                   const ImportWorld& world, std::int64_t today) {
  LedgerLine line;
  line.day = TRY(DayOfText(columns.Get(record, "date"), "date"));
  const std::optional<Stage> stage = StageNamed(columns.Get(record, "stage"));
  if (!stage) return base::Invalid("stage: is pledged, committed, received, spent, returned or cancelled");
  line.stage = *stage;
  const auto project = world.projects.find(columns.Get(record, "project"));
  if (project == world.projects.end())
    return base::Invalid(fmt::format("project: there is no project “{}”; write its code, such as P7",
                                     columns.Get(record, "project").substr(0, 40)));
  line.project = project->second.id;
  const std::string_view donor = columns.Get(record, "donor");
  const auto member = world.members.find(donor);
  if (member != world.members.end()) line.member = member->second.id;
  line.donor = donor;
  const base::Result<base::Currency> currency = base::Currency::Parse(columns.Get(record, "currency"));
  if (!currency.has_value()) return base::Invalid("currency: " + currency.error().external);
  const base::Result<base::Decimal> amount = base::Decimal::Parse(columns.Get(record, "amount"));
  if (!amount.has_value()) return base::Invalid("amount: " + amount.error().external);
  line.value = {*amount, *currency};
  const std::string_view kind = columns.Get(record, "kind");
  if (!kind.empty() && kind != "money" && kind != "in-kind")
    return base::Invalid("kind: is money or in-kind");
  line.in_kind = kind == "in-kind";
  if (const std::string_view quantity = columns.Get(record, "quantity"); !quantity.empty()) {
    const base::Result<base::Decimal> parsed = base::Decimal::Parse(quantity);
    if (!parsed.has_value()) return base::Invalid("quantity: " + parsed.error().external);
    line.quantity = *parsed;
  }
  line.unit = columns.Get(record, "unit");
  line.valued_by = columns.Get(record, "valued_by");
  line.commitment = columns.Get(record, "commitment");
  line.reference = columns.Get(record, "reference");
  line.note = columns.Get(record, "note");
  line = TRY(CheckedLine(line, today));
  const base::Status state = CheckState(project->second, line.stage);
  if (!state.has_value()) return base::Invalid("project: " + state.error().external);
  if (!line.reference.empty() && world.references.contains(line.reference))
    return base::Invalid("reference: is in the ledger already, or stands twice in this file");
  return line;
}

}  // namespace

base::Result<LedgerLine> CheckedLine(const LedgerLine& draft, std::int64_t today) {
  LedgerLine line = draft;
  line.donor = TRY(NameText(draft.donor, "donor"));
  line.commitment = TRY(ShortText(draft.commitment, "commitment"));
  line.reference = TRY(ShortText(draft.reference, "reference"));
  line.note = TRY(LongText(draft.note, "note"));
  if (line.value.currency.empty()) return base::Invalid("currency: is missing");
  const base::Status fits = base::FitsCurrency(line.value);
  if (!fits.has_value()) return base::Invalid("amount: " + fits.error().external);
  if (line.value.amount.zero() || line.value.amount.negative())
    return base::Invalid("amount: is above zero; to take a line back, reverse it");
  if (line.value.amount > base::Decimal::FromInteger(base::kMaxLedgerWholeUnits) ||
      line.quantity > base::Decimal::FromInteger(base::kMaxLedgerWholeUnits))
    return base::TooLarge(
        fmt::format("amount: is above kMaxLedgerWholeUnits ({})", base::kMaxLedgerWholeUnits));
  const bool happened = line.stage != Stage::kPledged && line.stage != Stage::kCommitted;
  if (happened && line.day > today) return base::Invalid("date: is in the future");
  TRY(CheckInKind(line));
  return line;
}

base::Status Ledger::CheckMayWrite(const Viewer& viewer, const desk::Actor& actor, const Project& project,
                                   const LedgerLine& line) const {
  if (viewer.MayChange(project, actor)) return base::Ok();
  const bool own_pledge =
      line.stage == Stage::kPledged && viewer.member && viewer.member->id == line.member &&
      viewer.member->state == MemberState::kAdmitted && actor.Can(desk::Permission::kPanelTakePart);
  if (own_pledge) return base::Ok();
  return base::Error{
      base::Code::kForbidden,
      desk::tr(
          "The secretariat or the project's owner writes this line; a member writes what it pledges itself."),
      {}};
}

base::Result<LineId> Ledger::Add(const desk::Actor& actor, const LedgerLine& draft) {
  const LineId id = LineId::New(seams_.random);
  const auto store = [&](db::Transaction& tx) -> base::Status {
    const auto [project, viewer] = TRY(projects_.MustSee(tx, actor, draft.project));
    LedgerLine line = draft;
    if (!line.member.empty()) {
      const Member member = TRY(directory_.Get(tx, line.member));
      if (member.panel != project.panel) return base::NotFound(desk::tr("There is no such member."));
      line.donor = member.name;
    }
    line = TRY(CheckedLine(line, seams_.clock.Now().ms / base::kDayMs));
    TRY(CheckMayWrite(viewer, actor, project, line));
    TRY(CheckState(project, line.stage));
    if (!line.reference.empty() &&
        TRY(tx.QueryOne("SELECT id FROM ledger_line WHERE panel_id = $1 AND reference = $2",
                        {project.panel, line.reference})))
      return Conflict(desk::tr("A line with this reference is in the ledger already."));
    line.id = id;
    line.created = seams_.clock.Now();
    line.valued.reset();
    line.reverses = {};
    std::vector<LedgerLine> lines = {line};
    const base::Currency reporting = TRY(SettingsOf(tx, project.panel)).currency;
    TRY(InsertLines(tx, project.panel, reporting, lines));
    return seams_.audit.Append(tx, actor, "ledger.add", "line:" + id.text(),
                               {{"project", project.id.text()}});
  };
  TRY(seams_.database.Write(store));
  return id;
}

base::Result<LineId> Ledger::Reverse(const desk::Actor& actor, const LineId& line_id,
                                     std::string_view reason) {
  const LineId id = LineId::New(seams_.random);
  const std::string why = TRY(LongText(reason, "note"));
  if (why.empty()) return base::Invalid("note: say why the line is taken back");
  const auto store = [&](db::Transaction& tx) -> base::Status {
    const std::optional<LedgerLine> line = TRY(FindLine(tx, line_id));
    if (!line) return NoLine();
    const base::Result<std::pair<Project, Viewer>> both = projects_.MustSee(tx, actor, line->project);
    if (!both.has_value()) return both.error().code == base::Code::kNotFound ? NoLine() : both.error();
    TRY(CheckMayWrite(both->second, actor, both->first, *line));
    if (!line->reverses.empty())
      return Conflict(desk::tr("This line takes another one back; write a new line instead."));
    if (!line->reversed_by.empty()) return Conflict(desk::tr("This line was taken back already."));
    LedgerLine reversal = *line;
    reversal.id = id;
    reversal.created = seams_.clock.Now();
    reversal.value.amount = line->value.amount.Negated();
    reversal.quantity = line->quantity.Negated();
    if (reversal.valued) reversal.valued->value.amount = line->valued->value.amount.Negated();
    reversal.reverses = line_id;
    reversal.reference.clear();
    reversal.note = why;
    std::vector<LedgerLine> lines = {reversal};
    TRY(InsertLines(tx, line->panel, {}, lines));
    return seams_.audit.Append(tx, actor, "ledger.reverse", "line:" + line_id.text(), {{"by", id.text()}});
  };
  TRY(seams_.database.Write(store));
  return id;
}

base::Result<ImportOutcome> Ledger::Import(const desk::Actor& actor, const PanelId& panel,
                                           std::string_view bytes, const std::string& name) {
  const auto work = [&](db::Transaction& tx) -> base::Result<ImportOutcome> {
    ImportOutcome outcome;
    Viewer viewer = TRY(MustSeePanel(tx, panels_, directory_, actor, panel));
    ImportWorld world = TRY(LoadWorld(tx, std::move(viewer), directory_));
    const base::UtcTime now = seams_.clock.Now();
    std::vector<LedgerLine> lines;
    const auto take = [&](const Columns& columns, const files::Record& record) {
      base::Result<LedgerLine> line = LineOfRow(columns, record, world, now.ms / base::kDayMs);
      if (!line.has_value()) return AddFault(outcome, record.row, line.error());
      const Project& project = world.projects.find(columns.Get(record, "project"))->second;
      const base::Status may = CheckMayWrite(world.viewer, actor, project, *line);
      if (!may.has_value()) return outcome.Add(record.row, "project", may.error().external);
      if (!line->reference.empty()) world.references.insert(line->reference);
      line->id = LineId::New(seams_.random);
      line->created = now;
      lines.push_back(*std::move(line));
    };
    TRY(EachRow(bytes, name, {"date", "stage", "project", "donor", "currency", "amount"},
                {"kind", "quantity", "unit", "valued_by", "commitment", "reference", "note"}, outcome, take));
    if (outcome.fault_count > 0 || lines.empty()) return outcome;
    TRY(InsertLines(tx, panel, world.reporting, lines));
    outcome.taken = lines.size();
    TRY(seams_.audit.Append(tx, actor, "ledger.import", "panel:" + panel.text(),
                            {{"lines", std::to_string(lines.size())}}));
    return outcome;
  };
  return seams_.database.Write(work);
}

base::Result<LedgerLine> Ledger::Get(const desk::Actor& actor, const LineId& id) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<LedgerLine> {
    const std::optional<LedgerLine> line = TRY(FindLine(tx, id));
    if (!line) return NoLine();
    const base::Result<Viewer> viewer = MustSeePanel(tx, panels_, directory_, actor, line->panel);
    if (!viewer.has_value()) return viewer.error().code == base::Code::kNotFound ? NoLine() : viewer.error();
    return *line;
  });
}

base::Result<LedgerPage> Ledger::List(const desk::Actor& actor, const PanelId& panel,
                                      const LedgerFilter& filter, std::int64_t before, std::size_t limit) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<LedgerPage> {
    TRY(MustSeePanel(tx, panels_, directory_, actor, panel));
    LedgerPage page;
    page.lines = TRY(LinesBefore(tx, panel, filter, before, limit + 1));
    if (page.lines.size() > limit) {
      page.lines.pop_back();
      page.next = page.lines.back().number;
    }
    return page;
  });
}

base::Result<LedgerTotals> Ledger::Totals(const desk::Actor& actor, const PanelId& panel,
                                          const ProjectId& project) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<LedgerTotals> {
    TRY(MustSeePanel(tx, panels_, directory_, actor, panel));
    LedgerTotals totals;
    totals.settings = TRY(SettingsOf(tx, panel));
    totals.totals = TRY(TotalsOf(tx, panel, project, ""));
    return totals;
  });
}

base::Result<std::vector<NamedTotals>> Ledger::ByDonor(const desk::Actor& actor, const PanelId& panel,
                                                       const ProjectId& project, const std::string& after,
                                                       std::size_t limit) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<NamedTotals>> {
    TRY(MustSeePanel(tx, panels_, directory_, actor, panel));
    return DonorTotals(tx, panel, project, after, limit);
  });
}

base::Result<std::vector<NamedTotals>> Ledger::ByProject(const desk::Actor& actor, const PanelId& panel,
                                                         const std::vector<Project>& projects) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<NamedTotals>> {
    TRY(MustSeePanel(tx, panels_, directory_, actor, panel));
    std::vector<NamedTotals> named;
    for (const Project& project : projects)
      named.push_back({project.id.text(), project.title, TRY(TotalsOf(tx, panel, project.id, ""))});
    return named;
  });
}

base::Status Ledger::Each(const desk::Actor& actor, const PanelId& panel,
                          const std::function<base::Status(const LedgerLine&)>& visit) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Status {
    TRY(MustSeePanel(tx, panels_, directory_, actor, panel));
    return EachLine(tx, panel, visit);
  });
}

base::Result<std::vector<StageTotal>> Ledger::PublishedSum(const PanelId& panel) {
  return seams_.database.Read([&](db::Transaction& tx) { return TotalsOfPublished(tx, panel); });
}

base::Result<std::vector<NamedTotals>> Ledger::PublishedTotals(const std::vector<Project>& published) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<NamedTotals>> {
    std::vector<NamedTotals> named;
    if (published.empty()) return named;
    std::vector<ProjectId> ids;
    for (const Project& project : published) ids.push_back(project.id);
    const std::set<std::string> still_public = TRY(PublicAmong(tx, ids));
    std::map<std::string, std::vector<StageTotal>> totals =
        TRY(TotalsOfProjects(tx, published.front().panel, ids));
    for (const Project& project : published) {
      const std::string& id = project.id.text();
      if (still_public.contains(id)) named.push_back({id, project.title, std::move(totals[id])});
    }
    return named;
  });
}

}  // namespace panel
