#include "net/forms.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>

#include "base/limits.h"
#include "net/bytes.h"
#include "net/multipart.h"

namespace net {

namespace {

base::Result<std::string> DecodeFormText(std::string_view text) {
  auto plain = PercentDecode(text, true);
  if (!plain) return base::Invalid("it holds a broken percent-escape");
  if (plain->find('\0') != std::string::npos) return base::Invalid("it holds a NUL character");
  if (!IsUtf8(*plain)) return base::Invalid("it is not UTF-8");
  return *std::move(plain);
}

// "0.8", "1", ".5"; 1 where it is none, 0..1 otherwise.
double Quality(const std::optional<std::string>& text) {
  double quality = 1;
  if (!text || text->empty()) return quality;
  const auto [end, error] =
      std::from_chars(text->data(), text->data() + text->size(), quality, std::chars_format::fixed);
  if (error != std::errc() || end != text->data() + text->size() || !(quality >= 0)) return 0;
  return std::min(quality, 1.0);
}

}  // namespace

base::Result<Arguments> ParseUrlEncoded(std::string_view text) {
  Arguments arguments;
  while (!text.empty()) {
    std::string_view value = CutBefore(text, '&');
    if (value.empty()) continue;
    if (arguments.pairs().size() == base::kMaxFormFields) {
      return base::TooLarge(fmt::format("it has more than {} fields", base::kMaxFormFields));
    }
    std::string name = TRY(DecodeFormText(CutBefore(value, '=')));
    arguments.Add(std::move(name), TRY(DecodeFormText(value)));
  }
  return arguments;
}

std::string UrlEncode(std::string_view text) {
  constexpr std::string_view kUnreserved = "-._~";
  std::string encoded;
  encoded.reserve(text.size());
  for (const char c : text) {
    const char lower = LowerAscii(c);
    const bool plain = (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') ||
                       kUnreserved.find(c) != std::string_view::npos;
    if (plain) {
      encoded += c;
    } else {
      fmt::format_to(std::back_inserter(encoded), "%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

base::Result<Form> ParseForm(const Request& request) {
  const std::string_view content_type = request.headers.Get("Content-Type");
  std::string_view parameters = content_type;
  const std::string_view type = Trim(CutBefore(parameters, ';'));
  if (SameIgnoringCase(type, "application/x-www-form-urlencoded")) {
    Form form;
    std::string_view body = request.body.view();
    if (request.body_cut) body = body.substr(0, body.rfind('&') + 1);
    form.fields = TRY(ParseUrlEncoded(body));
    return form;
  }
  if (SameIgnoringCase(type, "multipart/form-data")) {
    const auto boundary = Parameter(content_type, "boundary");
    if (!boundary) return base::Invalid("the multipart form names no boundary in its Content-Type");
    return ParseMultipart(request.body.view(), *boundary, request.body_cut);
  }
  return base::Invalid(
      "the body must be a form: application/x-www-form-urlencoded or multipart/form-data in Content-Type");
}

std::vector<MediaRange> ParseQualityList(std::string_view header) {
  std::vector<MediaRange> ranges;
  while (!header.empty()) {
    const std::string_view item = CutBefore(header, ',');
    std::string_view parameters = item;
    const std::string_view type = Trim(CutBefore(parameters, ';'));
    if (type.empty()) continue;
    MediaRange range;
    range.type = type;
    range.quality = Quality(Parameter(item, "q"));
    if (range.quality > 0) ranges.push_back(std::move(range));
  }
  std::stable_sort(ranges.begin(), ranges.end(),
                   [](const MediaRange& a, const MediaRange& b) { return a.quality > b.quality; });
  return ranges;
}

}  // namespace net
