// The form of a session, new or changed, and the steps of its life.

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/desk.h"
#include "desk/tr.h"
#include "desk/web/pages.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "panel/sessions/draft.h"
#include "panel/sessions/faces.h"
#include "panel/sessions/kind_fields.h"
#include "panel/sessions/zone.h"

namespace panel {
namespace {

using html::El;
using html::Html;
using html::Join;

using Values = std::map<std::string, std::string, std::less<>>;

std::string ValueOf(const Values& values, std::string_view name) {
  const auto found = values.find(name);
  return found == values.end() ? std::string() : found->second;
}

std::string ErrorAt(const std::vector<html::FieldError>& errors, std::string_view name) {
  for (const html::FieldError& error : errors)
    if (error.control_id == name) return error.message;
  return {};
}

// What one form is drawn from: what was typed before and what was wrong with it.
struct FormState {
  const html::Locale& locale;
  const Values& values;
  const std::vector<html::FieldError>& errors;

  Html Line(std::string_view name, std::string_view label, std::string_view hint = {},
            html::InputType type = html::InputType::kText) const {
    const std::string words = locale.tr(label);
    const std::string help = hint.empty() ? std::string() : locale.tr(hint);
    const std::string error = ErrorAt(errors, name);
    const std::string value = ValueOf(values, name);
    return html::Field({.control_id = name, .label = words, .hint = help, .error = error},
                       html::Input({.name = name, .type = type, .value = value, .invalid = !error.empty()}));
  }
  Html Text(std::string_view name, std::string_view label, std::string_view hint = {}) const {
    constexpr int kRows = 4;
    const std::string words = locale.tr(label);
    const std::string help = hint.empty() ? std::string() : locale.tr(hint);
    const std::string error = ErrorAt(errors, name);
    return html::Field({.control_id = name, .label = words, .hint = help, .error = error},
                       html::TextArea(name, ValueOf(values, name), kRows, base::kMaxSessionTextBytes));
  }
  Html Choose(std::string_view name, std::string_view label, const std::vector<html::Choice>& choices,
              std::string_view hint = {}) const {
    const std::string words = locale.tr(label);
    const std::string help = hint.empty() ? std::string() : locale.tr(hint);
    const std::string error = ErrorAt(errors, name);
    return html::Field({.control_id = name, .label = words, .hint = help, .error = error},
                       html::Select(name, choices, ValueOf(values, name)));
  }
};

template <typename Enum>
std::vector<html::Choice> ChoicesOf(const html::Locale& locale, std::string_view (*name)(Enum),
                                    std::string_view (*label)(Enum)) {
  std::vector<html::Choice> choices;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Enum::kCount); ++i) {
    const auto value = static_cast<Enum>(i);
    choices.push_back({std::string(name(value)), locale.tr(label(value))});
  }
  return choices;
}

std::vector<html::Choice> ZoneChoices() {
  std::vector<html::Choice> choices;
  for (const std::string& name : ZoneNames()) choices.push_back({name, name});
  return choices;
}

Html KindPart(const FormState& form, SessionKind kind) {
  Html part;
  for (const KindField& field : KindFields()) {
    if (field.kind != kind) continue;
    switch (field.form) {
      case FieldForm::kText:
        part.Add(form.Text(field.name, field.label, field.hint));
        break;
      case FieldForm::kDate:
        part.Add(form.Line(field.name, field.label, field.hint, html::InputType::kDate));
        break;
      case FieldForm::kNumber:
      case FieldForm::kLine:
        part.Add(form.Line(field.name, field.label, field.hint));
        break;
    }
  }
  return part;
}

