// The coroutines of a connection. All of one connection run on its strand; only Drain, Abort and the wakes come from elsewhere, and they
// are posted there. g++-12 miscompiles temporaries inside a co_await expression: here it holds only calls of named functions with plain
// arguments, never a lambda, a brace or TRY.

#include "net/connection.h"

#include <openssl/ssl.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <exception>
#include <optional>
#include <utility>

#include "base/id.h"
#include "base/log.h"
#include "net/in_buffer.h"
#include "net/request_reader.h"
#include "net/response_head.h"
#include "net/stream_pipe.h"

namespace net {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;
using SteadyTime = std::chrono::steady_clock::time_point;
using Strand = asio::strand<asio::io_context::executor_type>;

constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kHeadRead = 4u << 10;
constexpr std::size_t kBodyRead = 64u << 10;
constexpr std::size_t kOneWrite = 64u << 10;     // a body up to this goes out together with its head
constexpr std::size_t kMaxLinger = 16u << 20;    // bytes that are thrown away before a refused connection is closed
constexpr std::int64_t kLingerMs = 2'000;
constexpr std::int64_t kLingerDrainingMs = 200;

struct IoResult {
  ErrorCode error;
  std::size_t size = 0;
};

// A plain or a TLS socket. Virtual, so that the coroutines above it are compiled once.
class Stream {
 public:
  virtual ~Stream() = default;
  virtual asio::awaitable<ErrorCode> Handshake() = 0;
  virtual asio::awaitable<IoResult> ReadSome(asio::mutable_buffer room) = 0;
  virtual asio::awaitable<IoResult> WriteSome(asio::const_buffer bytes) = 0;
  virtual asio::awaitable<void> EndWriting() = 0;
  virtual tcp::socket& Socket() = 0;
};

class PlainStream final : public Stream {
 public:
  explicit PlainStream(tcp::socket socket) : socket_(std::move(socket)) {}
  asio::awaitable<ErrorCode> Handshake() override { co_return ErrorCode(); }
  asio::awaitable<IoResult> ReadSome(asio::mutable_buffer room) override {
    const auto [error, size] = co_await socket_.async_read_some(room, kAsTuple);
    co_return IoResult{error, size};
  }
  asio::awaitable<IoResult> WriteSome(asio::const_buffer bytes) override {
    const auto [error, size] = co_await socket_.async_write_some(bytes, kAsTuple);
    co_return IoResult{error, size};
  }
  asio::awaitable<void> EndWriting() override {
    ErrorCode ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    co_return;
  }
  tcp::socket& Socket() override { return socket_; }

 private:
  tcp::socket socket_;
};

class TlsStream final : public Stream {
 public:
  TlsStream(tcp::socket socket, SSL* session) : stream_(std::move(socket), session) {}
  asio::awaitable<ErrorCode> Handshake() override {
    const auto [error] = co_await stream_.async_handshake(asio::ssl::stream_base::server, kAsTuple);
    co_return error;
  }
  asio::awaitable<IoResult> ReadSome(asio::mutable_buffer room) override {
    const auto [error, size] = co_await stream_.async_read_some(room, kAsTuple);
    co_return IoResult{error, size};
  }
  asio::awaitable<IoResult> WriteSome(asio::const_buffer bytes) override {
    const auto [error, size] = co_await stream_.async_write_some(bytes, kAsTuple);
    co_return IoResult{error, size};
  }
  asio::awaitable<void> EndWriting() override {
    const auto [error] = co_await stream_.async_shutdown(kAsTuple);
    static_cast<void>(error);  // the connection ends either way
    ErrorCode ignored;
    stream_.next_layer().shutdown(tcp::socket::shutdown_send, ignored);
  }
  tcp::socket& Socket() override { return stream_.next_layer(); }

 private:
  asio::ssl::stream<tcp::socket> stream_;
};

// What a worker fills in while the connection waits.
struct Exchange {
  Request request;
  Response response;
  bool done = false;  // set on the strand
};

class HttpConnection final : public Connection, public std::enable_shared_from_this<HttpConnection> {
 public:
  HttpConnection(Edge& edge, const Strand& strand, std::unique_ptr<Stream> stream, std::string address, bool tls)
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

