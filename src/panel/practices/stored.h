#pragma once
// What was stored as JSON, read back by one of the functions of content.h or review_json.h. Pure; thread-safe.

#include <boost/json.hpp>
#include <string_view>

#include "panel/practices/content.h"

namespace panel {

template <typename From>
auto ReadStored(std::string_view text, From from) -> decltype(from(boost::json::object())) {
  const base::Result<boost::json::object> object = FromStored(text);
  if (!object) return object.error();
  return from(*object);
}

}  // namespace panel
