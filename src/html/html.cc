#include "html/html.h"

#include <fmt/format.h>

#include <cmath>
#include <span>

#include "html/utf8.h"

namespace html {
namespace {

bool IsBidiControl(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// What may not stand in HTML or XML 1.0 text at all.
bool IsForbidden(char32_t c) {
  if (c < 0x20) return c != '\t' && c != '\n';
  return (c >= 0x7F && c <= 0x9F) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

void AppendEscaped(std::string& out, const CodePoint& c, std::string_view bytes) {
  switch (c.value) {
    case '&':
      out += "&amp;";
      return;
    case '<':
      out += "&lt;";
      return;
    case '>':
      out += "&gt;";
      return;
    case '"':
      out += "&quot;";
      return;
    case '\'':
      out += "&#39;";
      return;
    default:
      break;
  }
  if (!c.valid || IsForbidden(c.value)) {
    out += "\xEF\xBF\xBD";
  } else if (IsBidiControl(c.value)) {
    out += fmt::format("[U+{:04X}]", static_cast<unsigned>(c.value));
  } else {
    out += bytes;
  }
}

bool StartsWithNoCase(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
    if (c != prefix[i]) return false;
  }
  return true;
}

// Elements written as <x/>: HTML's void elements, and drawing elements, where HTML parsers accept it too.
constexpr std::string_view kEmptyTags[] = {"br", "hr", "input", "circle", "line", "path", "polygon", "rect"};

}  // namespace

std::string Escape(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeUtf8(text, at);
    AppendEscaped(out, c, text.substr(at, c.length));
    at += c.length;
  }
  return out;
}

Html::Html(std::string_view text) : markup_(Escape(text)) {}

Html& Html::Add(const Html& more) {
  markup_ += more.markup_;
  return *this;
}

Attribute::Attribute(AttributeName name, std::string_view value)
    : name_(name.name()), value_(Escape(value)) {}

Attribute::Attribute(AttributeName name, double value) : name_(name.name()) {
  value_ = std::isfinite(value) ? fmt::format("{:.2f}", value) : "0";
  if (value_.find('.') != std::string::npos) {
    value_.erase(value_.find_last_not_of('0') + 1);
    if (value_.back() == '.') value_.pop_back();
  }
  if (value_ == "-0") value_ = "0";
}

bool IsSafeUrl(std::string_view url) {
  if (url.empty()) return false;
  for (std::size_t at = 0; at < url.size();) {
    const CodePoint c = DecodeUtf8(url, at);
    if (!c.valid || c.value <= 0x20 || IsForbidden(c.value) || IsBidiControl(c.value)) return false;
    if (c.value < 0x80 &&
        std::string_view("\"'<>\\`").find(static_cast<char>(c.value)) != std::string_view::npos)
      return false;
    at += c.length;
  }
  if (StartsWithNoCase(url, "http://") || StartsWithNoCase(url, "https://") ||
      StartsWithNoCase(url, "mailto:") || StartsWithNoCase(url, "tel:"))
    return true;
  if (url.starts_with("//")) return false;
  return url.substr(0, url.find_first_of("/?#")).find(':') == std::string_view::npos;
}

Attribute Href(std::string_view url) {
  Attribute attribute;
  if (IsSafeUrl(url)) {
    attribute.name_ = "href";
    attribute.value_ = Escape(url);
  }
  return attribute;
}

Attribute Lang(std::string_view language) {
  Attribute attribute;
  if (!language.empty()) {
    attribute.name_ = "lang";
    attribute.value_ = Escape(language);
  }
  return attribute;
}

Html Builder::Element(Tag tag, Attributes attributes, const Html& content) {
  return Write(tag, attributes.begin(), attributes.size(), content);
}

Html Builder::Element(Tag tag, const std::vector<Attribute>& attributes, const Html& content) {
  return Write(tag, attributes.data(), attributes.size(), content);
}

Html Builder::Write(Tag tag, const Attribute* attributes, std::size_t count, const Html& content) {
  Html html;
  std::string& out = html.markup_;
  out.reserve(content.markup_.size() + 2 * tag.name().size() + 32 * count + 8);
  out.append("<").append(tag.name());
  for (const Attribute& attribute : std::span(attributes, count)) {
    if (attribute.name_.empty()) continue;
    out.append(" ").append(attribute.name_).append("=\"").append(attribute.value_).append("\"");
  }
  if (content.empty() && internal::IsIn(kEmptyTags, tag.name())) {
    out += "/>";
    return html;
  }
  out.append(">").append(content.markup_).append("</").append(tag.name()).append(">");
  return html;
}

}  // namespace html
