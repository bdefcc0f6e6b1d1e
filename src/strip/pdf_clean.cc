#include "strip/pdf_clean.h"

#include <optional>
#include <vector>

#include "base/limits_strip.h"
#include "strip/pdf_keys.h"

namespace strip {
namespace {

using Handle = QPDFObjectHandle;

std::string NameAt(Handle dict, const char* key) {
  Handle value = dict.getKey(key);
  return value.isName() ? value.getName() : std::string();
}

// What a key that no dictionary keeps says; nullopt where it may stay.
std::optional<Taken> Forbidden(std::string_view key, Handle value) {
  if (key == "/Metadata") return Taken::kXmp;
  if (key == "/PieceInfo" || key == "/OPI" || key == "/SpiderInfo") return Taken::kAppData;
  if (key == "/Thumb") return Taken::kThumbnail;
  if (key == "/AF" || key == "/EF" || key == "/RF" || key == "/Collection") return Taken::kAttachedFile;
  if (key == "/JS" || key == "/XFA") return Taken::kScript;
  if (key == "/AA") return Taken::kAction;
  if (key == "/Perms" || key == "/DSS" || key == "/Legal") return Taken::kSignature;
  if (key == "/LastModified" || key == "/CreatorInfo") return Taken::kTime;
  if (key == "/OutputIntents") return Taken::kColourProfile;
  if (key == "/Measure" || key == "/LGIDict" || key == "/PtData" || key == "/VP") return Taken::kHidden;
  bool text = value.isString();
  bool info = key == "/Author" || key == "/Producer" || key == "/Creator" || key == "/CreationDate" ||
              key == "/ModDate" || key == "/Keywords";
  if (text && info) return Taken::kDocumentInfo;
  return std::nullopt;
}

class Cleaner {
 public:
  Cleaner(QPDF& pdf, Tally& tally) : pdf_(pdf), tally_(tally) {}

  bool Run() {
    CleanTrailer();
    Handle root = pdf_.getRoot();
    CleanCatalog(root);
    for (const Handle& page : pdf_.getAllPages()) CleanPage(page);
    for (Handle object : pdf_.getAllObjects()) {
      if (object.isStream()) CleanStream(object);
      stack_.push_back(object);
      while (!stack_.empty()) {
        Handle next = stack_.back();
        stack_.pop_back();
        if (++values_ > base::kMaxStripPdfValues) return false;
        Visit(next);
      }
    }
    return true;
  }

 private:
  void Remove(Handle dict, const std::string& key, Taken what) {
    dict.removeKey(key);
    tally_.Add(what);
  }

  template <typename List>
  void KeepOnly(Handle dict, const List& list, Taken what) {
    for (const std::string& key : dict.getKeys()) {
      if (Contains(list, key)) continue;
      Remove(dict, key, Forbidden(key, dict.getKey(key)).value_or(what));
    }
  }

  void CleanTrailer() {
    Handle trailer = pdf_.getTrailer();
    for (const std::string& key : trailer.getKeys()) {
      if (key == "/Root" || key == "/Size" || key == "/Prev" || key == "/XRefStm" || key == "/Encrypt")
        continue;
      if (key == "/Info") tally_.Add(Taken::kDocumentInfo);
      if (key == "/ID" && !IsOurs(trailer.getKey(key))) tally_.Add(Taken::kIdentifier);
      trailer.removeKey(key);
    }
    // The writer says how many objects there are only where the file did, and without it readers search the
    // file for objects, also within streams that nothing could unpack.
    trailer.replaceKey("/Size", Handle::newInteger(0));
  }

  // Whether an identifier is the one that we write into every file.
  static bool IsOurs(Handle id) {
    constexpr std::string_view kStatic("\x31\x41\x59\x26\x53\x58\x97\x93\x23\x84\x62\x64\x33\x83\x27\x95",
                                       16);
    return id.isArray() && id.getArrayNItems() == 2 && id.getArrayItem(0).isString() &&
           id.getArrayItem(1).isString() && id.getArrayItem(0).getStringValue() == kStatic &&
           id.getArrayItem(1).getStringValue() == kStatic;
  }

