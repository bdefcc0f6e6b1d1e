#include "html/markdown.h"

#include <cmark.h>

#include <algorithm>
#include <map>
#include <memory>
#include <vector>

#include "base/limits_panel.h"
#include "html/utf8.h"

namespace html {
namespace {

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Tree = std::unique_ptr<cmark_node, FreeNode>;

Tree Parse(std::string_view text) {
  return Tree(cmark_parse_document(text.data(), text.size(), CMARK_OPT_VALIDATE_UTF8));
}

std::string_view LiteralOf(cmark_node* node) {
  const char* literal = cmark_node_get_literal(node);
  return literal == nullptr ? std::string_view() : std::string_view(literal);
}

std::string_view UrlOf(cmark_node* node) {
  const char* url = cmark_node_get_url(node);
  return url == nullptr ? std::string_view() : std::string_view(url);
}

// Addresses of this server are refused too: a text must not lead a signed-in person to a page of its choice
// as if the page itself said so.
bool IsOutside(std::string_view url) {
  return IsSafeUrl(url) &&
         (url.starts_with("http://") || url.starts_with("https://") || url.starts_with("mailto:"));
}

bool IsBlock(cmark_node_type type) {
  return type >= CMARK_NODE_FIRST_BLOCK && type <= CMARK_NODE_LAST_BLOCK;
}

// All words below a node, without recursion.
std::string WordsBelow(cmark_node* top) {
  std::string words;
  const std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> walk(cmark_iter_new(top), cmark_iter_free);
  for (cmark_event_type event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(walk.get())) {
    cmark_node* node = cmark_iter_get_node(walk.get());
    const cmark_node_type type = cmark_node_get_type(node);
    if (event == CMARK_EVENT_ENTER) {
      if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) words += ' ';
      words += LiteralOf(node);
    }
    const bool ends =
        event == CMARK_EVENT_EXIT || type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK;
    if (ends && IsBlock(type) && !words.empty() && words.back() != '\n') words += '\n';
  }
  return words;
}

// Levels of all headings: the text's highest stands at the top, and none is more than one below the one
// before, so that readers who go from heading to heading miss nothing.
std::map<cmark_node*, int> HeadingLevels(cmark_node* tree, int top) {
  constexpr int kDeepest = 4, kMostInText = 6;
  std::vector<cmark_node*> headings;
  int highest = kMostInText;
  for (cmark_node* node = cmark_node_first_child(tree); node != nullptr; node = cmark_node_next(node)) {
    if (cmark_node_get_type(node) != CMARK_NODE_HEADING) continue;
    headings.push_back(node);
    highest = std::min(highest, cmark_node_get_heading_level(node));
  }
  std::map<cmark_node*, int> levels;
  int before = top - 1;
  for (cmark_node* node : headings) {
    const int wanted = top + cmark_node_get_heading_level(node) - highest;
    before = std::min({wanted, before + 1, kDeepest});
    levels[node] = before;
  }
  return levels;
}

class Maker {
 public:
  Maker(cmark_node* tree, int top_heading) : levels_(HeadingLevels(tree, std::clamp(top_heading, 2, 4))) {}

  Html Children(cmark_node* node, int depth) const {
    if (depth > base::kMaxMarkdownNesting) return WordsBelow(node);
    Html all;
    for (cmark_node* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child))
      all.Add(Node(child, depth + 1));
    return all;
  }

 private:
  Html Node(cmark_node* node, int depth) const {
    const cmark_node_type type = cmark_node_get_type(node);
    return IsBlock(type) ? Block(node, type, depth) : Inline(node, type, depth);
  }

