#include "crypto/public_key.h"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <array>

#include "crypto/raw.h"

namespace crypto {
namespace {

constexpr std::size_t kCoordinateBytes = 32;
constexpr int kMinRsaBits = 2048;
constexpr int kMaxRsaBits = 8192;
constexpr std::size_t kMaxRsaExponentBytes = 8;

template <auto kFree>
struct FreeWith {
  template <typename T>
  void operator()(T* thing) const {
    kFree(thing);
  }
};
using BigNumber = std::unique_ptr<BIGNUM, FreeWith<BN_free>>;
using Context = std::unique_ptr<EVP_PKEY_CTX, FreeWith<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX_free>>;
using ParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, FreeWith<OSSL_PARAM_BLD_free>>;
using ParamList = std::unique_ptr<OSSL_PARAM, FreeWith<OSSL_PARAM_free>>;
using EcSignature = std::unique_ptr<ECDSA_SIG, FreeWith<ECDSA_SIG_free>>;

base::Error NoKey() {
  ERR_clear_error();
  return base::Invalid("this is not a usable public key");
}

// nullptr where OpenSSL refuses.
EVP_PKEY* MakeKey(const char* type, OSSL_PARAM* params) {
  const Context context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params) != 1) {
    return nullptr;
  }
  return key;
}

BigNumber ToNumber(ByteView bytes) {
  return BigNumber(BN_bin2bn(Raw(bytes), static_cast<int>(bytes.size()), nullptr));
}

}  // namespace

void ForeignKey::Free::operator()(evp_pkey_st* key) const {
  EVP_PKEY_free(key);
}

base::Result<ForeignKey> ForeignKey::FromP256(ByteView x, ByteView y) {
  if (x.size() != kCoordinateBytes || y.size() != kCoordinateBytes) return NoKey();
  std::array<unsigned char, 1 + 2 * kCoordinateBytes> point;
  point[0] = POINT_CONVERSION_UNCOMPRESSED;
  std::copy_n(Raw(x), x.size(), point.begin() + 1);
  std::copy_n(Raw(y), y.size(), point.begin() + 1 + kCoordinateBytes);
  char group[] = "P-256";
  OSSL_PARAM params[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
      OSSL_PARAM_construct_end(),
  };
  ForeignKey key(Algorithm::kEs256, MakeKey("EC", params));  // which checks that the point lies on the curve
  if (!key.key_) return NoKey();
  return key;
}

base::Result<ForeignKey> ForeignKey::FromRsa(ByteView modulus, ByteView exponent) {
  if (modulus.size() > kMaxRsaBits / 8 || exponent.size() > kMaxRsaExponentBytes) return NoKey();
  const BigNumber n = ToNumber(modulus);
  const BigNumber e = ToNumber(exponent);
  const ParamBuilder builder(OSSL_PARAM_BLD_new());
  if (!n || !e || !builder) return NoKey();
  const bool sane =
      BN_num_bits(n.get()) >= kMinRsaBits && BN_is_odd(n.get()) && BN_is_odd(e.get()) && !BN_is_one(e.get());
  if (!sane || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1) {
    return NoKey();
  }
  const ParamList params(OSSL_PARAM_BLD_to_param(builder.get()));
  ForeignKey key(Algorithm::kRs256, params ? MakeKey("RSA", params.get()) : nullptr);
  if (!key.key_) return NoKey();
  return key;
}

base::Result<ForeignKey> ForeignKey::FromEd25519(ByteView point) {
  ForeignKey key(Algorithm::kEdDsa,
                 EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, Raw(point), point.size()));
  if (!key.key_) return NoKey();
  return key;
}

bool ForeignKey::Verify(ByteView message, ByteView signature) const {
  const DigestContext context(EVP_MD_CTX_new());
  const EVP_MD* digest = algorithm_ == Algorithm::kEdDsa ? nullptr : EVP_sha256();
  const bool good =
      context && EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key_.get()) == 1 &&
      EVP_DigestVerify(context.get(), Raw(signature), signature.size(), Raw(message), message.size()) == 1;
  ERR_clear_error();
  return good;
}

bool ForeignKey::VerifyRaw(ByteView message, ByteView signature) const {
  if (algorithm_ != Algorithm::kEs256) return Verify(message, signature);
  if (signature.size() != 2 * kCoordinateBytes) return false;
  BigNumber r = ToNumber(signature.first(kCoordinateBytes));
  BigNumber s = ToNumber(signature.subspan(kCoordinateBytes));
  const EcSignature pair(ECDSA_SIG_new());
  if (!r || !s || !pair || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1) return false;
  (void)r.release();  // they belong to `pair` now
  (void)s.release();
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(pair.get(), &der);
  if (size <= 0) return false;
  const bool good = Verify(message, std::as_bytes(std::span(der, static_cast<std::size_t>(size))));
  OPENSSL_free(der);
  return good;
}

}  // namespace crypto
