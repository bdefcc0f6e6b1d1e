#include "htcds/header.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/limits_htcds.h"

namespace htcds {
namespace {

using Meant = std::vector<const Field*>;

// Headers under which others keep the number that ties the rows of one case together.
constexpr std::string_view kNumberHeaders[] = {"htcdscase",     "casenumber",    "caseno",    "caseid",
                                               "casnumber",     "cascasenumber", "cascaseid", "caseref",
                                               "casereference", "casid"};

bool IsNumberHeader(std::string_view header) {
  return std::ranges::find(kNumberHeaders, Key(header)) != std::end(kNumberHeaders);
}

bool Holds(const Meant& meant, const Field* field) {
  return std::ranges::find(meant, field) != meant.end();
}

// One column while it is being made out.
struct Candidate {
  std::string above, below;  // the cells of the two header rows; `below` is empty where there is one row
  Meant by_above, by_below;
  const Field* field = nullptr;
  bool number = false;
  bool agreed = false;  // both rows say the same
};

class Finder {
 public:
  Finder(const files::Record& first, const files::Record* second, std::size_t width) {
    candidates_.resize(width);
    for (std::size_t i = 0; i < width; ++i) {
      Candidate& candidate = candidates_[i];
      candidate.above = Trim(first.Cell(i));
      if (second != nullptr) candidate.below = Trim(second->Cell(i));
      candidate.by_above = FieldsMeant(candidate.above);
      candidate.by_below = FieldsMeant(candidate.below);
      candidate.number = IsNumberHeader(candidate.above) || IsNumberHeader(candidate.below);
    }
    row_ = first.row;
  }

  Header Find() {
    Agree();
    Differ();
    TellApart();
    SecondNameTwice();
    return Build();
  }

 private:
  void Agree();
  void Differ();
  void TellApart();
  void SecondNameTwice();
  Header Build();
  void Fill(std::size_t at, Column& column, std::set<std::string>& taken);
  bool Claimed(const Field* field) const {
    return std::ranges::any_of(candidates_, [&](const Candidate& c) { return c.field == field && c.agreed; });
  }
  void Note(NoteKind kind, std::size_t column, std::string text) {
    notes_.push_back({kind, row_, column, std::move(text)});
  }

  std::vector<Candidate> candidates_;
  std::vector<HeaderNote> notes_;
  std::size_t row_ = 0;
};

// Columns of which both rows name one field.
void Finder::Agree() {
  for (Candidate& candidate : candidates_) {
    for (const Field* field : candidate.by_above) {
      if (!Holds(candidate.by_below, field)) continue;
      candidate.field = field;
      candidate.agreed = true;
    }
  }
}

// Columns with one header, or with two that disagree.
void Finder::Differ() {
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    Candidate& candidate = candidates_[i];
    if (candidate.field != nullptr || candidate.number) continue;
    const bool one_label = candidate.by_below.size() == 1;
    const bool one_name = candidate.by_above.size() == 1;
    const bool label_taken = one_label && Claimed(candidate.by_below[0]);
    if (one_label && !label_taken) candidate.field = candidate.by_below[0];
    if (one_name && candidate.field == nullptr && (candidate.by_below.empty() || label_taken))
      candidate.field = candidate.by_above[0];
    if (candidate.field == nullptr || candidate.above.empty() || candidate.below.empty()) continue;
    const bool from_label = one_label && !label_taken;
    Note(NoteKind::kRead, i,
         fmt::format("the two header rows say \"{}\" and \"{}\": read as {}, which the {} says",
                     candidate.above, candidate.below, candidate.field->name, from_label ? "label" : "name"));
  }
}

// "Type", "Longitude", "Latitude": what the columns around them belong to, those before them first.
void Finder::TellApart() {
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    Candidate& candidate = candidates_[i];
    const Meant& meant = candidate.by_below.empty() ? candidate.by_above : candidate.by_below;
    if (candidate.field != nullptr || candidate.number || meant.size() < 2) continue;
    for (std::size_t step = 1; step < candidates_.size() && candidate.field == nullptr; ++step) {
      for (const std::size_t near : {i - step, i + step}) {
        if (near >= candidates_.size() || candidates_[near].field == nullptr) continue;
        const std::string_view prefix = candidates_[near].field->name.substr(0, 4);
        auto fits = std::ranges::find_if(meant, [&](const Field* f) { return f->name.starts_with(prefix); });
        if (candidate.field == nullptr && fits != meant.end()) candidate.field = *fits;
      }
    }
    if (candidate.field != nullptr) {
      Note(NoteKind::kRead, i,
           fmt::format("\"{}\" can mean several fields: read as {}, by the columns beside it",
                       candidate.below.empty() ? candidate.above : candidate.below, candidate.field->name));
    }
  }
}

