// /practices/tools: the catalogue's entries; they are found by the search of practices.

#include "desk/web/parts.h"
#include "html/console_components.h"
#include "panel/practices/content_form.h"
#include "panel/practices/page_words.h"
#include "panel/practices/pages.h"
#include "panel/practices/search_form.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;

struct Typed {
  ToolContent content;
  bool is_public = true;
  std::int64_t version = 0;
  std::vector<Fault> faults;
};

class ToolPages {
 public:
  explicit ToolPages(PracticeServices& services) : services_(services) {}

  base::Result<net::Response> New(Context& context) const {
    return ShowForm(context, {}, "/practices/tools/new");
  }

  base::Result<net::Response> Propose(Context& context) const {
    Typed typed = TRY(Read(context));
    if (!typed.faults.empty()) return ShowForm(context, typed, "/practices/tools/new");
    const PanelId panel = TRY(services_.panels.Root()).id;
    const auto made = services_.tools.Propose(context.actor(), panel, typed.content, typed.is_public);
    if (made)
      return desk::RedirectWithFlash(
          context, PathOf(*made),
          desk::LocaleOf(context).tr("Proposed. The secretariat puts it into the catalogue."));
    if (!IsFormFault(made.error().code)) return made.error();
    typed.faults = FaultOf(made.error());
    return ShowForm(context, typed, "/practices/tools/new");
  }

  base::Result<net::Response> Show(Context& context) const { return Render(context, {}); }

  base::Result<net::Response> Edit(Context& context) const {
    const Tools::View view = TRY(Changeable(context));
    return ShowForm(context, {view.tool.content, view.tool.is_public, view.tool.version, {}},
                    PathOf(view.tool.id) + "/edit");
  }

  base::Result<net::Response> Save(Context& context) const {
    const Tools::View view = TRY(Changeable(context));
    Typed typed = TRY(Read(context));
    const std::string action = PathOf(view.tool.id) + "/edit";
    if (!typed.faults.empty()) return ShowForm(context, typed, action);
    const base::Status saved =
        services_.tools.Amend(context.actor(), view.tool.id, typed.version, typed.content, typed.is_public);
    if (saved)
      return desk::RedirectWithFlash(context, PathOf(view.tool.id), desk::LocaleOf(context).tr("Saved."));
    if (!IsFormFault(saved.error().code)) return saved.error();
    typed.faults = FaultOf(saved.error());
    typed.version = view.tool.version;
    return ShowForm(context, typed, action);
  }

  base::Result<net::Response> Act(Context& context) const {
    const ToolId id = TRY(ToolId::Parse(context.Path("id")));
    const net::Arguments& fields = TRY(context.Form())->fields;
    const std::optional<ToolAct> act = ToolActNamed(fields.Get("act"));
    if (!act) return base::Invalid("act: none of the acts.");
    const base::Status done =
        services_.tools.Do(context.actor(), id, desk::WholeNumber(fields.Get("version")).value_or(0), *act,
                           std::string(fields.Get("note")));
    if (done) return desk::RedirectWithFlash(context, PathOf(id), desk::LocaleOf(context).tr("Done."));
    if (!IsFormFault(done.error().code)) return done.error();
    return Render(context, FaultOf(done.error()));
  }

 private:
  static std::string PathOf(const ToolId& id) { return "/practices/tools/" + id.text(); }

  static base::Result<Typed> Read(Context& context) {
    const net::Form* form = TRY(context.Form());
    Typed typed;
    typed.content = ReadToolForm(form->fields);
    typed.is_public = form->fields.Get("public") == "yes";
    typed.version = desk::WholeNumber(form->fields.Get("version")).value_or(0);
    Normalise(typed.content);
    typed.faults = FaultsOf(typed.content);
    return typed;
  }

  base::Result<Tools::View> Changeable(const Context& context) const {
    const ToolId asked = TRY(ToolId::Parse(context.Path("id")));
    Tools::View view = TRY(services_.tools.Get(context.actor(), asked));
    if (!view.mine && !view.secretariat) return base::NotFound("There is no such tool.");
    return view;
  }

