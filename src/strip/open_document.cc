#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "strip/document.h"
#include "strip/xml_part.h"
#include "strip/zip_file.h"

namespace strip {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kMimePrefix = "application/vnd.oasis.opendocument.";
constexpr const char* kManifestName = "META-INF/manifest.xml";

bool StartsWith(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

template <typename List>
bool Listed(const List& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

// Elements by prefix and name, as OpenDocument 1.3 part 3 writes them; every writer uses its prefixes.
std::optional<Taken> ForbiddenElement(std::string_view name) {
  constexpr std::array kAuthors = {"dc:creator"sv,
                                   "dc:date"sv,
                                   "meta:date-string"sv,
                                   "meta:creator-initials"sv,
                                   "loext:sender-initials"sv,
                                   "text:sender-initials"sv};
  constexpr std::array kScripts = {"office:scripts"sv, "office:event-listeners"sv, "script:event-listener"sv,
                                   "presentation:event-listener"sv};
  constexpr std::array kLinks = {"text:dde-connection-decls"sv, "text:dde-connection-decl"sv,
                                 "table:dde-links"sv,           "office:dde-source"sv,
                                 "form:connection-resource"sv,  "table:table-source"sv,
                                 "text:section-source"sv,       "table:cell-range-source"sv};
  constexpr std::array kObjects = {"draw:object-ole"sv, "office:binary-data"sv,  "draw:applet"sv,
                                   "draw:plugin"sv,     "draw:floating-frame"sv, "presentation:sound"sv,
                                   "anim:audio"sv,      "anim:video"sv};
  if (Listed(kAuthors, name)) return Taken::kAuthor;
  if (Listed(kScripts, name)) return Taken::kScript;
  if (Listed(kLinks, name)) return Taken::kExternalLink;
  if (Listed(kObjects, name)) return Taken::kAttachedFile;
  if (name == "office:meta") return Taken::kDocumentInfo;
  if (name == "office:settings") return Taken::kPrinter;
  if (name == "svg:title" || name == "svg:desc") return Taken::kDescription;
  return std::nullopt;
}

Taken WhatIsEntry(std::string_view name) {
  auto has = [&](std::string_view word) { return name.find(word) != std::string_view::npos; };
  if (has("meta.xml") || has("manifest.rdf")) return Taken::kDocumentInfo;
  if (has("Thumbnails/")) return Taken::kThumbnail;
  if (has("settings.xml")) return Taken::kPrinter;
  if (has("Basic/") || has("Scripts/") || has("Dialogs/")) return Taken::kScript;
  if (has("signatures")) return Taken::kSignature;
  if (has("Object")) return Taken::kAttachedFile;
  return Taken::kHidden;
}

// Whether the name spaces that matter have the prefixes by which we know them, here and nowhere else.
bool UsualPrefixes(pugi::xml_node element) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kSpaces = {{
      {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
      {"xmlns:xlink", "http://www.w3.org/1999/xlink"},
      {"xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"},
      {"xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"},
      {"xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"},
      {"xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"},
      {"xmlns:draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"},
      {"xmlns:svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"},
  }};
  for (pugi::xml_attribute attribute : element.attributes()) {
    std::string_view name = attribute.name(), value = attribute.value();
    if (name.substr(0, 5) != "xmlns") continue;
    for (const auto& [prefix, space] : kSpaces) {
      if ((name == prefix) != (value == space)) return false;
    }
  }
  return true;
}

class OpenDocument {
 public:
  OpenDocument(std::vector<ZipEntry> entries, Tally& tally) : entries_(std::move(entries)), tally_(tally) {
    for (const ZipEntry& entry : entries_) by_name_[entry.name] = &entry;
  }

  base::Result<std::string> Run() {
    auto mime = by_name_.find("mimetype");
    if (mime == by_name_.end() || !StartsWith(mime->second->content, kMimePrefix)) return Damaged();
    auto manifest = by_name_.find(kManifestName);
    bool locked =
        manifest != by_name_.end() && manifest->second->content.find("encryption-data") != std::string::npos;
    if (locked) return Refuse(Refusal::kLocked, "ODF: encrypted");
    if (by_name_.count("content.xml") == 0) return Damaged();
    mime_ = mime->second->content;
    TRY(CleanParts());
    TakePictures();
    CountDropped();
    std::vector<ZipEntry> out = {{"mimetype", mime_}, {kManifestName, Manifest()}};
    std::move(written_.begin(), written_.end(), std::back_inserter(out));
    return WriteZip(out);
  }

 private:
  static base::Error Damaged() { return Refuse(Refusal::kDamaged, "ODF: a part is missing"); }

  // Content and styles of the document and of charts and formulas within it ("Object 1/content.xml").
  base::Status CleanParts() {
    for (const ZipEntry& entry : entries_) {
      std::size_t slash = entry.name.rfind('/');
      std::string folder = slash == std::string::npos ? "" : entry.name.substr(0, slash + 1);
      std::string base = entry.name.substr(folder.size());
      bool inner = StartsWith(folder, "Object ") && folder.find('/') == folder.size() - 1;
      if ((base != "content.xml" && base != "styles.xml") || !(folder.empty() || inner)) continue;
      used_.insert(entry.name);
      auto document = TRY(ParseXml(entry.content));
      bool usual = true;
      usual = Prune(document->document_element(),
                    [&](pugi::xml_node element) { return usual = usual && UsualPrefixes(element); }) &&
              usual;
      if (!usual) return Refuse(Refusal::kDamaged, "ODF: unusual prefixes");
      const bool kept =
          Prune(document->document_element(), [&](pugi::xml_node element) { return Visit(element, folder); });
      if (!kept) return Refuse(Refusal::kDamaged, "ODF: the root of a part");
      written_.push_back({entry.name, WriteXml(*document)});
    }
    return base::Ok();
  }

  bool Visit(pugi::xml_node element, const std::string& folder) {
    std::string_view name = element.name();
    if (std::optional<Taken> what = ForbiddenElement(name); what.has_value()) {
      tally_.Add(*what);
      return false;
    }
    if (!CleanLink(element, folder)) return false;
    for (pugi::xml_attribute attribute = element.first_attribute(); attribute;) {
      pugi::xml_attribute next = attribute.next_attribute();
      std::string_view local = Local(attribute.name());
      bool session = local.find("rsid") != std::string_view::npos;
      bool named = name == "draw:frame" && local == "name";
      if (session || named) {
        tally_.Add(session ? Taken::kIdentifier : Taken::kDescription);
        element.remove_attribute(attribute);
      }
      attribute = next;
    }
    return true;
  }

  // False where the element shows something that is loaded from elsewhere or is gone.
  bool CleanLink(pugi::xml_node element, const std::string& folder) {
    pugi::xml_attribute link = element.attribute("xlink:href");
    if (!link) return true;
    std::string target = link.value();
    if (Local(element.name()) == "a") {
      constexpr std::array kSchemes = {"http://"sv, "https://"sv, "mailto:"sv, "tel:"sv, "#"sv};
      bool followed = std::any_of(kSchemes.begin(), kSchemes.end(),
                                  [&](std::string_view scheme) { return StartsWith(target, scheme); });
      if (followed) return true;
      link.set_value("#");
      tally_.Add(Taken::kExternalLink);
      return true;
    }
    if (StartsWith(target, "#")) return true;
    std::string inside = folder + (StartsWith(target, "./") ? target.substr(2) : target);
    if (std::string_view(element.name()) == "draw:object" && by_name_.count(inside + "/content.xml") > 0)
      return true;
    auto entry = by_name_.find(inside);
    bool picture = entry != by_name_.end() && inside.find("Pictures/") != std::string::npos;
    if (picture) {
      link.set_value(NewName(entry->second).c_str());
      return true;
    }
    tally_.Add(entry != by_name_.end() ? Taken::kAttachedFile : Taken::kExternalLink);
    return false;
  }

  const std::string& NewName(const ZipEntry* entry) {
    auto known = pictures_.find(entry);
    if (known != pictures_.end()) return known->second.first;
    InnerPicture picture = StripInnerPicture(entry->content, tally_);
    std::size_t from = entry->name.find("Pictures/");
    std::string name =
        "Pictures/image" + std::to_string(pictures_.size() + 1) + "." + Extension(picture.kind);
    types_[entry->name.substr(0, from) + name] = MediaType(picture.kind);
    order_.push_back({entry->name.substr(0, from) + name, std::move(picture.bytes)});
    used_.insert(entry->name);
    return pictures_.emplace(entry, std::pair(name, 0)).first->second.first;
  }

  void TakePictures() { std::move(order_.begin(), order_.end(), std::back_inserter(written_)); }

  void CountDropped() {
    for (const ZipEntry& entry : entries_) {
      if (used_.count(entry.name) == 0 && entry.name != "mimetype" && entry.name != kManifestName) {
        tally_.Add(WhatIsEntry(entry.name));
      }
    }
  }

  std::string Manifest() const {
    pugi::xml_document document;
    pugi::xml_node root = document.append_child("manifest:manifest");
    root.append_attribute("xmlns:manifest").set_value("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0");
    root.append_attribute("manifest:version").set_value("1.2");
    auto add = [&](const std::string& path, const std::string& type) {
      pugi::xml_node node = root.append_child("manifest:file-entry");
      node.append_attribute("manifest:full-path").set_value(path.c_str());
      node.append_attribute("manifest:media-type").set_value(type.c_str());
    };
    add("/", mime_);
    for (const ZipEntry& entry : written_) {
      auto type = types_.find(entry.name);
      std::size_t slash = entry.name.rfind('/');
      bool inner =
          type == types_.end() && slash != std::string::npos && entry.name.substr(slash) == "/content.xml";
      if (inner) add(entry.name.substr(0, slash + 1), std::string(kMimePrefix) + "chart");
      add(entry.name, type == types_.end() ? "text/xml" : type->second);
    }
    return WriteXml(document);
  }

  std::vector<ZipEntry> entries_;
  Tally& tally_;
  std::map<std::string, const ZipEntry*> by_name_;
  std::map<const ZipEntry*, std::pair<std::string, int>> pictures_;  // new name
  std::map<std::string, std::string> types_;                         // of pictures, by new path
  std::vector<ZipEntry> order_, written_;
  std::set<std::string> used_;
  std::string mime_;
};

}  // namespace

base::Result<std::string> StripOpenDocument(std::string_view bytes, Tally& tally) {
  Budget budget;
  std::vector<ZipEntry> entries = TRY(ReadZip(bytes, budget));
  return OpenDocument(std::move(entries), tally).Run();
}

}  // namespace strip