  static asio::awaitable<void> Run(Self self);
  static asio::awaitable<void> Watch(Self self);
  static asio::awaitable<void> WatchForLeave(Self self, std::shared_ptr<StreamPipe> pipe);

  asio::awaitable<void> Serve();
  asio::awaitable<bool> ServeOne();
  asio::awaitable<bool> ReadHead(RequestReader& reader);
  asio::awaitable<bool> ReadBody(RequestReader& reader);
  asio::awaitable<bool> Answer(RequestReader& reader);
  asio::awaitable<bool> Refuse(int status, std::string text, bool head_only);
  asio::awaitable<bool> WriteResponse(Response response, bool head_only);
  asio::awaitable<bool> WriteStream(Response response, bool head_only);
  asio::awaitable<bool> PumpStream(std::shared_ptr<StreamPipe> pipe);
  asio::awaitable<bool> ReadMore(std::size_t wanted);
  asio::awaitable<bool> Write(std::string_view bytes);
  asio::awaitable<void> WaitForWake();
  asio::awaitable<void> Linger();

  bool BeginBody(RequestReader& reader);
  bool StartStream(const std::shared_ptr<StreamPipe>& pipe, Response& response);
  std::string HeadOf(Response& response, Framing framing, std::size_t length);
  bool TooSlow(const RequestReader& reader, SteadyTime began) const;
  void SetDeadline(std::int64_t ms);
  void ClearDeadline() { deadline_ = SteadyTime::max(); }
  void OnDeadline();
  void Wake();
  void CloseSocket();

