#include <optional>

#include "base/limits_strip.h"
#include "strip/bytes_io.h"
#include "strip/picture.h"

namespace strip {
namespace {

using namespace std::string_view_literals;

constexpr std::uint32_t kSoi = 0xd8, kEoi = 0xd9, kSos = 0xda, kDqt = 0xdb, kDnl = 0xdc, kDri = 0xdd;
constexpr std::uint32_t kDht = 0xc4, kJpg = 0xc8, kDac = 0xcc, kApp0 = 0xe0, kApp15 = 0xef, kCom = 0xfe;
constexpr std::uint32_t kRst0 = 0xd0, kRst7 = 0xd7, kTem = 0x01;

bool IsFrame(std::uint32_t marker) {
  return marker >= 0xc0 && marker <= 0xcf && marker != kDht && marker != kJpg && marker != kDac;
}

bool StartsWith(std::string_view bytes, std::string_view prefix) {
  return bytes.substr(0, prefix.size()) == prefix;
}

// The orientation in IFD0 of an EXIF segment, 1 where there is none.
std::uint32_t ReadOrientation(std::string_view tiff) {
  if (tiff.size() < 8) return 1;
  bool little = StartsWith(tiff, "II");
  if (!little && !StartsWith(tiff, "MM")) return 1;
  auto get16 = [&](std::size_t at) { return little ? Little16(tiff, at) : Big16(tiff, at); };
  std::size_t at = little ? Little32(tiff, 4) : Big32(tiff, 4);
  if (at > tiff.size() - 2) return 1;
  std::size_t entries = get16(at);
  at += 2;
  for (std::size_t i = 0; i < entries && at + 12 <= tiff.size(); ++i, at += 12) {
    if (get16(at) != 0x0112) continue;
    std::uint32_t value = get16(at + 8);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

std::string OrientationBody(std::uint32_t orientation) {
  std::string body("Exif\0\0MM\0\x2a\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1"sv);
  PutBig16(body, orientation);
  body.append(6, '\0');  // the rest of the value, and no further directory
  return body;
}

// Quantisation tables: 64 numbers of one or two bytes each, nothing behind the last.
bool WholeTables(std::string_view body) {
  while (!body.empty()) {
    std::size_t size = Byte(body, 0) >> 4 == 0 ? 65 : 129;
    if (size > body.size()) return false;
    body.remove_prefix(size);
  }
  return true;
}

bool WholeHuffman(std::string_view body) {
  while (!body.empty()) {
    if (body.size() < 17) return false;
    std::size_t size = 17;
    for (std::size_t i = 1; i <= 16; ++i) size += Byte(body, i);
    if (size > body.size()) return false;
    body.remove_prefix(size);
  }
  return true;
}

// Whether a segment that stays is exactly as long as its content says, so that nothing can hide behind it.
bool WholeSegment(std::uint32_t marker, std::string_view body) {
  if (marker == kDqt) return WholeTables(body);
  if (marker == kDht) return WholeHuffman(body);
  if (marker == kDri || marker == kDnl) return body.size() == 2;
  if (marker == kDac) return body.size() % 2 == 0;
  if (marker == kSos) return !body.empty() && body.size() == 4 + 2 * Byte(body, 0);
  return body.size() >= 6 && body.size() == 6 + 3 * Byte(body, 5);  // a frame
}

class JpegStripper {
 public:
  JpegStripper(std::string_view bytes, Orientation orientation, Tally& tally)
      : bytes_(bytes), orientation_(orientation), tally_(tally) {}

  base::Result<std::string> Run() {
    if (!StartsWith(bytes_, "\xff\xd8")) return Damaged("no start");
    at_ = 2;
    bool ended = false;
    while (!ended) ended = TRY(Segment());
    if (scans_ == 0) return Damaged("no scan");
    if (at_ < bytes_.size()) tally_.Add(Taken::kTrailing);
    return Assemble();
  }

 private:
  static base::Error Damaged(const char* where) { return Refuse(Refusal::kDamaged, where); }

  // The next marker; bytes before it belong to nothing.
  std::optional<std::uint32_t> NextMarker() {
    std::size_t from = at_;
    while (at_ + 1 < bytes_.size()) {
      if (Byte(bytes_, at_) == 0xff && Byte(bytes_, at_ + 1) != 0 && Byte(bytes_, at_ + 1) != 0xff) {
        if (bytes_.substr(from, at_ - from).find_first_not_of('\xff') != std::string_view::npos) {
          tally_.Add(Taken::kHidden);
        }
        at_ += 2;
        return Byte(bytes_, at_ - 1);
      }
      ++at_;
    }
    at_ = bytes_.size();
    return std::nullopt;
  }

  // Whether the picture has ended.
  base::Result<bool> Segment() {
    if (++segments_ > base::kMaxStripSegments) return Refuse(Refusal::kTooMuch, "JPEG: kMaxStripSegments");
    std::optional<std::uint32_t> marker = NextMarker();
    if (!marker.has_value() || *marker == kEoi) return true;
    if (*marker == kTem || (*marker >= kRst0 && *marker <= kRst7)) return false;
    if (*marker == kSoi) return Damaged("a start within the picture");
    if (at_ + 2 > bytes_.size() || Big16(bytes_, at_) < 2 || at_ + Big16(bytes_, at_) > bytes_.size()) {
      if (scans_ == 0) return Damaged("a segment is cut off");
      at_ = bytes_.size();
      return true;
    }
    std::string_view body = bytes_.substr(at_ + 2, Big16(bytes_, at_) - 2);
    at_ += 2 + body.size();
    return TRY(Take(*marker, body));
  }

  base::Result<bool> Take(std::uint32_t marker, std::string_view body) {
    if (marker >= kApp0 && marker <= kApp15) {
      Application(marker, body);
      return false;
    }
    if (marker == kCom) {
      tally_.Add(Taken::kComment);
      return false;
    }
    bool known = IsFrame(marker) || marker == kDqt || marker == kDht || marker == kDac || marker == kDri ||
                 marker == kDnl || marker == kSos;
    if (!known) {
      tally_.Add(Taken::kHidden);
      return false;
    }
    if (!WholeSegment(marker, body)) return Damaged("a segment has another length than its content");
    if (IsFrame(marker) && framed_) return Damaged("two frames");
    framed_ = framed_ || IsFrame(marker);
    if (marker == kSos && !framed_) return Damaged("a scan before the frame");
    Put(kept_, marker, body);
    if (marker == kSos) Entropy();
    return false;
  }

  void Application(std::uint32_t marker, std::string_view body) {
    std::uint32_t number = marker - kApp0;
    if (number == 0 && StartsWith(body, "JFIF\0"sv) && body.size() >= 14) {
      jfif_ = true;
      if (body.substr(7, 5) != "\0\0\1\0\1"sv) tally_.Add(Taken::kResolution);
      if (body.size() > 14) tally_.Add(Taken::kThumbnail);
    } else if (number == 0 && StartsWith(body, "JFXX\0"sv)) {
      tally_.Add(Taken::kThumbnail);
    } else if (number == 1 && StartsWith(body, "Exif\0"sv)) {
      Exif(body);
    } else if (number == 1 && StartsWith(body, "http://ns.adobe.com/"sv)) {
      tally_.Add(Taken::kXmp);
    } else if (number == 2 && StartsWith(body, "ICC_PROFILE\0"sv)) {
      tally_.Add(Taken::kColourProfile);
    } else if (number == 13) {
      tally_.Add(Taken::kIptc);
    } else if (number == 14 && StartsWith(body, "Adobe"sv) && body.size() >= 12) {
      adobe_ = Byte(body, 11);
      if (body != AdobeBody(*adobe_)) tally_.Add(Taken::kAppData);
    } else {
      tally_.Add(Taken::kAppData);
    }
  }

  void Exif(std::string_view body) {
    std::uint32_t found = body.size() > 6 ? ReadOrientation(body.substr(6)) : 1;
    if (found != 1 && upright_ == 1) upright_ = found;
    if (orientation_ == Orientation::kDrop || found == 1) {
      tally_.Add(Taken::kExif);
    } else if (body != OrientationBody(found)) {
      tally_.Add(Taken::kOrientation);
    }
  }

  // Entropy-coded data up to the next marker that is not a restart. T.81 B.1.1.5: a byte FF is followed by
  // 00.
  void Entropy() {
    ++scans_;
    while (at_ < bytes_.size()) {
      std::size_t stop = bytes_.find('\xff', at_);
      if (stop == std::string_view::npos) stop = bytes_.size();
      kept_.append(bytes_.substr(at_, stop - at_));
      at_ = stop;
      std::size_t code = bytes_.find_first_not_of('\xff', at_);
      if (code == std::string_view::npos) {
        at_ = bytes_.size();
        return;
      }
      std::uint32_t marker = Byte(bytes_, code);
      if (marker != 0 && (marker < kRst0 || marker > kRst7)) return;
      kept_ += '\xff';
      kept_ += static_cast<char>(marker);
      at_ = code + 1;
    }
  }

  static std::string AdobeBody(std::uint32_t transform) {
    std::string body("Adobe\0\x64\0\0\0\0"sv);
    return body += static_cast<char>(transform);
  }

  static void Put(std::string& out, std::uint32_t marker, std::string_view body) {
    out += '\xff';
    out += static_cast<char>(marker);
    PutBig16(out, static_cast<std::uint32_t>(body.size() + 2));
    out += body;
  }

  std::string Assemble() const {
    std::string out("\xff\xd8");
    // With a JFIF segment, three components are YCbCr whatever they are called; without, "RGB" are red,
    // green, blue.
    if (jfif_) Put(out, kApp0, "JFIF\0\1\1\0\0\1\0\1\0\0"sv);
    if (upright_ != 1 && orientation_ == Orientation::kKeep) Put(out, kApp0 + 1, OrientationBody(upright_));
    if (adobe_.has_value()) Put(out, kApp0 + 14, AdobeBody(*adobe_));
    return out + kept_ + "\xff\xd9";
  }

  std::string_view bytes_;
  Orientation orientation_;
  Tally& tally_;
  std::size_t at_ = 0, segments_ = 0, scans_ = 0;
  bool framed_ = false, jfif_ = false;
  std::uint32_t upright_ = 1;
  std::optional<std::uint32_t> adobe_;
  std::string kept_;
};

}  // namespace

base::Result<std::string> StripJpeg(std::string_view bytes, Orientation orientation, Tally& tally) {
  return JpegStripper(bytes, orientation, tally).Run();
}

}  // namespace strip
