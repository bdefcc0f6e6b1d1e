#include "panel/resources/project_parts.h"

#include "desk/web/parts.h"
#include "entity/entity.h"
#include "html/names.h"
#include "iati/simple_types.h"
#include "panel/common/sdg.h"
#include "panel/resources/money_words.h"

namespace panel {

using desk::Context;
using html::El;
using html::Html;
using html::Join;

namespace {

std::string Days(const html::Locale& locale, const std::optional<std::int64_t>& from,
                 const std::optional<std::int64_t>& to) {
  if (!from && !to) return {};
  return (from ? DayWords(locale, *from) : "…") + " – " + (to ? DayWords(locale, *to) : "…");
}

std::string Countries(const Project& project) {
  std::string text;
  for (const Share& country : project.countries) {
    text += (text.empty() ? "" : ", ") + PlaceName(country);
    if (!country.percentage.empty()) text += " " + country.percentage + " %";
  }
  return text;
}

std::vector<html::Choice> LevelChoices(const html::Locale& locale) {
  std::vector<html::Choice> choices;
  for (const ResultLevel level : {ResultLevel::kOutput, ResultLevel::kOutcome, ResultLevel::kImpact})
    choices.push_back({std::string(ResultLevelName(level)), LevelWords(locale, level)});
  return choices;
}

}  // namespace

std::string ProjectHref(const ProjectId& id) {
  return "/projects/" + id.text();
}

Html StateBadge(const html::Locale& locale, ProjectState state) {
  html::Mark mark = html::Mark::kPlain;
  if (state == ProjectState::kRunning) mark = html::Mark::kOk;
  if (state == ProjectState::kDraft || state == ProjectState::kPipeline) mark = html::Mark::kAct;
  if (state == ProjectState::kSuspended) mark = html::Mark::kCare;
  if (state == ProjectState::kCancelled) mark = html::Mark::kUnknown;
  return html::Badge(mark, ProjectStateWords(locale, state));
}

std::string ActWords(const html::Locale& locale, ProjectAct act) {
  switch (act) {
    case ProjectAct::kApprove:
      return locale.tr("Approve the project");
    case ProjectAct::kStart:
      return locale.tr("Start the project");
    case ProjectAct::kSuspend:
      return locale.tr("Suspend the project");
    case ProjectAct::kResume:
      return locale.tr("Resume the project");
    case ProjectAct::kClose:
      return locale.tr("Close the project");
    case ProjectAct::kReopen:
      return locale.tr("Open the project again");
    default:
      return locale.tr("Cancel the project");
  }
}

Html ProjectTable(const html::Locale& locale, const std::vector<Project>& projects,
                  const std::vector<NamedTotals>& totals, base::Currency reporting) {
  desk::TableMaker table({{locale.tr("Project")},
                          {locale.tr("Organisation")},
                          {locale.tr("State")},
                          {locale.tr("Countries")},
                          {locale.ctr("money", "Pledged"), true},
                          {locale.ctr("money", "Arrived"), true},
                          {locale.ctr("money", "Spent"), true}});
  for (std::size_t i = 0; i < projects.size(); ++i) {
    const Project& project = projects[i];
    const Flow flow = i < totals.size() ? FlowOf(totals[i].totals) : Flow();
    const auto words = [&](const base::Decimal& amount) {
      return flow.lines == 0 ? std::string("–") : AmountWords(locale, amount, reporting.minor_units());
    };
    table.Row({Join(El("span", {{"class", "id"}}, project.code()), " ",
                    desk::LinkTo(ProjectHref(project.id), html::Value(project.title))),
               html::Value(project.org_name), StateBadge(locale, project.state), Countries(project),
               words(flow.pledged), words(flow.arrived), words(flow.spent)});
  }
  return table.Done(
      locale.tr("Projects, newest first; sums in {currency}", {{"currency", reporting.code()}}));
}

Html ProjectFacts(const html::Locale& locale, const ProjectView& view) {
  const Project& project = view.project;
  std::string sectors;
  for (const Share& sector : project.sectors)
    sectors += (sectors.empty() ? "" : ", ") + sector.code +
               (sector.percentage.empty() ? "" : " " + sector.percentage + " %");
  std::string targets;
  for (const std::string& target : project.sdg_targets) {
    const std::string_view title = SdgTitle(target);
    targets += (targets.empty() ? "" : "; ") + target + (title.empty() ? "" : " " + locale.tr(title));
  }
  const std::string l_org = locale.tr("Organisation"), l_kind = locale.tr("Kind"),
                    l_planned = locale.tr("Planned"), l_actual = locale.tr("Actual"),
                    l_countries = locale.tr("Countries"), l_sectors = locale.tr("Sectors (OECD DAC)"),
                    l_sdg = locale.tr("SDG targets"), l_public = locale.tr("On the public face"),
                    l_other = locale.tr("Identifier at its publisher");
  return html::Facts(
      {{l_org, html::Value(project.org_name)},
       {l_kind, ProjectKindWords(locale, project.kind)},
       {l_planned, Days(locale, project.planned_start, project.planned_end)},
       {l_actual, Days(locale, project.actual_start, project.actual_end)},
       {l_countries, Countries(project)},
       {l_sectors, Html(sectors)},
       {l_sdg, Html(targets)},
       {l_other, project.other_identifier.empty() ? Html() : html::Value(project.other_identifier)},
       {l_public, project.is_public ? locale.tr("Shown") : locale.tr("Not shown")}});
}

// One row an indicator and period: target beside actual, with a bar of how much of it is reached.
Html IndicatorRows(const html::Locale& locale, const ProjectResult& result) {
  desk::TableMaker table({{locale.tr("Indicator")},
                          {locale.tr("Period")},
                          {locale.tr("Of whom")},
                          {locale.tr("Target"), true},
                          {locale.tr("Actual"), true},
                          {locale.tr("Remark")}});
  for (const Indicator& indicator : result.indicators) {
    const std::string title = indicator.title + (indicator.unit.empty() ? "" : " (" + indicator.unit + ")");
    const Html name =
        Join(html::Value(title),
             indicator.baseline_year.empty()
                 ? Html()
                 : El("span", {{"class", "muted small"}}, " ",
                      locale.tr("baseline {year}: {value}",
                                {{"year", indicator.baseline_year},
                                 {"value", ValueWords(locale, indicator, indicator.baseline_value)}})));
    if (indicator.values.empty()) table.Row({name, "–", "", "", "", ""});
    for (const IndicatorValue& value : indicator.values)
      table.Row({name, DayWords(locale, value.start) + " – " + DayWords(locale, value.end),
                 html::Value(value.dimension), value.actual ? Html() : html::Value(value.value),
                 value.actual ? html::Value(ValueWords(locale, indicator, value.value)) : Html(),
                 html::Value(value.comment)});
  }
  return table.empty() ? El("p", {{"class", "muted"}}, locale.tr("No indicator yet."))
                       : table.Done(locale.tr("Indicators and their values"));
}

// The forms below the results, closed until they are needed. `which` was sent and refused.
Html ResultForms(const Context& context, const ProjectView& view, const std::string& which,
                 const PageForm& refused) {
  const html::Locale& locale = desk::LocaleOf(context);
  const PageForm fresh(locale, {});
  const auto form_of = [&](std::string_view name) -> const PageForm& {
    return which == name ? refused : fresh;
  };
  const std::string base = ProjectHref(view.project.id);
  const auto closed = [&](std::string_view name, const std::string& summary, const Html& fields,
                          const std::string& button) {
    const std::string action = base + "/" + std::string(name);
    return html::Closed(
        summary,
        Join(form_of(name).Errors(),
             html::Form({.action = action, .csrf = context.csrf()},
                        Join(fields, html::Button(button, {.kind = html::ButtonKind::kQuiet})))),
        which == name);
  };
  std::vector<html::Choice> results;
  std::vector<html::Choice> indicators;
  for (const ProjectResult& result : view.results) {
    results.push_back({result.id.text(), LevelWords(locale, result.level) + ": " + result.title});
    for (const Indicator& indicator : result.indicators)
      indicators.push_back({indicator.id.text(), indicator.title});
  }
  const PageForm& r = form_of("results");
  Html out = closed(
      "results", locale.tr("Add a result"),
      Join(r.Choose("level", locale.tr("Level"), LevelChoices(locale)), r.Text("title", locale.tr("Title"))),
      locale.tr("Add the result"));
  if (!results.empty()) {
    const PageForm& i = form_of("indicators");
    const std::vector<html::Choice> measures = {{"1", locale.tr("A count or amount")},
                                                {"2", locale.tr("A percentage")},
                                                {"3", locale.tr("A named scale")},
                                                {"4", locale.tr("A rank")},
                                                {"5", locale.tr("Words only")}};
    out.Add(closed(
        "indicators", locale.tr("Add an indicator"),
        Join(i.Choose("result", locale.tr("Result"), results), i.Text("title", locale.tr("Title")),
             i.Text("unit", locale.tr("Unit")), i.Choose("measure", locale.tr("Measured as"), measures),
             i.Tick("people", locale.tr("It counts people: show bands, and nothing below 11")),
             i.Text("baseline_year", locale.tr("Year of the baseline")),
             i.Text("baseline_value", locale.tr("Baseline"))),
        locale.tr("Add the indicator")));
  }
  if (!indicators.empty()) {
    const PageForm& v = form_of("values");
    out.Add(closed("values", locale.tr("Enter a value"),
                   Join(v.Choose("indicator", locale.tr("Indicator"), indicators),
                        v.Date("start", locale.tr("Begins")), v.Date("end", locale.tr("Ends")),
                        v.Choose("actual", locale.tr("Kind"),
                                 {{"no", locale.tr("Target")}, {"yes", locale.tr("Actual")}}),
                        v.Text("value", locale.tr("Value")),
                        v.Text("dimension", locale.tr("Of whom"),
                               locale.tr("As name=value, such as sex=female; empty: all")),
                        v.Text("comment", locale.tr("Remark"))),
                   locale.tr("Enter the value")));
  }
  return out;
}

Html BudgetPart(const Context& context, const ProjectView& view, const std::string& which,
                const PageForm& refused) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::string remove = ProjectHref(view.project.id) + "/budgets/remove";
  desk::TableMaker table(
      {{locale.tr("Begins")}, {locale.tr("Ends")}, {locale.tr("Budget"), true}, {locale.tr("Change")}});
  for (const ProjectBudget& budget : view.budgets) {
    const std::string what = locale.tr("Remove");
    const Html button =
        view.may_change
            ? html::Form({.action = remove, .csrf = context.csrf()},
                         Join(desk::HiddenField("start", iati::DayText(budget.start)),
                              html::Button(what, {.kind = html::ButtonKind::kQuiet, .css = "small"})))
            : Html();
    table.Row({DayWords(locale, budget.start), DayWords(locale, budget.end), MoneyWords(locale, budget.value),
               button});
  }
  Html out = view.budgets.empty() ? El("p", {{"class", "muted"}}, locale.tr("No budget yet."))
                                  : table.Done(locale.tr("Budgets, a year each at most"));
  if (!view.may_change) return out;
  const PageForm fresh(locale, {});
  const PageForm& form = which == "budgets" ? refused : fresh;
  const std::string action = ProjectHref(view.project.id) + "/budgets";
  out.Add(html::Closed(
      locale.tr("Add a budget"),
      Join(form.Errors(),
           html::Form(
               {.action = action, .csrf = context.csrf()},
               Join(form.Date("start", locale.tr("Begins")), form.Date("end", locale.tr("Ends")),
                    form.Text("amount", locale.tr("Amount")), form.Text("currency", locale.tr("Currency")),
                    html::Button(locale.tr("Add the budget"), {.kind = html::ButtonKind::kQuiet})))),
      which == "budgets"));
  return out;
}

