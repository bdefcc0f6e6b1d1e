#pragma once
// A plain or a TLS socket for coroutines. Virtual, so that the coroutines above are compiled once and the TLS
// side stays in stream.cc. All calls on the strand it was made with. Boost.Asio is only declared here.

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "net/tls.h"

namespace boost::asio {
class any_io_executor;
template <typename T, typename Executor>
class awaitable;
}  // namespace boost::asio

namespace net {

template <typename T>
using Async = boost::asio::awaitable<T, boost::asio::any_io_executor>;

struct IoResult {
  bool ok = false;  // false: an error, the end, or cancelled
  std::size_t size = 0;
};

class Stream {
 public:
  virtual ~Stream() = default;
  virtual Async<bool> Handshake() = 0;
  virtual Async<IoResult> ReadSome(std::span<char> room) = 0;
  virtual Async<IoResult> WriteSome(std::string_view bytes) = 0;
  virtual Async<void> EndWriting() = 0;                       // tells the client that no more comes
  virtual Async<IoResult> ReadRaw(std::span<char> room) = 0;  // below TLS
  // Waits until the client sends more (false) or has left (true). Cancelled: false. May run beside WriteSome.
  virtual Async<bool> ClientLeft() = 0;
  virtual void Cancel() = 0;  // what waits ends
  virtual void Close() = 0;
  virtual bool is_open() = 0;
};

// Takes over a connected, non-blocking socket. `tls` may be null. Null where memory is short.
std::unique_ptr<Stream> MakeStream(const boost::asio::any_io_executor& strand, int socket, bool ipv6,
                                   const TlsContext& tls);

}  // namespace net
