#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "base/limits.h"
#include "files/number_format.h"
#include "files/sheet_choice.h"
#include "files/warnings.h"
#include "files/workbook.h"
#include "files/xlsx_parts.h"

// Source: OpenDocument 1.3 part 3, chapter 9 (tables).
namespace files {
namespace {

constexpr const char* kContent = "content.xml";

class OdsReader final : public TableReader {
 public:
  explicit OdsReader(std::unique_ptr<Archive> archive)
      : archive_(std::move(archive)), warnings_(&info_.warnings) {}

  base::Status Open(const TableOptions& options);
  base::Result<bool> Next(Record& record) override;
  const TableInfo& info() const override { return info_; }

 private:
  base::Status ListSheets();
  base::Status SkipTo(std::size_t sheet);
  base::Result<bool> ReadRow();
  base::Status ReadCells();
  base::Result<std::string> ReadCell();
  base::Status Put(const std::string& text, std::size_t times, bool error_value);
  std::string Place() const {
    return fmt::format("{}: sheet \"{}\": row {}", archive_->name(), info_.sheet, row_);
  }

  std::unique_ptr<Archive> archive_;
  TableInfo info_;
  Warnings warnings_;
  std::unique_ptr<XmlStream> xml_;
  std::optional<base::Error> failed_;
  std::vector<std::string> cells_;  // of the row that is being given out
  std::size_t row_ = 0;             // the last one given out
  std::size_t repeats_ = 0;         // how often cells_ is still to be given out
  std::size_t column_ = 0;
  std::size_t row_bytes_ = 0;
  bool error_value_ = false;  // the cell read last holds one
};

std::size_t Times(std::string_view digits) {
  std::size_t times = 1;
  std::from_chars(digits.data(), digits.data() + digits.size(), times);
  return std::max<std::size_t>(times, 1);
}

base::Status OdsReader::ListSheets() {
  auto xml = TRY(OpenXmlMember(*archive_, kContent));
  while (TRY(xml->Next())) {
    if (!xml->IsStart("table")) continue;
    // Tables inside drawings and trackers are deeper than those of the document:
    // content/body/spreadsheet/table.
    if (xml->depth() == 3) info_.sheets.emplace_back(xml->Attribute("name"));
    if (info_.sheets.size() > base::kMaxArchiveMembers) {
      return base::TooLarge(fmt::format("{}: more sheets than kMaxArchiveMembers ({})", archive_->name(),
                                        base::kMaxArchiveMembers));
    }
  }
  if (info_.sheets.empty())
    return base::Invalid(fmt::format("{}: the document has no sheet", archive_->name()));
  return base::Ok();
}

base::Status OdsReader::SkipTo(std::size_t sheet) {
  xml_ = TRY(OpenXmlMember(*archive_, kContent));
  while (TRY(xml_->Next())) {
    if (xml_->IsStart("table") && xml_->depth() == 3 && sheet-- == 0) break;
  }
  return base::Ok();
}

base::Status OdsReader::Open(const TableOptions& options) {
  info_.format = "ods";
  info_.encoding = "UTF-8";
  info_.encoding_from = "archive";
  TRY(ListSheets());
  std::size_t chosen = TRY(ChooseSheet(info_.sheets, options.sheet, archive_->name()));
  info_.sheet = info_.sheets[chosen];
  return SkipTo(chosen);
}

base::Status OdsReader::Put(const std::string& text, std::size_t times, bool error_value) {
  if (text.empty() && !error_value) {
    column_ += std::min(times, base::kMaxColumns);
    return base::Ok();
  }
  if (text.size() > base::kMaxFieldBytes) {
    return base::TooLarge(
        fmt::format("{}: the text is longer than kMaxFieldBytes ({} bytes)", Place(), base::kMaxFieldBytes));
  }
  if (column_ + times > base::kMaxColumns || times > base::kMaxColumns) {
    return base::TooLarge(fmt::format("{}: more than kMaxColumns ({}) columns", Place(), base::kMaxColumns));
  }
  row_bytes_ += text.size() * times;
  if (row_bytes_ > base::kMaxRecordBytes) {
    return base::TooLarge(
        fmt::format("{}: the row is longer than kMaxRecordBytes ({} bytes)", Place(), base::kMaxRecordBytes));
  }
  cells_.resize(column_);
  column_ += times;
  cells_.resize(column_, text);
  return base::Ok();
}

// The value that the attributes give where they say more than the text that is shown (dates, numbers); empty
// otherwise.
std::string TypedValue(XmlStream& xml) {
  std::string_view type = xml.Attribute("value-type");
  if (type == "float" || type == "percentage" || type == "currency")
    return PlainNumber(xml.Attribute("value"));
  if (type == "boolean") return xml.Attribute("boolean-value") == "true" ? "TRUE" : "FALSE";
  if (type == "string") return std::string(xml.Attribute("string-value"));
  if (type != "date") return {};
  std::string date(xml.Attribute("date-value"));
  if (date.ends_with("T00:00:00")) date.resize(date.size() - 9);
  return date;
}

// From <table-cell> to its end. Paragraphs are joined by line breaks; comments are left out.
base::Result<std::string> OdsReader::ReadCell() {
  std::string typed = TypedValue(*xml_), shown;
  int depth = xml_->depth();
  std::size_t paragraphs = 0;
  int in_note = 0;
  while (TRY(xml_->Next())) {
    if (xml_->depth() == depth && xml_->node() == XmlStream::Node::kEnd) break;
    if (xml_->node() == XmlStream::Node::kText) {
      if (in_note == 0 && paragraphs > 0 && xml_->depth() > depth + 1) shown += xml_->text();
    } else if (xml_->element() == "annotation") {
      in_note += xml_->node() == XmlStream::Node::kStart ? 1 : -1;
    } else if (xml_->node() == XmlStream::Node::kStart && in_note == 0) {
      std::string_view element = xml_->element();
      if (element == "p" && paragraphs++ > 0) shown += '\n';
      if (element == "s") shown.append(std::min<std::size_t>(Times(xml_->Attribute("c")), 1024), ' ');
      if (element == "tab") shown += '\t';
      if (element == "line-break") shown += '\n';
    }
    if (shown.size() > base::kMaxFieldBytes) {
      return base::TooLarge(fmt::format("{}: the text is longer than kMaxFieldBytes ({} bytes)", Place(),
                                        base::kMaxFieldBytes));
    }
  }
  error_value_ = typed.empty() && (shown == "#N/A" || shown.starts_with("Err:") || shown == "#REF!" ||
                                   shown == "#VALUE!" || shown == "#DIV/0!");
  if (error_value_) {
    warnings_.Add(fmt::format("a cell holds the error {}; it was read as empty", shown), row_);
    shown.clear();
  }
  return typed.empty() ? shown : typed;
}

// From <table-row> to its end.
base::Status OdsReader::ReadCells() {
  while (TRY(xml_->Next())) {
    if (xml_->IsEnd("table-row")) break;
    if (!xml_->IsStart("table-cell") && !xml_->IsStart("covered-table-cell")) continue;
    std::size_t times = Times(xml_->Attribute("number-columns-repeated"));
    std::string text = TRY(ReadCell());
    TRY(Put(text, times, error_value_));
  }
  return base::Ok();
}

// The next row that is not empty goes to cells_; row_ is then the row before it.
base::Result<bool> OdsReader::ReadRow() {
  while (TRY(xml_->Next())) {
    if (xml_->IsEnd("table") && xml_->depth() == 3) return false;
    if (!xml_->IsStart("table-row")) continue;
    std::size_t times = std::min<std::size_t>(Times(xml_->Attribute("number-rows-repeated")), 1u << 24);
    cells_.clear();
    column_ = row_bytes_ = 0;
    ++row_;
    TRY(ReadCells());
    --row_;
    if (cells_.empty()) {
      row_ += times;
      continue;
    }
    // Repeated content costs the file nothing, so it counts as if it had been inflated.
    TRY(archive_->Charge((row_bytes_ + 64) * (times - 1)));
    repeats_ = times;
    return true;
  }
  return false;
}

base::Result<bool> OdsReader::Next(Record& record) {
  if (failed_) return *failed_;
  if (xml_ == nullptr) return false;
  if (repeats_ == 0) {
    auto more = ReadRow();
    if (!more.has_value()) failed_ = more.error();
    if (more.has_value() && !*more) xml_.reset();
    if (!more.has_value() || !*more) return more;
  }
  --repeats_;
  record.row = ++row_;
  record.cells = cells_;
  return true;
}

}  // namespace

base::Result<std::unique_ptr<TableReader>> OpenOds(std::unique_ptr<Archive> archive,
                                                   const TableOptions& options) {
  auto reader = std::make_unique<OdsReader>(std::move(archive));
  TRY(reader->Open(options));
  return std::unique_ptr<TableReader>(std::move(reader));
}

}  // namespace files
