#include "screening/api/reconcile.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/limits.h"
#include "screening/api/entry_json.h"
#include "screening/api/search.h"

namespace screening {

namespace {

namespace json = boost::json;

constexpr std::size_t kUsualResults = 5;
constexpr std::size_t kSuggestions = 10;

std::string_view View(const json::string& text) {
  return {text.data(), text.size()};
}

base::Result<json::object> ParseObject(std::string_view text, std::string_view what) {
  json::parse_options options;
  options.max_depth = static_cast<std::size_t>(base::kMaxJsonDepth);
  boost::system::error_code problem;
  json::value value = json::parse(text, problem, {}, options);
  if (problem || !value.is_object()) return base::Invalid(fmt::format("{}: a JSON object is expected", what));
  return std::move(value.get_object());
}

std::string_view TextAt(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? View(value->get_string()) : std::string_view();
}

std::size_t CountAt(const json::object& object, std::string_view name, std::size_t usual) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_int64() || value->get_int64() < 0) return usual;
  return std::min(static_cast<std::size_t>(value->get_int64()), base::kMaxMatchLimit);
}

json::object TypeOf(entity::Schema schema) {
  return {{"id", ExportedSchema(schema)}, {"name", schema.label()}};
}

// ---- queries

// "Person:birthDate" and "birthDate" are the same property.
std::string_view PropertyName(std::string_view pid) {
  const std::size_t colon = pid.rfind(':');
  return colon == std::string_view::npos ? pid : pid.substr(colon + 1);
}

// A value may be a text, a number, or a match of an earlier reconciliation, whose name counts.
json::value PlainValue(const json::value& value) {
  if (!value.is_object()) return value;
  const std::string_view name = TextAt(value.get_object(), "name");
  return name.empty() ? json::value(nullptr) : json::value(name);
}

void AddValues(json::object& properties, std::string_view name, const json::value& values) {
  json::value& list = properties[name];
  if (!list.is_array()) list = json::array();
  if (values.is_array()) {
    for (const json::value& value : values.get_array()) list.get_array().push_back(PlainValue(value));
  } else {
    list.get_array().push_back(PlainValue(values));
  }
}

// The type, or the first of several; anything wide is a legal entity, which persons and organisations both
// are.
std::string SchemaName(const json::object& query) {
  const json::value* type = query.if_contains("type");
  if (type != nullptr && type->is_array() && !type->get_array().empty()) type = &type->get_array().front();
  std::string_view name;
  if (type != nullptr && type->is_string()) name = View(type->get_string());
  if (type != nullptr && type->is_object()) name = TextAt(type->get_object(), "id");
  return name.empty() || name == "Thing" ? "LegalEntity" : std::string(name);
}

base::Result<MatchQuery> ReadQuery(std::string_view name, const json::value& value) {
  if (!value.is_object()) return base::Invalid(fmt::format("{}: an object is expected", name));
  const json::object& query = value.get_object();
  json::object properties;
  if (const std::string_view text = TextAt(query, "query"); !text.empty())
    AddValues(properties, "name", json::value(text));
  const json::value* filters = query.if_contains("properties");
  if (filters != nullptr && filters->is_array()) {
    for (const json::value& filter : filters->get_array()) {
      if (!filter.is_object()) continue;
      const json::value* values = filter.get_object().if_contains("v");
      if (values != nullptr) AddValues(properties, PropertyName(TextAt(filter.get_object(), "pid")), *values);
    }
  }
  const json::object example = {{"schema", SchemaName(query)}, {"properties", std::move(properties)}};
  return ReadExample(name, example);
}

json::object ResultOf(const match::Alert& alert) {
  json::object result;
  result["id"] = alert.id;
  result["name"] = alert.caption;
  result["description"] = fmt::format("{} ({})", alert.schema.label(), alert.list);
  result["type"] = json::array{TypeOf(alert.schema)};
  result["score"] = alert.score;
  result["match"] = alert.match;
  json::array features = {json::object{{"id", "name"}, {"value", alert.name_similarity}}};
  for (const match::Evidence& evidence : alert.evidence)
    features.push_back(json::object{{"id", evidence.feature}, {"value", evidence.effect}});
  result["features"] = std::move(features);
  return result;
}

// ---- extension

std::string Caption(const entity::Value& value) {
  if (value.property.type() == entity::PropertyType::kCountry)
    return std::string(entity::CountryName(value.text));
  if (value.property.type() == entity::PropertyType::kTopic) return std::string(TopicLabel(value.text));
  return value.text;
}

struct AskedProperty {
  std::string id;
  std::optional<entity::Property> property;
  std::size_t limit = 0;
  bool raw = false;
};

