#pragma once
// For tests: the other side of passkeys and of OpenID Connect. Keys made by OpenSSL that sign as an
// authenticator or an identity provider does, with every part in reach so that a test can spoil one.

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/check.h"
#include "crypto/encoding.h"
#include "crypto/public_key.h"
#include "crypto/webauthn.h"

namespace crypto::testing {

inline Bytes ToBytes(std::string_view text) {
  const ByteView view = AsBytes(text);
  return {view.begin(), view.end()};
}

inline void Append(Bytes& out, ByteView more) {
  out.insert(out.end(), more.begin(), more.end());
}

inline Bytes Sha256Of(ByteView bytes) {
  Bytes digest(SHA256_DIGEST_LENGTH);
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

class TestKey {
 public:
  using Algorithm = ForeignKey::Algorithm;

  explicit TestKey(Algorithm algorithm) : algorithm_(algorithm), key_(Make(algorithm)) {
    CHECK(key_ != nullptr);
  }

  Algorithm algorithm() const { return algorithm_; }

  // ES256 in DER.
  Bytes Sign(ByteView message) const {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    const EVP_MD* digest = algorithm_ == Algorithm::kEdDsa ? nullptr : EVP_sha256();
    const auto* data = reinterpret_cast<const unsigned char*>(message.data());
    std::size_t size = 0;
    CHECK(EVP_DigestSignInit(context, nullptr, digest, nullptr, key_.get()) == 1);
    CHECK(EVP_DigestSign(context, nullptr, &size, data, message.size()) == 1);
    Bytes signature(size);
    CHECK(EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size, data,
                         message.size()) == 1);
    signature.resize(size);
    EVP_MD_CTX_free(context);
    return signature;
  }

  // ES256 as r and s.
  Bytes SignRaw(ByteView message) const {
    const Bytes der = Sign(message);
    if (algorithm_ != Algorithm::kEs256) return der;
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    ECDSA_SIG* pair = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()));
    Bytes raw(64);
    BN_bn2binpad(ECDSA_SIG_get0_r(pair), reinterpret_cast<unsigned char*>(raw.data()), 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair), reinterpret_cast<unsigned char*>(raw.data()) + 32, 32);
    ECDSA_SIG_free(pair);
    return raw;
  }

  // x and y, or n and e, or the point and nothing.
  Bytes first() const {
    if (algorithm_ == Algorithm::kEs256) return Number(OSSL_PKEY_PARAM_EC_PUB_X, 32);
    if (algorithm_ == Algorithm::kRs256) return Number(OSSL_PKEY_PARAM_RSA_N, 256);
    Bytes point(32);
    std::size_t size = point.size();
    CHECK(EVP_PKEY_get_raw_public_key(key_.get(), reinterpret_cast<unsigned char*>(point.data()), &size) ==
          1);
    return point;
  }
  Bytes second() const {
    if (algorithm_ == Algorithm::kEs256) return Number(OSSL_PKEY_PARAM_EC_PUB_Y, 32);
    if (algorithm_ == Algorithm::kRs256) return Number(OSSL_PKEY_PARAM_RSA_E, 3);
    return {};
  }

  // {"kty":...,"kid":KID,...}
  std::string Jwk(std::string_view kid) const {
    const bool rsa = algorithm_ == Algorithm::kRs256;
    return std::string(rsa ? R"({"kty":"RSA","n":")" : R"({"kty":"EC","crv":"P-256","x":")") +
           Base64UrlEncode(first()) + (rsa ? R"(","e":")" : R"(","y":")") + Base64UrlEncode(second()) +
           R"(","use":"sig","kid":")" + std::string(kid) + "\"}";
  }

  // The compact form of a token with this header and these claims.
  std::string Token(std::string_view header, std::string_view claims) const {
    const std::string body = Base64UrlEncode(AsBytes(header)) + "." + Base64UrlEncode(AsBytes(claims));
    return body + "." + Base64UrlEncode(SignRaw(AsBytes(body)));
  }

 private:
  struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  };
  static EVP_PKEY* Make(Algorithm algorithm) {
    if (algorithm == Algorithm::kEs256) return EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
    if (algorithm == Algorithm::kRs256) return EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{2048});
    return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
  }
  Bytes Number(const char* name, std::size_t size) const {
    BIGNUM* number = nullptr;
    CHECK(EVP_PKEY_get_bn_param(key_.get(), name, &number) == 1);
    Bytes bytes(size);
    CHECK(BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(size)) > 0);
    BN_free(number);
    return bytes;
  }

  Algorithm algorithm_;
  std::unique_ptr<EVP_PKEY, Free> key_;
};

