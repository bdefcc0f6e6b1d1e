#include <limits>

#include "files/csv_writer.h"
#include "screening/console/report_columns.h"
#include "screening/console/report_files.h"
#include "screening/report_facts.h"

namespace screening {

namespace {

constexpr std::size_t kPieceBytes = 64u << 10;

}  // namespace

base::Status WriteCsvReport(Alerts& alerts, const ReportHead& head, net::BodyWriter& writer) {
  std::string text;
  // A name that begins with "=" must not become a formula where somebody opens the file.
  files::CsvWriter csv(&text, {.guard_formulas = true});
  const std::vector<ReportColumn> columns = ReportColumns(*head.locale);
  for (const ReportColumn& column : columns) csv.Cell(column.heading);
  csv.Cell(head.locale->tr("Not checked"));
  csv.EndRow();
  const std::string not_checked = NotCheckedInShort(*head.locale);
  const auto write = [&](const ReportRow& row) -> base::Status {
    for (const ReportColumn& column : columns) {
      const ReportCell cell = column.cell(row);
      const double* number = std::get_if<double>(&cell);
      csv.Cell(number == nullptr ? std::get<std::string>(cell) : ShortNumber(*number));
    }
    csv.Cell(not_checked);
    csv.EndRow();
    if (text.size() < kPieceBytes) return base::Ok();
    const base::Status written = writer.Write(text);
    text.clear();
    return written;
  };
  TRY(EachRow(alerts, head, std::numeric_limits<std::size_t>::max(), {}, write));
  return writer.Write(text);
}

}  // namespace screening
