#include "files/csv_reader.h"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <array>
#include <cstring>
#include <optional>
#include <utility>

#include "base/limits.h"
#include "files/csv_dialect.h"
#include "files/encoding.h"
#include "files/text_stream.h"
#include "files/utf8.h"
#include "files/warnings.h"

namespace files {
namespace {

constexpr std::size_t kDetectBytes = 1u << 20;  // what the encoding is told from
constexpr std::uint64_t kAsciiScanBytes =
    256u << 20;  // how far a plain ASCII file is searched for its first other byte
constexpr std::size_t kDialectBytes = 1u << 17;  // what the delimiter is told from
constexpr std::string_view kLoneQuote =
    "a quotation mark inside a field is neither doubled nor at its end; it was read as part of the text";

class CsvReader final : public TableReader {
 public:
  CsvReader(std::unique_ptr<ByteSource> source, std::string name)
      : source_(std::move(source)), name_(std::move(name)), warnings_(&info_.warnings) {}

  base::Status Open(const TableOptions& options);
  base::Result<bool> Next(Record& record) override;
  const TableInfo& info() const override { return info_; }

 private:
  enum class State { kStart, kPlain, kQuoted, kAfterQuote, kDoubtful };

  base::Status ChooseEncoding(const TableOptions& options, std::size_t& mark);
  base::Result<bool> Refill();
  base::Result<bool> ReadRecord(Record& record);
  bool StepPlain();
  void StepQuoted();
  bool StepAfterQuote();
  void StepDoubtful();
  void SplitDoubtful();
  bool EndOfCell(char c);
  void NewCell();
  void FinishRecord();
  void CountBadSpots();
  base::Status CheckSizes() const;
  base::Error Unterminated() const;
  std::string Place() const { return fmt::format("{}: row {}, column {}", name_, row_, column_ + 1); }

  std::unique_ptr<ByteSource> source_;
  std::string name_;
  TableInfo info_;
  Warnings warnings_;
  std::unique_ptr<TextStream> stream_;
  std::optional<base::Error> failed_;
  std::string bad_text_;
  bool compose_ = false;  // the encoding writes marks apart from their letters
  std::array<bool, 256> special_{};

  TextChunk chunk_;
  std::size_t at_ = 0;
  std::size_t bad_seen_ = 0;   // of chunk_.bad
  std::size_t bad_bytes_ = 0;  // in the present record
  bool skip_line_feed_ = false;

