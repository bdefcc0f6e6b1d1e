#include "net/turn.h"

#include <exception>
#include <utility>

#include "base/id.h"
#include "base/log.h"

namespace net {

namespace {

constexpr std::size_t kOneWrite = 64u << 10;  // a body up to this goes out together with its head

bool HasNoBody(const Response& response) {
  return response.status == 204 || response.status == 304;
}

std::string_view BodyOf(const Response& response) {
  return response.shared_body ? std::string_view(*response.shared_body) : std::string_view(response.body);
}

}  // namespace

bool Turn::BeginBody(Time now) {
  Request& request = reader_.request();
  request.remote_address = address_;
  request.secure = tls_;
  request.id = base::NewIdText(edge_.random);
  edge_.proxies.Apply(request);
  request_id_ = request.id;
  body_began_ = now;
  head_only_ = request.method == "HEAD";
  keep_alive_ = reader_.keep_alive();
  ++edge_.requests;
  try {
    reader_.BeginBody(edge_.body_policy ? edge_.body_policy(request) : BodyPolicy());
    return true;
  } catch (const std::exception&) {
    base::LogError("body-policy-threw", {{"request", request_id_}});
    return false;
  }
}

bool Turn::TooSlow(Time now, std::size_t waiting) const {
  const auto elapsed_ms = std::chrono::duration_cast<std::chrono::milliseconds>(now - body_began_).count();
  if (elapsed_ms <= edge_.limits.body_timeout_ms) return false;
  const auto got = static_cast<std::int64_t>(reader_.body_bytes_fed() + waiting);
  return got * 1000 < edge_.limits.body_min_bytes_per_s * elapsed_ms;
}

std::string Turn::HeadOf(Response& response, Framing framing) {
  if (edge_.draining || framing == Framing::kUntilClose) keep_alive_ = false;
  HeadFacts facts;
  facts.framing = framing;
  facts.length = BodyOf(response).size();
  facts.keep_alive = keep_alive_;
  facts.http11 = http11();
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

std::string Turn::Format(Response& response, std::string_view& rest) {
  std::string out = HeadOf(response, HasNoBody(response) ? Framing::kNone : Framing::kLength);
  rest = HasNoBody(response) || head_only_ ? std::string_view() : BodyOf(response);
  if (rest.size() <= kOneWrite) out += std::exchange(rest, {});
  return out;
}

std::string Turn::FormatStreamHead(Response& response, bool& ends) {
  std::string out = HeadOf(response, http11() ? Framing::kChunked : Framing::kUntilClose);
  const bool malformed = !response.stream;
  if (malformed && !head_only_) out += response.body;
  ends = malformed || head_only_;
  return out;
}

bool Turn::StartStream(const std::shared_ptr<StreamPipe>& pipe, Response& response) {
  return edge_.streams.TrySubmit([pipe, producer = std::move(response.stream), id = request_id_] {
    const bool complete = CallProducer(producer, *pipe, id);
    pipe->Close(complete);
  });
}

}  // namespace net