Html WhereAndWhen(const FormState& form) {
  const auto& locale = form.locale;
  return El("fieldset", El("legend", locale.tr("When and where")),
            form.Choose("zone", desk::tr("Clock of"), ZoneChoices(),
                        desk::tr("Times are kept right when summer time begins or ends.")),
            form.Line("starts", desk::tr("Begins"), desk::tr("By the clock of the place."),
                      html::InputType::kDateTime),
            form.Line("ends", desk::tr("Ends"), {}, html::InputType::kDateTime),
            html::CheckBox("in_room", "1", locale.tr("In a room"), ValueOf(form.values, "in_room") == "1"),
            html::CheckBox("online", "1", locale.tr("Online"), ValueOf(form.values, "online") == "1"),
            form.Line("place", desk::tr("Room"), desk::tr("Address, floor, how to get in without steps.")),
            form.Line("room_seats", desk::tr("Seats in the room"), desk::tr("Nothing: no limit.")),
            form.Line("link", desk::tr("Address to join online"), desk::tr("Shown to those who are coming.")),
            form.Line("online_seats", desk::tr("Seats online"), desk::tr("Nothing: no limit.")),
            form.Line("languages", desk::tr("Languages"),
                      desk::tr("Spoken and interpreted, and whether there are captions.")));
}

struct FormPage {
  std::string action;
  std::string button;
  SessionKind kind = SessionKind::kWorkshop;
  bool fixed_audience = false;
  std::vector<html::Choice> series;
  std::int64_t version = 0;
};

Html FormOf(desk::Context& context, const FormState& form, const FormPage& page) {
  const html::Locale& locale = form.locale;
  Html content =
      Join(html::ErrorSummary(locale.tr("Some fields need another look"), form.errors),
           desk::VersionField(page.version), desk::HiddenField("kind", SessionKindName(page.kind)),
           form.Line("title", desk::tr("Title")), form.Text("summary", desk::tr("What it is about")));
  content.Add(El("fieldset", El("legend", locale.tr(KindLabel(page.kind))), KindPart(form, page.kind)));
  content.Add(WhereAndWhen(form));
  Html who;
  if (page.fixed_audience) {
    who.Add(desk::HiddenField("audience", ValueOf(form.values, "audience")));
  } else {
    who.Add(form.Choose(
        "audience", desk::tr("Who may know of it"),
        ChoicesOf<SessionAudience>(locale, SessionAudienceName, AudienceLabel),
        desk::tr("Closed door: nobody but those invited learns that there is a session. This cannot "
                 "be changed later.")));
  }
  who.Add(form.Choose("admission", desk::tr("How one gets in"),
                      ChoicesOf<Admission>(locale, AdmissionName, AdmissionLabel)));
  if (!page.series.empty()) who.Add(form.Choose("series", desk::tr("Series"), page.series));
  content.Add(El("fieldset", El("legend", locale.tr("Who")), who));
  content.Add(html::Button(page.button));
  return html::Form({.action = page.action, .csrf = context.csrf()}, content);
}

Values TypedValues(desk::Context& context) {
  Values values;
  const auto form = context.Form();
  if (!form) return values;
  for (const auto& [name, value] : (*form)->fields.pairs()) values[name] = value;
  return values;
}

class FormPages {
 public:
  explicit FormPages(SessionServices& services) : services_(services) {}

  base::Result<net::Response> New(desk::Context& context) const {
    Values values = {{"zone", "Asia/Seoul"}, {"in_room", "1"}, {"audience", "members"}};
    values["kind"] = std::string(context.Query("kind"));
    return ShowNew(context, values, {}, 200);
  }

  base::Result<net::Response> Create(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Values values = TypedValues(context);
    std::vector<html::FieldError> errors;
    SessionDraft draft =
        ReadDraft([&](std::string_view name) { return ValueOf(values, name); }, locale, errors);
    draft.panel = TRY(PanelOf(values));
    if (const std::string series = ValueOf(values, "series"); !series.empty())
      draft.series = TRY(SeriesId::Parse(series));
    if (!errors.empty()) return ShowNew(context, values, errors, 400);
    const auto made = services_.sessions.Create(context.actor(), draft);
    if (!made && made.error().code == base::Code::kInvalid)
      return ShowNew(context, values, {{"title", locale.tr(made.error().external)}}, 400);
    if (!made) return made.error();
    return desk::RedirectWithFlash(context, SessionHref(*made),
                                   locale.tr("The session is a draft: announce it when it is ready."));
  }

