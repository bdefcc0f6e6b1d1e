#pragma once
// A listed entry as the peer's clients know entities:
// {"id","caption","schema","properties","datasets","referents","target","first_seen",
// "last_seen","last_change"}. Text is put together by hand because this is where the time of a request goes.
// Pure.

#include <string>
#include <string_view>

#include "base/time.h"
#include "match/match.h"
#include "screening/registry/watch_lists.h"

namespace screening {

// Appends the members without the closing brace, so that more may follow.
void AppendEntry(std::string& out, const ListSnapshot& snapshot, const match::CompiledList& list,
                 std::uint32_t index);

// "schema":...,"properties":{...}: as AppendEntry writes them; a Facility is written as the Organization it
// is to others.
void AppendSchemaAndProperties(std::string& out, const entity::Entity& entity);

// "2026-11-22T06:20:05": without fraction or zone, as the peer writes times (they are UTC).
std::string PeerTime(base::UtcTime time);

// The label of a topic, or the code itself; and whether it alone means a risk.
std::string_view TopicLabel(std::string_view topic);
bool TopicIsRisk(std::string_view topic);

// The schema's name as clients of the model know it: a Facility is an Organization, a Commodity a Thing.
std::string_view ExportedSchema(entity::Schema schema);

}  // namespace screening
