#pragma once
// The body of a request as the same named values that a form sends, so that both faces read them with the
// same code. Inside the folder only.

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/web/api.h"
#include "desk/web/router.h"

namespace panel {

class JsonFields {
 public:
  // Errors: kInvalid where the body is no object.
  static base::Result<JsonFields> Read(const desk::Context& context) {
    const boost::json::value body = TRY(desk::ReadJson(context));
    if (!body.is_object()) return base::Invalid("the body must be a JSON object");
    return JsonFields(body.get_object());
  }
  // A text as it is, true as "1", a number in digits; empty where there is none.
  std::string Text(std::string_view name) const {
    const boost::json::value* value = object_.if_contains(name);
    if (value == nullptr) return {};
    if (value->is_string()) return std::string(value->get_string());
    if (value->is_bool()) return value->get_bool() ? "1" : "";
    if (value->is_int64()) return std::to_string(value->get_int64());
    return {};
  }
  std::optional<std::int64_t> Number(std::string_view name) const {
    const boost::json::value* value = object_.if_contains(name);
    if (value == nullptr || !value->is_int64()) return std::nullopt;
    return value->get_int64();
  }
  std::vector<std::string> Texts(std::string_view name) const {
    std::vector<std::string> texts;
    const boost::json::value* value = object_.if_contains(name);
    if (value == nullptr || !value->is_array()) return texts;
    for (const boost::json::value& one : value->get_array())
      if (one.is_string()) texts.emplace_back(one.get_string());
    return texts;
  }
  const boost::json::object& object() const { return object_; }

 private:
  explicit JsonFields(boost::json::object object) : object_(std::move(object)) {}
  boost::json::object object_;
};

}  // namespace panel