  void CleanCatalog(Handle root) {
    CleanNames(root.getKey("/Names"));
    KeepOnly(root, kCatalogKeys, Taken::kHidden);
    if (NameAt(root, "/PageMode") == "/UseAttachments") root.removeKey("/PageMode");
    Handle form = root.getKey("/AcroForm");
    if (form.isDictionary()) KeepOnly(form, kFormTreeKeys, Taken::kHidden);
    Handle structure = root.getKey("/StructTreeRoot");
    if (structure.isDictionary() && structure.hasKey("/IDTree"))
      Remove(structure, "/IDTree", Taken::kIdentifier);
  }

  void CleanNames(Handle names) {
    if (!names.isDictionary()) return;
    for (const std::string& key : names.getKeys()) {
      if (key == "/Dests") continue;
      Taken what = Taken::kHidden;
      if (key == "/EmbeddedFiles") what = Taken::kAttachedFile;
      if (key == "/JavaScript") what = Taken::kScript;
      Remove(names, key, what);
    }
  }

  void CleanPage(Handle page) {
    KeepOnly(page, kPageKeys, Taken::kHidden);
    Handle annotations = page.getKey("/Annots");
    if (!annotations.isArray()) return;
    for (int i = annotations.getArrayNItems() - 1; i >= 0; --i) {
      Handle annotation = annotations.getArrayItem(i);
      if (!annotation.isDictionary() || !Contains(kHoldingAnnotations, NameAt(annotation, "/Subtype")))
        continue;
      annotations.eraseItem(i);
      tally_.Add(Taken::kAttachedFile);
    }
  }

  void CleanStream(Handle stream) {
    Handle dict = stream.getDict();
    std::string type = NameAt(dict, "/Type"), subtype = NameAt(dict, "/Subtype");
    if (dict.hasKey("/F")) {  // the data is in another file
      for (const char* key : {"/F", "/FFilter", "/FDecodeParms"}) dict.removeKey(key);
      tally_.Add(Taken::kExternalLink);
    }
    // An action is a dictionary: a stream that says it is one means something to lax readers alone.
    bool action = type == "/Action" || Contains(kOtherActions, NameAt(dict, "/S"));
    if (action || type == "/Metadata" || type == "/EmbeddedFile" || subtype == "/XML") {
      KeepOnly(dict, std::array{"/Length"sv}, action ? Taken::kAction : Taken::kHidden);
      stream.replaceStreamData("", Handle::newNull(), Handle::newNull());
      return;
    }
    if (subtype == "/Image") {
      KeepOnly(dict, kImageKeys, Taken::kHidden);
      CleanPdfPicture(stream, tally_);
    }
    if (subtype == "/Form") KeepOnly(dict, kFormKeys, Taken::kHidden);
    CleanParameters(dict.getKey("/DecodeParms"));
  }

  void CleanParameters(Handle parameters) {
    if (parameters.isDictionary()) KeepOnly(parameters, kDecodeKeys, Taken::kHidden);
    if (!parameters.isArray()) return;
    for (Handle each : parameters.getArrayAsVector()) {
      if (each.isDictionary()) KeepOnly(each, kDecodeKeys, Taken::kHidden);
    }
  }

  // Indirect values have their own turn.
  void Push(Handle value) {
    if (!value.isIndirect() && (value.isArray() || value.isDictionary())) {
      stack_.push_back(value);
    } else {
      ++values_;
    }
  }

  void Visit(Handle object) {
    if (object.isStream()) object = object.getDict();
    if (object.isDictionary()) VisitDictionary(object);
    if (object.isArray()) VisitArray(object);
  }

  void VisitDictionary(Handle dict) {
    CleanByType(dict);
    for (const std::string& key : dict.getKeys()) {
      Handle value = dict.getKey(key);
      std::optional<Taken> what = Forbidden(key, value);
      if (!what.has_value()) what = ForbiddenValue(key, value);
      if (what.has_value()) {
        Remove(dict, key, *what);
      } else {
        Push(value);
      }
    }
  }

