#include "match/pairing.h"

#include "base/hash.h"
#include "base/limits.h"

namespace match {
namespace {

namespace schema = entity::schema;

bool IsPerson(entity::Schema s) {
  return s.IsA(schema::Person());
}
bool IsOrganization(entity::Schema s) {
  return s.IsA(schema::Organization()) || s.IsA(schema::Company());
}
// Goods of a country: no party, so no names are compared (goods.h).
bool IsCommodity(entity::Schema s) {
  static const entity::Schema commodity = entity::SchemaNamed("Commodity");
  return s == commodity;
}
bool IsOpen(entity::Schema s) {
  return s == schema::LegalEntity() || s == schema::Thing();
}

}  // namespace

std::optional<Kind> KindOfPair(entity::Schema party, entity::Schema entry) {
  if (IsCommodity(party) || IsCommodity(entry)) return std::nullopt;
  if (IsPerson(party) || IsPerson(entry)) {
    const entity::Schema other = IsPerson(party) ? entry : party;
    if (IsPerson(other) || IsOpen(other)) return Kind::kPerson;
    return std::nullopt;
  }
  if ((IsOrganization(party) || IsOpen(party)) && (IsOrganization(entry) || IsOpen(entry)))
    return Kind::kOrganization;
  if (party.IsA(entry) || entry.IsA(party)) return Kind::kOrganization;
  return std::nullopt;
}

std::vector<Kind> KindsOf(entity::Schema s) {
  if (IsCommodity(s)) return {};
  if (IsPerson(s)) return {Kind::kPerson};
  if (IsOpen(s)) return {Kind::kPerson, Kind::kOrganization};
  return {Kind::kOrganization};
}

std::vector<PreparedName> PrepareNames(const entity::Entity& entity, Kind kind) {
  std::vector<PreparedName> out;
  std::uint16_t value = 0;
  for (const entity::Value* v : entity.Names()) {
    if (value >= base::kMaxNamesPerEntity) break;
    std::uint16_t reading = 0;
    for (Name& name : PrepareName(v->text, kind)) {
      out.push_back({std::move(name), value, reading++, v->property == entity::prop::WeakAlias()});
    }
    ++value;
  }
  return out;
}

std::vector<std::uint64_t> IdentifierHashes(const Facts& facts) {
  std::vector<std::uint64_t> hashes;
  for (const Identifier& id : facts.identifiers) hashes.push_back(base::Hash64("id:" + id.key));
  for (const Identifier& id : facts.contacts) {
    hashes.push_back(
        base::Hash64("contact:" + std::to_string(static_cast<int>(id.property.type())) + ":" + id.key));
  }
  return hashes;
}

}  // namespace match
