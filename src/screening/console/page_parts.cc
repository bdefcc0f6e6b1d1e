#include "screening/console/page_parts.h"

#include <fmt/format.h>

#include <charconv>

#include "html/names.h"
#include "net/forms.h"
#include "screening/record_view.h"

namespace screening {

namespace {

using html::El;
using html::Html;

constexpr std::string_view kUsualSchemas[] = {"LegalEntity", "Company",    "Organization", "Person",
                                              "Facility",    "PublicBody", "Vessel",       "Airplane"};

}  // namespace

std::string PartyHref(const PartyId& id) {
  return "/parties/" + id.text();
}

std::string ImportHref(const ImportId& id) {
  return "/imports/" + id.text();
}

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

Html PartyLink(const Party& party) {
  const std::string_view head = HeadName(party.entity);
  Html link = LinkTo(PartyHref(party.id), html::Value(head));
  if (head != party.entity.caption)
    link.Add(El("span", {{"class", "muted small"}}, " ", html::Value(party.entity.caption)));
  return link;
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

std::vector<html::Choice> SchemaChoices(const html::Locale& locale) {
  std::vector<html::Choice> choices;
  for (const std::string_view name : kUsualSchemas)
    choices.push_back({std::string(name), locale.tr(entity::SchemaNamed(name).label())});
  return choices;
}

std::vector<html::Choice> AllOr(const html::Locale& locale, const std::vector<std::string>& values) {
  std::vector<html::Choice> choices = {{"", locale.tr("All")}};
  for (const std::string& value : values) choices.push_back({value, value});
  return choices;
}

std::vector<html::Choice> CountryChoices(const html::Locale& locale, const std::vector<std::string>& codes) {
  std::vector<html::Choice> choices = {{"", locale.tr("All")}};
  for (const std::string& code : codes) choices.push_back({code, std::string(entity::CountryName(code))});
  return choices;
}

net::Response Download(std::string_view name, std::string_view content_type) {
  net::Response response;
  response.headers.Add("Content-Type", content_type);
  response.headers.Add("Content-Disposition", fmt::format("attachment; filename=\"{}\"", name));
  return response;
}

}  // namespace screening
