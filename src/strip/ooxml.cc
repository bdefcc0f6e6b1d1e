#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>

#include "strip/document.h"
#include "strip/ooxml_keys.h"
#include "strip/ooxml_part.h"
#include "strip/xml_part.h"
#include "strip/zip_file.h"

namespace strip {
namespace {

constexpr const char* kTypesName = "[Content_Types].xml";
constexpr const char* kTypesSpace = "http://schemas.openxmlformats.org/package/2006/content-types";
constexpr const char* kRelationsSpace = "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr const char* kRelationsType = "application/vnd.openxmlformats-package.relationships+xml";

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// "word/document.xml" gives "word/_rels/document.xml.rels".
std::string RelationsName(const std::string& part) {
  std::size_t slash = part.rfind('/');
  std::size_t from = slash == std::string::npos ? 0 : slash + 1;
  return part.substr(0, from) + "_rels/" + part.substr(from) + ".rels";
}

// A relationship's target as a part's name.
std::string ResolveTarget(const std::string& part, std::string_view target) {
  std::size_t slash = part.rfind('/');
  std::string path = target.substr(0, 1) == "/" || slash == std::string::npos ? "" : part.substr(0, slash);
  while (!target.empty()) {
    std::size_t end = std::min(target.find('/'), target.size());
    std::string_view step = target.substr(0, end);
    target.remove_prefix(std::min(target.size(), end + 1));
    if (step.empty() || step == ".") continue;
    if (step == "..") {
      path.erase(std::min(path.rfind('/'), path.size()) == path.size() ? 0 : path.rfind('/'));
      continue;
    }
    if (!path.empty()) path += '/';
    path += step;
  }
  return path;
}

// A link that a person follows; addresses of files and anything that is loaded are out.
bool Followed(std::string_view target) {
  std::string start = Lower(target.substr(0, 8));
  constexpr std::array kSchemes = {"http://"sv, "https://"sv, "mailto:"sv, "tel:"sv, "#"sv};
  return std::any_of(kSchemes.begin(), kSchemes.end(),
                     [&](std::string_view scheme) { return start.compare(0, scheme.size(), scheme) == 0; });
}

Taken WhatIsPart(const std::string& name) {
  std::string lower = Lower(name);
  auto has = [&](const char* word) { return lower.find(word) != std::string::npos; };
  if (has("thumbnail")) return Taken::kThumbnail;
  if (has("docprops/") || has("metadata")) return Taken::kDocumentInfo;
  if (has("customxml/")) return Taken::kFieldCode;
  if (has("vbaproject") || has("vbadata") || has("macros")) return Taken::kScript;
  if (has("printersettings")) return Taken::kPrinter;
  if (has("people") || has("persons") || has("authors")) return Taken::kAuthor;
  if (has("embeddings/") || has("media/") || has("activex/") || has("fonts/")) return Taken::kAttachedFile;
  if (has("externallink")) return Taken::kExternalLink;
  return Taken::kHidden;
}

struct Relation {
  std::string id, type, target;
  bool external = false;
};

struct Part {
  std::string name;      // as it came
  std::string new_name;  // as it is written
  std::string type;      // content type as it is written
  const std::string* content = nullptr;
  std::string picture;  // clean, of pictures
  bool is_picture = false;
  std::vector<Relation> relations;  // that stay, with new targets
  std::set<std::string> gone;       // ids of those that do not
};

class Package {
 public:
  Package(std::vector<ZipEntry> entries, Tally& tally) : entries_(std::move(entries)), tally_(tally) {
    for (const ZipEntry& entry : entries_) by_name_[Lower(entry.name)] = &entry;
  }

  base::Result<std::string> Run() {
    TRY(ReadTypes());
    Part package;
    TRY(ReadRelations(package, "_rels/.rels"));
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (parts_[i]->is_picture) continue;
      TRY(ReadRelations(*parts_[i], RelationsName(parts_[i]->name)));
    }
    if (package.relations.size() != 1) return Damaged("no main part");
    CountDropped();
    return Assemble(package);
  }

 private:
  static base::Error Damaged(const char* where) { return Refuse(Refusal::kDamaged, where); }

