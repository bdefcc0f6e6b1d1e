#pragma once
// Rng: the world's own random numbers, so that the same seed gives the same bytes with every compiler and
// library (the distributions of <random> differ between libraries). xoshiro256**, seeded by splitmix64.
// Source: D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47 (2021);
// public domain reference code at https://prng.di.unimi.it. Not for secrets. Not thread-safe; cheap to copy.
// About 2 ns a number.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/check.h"

namespace world {

class Rng {
 public:
  explicit Rng(std::uint64_t seed) {
    for (std::uint64_t& word : state_) {
      seed += 0x9e3779b97f4a7c15ULL;
      std::uint64_t z = seed;
      z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
      z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
      word = z ^ (z >> 31);
    }
  }

  std::uint64_t Next() {
    const std::uint64_t result = Rotl(state_[1] * 5, 7) * 9;
    const std::uint64_t t = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = Rotl(state_[3], 45);
    return result;
  }

  // 0 .. n-1, n >= 1. The bias is below n / 2^53.
  std::size_t Below(std::size_t n) {
    CHECK(n > 0);
    return static_cast<std::size_t>(Next() >> 11) % n;
  }

  // low .. high, both included.
  int Between(int low, int high) {
    return low + static_cast<int>(Below(static_cast<std::size_t>(high - low) + 1));
  }

  // True in `per_mille` of a thousand draws.
  bool PerMille(int per_mille) { return Below(1000) < static_cast<std::size_t>(per_mille); }

  template <typename T>
  const T& Pick(std::span<const T> items) {
    return items[Below(items.size())];
  }
  template <typename T>
  const T& Pick(const std::vector<T>& items) {
    return items[Below(items.size())];
  }

  // An index with a chance in proportion to its weight. The sum of the weights must be positive.
  std::size_t Weighted(std::span<const int> weights) {
    std::size_t sum = 0;
    for (int weight : weights) sum += static_cast<std::size_t>(weight);
    std::size_t at = Below(sum);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if (at < static_cast<std::size_t>(weights[i])) return i;
      at -= static_cast<std::size_t>(weights[i]);
    }
    return weights.size() - 1;
  }

  template <typename T>
  void Shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[Below(i)]);
  }

 private:
  static std::uint64_t Rotl(std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
  std::uint64_t state_[4];
};

}  // namespace world
