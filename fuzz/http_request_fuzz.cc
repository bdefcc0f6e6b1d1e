// Any bytes as what a client sends on one connection: never a crash, what is accepted keeps the promises of
// net/http.h, and how the bytes are cut into pieces does not matter. The first byte is the size of the
// pieces.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "base/limits.h"
#include "net/bytes.h"
#include "net/request_reader.h"

namespace {

struct Seen {
  std::string method, target, body;
  std::size_t fields = 0;
  bool operator==(const Seen&) const = default;
};

void CheckRequest(const net::Request& request) {
  CHECK(request.path.starts_with('/') && !request.path.starts_with("//"));
  CHECK(net::IsUtf8(request.path) && request.path.find('\0') == std::string::npos);
  CHECK(request.path.find("/../") == std::string::npos && !request.path.ends_with("/.."));
  CHECK(request.target.size() <= base::kMaxTargetBytes);
  CHECK(request.headers.fields().size() <= base::kMaxHeaderFields);
  for (const auto& [name, value] : request.headers.fields()) {
    CHECK(net::IsToken(name));
    CHECK(value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
  }
  for (const auto& [name, value] : request.query.pairs()) CHECK(net::IsUtf8(name) && net::IsUtf8(value));
}

// The requests up to the first that is refused or cut off.
std::vector<Seen> ReadAll(std::string_view bytes, std::size_t piece) {
  static net::BodyBudget budget;
  static const std::string spool_dir = "/tmp";
  std::vector<Seen> all;
  std::string waiting;
  while (true) {
    net::RequestReader reader(budget, spool_dir);
    while (reader.state() != net::RequestReader::State::kDone) {
      const std::size_t taken = reader.Feed(waiting);
      CHECK(taken <= waiting.size());
      waiting.erase(0, taken);
      if (reader.state() == net::RequestReader::State::kHead) reader.BeginBody({});
      if (reader.state() == net::RequestReader::State::kRefused) {
        CHECK(reader.refusal().status >= 400 && !reader.refusal().text.empty());
        return all;
      }
      if (taken > 0 || reader.state() == net::RequestReader::State::kDone) continue;
      if (bytes.empty()) return all;
      const std::size_t size = std::min(piece, bytes.size());
      waiting.append(bytes.substr(0, size));
      bytes.remove_prefix(size);
    }
    const auto request = reader.TakeRequest();
    CHECK(request.has_value());
    CheckRequest(*request);
    all.push_back({request->method, request->target, std::string(request->body.view()),
                   request->headers.fields().size()});
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::vector<Seen> in_pieces = ReadAll(bytes, std::size_t{data[0]} + 1);
  // Larger heads may be refused before the mistake in them is seen.
  if (bytes.size() < base::kMaxTargetBytes) CHECK(in_pieces == ReadAll(bytes, bytes.size() + 1));
  return 0;
}
