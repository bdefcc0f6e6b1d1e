// /projects: the list, one project, its form, its states, its results; the donors' report as PDF; who does
// what where as CSV.

#include <cstdlib>

#include "desk/web/api.h"
#include "desk/web/parts.h"
#include "entity/entity.h"
#include "html/names.h"
#include "iati/simple_types.h"
#include "panel/resources/hxl.h"
#include "panel/resources/page_form.h"
#include "panel/resources/pages_resources.h"
#include "panel/resources/project_report.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;
using html::Join;

constexpr std::size_t kRows = 50;
constexpr std::size_t kHomeProjects = 5;
constexpr std::int64_t kHomeUrgency = 150;
constexpr std::size_t kWhoProjects = 5000;
constexpr std::string_view kHere = "/projects";

std::string Href(const ProjectId& id) {
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

std::string Days(const html::Locale& locale, const std::optional<std::int64_t>& from,
                 const std::optional<std::int64_t>& to) {
  if (!from && !to) return {};
  return (from ? DayWords(locale, *from) : "…") + " – " + (to ? DayWords(locale, *to) : "…");
}

std::string Countries(const Project& project) {
  std::string text;
  for (const Share& country : project.countries) {
    text += (text.empty() ? "" : ", ") + std::string(entity::CountryName(country.code));
    if (!country.percentage.empty()) text += " " + country.percentage + " %";
  }
  return text;
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
                    desk::LinkTo(Href(project.id), html::Value(project.title))),
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
  for (const std::string& target : project.sdg_targets) targets += (targets.empty() ? "" : ", ") + target;
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

std::vector<html::Choice> LevelChoices(const html::Locale& locale) {
  std::vector<html::Choice> choices;
  for (const ResultLevel level : {ResultLevel::kOutput, ResultLevel::kOutcome, ResultLevel::kImpact})
    choices.push_back({std::string(ResultLevelName(level)), LevelWords(locale, level)});
  return choices;
}

// The forms below the results, closed until they are needed. `which` was sent and refused.
Html ResultForms(const Context& context, const ProjectView& view, const std::string& which,
                 const PageForm& refused) {
  const html::Locale& locale = desk::LocaleOf(context);
  const PageForm fresh(locale, {});
  const auto form_of = [&](std::string_view name) -> const PageForm& {
    return which == name ? refused : fresh;
  };
  const std::string base = Href(view.project.id);
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
                        v.Date("start", locale.tr("From")), v.Date("end", locale.tr("To")),
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
  const std::string remove = Href(view.project.id) + "/budgets/remove";
  desk::TableMaker table(
      {{locale.tr("From")}, {locale.tr("To")}, {locale.tr("Budget"), true}, {locale.tr("Change")}});
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
  const std::string action = Href(view.project.id) + "/budgets";
  out.Add(html::Closed(
      locale.tr("Add a budget"),
      Join(form.Errors(),
           html::Form(
               {.action = action, .csrf = context.csrf()},
               Join(form.Date("start", locale.tr("From")), form.Date("end", locale.tr("To")),
                    form.Text("amount", locale.tr("Amount")), form.Text("currency", locale.tr("Currency")),
                    html::Button(locale.tr("Add the budget"), {.kind = html::ButtonKind::kQuiet})))),
      which == "budgets"));
  return out;
}

class ProjectPages {
 public:
  explicit ProjectPages(ResourceServices& services) : services_(services) {}

  base::Result<net::Response> List(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Panel panel = TRY(services_.panels.Root());
    ProjectFilter filter;
    filter.state = ProjectStateNamed(context.Query("state"));
    std::int64_t before = 0;
    if (!context.Query("cursor").empty()) {
      const std::string position = TRY(desk::DecodeCursor(context.desk(), context.Query("cursor")));
      before = std::strtoll(position.c_str(), nullptr, 10);
    }
    const ProjectPage page = TRY(services_.projects.List(context.actor(), panel.id, filter, before, kRows));
    const std::vector<NamedTotals> totals =
        TRY(services_.ledger.ByProject(context.actor(), panel.id, page.projects));
    const ResourceSettings settings = TRY(services_.rates.Settings(context.actor(), panel.id));
    desk::PageOptions options{.title = locale.tr("Projects and programmes"), .current = std::string(kHere)};
    if (context.actor().Can(desk::Permission::kPanelTakePart))
      options.actions = html::LinkButton(locale.tr("Begin a project"), "/projects/new");
    std::vector<html::Tab> tabs = {
        {.label = locale.tr("All"), .href = std::string(kHere), .current = !filter.state}};
    for (const ProjectState state :
         {ProjectState::kRunning, ProjectState::kPipeline, ProjectState::kDraft, ProjectState::kClosed})
      tabs.push_back({.label = ProjectStateWords(locale, state),
                      .href = desk::WithArgument(std::string(kHere), "state", ProjectStateName(state)),
                      .current = filter.state == state});
    Html main = html::Tabs(locale, locale.tr("State"), tabs);
    if (page.projects.empty()) {
      main.Add(html::Empty(
          locale.tr("No projects"),
          locale.tr(
              "A member begins a project; the secretariat approves it; then money can be booked to it.")));
      return desk::PageResponse(context, options, main);
    }
    const std::string begin = desk::WithArgument(std::string(kHere), "state", context.Query("state"));
    html::PageLinks links;
    if (before != 0) links.first = begin;
    if (page.next != 0)
      links.next =
          desk::WithArgument(begin, "cursor", desk::EncodeCursor(context.desk(), std::to_string(page.next)));
    main.Add(
        Join(ProjectTable(locale, page.projects, totals, settings.currency), html::Pager(locale, links)));
    return desk::PageResponse(context, options, main);
  }

  base::Result<net::Response> Who(Context& context) const {
    const Panel panel = TRY(services_.panels.Root());
    const ProjectPage page = TRY(services_.projects.List(context.actor(), panel.id, {}, 0, kWhoProjects));
    net::Response response = desk::Download("projects-3w.csv", "text/csv; charset=utf-8");
    response.body = HxlWho(page.projects);
    return response;
  }

  base::Result<net::Response> NewForm(Context& context) const {
    Fields fields;
    fields.Set("kind", "project");
    return ShowForm(context, {}, fields, {});
  }
  base::Result<net::Response> Create(Context& context) const {
    const Fields fields = TRY(Fields::OfForm(context));
    const base::Result<Project> draft = ProjectOfFields(fields);
    if (!draft.has_value()) return ShowForm(context, {}, fields, {FieldErrorOf(draft.error())});
    const Panel panel = TRY(services_.panels.Root());
    const base::Result<ProjectId> id = services_.projects.Create(context.actor(), panel.id, *draft);
    if (id.has_value())
      return desk::RedirectWithFlash(
          context, Href(*id),
          desk::LocaleOf(context).tr("The project is a draft until the secretariat approves it."));
    if (IsMendable(id.error())) return ShowForm(context, {}, fields, {FieldErrorOf(id.error())});
    return id.error();
  }
  base::Result<net::Response> EditForm(Context& context) const {
    const ProjectId id = TRY(Id(context));
    const ProjectView view = TRY(services_.projects.Get(context.actor(), id));
    return ShowForm(context, id, FieldsOf(view.project), {});
  }
  base::Result<net::Response> Edit(Context& context) const {
    const ProjectId id = TRY(Id(context));
    const Fields fields = TRY(Fields::OfForm(context));
    const base::Result<Project> changed = ProjectOfFields(fields);
    if (!changed.has_value()) return ShowForm(context, id, fields, {FieldErrorOf(changed.error())});
    const std::int64_t version = TRY(fields.Whole("version", -1));
    const base::Status edited = services_.projects.Edit(context.actor(), id, *changed, version);
    if (edited.has_value())
      return desk::RedirectWithFlash(context, Href(id), desk::LocaleOf(context).tr("Saved."));
    if (IsMendable(edited.error())) return ShowForm(context, id, fields, {FieldErrorOf(edited.error())});
    return edited.error();
  }

  base::Result<net::Response> Show(Context& context) const {
    return ShowProject(context, "", PageForm(desk::LocaleOf(context), {}));
  }

  base::Result<net::Response> Act(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const ProjectId id = TRY(Id(context));
    const Fields fields = TRY(Fields::OfForm(context));
    const std::string_view word = fields.Get("act");
    if (word == "publish" || word == "withdraw") {
      TRY(services_.projects.Publish(context.actor(), id, word == "publish"));
      return desk::RedirectWithFlash(context, Href(id),
                                     word == "publish"
                                         ? locale.tr("The public face may show this project.")
                                         : locale.tr("The public face no longer shows this project."));
    }
    const std::optional<ProjectAct> act = ProjectActNamed(word);
    if (!act) return base::Invalid("act: is not known");
    TRY(services_.projects.Act(context.actor(), id, *act));
    return desk::RedirectWithFlash(context, Href(id), locale.tr("Done."));
  }

  base::Result<net::Response> AddBudget(Context& context) const {
    const ProjectId id = TRY(Id(context));
    return Sent(context, "budgets", [&](const Fields& fields) -> base::Status {
      const ProjectBudget budget = TRY(BudgetOfFields(fields));
      return services_.projects.AddBudget(context.actor(), id, budget);
    });
  }
  base::Result<net::Response> RemoveBudget(Context& context) const {
    const ProjectId id = TRY(Id(context));
    return Sent(context, "budgets", [&](const Fields& fields) -> base::Status {
      return services_.projects.RemoveBudget(context.actor(), id,
                                             iati::DayNumber(fields.Get("start")).value_or(0));
    });
  }
  base::Result<net::Response> AddResult(Context& context) const {
    const ProjectId id = TRY(Id(context));
    return Sent(context, "results", [&](const Fields& fields) -> base::Status {
      const ResultLevel level = ResultLevelNamed(fields.Get("level")).value_or(ResultLevel::kOutput);
      TRY(services_.projects.AddResult(context.actor(), id, level, fields.Get("title")));
      return base::Ok();
    });
  }
  base::Result<net::Response> AddIndicator(Context& context) const {
    const ProjectId id = TRY(Id(context));
    return Sent(context, "indicators", [&](const Fields& fields) -> base::Status {
      const Indicator indicator = TRY(IndicatorOfFields(fields));
      TRY(services_.projects.AddIndicator(context.actor(), id, indicator));
      return base::Ok();
    });
  }
  base::Result<net::Response> SetValue(Context& context) const {
    const ProjectId id = TRY(Id(context));
    return Sent(context, "values", [&](const Fields& fields) -> base::Status {
      const IndicatorId indicator = TRY(IndicatorId::Parse(fields.Get("indicator")));
      const IndicatorValue value = TRY(ValueOfFields(fields));
      return services_.projects.SetValue(context.actor(), id, indicator, value);
    });
  }

  base::Result<net::Response> Pdf(Context& context) const {
    const ProjectId id = TRY(Id(context));
    const ProjectReport report = TRY(ReportOf(services_, context.actor(), id));
    net::Response response =
        desk::Download("report-" + report.view.project.code() + ".pdf", "application/pdf");
    response.body = TRY(ReportPdf(desk::LocaleOf(context), report, services_.seams.clock.Now()));
    return response;
  }

  // What waits for the secretariat: drafts to approve.
  base::Result<std::vector<desk::HomeItem>> Home(Context& context) const {
    std::vector<desk::HomeItem> items;
    const html::Locale& locale = desk::LocaleOf(context);
    const base::Result<Panel> panel = services_.panels.Root();
    if (!panel.has_value() || !Panels::Hosts(context.actor(), *panel)) return items;
    ProjectFilter filter;
    filter.state = ProjectState::kDraft;
    const ProjectPage page =
        TRY(services_.projects.List(context.actor(), panel->id, filter, 0, kHomeProjects));
    for (const Project& project : page.projects)
      items.push_back(
          {.title = project.title,
           .reason = locale.tr("A project of {name} waits for approval.", {{"name", project.org_name}}),
           .href = Href(project.id),
           .action = locale.tr("Look at it"),
           .urgency = kHomeUrgency});
    return items;
  }

 private:
  static base::Result<ProjectId> Id(const Context& context) { return ProjectId::Parse(context.Path("id")); }

  // Runs what one of the small forms asks for; refused, the page comes back with it open.
  base::Result<net::Response> Sent(Context& context, const std::string& which,
                                   const std::function<base::Status(const Fields&)>& work) const {
    const ProjectId id = TRY(Id(context));
    const Fields fields = TRY(Fields::OfForm(context));
    const base::Status done = work(fields);
    const html::Locale& locale = desk::LocaleOf(context);
    if (done.has_value()) return desk::RedirectWithFlash(context, Href(id), locale.tr("Saved."));
    if (!IsMendable(done.error())) return done.error();
    return ShowProject(context, which, PageForm(locale, fields, {FieldErrorOf(done.error())}));
  }

  static Html Actions(const Context& context, const ProjectView& view) {
    const html::Locale& locale = desk::LocaleOf(context);
    const std::string action = Href(view.project.id) + "/act";
    std::vector<Html> buttons;
    const auto button = [&](std::string_view act, const std::string& words, html::ButtonKind kind) {
      buttons.push_back(
          html::PostButton(words, action, context.csrf(), {.name = "act", .value = act, .kind = kind}));
    };
    for (std::size_t i = 0; i < static_cast<std::size_t>(ProjectAct::kCount); ++i) {
      const auto act = static_cast<ProjectAct>(i);
      if (!Allows(ProjectSteps(), view.project.state, act) ||
          (act == ProjectAct::kApprove && !view.secretariat))
        continue;
      button(ProjectActName(act), ActWords(locale, act),
             act == ProjectAct::kCancel ? html::ButtonKind::kStop : html::ButtonKind::kQuiet);
    }
    const bool publishable =
        view.project.state != ProjectState::kDraft && view.project.state != ProjectState::kCancelled;
    if (publishable && view.project.org == context.actor().org)
      button(view.project.is_public ? "withdraw" : "publish",
             view.project.is_public ? locale.tr("Take it off the public face")
                                    : locale.tr("Let the public see it"),
             html::ButtonKind::kQuiet);
    return html::RowOf(buttons);
  }

  base::Result<net::Response> ShowProject(Context& context, const std::string& which,
                                          const PageForm& refused) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const ProjectId id = TRY(Id(context));
    const ProjectReport report = TRY(ReportOf(services_, context.actor(), id));
    const ProjectView& view = report.view;
    const base::Currency reporting = report.settings.currency;
    desk::PageOptions options{.title = view.project.title, .current = std::string(kHere)};
    options.subtitle = view.project.code() + " · " + view.project.org_name;
    options.crumbs = {{locale.tr("Projects and programmes"), std::string(kHere)}};
    options.badges = StateBadge(locale, view.project.state);
    options.status = which.empty() ? 200 : 422;
    if (view.may_change) options.actions = html::LinkButton(locale.tr("Edit"), Href(id) + "/edit");
    options.actions.Add(html::LinkButton(locale.tr("Report to donors (PDF)"), Href(id) + "/report.pdf"));
    std::vector<Html> parts = {
        Join(El("p", html::Value(view.project.description)), ProjectFacts(locale, view))};
    if (view.may_change) parts.push_back(Actions(context, view));
    parts.push_back(MoneyPart(context, report, reporting));
    parts.push_back(html::Section(locale.tr("Budgets"), BudgetPart(context, view, which, refused)));
    Html results;
    for (const ProjectResult& result : view.results)
      results.Add(Join(El("h3", LevelWords(locale, result.level) + ": ", html::Value(result.title)),
                       IndicatorRows(locale, result)));
    if (view.results.empty()) results = El("p", {{"class", "muted"}}, locale.tr("No results framework yet."));
    if (view.may_change) results.Add(ResultForms(context, view, which, refused));
    parts.push_back(html::Section(locale.tr("Results"), results));
    if (view.project.kind == ProjectKind::kProgramme) parts.push_back(TraineePart(context, report));
    return desk::PageResponse(context, options, html::Stack(parts));
  }

  static Html MoneyPart(const Context& context, const ProjectReport& report, base::Currency reporting) {
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

  static Html TraineePart(const Context& context, const ProjectReport& report) {
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
      out.Add(El("p", desk::LinkTo(Href(report.view.project.id) + "/trainees",
                                   locale.tr("Codes, trainings and attendance"))));
    return html::Section(locale.tr("Trainees"), out);
  }

  base::Result<net::Response> ShowForm(Context& context, const ProjectId& id, const Fields& typed,
                                       std::vector<html::FieldError> errors) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const bool is_new = id.empty();
    const PageForm form(locale, typed, std::move(errors));
    desk::PageOptions options{.title = is_new ? locale.tr("Begin a project") : locale.tr("Edit the project"),
                              .current = std::string(kHere)};
    options.crumbs = {{locale.tr("Projects and programmes"), std::string(kHere)}};
    options.status = form.failed() ? 422 : 200;
    const std::vector<html::Choice> kinds = {
        {"project", ProjectKindWords(locale, ProjectKind::kProject)},
        {"programme", ProjectKindWords(locale, ProjectKind::kProgramme)}};
    Html days = Join(form.Date("planned_start", locale.tr("Planned start")),
                     form.Date("planned_end", locale.tr("Planned end")));
    if (!is_new)
      days.Add(Join(form.Date("actual_start", locale.tr("Actual start")),
                    form.Date("actual_end", locale.tr("Actual end"))));
    const Html what =
        Join(form.Text("title", locale.tr("Title")), form.Choose("kind", locale.tr("Kind"), kinds),
             form.Area("description", locale.tr("What it does"), 6));
    const Html where =
        Join(form.Text("countries", locale.tr("Countries"),
                       locale.tr("Two letters each, with shares where there are several: kh 60, vn 40")),
             form.Text("sectors", locale.tr("Sectors (OECD DAC)"),
                       locale.tr("Five-digit purpose codes, such as 15160; shares as for countries")),
             form.Text("sdg", locale.tr("SDG targets"), locale.tr("Such as 8.7, 16.2")));
    const std::string action = is_new ? "/projects/new" : Href(id) + "/edit";
    const Html fields =
        Join(desk::HiddenField("version", typed.Get("version")), what,
             html::SideBySide(html::Columns::kEven, where, days),
             html::Button(is_new ? locale.tr("Begin the project") : locale.tr("Save the project")));
    return desk::PageResponse(
        context, options,
        Join(form.Errors(), html::Form({.action = action, .csrf = context.csrf()}, fields)));
  }

  ResourceServices& services_;
};

}  // namespace

