#pragma once
// The TLS side of the server: a certificate with its key as an OpenSSL context. TLS 1.2 and later, no
// compression, no renegotiation, ALPN "http/1.1". Any thread once made.

#include <memory>
#include <string>

#include "base/result.h"

struct ssl_ctx_st;

namespace net {

using TlsContext = std::shared_ptr<ssl_ctx_st>;

// PEM files; the first certificate is the server's own, those that follow lead to the root. Errors: kInvalid
// (which file, and why).
base::Result<TlsContext> LoadTlsContext(const std::string& certificate_file, const std::string& key_file);

}  // namespace net
