// The coroutines of a connection. All of one connection run on its strand; only Drain, Abort and the wakes
// come from elsewhere, and they are posted there. g++-12 miscompiles temporaries inside a co_await
// expression: here it holds only calls of named functions with plain arguments, never a lambda, a brace or
// TRY.

#include "net/connection.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <utility>

#include "base/log.h"
#include "net/in_buffer.h"
#include "net/stream.h"
#include "net/turn.h"

namespace net {

namespace {

namespace asio = boost::asio;
using SteadyTime = std::chrono::steady_clock::time_point;

constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kHeadRead = 4u << 10;
constexpr std::size_t kBodyRead = 64u << 10;
constexpr std::size_t kMaxLinger = 16u
                                   << 20;  // bytes that are thrown away before a refused connection is closed
constexpr std::int64_t kLingerMs = 2'000;
constexpr std::int64_t kLingerDrainingMs = 200;

SteadyTime Now() {
  return std::chrono::steady_clock::now();
}

// What a worker fills in while the connection waits.
struct Exchange {
  Request request;
  Response response;
  bool done = false;  // set on the strand
};

class HttpConnection final : public Connection, public std::enable_shared_from_this<HttpConnection> {
 public:
  HttpConnection(Edge& edge, const asio::any_io_executor& strand, std::unique_ptr<Stream> stream,
                 std::string address, bool tls)
      : edge_(edge),
        strand_(strand),
        stream_(std::move(stream)),
        address_(std::move(address)),
        tls_(tls),
        watchdog_(strand),
        wake_(strand) {}
  ~HttpConnection() override { edge_.connections.Leave(this, address_); }

  void Start();
  void Drain() override;
  void Abort() override;

 private:
  using Self = std::shared_ptr<HttpConnection>;

  static Async<void> Run(Self self);
  static Async<void> Watch(Self self);
  static Async<void> WatchForLeave(Self self, std::shared_ptr<StreamPipe> pipe);

  // Those that return bool: false where the connection is to end.
  Async<void> Serve();
  Async<bool> ServeOne();
  Async<bool> ReadHead(Turn& turn);
  Async<bool> ReadBody(Turn& turn);
  Async<bool> Answer(Turn& turn);
  Async<bool> Refuse(Turn& turn, int status, std::string_view text);
  Async<bool> WriteResponse(Turn& turn, Response response);
  Async<bool> WriteStream(Turn& turn, Response response);
  Async<bool> PumpStream(Turn& turn, std::shared_ptr<StreamPipe> pipe);
  Async<bool> ReadMore(std::size_t wanted);
  Async<bool> Write(std::string_view bytes);
  Async<void> WaitForWake();
  Async<void> Linger();

  void SetDeadline(std::int64_t ms);
  void ClearDeadline() { deadline_ = SteadyTime::max(); }
  void OnDeadline();
  void Wake();

  Edge& edge_;
  const asio::any_io_executor strand_;
  const std::unique_ptr<Stream> stream_;
  const std::string address_;
  const bool tls_;
  InBuffer in_;

  asio::steady_timer watchdog_;
  SteadyTime deadline_ = SteadyTime::max();
  bool timed_out_ = false;

  asio::steady_timer wake_;
  bool woken_ = false;

