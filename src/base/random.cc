#include "base/random.h"

#include <sys/random.h>

#include <cerrno>

#include "base/check.h"

namespace base {

void SystemRandom::Fill(std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t got = getrandom(bytes.data(), bytes.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    CHECK(got > 0);
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
}

void SeededRandom::Fill(std::span<std::byte> bytes) {
  const std::lock_guard lock(mutex_);
  for (std::byte& byte : bytes) {
    state_ += 0x9E3779B97F4A7C15u;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    byte = static_cast<std::byte>(mixed ^ (mixed >> 31));
  }
}

}  // namespace base
