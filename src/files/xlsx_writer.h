#pragma once
// XLSX out. Texts are always written as texts, never as formulas. Rows of a sheet are written top down; the
// workbook is made in a temporary file and renamed to its path by Close, so that no half workbook is ever
// seen. Not thread-safe. Errors: kIo, kInvalid (a sheet name Excel refuses). Limits of the format: 1,048,576
// rows, 16,384 columns; texts over kMaxXlsxText characters are cut and end in an ellipsis. Memory: constant
// for the cells of finished rows (they go to a temporary file).

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace files {

inline constexpr std::size_t kMaxXlsxText = 32767;      // UTF-16 units in one cell, Excel's own limit
inline constexpr std::size_t kMaxXlsxRows = 1'048'576;  // rows of a sheet, Excel's own limit

// How a cell looks. Cells of equal style share one format.
struct CellStyle {
  bool bold = false;
  bool italic = false;
  bool wrap = false;          // breaks lines inside the cell and aligns to the top
  std::uint32_t fill = 0;     // background 0xRRGGBB; 0 none
  std::uint32_t color = 0;    // text 0xRRGGBB; 0 is black
  std::string number_format;  // "0.000", "0%"; empty: general

  bool operator==(const CellStyle&) const = default;
};

struct XlsxColumn {
  std::string header;
  double width = 16;  // in characters of the default font
  std::vector<std::string>
      choices;  // where not empty, the words a person may enter below the header (255 characters in all)
};

class XlsxWriter {
 public:
  virtual ~XlsxWriter() = default;
  static base::Result<std::unique_ptr<XlsxWriter>> Create(const std::string& path);

  // Begins a sheet with a bold header row, frozen and with filters. What follows goes to this sheet, from its
  // second row on. A name longer than 31 characters is cut; characters that Excel refuses become spaces.
  // Without columns there is no header.
  virtual base::Status BeginSheet(const std::string& name, const std::vector<XlsxColumn>& columns) = 0;

  // The cells of the present row, left to right; EndRow moves to the next one. Error kTooLarge at
  // kMaxXlsxRows.
  virtual void Text(std::string_view text, const CellStyle& style = {}) = 0;
  virtual void Number(double value, const CellStyle& style = {}) = 0;
  virtual void Link(
      const std::string& url,
      std::string_view text) = 0;  // http, https and mailto only; anything else is written as text
  virtual void Blank() = 0;
  virtual base::Status EndRow() = 0;

  // Writes the file. Without it nothing appears at the path.
  virtual base::Status Close() = 0;
};

}  // namespace files
