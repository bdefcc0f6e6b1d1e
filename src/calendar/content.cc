#include "calendar/content.h"

#include <fmt/format.h>

#include <algorithm>

namespace calendar {

std::string_view Property::parameter(std::string_view wanted) const {
  for (const auto& p : parameters) {
    if (p.name == wanted && !p.values.empty()) return p.values.front();
  }
  return {};
}

std::string UpperAscii(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return upper;
}

bool SameAscii(std::string_view a, std::string_view b) {
  return a.size() == b.size() && UpperAscii(a) == UpperAscii(b);
}

std::string EscapeText(std::string_view text) {
  std::string value;
  value.reserve(text.size() + 8);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r') {
      if (i + 1 >= text.size() || text[i + 1] != '\n') value += "\\n";
    } else if (c == '\n') {
      value += "\\n";
    } else {
      if (c == '\\' || c == ',' || c == ';') value += '\\';
      value += c;
    }
  }
  return value;
}

std::string UnescapeText(std::string_view value) {
  std::string text;
  text.reserve(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\' || i + 1 == value.size()) {
      text += value[i];
      continue;
    }
    ++i;
    text += value[i] == 'n' || value[i] == 'N' ? '\n' : value[i];
  }
  return text;
}

std::vector<std::string_view> SplitTexts(std::string_view value) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == '\\') {
      ++i;
    } else if (value[i] == ',') {
      parts.push_back(value.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  parts.push_back(value.substr(begin));
  return parts;
}

}  // namespace calendar