  const ZipEntry* Find(const std::string& name) const {
    auto found = by_name_.find(Lower(name));
    return found == by_name_.end() ? nullptr : found->second;
  }

  base::Status ReadTypes() {
    const ZipEntry* entry = Find(kTypesName);
    if (entry == nullptr) return Damaged("no content types");
    auto document = TRY(ParseXml(entry->content));
    for (pugi::xml_node node : document->document_element().children()) {
      std::string type = node.attribute("ContentType").value();
      if (Local(node.name()) == "Default") defaults_[Lower(node.attribute("Extension").value())] = type;
      std::string name = Lower(node.attribute("PartName").value());
      if (Local(node.name()) == "Override" && !name.empty())
        overrides_[name.substr(name[0] == '/' ? 1 : 0)] = type;
    }
    return base::Ok();
  }

  std::string TypeOf(const std::string& name) const {
    auto found = overrides_.find(Lower(name));
    if (found != overrides_.end()) return found->second;
    auto usual = defaults_.find(Lower(name.substr(name.rfind('.') + 1)));
    return usual == defaults_.end() ? std::string() : usual->second;
  }

  base::Status ReadRelations(Part& part, const std::string& name) {
    const ZipEntry* entry = Find(name);
    if (entry == nullptr) return base::Ok();
    used_.insert(Lower(name));
    auto document = TRY(ParseXml(entry->content));
    for (pugi::xml_node node : document->document_element().children()) {
      Relation relation{node.attribute("Id").value(), node.attribute("Type").value(),
                        node.attribute("Target").value(),
                        std::string_view(node.attribute("TargetMode").value()) == "External"};
      bool stays = relation.external ? StaysExternal(relation) : TRY(Follow(part, relation));
      if (stays) {
        part.relations.push_back(relation);
      } else {
        part.gone.insert(relation.id);
      }
    }
    return base::Ok();
  }

  bool StaysExternal(const Relation& relation) {
    bool stays = EndsWith(relation.type, "/hyperlink") && Followed(relation.target);
    if (!stays) tally_.Add(Taken::kExternalLink);
    return stays;
  }

  // Whether the target stays; it is then among the parts, and the relation leads to its new name.
  base::Result<bool> Follow(const Part& from, Relation& relation) {
    std::string kind = relation.type.substr(relation.type.rfind('/') + 1);
    bool picture = kind == "image";
    if (!picture && !Listed(kPartRelations, kind)) return false;
    if ((kind == "officeDocument") != from.name.empty()) return false;
    const ZipEntry* entry = Find(ResolveTarget(from.name, relation.target));
    if (entry == nullptr) return false;
    auto known = part_of_.find(entry);
    if (known == part_of_.end()) {
      auto part = std::make_unique<Part>();
      part->name = entry->name;
      part->content = &entry->content;
      bool good = picture ? TakePicture(*part) : TRY(TakeXml(*part, kind));
      if (!good) return false;
      used_.insert(Lower(entry->name));
      known = part_of_.emplace(entry, part.get()).first;
      parts_.push_back(std::move(part));
    }
    if (known->second->is_picture != picture) return false;
    relation.target = "/" + known->second->new_name;
    return true;
  }

  bool TakePicture(Part& part) {
    InnerPicture picture = StripInnerPicture(*part.content, tally_);
    part.is_picture = true;
    part.type = MediaType(picture.kind);
    part.new_name = "media/image" + std::to_string(++pictures_) + "." + Extension(picture.kind);
    part.picture = std::move(picture.bytes);
    return true;
  }

  base::Result<bool> TakeXml(Part& part, const std::string& relation) {
    part.type = TypeOf(part.name);
    part.new_name = part.name;
    if (relation == "officeDocument") {
      part.type = MainType(part.type);
      if (part.type.empty()) return Refuse(Refusal::kOldOffice, "OOXML: main part");
      return true;
    }
    bool vml = part.type == "application/vnd.openxmlformats-officedocument.vmlDrawing";
    if (vml) return ParseXml(*part.content).has_value();  // Office writes some that are no XML
    bool office = part.type.find("vnd.openxmlformats-officedocument.") != std::string::npos ||
                  part.type.find("vnd.ms-office.") != std::string::npos;
    return office && EndsWith(part.type, "+xml");
  }

