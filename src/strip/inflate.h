#pragma once
// zlib with limits. Budget counts all that one attachment unpacks. Belongs to one thread.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace strip {

class Budget {
 public:
  // Refusal::kTooMuch over kMaxStripInflated.
  base::Status Spend(std::uint64_t bytes);
  bool Exceeded() const;

 private:
  std::uint64_t spent_ = 0;
};

enum class Wrap { kZlib, kRaw };

// How many of `packed`'s bytes one zlib stream takes; what follows is not part of it. At most `most` bytes
// may come out, nothing of it is kept. Errors: Refusal::kDamaged (not whole), kTooMuch.
base::Result<std::size_t> MeasureZlib(std::string_view packed, std::uint64_t most);

// Refusal::kDamaged, kTooMuch (Budget, kMaxStripRatio, `most`).
base::Result<std::string> Inflate(std::string_view packed, Wrap wrap, std::uint64_t most, Budget& budget);

// zlib's level 6; deterministic for a version of zlib.
std::string Deflate(std::string_view bytes, Wrap wrap);

std::uint32_t Crc32(std::string_view bytes);

}  // namespace strip
