#pragma once
// Compression of pages (RFC 1952) for phones on slow networks. Pure; thread-safe. Only for pages that show
// nothing that anybody wrote: the length of what is compressed together tells of it.

#include <string>
#include <string_view>

#include "net/http.h"

namespace voice::worker {

// Compresses the body where the client takes it and it is shorter then.
void Compress(const net::Request& request, net::Response& response);
std::string Gzip(std::string_view bytes);

}  // namespace voice::worker
