#include "strip/ooxml_part.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "strip/ooxml_keys.h"
#include "strip/xml_part.h"

namespace strip {
namespace {

constexpr const char* kNobody = "Author";

std::optional<Taken> ForbiddenElement(pugi::xml_node element) {
  std::string_view name = Local(element.name());
  if (name == "extLst") return Taken::kHidden;
  if (name == "printSettings") return Taken::kPrinter;
  if (Listed(kIdentifierElements, name)) return Taken::kIdentifier;
  if (Listed(kFieldElements, name)) return Taken::kFieldCode;
  if (name == "attachedTemplate") return Taken::kExternalLink;
  if (Listed(kObjectElements, name)) return Taken::kAttachedFile;
  if (Listed(kAuthorElements, name)) return Taken::kAuthor;
  return std::nullopt;
}

std::optional<Taken> ForbiddenAttribute(std::string_view element, std::string_view attribute) {
  std::string_view name = Local(attribute);
  if (name.substr(0, 4) == "rsid") return Taken::kIdentifier;
  if (Listed(kIdentifierAttributes, name)) return Taken::kIdentifier;
  if (Listed(kAuthorAttributes, name)) return Taken::kAuthor;
  if (name == "dt" && element == "cm") return Taken::kAuthor;
  // Word and PowerPoint write the picture's path or file name there.
  bool drawn = element == "docPr" || element == "cNvPr";
  if (drawn && (name == "descr" || name == "title")) return Taken::kDescription;
  bool shape = element == "shape" || element == "imagedata" || element == "rect";
  if (shape && (name == "alt" || name == "title" || name == "src" || name == "href"))
    return Taken::kDescription;
  return std::nullopt;
}

class PartCleaner {
 public:
  PartCleaner(const std::set<std::string>& gone, Tally& tally) : gone_(gone), tally_(tally) {}

  bool Run(pugi::xml_node root) {
    CollectAuthors(root);
    return Prune(root, [this](pugi::xml_node element) { return Visit(element); });
  }

 private:
  // Excel begins a comment's text with its author's name and a colon.
  void CollectAuthors(pugi::xml_node root) {
    if (Local(root.name()) != "comments") return;
    for (pugi::xml_node list : root.children()) {
      if (Local(list.name()) != "authors") continue;
      for (pugi::xml_node author : list.children()) authors_.insert(author.text().get());
    }
  }

  bool Visit(pugi::xml_node element) {
    if (std::optional<Taken> what = ForbiddenElement(element); what.has_value()) {
      tally_.Add(*what);
      return false;
    }
    if (LosesTarget(element)) {
      tally_.Add(Taken::kExternalLink);
      return false;
    }
    CleanTexts(element);
    CleanAttributes(element);
    return true;
  }

  // Takes away references to what is gone; true where the element means nothing without.
  bool LosesTarget(pugi::xml_node element) {
    std::vector<pugi::xml_attribute> lost;
    for (pugi::xml_attribute attribute : element.attributes()) {
      bool reference = !Prefix(attribute.name()).empty() || Local(attribute.name()) == "relid";
      if (reference && Prefix(attribute.name()) != "xmlns" && gone_.count(attribute.value()) > 0 &&
          InRelationships(element, attribute)) {
        lost.push_back(attribute);
      }
    }
    if (lost.empty()) return false;
    bool sheet_link = Local(element.name()) == "hyperlink" && AttributeOf(element, "ref");
    if (sheet_link || !Listed(kKeptWithoutTarget, Local(element.name()))) return true;
    for (pugi::xml_attribute attribute : lost) element.remove_attribute(attribute);
    return false;
  }

  // Whether an attribute is in the name space of relationships ("r:" by custom; VML has "o:relid").
  static bool InRelationships(pugi::xml_node element, pugi::xml_attribute attribute) {
    if (Local(attribute.name()) == "relid") return true;
    std::string declared = "xmlns:" + std::string(Prefix(attribute.name()));
    for (pugi::xml_node node = element; node; node = node.parent()) {
      pugi::xml_attribute space = node.attribute(declared.c_str());
      if (space) return std::string_view(space.value()).find("/relationships") != std::string_view::npos;
    }
    return false;
  }

  void Replace(pugi::xml_attribute attribute, Taken what) {
    if (std::string_view(attribute.value()) == kNobody) return;
    attribute.set_value(kNobody);
    tally_.Add(what);
  }

  // Whether a field's code reads a file or names one.
  static bool NamesPath(std::string_view code) {
    constexpr std::array kMarks = {"INCLUDE"sv, "DDE"sv, ":\\"sv, "file:"sv, "\\\\"sv};
    return std::any_of(kMarks.begin(), kMarks.end(),
                       [&](std::string_view mark) { return code.find(mark) != std::string_view::npos; });
  }

  void CleanTexts(pugi::xml_node element) {
    std::string_view name = Local(element.name());
    if (name == "instrText" && NamesPath(element.text().get())) {
      element.remove_children();
      tally_.Add(Taken::kFieldCode);
    }
    if (authors_.empty()) return;
    std::string text = element.text().get();
    if (name == "author" && text != kNobody) {
      element.text().set(kNobody);
      tally_.Add(Taken::kAuthor);
    }
    std::size_t colon = text.find(':');
    if (name != "t" || colon == std::string::npos) return;
    std::string prefix = text.substr(0, colon);
    if (prefix == kNobody || authors_.count(prefix) == 0) return;
    element.text().set((kNobody + text.substr(colon)).c_str());
    tally_.Add(Taken::kAuthor);
  }

  void CleanAttributes(pugi::xml_node element) {
    std::string_view name = Local(element.name());
    bool authored = AttributeOf(element, "author");
    for (pugi::xml_attribute attribute = element.first_attribute(); attribute;) {
      pugi::xml_attribute next = attribute.next_attribute();
      std::string_view local = Local(attribute.name());
      bool person = name == "cmAuthor" && local == "name";
      if (person || local == "author") {
        Replace(attribute, Taken::kAuthor);
      } else if (name == "cmAuthor" && local == "initials") {
        attribute.set_value("A");
      } else if ((name == "docPr" || name == "cNvPr" || name == "oleObj") && local == "name") {
        Rename(attribute);
      } else if (local == "instr" && NamesPath(attribute.value())) {
        attribute.set_value("");
        tally_.Add(Taken::kFieldCode);
      } else if (authored && local == "date") {
        element.remove_attribute(attribute);
        tally_.Add(Taken::kAuthor);
      } else if (std::optional<Taken> what = ForbiddenAttribute(name, attribute.name()); what.has_value()) {
        element.remove_attribute(attribute);
        tally_.Add(*what);
      }
      attribute = next;
    }
  }

  // Names of drawings are required, and nobody sees them.
  void Rename(pugi::xml_attribute attribute) {
    if (attribute.value()[0] == '\0') return;
    attribute.set_value("");
    tally_.Add(Taken::kDescription);
  }

  const std::set<std::string>& gone_;
  Tally& tally_;
  std::set<std::string> authors_;
};

}  // namespace

bool CleanOoxmlPart(pugi::xml_document& part, const std::set<std::string>& gone, Tally& tally) {
  return PartCleaner(gone, tally).Run(part.document_element());
}

}  // namespace strip
