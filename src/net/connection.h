#pragma once
// One client's connection: reads requests, has them answered, writes the answers. See connection.cc.

#include <string>

#include "net/edge.h"
#include "net/tls.h"

namespace boost::asio {
class io_context;
}

namespace net {

struct Accepted {
  int socket = -1;  // connected, non-blocking; taken over
  bool ipv6 = false;
  std::string address;  // of the peer, entered in edge.connections
};

// Begins to serve. `edge` and `io` outlive the connection; `tls` may be null. The connection leaves
// edge.connections when it ends.
void StartConnection(boost::asio::io_context& io, Edge& edge, const Accepted& accepted,
                     const TlsContext& tls);

}  // namespace net
