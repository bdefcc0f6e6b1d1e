#pragma once
// Markdown as people write it in the panel (CommonMark 0.30, by cmark): paragraphs, headings, lists, quotes,
// code, emphasis, links, rules. What comes out is Html built part by part from the parsed text, never markup
// that cmark or the text made, so nothing that Html forbids can come out:
//   - raw HTML is shown as the text it is;
//   - a picture becomes a link to it with its description; nothing is fetched;
//   - links lead to http, https and mailto addresses only (those of this server and fragments are left out:
//   the text then stands without a link);
//   - headings begin at `top_heading`, so that they never stand above the page's own;
//   - what is nested deeper than base::kMaxMarkdownNesting is shown as plain text.
// Pure; thread-safe. Cost: linear, some 20 MB/s; each level of nesting copies its content once.

#include <string>
#include <string_view>

#include "base/result.h"
#include "html/html.h"

namespace html {

// Errors: kTooLarge over base::kMaxMarkdownBytes; kInvalid where the text is not UTF-8 or holds NUL.
base::Status CheckMarkdown(std::string_view text);

// `top_heading` 2 to 4: the level of the highest headings in the text; the others follow without a gap, 4 at
// most. A text that CheckMarkdown refuses gives its beginning, as plain text.
Html Markdown(std::string_view text, int top_heading = 3);

// The words alone, one line a block: for search and for summaries.
std::string MarkdownText(std::string_view text);

}  // namespace html
