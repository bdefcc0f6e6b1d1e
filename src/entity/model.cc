#include <array>
#include <unordered_map>

#include "base/check.h"
#include "entity/entity.h"

namespace entity {
namespace {

struct SchemaRow {
  std::string_view name;
  std::string_view label;
  std::uint64_t ancestors[2];
};

struct PropertyRow {
  std::string_view name;
  std::string_view label;
  PropertyType type;
};

constexpr SchemaRow kSchemata[] = {
#define SCHEMA(name, label, low, high) {name, label, {low, high}},
#define PROPERTY(name, label, type)
#include "entity/model_table.inc"
#undef SCHEMA
#undef PROPERTY
};

constexpr PropertyRow kProperties[] = {
#define SCHEMA(name, label, low, high)
#define PROPERTY(name, label, type) {name, label, PropertyType::type},
#include "entity/model_table.inc"
#undef SCHEMA
#undef PROPERTY
};

static_assert(std::size(kSchemata) <= 128, "ancestors are two words of bits");
static_assert(std::size(kProperties) <= 0xFFFF, "a property's index has 16 bits");

template <typename Rows>
constexpr auto NamesOf(const Rows& rows) {
  std::array<std::string_view, std::size(Rows{})> names{};
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = rows[i].name;
  return names;
}

constexpr auto kSchemaNames = NamesOf(kSchemata);
constexpr auto kPropertyNames = NamesOf(kProperties);

using NameIndex = std::unordered_map<std::string_view, std::size_t>;

NameIndex IndexOf(std::span<const std::string_view> names) {
  NameIndex index;
  index.reserve(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) index.emplace(names[i], i);
  return index;
}

}  // namespace

std::string_view Schema::name() const {
  return kSchemata[index_].name;
}
std::string_view Schema::label() const {
  return kSchemata[index_].label;
}

bool Schema::IsA(Schema ancestor) const {
  return (kSchemata[index_].ancestors[ancestor.index_ / 64] >> (ancestor.index_ % 64)) & 1u;
}

std::string_view Property::name() const {
  return kProperties[index_].name;
}
std::string_view Property::label() const {
  return kProperties[index_].label;
}
PropertyType Property::type() const {
  return kProperties[index_].type;
}

std::optional<Schema> FindSchema(std::string_view name) {
  static const NameIndex index = IndexOf(kSchemaNames);
  auto found = index.find(name);
  if (found == index.end()) return std::nullopt;
  return Schema(static_cast<std::uint8_t>(found->second));
}

std::optional<Property> FindProperty(std::string_view name) {
  static const NameIndex index = IndexOf(kPropertyNames);
  auto found = index.find(name);
  if (found == index.end()) return std::nullopt;
  return Property(static_cast<std::uint16_t>(found->second));
}

std::span<const std::string_view> SchemaNames() {
  return kSchemaNames;
}
std::span<const std::string_view> PropertyNames() {
  return kPropertyNames;
}

Schema SchemaNamed(std::string_view name) {
  auto found = FindSchema(name);
  CHECK(found.has_value());
  return *found;
}

Property PropertyNamed(std::string_view name) {
  auto found = FindProperty(name);
  CHECK(found.has_value());
  return *found;
}

// Each accessor below looks its name up once, at its first call.
#define NAMED(Type, Function, name)              \
  Type Function() {                              \
    static const Type value = Type##Named(name); \
    return value;                                \
  }

namespace schema {
NAMED(Schema, Thing, "Thing")
NAMED(Schema, LegalEntity, "LegalEntity")
NAMED(Schema, Person, "Person")
NAMED(Schema, Organization, "Organization")
NAMED(Schema, Company, "Company")
NAMED(Schema, Facility, "Facility")
NAMED(Schema, Vessel, "Vessel")
NAMED(Schema, Airplane, "Airplane")
NAMED(Schema, Address, "Address")
}  // namespace schema

namespace prop {
NAMED(Property, Name, "name")
NAMED(Property, Alias, "alias")
NAMED(Property, WeakAlias, "weakAlias")
NAMED(Property, PreviousName, "previousName")
NAMED(Property, FirstName, "firstName")
NAMED(Property, LastName, "lastName")
NAMED(Property, MiddleName, "middleName")
NAMED(Property, FatherName, "fatherName")
NAMED(Property, BirthDate, "birthDate")
NAMED(Property, IncorporationDate, "incorporationDate")
NAMED(Property, Country, "country")
NAMED(Property, Nationality, "nationality")
NAMED(Property, Citizenship, "citizenship")
NAMED(Property, Jurisdiction, "jurisdiction")
NAMED(Property, AddressText, "address")
NAMED(Property, Gender, "gender")
NAMED(Property, RegistrationNumber, "registrationNumber")
NAMED(Property, PassportNumber, "passportNumber")
NAMED(Property, IdNumber, "idNumber")
NAMED(Property, TaxNumber, "taxNumber")
NAMED(Property, ImoNumber, "imoNumber")
NAMED(Property, Topics, "topics")
NAMED(Property, Notes, "notes")
}  // namespace prop

#undef NAMED

}  // namespace entity