// The survey form of the toolkit labels prs_Title "Second Name" too.
void Finder::SecondNameTwice() {
  const Field* name = FieldNamed("prs_SecondName");
  const Field* title = FieldNamed("prs_Title");
  bool seen = false;
  for (const Candidate& candidate : candidates_) {
    if (candidate.field == title) return;
  }
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    Candidate& candidate = candidates_[i];
    if (candidate.field != name) continue;
    if (seen) {
      candidate.field = title;
      Note(NoteKind::kRead, i,
           "the second \"Second Name\" is read as prs_Title, as the survey form labels it");
      return;
    }
    seen = true;
  }
}

// What an unknown column is called in our files: its header, made unique.
std::string UniqueName(const Candidate& candidate, std::size_t at, const std::set<std::string>& taken) {
  std::string wanted = candidate.above.empty() ? candidate.below : candidate.above;
  if (wanted.empty()) wanted = "column " + ColumnLetters(at);
  std::string name = wanted;
  for (int n = 2; taken.contains(name) || !IsFreeName(name); ++n) name = fmt::format("{} ({})", wanted, n);
  return name;
}

void Finder::Fill(std::size_t at, Column& column, std::set<std::string>& taken) {
  const Candidate& candidate = candidates_[at];
  column.name = UniqueName(candidate, at, taken);
  taken.insert(column.name);
  const std::string& header = candidate.above.empty() ? candidate.below : candidate.above;
  column.unnamed = header.empty();
  if (column.unnamed) return;  // told of where a cell below it holds something
  Note(NoteKind::kUnknownColumn, at,
       column.name == header
           ? fmt::format("\"{}\" is no field of the standard: kept as it is", header)
           : fmt::format("\"{}\" is no field of the standard: kept as \"{}\"", header, column.name));
}

Header Finder::Build() {
  Header header;
  std::map<const Field*, std::size_t> seen;
  std::set<std::string> taken;
  bool numbered = false;
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    const Candidate& candidate = candidates_[i];
    Column column;
    if (candidate.number && !numbered) {
      column.role = Role::kNumber;
      numbered = true;
    } else if (candidate.field != nullptr) {
      column.role = Role::kField;
      column.field = candidate.field;
      column.name = candidate.above.empty() ? candidate.below : candidate.above;
      column.occurrence = seen[candidate.field]++;
      if (candidate.field->standing == Standing::kDeprecated && column.occurrence == 0)
        Note(NoteKind::kDeprecatedField, i,
             fmt::format("{} is deprecated in the standard: kept", candidate.field->name));
    } else {
      Fill(i, column, taken);
    }
    header.columns.push_back(std::move(column));
  }
  header.notes = std::move(notes_);
  return header;
}

