#pragma once
// A Mail as a message of RFC 5322 with MIME: UTF-8 text in base64, the subject encoded where it needs to be.
// With other forms it is multipart/alternative, with attachments multipart/mixed around it (RFC 2046).
// Nothing of it can add a header field. Pure.

#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "net/client.h"

namespace net {

// A plain ASCII "local@domain" without quotes, spaces or comments.
bool IsMailAddress(std::string_view address);

// Errors: kInvalid (an address that is none, text that is not UTF-8, a part's type or file name that is
// none). Control characters of the subject become spaces.
base::Result<std::string> ComposeMail(const Mail& mail, std::string_view from, base::UtcTime now,
                                      base::Random& random);

}  // namespace net