base::Result<std::vector<AskedProperty>> ReadAsked(const json::object& request) {
  const json::value* list = request.if_contains("properties");
  if (list == nullptr || !list->is_array()) return base::Invalid("extend: properties, a list, is missing");
  if (list->get_array().size() > base::kMaxReconcileExtendProperties)
    return base::Invalid(fmt::format("extend: at most {} properties", base::kMaxReconcileExtendProperties));
  std::vector<AskedProperty> asked;
  for (const json::value& value : list->get_array()) {
    if (!value.is_object()) return base::Invalid("extend: a property is an object with an id");
    AskedProperty property;
    property.id = TextAt(value.get_object(), "id");
    property.property = entity::FindProperty(PropertyName(property.id));
    if (const json::value* settings = value.get_object().if_contains("settings");
        settings != nullptr && settings->is_object()) {
      property.limit = CountAt(settings->get_object(), "limit", 0);
      property.raw = TextAt(settings->get_object(), "render") == "raw";
    }
    asked.push_back(std::move(property));
  }
  return asked;
}

std::optional<entity::Entity> EntryIn(const ReconcileScope& scope, std::string_view id) {
  for (const match::CompiledList* list : scope.lists) {
    const std::uint32_t entry = scope.snapshot.IndexOf(*list).Find(id);
    if (entry != EntryIndex::kNone) return list->ReadEntity(entry);
  }
  return std::nullopt;
}

json::array CellOf(const std::optional<entity::Entity>& entry, const AskedProperty& asked) {
  json::array cell;
  if (!entry || !asked.property) return cell;
  for (const entity::Value& value : entry->values) {
    if (value.property != *asked.property) continue;
    if (asked.limit > 0 && cell.size() >= asked.limit) break;
    cell.push_back(json::object{{"str", asked.raw ? value.text : Caption(value)}});
  }
  return cell;
}

// ---- suggestions

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

bool Begins(std::string_view prefix, std::string_view name, std::string_view label) {
  const std::string wanted = Lower(prefix);
  return !wanted.empty() && (Lower(name).starts_with(wanted) || Lower(label).starts_with(wanted));
}

json::object Suggested(std::string_view prefix, json::array result) {
  return {
      {"code", "/api/status/ok"}, {"status", "200 OK"}, {"prefix", prefix}, {"result", std::move(result)}};
}

// What watch lists mostly say, in the order in which a person looks for it.
constexpr std::string_view kPersonProperties[] = {"name",        "alias",       "birthDate", "birthPlace",
                                                  "nationality", "country",     "gender",    "passportNumber",
                                                  "idNumber",    "address",     "position",  "topics",
                                                  "program",     "listingDate", "notes",     "sourceUrl"};
constexpr std::string_view kOtherProperties[] = {"name",
                                                 "alias",
                                                 "country",
                                                 "jurisdiction",
                                                 "registrationNumber",
                                                 "taxNumber",
                                                 "leiCode",
                                                 "imoNumber",
                                                 "incorporationDate",
                                                 "address",
                                                 "topics",
                                                 "program",
                                                 "listingDate",
                                                 "notes",
                                                 "sourceUrl"};

}  // namespace

base::Result<json::object> ReconcileQueries(const ReconcileScope& scope, std::string_view queries) {
  const json::object batch = TRY(ParseObject(queries, "queries"));
  if (batch.size() > base::kMaxMatchQueries)
    return base::Invalid(fmt::format("Too many queries in one batch (limit: {})", base::kMaxMatchQueries));
  json::object answers;
  for (const auto& [name, value] : batch) {
    const MatchQuery query = TRY(ReadQuery(name, value));
    MatchOptions options;
    options.limit = CountAt(value.get_object(), "limit", kUsualResults);
    const Matched matched = MatchParty(query.party, scope.snapshot, scope.lists, {}, options);
    json::array results;
    for (const match::Alert& alert : matched.results) results.push_back(ResultOf(alert));
    answers[name] = json::object{{"result", std::move(results)}};
  }
  return answers;
}

base::Result<json::object> ReconcileExtend(const ReconcileScope& scope, std::string_view extend) {
  const json::object request = TRY(ParseObject(extend, "extend"));
  const std::vector<AskedProperty> asked = TRY(ReadAsked(request));
  const json::value* ids = request.if_contains("ids");
  if (ids == nullptr || !ids->is_array()) return base::Invalid("extend: ids, a list, is missing");
  if (ids->get_array().size() > base::kMaxMatchQueries)
    return base::Invalid(fmt::format("extend: at most {} ids", base::kMaxMatchQueries));
  json::array meta;
  for (const AskedProperty& property : asked)
    meta.push_back(json::object{
        {"id", property.id},
        {"name", property.property ? property.property->label() : std::string_view(property.id)}});
  json::object rows;
  for (const json::value& id : ids->get_array()) {
    if (!id.is_string()) return base::Invalid("extend: an id is a text");
    const std::optional<entity::Entity> entry = EntryIn(scope, View(id.get_string()));
    json::object row;
    for (const AskedProperty& property : asked) row[property.id] = CellOf(entry, property);
    rows[id.get_string()] = std::move(row);
  }
  return json::object{{"meta", std::move(meta)}, {"rows", std::move(rows)}};
}