Header OwnHeader(const std::vector<files::Record>& head, std::size_t width) {
  Header header;
  header.own = true;
  header.rows = 1;
  std::set<std::string> taken;
  for (std::size_t i = 0; i < width; ++i) {
    const std::string cell(head[0].Cell(i));
    Column column;
    column.name = cell;
    column.field = FieldNamed(cell);
    column.role = column.field != nullptr ? Role::kField
                  : cell == kRecordColumn ? Role::kRecord
                  : cell == kPartColumn   ? Role::kPart
                  : cell == kNumberColumn ? Role::kNumber
                                          : Role::kExtra;
    if (column.role == Role::kExtra) {
      Candidate candidate;
      candidate.above = cell;
      column.name = taken.contains(cell) || cell.empty() ? UniqueName(candidate, i, taken) : cell;
      taken.insert(column.name);
      column.unnamed = cell.empty();
    }
    if (column.role == Role::kPart && head.size() > 1 && head[1].Cell(i) == kPartLabel) header.rows = 2;
    header.columns.push_back(std::move(column));
  }
  return header;
}

// The first row with two known headers; else the first with one.
std::optional<std::size_t> HeaderRow(const std::vector<files::Record>& rows) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < rows.size() && i < base::kMaxHtcdsHeaderRows; ++i) {
    const std::size_t known = KnownHeaders(rows[i]);
    if (known >= 2) return i;
    if (known == 1 && !found) found = i;
  }
  return found;
}

base::Status CheckColumns(const Header& header, const std::string& place) {
  std::map<std::pair<Role, const Field*>, std::size_t> first;
  for (std::size_t i = 0; i < header.columns.size(); ++i) {
    const Column& column = header.columns[i];
    if (column.role == Role::kExtra && column.name.size() > base::kMaxHtcdsNameBytes) {
      return base::TooLarge(
          fmt::format("{}: column {}: the header is longer than kMaxHtcdsNameBytes ({} bytes); shorten it",
                      place, ColumnLetters(i), base::kMaxHtcdsNameBytes));
    }
    if (column.role == Role::kExtra) continue;
    const auto [at, is_new] = first.emplace(std::pair(column.role, column.field), i);
    const bool repeats = column.role == Role::kField && column.field->part != Part::kCase && !header.own;
    if (is_new || repeats) continue;
    return base::Invalid(fmt::format(
        "{}: columns {} and {} both mean {}; rename or remove one of them", place, ColumnLetters(at->second),
        ColumnLetters(i), column.field != nullptr ? column.field->name : std::string_view(column.name)));
  }
  return base::Ok();
}

}  // namespace

bool Header::Has(Role role) const {
  return std::ranges::any_of(columns, [&](const Column& column) { return column.role == role; });
}

std::size_t KnownHeaders(const files::Record& row) {
  return static_cast<std::size_t>(std::ranges::count_if(row.cells, [](const std::string& cell) {
    return cell.size() <= base::kMaxHtcdsNameBytes && (!FieldsMeant(cell).empty() || IsNumberHeader(cell));
  }));
}

bool IsFreeName(std::string_view name) {
  return !name.empty() && FieldNamed(name) == nullptr && name != kRecordColumn && name != kPartColumn &&
         name != kNumberColumn;
}

std::string ColumnLetters(std::size_t column) {
  std::string letters;
  for (++column; column > 0; column = (column - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  return letters;
}

base::Result<std::optional<Header>> FindHeader(const std::vector<files::Record>& rows, std::size_t width,
                                               const std::string& place) {
  if (width > base::kMaxHtcdsColumns)
    return base::TooLarge(
        fmt::format("{}: more than kMaxHtcdsColumns ({}) columns", place, base::kMaxHtcdsColumns));
  std::optional<Header> found;
  if (!rows.empty() && rows[0].Cell(0) == kRecordColumn) {
    found = OwnHeader(rows, width);
  } else if (const auto at = HeaderRow(rows)) {
    // A row of data is not taken for the second header row because of one word that happens to be a label.
    const std::size_t below = *at + 1 < rows.size() ? KnownHeaders(rows[*at + 1]) : 0;
    const bool two = below >= 2 && below * 2 >= KnownHeaders(rows[*at]);
    found = Finder(rows[*at], two ? &rows[*at + 1] : nullptr, width).Find();
    found->rows = *at + (two ? 2 : 1);
  }
  if (found) TRY(CheckColumns(*found, place));
  return found;
}

}  // namespace htcds
