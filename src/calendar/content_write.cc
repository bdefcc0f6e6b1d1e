#include <algorithm>

#include "calendar/content.h"
#include "text/unicode.h"

namespace calendar {

namespace {

constexpr std::size_t kMaxLineBytes = 75;  // RFC 5545, section 3.1, without the line's end

bool IsName(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

bool IsControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7F;
}

std::string Clean(std::string_view bytes) {
  std::string clean = text::Encode(text::Decode(bytes));
  std::replace_if(clean.begin(), clean.end(), IsControl, ' ');
  return clean;
}

std::string ParameterValue(std::string_view value) {
  std::string escaped;
  for (const char c : value) {
    if (c == '\n' || c == '^' || c == '"') {
      escaped += c == '\n' ? "^n" : c == '^' ? "^^" : "^'";
    } else {
      escaped += c;
    }
  }
  escaped = Clean(escaped);
  const bool quote = escaped.find_first_of(":;,") != std::string::npos;
  return quote ? '"' + escaped + '"' : escaped;
}

std::string UnfoldedLine(const Property& property) {
  std::string line = property.name;
  for (const auto& parameter : property.parameters) {
    if (!IsName(parameter.name) || parameter.values.empty()) continue;
    line += ';' + parameter.name + '=';
    for (std::size_t i = 0; i < parameter.values.size(); ++i) {
      if (i > 0) line += ',';
      line += ParameterValue(parameter.values[i]);
    }
  }
  line += ':';
  line += Clean(property.value);
  return line;
}

void AppendFolded(std::string& out, std::string_view line) {
  std::size_t room = kMaxLineBytes;
  while (line.size() > room) {
    std::size_t cut = room;
    while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) --cut;
    out += line.substr(0, cut);
    out += "\r\n ";
    line.remove_prefix(cut);
    room = kMaxLineBytes - 1;  // the space counts
  }
  out += line;
  out += "\r\n";
}

void Append(std::string& out, const Component& component) {
  if (!IsName(component.name)) return;
  AppendFolded(out, "BEGIN:" + component.name);
  for (const auto& property : component.properties) {
    if (IsName(property.name) && property.name != "BEGIN" && property.name != "END")
      AppendFolded(out, UnfoldedLine(property));
  }
  for (const auto& inner : component.components) Append(out, inner);
  AppendFolded(out, "END:" + component.name);
}

}  // namespace

std::string WriteComponent(const Component& component) {
  std::string out;
  Append(out, component);
  return out;
}

}  // namespace calendar
