// Office files without metadata. A ZIP archive is read as it is; any other input becomes parts (separated by
// NUL) of a document: body, relationships, comments of a DOCX, content of an ODT. What comes out holds no
// part that we take out, and stripping again changes nothing.
#include <array>
#include <cstddef>
#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "base/check.h"
#include "files/bytes.h"
#include "strip/strip.h"
#include "strip/zip_file.h"

namespace {

std::array<std::string, 4> Split(std::string_view bytes) {
  std::array<std::string, 4> parts;
  for (std::string& part : parts) {
    std::size_t end = bytes.find('\0');
    part = bytes.substr(0, end);
    bytes = end == std::string_view::npos ? std::string_view() : bytes.substr(end + 1);
  }
  return parts;
}

std::string MakeDocx(const std::array<std::string, 4>& parts) {
  const std::string type = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  return strip::WriteZip(
      {{"[Content_Types].xml",
        "<Types><Default Extension=\"xml\" ContentType=\"" + type +
            "comments+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"" + type +
            "document.main+xml\"/></Types>"},
       {"_rels/.rels", "<R><R Id=\"a\" Type=\"/officeDocument\" Target=\"word/document.xml\"/></R>"},
       {"word/document.xml", parts[0]},
       {"word/_rels/document.xml.rels", parts[1]},
       {"word/comments.xml", parts[2]},
       {"word/vbaProject.bin", "macro"},
       {"docProps/core.xml", "<c/>"}});
}

std::string MakeOdt(const std::array<std::string, 4>& parts) {
  return strip::WriteZip({{"mimetype", "application/vnd.oasis.opendocument.text"},
                          {"content.xml", parts[3]},
                          {"styles.xml", parts[2].empty() ? "<s/>" : parts[2]},
                          {"meta.xml", "<m/>"},
                          {"Pictures/a.png", parts[1]}});
}

// What must be gone, as elements and attributes of the format that they belong to: the same words in a text,
// in an attribute's value or in a file of the other format stay.
class NothingTold : public pugi::xml_tree_walker {
 public:
  explicit NothingTold(bool open_document) : open_document_(open_document) {}

 private:
  bool for_each(pugi::xml_node& node) override {
    const std::string_view name = node.name();
    if (open_document_) CHECK(name != "dc:creator" && name != "office:meta");
    if (!open_document_) CHECK(name != "w:attachedTemplate" && node.attribute("w:rsidR").empty());
    return true;
  }

  bool open_document_;
};

void Try(std::string_view bytes) {
  auto once = strip::Strip(bytes);
  if (!once.has_value()) return;
  auto twice = strip::Strip(once->bytes);
  CHECK(twice.has_value() && twice->bytes == once->bytes);
  if (!files::LooksLikeZip(once->bytes)) return;
  strip::Budget budget;
  auto entries = strip::ReadZip(once->bytes, budget);
  CHECK(entries.has_value());
  for (const strip::ZipEntry& entry : *entries) {
    pugi::xml_document document;
    if (!entry.name.ends_with(".xml") || !document.load_buffer(entry.content.data(), entry.content.size()))
      continue;
    NothingTold nothing(entries->front().name == "mimetype");
    document.traverse(nothing);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (files::LooksLikeZip(bytes)) {
    Try(bytes);
    return 0;
  }
  auto parts = Split(bytes);
  Try(MakeDocx(parts));
  Try(MakeOdt(parts));
  return 0;
}
