#pragma once
// Which keys of a PDF's dictionaries stay, by what the dictionary is (ISO 32000-1:2008; tables named).

#include <array>
#include <string_view>

namespace strip {

using namespace std::string_view_literals;

inline constexpr std::array kCatalogKeys = {  // table 28
    "/Type"sv,       "/Pages"sv,    "/PageLabels"sv,  "/Names"sv,      "/Dests"sv,    "/ViewerPreferences"sv,
    "/PageLayout"sv, "/PageMode"sv, "/Outlines"sv,    "/OpenAction"sv, "/AcroForm"sv, "/StructTreeRoot"sv,
    "/MarkInfo"sv,   "/Lang"sv,     "/OCProperties"sv};
inline constexpr std::array kPageKeys = {  // table 30
    "/Type"sv,     "/Parent"sv,  "/Resources"sv, "/MediaBox"sv,      "/CropBox"sv,
    "/BleedBox"sv, "/TrimBox"sv, "/ArtBox"sv,    "/Contents"sv,      "/Rotate"sv,
    "/Group"sv,    "/Annots"sv,  "/Tabs"sv,      "/StructParents"sv, "/UserUnit"sv};
inline constexpr std::array kPagesKeys = {  // table 29 and what pages inherit
    "/Type"sv, "/Parent"sv, "/Kids"sv, "/Count"sv, "/Resources"sv, "/MediaBox"sv, "/CropBox"sv, "/Rotate"sv};
inline constexpr std::array kImageKeys = {  // tables 5 and 89
    "/Type"sv,        "/Subtype"sv,      "/Width"sv, "/Height"sv, "/ColorSpace"sv,  "/BitsPerComponent"sv,
    "/Intent"sv,      "/ImageMask"sv,    "/Mask"sv,  "/Decode"sv, "/Interpolate"sv, "/SMask"sv,
    "/SMaskInData"sv, "/StructParent"sv, "/OC"sv,    "/Filter"sv, "/DecodeParms"sv, "/Length"sv,
    "/Matte"sv};
inline constexpr std::array kFormKeys = {  // tables 5 and 95
    "/Type"sv,      "/Subtype"sv,     "/FormType"sv,     "/BBox"sv,          "/Matrix"sv,
    "/Resources"sv, "/Group"sv,       "/StructParent"sv, "/StructParents"sv, "/OC"sv,
    "/Filter"sv,    "/DecodeParms"sv, "/Length"sv};
inline constexpr std::array kDecodeKeys = {  // tables 8 to 13
    "/Predictor"sv,
    "/Colors"sv,
    "/BitsPerComponent"sv,
    "/Columns"sv,
    "/EarlyChange"sv,
    "/K"sv,
    "/EndOfLine"sv,
    "/EncodedByteAlign"sv,
    "/Rows"sv,
    "/EndOfBlock"sv,
    "/BlackIs1"sv,
    "/JBIG2Globals"sv,
    "/ColorTransform"sv,
    "/DamagedRowsBeforeError"sv};
inline constexpr std::array kAnnotationKeys = {  // tables 164 to 188, fields: 220 to 231
    "/Type"sv,       "/Subtype"sv, "/Rect"sv,
    "/Contents"sv,   "/AP"sv,      "/AS"sv,
    "/Border"sv,     "/C"sv,       "/F"sv,
    "/A"sv,          "/Dest"sv,    "/H"sv,
    "/QuadPoints"sv, "/InkList"sv, "/L"sv,
    "/LE"sv,         "/BE"sv,      "/BS"sv,
    "/CA"sv,         "/IC"sv,      "/RD"sv,
    "/Vertices"sv,   "/DA"sv,      "/DS"sv,
    "/Q"sv,          "/MK"sv,      "/FT"sv,
    "/Ff"sv,         "/V"sv,       "/DV"sv,
    "/Opt"sv,        "/TI"sv,      "/I"sv,
    "/MaxLen"sv,     "/TU"sv,      "/Parent"sv,
    "/Kids"sv,       "/P"sv,       "/StructParent"sv,
    "/OC"sv,         "/Open"sv,    "/Name"sv,
    "/Popup"sv};
inline constexpr std::array kFormTreeKeys = {  // table 218
    "/Fields"sv, "/NeedAppearances"sv, "/DR"sv, "/DA"sv, "/Q"sv, "/CO"sv};
inline constexpr std::array kActionKeys = {"/Type"sv, "/S"sv, "/D"sv, "/URI"sv, "/N"sv, "/Next"sv};

// Actions that follow a link; every other one (table 198) loads, starts, sends or plays something.
inline constexpr std::array kLinkActions = {"/GoTo"sv, "/URI"sv, "/Named"sv};
inline constexpr std::array kOtherActions = {
    "/GoToR"sv,     "/GoToE"sv,      "/Launch"sv,     "/Thread"sv,
    "/Sound"sv,     "/Movie"sv,      "/Hide"sv,       "/SubmitForm"sv,
    "/ResetForm"sv, "/ImportData"sv, "/JavaScript"sv, "/SetOCGState"sv,
    "/Rendition"sv, "/Trans"sv,      "/GoTo3DView"sv, "/RichMediaExecute"sv,
    "/GoToDp"sv};
// Annotations that hold a file, film or sound.
inline constexpr std::array kHoldingAnnotations = {"/FileAttachment"sv, "/Sound"sv,       "/Movie"sv,
                                                   "/Screen"sv,         "/3D"sv,          "/RichMedia"sv,
                                                   "/TrapNet"sv,        "/PrinterMark"sv, "/Projection"sv};

template <typename List>
constexpr bool Contains(const List& list, std::string_view key) {
  for (std::string_view each : list) {
    if (each == key) return true;
  }
  return false;
}

}  // namespace strip
