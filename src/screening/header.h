#pragma once
// What a column header means. Headers are recognised in English, Korean, Chinese, Japanese, Vietnamese,
// Russian, Ukrainian, Arabic, Spanish, French, Portuguese, German, Turkish and Indonesian (header_table.inc);
// case, diacritics, punctuation, numbering, notes in brackets and a few surrounding words do not matter. A
// header that is exactly `schema` or a FollowTheMoney property name is that property. Pure, thread-safe; a
// lookup costs about 5 us.

#include <optional>
#include <string>
#include <string_view>

#include "entity/entity.h"

namespace screening {

enum class Role {
  kProperty,     // a FollowTheMoney property
  kSchema,       // the FollowTheMoney schema by name
  kKind,         // "Type": person, company, factory, ... in words
  kAddressPart,  // street, city, postcode, ...: joined into one address
};

struct Field {
  Role role = Role::kProperty;
  entity::Property property;  // kProperty; for the other roles only where `keep` is set
  bool keep =
      false;  // kKind and kAddressPart written by an exact property name: the value is kept under it too

  bool operator==(const Field&) const = default;
};

// The name a person sees for it: "birthDate", "schema", "type (person or company)", "address (part)".
std::string FieldLabel(const Field& field);

// True for fields out of which a name to screen can be made: every name property, first and last name.
bool HoldsName(const Field& field);

// The field a header means, or nothing where it is not recognised.
std::optional<Field> RecogniseHeader(std::string_view header);

// Headers that are understood but name somebody other than the party ("대표자", "Contact person"): why the
// column is not used; empty otherwise.
std::string_view WhyNotUsed(std::string_view header);

// The field that the left side of --map names: `schema`, `type` or a FollowTheMoney property name in any
// case.
std::optional<Field> FieldNamed(std::string_view name);

}  // namespace screening
