#pragma once
// For tests: small files with a secret in every place that holds metadata, and ways to find it again.

#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <qpdf/Buffer.hh>
#include <qpdf/Pl_Buffer.hh>
#include <qpdf/Pl_DCT.hh>
#include <string>
#include <string_view>
#include <vector>

#include "strip/bytes_io.h"
#include "strip/inflate.h"
#include "strip/strip.h"
#include "strip/zip_file.h"

namespace strip {

using namespace std::string_literals;
using namespace std::string_view_literals;

inline const std::string kSecret = "ZqSecretMarker";

inline std::string Utf16(std::string_view text, bool big) {
  std::string out;
  for (char c : text) {
    if (big) out += '\0';
    out += c;
    if (!big) out += '\0';
  }
  return out;
}

inline std::string Hex(std::string_view text, bool upper = false) {
  const char* digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  std::string out;
  for (char c : text) (out += digits[static_cast<unsigned char>(c) >> 4]) += digits[c & 15];
  return out;
}

// The secret in the bytes as they stand: UTF-8, both UTF-16, hexadecimal of each.
inline bool HoldsSecret(std::string_view bytes) {
  std::vector<std::string> forms = {kSecret, Utf16(kSecret, true), Utf16(kSecret, false)};
  for (std::size_t i = 0; i < 3; ++i) {
    forms.push_back(Hex(forms[i]));
    forms.push_back(Hex(forms[i], true));
  }
  return std::any_of(forms.begin(), forms.end(),
                     [&](const std::string& form) { return bytes.find(form) != std::string_view::npos; });
}

inline std::size_t Count(const std::vector<Removed>& removed, Taken what) {
  for (const Removed& each : removed) {
    if (each.what == what) return each.count;
  }
  return 0;
}

// Strips, and checks what holds of every file: stripping again changes nothing and finds nothing.
inline Stripped StripWell(std::string_view bytes) {
  auto once = Strip(bytes);
  EXPECT_TRUE(once.has_value()) << once.error().external << " / " << once.error().internal;
  if (!once.has_value()) return {};
  auto twice = Strip(once->bytes);
  EXPECT_TRUE(twice.has_value()) << twice.error().external << " / " << twice.error().internal;
  if (!twice.has_value()) return *once;
  EXPECT_TRUE(twice->bytes == once->bytes) << "not the same when stripped again";
  EXPECT_EQ(twice->kind, once->kind);
  for (const Removed& each : twice->removed) ADD_FAILURE() << "found again: " << TakenName(each.what);
  EXPECT_FALSE(HoldsSecret(once->bytes));
  return *once;
}

inline Refusal WhyRefused(std::string_view bytes) {
  auto result = Strip(bytes);
  EXPECT_FALSE(result.has_value());
  if (result.has_value()) return Refusal::kEmpty;
  auto why = RefusalOf(result.error());
  EXPECT_TRUE(why.has_value());
  return why.value_or(Refusal::kEmpty);
}

// ---- JPEG

struct JpegShape {
  bool progressive = false;
  unsigned restart = 0;
  J_COLOR_SPACE space = JCS_RGB;
};

class JpegConfig final : public Pl_DCT::CompressConfig {
 public:
  explicit JpegConfig(JpegShape shape) : shape_(shape) {}
  void apply(jpeg_compress_struct* info) override {
    static const std::array<jpeg_scan_info, 5> kScans = {{{3, {0, 1, 2, 0}, 0, 0, 0, 1},
                                                          {1, {0, 0, 0, 0}, 1, 63, 0, 0},
                                                          {1, {1, 0, 0, 0}, 1, 63, 0, 0},
                                                          {1, {2, 0, 0, 0}, 1, 63, 0, 0},
                                                          {3, {0, 1, 2, 0}, 0, 0, 1, 0}}};
    info->restart_interval = shape_.restart;
    if (!shape_.progressive) return;
    info->scan_info = kScans.data();
    info->num_scans = static_cast<int>(kScans.size());
  }

