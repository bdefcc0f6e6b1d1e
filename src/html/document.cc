#include "html/document.h"

#include <fmt/format.h>

#include "html/stylesheet.inc"  // generated from manumit.css: kStylesheet

namespace html {

std::string_view Stylesheet() {
  return kStylesheet;
}

std::string Document(const Head& head, const Html& banner, const Html& main, const Html& footer) {
  std::string page;
  page.reserve(main.markup().size() + kStylesheet.size() + 4096);
  page += fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src "
      "&#39;sha256-{}&#39;; "
      "base-uri &#39;none&#39;; form-action &#39;none&#39;\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
      "<meta name=\"color-scheme\" content=\"light dark\"/>\n<meta name=\"referrer\" "
      "content=\"no-referrer\"/>\n"
      "<title>{}</title>\n<style>",
      Escape(head.language), Escape(head.style_sha256_base64), Escape(head.title));
  page += kStylesheet;
  page += "</style>\n</head>\n<body>\n";
  page += El("a", {{"class", "skip"}, Href("#main")}, "Skip to content").markup();
  page += El("header", {{"class", "top"}}, banner).markup();
  page += El("main", {{"class", "main"}, {"id", "main"}, {"tabindex", -1}}, main).markup();
  page += El("footer", {{"class", "foot"}}, footer).markup();
  page += "\n</body>\n</html>\n";
  return page;
}

}  // namespace html