Html MoneyPart(const Context& context, const ProjectReport& report, base::Currency reporting) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::string id = report.view.project.id.text();
  if (report.totals.empty())
    return html::Section(
        locale.tr("What was pledged and what arrived"),
        Join(El("p", {{"class", "muted"}}, locale.tr("Nothing was booked yet.")),
             report.view.project.state == ProjectState::kDraft
                 ? Html()
                 : Html(desk::LinkTo(desk::WithArgument("/resources/ledger/new", "project", id),
                                     locale.tr("Write a line")))));
  Html out = FlowPicture(locale, FlowOf(report.totals), reporting);
  out.Add(StageTable(locale, report.totals, reporting));
  out.Add(DonorsTable(locale, report.donors, reporting));
  out.Add(El(
      "p",
      desk::LinkTo(desk::WithArgument("/resources/ledger", "project", id),
                   locale.tr("All lines of this project")),
      " · ",
      desk::LinkTo(desk::WithArgument("/resources/ledger/new", "project", id), locale.tr("Write a line"))));
  return html::Section(locale.tr("What was pledged and what arrived"), out);
}

Html TraineePart(const Context& context, const ProjectReport& report) {
  const html::Locale& locale = desk::LocaleOf(context);
  const TraineeBands& bands = report.trainees;
  const std::string l_enrolled = locale.tr("Enrolled"), l_completed = locale.tr("Completed"),
                    l_held = locale.tr("Trainings held"), l_hours = locale.tr("Hours held");
  Html out = html::Facts({{l_enrolled, BandWords(locale, bands.enrolled)},
                          {l_completed, BandWords(locale, bands.completed)},
                          {l_held, locale.Number(bands.trainings_held)},
                          {l_hours, locale.Number(bands.hours_held)}});
  if (!bands.completed_by_group.empty()) {
    desk::TableMaker table({{locale.tr("Group")}, {locale.tr("Completed"), true}});
    for (const auto& [group, band] : bands.completed_by_group)
      table.Row({GroupWords(locale, group), BandWords(locale, band)});
    out.Add(table.Done(locale.tr("Completed, by group")));
  }
  out.Add(El("p", {{"class", "muted small"}},
             locale.tr("People are counted in bands; fewer than 11 are never shown.")));
  if (report.view.may_change)
    out.Add(El("p", desk::LinkTo(ProjectHref(report.view.project.id) + "/trainees",
                                 locale.tr("Codes, trainings and attendance"))));
  return html::Section(locale.tr("Trainees"), out);
}

}  // namespace panel
