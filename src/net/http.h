#pragma once
// What a request and a response are, for handlers: plain data, no library. The server (server.h) reads a
// request whole within limits, calls a handler on a worker thread, and writes the answer.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace net {

// Header fields in order of arrival; names compare without case.
class Headers {
 public:
  void Add(std::string_view name, std::string_view value) { fields_.emplace_back(name, value); }
  void Set(std::string_view name, std::string_view value);  // replaces all of that name
  void Remove(std::string_view name);
  // The first of that name, or empty. Has tells an empty one from none.
  std::string_view Get(std::string_view name) const;
  bool Has(std::string_view name) const;
  std::vector<std::string_view> All(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

// Names and values, decoded, in order; a name may occur more than once.
class Arguments {
 public:
  void Add(std::string name, std::string value) { pairs_.emplace_back(std::move(name), std::move(value)); }
  std::string_view Get(std::string_view name) const;  // the first, or empty
  bool Has(std::string_view name) const;
  std::vector<std::string_view> All(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& pairs() const { return pairs_; }

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

// A body: in memory, or, above kMaxBodyInMemory and where the route lets it, in an unlinked temporary file
// that is mapped here. Moves.
class Body {
 public:
  Body() = default;
  explicit Body(std::string bytes) : bytes_(std::move(bytes)) {}
  // Takes over the descriptor; maps the file. Errors: kIo.
  static base::Result<Body> FromFile(int descriptor, std::size_t size);
  std::string_view view() const;
  bool in_file() const { return mapped_ != nullptr; }

 private:
  std::string bytes_;
  std::shared_ptr<const void> mapped_;
  std::size_t mapped_size_ = 0;
};

struct Request {
  std::string method;  // upper case
  std::string target;  // as sent, origin form, checked: no "//" in front, no %00, no fragment
  std::string path;    // decoded; begins with "/", holds no "." or ".." segment
  Arguments query;     // decoded
  Headers headers;
  Body body;
  bool body_cut = false;       // `body` is only the beginning: BodyPolicy::max_dropped
  std::string remote_address;  // of the client; from Forwarded/X-Forwarded-For only behind a trusted proxy
  bool secure = false;         // TLS here or, behind a trusted proxy, there
  std::string id;              // of this request, for the log and the X-Request-Id header
};

// The value of a cookie (RFC 6265, section 4.2.1), or empty.
std::string_view Cookie(const Request& request, std::string_view name);

// Where a streamed body goes. Write blocks while the client is slow and fails (kIo) once it is gone. One
// thread.
class BodyWriter {
 public:
  virtual ~BodyWriter() = default;
  virtual base::Status Write(std::string_view bytes) = 0;
  virtual bool client_gone() const = 0;  // learned at the latest at the next Write
};

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  // Where set, `body` is ignored: called once on a thread of the stream pool, perhaps before the headers
  // are out; sent chunked. An error ends the connection without the last chunk, so that the client notices.
  std::function<base::Status(BodyWriter&)> stream;
  // For large unchanging bytes (assets, blobs): sent as they are instead of `body`, kept alive by the
  // pointer.
  std::shared_ptr<const std::string> shared_body;
};

Response TextResponse(int status, std::string body,
                      std::string_view content_type = "text/plain; charset=utf-8");
Response Redirect(int status, std::string_view location);  // 303 after a form, 302, 308

// The standard phrase of a status code ("Not Found"), or "".
std::string_view StatusPhrase(int status);

}  // namespace net
