#pragma once
// Who the client is where a proxy stands in front: X-Forwarded-For/-Proto and Forwarded (RFC 7239), believed
// only from the proxies the installation names. Immutable; any thread.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "net/http.h"

namespace net {

// "::ffff:192.0.2.1" becomes "192.0.2.1"; what is not an address stays.
std::string PlainAddress(std::string_view address);

class TrustedProxies {
 public:
  // Addresses ("10.0.0.2") and networks ("10.0.0.0/8", "fd00::/8"). Errors: kInvalid, naming the entry.
  static base::Result<TrustedProxies> Parse(const std::vector<std::string>& entries);
  bool Trusts(std::string_view address) const;
  // Where request.remote_address is trusted, sets remote_address and secure from its header fields: the last
  // address that is not one of the proxies. Where the two kinds of field disagree somebody forged one:
  // neither is believed.
  void Apply(Request& request) const;

 private:
  struct Network {
    std::vector<unsigned char> bytes;  // 4 or 16
    int bits = 0;
  };
  std::vector<Network> networks_;
};

}  // namespace net