base::Result<json::object> ProposeProperties(std::string_view type, std::size_t limit) {
  const std::string_view name = type.empty() || type == "Thing" ? "LegalEntity" : type;
  const std::optional<entity::Schema> schema = entity::FindSchema(name);
  if (!schema) return base::Invalid("type: there is no such schema");
  const bool person = schema->IsA(entity::schema::Person());
  json::array properties;
  for (const std::string_view property :
       person ? std::span<const std::string_view>(kPersonProperties) : std::span(kOtherProperties)) {
    if (limit > 0 && properties.size() >= limit) break;
    if (const auto known = entity::FindProperty(property))
      properties.push_back(json::object{{"id", property}, {"name", known->label()}});
  }
  return json::object{{"type", name}, {"limit", limit}, {"properties", std::move(properties)}};
}

json::object SuggestEntities(const ReconcileScope& scope, std::string_view prefix, std::size_t limit) {
  json::array result;
  if (!SearchWords(prefix).empty()) {
    SearchRequest request;
    request.text = prefix;
    request.schema = entity::schema::Thing();
    request.prefix = true;
    request.limit = limit;
    for (const SearchHit& hit : SearchEntries(scope.snapshot, scope.lists, request).page) {
      const match::CompiledList& list = *scope.lists[hit.list];
      const EntryIndex& index = scope.snapshot.IndexOf(list);
      const entity::Schema schema = index.SchemaOf(hit.entry);
      result.push_back(json::object{
          {"id", index.Id(hit.entry)},
          {"name", index.Caption(hit.entry)},
          {"description", fmt::format("{} ({})", schema.label(), scope.snapshot.DatasetOf(list))},
          {"type", json::array{TypeOf(schema)}}});
    }
  }
  return Suggested(prefix, std::move(result));
}

json::object SuggestProperties(std::string_view prefix) {
  json::array result;
  for (const std::string_view name : entity::PropertyNames()) {
    const entity::Property property = entity::PropertyNamed(name);
    if (property.type() == entity::PropertyType::kEntity || !Begins(prefix, name, property.label())) continue;
    result.push_back(json::object{{"id", name}, {"name", property.label()}});
    if (result.size() >= kSuggestions) break;
  }
  return Suggested(prefix, std::move(result));
}

json::object SuggestTypes(std::string_view prefix) {
  json::array result;
  for (const std::string_view name : entity::SchemaNames()) {
    const entity::Schema schema = entity::SchemaNamed(name);
    const bool screened = schema.IsA(entity::schema::LegalEntity()) || schema.IsA(entity::schema::Vessel()) ||
                          schema.IsA(entity::schema::Airplane());
    if (!screened || schema == entity::schema::Facility() || !Begins(prefix, name, schema.label())) continue;
    result.push_back(TypeOf(schema));
    if (result.size() >= kSuggestions) break;
  }
  return Suggested(prefix, std::move(result));
}

json::object ReconcileManifest(std::string_view dataset, std::string_view server, std::string_view base) {
  json::object manifest;
  manifest["versions"] = json::array{"0.2"};
  manifest["name"] = fmt::format("Manumit: {}", dataset == "default" ? "all watch lists" : dataset);
  manifest["identifierSpace"] = fmt::format("{}/entities/", server);
  manifest["schemaSpace"] = "https://followthemoney.tech/explorer/schemata/";
  manifest["documentation"] = fmt::format("{}/reference", server);
  manifest["batchSize"] = 10;
  manifest["view"] = json::object{{"url", fmt::format("{}/entities/{{{{id}}}}", server)}};
  manifest["preview"] =
      json::object{{"url", fmt::format("{}/preview?id={{{{id}}}}", base)}, {"width", 430}, {"height", 300}};
  const auto service = [&](std::string_view path) {
    return json::object{{"service_url", base}, {"service_path", path}};
  };
  manifest["suggest"] = json::object{{"entity", service("/suggest/entity")},
                                     {"type", service("/suggest/type")},
                                     {"property", service("/suggest/property")}};
  json::array settings;
  settings.push_back(json::object{{"name", "limit"},
                                  {"label", "Limit"},
                                  {"type", "number"},
                                  {"default", 0},
                                  {"help_text", "At most so many values a row (0: all)"}});
  settings.push_back(json::object{
      {"name", "render"},
      {"label", "Values"},
      {"type", "select"},
      {"default", "caption"},
      {"help_text", "Russia instead of ru"},
      {"choices", json::array{json::object{{"value", "caption"}, {"id", "caption"}, {"name", "For people"}},
                              json::object{{"value", "raw"}, {"id", "raw"}, {"name", "As in the list"}}}}});
  manifest["extend"] = json::object{{"propose_properties", service("/extend/property")},
                                    {"property_settings", settings},
                                    {"propose_settings", settings}};
  json::array types;
  for (const entity::Schema schema :
       {entity::schema::LegalEntity(), entity::schema::Person(), entity::schema::Organization(),
        entity::schema::Company(), entity::schema::Vessel(), entity::schema::Airplane()})
    types.push_back(TypeOf(schema));
  manifest["defaultTypes"] = std::move(types);
  return manifest;
}

}  // namespace screening
