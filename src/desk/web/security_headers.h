#pragma once
// The header fields that every answer carries, as strict as the strictest comparable systems: nothing is
// loaded from elsewhere, nothing is framed, nothing is kept, no script or style stands in a page, no string
// becomes markup (Trusted Types). A handler's own Cache-Control and Content-Security-Policy stay.

#include "net/http.h"

namespace desk {

void AddSecurityHeaders(const net::Request& request, net::Response& response);

}  // namespace desk
