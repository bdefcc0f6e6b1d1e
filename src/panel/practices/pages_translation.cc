// /practices/{id}/translate, /practices/translations/{id}.

#include "desk/web/parts.h"
#include "html/console_components.h"
#include "panel/common/languages.h"
#include "panel/practices/content_form.h"
#include "panel/practices/page_words.h"
#include "panel/practices/pages.h"
#include "panel/practices/view_parts.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;

struct Typed {
  std::string language;
  PracticeTexts texts;
  std::vector<Fault> faults;
};

class TranslationPages {
 public:
  explicit TranslationPages(PracticeServices& services) : services_(services) {}

  base::Result<net::Response> New(Context& context) const {
    const PracticeView view = TRY(Published(context));
    return ShowNew(context, view, {std::string(desk::LocaleOf(context).tag()), {}, {}});
  }

  base::Result<net::Response> Propose(Context& context) const {
    const PracticeView view = TRY(Published(context));
    const net::Arguments& fields = TRY(context.Form())->fields;
    Typed typed{std::string(fields.Get("language")), ReadTextsForm(fields), {}};
    typed.faults = FaultsOf(typed.texts, typed.language);
    if (!typed.faults.empty()) return ShowNew(context, view, typed);
    const auto made =
        services_.translations.Propose(context.actor(), view.practice.id, typed.language, typed.texts);
    if (made)
      return desk::RedirectWithFlash(
          context, PathOf(*made),
          desk::LocaleOf(context).tr("Proposed. The owner or the secretariat publishes it."));
    if (!IsFormFault(made.error().code)) return made.error();
    typed.faults = FaultOf(made.error());
    return ShowNew(context, view, typed);
  }

  base::Result<net::Response> Show(Context& context) const { return Render(context, std::nullopt); }

  base::Result<net::Response> Act(Context& context) const {
    const PracticeTranslationId id = TRY(PracticeTranslationId::Parse(context.Path("id")));
    const net::Arguments& fields = TRY(context.Form())->fields;
    const std::int64_t version = desk::WholeNumber(fields.Get("version")).value_or(0);
    const std::string_view act = fields.Get("act");
    Typed typed{{}, ReadTextsForm(fields), {}};
    base::Status done = base::Invalid("act: none of the acts.");
    if (act == "publish") done = services_.translations.Publish(context.actor(), id, version);
    if (act == "retire") done = services_.translations.Retire(context.actor(), id, version);
    if (act == "amend") done = services_.translations.Amend(context.actor(), id, version, typed.texts);
    if (done) return desk::RedirectWithFlash(context, PathOf(id), desk::LocaleOf(context).tr("Saved."));
    if (!IsFormFault(done.error().code)) return done.error();
    typed.faults = FaultOf(done.error());
    return Render(context, act == "amend" ? std::optional(typed) : std::nullopt, typed.faults);
  }

 private:
  static std::string PathOf(const PracticeTranslationId& id) {
    return "/practices/translations/" + id.text();
  }

  base::Result<PracticeView> Published(const Context& context) const {
    const PracticeId asked = TRY(PracticeId::Parse(context.Path("id")));
    PracticeView view = TRY(services_.life.View(context.actor(), asked));
    if (!view.published) return base::NotFound("There is no such practice.");
    return view;
  }

  static Html Original(const html::Locale& locale, const PracticeView& view) {
    if (!view.published) return {};
    const PracticeContent& content = view.published->content;
    return html::Section(locale.tr("The original"),
                         html::Stack({El("p", {html::Lang(content.language)}, El("b", content.texts.title)),
                                      El("p", {html::Lang(content.language)}, content.texts.summary),
                                      TextsView(locale, content.texts, content.language)}));
  }

  static net::Response ShowNew(const Context& context, const PracticeView& view, const Typed& typed) {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::PageOptions options{.title = locale.tr("Translate"), .current = "/practices"};
    options.crumbs = {{locale.tr("Good practices"), "/practices"},
                      {view.practice.title, PracticeHref(view.practice.id)}};
    options.status = typed.faults.empty() ? 200 : 422;
    Html fields = SelectField("language", locale.tr("Into"), LanguageChoices(), typed.language,
                              FaultAt(locale, typed.faults, "language"));
    fields.Add(TextsFormFields(locale, typed.texts, typed.faults));
    fields.Add(html::Button(locale.tr("Propose it")));
    const Html form =
        html::Form({.action = PracticeHref(view.practice.id) + "/translate", .csrf = context.csrf()}, fields);
    return desk::PageResponse(
        context, options,
        html::SideBySide(html::Columns::kEven, html::Stack({FaultSummary(locale, typed.faults), form}),
                         Original(locale, view)));
  }

