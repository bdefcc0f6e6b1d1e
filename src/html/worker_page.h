#pragma once
// A page for workers: one column, a neutral title, the way out first, its style inside, no script unless
// one is given, nothing from elsewhere. Titles and names say nothing of what the page is about to somebody
// who looks over a shoulder. Pure; thread-safe.

#include <string>
#include <string_view>

#include "html/html.h"
#include "html/locale.h"

namespace html {

struct WorkerPageOptions {
  const Locale* locale = nullptr;
  std::string title;       // of the browser's tab: neutral ("Work help")
  std::string home_href;   // where the title in the header leads
  std::string exit_href;   // away from here
  std::string exit_words;  // "Leave this page"
  std::string skip_words;  // "Skip to content"
  Html footer;
  // Of the one page that has a script; must not hold "</". Its Content-Security-Policy names its digest.
  std::string_view script = {};
};

std::string WorkerPage(const WorkerPageOptions& options, const Html& main);
// As it stands in each page: a Content-Security-Policy lets exactly it through by its digest.
std::string_view WorkerStylesheet();

}  // namespace html
