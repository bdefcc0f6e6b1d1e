#pragma once
// An incoming message of RFC 5322 with MIME (RFC 2045 to 2047): who sent it, and its parts. For machines that
// read what a mail server hands them; nothing of it is trusted. Pure; linear in the bytes; bounded by
// base/limits_calendar.h. Lenient about LF alone and about missing last boundaries; strict about who sent it:
// exactly one From field with exactly one address.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace net {

struct IncomingPart {
  std::string type;          // "text/calendar", lower case
  std::string content_type;  // the whole field, for its parameters (net/bytes.h: Parameter)
  std::string encoding;      // "base64", "quoted-printable" or another, lower case
  std::string_view body;     // still encoded; lives as long as the message
};

struct IncomingMail {
  std::string from;        // "kim@example.org", as it stands there: not proved
  std::string message_id;  // "<...>", may be empty
  bool automatic = false;  // Auto-Submitted says so: out of office, bounce (RFC 3834)
  std::vector<IncomingPart>
      parts;  // those that are no multipart, in order; forwarded messages are not opened
};

// Errors: kInvalid, kTooLarge.
base::Result<IncomingMail> ReadMail(std::string_view message);

// The part as bytes. Errors: kInvalid (an unknown or broken encoding).
base::Result<std::string> DecodePart(const IncomingPart& part);
// The part as UTF-8; knows utf-8, us-ascii and iso-8859-1. Errors: kInvalid.
base::Result<std::string> TextOfPart(const IncomingPart& part);

// The first part with that type; null where there is none.
const IncomingPart* FindPart(const IncomingMail& mail, std::string_view type);

}  // namespace net
