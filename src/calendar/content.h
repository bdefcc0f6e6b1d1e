#pragma once
// Content lines and components of iCalendar (RFC 5545, section 3.1; RFC 6868 for quotes in parameters),
// whatever they mean. Pure; linear in the bytes.
//
// ReadComponents is lenient where clients are: LF alone, folding by tab, lower-case names, a byte order mark,
// empty lines, parameters quoted or not. It is strict about what would change the meaning: bytes that are not
// UTF-8, BEGIN and END that do not meet, lines without a colon, and every limit of base/limits_calendar.h.
// Errors: kInvalid or kTooLarge, "line 12: ...", numbered as in the file.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace calendar {

struct Parameter {
  std::string name;                 // upper case
  std::vector<std::string> values;  // plain: without quotes and escapes
  bool operator==(const Parameter&) const = default;
};

struct Property {
  std::string name;  // upper case
  std::vector<Parameter> parameters;
  std::string value;     // as it stands in the file, unfolded
  std::size_t line = 0;  // where it was read; 0: not read
  // Where it was read does not count.
  bool operator==(const Property& other) const {
    return name == other.name && parameters == other.parameters && value == other.value;
  }
  // The parameter's first value; empty where there is none.
  std::string_view parameter(std::string_view wanted) const;
};

struct Component {
  std::string name;  // upper case: "VEVENT"
  std::vector<Property> properties;
  std::vector<Component> components;
  std::size_t line = 0;
  bool operator==(const Component& other) const {
    return name == other.name && properties == other.properties && components == other.components;
  }
};

// The components at the top: usually one VCALENDAR.
base::Result<std::vector<Component>> ReadComponents(std::string_view text);

// With CRLF, in lines of at most 75 bytes that never cut a character. Whatever could not be read back is
// mended: bytes that are not UTF-8 become U+FFFD, control characters become spaces; properties whose name is
// none are left out.
std::string WriteComponent(const Component& component);

// TEXT values (section 3.3.11): "\n", "\,", "\;", "\\".
std::string EscapeText(std::string_view text);  // CR LF and CR become "\n"
std::string UnescapeText(std::string_view value);
// At the commas that are not escaped; each part still escaped.
std::vector<std::string_view> SplitTexts(std::string_view value);

std::string UpperAscii(std::string_view text);
bool SameAscii(std::string_view a, std::string_view b);  // whatever the case of ASCII letters

}  // namespace calendar
