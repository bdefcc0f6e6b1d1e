#include "screening/api/match_body.h"

#include <fmt/format.h>

#include <array>
#include <boost/json.hpp>
#include <deque>
#include <optional>

#include "base/limits.h"

namespace screening {

namespace {

namespace json = boost::json;

// Room for the document of an ordinary request, so that reading it asks the heap for nothing.
constexpr std::size_t kDocumentBytes = 32u << 10;

std::string_view View(const json::string& text) {
  return {text.data(), text.size()};
}

std::optional<std::string> ScalarText(const json::value& value) {
  if (value.is_string()) return std::string(View(value.get_string()));
  if (value.is_bool()) return value.get_bool() ? "true" : "false";
  if (value.is_int64()) return std::to_string(value.get_int64());
  if (value.is_uint64()) return std::to_string(value.get_uint64());
  if (value.is_double()) return fmt::format("{}", value.get_double());
  return std::nullopt;
}

// The cells of one example's properties.
class Cells {
 public:
  void Add(std::string_view name, const json::value& values) {
    const std::optional<entity::Property> property = entity::FindProperty(name);
    if (!property) return;
    if (values.is_array()) {
      for (const json::value& value : values.get_array()) AddOne(*property, value);
    } else {
      AddOne(*property, values);
    }
  }

  MatchQuery Finish() {
    MatchQuery query;
    MadeParty made = MakeParty(0, cells_, false);
    query.party = std::move(*made.party);
    query.ignored = std::move(made.rejects);
    query.ignored.insert(query.ignored.end(), not_text_.begin(), not_text_.end());
    return query;
  }

 private:
  void AddOne(entity::Property property, const json::value& value) {
    if (value.is_null()) return;
    std::optional<std::string> text = ScalarText(value);
    if (!text) {
      not_text_.push_back(
          {0, std::string(property.name()), RejectValue(json::serialize(value)), "not a text", false});
      return;
    }
    texts_.push_back(std::move(*text));
    cells_.push_back({{Role::kProperty, property, false}, property.name(), texts_.back(), false});
  }

  std::deque<std::string> texts_;
  std::vector<FieldCell> cells_;
  std::vector<Reject> not_text_;
};

// Scores are a function of the two parties and the engine alone, so what would bend them is refused rather
// than passed over.
base::Status RefuseTuning(const json::object& body) {
  for (const std::string_view name : {"weights", "config"}) {
    const json::value* value = body.if_contains(name);
    if (value == nullptr || value->is_null()) continue;
    if (!value->is_object()) return base::Invalid(fmt::format("{}: an object is expected", name));
    if (!value->get_object().empty())
      return base::Invalid(
          fmt::format("{}: this engine's scores cannot be tuned by the request; leave it empty", name));
  }
  return base::Ok();
}

base::Result<json::value> Parse(std::string_view body, json::storage_ptr storage) {
  json::parse_options options;
  options.max_depth = static_cast<std::size_t>(base::kMaxJsonDepth);
  boost::system::error_code problem;
  json::value value = json::parse(body, problem, std::move(storage), options);
  if (problem) return base::Invalid(fmt::format("The body is not JSON: {}", problem.message()));
  return value;
}

}  // namespace

base::Result<MatchQuery> ReadExample(std::string_view where, const json::object& example) {
  const json::value* schema_name = example.if_contains("schema");
  if (schema_name == nullptr || !schema_name->is_string())
    return base::Invalid(fmt::format("Cannot parse example entity: {}: schema is missing", where));
  const std::optional<entity::Schema> schema = entity::FindSchema(View(schema_name->get_string()));
  if (!schema) {
    return base::Invalid(fmt::format("Cannot parse example entity: {}: no such schema: {}", where,
                                     RejectValue(View(schema_name->get_string()))));
  }
  const json::value* properties = example.if_contains("properties");
  if (properties == nullptr || !properties->is_object())
    return base::Invalid(
        fmt::format("Cannot parse example entity: {}: properties, an object, are missing", where));
  Cells cells;
  for (const auto& [name, values] : properties->get_object()) cells.Add(name, values);
  MatchQuery query = cells.Finish();
  query.party.schema = *schema;
  query.name = where;
  const json::value* id = example.if_contains("id");
  if (id != nullptr && id->is_string()) query.id = View(id->get_string());
  return query;
}

base::Result<std::vector<MatchQuery>> ReadMatchBody(std::string_view body) {
  std::array<unsigned char, kDocumentBytes> room;
  json::monotonic_resource memory(room.data(), room.size());
  const json::value value = TRY(Parse(body, &memory));
  if (!value.is_object()) return base::Invalid("The body is not a JSON object.");
  const json::object& object = value.get_object();
  TRY(RefuseTuning(object));
  const json::value* examples = object.if_contains("queries");
  if (examples == nullptr || !examples->is_object())
    return base::Invalid("queries: an object of parties by name is expected");
  if (examples->get_object().size() > base::kMaxMatchQueries)
    return base::Invalid(fmt::format("Too many queries in one batch (limit: {})", base::kMaxMatchQueries));
  std::vector<MatchQuery> queries;
  for (const auto& [name, example] : examples->get_object()) {
    if (example.is_null()) continue;
    if (!example.is_object())
      return base::Invalid(
          fmt::format("Cannot parse example entity: {}: an object is expected", std::string_view(name)));
    queries.push_back(TRY(ReadExample(name, example.get_object())));
  }
  if (queries.empty()) return base::Invalid("No queries provided.");
  return queries;
}

}  // namespace screening
