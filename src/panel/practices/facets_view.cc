// Counts beside each value, as links; see view_parts.h.

#include <fmt/format.h>

#include <algorithm>

#include "html/components.h"
#include "net/forms.h"
#include "panel/common/languages.h"
#include "panel/common/place_words.h"
#include "panel/practices/view_parts.h"

namespace panel {
namespace {

using html::El;
using html::Html;

bool IsChosen(const FacetGroup& group, const std::string& code) {
  return std::find(group.chosen.begin(), group.chosen.end(), code) != group.chosen.end();
}

// The address with this value chosen, or without it where it is: arguments are kept as they stand.
std::string Toggled(std::string_view here, const FacetGroup& group, const std::string& code) {
  const std::string argument = fmt::format("{}={}", group.name, net::UrlEncode(code));
  const std::size_t question = here.find('?');
  std::string href(here.substr(0, question));
  std::string_view rest = question == std::string_view::npos ? std::string_view() : here.substr(question + 1);
  std::string_view joint = "?";
  bool was = false;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view one = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    // A grade is a floor, so a new one takes the place of the old.
    const bool replaced = group.name == "grade" && one.starts_with("grade=");
    if (one == argument) was = true;
    if (one == argument || replaced) continue;
    href += fmt::format("{}{}", joint, one);
    joint = "&";
  }
  if (!was) href += fmt::format("{}{}", joint, argument);
  return href;
}

Html Value(const html::Locale& locale, std::string_view here, const FacetGroup& group,
           const FacetCount& count) {
  const bool chosen = IsChosen(group, count.code);
  const std::string href = Toggled(here, group, count.code);
  Html words = El("span", (chosen ? "✓ " : "") + group.words(locale, count.code));
  words.Add(El("span", locale.Number(count.count)));
  return El("li", chosen ? El("a", {html::Href(href), {"aria-current", "true"}}, words)
                         : El("a", {html::Href(href)}, words));
}

Html Group(const html::Locale& locale, std::string_view here, const FacetGroup& group) {
  Html first, more;
  std::size_t shown = 0;
  std::vector<FacetCount> counts = group.counts;
  std::stable_sort(counts.begin(), counts.end(), [&](const FacetCount& a, const FacetCount& b) {
    const bool chosen_a = IsChosen(group, a.code), chosen_b = IsChosen(group, b.code);
    return chosen_a != chosen_b ? chosen_a : group.name != "grade" && a.count > b.count;
  });
  for (const FacetCount& count : counts) {
    Html& to = shown < group.shown ? first : more;
    to.Add(Value(locale, here, group, count));
    ++shown;
  }
  Html all = Html(El("h2", group.heading));
  all.Add(El("ul", first));
  if (!more.empty())
    all.Add(html::Closed(locale.ntr("{n} more", "{n} more", static_cast<std::int64_t>(shown - group.shown)),
                         El("ul", more)));
  return El("div", all);
}

std::string TopicWords(const html::Locale& locale, const std::string& code) {
  return locale.tr(WordsOf(Topics(), code));
}
std::string StageWords(const html::Locale& locale, const std::string& code) {
  return locale.tr(WordsOf(Stages(), code));
}
std::string GroupWords(const html::Locale& locale, const std::string& code) {
  return locale.tr(WordsOf(Groups(), code));
}
std::string IndustryWords(const html::Locale& locale, const std::string& code) {
  return IndustryText(locale, code);
}
std::string CountryOf(const html::Locale& locale, const std::string& code) {
  return CountryWords(locale, code);
}
std::string LanguageOf(const html::Locale&, const std::string& code) {
  return std::string(OwnNameOf(code));
}
std::string GradeWords(const html::Locale& locale, const std::string& code) {
  return locale.tr("{grade} of 4 or more", {{"grade", code}});
}
std::string KindWords(const html::Locale& locale, const std::string& code) {
  return code == "tool" ? locale.tr("Tool or kit") : locale.tr(WordsOf(PracticeKinds(), code));
}

}  // namespace

std::vector<FacetGroup> FacetGroupsOf(const html::Locale& locale, const PracticeQuery& query,
                                      const PracticeResults& results) {
  std::vector<std::string> grade;
  if (query.grade_from > 0) grade.push_back(fmt::to_string(query.grade_from));
  std::vector<FacetGroup> groups = {
      {locale.tr("Kind"), "kind", results.kinds, query.kinds, KindWords},
      {locale.tr("Topic"), "topic", results.topics, query.topics, TopicWords},
      {locale.tr("Evidence at least"), "grade", results.grades, grade, GradeWords},
      {locale.tr("Stage of migration"), "stage", results.stages, query.stages, StageWords},
      {locale.tr("For whom"), "group", results.groups, query.groups, GroupWords, 6},
      {locale.tr("Industry"), "industry", results.industries, query.industries, IndustryWords, 6},
      {locale.tr("Country"), "country", results.countries, query.countries, CountryOf, 6},
      {locale.tr("Language"), "language", results.languages, query.languages, LanguageOf, 6},
  };
  std::erase_if(groups, [](const FacetGroup& group) { return group.counts.empty(); });
  return groups;
}

Html FacetsView(const html::Locale& locale, std::string_view here, const std::vector<FacetGroup>& groups) {
  Html all;
  for (const FacetGroup& group : groups) all.Add(Group(locale, here, group));
  if (all.empty()) return {};
  return El("nav", {{"class", "facets"}, {"aria-label", locale.tr("Filters with counts")}}, all);
}

}  // namespace panel
