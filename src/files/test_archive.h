#pragma once
// For tests: ZIP archives and workbooks made in memory with libzip.

#include <gtest/gtest.h>
#include <zip.h>

#include <string>
#include <utility>
#include <vector>

namespace files {

struct TestMember {
  std::string name;
  std::string content;
  bool stored = false;  // not deflated
};

inline std::string MakeZip(const std::vector<TestMember>& members) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* zip = zip_open_from_source(buffer, ZIP_TRUNCATE, &error);
  EXPECT_NE(zip, nullptr);
  zip_source_keep(buffer);
  for (const TestMember& member : members) {
    zip_source_t* source = zip_source_buffer(zip, member.content.data(), member.content.size(), 0);
    zip_int64_t index = zip_file_add(zip, member.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    EXPECT_GE(index, 0);
    if (member.stored) zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
  }
  EXPECT_EQ(zip_close(zip), 0);
  zip_source_open(buffer);
  zip_source_seek(buffer, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(zip_source_tell(buffer)), '\0');
  zip_source_seek(buffer, 0, SEEK_SET);
  zip_source_read(buffer, bytes.data(), bytes.size());
  zip_source_close(buffer);
  zip_source_free(buffer);
  zip_error_fini(&error);
  return bytes;
}

// A workbook of sheets given by the XML inside <sheetData>.
struct TestBook {
  std::vector<std::pair<std::string, std::string>> sheets;  // name, rows
  std::string shared;                                       // <si> items
  std::string styles;                                       // inside <styleSheet>
  std::string workbook_properties;
  std::string hidden;   // name of a hidden sheet
  std::string doctype;  // before the first sheet's root
};

inline std::string MakeXlsx(const TestBook& book) {
  const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  const std::string main = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
  const std::string rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string package = " xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
  std::string sheets, relations;
  std::vector<TestMember> members;
  for (std::size_t i = 0; i < book.sheets.size(); ++i) {
    std::string id = std::to_string(i + 1);
    sheets += "<sheet name=\"" + book.sheets[i].first + "\" sheetId=\"" + id + "\" r:id=\"rId" + id + "\"" +
              (book.sheets[i].first == book.hidden ? " state=\"hidden\"" : "") + "/>";
    relations += "<Relationship Id=\"rId" + id + "\" Type=\"" + rel +
                 "/worksheet\" Target=\"worksheets/sheet" + id + ".xml\"/>";
    members.push_back({"xl/worksheets/sheet" + id + ".xml",
                       head + (i == 0 ? book.doctype : "") + "<worksheet" + main + "><sheetData>" +
                           book.sheets[i].second + "</sheetData></worksheet>"});
  }
  relations += "<Relationship Id=\"s\" Type=\"" + rel + "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>";
  relations += "<Relationship Id=\"t\" Type=\"" + rel + "/styles\" Target=\"styles.xml\"/>";
  members.push_back({"[Content_Types].xml", head + "<Types/>"});
  members.push_back({"_rels/.rels", head + "<Relationships" + package + "><Relationship Id=\"a\" Type=\"" +
                                        rel +
                                        "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"});
  members.push_back({"xl/workbook.xml", head + "<workbook" + main + " xmlns:r=\"" + rel + "\">" +
                                            book.workbook_properties + "<sheets>" + sheets +
                                            "</sheets></workbook>"});
  members.push_back({"xl/_rels/workbook.xml.rels",
                     head + "<Relationships" + package + ">" + relations + "</Relationships>"});
  members.push_back({"xl/sharedStrings.xml", head + "<sst" + main + ">" + book.shared + "</sst>"});
  members.push_back({"xl/styles.xml", head + "<styleSheet" + main + ">" + book.styles + "</styleSheet>"});
  return MakeZip(members);
}

}  // namespace files
