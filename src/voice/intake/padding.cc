#include "voice/intake/padding.h"

#include <algorithm>

namespace voice {
namespace {

constexpr std::size_t kSmallest = 512, kLargestClass = 512u << 10, kStep = 4;
constexpr std::byte kMark{0x80};

}  // namespace

std::size_t PaddedSize(std::size_t size) {
  for (std::size_t known = kSmallest; known < kLargestClass; known *= kStep)
    if (size < known) return known;
  return (size / kLargestClass + 1) * kLargestClass;
}

bool IsPaddedSize(std::size_t size) {
  return size > 0 && PaddedSize(size - 1) == size;
}

crypto::SecretBytes Pad(crypto::ByteView text) {
  crypto::SecretBytes padded(PaddedSize(text.size()));
  std::copy(text.begin(), text.end(), padded.writable().begin());
  padded.writable()[text.size()] = kMark;
  return padded;
}

base::Result<crypto::SecretBytes> Unpad(const crypto::SecretBytes& padded) {
  std::size_t size = padded.size();
  while (size > 0 && padded.view()[size - 1] == std::byte{0}) --size;
  if (size == 0 || padded.view()[size - 1] != kMark) return base::Corrupt("a sealed text has no end");
  return crypto::SecretBytes::Copy(padded.view().first(size - 1));
}

}  // namespace voice
