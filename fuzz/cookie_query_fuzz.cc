// Any bytes as a Cookie field, a query string, a quality list and a header's parameters: never a crash;
// encoding what was decoded gives the same again.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "net/bytes.h"
#include "net/forms.h"
#include "net/forwarded.h"

namespace {

std::string Encode(const net::Arguments& arguments) {
  std::string text;
  for (const auto& [name, value] : arguments.pairs())
    text += net::UrlEncode(name) + "=" + net::UrlEncode(value) + "&";
  return text;
}

void ReadFields(std::string_view text) {
  net::Request request;
  request.remote_address = "127.0.0.1";
  for (const char* name : {"Cookie", "Forwarded", "X-Forwarded-For", "X-Forwarded-Proto"})
    request.headers.Add(name, text);
  const std::string_view cookie = net::Cookie(request, "s");
  CHECK(cookie.find(';') == std::string_view::npos);
  static const auto kProxies = net::TrustedProxies::Parse({"127.0.0.0/8", "10.0.0.0/8"});
  kProxies->Apply(request);
  request.headers.Remove("Forwarded");
  kProxies->Apply(request);
  CHECK(net::PlainAddress(request.remote_address) == request.remote_address);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  ReadFields(text);
  const auto arguments = net::ParseUrlEncoded(text);
  if (arguments.has_value()) {
    const auto again = net::ParseUrlEncoded(Encode(*arguments));
    CHECK(again.has_value() && again->pairs() == arguments->pairs());
  }
  double last = 1;
  for (const net::MediaRange& range : net::ParseQualityList(text)) {
    CHECK(range.quality > 0 && range.quality <= last && !range.type.empty());
    last = range.quality;
  }
  net::Parameter(text, "boundary");
  return 0;
}