  // The type without macros; empty where the part is no XML that we know.
  static std::string MainType(const std::string& type) {
    auto has = [&](const char* word) { return type.find(word) != std::string::npos; };
    const std::string office = "application/vnd.openxmlformats-officedocument.";
    if (!EndsWith(type, "main+xml")) return "";
    if (has("wordprocessingml") || has("ms-word")) return office + "wordprocessingml.document.main+xml";
    if (has("spreadsheetml") || has("ms-excel")) return office + "spreadsheetml.sheet.main+xml";
    if (has("presentationml") || has("ms-powerpoint")) return office + "presentationml.presentation.main+xml";
    return "";
  }

  void CountDropped() {
    for (const ZipEntry& entry : entries_) {
      bool relations = EndsWith(entry.name, ".rels");
      if (used_.count(Lower(entry.name)) > 0 || entry.name == kTypesName || relations) continue;
      tally_.Add(WhatIsPart(entry.name));
    }
  }

  static std::string WriteRelations(const std::vector<Relation>& relations) {
    pugi::xml_document document;
    pugi::xml_node root = document.append_child("Relationships");
    root.append_attribute("xmlns").set_value(kRelationsSpace);
    for (const Relation& relation : relations) {
      pugi::xml_node node = root.append_child("Relationship");
      node.append_attribute("Id").set_value(relation.id.c_str());
      node.append_attribute("Type").set_value(relation.type.c_str());
      node.append_attribute("Target").set_value(relation.target.c_str());
      if (relation.external) node.append_attribute("TargetMode").set_value("External");
    }
    return WriteXml(document);
  }

  std::string WriteTypes() const {
    pugi::xml_document document;
    pugi::xml_node root = document.append_child("Types");
    root.append_attribute("xmlns").set_value(kTypesSpace);
    std::map<std::string, std::string> extensions = {{"rels", kRelationsType}, {"xml", "application/xml"}};
    for (const auto& part : parts_) {
      if (part->is_picture) extensions[part->new_name.substr(part->new_name.rfind('.') + 1)] = part->type;
    }
    for (const auto& [extension, type] : extensions) {
      pugi::xml_node node = root.append_child("Default");
      node.append_attribute("Extension").set_value(extension.c_str());
      node.append_attribute("ContentType").set_value(type.c_str());
    }
    for (const auto& part : parts_) {
      if (part->is_picture) continue;
      pugi::xml_node node = root.append_child("Override");
      node.append_attribute("PartName").set_value(("/" + part->new_name).c_str());
      node.append_attribute("ContentType").set_value(part->type.c_str());
    }
    return WriteXml(document);
  }

  base::Result<std::string> Assemble(const Part& package) {
    std::vector<ZipEntry> out = {{kTypesName, WriteTypes()},
                                 {"_rels/.rels", WriteRelations(package.relations)}};
    for (const auto& part : parts_) {
      if (part->is_picture) {
        out.push_back({part->new_name, part->picture});
        continue;
      }
      auto document = TRY(ParseXml(*part->content));
      if (!CleanOoxmlPart(*document, part->gone, tally_))
        return Refuse(Refusal::kDamaged, "OOXML: the root of a part");
      out.push_back({part->new_name, WriteXml(*document)});
      if (!part->relations.empty())
        out.push_back({RelationsName(part->new_name), WriteRelations(part->relations)});
    }
    return WriteZip(out);
  }

  std::vector<ZipEntry> entries_;
  Tally& tally_;
  std::map<std::string, const ZipEntry*> by_name_;
  std::map<std::string, std::string> defaults_, overrides_;
  std::map<const ZipEntry*, Part*> part_of_;
  std::vector<std::unique_ptr<Part>> parts_;
  std::set<std::string> used_;
  std::size_t pictures_ = 0;
};

}  // namespace

base::Result<std::string> StripOoxml(std::string_view bytes, Tally& tally) {
  Budget budget;
  std::vector<ZipEntry> entries = TRY(ReadZip(bytes, budget));
  return Package(std::move(entries), tally).Run();
}

}  // namespace strip