  void CleanByType(Handle dict) {
    std::string type = NameAt(dict, "/Type");
    if (type == "/Pages") KeepOnly(dict, kPagesKeys, Taken::kHidden);
    if (type == "/Filespec" || dict.hasKey("/EF"))
      KeepOnly(dict, std::array{"/Type"sv}, Taken::kAttachedFile);
    if (NameAt(dict, "/FT") == "/Sig" && dict.hasKey("/V")) Remove(dict, "/V", Taken::kSignature);
    if (Contains(kLinkActions, NameAt(dict, "/S"))) KeepOnly(dict, kActionKeys, Taken::kAction);
    if (dict.hasKey("/Rect") && dict.hasKey("/Subtype")) CleanAnnotation(dict);
    bool structure = dict.hasKey("/S") && dict.hasKey("/P") && (type.empty() || type == "/StructElem");
    for (const char* key : {"/Alt", "/ID", "/T"}) {
      bool there = structure && dict.getKey(key).isString();
      if (there) Remove(dict, key, key == "/ID"sv ? Taken::kIdentifier : Taken::kDescription);
    }
  }

  // /T is the author of a note, but the name of a form's field.
  void CleanAnnotation(Handle dict) {
    bool field = NameAt(dict, "/Subtype") == "/Widget";
    for (const std::string& key : dict.getKeys()) {
      if (Contains(kAnnotationKeys, key) || (field && key == "/T")) continue;
      bool author = key == "/T" || key == "/M" || key == "/CreationDate" || key == "/Subj";
      Remove(dict, key, Forbidden(key, dict.getKey(key)).value_or(author ? Taken::kAuthor : Taken::kHidden));
    }
  }

  static std::optional<Taken> ForbiddenValue(const std::string& key, Handle value) {
    if (key == "/OpenAction" && value.isStream()) return Taken::kAction;
    if (!value.isDictionary()) return std::nullopt;
    std::string action = NameAt(value, "/S");
    bool structure = value.hasKey("/P") || value.hasKey("/K");
    if (!structure && Contains(kOtherActions, action)) {
      return action == "/JavaScript" ? Taken::kScript : Taken::kAction;
    }
    if (value.hasKey("/ByteRange")) return Taken::kSignature;
    if (key == "/OpenAction" && action != "/GoTo") return Taken::kAction;
    return std::nullopt;
  }

  void VisitArray(Handle array) {
    for (int i = 0; i < array.getArrayNItems(); ++i) {
      Handle value = array.getArrayItem(i);
      std::optional<Taken> what = ForbiddenValue("", value);
      if (what.has_value()) {
        array.setArrayItem(i, Handle::newNull());
        tally_.Add(*what);
      } else {
        Push(value);
      }
    }
    if (array.getArrayNItems() == 2 && array.getArrayItem(0).isNameAndEquals("/ICCBased"))
      ReplaceProfile(array);
  }

  // A colour space by profile becomes the plain one of as many components.
  void ReplaceProfile(Handle array) {
    Handle stream = array.getArrayItem(1);
    Handle count = stream.isStream() ? stream.getDict().getKey("/N") : Handle::newNull();
    long long components = count.isInteger() ? count.getIntValue() : 3;
    const char* plain = "/DeviceRGB";
    if (components == 1) plain = "/DeviceGray";
    if (components == 4) plain = "/DeviceCMYK";
    array.setArrayFromVector({Handle::newName(plain)});
    tally_.Add(Taken::kColourProfile);
  }

  QPDF& pdf_;
  Tally& tally_;
  std::vector<Handle> stack_;
  std::size_t values_ = 0;
};

}  // namespace

bool CleanPdf(QPDF& pdf, Tally& tally) {
  return Cleaner(pdf, tally).Run();
}

}  // namespace strip
