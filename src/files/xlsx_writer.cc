#include "files/xlsx_writer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <utility>

#include "files/utf8.h"

#include "files/bytes.h"
namespace files {
namespace {

constexpr std::size_t kMaxSheetName = 31;         // characters, Excel's own limit
constexpr std::size_t kMaxLink = 2079;            // characters, Excel's own limit
constexpr std::size_t kMaxLinksPerSheet = 65530;  // Excel's own limit
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

// At most `units` UTF-16 units of valid UTF-8, control characters that XML cannot hold left out; ends in an
// ellipsis where something had to go.
std::string Fit(std::string_view text, std::size_t units) {
  std::string fitted;
  std::size_t used = 0, room_for_ellipsis = 0;
  while (!text.empty()) {
    std::size_t length = Utf8Length(text);
    bool bad = length == 0;
    std::size_t width = length == 4 ? 2 : 1;
    if (used + width > units) {
      fitted.resize(room_for_ellipsis);
      return fitted.append(kEllipsis);
    }
    auto first = static_cast<unsigned char>(text[0]);
    bool control = !bad && first < 0x20 && first != '\n' && first != '\t';
    if (bad) {
      fitted += "\xEF\xBF\xBD";
    } else if (!control) {
      fitted += text.substr(0, length);
    }
    if (!control) used += width;
    if (used + 1 <= units) room_for_ellipsis = fitted.size();
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return fitted;
}

std::string SheetName(const std::string& wanted) {
  std::string name = wanted;
  for (char& c : name) {
    if (std::strchr("[]:*?/\\", c) != nullptr) c = ' ';
  }
  while (name.starts_with('\'')) name.erase(0, 1);
  name = Fit(name, kMaxSheetName);
  while (name.ends_with('\'')) name.pop_back();
  return name.empty() ? "Sheet" : name;
}

class Writer final : public XlsxWriter {
 public:
  explicit Writer(std::string path) : path_(std::move(path)) {}
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() override {
    if (book_ != nullptr) lxw_workbook_free(book_);
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
  }

  base::Status Open();
  base::Status BeginSheet(const std::string& name, const std::vector<XlsxColumn>& columns) override;
  void Text(std::string_view text, const CellStyle& style) override;
  void Number(double value, const CellStyle& style) override;
  void Link(const std::string& url, std::string_view text) override;
  void Blank() override { ++column_; }
  base::Status EndRow() override;
  base::Status Close() override;

 private:
  lxw_format* FormatOf(const CellStyle& style);
  void FinishSheet();
  void Note(lxw_error error) {
    if (error != LXW_NO_ERROR && error_ == LXW_NO_ERROR) error_ = error;
  }

  std::string path_;
  std::string temporary_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_error error_ = LXW_NO_ERROR;
  std::vector<std::pair<CellStyle, lxw_format*>> formats_;
  std::size_t columns_ = 0;
  std::vector<std::pair<lxw_col_t, std::vector<std::string>>> choices_;  // by column of this sheet
  std::size_t links_ = 0;
  lxw_row_t row_ = 0;
  lxw_col_t column_ = 0;
};

base::Status Writer::Open() {
  const bool beside = !IsDeviceOrPipe(path_);
  temporary_ =
      (beside ? FollowLinks(path_) : (std::filesystem::temp_directory_path() / "workbook").string()) +
      ".XXXXXX";
  int fd = ::mkstemp(temporary_.data());
  if (fd < 0) {
    auto error = base::IoError(fmt::format("{}: cannot be created: {}", path_, std::strerror(errno)));
    temporary_.clear();
    return error;
  }
  ::close(fd);
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  book_ = workbook_new_opt(temporary_.c_str(), &options);
  if (book_ == nullptr) return base::IoError(fmt::format("{}: the workbook cannot be started", path_));
  return base::Ok();
}

lxw_format* Writer::FormatOf(const CellStyle& style) {
  if (style == CellStyle()) return nullptr;
  for (const auto& [known, format] : formats_) {
    if (known == style) return format;
  }
  lxw_format* format = workbook_add_format(book_);
  if (format == nullptr) return nullptr;
  if (style.bold) format_set_bold(format);
  if (style.italic) format_set_italic(format);
  if (style.wrap) {
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  }
  if (style.fill != 0) {
    format_set_pattern(format, LXW_PATTERN_SOLID);
    format_set_bg_color(format, style.fill);
  }
  if (style.color != 0) format_set_font_color(format, style.color);
  if (!style.number_format.empty()) format_set_num_format(format, style.number_format.c_str());
  formats_.emplace_back(style, format);
  return format;
}

base::Status Writer::BeginSheet(const std::string& name, const std::vector<XlsxColumn>& columns) {
  FinishSheet();
  std::string excel_name = SheetName(name);
  lxw_error refused = workbook_validate_sheet_name(book_, excel_name.c_str());
  if (refused != LXW_NO_ERROR) {
    return base::Invalid(
        fmt::format("the sheet name \"{}\" cannot be used: {}", name, lxw_strerror(refused)));
  }
  sheet_ = workbook_add_worksheet(book_, excel_name.c_str());
  if (sheet_ == nullptr)
    return base::IoError(fmt::format("{}: the sheet \"{}\" cannot be added", path_, name));
  row_ = 0;
  column_ = 0;
  columns_ = columns.size();
  links_ = 0;
  choices_.clear();
  if (columns.empty()) return base::Ok();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    auto at = static_cast<lxw_col_t>(i);
    Note(worksheet_set_column(sheet_, at, at, columns[i].width, nullptr));
    if (!columns[i].choices.empty()) choices_.emplace_back(at, columns[i].choices);
  }
  worksheet_freeze_panes(sheet_, 1, 0);
  CellStyle header{.bold = true, .fill = 0xE8ECEF};
  for (const XlsxColumn& column : columns) Text(column.header, header);
  return EndRow();
}

void Writer::FinishSheet() {
  if (sheet_ == nullptr || columns_ == 0) return;
  lxw_row_t last = row_ > 1 ? row_ - 1 : 1;
  Note(worksheet_autofilter(sheet_, 0, 0, last, static_cast<lxw_col_t>(columns_ - 1)));
  for (auto& [column, words] : choices_) {
    std::vector<char*> list;
    for (std::string& word : words) list.push_back(word.data());
    list.push_back(nullptr);
    lxw_data_validation validation{};
    validation.validate = LXW_VALIDATION_TYPE_LIST;
    validation.value_list = list.data();
    Note(worksheet_data_validation_range(sheet_, 1, column, last, column, &validation));
  }
}

void Writer::Text(std::string_view text, const CellStyle& style) {
  lxw_format* format = FormatOf(style);
  lxw_col_t at = column_++;
  if (sheet_ == nullptr || (text.empty() && format == nullptr)) return;
  if (text.empty()) {
    Note(worksheet_write_blank(sheet_, row_, at, format));
  } else {
    Note(worksheet_write_string(sheet_, row_, at, Fit(text, kMaxXlsxText).c_str(), format));
  }
}

void Writer::Number(double value, const CellStyle& style) {
  // Excel has no notation for what is not finite.
  if (!std::isfinite(value)) return Text(fmt::format("{}", value), style);
  lxw_col_t at = column_++;
  if (sheet_ != nullptr) Note(worksheet_write_number(sheet_, row_, at, value, FormatOf(style)));
}

void Writer::Link(const std::string& url, std::string_view text) {
  bool allowed = url.starts_with("https://") || url.starts_with("http://") || url.starts_with("mailto:");
  if (!allowed || url.size() > kMaxLink || links_ == kMaxLinksPerSheet || sheet_ == nullptr)
    return Text(text, {});
  ++links_;
  std::string shown = Fit(text, kMaxXlsxText);
  lxw_col_t at = column_++;
  lxw_format* format = workbook_get_default_url_format(book_);
  Note(worksheet_write_url_opt(sheet_, row_, at, url.c_str(), format, shown.c_str(), nullptr));
}

base::Status Writer::EndRow() {
  column_ = 0;
  if (row_ < kMaxXlsxRows) {
    ++row_;
    return base::Ok();
  }
  return base::TooLarge(fmt::format(
      "{}: a sheet holds at most {} rows (Excel's limit); write CSV or NDJSON instead", path_, kMaxXlsxRows));
}

base::Status Writer::Close() {
  if (book_ == nullptr) return base::Error{base::Code::kInternal, "the workbook is already closed", {}};
  FinishSheet();
  Note(workbook_close(std::exchange(book_, nullptr)));
  if (error_ != LXW_NO_ERROR) {
    return base::IoError(fmt::format("{}: the workbook cannot be written: {}", path_, lxw_strerror(error_)));
  }
  if (IsDeviceOrPipe(path_)) return WriteFile(path_, TRY(ReadFile(temporary_)));
  mode_t mask = ::umask(0);
  ::umask(mask);
  if (::chmod(temporary_.c_str(), 0666 & ~mask) != 0 ||
      ::rename(temporary_.c_str(), FollowLinks(path_).c_str()) != 0) {
    return base::IoError(fmt::format("{}: cannot be written: {}", path_, std::strerror(errno)));
  }
  temporary_.clear();
  return base::Ok();
}

}  // namespace

base::Result<std::unique_ptr<XlsxWriter>> XlsxWriter::Create(const std::string& path) {
  auto writer = std::make_unique<Writer>(path);
  TRY(writer->Open());
  return std::unique_ptr<XlsxWriter>(std::move(writer));
}

}  // namespace files
