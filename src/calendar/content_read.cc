#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/limits_calendar.h"
#include "calendar/content.h"
#include "text/unicode.h"

namespace calendar {

namespace {

base::Error At(std::size_t line, std::string_view what) {
  return base::Invalid(fmt::format("line {}: {}", line, what));
}

bool IsNameByte(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool IsName(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), IsNameByte);
}

bool IsUtf8(std::string_view bytes) {
  return text::Encode(text::Decode(bytes)) == bytes;
}

struct Line {
  std::string text;
  std::size_t number = 0;
};

// Takes the next line of the file off `rest`, without its end.
std::string_view TakeRawLine(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  while (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

base::Result<std::vector<Line>> Unfold(std::string_view rest) {
  std::vector<Line> lines;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  for (std::size_t number = 1; !rest.empty(); ++number) {
    std::string_view raw = TakeRawLine(rest);
    const bool goes_on = !raw.empty() && (raw[0] == ' ' || raw[0] == '\t') && !lines.empty();
    if (goes_on) raw.remove_prefix(1);
    if (raw.empty()) continue;
    if (!goes_on) {
      if (lines.size() == base::kMaxCalendarLines)
        return base::TooLarge(fmt::format("line {}: more than {} lines", number, base::kMaxCalendarLines));
      lines.push_back({{}, number});
    }
    Line& line = lines.back();
    if (line.text.size() + raw.size() > base::kMaxCalendarLineBytes)
      return base::TooLarge(
          fmt::format("line {}: a property of more than {} bytes", line.number, base::kMaxCalendarLineBytes));
    line.text += raw;
  }
  return lines;
}

// RFC 6868: ^n, ^^ and ^' stand for what a quoted value cannot hold.
std::string UnescapeParameter(std::string_view value) {
  std::string plain;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char next = value[i] == '^' && i + 1 < value.size() ? value[i + 1] : '\0';
    if (next == 'n' || next == '^' || next == '\'') {
      plain += next == 'n' ? '\n' : next == '^' ? '^' : '"';
      ++i;
    } else {
      plain += value[i];
    }
  }
  return plain;
}

// One line into its parts, from left to right.
class LineParser {
 public:
  explicit LineParser(const Line& line) : text_(line.text), number_(line.number) {}

  base::Result<Property> Parse() {
    Property property;
    property.line = number_;
    property.name = UpperAscii(TakeUntil(";:"));
    if (!IsName(property.name)) return At(number_, "begins with no property's name");
    while (Next() == ';') {
      ++at_;
      property.parameters.push_back(TRY(TakeParameter(property.name)));
    }
    if (Next() != ':') return At(number_, fmt::format("{}: no colon before the value", property.name));
    property.value = text_.substr(at_ + 1);
    return property;
  }

 private:
  char Next() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  std::string_view TakeUntil(std::string_view ends) {
    const std::size_t end = std::min(text_.find_first_of(ends, at_), text_.size());
    const std::string_view taken = text_.substr(at_, end - at_);
    at_ = end;
    return taken;
  }

  base::Result<Parameter> TakeParameter(std::string_view property) {
    Parameter parameter;
    parameter.name = UpperAscii(TakeUntil("=;:"));
    if (!IsName(parameter.name) || Next() != '=')
      return At(number_, fmt::format("{}: a parameter without name or \"=\"", property));
    do {
      ++at_;
      if (++values_ > base::kMaxCalendarParameters)
        return base::TooLarge(fmt::format("line {}: {}: more than {} values of parameters", number_, property,
                                          base::kMaxCalendarParameters));
      parameter.values.push_back(TRY(TakeValue(property)));
    } while (Next() == ',');
    return parameter;
  }

  base::Result<std::string> TakeValue(std::string_view property) {
    if (Next() != '"') return UnescapeParameter(TakeUntil(",;:"));
    ++at_;
    const std::string value = UnescapeParameter(TakeUntil("\""));
    if (Next() != '"') return At(number_, fmt::format("{}: a quoted parameter has no end", property));
    ++at_;
    return value;
  }

  std::string_view text_;
  std::size_t number_;
  std::size_t at_ = 0;
  std::size_t values_ = 0;
};

// Puts properties and components into each other as BEGIN and END say.
class TreeBuilder {
 public:
  base::Status Add(Property property) {
    if (property.name == "BEGIN") return Begin(property);
    if (property.name == "END") return End(property);
    if (open_.empty()) return At(property.line, fmt::format("{}: outside of any component", property.name));
    open_.back().properties.push_back(std::move(property));
    return base::Ok();
  }

  base::Result<std::vector<Component>> Finish() {
    if (!open_.empty())
      return At(open_.back().line, fmt::format("BEGIN:{} has no END; was the file cut?", open_.back().name));
    return std::move(done_);
  }

 private:
  base::Status Begin(const Property& property) {
    Component component;
    component.name = UpperAscii(property.value);
    component.line = property.line;
    if (!IsName(component.name)) return At(property.line, "BEGIN: no component's name");
    if (open_.size() == base::kMaxCalendarDepth)
      return base::TooLarge(fmt::format("line {}: BEGIN: components lie more than {} deep", property.line,
                                        base::kMaxCalendarDepth));
    if (++count_ > base::kMaxCalendarComponents)
      return base::TooLarge(fmt::format("line {}: BEGIN: more than {} components", property.line,
                                        base::kMaxCalendarComponents));
    open_.push_back(std::move(component));
    return base::Ok();
  }

  base::Status End(const Property& property) {
    if (open_.empty() || open_.back().name != UpperAscii(property.value))
      return At(property.line, fmt::format("END does not fit {}",
                                           open_.empty() ? "any BEGIN" : "BEGIN:" + open_.back().name));
    Component component = std::move(open_.back());
    open_.pop_back();
    (open_.empty() ? done_ : open_.back().components).push_back(std::move(component));
    return base::Ok();
  }

  std::vector<Component> open_;
  std::vector<Component> done_;
  std::size_t count_ = 0;
};

bool IsForbidden(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7F;
}

}  // namespace

base::Result<std::vector<Component>> ReadComponents(std::string_view text) {
  if (text.size() > base::kMaxCalendarBytes)
    return base::TooLarge(fmt::format("a calendar of more than {} bytes", base::kMaxCalendarBytes));
  std::vector<Line> lines = TRY(Unfold(text));
  TreeBuilder tree;
  for (Line& line : lines) {
    // Checked only now: other programs fold in the middle of a character.
    if (!IsUtf8(line.text)) return At(line.number, "bytes that are not UTF-8");
    std::replace_if(line.text.begin(), line.text.end(), IsForbidden, ' ');
    if (line.text.find_first_not_of(' ') == std::string::npos) continue;
    Property property = TRY(LineParser(line).Parse());
    TRY(tree.Add(std::move(property)));
  }
  return tree.Finish();
}

}  // namespace calendar
