#include "html/shell.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "html/console_components.h"
#include "html/form_parts.h"
#include "html/forms.h"
#include "html/names.h"

namespace html {
namespace {

constexpr std::string_view kLicence = "Apache-2.0";
constexpr std::string_view kLicenceUrl = "https://www.apache.org/licenses/LICENSE-2.0";

// The title in the page's language, or marked as what it is: a party's page is called by the party's name.
Html TitleText(const Locale& locale, std::string_view title) {
  const std::string_view tag = LanguageTag(title);
  if (tag.empty() || tag == locale.tag()) return title;
  return Value(title);
}

Html Brand(std::string_view href) {
  return El("a", {{"class", "brand"}, Href(href)}, Icon(IconName::kMark), " Manumit");
}

Html Skip(const Locale& locale) {
  return El("a", {{"class", "skip"}, Href("#main")}, locale.tr("Skip to content"));
}

Html PlainButton(std::string_view words) {
  return FormParts::Element("button", {FormParts::Value("type", "submit"), {"class", "link"}}, words);
}

Html SearchForm(const Locale& locale) {
  const std::string words = locale.tr("Search parties, lists, alerts");
  return Form({.action = "/search", .get = true, .css = "find", .label = words},
              Join(El("label", {{"class", "vh"}, {"for", "q"}}, words),
                   Input({.name = "q", .type = InputType::kSearch, .placeholder = words, .key = "/"})));
}

Html OrganisationPart(const ShellOptions& options) {
  const Locale& locale = *options.locale;
  if (options.organisations.size() < 2) return El("span", {{"class", "name"}}, Value(options.organisation));
  std::vector<Choice> choices;
  std::string_view chosen;
  for (const auto& [slug, name] : options.organisations) {
    choices.push_back({slug, name});
    if (name == options.organisation) chosen = slug;
  }
  return Form({.action = "/organisation", .csrf = options.csrf},
              Join(El("label", {{"class", "vh"}, {"for", "organisation"}}, locale.tr("Organisation")),
                   Select("organisation", choices, chosen), PlainButton(locale.tr("Switch"))));
}

Html TopBar(const ShellOptions& options) {
  const Locale& locale = *options.locale;
  Html who = El("a", {{"class", "menu"}, Href("#nav")}, locale.tr("Menu"));
  who.Add(OrganisationPart(options));
  who.Add(El("a", {{"class", "name"}, Href("/account")}, Value(options.person)));
  who.Add(Form({.action = "/sign-out", .csrf = options.csrf}, PlainButton(locale.tr("Sign out"))));
  return El("header", {{"class", "top"}}, Brand("/"), options.search ? SearchForm(locale) : Html(),
            El("div", {{"class", "who"}}, who));
}

Html WaitingMark(const Locale& locale, std::int64_t waiting) {
  return El("span", {{"class", "n"}}, locale.Number(waiting),
            El("span", {{"class", "vh"}}, " ", locale.tr("waiting")));
}

Html NavLink(const Locale& locale, const NavItem& item, bool current) {
  Html words = item.label;
  if (item.waiting > 0) words.Add(WaitingMark(locale, item.waiting));
  return El("li", current ? El("a", {Href(item.href), {"aria-current", "page"}}, words)
                          : El("a", {Href(item.href)}, words));
}

// What stands under one heading, or in one folding part of it.
struct RailPart {
  std::string name;
  Html items;
  bool current = false;
  std::int64_t waiting = 0;
};

struct RailSection {
  std::string name;
  std::vector<RailPart> parts;
};

template <typename Named>
Named& ByName(std::vector<Named>& all, std::string_view name) {
  for (Named& one : all)
    if (one.name == name) return one;
  return all.emplace_back(Named{.name = std::string(name)});
}

// Sections and their parts in the order in which they first appear, whatever stands between their items.
std::vector<RailSection> SectionsOf(const ShellOptions& options) {
  std::vector<RailSection> sections;
  for (const NavItem& item : options.nav) {
    const std::string_view section = item.section;
    const std::size_t end = std::min(section.find('\n'), section.size());
    RailPart& part = ByName(ByName(sections, section.substr(0, end)).parts,
                            end == section.size() ? std::string_view() : section.substr(end + 1));
    const bool current = item.href == options.current;
    part.items.Add(NavLink(*options.locale, item, current));
    part.current = part.current || current;
    part.waiting += item.waiting;
  }
  return sections;
}

// A part that stands alone under its heading has nothing to fold away.
Html PartOfRail(const Locale& locale, const RailPart& part, bool alone) {
  Html list = El("ul", part.items);
  if (part.name.empty() || alone) return list;
  Html words = part.name;
  if (part.waiting > 0 && !part.current) words.Add(WaitingMark(locale, part.waiting));
  const Html summary = El("summary", words);
  return part.current ? El("details", {{"open", ""}}, summary, list) : El("details", summary, list);
}

Html Rail(const ShellOptions& options) {
  const Locale& locale = *options.locale;
  Html rail;
  for (const RailSection& section : SectionsOf(options)) {
    if (!section.name.empty()) rail.Add(El("h2", section.name));
    for (const RailPart& part : section.parts) rail.Add(PartOfRail(locale, part, section.parts.size() == 1));
  }
  return El("nav", {{"class", "rail"}, {"id", "nav"}, {"aria-label", locale.tr("Sections")}}, rail);
}

Html Heading(const ShellOptions& options) {
  const Locale& locale = *options.locale;
  Html words;
  if (!options.crumbs.empty()) {
    Html list;
    for (const Crumb& crumb : options.crumbs)
      list.Add(El("li", El("a", {Href(crumb.href)}, TitleText(locale, crumb.label))));
    words.Add(El("nav", {{"class", "crumb"}, {"aria-label", locale.tr("You are here")}}, El("ol", list)));
  }
  words.Add(El("h1", TitleText(locale, options.title)));
  if (!options.subtitle.empty()) words.Add(El("p", options.subtitle));
  Html beside = Join(options.badges, options.actions);
  return El("div", {{"class", "head"}}, El("div", words),
            beside.empty() ? Html() : El("div", {{"class", "row"}}, beside));
}

Html Foot(const ShellOptions& options, std::string_view css) {
  const Locale& locale = *options.locale;
  return El("footer", {{"class", css}},
            El("span", options.version.empty() ? std::string("Manumit") : "Manumit " + options.version),
            El("a", {Href(kLicenceUrl)}, locale.tr("Licence: {name}", {{"name", kLicence}})));
}

Html Flash(const ShellOptions& options) {
  return options.flash.empty()
             ? Html()
             : El("p", {{"class", "flash"}, {"role", "status"}, {"id", "flash"}}, options.flash);
}

// `main` is styled by `css`; with both shells the skip link leads here.
Html MainPart(const ShellOptions& options, std::string_view css, const Html& main) {
  return El("main", {{"class", css}, {"id", "main"}, {"tabindex", -1}}, Flash(options), Heading(options),
            main);
}

Html ConsoleBody(const ShellOptions& options, const Html& main) {
  return Join(Skip(*options.locale),
              El("div", {{"class", "shell"}}, TopBar(options), Rail(options),
                 MainPart(options, options.wide ? "main all" : "main", main), Foot(options, "foot")));
}

Html PlainBody(const ShellOptions& options, const Html& main) {
  return Join(Skip(*options.locale), El("header", {{"class", "plain-top"}}, El("div", Brand("/"))),
              MainPart(options, "plain-main", main), Foot(options, "plain-foot"));
}

const Asset& AssetNamed(std::string_view name) {
  const auto& assets = Assets();
  const auto found =
      std::find_if(assets.begin(), assets.end(), [&](const Asset& asset) { return asset.name == name; });
  CHECK(found != assets.end());
  return *found;
}

}  // namespace

std::string Page(const ShellOptions& options, const Html& main) {
  CHECK(options.locale != nullptr);
  const Locale& locale = *options.locale;
  const bool themed = options.theme == "light" || options.theme == "dark";
  std::string page = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\"{}>\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
      "<meta name=\"color-scheme\" content=\"light dark\"/>\n<title>{} · Manumit</title>\n"
      "<link rel=\"stylesheet\" href=\"{}\"/>\n<link rel=\"icon\" type=\"image/svg+xml\" href=\"{}\"/>\n",
      Escape(locale.tag()), locale.right_to_left() ? "rtl" : "ltr",
      themed ? fmt::format(" data-theme=\"{}\"", options.theme) : "", Escape(options.title),
      AssetNamed("console").path, AssetNamed("icon").path);
  for (const std::string& island : options.islands)
    page += fmt::format("<script type=\"module\" src=\"{}\"></script>\n", AssetNamed(island).path);
  page += options.single_keys ? "</head>\n<body class=\"console\">\n"
                              : "</head>\n<body class=\"console\" data-keys=\"off\">\n";
  page += (options.person.empty() ? PlainBody(options, main) : ConsoleBody(options, main)).markup();
  page += "\n</body>\n</html>\n";
  return page;
}

}  // namespace html
