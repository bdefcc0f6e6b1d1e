#pragma once
// What browsers and API clients put into targets and bodies. Pure but for UploadedFile, which refers to the
// body. Errors: kInvalid (says what), kTooLarge (names the limit).

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "net/http.h"

namespace net {

// application/x-www-form-urlencoded and query strings: "+" is a space, %XX decoded, invalid UTF-8 and NUL
// refused. At most kMaxFormFields pairs.
base::Result<Arguments> ParseUrlEncoded(std::string_view text);
std::string UrlEncode(std::string_view text);  // RFC 3986 unreserved stay, everything else %XX

struct UploadedFile {
  std::string field;
  std::string file_name;  // base name only, no path, no control characters
  std::string content_type;
  std::string_view bytes;  // into the request's body
};

struct Form {
  Arguments fields;
  std::vector<UploadedFile> files;
};

// Either kind of form by the request's Content-Type. multipart/form-data (RFC 7578): the closing boundary
// must be there but in a request whose body was cut, which has its whole fields and files; at most
// kMaxMultipartParts parts; part headers bounded by kMaxPartHeaderBytes.
base::Result<Form> ParseForm(const Request& request);

struct MediaRange {
  std::string type;  // "text/html", or a language tag
  double quality = 1;
};
// Accept, Accept-Language: best first.
std::vector<MediaRange> ParseQualityList(std::string_view header);

}  // namespace net
