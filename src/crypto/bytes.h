#pragma once
// The shape in which this room takes and gives bytes. ByteView refers to the caller's memory; Bytes owns what
// may be public (ciphertexts, signatures). What must stay secret is a SecretBytes (secret.h).

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace crypto {

using Bytes = std::vector<std::byte>;
using ByteView = std::span<const std::byte>;

inline ByteView AsBytes(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

inline std::string_view AsText(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace crypto