  base::Result<net::Response> Render(const Context& context, const std::optional<Typed>& typed,
                                     const std::vector<Fault>& faults = {}) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PracticeTranslationId asked = TRY(PracticeTranslationId::Parse(context.Path("id")));
    const PracticeTranslation translation = TRY(services_.translations.Get(context.actor(), asked));
    const PracticeView view = TRY(services_.life.View(context.actor(), translation.practice));
    desk::PageOptions options{.title = translation.texts.title, .current = "/practices"};
    options.subtitle = std::string(OwnNameOf(translation.language)) + " · " + translation.name;
    options.crumbs = {{locale.tr("Good practices"), "/practices"},
                      {view.practice.title, PracticeHref(view.practice.id)}};
    options.badges = StateBadge(locale, translation.state);
    options.status = faults.empty() ? 200 : 422;
    std::vector<Html> parts = {FaultSummary(locale, faults)};
    if (translation.stale)
      parts.push_back(html::NoticeOf(
          html::Mark::kCare, locale.tr("The original was published anew since. Compare, change what differs, "
                                       "and save: it is then of the new version.")));
    parts.push_back(El("p", {html::Lang(translation.language)}, translation.texts.summary));
    parts.push_back(TextsView(locale, translation.texts, translation.language));
    const bool publishes = view.standing.owner || view.standing.secretariat;
    const bool works = publishes || translation.org == context.actor().org;
    if (works)
      parts.push_back(Forms(context, locale, translation, typed ? typed->texts : translation.texts, publishes,
                            typed.has_value()));
    return desk::PageResponse(
        context, options, html::SideBySide(html::Columns::kEven, html::Stack(parts), Original(locale, view)));
  }

  static Html Forms(const Context& context, const html::Locale& locale,
                    const PracticeTranslation& translation, const PracticeTexts& texts, bool publishes,
                    bool open) {
    const std::string action = PathOf(translation.id);
    Html buttons;
    const auto button = [&](std::string_view act, const std::string& words, html::ButtonKind kind) {
      Html fields = desk::VersionField(translation.version);
      fields.Add(html::Button(words, {.name = "act", .value = act, .kind = kind}));
      buttons.Add(html::Form({.action = action, .csrf = context.csrf()}, fields));
    };
    if (publishes && translation.state == TranslationState::kProposed)
      button("publish", locale.tr("Publish the translation"), html::ButtonKind::kMain);
    if (translation.state != TranslationState::kRetired)
      button("retire", locale.tr("Retire it"), html::ButtonKind::kQuiet);
    Html fields = desk::VersionField(translation.version);
    fields.Add(desk::HiddenField("act", "amend"));
    fields.Add(TextsFormFields(locale, texts, {}));
    fields.Add(html::Button(locale.tr("Save")));
    return html::Stack({html::RowOf({buttons}),
                        html::Closed(locale.tr("Change it"),
                                     html::Form({.action = action, .csrf = context.csrf()}, fields), open)});
  }

  PracticeServices& services_;
};

}  // namespace

void AddTranslationPages(desk::Desk& desk, PracticeServices& services) {
  const TranslationPages pages(services);
  using desk::Permission;
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       base::Result<net::Response> (TranslationPages::*page)(Context&) const) {
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = permission,
                       .handler = [pages, page](Context& context) { return (pages.*page)(context); }});
  };
  add("GET", "/practices/{id}/translate", Permission::kPanelTakePart, &TranslationPages::New);
  add("POST", "/practices/{id}/translate", Permission::kPanelTakePart, &TranslationPages::Propose);
  add("GET", "/practices/translations/{id}", Permission::kPanelRead, &TranslationPages::Show);
  add("POST", "/practices/translations/{id}", Permission::kPanelTakePart, &TranslationPages::Act);
}

}  // namespace panel
