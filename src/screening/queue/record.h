#pragma once
// An entity's content as text, its hash, and what differs between two contents. Pure; thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "entity/entity.h"
#include "screening/queue/types.h"

namespace screening {

// {"id","schema","caption","properties":{name:[…]}}: the whole content in a fixed order (properties by first
// appearance), without the values' origins, which say where a value was read and not what it is. Reading it
// back gives an entity that scores the same.
std::string RecordText(const entity::Entity& entity);
// Errors: kCorrupt for what RecordText does not write.
base::Result<entity::Entity> ReadRecord(std::string_view text);

// SHA-256 of the content, properties by name and values sorted: two records that say the same in another
// order have the same hash. A party's id is no content (two rows that say the same are the same content); a
// listed entry's is (its permanent number).
std::string PartyHash(const entity::Entity& party);
std::string EntryHash(const entity::Entity& entry);

// By property; empty where nothing differs. `on_list` is put into each.
std::vector<FieldChange> Differences(const entity::Entity& before, const entity::Entity& after, bool on_list);
std::string ChangesText(const std::vector<FieldChange>& changes);  // JSON
base::Result<std::vector<FieldChange>> ReadChanges(std::string_view text);

}  // namespace screening
