#include <algorithm>

#include "base/limits_strip.h"
#include "strip/bytes_io.h"
#include "strip/picture.h"

namespace strip {
namespace {

// Flags of VP8X (RFC 9649, section 2.7).
constexpr std::uint32_t kAnimation = 0x02, kAlpha = 0x10;
constexpr std::size_t kFrameHead = 16;  // of ANMF

Taken WhatIs(std::string_view type) {
  if (type == "EXIF") return Taken::kExif;
  if (type == "XMP ") return Taken::kXmp;
  if (type == "ICCP") return Taken::kColourProfile;
  return Taken::kHidden;
}

void Put(std::string& out, std::string_view type, std::string_view body) {
  out += type;
  PutLittle32(out, static_cast<std::uint32_t>(body.size()));
  out += body;
  if (body.size() % 2 == 1) out += '\0';
}

class WebpStripper {
 public:
  explicit WebpStripper(Tally& tally) : tally_(tally) {}

  base::Result<std::string> Run(std::string_view bytes) {
    if (bytes.size() < 20 || bytes.substr(0, 4) != "RIFF" || bytes.substr(8, 4) != "WEBP") return Damaged();
    std::size_t size = Little32(bytes, 4);
    if (size < 4 || size > bytes.size() - 8) return Damaged();
    if (size + size % 2 < bytes.size() - 8) tally_.Add(Taken::kTrailing);
    std::string body = TRY(Chunks(bytes.substr(12, size - 4), false));
    if (pictures_ == 0) return Damaged();
    std::string out("RIFF");
    PutLittle32(out, static_cast<std::uint32_t>(body.size() + 4));
    return out + "WEBP" + body;
  }

 private:
  static base::Error Damaged() { return Refuse(Refusal::kDamaged, "WebP: cut off"); }

  base::Result<std::string> Chunks(std::string_view bytes, bool within_frame) {
    std::string out;
    while (!bytes.empty()) {
      if (++chunks_ > base::kMaxStripSegments) return Refuse(Refusal::kTooMuch, "WebP: kMaxStripSegments");
      if (bytes.size() < 8 || Little32(bytes, 4) > bytes.size() - 8) return Damaged();
      std::size_t length = Little32(bytes, 4);
      TRY(Chunk(bytes.substr(0, 4), bytes.substr(8, length), within_frame, out));
      bytes.remove_prefix(std::min(bytes.size(), 8 + length + length % 2));
    }
    return out;
  }

  base::Status Chunk(std::string_view type, std::string_view body, bool within_frame, std::string& out) {
    if (type == "VP8 " || type == "VP8L") {
      ++pictures_;
      Put(out, type, body);
    } else if (type == "ALPH") {
      Put(out, type, body);
    } else if (!within_frame && type == "ANIM" && body.size() == 6) {
      Put(out, type, body);
    } else if (!within_frame && type == "VP8X" && body.size() == 10) {
      std::string head(body);
      head[0] = static_cast<char>(Byte(body, 0) & (kAnimation | kAlpha));
      head[1] = head[2] = head[3] = '\0';
      Put(out, type, head);
    } else if (!within_frame && type == "ANMF" && body.size() > kFrameHead) {
      const std::size_t before = pictures_;
      std::string frame(body.substr(0, kFrameHead));
      frame += TRY(Chunks(body.substr(kFrameHead), true));
      if (pictures_ == before) {  // a frame without a picture
        tally_.Add(Taken::kHidden);
        return base::Ok();
      }
      Put(out, type, frame);
    } else {
      tally_.Add(WhatIs(type));
    }
    return base::Ok();
  }

  Tally& tally_;
  std::size_t chunks_ = 0, pictures_ = 0;
};

}  // namespace

base::Result<std::string> StripWebp(std::string_view bytes, Tally& tally) {
  return WebpStripper(tally).Run(bytes);
}

}  // namespace strip
