#include "crypto/stream.h"

#include <gtest/gtest.h>

#include "crypto/box.h"

namespace crypto {
namespace {

ByteSink Into(Bytes& out) {
  return [&out](ByteView bytes) -> base::Status {
    out.insert(out.end(), bytes.begin(), bytes.end());
    return base::Ok();
  };
}

Bytes Pattern(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::byte>(i * 31 + (i >> 8));
  return bytes;
}

Bytes Seal(const SecretBytes& key, const Bytes& plaintext, std::size_t step) {
  Bytes sealed;
  StreamSealer sealer(key, AsBytes("file 1"), Into(sealed));
  for (std::size_t at = 0; at < plaintext.size(); at += step) {
    EXPECT_TRUE(sealer.Write(ByteView(plaintext).subspan(at, std::min(step, plaintext.size() - at))));
  }
  EXPECT_TRUE(sealer.Finish());
  return sealed;
}

base::Result<Bytes> Open(const SecretBytes& key, ByteView sealed, std::size_t step,
                         std::string_view context = "file 1") {
  Bytes plaintext;
  StreamOpener opener(key, AsBytes(context), Into(plaintext));
  for (std::size_t at = 0; at < sealed.size(); at += step) {
    TRY(opener.Write(sealed.subspan(at, std::min(step, sealed.size() - at))));
  }
  TRY(opener.Finish());
  return plaintext;
}

TEST(Stream, ComesBackWhateverTheSizes) {
  const SecretBytes key = SecretBytes::Random(kKeyBytes);
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kStreamChunkBytes - 1, kStreamChunkBytes,
                                 kStreamChunkBytes + 1, 3 * kStreamChunkBytes}) {
    const Bytes plaintext = Pattern(size);
    for (const std::size_t step : {std::size_t{1000}, kStreamChunkBytes, 10 * kStreamChunkBytes}) {
      const Bytes sealed = Seal(key, plaintext, step);
      EXPECT_EQ(
          sealed.size(),
          24 + size + 17 * std::max<std::size_t>(1, (size + kStreamChunkBytes - 1) / kStreamChunkBytes));
      EXPECT_EQ(Open(key, sealed, 777).value(), plaintext) << size << " in steps of " << step;
    }
  }
}

TEST(Stream, EveryCutIsFound) {
  const SecretBytes key = SecretBytes::Random(kKeyBytes);
  const Bytes sealed = Seal(key, Pattern(2 * kStreamChunkBytes + 5), 9999);
  const std::size_t chunk = kStreamChunkBytes + 17;
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{23}, std::size_t{24}, std::size_t{30}, 24 + chunk, 24 + chunk + 1,
        24 + 2 * chunk, 24 + 2 * chunk + 17, sealed.size() - 1}) {
    const auto opened = Open(key, ByteView(sealed).first(size), 4096);
    ASSERT_FALSE(opened) << size;
    EXPECT_EQ(opened.error().code, base::Code::kCorrupt);
  }
}

TEST(Stream, ChangesOrderContextAndLengtheningAreFound) {
  const SecretBytes key = SecretBytes::Random(kKeyBytes);
  const Bytes sealed = Seal(key, Pattern(2 * kStreamChunkBytes + 5), 9999);
  const std::size_t chunk = kStreamChunkBytes + 17;
  for (const std::size_t at :
       {std::size_t{0}, std::size_t{23}, std::size_t{24}, std::size_t{100'000}, sealed.size() - 1}) {
    Bytes changed = sealed;
    changed[at] ^= std::byte{0x80};
    EXPECT_FALSE(Open(key, changed, 4096)) << at;
  }
  Bytes swapped = sealed;
  std::swap_ranges(swapped.begin() + 24, swapped.begin() + 24 + static_cast<std::ptrdiff_t>(chunk),
                   swapped.begin() + 24 + static_cast<std::ptrdiff_t>(chunk));
  EXPECT_FALSE(Open(key, swapped, 4096));
  Bytes longer = sealed;
  longer.push_back(std::byte{0});
  EXPECT_FALSE(Open(key, longer, 4096));
  EXPECT_FALSE(Open(key, sealed, 4096, "file 2"));
  EXPECT_FALSE(Open(SecretBytes::Random(kKeyBytes), sealed, 4096));
}

TEST(Stream, AnErrorOfTheSinkIsPassedOn) {
  const SecretBytes key = SecretBytes::Random(kKeyBytes);
  StreamSealer sealer(key, {}, [](ByteView) -> base::Status { return base::IoError("the disk is full"); });
  EXPECT_EQ(sealer.Write(Pattern(2 * kStreamChunkBytes)).error().code, base::Code::kIo);
}

}  // namespace
}  // namespace crypto
