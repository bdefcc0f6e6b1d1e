#include "net/mail_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/limits_calendar.h"
#include "net/bytes.h"
#include "net/mail_message.h"

namespace net {

namespace {

struct Field {
  std::string name;   // lower case
  std::string value;  // unfolded, trimmed
};

struct Entity {
  std::vector<Field> fields;
  std::string_view body;
};

std::string LowerAll(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), LowerAscii);
  return lower;
}

// Takes the next line off `rest`, without its end.
std::string_view TakeLine(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

base::Result<Entity> ReadEntity(std::string_view text) {
  Entity entity;
  std::size_t bytes = 0;
  while (!text.empty()) {
    const std::string_view line = TakeLine(text);
    if (line.empty()) break;
    bytes += line.size();
    if (bytes > base::kMaxMailHeaderBytes)
      return base::TooLarge(
          fmt::format("a header of the mail has more than {} bytes", base::kMaxMailHeaderBytes));
    if (line[0] == ' ' || line[0] == '\t') {
      if (!entity.fields.empty()) entity.fields.back().value += ' ' + std::string(Trim(line));
      continue;
    }
    std::string_view value = line;
    const bool has_colon = line.find(':') != std::string_view::npos;
    const std::string_view name = Trim(CutBefore(value, ':'));
    if (!has_colon || !IsToken(name)) {
      if (entity.fields.empty() && line.starts_with("From ")) continue;  // the first line of a mailbox file
      return base::Invalid("the mail has a line in its header that is no field");
    }
    if (entity.fields.size() == base::kMaxMailFields)
      return base::TooLarge(
          fmt::format("a header of the mail has more than {} fields", base::kMaxMailFields));
    entity.fields.push_back({LowerAll(name), std::string(Trim(value))});
  }
  entity.body = text;
  return entity;
}

std::string_view ValueOf(const Entity& entity, std::string_view name) {
  const auto found = std::find_if(entity.fields.begin(), entity.fields.end(),
                                  [&](const Field& field) { return field.name == name; });
  return found == entity.fields.end() ? std::string_view() : std::string_view(found->value);
}

// A list of mailboxes without what is quoted or in parentheses.
std::string WithoutComments(std::string_view text) {
  std::string plain;
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' && (quoted || depth > 0)) {
      ++i;
    } else if (c == '"' && depth == 0) {
      quoted = !quoted;
    } else if (c == '(' && !quoted) {
      ++depth;
    } else if (c == ')' && !quoted && depth > 0) {
      --depth;
    } else if (!quoted && depth == 0) {
      plain += c;
    }
  }
  return plain;
}

base::Result<std::string> OneAddress(std::string_view field) {
  const std::string plain = WithoutComments(field);
  std::string_view address = Trim(plain);
  const std::size_t open = address.find('<');
  if (open != std::string_view::npos) {
    if (!address.ends_with('>'))
      return base::Invalid("the mail's From field does not name exactly one address");
    address = Trim(address.substr(open + 1, address.size() - open - 2));
  }
  if (!IsMailAddress(address))
    return base::Invalid("the mail's From field does not name exactly one address");
  return std::string(address);
}

base::Result<std::string> SenderOf(const Entity& entity) {
  const auto is_from = [](const Field& field) { return field.name == "from"; };
  if (std::count_if(entity.fields.begin(), entity.fields.end(), is_from) != 1)
    return base::Invalid("the mail does not have exactly one From field");
  return OneAddress(ValueOf(entity, "from"));
}

class PartCollector {
 public:
  explicit PartCollector(std::vector<IncomingPart>& parts) : parts_(parts) {}

  base::Status Add(const Entity& entity, std::size_t depth) {
    std::string_view content_type = ValueOf(entity, "content-type");
    std::string_view rest = content_type;
    std::string type = LowerAll(Trim(CutBefore(rest, ';')));
    if (type.empty()) type = "text/plain";
    if (type.starts_with("multipart/")) return AddAll(entity, Parameter(content_type, "boundary"), depth);
    if (parts_.size() == base::kMaxMailParts)
      return base::TooLarge(fmt::format("the mail has more than {} parts", base::kMaxMailParts));
    std::string encoding = LowerAll(Trim(ValueOf(entity, "content-transfer-encoding")));
    parts_.push_back({std::move(type), std::string(content_type), std::move(encoding), entity.body});
    return base::Ok();
  }

