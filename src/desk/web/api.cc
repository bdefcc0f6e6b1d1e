#include "desk/web/api.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <charconv>

#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "crypto/mac.h"
#include "desk/desk.h"

namespace desk {

namespace {

constexpr std::size_t kCursorMacBytes = 12;

// Line and column of a byte in a text, from 1.
std::string PlaceOf(std::string_view text, std::size_t at) {
  std::size_t line = 1;
  std::size_t column = 1;
  for (const char c : text.substr(0, at)) {
    ++column;
    if (c == '\n') {
      ++line;
      column = 1;
    }
  }
  return fmt::format("line {}, column {}", line, column);
}

bool AnyTagIs(std::string_view header, std::string_view tag) {
  while (!header.empty()) {
    const std::size_t comma = header.find(',');
    std::string_view one = header.substr(0, comma);
    header.remove_prefix(comma == std::string_view::npos ? header.size() : comma + 1);
    while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
    while (!one.empty() && one.back() == ' ') one.remove_suffix(1);
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == tag || one == "*") return true;
  }
  return false;
}

crypto::Bytes CursorMac(const Desk& desk, crypto::ByteView position) {
  const crypto::Mac mac = crypto::HmacSha256(desk.InstallationKey("cursor").view(), position);
  return {mac.begin(), mac.begin() + kCursorMacBytes};
}

}  // namespace

net::Response JsonResponse(const boost::json::value& value, int status) {
  return net::TextResponse(status, boost::json::serialize(value), "application/json");
}

net::Response JsonWithETag(const Context& context, const boost::json::value& value) {
  std::string body = boost::json::serialize(value);
  const std::string tag = fmt::format("\"{}\"", crypto::Sha256Hex(body).substr(0, 32));
  if (AnyTagIs(context.request().headers.Get("If-None-Match"), tag)) {
    net::Response unchanged;
    unchanged.status = 304;
    unchanged.headers.Add("ETag", tag);
    return unchanged;
  }
  net::Response response = net::TextResponse(200, std::move(body), "application/json");
  response.headers.Add("ETag", tag);
  response.headers.Set("Cache-Control", "private, no-cache");
  return response;
}

base::Result<boost::json::value> ReadJson(const Context& context) {
  const std::string_view body = context.request().body.view();
  boost::json::parse_options options;
  options.max_depth = static_cast<std::size_t>(base::kMaxJsonDepth);
  boost::json::stream_parser parser({}, options);
  boost::json::error_code problem;
  const std::size_t used = parser.write_some(body.data(), body.size(), problem);
  if (!problem && used < body.size()) problem = boost::json::error::extra_data;
  if (!problem) parser.finish(problem);
  if (problem)
    return base::Invalid(
        fmt::format("The body is not JSON: {} at {}.", problem.message(), PlaceOf(body, used)));
  return parser.release();
}

std::string EncodeCursor(const Desk& desk, std::string_view position) {
  crypto::Bytes bytes = CursorMac(desk, crypto::AsBytes(position));
  const crypto::ByteView text = crypto::AsBytes(position);
  bytes.insert(bytes.end(), text.begin(), text.end());
  return crypto::Base64UrlEncode(bytes);
}

base::Result<std::string> DecodeCursor(const Desk& desk, std::string_view cursor) {
  const base::Error wrong =
      base::Invalid("The cursor is not one that this server gave. Begin again without it.");
  const base::Result<crypto::Bytes> bytes = crypto::Base64UrlDecode(cursor);
  if (!bytes.has_value() || bytes->size() < kCursorMacBytes) return wrong;
  const crypto::ByteView all(*bytes);
  const crypto::ByteView position = all.subspan(kCursorMacBytes);
  if (!crypto::ConstantTimeEqual(CursorMac(desk, position), all.first(kCursorMacBytes))) return wrong;
  return std::string(reinterpret_cast<const char*>(position.data()), position.size());
}

base::Result<std::size_t> LimitOf(const Context& context, std::size_t usual, std::size_t most) {
  const std::string_view text = context.Query("limit");
  if (text.empty()) return usual;
  std::size_t limit = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), limit);
  if (problem != std::errc() || end != text.data() + text.size() || limit < 1 || limit > most)
    return base::Invalid(fmt::format("limit: a number from 1 to {} is expected.", most));
  return limit;
}

}  // namespace desk
