#include "net/server.h"

#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <future>
#include <mutex>
#include <thread>
#include <utility>

#include "base/log.h"
#include "net/connection.h"
#include "net/edge.h"
#include "net/tls.h"

namespace net {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;

constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);
constexpr auto kPauseWithoutDescriptors = std::chrono::milliseconds(100);

// "HOST:PORT", "[V6]:PORT". Errors: kInvalid, naming what was given.
base::Result<tcp::endpoint> ParseListen(const std::string& listen) {
  const base::Error unusable =
      base::Invalid(fmt::format("cannot listen on \"{}\": give HOST:PORT or [IPV6]:PORT", listen));
  const std::size_t colon = listen.rfind(':');
  if (colon == std::string::npos) return unusable;
  std::string host = listen.substr(0, colon);
  if (host.size() >= 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  asio::io_context io;
  tcp::resolver resolver(io);
  ErrorCode error;
  const auto found = resolver.resolve(host, listen.substr(colon + 1),
                                      tcp::resolver::passive | tcp::resolver::numeric_service, error);
  if (error || found.empty()) return unusable;
  return found.begin()->endpoint();
}

std::string FormatEndpoint(const tcp::endpoint& endpoint) {
  const std::string address = endpoint.address().to_string();
  if (endpoint.address().is_v6()) return fmt::format("[{}]:{}", address, endpoint.port());
  return fmt::format("{}:{}", address, endpoint.port());
}

// Answers, as far as that goes without waiting, a connection for which there is no place.
void TurnAway(int socket, bool tls) {
  constexpr std::string_view kAnswer =
      "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 5\r\nConnection: close\r\n\r\n";
  if (!tls) {
    std::array<char, 4096> unread;
    send(socket, kAnswer.data(), kAnswer.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    shutdown(socket, SHUT_WR);
    while (recv(socket, unread.data(), unread.size(), MSG_DONTWAIT) > 0) {
    }
  }
  close(socket);
}

class ServerImpl final : public Server {
 public:
  ServerImpl(const ServerOptions& options, Handler handler, BodyPolicyFor body_policy, TrustedProxies proxies,
             TlsContext tls)
      : options_(options),
        edge_(options, std::move(handler), std::move(body_policy), std::move(proxies)),
        tls_(std::move(tls)),
        work_(asio::make_work_guard(io_)),
        acceptor_(io_),
        pause_(io_) {}
  ~ServerImpl() override { Stop(); }

  base::Status Listen();
  std::string address() const override { return address_; }
  void Stop() override;
  ServerCounters counters() const override;
  base::Status ReloadCertificate() override;

 private:
  asio::awaitable<void> AcceptLoop();
  bool AcceptAll();
  void Admit(int socket, const sockaddr_storage& peer);
  void StopOnce();
  TlsContext tls() const;

  const ServerOptions options_;
  Edge edge_;
  mutable std::mutex tls_mutex_;
  TlsContext tls_;
  asio::io_context io_;
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  tcp::acceptor acceptor_;
  asio::steady_timer pause_;
  std::string address_;
  std::vector<std::thread> threads_;
  std::once_flag stopped_;
};

base::Status ServerImpl::Listen() {
  const tcp::endpoint endpoint = TRY(ParseListen(options_.listen));
  ErrorCode error;
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (!error) acceptor_.native_non_blocking(true, error);
  if (error) return base::IoError(fmt::format("cannot listen on {}: {}", options_.listen, error.message()));
  address_ = FormatEndpoint(acceptor_.local_endpoint());
  asio::co_spawn(io_, AcceptLoop(), asio::detached);
  const unsigned threads = std::clamp(std::thread::hardware_concurrency() / 2, 2u, 4u);
  for (unsigned i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { io_.run(); });
  }
  return base::Ok();
}

asio::awaitable<void> ServerImpl::AcceptLoop() {
  while (!edge_.draining) {
    const auto [error] = co_await acceptor_.async_wait(tcp::acceptor::wait_read, kAsTuple);
    if (error) co_return;
    const bool has_descriptors = AcceptAll();
    if (has_descriptors) continue;
    // Waiting for a connection to end is all that helps; the listen queue holds the clients meanwhile.
    base::LogWarning("out-of-descriptors", {{"connections", edge_.connections.size()}});
    pause_.expires_after(kPauseWithoutDescriptors);
    co_await pause_.async_wait(kAsTuple);
  }
}

// Accepts what is waiting; false where the machine or the process has no descriptors or memory left for more.
bool ServerImpl::AcceptAll() {
  while (!edge_.draining) {
    sockaddr_storage peer{};
    socklen_t length = sizeof peer;
    const int socket = accept4(acceptor_.native_handle(), reinterpret_cast<sockaddr*>(&peer), &length,
                               SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket >= 0) {
      Admit(socket, peer);
    } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
      return false;
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      return true;
    }
    // Anything else is that one connection's trouble (accept(2)).
  }
  return true;
}

