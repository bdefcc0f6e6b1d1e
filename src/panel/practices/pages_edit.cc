// /practices/new, /practices/{id}/edit.

#include "desk/web/parts.h"
#include "html/console_components.h"
#include "panel/practices/content_form.h"
#include "panel/practices/page_words.h"
#include "panel/practices/pages.h"
#include "panel/practices/search_form.h"

namespace panel {
namespace {

using desk::Context;
using html::Html;

struct Typed {
  PracticeContent content;
  std::vector<Fault> faults;
  std::int64_t version = 0;
};

class EditPages {
 public:
  explicit EditPages(PracticeServices& services) : services_(services) {}

  base::Result<net::Response> New(Context& context) const {
    Typed typed;
    typed.content.language = desk::LocaleOf(context).tag();
    return ShowNew(context, typed);
  }

  base::Result<net::Response> Create(Context& context) const {
    Typed typed = TRY(Read(context));
    if (!typed.faults.empty()) return ShowNew(context, typed);
    const PanelId panel = TRY(services_.panels.Root()).id;
    const base::Result<PracticeId> made = services_.life.Create(context.actor(), panel, typed.content);
    if (made)
      return desk::RedirectWithFlash(
          context, PracticeHref(*made),
          desk::LocaleOf(context).tr("Kept as a draft. Send it when it is ready."));
    if (!IsFormFault(made.error().code)) return made.error();
    typed.faults = FaultOf(made.error());
    return ShowNew(context, typed);
  }

  base::Result<net::Response> Edit(Context& context) const {
    const PracticeView view = TRY(Mine(context));
    return ShowEdit(context, view, {view.working->content, {}, view.practice.version});
  }

  base::Result<net::Response> Save(Context& context) const {
    const PracticeView view = TRY(Mine(context));
    Typed typed = TRY(Read(context));
    if (!typed.faults.empty()) return ShowEdit(context, view, typed);
    const base::Status saved =
        services_.life.Edit(context.actor(), view.practice.id, typed.version, typed.content);
    if (saved)
      return desk::RedirectWithFlash(context, PracticeHref(view.practice.id),
                                     desk::LocaleOf(context).tr("Saved."));
    if (!IsFormFault(saved.error().code)) return saved.error();
    typed.faults = FaultOf(saved.error());
    // Saving again puts what was typed in the place of what somebody else wrote meanwhile.
    typed.version = view.practice.version;
    return ShowEdit(context, view, typed);
  }

 private:
  static base::Result<Typed> Read(Context& context) {
    const net::Form* form = TRY(context.Form());
    Typed typed;
    typed.content = ReadPracticeForm(form->fields);
    typed.version = desk::WholeNumber(form->fields.Get("version")).value_or(0);
    Normalise(typed.content);
    typed.faults = FaultsOfDraft(typed.content);
    return typed;
  }

  base::Result<PracticeView> Mine(const Context& context) const {
    const PracticeId asked = TRY(PracticeId::Parse(context.Path("id")));
    PracticeView view = TRY(services_.life.View(context.actor(), asked));
    if (!view.standing.owner || !view.working) return base::NotFound("There is no such practice.");
    return view;
  }

  static Html FormView(const Context& context, const Typed& typed, std::string_view action) {
    const html::Locale& locale = desk::LocaleOf(context);
    Html fields = desk::VersionField(typed.version);
    fields.Add(PracticeFormFields(locale, typed.content, typed.faults));
    fields.Add(html::Button(locale.tr("Save the draft")));
    return html::Stack(
        {FaultSummary(locale, typed.faults), html::Form({.action = action, .csrf = context.csrf()}, fields)});
  }

  static net::Response ShowNew(const Context& context, const Typed& typed) {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::PageOptions options{.title = locale.tr("Write down a practice"), .current = "/practices"};
    options.subtitle = locale.tr("What you tried, with what happened. A draft is seen by you alone.");
    options.crumbs = {{locale.tr("Good practices"), "/practices"}, {locale.tr("Ours"), "/practices/own"}};
    options.status = typed.faults.empty() ? 200 : 422;
    return desk::PageResponse(context, options, FormView(context, typed, "/practices/new"));
  }

  static net::Response ShowEdit(const Context& context, const PracticeView& view, const Typed& typed) {
    const html::Locale& locale = desk::LocaleOf(context);
    const std::string href = PracticeHref(view.practice.id);
    desk::PageOptions options{.title = locale.tr("Edit a practice"), .current = "/practices"};
    options.crumbs = {{locale.tr("Good practices"), "/practices"}, {view.practice.title, href}};
    options.status = typed.faults.empty() ? 200 : 422;
    return desk::PageResponse(context, options, FormView(context, typed, href + "/edit"));
  }

  PracticeServices& services_;
};

base::Result<net::Response> Cases(Context& context, PracticeServices& services) {
  const html::Locale& locale = desk::LocaleOf(context);
  constexpr std::size_t kShown = 100;
  PracticeQuery query;
  query.kinds = {"business-case"};
  if (const std::string_view industry = context.Query("industry"); !industry.empty())
    query.industries = {std::string(industry)};
  PublicList list;
  list.results = TRY(services.life.Search(context.actor(), query, {}, kShown));
  TRY(services.seams.database.Read([&](db::Transaction& tx) { return FillLines(tx, list); }));
  desk::PageOptions options{.title = locale.tr("Business cases by industry"), .current = "/practices"};
  options.subtitle = locale.tr("What it costs to prevent forced labour, and what it brings.");
  options.crumbs = {{locale.tr("Good practices"), "/practices"}};
  return desk::PageResponse(context, options,
                            CasesView(locale, list, {"/practices/business-cases", "/practices/"}));
}

}  // namespace

void AddPracticeEditPages(desk::Desk& desk, PracticeServices& services) {
  const EditPages pages(services);
  const auto add = [&](std::string_view method, std::string_view pattern,
                       base::Result<net::Response> (EditPages::*page)(Context&) const) {
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = desk::Permission::kPanelTakePart,
                       .handler = [pages, page](Context& context) { return (pages.*page)(context); }});
  };
  add("GET", "/practices/new", &EditPages::New);
  add("POST", "/practices/new", &EditPages::Create);
  add("GET", "/practices/{id}/edit", &EditPages::Edit);
  add("POST", "/practices/{id}/edit", &EditPages::Save);
}

void AddBusinessCasePages(desk::Desk& desk, PracticeServices& services) {
  desk.router().Add({.method = "GET",
                     .pattern = "/practices/business-cases",
                     .permission = desk::Permission::kPanelRead,
                     .handler = [&services](Context& context) { return Cases(context, services); }});
}

}  // namespace panel
