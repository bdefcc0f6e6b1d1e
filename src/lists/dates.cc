#include "lists/dates.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <utility>

#include "base/date.h"
#include "base/limits.h"
#include "lists/text_rules.h"

namespace lists {
namespace {

constexpr std::size_t kLongestDate = 100;  // bytes; longer text is no date

// Reads an ambiguous date in the stated order.
base::PartialDate InOrder(base::PartialDate date, DateOrder order) {
  if (date.ambiguous && order == DateOrder::kMonthFirst) std::swap(date.month, date.day);
  date.ambiguous = false;
  return date;
}

struct Span {
  base::PartialDate from;
  base::PartialDate to;
};

std::optional<Span> SplitAt(std::string_view text, std::string_view separator) {
  const std::size_t at = text.find(separator);
  if (at == std::string_view::npos) return std::nullopt;
  base::Result<base::PartialDate> from = base::ParseDate(text.substr(0, at));
  if (!from) return std::nullopt;
  base::Result<base::PartialDate> to = base::ParseDate(text.substr(at + separator.size()));
  if (!to) return std::nullopt;
  return Span{*from, *to};
}

std::optional<Span> FindSpan(std::string_view text) {
  for (std::string_view opening : {"between ", "from "}) {
    if (StartsWithIgnoringCase(text, opening)) text = Trim(text.substr(opening.size()));
  }
  static constexpr std::array<std::string_view, 6> kSeparators = {" to ", " and ", "–", "—", "-", "/"};
  for (std::string_view separator : kSeparators) {
    if (std::optional<Span> span = SplitAt(text, separator)) return span;
  }
  return std::nullopt;
}

base::Result<DateReading> ReadSpan(std::string_view text, const Span& span) {
  const int first = span.from.year;
  const int last = span.to.year;
  if (last < first) return base::Invalid(fmt::format("\"{}\" ends before it begins", Shortened(text)));
  if (last - first > base::kMaxDateRangeYears) {
    return base::Invalid(fmt::format("\"{}\" spans more than {} years (kMaxDateRangeYears)", Shortened(text),
                                     base::kMaxDateRangeYears));
  }
  DateReading reading;
  reading.circa = span.from.circa || span.to.circa;
  for (int year = first; year <= last; ++year) reading.dates.push_back(fmt::format("{:04}", year));
  return reading;
}

// "2015-03-27-04:00" (a date with a time zone, as XML has it) without the zone.
std::string_view WithoutZone(std::string_view text) {
  if (text.size() == 16 && text[4] == '-' && text[7] == '-' && (text[10] == '-' || text[10] == '+') &&
      text[13] == ':') {
    return text.substr(0, 10);
  }
  return text;
}

base::Result<DateReading> Read(std::string_view text, std::optional<DateOrder> order) {
  if (text.size() > kLongestDate) return base::Invalid(fmt::format("\"{}\" is not a date", Shortened(text)));
  text = WithoutZone(Trim(text));
  for (std::string_view word : {"approx. ", "approx "}) {
    if (!StartsWithIgnoringCase(text, word)) continue;
    base::Result<DateReading> reading = Read(text.substr(word.size()), order);
    if (reading) reading->circa = true;
    return reading;
  }
  base::Result<base::PartialDate> parsed = base::ParseDate(text);
  if (!parsed) {
    if (const std::optional<Span> span = FindSpan(text)) return ReadSpan(text, *span);
    return std::move(parsed).error();
  }
  base::PartialDate date = order ? InOrder(*parsed, *order) : *parsed;
  DateReading reading;
  reading.circa = date.circa;
  reading.ambiguous = date.ambiguous;
  if (date.ambiguous) date.month = date.day = 0;
  reading.dates.push_back(base::FormatDate(date));
  return reading;
}

}  // namespace

base::Result<DateReading> ReadDates(std::string_view text) {
  return Read(text, std::nullopt);
}

base::Result<DateReading> ReadDates(std::string_view text, DateOrder stated_order) {
  return Read(text, stated_order);
}

}  // namespace lists