 private:
  base::Status AddAll(const Entity& entity, const std::optional<std::string>& boundary, std::size_t depth) {
    if (!boundary || boundary->empty()) return base::Invalid("a multipart of the mail has no boundary");
    if (depth == base::kMaxMailDepth)
      return base::TooLarge(fmt::format("the mail's parts lie more than {} deep", base::kMaxMailDepth));
    const std::string delimiter = "--" + *boundary;
    std::string_view rest = entity.body;
    const char* begin = nullptr;  // of the part that is being read
    while (!rest.empty()) {
      const char* const line_begin = rest.data();
      const std::string_view line = TakeLine(rest);
      if (!line.starts_with(delimiter)) continue;
      const std::string_view after = Trim(line.substr(delimiter.size()));
      if (!after.empty() && after != "--") continue;
      if (begin != nullptr) TRY(AddPart({begin, static_cast<std::size_t>(line_begin - begin)}, depth));
      begin = rest.data();
      if (after == "--") return base::Ok();
    }
    // Cut off, or without its last boundary: what is there is read.
    if (begin != nullptr && begin < entity.body.data() + entity.body.size())
      return AddPart({begin, static_cast<std::size_t>(entity.body.data() + entity.body.size() - begin)},
                     depth);
    return base::Ok();
  }

  // The line end before a boundary belongs to the boundary.
  base::Status AddPart(std::string_view text, std::size_t depth) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (++count_ > base::kMaxMailParts)
      return base::TooLarge(fmt::format("the mail has more than {} parts", base::kMaxMailParts));
    const Entity entity = TRY(ReadEntity(text));
    return Add(entity, depth + 1);
  }

  std::vector<IncomingPart>& parts_;
  std::size_t count_ = 0;
};

int Base64Value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

base::Result<std::string> DecodeBase64(std::string_view text) {
  std::string bytes;
  unsigned bits = 0;
  int count = 0;
  bool ended = false;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') continue;
    if (c == '=') {
      ended = true;
      continue;
    }
    const int value = Base64Value(c);
    if (value < 0 || ended) return base::Invalid("a part of the mail is no base64");
    bits = (bits << 6) | static_cast<unsigned>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>((bits >> count) & 0xFF);
  }
  if (count == 6) return base::Invalid("a part of the mail is no base64");
  return bytes;
}

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

base::Result<std::string> DecodeQuotedPrintable(std::string_view text) {
  std::string bytes;
  while (!text.empty()) {
    const bool last = text.find('\n') == std::string_view::npos;
    std::string_view line = TakeLine(text);
    while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
    const bool soft = line.ends_with('=');
    if (soft) line.remove_suffix(1);
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] != '=') {
        bytes += line[i];
        continue;
      }
      const int high = i + 2 < line.size() ? HexValue(line[i + 1]) : -1;
      const int low = i + 2 < line.size() ? HexValue(line[i + 2]) : -1;
      if (high < 0 || low < 0) return base::Invalid("a part of the mail is no quoted-printable text");
      bytes += static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (!soft && !last) bytes += "\r\n";
  }
  return bytes;
}

std::string FromLatin1(std::string_view bytes) {
  std::string utf8;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      utf8 += c;
    } else {
      utf8 += static_cast<char>(0xC0 | (byte >> 6));
      utf8 += static_cast<char>(0x80 | (byte & 0x3F));
    }
  }
  return utf8;
}

}  // namespace

base::Result<IncomingMail> ReadMail(std::string_view message) {
  if (message.size() > base::kMaxMailBytes)
    return base::TooLarge(fmt::format("a mail of more than {} bytes", base::kMaxMailBytes));
  const Entity entity = TRY(ReadEntity(message));
  IncomingMail mail;
  mail.from = TRY(SenderOf(entity));
  mail.message_id = ValueOf(entity, "message-id");
  const std::string_view automatic = ValueOf(entity, "auto-submitted");
  mail.automatic = !automatic.empty() && !SameIgnoringCase(automatic, "no");
  TRY(PartCollector(mail.parts).Add(entity, 0));
  return mail;
}

base::Result<std::string> DecodePart(const IncomingPart& part) {
  if (part.encoding == "base64") return DecodeBase64(part.body);
  if (part.encoding == "quoted-printable") return DecodeQuotedPrintable(part.body);
  constexpr std::array<std::string_view, 4> kPlain = {"", "7bit", "8bit", "binary"};
  if (std::find(kPlain.begin(), kPlain.end(), part.encoding) == kPlain.end())
    return base::Invalid("a part of the mail is encoded in a way that is not known");
  return std::string(part.body);
}

base::Result<std::string> TextOfPart(const IncomingPart& part) {
  std::string bytes = TRY(DecodePart(part));
  const std::string charset = LowerAll(Parameter(part.content_type, "charset").value_or("utf-8"));
  if (charset == "iso-8859-1") return FromLatin1(bytes);
  if (charset != "utf-8" && charset != "us-ascii")
    return base::Invalid("a text of the mail is neither UTF-8 nor ISO 8859-1");
  if (!IsUtf8(bytes)) return base::Invalid("a text of the mail is not the UTF-8 that it says");
  return bytes;
}

const IncomingPart* FindPart(const IncomingMail& mail, std::string_view type) {
  const auto found = std::find_if(mail.parts.begin(), mail.parts.end(),
                                  [&](const IncomingPart& part) { return part.type == type; });
  return found == mail.parts.end() ? nullptr : &*found;
}

}  // namespace net
