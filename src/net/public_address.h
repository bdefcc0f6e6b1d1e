#pragma once
// Which addresses belong to the public internet, so that a stored address cannot be used to reach inside.
// Pure but for OwnAddress.

#include <string_view>

struct sockaddr;

namespace net {

// False for loopback, private, link-local, shared, benchmarking, documentation, multicast and reserved
// networks, and for IPv6 forms that embed such an IPv4 address (RFC 6890 and the IANA special-purpose
// registries). False for what is not an IPv4 or IPv6 address.
bool IsPublicAddress(const sockaddr& address);
bool IsPublicAddress(std::string_view address);

// Whether an interface of this machine has the address. Asks the kernel.
bool IsOwnAddress(const sockaddr& address);

}  // namespace net
