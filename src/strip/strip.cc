#include "strip/strip.h"

#include <algorithm>
#include <array>

#include "base/limits_strip.h"
#include "files/bytes.h"
#include "files/utf8.h"
#include "strip/document.h"
#include "strip/outcome.h"
#include "strip/picture.h"
#include "strip/zip_file.h"

namespace strip {
namespace {

using namespace std::string_view_literals;

struct Names {
  const char* media_type;
  const char* extension;
};
constexpr std::array<Names, static_cast<std::size_t>(Kind::kUnknown) + 1> kNames = {{
    {"image/jpeg", "jpg"},
    {"image/png", "png"},
    {"image/gif", "gif"},
    {"image/webp", "webp"},
    {"application/pdf", "pdf"},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"},
    {"application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"},
    {"application/vnd.oasis.opendocument.text", "odt"},
    {"application/vnd.oasis.opendocument.spreadsheet", "ods"},
    {"application/vnd.oasis.opendocument.presentation", "odp"},
    {"text/plain; charset=utf-8", "txt"},
    {"application/octet-stream", "bin"},
}};

bool StartsWith(std::string_view bytes, std::string_view prefix) {
  return bytes.substr(0, prefix.size()) == prefix;
}

// Plain text, and not a language of its own with places for metadata.
bool IsPlainText(std::string_view bytes) {
  if (bytes.empty() || files::ValidUtf8Prefix(bytes) != bytes.size()) return false;
  bool control = std::any_of(bytes.begin(), bytes.end(), [](char c) {
    return (c >= 0 && c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f') || c == 0x7f;
  });
  if (control) return false;
  std::string_view text = bytes;
  if (StartsWith(text, "\xef\xbb\xbf")) text.remove_prefix(3);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n\f"), text.size()));
  constexpr std::array kMarked = {"<"sv,       "{\\rtf"sv,        "%!PS"sv,      "BEGIN:"sv,
                                  "From "sv,   "From:"sv,         "Received:"sv, "MIME-"sv,
                                  "Return-"sv, "Delivered-To:"sv, "%PDF"sv};
  return std::none_of(kMarked.begin(), kMarked.end(),
                      [&](std::string_view mark) { return StartsWith(text, mark); });
}

// A file of the ISO family (MP4, HEIF) says its brand at byte 8.
Refusal ByBrand(std::string_view bytes) {
  constexpr std::array kPictures = {"heic"sv, "heix"sv, "heim"sv, "heis"sv, "hevc"sv,
                                    "mif1"sv, "msf1"sv, "avif"sv, "avis"sv};
  std::string_view brand = bytes.substr(8, 4);
  if (std::find(kPictures.begin(), kPictures.end(), brand) != kPictures.end()) return Refusal::kHeic;
  return brand == "M4A " || brand == "M4B " ? Refusal::kSound : Refusal::kFilm;
}

// What a file of unknown kind seems to be, so that the words help.
Refusal WhatItSeems(std::string_view bytes) {
  if (bytes.size() >= 12 && bytes.substr(4, 4) == "ftyp") return ByBrand(bytes);
  if (StartsWith(bytes, "RIFF") && bytes.size() > 12 && bytes.substr(8, 4) == "WAVE") return Refusal::kSound;
  if (StartsWith(bytes, "RIFF") && bytes.size() > 12 && bytes.substr(8, 4) == "AVI ") return Refusal::kFilm;
  constexpr std::array kSounds = {"ID3"sv,      "OggS"sv,     "fLaC"sv,    "#!AMR"sv,
                                  "\xff\xfb"sv, "\xff\xf3"sv, "\xff\xf1"sv};
  constexpr std::array kFilms = {"\x1a\x45\xdf\xa3"sv, "FLV\1"sv, "\0\0\1\xba"sv};
  constexpr std::array kOld = {"\xd0\xcf\x11\xe0"sv, "{\\rtf"sv};
  constexpr std::array kPacked = {"PK\3\4"sv, "Rar!"sv, "7z\xbc\xaf"sv, "\x1f\x8b"sv};
  auto starts = [&](std::string_view mark) { return StartsWith(bytes, mark); };
  if (std::any_of(kSounds.begin(), kSounds.end(), starts)) return Refusal::kSound;
  if (std::any_of(kFilms.begin(), kFilms.end(), starts)) return Refusal::kFilm;
  bool old = std::any_of(kOld.begin(), kOld.end(), starts);
  if (old && bytes.find("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0"sv) != std::string_view::npos)
    return Refusal::kLocked;
  if (old) return Refusal::kOldOffice;
  if (std::any_of(kPacked.begin(), kPacked.end(), starts)) return Refusal::kArchive;
  return Refusal::kUnknownKind;
}

base::Result<std::string> Clean(Kind kind, std::string_view bytes, Tally& tally) {
  switch (kind) {
    case Kind::kJpeg:
      return StripJpeg(bytes, Orientation::kKeep, tally);
    case Kind::kPng:
      return StripPng(bytes, tally);
    case Kind::kGif:
      return StripGif(bytes, tally);
    case Kind::kWebp:
      return StripWebp(bytes, tally);
    case Kind::kPdf:
      return StripPdf(bytes, tally);
    case Kind::kDocx:
    case Kind::kXlsx:
    case Kind::kPptx:
      return StripOoxml(bytes, tally);
    case Kind::kOdt:
    case Kind::kOds:
    case Kind::kOdp:
      return StripOpenDocument(bytes, tally);
    case Kind::kText:
      return std::string(bytes);
    case Kind::kUnknown:
      break;
  }
  if (files::LooksLikeZip(bytes)) (void)TRY(ZipNames(bytes));  // damaged, or too many entries
  return Refuse(WhatItSeems(bytes), "kind");
}

}  // namespace

const char* MediaType(Kind kind) {
  return kNames[static_cast<std::size_t>(kind)].media_type;
}

const char* Extension(Kind kind) {
  return kNames[static_cast<std::size_t>(kind)].extension;
}

Kind Recognise(std::string_view bytes) {
  constexpr std::size_t kPdfHeaderWithin = 1024;  // readers look for it there (ISO 32000-1, annex H)
  if (StartsWith(bytes, "\xff\xd8\xff")) return Kind::kJpeg;
  if (StartsWith(bytes, "\x89PNG\r\n\x1a\n")) return Kind::kPng;
  if (StartsWith(bytes, "GIF87a") || StartsWith(bytes, "GIF89a")) return Kind::kGif;
  if (StartsWith(bytes, "RIFF") && bytes.size() > 12 && bytes.substr(8, 4) == "WEBP") return Kind::kWebp;
  if (files::LooksLikeZip(bytes)) return RecogniseZip(bytes);
  if (bytes.substr(0, kPdfHeaderWithin).find("%PDF-") != std::string_view::npos) return Kind::kPdf;
  return IsPlainText(bytes) ? Kind::kText : Kind::kUnknown;
}

base::Result<Stripped> Strip(std::string_view bytes) {
  if (bytes.empty()) return Refuse(Refusal::kEmpty, "empty");
  if (bytes.size() > base::kMaxStripBytes) return Refuse(Refusal::kTooLarge, "kMaxStripBytes");
  Tally tally;
  Kind kind = Recognise(bytes);
  std::string clean = TRY(Clean(kind, bytes, tally));
  return Stripped{kind, MediaType(kind), Extension(kind), std::move(clean), tally.List()};
}

}  // namespace strip
