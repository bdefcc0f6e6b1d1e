#include "net/mail_message.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <utility>
#include <vector>

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

std::string EncodeBytes(std::string_view bytes) {
  std::string encoded;
  for (std::size_t i = 0; i < bytes.size(); i += kBytesPerLine) {
    encoded += Base64(bytes.substr(i, kBytesPerLine));
    encoded += "\r\n";
  }
  return encoded;
}

std::string TextPart(std::string_view text) {
  return fmt::format("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
                     EncodeBytes(WithCrLf(text)));
}

// "type/subtype" and parameters that are tokens.
bool IsMediaType(std::string_view type) {
  std::string_view name = Trim(CutBefore(type, ';'));
  const std::string_view main = CutBefore(name, '/');
  if (!IsToken(main) || !IsToken(name)) return false;
  while (!type.empty()) {
    std::string_view value = Trim(CutBefore(type, ';'));
    const std::string_view parameter = CutBefore(value, '=');
    if (!IsToken(parameter) || !IsToken(value)) return false;
  }
  return true;
}

base::Result<std::string> OtherPart(const MailPart& part, bool attached) {
  if (!IsMediaType(part.type)) return base::Invalid(fmt::format("\"{}\" is no media type", part.type));
  const bool named = !part.file_name.empty();
  if (named && !IsToken(part.file_name))
    return base::Invalid("the name of an attachment holds other letters than those of plain file names");
  const bool text = part.type.starts_with("text/");
  if (text && !IsUtf8(part.bytes)) return base::Invalid("a text part of the mail is not UTF-8 text");
  std::string head = fmt::format("Content-Type: {}{}\r\nContent-Transfer-Encoding: base64\r\n", part.type,
                                 text ? "; charset=utf-8" : "");
  if (attached)
    head +=
        fmt::format("Content-Disposition: attachment{}{}\r\n", named ? "; filename=" : "", part.file_name);
  return head + "\r\n" + EncodeBytes(text ? WithCrLf(part.bytes) : part.bytes);
}

// Base 64 has no "_", so that no boundary can occur within a part.
std::string Multipart(std::string_view kind, const std::vector<std::string>& parts, base::Random& random) {
  const std::string boundary = "_" + base::NewIdText(random);
  std::string text = fmt::format("Content-Type: multipart/{}; boundary=\"{}\"\r\n\r\n", kind, boundary);
  for (const std::string& part : parts) text += fmt::format("--{}\r\n{}\r\n", boundary, part);
  return text + fmt::format("--{}--\r\n", boundary);
}

// The header fields that describe the body, and the body.
base::Result<std::string> ComposeBody(const Mail& mail, base::Random& random) {
  std::string body = TextPart(mail.text);
  if (!mail.alternatives.empty()) {
    std::vector<std::string> parts = {std::move(body)};
    for (const MailPart& part : mail.alternatives) parts.push_back(TRY(OtherPart(part, false)));
    body = Multipart("alternative", parts, random);
  }
  if (mail.attachments.empty()) return body;
  std::vector<std::string> parts = {std::move(body)};
  for (const MailPart& part : mail.attachments) parts.push_back(TRY(OtherPart(part, true)));
  return Multipart("mixed", parts, random);
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
  const std::string body = TRY(ComposeBody(mail, random));
  return fmt::format(
      "Date: {}\r\nFrom: <{}>\r\nTo: <{}>\r\nSubject: {}\r\nMessage-ID: <{}@{}>\r\nAuto-Submitted: "
      "auto-generated\r\nMIME-Version: 1.0\r\n{}",
      date, from, mail.to, EncodeSubject(mail.subject), base::NewIdText(random), domain, body);
}

}  // namespace net