  base::Result<net::Response> Edit(desk::Context& context) const {
    const auto reader = TRY(ReaderOf(services_, context));
    const SessionView view = TRY(View(context, Pointer(reader)));
    if (view.locked || view.not_let_in)
      return base::Error{
          base::Code::kForbidden, desk::tr("This is sealed: unlock your vault to change it."), {}};
    Values values;
    for (const auto& [name, value] : TypedOf(view.session, view.words)) values[name] = value;
    return ShowEdit(context, view, values, {}, 200);
  }

  base::Result<net::Response> Change(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const auto reader = TRY(ReaderOf(services_, context));
    const SessionView view = TRY(View(context, Pointer(reader)));
    const Values values = TypedValues(context);
    std::vector<html::FieldError> errors;
    const SessionDraft draft =
        ReadDraft([&](std::string_view name) { return ValueOf(values, name); }, locale, errors);
    if (!errors.empty()) return ShowEdit(context, view, values, errors, 400);
    const auto version = desk::WholeNumber(ValueOf(values, "version"));
    const base::Status done =
        services_.sessions.Edit(context.actor(), view.session.id, draft, version.value_or(-1));
    if (!done && done.error().code == base::Code::kConflict)
      return ShowEdit(context, view, values, {{"title", locale.tr(done.error().external)}}, 409);
    if (!done) return done.error();
    return desk::RedirectWithFlash(context, SessionHref(view.session.id), locale.tr("Saved."));
  }

  base::Result<net::Response> Act(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PanelSessionId id = TRY(SessionIdOf(context));
    const std::string act = FieldOf(context, "act");
    if (act == "discard") {
      TRY(services_.sessions.Discard(context.actor(), id));
      return desk::RedirectWithFlash(context, "/sessions", locale.tr("The draft is gone."));
    }
    const auto named = SessionActNamed(act);
    if (!named) return base::Invalid(desk::tr("There is no such step."));
    TRY(services_.sessions.Act(context.actor(), id, *named,
                               desk::WholeNumber(FieldOf(context, "version")).value_or(-1)));
    return desk::RedirectWithFlash(context, SessionHref(id), locale.tr("Done."));
  }

