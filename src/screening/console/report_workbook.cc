#include "base/limits.h"
#include "files/bytes.h"
#include "files/xlsx_writer.h"
#include "screening/console/report_columns.h"
#include "screening/console/report_files.h"

namespace screening {

namespace {

base::Status WriteAlerts(Alerts& alerts, const ReportHead& head, files::XlsxWriter& writer) {
  const std::vector<ReportColumn> columns = ReportColumns(*head.locale);
  std::vector<files::XlsxColumn> headings;
  for (const ReportColumn& column : columns) headings.push_back({column.heading, column.width, {}});
  TRY(writer.BeginSheet(head.locale->tr("Alerts"), headings));
  const files::CellStyle style{.wrap = true};
  return EachRow(alerts, head, base::kMaxReportRows, "kMaxReportRows",
                 [&](const ReportRow& row) -> base::Status {
                   for (const ReportColumn& column : columns) {
                     const ReportCell cell = column.cell(row);
                     if (const double* value = std::get_if<double>(&cell)) {
                       writer.Number(*value, style);
                     } else {
                       writer.Text(std::get<std::string>(cell), style);
                     }
                   }
                   return writer.EndRow();
                 });
}

base::Status WriteLists(const ReportHead& head, files::XlsxWriter& writer) {
  const html::Locale& locale = *head.locale;
  TRY(writer.BeginSheet(locale.tr("Watch lists"), {{locale.tr("Watch list"), 20, {}},
                                                   {locale.tr("Edition"), 10, {}},
                                                   {locale.tr("Its date"), 14, {}},
                                                   {locale.tr("Entries"), 12, {}},
                                                   {locale.tr("Imported"), 26, {}},
                                                   {locale.tr("SHA-256 of the source"), 66, {}}}));
  for (const ListEdition& edition : head.lists->editions()) {
    writer.Text(edition.dataset);
    writer.Number(static_cast<double>(edition.number));
    writer.Text(edition.date);
    writer.Number(static_cast<double>(edition.entities));
    writer.Text(base::FormatTime(edition.imported));
    writer.Text(edition.sha256);
    TRY(writer.EndRow());
  }
  return base::Ok();
}

base::Status WriteAbout(const ReportHead& head, files::XlsxWriter& writer) {
  const html::Locale& locale = *head.locale;
  TRY(writer.BeginSheet(locale.tr("About this report"),
                        {{locale.tr("What"), 34, {}}, {locale.tr("Value"), 50, {}}}));
  for (const auto& [name, value] : HeadFacts(head)) {
    writer.Text(name);
    writer.Text(value);
    TRY(writer.EndRow());
  }
  TRY(writer.BeginSheet(locale.tr("Not checked"), {{locale.tr("What was not checked"), 110, {}}}));
  for (const std::string& line : NotCheckedLines(head)) {
    writer.Text(line, {.wrap = true});
    TRY(writer.EndRow());
  }
  return base::Ok();
}

}  // namespace

base::Result<std::string> XlsxReportBytes(Alerts& alerts, const ReportHead& head, const std::string& folder) {
  const std::string path = folder + "/report.xlsx";
  const std::unique_ptr<files::XlsxWriter> writer = TRY(files::XlsxWriter::Create(path));
  TRY(WriteAlerts(alerts, head, *writer));
  TRY(WriteLists(head, *writer));
  TRY(WriteAbout(head, *writer));
  TRY(writer->Close());
  const files::MappedFile file = TRY(files::MappedFile::Open(path));
  return std::string(file.text());
}

}  // namespace screening
