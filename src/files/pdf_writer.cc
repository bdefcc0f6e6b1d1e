#include "files/pdf_writer.h"

#include <fmt/format.h>

#include "base/limits.h"
#include "files/bytes.h"
#include "files/pdf_canvas.h"
#include "files/pdf_composer.h"

namespace files {
namespace {

// Cairo writes no language and does not say that the file has structure. The catalogue is the last object
// before the table of addresses, so keys that are put into it move nothing but that table.
void CompleteCatalogue(std::string& pdf, const std::string& language) {
  constexpr std::string_view kCatalogue = "<< /Type /Catalog\n";
  const std::size_t at = pdf.rfind(kCatalogue);
  const std::size_t table = pdf.rfind("\nxref\n"), address = pdf.rfind("startxref\n");
  if (at == std::string::npos || table == std::string::npos || address == std::string::npos || table < at)
    return;
  if (pdf.find("endobj", at) != pdf.rfind("endobj")) return;
  std::string tag;
  for (const char c : language)
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-') tag += c;
  const std::string keys = fmt::format(
      "   /Lang ({})\n   /MarkInfo << /Marked true >>\n   /ViewerPreferences << /DisplayDocTitle true >>\n",
      tag);
  pdf.replace(address, std::string::npos, fmt::format("startxref\n{}\n%%EOF\n", table + 1 + keys.size()));
  pdf.insert(at + kCatalogue.size(), keys);
}

}  // namespace

std::string Isolated(std::string_view text) {
  std::string inside;
  for (std::size_t i = 0; i < text.size(); ++i) {
    // U+202A..202E are E2 80 AA..AE, U+2066..2069 are E2 81 A6..A9.
    const std::string_view mark = text.substr(i, 3);
    const bool control = mark.size() == 3 && mark[0] == '\xE2' &&
                         ((mark[1] == '\x80' && mark[2] >= '\xAA' && mark[2] <= '\xAE') ||
                          (mark[1] == '\x81' && mark[2] >= '\xA6' && mark[2] <= '\xA9'));
    if (control) {
      i += 2;
    } else {
      inside += text[i];
    }
  }
  return "\xE2\x81\xA8" + inside + "\xE2\x81\xA9";
}

struct PdfWriter::Impl {
  PdfOptions options;
  std::vector<PdfBlock> blocks;
  mutable std::size_t unknown_glyphs = 0;
};

PdfWriter::PdfWriter(PdfOptions options) : impl_(std::make_unique<Impl>()) {
  impl_->options = std::move(options);
}

PdfWriter::~PdfWriter() = default;

void PdfWriter::Title(std::string_view title, std::string_view subtitle) {
  impl_->blocks.emplace_back(TitleBlock{std::string(title), std::string(subtitle)});
}

void PdfWriter::Heading(int level, std::string_view text) {
  impl_->blocks.emplace_back(HeadingBlock{level, std::string(text)});
}

void PdfWriter::Paragraph(std::string_view text, PdfText kind) {
  impl_->blocks.emplace_back(ParagraphBlock{std::string(text), kind});
}

void PdfWriter::Facts(std::vector<std::pair<std::string, std::string>> pairs) {
  impl_->blocks.emplace_back(FactsBlock{std::move(pairs)});
}

void PdfWriter::Table(PdfTable table) {
  impl_->blocks.emplace_back(std::move(table));
}

void PdfWriter::Bars(std::string_view caption, std::vector<PdfBar> bars, double reference) {
  impl_->blocks.emplace_back(BarsBlock{std::string(caption), std::move(bars), reference});
}

void PdfWriter::NewPage() {
  impl_->blocks.emplace_back(BreakBlock{});
}

base::Result<std::string> PdfWriter::Bytes() const {
  const PdfOptions& options = impl_->options;
  PdfCanvas measure(options.language, nullptr);
  const std::size_t pages = Compose(measure, options, impl_->blocks, 0);
  if (pages > base::kMaxPdfPages)
    return base::TooLarge(
        fmt::format("the report would have more than {} pages; choose less, or write it as XLSX or CSV",
                    base::kMaxPdfPages));
  std::string bytes;
  PdfCanvas canvas(options.language, &bytes);
  canvas.SetMetadata(options.title, options.author, options.created_ms);
  Compose(canvas, options, impl_->blocks, pages);
  if (!canvas.Finish()) return base::IoError("the PDF could not be drawn");
  impl_->unknown_glyphs = canvas.unknown_glyphs();
  CompleteCatalogue(bytes, options.language);
  return bytes;
}

base::Status PdfWriter::Save(const std::string& path) const {
  return WriteFile(path, TRY(Bytes()));
}

std::size_t PdfWriter::unknown_glyphs() const {
  return impl_->unknown_glyphs;
}

}  // namespace files
