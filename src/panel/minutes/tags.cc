#include "panel/minutes/tags.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "base/limits_panel.h"

namespace panel {
namespace {

constexpr std::string_view kWideColon = "：";  // as Korean, Japanese and Chinese keyboards give it
constexpr std::size_t kMaxShownBytes = 60;
constexpr std::size_t kMaxOwnerBytes = 254;

bool IsBlank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}
bool IsAsciiLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool IsAsciiDigit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

std::string Shown(std::string_view text) {
  if (text.size() <= kMaxShownBytes) return std::string(text);
  std::size_t end = kMaxShownBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end));
}

// The line without what may stand before a tag.
std::string_view WithoutMark(std::string_view line) {
  line = Trimmed(line);
  if (line.size() > 1 && (line.front() == '-' || line.front() == '*') && IsBlank(line[1]))
    line = Trimmed(line.substr(1));
  return line;
}

bool LooksLikeTag(std::string_view line) {
  return line.size() > 1 && line.front() == '!' && IsAsciiLetter(line[1]);
}

// Reads one line from its "!" on.
class LineReader {
 public:
  LineReader(std::string_view rest, std::size_t line) : rest_(rest), line_(line) {}

  std::optional<TagFault> fault() const { return fault_; }
  // Where a number may be put in: bytes from the beginning of what was given.
  std::size_t after_word() const { return after_word_; }

  std::optional<Tag> Read() {
    const std::size_t size = rest_.size();
    Tag tag;
    tag.line = line_;
    rest_.remove_prefix(1);
    const std::string_view word = Word();
    if (word == "action") {
      tag.kind = TagKind::kAction;
    } else if (word != "decision") {
      return Fails(TagFaultKind::kUnknownTag, word);
    }
    after_word_ = size - rest_.size();
    SkipBlanks();
    if (!ReadNumber(tag)) return std::nullopt;
    if (tag.kind == TagKind::kAction && !(ReadOwner(tag) && ReadDate(tag))) return std::nullopt;
    if (tag.kind == TagKind::kDecision && !rest_.empty() && rest_.front() == '@')
      return Fails(TagFaultKind::kOwnerUnwanted, rest_);
    if (!ReadColon()) return std::nullopt;
    return ReadText(tag);
  }

