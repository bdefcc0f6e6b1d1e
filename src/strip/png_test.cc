#include <cairo.h>

#include "base/limits_strip.h"
#include "strip/test_files.h"

namespace strip {
namespace {

// The pixels as Cairo (libpng) sees them; empty where it cannot.
std::string DecodePng(std::string_view bytes) {
  auto read = [](void* rest, unsigned char* out, unsigned size) {
    auto& left = *static_cast<std::string_view*>(rest);
    if (left.size() < size) return CAIRO_STATUS_READ_ERROR;
    std::copy(left.begin(), left.begin() + size, out);
    left.remove_prefix(size);
    return CAIRO_STATUS_SUCCESS;
  };
  cairo_surface_t* surface = cairo_image_surface_create_from_png_stream(read, &bytes);
  std::string pixels;
  if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
    pixels.assign(reinterpret_cast<const char*>(cairo_image_surface_get_data(surface)),
                  static_cast<std::size_t>(cairo_image_surface_get_stride(surface)) *
                      static_cast<std::size_t>(cairo_image_surface_get_height(surface)));
  }
  cairo_surface_destroy(surface);
  return pixels;
}

std::string Png(const std::string& before, const std::string& data, const std::string& after) {
  return std::string(kPngSignature) + PngHeader(20, 10, 2) + before + data + after + PngChunk("IEND", "");
}

std::string Plain() {
  return Png(PngChunk("gAMA", "\0\0\xb1\x8f"s) + PngChunk("tRNS", "\0\1\0\2\0\3"s),
             PngChunk("IDAT", PngData()), "");
}

TEST(StripPng, TakesOutWhatIsNotThePicture) {
  std::string secret_packed = Deflate(kSecret, Wrap::kZlib);
  std::string text =
      PngChunk("tEXt", "Author\0"s + kSecret) + PngChunk("zTXt", "Comment\0\0"s + secret_packed) +
      PngChunk("iTXt", "XML:com.adobe.xmp\0\0\0\0\0"s + kSecret) +
      PngChunk("eXIf", MakeExif(6, true).substr(6)) + PngChunk("iCCP", kSecret + "\0\0"s + secret_packed) +
      PngChunk("pHYs", "\0\0\x0b\x13\0\0\x0b\x13\1"s) + PngChunk("tIME", "\x07\xe8\1\2\3\4\5"s) +
      PngChunk("caBX", kSecret) + PngChunk("prVt", Utf16(kSecret, true)) + PngChunk("gAMA", "\0\0\xb1\x8f"s) +
      PngChunk("tRNS", "\0\1\0\2\0\3"s) + PngChunk("gAMA", "\0\0\0\1"s) + PngChunk("sRGB", kSecret);
  std::string data = PngData();
  std::string planted =
      Png(text, PngChunk("IDAT", data.substr(0, 40)) + PngChunk("IDAT", data.substr(40) + kSecret),
          PngChunk("tEXt", "Later\0"s + kSecret)) +
      kSecret + Plain();
  ASSERT_TRUE(HoldsSecret(planted));
  Stripped clean = StripWell(planted);
  EXPECT_EQ(clean.kind, Kind::kPng);
  EXPECT_EQ(clean.bytes, Plain());
  ASSERT_FALSE(DecodePng(planted).empty());
  EXPECT_EQ(DecodePng(clean.bytes), DecodePng(planted));
  EXPECT_EQ(Count(clean.removed, Taken::kTextChunk), 4u);
  EXPECT_EQ(Count(clean.removed, Taken::kExif), 1u);
  EXPECT_EQ(Count(clean.removed, Taken::kTime), 1u);
  EXPECT_EQ(Count(clean.removed, Taken::kColourProfile), 1u);
  EXPECT_EQ(Count(clean.removed, Taken::kResolution), 1u);
  EXPECT_EQ(Count(clean.removed, Taken::kTrailing), 2u) << "behind the image data, and behind the end";
  EXPECT_EQ(Count(clean.removed, Taken::kHidden), 4u);
}

TEST(StripPng, KeepsAnimations) {
  std::string control = "\0\0\0\0\0\0\0\x14\0\0\0\x0a\0\0\0\0\0\0\0\0\0\1\0\x0a\0\0"s;
  std::string later = control;
  later[3] = 1;
  std::string animated =
      Png(PngChunk("acTL", "\0\0\0\2\0\0\0\0"s) + PngChunk("fcTL", control), PngChunk("IDAT", PngData()),
          PngChunk("fcTL", later) + PngChunk("fdAT", "\0\0\0\2"s + PngData()));
  Stripped clean = StripWell(animated);
  EXPECT_EQ(clean.bytes, animated);
}

TEST(StripPng, WritesLongImageDataInPieces) {
  std::string rows;
  std::uint32_t random = 1;
  for (int i = 0; i < 1000 * 3001; ++i) {
    random = random * 1664525 + 1013904223;
    rows += i % 3001 == 0 ? '\0' : static_cast<char>(random >> 24);
  }
  std::string png = std::string(kPngSignature) + PngHeader(1000, 1000, 2) +
                    PngChunk("IDAT", Deflate(rows, Wrap::kZlib)) + PngChunk("IEND", "");
  Stripped clean = StripWell(png);
  EXPECT_EQ(DecodePng(clean.bytes), DecodePng(png));
}

TEST(StripPng, RefusesWhatIsNotWhole) {
  std::string plain = Plain();
  for (std::size_t size = 8; size < plain.size(); ++size) {
    EXPECT_EQ(WhyRefused(plain.substr(0, size)), Refusal::kDamaged) << size;
  }
  std::string flipped = plain;
  flipped[flipped.find("IDAT") + 20] ^= 1;
  EXPECT_EQ(WhyRefused(flipped), Refusal::kDamaged);
  EXPECT_EQ(WhyRefused(Png("", "", "")), Refusal::kDamaged) << "no image data";
  EXPECT_EQ(WhyRefused(Png("", PngChunk("IDAT", "no zlib"), "")), Refusal::kDamaged);
  EXPECT_EQ(
      WhyRefused(Png("", PngChunk("IDAT", PngData()), PngChunk("bKGD", "\0") + PngChunk("IDAT", PngData()))),
      Refusal::kDamaged);
}

TEST(StripPng, LimitOfUnpackedBytes) {
  // kMaxStripInflated: 20,000 x 20,000 RGBA are 1.6 GB; and image data longer than the picture.
  static_assert(std::uint64_t{20'000} * 20'000 * 4 > base::kMaxStripInflated);
  std::string huge = std::string(kPngSignature) + PngHeader(20'000, 20'000, 6) + PngChunk("IDAT", PngData()) +
                     PngChunk("IEND", "");
  EXPECT_EQ(WhyRefused(huge), Refusal::kTooMuch);
  EXPECT_EQ(WhyRefused(Png("", PngChunk("IDAT", Deflate(std::string(10'000'000, '\0'), Wrap::kZlib)), "")),
            Refusal::kTooMuch);
  Budget budget;
  EXPECT_TRUE(budget.Spend(base::kMaxStripInflated).has_value());
  EXPECT_FALSE(budget.Spend(1).has_value());
}

TEST(StripPng, LimitOfChunks) {
  std::string chunks;
  for (std::size_t i = 0; i < base::kMaxStripSegments; ++i) chunks += PngChunk("prVt", "");
  EXPECT_EQ(WhyRefused(Png(chunks, PngChunk("IDAT", PngData()), "")), Refusal::kTooMuch);
}

}  // namespace
}  // namespace strip
