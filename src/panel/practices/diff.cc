#include "panel/practices/diff.h"

#include <fmt/format.h>

#include <algorithm>

#include "html/console_components.h"

namespace panel {
namespace {

using html::El;
using html::Html;

std::vector<std::string_view> LinesOf(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

using Lines = std::vector<std::string_view>;

// The longest common subsequence of two short middles.
void AddMiddle(const Lines& before, const Lines& after, std::vector<DiffLine>& diff) {
  const std::size_t rows = before.size(), columns = after.size();
  if (rows > kMostDiffLines || columns > kMostDiffLines) {
    for (const std::string_view line : before) diff.push_back({DiffLine::Kind::kGone, std::string(line)});
    for (const std::string_view line : after) diff.push_back({DiffLine::Kind::kAdded, std::string(line)});
    return;
  }
  std::vector<std::vector<std::uint16_t>> common(rows + 1, std::vector<std::uint16_t>(columns + 1, 0));
  for (std::size_t i = rows; i-- > 0;)
    for (std::size_t j = columns; j-- > 0;)
      common[i][j] = before[i] == after[j] ? static_cast<std::uint16_t>(common[i + 1][j + 1] + 1)
                                           : std::max(common[i + 1][j], common[i][j + 1]);
  std::size_t i = 0, j = 0;
  while (i < rows || j < columns) {
    if (i < rows && j < columns && before[i] == after[j]) {
      diff.push_back({DiffLine::Kind::kSame, std::string(before[i++])});
      ++j;
    } else if (i < rows && (j == columns || common[i + 1][j] >= common[i][j + 1])) {
      diff.push_back({DiffLine::Kind::kGone, std::string(before[i++])});
    } else {
      diff.push_back({DiffLine::Kind::kAdded, std::string(after[j++])});
    }
  }
}

std::string MoneyLines(const PracticeContent& content) {
  std::string lines;
  for (const MoneyLine& line : content.money)
    lines += fmt::format("{} {} {} {} {} {}\n", line.benefit ? "+" : "-", line.label, line.amount,
                         line.currency, line.yearly ? "/year" : "", line.whose);
  return lines;
}

std::string LinkLines(const PracticeContent& content) {
  std::string lines;
  for (const WebLink& link : content.links) lines += link.label + " " + link.url + "\n";
  return lines;
}

std::string CodeLines(const PracticeContent& content) {
  std::string lines = content.kind + "\n" + content.language + "\n" + content.licence + "\n";
  for (const auto* codes :
       {&content.topics, &content.industries, &content.countries, &content.stages, &content.groups}) {
    for (const std::string& code : *codes) lines += code + " ";
    lines += "\n";
  }
  return lines;
}

Html PartView(const html::Locale& locale, const std::string& heading, std::string_view before,
              std::string_view after) {
  if (before == after) return {};
  Html items;
  for (const DiffLine& line : DiffOf(before, after)) {
    if (line.kind == DiffLine::Kind::kSame) {
      items.Add(El("li", "  " + line.text));
      continue;
    }
    const bool gone = line.kind == DiffLine::Kind::kGone;
    items.Add(El("li", {{"class", gone ? "del" : "add"}},
                 El("span", {{"class", "vh"}}, gone ? locale.tr("gone:") : locale.tr("added:")),
                 (gone ? "− " : "+ ") + line.text));
  }
  return html::Section(heading, El("div", {{"class", "diff"}}, El("ul", items)));
}

}  // namespace

std::vector<DiffLine> DiffOf(std::string_view before, std::string_view after) {
  Lines old_lines = LinesOf(before), new_lines = LinesOf(after);
  std::vector<DiffLine> diff, end;
  std::size_t same = 0;
  while (same < old_lines.size() && same < new_lines.size() && old_lines[same] == new_lines[same])
    diff.push_back({DiffLine::Kind::kSame, std::string(old_lines[same++])});
  old_lines.erase(old_lines.begin(), old_lines.begin() + static_cast<std::ptrdiff_t>(same));
  new_lines.erase(new_lines.begin(), new_lines.begin() + static_cast<std::ptrdiff_t>(same));
  while (!old_lines.empty() && !new_lines.empty() && old_lines.back() == new_lines.back()) {
    end.push_back({DiffLine::Kind::kSame, std::string(old_lines.back())});
    old_lines.pop_back();
    new_lines.pop_back();
  }
  AddMiddle(old_lines, new_lines, diff);
  diff.insert(diff.end(), end.rbegin(), end.rend());
  return diff;
}

Html DiffView(const html::Locale& locale, const PracticeContent& before, const PracticeContent& after) {
  const PracticeTexts& old_texts = before.texts;
  const PracticeTexts& new_texts = after.texts;
  std::vector<Html> parts = {
      PartView(locale, locale.tr("Title"), old_texts.title, new_texts.title),
      PartView(locale, locale.tr("Summary"), old_texts.summary, new_texts.summary),
      PartView(locale, locale.tr("What is done"), old_texts.body, new_texts.body),
      PartView(locale, locale.tr("What the evidence is"), old_texts.evidence, new_texts.evidence),
      PartView(locale, locale.tr("What did not work, and where it does not fit"), old_texts.limits,
               new_texts.limits),
      PartView(locale, locale.tr("Costs and benefits"), MoneyLines(before), MoneyLines(after)),
      PartView(locale, locale.tr("Links"), LinkLines(before), LinkLines(after)),
      PartView(locale, locale.tr("Topics, places, languages, licence"), CodeLines(before), CodeLines(after))};
  std::erase_if(parts, [](const Html& part) { return part.empty(); });
  return parts.empty() ? Html() : html::Stack(parts);
}

}  // namespace panel
