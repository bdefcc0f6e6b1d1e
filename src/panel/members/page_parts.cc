#include "panel/members/page_parts.h"

#include "desk/desk.h"
#include "panel/common/place_words.h"
#include "panel/members/words.h"

namespace panel::members {

using html::El;
using html::Html;

std::string MemberHref(const MemberId& id, std::string_view page) {
  return "/members/" + id.text() + (page.empty() ? "" : "/" + std::string(page));
}

Html MemberLink(const Member& member) {
  return desk::LinkTo(MemberHref(member.id), html::Value(member.name));
}

base::Result<MemberId> MemberIn(const desk::Context& context) {
  return MemberId::Parse(context.Path("id"));
}

base::Result<Panel> PanelIn(Services& services, const desk::Context& context) {
  const std::string_view slug = context.Query("panel");
  if (slug.empty()) return services.seams.panels.Root();
  return services.seams.base.database.Read(
      [&](db::Transaction& tx) { return services.seams.panels.BySlug(tx, slug); });
}

std::string InPanel(std::string href, const Panel& panel) {
  return panel.parent.empty() ? href : desk::WithArgument(std::move(href), "panel", panel.slug);
}

base::Result<Html> PanelTabs(Services& services, const desk::Context& context, const Panel& current,
                             std::string_view href) {
  const auto visible = [&](db::Transaction& tx) -> base::Result<std::vector<Panel>> {
    std::vector<Panel> panels;
    for (Panel& panel : TRY(services.seams.panels.All(tx)))
      if (TRY(ViewOf(tx, services.seams, context.actor(), panel.id)).SeesMembers())
        panels.push_back(std::move(panel));
    return panels;
  };
  const std::vector<Panel> panels = TRY(services.seams.base.database.Read(visible));
  if (panels.size() < 2) return Html();
  std::vector<html::Tab> tabs;
  for (const Panel& panel : panels)
    tabs.push_back({panel.name, InPanel(std::string(href), panel), panel.id == current.id});
  const html::Locale& locale = desk::LocaleOf(context);
  return html::Tabs(locale, locale.tr("The panel and its chapters"), tabs);
}

std::string CountryWord(const html::Locale& locale, std::string_view code) {
  return code.empty() ? std::string("–") : CountryWords(locale, code);
}

std::string SectorWords(const html::Locale& locale, const std::vector<std::string>& sectors) {
  std::string words;
  for (const std::string& code : sectors) words += (words.empty() ? "" : ", ") + SectorWord(locale, code);
  return words;
}

Html ValueIn(std::string_view text) {
  return text.empty() ? Html() : html::Value(text);
}

Html TextIn(std::string_view text) {
  Html paragraphs;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) paragraphs.Add(El("p", html::Value(line)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return paragraphs;
}

Html AreaField(const std::string& label, std::string_view name, std::string_view value, int rows,
               const desk::FormErrors& errors, std::string_view hint) {
  return html::Field({.control_id = name, .label = label, .hint = hint, .error = errors.Of(name)},
                     html::TextArea(name, value, rows));
}

Html SelectField(const std::string& label, std::string_view name, const std::vector<html::Choice>& choices,
                 std::string_view chosen, const desk::FormErrors& errors, std::string_view hint) {
  return html::Field({.control_id = name, .label = label, .hint = hint, .error = errors.Of(name)},
                     html::Select(name, choices, chosen));
}

std::int64_t VersionIn(desk::Context& context) {
  return desk::WholeNumber(desk::FieldOf(context, "version")).value_or(-1);
}

void AddPage(desk::Desk& desk, std::string_view method, std::string_view pattern, desk::Permission permission,
             PageHandler handler) {
  desk.router().Add(
      {.method = method, .pattern = pattern, .permission = permission, .handler = std::move(handler)});
}

}  // namespace panel::members
