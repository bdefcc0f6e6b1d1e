#pragma once
// strip: an attachment without its metadata. The kind is found in the content, never in a file's name. What
// comes back is built anew from the parts that are needed to show the content, so what is not known is left
// out. Never writes a file, never logs, never shows a value: only kinds and counts of what was taken out.
//
// Properties: Strip(Strip(x)) gives Strip(x); the same input gives the same bytes on every machine. Pure,
// thread-safe. Memory: a few times the input plus the largest part unpacked, bounded by base/limits_strip.h.
// Cost: linear in the bytes unpacked; a PDF is read and written at least twice. Not yet measured.
//
// Sources: ITU-T T.81 and T.872 (JPEG), JFIF 1.02, CIPA DC-008 (Exif), PNG third edition (W3C 2025), GIF89a,
// RFC 9649 (WebP), ISO 32000-1 (PDF), ECMA-376 (OOXML), OpenDocument 1.3.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace strip {

enum class Kind { kJpeg, kPng, kGif, kWebp, kPdf, kDocx, kXlsx, kPptx, kOdt, kOds, kOdp, kText, kUnknown };

// For example "image/jpeg"; "application/octet-stream" of kUnknown. Static.
const char* MediaType(Kind kind);
// For example "jpg"; "bin" of kUnknown. Static.
const char* Extension(Kind kind);

// What can be taken out. kHidden: parts that no reader shows (unknown segments, chunks, entries, objects).
enum class Taken {
  kExif,           // camera, time, place and settings
  kXmp,            // Adobe's metadata, also as a stream of a PDF
  kIptc,           // Photoshop's resources with IPTC's fields
  kColourProfile,  // ICC: may name the device
  kComment,        // free text in a picture; comments' markers in XML
  kThumbnail,      // small picture of an earlier state
  kTrailing,       // bytes after the end: a second picture, a film, a picture's cut-off part
  kTextChunk,      // PNG: tEXt, zTXt, iTXt
  kTime,           // PNG: tIME
  kResolution,     // pHYs, density: differs by device
  kDocumentInfo,   // PDF /Info, docProps, meta.xml
  kAttachedFile,   // embedded files and objects, film, sound
  kScript,         // JavaScript, macros
  kAction,         // what happens on opening or clicking, except following a link
  kAuthor,         // names, initials and dates at comments and changes
  kSignature,      // names its signer; not valid after rewriting anyway
  kIdentifier,     // document and revision ids, object ids
  kAppData,        // private data of a program
  kPrinter,        // printer's settings
  kExternalLink,   // paths and addresses that are loaded, not followed
  kDescription,    // names and descriptions of pictures: programs write the file's path there
  kFieldCode,      // bound custom XML, document variables, mail merge
  kPicture,        // a picture in a document of a kind that cannot be cleaned; a blank one stands there
  kHidden,
  kOrientation,  // EXIF that held more than the orientation: rewritten with the orientation alone
};
// For example "colour profile"; English, static.
const char* TakenName(Taken taken);

struct Removed {
  Taken what = Taken::kHidden;
  std::size_t count = 0;
  bool operator==(const Removed&) const = default;
};

struct Stripped {
  Kind kind = Kind::kUnknown;
  const char* media_type = "";   // static
  const char* extension = "";    // static, without a dot
  std::string bytes;             // clean
  std::vector<Removed> removed;  // ordered by `what`, each once; empty where nothing was found
};

// Why an attachment was not cleaned. The caller chooses: refuse it, or keep it sealed as it came if the
// sender agrees.
enum class Refusal {
  kEmpty,
  kTooLarge,  // kMaxStripBytes
  kTooMuch,   // any other limit: packed too densely, too many parts
  kDamaged,   // says to be of a known kind, and is not whole
  kLocked,    // needs a password
  kHeic,      // HEIC, HEIF or AVIF picture
  kFilm,
  kSound,
  kOldOffice,  // DOC, XLS, PPT, RTF
  kArchive,    // a ZIP that is not an Office file; RAR, 7z, gzip
  kUnknownKind,
};
// Plain words for the sender: what it is and what to do. English, static, without arguments, so that a page
// can look its translation up.
const char* RefusalWords(Refusal refusal);

// The kind of `bytes` by its first bytes (of a ZIP, by its entries' names); kUnknown also for what merely
// looks like text (HTML, XML, RTF, mail: they hold metadata). Does not say that the rest is whole.
Kind Recognise(std::string_view bytes);

// Errors: kInvalid and kTooLarge, `external` is RefusalWords of the reason; RefusalOf gives it back.
base::Result<Stripped> Strip(std::string_view bytes);

// The reason of an error that Strip gave.
std::optional<Refusal> RefusalOf(const base::Error& error);

}  // namespace strip
