#pragma once
// What a calendar holds: events with everything that an invitation needs (RFC 5545, 5546, 7986), as plain
// data. What is not named here is kept as it was read, in `others`.
//
//   calendar::Event event;  event.uid = "…@example.org";  event.start = ZonedDateTime({2026, 12, 1, 14},
//   "Asia/Seoul"); calendar::Calendar invitation;  invitation.method = Method::kRequest;  invitation.events =
//   {event}; const std::string text = WriteCalendar(invitation);   // write.h; VTIMEZONEs are added there
//   const Calendar back = TRY(ReadCalendar(text));        // read.h
//
// Addresses are URIs as in the file: "mailto:kim@example.org". Value types; pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "calendar/content.h"
#include "calendar/recurrence.h"
#include "calendar/time.h"
#include "calendar/zone.h"

namespace calendar {

enum class Method : std::uint8_t {
  kNone,  // a calendar that is no message
  kPublish,
  kRequest,
  kReply,
  kAdd,
  kCancel,
  kRefresh,
  kCounter,
  kDeclineCounter
};
std::string_view MethodName(Method method);  // "DECLINECOUNTER"; empty for kNone

enum class Status : std::uint8_t { kNone, kTentative, kConfirmed, kCancelled };
enum class Access : std::uint8_t { kPublic, kPrivate, kConfidential };
enum class Role : std::uint8_t { kRequired, kOptional, kChair, kInformed };
enum class Answer : std::uint8_t { kNeedsAction, kAccepted, kDeclined, kTentative, kDelegated };
enum class AttendeeKind : std::uint8_t { kIndividual, kGroup, kResource, kRoom, kUnknown };

std::string_view AnswerName(Answer answer);  // "NEEDS-ACTION"

struct Organizer {
  std::string uri;
  std::string name;     // CN
  std::string sent_by;  // SENT-BY, a URI
  std::vector<Parameter> others;
  bool operator==(const Organizer&) const = default;
};

struct Attendee {
  std::string uri;
  std::string name;
  Role role = Role::kRequired;
  Answer answer = Answer::kNeedsAction;
  bool rsvp = false;
  AttendeeKind kind = AttendeeKind::kIndividual;
  std::string sent_by;
  std::vector<Parameter> others;
  // When the answer was written (DTSTAMP of the last REPLY). Kept by the organiser; not sent.
  std::optional<base::UtcTime> answered;
  bool operator==(const Attendee&) const = default;
};

enum class AlarmAction : std::uint8_t { kDisplay, kAudio, kEmail };
struct Alarm {
  AlarmAction action = AlarmAction::kDisplay;
  std::optional<Duration> before;  // TRIGGER relative to the start, or to the end
  bool from_end = false;
  std::optional<DateTime> at;  // or at a moment, in UTC
  std::string description;
  std::vector<Property> others;
  bool operator==(const Alarm&) const = default;
};

// RFC 7986, section 5.11: how one joins from afar.
struct Conference {
  std::string uri;
  std::vector<std::string> features;  // "VIDEO", "AUDIO", "PHONE", "CHAT"
  std::string label;
  std::string language;
  bool operator==(const Conference&) const = default;
};

struct Event {
  std::string uid;
  base::UtcTime stamp;  // DTSTAMP; whole seconds
  std::optional<DateTime> start;
  std::optional<DateTime> end;  // exclusive; or a duration, or neither
  std::optional<Duration> duration;
  std::int64_t sequence = 0;
  Status status = Status::kNone;
  std::optional<Organizer> organizer;
  std::vector<Attendee> attendees;
  std::string summary, description, location, url, comment, color;
  std::vector<std::string> categories;
  Access access = Access::kPublic;
  bool transparent = false;  // does not make busy
  std::optional<Rule> rule;
  std::vector<DateTime> more_dates;     // RDATE, without periods
  std::vector<DateTime> without_dates;  // EXDATE
  std::optional<DateTime> recurrence_id;
  bool this_and_future = false;  // RANGE=THISANDFUTURE
  std::vector<Conference> conferences;
  std::vector<Alarm> alarms;
  std::optional<base::UtcTime> created, modified;
  std::vector<Property> others;
  std::vector<Component> other_components;
  bool operator==(const Event&) const = default;
};

// A VTIMEZONE that came with the calendar.
struct SentZone {
  std::string tzid;
  std::vector<Observance> observances;
  bool operator==(const SentZone&) const = default;
};

struct Calendar {
  std::string product;  // PRODID
  Method method = Method::kNone;
  std::string name, description, color, url;  // RFC 7986
  std::optional<Duration> refresh_interval;
  std::vector<Event> events;
  std::vector<SentZone> zones;
  std::vector<Property> others;
  std::vector<Component> other_components;
  bool operator==(const Calendar&) const = default;
};

// The time zones of a calendar by TZID: an IANA name is that zone, whatever VTIMEZONE came with it (its
// sender's may be old); else the VTIMEZONE that came; else a Windows name; else an IANA name at the end of a
// longer TZID ("/citadel.org/20210210_1/Europe/Paris"). Not thread-safe: keeps what it opened.
class Zones {
 public:
  explicit Zones(const std::vector<SentZone>& sent) : sent_(&sent) {}
  // Errors: kInvalid, naming the TZID.
  base::Result<Zone> Find(const std::string& tzid);
  // The moment of a date-time; dates and floating times as in `here`. Errors: those of Find.
  base::Result<base::UtcTime> ToUtc(const DateTime& time, const Zone& here);

 private:
  base::Result<Zone> Open(const std::string& tzid) const;

  const std::vector<SentZone>* sent_;
  std::vector<std::pair<std::string, Zone>> opened_;
};

// The end of an event that has neither DTEND nor DURATION is its start, or the next day of a date
// (section 3.6.1). Nothing without DTSTART. In the form of the start.
std::optional<DateTime> EndOf(const Event& event);

std::string_view MailAddressOf(std::string_view uri);            // empty where it is no "mailto:"
bool SameAddress(std::string_view uri, std::string_view other);  // whatever the case
// The attendee with that URI; null where there is none.
const Attendee* FindAttendee(const Event& event, std::string_view uri);
Attendee* FindAttendee(Event& event, std::string_view uri);

}  // namespace calendar