  static net::Response ShowForm(const Context& context, const Typed& typed, std::string_view action) {
    const html::Locale& locale = desk::LocaleOf(context);
    const bool is_new = action.ends_with("/new");
    desk::PageOptions options{.title = is_new ? locale.tr("Propose a tool") : locale.tr("Edit a tool"),
                              .current = "/practices"};
    options.crumbs = {{locale.tr("Good practices"), "/practices"}};
    options.status = typed.faults.empty() ? 200 : 422;
    Html fields = desk::VersionField(typed.version);
    fields.Add(ToolFormFields(locale, typed.content, typed.faults));
    fields.Add(html::CheckBox("public", "yes", locale.tr("Everybody may see it, not members alone"),
                              typed.is_public));
    fields.Add(El("p", html::Button(locale.tr("Save"))));
    return desk::PageResponse(context, options,
                              html::Stack({FaultSummary(locale, typed.faults),
                                           html::Form({.action = action, .csrf = context.csrf()}, fields)}));
  }

  base::Result<net::Response> Render(const Context& context, const std::vector<Fault>& faults) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const ToolId asked = TRY(ToolId::Parse(context.Path("id")));
    const Tools::View view = TRY(services_.tools.Get(context.actor(), asked));
    desk::PageOptions options{.title = view.tool.content.title, .subtitle = view.tool.content.summary};
    options.current = "/practices";
    options.crumbs = {{locale.tr("Good practices"), "/practices"}};
    options.badges = StateBadge(locale, view.tool.state);
    options.status = faults.empty() ? 200 : 422;
    if (view.mine || view.secretariat)
      options.actions = html::LinkButton(locale.tr("Edit"), PathOf(view.tool.id) + "/edit");
    std::vector<Html> parts = {FaultSummary(locale, faults), ToolView(locale, view.tool.content)};
    if (!view.tool.decision.empty()) parts.push_back(html::Facts({{locale.tr("Note"), view.tool.decision}}));
    parts.push_back(ActForm(context, locale, view));
    std::erase_if(parts, [](const Html& part) { return part.empty(); });
    return desk::PageResponse(context, options, html::Stack(parts));
  }

  static Html ActForm(const Context& context, const html::Locale& locale, const Tools::View& view) {
    Html buttons;
    const auto add = [&](ToolAct act, const std::string& words) {
      const bool may = act == ToolAct::kRetire ? view.mine || view.secretariat : view.secretariat;
      if (!may || !Allows(ToolSteps(), view.tool.state, act)) return;
      buttons.Add(
          html::Button(words, {.name = "act", .value = ToolActName(act), .kind = html::ButtonKind::kQuiet}));
    };
    add(ToolAct::kList, locale.tr("Put it into the catalogue"));
    add(ToolAct::kRefuse, locale.tr("Do not accept it"));
    add(ToolAct::kRetire, locale.tr("Retire it"));
    if (buttons.empty()) return {};
    Html fields = desk::VersionField(view.tool.version);
    fields.Add(TextField({"note", locale.tr("Why")}, {}));
    fields.Add(html::RowOf({buttons}));
    return html::Section(locale.tr("What you can do"),
                         html::Form({.action = PathOf(view.tool.id), .csrf = context.csrf()}, fields));
  }

  PracticeServices& services_;
};

}  // namespace

void AddToolPages(desk::Desk& desk, PracticeServices& services) {
  const ToolPages pages(services);
  using desk::Permission;
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       base::Result<net::Response> (ToolPages::*page)(Context&) const) {
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = permission,
                       .handler = [pages, page](Context& context) { return (pages.*page)(context); }});
  };
  add("GET", "/practices/tools/new", Permission::kPanelTakePart, &ToolPages::New);
  add("POST", "/practices/tools/new", Permission::kPanelTakePart, &ToolPages::Propose);
  add("GET", "/practices/tools/{id}", Permission::kPanelRead, &ToolPages::Show);
  add("POST", "/practices/tools/{id}", Permission::kPanelTakePart, &ToolPages::Act);
  add("GET", "/practices/tools/{id}/edit", Permission::kPanelTakePart, &ToolPages::Edit);
  add("POST", "/practices/tools/{id}/edit", Permission::kPanelTakePart, &ToolPages::Save);
}

}  // namespace panel
