#pragma once
// An append-only chain of records: each head is the SHA-256 of the head before it and of the record's fields,
// each with its length in front, so that no two different records have the same bytes. Whoever knows a later
// head notices every change, removal, insertion and re-ordering before it. Pure, thread-safe.
//
// Bytes hashed: "manumit-chain-1", a NUL, the previous head (32), the number of fields (8, little-endian),
// then for each field its length (8, little-endian) and its bytes.

#include <array>
#include <span>
#include <string_view>

#include "crypto/bytes.h"

namespace crypto {

using ChainHead = std::array<std::byte, 32>;  // value-initialised (zeros): the head of an empty chain

ChainHead ExtendChain(const ChainHead& previous, std::span<const std::string_view> fields);

}  // namespace crypto
