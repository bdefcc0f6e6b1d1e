#include "html/locale.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>
#include <charconv>
#include <chrono>
#include <locale>
#include <span>

#include "base/check.h"
#include "html/catalogues.inc"  // generated from po/*.po and po/worker/*.po

namespace html {
namespace {

using Messages = boost::locale::message_format<char>;

// A std::locale with nothing in it but the catalogue, because a facet's owner is a locale.
std::locale LoadCatalogue(std::string_view tag, std::string_view bytes) {
  namespace gettext = boost::locale::gnu_gettext;
  gettext::messages_info info;
  info.language = tag;
  info.encoding = "UTF-8";
  info.domains.emplace_back("manumit");
  info.paths.emplace_back("embedded");
  info.callback = [bytes](const std::string&, const std::string&) {
    return std::vector<char>(bytes.begin(), bytes.end());
  };
  return {std::locale::classic(), gettext::create_messages_facet<char>(info)};
}

// The text with each {name} replaced; {{ and }} stand for braces. A name that is not among the arguments
// stays as it is.
using Arguments = std::span<const std::pair<std::string_view, std::string_view>>;
std::string Fill(std::string_view text, Arguments arguments) {
  std::string filled;
  filled.reserve(text.size() + 32);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if ((c == '{' || c == '}') && at + 1 < text.size() && text[at + 1] == c) {
      filled += c;
      ++at;
      continue;
    }
    const std::size_t end = c == '{' ? text.find('}', at) : std::string_view::npos;
    const std::string_view name = end == std::string_view::npos ? "" : text.substr(at + 1, end - at - 1);
    const auto known = std::find_if(arguments.begin(), arguments.end(),
                                    [&](const auto& argument) { return argument.first == name; });
    if (end == std::string_view::npos || known == arguments.end()) {
      filled += c;
    } else {
      filled += known->second;
      at = end;
    }
  }
  return filled;
}

struct CivilTime {
  int year;
  unsigned month, day;
  int hour, minute;
};

CivilTime Civil(std::int64_t utc_ms) {
  using std::chrono::days, std::chrono::floor, std::chrono::milliseconds, std::chrono::minutes;
  // Years 0 to 9999; what is outside is somebody's broken clock and not worth a crash.
  constexpr std::int64_t kFirst = -62167219200000, kLast = 253402300799999;
  const std::chrono::sys_time<milliseconds> moment(milliseconds(std::clamp(utc_ms, kFirst, kLast)));
  const auto day = floor<days>(moment);
  const std::chrono::year_month_day date(day);
  const auto minute = static_cast<int>(floor<minutes>(moment - day).count());
  return {static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day()), minute / 60, minute % 60};
}

}  // namespace

struct Locale::Impl {
  std::string tag;
  std::locale owner;
  const Messages* messages = nullptr;  // of `owner`; none for English
  std::string own_name, grouping;
  bool right_to_left = false;
  std::vector<std::string> months, short_months;

  std::string_view Find(std::string_view context, std::string_view text) const {
    if (messages == nullptr || text.empty()) return text;
    const std::string id(text);
    const std::string in(context);
    const char* found = messages->get(0, in.empty() ? nullptr : in.c_str(), id.c_str());
    return found == nullptr ? text : std::string_view(found);
  }
};

struct LocaleMaker {
  static std::unique_ptr<Locale> Make(std::string tag, std::string_view catalogue);
  struct Catalogue {
    std::string_view tag, bytes;
  };
  static std::vector<std::unique_ptr<Locale>> MakeAll(std::span<const Catalogue> catalogues);
};

