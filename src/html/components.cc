#include "html/components.h"

#include "base/check.h"

namespace html {
namespace {

std::string_view BadgeClass(Mark mark) {
  switch (mark) {
    case Mark::kFor:
      return "badge for";
    case Mark::kAgainst:
      return "badge against";
    case Mark::kUnknown:
      return "badge unknown";
    case Mark::kCare:
      return "badge care";
    case Mark::kOk:
      return "badge ok";
    case Mark::kAct:
      return "badge act";
    case Mark::kHarm:
      return "badge harm";
    case Mark::kSealed:
      return "badge sealed";
    case Mark::kPlain:
      break;
  }
  return "badge";
}

}  // namespace

Html Badge(Mark mark, std::string_view words) {
  return El("span", {{"class", BadgeClass(mark)}}, words);
}

Html Facts(const std::vector<std::pair<std::string_view, Html>>& pairs) {
  Html list;
  for (const auto& [name, value] : pairs)
    if (!value.empty()) list.Add(El("dt", name)).Add(El("dd", value));
  return El("dl", {{"class", "facts"}}, list);
}

Html TableRow(const std::vector<Column>& columns, const Row& row) {
  CHECK(columns.size() == row.size());
  Html cells;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string_view style = columns[i].number ? "num" : "";
    if (i == 0) {
      cells.Add(style.empty() ? El("th", {{"scope", "row"}}, row[i])
                              : El("th", {{"scope", "row"}, {"class", style}}, row[i]));
    } else {
      cells.Add(style.empty() ? El("td", row[i]) : El("td", {{"class", style}}, row[i]));
    }
  }
  return El("tr", cells);
}

Html Table(std::string_view kind, std::string_view caption, const std::vector<Column>& columns,
           const Html& rows, const Html& total) {
  Html headings;
  for (const Column& column : columns)
    headings.Add(column.number ? El("th", {{"scope", "col"}, {"class", "num"}}, column.heading)
                               : El("th", {{"scope", "col"}}, column.heading));
  Html table = El("table", {{"class", kind}}, El("caption", caption), El("thead", El("tr", headings)),
                  El("tbody", rows), total.empty() ? Html() : El("tfoot", total));
  return El("div", {{"class", "scroll"}, {"tabindex", 0}, {"role", "group"}, {"aria-label", caption}}, table);
}

Html Notice(const Html& content) {
  return El("p", {{"class", "notice"}}, content);
}

Html Closed(const Html& summary, const Html& content, bool open) {
  const Html inside = Join(El("summary", summary), content);
  return open ? El("details", {{"open", ""}}, inside) : El("details", inside);
}

}  // namespace html
