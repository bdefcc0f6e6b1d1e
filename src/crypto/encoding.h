#pragma once
// Bytes as text. Decoding is strict: only the alphabet, only the canonical form (no blanks, no line ends, no
// spare bits, padding exactly as named), so that one value has one text. Encoding and decoding in base64 and
// hex take the same time for every content of a length. Errors: kInvalid, which never repeats the text.
// Sources: RFC 4648.

#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/bytes.h"

namespace crypto {

std::string Base64Encode(ByteView bytes);  // with padding
base::Result<Bytes> Base64Decode(std::string_view text);

std::string Base64UrlEncode(ByteView bytes);  // without padding
base::Result<Bytes> Base64UrlDecode(std::string_view text);

std::string Base32Encode(ByteView bytes);  // upper case, without padding: the form authenticator apps take

std::string HexEncode(ByteView bytes);                 // lower case
base::Result<Bytes> HexDecode(std::string_view text);  // either case

}  // namespace crypto
