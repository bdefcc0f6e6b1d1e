#pragma once
// The search of practices as both faces show it: the form, the line above the results, the hits, nothing
// found; the page of the grades, of business cases and of a tool. Pure; thread-safe.

#include <string>
#include <string_view>

#include "html/html.h"
#include "html/locale.h"
#include "panel/practices/index.h"
#include "panel/practices/published.h"
#include "panel/practices/view_parts.h"

namespace panel {

struct SearchFormOptions {
  std::string_view action;
  const PracticeQuery& query;
  std::string_view lang;  // kept where a visitor chose one
};
html::Html SearchForm(const html::Locale& locale, const SearchFormOptions& options);
// "4 of 118, strongest evidence first", and where not all words were read, that.
html::Html ResultsLine(const html::Locale& locale, const PracticeQuery& query,
                       const PracticeResults& results);
html::Html HitsView(const html::Locale& locale, const PublicList& list, const LineOptions& options,
                    std::string_view tool_base);
html::Html NothingFound(const html::Locale& locale, const std::string& everything);

html::Html GradesView(const html::Locale& locale);
html::Html ToolView(const html::Locale& locale, const ToolContent& content);

struct CasesLinks {
  std::string_view page;      // takes "industry"
  std::string_view practice;  // followed by the id
};
html::Html CasesView(const html::Locale& locale, const PublicList& list, const CasesLinks& links);

}  // namespace panel
