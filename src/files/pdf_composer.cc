#include "files/pdf_composer.h"

#include <algorithm>

#include "base/limits.h"

namespace files {
namespace {

constexpr double kMargin = 51, kTop = 48, kBottom = 62;
constexpr double kWidth = PdfCanvas::kPageWidth - 2 * kMargin;
constexpr double kEnd = PdfCanvas::kPageHeight - kBottom;  // where content stops
constexpr double kPadding = 4;

constexpr PdfStyle kWords = {.own_direction = false};
constexpr PdfStyle kQuietWords = {.color = PdfColor::kInk2, .own_direction = false};
constexpr PdfStyle kCaption = {.size = 10, .bold = true, .own_direction = false};

class Composer {
 public:
  Composer(PdfCanvas& canvas, const PdfOptions& options, std::size_t pages)
      : canvas_(canvas), options_(options), pages_(pages) {}

  // The number of pages; more than kMaxPdfPages where it had to stop.
  std::size_t Run(const std::vector<PdfBlock>& blocks) {
    const PdfCanvas::Tag document(canvas_, "Document");
    for (const PdfBlock& block : blocks) {
      std::visit([this](const auto& one) { Put(one); }, block);
      if (TooMany()) return page_;
    }
    Footer();
    canvas_.EndPage();
    return page_;
  }

 private:
  bool TooMany() const { return page_ > base::kMaxPdfPages; }
  double Room() const { return kEnd - y_; }

  void NextPage() {
    Footer();
    canvas_.EndPage();
    ++page_;
    y_ = kTop;
  }

  // A new page unless `height` fits on this one.
  void Need(double height) {
    if (height > Room() && y_ > kTop) NextPage();
  }

  void Gap(double height) {
    if (y_ > kTop) y_ += height;
  }

  void Footer();
  // All lines of a text, over as many pages as it takes.
  void Flow(const char* tag, const PdfLines& lines, double start);
  void Put(const TitleBlock& block);
  void Put(const HeadingBlock& block);
  void Put(const ParagraphBlock& block);
  void Put(const FactsBlock& block);
  void Put(const PdfTable& table);
  void Put(const BarsBlock& block);
  void Put(const BreakBlock&) {
    if (y_ > kTop) NextPage();
  }
  void Bar(const PdfBar& bar, double low, double high, double reference);

  struct Grid {
    std::vector<double> starts, widths;
  };
  static Grid GridOf(const std::vector<PdfColumn>& columns);
  std::vector<PdfLines> Cells(const PdfTable& table, const Grid& grid, const std::vector<std::string>& texts,
                              const PdfStyle& style);
  void TableHead(const PdfTable& table, const Grid& grid);
  void TableRow(const PdfTable& table, const Grid& grid, const std::vector<PdfLines>& cells);
  double RowHeight(const std::vector<PdfLines>& cells) const;

