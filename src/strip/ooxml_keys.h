#pragma once
// What stays of an OOXML package (ECMA-376, part 1 and MS-DOCX, MS-XLSX, MS-PPTX).

#include <array>
#include <string_view>

namespace strip {

using namespace std::string_view_literals;

// Kinds of relationships (the last part of their type) whose target is needed to show the document.
inline constexpr std::array kPartRelations = {"officeDocument"sv,
                                              "styles"sv,
                                              "settings"sv,
                                              "fontTable"sv,
                                              "numbering"sv,
                                              "footnotes"sv,
                                              "endnotes"sv,
                                              "header"sv,
                                              "footer"sv,
                                              "comments"sv,
                                              "theme"sv,
                                              "themeOverride"sv,
                                              "worksheet"sv,
                                              "chartsheet"sv,
                                              "sharedStrings"sv,
                                              "table"sv,
                                              "pivotTable"sv,
                                              "pivotCacheDefinition"sv,
                                              "pivotCacheRecords"sv,
                                              "sheetMetadata"sv,
                                              "drawing"sv,
                                              "vmlDrawing"sv,
                                              "chart"sv,
                                              "chartUserShapes"sv,
                                              "chartStyle"sv,
                                              "chartColorStyle"sv,
                                              "diagramData"sv,
                                              "diagramLayout"sv,
                                              "diagramQuickStyle"sv,
                                              "diagramColors"sv,
                                              "diagramDrawing"sv,
                                              "slide"sv,
                                              "slideLayout"sv,
                                              "slideMaster"sv,
                                              "notesSlide"sv,
                                              "notesMaster"sv,
                                              "handoutMaster"sv,
                                              "commentAuthors"sv,
                                              "presProps"sv,
                                              "tableStyles"sv};

// Elements that are never needed: lost with all below them.
inline constexpr std::array kIdentifierElements = {
    "rsids"sv,       "docId"sv,   "revisionPtr"sv,         "creationId"sv,      "modId"sv,
    "fileVersion"sv, "absPath"sv, "customWorkbookViews"sv, "customSheetViews"sv};
inline constexpr std::array kFieldElements = {"docVars"sv,       "mailMerge"sv,       "dataBinding"sv,
                                              "customXmlPr"sv,   "smartTagPr"sv,      "attachedSchema"sv,
                                              "schemaLibrary"sv, "saveThroughXslt"sv, "custDataLst"sv,
                                              "tags"sv,          "customProperties"sv};
inline constexpr std::array kObjectElements = {"OLEObject"sv, "oleObjects"sv,   "controls"sv,
                                               "control"sv,   "externalData"sv, "externalReferences"sv,
                                               "oleLink"sv,   "ddeLink"sv};
inline constexpr std::array kAuthorElements = {"fileSharing"sv, "presenceInfo"sv, "writeProtection"sv};
// Elements that lose only the attribute where its relationship is gone; others go whole.
inline constexpr std::array kKeptWithoutTarget = {"hyperlink"sv, "blip"sv,   "imagedata"sv, "fill"sv,
                                                  "pageSetup"sv, "stroke"sv, "oleObj"sv};

// Attributes that name a person, a device, a path or an editing session.
inline constexpr std::array kIdentifierAttributes = {
    "paraId"sv,     "textId"sv,   "paraIdParent"sv, "durableId"sv,   "editId"sv, "anchorId"sv,
    "documentId"sv, "codeName"sv, "gfxdata"sv,      "docLocation"sv, "uid"sv};
inline constexpr std::array kAuthorAttributes = {"initials"sv,    "userId"sv,        "providerId"sv,
                                                 "refreshedBy"sv, "refreshedDate"sv, "refreshedDateIso"sv,
                                                 "userName"sv,    "lastEdited"sv,    "dateUtc"sv};

template <typename List>
constexpr bool Listed(const List& list, std::string_view name) {
  for (std::string_view each : list) {
    if (each == name) return true;
  }
  return false;
}

}  // namespace strip