// A writer of CBOR, as much as authenticators need.
namespace cbor {
inline Bytes Head(unsigned major, std::size_t number) {
  const auto byte = [](std::size_t value) { return static_cast<std::byte>(value & 0xFF); };
  if (number < 24) return {byte(major << 5 | number)};
  if (number < 0x100) return {byte(major << 5 | 24), byte(number)};
  return {byte(major << 5 | 25), byte(number >> 8), byte(number)};
}
inline Bytes Int(std::int64_t value) {
  return value >= 0 ? Head(0, static_cast<std::size_t>(value))
                    : Head(1, static_cast<std::size_t>(-1 - value));
}
inline Bytes String(ByteView bytes) {
  Bytes out = Head(2, bytes.size());
  Append(out, bytes);
  return out;
}
inline Bytes Text(std::string_view text) {
  Bytes out = Head(3, text.size());
  Append(out, AsBytes(text));
  return out;
}
inline Bytes Map(std::initializer_list<std::pair<Bytes, Bytes>> entries) {
  Bytes out = Head(5, entries.size());
  for (const auto& [key, value] : entries) {
    Append(out, key);
    Append(out, value);
  }
  return out;
}
}  // namespace cbor

// One authenticator with one passkey. Every member may be changed before the next answer.
class Authenticator {
 public:
  explicit Authenticator(ForeignKey::Algorithm algorithm, RelyingParty given_party)
      : party(std::move(given_party)), key(algorithm) {}

  RelyingParty party;
  TestKey key;
  Bytes credential_id = ToBytes("credential-1");
  unsigned flags = 0x05;  // present and verified
  std::uint32_t sign_count = 1;
  std::string format = "none";  // or "packed": a self attestation
  std::string type_of_registration = "webauthn.create";
  std::string type_of_assertion = "webauthn.get";
  std::string more_client_data = R"(,"crossOrigin":false)";
  Bytes extensions;  // CBOR; with flag 0x80

  std::string ClientData(std::string_view type, ByteView challenge) const {
    return R"({"type":")" + std::string(type) + R"(","challenge":")" + Base64UrlEncode(challenge) +
           R"(","origin":")" + party.origin + "\"" + more_client_data + "}";
  }

  Bytes CoseKey() const {
    const Bytes one = key.first();
    const Bytes two = key.second();
    if (key.algorithm() == ForeignKey::Algorithm::kEs256) {
      return cbor::Map({{cbor::Int(1), cbor::Int(2)},
                        {cbor::Int(3), cbor::Int(-7)},
                        {cbor::Int(-1), cbor::Int(1)},
                        {cbor::Int(-2), cbor::String(one)},
                        {cbor::Int(-3), cbor::String(two)}});
    }
    if (key.algorithm() == ForeignKey::Algorithm::kRs256) {
      return cbor::Map({{cbor::Int(1), cbor::Int(3)},
                        {cbor::Int(3), cbor::Int(-257)},
                        {cbor::Int(-1), cbor::String(one)},
                        {cbor::Int(-2), cbor::String(two)}});
    }
    return cbor::Map({{cbor::Int(1), cbor::Int(1)},
                      {cbor::Int(3), cbor::Int(-8)},
                      {cbor::Int(-1), cbor::Int(6)},
                      {cbor::Int(-2), cbor::String(one)}});
  }

  Bytes AuthData(bool with_credential) const {
    Bytes data = Sha256Of(AsBytes(party.id));
    data.push_back(static_cast<std::byte>(flags | (with_credential ? 0x40u : 0u)));
    for (int shift = 24; shift >= 0; shift -= 8)
      data.push_back(static_cast<std::byte>(sign_count >> shift & 0xFF));
    if (with_credential) {
      Append(data, Bytes(16));
      data.push_back(static_cast<std::byte>(credential_id.size() >> 8));
      data.push_back(static_cast<std::byte>(credential_id.size() & 0xFF));
      Append(data, credential_id);
      Append(data, CoseKey());
    }
    Append(data, extensions);
    return data;
  }

  Bytes SignatureOver(Bytes auth_data, std::string_view client_data) const {
    Append(auth_data, Sha256Of(AsBytes(client_data)));
    return key.Sign(auth_data);
  }

  struct Registration {
    std::string client_data;
    Bytes attestation_object;
  };
  Registration Register(ByteView challenge) const {
    const std::string client_data = ClientData(type_of_registration, challenge);
    const Bytes data = AuthData(true);
    Bytes statement = cbor::Map({});
    if (format == "packed") {
      const std::int64_t number = key.algorithm() == ForeignKey::Algorithm::kEs256   ? kCoseEs256
                                  : key.algorithm() == ForeignKey::Algorithm::kRs256 ? kCoseRs256
                                                                                     : kCoseEdDsa;
      statement = cbor::Map({{cbor::Text("alg"), cbor::Int(number)},
                             {cbor::Text("sig"), cbor::String(SignatureOver(data, client_data))}});
    }
    return {client_data, cbor::Map({{cbor::Text("fmt"), cbor::Text(format)},
                                    {cbor::Text("attStmt"), statement},
                                    {cbor::Text("authData"), cbor::String(data)}})};
  }

  struct Assertion {
    std::string client_data;
    Bytes authenticator_data;
    Bytes signature;
  };
  Assertion Assert(ByteView challenge) const {
    const std::string client_data = ClientData(type_of_assertion, challenge);
    const Bytes data = AuthData(false);
    return {client_data, data, SignatureOver(data, client_data)};
  }
};

}  // namespace crypto::testing