  State state_ = State::kStart;
  bool doubtful_ = false;          // a closing quote of this field was followed by text
  bool inside_quotation_ = false;  // by an odd number of such quotes
  Record* record_ = nullptr;
  std::size_t row_ = 0;
  std::size_t column_ = 0;
  std::size_t spaces_ = 0;        // behind a closing quote
  std::size_t record_bytes_ = 0;  // of the finished cells
};

// The part of the file that tells the encoding: its head, or, where that is plain ASCII, what lies around the
// first byte that is not.
base::Result<std::pair<std::string, bool>> TellingPart(ByteSource& source) {
  std::string head = TRY(ReadPart(source, 0, kDetectBytes));
  bool whole = head.size() == source.size();
  auto not_ascii = [](std::string_view part) {
    for (std::size_t i = PlainAsciiPrefix(part); i < part.size(); ++i) {
      if (static_cast<unsigned char>(part[i]) >= 0x80) return i;
    }
    return part.size();
  };
  if (whole || PlainAsciiPrefix(head) != head.size()) return std::pair(std::move(head), whole);
  for (std::uint64_t offset = head.size(); offset < std::min(source.size(), kAsciiScanBytes);
       offset += kDetectBytes) {
    std::string part = TRY(ReadPart(source, offset, kDetectBytes));
    std::size_t found = not_ascii(part);
    if (found == part.size()) continue;
    return std::pair(TRY(ReadPart(source, offset + found, kDetectBytes)),
                     offset + found + kDetectBytes >= source.size());
  }
  return std::pair(std::move(head), whole);
}

base::Status CsvReader::ChooseEncoding(const TableOptions& options, std::size_t& mark) {
  auto [part, whole] = TRY(TellingPart(*source_));
  if (options.encoding.empty()) {
    Encoding found = DetectEncoding(part, whole);
    info_.encoding = found.name;
    info_.encoding_from = found.from;
    mark = found.mark;
    return base::Ok();
  }
  if (ConverterName(options.encoding, &info_.encoding).empty()) {
    return base::Invalid(fmt::format(
        "{}: the encoding \"{}\" is not known; use for example UTF-8, UTF-16LE, CP949, Shift-JIS, "
        "GB18030, Big5 or windows-1251",
        name_, options.encoding));
  }
  info_.encoding_from = "given";
  mark = ByteOrderMark(part, info_.encoding);
  return base::Ok();
}

base::Status CsvReader::Open(const TableOptions& options) {
  info_.format = "csv";
  std::size_t mark = 0;
  TRY(ChooseEncoding(options, mark));
  bad_text_ = fmt::format("{{}} bytes are not valid {} text and became U+FFFD", info_.encoding);
  compose_ = info_.encoding == "windows-1258";
  stream_ = TRY(OpenTextStream(*source_, info_.encoding, mark));
  TRY(Refill());
  bool whole = chunk_.text.size() <= kDialectBytes && source_->size() <= kDialectBytes;
  CsvDialect dialect = DetectDialect(chunk_.text.substr(0, kDialectBytes), whole);
  at_ = dialect.skip;
  info_.delimiter = options.delimiter != 0 ? options.delimiter : dialect.delimiter;
  for (unsigned char c : {static_cast<unsigned char>(info_.delimiter), static_cast<unsigned char>('\n'),
                          static_cast<unsigned char>('\r'), static_cast<unsigned char>('"')}) {
    special_[c] = true;
  }
  return base::Ok();
}

base::Result<bool> CsvReader::Refill() {
  CountBadSpots();
  at_ = 0;
  bad_seen_ = 0;
  chunk_.text = {};
  while (chunk_.text.empty()) {
    bool more = TRY(stream_->Next(chunk_));
    if (!more) return false;
  }
  return true;
}

void CsvReader::CountBadSpots() {
  for (; bad_seen_ < chunk_.bad.size() && chunk_.bad[bad_seen_].offset < at_; ++bad_seen_) {
    bad_bytes_ += chunk_.bad[bad_seen_].bytes;
  }
}

void CsvReader::NewCell() {
  if (column_ == record_->cells.size()) record_->cells.emplace_back();
  record_->cells[column_].clear();
  doubtful_ = inside_quotation_ = false;
}

// Takes what ends a cell; true if it ends the record too.
bool CsvReader::EndOfCell(char c) {
  ++at_;
  if (c == info_.delimiter) {
    record_bytes_ += record_->cells[column_].size();
    ++column_;
    NewCell();
    state_ = State::kStart;
    return false;
  }
  skip_line_feed_ = c == '\r';
  return true;
}

bool CsvReader::StepPlain() {
  std::string& cell = record_->cells[column_];
  const char* start = chunk_.text.data() + at_;
  const char* end = chunk_.text.data() + chunk_.text.size();
  const char* p = start;
  while (p < end && !special_[static_cast<unsigned char>(*p)]) ++p;
  cell.append(start, static_cast<std::size_t>(p - start));
  at_ += static_cast<std::size_t>(p - start);
  if (p == end) return false;
  if (*p != '"' || info_.delimiter == '"') return EndOfCell(*p);
  warnings_.Add(kLoneQuote, row_);
  cell += '"';
  ++at_;
  return false;
}

void CsvReader::StepQuoted() {
  std::string& cell = record_->cells[column_];
  std::string_view rest = chunk_.text.substr(at_);
  std::size_t quote = rest.find('"');
  if (quote == std::string_view::npos) {
    cell.append(rest);
    at_ = chunk_.text.size();
    return;
  }
  cell.append(rest.substr(0, quote));
  at_ += quote + 1;
  state_ = State::kAfterQuote;
  spaces_ = 0;
}

// Behind a quote: it closed the field, was the first of a doubled one, or stands unescaped inside the text
// (then the field goes on).
bool CsvReader::StepAfterQuote() {
  std::string& cell = record_->cells[column_];
  char c = chunk_.text[at_];
  if (c == info_.delimiter || c == '\n' || c == '\r') {
    // "Golden" Harvest,"cn": what seemed to be inside one field are two.
    if (doubtful_ && cell.find(std::string{info_.delimiter, '"'}) != std::string::npos) {
      cell += '"';
      SplitDoubtful();
    }
    return EndOfCell(c);
  }
  if (c == ' ') {
    ++spaces_;
    ++at_;
    return false;
  }
  cell += '"';
  if (c == '"' && spaces_ == 0) {
    // "Company "Sharora"","cn": inside a quotation the first closes it and the second the field.
    const bool closes =
        inside_quotation_ && at_ + 1 < chunk_.text.size() && chunk_.text[at_ + 1] == info_.delimiter;
    if (!closes) state_ = doubtful_ ? State::kDoubtful : State::kQuoted;
    ++at_;
    return false;
  }
  cell.append(spaces_, ' ');
  state_ = State::kDoubtful;
  doubtful_ = true;
  inside_quotation_ = !inside_quotation_;
  warnings_.Add(kLoneQuote, row_);
  return false;
}

// Text behind a closing quote: "He said "hi" there" goes on to a quote that ends the field; "Golden" Harvest
// does not, and is plain text that begins with a quoted word.
void CsvReader::StepDoubtful() {
  std::string& cell = record_->cells[column_];
  std::string_view rest = chunk_.text.substr(at_);
  std::size_t stop = rest.find_first_of("\"\r\n");
  cell.append(rest.substr(0, stop));
  if (stop == std::string_view::npos) {
    at_ = chunk_.text.size();
    return;
  }
  at_ += stop;
  if (chunk_.text[at_] == '"') {
    ++at_;
    state_ = State::kAfterQuote;
    spaces_ = 0;
    return;
  }
  SplitDoubtful();
  state_ = State::kPlain;
}

// Reads the text of a doubtful field again, as plain cells.
void CsvReader::SplitDoubtful() {
  const std::string text = '"' + record_->cells[column_];
  std::string_view rest = text;
  while (true) {
    const std::size_t end = rest.find(info_.delimiter);
    std::string_view part = rest.substr(0, end);
    if (part.size() >= 2 && part.front() == '"' && part.back() == '"') part = part.substr(1, part.size() - 2);
    record_->cells[column_] = part;
    if (end == std::string_view::npos) return;
    record_bytes_ += part.size();
    rest.remove_prefix(end + 1);
    ++column_;
    NewCell();
  }
}

base::Status CsvReader::CheckSizes() const {
  if (record_->cells[column_].size() > base::kMaxFieldBytes) {
    const char* hint = state_ == State::kQuoted || state_ == State::kDoubtful
                           ? "; the closing quotation mark may be missing"
                           : "";
    return base::TooLarge(fmt::format("{}: the field is longer than kMaxFieldBytes ({} bytes){}", Place(),
                                      base::kMaxFieldBytes, hint));
  }
  if (column_ >= base::kMaxColumns) {
    return base::TooLarge(
        fmt::format("{}: row {}: more than kMaxColumns ({}) columns", name_, row_, base::kMaxColumns));
  }
  if (record_bytes_ + record_->cells[column_].size() > base::kMaxRecordBytes) {
    return base::TooLarge(fmt::format("{}: row {}: the record is longer than kMaxRecordBytes ({} bytes)",
                                      name_, row_, base::kMaxRecordBytes));
  }
  return base::Ok();
}

base::Error CsvReader::Unterminated() const {
  return base::Invalid(fmt::format(
      "{}: the field opens with a quotation mark that is never closed; close it, or double it "
      "if it is part of the text. If the file ends there, it may have been cut off: fetch it again",
      Place()));
}

base::Result<bool> CsvReader::ReadRecord(Record& record) {
  record_ = &record;
  column_ = record_bytes_ = bad_bytes_ = 0;
  state_ = State::kStart;
  NewCell();
  bool any = false;
  ++row_;
  while (true) {
    if (at_ == chunk_.text.size()) {
      TRY(CheckSizes());
      bool more = TRY(Refill());
      if (!more) break;
    }
    if (std::exchange(skip_line_feed_, false) && chunk_.text[at_] == '\n') {
      ++at_;
      continue;
    }
    any = true;
    bool done = false;
    switch (state_) {
      case State::kStart:
        state_ = chunk_.text[at_] == '"' ? State::kQuoted : State::kPlain;
        if (state_ == State::kQuoted) ++at_;
        break;
      case State::kPlain:
        done = StepPlain();
        break;
      case State::kQuoted:
        StepQuoted();
        break;
      case State::kAfterQuote:
        done = StepAfterQuote();
        break;
      case State::kDoubtful:
        StepDoubtful();
        break;
    }
    if (state_ != State::kPlain || done) TRY(CheckSizes());
    if (done) return true;
  }
  if (state_ == State::kQuoted) return Unterminated();
  if (state_ == State::kDoubtful) SplitDoubtful();
  bool only_end_mark = column_ == 0 && record.cells[0] == "\x1A";  // Ctrl-Z, as DOS programs close a text
  return any && !only_end_mark;
}

void CsvReader::FinishRecord() {
  record_->row = row_;
  record_->cells.resize(column_ + 1);
  CountBadSpots();
  if (bad_bytes_ > 0) warnings_.Add(bad_text_, row_, bad_bytes_);
  if (!compose_) return;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  for (std::string& cell : record_->cells) {
    if (U_FAILURE(status) || PlainAsciiPrefix(cell) == cell.size()) continue;
    icu::UnicodeString composed = nfc->normalize(icu::UnicodeString::fromUTF8(cell), status);
    if (U_FAILURE(status)) continue;
    cell.clear();
    composed.toUTF8String(cell);
  }
}

base::Result<bool> CsvReader::Next(Record& record) {
  if (failed_) return *failed_;
  auto more = ReadRecord(record);
  if (!more.has_value()) {
    failed_ = more.error();
  } else if (*more) {
    FinishRecord();
  }
  return more;
}

}  // namespace

base::Result<std::unique_ptr<TableReader>> OpenCsv(std::unique_ptr<ByteSource> source,
                                                   const std::string& name, const TableOptions& options) {
  auto reader = std::make_unique<CsvReader>(std::move(source), name);
  TRY(reader->Open(options));
  return std::unique_ptr<TableReader>(std::move(reader));
}

}  // namespace files
