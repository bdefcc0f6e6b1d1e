#include "html/worker_page.h"

#include <fmt/format.h>

#include "html/worker_stylesheet.inc"  // generated from worker.css: kWorkerStylesheet

namespace html {
namespace {

// An arrow out of a door.
Html ExitIcon() {
  return El(
      "svg",
      {{"class", "i flip"}, {"width", 20}, {"height", 20}, {"viewBox", "0 0 24 24"}, {"aria-hidden", "true"}},
      El("path", {{"d", "M10 4H4v16h6M14 8l4 4-4 4M18 12H9"}}));
}

}  // namespace

std::string_view WorkerStylesheet() {
  return kWorkerStylesheet;
}

std::string WorkerPage(const WorkerPageOptions& options, const Html& main) {
  const Locale& locale = *options.locale;
  std::string page;
  page.reserve(main.markup().size() + options.script.size() + kWorkerStylesheet.size() + 2048);
  page += fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
      "<meta name=\"color-scheme\" content=\"light dark\"/>\n<meta name=\"referrer\" "
      "content=\"no-referrer\"/>\n"
      "<title>{}</title>\n<style>",
      Escape(locale.tag()), locale.right_to_left() ? "rtl" : "ltr", Escape(options.title));
  page += kWorkerStylesheet;
  page += "</style>\n</head>\n<body>\n";
  page += El("a", {{"class", "skip"}, Href("#main")}, options.skip_words).markup();
  page +=
      El("header", El("div", El("a", {{"class", "brand"}, Href(options.home_href)}, options.title),
                      El("a", {{"class", "exit"}, Href(options.exit_href)}, ExitIcon(), options.exit_words)))
          .markup();
  page += El("main", {{"class", "stack"}, {"id", "main"}, {"tabindex", -1}}, main).markup();
  page += El("footer", {{"class", "stack-s"}}, options.footer).markup();
  if (!options.script.empty()) {
    page += "\n<script>";
    page += options.script;
    page += "</script>";
  }
  page += "\n</body>\n</html>\n";
  return page;
}

}  // namespace html
