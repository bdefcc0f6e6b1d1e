#pragma once
// What the connections of one server share. Everything in it is either unchanging after Start or safe on any
// thread.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "net/body_sink.h"
#include "net/forwarded.h"
#include "net/pool.h"
#include "net/server.h"

namespace net {

// What the server may do to a connection, from any thread.
class Connection {
 public:
  virtual ~Connection() = default;
  virtual void Drain() = 0;  // ends once its request is answered; at once where it has none
  virtual void Abort() = 0;  // closes the socket
};

// Which connections there are. Thread-safe.
class Connections {
 public:
  Connections(std::size_t max, std::size_t max_per_address) : max_(max), max_per_address_(max_per_address) {}

  // Takes a place; false where all, or all of this address, are taken. `unlimited` addresses (proxies) have
  // no cap of their own.
  bool Enter(std::string_view address, bool unlimited);
  void Leave(const Connection* connection, std::string_view address);
  void Add(const std::shared_ptr<Connection>& connection);
  std::vector<std::shared_ptr<Connection>> All() const;
  std::size_t size() const;
  bool WaitUntilNone(std::chrono::milliseconds at_most) const;
  void WaitUntilNone() const;

 private:
  const std::size_t max_;
  const std::size_t max_per_address_;
  mutable std::mutex mutex_;
  mutable std::condition_variable none_;
  std::size_t count_ = 0;
  std::unordered_map<std::string, std::size_t> per_address_;
  std::unordered_map<const Connection*, std::weak_ptr<Connection>> live_;
};

struct Edge {
  Edge(const ServerOptions& options, Handler handler_in, BodyPolicyFor body_policy_in,
       TrustedProxies proxies_in);

  const Handler handler;
  const BodyPolicyFor body_policy;
  const Limits limits;
  const std::string spool_dir;
  const TrustedProxies proxies;
  BodyBudget budget;
  Connections connections;
  Pool workers;
  Pool streams;
  base::SystemRandom random;
  base::SystemClock clock;
  std::atomic<bool> draining{false};
  std::atomic<bool> aborted{false};  // what still waits for a worker is not worth the work
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> rejected{0};
};

// Calls the handler; an exception out of it is logged and becomes a 500.
Response CallHandler(Edge& edge, Request& request);
// Calls the producer of a streamed answer; false where it failed or threw, which is logged.
bool CallProducer(const std::function<base::Status(BodyWriter&)>& producer, BodyWriter& writer,
                  std::string_view request_id);
// An answer of the edge itself: plain text; 503 with Retry-After, 405 with Allow.
Response RefusalResponse(int status, std::string_view text);

}  // namespace net
