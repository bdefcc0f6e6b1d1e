#pragma once
// The blocks of a PDF, and how they come onto pages: for pdf_writer.cc. Not thread-safe.

#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "files/pdf_canvas.h"
#include "files/pdf_writer.h"

namespace files {

struct TitleBlock {
  std::string title, subtitle;
};
struct HeadingBlock {
  int level;
  std::string text;
};
struct ParagraphBlock {
  std::string text;
  PdfText kind;
};
struct FactsBlock {
  std::vector<std::pair<std::string, std::string>> pairs;
};
struct BarsBlock {
  std::string caption;
  std::vector<PdfBar> bars;
  double reference;
};
struct BreakBlock {};
using PdfBlock =
    std::variant<TitleBlock, HeadingBlock, ParagraphBlock, FactsBlock, PdfTable, BarsBlock, BreakBlock>;

// Puts the blocks on pages, from the top down, and returns the number of pages; more than kMaxPdfPages where
// it had to stop. `pages` is what the footers name as the number of all.
std::size_t Compose(PdfCanvas& canvas, const PdfOptions& options, const std::vector<PdfBlock>& blocks,
                    std::size_t pages);

}  // namespace files
