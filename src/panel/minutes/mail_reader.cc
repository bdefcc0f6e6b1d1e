#include "panel/minutes/mail_reader.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/limits_panel.h"
#include "desk/tr.h"

namespace panel {
namespace {

struct HeaderField {
  std::string name;  // lower case
  std::string value;
};
struct Part {
  std::vector<HeaderField> headers;
  std::string_view body;
};

char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
std::string Lowered(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), Lower);
  return lower;
}
std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  while (!text.empty() && kBlanks.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  while (!text.empty() && kBlanks.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text;
}

// Takes one line off the front, without its end.
std::string_view TakeLine(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

// Header fields up to the empty line; the rest is the body.
base::Result<Part> SplitPart(std::string_view text) {
  Part part;
  while (!text.empty()) {
    const std::string_view line = TakeLine(text);
    if (line.empty()) break;
    if ((line.front() == ' ' || line.front() == '\t') && !part.headers.empty()) {
      part.headers.back().value += " " + std::string(Trimmed(line));
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) continue;  // "From " of mailboxes, and what is broken
    if (part.headers.size() == base::kMaxMailHeaders)
      return base::TooLarge(desk::tr("This message has too many header fields."));
    part.headers.push_back(
        {Lowered(Trimmed(line.substr(0, colon))), std::string(Trimmed(line.substr(colon + 1)))});
  }
  part.body = text;
  return part;
}

std::string_view HeaderOf(const Part& part, std::string_view name) {
  for (const HeaderField& field : part.headers)
    if (field.name == name) return field.value;
  return {};
}

// A parameter of a field like "text/plain; charset=\"utf-8\"".
std::string ParameterOf(std::string_view value, std::string_view name) {
  std::size_t at = value.find(';');
  while (at != std::string_view::npos) {
    std::string_view rest = Trimmed(value.substr(at + 1));
    const std::size_t equals = rest.find('=');
    const std::size_t next = rest.find(';');
    if (equals != std::string_view::npos && equals < next &&
        Lowered(Trimmed(rest.substr(0, equals))) == name) {
      std::string_view found = Trimmed(rest.substr(equals + 1));
      if (found.starts_with('"')) return std::string(found.substr(1, found.find('"', 1) - 1));
      return std::string(Trimmed(found.substr(0, found.find(';'))));
    }
    at = value.find(';', at + 1);
  }
  return {};
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = Lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// RFC 2045, section 6.7; with `underscores` the "Q" encoding of RFC 2047. What is broken stays.
std::string FromQuotedPrintable(std::string_view text, bool underscores) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '_' && underscores) {
      bytes += ' ';
    } else if (c != '=') {
      bytes += c;
    } else if (text.substr(i + 1).starts_with("\r\n")) {
      i += 2;
    } else if (text.substr(i + 1).starts_with("\n")) {
      i += 1;
    } else if (i + 2 < text.size() && HexDigit(text[i + 1]) >= 0 && HexDigit(text[i + 2]) >= 0) {
      bytes += static_cast<char>(HexDigit(text[i + 1]) * 16 + HexDigit(text[i + 2]));
      i += 2;
    } else {
      bytes += c;
    }
  }
  return bytes;
}

int Base64Digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  return c == '/' ? 63 : -1;
}

// As RFC 2045, section 6.8 asks: what is not of the alphabet is passed over.
std::string FromBase64(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    if (c == '=') break;
    const int digit = Base64Digit(c);
    if (digit < 0) continue;
    bits = (bits << 6) | static_cast<std::uint32_t>(digit);
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes += static_cast<char>((bits >> held) & 0xFF);
    }
  }
  return bytes;
}

