#include "crypto/sign.h"

#include <sodium.h>

#include "crypto/raw.h"

namespace crypto {
namespace {

static_assert(sizeof(VerifyKey) == crypto_sign_PUBLICKEYBYTES && sizeof(Signature) == crypto_sign_BYTES);

}  // namespace

SigningKey SigningKey::Generate() {
  InitCrypto();
  VerifyKey verify_key;
  SecretBytes expanded(crypto_sign_SECRETKEYBYTES);
  crypto_sign_keypair(RawOut(std::span(verify_key)), RawOut(expanded.writable()));
  return {verify_key, std::move(expanded)};
}

base::Result<SigningKey> SigningKey::FromSeed(const SecretBytes& seed) {
  InitCrypto();
  if (seed.size() != crypto_sign_SEEDBYTES) return base::Corrupt("a signing key is damaged");
  VerifyKey verify_key;
  SecretBytes expanded(crypto_sign_SECRETKEYBYTES);
  crypto_sign_seed_keypair(RawOut(std::span(verify_key)), RawOut(expanded.writable()), Raw(seed.view()));
  return SigningKey(verify_key, std::move(expanded));
}

SecretBytes SigningKey::seed() const {
  return SecretBytes::Copy(expanded_.view().first(crypto_sign_SEEDBYTES));
}

Signature SigningKey::Sign(ByteView message) const {
  Signature signature;
  crypto_sign_detached(RawOut(std::span(signature)), nullptr, Raw(message), message.size(),
                       Raw(expanded_.view()));
  return signature;
}

bool VerifySignature(const VerifyKey& key, ByteView message, ByteView signature) {
  InitCrypto();
  return signature.size() == sizeof(Signature) &&
         crypto_sign_verify_detached(Raw(signature), Raw(message), message.size(), Raw(key)) == 0;
}

}  // namespace crypto
