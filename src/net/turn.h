#pragma once
// One request and its answer, without the waiting in between: what connection.cc does between two reads or
// writes. No sockets. One thread.

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "net/edge.h"
#include "net/request_reader.h"
#include "net/response_head.h"
#include "net/stream_pipe.h"

namespace net {

class Turn {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // `edge` and `address` outlive the turn.
  Turn(Edge& edge, const std::string& address, bool tls)
      : edge_(edge), address_(address), tls_(tls), reader_(edge.budget, edge.spool_dir) {}

  RequestReader& reader() { return reader_; }
  bool head_only() const { return head_only_; }
  bool http11() const { return reader_.http11(); }
  bool keep_alive() const { return keep_alive_; }
  void EndAfterThis() { keep_alive_ = false; }

  // In RequestReader::kHead: completes the request by what the server knows, asks for the policy, and begins
  // the body. False where the policy threw.
  bool BeginBody(Time now);
  // Whether the body, of which `waiting` bytes are not fed yet, falls below the minimum rate.
  bool TooSlow(Time now, std::size_t waiting) const;

  // The bytes that go out for a response that is no stream: the head, and the body where it is small. `rest`
  // becomes what must follow; it lives as long as `response`, which becomes a 500 where it could not be sent.
  std::string Format(Response& response, std::string_view& rest);
  // The same for the head of a stream; `ends` where nothing follows (HEAD, or a 500).
  std::string FormatStreamHead(Response& response, bool& ends);
  // Has a thread of the stream pool produce the answer; false where all are busy.
  bool StartStream(const std::shared_ptr<StreamPipe>& pipe, Response& response);

 private:
  std::string HeadOf(Response& response, Framing framing);

  Edge& edge_;
  const std::string& address_;
  const bool tls_;
  RequestReader reader_;
  std::string request_id_;
  Time body_began_;
  bool head_only_ = false;
  bool keep_alive_ = false;
};

}  // namespace net
