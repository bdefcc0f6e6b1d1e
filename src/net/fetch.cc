#include <curl/curl.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <optional>
#include <system_error>
#include <utility>

#include "base/limits.h"
#include "net/bytes.h"
#include "net/client.h"
#include "net/curl.h"
#include "net/public_address.h"

namespace net {

namespace {

constexpr long kConnectTimeoutMs = 10'000;

// Scheme and host of a URL, which is all of it that may stand in an error: the rest may hold keys.
struct Origin {
  std::string text;
};

std::optional<std::string> UrlPart(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return std::nullopt;
  std::string copy(text);
  curl_free(text);
  return copy;
}

base::Result<Origin> CheckUrl(const std::string& text) {
  const std::unique_ptr<CURLU, void (*)(CURLU*)> url(curl_url(), curl_url_cleanup);
  if (url == nullptr || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) {
    return base::Invalid("the address is not a URL: give https://host/path");
  }
  const std::string scheme = UrlPart(url.get(), CURLUPART_SCHEME).value_or("");
  const std::string host = UrlPart(url.get(), CURLUPART_HOST).value_or("");
  if (scheme != "http" && scheme != "https")
    return base::Invalid("the address must begin with https:// or http://");
  if (host.empty()) return base::Invalid("the address names no host");
  if (UrlPart(url.get(), CURLUPART_USER))
    return base::Invalid("the address must not hold a user name or password");
  return Origin{fmt::format("{}://{}", scheme, host)};
}

// One fetch while it runs; libcurl's callbacks write into it.
struct Transfer {
  const FetchRequest& request;
  FetchResponse response;
  int file = -1;
  std::size_t received = 0;
  bool too_large = false;
  bool stopped = false;
  bool forbidden = false;
  int write_error = 0;  // errno
};

bool Succeeded(const FetchResponse& response) {
  return response.status >= 200 && response.status < 300;
}

bool WriteAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::size_t OnBody(char* bytes, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  transfer.received += size;
  if (transfer.received > transfer.request.max_bytes) {
    transfer.too_large = true;
    return 0;
  }
  if (transfer.file < 0 || !Succeeded(transfer.response)) {
    transfer.response.body.append(bytes, size);
  } else if (!WriteAll(transfer.file, {bytes, size})) {
    transfer.write_error = errno;
    return 0;
  }
  return size;
}

// Called for each line of each head: those of redirects and of "100 Continue" are overwritten by the next.
std::size_t OnHeader(char* bytes, std::size_t, std::size_t size, void* user) {
  FetchResponse& response = static_cast<Transfer*>(user)->response;
  std::string_view line(bytes, size);
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  if (line.starts_with("HTTP/")) {
    response.headers = Headers();
    CutBefore(line, ' ');
    std::from_chars(line.data(), line.data() + line.size(), response.status);
  } else if (line.find(':') != std::string_view::npos) {
    const std::string_view name = CutBefore(line, ':');
    response.headers.Add(name, Trim(line));
  }
  return size;
}

int OnProgress(void* user, curl_off_t total, curl_off_t done, curl_off_t, curl_off_t) {
  auto& transfer = *static_cast<Transfer*>(user);
  transfer.stopped =
      !transfer.request.progress(static_cast<std::size_t>(done), static_cast<std::size_t>(total));
  return transfer.stopped ? 1 : 0;
}

// Sees the very address that would be connected to, after name resolution and for each redirect.
curl_socket_t OnOpenSocket(void* user, curlsocktype, curl_sockaddr* address) {
  const bool inside = !IsPublicAddress(address->addr) || IsOwnAddress(address->addr);
  if (inside) {
    static_cast<Transfer*>(user)->forbidden = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

base::Result<CurlList> HeaderList(const Headers& headers) {
  CurlList list;
  for (const auto& [name, value] : headers.fields()) {
    const bool clean =
        std::none_of(value.begin(), value.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
    if (!IsToken(name) || !clean)
      return base::Invalid("a header field of the request to be sent is malformed");
    list.Add(value.empty() ? name + ";" : fmt::format("{}: {}", name, value));
  }
  list.Add("Expect:");  // no waiting for "100 Continue"
  return list;
}

void SetMethod(CURL* curl, const FetchRequest& request) {
  const bool has_body = !request.body.empty() || request.method == "POST";
  if (request.method == "HEAD") {
    curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  } else if (has_body) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.c_str());
  }
  if (request.method != "HEAD" && request.method != "GET" && request.method != "POST") {
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  }
}

void SetBounds(CURL* curl, const FetchRequest& request) {
  const long timeout_ms = static_cast<long>(request.timeout_ms);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, static_cast<long>(base::kMaxRedirects));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, timeout_ms);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, std::min(timeout_ms, kConnectTimeoutMs));
}

