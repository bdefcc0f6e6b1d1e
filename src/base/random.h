#pragma once
// The seam to chance. SystemRandom asks the kernel (getrandom(2)) and is what keys, codes and ids are made
// from; SeededRandom repeats itself and is for tests alone. Both may be used on any thread.

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>

namespace base {

class Random {
 public:
  virtual ~Random() = default;
  virtual void Fill(std::span<std::byte> bytes) = 0;

  template <std::size_t N>
  std::array<std::byte, N> Bytes() {
    std::array<std::byte, N> bytes;
    Fill(bytes);
    return bytes;
  }
};

class SystemRandom final : public Random {
 public:
  void Fill(std::span<std::byte> bytes) override;  // ends the program if the kernel has no randomness to give
};

// SplitMix64 (Steele, Lea, Flood 2014), byte by byte.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  void Fill(std::span<std::byte> bytes) override;

 private:
  std::mutex mutex_;
  std::uint64_t state_;
};

}  // namespace base
