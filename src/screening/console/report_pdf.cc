#include <fmt/format.h>

#include "base/limits.h"
#include "entity/entity.h"
#include "files/pdf_writer.h"
#include "screening/console/report_files.h"
#include "screening/report_facts.h"

namespace screening {

namespace {

// A cell says one thing a line.
std::string WithLine(std::string text, const std::string& line) {
  if (line.empty()) return text;
  if (!text.empty()) text += '\n';
  return text + line;
}

std::string InOwnScript(const std::string& name) {
  return name.empty() ? name : files::Isolated(name);
}

std::string DecisionCell(const html::Locale& locale, const ReportRow& row) {
  std::string text = row.stage;
  if (row.alert.decision != Decision::kNone) text = WithLine(text, row.decision);
  if (row.alert.carried) text = WithLine(text, locale.tr("carried over"));
  return text;
}

std::string WhoAndWhy(const html::Locale& locale, const ReportRow& row) {
  if (row.alert.decision == Decision::kNone) return {};
  std::string text =
      fmt::format("{}, {}", files::Isolated(row.decided_by), locale.ShortDate(row.alert.decided.ms));
  if (!row.approved_by.empty())
    text =
        WithLine(text, locale.tr("approved: {who}, {date}", {{"who", files::Isolated(row.approved_by)},
                                                             {"date", locale.ShortDate(row.approved.ms)}}));
  return WithLine(text, row.reason);
}

files::PdfTable ListsTable(const ReportHead& head) {
  const html::Locale& locale = *head.locale;
  files::PdfTable table{.caption = locale.tr("Watch lists of this server"),
                        .columns = {{locale.tr("Watch list"), 2},
                                    {locale.tr("Edition"), 1, true},
                                    {locale.tr("Its date"), 1.4},
                                    {locale.tr("Entries"), 1.2, true},
                                    {locale.tr("Imported"), 1.6}},
                        .rows = {},
                        .total = {}};
  for (const ListEdition& edition : head.lists->editions())
    table.rows.push_back({edition.dataset, locale.Number(edition.number), edition.date,
                          locale.Number(edition.entities), locale.ShortDate(edition.imported.ms)});
  return table;
}

base::Result<files::PdfTable> AlertsTable(Alerts& alerts, const ReportHead& head) {
  const html::Locale& locale = *head.locale;
  files::PdfTable table{.caption = locale.tr("Alerts by stage, most harm if missed first"),
                        .columns = {{locale.tr("Party"), 2.6},
                                    {locale.tr("On the list"), 2.6},
                                    {locale.tr("Score"), 0.9, true},
                                    {locale.tr("Decision"), 1.5},
                                    {locale.tr("By whom, when, why"), 3}},
                        .rows = {},
                        .total = {}};
  const auto add = [&](const ReportRow& row) -> base::Status {
    const QueuedAlert& alert = row.alert;
    const std::string country =
        alert.country.empty() ? std::string() : std::string(entity::CountryName(alert.country));
    table.rows.push_back({WithLine(WithLine(alert.party_caption, InOwnScript(row.party_own)), country),
                          WithLine(WithLine(alert.entry_caption, InOwnScript(row.entry_own)),
                                   fmt::format("{} {}", alert.dataset, alert.entry_id)),
                          ScoreText(alert.score), DecisionCell(locale, row), WhoAndWhy(locale, row)});
    return base::Ok();
  };
  TRY(EachRow(alerts, head, base::kMaxPdfReportRows, "kMaxPdfReportRows", add));
  return table;
}

}  // namespace

base::Result<std::string> PdfReportBytes(Alerts& alerts, const ReportHead& head) {
  const html::Locale& locale = *head.locale;
  files::PdfTable table = TRY(AlertsTable(alerts, head));
  files::PdfWriter pdf(
      {.title = ReportTitle(locale),
       .language = std::string(locale.tag()),
       .author = head.organisation,
       .footer = fmt::format("{} · {}", files::Isolated(head.organisation), locale.DateTime(head.made.ms)),
       .page_words = locale.tr("Page {page} of {pages}", {{"page", "{page}"}, {"pages", "{pages}"}}),
       .created_ms = head.made.ms});
  pdf.Title(ReportTitle(locale), head.organisation);
  pdf.Facts(HeadFacts(head));
  pdf.Paragraph(
      locale.tr(
          "An alert says that two records may be about the same party, never that a party did something."),
      files::PdfText::kNotice);
  pdf.Heading(2, locale.tr("Watch lists"));
  pdf.Table(ListsTable(head));
  pdf.Heading(2, locale.tr("Alerts"));
  const auto rows = static_cast<std::int64_t>(table.rows.size());
  pdf.Paragraph(locale.ntr("{n} alert fits what was chosen.", "{n} alerts fit what was chosen.", rows));
  if (rows > 0) pdf.Table(std::move(table));
  pdf.Heading(2, locale.tr("What was not checked"));
  for (const std::string& line : NotCheckedLines(head)) pdf.Paragraph("• " + line);
  return pdf.Bytes();
}

}  // namespace screening
