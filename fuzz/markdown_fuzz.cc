// Markdown of any bytes. Whatever it is, what comes out holds only the elements that this writer makes, each
// closed, no attribute but href to an outside address, start and tabindex.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/check.h"
#include "html/markdown.h"

namespace {

constexpr std::array<std::string_view, 16> kElements = {"p",  "h3", "h4",   "blockquote", "ul", "ol",
                                                        "li", "a",  "code", "pre",        "em", "strong",
                                                        "hr", "br", "h2",   "bdi"};

bool IsKnown(std::string_view name) {
  for (const std::string_view known : kElements)
    if (known == name) return true;
  return false;
}

bool IsKnownAttribute(std::string_view text) {
  return text.empty() || text.starts_with("href=\"http://") || text.starts_with("href=\"https://") ||
         text.starts_with("href=\"mailto:") || text.starts_with("start=\"") || text == "tabindex=\"0\"";
}

// Every "<" opens one of our elements or closes the last open one.
void CheckMarkup(std::string_view markup) {
  std::vector<std::string_view> open;
  for (std::size_t at = markup.find('<'); at != std::string_view::npos; at = markup.find('<', at)) {
    const std::size_t end = markup.find('>', at);
    CHECK(end != std::string_view::npos);
    std::string_view inside = markup.substr(at + 1, end - at - 1);
    at = end;
    if (inside.starts_with('/')) {
      CHECK(!open.empty() && open.back() == inside.substr(1));
      open.pop_back();
      continue;
    }
    const bool closed = inside.ends_with('/') && inside.find(' ') == std::string_view::npos;
    if (closed) inside.remove_suffix(1);
    const std::size_t space = std::min(inside.find(' '), inside.size());
    CHECK(IsKnown(inside.substr(0, space)));
    CHECK(IsKnownAttribute(inside.substr(std::min(space + 1, inside.size()))));
    if (!closed) open.push_back(inside.substr(0, space));
  }
  CHECK(open.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  CheckMarkup(html::Markdown(text).markup());
  CheckMarkup(html::Markdown(text, 2).markup());
  (void)html::MarkdownText(text);
  return 0;
}
