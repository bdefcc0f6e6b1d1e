#include "panel/practices/search_form.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

#include "desk/web/parts.h"
#include "html/charts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/markdown.h"
#include "panel/common/isic.h"
#include "panel/practices/evidence.h"
#include "panel/practices/query_arguments.h"

namespace panel {

using html::El;
using html::Html;

namespace {

std::vector<html::Choice> Choices(const html::Locale& locale, std::span<const Term> terms) {
  std::vector<html::Choice> choices = {{"", locale.tr("All")}};
  for (const Term& term : terms) choices.push_back({std::string(term.code), locale.tr(term.words)});
  return choices;
}

std::string First(const std::vector<std::string>& values) {
  return values.size() == 1 ? values.front() : std::string();
}

// What the form itself does not ask for stays as it is.
Html Kept(const SearchFormOptions& options) {
  Html kept;
  const auto keep = [&](std::string_view name, const std::vector<std::string>& values) {
    for (const std::string& value : values) kept.Add(desk::HiddenField(name, value));
  };
  keep("industry", options.query.industries);
  keep("country", options.query.countries);
  keep("stage", options.query.stages);
  keep("group", options.query.groups);
  keep("language", options.query.languages);
  if (!options.lang.empty()) kept.Add(desk::HiddenField("lang", options.lang));
  return kept;
}

}  // namespace

Html SearchForm(const html::Locale& locale, const SearchFormOptions& options) {
  const PracticeQuery& query = options.query;
  const std::vector<html::Choice> orders = {{"best", locale.tr("What fits best")},
                                            {"newest", locale.tr("Newest")},
                                            {"copied", locale.tr("Most copied")}};
  std::vector<html::Choice> grades = {{"", locale.tr("Any")}};
  for (int grade = 2; grade <= kGrades; ++grade)
    grades.push_back({std::to_string(grade), locale.tr("{grade} of 4", {{"grade", std::to_string(grade)}})});
  std::vector<html::Choice> kinds = Choices(locale, PracticeKinds());
  kinds.push_back({"tool", locale.tr("Tool or kit")});
  const std::string grade = query.grade_from > 1 ? std::to_string(query.grade_from) : "";
  Html fields = html::Field(
      {.control_id = "pq", .label = locale.tr("Search")},
      html::Input({.name = "q", .type = html::InputType::kSearch, .value = query.text, .id = "pq"}));
  fields.Add(html::Field({.control_id = "kind", .label = locale.tr("Kind")},
                         html::Select("kind", kinds, First(query.kinds))));
  fields.Add(html::Field({.control_id = "topic", .label = locale.tr("Topic")},
                         html::Select("topic", Choices(locale, Topics()), First(query.topics))));
  fields.Add(html::Field({.control_id = "grade", .label = locale.tr("Evidence at least")},
                         html::Select("grade", grades, grade)));
  fields.Add(html::Field({.control_id = "order", .label = locale.tr("Order")},
                         html::Select("order", orders, OrderName(query.order))));
  fields.Add(Kept(options));
  fields.Add(html::Button(locale.tr("Show")));
  return html::Form(
      {.action = options.action, .get = true, .css = "filters", .label = locale.tr("Search practices")},
      fields);
}

Html ResultsLine(const html::Locale& locale, const PracticeQuery& query, const PracticeResults& results) {
  std::string words = locale.tr(
      "{total} of {all}", {{"total", locale.Number(results.total)}, {"all", locale.Number(results.all)}});
  words += ", ";
  if (query.order == PracticeOrder::kNewest)
    words += locale.tr("newest first");
  else if (query.order == PracticeOrder::kCopied)
    words += locale.tr("most copied first");
  else
    words += query.text.empty()
                 ? locale.tr("strongest evidence first")
                 : locale.tr("those first where your words stand in the title, and rare words count more");
  if (results.cut)
    words +=
        ". " + locale.tr("Very many words begin so; write more letters to be sure that nothing is missed.");
  return El("p", {{"class", "small muted"}}, words);
}

Html HitsView(const html::Locale& locale, const PublicList& list, const LineOptions& options,
              std::string_view tool_base) {
  Html hits;
  for (const PracticeHit& hit : list.results.hits) {
    if (hit.kind == "tool") {
      for (const Tool& tool : list.tools)
        if (tool.id.text() == hit.subject) hits.Add(ToolLine(locale, tool, tool_base));
      continue;
    }
    for (const PublicLine& line : list.practices)
      if (line.practice.id.text() == hit.subject) hits.Add(PracticeLine(locale, line, options));
  }
  return hits;
}

Html NothingFound(const html::Locale& locale, const std::string& everything) {
  return html::Empty(locale.tr("Nothing fits"),
                     html::Join(locale.tr("All words must occur. Try fewer words or filters."), " ",
                                desk::LinkTo(everything, locale.tr("Show everything"))));
}

Html GradesView(const html::Locale& locale) {
  Html all =
      El("p", locale.tr("Two reviewers of other members answer the same questions. A criterion counts only "
                        "where all of them say that it is met; a grade needs its own criteria and those of "
                        "every grade below."));
  for (int grade = kGrades; grade >= 1; --grade) {
    Html criteria;
    for (std::size_t i = 0; i < kCriteria; ++i) {
      const CriterionRow& row = RowOf(static_cast<Criterion>(i));
      if (row.grade == grade) criteria.Add(El("li", locale.tr(row.question)));
    }
    all.Add(html::Section(fmt::format("{}: {}", grade, locale.tr(GradeWord(grade))),
                          El("div", {{"class", "stack-s"}}, GradeView(locale, grade),
                             El("p", locale.tr(GradeDescription(grade))), El("ul", criteria))));
  }
  all.Add(html::Section(
      locale.tr("What it is based on"),
      El("ul", El("li", "R. Puttick, J. Ludlow: Standards of Evidence. Nesta, 2013."),
         El("li",
            "L. Sherman, D. Gottfredson, D. MacKenzie, J. Eck, P. Reuter, S. Bushway: Preventing Crime. 1997 "
            "(Maryland Scientific Methods Scale)."))));
  return El("div", {{"class", "stack"}}, all);
}

Html ToolView(const html::Locale& locale, const ToolContent& content) {
  Html all = html::Facts({{locale.tr("Kind"), locale.tr(WordsOf(ToolKinds(), content.kind))},
                          {locale.tr("Made by"), content.makers},
                          {locale.tr("Topic"), TermsText(locale, Topics(), content.topics)},
                          {locale.tr("Stage of migration"), TermsText(locale, Stages(), content.stages)},
                          {locale.tr("For whom"), TermsText(locale, Groups(), content.groups)},
                          {locale.tr("Countries"), CountriesText(locale, content.countries)},
                          {locale.tr("Industries"), IndustriesText(locale, content.industries)}});
  if (!content.body.empty())
    all.Add(El("div", {{"class", "md"}, html::Lang(content.language)}, html::Markdown(content.body, 2)));
  all.Add(EditionsTable(locale, content));
  all.Add(El("p", {{"class", "small muted"}},
             locale.tr("Addresses are those that the member gave; they were not opened from here.")));
  return El("div", {{"class", "stack"}}, all);
}

namespace {

Html SectionLinks(const html::Locale& locale, const PublicList& list, const CasesLinks& links) {
  Html items = El("li", desk::LinkTo(std::string(links.page), locale.tr("All industries")));
  for (const FacetCount& count : list.results.industries) {
    const Industry* industry = FindIndustry(count.code);
    if (industry == nullptr || !industry->is_section()) continue;
    items.Add(El(
        "li", desk::LinkTo(fmt::format("{}?industry={}", links.page, count.code), locale.tr(industry->title)),
        " (" + locale.Number(count.count) + ")"));
  }
  return El("nav", {{"aria-label", locale.tr("Industries")}}, El("ul", items));
}

}  // namespace

Html CasesView(const html::Locale& locale, const PublicList& list, const CasesLinks& links) {
  if (list.results.industries.empty())
    return html::Empty(locale.tr("No business case is published yet"),
                       locale.tr("A business case is a practice with its costs and benefits in figures."));
  desk::TableMaker table({{locale.tr("Business case")},
                          {locale.tr("Industries")},
                          {locale.tr("Cost")},
                          {locale.tr("Benefit")},
                          {locale.tr("Benefit for each 1 of cost"), true},
                          {locale.tr("Evidence")}});
  for (const PublicLine& line : list.practices) {
    for (const CaseTotal& total : TotalsOf(line.content))
      table.Row({El("a",
                    {html::Href(std::string(links.practice) + line.practice.id.text()),
                     html::Lang(line.content.language)},
                    line.content.texts.title),
                 IndustriesText(locale, line.content.industries), MoneyText(total.cost, total.currency),
                 html::Join(MoneyText(total.benefit, total.currency), " ",
                            El("span", {{"class", "muted"}},
                               locale.ntr("in {n} year", "in {n} years", total.years))),
                 total.ratio_hundredths < 0 ? "–" : RatioText(total.ratio_hundredths),
                 GradeView(locale, line.practice.grade)});
  }
  return html::Stack({SectionLinks(locale, list, links), table.Done(locale.tr("Business cases"))});
}

}  // namespace panel