 private:
  JpegShape shape_;
};

inline std::string Collected(Pl_Buffer& pipe) {
  std::shared_ptr<Buffer> buffer = pipe.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

// 64 x 48, with edges.
inline std::string MakeJpeg(JpegShape shape = {}) {
  constexpr unsigned kWidth = 64, kHeight = 48;
  unsigned components = shape.space == JCS_CMYK ? 4 : shape.space == JCS_GRAYSCALE ? 1 : 3;
  std::string pixels;
  for (unsigned i = 0; i < kWidth * kHeight * components; ++i) {
    pixels += static_cast<char>((i * 7 + i / 191 * 31) ^ (i / 640 % 3 * 90));
  }
  Pl_Buffer out("jpeg");
  JpegConfig config(shape);
  Pl_DCT encoder("encode", &out, kWidth, kHeight, static_cast<int>(components), shape.space, &config);
  encoder.write(reinterpret_cast<const unsigned char*>(pixels.data()), pixels.size());
  encoder.finish();
  return Collected(out);
}

inline std::string DecodeJpeg(std::string_view bytes) {
  Pl_Buffer out("pixels");
  Pl_DCT decoder("decode", &out);
  decoder.write(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  decoder.finish();
  return Collected(out);
}

inline std::string JpegSegment(unsigned marker, std::string_view body) {
  std::string out("\xff");
  out += static_cast<char>(marker);
  PutBig16(out, static_cast<std::uint32_t>(body.size() + 2));
  return out += body;
}

// A TIFF block: orientation, a maker's text, a thumbnail after it.
inline std::string MakeExif(unsigned orientation, bool little) {
  std::string body = "Exif\0\0"s;
  auto put16 = [&](std::uint32_t v) { little ? PutLittle16(body, v) : PutBig16(body, v); };
  auto put32 = [&](std::uint32_t v) { little ? PutLittle32(body, v) : PutBig32(body, v); };
  body += little ? "II" : "MM";
  put16(42), put32(8), put16(2);
  put16(0x010f), put16(2), put32(static_cast<std::uint32_t>(kSecret.size() + 1)), put32(38);
  put16(0x0112), put16(3), put32(1), put16(orientation), put16(0);
  put32(0);
  return body + kSecret + "\0"s + MakeJpeg() + Utf16(kSecret, true);
}

inline std::string PhotoWithSecret() {
  std::string jpeg = MakeJpeg();
  return jpeg.substr(0, 2) + JpegSegment(0xe1, MakeExif(1, true)) + jpeg.substr(2) + kSecret;
}

// ---- PNG

inline std::string PngChunk(std::string_view type, std::string_view body) {
  std::string out;
  PutBig32(out, static_cast<std::uint32_t>(body.size()));
  std::string covered = std::string(type) + std::string(body);
  out += covered;
  PutBig32(out, Crc32(covered));
  return out;
}

inline constexpr std::string_view kPngSignature = "\x89PNG\r\n\x1a\n"sv;

inline std::string PngHeader(std::uint32_t width, std::uint32_t height, unsigned colour) {
  std::string head;
  PutBig32(head, width), PutBig32(head, height);
  ((head += '\x08') += static_cast<char>(colour)) += "\0\0\0"s;
  return PngChunk("IHDR", head);
}

// The zlib stream of 20 x 10 pixels of 8 bit RGB.
inline std::string PngData() {
  std::string rows;
  for (int y = 0; y < 10; ++y) {
    rows += '\0';
    for (int x = 0; x < 60; ++x) rows += static_cast<char>(x * y + x);
  }
  return Deflate(rows, Wrap::kZlib);
}

// ---- ZIP and XML

inline const std::string kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- " + kSecret + " --><?app " + kSecret + "?>";

// A secret in any entry, name or content.
inline bool ZipHoldsSecret(std::string_view bytes) {
  Budget budget;
  auto entries = ReadZip(bytes, budget);
  EXPECT_TRUE(entries.has_value());
  if (!entries.has_value()) return true;
  return std::any_of(entries->begin(), entries->end(), [](const ZipEntry& entry) {
    return HoldsSecret(entry.name) || HoldsSecret(entry.content);
  });
}

inline std::string EntryOf(std::string_view bytes, const std::string& name) {
  Budget budget;
  auto entries = ReadZip(bytes, budget);
  if (!entries.has_value()) return "";
  for (const ZipEntry& entry : *entries) {
    if (entry.name == name) return entry.content;
  }
  return "";
}

}  // namespace strip
