#include "panel/sessions/http_json.h"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "desk/tr.h"
#include "desk/web/api.h"

namespace panel {

base::Result<JsonFields> JsonFields::Read(const desk::Context& context) {
  const boost::json::value body = TRY(desk::ReadJson(context));
  if (!body.is_object()) return base::Invalid(desk::tr("the body must be a JSON object"));
  JsonFields fields;
  for (const auto& [key, value] : body.get_object()) {
    const std::string name(key);
    if (value.is_string()) fields.texts_[name] = std::string(value.get_string());
    if (value.is_bool()) fields.texts_[name] = value.get_bool() ? "1" : "";
    if (value.is_int64()) {
      fields.texts_[name] = fmt::to_string(value.get_int64());
      fields.numbers_[name] = value.get_int64();
    }
    if (!value.is_array()) continue;
    for (const boost::json::value& one : value.get_array())
      if (one.is_string()) fields.lists_[name].emplace_back(one.get_string());
  }
  return fields;
}

std::string JsonFields::Text(std::string_view name) const {
  const auto found = texts_.find(name);
  return found == texts_.end() ? std::string() : found->second;
}

std::optional<std::int64_t> JsonFields::Number(std::string_view name) const {
  const auto found = numbers_.find(name);
  if (found == numbers_.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> JsonFields::Texts(std::string_view name) const {
  const auto found = lists_.find(name);
  return found == lists_.end() ? std::vector<std::string>() : found->second;
}

}  // namespace panel
