#pragma once
// Public keys of others, by OpenSSL: what passkeys and identity providers sign with. Inside this room only
// (webauthn.h, jwt.h use it). Movable; thread-safe for verifying. Errors: kInvalid (no such key: a point off
// the curve, a modulus of a wrong size).

#include <cstdint>
#include <memory>

#include "base/result.h"
#include "crypto/bytes.h"

struct evp_pkey_st;

namespace crypto {

class ForeignKey {
 public:
  enum class Algorithm : std::uint8_t { kEs256, kRs256, kEdDsa };

  static base::Result<ForeignKey> FromP256(ByteView x, ByteView y);  // 32 bytes each
  static base::Result<ForeignKey> FromRsa(ByteView modulus,
                                          ByteView exponent);   // big-endian; 2,048 to 8,192 bits
  static base::Result<ForeignKey> FromEd25519(ByteView point);  // 32 bytes

  Algorithm algorithm() const { return algorithm_; }
  // An ES256 signature in DER. RS256 is PKCS #1 v1.5 with SHA-256.
  bool Verify(ByteView message, ByteView signature) const;
  // The same for an ES256 signature as r and s, 32 bytes each (JWS).
  bool VerifyRaw(ByteView message, ByteView signature) const;

 private:
  struct Free {
    void operator()(evp_pkey_st* key) const;
  };
  ForeignKey(Algorithm algorithm, evp_pkey_st* key) : algorithm_(algorithm), key_(key) {}
  Algorithm algorithm_;
  std::unique_ptr<evp_pkey_st, Free> key_;
};

}  // namespace crypto
