// Calendars out of any bytes. What is read must be written so that it reads back the same, and its instances
// and the answers that it might hold must be found or refused, never worse.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "calendar/instances.h"
#include "calendar/itip.h"
#include "calendar/read.h"
#include "calendar/write.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto calendar = calendar::ReadCalendar(text);
  if (!calendar.has_value()) {
    if (calendar.error().external.empty()) std::abort();
    return 0;
  }
  const std::string written = calendar::WriteCalendar(*calendar, {.keep_answered = true});
  const auto again = calendar::ReadCalendar(written);
  if (!again.has_value() || again->events != calendar->events || again->method != calendar->method)
    std::abort();
  const base::UtcTime from{1'700'000'000'000};
  const base::UtcTime to{1'800'000'000'000};
  if (calendar->events.empty() || calendar->events.size() > 20) return 0;
  static_cast<void>(
      calendar::InstancesBetween(*calendar, calendar->events[0].uid, from, to, calendar::Zone::Utc()));
  static_cast<void>(calendar::TakeAnswer(*calendar, *again, ""));
  static_cast<void>(calendar::TakeInvitation(*calendar, *again, "", ""));
  return 0;
}
