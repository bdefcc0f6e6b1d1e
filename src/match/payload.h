#pragma once
// A listed entity as bytes inside a compiled list, and back. Lengths are 32-bit little-endian; the order of
// values is kept.

#include <optional>
#include <string>
#include <string_view>

#include "entity/entity.h"

namespace match {

void AppendPayload(std::string& out, const entity::Entity& entity);

// Nothing where the bytes are not what AppendPayload writes.
std::optional<entity::Entity> ReadPayload(std::string_view bytes, entity::Schema schema);

// The id alone; empty where the bytes are not what AppendPayload writes. Refers to `bytes`.
std::string_view IdOfPayload(std::string_view bytes);

}  // namespace match
