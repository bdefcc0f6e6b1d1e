#pragma once
// Values as people type them into cells, turned into what the entity model holds. Pure, thread-safe.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "entity/entity.h"

namespace screening {

// The text without white space at its ends, with each run of white space inside as one space.
std::string TidyText(std::string_view text);

// True for what people type where they have nothing to say: "-", "n/a", "#N/A", "--". Counts as an empty
// cell.
bool IsPlaceholder(std::string_view text);

// The values of a cell that may hold several, separated by ';', '|' or a line break; for countries also by
// ',' and '/' where every piece is a country. A property that holds one text (name, address, notes) gives one
// value.
std::vector<std::string> SplitCell(entity::Property property, std::string_view text);

// One value in the form entity.h asks for: dates as FormatDate prints them, countries as codes, genders as
// "male", "female", "other"; anything else tidied. Errors: kInvalid with the reason, for a person, and a hint
// where there is one.
base::Result<std::string> ReadValue(entity::Property property, std::string_view text);

// The schema that a word such as "Person", "개인", "юр. лицо" or "factory" stands for.
std::optional<entity::Schema> SchemaOfKind(std::string_view text);

}  // namespace screening