void ServerImpl::Admit(int socket, const sockaddr_storage& peer) {
  tcp::endpoint endpoint;
  std::memcpy(endpoint.data(), &peer, std::min(endpoint.capacity(), sizeof peer));
  Accepted accepted;
  accepted.socket = socket;
  accepted.ipv6 = peer.ss_family == AF_INET6;
  accepted.address = PlainAddress(endpoint.address().to_string());
  if (!edge_.connections.Enter(accepted.address, edge_.proxies.Trusts(accepted.address))) {
    ++edge_.rejected;
    return TurnAway(socket, !options_.tls_certificate.empty());
  }
  const int on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  StartConnection(io_, edge_, accepted, tls());
}

TlsContext ServerImpl::tls() const {
  const std::lock_guard lock(tls_mutex_);
  return tls_;
}

base::Status ServerImpl::ReloadCertificate() {
  if (options_.tls_certificate.empty()) return base::Ok();
  TlsContext fresh = TRY(LoadTlsContext(options_.tls_certificate, options_.tls_key));
  const std::lock_guard lock(tls_mutex_);
  tls_ = std::move(fresh);
  return base::Ok();
}

ServerCounters ServerImpl::counters() const {
  ServerCounters counters;
  counters.requests = edge_.requests;
  counters.rejected = edge_.rejected;
  counters.connections = edge_.connections.size();
  counters.busy_workers = edge_.workers.busy();
  counters.streams = edge_.streams.busy();
  return counters;
}

void ServerImpl::Stop() {
  std::call_once(stopped_, [this] { StopOnce(); });
}

void ServerImpl::StopOnce() {
  if (threads_.empty()) return;  // it never listened
  edge_.draining = true;
  std::promise<void> closed;
  asio::post(io_, [this, &closed] {
    ErrorCode ignored;
    acceptor_.close(ignored);
    pause_.cancel();
    closed.set_value();
  });
  closed.get_future().wait();
  for (const auto& connection : edge_.connections.All()) connection->Drain();
  if (!edge_.connections.WaitUntilNone(std::chrono::milliseconds(edge_.limits.drain_ms))) {
    edge_.aborted = true;
    for (const auto& connection : edge_.connections.All()) connection->Abort();
    edge_.connections.WaitUntilNone();
  }
  edge_.workers.Stop();
  edge_.streams.Stop();
  work_.reset();
  for (std::thread& thread : threads_) thread.join();
}

}  // namespace

base::Result<std::unique_ptr<Server>> Server::Start(const ServerOptions& options, Handler handler,
                                                    BodyPolicyFor body_policy) {
  TrustedProxies proxies = TRY(TrustedProxies::Parse(options.trusted_proxies));
  TlsContext tls;
  if (!options.tls_certificate.empty()) tls = TRY(LoadTlsContext(options.tls_certificate, options.tls_key));
  auto server = std::make_unique<ServerImpl>(options, std::move(handler), std::move(body_policy),
                                             std::move(proxies), std::move(tls));
  TRY(server->Listen());
  return std::unique_ptr<Server>(std::move(server));
}

}  // namespace net
