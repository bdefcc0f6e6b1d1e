#include "panel/minutes/reply_text.h"

#include <algorithm>
#include <array>
#include <vector>

namespace panel {
namespace {

using Lines = std::vector<std::string_view>;

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\r'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
    text.remove_suffix(1);
  return text;
}

Lines LinesOf(std::string_view text) {
  Lines lines;
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    if (end == text.size()) return lines;
    text.remove_prefix(end + 1);
  }
}

bool IsQuoted(std::string_view line) {
  return Trimmed(line).starts_with('>');
}

bool IsSignature(std::string_view line) {
  while (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line == "-- " || line == "--";
}

bool IsRuleOf(std::string_view line, char c, std::size_t least) {
  return line.size() >= least && std::all_of(line.begin(), line.end(), [&](char d) { return d == c; });
}

bool StartsWithAny(std::string_view line, const auto& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return line.starts_with(word); });
}
bool ContainsAny(std::string_view line, const auto& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return line.find(word) != std::string_view::npos; });
}

bool IsOriginalMark(std::string_view line) {
  static constexpr std::array<std::string_view, 5> kMarks = {
      "Original Message", "Forwarded message", "원본 메시지", "원본 메일", "Original Appointment"};
  constexpr std::size_t kRule = 8;
  if (IsRuleOf(line, '_', kRule)) return true;
  return line.starts_with("---") && ContainsAny(line, kMarks);
}

// "From: …" with two more of such lines among the next four.
bool IsHeadingBlock(const Lines& lines, std::size_t at) {
  static constexpr std::array<std::string_view, 3> kFrom = {"From:", "보낸 사람:", "*From:*"};
  static constexpr std::array<std::string_view, 10> kMore = {
      "Sent:", "Date:", "To:", "Cc:", "Subject:", "*Sent:*", "날짜:", "보낸 날짜:", "받는 사람:", "제목:"};
  if (!StartsWithAny(Trimmed(lines[at]), kFrom)) return false;
  int more = 0;
  constexpr std::size_t kLook = 4;
  for (std::size_t i = at + 1; i < lines.size() && i <= at + kLook; ++i)
    more += StartsWithAny(Trimmed(lines[i]), kMore) ? 1 : 0;
  return more >= 2;
}

// "On 1 Dec 2026, Ada wrote:", which some programs break over two lines.
bool IsAttribution(std::string_view line) {
  static constexpr std::array<std::string_view, 6> kEnds = {
      "wrote:", "schrieb:", "a écrit :", "a écrit:", "작성:", "escribió:"};
  return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) { return line.ends_with(end); });
}

// Whether all that follows is quoted or empty, and something is.
bool OnlyQuotesFollow(const Lines& lines, std::size_t from) {
  bool quoted = false;
  for (std::size_t i = from; i < lines.size(); ++i) {
    if (IsQuoted(lines[i]))
      quoted = true;
    else if (!Trimmed(lines[i]).empty())
      return quoted;
  }
  return quoted;
}

// The first line that is no longer the writer's own.
std::size_t EndOfOwn(const Lines& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = Trimmed(lines[i]);
    if (IsSignature(lines[i]) || IsOriginalMark(line) || IsHeadingBlock(lines, i)) return i;
  }
  return lines.size();
}

}  // namespace

std::string NewWordsOf(std::string_view text) {
  const Lines lines = LinesOf(text);
  const std::size_t end = EndOfOwn(lines);
  Lines own;
  for (std::size_t i = 0; i < end; ++i) {
    const std::string_view line = Trimmed(lines[i]);
    if (IsQuoted(line)) continue;
    if (IsAttribution(line) && OnlyQuotesFollow(lines, i + 1)) {
      constexpr std::array<std::string_view, 4> kBegins = {"On ", "Am ", "Le ", "El "};
      const bool broken = !StartsWithAny(line, kBegins) && !own.empty() && StartsWithAny(own.back(), kBegins);
      if (broken) own.pop_back();
      continue;
    }
    own.push_back(line);
  }
  while (!own.empty() && own.front().empty()) own.erase(own.begin());
  while (!own.empty() && own.back().empty()) own.pop_back();
  std::string words;
  for (const std::string_view line : own) words += (words.empty() ? "" : "\n") + std::string(line);
  return words;
}

}  // namespace panel
