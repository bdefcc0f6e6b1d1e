#pragma once
// PDF out: A4 pages from text, facts, tables and bars, for reports that are printed, kept and read aloud. Any
// script: fonts come from the system by fontconfig, lines run from right to left where the language does,
// tables turn with it. Title, language and headings stand in the file for assistive software. Equal calls
// give equal bytes on a machine with equal fonts.
//
//   files::PdfWriter pdf({.title = "Screening report", .language = "ko", .footer = "…", .created_ms =
//   now.ms}); pdf.Title("…", "…"); pdf.Facts({{"Country", "…"}}); pdf.Table(…); TRY(pdf.Save(path));
//
// Content is held until it is written (about its own size); layout is done then, some 5,000 table rows a
// second. Not thread-safe; different writers may be used by different threads. Errors: kTooLarge
// (kMaxPdfPages), kIo.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace files {

// The text between U+2068 and U+2069, any direction marks inside taken out: for a name inside a sentence of
// another direction.
std::string Isolated(std::string_view text);

struct PdfOptions {
  std::string title;
  std::string language = "en";                  // BCP 47; decides direction and the shapes of Han characters
  std::string author;                           // the organisation
  std::string footer;                           // at the start of each page's last line
  std::string page_words = "{page} / {pages}";  // at its end: "Page {page} of {pages}"
  std::int64_t created_ms = 0;                  // since 1970, UTC
};

struct PdfColumn {
  std::string heading;
  double share = 1;     // of the width
  bool number = false;  // set to the end of the cell
};

// Rows of as many cells as there are columns; shorter ones are filled up with empty cells.
struct PdfTable {
  std::string caption;
  std::vector<PdfColumn> columns;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> total;  // under a double line; may be empty
};

// kFor filled, kAgainst outlined, kBase grey: the console's evidence bars. From `from` to `to` on a scale
// that all bars of the block share.
enum class PdfBarKind : std::uint8_t { kFor, kAgainst, kBase, kTotal };
struct PdfBar {
  std::string label;
  std::string value;  // "+9.8"
  double from = 0;
  double to = 0;
  PdfBarKind kind = PdfBarKind::kFor;
};

enum class PdfText : std::uint8_t { kNormal, kSmall, kNotice };

class PdfWriter {
 public:
  explicit PdfWriter(PdfOptions options);
  ~PdfWriter();
  PdfWriter(const PdfWriter&) = delete;
  PdfWriter& operator=(const PdfWriter&) = delete;

  void Title(std::string_view title, std::string_view subtitle = {});  // with the double line below
  void Heading(int level, std::string_view text);                      // 2 or 3; stays with what follows
  void Paragraph(std::string_view text, PdfText kind = PdfText::kNormal);
  void Facts(
      std::vector<std::pair<std::string, std::string>> pairs);  // pairs with an empty value are left out
  void Table(PdfTable table);
  void Bars(std::string_view caption, std::vector<PdfBar> bars,
            double reference);  // a dashed line at `reference`
  void NewPage();

  base::Result<std::string> Bytes() const;
  base::Status Save(const std::string& path) const;  // to a temporary file beside it, then renamed
  // Characters for which no font of this machine has a shape, in the last Bytes or Save.
  std::size_t unknown_glyphs() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace files
