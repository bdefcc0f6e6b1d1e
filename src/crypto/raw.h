#pragma once
// The pointers that C libraries take. Inside this room only.

#include "crypto/bytes.h"

namespace crypto {

inline const unsigned char* Raw(ByteView bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

inline unsigned char* RawOut(std::span<std::byte> bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

}  // namespace crypto
