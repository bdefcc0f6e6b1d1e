#include "crypto/box.h"

#include <sodium.h>

#include <algorithm>

#include "base/check.h"
#include "crypto/raw.h"

namespace crypto {
namespace {

static_assert(kKeyBytes == crypto_box_PUBLICKEYBYTES && kKeyBytes == crypto_box_SECRETKEYBYTES);
static_assert(kKeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kContextBytes = crypto_hash_sha256_BYTES;

base::Error DoesNotOpen() {
  return base::Corrupt("this does not open: it is damaged or sealed for another key");
}

// crypto_box_seal takes no associated data, so the digest of the context is sealed in front of the text.
std::array<std::byte, kContextBytes> DigestOf(ByteView context) {
  std::array<std::byte, kContextBytes> digest;
  crypto_hash_sha256(RawOut(std::span(digest)), Raw(context), context.size());
  return digest;
}

SecretBytes Tail(const SecretBytes& bytes, std::size_t from) {
  return SecretBytes::Copy(bytes.view().subspan(from));
}

}  // namespace

base::Result<PublicKey> ToPublicKey(ByteView bytes) {
  if (bytes.size() != kKeyBytes) return base::Corrupt("a public key is damaged");
  PublicKey key;
  std::copy(bytes.begin(), bytes.end(), key.begin());
  return key;
}

KeyPair KeyPair::Generate() {
  InitCrypto();
  PublicKey public_key;
  SecretBytes private_key(kKeyBytes);
  crypto_box_keypair(RawOut(std::span(public_key)), RawOut(private_key.writable()));
  return {public_key, std::move(private_key)};
}

base::Result<KeyPair> KeyPair::FromPrivate(SecretBytes private_key) {
  InitCrypto();
  if (private_key.size() != kKeyBytes) return base::Corrupt("a private key is damaged");
  PublicKey public_key;
  crypto_scalarmult_base(RawOut(std::span(public_key)), Raw(private_key.view()));
  return KeyPair(public_key, std::move(private_key));
}

base::Result<Bytes> SealTo(const PublicKey& receiver, ByteView plaintext, ByteView context) {
  InitCrypto();
  SecretBytes inner(kContextBytes + plaintext.size());
  const auto digest = DigestOf(context);
  std::copy(digest.begin(), digest.end(), inner.writable().begin());
  std::copy(plaintext.begin(), plaintext.end(), inner.writable().begin() + kContextBytes);
  Bytes box(crypto_box_SEALBYTES + inner.size());
  if (crypto_box_seal(RawOut(std::span(box)), Raw(inner.view()), inner.size(), Raw(receiver)) != 0) {
    return base::Invalid("this public key cannot be sealed to");
  }
  return box;
}

base::Result<SecretBytes> OpenSealed(const KeyPair& receiver, ByteView box, ByteView context) {
  InitCrypto();
  if (box.size() < crypto_box_SEALBYTES + kContextBytes) return DoesNotOpen();
  SecretBytes inner(box.size() - crypto_box_SEALBYTES);
  const bool opened =
      crypto_box_seal_open(RawOut(inner.writable()), Raw(box), box.size(), Raw(receiver.public_key()),
                           Raw(receiver.private_key().view())) == 0;
  if (!opened || !ConstantTimeEqual(inner.view().first(kContextBytes), DigestOf(context)))
    return DoesNotOpen();
  return Tail(inner, kContextBytes);
}

Bytes Encrypt(const SecretBytes& key, ByteView plaintext, ByteView context) {
  InitCrypto();
  CHECK(key.size() == kKeyBytes);
  Bytes box(kNonceBytes + plaintext.size() + kTagBytes);
  randombytes_buf(box.data(), kNonceBytes);
  const std::span<std::byte> sealed = std::span(box).subspan(kNonceBytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(RawOut(sealed), nullptr, Raw(plaintext), plaintext.size(),
                                             Raw(context), context.size(), nullptr, RawOut(std::span(box)),
                                             Raw(key.view()));
  return box;
}

base::Result<SecretBytes> Decrypt(const SecretBytes& key, ByteView box, ByteView context) {
  InitCrypto();
  CHECK(key.size() == kKeyBytes);
  if (box.size() < kNonceBytes + kTagBytes) return DoesNotOpen();
  const ByteView sealed = box.subspan(kNonceBytes);
  SecretBytes plaintext(sealed.size() - kTagBytes);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(RawOut(plaintext.writable()), nullptr, nullptr, Raw(sealed),
                                                 sealed.size(), Raw(context), context.size(), Raw(box),
                                                 Raw(key.view())) != 0) {
    return DoesNotOpen();
  }
  return plaintext;
}

}  // namespace crypto
