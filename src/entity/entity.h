#pragma once
// The entity model: FollowTheMoney's schemata and property names (https://followthemoney.tech, model tables
// in model_table.inc with their source), plus our own Facility (a production location; exported as the
// Organization it extends) and Commodity (a good of a country, no party; exported as Thing). An Entity is
// plain data: an id, a schema, a caption and property values, each with the place it was read from. Parties
// (what a person screens) and listed entries (what watch lists hold) are both entities.
//
// Value types; thread-safe as such. No I/O. Lookups by name are hash lookups (about 50 ns).

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entity {

// What kind of value a property holds; follows FollowTheMoney's property types.
enum class PropertyType : std::uint8_t {
  kName,
  kDate,
  kCountry,
  kIdentifier,
  kAddress,
  kGender,
  kUrl,
  kEmail,
  kPhone,
  kTopic,
  kEntity,
  kText,
  kString,
  kNumber,
  kLanguage,
  kMimeType,
  kChecksum,
  kIp,
  kOther,
};

// One schema of the model. Cheap to copy and compare; made by FindSchema or the constants below.
class Schema {
 public:
  constexpr Schema() = default;
  constexpr explicit Schema(std::uint8_t index) : index_(index) {}
  constexpr std::uint8_t index() const { return index_; }
  std::string_view name() const;    // "LegalEntity"
  std::string_view label() const;   // "Legal entity"
  bool IsA(Schema ancestor) const;  // true for itself and for every schema it extends
  constexpr bool operator==(const Schema&) const = default;

 private:
  std::uint8_t index_ = 0;
};

// One property name of the model. The same name in different schemata is one Property ("name", "country",
// "birthDate").
class Property {
 public:
  constexpr Property() = default;
  constexpr explicit Property(std::uint16_t index) : index_(index) {}
  constexpr std::uint16_t index() const { return index_; }
  std::string_view name() const;
  std::string_view label() const;
  PropertyType type() const;
  constexpr bool operator==(const Property&) const = default;

 private:
  std::uint16_t index_ = 0;
};

std::optional<Schema> FindSchema(std::string_view name);      // exact name, "Person"
std::optional<Property> FindProperty(std::string_view name);  // exact name, "birthDate"
std::span<const std::string_view> SchemaNames();
std::span<const std::string_view> PropertyNames();

// Schema and property by a name that is known to exist: for constants in our own code (CHECKs that it does).
Schema SchemaNamed(std::string_view name);
Property PropertyNamed(std::string_view name);

// The ones that code names often. Each is looked up once.
namespace schema {
Schema Thing();
Schema LegalEntity();
Schema Person();
Schema Organization();
Schema Company();
Schema Facility();
Schema Vessel();
Schema Airplane();
Schema Address();
}  // namespace schema

namespace prop {
Property Name();
Property Alias();
Property WeakAlias();
Property PreviousName();
Property FirstName();
Property LastName();
Property MiddleName();
Property FatherName();
Property BirthDate();
Property IncorporationDate();
Property Country();
Property Nationality();
Property Citizenship();
Property Jurisdiction();
Property AddressText();  // "address"
Property Gender();
Property RegistrationNumber();
Property PassportNumber();
Property IdNumber();
Property TaxNumber();
Property ImoNumber();
Property Topics();
Property Notes();
}  // namespace prop

// One value of one property. `text` is what the source says, trimmed, in UTF-8; dates as FormatDate prints
// them and countries as ISO 3166-1 alpha-2 in lower case where they could be read, otherwise as written.
// `origin` names the place: a column header, an XML element, "remarks".
struct Value {
  Property property;
  std::string text;
  std::string origin;

  bool operator==(const Value&) const = default;
};

struct Entity {
  std::string id;  // the source's permanent number; empty for a party that has none
  Schema schema;
  std::string caption;  // the primary name as the source prints it
  std::vector<Value> values;

  // Adds a value unless it is empty or already there.
  void Add(Property property, std::string_view text, std::string_view origin = {});
  // The first value of the property, or an empty view.
  std::string_view First(Property property) const;
  std::vector<std::string_view> All(Property property) const;
  bool Has(Property property) const;
  // Every value whose property has the type kName: name, alias, weakAlias, previousName, abbreviation, ... in
  // that order of trust.
  std::vector<const Value*> Names() const;
};

// {"schema","properties"} as FollowTheMoney JSON, without the id: the `party` object of the NDJSON output.
// Property order is that of first appearance, values in order. Our own schemata are written as they are; with
// `exported` as FollowTheMoney's.
std::string ToJson(const Entity& entity, bool exported = false);

// ISO 3166-1 alpha-2 code in lower case for a country's name, code (alpha-2, alpha-3) or common name in the
// languages that lists use (English, French, Spanish, Russian, Ukrainian, Arabic, Chinese, Korean,
// Vietnamese); empty where it is not known. Historical codes "su", "yucs" as FollowTheMoney has them. Source:
// country_table.inc (ISO 3166, CLDR names through ICU).
std::string_view CountryCode(std::string_view text);
std::string_view CountryName(std::string_view code);  // English short name, or the code itself

}  // namespace entity
