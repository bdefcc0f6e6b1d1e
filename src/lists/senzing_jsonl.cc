#include "lists/senzing_jsonl.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "files/json_lines.h"
#include "lists/text_rules.h"

namespace lists {
namespace {

namespace json = boost::json;
using entity::PropertyNamed;

constexpr int kDeepest = 3;  // of objects inside a record

struct Attribute {
  std::string_view name;
  std::string_view property;
};

constexpr Attribute kAttributes[] = {
#include "lists/senzing_attributes.inc"
};

// Parts of names and addresses, and the types that tell what a number is.
constexpr std::array<std::string_view, 26> kParts = {"NAME_FULL",     "NAME_ORG",
                                                     "NAME_LAST",     "NAME_FIRST",
                                                     "NAME_MIDDLE",   "NAME_PREFIX",
                                                     "NAME_SUFFIX",   "NAME_TYPE",
                                                     "ADDR_FULL",     "ADDR_LINE1",
                                                     "ADDR_LINE2",    "ADDR_LINE3",
                                                     "ADDR_LINE4",    "ADDR_LINE5",
                                                     "ADDR_LINE6",    "ADDR_CITY",
                                                     "ADDR_STATE",    "ADDR_POSTAL_CODE",
                                                     "ADDR_TYPE",     "ADDR_COUNTRY",
                                                     "TAX_ID_TYPE",   "NATIONAL_ID_TYPE",
                                                     "OTHER_ID_TYPE", "PASSPORT_TYPE",
                                                     "SSN_TYPE",      "DRIVERS_LICENSE_STATE"};

// Say something of the record, not of the party; relationships are none of ours.
bool IsAboutRecord(std::string_view key) {
  static constexpr std::array<std::string_view, 8> kRecord = {"DATA_SOURCE", "RECORD_ID",   "RECORD_TYPE",
                                                              "ENTITY_TYPE", "LAST_CHANGE", "URL",
                                                              "DSRC_ACTION", "LOAD_ID"};
  return std::find(kRecord.begin(), kRecord.end(), key) != kRecord.end() || key.starts_with("REL_") ||
         key == "RELATIONSHIPS" || key.starts_with("TRUSTED_ID_");
}

std::string TextOf(const json::value& value) {
  if (const json::string* text = value.if_string()) return Squeeze({text->data(), text->size()});
  if (value.is_int64() || value.is_uint64()) return json::serialize(value);
  return {};
}

std::string TextAt(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value == nullptr ? std::string() : TextOf(*value);
}

// The attribute that a key ends with, behind its usage: "PRIMARY_NAME_LAST" is NAME_LAST with usage PRIMARY.
struct Key {
  std::string_view attribute;  // empty: none of Senzing's
  std::string_view usage;
};

Key Understand(std::string_view key) {
  const auto fits = [&](std::string_view attribute) {
    return key == attribute || (key.ends_with(attribute) && key.size() > attribute.size() &&
                                key[key.size() - attribute.size() - 1] == '_');
  };
  Key best;
  const auto consider = [&](std::string_view attribute) {
    if (fits(attribute) && attribute.size() > best.attribute.size())
      best = {attribute, key.substr(0, key.size() - attribute.size())};
  };
  for (const Attribute& attribute : kAttributes) consider(attribute.name);
  for (const std::string_view part : kParts) consider(part);
  if (best.usage.ends_with('_')) best.usage.remove_suffix(1);
  return best;
}

using Group = std::map<std::string, std::string, std::less<>>;  // attribute → text, of one usage

std::string_view At(const Group& group, std::string_view attribute) {
  const auto found = group.find(attribute);
  return found == group.end() ? std::string_view() : std::string_view(found->second);
}

std::string JoinedOf(const Group& group, std::initializer_list<std::string_view> attributes,
                     std::string_view separator) {
  std::string joined;
  for (const std::string_view attribute : attributes) {
    const std::string_view text = At(group, attribute);
    if (text.empty()) continue;
    if (!joined.empty()) joined += separator;
    joined += text;
  }
  return joined;
}

void AddName(const Group& group, std::string_view usage, Draft& draft) {
  std::string name(At(group, "NAME_ORG"));
  if (name.empty()) name = At(group, "NAME_FULL");
  const bool parts = !At(group, "NAME_LAST").empty() || !At(group, "NAME_FIRST").empty();
  if (name.empty()) name = JoinedOf(group, {"NAME_FIRST", "NAME_MIDDLE", "NAME_LAST", "NAME_SUFFIX"}, " ");
  if (name.empty()) return;
  const std::string type = LowerAscii(At(group, "NAME_TYPE").empty() ? usage : At(group, "NAME_TYPE"));
  const bool former = type == "former" || type == "maiden" || type == "previous";
  const bool primary = type.empty() || type == "primary";
  entity::Property property = entity::prop::Alias();
  if (former) property = entity::prop::PreviousName();
  if (primary && draft.entity().caption.empty()) {
    property = entity::prop::Name();
    draft.entity().caption = name;
  }
  draft.AddText(property, name, "NAME");
  if (!parts || !primary) return;
  draft.AddText(entity::prop::FirstName(), At(group, "NAME_FIRST"), "NAME_FIRST");
  draft.AddText(entity::prop::MiddleName(), At(group, "NAME_MIDDLE"), "NAME_MIDDLE");
  draft.AddText(entity::prop::LastName(), At(group, "NAME_LAST"), "NAME_LAST");
}

void AddAddress(const Group& group, Draft& draft) {
  std::string address(At(group, "ADDR_FULL"));
  if (address.empty())
    address = JoinedOf(group,
                       {"ADDR_LINE1", "ADDR_LINE2", "ADDR_LINE3", "ADDR_LINE4", "ADDR_LINE5", "ADDR_LINE6",
                        "ADDR_CITY", "ADDR_STATE", "ADDR_POSTAL_CODE", "ADDR_COUNTRY"},
                       ", ");
  if (address != At(group, "ADDR_COUNTRY")) draft.AddText(entity::prop::AddressText(), address, "ADDR");
  draft.AddCountry(entity::prop::Country(), At(group, "ADDR_COUNTRY"), "ADDR_COUNTRY");
}

// A number whose type is the name of a property is that property ("NATIONAL_ID_TYPE":"ogrnCode").
entity::Property PropertyOf(const Attribute& attribute, const Group& group) {
  std::string type(attribute.name);
  if (const std::size_t end = type.rfind("_NUMBER"); end != std::string::npos) {
    type.replace(end, std::string::npos, "_TYPE");
    const std::optional<entity::Property> stated = entity::FindProperty(At(group, type));
    if (stated && stated->type() == entity::PropertyType::kIdentifier) return *stated;
  }
  return PropertyNamed(attribute.property);
}

void AddGroup(const Group& group, std::string_view usage, Draft& draft) {
  AddName(group, usage, draft);
  AddAddress(group, draft);
  for (const Attribute& attribute : kAttributes) {
    const std::string_view text = At(group, attribute.name);
    if (text.empty()) continue;
    const entity::Property property = PropertyOf(attribute, group);
    // OpenSanctions repeats the record's own id as a number of its own making.
    if (attribute.name == "OTHER_ID_NUMBER" && text == draft.entity().id) continue;
    if (attribute.name == "TOPIC" || property.type() != entity::PropertyType::kTopic)
      draft.Add(property, text, attribute.name);
  }
}

// The attributes of one object, sorted by usage; lists of objects inside are read likewise.
void AddObject(const json::object& object, Draft& draft, int depth) {
  std::map<std::string, Group, std::less<>> groups;
  std::vector<const json::value*> inner;
  for (const json::key_value_pair& pair : object) {
    const std::string_view key{pair.key().data(), pair.key().size()};
    if (IsAboutRecord(key) || pair.value().is_null()) continue;
    if (pair.value().is_array() || pair.value().is_object()) {
      inner.push_back(&pair.value());
      continue;
    }
    const std::string text = TextOf(pair.value());
    const Key understood = Understand(key);
    if (text.empty()) {
      if (!pair.value().is_string())
        draft.Report(Shortened(key), "", "neither a text nor a whole number; not used");
    } else if (understood.attribute.empty()) {
      draft.AddNote(fmt::format("{}: {}", key, text), key);
    } else {
      groups[std::string(understood.usage)][std::string(understood.attribute)] = text;
    }
  }
  // The primary name first, so that it becomes the caption.
  if (const auto primary = groups.find("PRIMARY"); primary != groups.end())
    AddGroup(primary->second, primary->first, draft);
  for (const auto& [usage, group] : groups) {
    if (usage != "PRIMARY") AddGroup(group, usage, draft);
  }
  for (const json::value* value : inner) {
    if (depth >= kDeepest) {
      draft.Report("", "", "objects nested deeper than Senzing's format has them; not used");
      return;
    }
    if (const json::object* one = value->if_object()) AddObject(*one, draft, depth + 1);
    if (const json::array* list = value->if_array()) {
      for (const json::value& element : *list) {
        if (const json::object* one = element.if_object()) {
          AddObject(*one, draft, depth + 1);
        } else {
          draft.Report("", Shortened(TextOf(element)), "a value without its attribute's name; not used");
        }
      }
    }
  }
}

std::string StatedIn(const json::value& value, std::string_view key, int depth);

// The text of `key` in the object, or else in its features: a list of objects, or lists by kind.
std::string StatedIn(const json::object& object, std::string_view key, int depth) {
  if (const json::value* value = object.if_contains(key)) {
    if (std::string text = TextOf(*value); !text.empty()) return text;
  }
  for (const json::key_value_pair& pair : object) {
    const std::string_view inner{pair.key().data(), pair.key().size()};
    if (IsAboutRecord(inner) && inner != key) continue;
    if (std::string text = StatedIn(pair.value(), key, depth + 1); !text.empty()) return text;
  }
  return {};
}

std::string StatedIn(const json::value& value, std::string_view key, int depth) {
  if (depth > kDeepest) return {};
  if (const json::object* object = value.if_object()) return StatedIn(*object, key, depth);
  const json::array* list = value.if_array();
  if (list == nullptr) return {};
  for (const json::value& element : *list) {
    const json::object* object = element.if_object();
    if (object == nullptr) continue;
    if (std::string text = StatedIn(*object, key, depth); !text.empty()) return text;
  }
  return {};
}

// Nothing for records that are no parties. Without a type, persons are told by their names' parts.
std::optional<entity::Schema> SchemaOf(const json::object& object, const Draft& draft) {
  std::string type = LowerAscii(StatedIn(object, "RECORD_TYPE", 0));
  if (type.empty()) type = LowerAscii(StatedIn(object, "ENTITY_TYPE", 0));
  if (type == "person" || type == "individual") return entity::schema::Person();
  if (type == "organization" || type == "organisation" || type == "business" || type == "company")
    return entity::schema::Organization();
  if (type == "vessel") return entity::schema::Vessel();
  if (type == "aircraft") return entity::schema::Airplane();
  if (type == "vehicle") return entity::SchemaNamed("Vehicle");
  if (type == "address" || type == "location") return std::nullopt;
  if (!type.empty() && type != "generic")
    draft.Report("RECORD_TYPE", Shortened(type), "not a kind of record we know; read as a legal entity");
  return entity::schema::LegalEntity();
}

// Where the record does not say what it is: by the values that only persons or only organisations have.
entity::Schema Guessed(const entity::Entity& entity, const json::object& object) {
  if (entity.Has(entity::prop::BirthDate()) || entity.Has(entity::prop::LastName()))
    return entity::schema::Person();
  const std::string whole = json::serialize(object);
  return whole.find("NAME_ORG\":") != std::string::npos ? entity::schema::Organization() : entity.schema;
}

constexpr std::string_view kDataSource = "DATA_SOURCE";

// False where the bytes alone show that each line has the same data source, which saves reading them twice.
bool MayHaveSeveralSources(std::string_view bytes) {
  const std::string key = fmt::format("\"{}\"", kDataSource);
  std::string_view first;
  std::size_t lines = 0;
  std::size_t found = 0;
  while (!bytes.empty()) {
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
    if (Trim(line).empty()) continue;
    ++lines;
    for (std::size_t at = line.find(key); at != std::string_view::npos; at = line.find(key, at + 1)) {
      const std::string_view value = line.substr(at + key.size());
      const std::string_view text = Trim(value.substr(0, value.find_first_of(",}")));
      if (found++ == 0) first = text;
      if (text != first) return true;
    }
  }
  return found != lines;
}

base::Result<bool> HasSeveralSources(std::string_view bytes, const std::string& name) {
  if (!MayHaveSeveralSources(bytes)) return false;
  const std::unique_ptr<files::JsonLinesReader> lines = TRY(files::OpenJsonLinesBytes(bytes, name));
  std::optional<std::string> first;
  while (TRY(lines->Next())) {
    if (lines->object() == nullptr) continue;
    std::string source = TextAt(*lines->object(), kDataSource);
    if (first && source != *first) return true;
    first = std::move(source);
  }
  return false;
}

}  // namespace

base::Status ReadSenzingJsonLines(std::string_view bytes, const std::string& name,
                                  const ProblemSink& problems, Collector& collector, Edition& edition) {
  const bool several_sources = TRY(HasSeveralSources(bytes, name));
  const std::unique_ptr<files::JsonLinesReader> lines = TRY(files::OpenJsonLinesBytes(bytes, name));
  while (TRY(lines->Next())) {
    if (lines->object() == nullptr) {
      problems(Problem{name, lines->line(), "", "", lines->problem() + "; the line is not read"});
      continue;
    }
    const json::object& object = *lines->object();
    Draft draft(problems, name, lines->line());
    const std::optional<entity::Schema> schema = SchemaOf(object, draft);
    if (!schema) {
      ++edition.not_parties;
      continue;
    }
    entity::Entity& entity = draft.entity();
    entity.schema = *schema;
    entity.id = TextAt(object, "RECORD_ID");
    const std::string source = TextAt(object, kDataSource);
    AddObject(object, draft, 0);
    if (!entity.id.empty() && several_sources) entity.id = source + ":" + entity.id;
    if (entity.id.empty()) draft.Report("RECORD_ID", "", "no id; a hash of name and country stands for it");
    if (entity.schema == entity::schema::LegalEntity()) entity.schema = Guessed(entity, object);
    draft.AddText(PropertyNamed("program"), source, "DATA_SOURCE");
    TRY(collector.Take(std::move(draft)));
  }
  return base::Ok();
}

}  // namespace lists
