#include "voice/worker/outside.h"

#include <unicode/locid.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/check.h"
#include "embed/help_services.h"
#include "html/components.h"
#include "text/tsv.h"

namespace voice::worker {
namespace {

constexpr std::array<std::string_view, 9> kKinds = {"emergency",
                                                    "police",
                                                    "trafficking_hotline",
                                                    "migrant_helpline",
                                                    "labour_inspectorate",
                                                    "women_helpline",
                                                    "child_helpline",
                                                    "human_rights_commission",
                                                    "union"};

std::size_t RankOf(std::string_view kind) {
  return static_cast<std::size_t>(std::find(kKinds.begin(), kKinds.end(), kind) - kKinds.begin());
}

std::string KindWords(const Page& page, std::string_view kind) {
  if (kind == "emergency") return page.tr("Emergency");
  if (kind == "police") return page.tr("Police");
  if (kind == "trafficking_hotline") return page.tr("Help for people who are held or sold");
  if (kind == "migrant_helpline") return page.tr("Help for migrants");
  if (kind == "labour_inspectorate") return page.tr("Labour office");
  if (kind == "women_helpline") return page.tr("Help for women");
  if (kind == "child_helpline") return page.tr("Help for children");
  if (kind == "human_rights_commission") return page.tr("Human rights office");
  return page.tr("Union");
}

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::vector<Service> ReadServices() {
  std::vector<Service> services;
  text::ForEachRow(embedded::help_services(), [&](const std::vector<std::string_view>& row) {
    CHECK(row.size() >= 11);
    services.push_back({.country = Lower(std::string(row[0])),
                        .kind = std::string(row[1]),
                        .name = std::string(row[2]),
                        .own_name = std::string(row[3]),
                        .own_language = std::string(row[10]),
                        .phone = std::string(row[4]),
                        .languages = std::string(row[5]),
                        .hours = std::string(row[6]),
                        .free = std::string(row[7])});
    CHECK(RankOf(services.back().kind) < kKinds.size());
  });
  std::stable_sort(services.begin(), services.end(), [](const Service& a, const Service& b) {
    return std::pair(a.country, RankOf(a.kind)) < std::pair(b.country, RankOf(b.kind));
  });
  return services;
}

html::Html Line(const Page& page, const Service& service) {
  std::string digits;
  for (const char c : service.phone)
    if (c == '+' || (c >= '0' && c <= '9')) digits += c;
  const std::string& name = service.own_name.empty() ? service.name : service.own_name;
  html::Html line =
      html::Join(html::El("a", {html::Href("tel:" + digits), {"dir", "ltr"}}, service.phone), " ",
                 KindWords(page, service.kind), ": ",
                 html::El("bdi", {html::Lang(service.own_name.empty() ? "en" : service.own_language)}, name));
  if (!service.hours.empty()) line.Add(html::El("span", {{"class", "muted"}}, " · " + service.hours));
  return html::El("li", line);
}

}  // namespace

std::span<const Service> Services() {
  static const std::vector<Service> services = ReadServices();
  return services;
}

std::vector<std::string> ServiceCountries() {
  std::vector<std::string> countries;
  for (const Service& service : Services())
    if (countries.empty() || countries.back() != service.country) countries.push_back(service.country);
  return countries;
}

std::string CountryName(const Page& page, std::string_view country) {
  const icu::Locale place("", std::string(country).c_str());
  icu::UnicodeString name;
  place.getDisplayCountry(icu::Locale(page.tag() == "tl" ? "fil" : page.tag().c_str()), name);
  std::string utf8;
  name.toUTF8String(utf8);
  return utf8;
}

html::Html ServiceLines(const Page& page, std::string_view country, bool only_emergency) {
  html::Html lines;
  for (const Service& service : Services()) {
    if (service.country != country) continue;
    if (only_emergency && service.kind != "emergency" && service.kind != "police") continue;
    lines.Add(Line(page, service));
  }
  return lines.empty() ? html::Html() : html::El("ul", {{"class", "phones"}}, lines);
}

html::Html AllServices(const Page& page, const std::vector<std::string>& first, bool only_emergency) {
  html::Html all;
  for (const std::string& country : first) {
    const html::Html lines = ServiceLines(page, country, only_emergency);
    if (!lines.empty()) all.Add(html::Join(html::El("h2", CountryName(page, country)), lines));
  }
  std::vector<std::pair<std::string, std::string>> others;  // name, code
  for (const std::string& country : ServiceCountries())
    if (std::find(first.begin(), first.end(), country) == first.end())
      others.emplace_back(CountryName(page, country), country);
  std::sort(others.begin(), others.end());
  for (const auto& [name, country] : others)
    all.Add(html::Closed(name, ServiceLines(page, country, only_emergency)));
  return all;
}

}  // namespace voice::worker
