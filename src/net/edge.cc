#include "net/edge.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <thread>
#include <typeinfo>
#include <utility>

#include "base/log.h"

namespace net {

namespace {

std::size_t WorkerCount(const Limits& limits) {
  if (limits.workers > 0) return limits.workers;
  return std::max<std::size_t>(4, std::size_t{2} * std::thread::hardware_concurrency());
}

BodyBudget BudgetOf(const Limits& limits) {
  return {limits.bodies_in_memory, limits.bodies_on_disk, 0, 0};
}

}  // namespace

bool Connections::Enter(std::string_view address, bool unlimited) {
  const std::lock_guard lock(mutex_);
  if (count_ >= max_) return false;
  std::size_t& of_address = per_address_[std::string(address)];
  if (!unlimited && of_address >= max_per_address_) return false;
  ++of_address;
  ++count_;
  return true;
}

void Connections::Leave(const Connection* connection, std::string_view address) {
  const std::lock_guard lock(mutex_);
  live_.erase(connection);
  const auto of_address = per_address_.find(std::string(address));
  if (of_address != per_address_.end() && --of_address->second == 0) per_address_.erase(of_address);
  if (--count_ == 0) none_.notify_all();
}

void Connections::Add(const std::shared_ptr<Connection>& connection) {
  const std::lock_guard lock(mutex_);
  live_[connection.get()] = connection;
}

std::vector<std::shared_ptr<Connection>> Connections::All() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::shared_ptr<Connection>> all;
  all.reserve(live_.size());
  for (const auto& [key, weak] : live_) {
    if (auto connection = weak.lock()) all.push_back(std::move(connection));
  }
  return all;
}

std::size_t Connections::size() const {
  const std::lock_guard lock(mutex_);
  return count_;
}

bool Connections::WaitUntilNone(std::chrono::milliseconds at_most) const {
  std::unique_lock lock(mutex_);
  return none_.wait_for(lock, at_most, [this] { return count_ == 0; });
}

void Connections::WaitUntilNone() const {
  std::unique_lock lock(mutex_);
  none_.wait(lock, [this] { return count_ == 0; });
}

Edge::Edge(const ServerOptions& options, Handler handler_in, BodyPolicyFor body_policy_in,
           TrustedProxies proxies_in)
    : handler(std::move(handler_in)),
      body_policy(std::move(body_policy_in)),
      limits(options.limits),
      spool_dir(options.spool_dir),
      proxies(std::move(proxies_in)),
      budget(BudgetOf(limits)),
      connections(limits.connections, limits.connections_per_address),
      workers(WorkerCount(limits), limits.queue),
      streams(limits.streams, 0) {}

Response CallHandler(Edge& edge, Request& request) {
  if (edge.aborted) return RefusalResponse(503, "the server is stopping");
  try {
    return edge.handler(request);
  } catch (const std::exception& exception) {
    // Its text may quote the input, which must not stand in the log.
    base::LogError("handler-threw", {{"request", request.id}, {"type", typeid(exception).name()}});
  }
  return RefusalResponse(500, "the server made a mistake; its log has more under the id of this request");
}

bool CallProducer(const std::function<base::Status(BodyWriter&)>& producer, BodyWriter& writer,
                  std::string_view request_id) {
  try {
    const base::Status status = producer(writer);
    if (!status.has_value() && !writer.client_gone()) {
      base::LogError("stream-failed",
                     {{"request", request_id}, {"code", base::CodeName(status.error().code)}});
    }
    return status.has_value();
  } catch (const std::exception& exception) {
    base::LogError("stream-threw", {{"request", request_id}, {"type", typeid(exception).name()}});
  }
  return false;
}

Response RefusalResponse(int status, std::string_view text) {
  Response response = TextResponse(status, fmt::format("{} {}: {}\n", status, StatusPhrase(status), text));
  response.headers.Add("X-Content-Type-Options", "nosniff");
  if (status == 503) response.headers.Add("Retry-After", "1");
  if (status == 405) response.headers.Add("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  return response;
}

}  // namespace net
