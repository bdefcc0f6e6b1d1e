// /sessions/{id}/minutes/edit: writing, with what is wrong with the tags and which names stand in the text.

#include <fmt/format.h>

#include "base/limits_panel.h"
#include "desk/desk.h"
#include "panel/minutes/faces.h"
#include "panel/minutes/fault_words.h"
#include "panel/minutes/minutes_view.h"
#include "panel/minutes/view.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;
using html::Join;

struct EditPage {
  PanelSession session;
  std::string title;
  std::int64_t version = 0;
  std::string text;
  std::vector<std::string> names;
  std::vector<html::FieldError> errors;
  bool checked = false;
};

Html Help(const html::Locale& locale) {
  return html::Closed(
      locale.tr("How decisions and actions are tagged"),
      Join(El("p", locale.tr("One line each, wherever it belongs in the text:")),
           El("pre",
              "!decision: The survey is published in six languages.\n"
              "!action @name@example.org 2026-12-01: Send the survey to all dormitories\n"
              "!action @organisation 2026-12-15: List the agencies that are paid"),
           El("p",
              locale.tr(
                  "After the at sign stands a person’s e-mail address or an organisation’s short name, then "
                  "the day it is due. Saving gives each a number, which stays. “## words” is a heading, “- "
                  "words” a point.")),
           El("p",
              locale.tr(
                  "There is no place for who said what. Names of those who take part are pointed out."))));
}

Html EditView(const Context& context, const EditPage& page) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::string error = page.errors.empty() ? std::string() : locale.tr("See what to mend above.");
  Html main = html::ErrorSummary(locale.tr("This cannot be saved yet"), page.errors);
  const std::vector<NameFound> found = NameWatch(page.names).In(page.text);
  main.Add(NameWarningHtml(locale, found));
  if (page.checked && page.errors.empty() && found.empty())
    main.Add(html::NoticeOf(html::Mark::kOk,
                            locale.tr("The tags are right, and no name of a participant was found.")));
  main.Add(html::Form(
      {.action = MinutesHref(page.session.id) + "/edit", .csrf = context.csrf()},
      Join(desk::VersionField(page.version),
           FieldOf({.name = "text",
                    .label = locale.tr("Minutes"),
                    .hint = locale.tr("What was said, decided and promised. Not who said it."),
                    .value = page.text,
                    .rows = 24,
                    .most = base::kMaxMinutesBytes},
                   error),
           html::RowOf({html::Button(locale.tr("Save"), {.name = "do", .value = "save"}),
                        html::Button(locale.tr("Check only"),
                                     {.name = "do", .value = "check", .kind = html::ButtonKind::kQuiet})}))));
  main.Add(Help(locale));
  return main;
}

class EditPages {
 public:
  explicit EditPages(PanelServices& services) : services_(services) {}

  base::Result<net::Response> Form(Context& context) const {
    const PanelSessionId id = TRY(PanelSessionId::Parse(context.Path("id")));
    const base::Result<EditPage> page = Load(context, id);
    if (!page && IsLocked(page.error())) return Locked(context, id);
    if (!page) return page.error();
    return Show(context, *page);
  }

  base::Result<net::Response> Save(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PanelSessionId id = TRY(PanelSessionId::Parse(context.Path("id")));
    EditPage page = TRY(Load(context, id));
    page.text = TRY(Typed(context, "text"));
    std::erase(page.text, '\r');
    page.version = TRY(TypedNumber(context, "version"));
    for (const TagFault& fault : ParseTags(page.text).faults)
      page.errors.push_back({"text", FaultWords(locale, fault)});
    const std::string what = TRY(Typed(context, "do"));
    page.checked = what == "check";
    if (page.checked || !page.errors.empty()) return Show(context, page);
    const base::Result<SavedMinutes> saved =
        services_.minutes.Save(context.actor(), id, page.version, page.text);
    if (saved) return desk::RedirectWithFlash(context, MinutesHref(id), locale.tr("Saved."));
    if (!IsMendable(saved.error().code)) return saved.error();
    page.errors.push_back({"text", locale.tr(saved.error().external)});
    return Show(context, page);
  }

 private:
  base::Result<EditPage> Load(const Context& context, const PanelSessionId& id) const {
    const Reader reader = TRY(Reader::Of(services_, context));
    return services_.seams.database.Read([&](db::Transaction& tx) -> base::Result<EditPage> {
      EditPage page;
      page.session = TRY(services_.session_access.MustChair(tx, context.actor(), id));
      const Minutes minutes = TRY(services_.minutes.Get(tx, context.actor(), id));
      page.version = minutes.version;
      page.title = TitleOf(tx, services_.places, desk::LocaleOf(context), page.session, reader.get());
      page.text = TRY(services_.minutes.Text(tx, minutes, reader.get()));
      page.names = TRY(services_.minutes.NamesOfParticipants(tx, id));
      return page;
    });
  }

  static desk::PageOptions OptionsOf(const Context& context, const PanelSessionId& id,
                                     const std::string& title) {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::PageOptions options{
        .title = locale.tr("Write the minutes"), .subtitle = title, .current = "/minutes"};
    options.crumbs = {{locale.tr("Minutes"), "/minutes"}, {title, MinutesHref(id)}};
    return options;
  }
  static net::Response Show(const Context& context, const EditPage& page) {
    desk::PageOptions options = OptionsOf(context, page.session.id, page.title);
    options.badges = ClosedBadge(desk::LocaleOf(context), {page.session.panel, page.session});
    options.status = page.errors.empty() ? 200 : 422;
    return desk::PageResponse(context, options, EditView(context, page));
  }
  static net::Response Locked(const Context& context, const PanelSessionId& id) {
    const html::Locale& locale = desk::LocaleOf(context);
    return desk::PageResponse(context, OptionsOf(context, id, locale.tr("Closed session")),
                              LockedNotice(context, MinutesHref(id) + "/edit"));
  }

  PanelServices& services_;
};

}  // namespace

void AddMinutesEditPages(desk::Desk& desk, PanelServices& services) {
  const EditPages pages(services);
  AddPage(desk, services, "GET", "/sessions/{id}/minutes/edit", desk::Permission::kPanelTakePart,
          [pages](Context& context) { return pages.Form(context); });
  AddPage(desk, services, "POST", "/sessions/{id}/minutes/edit", desk::Permission::kPanelTakePart,
          [pages](Context& context) { return pages.Save(context); });
}

}  // namespace panel
