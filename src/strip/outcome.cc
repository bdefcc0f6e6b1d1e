#include "strip/outcome.h"

namespace strip {
namespace {

constexpr std::size_t kRefusals = static_cast<std::size_t>(Refusal::kUnknownKind) + 1;

// Marks a text for the catalogues of the console.
constexpr const char* tr(const char* text) {
  return text;
}

constexpr std::array<const char*, kRefusals> kWords = {
    tr("The file is empty. Choose it again."),
    tr("The file is too large. Send a smaller one, or send it in parts."),
    tr("The file holds too much when it is unpacked. Save it anew, or send pictures of its pages."),
    tr("The file is damaged or was cut off. Save it anew and send it again."),
    tr("The file is locked with a password. Save it without the password, or send pictures of its pages."),
    tr("This photo is in a format (HEIC) from which we cannot remove hidden details. Set the camera to JPEG, "
       "or send a screenshot of the photo."),
    tr("We cannot remove hidden details from a film. They may show the place, the time and the telephone."),
    tr("We cannot remove hidden details from a sound recording. They may show the time and the telephone."),
    tr("We cannot remove hidden details from this old kind of Office file. Save it as DOCX, XLSX, PPTX or "
       "PDF."),
    tr("This is an archive of files. Send the files one by one."),
    tr("We do not know this kind of file and cannot remove hidden details from it. Send a JPEG or PNG "
       "picture, a PDF, an Office file or plain text."),
};

constexpr std::array<const char*, static_cast<std::size_t>(Taken::kOrientation) + 1> kNames = {
    "camera data (EXIF)",
    "XMP metadata",
    "IPTC metadata",
    "colour profile",
    "comment",
    "thumbnail",
    "bytes after the end",
    "text chunk",
    "time",
    "resolution",
    "document information",
    "attached file",
    "script",
    "action",
    "author or date",
    "signature",
    "identifier",
    "private data of a program",
    "printer settings",
    "external reference",
    "name or description of a picture",
    "bound data",
    "picture that could not be cleaned",
    "hidden part",
    "camera data (EXIF) reduced to the orientation",
};

}  // namespace

const char* TakenName(Taken taken) {
  return kNames[static_cast<std::size_t>(taken)];
}

const char* RefusalWords(Refusal refusal) {
  return kWords[static_cast<std::size_t>(refusal)];
}

std::vector<Removed> Tally::List() const {
  std::vector<Removed> list;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    if (counts_[i] > 0) list.push_back({static_cast<Taken>(i), counts_[i]});
  }
  return list;
}

base::Error Refuse(Refusal refusal, const char* where) {
  bool large = refusal == Refusal::kTooLarge || refusal == Refusal::kTooMuch;
  return {large ? base::Code::kTooLarge : base::Code::kInvalid, RefusalWords(refusal), where};
}

std::optional<Refusal> RefusalOf(const base::Error& error) {
  for (std::size_t i = 0; i < kRefusals; ++i) {
    if (error.external == kWords[i]) return static_cast<Refusal>(i);
  }
  return std::nullopt;
}

}  // namespace strip