// In UTF-8; nothing where the character set is unknown. Bytes that are none of it become U+FFFD.
std::optional<std::string> ToUtf8(std::string_view bytes, std::string charset) {
  if (charset.empty() || Lowered(charset) == "us-ascii") charset = "utf-8";
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t needed = ucnv_convert("utf-8", charset.c_str(), nullptr, 0, bytes.data(),
                                           static_cast<std::int32_t>(bytes.size()), &status);
  if (status != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(status)) return std::nullopt;
  std::string utf8(static_cast<std::size_t>(needed) + 1, '\0');
  status = U_ZERO_ERROR;
  const std::int32_t written =
      ucnv_convert("utf-8", charset.c_str(), utf8.data(), static_cast<std::int32_t>(utf8.size()),
                   bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  if (U_FAILURE(status)) return std::nullopt;
  utf8.resize(static_cast<std::size_t>(written));
  return utf8;
}

// Line ends as "\n"; control characters, which no store takes, go.
std::string Tidied(std::string_view text) {
  std::string tidy;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r') {
      if (!text.substr(i + 1).starts_with("\n")) tidy += '\n';
    } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') {
      tidy += c;
    }
  }
  return tidy;
}

base::Result<std::string> TextOf(const Part& part) {
  const std::string coding = Lowered(HeaderOf(part, "content-transfer-encoding"));
  std::string bytes(part.body);
  if (coding == "base64") bytes = FromBase64(part.body);
  if (coding == "quoted-printable") bytes = FromQuotedPrintable(part.body, false);
  std::optional<std::string> utf8 = ToUtf8(bytes, ParameterOf(HeaderOf(part, "content-type"), "charset"));
  if (!utf8) return base::Invalid(desk::tr("This message is in a character set that is not known."));
  return Tidied(*utf8);
}

// Finds the first text/plain part that is no attachment.
class PlainFinder {
 public:
  base::Result<std::optional<std::string>> In(const Part& part, std::size_t depth) {
    if (depth > base::kMaxMailDepth || ++parts_ > base::kMaxMailParts)
      return base::TooLarge(desk::tr("This message has too many parts."));
    const std::string_view type_field = HeaderOf(part, "content-type");
    const std::string type = Lowered(Trimmed(type_field.substr(0, type_field.find(';'))));
    const bool attached = Lowered(HeaderOf(part, "content-disposition")).starts_with("attachment");
    if (attached) return std::optional<std::string>();
    if (type.empty() || type == "text/plain") {
      std::string text = TRY(TextOf(part));
      return std::optional<std::string>(std::move(text));
    }
    if (!type.starts_with("multipart/")) return std::optional<std::string>();
    return InParts(part.body, "--" + ParameterOf(type_field, "boundary"), depth);
  }

 private:
  base::Result<std::optional<std::string>> InParts(std::string_view body, const std::string& boundary,
                                                   std::size_t depth) {
    std::string_view rest = body;
    const char* begin = nullptr;
    while (!rest.empty()) {
      const char* const line_begin = rest.data();
      const std::string_view line = TakeLine(rest);
      if (boundary.size() <= 2 || !line.starts_with(boundary)) continue;
      if (begin != nullptr) {
        const std::string_view text(begin, static_cast<std::size_t>(line_begin - begin));
        const Part part = TRY(SplitPart(text));
        std::optional<std::string> found = TRY(In(part, depth + 1));
        if (found) return found;
      }
      begin = rest.data();
      if (line.substr(boundary.size()).starts_with("--")) return std::optional<std::string>();
    }
    // The end is missing: what came is read all the same, as long as its part had begun.
    if (begin == nullptr || begin >= body.data() + body.size()) return std::optional<std::string>();
    const Part part = TRY(SplitPart({begin, static_cast<std::size_t>(body.data() + body.size() - begin)}));
    return In(part, depth + 1);
  }

  std::size_t parts_ = 0;
};

// RFC 3834, section 5; and the empty return path of reports (RFC 5321, section 4.5.5).
bool IsAutomatic(const Part& head) {
  const std::string submitted = Lowered(HeaderOf(head, "auto-submitted"));
  const std::string precedence = Lowered(HeaderOf(head, "precedence"));
  return (!submitted.empty() && !submitted.starts_with("no")) || precedence == "bulk" ||
         precedence == "auto_reply" || precedence == "junk" ||
         Trimmed(HeaderOf(head, "return-path")) == "<>" || !HeaderOf(head, "x-autoreply").empty();
}