  PdfCanvas& canvas_;
  const PdfOptions& options_;
  std::size_t pages_;
  std::size_t page_ = 1;
  double y_ = kTop;
};

std::string Replaced(std::string text, std::string_view name, std::size_t number) {
  if (const std::size_t at = text.find(name); at != std::string::npos)
    text.replace(at, name.size(), std::to_string(number));
  return text;
}

void Composer::Footer() {
  const PdfStyle small{.size = 8, .color = PdfColor::kInk2, .own_direction = false};
  PdfStyle end = small;
  end.at_end = true;
  const std::string number = Replaced(Replaced(options_.page_words, "{page}", page_), "{pages}", pages_);
  const double y = kEnd + 20;
  canvas_.Rule(kMargin, kWidth, y - 6, 0.5, PdfColor::kLine);
  const PdfCanvas::Tag tag(canvas_, "P");
  const PdfLines words = canvas_.Break(options_.footer, kWidth - 110, small);
  canvas_.Text(words, 0, std::min<std::size_t>(words.count(), 2), kMargin, y);
  canvas_.Text(canvas_.Break(number, 100, end), kMargin + kWidth - 100, y);
}

void Composer::Flow(const char* tag, const PdfLines& lines, double start) {
  for (std::size_t line = 0; line < lines.count() && !TooMany();) {
    std::size_t fitting = lines.Fitting(line, Room());
    if (fitting == 0 && y_ > kTop) {
      NextPage();
      continue;
    }
    fitting = std::max<std::size_t>(fitting, 1);
    const PdfCanvas::Tag part(canvas_, tag);
    canvas_.Text(lines, line, line + fitting, start, y_);
    y_ += lines.Height(line, line + fitting);
    line += fitting;
  }
}

void Composer::Put(const TitleBlock& block) {
  Flow("H1", canvas_.Break(block.title, kWidth, {.size = 18, .bold = true}), kMargin);
  if (!block.subtitle.empty()) {
    y_ += 2;
    Flow("P", canvas_.Break(block.subtitle, kWidth, kQuietWords), kMargin);
  }
  y_ += 8;
  canvas_.Rule(kMargin, kWidth, y_, 0.8, PdfColor::kInk);
  canvas_.Rule(kMargin, kWidth, y_ + 2.4, 0.8, PdfColor::kInk);
  y_ += 14;
}

void Composer::Put(const HeadingBlock& block) {
  const bool second = block.level <= 2;
  const PdfLines lines = canvas_.Break(block.text, kWidth, {.size = second ? 13.0 : 10.5, .bold = true});
  Gap(second ? 14 : 8);
  Need(lines.height() + 54);  // never alone at the foot of a page
  Flow(second ? "H2" : "H3", lines, kMargin);
  y_ += 4;
}

void Composer::Put(const ParagraphBlock& block) {
  const bool notice = block.kind == PdfText::kNotice;
  PdfStyle style = kWords;
  if (block.kind == PdfText::kSmall) style = {.size = 8, .color = PdfColor::kInk2, .own_direction = false};
  const double inset = notice ? 12 : 0;
  const PdfLines lines = canvas_.Break(block.text, kWidth - 2 * inset, style);
  if (notice && lines.height() + 12 < kEnd - kTop) {
    Need(lines.height() + 12);
    canvas_.Fill(kMargin, y_, kWidth, lines.height() + 12, PdfColor::kTint);
    canvas_.Fill(kMargin, y_, 3, lines.height() + 12, PdfColor::kIndigo);
    y_ += 6;
    Flow("P", lines, kMargin + inset);
    y_ += 6;
  } else {
    Flow("P", lines, kMargin + inset);
  }
  y_ += 6;
}

void Composer::Put(const FactsBlock& block) {
  constexpr double kNames = 0.28 * kWidth;
  for (const auto& [name, value] : block.pairs) {
    if (value.empty()) continue;
    if (TooMany()) return;
    const PdfLines words = canvas_.Break(name, kNames - 10, kQuietWords);
    const PdfLines lines = canvas_.Break(value, kWidth - kNames, PdfStyle{});
    Need(std::min(std::max(words.height(), lines.height()), kEnd - kTop));
    const double top = y_;
    {
      const PdfCanvas::Tag tag(canvas_, "P");
      canvas_.Text(words, kMargin, y_);
    }
    const std::size_t page = page_;
    Flow("P", lines, kMargin + kNames);
    if (page == page_) y_ = std::max(y_, top + words.height());
    y_ += 2;
  }
  y_ += 6;
}

Composer::Grid Composer::GridOf(const std::vector<PdfColumn>& columns) {
  double all = 0;
  for (const PdfColumn& column : columns) all += std::max(column.share, 0.01);
  Grid grid;
  double at = kMargin;
  for (const PdfColumn& column : columns) {
    const double width = kWidth * std::max(column.share, 0.01) / all;
    grid.starts.push_back(at);
    grid.widths.push_back(width);
    at += width;
  }
  return grid;
}

std::vector<PdfLines> Composer::Cells(const PdfTable& table, const Grid& grid,
                                      const std::vector<std::string>& texts, const PdfStyle& style) {
  std::vector<PdfLines> cells;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    PdfStyle own = style;
    own.at_end = table.columns[i].number;
    const std::string_view text = i < texts.size() ? std::string_view(texts[i]) : std::string_view();
    cells.push_back(canvas_.Break(text, std::max(grid.widths[i] - 2 * kPadding, 8.0), own));
  }
  return cells;
}

double Composer::RowHeight(const std::vector<PdfLines>& cells) const {
  double height = 0;
  for (const PdfLines& cell : cells) height = std::max(height, cell.height());
  return height + 2 * kPadding - 2;
}

void Composer::TableHead(const PdfTable& table, const Grid& grid) {
  std::vector<std::string> headings;
  for (const PdfColumn& column : table.columns) headings.push_back(column.heading);
  const auto cells = Cells(table, grid, headings,
                           {.size = 8.5, .bold = true, .color = PdfColor::kInk2, .own_direction = false});
  const PdfCanvas::Tag row(canvas_, "TR");
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const PdfCanvas::Tag cell(canvas_, "TH");
    canvas_.Text(cells[i], grid.starts[i] + kPadding, y_ + kPadding - 1);
  }
  y_ += RowHeight(cells);
  canvas_.Rule(kMargin, kWidth, y_, 0.8, PdfColor::kLineStrong);
}

