#pragma once
// One message of RFC 5322, as a mail server hands it over, read for what a reply by e-mail needs: who sent
// it, to which addresses, its subject, and the plain words (RFC 2045 to 2047: parts, base64,
// quoted-printable, character sets). Nothing is guessed from HTML: a message with no text/plain part is
// refused. Pure; thread-safe. Cost: linear in the message. Errors: kInvalid (what is missing or broken),
// kTooLarge (base::kMaxDiscussionMailBytes, kMaxMailParts, kMaxMailDepth, kMaxMailHeaders).

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace panel {

struct ReadMail {
  std::string from;                     // the one address of From, lower case
  std::vector<std::string> recipients;  // of To, Cc, Delivered-To, X-Original-To, Envelope-To; lower case
  std::string subject;                  // decoded
  std::string message_id;               // without angle brackets; may be empty
  bool automatic = false;               // an out-of-office answer or a report of a mail server (RFC 3834)
  std::string text;                     // the first text/plain part, UTF-8, lines ended by "\n"
};

base::Result<ReadMail> ReadMessage(std::string_view message);

// Encoded words ("=?UTF-8?B?…?=") of a header field as text; what is broken stays as it is.
std::string DecodeHeader(std::string_view value);
// The addresses of a header field: what stands between angle brackets, or the bare words with "@"; lower
// case.
std::vector<std::string> AddressesIn(std::string_view value);

}  // namespace panel
