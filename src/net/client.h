#pragma once
// The HTTP client (libcurl) and mail. Fetcher and Mailer are the seams; in-memory fakes stand in net/fakes.h.
// Calls block and may be made on any thread. HTTP redirects are followed at most kMaxRedirects times and only
// to http(s). Where `public_only` is set, addresses of this machine and of private networks are refused after
// name resolution, so that a stored address cannot be used to reach inside.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "net/http.h"

namespace net {

struct FetchRequest {
  std::string method = "GET";
  std::string url;
  Headers headers;
  std::string body;
  std::int64_t timeout_ms = 30'000;
  std::size_t max_bytes = 1u << 20;  // of the answer's body; more is kTooLarge
  // Where set, the body of a 2xx answer is written there, into a new file (mode 0600), instead of into
  // `body`. Nothing is left behind by a failure or another status; the body of those comes in `body`.
  std::string to_file;
  bool public_only = false;
  std::function<bool(std::size_t done, std::size_t total)> progress;  // false stops (kConflict "stopped")
};

struct FetchResponse {
  int status = 0;
  Headers headers;
  std::string body;
};

class Fetcher {
 public:
  virtual ~Fetcher() = default;
  // Errors: kInvalid (url), kIo (unreachable, TLS, timeout), kTooLarge, kForbidden (public_only). A status of
  // 400 and more is a value.
  virtual base::Result<FetchResponse> Fetch(const FetchRequest& request) = 0;
};

struct FetcherOptions {
  std::string ca_file;  // PEM, instead of the system's certificates; for installations with their own
};
// Proxies of the environment (https_proxy) are used, except where `public_only` is set.
std::unique_ptr<Fetcher> MakeFetcher(FetcherOptions options = {});

// Another form of a mail, or a file that goes with it.
struct MailPart {
  std::string type;  // "text/calendar; method=REQUEST"; for text/..., charset=utf-8 is added
  std::string bytes;
  std::string file_name;  // ASCII; of attachments
};

struct Mail {
  std::string to;
  std::string subject;
  std::string text;  // plain text, UTF-8
  std::vector<MailPart> alternatives =
      {};  // the same in other forms, the best last (RFC 2046, section 5.1.4)
  std::vector<MailPart> attachments = {};
};

class Mailer {
 public:
  virtual ~Mailer() = default;
  virtual base::Status Send(const Mail& mail) = 0;
};

struct SmtpOptions {
  std::string host;
  int port = 587;
  std::string from;
  std::string user;
  std::string password;
  bool starttls = true;
};
std::unique_ptr<Mailer> MakeSmtpMailer(SmtpOptions options);
// For installations without SMTP: writes each mail as a file NNN.eml into a folder (mode 0700).
std::unique_ptr<Mailer> MakeFolderMailer(std::string folder);

}  // namespace net
