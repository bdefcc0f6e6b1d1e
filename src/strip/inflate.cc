#include "strip/inflate.h"

#include <zlib.h>

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/limits_strip.h"
#include "strip/outcome.h"

namespace strip {
namespace {

constexpr std::uint64_t kRatioFrom = 1u << 20;  // kMaxStripRatio counts from here

// One zlib stream, inflated piece by piece.
class Inflater {
 public:
  Inflater(std::string_view packed, Wrap wrap) {
    stream_.next_in =
        reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // zlib does not write there
    stream_.avail_in = static_cast<uInt>(packed.size());
    CHECK(inflateInit2(&stream_, wrap == Wrap::kRaw ? -MAX_WBITS : MAX_WBITS) == Z_OK);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() { inflateEnd(&stream_); }

  // The next piece, empty at the end.
  base::Result<std::string_view> Next() {
    if (ended_) return std::string_view();
    stream_.next_out = buffer_.data();
    stream_.avail_out = static_cast<uInt>(buffer_.size());
    int code = inflate(&stream_, Z_NO_FLUSH);
    std::size_t count = buffer_.size() - stream_.avail_out;
    ended_ = code == Z_STREAM_END;
    if (!ended_ && (code != Z_OK || count == 0))
      return Refuse(Refusal::kDamaged, "compressed data is not whole");
    return std::string_view(reinterpret_cast<const char*>(buffer_.data()), count);
  }
  bool ended() const { return ended_; }
  std::size_t left() const { return stream_.avail_in; }

 private:
  z_stream stream_{};
  bool ended_ = false;
  std::array<Bytef, 64u << 10> buffer_;
};

}  // namespace

base::Status Budget::Spend(std::uint64_t bytes) {
  spent_ += bytes;
  if (Exceeded()) return Refuse(Refusal::kTooMuch, "kMaxStripInflated");
  return base::Ok();
}

bool Budget::Exceeded() const {
  return spent_ > base::kMaxStripInflated;
}

base::Result<std::size_t> MeasureZlib(std::string_view packed, std::uint64_t most) {
  Inflater inflater(packed, Wrap::kZlib);
  std::uint64_t total = 0;
  while (!inflater.ended()) {
    total += TRY(inflater.Next()).size();
    if (total > most) return Refuse(Refusal::kTooMuch, "compressed data is longer than it should be");
  }
  return packed.size() - inflater.left();
}

base::Result<std::string> Inflate(std::string_view packed, Wrap wrap, std::uint64_t most, Budget& budget) {
  Inflater inflater(packed, wrap);
  std::string out;
  while (!inflater.ended()) {
    std::string_view piece = TRY(inflater.Next());
    TRY(budget.Spend(piece.size()));
    out += piece;
    if (out.size() > most) return Refuse(Refusal::kTooMuch, "one part is too long");
    if (out.size() > kRatioFrom && out.size() / base::kMaxStripRatio > packed.size()) {
      return Refuse(Refusal::kTooMuch, "kMaxStripRatio");
    }
  }
  return out;
}

std::string Deflate(std::string_view bytes, Wrap wrap) {
  z_stream stream{};
  int bits = wrap == Wrap::kRaw ? -MAX_WBITS : MAX_WBITS;
  CHECK(deflateInit2(&stream, 6, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  CHECK(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::uint32_t Crc32(std::string_view bytes) {
  return static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

}  // namespace strip
