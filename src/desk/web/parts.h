#pragma once
// Small parts that the pages of every room share: links, dates, tables, hidden fields, downloads. Pure;
// thread-safe.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "html/components.h"
#include "html/forms.h"
#include "html/html.h"
#include "html/locale.h"
#include "net/http.h"

namespace desk {

// The address with one more argument, encoded; as it is where the value is empty.
std::string WithArgument(std::string href, std::string_view name, std::string_view value);

html::Html LinkTo(const std::string& href, const html::Html& words);
// "22 Nov 2026, 06:20 UTC" as <time>; a dash where it never was.
html::Html MomentOf(const html::Locale& locale, base::UtcTime time);
// The day alone, for lists; the moment is said where one points.
html::Html DayOf(const html::Locale& locale, base::UtcTime time);
html::Html HiddenField(std::string_view name, std::string_view value);
html::Html VersionField(std::int64_t version);

// A table whose headings are the locale's words; `rows` were made with TableRow of the same columns.
struct Heading {
  std::string words;
  bool number = false;
};
class TableMaker {
 public:
  explicit TableMaker(std::vector<Heading> headings);
  TableMaker(const TableMaker&) = delete;
  TableMaker& operator=(const TableMaker&) = delete;
  void Row(const html::Row& row) { rows_.Add(html::TableRow(columns_, row)); }
  bool empty() const { return rows_.empty(); }
  html::Html Done(std::string_view caption) const { return html::Table("data", caption, columns_, rows_); }

 private:
  std::vector<Heading> headings_;
  std::vector<html::Column> columns_;
  html::Html rows_;
};

// A whole number that is not negative, or nothing.
std::optional<std::int64_t> WholeNumber(std::string_view text);
// The choices with "All" before them.
std::vector<html::Choice> AllOr(const html::Locale& locale, const std::vector<std::string>& values);
// 200 with a file to keep; `name` is ASCII.
net::Response Download(std::string_view name, std::string_view content_type);

}  // namespace desk
