#pragma once
// The reference of the API, made from the routes themselves: OpenAPI 3.1 as /openapi.json, and the same to
// read as /reference.

#include <boost/json/fwd.hpp>

namespace desk {

class Desk;

// The whole document. Deterministic: paths by name, methods in order of registration.
boost::json::object OpenApiDocument(const Desk& desk);

void RegisterReference(Desk& desk);

}  // namespace desk
