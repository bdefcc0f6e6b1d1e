#include "calendar/event.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/event_names.h"

namespace calendar {

std::string_view MethodName(Method method) {
  return NameIn(kMethodNames, method);
}

std::string_view AnswerName(Answer answer) {
  return NameIn(kAnswerNames, answer);
}

base::Result<Zone> Zones::Open(const std::string& tzid) const {
  auto by_name = Zone::Named(tzid);
  if (by_name.has_value()) return by_name;
  for (const SentZone& zone : *sent_) {
    if (zone.tzid == tzid) return Zone::FromObservances(tzid, zone.observances);
  }
  auto by_windows = Zone::NamedByWindows(tzid);
  if (by_windows.has_value()) return by_windows;
  for (std::size_t slash = tzid.find('/'); slash != std::string::npos; slash = tzid.find('/', slash + 1)) {
    auto by_end = Zone::Named(std::string_view(tzid).substr(slash + 1));
    if (by_end.has_value() && tzid.find('/', slash + 1) != std::string::npos) return by_end;
  }
  return base::Invalid(fmt::format("the time zone \"{}\" is neither known nor sent along", tzid));
}

base::Result<Zone> Zones::Find(const std::string& tzid) {
  const auto found =
      std::find_if(opened_.begin(), opened_.end(), [&](const auto& pair) { return pair.first == tzid; });
  if (found != opened_.end()) return found->second;
  Zone zone = TRY(Open(tzid));
  opened_.emplace_back(tzid, zone);
  return zone;
}

base::Result<base::UtcTime> Zones::ToUtc(const DateTime& time, const Zone& here) {
  if (time.form == TimeForm::kUtc) return FromUtcLocal(time.local);
  if (time.form != TimeForm::kZoned) return here.ToUtc(time.local);
  const Zone zone = TRY(Find(time.zone));
  return zone.ToUtc(time.local);
}

std::optional<DateTime> EndOf(const Event& event) {
  if (event.end || !event.start) return event.end;
  DateTime end = *event.start;
  std::int64_t seconds = SecondsOf(end.local);
  if (event.duration) {
    const std::int64_t length = event.duration->days * 86'400 + event.duration->seconds;
    seconds += event.duration->negative ? 0 : length;
  } else if (end.form == TimeForm::kDate) {
    seconds += 86'400;
  }
  end.local = FromSeconds(seconds);
  return end;
}

std::string_view MailAddressOf(std::string_view uri) {
  constexpr std::string_view kScheme = "mailto:";
  if (uri.size() <= kScheme.size() || !SameAscii(uri.substr(0, kScheme.size()), kScheme)) return {};
  return uri.substr(kScheme.size());
}

bool SameAddress(std::string_view uri, std::string_view other) {
  return !uri.empty() && SameAscii(uri, other);
}

const Attendee* FindAttendee(const Event& event, std::string_view uri) {
  const auto found = std::find_if(event.attendees.begin(), event.attendees.end(),
                                  [&](const Attendee& a) { return SameAddress(a.uri, uri); });
  return found == event.attendees.end() ? nullptr : &*found;
}

Attendee* FindAttendee(Event& event, std::string_view uri) {
  return const_cast<Attendee*>(
      FindAttendee(static_cast<const Event&>(event), uri));  // NOLINT: ours to change
}

}  // namespace calendar
