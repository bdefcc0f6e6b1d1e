#include "voice/intake/json_texts.h"

#include <boost/json.hpp>

namespace voice {

namespace json = boost::json;

namespace {

base::Error NotOurs() {
  return base::Corrupt("a sealed text is not what the program writes");
}

json::value ValueIn(std::string_view text) {
  boost::system::error_code failed;
  json::value value = json::parse(text, failed);
  return failed ? json::value() : value;
}

}  // namespace

base::Result<json::object> ObjectIn(std::string_view text) {
  json::value value = ValueIn(text);
  if (!value.is_object()) return NotOurs();
  return std::move(value.get_object());
}

base::Result<json::array> ListIn(std::string_view text) {
  json::value value = ValueIn(text);
  if (!value.is_array()) return NotOurs();
  return std::move(value.get_array());
}

std::string TextAt(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::int64_t NumberAt(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

}  // namespace voice
