#include "strip/document.h"

#include <algorithm>

#include "strip/picture.h"
#include "strip/zip_file.h"

namespace strip {
namespace {

using namespace std::string_view_literals;

// One white point; IHDR of 1 x 1, grey, 1 bit.
constexpr std::string_view kBlank =
    "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x01\0\0\0\0\x37\x6e\xf9\x24\0\0\0\x0aIDAT\x78\x9c"
    "\x63\x68\0\0\0\x82"
    "\0\x81\x77\xcd\x72\xb6\0\0\0\0IEND\xae\x42\x60\x82"sv;

base::Result<std::string> CleanPicture(Kind kind, std::string_view bytes, Tally& tally) {
  if (kind == Kind::kJpeg) return StripJpeg(bytes, Orientation::kKeep, tally);
  if (kind == Kind::kPng) return StripPng(bytes, tally);
  if (kind == Kind::kGif) return StripGif(bytes, tally);
  if (kind == Kind::kWebp) return StripWebp(bytes, tally);
  return Refuse(Refusal::kUnknownKind, "picture");
}

}  // namespace

InnerPicture StripInnerPicture(std::string_view bytes, Tally& tally) {
  // Not Recognise: an archive within an archive is not opened.
  bool archive = bytes.substr(0, 2) == "PK";
  Kind kind = archive ? Kind::kUnknown : Recognise(bytes);
  auto clean = CleanPicture(kind, bytes, tally);
  if (clean.has_value()) return {std::move(*clean), kind};
  tally.Add(Taken::kPicture);
  return {std::string(kBlank), Kind::kPng};
}

Kind RecogniseZip(std::string_view bytes) {
  constexpr std::size_t kName = 30;  // of the first entry, where its header is without extra field
  constexpr std::string_view kOpen = "mimetypeapplication/vnd.oasis.opendocument.";
  if (bytes.substr(std::min(kName, bytes.size()), kOpen.size()) == kOpen) {
    std::string_view which = bytes.substr(kName + kOpen.size(), 20);
    if (which.substr(0, 4) == "text") return Kind::kOdt;
    if (which.substr(0, 11) == "spreadsheet") return Kind::kOds;
    return which.substr(0, 12) == "presentation" ? Kind::kOdp : Kind::kUnknown;
  }
  auto names = ZipNames(bytes);
  if (!names.has_value()) return Kind::kUnknown;
  auto any = [&](std::string_view start) {
    return std::any_of(names->begin(), names->end(),
                       [&](const std::string& name) { return name.compare(0, start.size(), start) == 0; });
  };
  if (!any("[Content_Types].xml")) return Kind::kUnknown;
  if (any("word/")) return Kind::kDocx;
  if (any("xl/")) return Kind::kXlsx;
  return any("ppt/") ? Kind::kPptx : Kind::kUnknown;
}

}  // namespace strip
