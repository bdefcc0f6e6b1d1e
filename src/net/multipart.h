#pragma once
// multipart/form-data (RFC 7578, RFC 2046) over bytes that are all there; file contents stay where they are.
// Pure.

#include <string_view>

#include "base/result.h"
#include "net/forms.h"

namespace net {

// UploadedFile::bytes refer to `body`. Errors: kInvalid (says what is wrong and in which part), kTooLarge
// (names the limit).
base::Result<Form> ParseMultipart(std::string_view body, std::string_view boundary);

}  // namespace net
