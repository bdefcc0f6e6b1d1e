#include "entity/entity.h"

#include <algorithm>

#include "entity/json_text.h"

namespace entity {
namespace {

constexpr int kNameRanks = 5;

// How much a name of this property is trusted, 0 to kNameRanks - 1; smaller is more.
int NameRank(Property property) {
  static const Property order[] = {prop::Name(), prop::Alias(), prop::WeakAlias(), prop::PreviousName()};
  return static_cast<int>(std::find(std::begin(order), std::end(order), property) - std::begin(order));
}

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\f\v";
  auto first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

}  // namespace

void Entity::Add(Property property, std::string_view text, std::string_view origin) {
  text = Trim(text);
  if (text.empty()) return;
  for (const Value& value : values) {
    if (value.property == property && value.text == text) return;
  }
  values.push_back({property, std::string(text), std::string(origin)});
}

std::string_view Entity::First(Property property) const {
  for (const Value& value : values) {
    if (value.property == property) return value.text;
  }
  return {};
}

std::vector<std::string_view> Entity::All(Property property) const {
  std::vector<std::string_view> found;
  for (const Value& value : values) {
    if (value.property == property) found.push_back(value.text);
  }
  return found;
}

bool Entity::Has(Property property) const {
  return !First(property).empty();
}

std::vector<const Value*> Entity::Names() const {
  std::vector<const Value*> names;
  for (int rank = 0; rank < kNameRanks; ++rank) {
    for (const Value& value : values) {
      if (value.property.type() == PropertyType::kName && NameRank(value.property) == rank)
        names.push_back(&value);
    }
  }
  return names;
}

std::string ToJson(const Entity& entity, bool exported) {
  static const Schema commodity = SchemaNamed("Commodity");
  Schema schema = entity.schema;
  if (exported && schema == schema::Facility()) schema = schema::Organization();
  if (exported && schema == commodity) schema = schema::Thing();
  std::string out = "{\"schema\":";
  AppendJsonString(out, schema.name());
  out += ",\"properties\":{";
  std::vector<Property> seen;
  for (const Value& first : entity.values) {
    if (std::find(seen.begin(), seen.end(), first.property) != seen.end()) continue;
    if (!seen.empty()) out += ',';
    seen.push_back(first.property);
    AppendJsonString(out, first.property.name());
    out += ":[";
    bool comma = false;
    for (const Value& value : entity.values) {
      if (value.property != first.property) continue;
      if (comma) out += ',';
      comma = true;
      AppendJsonString(out, value.text);
    }
    out += ']';
  }
  out += "}}";
  return out;
}

}  // namespace entity
