#include "crypto/browser_box.h"

#include <sodium.h>

#include <algorithm>

#include "crypto/raw.h"

namespace crypto {
namespace {

constexpr std::size_t kNonceAt = crypto_box_PUBLICKEYBYTES;
constexpr std::size_t kBoxAt = kNonceAt + crypto_box_NONCEBYTES;
static_assert(kBoxAt + crypto_box_MACBYTES == kBrowserBoxExtraBytes);

}  // namespace

base::Result<Bytes> SealBrowserBox(const PublicKey& receiver, ByteView text) {
  InitCrypto();
  const KeyPair once = KeyPair::Generate();
  Bytes all(kBrowserBoxExtraBytes + text.size());
  const std::span<std::byte> out(all);
  std::ranges::copy(once.public_key(), all.begin());
  randombytes_buf(RawOut(out.subspan(kNonceAt)), crypto_box_NONCEBYTES);
  if (crypto_box_easy(RawOut(out.subspan(kBoxAt)), Raw(text), text.size(), Raw(out.subspan(kNonceAt)),
                      Raw(receiver), Raw(once.private_key().view())) != 0)
    return base::Invalid("this public key cannot be sealed to");
  return all;
}

base::Result<SecretBytes> OpenBrowserBox(const KeyPair& receiver, ByteView box) {
  InitCrypto();
  if (box.size() < kBrowserBoxExtraBytes)
    return base::Corrupt("this does not open: it is damaged or sealed for another key");
  SecretBytes text(box.size() - kBrowserBoxExtraBytes);
  if (crypto_box_open_easy(RawOut(text.writable()), Raw(box.subspan(kBoxAt)), box.size() - kBoxAt,
                           Raw(box.subspan(kNonceAt)), Raw(box), Raw(receiver.private_key().view())) != 0)
    return base::Corrupt("this does not open: it is damaged or sealed for another key");
  return text;
}

}  // namespace crypto
