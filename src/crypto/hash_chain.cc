#include "crypto/hash_chain.h"

#include <sodium.h>

#include <cstdint>

#include "crypto/raw.h"
#include "crypto/secret.h"

namespace crypto {
namespace {

class Hasher {
 public:
  Hasher() { crypto_hash_sha256_init(&state_); }
  void Add(ByteView bytes) { crypto_hash_sha256_update(&state_, Raw(bytes), bytes.size()); }
  void AddNumber(std::uint64_t number) {
    std::array<std::byte, 8> bytes;
    for (std::byte& byte : bytes) {
      byte = static_cast<std::byte>(number & 0xFF);
      number >>= 8;
    }
    Add(bytes);
  }
  ChainHead Finish() {
    ChainHead head;
    crypto_hash_sha256_final(&state_, RawOut(head));
    return head;
  }

 private:
  crypto_hash_sha256_state state_;
};

}  // namespace

ChainHead ExtendChain(const ChainHead& previous, std::span<const std::string_view> fields) {
  using namespace std::string_view_literals;
  InitCrypto();
  Hasher hasher;
  hasher.Add(AsBytes("manumit-chain-1\0"sv));
  hasher.Add(previous);
  hasher.AddNumber(fields.size());
  for (const std::string_view field : fields) {
    hasher.AddNumber(field.size());
    hasher.Add(AsBytes(field));
  }
  return hasher.Finish();
}

}  // namespace crypto
