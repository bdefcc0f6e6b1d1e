#include "panel/minutes/json_body.h"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "desk/desk.h"
#include "desk/web/api.h"
#include "panel/minutes/view.h"

namespace panel {

struct JsonBody::Impl {
  boost::json::object object;
};

JsonBody::JsonBody() : impl_(std::make_unique<Impl>()) {}
JsonBody::~JsonBody() = default;
JsonBody::JsonBody(JsonBody&&) noexcept = default;
JsonBody& JsonBody::operator=(JsonBody&&) noexcept = default;

base::Result<JsonBody> JsonBody::Of(const desk::Context& context) {
  boost::json::value value = TRY(desk::ReadJson(context));
  if (!value.is_object()) return base::Invalid("the body must be a JSON object");
  JsonBody body;
  body.impl_->object = std::move(value.get_object());
  return body;
}

base::Result<std::string> JsonBody::Text(std::string_view name) const {
  const boost::json::value* const value = impl_->object.if_contains(name);
  if (value == nullptr || value->is_null()) return std::string();
  if (!value->is_string()) return base::Invalid(fmt::format("\"{}\" must be a text", name));
  return std::string(value->get_string());
}

base::Result<std::int64_t> JsonBody::Number(std::string_view name) const {
  const boost::json::value* const value = impl_->object.if_contains(name);
  if (value == nullptr || value->is_null()) return std::int64_t{0};
  if (!value->is_int64()) return base::Invalid(fmt::format("\"{}\" must be a whole number", name));
  return value->get_int64();
}

base::Result<bool> JsonBody::Truth(std::string_view name) const {
  const boost::json::value* const value = impl_->object.if_contains(name);
  if (value == nullptr || value->is_null()) return false;
  if (!value->is_bool()) return base::Invalid(fmt::format("\"{}\" must be true or false", name));
  return value->get_bool();
}

base::Result<base::UtcTime> JsonBody::Day(std::string_view name) const {
  const std::string text = TRY(Text(name));
  return EndOfDay(text);
}

boost::json::value JsonTime(base::UtcTime time) {
  if (time.ms <= 0) return nullptr;
  return boost::json::value(base::FormatTime(time));
}

boost::json::object JsonPage(const desk::Context& context, boost::json::array items,
                             const std::string& position) {
  boost::json::object page{{"items", std::move(items)}};
  if (position.empty()) {
    page["next"] = nullptr;
  } else {
    page["next"] = desk::EncodeCursor(context.desk(), position);
  }
  return page;
}

}  // namespace panel
