#pragma once
// Hash64: a stable 64-bit hash of bytes (FNV-1a, then the 64-bit finaliser of MurmurHash3). It is part of
// file formats (the rarity table, compiled lists) and therefore never changes. Not for secrets and not
// against adversaries: use crypto/digest.h for those. Pure; about 1 ns a byte; meant for short strings.
// Sources: FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ (offset basis and prime for 64 bits); fmix64 of
// MurmurHash3.

#include <cstdint>
#include <string_view>

namespace base {

constexpr std::uint64_t Mix64(std::uint64_t h) {
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccdULL;
  h ^= h >> 33;
  h *= 0xc4ceb9fe1a85ec53ULL;
  h ^= h >> 33;
  return h;
}

constexpr std::uint64_t Hash64(std::string_view bytes) {
  std::uint64_t h = 0xcbf29ce484222325ULL;
  for (char c : bytes) {
    h ^= static_cast<unsigned char>(c);
    h *= 0x100000001b3ULL;
  }
  return Mix64(h);
}

}  // namespace base
