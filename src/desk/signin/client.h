#pragma once
// What is kept of the client that signs in: its network and the kind of browser, never the address or the
// whole User-Agent. Pure; thread-safe.

#include <string>
#include <string_view>

namespace desk {

// The /24 of an IPv4 address (also of one inside IPv6), the /56 of an IPv6 one: "192.0.2.0/24". Other texts
// stand for themselves.
std::string NetworkOf(std::string_view address);

// "Firefox on Linux" out of a User-Agent; the part that is not known is left out; "" where nothing is.
std::string AgentSummary(std::string_view user_agent);

}  // namespace desk
