#include "files/xlsx_parts.h"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <utility>

#include "base/limits.h"
#include "files/utf8.h"

namespace files {
namespace {

struct Relation {
  std::string type;    // last part of its URI: "worksheet", "sharedStrings", ...
  std::string target;  // path in the archive
};
using Relations = std::map<std::string, Relation, std::less<>>;

std::string FolderOf(std::string_view member) {
  auto slash = member.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(member.substr(0, slash + 1));
}

// "../sharedStrings.xml" seen from "xl/worksheets/".
std::string Resolve(std::string folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  while (true) {
    if (target.starts_with("./")) {
      target.remove_prefix(2);
    } else if (target.starts_with("../")) {
      target.remove_prefix(3);
      if (!folder.empty()) folder.pop_back();
      folder = FolderOf(folder);
    } else {
      return folder + std::string(target);
    }
  }
}

base::Result<Relations> ReadRelations(Archive& archive, const std::string& member) {
  std::string folder = FolderOf(member);
  std::string path = folder + "_rels/" + member.substr(folder.size()) + ".rels";
  Relations relations;
  if (!archive.Has(path)) return relations;
  auto xml = TRY(OpenXmlMember(archive, path));
  while (TRY(xml->Next())) {
    if (!xml->IsStart("Relationship") || xml->Attribute("TargetMode") == "External") continue;
    std::string_view type = xml->Attribute("Type");
    Relation relation{std::string(type.substr(type.rfind('/') + 1)),
                      Resolve(folder, xml->Attribute("Target"))};
    relations.emplace(xml->Attribute("Id"), std::move(relation));
    if (relations.size() > base::kMaxArchiveMembers) {
      return base::TooLarge(fmt::format("{}: more relationships than kMaxArchiveMembers ({})", archive.name(),
                                        base::kMaxArchiveMembers));
    }
  }
  return relations;
}

std::string TargetOf(const Relations& relations, std::string_view type) {
  for (const auto& [id, relation] : relations) {
    if (relation.type == type) return relation.target;
  }
  return {};
}

base::Status ReadWorkbook(Archive& archive, const std::string& member, const Relations& relations,
                          XlsxParts& parts) {
  auto xml = TRY(OpenXmlMember(archive, member));
  while (TRY(xml->Next())) {
    if (xml->IsStart("workbookPr")) {
      std::string_view flag = xml->Attribute("date1904");
      parts.since_1904 = flag == "1" || flag == "true" || flag == "on";
    }
    if (!xml->IsStart("sheet")) continue;
    auto found = relations.find(xml->Attribute("r:id"));
    if (found == relations.end() || found->second.type != "worksheet") continue;
    std::string_view state = xml->Attribute("state");
    parts.sheets.push_back(
        {std::string(xml->Attribute("name")), found->second.target, !state.empty() && state != "visible"});
    if (parts.sheets.size() > base::kMaxArchiveMembers) {
      return base::TooLarge(fmt::format("{}: more sheets than kMaxArchiveMembers ({})", archive.name(),
                                        base::kMaxArchiveMembers));
    }
  }
  return base::Ok();
}

base::Status ReadSharedStrings(Archive& archive, const std::string& member, SharedStrings& strings) {
  auto xml = TRY(OpenXmlMember(archive, member));
  std::string item;
  bool in_text = false, in_phonetic = false;
  while (TRY(xml->Next())) {
    if (xml->node() == XmlStream::Node::kText) {
      if (in_text && !in_phonetic) AppendXlsxText(item, xml->text());
      continue;
    }
    bool start = xml->node() == XmlStream::Node::kStart;
    std::string_view element = xml->element();
    if (element == "t") in_text = start;
    if (element == "rPh") in_phonetic = start;  // how a Japanese text is read aloud; not part of it
    if (element != "si") continue;
    if (start) {
      item.clear();
      continue;
    }
    if (item.size() > base::kMaxFieldBytes) {
      return base::TooLarge(fmt::format("{}: {}: a string is longer than kMaxFieldBytes ({} bytes)",
                                        archive.name(), member, base::kMaxFieldBytes));
    }
    if (strings.size() == base::kMaxSharedStrings) {
      return base::TooLarge(fmt::format("{}: more than kMaxSharedStrings ({}) shared strings", archive.name(),
                                        base::kMaxSharedStrings));
    }
    strings.Add(item);
  }
  return base::Ok();
}

int ToInt(std::string_view digits) {
  int value = -1;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

base::Status ReadStyles(Archive& archive, const std::string& member, std::vector<NumberFormat>& formats) {
  auto xml = TRY(OpenXmlMember(archive, member));
  std::map<int, NumberFormat> custom;
  bool in_cell_styles = false;
  while (TRY(xml->Next())) {
    if (xml->IsStart("numFmt"))
      custom[ToInt(xml->Attribute("numFmtId"))] = ParseNumberFormat(xml->Attribute("formatCode"));
    if (xml->IsStart("cellXfs")) in_cell_styles = true;
    if (xml->IsEnd("cellXfs")) in_cell_styles = false;
    if (!in_cell_styles || !xml->IsStart("xf")) continue;
    int id = ToInt(xml->Attribute("numFmtId"));
    auto found = custom.find(id);
    formats.push_back(found == custom.end() ? BuiltInFormat(id) : found->second);
    if (formats.size() > (1u << 16)) {  // Excel's own limit is 65,490
      return base::TooLarge(fmt::format("{}: more than 65536 cell styles", archive.name()));
    }
  }
  return base::Ok();
}

}  // namespace

void SharedStrings::Add(std::string_view text) {
  text_ += text;
  ends_.push_back(text_.size());
}

std::string_view SharedStrings::operator[](std::size_t index) const {
  std::size_t start = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(text_).substr(start, ends_[index] - start);
}

base::Result<std::unique_ptr<XmlStream>> OpenXmlMember(Archive& archive, const std::string& member) {
  std::shared_ptr<Member> open = TRY(archive.OpenMember(member));
  return XmlStream::Open([open](char* buffer, std::size_t size) { return open->Read(buffer, size); },
                         archive.name() + ": " + member);
}

void AppendXlsxText(std::string& out, std::string_view text) {
  while (true) {
    std::size_t mark = text.find("_x");
    if (mark == std::string_view::npos) break;
    unsigned value = 0;
    bool escape = text.size() >= mark + 7 && text[mark + 6] == '_';
    if (escape) {
      auto [end, error] = std::from_chars(text.data() + mark + 2, text.data() + mark + 6, value, 16);
      escape = error == std::errc() && end == text.data() + mark + 6 && value != 0 &&
               (value < 0xD800 || value > 0xDFFF);
    }
    out += text.substr(0, escape ? mark : mark + 2);
    if (escape) AppendUtf8(out, static_cast<char32_t>(value));
    text.remove_prefix(mark + (escape ? 7 : 2));
  }
  out += text;
}

base::Result<XlsxParts> ReadXlsxParts(Archive& archive, bool with_contents) {
  Relations package = TRY(ReadRelations(archive, ""));
  std::string workbook = TargetOf(package, "officeDocument");
  if (workbook.empty()) workbook = "xl/workbook.xml";
  if (!archive.Has(workbook)) {
    return base::Invalid(
        fmt::format("{}: a ZIP archive, but not a workbook (it has no {})", archive.name(), workbook));
  }
  Relations relations = TRY(ReadRelations(archive, workbook));
  XlsxParts parts;
  TRY(ReadWorkbook(archive, workbook, relations, parts));
  if (parts.sheets.empty())
    return base::Invalid(fmt::format("{}: the workbook has no sheet with cells", archive.name()));
  if (!with_contents) return parts;
  std::string strings = TargetOf(relations, "sharedStrings"), styles = TargetOf(relations, "styles");
  if (!strings.empty() && archive.Has(strings)) TRY(ReadSharedStrings(archive, strings, parts.strings));
  if (!styles.empty() && archive.Has(styles)) TRY(ReadStyles(archive, styles, parts.formats));
  return parts;
}

}  // namespace files
