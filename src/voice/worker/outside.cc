#include "voice/worker/outside.h"

#include <unicode/locid.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/check.h"
#include "embed/help_services.h"
#include "html/components.h"
#include "text/tsv.h"
#include "voice/worker/parts.h"

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
                        .free = std::string(row[7]),
                        .checked = std::string(row[9])});
    CHECK(RankOf(services.back().kind) < kKinds.size());
  });
  std::stable_sort(services.begin(), services.end(), [](const Service& a, const Service& b) {
    return std::pair(a.country, RankOf(a.kind)) < std::pair(b.country, RankOf(b.kind));
  });
  return services;
}

std::vector<std::string_view> PartsOf(std::string_view text, std::string_view between) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(between), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + between.size(), text.size()));
  }
  return parts;
}

std::optional<int> WeekdayIn(std::string_view word) {
  constexpr std::array<std::string_view, 7> kWords = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  const auto known = std::find(kWords.begin(), kWords.end(), word);
  if (known == kWords.end()) return std::nullopt;
  return static_cast<int>(known - kWords.begin());
}

bool IsTime(std::string_view word) {
  const auto digit = [&](std::size_t at) { return word[at] >= '0' && word[at] <= '9'; };
  return word.size() == 5 && word[2] == ':' && digit(0) && digit(1) && digit(3) && digit(4);
}

// "Mon-Fri 09:00-22:00" or "Sat 09:00-12:00".
std::optional<std::string> SpanWords(const Page& page, std::string_view span) {
  const std::vector<std::string_view> halves = PartsOf(span, " ");
  if (halves.size() != 2) return std::nullopt;
  const std::vector<std::string_view> days = PartsOf(halves[0], "-"), times = PartsOf(halves[1], "-");
  if (days.empty() || days.size() > 2 || times.size() != 2) return std::nullopt;
  const std::optional<int> first = WeekdayIn(days.front()), last = WeekdayIn(days.back());
  if (!first || !last || !IsTime(times[0]) || !IsTime(times[1])) return std::nullopt;
  std::string day = WeekdayWords(page, *first);
  if (days.size() == 2) day += "–" + WeekdayWords(page, *last);
  const std::string time = page.tr("{low} to {high}", {{"low", times[0]}, {"high", times[1]}});
  return page.tr("{day} {time}", {{"day", day}, {"time", time}});
}

// A language's name for itself.
std::string OwnName(std::string_view tag) {
  for (const html::Locale* locale : html::WorkerLocales())
    if (locale->tag() == tag) return std::string(locale->own_name());
  const icu::Locale language(std::string(tag).c_str());
  icu::UnicodeString name;
  language.getDisplayLanguage(language, name);
  std::string utf8;
  name.toUTF8String(utf8);
  return utf8;
}

// That of the page first: whether she is understood there is what she looks for.
html::Html LanguageNames(const Page& page, const Service& service) {
  std::vector<std::string_view> tags = PartsOf(service.languages, " ");
  std::stable_partition(tags.begin(), tags.end(), [&](std::string_view tag) { return tag == page.tag(); });
  html::Html names;
  for (const std::string_view tag : tags) {
    if (!names.empty()) names.Add(html::Join(", "));
    names.Add(html::El("bdi", {html::Lang(tag)}, OwnName(tag)));
  }
  return names;
}

}  // namespace

std::string HoursWords(const Page& page, std::string_view hours) {
  if (hours == "24/7") return page.tr("Day and night");
  std::string all;
  for (const std::string_view span : PartsOf(hours, "; ")) {
    const std::optional<std::string> words = SpanWords(page, span);
    if (!words) return std::string(hours);
    all += (all.empty() ? "" : "; ") + *words;
  }
  return all;
}

html::Html ServiceLine(const Page& page, const Service& service) {
  std::string digits;
  for (const char c : service.phone)
    if (c == '+' || (c >= '0' && c <= '9')) digits += c;
  const std::string& name = service.own_name.empty() ? service.name : service.own_name;
  html::Html line =
      html::Join(html::El("a", {html::Href("tel:" + digits), {"dir", "ltr"}}, service.phone), " ",
                 KindWords(page, service.kind), ": ",
                 html::El("bdi", {html::Lang(service.own_name.empty() ? "en" : service.own_language)}, name));
  html::Html more;
  const auto add = [&](const html::Html& fact) { more.Add(html::Join(" · ", fact)); };
  if (!service.hours.empty()) add(html::El("bdi", HoursWords(page, service.hours)));
  if (service.free == "yes") add(html::Join(page.tr("The call is free.")));
  if (service.free == "no") add(html::Join(page.tr("The call costs money.")));
  if (!service.languages.empty()) add(LanguageNames(page, service));
  if (service.checked.empty()) add(html::Join(page.tr("Not yet checked by a person.")));
  if (!more.empty()) line.Add(html::El("span", {{"class", "muted"}}, more));
  return html::El("li", line);
}

html::Html NumbersNote(const Page& page) {
  return html::El("p", {{"class", "muted"}}, page.tr("These numbers may have changed."));
}

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
    lines.Add(ServiceLine(page, service));
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
