#include "voice/remedy/json_parts.h"

#include <boost/json.hpp>

namespace voice::remedy {

namespace json = boost::json;

const json::value* Fields::At(std::string_view name) {
  return object_.if_contains(name);
}

std::string Fields::Text(std::string_view name) {
  const json::value* value = At(name);
  if (value == nullptr || !value->is_string()) {
    bad_ = true;
    return {};
  }
  return std::string(value->get_string());
}

std::int64_t Fields::Number(std::string_view name) {
  const std::optional<std::int64_t> number = MaybeNumber(name);
  if (!number) bad_ = true;
  return number.value_or(0);
}

std::optional<std::int64_t> Fields::MaybeNumber(std::string_view name) {
  const json::value* value = At(name);
  if (value == nullptr || value->is_null()) return std::nullopt;
  if (value->is_int64()) return value->get_int64();
  bad_ = true;
  return std::nullopt;
}

base::Decimal Fields::Amount(std::string_view name) {
  const base::Result<base::Decimal> amount = base::Decimal::Parse(Text(name));
  if (amount) return *amount;
  bad_ = true;
  return {};
}

std::optional<base::Decimal> Fields::MaybeAmount(std::string_view name) {
  const json::value* value = At(name);
  if (value == nullptr || value->is_null()) return std::nullopt;
  return Amount(name);
}

base::Currency Fields::Currency(std::string_view name) {
  const std::string code = Text(name);
  if (code.empty()) return {};
  const base::Result<base::Currency> currency = base::Currency::Parse(code);
  if (currency) return *currency;
  bad_ = true;
  return {};
}

const json::array& Fields::List(std::string_view name) {
  static const json::array none;
  const json::value* value = At(name);
  if (value != nullptr && value->is_array()) return value->get_array();
  bad_ = true;
  return none;
}

base::Status Fields::Check() const {
  if (bad_) return base::Corrupt("sealed claims are not what the program writes");
  return base::Ok();
}

}  // namespace voice::remedy
