#include "crypto/mac.h"

#include <sodium.h>

#include <algorithm>
#include <cstdint>

#include "base/check.h"
#include "crypto/raw.h"

namespace crypto {
namespace {

static_assert(sizeof(Mac) == crypto_auth_hmacsha256_BYTES);

// One message in several parts.
class Hmac {
 public:
  explicit Hmac(ByteView key) { crypto_auth_hmacsha256_init(&state_, Raw(key), key.size()); }
  Hmac(const Hmac&) = delete;
  Hmac& operator=(const Hmac&) = delete;
  ~Hmac() { sodium_memzero(&state_, sizeof state_); }
  void Add(ByteView part) { crypto_auth_hmacsha256_update(&state_, Raw(part), part.size()); }
  void Finish(std::span<std::byte> mac) { crypto_auth_hmacsha256_final(&state_, RawOut(mac)); }

 private:
  crypto_auth_hmacsha256_state state_;
};

}  // namespace

Mac HmacSha256(ByteView key, ByteView message) {
  InitCrypto();
  Mac mac;
  Hmac hmac(key);
  hmac.Add(message);
  hmac.Finish(mac);
  return mac;
}

bool VerifyHmacSha256(ByteView key, ByteView message, ByteView mac) {
  return ConstantTimeEqual(HmacSha256(key, message), mac);
}

SecretBytes HkdfSha256(ByteView key, ByteView salt, std::string_view info, std::size_t size) {
  InitCrypto();
  CHECK(size <= 255 * sizeof(Mac));
  SecretBytes extracted(sizeof(Mac));
  Hmac extract(salt);
  extract.Add(key);
  extract.Finish(extracted.writable());

  SecretBytes out(size);
  SecretBytes block(sizeof(Mac));
  for (std::size_t done = 0, counter = 1; done < size; ++counter) {
    Hmac expand(extracted.view());
    if (counter > 1) expand.Add(block.view());
    expand.Add(AsBytes(info));
    const auto number = static_cast<std::byte>(counter);
    expand.Add({&number, 1});
    expand.Finish(block.writable());
    const std::size_t taken = std::min(block.size(), size - done);
    std::copy_n(block.view().begin(), taken, out.writable().begin() + static_cast<std::ptrdiff_t>(done));
    done += taken;
  }
  return out;
}

}  // namespace crypto
