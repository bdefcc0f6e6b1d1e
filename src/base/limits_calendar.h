#pragma once
// The limits of calendars and of incoming mail; see base/limits.h.

#include <cstddef>

namespace base {

// ---- iCalendar
inline constexpr std::size_t kMaxCalendarBytes = 4u << 20;        // of one text/calendar
inline constexpr std::size_t kMaxCalendarLineBytes = 256u << 10;  // of one property, unfolded
inline constexpr std::size_t kMaxCalendarLines = 100'000;         // unfolded
inline constexpr std::size_t kMaxCalendarComponents = 10'000;     // BEGIN lines
inline constexpr std::size_t kMaxCalendarDepth = 8;               // components within components
inline constexpr std::size_t kMaxCalendarParameters = 100;        // values of parameters of one property
inline constexpr std::size_t kMaxCalendarAttendees = 5'000;       // of one event
inline constexpr std::size_t kMaxCalendarDates = 2'000;           // EXDATE and RDATE values of one event
inline constexpr std::size_t kMaxRuleValues = 400;                // values of one BY part of a rule
inline constexpr std::size_t kMaxRecurrenceInstances = 20'000;    // of one series, in one expansion
inline constexpr std::size_t kMaxRecurrencePeriods = 200'000;     // days, weeks, months or years looked at
inline constexpr std::size_t kMaxCalendarZones = 30;              // VTIMEZONE components of one calendar
inline constexpr std::size_t kMaxZoneObservances = 500;           // of one VTIMEZONE
inline constexpr std::size_t kMaxZoneRules = 40;                  // RRULEs of one VTIMEZONE
inline constexpr std::size_t kMaxZoneTransitions = 4'000;         // of one time zone

// ---- incoming mail
inline constexpr std::size_t kMaxMailBytes = 16u << 20;         // of one message
inline constexpr std::size_t kMaxMailHeaderBytes = 256u << 10;  // header of a message or of a part
inline constexpr std::size_t kMaxMailFields = 1'000;            // header fields of a message or of a part
inline constexpr std::size_t kMaxMailParts = 200;               // parts of a message, at any depth
inline constexpr std::size_t kMaxMailDepth = 10;                // multiparts within multiparts

}  // namespace base
