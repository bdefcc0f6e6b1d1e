#include "crypto/encoding.h"

#include <sodium.h>

#include "crypto/raw.h"
#include "crypto/secret.h"

namespace crypto {
namespace {

std::string EncodeBase64(ByteView bytes, int variant) {
  InitCrypto();
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), Raw(bytes), bytes.size(), variant);
  text.pop_back();  // the NUL
  return text;
}

base::Result<Bytes> DecodeBase64(std::string_view text, int variant, const char* complaint) {
  InitCrypto();
  // libsodium 1.0.18 takes some bytes above 127 for letters of the alphabet.
  unsigned all = 0;
  for (const char c : text) all |= static_cast<unsigned char>(c);
  if (all > 0x7F) return base::Invalid(complaint);
  Bytes bytes(text.size() / 4 * 3 + 3);
  std::size_t size = 0;
  const char* end = nullptr;
  const bool decoded = sodium_base642bin(RawOut(bytes), bytes.size(), text.data(), text.size(), nullptr,
                                         &size, &end, variant) == 0;
  if (!decoded || end != text.data() + text.size()) return base::Invalid(complaint);
  bytes.resize(size);
  return bytes;
}

}  // namespace

std::string Base64Encode(ByteView bytes) {
  return EncodeBase64(bytes, sodium_base64_VARIANT_ORIGINAL);
}

base::Result<Bytes> Base64Decode(std::string_view text) {
  return DecodeBase64(text, sodium_base64_VARIANT_ORIGINAL, "this is not base64");
}

std::string Base64UrlEncode(ByteView bytes) {
  return EncodeBase64(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

base::Result<Bytes> Base64UrlDecode(std::string_view text) {
  return DecodeBase64(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING,
                      "this is not base64url without padding");
}

std::string Base32Encode(ByteView bytes) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t pending = 0;
  int bits = 0;
  for (const std::byte byte : bytes) {
    pending = pending << 8 | std::to_integer<std::uint32_t>(byte);
    bits += 8;
    for (; bits >= 5; bits -= 5) text += kAlphabet[pending >> (bits - 5) & 31];
    pending &= 0xFF;
  }
  if (bits > 0) text += kAlphabet[pending << (5 - bits) & 31];
  return text;
}

std::string HexEncode(ByteView bytes) {
  InitCrypto();
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), Raw(bytes), bytes.size());
  text.pop_back();  // the NUL
  return text;
}

base::Result<Bytes> HexDecode(std::string_view text) {
  InitCrypto();
  Bytes bytes(text.size() / 2);
  std::size_t size = 0;
  const char* end = nullptr;
  const bool decoded = text.size() % 2 == 0 && sodium_hex2bin(RawOut(bytes), bytes.size(), text.data(),
                                                              text.size(), nullptr, &size, &end) == 0;
  if (!decoded || size != bytes.size() || (end != nullptr && end != text.data() + text.size())) {
    return base::Invalid("these are not pairs of hexadecimal digits");
  }
  return bytes;
}

}  // namespace crypto
