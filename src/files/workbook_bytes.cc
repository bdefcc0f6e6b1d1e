#include "files/workbook_bytes.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "base/check.h"
#include "base/limits.h"
#include "files/utf8.h"
#include "files/xlsx_writer.h"

namespace files {
namespace {

constexpr std::size_t kMaxXlsxColumns = 16'384;
constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006/";

// Styles by index: 0 none, 1 text, 2 text that begins like a formula, 3 header.
constexpr std::string_view kStyles =
    "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
    "<cellXfs count=\"4\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" "
    "quotePrefix=\"1\"/>"
    "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" "
    "applyFont=\"1\"/></cellXfs>";

std::string ColumnName(std::size_t column) {
  std::string name;
  for (++column; column > 0; column = (column - 1) / 26)
    name.insert(name.begin(), static_cast<char>('A' + (column - 1) % 26));
  return name;
}

// Characters that XML cannot hold, or would change, are written "_x000D_"; so what looks like that is too.
void AppendCharacter(std::string& out, std::string_view character, char next) {
  const auto first = static_cast<unsigned char>(character[0]);
  if (character == "_" && next == 'x') {
    out += "_x005F_";
  } else if (first < 0x20 && first != '\n' && first != '\t') {
    out += fmt::format("_x{:04X}_", first);
  } else if (character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF") {
    out += character == "\xEF\xBF\xBE" ? "_xFFFE_" : "_xFFFF_";
  } else if (first == '&') {
    out += "&amp;";
  } else if (first == '<') {
    out += "&lt;";
  } else if (first == '>') {
    out += "&gt;";
  } else if (first == '"') {
    out += "&quot;";
  } else {
    out += character;
  }
}

std::string Escaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t length = std::max<std::size_t>(Utf8Length(text), 1);
    AppendCharacter(out, text.substr(0, length), length < text.size() ? text[length] : '\0');
    text.remove_prefix(length);
  }
  return out;
}

std::size_t Utf16Units(std::string_view text) {
  std::size_t units = 0;
  while (!text.empty()) {
    const std::size_t length = std::max<std::size_t>(Utf8Length(text), 1);
    units += length == 4 ? 2 : 1;
    text.remove_prefix(length);
  }
  return units;
}

using Parts = std::vector<std::pair<std::string, std::string>>;

struct Discard {
  void operator()(zip_t* zip) const { zip_discard(zip); }
};
struct Free {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};

base::Error Failed() {
  return base::Error{base::Code::kInternal, "the workbook cannot be put together", {}};
}

base::Result<std::string> BytesOf(zip_source_t* buffer) {
  if (zip_source_open(buffer) != 0) return Failed();
  std::string bytes;
  char piece[1 << 14];
  zip_int64_t count = 0;
  while ((count = zip_source_read(buffer, piece, sizeof piece)) > 0)
    bytes.append(piece, static_cast<std::size_t>(count));
  zip_source_close(buffer);
  if (count < 0) return Failed();
  return bytes;
}

// libzip keeps the archive in memory where its source is a buffer. Parts of `stored` are not deflated.
base::Result<std::string> Zipped(const Parts& parts, const std::set<std::size_t>& stored) {
  zip_error_t error;
  zip_error_init(&error);
  std::unique_ptr<zip_source_t, Free> buffer(zip_source_buffer_create(nullptr, 0, 0, &error));
  if (buffer == nullptr) return Failed();
  zip_source_keep(buffer.get());  // the archive takes one reference over, we keep the other
  std::unique_ptr<zip_t, Discard> zip(zip_open_from_source(buffer.get(), ZIP_TRUNCATE, &error));
  if (zip == nullptr) {
    zip_source_free(buffer.get());
    return Failed();
  }
  constexpr zip_uint16_t kFirstDay = (1 << 5) | 1;  // 1 January 1980: the same bytes whenever they are made
  for (const auto& [name, content] : parts) {
    zip_source_t* source = zip_source_buffer(zip.get(), content.data(), content.size(), 0);
    if (source == nullptr) return Failed();
    const zip_int64_t index = zip_file_add(zip.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free(source);
      return Failed();
    }
    const auto at = static_cast<zip_uint64_t>(index);
    if (zip_file_set_dostime(zip.get(), at, 0, kFirstDay, 0) != 0) return Failed();
    if (stored.contains(at) && zip_set_file_compression(zip.get(), at, ZIP_CM_STORE, 0) != 0) return Failed();
  }
  if (zip_close(zip.get()) != 0) return Failed();
  zip_t* const closed = zip.release();
  static_cast<void>(closed);
  return BytesOf(buffer.get());
}

// Parts that deflate so well that a careful reader, ours among them, would take the workbook for a bomb.
std::set<std::size_t> Suspicious(const std::string& bytes, std::size_t parts) {
  constexpr zip_uint64_t kUnsuspicious = 1u << 20;
  std::set<std::size_t> found;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* zip = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  if (zip == nullptr) {
    zip_source_free(source);
    return found;
  }
  const std::unique_ptr<zip_t, Discard> owner(zip);
  for (std::size_t i = 0; i < parts; ++i) {
    zip_stat_t stat;
    if (zip_stat_index(zip, i, 0, &stat) != 0 || stat.size <= kUnsuspicious) continue;
    if (stat.comp_size * (base::kMaxInflateRatio / 2) < stat.size) found.insert(i);
  }
  return found;
}

