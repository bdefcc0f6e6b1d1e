#include "htcds/gather.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/limits_htcds.h"

namespace htcds {
namespace {

std::optional<Part> PartCalled(std::string_view word) {
  for (std::size_t i = 0; i < kParts; ++i) {
    if (Key(word) == PartName(static_cast<Part>(i))) return static_cast<Part>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string RowPlace(const Sheet& sheet, std::size_t row) {
  return sheet.name.empty() ? fmt::format("row {}", row)
                            : fmt::format("sheet \"{}\", row {}", sheet.name, row);
}

std::string CellPlace(const Sheet& sheet, std::size_t row, std::size_t column) {
  const Column& told = sheet.header.columns[column];
  const std::string letters = ColumnLetters(column);
  if (told.role == Role::kField)
    return fmt::format("{}, column {} ({})", RowPlace(sheet, row), letters, told.field->name);
  return fmt::format("{}, column {}", RowPlace(sheet, row), letters);
}

void Gatherer::ReadField(const Sheet& sheet, std::size_t row, std::size_t at, std::string_view cell,
                         Row& out) {
  const Column& column = sheet.header.columns[at];
  CellValue read = ReadValue(*column.field, cell, order_, sheet.header.own);
  if (!read.problem.empty()) return findings_.Fault(CellPlace(sheet, row, at), read.problem);
  if (read.values.empty()) return;
  const std::string name(column.field->name);
  if (!read.note.empty())
    findings_.Note(NoteKind::kUnknownValue, name, CellPlace(sheet, row, at), read.note, std::string(cell));
  Section& section =
      column.field->part == Part::kCase ? out.main : out.items[{column.field->part, column.occurrence}];
  section.fields[name] = std::move(read.values);
}

void Gatherer::ReadCell(const Sheet& sheet, std::size_t row, std::size_t at, std::string_view cell,
                        Row& out) {
  const Column& column = sheet.header.columns[at];
  const std::string_view trimmed = Trim(cell);
  switch (column.role) {
    case Role::kField:
      return ReadField(sheet, row, at, cell, out);
    case Role::kRecord:
      out.record = trimmed;
      return;
    case Role::kPart:
      out.part = trimmed;
      return;
    case Role::kNumber:
      if (cell.size() > base::kMaxHtcdsNameBytes)
        return findings_.Fault(CellPlace(sheet, row, at),
                               fmt::format("the case number is longer than kMaxHtcdsNameBytes ({} bytes)",
                                           base::kMaxHtcdsNameBytes));
      out.number = sheet.header.own ? cell : trimmed;
      return;
    case Role::kExtra:
      break;
  }
  if (cell.empty() || (trimmed.empty() && !sheet.header.own)) return;
  if (cell.size() > base::kMaxHtcdsTextBytes)
    return findings_.Fault(CellPlace(sheet, row, at), fmt::format("longer than kMaxHtcdsTextBytes ({} bytes)",
                                                                  base::kMaxHtcdsTextBytes));
  if (column.unnamed)
    findings_.Note(NoteKind::kUnknownColumn, column.name, CellPlace(sheet, row, at),
                   fmt::format("the column has no header: kept as \"{}\"", column.name));
  out.extra[column.name] = cell;
}

Gatherer::Row Gatherer::ReadRow(const Sheet& sheet, const files::Record& cells) {
  Row row;
  const std::size_t width = std::min(cells.cells.size(), sheet.header.columns.size());
  for (std::size_t at = 0; at < width; ++at) ReadCell(sheet, cells.row, at, cells.cells[at], row);
  return row;
}

bool Gatherer::RecordOf(const Sheet& sheet, std::size_t row, const std::string& key, std::size_t& record) {
  const auto found = key.empty() ? by_key_.end() : by_key_.find(key);
  if (found != by_key_.end()) {
    record = found->second;
    return true;
  }
  if (records_.size() == base::kMaxHtcdsRecords) {
    findings_.Fault(RowPlace(sheet, row), fmt::format("more than kMaxHtcdsRecords ({}) cases; split the file",
                                                      base::kMaxHtcdsRecords));
    return false;
  }
  record = records_.size();
  records_.emplace_back();
  origins_.push_back({row, false});
  if (!key.empty()) by_key_[key] = record;
  return true;
}

void Gatherer::CheckSizes(const Sheet& sheet, std::size_t row, const Record& record) {
  for (const auto& items : record.parts) {
    if (items.size() > base::kMaxHtcdsItems)
      findings_.Fault(
          RowPlace(sheet, row),
          fmt::format("the case has more than kMaxHtcdsItems ({}) of one part", base::kMaxHtcdsItems));
  }
  const bool item_full = std::ranges::any_of(record.parts, [](const std::vector<Section>& items) {
    return !items.empty() && items.back().extra.size() > base::kMaxHtcdsExtra;
  });
  if (record.main.extra.size() > base::kMaxHtcdsExtra || item_full)
    findings_.Fault(RowPlace(sheet, row),
                    fmt::format("the case has more than kMaxHtcdsExtra ({}) columns that the standard lacks",
                                base::kMaxHtcdsExtra));
}

void Gatherer::AddOwn(const Sheet& sheet, std::size_t row, Row&& content) {
  const auto part = PartCalled(content.part);
  if (content.record.empty() || !part) {
    return findings_.Fault(
        RowPlace(sheet, row),
        content.record.empty()
            ? "htcds_record is empty; give it the number that the row of the case has there"
            : "htcds_part must be case, referral, person, organisation, comment, event or plan");
  }
  for (const auto& [key, item] : content.items) {
    if (key.first == *part) continue;
    return findings_.Fault(RowPlace(sheet, row),
                           fmt::format("{} belongs to a row of the part \"{}\"", item.fields.begin()->first,
                                       PartName(key.first)));
  }
  if (*part != Part::kCase && (!content.main.empty() || !content.number.empty())) {
    return findings_.Fault(
        RowPlace(sheet, row),
        fmt::format("{} belongs to the row of the case",
                    content.main.empty() ? std::string(kNumberColumn) : content.main.fields.begin()->first));
  }
  std::size_t at = 0;
  if (!RecordOf(sheet, row, content.record, at)) return;
  Record& record = records_[at];
  if (*part != Part::kCase) {
    Section item = content.items.empty() ? Section() : std::move(content.items.begin()->second);
    item.extra = std::move(content.extra);
    record.Items(*part).push_back(std::move(item));
    return CheckSizes(sheet, row, record);
  }
  if (std::exchange(origins_[at].has_case, true))
    return findings_.Fault(RowPlace(sheet, row), "a second row of the part \"case\" for one htcds_record");
  record.number = std::move(content.number);
  record.main = std::move(content.main);
  record.main.extra = std::move(content.extra);
  CheckSizes(sheet, row, record);
}

bool Gatherer::MergeMain(const Sheet& sheet, std::size_t row, Record& record, const Row& content) {
  bool added = false;
  for (const auto& [name, values] : content.main.fields) {
    const auto [at, is_new] = record.main.fields.emplace(name, values);
    added = added || is_new;
    if (!is_new && at->second != values) {
      findings_.Fault(
          RowPlace(sheet, row),
          fmt::format("{} has another value in an earlier row of this case; a case has one, so correct "
                      "one of them or give the row its own case number",
                      name));
    }
  }
  return added;
}

bool Gatherer::MergeItems(const Sheet& sheet, std::size_t row, std::size_t record, Row& content) {
  bool added = false;
  for (auto& [key, item] : content.items) {
    auto& before = last_[{record, key.first, key.second}];
    if (before == item) {
      findings_.Note(NoteKind::kRead, "", RowPlace(sheet, row),
                     fmt::format("the {} is that of the row before: kept once", PartName(key.first)));
      continue;
    }
    before = item;
    records_[record].Items(key.first).push_back(item);
    added = true;
  }
  return added;
}

// Unknown columns go to the case, or, in a row that only adds a comment, an event, ..., to that.
bool Gatherer::MergeExtra(const Sheet& sheet, std::size_t row, Record& record, Row& content) {
  bool added = false;
  const bool only_items = content.main.fields.empty() && !content.items.empty();
  for (const auto& [name, value] : content.extra) {
    const auto found = record.main.extra.find(name);
    if (found != record.main.extra.end() && found->second == value) continue;
    if (!only_items && found == record.main.extra.end()) {
      record.main.extra.emplace(name, value);
      added = true;
    } else if (!content.items.empty()) {
      content.items.begin()->second.extra.emplace(name, value);
    } else {
      findings_.Fault(
          RowPlace(sheet, row),
          fmt::format("\"{}\" has another value in an earlier row of this case; correct one of them", name));
    }
  }
  return added;
}

void Gatherer::Merge(const Sheet& sheet, std::size_t row, std::size_t at, Row&& content) {
  const bool by_main = MergeMain(sheet, row, records_[at], content);
  const bool by_extra = MergeExtra(sheet, row, records_[at], content);
  const bool by_items = MergeItems(sheet, row, at, content);
  if (!by_main && !by_items && !by_extra && origins_[at].row != row)
    findings_.Note(NoteKind::kNotRead, "", RowPlace(sheet, row),
                   "the row adds nothing to what earlier rows say of its case");
  CheckSizes(sheet, row, records_[at]);
}

void Gatherer::AddForeign(const Sheet& sheet, std::size_t row, Row&& content) {
  const bool nothing = content.main.empty() && content.items.empty() && content.extra.empty();
  if (nothing && content.number.empty()) return;
  if (sheet.header.Has(Role::kNumber) && content.number.empty() && content.main.empty() &&
      !content.items.empty()) {
    return findings_.Fault(RowPlace(sheet, row),
                           "no case number; enter that of the case which this row belongs to");
  }
  std::size_t at = 0;
  if (!RecordOf(sheet, row, content.number, at)) return;
  records_[at].number = content.number;
  Merge(sheet, row, at, std::move(content));
}

void Gatherer::Add(const Sheet& sheet) {
  own_ = own_ || sheet.header.own;
  for (const HeaderNote& note : sheet.header.notes)
    findings_.Note(note.kind, ColumnLetters(note.column), CellPlace(sheet, note.row, note.column), note.text);
  for (const files::Record& cells : sheet.rows) {
    Row row = ReadRow(sheet, cells);
    if (sheet.header.own) {
      AddOwn(sheet, cells.row, std::move(row));
    } else {
      AddForeign(sheet, cells.row, std::move(row));
    }
  }
}

std::vector<Record> Gatherer::Finish() {
  for (const auto& [key, at] : by_key_) {
    // Only our own files have rows that say "case".
    if (own_ && !origins_[at].has_case)
      findings_.Fault(fmt::format("row {}", origins_[at].row),
                      "there is no row of the part \"case\" for its htcds_record");
  }
  last_.clear();
  return std::move(records_);
}

}  // namespace htcds
