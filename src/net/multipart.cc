#include "net/multipart.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/limits.h"
#include "net/bytes.h"

namespace net {

namespace {

constexpr std::size_t kMaxBoundaryBytes = 70;  // RFC 2046, section 5.1.1

struct Part {
  Headers headers;
  std::string_view content;
};

// What stands after a boundary: "--" ends the form, a line end begins a part.
enum class After { kPart, kEnd, kNeither };

After ReadBoundaryEnd(std::string_view& rest) {
  if (rest.starts_with("--")) return After::kEnd;
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
  if (!rest.starts_with("\r\n")) return After::kNeither;
  rest.remove_prefix(2);
  return After::kPart;
}

base::Result<Headers> ReadPartHeaders(std::string_view head, std::size_t number) {
  Headers headers;
  while (!head.empty()) {
    const std::size_t end = std::min(head.find("\r\n"), head.size());
    std::string_view value = head.substr(0, end);
    head.remove_prefix(std::min(end + 2, head.size()));
    const bool has_colon = value.find(':') != std::string_view::npos;
    const std::string_view name = CutBefore(value, ':');
    if (!has_colon || !IsToken(name))
      return base::Invalid(fmt::format("part {} of the form has a malformed header", number));
    headers.Add(name, Trim(value));
  }
  return headers;
}

base::Result<Part> ReadPart(std::string_view part, std::size_t number) {
  Part result;
  if (part.starts_with("\r\n")) {  // no header fields
    result.content = part.substr(2);
    return result;
  }
  const std::size_t end = part.substr(0, base::kMaxPartHeaderBytes + 4).find("\r\n\r\n");
  if (end == std::string_view::npos) {
    if (part.size() <= base::kMaxPartHeaderBytes)
      return base::Invalid(fmt::format("part {} of the form has no content", number));
    return base::TooLarge(fmt::format("the header of part {} of the form is longer than {} bytes", number,
                                      base::kMaxPartHeaderBytes));
  }
  result.headers = TRY(ReadPartHeaders(part.substr(0, end), number));
  result.content = part.substr(end + 4);
  return result;
}

// The last step of a path of either kind, without control characters; a name is shown and never used as a
// path.
std::string BaseName(std::string_view name) {
  name.remove_prefix(name.find_last_of("/\\") + 1);
  std::string clean;
  for (const char c : name) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) clean += c;
  }
  return clean == "." || clean == ".." ? std::string() : clean;
}

base::Status AddPart(const Part& part, std::size_t number, Form& form) {
  const std::string_view disposition = part.headers.Get("Content-Disposition");
  std::string_view parameters = disposition;
  const auto name = Parameter(disposition, "name");
  if (!SameIgnoringCase(Trim(CutBefore(parameters, ';')), "form-data") || !name) {
    return base::Invalid(fmt::format("part {} of the form has no Content-Disposition with a name", number));
  }
  const auto file_name = Parameter(disposition, "filename");
  const bool is_clean =
      IsUtf8(*name) && name->find('\0') == std::string::npos && IsUtf8(file_name.value_or(""));
  if (!is_clean) return base::Invalid(fmt::format("the name of part {} of the form is not UTF-8", number));
  if (file_name) {
    const std::string_view type = part.headers.Get("Content-Type");
    form.files.push_back({*name, BaseName(*file_name),
                          std::string(type.empty() ? "application/octet-stream" : type), part.content});
    return base::Ok();
  }
  if (!IsUtf8(part.content) || part.content.find('\0') != std::string_view::npos) {
    return base::Invalid(fmt::format("the value of part {} of the form is not UTF-8 text", number));
  }
  form.fields.Add(*name, std::string(part.content));
  return base::Ok();
}

}  // namespace

base::Result<Form> ParseMultipart(std::string_view body, std::string_view boundary, bool cut) {
  if (boundary.empty() || boundary.size() > kMaxBoundaryBytes) {
    return base::Invalid(fmt::format("the form's boundary must have 1 to {} characters", kMaxBoundaryBytes));
  }
  const std::string delimiter = fmt::format("\r\n--{}", boundary);
  // The first boundary may stand at the very beginning, without a line end in front.
  const bool at_front = body.starts_with(std::string_view(delimiter).substr(2));
  const std::size_t first = at_front ? 0 : body.find(delimiter);
  if (first == std::string_view::npos) return base::Invalid("the form does not hold its boundary");
  std::string_view rest = body.substr(first + delimiter.size() - (at_front ? 2 : 0));
  Form form;
  for (std::size_t number = 1;; ++number) {
    const After after = ReadBoundaryEnd(rest);
    if (after == After::kEnd) return form;
    const std::size_t end = rest.find(delimiter);
    if (cut && end == std::string_view::npos) return form;
    if (after == After::kNeither)
      return base::Invalid(fmt::format("something stands behind the boundary of part {}", number));
    if (number > base::kMaxMultipartParts) {
      return base::TooLarge(fmt::format("the form has more than {} parts", base::kMaxMultipartParts));
    }
    if (end == std::string_view::npos) {
      return base::Invalid("the form was cut off: its closing boundary is missing; send it again");
    }
    const Part part = TRY(ReadPart(rest.substr(0, end), number));
    TRY(AddPart(part, number, form));
    rest.remove_prefix(end + delimiter.size());
  }
}

}  // namespace net
