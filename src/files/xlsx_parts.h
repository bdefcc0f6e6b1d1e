#pragma once
// The parts of an XLSX workbook beside its sheets: which sheets there are, the shared strings and the number
// formats. Source: ECMA-376 part 1 (SpreadsheetML), both the transitional and the strict form.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "files/archive.h"
#include "files/number_format.h"
#include "files/xml_stream.h"

namespace files {

struct XlsxSheet {
  std::string name;
  std::string member;  // path in the archive
  bool hidden = false;
};

// All strings in one piece of memory.
class SharedStrings {
 public:
  void Add(std::string_view text);
  std::size_t size() const { return ends_.size(); }
  std::string_view operator[](std::size_t index) const;

 private:
  std::string text_;
  std::vector<std::size_t> ends_;
};

struct XlsxParts {
  std::vector<XlsxSheet> sheets;  // work sheets only, in order
  SharedStrings strings;
  std::vector<NumberFormat> formats;  // by cell style
  bool since_1904 = false;
};

// Reads the workbook part and what it points to; `with_contents` false leaves the shared strings and formats
// out.
base::Result<XlsxParts> ReadXlsxParts(Archive& archive, bool with_contents);

// The member as a stream of XML; messages name archive and member. The archive must outlive it.
base::Result<std::unique_ptr<XmlStream>> OpenXmlMember(Archive& archive, const std::string& member);

// Appends a text of a string item, with Excel's "_x000D_" read as the character.
void AppendXlsxText(std::string& out, std::string_view text);

}  // namespace files