  Html Block(cmark_node* node, cmark_node_type type, int depth) const {
    switch (type) {
      case CMARK_NODE_PARAGRAPH:
        return IsTight(node) ? Children(node, depth) : El("p", Children(node, depth));
      case CMARK_NODE_HEADING:
        return HeadingOf(node, depth);
      case CMARK_NODE_BLOCK_QUOTE:
        return El("blockquote", Children(node, depth));
      case CMARK_NODE_LIST:
        return ListOf(node, depth);
      case CMARK_NODE_ITEM:
        return El("li", Children(node, depth));
      case CMARK_NODE_CODE_BLOCK:
        return El("pre", {{"tabindex", 0}}, El("code", LiteralOf(node)));
      case CMARK_NODE_HTML_BLOCK:
        return El("p", LiteralOf(node));
      case CMARK_NODE_THEMATIC_BREAK:
        return El("hr");
      default:
        return Children(node, depth);
    }
  }

  Html Inline(cmark_node* node, cmark_node_type type, int depth) const {
    switch (type) {
      case CMARK_NODE_TEXT:
      case CMARK_NODE_HTML_INLINE:
        return LiteralOf(node);
      case CMARK_NODE_SOFTBREAK:
        return "\n";
      case CMARK_NODE_LINEBREAK:
        return El("br");
      case CMARK_NODE_CODE:
        return El("code", LiteralOf(node));
      case CMARK_NODE_EMPH:
        return El("em", Children(node, depth));
      case CMARK_NODE_STRONG:
        return El("strong", Children(node, depth));
      case CMARK_NODE_LINK:
      case CMARK_NODE_IMAGE:
        return LinkOf(node, type, depth);
      default:
        return Children(node, depth);
    }
  }

  // A picture holds no links of its own, so that none stands within another.
  Html LinkOf(cmark_node* node, cmark_node_type type, int depth) const {
    const std::string_view url = UrlOf(node);
    Html words = type == CMARK_NODE_IMAGE ? Html(WordsBelow(node)) : WithoutLinks(node, depth);
    if (words.empty()) words = url;
    return IsOutside(url) ? El("a", {Href(url)}, words) : words;
  }

  Html WithoutLinks(cmark_node* node, int depth) const {
    for (cmark_node* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child))
      if (cmark_node_get_type(child) == CMARK_NODE_IMAGE) return WordsBelow(node);
    return Children(node, depth);
  }

  Html HeadingOf(cmark_node* node, int depth) const {
    const Html words = Children(node, depth);
    const auto found = levels_.find(node);
    if (found == levels_.end()) return El("p", El("strong", words));  // within a quotation or a list
    const int level = found->second;
    if (level == 2) return El("h2", words);
    return level == 3 ? El("h3", words) : El("h4", words);
  }

  Html ListOf(cmark_node* node, int depth) const {
    const Html items = Children(node, depth);
    if (cmark_node_get_list_type(node) != CMARK_ORDERED_LIST) return El("ul", items);
    const int start = cmark_node_get_list_start(node);
    return start == 1 ? El("ol", items) : El("ol", {{"start", start}}, items);
  }

  static bool IsTight(cmark_node* paragraph) {
    cmark_node* item = cmark_node_parent(paragraph);
    if (item == nullptr || cmark_node_get_type(item) != CMARK_NODE_ITEM) return false;
    cmark_node* list = cmark_node_parent(item);
    return list != nullptr && cmark_node_get_list_tight(list) != 0;
  }

  std::map<cmark_node*, int> levels_;
};

}  // namespace

base::Status CheckMarkdown(std::string_view text) {
  if (text.size() > base::kMaxMarkdownBytes) return base::TooLarge("The text is too long.");
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeUtf8(text, at);
    if (!c.valid || c.value == 0) return base::Invalid("The text is not UTF-8.");
    at += c.length;
  }
  return base::Ok();
}

Html Markdown(std::string_view text, int top_heading) {
  if (!CheckMarkdown(text).has_value()) return El("p", text.substr(0, base::kMaxMarkdownBytes));
  const Tree tree = Parse(text);
  return tree == nullptr ? Html() : Maker(tree.get(), top_heading).Children(tree.get(), 0);
}

std::string MarkdownText(std::string_view text) {
  if (!CheckMarkdown(text).has_value()) return {};
  const Tree tree = Parse(text);
  return tree == nullptr ? std::string() : WordsBelow(tree.get());
}

}  // namespace html
