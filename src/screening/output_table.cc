#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.h"
#include "screening/output.h"
#include "screening/terminal_text.h"

namespace screening {
namespace {

constexpr std::size_t kColumns = 7;
using Cells = std::array<std::string, kColumns>;

struct Line {
  double score = 0;
  std::size_t row = 0;
  std::size_t rank = 0;  // among the party's results
  Cells cells;
};

// Best first over all parties; ties in input order.
bool Better(const Line& a, const Line& b) {
  if (a.score != b.score) return a.score > b.score;
  return a.row != b.row ? a.row < b.row : a.rank < b.rank;
}

std::string Why(const match::Alert& alert) {
  std::string why =
      fmt::format("{}; name {:.2f}", match::IdentityName(alert.identity), alert.name_similarity);
  for (const match::Evidence& evidence : alert.evidence) {
    why += fmt::format("; {} {:+.2f}", evidence.feature, evidence.effect);
  }
  return why;
}

Line MakeLine(const ScreenedParty& party, std::size_t rank) {
  const match::Alert& alert = party.alerts[rank];
  Line line{alert.score, party.row, rank, {}};
  line.cells = {fmt::format("{:.4f}", alert.score),
                alert.match ? "match" : "",
                std::to_string(party.row),
                SafeText(party.party.caption),
                SafeText(alert.caption),
                SafeText(fmt::format("{} {}", alert.list, alert.id)),
                SafeText(Why(alert))};
  return line;
}

std::string GoodsText(const ScreenedParty& party, const match::GoodsAlert& goods) {
  return SafeText(fmt::format("row {}  {}  {}: {} ({})  {}  {}", party.row, party.party.caption,
                              goods.product, goods.commodity, goods.country, goods.list, goods.source));
}

class TableOutput final : public Output {
 public:
  TableOutput(OutFile file, std::size_t width) : file_(std::move(file)), width_(width) {}

  bool explains() const override { return false; }

  base::Status Add(ScreenedParty&& party, std::string&&) override {
    for (std::size_t rank = 0; rank < party.alerts.size(); ++rank) lines_.push_back(MakeLine(party, rank));
    if (lines_.size() >= 2 * base::kMaxTableLines) KeepBest();
    for (const match::GoodsAlert& goods : party.goods) {
      if (goods_.size() < base::kMaxTableLines) {
        goods_.push_back(GoodsText(party, goods));
      } else {
        ++goods_dropped_;
      }
    }
    return base::Ok();
  }

  base::Status Finish(const RunFacts&, std::span<const match::CompiledList* const>) override {
    KeepBest();
    if (lines_.empty()) {
      TRY(file_.Write("No possible match.\n"));
      TRY(WriteGoods());
      return file_.Commit();
    }
    const Cells header = {"SCORE", "MATCH", "ROW", "PARTY", "LISTED AS", "LIST AND ID", "WHY"};
    const std::array<std::size_t, kColumns> widths = Widths(header);
    TRY(WriteLine(header, widths));
    for (const Line& line : lines_) TRY(WriteLine(line.cells, widths));
    if (dropped_ > 0) {
      TRY(file_.Write(
          fmt::format("... and {} weaker ones (kMaxTableLines); use --format csv or ndjson\n", dropped_)));
    }
    TRY(WriteGoods());
    return file_.Commit();
  }

 private:
  void KeepBest() {
    std::sort(lines_.begin(), lines_.end(), Better);
    if (lines_.size() <= base::kMaxTableLines) return;
    dropped_ += lines_.size() - base::kMaxTableLines;
    lines_.resize(base::kMaxTableLines);
  }

  std::array<std::size_t, kColumns> Widths(const Cells& header) const {
    constexpr std::array<std::size_t, kColumns> kMost = {6, 5, 9, 36, 36, 30, 0};
    std::array<std::size_t, kColumns> widths{};
    for (std::size_t i = 0; i + 1 < kColumns; ++i) {
      widths[i] = DisplayWidth(header[i]);
      for (const Line& line : lines_)
        widths[i] = std::max(widths[i], std::min(kMost[i], DisplayWidth(line.cells[i])));
    }
    return widths;
  }

  base::Status WriteLine(const Cells& cells, const std::array<std::size_t, kColumns>& widths) {
    std::string text;
    for (std::size_t i = 0; i + 1 < kColumns; ++i) text += PadToWidth(cells[i], widths[i]) + "  ";
    text += cells.back();
    if (width_ > 0) text = CutToWidth(text, width_);
    return file_.Write(text + "\n");
  }

  // Goods have no score, so they stand by themselves, in the order of the file.
  base::Status WriteGoods() {
    if (goods_.empty()) return base::Ok();
    TRY(file_.Write(
        "\nGoods that lists name for the party's country and product (a question to ask, no match):\n"));
    for (const std::string& line : goods_)
      TRY(file_.Write((width_ > 0 ? CutToWidth(line, width_) : line) + "\n"));
    if (goods_dropped_ == 0) return base::Ok();
    return file_.Write(
        fmt::format("... and {} more (kMaxTableLines); use --format csv or ndjson\n", goods_dropped_));
  }

  OutFile file_;
  std::size_t width_;
  std::vector<std::string> goods_;
  std::size_t goods_dropped_ = 0;
  std::vector<Line> lines_;
  std::size_t dropped_ = 0;
};

}  // namespace

std::unique_ptr<Output> MakeTableOutput(OutFile file, std::size_t width) {
  return std::make_unique<TableOutput>(std::move(file), width);
}

}  // namespace screening
