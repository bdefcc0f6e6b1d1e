#pragma once
// One row of a supplier file → one party (entity::Entity), plus what could not be used of it. A row without a
// usable name gives no party; any other bad field is set aside and the party is made without it. Pure,
// thread-safe.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entity/entity.h"
#include "screening/header.h"

namespace screening {

// Something of the input that was not used: a line of the rejects file.
struct Reject {
  std::size_t row = 0;
  std::string column;  // header, JSON key, or empty for a whole row
  std::string value;   // as written; long ones are cut and say so
  std::string reason;
  bool whole_row = false;  // the row was not screened
};

// One cell with the field it belongs to. The views must outlive the call.
struct FieldCell {
  Field field;
  std::string_view column;  // where it stands, for messages and as the value's origin
  std::string_view text;
  bool may_split = true;  // false where the source has lists of its own (JSON)
};

struct MadeParty {
  std::optional<entity::Entity> party;
  std::vector<Reject> rejects;  // exactly one with whole_row where there is no party
};

// Where `needs_name` is false, a row without a usable name makes a party too: one that is found by its
// numbers alone.
MadeParty MakeParty(std::size_t row, std::span<const FieldCell> cells, bool needs_name = true);

// A value for the rejects file: cut to a readable length, on a character.
std::string RejectValue(std::string_view text);

}  // namespace screening
