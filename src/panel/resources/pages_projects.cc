// /projects: the list, one project, its form, its states, its results; the donors' report as PDF; who does
// what where as CSV.

#include <cstdlib>

#include "desk/web/api.h"
#include "desk/web/parts.h"
#include "html/names.h"
#include "iati/simple_types.h"
#include "panel/calls/note_project.h"
#include "panel/common/nav.h"
#include "panel/resources/hxl.h"
#include "panel/resources/page_form.h"
#include "panel/resources/pages_resources.h"
#include "panel/resources/project_parts.h"

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
    main.Add(Join(ProjectTable(locale, page.projects, totals, settings.currency), html::Pager(locale, links),
                  El("p", desk::LinkTo("/projects.csv", locale.tr("Who does what where (HXL)")))));
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
          context, ProjectHref(*id),
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
      return desk::RedirectWithFlash(context, ProjectHref(id), desk::LocaleOf(context).tr("Saved."));
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
      return desk::RedirectWithFlash(context, ProjectHref(id),
                                     word == "publish"
                                         ? locale.tr("The public face may show this project.")
                                         : locale.tr("The public face no longer shows this project."));
    }
    const std::optional<ProjectAct> act = ProjectActNamed(word);
    if (!act) return base::Invalid("act: is not known");
    TRY(services_.projects.Act(context.actor(), id, *act));
    return desk::RedirectWithFlash(context, ProjectHref(id), locale.tr("Done."));
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
           .href = ProjectHref(project.id),
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
    if (done.has_value()) return desk::RedirectWithFlash(context, ProjectHref(id), locale.tr("Saved."));
    if (!IsMendable(done.error())) return done.error();
    return ShowProject(context, which, PageForm(locale, fields, {FieldErrorOf(done.error())}));
  }

  static Html Actions(const Context& context, const ProjectView& view) {
    const html::Locale& locale = desk::LocaleOf(context);
    const std::string action = ProjectHref(view.project.id) + "/act";
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

  static Html OriginPart(const html::Locale& locale, const std::optional<calls::OriginOfProject>& origin) {
    if (!origin) return {};
    return El("p", locale.tr("This project carries out a concept note of a call:"), " ",
              desk::LinkTo("/calls/notes/" + origin->note.text(), html::Value(origin->note_title)), " · ",
              desk::LinkTo("/calls/" + origin->call.text(), html::Value(origin->call_title)));
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
    if (view.may_change) options.actions = html::LinkButton(locale.tr("Edit"), ProjectHref(id) + "/edit");
    options.actions.Add(
        html::LinkButton(locale.tr("Report to donors (PDF)"), ProjectHref(id) + "/report.pdf"));
    std::vector<Html> parts = {
        Join(El("p", html::Value(view.project.description)), ProjectFacts(locale, view))};
    parts.push_back(OriginPart(locale, TRY(calls::OriginOf(services_.panel, context.actor(), id))));
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
    const std::string action = is_new ? "/projects/new" : ProjectHref(id) + "/edit";
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
  AddPanelNav(desk, {.part = NavPart::kPromises,
                     .place = 3,
                     .label = [](const html::Locale& locale) { return locale.tr("Projects"); },
                     .href = std::string(kHere)});
  desk.AddHome(
      {.permission = P::kPanelManage, .items = [pages](Context& context) { return pages.Home(context); }});
}

}  // namespace panel
