#include "net/request_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/beast/http/basic_parser.hpp>
#include <limits>
#include <utility>

#include "net/bytes.h"

namespace net {

namespace {

namespace http = boost::beast::http;
using ErrorCode = boost::beast::error_code;
using BeastView = boost::beast::string_view;

constexpr std::array<std::string_view, 7> kMethods = {"GET",   "HEAD",   "POST",   "PUT",
                                                      "PATCH", "DELETE", "OPTIONS"};
constexpr std::array<std::string_view, 2> kKnownButNotAllowed = {"CONNECT", "TRACE"};

std::string_view View(BeastView text) {
  return {text.data(), text.size()};
}

template <std::size_t N>
bool Holds(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// The request target is what stands between the first and the second space; 0 where it has not begun.
std::size_t TargetLength(std::string_view bytes) {
  const std::string_view line = bytes.substr(0, bytes.find('\r'));
  const std::size_t begin = line.find(' ');
  if (begin == std::string_view::npos) return 0;
  return std::min(line.find(' ', begin + 1), line.size()) - begin - 1;
}

// What each header field that steers the connection must be; Beast takes more than we do.
std::optional<Refusal> CheckFraming(const Headers& headers, bool http11) {
  const auto codings = headers.All("Transfer-Encoding");
  if (headers.All("Content-Length").size() > 1) return Refusal{400, "Content-Length stands there twice"};
  if (!codings.empty() && headers.Has("Content-Length")) {
    return Refusal{400, "Content-Length and Transfer-Encoding exclude each other"};
  }
  if (codings.size() > 1 || (codings.size() == 1 && !SameIgnoringCase(Trim(codings[0]), "chunked"))) {
    return Refusal{501, "the only transfer coding understood is \"chunked\""};
  }
  if (!codings.empty() && !http11) return Refusal{400, "HTTP/1.0 knows no Transfer-Encoding"};
  const auto hosts = headers.All("Host");
  if (hosts.size() > 1 || (http11 && hosts.empty())) return Refusal{400, "exactly one Host field is needed"};
  std::size_t cookie_bytes = 0;
  for (const std::string_view cookie : headers.All("Cookie")) cookie_bytes += cookie.size();
  if (cookie_bytes > base::kMaxCookieBytes) {
    return Refusal{431, fmt::format("the Cookie field is longer than {} bytes", base::kMaxCookieBytes)};
  }
  if (headers.Has("Expect") && !SameIgnoringCase(Trim(headers.Get("Expect")), "100-continue")) {
    return Refusal{417, "the only expectation understood is \"100-continue\""};
  }
  return std::nullopt;
}

std::optional<Refusal> CheckMethod(std::string_view method) {
  if (Holds(kMethods, method)) return std::nullopt;
  if (Holds(kKnownButNotAllowed, method)) return Refusal{405, "this method is not allowed"};
  return Refusal{501, "this method is not known"};
}

Refusal WhyNotParsed(const ErrorCode& error) {
  if (error == http::error::bad_version) return {505, "the protocol must be HTTP/1.1 or HTTP/1.0"};
  if (error == http::error::bad_transfer_encoding || error == http::error::bad_content_length ||
      error == http::error::multiple_content_length) {
    return {400, "the length of the body is given twice or wrongly"};
  }
  return {400, fmt::format("the request is malformed: {}", error.message())};
}

}  // namespace

// Hands what Beast finds in the head to the request, without Beast's own containers in between. It never sees
// a body.
class RequestReader::Parser final : public http::basic_parser<true> {
 public:
  explicit Parser(Request& request) : request_(request) {
    header_limit(std::numeric_limits<std::uint32_t>::max());  // FeedHead bounds it before
    body_limit(boost::none);                                  // the sink does
  }

  std::string target;
  bool http11 = true;
  std::optional<Refusal> refusal;  // of our rules, with the parse stopped

 private:
  void on_request_impl(http::verb, BeastView method, BeastView target_text, int version,
                       ErrorCode&) override {
    request_.method = View(method);
    target = View(target_text);
    http11 = version == 11;
  }
  void on_field_impl(http::field, BeastView name, BeastView value, ErrorCode& error) override {
    if (request_.headers.fields().size() == base::kMaxHeaderFields) {
      refusal =
          Refusal{431, fmt::format("the request has more than {} header fields", base::kMaxHeaderFields)};
      error = http::error::bad_value;
      return;
    }
    request_.headers.Add(View(name), View(value));
  }
  void on_response_impl(int, BeastView, int, ErrorCode&) override {}
  void on_header_impl(ErrorCode&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, ErrorCode&) override {}
  std::size_t on_body_impl(BeastView bytes, ErrorCode&) override { return bytes.size(); }
  void on_chunk_header_impl(std::uint64_t, BeastView, ErrorCode&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, BeastView bytes, ErrorCode&) override { return bytes.size(); }
  void on_finish_impl(ErrorCode&) override {}

