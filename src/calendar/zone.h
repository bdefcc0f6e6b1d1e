#pragma once
// Time zones: by IANA name with the rules of data/zones/zones.tsv (decision 0010), or by the observances of a
// VTIMEZONE that somebody sent. What is known: the years 1970 to 2100; before and after, nothing changes.
// Local times become moments as RFC 5545, section 3.3.5, says: a time that the clock shows twice is the first
// of the two; a time that the clock jumps over is read with the offset before the jump. Value type, cheap to
// copy; pure; thread-safe. Opening a zone costs some 10 µs, a conversion less than 1 µs.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "calendar/recurrence.h"
#include "calendar/time.h"

namespace calendar {

// From `at` on, clocks are `to` seconds east of UTC; before, `from`.
struct Transition {
  base::UtcTime at;
  std::int64_t from = 0;
  std::int64_t to = 0;
  bool daylight = false;  // summer time begins
  std::string name;       // of the time that begins: "CEST", "GMT+9"
  bool operator==(const Transition&) const = default;
};

// STANDARD or DAYLIGHT of a VTIMEZONE.
struct Observance {
  bool daylight = false;
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::string name;
  LocalTime start;  // on the clock before the change
  std::optional<Rule> rule;
  std::vector<LocalTime> dates;
  bool operator==(const Observance&) const = default;
};

class Zone {
 public:
  // How often a clock there shows a time.
  enum class Shown : std::uint8_t { kOnce, kTwice, kNever };

  static Zone Utc();
  // Errors: kNotFound for what is no IANA name ("GMT+9", "PST" and Windows' names are none).
  static base::Result<Zone> Named(std::string_view iana);
  // Windows' own name ("Korea Standard Time"), as Outlook and Exchange write it; by CLDR's table, which ICU
  // has. Errors: kNotFound.
  static base::Result<Zone> NamedByWindows(std::string_view name);
  // Errors: kInvalid (no observance), kTooLarge.
  static base::Result<Zone> FromObservances(std::string name, std::vector<Observance> observances);

  const std::string& name() const;
  std::int64_t OffsetAt(base::UtcTime time) const;  // seconds east of UTC
  LocalTime ToLocal(base::UtcTime time) const;
  base::UtcTime ToUtc(const LocalTime& local) const;
  Shown HowOften(const LocalTime& local) const;
  // The changes after `after` and not after `until`, in order; at most `max`. And the last one not after
  // `time`.
  std::vector<Transition> Transitions(base::UtcTime after, base::UtcTime until, std::size_t max) const;
  std::optional<Transition> LastTransition(base::UtcTime time) const;
  std::string ShortName(base::UtcTime time) const;  // what clocks are called there then: "KST", "GMT+9"

  struct Impl;

 private:
  explicit Zone(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

  std::shared_ptr<const Impl> impl_;
};

// All IANA names that Zone::Named takes, ordered.
const std::vector<std::string>& ZoneNames();
// Whether it is one more name of another zone: an older one ("Asia/Saigon"), or a place that keeps the time
// of another ("Europe/Vatican").
bool IsOtherZoneName(std::string_view iana);

}  // namespace calendar
