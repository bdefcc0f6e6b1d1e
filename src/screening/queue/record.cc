#include "screening/queue/record.h"

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "crypto/digest.h"
#include "entity/json_text.h"

namespace screening {
namespace {

namespace json = boost::json;

using Contents = std::map<std::string_view, std::vector<std::string_view>>;

Contents ContentsOf(const entity::Entity& entity) {
  Contents contents;
  for (const entity::Value& value : entity.values) contents[value.property.name()].push_back(value.text);
  for (auto& [name, values] : contents) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
  }
  return contents;
}

std::string HashOf(const entity::Entity& entity, std::string_view id) {
  std::string text = "[";
  entity::AppendJsonString(text, id);
  text += ',';
  entity::AppendJsonString(text, entity.schema.name());
  text += ',';
  entity::AppendJsonString(text, entity.caption);
  for (const auto& [name, values] : ContentsOf(entity)) {
    text += ",[";
    entity::AppendJsonString(text, name);
    for (const std::string_view value : values) {
      text += ',';
      entity::AppendJsonString(text, value);
    }
    text += ']';
  }
  text += ']';
  return crypto::Sha256Hex(text);
}

base::Error NotARecord() {
  return base::Corrupt("a stored record cannot be read");
}

std::vector<std::string> Without(const std::vector<std::string_view>& values,
                                 const std::vector<std::string_view>& others) {
  std::vector<std::string> left;
  for (const std::string_view value : values)
    if (!std::binary_search(others.begin(), others.end(), value)) left.emplace_back(value);
  return left;
}

void AddChange(std::vector<FieldChange>& changes, bool on_list, std::string_view name,
               const std::vector<std::string_view>& before, const std::vector<std::string_view>& after) {
  FieldChange change{on_list, std::string(name), Without(before, after), Without(after, before)};
  if (!change.gone.empty() || !change.added.empty()) changes.push_back(std::move(change));
}

std::vector<std::string> Texts(const json::value& value) {
  std::vector<std::string> texts;
  for (const json::value& item : value.as_array()) texts.emplace_back(item.as_string());
  return texts;
}

json::array Array(const std::vector<std::string>& texts) {
  json::array array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

}  // namespace

std::string RecordText(const entity::Entity& entity) {
  std::string text = "{\"id\":";
  entity::AppendJsonString(text, entity.id);
  text += ",\"caption\":";
  entity::AppendJsonString(text, entity.caption);
  text += ',';
  text += std::string_view(entity::ToJson(entity)).substr(1);
  return text;
}

base::Result<entity::Entity> ReadRecord(std::string_view text) {
  try {
    const json::value parsed = json::parse(text);
    const json::object& object = parsed.as_object();
    entity::Entity entity;
    entity.id = std::string(object.at("id").as_string());
    entity.caption = std::string(object.at("caption").as_string());
    const auto schema = entity::FindSchema(object.at("schema").as_string());
    if (!schema) return NotARecord();
    entity.schema = *schema;
    for (const auto& [name, values] : object.at("properties").as_object()) {
      const auto property = entity::FindProperty(name);
      if (!property) return NotARecord();
      for (const json::value& value : values.as_array()) entity.Add(*property, value.as_string());
    }
    return entity;
  } catch (const std::exception&) {
    return NotARecord();
  }
}

std::string PartyHash(const entity::Entity& party) {
  return HashOf(party, {});
}

std::string EntryHash(const entity::Entity& entry) {
  return HashOf(entry, entry.id);
}

std::vector<FieldChange> Differences(const entity::Entity& before, const entity::Entity& after,
                                     bool on_list) {
  std::vector<FieldChange> changes;
  AddChange(changes, on_list, "schema", {before.schema.name()}, {after.schema.name()});
  AddChange(changes, on_list, "caption", {before.caption}, {after.caption});
  Contents old_contents = ContentsOf(before);
  Contents new_contents = ContentsOf(after);
  for (const auto& [name, values] : new_contents) old_contents.try_emplace(name);
  for (const auto& [name, values] : old_contents)
    AddChange(changes, on_list, name, values, new_contents[name]);
  return changes;
}

std::string ChangesText(const std::vector<FieldChange>& changes) {
  json::array array;
  for (const FieldChange& change : changes)
    array.push_back({{"side", change.on_list ? "list" : "party"},
                     {"property", change.property},
                     {"gone", Array(change.gone)},
                     {"added", Array(change.added)}});
  return json::serialize(array);
}

base::Result<std::vector<FieldChange>> ReadChanges(std::string_view text) {
  std::vector<FieldChange> changes;
  if (text.empty()) return changes;
  try {
    const json::value parsed = json::parse(text);
    for (const json::value& item : parsed.as_array()) {
      const json::object& object = item.as_object();
      changes.push_back({object.at("side").as_string() == "list",
                         std::string(object.at("property").as_string()), Texts(object.at("gone")),
                         Texts(object.at("added"))});
    }
  } catch (const std::exception&) {
    return NotARecord();
  }
  return changes;
}

}  // namespace screening
