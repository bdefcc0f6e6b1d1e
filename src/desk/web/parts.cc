#include "desk/web/parts.h"

#include <fmt/format.h>

#include <charconv>

#include "net/forms.h"

namespace desk {

using html::El;
using html::Html;

std::string WithArgument(std::string href, std::string_view name, std::string_view value) {
  if (value.empty()) return href;
  href += href.find('?') == std::string::npos ? '?' : '&';
  href += std::string(name) + "=" + net::UrlEncode(value);
  return href;
}

Html LinkTo(const std::string& href, const Html& words) {
  return El("a", {html::Href(href)}, words);
}

Html MomentOf(const html::Locale& locale, base::UtcTime time) {
  if (time.ms <= 0) return "–";
  return El("time", {{"datetime", base::FormatTime(time)}}, locale.DateTime(time.ms));
}

Html DayOf(const html::Locale& locale, base::UtcTime time) {
  if (time.ms <= 0) return "–";
  return El("time", {{"datetime", base::FormatTime(time)}, {"title", locale.DateTime(time.ms)}},
            locale.ShortDate(time.ms));
}

Html HiddenField(std::string_view name, std::string_view value) {
  return html::Input({.name = name, .type = html::InputType::kHidden, .value = value});
}

Html VersionField(std::int64_t version) {
  return HiddenField("version", fmt::to_string(version));
}

TableMaker::TableMaker(std::vector<Heading> headings) : headings_(std::move(headings)) {
  for (const Heading& heading : headings_) columns_.push_back({heading.words, heading.number});
}

std::optional<std::int64_t> WholeNumber(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

std::vector<html::Choice> AllOr(const html::Locale& locale, const std::vector<std::string>& values) {
  std::vector<html::Choice> choices = {{"", locale.tr("All")}};
  for (const std::string& value : values) choices.push_back({value, value});
  return choices;
}

net::Response Download(std::string_view name, std::string_view content_type) {
  net::Response response;
  response.headers.Add("Content-Type", content_type);
  response.headers.Add("Content-Disposition", fmt::format("attachment; filename=\"{}\"", name));
  return response;
}

}  // namespace desk
