#pragma once
// multipart/form-data (RFC 7578, RFC 2046) over bytes that are all there; file contents stay where they are.
// Pure.

#include <string_view>

#include "base/result.h"
#include "net/forms.h"

namespace net {

// UploadedFile::bytes refer to `body`. Errors: kInvalid (says what is wrong and in which part), kTooLarge
// (names the limit). `cut`: `body` is the beginning of a form; its whole parts are what the form has.
base::Result<Form> ParseMultipart(std::string_view body, std::string_view boundary, bool cut = false);

}  // namespace net
