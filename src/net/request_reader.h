#pragma once
// Bytes of a connection into one Request: the grammar (Boost.Beast's parser), our stricter rules on top of
// it, and the limits. No sockets, no clock: the server feeds it what arrives, and so do the fuzzer and the
// tests. One request a reader; one thread.
//
//   reader.Feed(bytes) until state() is kHead; reader.BeginBody(policy); reader.Feed(rest) until kDone;
//   reader.TakeRequest()

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "net/body_sink.h"
#include "net/chunked.h"
#include "net/http.h"

namespace net {

// Why a request is not served: a status and a sentence for the client.
struct Refusal {
  int status = 400;
  std::string text;
};

// The target of a request: origin form only. Fills target, path and query. What is refused: see server.h.
std::optional<Refusal> ReadTarget(std::string_view target, Request& request);

class RequestReader {
 public:
  enum class State : std::uint8_t {
    kReading,  // the head is not complete
    kHead,     // it is: look at request(), then BeginBody
    kBody,     // the body is not complete
    kDone,
    kRefused,
  };

  // `budget` and `spool_dir` outlive the reader.
  RequestReader(BodyBudget& budget, const std::string& spool_dir);
  ~RequestReader();

  // Takes bytes from the front and returns how many; the rest must be given again, followed by more. In
  // kReading nothing is taken before the head is complete. Nothing is taken in kHead, kDone and kRefused.
  std::size_t Feed(std::string_view bytes);

  State state() const { return state_; }
  const Refusal& refusal() const { return refusal_; }
  const Request& request() const { return request_; }
  Request& request() { return request_; }

  // From kHead to kBody, kDone (no body) or kRefused (too long as declared, where nothing may be dropped).
  void BeginBody(const BodyPolicy& policy);

  // As the client asks; false before the head is read, and where the rest of a body is not waited for.
  bool keep_alive() const;
  bool http11() const;            // false: HTTP/1.0
  bool expects_continue() const;  // the client waits for "100 Continue" before its body
  std::size_t body_bytes_fed() const { return body_fed_; }  // with the framing of chunks

  // In kDone, once.
  base::Result<Request> TakeRequest();

 private:
  class Parser;  // of the head

  std::size_t FeedHead(std::string_view bytes);
  std::size_t FeedBody(std::string_view bytes);
  std::size_t FeedSized(std::string_view bytes);
  std::size_t FeedChunks(std::string_view bytes);
  bool Keep(std::string_view bytes);
  void ReadHead(std::string_view head);
  void Refuse(int status, std::string text);
  void Refuse(const base::Error& error);

  State state_ = State::kReading;
  Refusal refusal_;
  Request request_;
  BodySink sink_;
  std::unique_ptr<Parser> parser_;
  std::size_t scanned_ = 0;     // of the head: up to here it is whole lines
  std::size_t line_start_ = 0;  // of the line that is being scanned
  ChunkReader chunks_;
  std::uint64_t body_left_ = 0;  // where its length is known
  std::size_t body_fed_ = 0;
};

}  // namespace net
