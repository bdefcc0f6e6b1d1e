#pragma once
// The HTTP/1.1 server: asynchronous at the edge, handlers synchronous on a bounded pool. It holds thousands
// of idle and slow connections without a thread each; a handler may block. TLS is built in; behind a proxy,
// Forwarded headers are believed only from the addresses named.
//
// Every limit is in Limits and has a default from base/limits.h. What is over a limit is answered (413, 431,
// 408, 503 with Retry-After) and never reaches a handler. Malformed requests (both Content-Length and
// Transfer-Encoding, two lengths, bare LF, bad chunks, absolute or "//" targets, %00) are 400.
//
// Thread-safety: Start, then Stop from any thread that is not a handler's (a signal thread). Handlers run on
// many threads at once. An exception out of a handler is answered with 500 and logged ("handler-threw") with
// the request's id and the exception's type.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "net/http.h"

namespace net {

// Asked as soon as the head of a request is there, on an I/O thread: must be quick and must not block.
struct BodyPolicy {
  std::size_t max_bytes = base::kMaxBodyBytes;
  bool may_spool = false;  // larger bodies than `max_in_memory` go to a file; without it they are 413
  std::size_t max_in_memory = base::kMaxBodyInMemory;
  // Above 0, a larger body is not refused: what does not fit is read and thrown away, up to so many bytes,
  // and the handler gets the beginning (Request::body_cut), so that it can answer with what came before. Of a
  // body that is larger still the rest is not waited for, and its connection ends with the answer.
  std::size_t max_dropped = 0;
};

struct Limits {
  std::size_t connections = base::kMaxConnections;
  std::size_t connections_per_address = base::kMaxConnectionsPerAddress;
  std::size_t workers = 0;  // 0: 2 × processors, at least 4
  std::size_t queue = base::kMaxQueuedRequests;
  std::size_t streams = base::kMaxStreams;
  std::size_t bodies_in_memory = base::kMaxBodiesInMemory;  // of all requests together
  std::size_t bodies_on_disk = base::kMaxBodiesOnDisk;
  std::int64_t header_timeout_ms = 10'000;  // from the first byte (or the connection) to the end of the head
  std::int64_t idle_timeout_ms = 75'000;    // between requests
  std::int64_t body_timeout_ms = 30'000;    // without any progress
  std::int64_t body_min_bytes_per_s = 512;  // on average after the first body_timeout_ms
  std::int64_t write_timeout_ms = 30'000;   // without any progress
  std::int64_t drain_ms = 30'000;           // how long Stop waits for requests that are being answered
};

struct ServerOptions {
  std::string listen = "127.0.0.1:8080";  // HOST:PORT, [V6]:PORT; port 0: any free one
  std::string tls_certificate;            // PEM files; empty: plain
  std::string tls_key;
  std::vector<std::string>
      trusted_proxies;  // addresses or networks (10.0.0.0/8) whose Forwarded/X-Forwarded-* are believed
  std::string spool_dir = "/tmp";
  Limits limits;
};

using Handler = std::function<Response(Request&)>;
// `request` has an empty body.
using BodyPolicyFor = std::function<BodyPolicy(const Request& request)>;

struct ServerCounters {
  std::uint64_t requests = 0;
  std::uint64_t rejected = 0;  // answered by the edge: limits, malformed
  std::size_t connections = 0;
  std::size_t busy_workers = 0;
  std::size_t streams = 0;
};

class Server {
 public:
  // Binds and begins to serve. Errors: kInvalid (address, certificate), kIo (in use, not allowed).
  static base::Result<std::unique_ptr<Server>> Start(const ServerOptions& options, Handler handler,
                                                     BodyPolicyFor body_policy);
  virtual ~Server() = default;              // stops
  virtual std::string address() const = 0;  // "127.0.0.1:43817" as bound
  // Stops accepting, closes idle connections, lets requests end (at most drain_ms, then their sockets are
  // closed), joins all threads: a handler that does not return keeps it waiting. Idempotent. Streams are told
  // by client_gone().
  virtual void Stop() = 0;
  virtual ServerCounters counters() const = 0;
  // Reads certificate and key again for new connections (SIGHUP). Errors leave the old ones in use.
  virtual base::Status ReloadCertificate() = 0;
};

}  // namespace net
