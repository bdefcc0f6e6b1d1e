#include "panel/practices/json_members.h"

#include <fmt/format.h>

#include <boost/json.hpp>

namespace panel {

namespace json = boost::json;

base::Result<const json::object*> ObjectIn(const json::value& body) {
  const json::object* object = body.if_object();
  if (object == nullptr) return base::Invalid("The body must be a JSON object.");
  return object;
}

base::Result<std::string> TextIn(const json::object& object, std::string_view name, std::string_view usual) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || value->is_null()) return std::string(usual);
  if (!value->is_string()) return base::Invalid(fmt::format("\"{}\" must be a text", name));
  return std::string(value->get_string());
}

base::Result<std::int64_t> NumberIn(const json::object& object, std::string_view name, std::int64_t usual) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || value->is_null()) return usual;
  if (!value->is_int64()) return base::Invalid(fmt::format("\"{}\" must be a whole number", name));
  return value->get_int64();
}

base::Result<bool> TruthIn(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || value->is_null()) return false;
  if (!value->is_bool()) return base::Invalid(fmt::format("\"{}\" must be true or false", name));
  return value->get_bool();
}

base::Result<std::vector<std::string>> TextsIn(const json::object& object, std::string_view name) {
  std::vector<std::string> texts;
  const json::value* value = object.if_contains(name);
  if (value == nullptr || value->is_null()) return texts;
  const base::Error wrong = base::Invalid(fmt::format("\"{}\" must be a list of texts", name));
  if (!value->is_array()) return wrong;
  for (const json::value& one : value->get_array()) {
    if (!one.is_string()) return wrong;
    texts.emplace_back(one.get_string());
  }
  return texts;
}

base::Status EachIn(const json::object& object, std::string_view name,
                    const std::function<base::Status(const json::object&)>& take) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || value->is_null()) return base::Ok();
  const base::Error wrong = base::Invalid(fmt::format("\"{}\" must be a list of objects", name));
  if (!value->is_array()) return wrong;
  for (const json::value& one : value->get_array()) {
    if (!one.is_object()) return wrong;
    TRY(take(one.get_object()));
  }
  return base::Ok();
}

json::array ArrayOf(const std::vector<std::string>& texts) {
  json::array array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

}  // namespace panel