 private:
  std::nullopt_t Fails(TagFaultKind kind, std::string_view value = {}) {
    fault_ = TagFault{kind, line_, Shown(value)};
    return std::nullopt;
  }
  void SkipBlanks() {
    while (!rest_.empty() && IsBlank(rest_.front())) rest_.remove_prefix(1);
  }
  std::string_view Word() {
    std::size_t end = 0;
    while (end < rest_.size() && (IsAsciiLetter(rest_[end]) || rest_[end] == '-')) ++end;
    const std::string_view word = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return word;
  }
  // Up to a blank or a colon.
  std::string_view Piece() {
    std::size_t end = 0;
    while (end < rest_.size() && !IsBlank(rest_[end]) && rest_[end] != ':' &&
           !rest_.substr(end).starts_with(kWideColon))
      ++end;
    const std::string_view piece = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return piece;
  }
  bool ReadNumber(Tag& tag) {
    if (rest_.empty() || rest_.front() != '#') return true;
    rest_.remove_prefix(1);
    const std::string_view piece = Piece();
    const auto [end, problem] = std::from_chars(piece.data(), piece.data() + piece.size(), tag.number);
    if (problem != std::errc() || end != piece.data() + piece.size() || tag.number < 1 ||
        tag.number > base::kMaxTagNumber) {
      Fails(TagFaultKind::kNumber, piece);
      return false;
    }
    SkipBlanks();
    return true;
  }
  bool ReadOwner(Tag& tag) {
    const bool marked = !rest_.empty() && rest_.front() == '@';
    if (marked) rest_.remove_prefix(1);
    const std::string_view piece = marked ? Piece() : std::string_view();
    if (piece.empty() || piece.size() > kMaxOwnerBytes) {
      Fails(TagFaultKind::kOwnerMissing, piece);
      return false;
    }
    tag.owner = piece;
    std::transform(tag.owner.begin(), tag.owner.end(), tag.owner.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    SkipBlanks();
    return true;
  }
  bool ReadDate(Tag& tag) {
    const std::string_view piece = Piece();
    if (piece.empty()) {
      Fails(TagFaultKind::kDateMissing);
      return false;
    }
    constexpr std::string_view kShape = "dddd-dd-dd";
    bool fits = piece.size() == kShape.size();
    for (std::size_t i = 0; fits && i < kShape.size(); ++i)
      fits = kShape[i] == 'd' ? IsAsciiDigit(piece[i]) : piece[i] == kShape[i];
    const base::Result<base::PartialDate> date =
        fits ? base::ParseDate(piece) : base::Result<base::PartialDate>(base::Invalid(""));
    if (!date.has_value() || date->year < base::kFirstDueYear || date->year > base::kLastDueYear) {
      Fails(TagFaultKind::kDate, piece);
      return false;
    }
    tag.due = *date;
    SkipBlanks();
    return true;
  }
  bool ReadColon() {
    if (rest_.starts_with(':')) {
      rest_.remove_prefix(1);
    } else if (rest_.starts_with(kWideColon)) {
      rest_.remove_prefix(kWideColon.size());
    } else {
      Fails(TagFaultKind::kColonMissing, rest_);
      return false;
    }
    return true;
  }
  std::optional<Tag> ReadText(Tag& tag) {
    const std::string_view text = Trimmed(rest_);
    if (text.empty()) return Fails(TagFaultKind::kTextMissing);
    if (text.size() > base::kMaxTagTextBytes)
      return Fails(TagFaultKind::kTextTooLong, fmt::to_string(text.size()));
    tag.text = text;
    return tag;
  }

  std::string_view rest_;
  std::size_t line_;
  std::size_t after_word_ = 0;
  std::optional<TagFault> fault_;
};

// Calls `visit(line, number)` for each line, without its end.
template <typename Visit>
void EachLine(std::string_view text, const Visit& visit) {
  std::size_t number = 0;
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    visit(text.substr(0, end), ++number);
    if (end == text.size()) return;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

Tags ParseTags(std::string_view text) {
  Tags found;
  std::set<std::int64_t> numbers;
  EachLine(text, [&](std::string_view line, std::size_t number) {
    const std::string_view content = WithoutMark(line);
    if (!LooksLikeTag(content)) return;
    LineReader reader(content, number);
    std::optional<Tag> tag = reader.Read();
    if (!tag) {
      found.faults.push_back(*reader.fault());
    } else if (tag->number != 0 && !numbers.insert(tag->number).second) {
      found.faults.push_back({TagFaultKind::kTwice, number, fmt::to_string(tag->number)});
    } else {
      found.tags.push_back(*std::move(tag));
    }
  });
  if (found.tags.size() > base::kMaxMinutesTags)
    found.faults.push_back(
        {TagFaultKind::kTooMany, found.tags[base::kMaxMinutesTags].line, fmt::to_string(found.tags.size())});
  return found;
}

std::string WithNumbers(std::string_view text, std::vector<Tag>& tags, std::int64_t& next) {
  std::string numbered;
  numbered.reserve(text.size() + 8 * tags.size());
  auto tag = tags.begin();
  EachLine(text, [&](std::string_view line, std::size_t number) {
    if (number > 1) numbered += '\n';
    if (tag == tags.end() || tag->line != number) {
      numbered += line;
      return;
    }
    if (tag->number == 0) {
      tag->number = next++;
      const std::string_view content = WithoutMark(line);
      LineReader reader(content, number);
      reader.Read();
      const auto at = static_cast<std::size_t>(content.data() - line.data()) + reader.after_word();
      const std::string_view rest = line.substr(at);
      const bool apart =
          rest.empty() || IsBlank(rest.front()) || rest.front() == ':' || rest.starts_with(kWideColon);
      numbered += fmt::format("{} #{}{}{}", line.substr(0, at), tag->number, apart ? "" : " ", rest);
    } else {
      numbered += line;
    }
    ++tag;
  });
  return numbered;
}

std::string_view PlainLine(std::string_view line, bool& is_tag) {
  const std::string_view content = WithoutMark(line);
  is_tag = LooksLikeTag(content);
  if (content.size() > 2 && content.front() == '\\' && LooksLikeTag(content.substr(1)))
    return content.substr(1);
  return Trimmed(line);
}

}  // namespace panel
