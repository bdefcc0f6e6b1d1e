// JPEG, GIF and WebP without metadata. What comes out of a JPEG is walked by a reader of its own: no segment
// but those that decode the picture, nothing behind the end, and stripping again changes nothing.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "strip/bytes_io.h"
#include "strip/picture.h"

namespace {

using strip::Big16;
using strip::Byte;

bool Allowed(std::uint32_t marker, std::string_view body) {
  if (marker == 0xe0) return body == std::string_view("JFIF\0\1\1\0\0\1\0\1\0\0", 14);
  if (marker == 0xe1) return body.size() == 32 && body.substr(0, 4) == "Exif" && Big16(body, 16) == 0x0112;
  if (marker == 0xee) return body.size() == 12 && body.substr(0, 5) == "Adobe";
  return (marker >= 0xc0 && marker <= 0xcf && marker != 0xc8) || (marker >= 0xda && marker <= 0xdd);
}

void CheckJpeg(std::string_view bytes) {
  CHECK(bytes.substr(0, 2) == "\xff\xd8");
  std::size_t at = 2;
  while (Byte(bytes, at + 1) != 0xd9) {
    CHECK(Byte(bytes, at) == 0xff && at + 4 <= bytes.size());
    std::size_t length = Big16(bytes, at + 2);
    CHECK(Allowed(Byte(bytes, at + 1), bytes.substr(at + 4, length - 2)));
    bool scan = Byte(bytes, at + 1) == 0xda;
    at += 2 + length;
    while (scan) {
      at = bytes.find('\xff', at);
      CHECK(at + 1 < bytes.size());
      std::uint32_t next = Byte(bytes, at + 1);
      if (next != 0 && (next < 0xd0 || next > 0xd7)) break;
      at += 2;
    }
  }
  CHECK(at + 2 == bytes.size());
}

template <typename Stripper>
std::string Twice(std::string_view bytes, Stripper stripper) {
  auto once = stripper(bytes);
  if (!once.has_value()) return "";
  auto twice = stripper(*once);
  CHECK(twice.has_value() && *twice == *once);
  return *once;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  strip::Tally tally;
  std::string jpeg = Twice(
      bytes, [&](std::string_view each) { return strip::StripJpeg(each, strip::Orientation::kKeep, tally); });
  if (!jpeg.empty()) CheckJpeg(jpeg);
  (void)Twice(bytes, [&](std::string_view each) { return strip::StripGif(each, tally); });
  std::string webp = Twice(bytes, [&](std::string_view each) { return strip::StripWebp(each, tally); });
  CHECK(webp.find("EXIF") == std::string::npos || bytes.find("EXIF") != std::string_view::npos);
  return 0;
}