  base::Result<net::Response> Hosts(desk::Context& context) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    std::vector<std::string> slugs;
    std::string word;
    for (const char c : FieldOf(context, "hosts") + " ") {
      const bool separates = c == ' ' || c == ',' || c == '\n' || c == '\r';
      if (!separates) word += c;
      if (separates && !word.empty()) slugs.push_back(std::exchange(word, {}));
    }
    TRY(services_.sessions.SetHosts(context.actor(), id, slugs));
    return desk::RedirectWithFlash(context, SessionHref(id, "/edit"), desk::LocaleOf(context).tr("Saved."));
  }

 private:
  base::Result<PanelId> PanelOf(const Values& values) const {
    const std::string slug = ValueOf(values, "panel");
    if (slug.empty()) return TRY(services_.panel.panels.Root()).id;
    const Panel panel = TRY(services_.desk.database().Read(
        [&](db::Transaction& tx) { return services_.panel.panels.BySlug(tx, slug); }));
    return panel.id;
  }

  base::Result<SessionView> View(desk::Context& context, const vault::UnlockedPerson* reader) const {
    const PanelSessionId id = TRY(SessionIdOf(context));
    const html::Locale& locale = desk::LocaleOf(context);
    return services_.desk.database().Read([&](db::Transaction& tx) -> base::Result<SessionView> {
      PanelSession session = TRY(services_.access.MustChair(tx, context.actor(), id));
      return ViewOf(tx, services_, locale, std::move(session), reader);
    });
  }

  base::Result<std::vector<html::Choice>> SeriesChoices(desk::Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    std::vector<html::Choice> choices = {{"", locale.tr("None")}};
    for (const Series& one : TRY(services_.desk.database().Read(
             [&](db::Transaction& tx) { return services_.sessions.SeriesFor(tx, context.actor()); })))
      choices.push_back({one.id.text(), one.closed ? locale.tr("Closed series") : one.title});
    return choices;
  }

  base::Result<net::Response> ShowNew(desk::Context& context, const Values& values,
                                      const std::vector<html::FieldError>& errors, int status) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const auto kind = SessionKindNamed(ValueOf(values, "kind"));
    desk::PageOptions options{.title = locale.tr("New session"),
                              .current = "/sessions",
                              .crumbs = {{locale.tr("Sessions"), "/sessions"}},
                              .status = status};
    if (!kind) return desk::PageResponse(context, options, KindChoice(locale));
    options.subtitle = locale.tr(KindLabel(*kind));
    const FormState form{locale, values, errors};
    return desk::PageResponse(context, options,
                              FormOf(context, form,
                                     {.action = "/sessions/new",
                                      .button = locale.tr("Save as a draft"),
                                      .kind = *kind,
                                      .series = TRY(SeriesChoices(context))}));
  }

  static Html KindChoice(const html::Locale& locale) {
    Html list;
    for (std::size_t i = 0; i < static_cast<std::size_t>(SessionKind::kCount); ++i) {
      const auto kind = static_cast<SessionKind>(i);
      list.Add(El("li", desk::LinkTo("/sessions/new?kind=" + std::string(SessionKindName(kind)),
                                     locale.tr(KindLabel(kind)))));
    }
    return html::Section(locale.tr("What kind of session?"), El("ul", {{"class", "links"}}, list));
  }

  base::Result<net::Response> ShowEdit(desk::Context& context, const SessionView& view, const Values& values,
                                       const std::vector<html::FieldError>& errors, int status) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const FormState form{locale, values, errors};
    const PanelSession& session = view.session;
    std::string hosts;
    const auto work = [&](db::Transaction& tx) -> base::Status {
      for (const db::Row& row : TRY(tx.Query(
               "SELECT o.slug FROM organisation o JOIN panel_session_host h ON h.org_id = o.id WHERE "
               "h.session_id = $1 ORDER BY o.slug",
               {session.id})))
        hosts += (hosts.empty() ? "" : " ") + row.Text(0);
      return base::Ok();
    };
    TRY(services_.desk.database().Read(work));
    const Html co_hosts = html::Section(
        locale.tr("Co-hosts"),
        html::Form(
            {.action = SessionHref(session.id, "/hosts"), .csrf = context.csrf()},
            Join(html::Field({.control_id = "hosts",
                              .label = locale.tr("Short names of the organisations that hold it together"),
                              .hint = locale.tr("Separated by spaces. They own it as you do.")},
                             html::Input({.name = "hosts", .value = hosts})),
                 html::Button(locale.tr("Save"), {.kind = html::ButtonKind::kQuiet}))));
    return desk::PageResponse(context,
                              {.title = view.title,
                               .current = "/sessions",
                               .crumbs = {{locale.tr("Sessions"), "/sessions"}},
                               .badges = StateBadge(locale, session),
                               .status = status},
                              html::Stack({SessionTabs(locale, session, "/edit", true),
                                           FormOf(context, form,
                                                  {.action = SessionHref(session.id, "/edit"),
                                                   .button = locale.tr("Save"),
                                                   .kind = session.kind,
                                                   .fixed_audience = session.closed(),
                                                   .version = session.version}),
                                           co_hosts}));
  }

  SessionServices& services_;
};

}  // namespace

void AddSessionFormPages(SessionServices& services) {
  const auto pages = std::make_shared<FormPages>(services);
  using desk::Permission;
  AddPage(services, "/sessions/new", Permission::kPanelTakePart,
          [pages](desk::Context& c) { return pages->New(c); });
  AddPost(services, "/sessions/new", Permission::kPanelTakePart,
          [pages](desk::Context& c) { return pages->Create(c); });
  AddPage(services, "/sessions/{id}/edit", Permission::kPanelRead,
          [pages](desk::Context& c) { return pages->Edit(c); });
  AddPost(services, "/sessions/{id}/edit", Permission::kPanelTakePart,
          [pages](desk::Context& c) { return pages->Change(c); });
  AddPost(services, "/sessions/{id}/state", Permission::kPanelTakePart,
          [pages](desk::Context& c) { return pages->Act(c); });
  AddPost(services, "/sessions/{id}/hosts", Permission::kPanelTakePart,
          [pages](desk::Context& c) { return pages->Hosts(c); });
}

}  // namespace panel
