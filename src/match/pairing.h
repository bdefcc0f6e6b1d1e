#pragma once
// Which parties and entries can be compared at all, and whether their names are then read as a person's or an
// organisation's.

#include <optional>
#include <vector>

#include "entity/entity.h"
#include "match/evidence.h"
#include "match/name.h"

namespace match {

// The kind under which a party of one schema and an entry of another are compared; nothing where they cannot
// be the same: a person and a company, a vessel and a firm. A LegalEntity may turn out to be a person or an
// organisation.
std::optional<Kind> KindOfPair(entity::Schema party, entity::Schema entry);

// The kinds in which names of an entity of this schema have to be kept ready.
std::vector<Kind> KindsOf(entity::Schema schema);

// A name of an entity, prepared: `value` is its place in Entity::Names(), `reading` its place among the
// readings.
struct PreparedName {
  Name name;
  std::uint16_t value = 0;
  std::uint16_t reading = 0;
  bool weak = false;
};
std::vector<PreparedName> PrepareNames(const entity::Entity& entity, Kind kind);

// The hash under which an identifier or contact is found in the index.
std::vector<std::uint64_t> IdentifierHashes(const Facts& facts);

}  // namespace match
