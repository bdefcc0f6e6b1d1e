#include "panel/commitments/json_members.h"

#include <boost/json.hpp>

#include "panel/agreements/kit.h"

namespace panel {

namespace json = boost::json;

json::value JsonId(const std::string& id) {
  if (id.empty()) return nullptr;
  return json::value(id);
}

base::Result<std::int64_t> VersionIn(const json::object& body) {
  if (!body.contains("version")) return std::int64_t{-1};
  return kit::NumberIn(body, "version");
}

}  // namespace panel