std::optional<std::string> DecodeWord(std::string_view charset, char coding, std::string_view content) {
  const std::size_t language = charset.find('*');  // RFC 2231, section 5
  const std::string bytes = Lower(coding) == 'b' ? FromBase64(content) : FromQuotedPrintable(content, true);
  return ToUtf8(bytes, std::string(charset.substr(0, language)));
}

}  // namespace

std::string DecodeHeader(std::string_view value) {
  std::string text;
  bool after_word = false;
  while (!value.empty()) {
    const std::size_t at = value.find("=?");
    const std::string_view before = value.substr(0, at);
    std::optional<std::string> word;
    std::string_view rest;
    if (at != std::string_view::npos) {
      const std::size_t second = value.find('?', at + 2);
      const std::size_t third = second == std::string_view::npos ? second : value.find('?', second + 1);
      const std::size_t end = third == std::string_view::npos ? third : value.find("?=", third + 1);
      if (end != std::string_view::npos && third == second + 2) {
        word = DecodeWord(value.substr(at + 2, second - at - 2), value[second + 1],
                          value.substr(third + 1, end - third - 1));
        rest = value.substr(end + 2);
      }
    }
    // Blanks between two encoded words do not count (RFC 2047, section 6.2).
    if (!(after_word && word && Trimmed(before).empty())) text += before;
    if (at == std::string_view::npos) break;
    if (word) {
      text += *word;
      value = rest;
    } else {
      text += "=?";
      value.remove_prefix(at + 2);
    }
    after_word = word.has_value();
  }
  return std::string(Trimmed(Tidied(text)));
}

std::vector<std::string> AddressesIn(std::string_view value) {
  std::vector<std::string> addresses;
  std::string current;
  bool quoted = false;
  bool angle = false;
  const auto close = [&] {
    const std::string_view address = Trimmed(current);
    if (address.find('@') != std::string_view::npos && address.find(' ') == std::string_view::npos)
      addresses.push_back(Lowered(address));
    current.clear();
  };
  for (const char c : value) {
    if (c == '"') {
      quoted = !quoted;
    } else if (quoted) {
      continue;
    } else if (c == '<') {
      current.clear();
      angle = true;
    } else if (c == '>' && angle) {
      close();
      angle = false;
    } else if (c == ',' && !angle) {
      close();
    } else {
      current += c;
    }
  }
  close();
  return addresses;
}

base::Result<ReadMail> ReadMessage(std::string_view message) {
  if (message.size() > base::kMaxDiscussionMailBytes)
    return base::TooLarge(desk::tr("This message is too large for a post."));
  const Part head = TRY(SplitPart(message));
  ReadMail mail;
  for (const HeaderField& field : head.headers) {
    const bool is_recipient = field.name == "to" || field.name == "cc" || field.name == "delivered-to" ||
                              field.name == "x-original-to" || field.name == "envelope-to";
    if (is_recipient)
      for (std::string& address : AddressesIn(field.value)) mail.recipients.push_back(std::move(address));
  }
  const std::vector<std::string> senders = AddressesIn(HeaderOf(head, "from"));
  const auto from_fields = std::count_if(head.headers.begin(), head.headers.end(),
                                         [](const HeaderField& field) { return field.name == "from"; });
  if (senders.size() != 1 || from_fields != 1)
    return base::Invalid(desk::tr("This message does not say by one address who sent it."));
  mail.from = senders.front();
  mail.subject = DecodeHeader(HeaderOf(head, "subject"));
  const std::vector<std::string> ids = AddressesIn(HeaderOf(head, "message-id"));
  if (!ids.empty()) mail.message_id = ids.front();
  mail.automatic = IsAutomatic(head);
  PlainFinder finder;
  std::optional<std::string> text = TRY(finder.In(head, 0));
  if (!text)
    return base::Invalid(
        desk::tr("This message has no plain text. Send it as plain text, or post on the page."));
  mail.text = *std::move(text);
  return mail;
}

}  // namespace panel
