#pragma once
// People, keys and organisations as JSON, for the API. Thread-safe.

#include <boost/json/fwd.hpp>
#include <string>
#include <vector>

#include "base/result.h"
#include "desk/people/people.h"
#include "desk/web/router.h"

namespace desk {

boost::json::object JsonOf(const Organisation& organisation);
boost::json::object JsonOf(const Person& person, const std::vector<Role>& roles);
boost::json::object JsonOf(const Invitation& invitation);
boost::json::object JsonOf(const ApiKey& key);
boost::json::array JsonOf(const std::vector<Role>& roles);

// The body as a JSON object. Errors: kInvalid.
base::Result<boost::json::object> BodyObject(const Context& context);
// A text member; empty where it is not there. Errors: kInvalid, naming it, where it is something else.
base::Result<std::string> TextIn(const boost::json::object& body, std::string_view name);
base::Result<std::vector<std::string>> TextsIn(const boost::json::object& body, std::string_view name);
base::Result<std::vector<Role>> RolesIn(const boost::json::object& body);
net::Response NoContent();

}  // namespace desk