  Request& request_;
};

RequestReader::RequestReader(BodyBudget& budget, const std::string& spool_dir)
    : sink_(budget, spool_dir), parser_(std::make_unique<Parser>(request_)) {}

RequestReader::~RequestReader() = default;

std::size_t RequestReader::Feed(std::string_view bytes) {
  if (bytes.empty()) return 0;
  if (state_ == State::kReading) return FeedHead(bytes);
  if (state_ == State::kBody) return FeedBody(bytes);
  return 0;
}

std::size_t RequestReader::FeedHead(std::string_view bytes) {
  std::size_t newline = bytes.find('\n', scanned_);
  while (newline != std::string_view::npos) {
    if (newline == 0 || bytes[newline - 1] != '\r') {
      Refuse(400, "a line of the request's head ends without a carriage return");
      return 0;
    }
    scanned_ = newline + 1;
    const bool empty_line = newline == line_start_ + 1;
    line_start_ = scanned_;
    if (empty_line &&
        scanned_ == 2) {  // RFC 9112, section 2.2: an empty line in front of a request is ignored
      scanned_ = line_start_ = 0;
      return 2;
    }
    if (empty_line) {
      ReadHead(bytes.substr(0, scanned_));
      return state_ == State::kHead ? scanned_ : 0;
    }
    newline = bytes.find('\n', scanned_);
  }
  scanned_ = bytes.size();
  if (TargetLength(bytes.substr(0, base::kMaxTargetBytes + 32)) > base::kMaxTargetBytes) {
    Refuse(414, fmt::format("the request's target is longer than {} bytes", base::kMaxTargetBytes));
  } else if (bytes.size() > base::kMaxRequestHeadBytes) {
    Refuse(431, fmt::format("the request's head is longer than {} bytes", base::kMaxRequestHeadBytes));
  }
  return 0;
}

void RequestReader::ReadHead(std::string_view head) {
  if (TargetLength(head) > base::kMaxTargetBytes) {
    return Refuse(414, fmt::format("the request's target is longer than {} bytes", base::kMaxTargetBytes));
  }
  if (head.size() > base::kMaxRequestHeadBytes) {
    return Refuse(431, fmt::format("the request's head is longer than {} bytes", base::kMaxRequestHeadBytes));
  }
  if (head.find("\n ") != std::string_view::npos || head.find("\n\t") != std::string_view::npos) {
    return Refuse(400, "a header field is folded over two lines");
  }
  ErrorCode error;
  parser_->put(boost::asio::const_buffer(head.data(), head.size()), error);
  if (parser_->refusal) return Refuse(parser_->refusal->status, parser_->refusal->text);
  auto refusal = error ? std::optional<Refusal>(WhyNotParsed(error)) : CheckMethod(request_.method);
  if (!refusal) refusal = CheckFraming(request_.headers, http11());
  if (!refusal) refusal = ReadTarget(parser_->target, request_);
  if (refusal) return Refuse(refusal->status, refusal->text);
  state_ = State::kHead;
}

void RequestReader::BeginBody(const BodyPolicy& policy) {
  CHECK(state_ == State::kHead);
  sink_.SetPolicy(policy);
  body_left_ = parser_->content_length().value_or(0);
  auto allowed = sink_.Allows(body_left_);
  if (!allowed.has_value()) return Refuse(allowed.error());
  state_ = parser_->is_done() ? State::kDone : State::kBody;
}

std::size_t RequestReader::FeedBody(std::string_view bytes) {
  const std::size_t taken = parser_->chunked() ? FeedChunks(bytes) : FeedSized(bytes);
  body_fed_ += taken;
  return taken;
}

std::size_t RequestReader::FeedSized(std::string_view bytes) {
  const std::size_t size = static_cast<std::size_t>(std::min<std::uint64_t>(body_left_, bytes.size()));
  body_left_ -= size;
  if (Keep(bytes.substr(0, size)) && (body_left_ == 0 || sink_.overfull())) state_ = State::kDone;
  return size;
}

std::size_t RequestReader::FeedChunks(std::string_view bytes) {
  std::size_t taken = 0;
  ChunkReader::Step step;
  do {
    step = chunks_.Next(bytes.substr(taken));
    taken += step.taken;
    if (!step.data.empty() && !Keep(step.data)) return taken;
  } while (step.taken > 0);
  if (chunks_.done() || sink_.overfull()) state_ = State::kDone;
  if (chunks_.malformed()) Refuse(400, "a chunk of the body is malformed");
  return taken;
}

// False where the sink does not take them, and the request is refused.
bool RequestReader::Keep(std::string_view bytes) {
  auto kept = sink_.Append(bytes);
  if (!kept.has_value()) Refuse(kept.error());
  return kept.has_value();
}

void RequestReader::Refuse(int status, std::string text) {
  state_ = State::kRefused;
  refusal_ = Refusal{status, std::move(text)};
}

void RequestReader::Refuse(const base::Error& error) {
  const int status = error.code == base::Code::kTooLarge ? 413 : error.code == base::Code::kBusy ? 503 : 507;
  Refuse(status, error.external);
}

bool RequestReader::keep_alive() const {
  return parser_->is_header_done() && parser_->keep_alive() && !sink_.overfull();
}

bool RequestReader::http11() const {
  return parser_->http11;
}

bool RequestReader::expects_continue() const {
  return state_ == State::kBody && body_fed_ == 0 && http11() && request_.headers.Has("Expect");
}

base::Result<Request> RequestReader::TakeRequest() {
  CHECK(state_ == State::kDone);
  request_.body_cut = sink_.cut();
  request_.body = TRY(sink_.Finish());
  return std::move(request_);
}

}  // namespace net