std::string Relation(const std::string& id, std::string_view kind, const std::string& target) {
  return fmt::format("<Relationship Id=\"{}\" Type=\"{}/{}\" Target=\"{}\"/>", id, kRelations, kind, target);
}

}  // namespace

base::Status TextWorkbook::BeginSheet(std::string name, std::size_t header_rows) {
  if (name.empty() || Utf16Units(name) > 31 || name.find_first_of("[]:*?/\\") != std::string::npos)
    return base::Error{base::Code::kInternal, "a sheet cannot have this name", {}};
  sheets_.push_back({std::move(name), {}, header_rows, 0});
  return base::Ok();
}

base::Status TextWorkbook::Row(std::span<const std::string> cells) {
  CHECK(!sheets_.empty());
  Sheet& sheet = sheets_.back();
  if (sheet.count == kMaxXlsxRows || cells.size() > kMaxXlsxColumns) {
    return base::TooLarge(
        fmt::format("sheet \"{}\": an XLSX sheet holds at most {} rows and {} columns; write another format",
                    sheet.name, kMaxXlsxRows, kMaxXlsxColumns));
  }
  ++sheet.count;
  sheet.rows += fmt::format("<row r=\"{}\">", sheet.count);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string& text = cells[i];
    if (text.empty()) continue;
    const std::string place = fmt::format("{}{}", ColumnName(i), sheet.count);
    if (Utf16Units(text) > kMaxXlsxText) {
      return base::TooLarge(
          fmt::format("sheet \"{}\", cell {}: the text has more than kMaxXlsxText ({}) characters; write "
                      "another format",
                      sheet.name, place, kMaxXlsxText));
    }
    const bool formula_like = std::string_view("=+-@\t\r\n").find(text[0]) != std::string_view::npos;
    sheet.rows +=
        fmt::format("<c r=\"{}\" s=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    place, sheet.count <= sheet.header_rows ? 3 : (formula_like ? 2 : 1), Escaped(text));
  }
  sheet.rows += "</row>";
  return base::Ok();
}

base::Result<std::string> TextWorkbook::Bytes() && {
  CHECK(!sheets_.empty());
  Parts parts;
  std::string types, list, relations;
  for (std::size_t i = 0; i < sheets_.size(); ++i) {
    const Sheet& sheet = sheets_[i];
    const std::string file = fmt::format("worksheets/sheet{}.xml", i + 1);
    types += fmt::format(
        "<Override PartName=\"/xl/{}\" ContentType=\"application/vnd.openxmlformats-officedocument."
        "spreadsheetml.worksheet+xml\"/>",
        file);
    list +=
        fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"rId{}\"/>", Escaped(sheet.name), i + 1, i + 1);
    relations += Relation(fmt::format("rId{}", i + 1), "worksheet", file);
    const std::string frozen =
        sheet.header_rows == 0
            ? std::string()
            : fmt::format(
                  "<pane ySplit=\"{}\" topLeftCell=\"A{}\" activePane=\"bottomLeft\" state=\"frozen\"/>",
                  sheet.header_rows, sheet.header_rows + 1);
    parts.emplace_back("xl/" + file,
                       fmt::format("{}<worksheet xmlns=\"{}\"><sheetViews><sheetView "
                                   "workbookViewId=\"0\">{}</sheetView></sheetViews>"
                                   "<sheetFormatPr defaultColWidth=\"18\" "
                                   "defaultRowHeight=\"15\"/><sheetData>{}</sheetData></worksheet>",
                                   kHead, kMain, frozen, sheet.rows));
  }
  relations += Relation(fmt::format("rId{}", sheets_.size() + 1), "styles", "styles.xml");
  parts.emplace_back(
      "[Content_Types].xml",
      fmt::format(
          "{}<Types xmlns=\"{}content-types\"><Default Extension=\"rels\" "
          "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default "
          "Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" "
          "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
          "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/"
          "vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>{}</Types>",
          kHead, kPackage, types));
  parts.emplace_back("_rels/.rels",
                     fmt::format("{}<Relationships xmlns=\"{}relationships\">{}</Relationships>", kHead,
                                 kPackage, Relation("rId1", "officeDocument", "xl/workbook.xml")));
  parts.emplace_back("xl/workbook.xml",
                     fmt::format("{}<workbook xmlns=\"{}\" xmlns:r=\"{}\"><sheets>{}</sheets></workbook>",
                                 kHead, kMain, kRelations, list));
  parts.emplace_back("xl/_rels/workbook.xml.rels",
                     fmt::format("{}<Relationships xmlns=\"{}relationships\">{}</Relationships>", kHead,
                                 kPackage, relations));
  parts.emplace_back("xl/styles.xml",
                     fmt::format("{}<styleSheet xmlns=\"{}\">{}</styleSheet>", kHead, kMain, kStyles));
  // Some readers want the types in front.
  std::rotate(parts.begin(), std::ranges::find(parts, "[Content_Types].xml", &Parts::value_type::first),
              parts.end());
  std::string bytes = TRY(Zipped(parts, {}));
  const std::set<std::size_t> stored = Suspicious(bytes, parts.size());
  if (stored.empty()) return bytes;
  return Zipped(parts, stored);
}

}  // namespace files