void RegisterProjectPages(desk::Desk& desk, ResourceServices& services) {
  const ProjectPages pages(services);
  using P = desk::Permission;
  const auto add = [&](std::string_view method, std::string_view pattern, P permission, auto handler) {
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = permission,
                       .handler = [pages, handler](Context& context) { return (pages.*handler)(context); }});
  };
  add("GET", kHere, P::kPanelRead, &ProjectPages::List);
  add("GET", "/projects.csv", P::kPanelRead, &ProjectPages::Who);
  add("GET", "/projects/new", P::kPanelTakePart, &ProjectPages::NewForm);
  add("POST", "/projects/new", P::kPanelTakePart, &ProjectPages::Create);
  add("GET", "/projects/{id}", P::kPanelRead, &ProjectPages::Show);
  add("GET", "/projects/{id}/report.pdf", P::kPanelRead, &ProjectPages::Pdf);
  add("GET", "/projects/{id}/edit", P::kPanelTakePart, &ProjectPages::EditForm);
  add("POST", "/projects/{id}/edit", P::kPanelTakePart, &ProjectPages::Edit);
  add("POST", "/projects/{id}/act", P::kPanelTakePart, &ProjectPages::Act);
  add("POST", "/projects/{id}/budgets", P::kPanelTakePart, &ProjectPages::AddBudget);
  add("POST", "/projects/{id}/budgets/remove", P::kPanelTakePart, &ProjectPages::RemoveBudget);
  add("POST", "/projects/{id}/results", P::kPanelTakePart, &ProjectPages::AddResult);
  add("POST", "/projects/{id}/indicators", P::kPanelTakePart, &ProjectPages::AddIndicator);
  add("POST", "/projects/{id}/values", P::kPanelTakePart, &ProjectPages::SetValue);
  desk.AddNav({.permission = P::kPanelRead, .order = 66, .make = [](const Context& context) {
                 const html::Locale& locale = desk::LocaleOf(context);
                 return html::NavItem{.section = locale.tr("Panel"),
                                      .label = locale.tr("Projects"),
                                      .href = std::string(kHere)};
               }});
  desk.AddHome(
      {.permission = P::kPanelManage, .items = [pages](Context& context) { return pages.Home(context); }});
}

}  // namespace panel
