#pragma once
// A small strict reader of CBOR (RFC 8949) for what authenticators send: integers, byte and text strings,
// arrays, maps, false, true, null. Refused: indefinite lengths, tags, floats, other simple values, numbers
// longer than needed, equal keys in a map, keys that are no integer or text, text that is not UTF-8, nesting
// over base::kMaxCborDepth, more than base::kMaxCborItems items. Memory follows the input's length. Pure.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/bytes.h"

namespace crypto {

struct CborItem {
  enum class Kind : std::uint8_t { kInteger, kBytes, kText, kArray, kMap, kFalse, kTrue, kNull };
  Kind kind = Kind::kNull;
  std::int64_t integer = 0;     // kInteger
  ByteView bytes;               // kBytes and kText; into the input
  std::vector<CborItem> items;  // kArray, or the values of kMap
  std::vector<CborItem> keys;   // kMap, in the order of the input, as many as `items`

  // The value under a key of a map; nullptr where there is none or this is no map.
  const CborItem* Find(std::string_view key) const;
  const CborItem* Find(std::int64_t key) const;
};

// One item at the beginning of `input`; `used` gets its length. Errors: kInvalid, saying what and at which
// byte.
base::Result<CborItem> ReadCborPrefix(ByteView input, std::size_t& used);
// The whole input is one item.
base::Result<CborItem> ReadCbor(ByteView input);

}  // namespace crypto
