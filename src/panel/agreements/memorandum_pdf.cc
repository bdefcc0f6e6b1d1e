#include "panel/agreements/memorandum_pdf.h"

#include <algorithm>

#include "files/pdf_writer.h"
#include "panel/agreements/faces.h"
#include "panel/agreements/memorandum_words.h"

namespace panel {

base::Result<std::string> MemorandumPdf(const html::Locale& locale, const MemorandumView& view) {
  const Memorandum& m = view.memorandum;
  files::PdfWriter pdf({.title = m.title,
                        .language = m.language,
                        .footer = m.sha256.empty() ? locale.tr("Draft") : "SHA-256 " + m.sha256,
                        .created_ms = m.changed.ms});
  pdf.Title(m.title, MemorandumStateWord(locale, m.state));
  std::string_view rest = m.text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (end > 0 && rest.substr(0, end) != m.title) pdf.Paragraph(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  files::PdfTable table{
      .caption = locale.tr("Parties and signatures"),
      .columns = {{locale.tr("Party"), 2}, {locale.tr("Signed by"), 2}, {locale.tr("When and how"), 2}},
      .rows = {},
      .total = {}};
  for (const Party& party : m.parties) {
    std::vector<std::string> row = {party.name, locale.tr("not yet"), ""};
    for (const Signature& s : view.signatures)
      if (s.party == party.number && s.sha256 == m.sha256)
        row = {party.name, s.signer + "\n" + s.role,
               locale.ShortDate(s.signed_on.ms) + "\n" + SigningMethodWord(locale, s.method)};
    table.rows.push_back(std::move(row));
  }
  pdf.Table(std::move(table));
  return pdf.Bytes();
}

}  // namespace panel