std::unique_ptr<Locale> LocaleMaker::Make(std::string tag, std::string_view catalogue) {
  std::unique_ptr<Locale> made(new Locale());
  const Locale& locale = *made;
  Locale::Impl& impl = *made->impl_;
  impl.tag = std::move(tag);
  if (!catalogue.empty()) {
    impl.owner = LoadCatalogue(impl.tag, catalogue);
    CHECK(std::has_facet<Messages>(impl.owner));
    impl.messages = &std::use_facet<Messages>(impl.owner);
  }
  impl.own_name = locale.ctr("this language's name for itself", "English");
  impl.right_to_left = locale.ctr("direction of writing: ltr or rtl", "ltr") == "rtl";
  impl.grouping = locale.ctr("mark between groups of three digits", ",");
  impl.months = {
      locale.ctr("month", "January"), locale.ctr("month", "February"), locale.ctr("month", "March"),
      locale.ctr("month", "April"),   locale.ctr("month", "May"),      locale.ctr("month", "June"),
      locale.ctr("month", "July"),    locale.ctr("month", "August"),   locale.ctr("month", "September"),
      locale.ctr("month", "October"), locale.ctr("month", "November"), locale.ctr("month", "December")};
  impl.short_months = {
      locale.ctr("month in a short date", "Jan"), locale.ctr("month in a short date", "Feb"),
      locale.ctr("month in a short date", "Mar"), locale.ctr("month in a short date", "Apr"),
      locale.ctr("month in a short date", "May"), locale.ctr("month in a short date", "Jun"),
      locale.ctr("month in a short date", "Jul"), locale.ctr("month in a short date", "Aug"),
      locale.ctr("month in a short date", "Sep"), locale.ctr("month in a short date", "Oct"),
      locale.ctr("month in a short date", "Nov"), locale.ctr("month in a short date", "Dec")};
  return made;
}

std::vector<std::unique_ptr<Locale>> LocaleMaker::MakeAll(std::span<const Catalogue> catalogues) {
  std::vector<std::unique_ptr<Locale>> all;
  for (const auto& [name, bytes] : catalogues) {
    std::string tag(name);
    std::replace(tag.begin(), tag.end(), '_', '-');  // pt_BR.po
    all.push_back(Make(std::move(tag), bytes));
  }
  std::sort(all.begin() + 1, all.end(), [](const auto& a, const auto& b) { return a->tag() < b->tag(); });
  return all;
}

Locale::Locale() : impl_(std::make_unique<Impl>()) {}
Locale::~Locale() = default;

std::string_view Locale::tag() const {
  return impl_->tag;
}

std::string_view Locale::own_name() const {
  return impl_->own_name;
}

bool Locale::right_to_left() const {
  return impl_->right_to_left;
}

std::string Locale::tr(std::string_view text, MessageArguments arguments) const {
  return Fill(impl_->Find({}, text), {arguments.begin(), arguments.size()});
}

std::string Locale::ctr(std::string_view context, std::string_view text, MessageArguments arguments) const {
  return Fill(impl_->Find(context, text), {arguments.begin(), arguments.size()});
}

std::string Locale::ntr(std::string_view one, std::string_view many, std::int64_t n,
                        MessageArguments arguments) const {
  std::string_view text = n == 1 ? one : many;
  if (impl_->messages != nullptr) {
    // Catalogues count in int; plural rules look at the last digits only.
    constexpr std::int64_t kEnough = 1'000'000'000;
    const std::int64_t size = std::max<std::int64_t>(n, -kEnough);
    const auto counted = static_cast<int>(size > kEnough ? kEnough + size % 1'000'000 : size);
    const char* found = impl_->messages->get(0, nullptr, std::string(one).c_str(), counted);
    if (found != nullptr) text = found;
  }
  const std::string number = Number(n);
  std::vector<std::pair<std::string_view, std::string_view>> all = {{"n", number}};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return Fill(text, all);
}

std::string Locale::Number(std::int64_t number) const {
  std::string digits = fmt::format("{}", number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, impl_->grouping);
  }
  return digits;
}

std::string Locale::Date(std::int64_t utc_ms) const {
  const CivilTime time = Civil(utc_ms);
  return ctr("date", "{day} {month} {year}",
             {{"day", fmt::format("{}", time.day)},
              {"month", impl_->months[time.month - 1]},
              {"year", fmt::format("{}", time.year)}});
}

std::string Locale::ShortDate(std::int64_t utc_ms) const {
  const CivilTime time = Civil(utc_ms);
  return ctr("short date", "{day} {month} {year}",
             {{"day", fmt::format("{}", time.day)},
              {"month", impl_->short_months[time.month - 1]},
              {"year", fmt::format("{}", time.year)}});
}

