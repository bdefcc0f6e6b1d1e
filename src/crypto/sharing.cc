#include "crypto/sharing.h"

#include <algorithm>

#include "base/check.h"

namespace crypto {
namespace {

struct Share {
  int index = 0;
  ByteView pad;
  ByteView masked;
};

base::Error NotShares() {
  return base::Corrupt("these are not two shares of one secret");
}

base::Result<Share> ReadShare(ByteView bytes) {
  if (bytes.size() % 2 == 0) return NotShares();
  const int index = std::to_integer<int>(bytes[0]);
  if (index >= kShareHolders) return NotShares();
  const std::size_t size = bytes.size() / 2;
  return Share{index, bytes.subspan(1, size), bytes.subspan(1 + size, size)};
}

void Xor(ByteView a, ByteView b, std::span<std::byte> out) {
  std::transform(a.begin(), a.end(), b.begin(), out.begin(), [](std::byte x, std::byte y) { return x ^ y; });
}

}  // namespace

Shares SplitSecret(ByteView secret) {
  std::array<SecretBytes, kShareHolders> pads;
  for (SecretBytes& pad : pads) pad = SecretBytes::Random(secret.size());
  return SplitSecretWithPads(secret, {pads[0].view(), pads[1].view(), pads[2].view()});
}

Shares SplitSecretWithPads(ByteView secret, const std::array<ByteView, kShareHolders>& pads) {
  Shares shares;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const ByteView pad = pads[i];
    const ByteView previous = pads[(i + shares.size() - 1) % shares.size()];
    CHECK(pad.size() == secret.size() && previous.size() == secret.size());
    shares[i] = SecretBytes(1 + 2 * secret.size());
    const std::span<std::byte> share = shares[i].writable();
    share[0] = static_cast<std::byte>(i);
    std::copy(pad.begin(), pad.end(), share.begin() + 1);
    Xor(secret, previous, share.subspan(1 + secret.size()));
  }
  return shares;
}

base::Result<SecretBytes> RestoreSecret(ByteView one, ByteView other) {
  Share first = TRY(ReadShare(one));
  Share second = TRY(ReadShare(other));
  if (first.index == second.index || first.pad.size() != second.pad.size()) return NotShares();
  if ((first.index + 1) % kShareHolders != second.index) std::swap(first, second);
  SecretBytes secret(first.pad.size());
  Xor(first.pad, second.masked, secret.writable());
  return secret;
}

}  // namespace crypto