  std::shared_ptr<StreamPipe> pipe_;  // while an answer is streamed
  bool client_left_ = false;          // seen while streaming
  bool first_ = true;                 // no request was read yet
  bool waiting_ = true;               // for a request: may be closed at any time
  bool writing_ = false;
  bool closed_ = false;
};

void HttpConnection::Start() {
  asio::co_spawn(strand_, Run(shared_from_this()), asio::detached);
  asio::co_spawn(strand_, Watch(shared_from_this()), asio::detached);
}

void HttpConnection::Drain() {
  asio::post(strand_, [self = shared_from_this()] {
    if (self->waiting_) self->stream_->Close();
    if (self->pipe_) self->pipe_->AskToEnd();
  });
}

void HttpConnection::Abort() {
  asio::post(strand_, [self = shared_from_this()] {
    if (self->pipe_) self->pipe_->Abandon();
    self->client_left_ = true;
    self->stream_->Close();
    self->Wake();
  });
}

void HttpConnection::Wake() {
  woken_ = true;
  wake_.cancel();
}

Async<void> HttpConnection::WaitForWake() {
  while (!woken_) {
    wake_.expires_at(SteadyTime::max());
    co_await wake_.async_wait(kAsTuple);
  }
  woken_ = false;
}

void HttpConnection::SetDeadline(std::int64_t ms) {
  deadline_ = Now() + std::chrono::milliseconds(ms);
  if (deadline_ < watchdog_.expiry()) watchdog_.cancel();  // Watch then waits for the earlier one
}

Async<void> HttpConnection::Watch(Self self) {
  while (!self->closed_) {
    if (self->deadline_ <= Now()) self->OnDeadline();
    self->watchdog_.expires_at(self->deadline_);
    co_await self->watchdog_.async_wait(kAsTuple);
  }
}

void HttpConnection::OnDeadline() {
  ClearDeadline();
  timed_out_ = true;
  if (writing_) {
    stream_->Close();
  } else {
    stream_->Cancel();  // the reader wakes and may still say 408
  }
}

Async<void> HttpConnection::Run(Self self) {
  try {
    co_await self->Serve();
  } catch (const std::exception&) {
    base::LogError("connection-failed");  // out of memory
  }
  if (self->pipe_) self->pipe_->Abandon();
  self->pipe_.reset();
  self->closed_ = true;
  self->stream_->Close();
  self->watchdog_.cancel();
}

Async<void> HttpConnection::Serve() {
  SetDeadline(edge_.limits.header_timeout_ms);
  bool more = co_await stream_->Handshake();
  if (!more) co_return;
  while (more) {
    more = co_await ServeOne();
    in_.Shrink();
  }
  co_await Linger();
}

Async<bool> HttpConnection::ServeOne() {
  Turn turn(edge_, address_, tls_);
  const bool has_head = co_await ReadHead(turn);
  if (!has_head) co_return false;
  const bool has_body = co_await ReadBody(turn);
  if (!has_body) co_return false;
  co_return co_await Answer(turn);
}

Async<bool> HttpConnection::ReadHead(Turn& turn) {
  RequestReader& reader = turn.reader();
  waiting_ = true;
  timed_out_ = false;
  bool begun = first_ || !in_.empty();
  first_ = false;
  SetDeadline(begun ? edge_.limits.header_timeout_ms : edge_.limits.idle_timeout_ms);
  while (reader.state() == RequestReader::State::kReading) {
    const std::size_t taken = reader.Feed(in_.view());
    in_.Consume(taken);
    if (taken > 0 || reader.state() != RequestReader::State::kReading) continue;
    if (edge_.draining) co_return false;
    const bool got_more = co_await ReadMore(kHeadRead);
    if (timed_out_ && !in_.empty())
      co_return co_await Refuse(turn, 408, "the request's head did not arrive in time");
    if (timed_out_ || !got_more) co_return false;
    if (!std::exchange(begun, true)) SetDeadline(edge_.limits.header_timeout_ms);
  }
  waiting_ = false;
  ClearDeadline();
  if (reader.state() == RequestReader::State::kHead) co_return true;
  co_return co_await Refuse(turn, reader.refusal().status, reader.refusal().text);
}

Async<bool> HttpConnection::ReadBody(Turn& turn) {
  RequestReader& reader = turn.reader();
  timed_out_ = false;
  if (!turn.BeginBody(Now())) co_return co_await Refuse(turn, 500, "the server made a mistake");
  if (reader.expects_continue() && in_.empty()) {
    const bool told = co_await Write(kContinue);
    if (!told) co_return false;
  }
  while (reader.state() == RequestReader::State::kBody) {
    const std::size_t taken = reader.Feed(in_.view());
    in_.Consume(taken);
    if (taken > 0 || reader.state() != RequestReader::State::kBody) continue;
    SetDeadline(edge_.limits.body_timeout_ms);
    const bool got_more = co_await ReadMore(kBodyRead);
    const bool too_slow = timed_out_ || turn.TooSlow(Now(), in_.size());
    if (too_slow) co_return co_await Refuse(turn, 408, "the request's body arrives too slowly");
    if (!got_more) co_return false;
  }
  ClearDeadline();
  if (!reader.keep_alive()) turn.EndAfterThis();
  if (reader.state() == RequestReader::State::kDone) co_return true;
  co_return co_await Refuse(turn, reader.refusal().status, reader.refusal().text);
}

Async<bool> HttpConnection::Answer(Turn& turn) {
  auto exchange = std::make_shared<Exchange>();
  auto request = turn.reader().TakeRequest();
  if (!request.has_value()) co_return co_await Refuse(turn, 507, request.error().external);
  exchange->request = *std::move(request);
  auto job = [self = shared_from_this(), exchange] {
    exchange->response = CallHandler(self->edge_, exchange->request);
    asio::post(self->strand_, [self, exchange] {
      exchange->done = true;
      self->Wake();
    });
  };
  const bool queued = edge_.workers.TrySubmit(std::move(job));
  if (!queued) co_return co_await Refuse(turn, 503, "too many requests are waiting; try again in a moment");
  while (!exchange->done) co_await WaitForWake();
  exchange->request = Request();
  Response response = std::move(exchange->response);
  if (response.stream) co_return co_await WriteStream(turn, std::move(response));
  co_return co_await WriteResponse(turn, std::move(response));
}

// Ends the connection: what follows a refused request cannot be trusted to be a request.
Async<bool> HttpConnection::Refuse(Turn& turn, int status, std::string_view text) {
  ++edge_.rejected;
  waiting_ = false;
  turn.EndAfterThis();
  Response response = RefusalResponse(status, text);
  co_return co_await WriteResponse(turn, std::move(response));
}

Async<bool> HttpConnection::WriteResponse(Turn& turn, Response response) {
  std::string_view rest;
  const std::string out = turn.Format(response, rest);
  bool written = co_await Write(out);
  if (written && !rest.empty()) written = co_await Write(rest);
  co_return (written && turn.keep_alive());
}

Async<bool> HttpConnection::WriteStream(Turn& turn, Response response) {
  bool ends = false;
  const std::string head = turn.FormatStreamHead(response, ends);
  if (ends) {
    const bool written = co_await Write(head);
    co_return (written && turn.keep_alive());
  }
  auto wake = [self = shared_from_this()] { asio::post(self->strand_, [self] { self->Wake(); }); };
  auto pipe = std::make_shared<StreamPipe>(std::move(wake));
  const bool started = turn.StartStream(pipe, response);
  if (!started) co_return co_await Refuse(turn, 503, "too many answers are streamed; try again in a moment");
  pipe_ = pipe;
  if (edge_.draining) pipe->AskToEnd();
  asio::co_spawn(strand_, WatchForLeave(shared_from_this(), pipe), asio::detached);
  bool written = co_await Write(head);
  if (written) written = co_await PumpStream(turn, pipe);
  pipe->Abandon();
  pipe_.reset();
  stream_->Cancel();  // WatchForLeave
  co_return (written && turn.keep_alive());
}

Async<bool> HttpConnection::PumpStream(Turn& turn, std::shared_ptr<StreamPipe> pipe) {
  std::string bytes;
  while (!client_left_) {
    const StreamPipe::Next next = pipe->Take(bytes);
    if (next == StreamPipe::Next::kBroken) co_return false;
    if (next == StreamPipe::Next::kNothing) {
      co_await WaitForWake();
    } else if (next == StreamPipe::Next::kBytes) {
      const std::string out = turn.http11() ? FormatChunk(bytes) : bytes;
      const bool written = co_await Write(out);
      if (!written) co_return false;
    } else {
      if (!turn.http11()) co_return true;
      co_return co_await Write(kLastChunk);
    }
  }
  co_return false;
}

// Learns of a client that leaves while nothing is written. One that sends more is there, and no longer
// watched.
Async<void> HttpConnection::WatchForLeave(Self self, std::shared_ptr<StreamPipe> pipe) {
  const bool left = co_await self->stream_->ClientLeft();
  if (!left || self->pipe_ != pipe) co_return;
  self->client_left_ = true;
  pipe->Abandon();
  self->Wake();
}

Async<bool> HttpConnection::ReadMore(std::size_t wanted) {
  const std::span<char> room = in_.Room(wanted);
  const IoResult result = co_await stream_->ReadSome(room);
  in_.Commit(result.size);
  co_return result.ok;
}

Async<bool> HttpConnection::Write(std::string_view bytes) {
  writing_ = true;
  bool alive = true;
  while (alive && !bytes.empty()) {
    SetDeadline(edge_.limits.write_timeout_ms);
    const IoResult result = co_await stream_->WriteSome(bytes);
    bytes.remove_prefix(result.size);
    alive = result.ok;
  }
  writing_ = false;
  ClearDeadline();
  co_return alive;
}

// Closing a socket with unread bytes resets the connection, and the answer may be lost: so they are read
// first.
Async<void> HttpConnection::Linger() {
  if (!stream_->is_open()) co_return;
  writing_ = true;  // a deadline closes the socket
  SetDeadline(edge_.draining ? kLingerDrainingMs : kLingerMs);
  co_await stream_->EndWriting();
  std::size_t thrown_away = 0;
  bool more = true;
  while (more && thrown_away < kMaxLinger) {
    const std::span<char> room = in_.Room(kHeadRead);
    const IoResult result = co_await stream_->ReadRaw(room);
    thrown_away += result.size;
    more = result.ok;
  }
}

}  // namespace

void StartConnection(asio::io_context& io, Edge& edge, const Accepted& accepted, const TlsContext& tls) {
  const asio::any_io_executor strand = asio::make_strand(io);
  auto stream = MakeStream(strand, accepted.socket, accepted.ipv6, tls);
  if (stream == nullptr) return edge.connections.Leave(nullptr, accepted.address);
  auto connection =
      std::make_shared<HttpConnection>(edge, strand, std::move(stream), accepted.address, tls != nullptr);
  edge.connections.Add(connection);
  connection->Start();
  if (edge.draining) connection->Drain();
}

}  // namespace net