  Edge& edge_;
  Strand strand_;
  std::unique_ptr<Stream> stream_;
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
  std::string request_id_;
  bool http11_ = true;
  bool keep_alive_ = true;
  bool first_ = true;     // no request was read yet
  bool waiting_ = false;  // for the head of a request: may be closed at any time
  bool writing_ = false;
  bool closed_ = false;
};

void HttpConnection::Start() {
  asio::co_spawn(strand_, Run(shared_from_this()), asio::detached);
  asio::co_spawn(strand_, Watch(shared_from_this()), asio::detached);
}

void HttpConnection::Drain() {
  asio::post(strand_, [self = shared_from_this()] {
    if (self->waiting_) self->CloseSocket();
    if (self->pipe_) self->pipe_->AskToEnd();
  });
}

void HttpConnection::Abort() {
  asio::post(strand_, [self = shared_from_this()] {
    if (self->pipe_) self->pipe_->Abandon();
    self->CloseSocket();
    self->Wake();
  });
}

void HttpConnection::CloseSocket() {
  ErrorCode ignored;
  stream_->Socket().close(ignored);
}

void HttpConnection::Wake() {
  woken_ = true;
  wake_.cancel();
}

asio::awaitable<void> HttpConnection::WaitForWake() {
  while (!woken_) {
    wake_.expires_at(SteadyTime::max());
    co_await wake_.async_wait(kAsTuple);
  }
  woken_ = false;
}

// ---- time

void HttpConnection::SetDeadline(std::int64_t ms) {
  deadline_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
  if (deadline_ < watchdog_.expiry()) watchdog_.cancel();  // Watch then waits for the earlier one
}

asio::awaitable<void> HttpConnection::Watch(Self self) {
  while (!self->closed_) {
    if (self->deadline_ <= std::chrono::steady_clock::now()) self->OnDeadline();
    self->watchdog_.expires_at(self->deadline_);
    co_await self->watchdog_.async_wait(kAsTuple);
  }
}

void HttpConnection::OnDeadline() {
  ClearDeadline();
  timed_out_ = true;
  if (writing_) return CloseSocket();
  ErrorCode ignored;
  stream_->Socket().cancel(ignored);  // the reader wakes and may still say 408
}

// ---- the life of a connection

asio::awaitable<void> HttpConnection::Run(Self self) {
  try {
    co_await self->Serve();
  } catch (const std::exception&) {
    base::LogError("connection-failed");  // out of memory
  }
  self->closed_ = true;
  self->CloseSocket();
  self->watchdog_.cancel();
}

asio::awaitable<void> HttpConnection::Serve() {
  SetDeadline(edge_.limits.header_timeout_ms);
  const ErrorCode error = co_await stream_->Handshake();
  if (error) co_return;
  bool more = true;
  while (more) {
    more = co_await ServeOne();
    in_.Shrink();
  }
  co_await Linger();
}

asio::awaitable<bool> HttpConnection::ServeOne() {
  RequestReader reader(edge_.budget, edge_.spool_dir);
  const bool has_head = co_await ReadHead(reader);
  if (!has_head) co_return false;
  const bool has_body = co_await ReadBody(reader);
  if (!has_body) co_return false;
  co_return co_await Answer(reader);
}

asio::awaitable<bool> HttpConnection::ReadHead(RequestReader& reader) {
  request_id_.clear();
  http11_ = true;
  keep_alive_ = false;
  waiting_ = true;
  bool begun = first_ || !in_.empty();
  first_ = false;
  SetDeadline(begun ? edge_.limits.header_timeout_ms : edge_.limits.idle_timeout_ms);
  while (reader.state() == RequestReader::State::kReading) {
    const std::size_t taken = reader.Feed(in_.view());
    in_.Consume(taken);
    if (taken > 0 || reader.state() != RequestReader::State::kReading) continue;
    const bool got_more = !edge_.draining && co_await ReadMore(kHeadRead);
    if (!got_more) {
      if (timed_out_ && !in_.empty()) co_await Refuse(408, "the request's head did not arrive in time", false);
      co_return false;
    }
    if (!std::exchange(begun, true)) SetDeadline(edge_.limits.header_timeout_ms);
  }
  waiting_ = false;
  ClearDeadline();
  if (reader.state() == RequestReader::State::kHead) co_return true;
  co_return co_await Refuse(reader.refusal().status, reader.refusal().text, reader.request().method == "HEAD");
}

// Fills in what the head alone tells and asks for the policy; false where that threw.
bool HttpConnection::BeginBody(RequestReader& reader) {
  Request& request = reader.request();
  request.remote_address = address_;
  request.secure = tls_;
  request.id = base::NewIdText(edge_.random);
  request_id_ = request.id;
  edge_.proxies.Apply(request);
  http11_ = reader.http11();
  keep_alive_ = reader.keep_alive();
  ++edge_.requests;
  try {
    reader.BeginBody(edge_.body_policy ? edge_.body_policy(request) : BodyPolicy());
    return true;
  } catch (const std::exception&) {
    base::LogError("body-policy-threw", {{"request", request.id}});
    return false;
  }
}

asio::awaitable<bool> HttpConnection::ReadBody(RequestReader& reader) {
  const bool begun = BeginBody(reader);
  const bool head_only = reader.request().method == "HEAD";
  if (!begun) co_return co_await Refuse(500, "the server made a mistake", head_only);
  if (reader.expects_continue() && in_.empty()) {
    const bool told = co_await Write(kContinue);
    if (!told) co_return false;
  }
  const SteadyTime began = std::chrono::steady_clock::now();
  while (reader.state() == RequestReader::State::kBody) {
    const std::size_t taken = reader.Feed(in_.view());
    in_.Consume(taken);
    if (taken > 0 || reader.state() != RequestReader::State::kBody) continue;
    SetDeadline(edge_.limits.body_timeout_ms);
    const bool got_more = co_await ReadMore(kBodyRead);
    const bool too_slow = timed_out_ || TooSlow(reader, began);
    if (too_slow) co_return co_await Refuse(408, "the request's body arrives too slowly", head_only);
    if (!got_more) co_return false;
  }
  ClearDeadline();
  if (reader.state() == RequestReader::State::kDone) co_return true;
  co_return co_await Refuse(reader.refusal().status, reader.refusal().text, head_only);
}

bool HttpConnection::TooSlow(const RequestReader& reader, SteadyTime began) const {
  const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
  if (elapsed.count() <= edge_.limits.body_timeout_ms) return false;
  const auto got = static_cast<std::int64_t>(reader.body_bytes_fed() + in_.size());
  return got * 1000 < edge_.limits.body_min_bytes_per_s * elapsed.count();
}

// ---- answers

asio::awaitable<bool> HttpConnection::Answer(RequestReader& reader) {
  auto exchange = std::make_shared<Exchange>();
  auto request = reader.TakeRequest();
  if (!request.has_value()) co_return co_await Refuse(507, request.error().external, false);
  exchange->request = *std::move(request);
  const bool head_only = exchange->request.method == "HEAD";
  auto job = [self = shared_from_this(), exchange] {
    exchange->response = CallHandler(self->edge_, exchange->request);
    asio::post(self->strand_, [self, exchange] {
      exchange->done = true;
      self->Wake();
    });
  };
  const bool queued = edge_.workers.TrySubmit(std::move(job));
  if (!queued) co_return co_await Refuse(503, "too many requests are waiting; try again in a moment", head_only);
  while (!exchange->done) co_await WaitForWake();
  exchange->request = Request();
  Response response = std::move(exchange->response);
  if (response.stream) co_return co_await WriteStream(std::move(response), head_only);
  co_return co_await WriteResponse(std::move(response), head_only);
}

// Ends the connection: what follows a refused request cannot be trusted to be a request.
asio::awaitable<bool> HttpConnection::Refuse(int status, std::string text, bool head_only) {
  ++edge_.rejected;
  keep_alive_ = false;
  waiting_ = false;
  Response response = RefusalResponse(status, text);
  co_return co_await WriteResponse(std::move(response), head_only);
}

// The head of the response; where the handler's cannot be sent, `response` becomes a 500.
std::string HttpConnection::HeadOf(Response& response, Framing framing, std::size_t length) {
  HeadFacts facts;
  facts.framing = framing;
  facts.length = length;
  if (edge_.draining || framing == Framing::kUntilClose) keep_alive_ = false;
  facts.keep_alive = keep_alive_;
  facts.http11 = http11_;
  facts.request_id = request_id_;
  facts.now = edge_.clock.Now();
  auto head = FormatHead(response, facts);
  if (head) return *std::move(head);
  base::LogError("response-malformed", {{"request", request_id_}, {"status", response.status}});
  response = RefusalResponse(500, "the server made a mistake; its log has more under the id of this request");
  facts.framing = Framing::kLength;
  facts.length = response.body.size();
  return FormatHead(response, facts).value_or("");
}

asio::awaitable<bool> HttpConnection::WriteResponse(Response response, bool head_only) {
  const bool no_body = response.status == 204 || response.status == 304;
  const std::size_t length = response.shared_body ? response.shared_body->size() : response.body.size();
  std::string out = HeadOf(response, no_body ? Framing::kNone : Framing::kLength, length);
  const std::string_view body = response.shared_body ? std::string_view(*response.shared_body) : response.body;
  const bool with_body = !no_body && !head_only;
  const bool together = with_body && body.size() <= kOneWrite;
  if (together) out += body;
  bool written = co_await Write(out);
  if (written && with_body && !together) written = co_await Write(body);
  co_return written && keep_alive_;
}

bool HttpConnection::StartStream(const std::shared_ptr<StreamPipe>& pipe, Response& response) {
  auto job = [pipe, producer = std::move(response.stream), id = request_id_] {
    const bool complete = CallProducer(producer, *pipe, id);
    pipe->Close(complete);
  };
  return edge_.streams.TrySubmit(std::move(job));
}

asio::awaitable<bool> HttpConnection::WriteStream(Response response, bool head_only) {
  const std::string head = HeadOf(response, http11_ ? Framing::kChunked : Framing::kUntilClose, 0);
  const bool malformed = !response.stream;  // and a 500 by now
  if (head_only || malformed) {
    const std::string out = malformed && !head_only ? head + response.body : head;
    const bool written = co_await Write(out);
    co_return written && keep_alive_;
  }
  auto wake = [self = shared_from_this()] { asio::post(self->strand_, [self] { self->Wake(); }); };
  auto pipe = std::make_shared<StreamPipe>(std::move(wake));
  const bool started = StartStream(pipe, response);
  if (!started) co_return co_await Refuse(503, "too many answers are being streamed; try again in a moment", false);
  pipe_ = pipe;
  if (edge_.draining) pipe->AskToEnd();
  asio::co_spawn(strand_, WatchForLeave(shared_from_this(), pipe), asio::detached);
  bool written = co_await Write(head);
  if (written) written = co_await PumpStream(pipe);
  pipe->Abandon();
  pipe_.reset();
  ErrorCode ignored;
  stream_->Socket().cancel(ignored);  // WatchForLeave
  co_return written && keep_alive_;
}

asio::awaitable<bool> HttpConnection::PumpStream(std::shared_ptr<StreamPipe> pipe) {
  std::string bytes;
  while (!client_left_) {
    const StreamPipe::Next next = pipe->Take(bytes);
    if (next == StreamPipe::Next::kBroken) {
      keep_alive_ = false;
      co_return false;
    }
    if (next == StreamPipe::Next::kNothing) {
      co_await WaitForWake();
    } else if (next == StreamPipe::Next::kBytes) {
      const std::string out = http11_ ? FormatChunk(bytes) : bytes;
      const bool written = co_await Write(out);
      if (!written) co_return false;
    } else {
      if (!http11_) co_return true;
      co_return co_await Write(kLastChunk);
    }
  }
  co_return false;
}

// Learns of a client that leaves while nothing is being written. A client that sends more is there, and is not watched any further.
asio::awaitable<void> HttpConnection::WatchForLeave(Self self, std::shared_ptr<StreamPipe> pipe) {
  while (true) {
    const auto [error] = co_await self->stream_->Socket().async_wait(tcp::socket::wait_read, kAsTuple);
    if (error || self->pipe_ != pipe) co_return;
    char byte = 0;
    const ssize_t got = recv(self->stream_->Socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    if (got > 0) co_return;
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    self->client_left_ = true;
    pipe->Abandon();
    self->Wake();
    co_return;
  }
}

// ---- bytes

asio::awaitable<bool> HttpConnection::ReadMore(std::size_t wanted) {
  const auto room = in_.Room(wanted);
  const asio::mutable_buffer buffer(room.data(), room.size());
  const IoResult result = co_await stream_->ReadSome(buffer);
  in_.Commit(result.size);
  co_return !result.error && result.size > 0;
}

asio::awaitable<bool> HttpConnection::Write(std::string_view bytes) {
  writing_ = true;
  bool alive = true;
  while (alive && !bytes.empty()) {
    SetDeadline(edge_.limits.write_timeout_ms);
    const asio::const_buffer buffer(bytes.data(), bytes.size());
    const IoResult result = co_await stream_->WriteSome(buffer);
    bytes.remove_prefix(result.size);
    alive = !result.error;
  }
  writing_ = false;
  ClearDeadline();
  co_return alive;
}

// Closing a socket with unread bytes resets the connection, and the client may never see the answer: so they are read first.
asio::awaitable<void> HttpConnection::Linger() {
  if (!stream_->Socket().is_open()) co_return;
  writing_ = true;  // a deadline closes the socket
  SetDeadline(edge_.draining ? kLingerDrainingMs : kLingerMs);
  co_await stream_->EndWriting();
  std::size_t thrown_away = 0;
  while (thrown_away < kMaxLinger) {
    const auto room = in_.Room(kHeadRead);
    const asio::mutable_buffer buffer(room.data(), room.size());
    const auto [error, size] = co_await stream_->Socket().async_read_some(buffer, kAsTuple);
    if (error) break;
    thrown_away += size;
  }
}

}  // namespace

void StartConnection(asio::io_context& io, Edge& edge, const Accepted& accepted, const TlsContext& tls) {
  const Strand strand = asio::make_strand(io);
  tcp::socket socket(strand, accepted.ipv6 ? tcp::v6() : tcp::v4(), accepted.socket);
  std::unique_ptr<Stream> stream;
  if (tls) {
    stream = std::make_unique<TlsStream>(std::move(socket), SSL_new(tls.get()));
  } else {
    stream = std::make_unique<PlainStream>(std::move(socket));
  }
  auto connection = std::make_shared<HttpConnection>(edge, strand, std::move(stream), accepted.address, tls != nullptr);
  edge.connections.Add(connection);
  connection->Start();
  if (edge.draining) connection->Drain();
}

}  // namespace net
