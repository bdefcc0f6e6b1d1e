// The canonical bytes of a publication.

#include <fmt/format.h>

#include "desk/tr.h"
#include "desk/web/parts.h"
#include "voice/mechanism/disclosure.h"

namespace voice::mechanism {
namespace {

constexpr std::string_view kTitle = "manumit-mechanism-publication-1";
constexpr std::size_t kMostWords = 4;

base::Error Damaged() {
  return base::Corrupt(desk::tr("a publication of the grievance mechanism's figures is damaged"));
}

// The words of a line; empty where there are more than a line can have.
std::vector<std::string_view> WordsOf(std::string_view line) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; words.size() <= kMostWords;) {
    const std::size_t end = line.find(' ', at);
    words.push_back(line.substr(at, end - at));
    if (end == std::string_view::npos) return words;
    at = end + 1;
  }
  return {};
}

std::optional<gate::Band> BandIn(std::string_view word) {
  const std::optional<std::int64_t> low = desk::WholeNumber(word);
  if (!low || !gate::Band::IsLow(*low)) return std::nullopt;
  return gate::Band{*low};
}

std::optional<Cell> CellNamed(Figure figure, std::string_view name) {
  const std::size_t classes = ClassNames(figure).size();
  for (std::size_t first = 0; first < classes; ++first)
    for (std::size_t last = first; last < classes; ++last)
      if (const Cell cell{first, last, {}}; CellName(figure, cell) == name) return cell;
  return std::nullopt;
}

// What the lines after the title say, taken one by one. False: no such line is written.
class Reader {
 public:
  bool Take(const std::vector<std::string_view>& words) {
    if (words.size() == 2 && words[0] == "quarter") return TakeQuarter(words[1]);
    if (words.size() == 2 && words[0] == "languages") return TakeLanguages(words[1]);
    if (words.size() == 3 && words[0] == "reports") return TakeReports(words[1], words[2]);
    if (words.size() == 3 && words[0] == "remedies") return TakeRemedies(words[2]);
    return words.size() == 4 && TakeCell(words);
  }
  Published& read() { return read_; }

 private:
  bool TakeQuarter(std::string_view word) {
    const base::Result<gate::Quarter> quarter = gate::Quarter::Parse(word);
    if (quarter) read_.quarter = *quarter;
    return quarter.has_value();
  }
  bool TakeLanguages(std::string_view word) {
    const std::optional<std::int64_t> languages = desk::WholeNumber(word);
    read_.languages = languages.value_or(0);
    return languages.has_value();
  }
  bool TakeReports(std::string_view group, std::string_view word) {
    const std::optional<gate::Band> band = BandIn(word);
    if (!band) return false;
    if (group == kAll)
      read_.reports = *band;
    else
      read_.groups.push_back({std::string(group), *band});
    return true;
  }
  bool TakeRemedies(std::string_view word) {
    const std::optional<gate::Band> band = BandIn(word);
    read_.remedies = band.value_or(gate::Band());
    return band.has_value();
  }
  bool TakeCell(const std::vector<std::string_view>& words) {
    const std::optional<Figure> figure = FigureNamed(words[0]);
    const std::optional<gate::Band> band = BandIn(words[3]);
    if (!figure || !band) return false;
    std::optional<Cell> cell = CellNamed(*figure, words[2]);
    if (!cell) return false;
    cell->band = *band;
    std::vector<Split>& splits = read_.splits;
    if (splits.empty() || splits.back().figure != *figure || splits.back().group != words[1])
      splits.push_back({*figure, std::string(words[1]), {}});
    splits.back().cells.push_back(*cell);
    return true;
  }

  Published read_;
};

}  // namespace

std::string CellName(Figure figure, const Cell& cell) {
  std::string name;
  for (std::size_t i = cell.first; i <= cell.last; ++i) {
    if (!name.empty()) name += '+';
    name += ClassNames(figure)[i];
  }
  return name;
}

std::string ContentOf(const Published& published) {
  std::string content =
      fmt::format("{}\nquarter {}\nlanguages {}\n", kTitle, published.quarter.Text(), published.languages);
  if (published.reports.shown()) content += fmt::format("reports {} {}\n", kAll, published.reports.low);
  for (const Group& group : published.groups)
    content += fmt::format("reports {} {}\n", group.name, group.reports.low);
  if (published.remedies.shown()) content += fmt::format("remedies {} {}\n", kAll, published.remedies.low);
  for (const Split& split : published.splits)
    for (const Cell& cell : split.cells)
      content += fmt::format("{} {} {} {}\n", FigureName(split.figure), split.group,
                             CellName(split.figure, cell), cell.band.low);
  return content;
}

base::Result<Published> ReadContent(std::string_view content) {
  Reader reader;
  bool titled = false;
  for (std::string_view rest = content; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return Damaged();
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    if (!titled && line != kTitle) return Damaged();
    if (titled && !reader.Take(WordsOf(line))) return Damaged();
    titled = true;
  }
  // One set of figures has one text.
  if (!titled || reader.read().quarter.year == 0 || ContentOf(reader.read()) != content) return Damaged();
  return std::move(reader.read());
}

}  // namespace voice::mechanism
