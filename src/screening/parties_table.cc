#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "screening/parties.h"

namespace screening {
namespace {

std::string FormatLine(const files::TableInfo& info) {
  if (info.format == "csv") {
    const std::string between = info.delimiter == '\t' ? "tab" : fmt::format("'{}'", info.delimiter);
    return info.delimiter == 0 ? fmt::format("CSV, {}", info.encoding)
                               : fmt::format("CSV, {}, separated by {}", info.encoding, between);
  }
  std::string format = info.format;
  for (char& c : format) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return fmt::format("{}, sheet \"{}\"", format, info.sheet);
}

// A table with its first records read ahead and its columns understood.
struct OpenedTable {
  std::unique_ptr<files::TableReader> reader;
  std::vector<files::Record> ahead;
  Layout layout;
};

base::Result<std::vector<files::Record>> ReadAhead(files::TableReader& reader, std::size_t rows) {
  std::vector<files::Record> records;
  files::Record record;
  while (records.size() < rows && TRY(reader.Next(record))) records.push_back(std::exchange(record, {}));
  return records;
}

base::Result<OpenedTable> OpenSheet(std::string_view bytes, const std::string& name,
                                    const PartyOptions& options, const std::string& sheet) {
  files::TableOptions table = options.table;
  table.sheet = sheet;
  OpenedTable opened;
  opened.reader = TRY(files::OpenTableBytes(bytes, name, table));
  opened.ahead = TRY(ReadAhead(*opened.reader, base::kMaxPartyHeaderRows));
  base::Result<Layout> layout = FindLayout(opened.ahead, options.rules, options.header_row, options.uses);
  if (!layout) {
    const std::string& shown = opened.reader->info().sheet;
    const std::string where = shown.empty() ? name : fmt::format("{}, sheet \"{}\"", name, shown);
    return base::Error{layout.error().code, fmt::format("{}: {}", where, layout.error().external), {}};
  }
  opened.layout = std::move(*layout);
  return opened;
}

// The sheet that was asked for, else the first one with a recognised header, else the first that --map makes
// readable.
base::Result<OpenedTable> OpenBestSheet(std::string_view bytes, const std::string& name,
                                        const PartyOptions& options) {
  base::Result<OpenedTable> first = OpenSheet(bytes, name, options, options.table.sheet);
  if (first && !first->layout.header_assumed) return first;
  if (!options.table.sheet.empty()) return first;
  std::vector<std::string> sheets;
  if (first) {
    sheets = first->reader->info().sheets;
  } else {
    const auto reader = files::OpenTableBytes(bytes, name, options.table);
    if (!reader) return first;
    sheets = (*reader)->info().sheets;
  }
  for (std::size_t i = 1; i < sheets.size(); ++i) {
    base::Result<OpenedTable> other = OpenSheet(bytes, name, options, sheets[i]);
    if (other && (!other->layout.header_assumed || !first)) return other;
  }
  return first;
}

class TableParties final : public PartyReader {
 public:
  TableParties(OpenedTable opened, std::vector<ColumnUse> extra)
      : table_(std::move(opened)), extra_(std::move(extra)) {}

  base::Result<bool> Next(PartyRow& row) override {
    files::Record record;
    while (TRY(NextRecord(record))) {
      if (record.row > last_row_ + 1) blank_rows_ += record.row - last_row_ - 1;
      last_row_ = record.row;
      if (record.row <= table_.layout.header_row) {
        if (record.row < table_.layout.header_row) ++above_;
        continue;
      }
      if (IsEmptyRow(record)) {
        ++blank_rows_;
        continue;
      }
      Make(record, row);
      return true;
    }
    return false;
  }

  std::size_t blank_rows() const override { return blank_rows_; }

  InputFacts facts() const override {
    InputFacts facts;
    facts.format = FormatLine(table_.reader->info());
    for (const Column& column : table_.layout.columns) {
      if (column.fields.empty()) {
        facts.not_used.push_back(
            column.why_not.empty() ? column.header : fmt::format("{} ({})", column.header, column.why_not));
      }
      for (const Field& field : column.fields) {
        facts.recognised.push_back(fmt::format("{} -> {}", column.header, FieldLabel(field)));
      }
    }
    AddNotes(facts);
    return facts;
  }

 private:
  base::Result<bool> NextRecord(files::Record& record) {
    if (next_ahead_ < table_.ahead.size()) {
      record = std::move(table_.ahead[next_ahead_++]);
      return true;
    }
    return table_.reader->Next(record);
  }

  // Nothing at all: cells without content make a row that has no name, which the person must hear of.
  bool IsEmptyRow(const files::Record& record) const {
    const bool csv = table_.reader->info().format == "csv";
    return record.cells.empty() || (csv && record.cells.size() == 1 && record.IsBlank());
  }

  void Make(const files::Record& record, PartyRow& row) const {
    std::vector<FieldCell> cells;
    for (const Column& column : table_.layout.columns) {
      for (const Field& field : column.fields)
        cells.push_back({field, column.header, record.Cell(column.index), true});
    }
    MadeParty made = MakeParty(record.row, cells);
    row.row = record.row;
    row.party = std::move(made.party);
    row.rejects = std::move(made.rejects);
    row.extra.clear();
    for (const ColumnUse& column : extra_) row.extra.emplace_back(record.Cell(column.index));
  }

  void AddNotes(InputFacts& facts) const {
    const Layout& layout = table_.layout;
    if (layout.header_assumed) {
      facts.notes.push_back(
          fmt::format("row {} was taken for the header; if it is a party already, say --header-row 0",
                      layout.header_row));
    }
    if (above_ > 0)
      facts.notes.push_back(
          fmt::format("the header is row {}; what stands above it was not screened", layout.header_row));
    const files::TableInfo& info = table_.reader->info();
    if (info.sheets.size() > 1) {
      std::string others;
      for (const std::string& sheet : info.sheets) {
        if (sheet != info.sheet) others += (others.empty() ? "" : ", ") + sheet;
      }
      facts.notes.push_back(fmt::format("sheets that were not read: {} (--sheet chooses)", others));
    }
    facts.notes.insert(facts.notes.end(), info.warnings.begin(), info.warnings.end());
  }

  OpenedTable table_;
  std::vector<ColumnUse> extra_;
  std::size_t next_ahead_ = 0;
  std::size_t last_row_ = 0;
  std::size_t blank_rows_ = 0;
  std::size_t above_ = 0;
};

}  // namespace

base::Result<std::unique_ptr<PartyReader>> OpenTableParties(std::string_view bytes, const std::string& name,
                                                            const PartyOptions& options) {
  OpenedTable opened = TRY(OpenBestSheet(bytes, name, options));
  return std::unique_ptr<PartyReader>(std::make_unique<TableParties>(std::move(opened), options.extra));
}

}  // namespace screening
