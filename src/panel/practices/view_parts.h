#pragma once
// Parts that the console's pages and the public ones share: the grade, the taxonomy in words, one practice of
// a list, costs and benefits, replications, facets. Pure; thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "html/html.h"
#include "html/locale.h"
#include "panel/practices/business_case.h"
#include "panel/practices/index.h"
#include "panel/practices/published.h"
#include "panel/practices/terms.h"
#include "panel/practices/types.h"

namespace panel {

// "3 of 4: before and after", with the squares.
html::Html GradeView(const html::Locale& locale, int grade);
// "Prevention, Protection"; codes that are none are left out.
std::string TermsText(const html::Locale& locale, std::span<const Term> terms,
                      const std::vector<std::string>& codes);
std::string IndustriesText(const html::Locale& locale, const std::vector<std::string>& codes);
std::string IndustryText(const html::Locale& locale,
                         std::string_view code);  // "14 Manufacture of wearing apparel"
std::string CountriesText(const html::Locale& locale, const std::vector<std::string>& codes);
// Own names, each in its own language, the original first and marked.
html::Html LanguagesView(const html::Locale& locale, const std::vector<std::string>& languages);

// One practice in a list: title, summary with what was searched for marked, why it is here, where, grade.
struct LineOptions {
  std::string base;  // "/practices/" or "/panel/practices/"
  std::vector<QueryWord> words;
};
html::Html PracticeLine(const html::Locale& locale, const PublicLine& line, const LineOptions& options);
html::Html ToolLine(const html::Locale& locale, const Tool& tool, std::string_view base);
html::Html Marked(std::string_view text, const std::vector<QueryWord>& words);
// "“passport” in the title", …
std::string ReasonText(const html::Locale& locale, const std::vector<WordFound>& reasons);

// Title, taxonomy and texts of a practice. Headings begin at `h2`.
html::Html TextsView(const html::Locale& locale, const PracticeTexts& texts, std::string_view language);
html::Html TaxonomyView(const html::Locale& locale, const PracticeContent& content);
html::Html MoneyView(const html::Locale& locale, const PracticeContent& content);
html::Html LinksView(const html::Locale& locale, const PracticeContent& content);
html::Html ReplicationsView(const html::Locale& locale, const std::vector<Replication>& replications);
html::Html EditionsTable(const html::Locale& locale, const ToolContent& content);

// Counts beside each value, as links that choose it or let it go. `here` is the address with the query as it
// is.
struct FacetGroup {
  std::string heading;
  std::string name;  // of the argument
  std::vector<FacetCount> counts;
  std::vector<std::string> chosen;
  std::string (*words)(const html::Locale& locale, const std::string& code) = nullptr;
  std::size_t shown = 8;  // the others stand closed
};
html::Html FacetsView(const html::Locale& locale, std::string_view here,
                      const std::vector<FacetGroup>& groups);
std::vector<FacetGroup> FacetGroupsOf(const html::Locale& locale, const PracticeQuery& query,
                                      const PracticeResults& results);

// Adds amounts for people: "USD 1,200.50".
std::string MoneyText(Amount amount, std::string_view currency);

}  // namespace panel
