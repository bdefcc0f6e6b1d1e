#include "base/limits_strip.h"
#include "strip/bytes_io.h"
#include "strip/picture.h"

namespace strip {
namespace {

using namespace std::string_view_literals;

constexpr char kImage = ',', kExtension = '!', kTrailer = ';';
constexpr char kControl = '\xf9', kCommentLabel = '\xfe', kApplication = '\xff';

class GifStripper {
 public:
  GifStripper(std::string_view bytes, Tally& tally) : bytes_(bytes), tally_(tally) {}

  base::Result<std::string> Run() {
    std::string_view head = TRY(Take(13));
    if (head.substr(0, 6) != "GIF87a" && head.substr(0, 6) != "GIF89a") return Damaged();
    out_ = head;
    out_ += TRY(Take(TableSize(Byte(head, 10))));
    bool ended = false;
    while (!ended) ended = TRY(Block());
    if (pictures_ == 0) return Damaged();
    out_ += kTrailer;
    if (at_ < bytes_.size()) tally_.Add(Taken::kTrailing);
    return std::move(out_);
  }

 private:
  static base::Error Damaged() { return Refuse(Refusal::kDamaged, "GIF: cut off"); }

  static std::size_t TableSize(std::uint32_t flags) {
    return (flags & 0x80) == 0 ? 0 : std::size_t{3} << ((flags & 7) + 1);
  }

  base::Result<std::string_view> Take(std::size_t size) {
    if (bytes_.size() - at_ < size) return Damaged();
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }

  // Sub-blocks with their lengths, the empty one at the end included.
  base::Result<std::string_view> TakeBlocks() {
    std::size_t from = at_;
    while (true) {
      std::size_t length = Byte(TRY(Take(1)), 0);
      if (length == 0) return bytes_.substr(from, at_ - from);
      (void)TRY(Take(length));
    }
  }

  // Whether the file has ended. A file that ends without its trailer is shown by every reader.
  base::Result<bool> Block() {
    if (++blocks_ > base::kMaxStripSegments) return Refuse(Refusal::kTooMuch, "GIF: kMaxStripSegments");
    if (at_ == bytes_.size()) return true;
    char kind = TRY(Take(1))[0];
    if (kind == kTrailer) return true;
    if (kind == kExtension) {
      TRY(Extension());
      return false;
    }
    if (kind != kImage) return Damaged();
    std::string_view place = TRY(Take(9));
    (out_ += kImage) += place;
    out_ += TRY(Take(TableSize(Byte(place, 8))));
    out_ += TRY(Take(1));
    out_ += TRY(TakeBlocks());
    ++pictures_;
    return false;
  }

  base::Status Extension() {
    char label = TRY(Take(1))[0];
    std::string_view body = TRY(TakeBlocks());
    bool loops =
        label == kApplication && body.size() == 17 && body.substr(0, 14) == "\x0bNETSCAPE2.0\x03\x01"sv;
    bool timing = label == kControl && body.size() == 6 && body[0] == 4;
    if (loops || timing) {
      ((out_ += kExtension) += label) += body;
    } else if (label == kCommentLabel) {
      tally_.Add(Taken::kComment);
    } else if (label == kApplication && body.substr(1, 8) == "XMP Data") {
      tally_.Add(Taken::kXmp);
    } else {
      tally_.Add(label == kApplication ? Taken::kAppData : Taken::kHidden);
    }
    return base::Ok();
  }

  std::string_view bytes_;
  Tally& tally_;
  std::size_t at_ = 0, blocks_ = 0, pictures_ = 0;
  std::string out_;
};

}  // namespace

base::Result<std::string> StripGif(std::string_view bytes, Tally& tally) {
  return GifStripper(bytes, tally).Run();
}

}  // namespace strip
