#pragma once
// What fetching and mailing share of libcurl: a handle that frees itself, and the library's own start. Any
// thread.

#include <memory>
#include <string>

struct curl_slist;

namespace net {

using CurlHandle = std::unique_ptr<void, void (*)(void*)>;
// Null where memory is short. No signals; TLS 1.2 and later with the certificate and its name checked.
CurlHandle NewCurlHandle();

// A list of texts that libcurl reads.
class CurlList {
 public:
  CurlList() : list_(nullptr, nullptr) {}
  void Add(const std::string& text);
  curl_slist* get() const { return list_.get(); }

 private:
  std::unique_ptr<curl_slist, void (*)(curl_slist*)> list_;
};

}  // namespace net
