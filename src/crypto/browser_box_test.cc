#include "crypto/browser_box.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "crypto/encoding.h"

namespace crypto {
namespace {

KeyPair Counting() {
  SecretBytes key(kKeyBytes);
  for (std::size_t i = 0; i < key.size(); ++i) key.writable()[i] = static_cast<std::byte>(i + 1);
  return std::move(KeyPair::FromPrivate(std::move(key))).value();
}

// Made by src/voice/worker/sealed/nacl.js under Node: private keys 1, 2, 3 ... of the receiver and 200, 199,
// 198 ... of the sender, nonce 0, 3, 6 ...
TEST(BrowserBox, OpensWhatTheLibraryInThePageSeals) {
  const KeyPair receiver = Counting();
  EXPECT_EQ(HexEncode(receiver.public_key()),
            "07a37cbc142093c8b755dc1b10e86cb426374ad16aa853ed0bdfc0b2b86d1c7c");
  const Bytes box = HexDecode(
                        "8dafcfeeae9045ee9a78d78a99fcf32e7781e441eb073096c342b8e2dcc3b612000306090c0f1215181b"
                        "1e2124272a2d3033"
                        "36393c3f424576d6efa6270b3f007edf5255242c69dc4752e9229044e05d5d3c9403b4d8b17b59c120ba"
                        "57bd21865e6d2830"
                        "62a2")
                        .value();
  const base::Result<SecretBytes> text = OpenBrowserBox(receiver, box);
  ASSERT_TRUE(text);
  EXPECT_EQ(AsText(text->view()), "sealed in a browser — 봉인");
}

TEST(BrowserBox, RoundTripAndLengths) {
  const KeyPair receiver = KeyPair::Generate();
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{512}, std::size_t{131'072}}) {
    const Bytes text(size, std::byte{7});
    const Bytes box = SealBrowserBox(receiver.public_key(), text).value();
    EXPECT_EQ(box.size(), size + kBrowserBoxExtraBytes);
    const base::Result<SecretBytes> opened = OpenBrowserBox(receiver, box);
    ASSERT_TRUE(opened);
    EXPECT_TRUE(std::ranges::equal(opened->view(), text));
  }
}

TEST(BrowserBox, EveryChangedByteAndEveryOtherKeyIsNoticed) {
  const KeyPair receiver = KeyPair::Generate();
  const Bytes box = SealBrowserBox(receiver.public_key(), AsBytes("they kept my passport")).value();
  for (std::size_t i = 0; i < box.size(); ++i) {
    Bytes changed = box;
    changed[i] ^= std::byte{1};
    const base::Result<SecretBytes> opened = OpenBrowserBox(receiver, changed);
    ASSERT_FALSE(opened) << i;
    EXPECT_EQ(opened.error().code, base::Code::kCorrupt);
  }
  for (std::size_t size = 0; size < box.size(); ++size)
    EXPECT_FALSE(OpenBrowserBox(receiver, ByteView(box).first(size)));
  EXPECT_FALSE(OpenBrowserBox(KeyPair::Generate(), box));
  EXPECT_FALSE(SealBrowserBox(PublicKey{}, box)) << "a key of low order";
}

}  // namespace
}  // namespace crypto
