#include "screening/console/import_columns.h"

#include <fmt/format.h>

#include "base/limits.h"
#include "desk/web/pages.h"
#include "html/console_components.h"
#include "html/names.h"
#include "screening/console/import_words.h"
#include "screening/console/page_parts.h"

namespace screening {

namespace {

using html::El;
using html::Html;
using html::Join;

std::string FieldName(const PreviewColumn& column) {
  return fmt::format("use-{}", column.index);
}

std::string CurrentUse(const PreviewColumn& column) {
  return column.use.empty() ? "-" : column.use;
}

Html Samples(const html::Locale& locale, const PreviewColumn& column) {
  if (column.samples.empty()) return El("span", {{"class", "muted"}}, locale.tr("none in the first rows"));
  Html samples;
  for (const std::string& sample : column.samples) {
    if (!samples.empty()) samples.Add(" · ");
    samples.Add(html::Value(sample));
  }
  return samples;
}

Html UseCell(const html::Locale& locale, const PreviewColumn& column) {
  const std::string name = FieldName(column);
  Html cell = Join(El("label", {{"class", "vh"}, {"for", name}},
                      locale.tr("What column {column} holds", {{"column", column.header}})),
                   html::Select(name, UseChoices(locale, column.recognised), CurrentUse(column)));
  if (CurrentUse(column) == "-" && !column.why_not.empty())
    cell.Add(El("p", {{"class", "muted small"}}, locale.tr(column.why_not)));
  return cell;
}

Html RecognisedCell(const html::Locale& locale, const PreviewColumn& column) {
  if (!column.recognised.empty()) return html::Badge(html::Mark::kOk, locale.tr("Recognised"));
  return html::Badge(html::Mark::kUnknown, locale.tr("Not recognised"));
}

Html ColumnsTable(const html::Locale& locale, const ImportPreview& preview) {
  TableMaker table({{locale.tr("In the file")},
                    {locale.tr("Examples")},
                    {locale.tr("Holds")},
                    {locale.tr("By its heading")}});
  for (std::size_t i = 0; i < preview.columns.size() && i < base::kMaxShownColumns; ++i) {
    const PreviewColumn& column = preview.columns[i];
    table.Row({html::Value(column.header), Samples(locale, column), UseCell(locale, column),
               RecognisedCell(locale, column)});
  }
  Html all = table.Done(locale.tr("Columns of the file and what they hold"));
  if (preview.columns.size() > base::kMaxShownColumns)
    all.Add(El("p", {{"class", "muted small"}},
               locale.ntr("{n} further column is used as it was recognised.",
                          "{n} further columns are used as they were recognised.",
                          static_cast<std::int64_t>(preview.columns.size() - base::kMaxShownColumns))));
  return all;
}

// Which part of the file is the table.
Html PlaceFields(const html::Locale& locale, const Import& import, const ImportPreview& preview) {
  Html fields = html::Field({.control_id = "source",
                             .label = locale.tr("Name of the collection"),
                             .hint = locale.tr("Read a newer file into the same collection later, and you "
                                               "see which parties it no longer names.")},
                            html::Input({.name = "source",
                                         .value = import.source,
                                         .max_length = base::kMaxSourceBytes,
                                         .described_by = "source-hint"}));
  if (preview.sheets.size() > 1) {
    std::vector<html::Choice> sheets;
    for (const std::string& sheet : preview.sheets) sheets.push_back({sheet, sheet});
    fields.Add(html::Field({.control_id = "sheet", .label = locale.tr("Sheet")},
                           html::Select("sheet", sheets, preview.sheet)));
  }
  if (preview.columns.empty() || preview.format == "JSON lines") return fields;
  const std::string row = fmt::to_string(preview.header_row);
  fields.Add(html::Field({.control_id = "header_row",
                          .label = locale.tr("Row with the headings"),
                          .hint = locale.tr("0 where the table has none.")},
                         html::Input({.name = "header_row",
                                      .type = html::InputType::kNumber,
                                      .value = row,
                                      .min = "0",
                                      .described_by = "header_row-hint"})));
  fields.Add(html::Button(locale.tr("Look at the file again"),
                          {.name = "again", .value = "yes", .kind = html::ButtonKind::kQuiet}));
  return fields;
}

}  // namespace

Html ColumnsView(const ColumnsPage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  Html above;
  if (page.import.state == ImportState::kFailed) {
    above = html::NoticeOf(html::Mark::kHarm, Join(El("b", locale.tr("The import failed:")), " ",
                                                   locale.tr(page.import.message)));
  } else if (!page.error.empty()) {
    above = html::ErrorSummary(locale.tr("This cannot be used yet"), {{"", locale.tr(page.error)}});
  } else if (!page.preview.problem.empty()) {
    above = html::NoticeOf(html::Mark::kCare, locale.tr(page.preview.problem));
  }
  const std::string action = ImportHref(page.import.id);
  std::vector<Html> parts = {
      html::Section(locale.tr("The file"), PlaceFields(locale, page.import, page.preview))};
  if (!page.preview.columns.empty())
    parts.push_back(html::Section(locale.tr("Columns"), ColumnsTable(locale, page.preview)));
  parts.push_back(El("p", html::Button(locale.tr("Check the rows"))));
  const Html form = Join(VersionField(page.import.version), html::Stack(parts));
  return html::Stack({above, html::Form({.action = action, .csrf = page.context.csrf()}, form)});
}

base::Result<ChosenColumns> ReadColumns(const net::Arguments& fields, const Import& import,
                                        const ImportPreview& preview) {
  ChosenColumns chosen;
  chosen.source = fields.Get("source");
  chosen.mapping.sheet = import.mapping.sheet;
  chosen.mapping.header_row = import.mapping.header_row;
  if (fields.Has("sheet") && fields.Get("sheet") != preview.sheet) {
    chosen.mapping.sheet = fields.Get("sheet");
    chosen.mapping.header_row.reset();
    chosen.other_table = true;
    return chosen;
  }
  if (fields.Has("header_row")) {
    const std::optional<std::int64_t> row = WholeNumber(fields.Get("header_row"));
    if (!row || static_cast<std::size_t>(*row) > base::kMaxPartyHeaderRows)
      return base::Invalid(
          fmt::format("The row with the headings is a number from 0 to {}.", base::kMaxPartyHeaderRows));
    if (static_cast<std::size_t>(*row) != preview.header_row) {
      chosen.mapping.header_row = static_cast<std::size_t>(*row);
      chosen.other_table = true;
      return chosen;
    }
  }
  for (const PreviewColumn& column : preview.columns) {
    const std::string name = FieldName(column);
    const std::string use = fields.Has(name) ? std::string(fields.Get(name)) : CurrentUse(column);
    const std::string recognised = column.recognised.empty() ? "-" : column.recognised;
    if (use != recognised) chosen.mapping.uses.push_back({column.index, column.header, use});
  }
  return chosen;
}

}  // namespace screening
