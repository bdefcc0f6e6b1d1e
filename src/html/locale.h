#pragma once
// A language a page is written in: messages from the gettext catalogues po/*.po (compiled in, so the next
// language is a file, not code), numbers and dates. English is the source text. One Locale per request, never
// the process's global one.
//
//   const html::Locale& locale = html::ChooseLocale(person_choice, accept_language);
//   locale.tr("Alerts")   locale.tr("Hello, {name}", {{"name", name}})   locale.ntr("{n} alert", "{n}
//   alerts", count) locale.ctr("verb", "Open")
// xgettext collects tr:1, ntr:1,2 and ctr:1c,2; msgids with arguments are flagged python-brace-format, so
// msgfmt finds a misspelt {name}.
//
// Immutable, thread-safe, lives as long as the program. Cost: some 100 ns a message. An unknown message is
// its own source text.

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace html {

using MessageArguments = std::initializer_list<std::pair<std::string_view, std::string_view>>;

class Locale {
 public:
  ~Locale();
  Locale(const Locale&) = delete;
  Locale& operator=(const Locale&) = delete;

  std::string_view tag() const;       // "en", "ko": for <html lang>
  std::string_view own_name() const;  // "English", "한국어"
  bool right_to_left() const;

  std::string tr(std::string_view text, MessageArguments arguments = {}) const;
  // {n} is the number, grouped as the language does.
  std::string ntr(std::string_view one, std::string_view many, std::int64_t n,
                  MessageArguments arguments = {}) const;
  std::string ctr(std::string_view context, std::string_view text, MessageArguments arguments = {}) const;

  std::string Number(std::int64_t number) const;     // "12,345"
  std::string Date(std::int64_t utc_ms) const;       // "22 November 2026", "2026년 11월 22일"
  std::string ShortDate(std::int64_t utc_ms) const;  // "22 Nov 2026", "2026. 11. 22."
  std::string DateTime(std::int64_t utc_ms) const;   // "22 Nov 2026, 06:20 UTC"
  std::string Age(
      std::int64_t past_ms) const;  // "2 days", "6 hours", "just now": the time from past_ms milliseconds ago

 private:
  friend struct LocaleMaker;
  Locale();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// All languages there are, English first, then by tag.
const std::vector<const Locale*>& Locales();
// The languages of the worker's pages, whose own catalogues are po/worker/*.po; English first, then by tag.
const std::vector<const Locale*>& WorkerLocales();
// By tag ("ko", "ko-KR"), or nullptr.
const Locale* FindLocale(std::string_view tag);
// The person's own choice where there is one, else the best of an Accept-Language header, else English.
const Locale& ChooseLocale(std::string_view choice, std::string_view accept_language);

}  // namespace html