std::string Locale::DateTime(std::int64_t utc_ms) const {
  const CivilTime time = Civil(utc_ms);
  return ctr("date and time", "{date}, {time} UTC",
             {{"date", ShortDate(utc_ms)}, {"time", fmt::format("{:02}:{:02}", time.hour, time.minute)}});
}

std::string Locale::Age(std::int64_t past_ms) const {
  const std::int64_t minutes = past_ms / 60'000, hours = minutes / 60, days = hours / 24;
  if (minutes < 1) return tr("just now");
  if (hours < 1) return ntr("{n} minute", "{n} minutes", minutes);
  if (days < 1) return ntr("{n} hour", "{n} hours", hours);
  if (days < 60) return ntr("{n} day", "{n} days", days);
  if (days < 730) return ntr("{n} month", "{n} months", days / 30);
  return ntr("{n} year", "{n} years", days / 365);
}

namespace {

std::vector<const Locale*> Pointers(const std::vector<std::unique_ptr<Locale>>& owned) {
  std::vector<const Locale*> pointers;
  for (const auto& locale : owned) pointers.push_back(locale.get());
  return pointers;
}

}  // namespace

const std::vector<const Locale*>& Locales() {
  static const LocaleMaker::Catalogue kCatalogues[] = {{"en", ""}, MANUMIT_CATALOGUES};
  static const std::vector<std::unique_ptr<Locale>> owned = LocaleMaker::MakeAll(kCatalogues);
  static const std::vector<const Locale*> all = Pointers(owned);
  return all;
}

const std::vector<const Locale*>& WorkerLocales() {
  static const LocaleMaker::Catalogue kCatalogues[] = {{"en", ""}, MANUMIT_WORKER_CATALOGUES};
  static const std::vector<std::unique_ptr<Locale>> owned = LocaleMaker::MakeAll(kCatalogues);
  static const std::vector<const Locale*> all = Pointers(owned);
  return all;
}

const Locale* FindLocale(std::string_view tag) {
  std::string wanted(tag);
  for (char& c : wanted) c = c == '_' ? '-' : c;
  const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
  while (!wanted.empty()) {
    for (const Locale* locale : Locales()) {
      const std::string_view known = locale->tag();
      if (std::equal(known.begin(), known.end(), wanted.begin(), wanted.end(), same)) return locale;
    }
    const std::size_t cut = wanted.rfind('-');
    wanted.resize(cut == std::string::npos ? 0 : cut);
  }
  return nullptr;
}

namespace {

// "ko-KR;q=0.8" -> tag and weight in thousandths; 0 where it is not wanted or not readable.
std::pair<std::string_view, int> Wanted(std::string_view range) {
  const std::size_t semicolon = range.find(';');
  std::string_view tag = range.substr(0, semicolon);
  while (tag.starts_with(' ') || tag.starts_with('\t')) tag.remove_prefix(1);
  while (tag.ends_with(' ') || tag.ends_with('\t')) tag.remove_suffix(1);
  if (semicolon == std::string_view::npos) return {tag, 1000};
  const std::string_view rest = range.substr(semicolon);
  const std::size_t q = rest.find("q=");
  if (q == std::string_view::npos) return {tag, 1000};
  double weight = 0;
  const char* begin = rest.data() + q + 2;
  std::from_chars(begin, rest.data() + rest.size(), weight);
  return {tag, weight > 0 && weight <= 1 ? static_cast<int>(weight * 1000) : 0};
}

}  // namespace

const Locale& ChooseLocale(std::string_view choice, std::string_view accept_language) {
  if (const Locale* chosen = FindLocale(choice)) return *chosen;
  const Locale* best = Locales().front();
  int best_weight = 0;
  while (!accept_language.empty()) {
    const std::size_t comma = accept_language.find(',');
    const auto [tag, weight] = Wanted(accept_language.substr(0, comma));
    const Locale* known = FindLocale(tag);
    if (known != nullptr && weight > best_weight) {
      best = known;
      best_weight = weight;
    }
    accept_language.remove_prefix(comma == std::string_view::npos ? accept_language.size() : comma + 1);
  }
  return *best;
}

}  // namespace html
