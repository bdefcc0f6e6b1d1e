#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "base/limits_htcds.h"
#include "files/table.h"
#include "htcds/findings.h"
#include "htcds/gather.h"
#include "htcds/guard.h"
#include "htcds/header.h"
#include "htcds/readers.h"

namespace htcds {
namespace {

struct Raw {
  files::TableInfo info;
  std::vector<files::Record> rows;  // those that are not blank
  std::size_t width = 0;            // up to the last cell that is not empty
};

class TableFile {
 public:
  TableFile(std::string_view bytes, const std::string& name) : bytes_(bytes), name_(name) {}

  base::Result<Reading> Read();

 private:
  base::Result<Raw> ReadRaw(const files::TableOptions& options);
  base::Result<char> ChooseDelimiter(const files::TableInfo& info);
  base::Status Take(const std::string& sheet_name, Raw&& raw, bool required);
  base::Status TakeOthers(const std::vector<std::string>& sheets, const std::string& first);
  DateOrder OrderOfFile();

  std::string_view bytes_;
  const std::string& name_;
  std::size_t held_ = 0;
  Findings findings_;
  std::vector<Sheet> sheets_;
};

std::size_t WidthOf(const files::Record& record) {
  std::size_t width = record.cells.size();
  while (width > 0 && record.cells[width - 1].empty()) --width;
  return width;
}

base::Result<Raw> TableFile::ReadRaw(const files::TableOptions& options) {
  auto reader = TRY(files::OpenTableBytes(bytes_, name_, options));
  const bool csv = reader->info().format == "csv";
  Raw raw;
  files::Record record;
  while (TRY(reader->Next(record))) {
    if (record.IsBlank()) continue;
    held_ += sizeof(files::Record);
    for (std::string& cell : record.cells) {
      if (csv) cell = std::string(Unguarded(cell));
      held_ += sizeof(std::string) + cell.size();
    }
    if (held_ > base::kMaxHtcdsHeldBytes) {
      return base::TooLarge(
          fmt::format("{}: row {}: the cells take more than kMaxHtcdsHeldBytes ({} bytes); split the file",
                      name_, record.row, base::kMaxHtcdsHeldBytes));
    }
    raw.width = std::max(raw.width, WidthOf(record));
    raw.rows.push_back(record);
  }
  raw.info = reader->info();
  return raw;
}

// Our own files say it by their first cell; of others that delimiter is right under which the most columns
// are known.
base::Result<char> TableFile::ChooseDelimiter(const files::TableInfo& info) {
  char best = info.delimiter;
  std::size_t most = 0;
  for (const char delimiter : {info.delimiter, ',', ';', '\t', '|'}) {
    auto reader =
        TRY(files::OpenTableBytes(bytes_, name_, {.encoding = info.encoding, .delimiter = delimiter}));
    files::Record record;
    for (std::size_t row = 0; row < base::kMaxHtcdsHeaderRows; ++row) {
      const auto more = reader->Next(record);
      if (!more.has_value() || !*more) break;
      if (row == 0 && record.Cell(0) == kRecordColumn && record.cells.size() > 1) return delimiter;
      const std::size_t known = KnownHeaders(record);
      if (known <= most) continue;
      most = known;
      best = delimiter;
    }
  }
  return best;
}

base::Status TableFile::Take(const std::string& sheet_name, Raw&& raw, bool required) {
  const std::string place = sheet_name.empty() ? name_ : fmt::format("{}: sheet \"{}\"", name_, sheet_name);
  for (const std::string& warning : raw.info.warnings) findings_.Note(NoteKind::kRead, "", place, warning);
  std::optional<Header> header = TRY(FindHeader(raw.rows, raw.width, place));
  const bool own = !sheets_.empty() && sheets_[0].header.own;
  const bool linked = header && (sheets_.empty() || (own ? header->own
                                                         : !header->own && header->Has(Role::kNumber) &&
                                                               sheets_[0].header.Has(Role::kNumber)));
  if (!linked) {
    if (required) {
      return base::Invalid(
          fmt::format("{}: no row among the first {} holds column names of HTCDS, such as prs_FirstName "
                      "or First Name; put them into the first row (kMaxHtcdsHeaderRows)",
                      place, base::kMaxHtcdsHeaderRows));
    }
    findings_.Note(NoteKind::kNotRead, sheet_name, place,
                   header ? "the sheet has no column that ties its rows to cases: not read"
                          : "the sheet has no column names of HTCDS: not read");
    return base::Ok();
  }
  if (header->own && !header->Has(Role::kPart))
    return base::Invalid(fmt::format("{}: the column {} is missing", place, kPartColumn));
  raw.rows.erase(raw.rows.begin(), raw.rows.begin() + static_cast<std::ptrdiff_t>(header->rows));
  sheets_.push_back({sheet_name, std::move(*header), std::move(raw.rows)});
  return base::Ok();
}

// The first sheet with a header has the cases; others are read where their rows are tied to it.
base::Status TableFile::TakeOthers(const std::vector<std::string>& names, const std::string& first) {
  if (names.size() > base::kMaxHtcdsSheets)
    return base::TooLarge(
        fmt::format("{}: more than kMaxHtcdsSheets ({}) sheets", name_, base::kMaxHtcdsSheets));
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == first) continue;
    Raw raw = TRY(ReadRaw({.sheet = names[i]}));
    TRY(Take(names[i], std::move(raw), sheets_.empty() && i + 1 == names.size()));
  }
  return base::Ok();
}

