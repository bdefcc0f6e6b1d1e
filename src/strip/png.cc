#include <algorithm>
#include <array>
#include <set>

#include "base/limits_strip.h"
#include "strip/bytes_io.h"
#include "strip/inflate.h"
#include "strip/picture.h"

namespace strip {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kSignature = "\x89PNG\r\n\x1a\n"sv;
constexpr std::size_t kPiece = 1u << 20;  // image data is written in chunks of this size

// Chunks that stay, apart from the image data, and how long they may be (PNG third edition, section 11).
struct Kept {
  std::string_view type;
  std::size_t least, most;
  bool once;
};
constexpr std::array<Kept, 11> kKept = {{{"PLTE", 3, 768, true},
                                         {"tRNS", 1, 256, true},
                                         {"gAMA", 4, 4, true},
                                         {"cHRM", 32, 32, true},
                                         {"sRGB", 1, 1, true},
                                         {"cICP", 4, 4, true},
                                         {"sBIT", 1, 4, true},
                                         {"bKGD", 1, 6, true},
                                         {"acTL", 8, 8, true},
                                         {"fcTL", 26, 26, false},
                                         {"fdAT", 5, 0x7fffffff, false}}};

Taken WhatIs(std::string_view type) {
  if (type == "eXIf") return Taken::kExif;
  if (type == "tEXt" || type == "zTXt" || type == "iTXt") return Taken::kTextChunk;
  if (type == "tIME") return Taken::kTime;
  if (type == "iCCP") return Taken::kColourProfile;
  if (type == "pHYs") return Taken::kResolution;
  return Taken::kHidden;
}

void Put(std::string& out, std::string_view type, std::string_view body) {
  PutBig32(out, static_cast<std::uint32_t>(body.size()));
  std::size_t from = out.size();
  out += type;
  out += body;
  PutBig32(out, Crc32(std::string_view(out).substr(from)));
}

// The bytes of all rows of `width` x `height` pixels, each with its filter's byte.
std::uint64_t RowBytes(std::uint64_t width, std::uint64_t height, std::uint64_t bits) {
  return width == 0 || height == 0 ? 0 : height * (1 + (width * bits + 7) / 8);
}

class PngStripper {
 public:
  PngStripper(std::string_view bytes, Tally& tally) : bytes_(bytes), tally_(tally) {}

  base::Result<std::string> Run() {
    if (bytes_.substr(0, 8) != kSignature) return Damaged("no signature");
    at_ = 8;
    out_ = kSignature;
    TRY(Header());
    while (!ended_) TRY(Chunk());
    if (at_ < bytes_.size()) tally_.Add(Taken::kTrailing);
    return std::move(out_);
  }

 private:
  struct Piece {
    std::string_view type, body;
    bool right = false;  // its checksum
  };

  static base::Error Damaged(const char* where) { return Refuse(Refusal::kDamaged, where); }

  base::Result<Piece> Next() {
    if (++chunks_ > base::kMaxStripSegments) return Refuse(Refusal::kTooMuch, "PNG: kMaxStripSegments");
    if (bytes_.size() - at_ < 12 || Big32(bytes_, at_) > bytes_.size() - at_ - 12)
      return Damaged("a chunk is cut off");
    std::size_t length = Big32(bytes_, at_);
    Piece piece{bytes_.substr(at_ + 4, 4), bytes_.substr(at_ + 8, length)};
    piece.right = Crc32(bytes_.substr(at_ + 4, 4 + length)) == Big32(bytes_, at_ + 8 + length);
    at_ += 12 + length;
    return piece;
  }

  base::Status Header() {
    Piece header = TRY(Next());
    if (header.type != "IHDR" || header.body.size() != 13 || !header.right) return Damaged("PNG: header");
    std::uint64_t width = Big32(header.body, 0), height = Big32(header.body, 4), depth = Byte(header.body, 8);
    std::uint32_t colour = Byte(header.body, 9), interlace = Byte(header.body, 12);
    constexpr std::array<std::uint64_t, 7> kChannels = {1, 0, 3, 1, 2, 0, 4};
    bool valid = width > 0 && height > 0 && width < 1u << 31 && height < 1u << 31 && colour < 7 &&
                 kChannels[colour] > 0 && depth <= 16 && interlace <= 1;
    if (!valid) return Damaged("PNG: header");
    if (width * height > base::kMaxStripInflated) return Refuse(Refusal::kTooMuch, "PNG: kMaxStripInflated");
    std::uint64_t bits = kChannels[colour] * depth;
    data_bytes_ = interlace == 0 ? RowBytes(width, height, bits) : InterlacedBytes(width, height, bits);
    if (data_bytes_ > base::kMaxStripInflated) return Refuse(Refusal::kTooMuch, "PNG: kMaxStripInflated");
    Put(out_, "IHDR", header.body);
    return base::Ok();
  }

  // Adam7: seven smaller pictures (section 8.1).
  static std::uint64_t InterlacedBytes(std::uint64_t width, std::uint64_t height, std::uint64_t bits) {
    constexpr std::array<std::array<std::uint64_t, 4>, 7> kPasses = {
        {{0, 8, 0, 8}, {4, 8, 0, 8}, {0, 4, 4, 8}, {2, 4, 0, 4}, {0, 2, 2, 4}, {1, 2, 0, 2}, {0, 1, 1, 2}}};
    std::uint64_t total = 0;
    for (const auto& [x, dx, y, dy] : kPasses) {
      total += RowBytes((width + dx - 1 - x) / dx, (height + dy - 1 - y) / dy, bits);
    }
    return total;
  }

  base::Status Chunk() {
    Piece piece = TRY(Next());
    if (piece.type == "IDAT") {
      if (!piece.right || written_) return Damaged("PNG: image data");
      data_ += piece.body;
      return base::Ok();
    }
    if (!data_.empty()) TRY(WriteData());
    if (piece.type == "IEND") {
      if (!written_) return Damaged("PNG: no image data");
      if (!piece.body.empty()) tally_.Add(Taken::kHidden);
      Put(out_, "IEND", "");
      ended_ = true;
      return base::Ok();
    }
    const auto* kept =
        std::find_if(kKept.begin(), kKept.end(), [&](const Kept& k) { return k.type == piece.type; });
    bool again = kept != kKept.end() && kept->once && !seen_.insert(piece.type).second;
    if (kept == kKept.end() || again || piece.body.size() < kept->least || piece.body.size() > kept->most) {
      tally_.Add(WhatIs(piece.type));
      return base::Ok();
    }
    if (!piece.right) return Damaged("PNG: a chunk's checksum is wrong");
    Put(out_, piece.type, piece.body);
    return base::Ok();
  }

  base::Status WriteData() {
    std::size_t used = TRY(MeasureZlib(data_, data_bytes_));
    if (used < data_.size()) tally_.Add(Taken::kTrailing);
    for (std::size_t at = 0; at < used; at += kPiece) {
      Put(out_, "IDAT", std::string_view(data_).substr(at, std::min(kPiece, used - at)));
    }
    data_.clear();
    written_ = true;
    return base::Ok();
  }

  std::string_view bytes_;
  Tally& tally_;
  std::size_t at_ = 0, chunks_ = 0;
  std::uint64_t data_bytes_ = 0;
  std::set<std::string_view> seen_;
  std::string data_, out_;
  bool written_ = false, ended_ = false;
};

}  // namespace

base::Result<std::string> StripPng(std::string_view bytes, Tally& tally) {
  return PngStripper(bytes, tally).Run();
}

}  // namespace strip
