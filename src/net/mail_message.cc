#include "net/mail_message.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>

#include "base/id.h"
#include "net/bytes.h"

namespace net {

namespace {

constexpr std::size_t kMaxAddressBytes = 254;  // RFC 5321, section 4.5.3.1.3, without the angle brackets
constexpr std::size_t kMaxPlainSubject = 60;
constexpr std::size_t kEncodedWordBytes =
    42;  // 56 letters of base 64: an encoded word has at most 75 (RFC 2047, section 2)
constexpr std::size_t kBytesPerLine = 57;  // 76 letters of base 64

std::string Base64(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int length =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

bool IsPrintableAscii(char c) {
  return c >= 0x20 && c < 0x7F;
}

// At most `max` bytes from the front that do not cut a character of UTF-8.
std::string_view WholeCharacters(std::string_view text, std::size_t max) {
  if (text.size() <= max) return text;
  while (max > 0 && (static_cast<unsigned char>(text[max]) & 0xC0) == 0x80) --max;
  return text.substr(0, max);
}

std::string EncodeSubject(std::string subject) {
  std::replace_if(
      subject.begin(), subject.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  const bool plain = subject.size() <= kMaxPlainSubject && subject.find("=?") == std::string::npos &&
                     std::all_of(subject.begin(), subject.end(), IsPrintableAscii);
  if (plain) return subject;
  std::string encoded;
  std::string_view rest = subject;
  while (!rest.empty()) {
    const std::string_view word = WholeCharacters(rest, kEncodedWordBytes);
    rest.remove_prefix(word.size());
    encoded += fmt::format("{}=?UTF-8?B?{}?=", encoded.empty() ? "" : "\r\n ", Base64(word));
  }
  return encoded;
}

std::string WithCrLf(std::string_view text) {
  std::string lines;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) lines += '\r';
    lines += text[i];
  }
  return lines;
}

std::string EncodeText(std::string_view text) {
  const std::string lines = WithCrLf(text);
  std::string encoded;
  for (std::size_t i = 0; i < lines.size(); i += kBytesPerLine) {
    encoded += Base64(std::string_view(lines).substr(i, kBytesPerLine));
    encoded += "\r\n";
  }
  return encoded;
}

}  // namespace

bool IsMailAddress(std::string_view address) {
  const std::size_t at = address.find('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == address.size() ||
      address.size() > kMaxAddressBytes)
    return false;
  const auto is_dot_atom = [](std::string_view text) {
    return IsToken(text) && text.front() != '.' && text.back() != '.';
  };
  return is_dot_atom(address.substr(0, at)) && is_dot_atom(address.substr(at + 1));
}

base::Result<std::string> ComposeMail(const Mail& mail, std::string_view from, base::UtcTime now,
                                      base::Random& random) {
  if (!IsMailAddress(from)) return base::Invalid("the sender's mail address is not of the form name@domain");
  if (!IsMailAddress(mail.to))
    return base::Invalid("the recipient's mail address is not of the form name@domain");
  if (!IsUtf8(mail.subject) || !IsUtf8(mail.text)) return base::Invalid("the mail is not UTF-8 text");
  std::string date = base::FormatHttpTime(now);
  date.replace(date.size() - 3, 3, "+0000");  // "GMT" is obsolete in mail
  const std::string_view domain = from.substr(from.find('@') + 1);
  return fmt::format(
      "Date: {}\r\nFrom: <{}>\r\nTo: <{}>\r\nSubject: {}\r\nMessage-ID: <{}@{}>\r\nAuto-Submitted: "
      "auto-generated\r\n"
      "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
      "base64\r\n\r\n{}",
      date, from, mail.to, EncodeSubject(mail.subject), base::NewIdText(random), domain,
      EncodeText(mail.text));
}

}  // namespace net
