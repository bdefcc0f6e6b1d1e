// PNG without metadata. Input that is no PNG becomes one: pairs of a chunk's number and a length, then its
// body, so that the fuzzer need not find out checksums. What comes out holds no chunk but those that show the
// picture.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "strip/bytes_io.h"
#include "strip/inflate.h"
#include "strip/picture.h"

namespace {

using strip::Big32;

constexpr std::string_view kSignature("\x89PNG\r\n\x1a\n", 8);
constexpr std::array<std::string_view, 16> kTypes = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA",
                                                     "cHRM", "sRGB", "sBIT", "bKGD", "acTL", "fcTL",
                                                     "fdAT", "tEXt", "eXIf", "pHYs"};

std::string Chunk(std::string_view type, std::string_view body) {
  std::string out;
  strip::PutBig32(out, static_cast<std::uint32_t>(body.size()));
  std::string covered = std::string(type) + std::string(body);
  out += covered;
  strip::PutBig32(out, strip::Crc32(covered));
  return out;
}

// A small grey picture whose chunks, and what lies in its image data, the input chooses.
std::string MakePng(std::string_view bytes) {
  std::string out(kSignature);
  out += Chunk("IHDR", std::string_view("\0\0\0\4\0\0\0\4\x08\0\0\0\0", 13));
  while (bytes.size() >= 2) {
    std::string_view type = kTypes[strip::Byte(bytes, 0) % kTypes.size()];
    bool pack = strip::Byte(bytes, 0) >= 128;
    std::size_t length = std::min<std::size_t>(strip::Byte(bytes, 1), bytes.size() - 2);
    std::string body(bytes.substr(2, length));
    out += Chunk(type, pack ? strip::Deflate(body, strip::Wrap::kZlib) : body);
    bytes.remove_prefix(2 + length);
  }
  return out;
}

void Check(std::string_view bytes) {
  CHECK(bytes.substr(0, 8) == kSignature);
  std::size_t at = 8;
  std::string_view type;
  while (type != "IEND") {
    CHECK(at + 12 <= bytes.size());
    std::size_t length = Big32(bytes, at);
    type = bytes.substr(at + 4, 4);
    CHECK(type == "cICP" || std::find(kTypes.begin(), kTypes.begin() + 13, type) != kTypes.begin() + 13);
    CHECK(strip::Crc32(bytes.substr(at + 4, 4 + length)) == Big32(bytes, at + 8 + length));
    at += 12 + length;
  }
  CHECK(at == bytes.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::string made;
  if (bytes.substr(0, 8) != kSignature) bytes = made = MakePng(bytes);
  strip::Tally tally;
  auto once = strip::StripPng(bytes, tally);
  if (!once.has_value()) return 0;
  Check(*once);
  strip::Tally again;
  auto twice = strip::StripPng(*once, again);
  CHECK(twice.has_value() && *twice == *once && again.List().empty());
  return 0;
}
