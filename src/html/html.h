#pragma once
// Html is markup that is known to be well-formed and inert; it is not text. Text becomes Html only by being
// escaped, which every constructor from text does, and markup is made only by El, whose tag and attribute
// names are checked when the program is compiled. So nothing that came from a file can become an element, an
// attribute, a handler, a style or a script:
//   - no tag that runs, fetches or posts (script, iframe, object, img, form, input, button, ...) and no
//   attribute that does (on*, style, src, srcset, action, formaction) is in the tables below; forms and their
//   controls are made by html/forms.h alone, which posts only to paths of this server;
//   - href is made only by Href, which lets through http, https, mailto, tel, relative paths and fragments
//   and drops everything else;
//   - text loses what may not stand in a page (control characters and bytes that are not UTF-8 become
//   U+FFFD), and the marks that
//     reverse the reading direction of what follows (U+202A..202E, U+2066..2069) are shown as "[U+202E]"
//     instead of taking effect.
// The output is at the same time HTML and well-formed XML.
//
//   Html row = El("tr", El("th", {{"scope", "row"}}, name), El("td", {{"class", "num"}}, "12"));
//
// Value type, not thread-safe beyond that. Cost: each level of nesting copies its content once.

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace html {

class Html {
 public:
  Html() = default;
  Html(std::string_view text);                                     // NOLINT: implicit on purpose; escapes
  Html(const std::string& text) : Html(std::string_view(text)) {}  // NOLINT: implicit on purpose
  Html(const char* text) : Html(std::string_view(text)) {}         // NOLINT: implicit on purpose

  Html& Add(const Html& more);
  bool empty() const { return markup_.empty(); }
  // The markup, for the one place that writes the page.
  const std::string& markup() const { return markup_; }

 private:
  friend class Builder;
  std::string markup_;
};

namespace internal {

inline constexpr std::string_view kTags[] = {
    "a",       "abbr",     "article",    "aside",  "b",       "bdi",     "blockquote", "br",       "caption",
    "circle",  "code",     "dd",         "desc",   "details", "dialog",  "div",        "dl",       "dt",
    "em",      "fieldset", "figcaption", "figure", "footer",  "g",       "h1",         "h2",       "h3",
    "h4",      "header",   "hr",         "kbd",    "label",   "legend",  "li",         "line",     "main",
    "mark",    "nav",      "ol",         "p",      "path",    "polygon", "pre",        "progress", "rect",
    "section", "small",    "span",       "strong", "summary", "sup",     "svg",        "table",    "tbody",
    "td",      "text",     "tfoot",      "th",     "thead",   "time",    "title",      "tr",       "ul"};

inline constexpr std::string_view kAttributes[] = {"aria-current",
                                                   "aria-describedby",
                                                   "aria-hidden",
                                                   "aria-keyshortcuts",
                                                   "aria-label",
                                                   "aria-labelledby",
                                                   "class",
                                                   "colspan",
                                                   "cx",
                                                   "cy",
                                                   "d",
                                                   "data-drop",
                                                   "data-focus",
                                                   "data-key",
                                                   "datetime",
                                                   "dir",
                                                   "for",
                                                   "height",
                                                   "hidden",
                                                   "id",
                                                   "lang",
                                                   "max",
                                                   "open",
                                                   "points",
                                                   "preserveAspectRatio",
                                                   "r",
                                                   "role",
                                                   "rowspan",
                                                   "rx",
                                                   "scope",
                                                   "start",
                                                   "tabindex",
                                                   "title",
                                                   "value",
                                                   "viewBox",
                                                   "width",
                                                   "x",
                                                   "x1",
                                                   "x2",
                                                   "y",
                                                   "y1",
                                                   "y2"};

template <std::size_t N>
constexpr bool IsIn(const std::string_view (&names)[N], std::string_view name) {
  for (std::string_view known : names)
    if (known == name) return true;
  return false;
}

}  // namespace internal

// A tag's name; does not compile unless it is in kTags.
class Tag {
 public:
  consteval Tag(const char* name) : name_(name) {  // NOLINT: implicit on purpose
    if (!internal::IsIn(internal::kTags, name_)) throw "this tag is not in html::internal::kTags";
  }
  constexpr std::string_view name() const { return name_; }

 private:
  friend class FormParts;  // html/form_parts.h
  struct Checked {};
  constexpr Tag(Checked, std::string_view name) : name_(name) {}
  std::string_view name_;
};

// An attribute's name; does not compile unless it is in kAttributes.
class AttributeName {
 public:
  consteval AttributeName(const char* name) : name_(name) {  // NOLINT: implicit on purpose
    if (!internal::IsIn(internal::kAttributes, name_))
      throw "this attribute is not in html::internal::kAttributes";
  }
  constexpr std::string_view name() const { return name_; }

 private:
  std::string_view name_;
};

// One attribute. An attribute with no name is left out; Href and Lang use that.
class Attribute {
 public:
  Attribute(AttributeName name, std::string_view value);
  Attribute(AttributeName name, std::integral auto value) : Attribute(name, std::to_string(value)) {}
  // A length or position in a drawing, with at most two decimals.
  Attribute(AttributeName name, double value);

 private:
  friend class Builder;
  friend class FormParts;
  friend Attribute Href(std::string_view url);
  friend Attribute Lang(std::string_view language);
  Attribute() = default;
  std::string_view name_;
  std::string value_;  // escaped
};

using Attributes = std::initializer_list<Attribute>;

// True for http:, https:, mailto: and tel: addresses, relative references and "#fragment". False for every
// other scheme, for "//host", and for anything with white space, control characters, quotes, angle brackets
// or backslashes.
bool IsSafeUrl(std::string_view url);

Attribute Href(std::string_view url);       // left out unless IsSafeUrl(url)
Attribute Lang(std::string_view language);  // left out where the language is not known (empty)

// The only maker of markup.
class Builder {
 public:
  static Html Element(Tag tag, Attributes attributes, const Html& content);
  static Html Element(Tag tag, const std::vector<Attribute>& attributes, const Html& content);

 private:
  static Html Write(Tag tag, const Attribute* attributes, std::size_t count, const Html& content);
};

template <typename... Content>
  requires(std::convertible_to<Content, Html> && ...)
Html El(Tag tag, Attributes attributes, const Content&... content) {
  Html inside;
  (inside.Add(content), ...);
  return Builder::Element(tag, attributes, inside);
}

template <typename... Content>
  requires(std::convertible_to<Content, Html> && ...)
Html El(Tag tag, const Content&... content) {
  return El(tag, Attributes{}, content...);
}

// All pieces one after the other.
template <typename... Content>
  requires(std::convertible_to<Content, Html> && ...)
Html Join(const Content&... content) {
  Html all;
  (all.Add(content), ...);
  return all;
}

// Text as it stands between tags and in double-quoted attributes.
std::string Escape(std::string_view text);

}  // namespace html
