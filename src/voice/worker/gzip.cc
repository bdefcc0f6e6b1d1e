#include "voice/worker/gzip.h"

#include <zlib.h>

#include "base/check.h"
#include "net/forms.h"

namespace voice::worker {

std::string Gzip(std::string_view bytes) {
  constexpr int kGzipWindow = 15 + 16;  // zlib: 16 more asks for gzip's header
  constexpr int kMemory = 9;
  z_stream stream{};
  CHECK(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) ==
        Z_OK);
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  CHECK(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

void Compress(const net::Request& request, net::Response& response) {
  response.headers.Add("Vary", "Accept-Encoding");
  bool takes = false;
  for (const net::MediaRange& range : net::ParseQualityList(request.headers.Get("Accept-Encoding")))
    takes = takes || (range.quality > 0 && (range.type == "gzip" || range.type == "*"));
  if (!takes || response.body.empty()) return;
  std::string packed = Gzip(response.body);
  if (packed.size() >= response.body.size()) return;
  response.body = std::move(packed);
  response.headers.Set("Content-Encoding", "gzip");
}

}  // namespace voice::worker