// One row; where it is higher than the page has room, its lines go on on the next one.
void Composer::TableRow(const PdfTable& table, const Grid& grid, const std::vector<PdfLines>& cells) {
  std::vector<std::size_t> done(cells.size(), 0);
  const auto left = [&] {
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (done[i] < cells[i].count()) return true;
    return false;
  };
  while (left() && !TooMany()) {
    const double room = Room() - 2 * kPadding + 2;
    double height = 0;
    {
      const PdfCanvas::Tag row(canvas_, "TR");
      for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::size_t end = done[i] + cells[i].Fitting(done[i], room);
        const PdfCanvas::Tag cell(canvas_, i == 0 ? "TH" : "TD");
        canvas_.Text(cells[i], done[i], end, grid.starts[i] + kPadding, y_ + kPadding - 1);
        height = std::max(height, cells[i].Height(done[i], end));
        done[i] = end;
      }
    }
    y_ += height + 2 * kPadding - 2;
    canvas_.Rule(kMargin, kWidth, y_, 0.4, PdfColor::kLine);
    if (left()) {
      NextPage();
      TableHead(table, grid);
    }
  }
}

void Composer::Put(const PdfTable& table) {
  if (table.columns.empty()) return;
  const Grid grid = GridOf(table.columns);
  Gap(4);
  Need(70);
  if (!table.caption.empty()) {
    Flow("Caption", canvas_.Break(table.caption, kWidth, kCaption), kMargin);
    y_ += 2;
  }
  const PdfCanvas::Tag whole(canvas_, "Table");
  TableHead(table, grid);
  const PdfStyle style{.size = 8.5};
  for (const auto& texts : table.rows) {
    const auto cells = Cells(table, grid, texts, style);
    if (RowHeight(cells) > Room() && RowHeight(cells) < (kEnd - kTop) / 2) {
      NextPage();
      TableHead(table, grid);
    }
    TableRow(table, grid, cells);
    if (TooMany()) return;
  }
  if (!table.total.empty()) {
    const auto cells = Cells(table, grid, table.total, {.size = 8.5, .bold = true});
    Need(RowHeight(cells) + 3);
    canvas_.Rule(kMargin, kWidth, y_, 0.8, PdfColor::kInk);
    canvas_.Rule(kMargin, kWidth, y_ + 2.2, 0.8, PdfColor::kInk);
    y_ += 3;
    TableRow(table, grid, cells);
  }
  y_ += 10;
}

void Composer::Bar(const PdfBar& bar, double low, double high, double reference) {
  constexpr double kLabels = 0.46 * kWidth, kValues = 0.12 * kWidth, kPlot = kWidth - kLabels - kValues - 16;
  const bool total = bar.kind == PdfBarKind::kTotal;
  const PdfStyle words{.size = 8.5, .bold = total};
  const PdfStyle number{.size = 8.5, .bold = total, .at_end = true};
  const PdfLines label = canvas_.Break(bar.label, kLabels, words);
  const double height = std::min(std::max(label.height() + 3, 15.0), kEnd - kTop);
  Need(height);
  if (total) {
    canvas_.Rule(kMargin, kWidth, y_, 0.8, PdfColor::kInk);
    canvas_.Rule(kMargin, kWidth, y_ + 2.2, 0.8, PdfColor::kInk);
    y_ += 3;
  }
  const auto at = [&](double value) {
    return kMargin + kLabels + 8 + kPlot * (std::clamp(value, low, high) - low) / (high - low);
  };
  const double top = y_ + 3, from = at(std::min(bar.from, bar.to)), to = at(std::max(bar.from, bar.to));
  const double width = std::max(to - from, 1.5);
  canvas_.Dashed(at(reference), y_, height, PdfColor::kInk2);
  if (bar.kind == PdfBarKind::kFor) canvas_.Fill(from, top, width, 9, PdfColor::kIndigo);
  if (bar.kind == PdfBarKind::kAgainst) canvas_.Outline(from, top, width, 9, PdfColor::kIndigo);
  if (bar.kind == PdfBarKind::kBase) canvas_.Fill(from, top, width, 9, PdfColor::kLineStrong);
  if (total) canvas_.Diamond(at(bar.to), top + 5, 10, PdfColor::kIndigo);
  const PdfCanvas::Tag tag(canvas_, "P");
  canvas_.Text(label, kMargin, y_ + 1.5);
  canvas_.Text(canvas_.Break(bar.value, kValues, number), kMargin + kWidth - kValues, y_ + 1.5);
  y_ += height;
}

void Composer::Put(const BarsBlock& block) {
  if (block.bars.empty()) return;
  double low = block.reference, high = block.reference;
  for (const PdfBar& bar : block.bars) {
    low = std::min({low, bar.from, bar.to});
    high = std::max({high, bar.from, bar.to});
  }
  if (!(high > low)) high = low + 1;
  Gap(4);
  Need(60);
  Flow("P", canvas_.Break(block.caption, kWidth, kCaption), kMargin);
  y_ += 3;
  for (const PdfBar& bar : block.bars) {
    Bar(bar, low, high, block.reference);
    if (TooMany()) return;
  }
  y_ += 10;
}

}  // namespace

std::size_t Compose(PdfCanvas& canvas, const PdfOptions& options, const std::vector<PdfBlock>& blocks,
                    std::size_t pages) {
  return Composer(canvas, options, pages).Run(blocks);
}

}  // namespace files
