#include "net/stream.h"

#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <utility>

namespace net {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;

constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);

tcp::socket& SocketOf(tcp::socket& socket) {
  return socket;
}

tcp::socket& SocketOf(asio::ssl::stream<tcp::socket>& stream) {
  return stream.next_layer();
}

// `Layer` is the socket, or TLS over it.
template <typename Layer>
class SocketStream : public Stream {
 public:
  template <typename... Arguments>
  explicit SocketStream(Arguments&&... arguments) : layer_(std::forward<Arguments>(arguments)...) {}

  Async<IoResult> ReadSome(std::span<char> room) override {
    const asio::mutable_buffer buffer(room.data(), room.size());
    const auto [error, size] = co_await layer_.async_read_some(buffer, kAsTuple);
    co_return IoResult{!error, size};
  }
  Async<IoResult> WriteSome(std::string_view bytes) override {
    const asio::const_buffer buffer(bytes.data(), bytes.size());
    const auto [error, size] = co_await layer_.async_write_some(buffer, kAsTuple);
    co_return IoResult{!error, size};
  }
  Async<IoResult> ReadRaw(std::span<char> room) override {
    const asio::mutable_buffer buffer(room.data(), room.size());
    const auto [error, size] = co_await Socket().async_read_some(buffer, kAsTuple);
    co_return IoResult{!error, size};
  }
  Async<bool> ClientLeft() override {
    while (true) {
      const auto [error] = co_await Socket().async_wait(tcp::socket::wait_read, kAsTuple);
      if (error) co_return false;
      char byte = 0;
      const ssize_t got = recv(Socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
      if (got > 0) co_return false;
      if (got == 0 || (errno != EAGAIN && errno != EINTR)) co_return true;
    }
  }
  void Cancel() override {
    ErrorCode ignored;
    Socket().cancel(ignored);
  }
  void Close() override {
    ErrorCode ignored;
    Socket().close(ignored);
  }
  bool is_open() override { return Socket().is_open(); }

 protected:
  Layer& layer() { return layer_; }
  void ShutDownSocket() {
    ErrorCode ignored;
    Socket().shutdown(tcp::socket::shutdown_send, ignored);
  }

 private:
  tcp::socket& Socket() { return SocketOf(layer_); }

  Layer layer_;
};

class PlainStream final : public SocketStream<tcp::socket> {
 public:
  using SocketStream::SocketStream;
  Async<bool> Handshake() override { co_return true; }
  Async<void> EndWriting() override {
    ShutDownSocket();
    co_return;
  }
};

class TlsStream final : public SocketStream<asio::ssl::stream<tcp::socket>> {
 public:
  using SocketStream::SocketStream;
  Async<bool> Handshake() override {
    const auto [error] = co_await layer().async_handshake(asio::ssl::stream_base::server, kAsTuple);
    co_return !error;
  }
  Async<void> EndWriting() override {
    const auto [error] = co_await layer().async_shutdown(kAsTuple);
    static_cast<void>(error);  // the connection ends either way
    ShutDownSocket();
  }
};

}  // namespace

std::unique_ptr<Stream> MakeStream(const asio::any_io_executor& strand, int socket, bool ipv6,
                                   const TlsContext& tls) {
  tcp::socket owned(strand, ipv6 ? tcp::v6() : tcp::v4(), socket);
  if (tls == nullptr) return std::make_unique<PlainStream>(std::move(owned));
  SSL* const session = SSL_new(tls.get());
  if (session == nullptr) return nullptr;
  return std::make_unique<TlsStream>(std::move(owned), session);
}

}  // namespace net
