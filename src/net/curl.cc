#include "net/curl.h"

#include <curl/curl.h>

namespace net {

CurlHandle NewCurlHandle() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  CurlHandle handle(started == CURLE_OK ? curl_easy_init() : nullptr, curl_easy_cleanup);
  if (handle == nullptr) return handle;
  curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle.get(), CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(handle.get(), CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(handle.get(), CURLOPT_SSL_VERIFYHOST, 2L);
  return handle;
}

void CurlList::Add(const std::string& text) {
  curl_slist* const longer = curl_slist_append(list_.get(), text.c_str());
  if (longer == nullptr) return;
  static_cast<void>(list_.release());
  list_ = {longer, curl_slist_free_all};
}

}  // namespace net