void SetCallbacks(CURL* curl, Transfer& transfer) {
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, OnBody);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, OnHeader);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &transfer);
  if (transfer.request.progress) {
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, OnProgress);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);
  }
  if (transfer.request.public_only) {
    curl_easy_setopt(curl, CURLOPT_PROXY, "");  // through a proxy the address could not be seen
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, OnOpenSocket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &transfer);
  }
}

base::Error WhyFailed(const Transfer& transfer, CURLcode code, const Origin& origin, const char* detail) {
  if (transfer.too_large || code == CURLE_FILESIZE_EXCEEDED) {
    return base::TooLarge(
        fmt::format("the answer of {} is larger than {} bytes", origin.text, transfer.request.max_bytes));
  }
  if (transfer.stopped) return {base::Code::kConflict, "stopped", {}};
  if (transfer.forbidden) {
    return {base::Code::kForbidden,
            fmt::format("{} lies in a private network, which is not allowed here", origin.text),
            {}};
  }
  if (transfer.write_error != 0) {
    return {base::Code::kIo, "the downloaded file cannot be written",
            std::generic_category().message(transfer.write_error)};
  }
  if (code == CURLE_TOO_MANY_REDIRECTS) {
    return base::IoError(fmt::format("{} redirects more than {} times", origin.text, base::kMaxRedirects));
  }
  return {base::Code::kIo, fmt::format("{} cannot be reached: {}", origin.text, curl_easy_strerror(code)),
          detail};
}

class CurlFetcher final : public Fetcher {
 public:
  explicit CurlFetcher(FetcherOptions options) : options_(std::move(options)) {}
  base::Result<FetchResponse> Fetch(const FetchRequest& request) override;

 private:
  base::Result<FetchResponse> Run(Transfer& transfer, const Origin& origin);

  const FetcherOptions options_;
};

base::Result<FetchResponse> CurlFetcher::Fetch(const FetchRequest& request) {
  const Origin origin = TRY(CheckUrl(request.url));
  if (!IsToken(request.method)) return base::Invalid("the method of the request to be sent is malformed");
  Transfer transfer{request};
  if (request.to_file.empty()) return Run(transfer, origin);
  transfer.file = open(request.to_file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (transfer.file < 0) {
    return base::Error{base::Code::kIo, "the file for the download cannot be made",
                       std::generic_category().message(errno)};
  }
  auto response = Run(transfer, origin);
  const bool on_disk = fdatasync(transfer.file) == 0;
  close(transfer.file);
  const bool keep = on_disk && response.has_value() && Succeeded(*response);
  if (!keep) unlink(request.to_file.c_str());
  if (response.has_value() && !on_disk) return base::IoError("the downloaded file cannot be written");
  return response;
}

base::Result<FetchResponse> CurlFetcher::Run(Transfer& transfer, const Origin& origin) {
  const CurlHandle handle = NewCurlHandle();
  CURL* const curl = handle.get();
  if (curl == nullptr)
    return base::Error{base::Code::kInternal, "the HTTP client cannot be started", "curl_easy_init"};
  const CurlList headers = TRY(HeaderList(transfer.request.headers));
  std::array<char, CURL_ERROR_SIZE> detail{};
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail.data());
  curl_easy_setopt(curl, CURLOPT_URL, transfer.request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "Manumit");
  if (!options_.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, options_.ca_file.c_str());
  SetMethod(curl, transfer.request);
  SetBounds(curl, transfer.request);
  SetCallbacks(curl, transfer);
  const CURLcode code = curl_easy_perform(curl);
  if (code != CURLE_OK) return WhyFailed(transfer, code, origin, detail.data());
  return std::move(transfer.response);
}

}  // namespace

std::unique_ptr<Fetcher> MakeFetcher(FetcherOptions options) {
  return std::make_unique<CurlFetcher>(std::move(options));
}

}  // namespace net
