#pragma once
// The pointers that C libraries take: never null, because some declare that they are not, also where nothing
// is read or written. Inside this room only.

#include "crypto/bytes.h"

namespace crypto {

inline const unsigned char* Raw(ByteView bytes) {
  static constexpr unsigned char kNothing = 0;
  return bytes.empty() ? &kNothing : reinterpret_cast<const unsigned char*>(bytes.data());
}

inline unsigned char* RawOut(std::span<std::byte> bytes) {
  static thread_local unsigned char nothing = 0;
  return bytes.empty() ? &nothing : reinterpret_cast<unsigned char*>(bytes.data());
}

}  // namespace crypto