// The order of day and month that the file's own dates show; unknown where they show none, or both.
DateOrder TableFile::OrderOfFile() {
  bool day_first = false, month_first = false, open = false;
  for (const Sheet& sheet : sheets_) {
    for (std::size_t at = 0; at < sheet.header.columns.size(); ++at) {
      const Field* field = sheet.header.columns[at].field;
      if (field == nullptr || field->type != Type::kDate) continue;
      for (const files::Record& row : sheet.rows) {
        const DateOrder shown = OrderShown(row.Cell(at));
        day_first = day_first || shown == DateOrder::kDayFirst;
        month_first = month_first || shown == DateOrder::kMonthFirst;
        open = open || (shown == DateOrder::kUnknown && IsOpenDate(row.Cell(at)));
      }
    }
  }
  if (day_first == month_first) return DateOrder::kUnknown;
  if (open) {
    findings_.Note(
        NoteKind::kRead, "", name_,
        fmt::format("dates such as 03/04/1990 are read with the {} first, as others of the file show",
                    day_first ? "day" : "month"));
  }
  return day_first ? DateOrder::kDayFirst : DateOrder::kMonthFirst;
}

base::Result<Reading> TableFile::Read() {
  auto opened = TRY(files::OpenTableBytes(bytes_, name_));
  const files::TableInfo info = opened->info();
  opened.reset();
  files::TableOptions options;
  if (info.format == "csv") {
    options.encoding = info.encoding;
    options.delimiter = TRY(ChooseDelimiter(info));
  }
  Raw first = TRY(ReadRaw(options));
  TRY(Take(info.sheet, std::move(first), info.sheets.size() <= 1));
  if (info.sheets.size() > 1) TRY(TakeOthers(info.sheets, info.sheet));
  Gatherer gatherer(findings_, OrderOfFile());
  for (const Sheet& sheet : sheets_) gatherer.Add(sheet);
  Reading reading;
  reading.format = info.format;
  reading.records = gatherer.Finish();
  if (!findings_.sound()) return findings_.Error(name_);
  findings_.MoveNotesTo(reading);
  return reading;
}

}  // namespace

base::Result<Reading> ReadTables(std::string_view bytes, const std::string& name) {
  return TableFile(bytes, name).Read();
}

}  // namespace htcds
