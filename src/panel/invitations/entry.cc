#include "panel/invitations/entry.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/check.h"
#include "calendar/messages.h"
#include "calendar/read.h"
#include "calendar/write.h"
#include "panel/invitations/days.h"
#include "panel/sessions/access.h"

namespace panel::invitations {
namespace {

using calendar::Event;

constexpr std::size_t kMaxDescriptionBytes = 4'000;

std::int64_t LengthOf(const Event& event) {
  const auto end = calendar::EndOf(event);
  return end && event.start ? calendar::SecondsOf(end->local) - calendar::SecondsOf(event.start->local) : 0;
}

calendar::DateTime Later(calendar::DateTime time, std::int64_t seconds) {
  time.local = calendar::FromSeconds(calendar::SecondsOf(time.local) + seconds);
  return time;
}

// One day of the series as an event of its own, at the series' hours.
Event DayOfSeries(const Event& series, const calendar::DateTime& id) {
  Event day = series;
  day.rule.reset();
  day.without_dates.clear();
  day.recurrence_id = id;
  day.start = id;
  day.end = Later(id, LengthOf(series));
  return day;
}

struct Hours {
  bool cancelled = false;
  calendar::DateTime start;
  calendar::DateTime end;
  bool operator==(const Hours&) const = default;
};
using DayMap =
    std::map<std::string, std::pair<calendar::DateTime, Hours>>;  // by the text of the planned start

// What differs from the series' hours.
DayMap ChangedDays(const calendar::Calendar& calendar) {
  DayMap days;
  const Event& series = SeriesOf(calendar);
  for (const calendar::DateTime& id : series.without_dates)
    days[calendar::FormatDateTime(id)] = {id, {true, id, id}};
  for (const Event& event : calendar.events) {
    if (!event.recurrence_id || !event.start || !event.end) continue;
    const Event planned = DayOfSeries(series, *event.recurrence_id);
    if (event.start == planned.start && event.end == planned.end) continue;
    days[calendar::FormatDateTime(*event.recurrence_id)] = {*event.recurrence_id,
                                                            {false, *event.start, *event.end}};
  }
  return days;
}

const Event* DayIn(const calendar::Calendar& calendar, const calendar::DateTime& id) {
  for (const Event& event : calendar.events)
    if (event.recurrence_id == id) return &event;
  return nullptr;
}

bool IsSameTime(const Event& a, const Event& b) {
  return a.start == b.start && calendar::EndOf(a) == calendar::EndOf(b) && a.rule == b.rule;
}
bool IsSameEvent(const Event& a, const Event& b) {
  return a.summary == b.summary && a.location == b.location && a.conferences == b.conferences;
}
bool IsSameText(const Event& a, const Event& b) {
  return a.description == b.description && a.url == b.url && a.access == b.access &&
         a.attendees.size() == b.attendees.size() && !a.attendees.empty() &&
         a.attendees[0].uri == b.attendees[0].uri && a.attendees[0].name == b.attendees[0].name &&
         a.attendees[0].role == b.attendees[0].role;
}

// The attendee as `to` has her, with what she answered before.
void CarryAnswer(const Event& from, Event& to) {
  if (from.attendees.empty() || to.attendees.empty()) return;
  to.attendees[0].answer = from.attendees[0].answer;
  to.attendees[0].answered = from.attendees[0].answered;
  if (to.attendees[0].answer != calendar::Answer::kNeedsAction) to.attendees[0].rsvp = false;
}

void Accept(calendar::Calendar& calendar) {
  for (Event& event : calendar.events) {
    if (event.attendees.empty()) continue;
    event.attendees[0].answer = calendar::Answer::kAccepted;
    event.attendees[0].rsvp = false;
  }
}

calendar::Calendar Message(calendar::Method method) {
  calendar::Calendar message;
  message.product = kProduct;
  message.method = method;
  return message;
}

// Single days that changed while the series stays: `revision.sent` is as before and becomes as wanted.
void ReviseDays(Revision& revision, const calendar::Calendar& wanted, base::UtcTime now) {
  const DayMap before = ChangedDays(revision.sent);
  const DayMap after = ChangedDays(wanted);
  DayMap all = before;
  all.insert(after.begin(), after.end());
  calendar::Calendar request = Message(calendar::Method::kRequest);
  calendar::Calendar cancel = Message(calendar::Method::kCancel);
  for (const auto& [name, entry] : all) {
    const calendar::DateTime id = entry.first;
    const auto was = before.find(name);
    const auto is = after.find(name);
    const bool same = was != before.end() && is != after.end() && was->second.second == is->second.second;
    if (same) continue;
    if (request.events.empty() && cancel.events.empty()) ++revision.sequence;
    const Event* known = DayIn(revision.sent, id);
    Event day = known != nullptr ? *known : DayOfSeries(SeriesOf(revision.sent), id);
    std::erase_if(revision.sent.events, [&](const Event& event) { return event.recurrence_id == id; });
    Event& series = *std::find_if(revision.sent.events.begin(), revision.sent.events.end(),
                                  [](const Event& event) { return !event.recurrence_id; });
    std::erase(series.without_dates, id);
    if (is != after.end() && is->second.second.cancelled) {
      series.without_dates.push_back(id);
      day.sequence = revision.sequence - 1;
      cancel.events.push_back(calendar::CancelOf(day, now, {}).events[0]);
      continue;
    }
    const Event* moved = DayIn(wanted, id);
    Event next = moved != nullptr ? *moved : DayOfSeries(SeriesOf(wanted), id);
    next.uid = series.uid;
    next.organizer = series.organizer;
    next.sequence = revision.sequence;
    next.stamp = now;
    revision.sent.events.push_back(next);
    request.events.push_back(std::move(next));
  }
  if (!request.events.empty()) revision.messages.push_back(calendar::RequestFor(request, now));
  if (!cancel.events.empty()) revision.messages.push_back(std::move(cancel));
  revision.says_something = !revision.messages.empty();
}

// Days of the old state that are as they were keep what was answered for them.
void CarryDays(const calendar::Calendar& before, calendar::Calendar& after) {
  const DayMap gone = ChangedDays(after);
  const Event series = SeriesOf(after);
  for (const Event& old : before.events) {
    if (!old.recurrence_id) continue;
    Event* const known = const_cast<Event*>(DayIn(after, *old.recurrence_id));
    if (known != nullptr) {
      if (known->start == old.start && known->end == old.end) CarryAnswer(old, *known);
      continue;
    }
    if (gone.contains(calendar::FormatDateTime(*old.recurrence_id))) continue;
    Event day = DayOfSeries(series, *old.recurrence_id);
    if (old.start != day.start || old.end != day.end) continue;
    CarryAnswer(old, day);
    // The same as for all days needs no words of its own.
    if (!day.attendees.empty() && day.attendees[0].answer == series.attendees.at(0).answer) continue;
    after.events.push_back(std::move(day));
  }
}

calendar::Role RoleOf(ParticipantRole role) {
  if (role == ParticipantRole::kChair || role == ParticipantRole::kCoChair) return calendar::Role::kChair;
  return role == ParticipantRole::kObserver ? calendar::Role::kOptional : calendar::Role::kRequired;
}

std::string SummaryOf(const html::Locale& locale, const EntryFacts& facts) {
  const std::string_view title = WordOf(facts.words, "title");
  return facts.session.closed() || title.empty() ? locale.tr("Session of the panel") : std::string(title);
}

void AddWords(const html::Locale& locale, const EntryFacts& facts, Event& event) {
  event.summary = SummaryOf(locale, facts);
  event.description = facts.url;
  event.url = facts.url;
  if (facts.session.closed()) {
    event.access = calendar::Access::kPrivate;
    return;
  }
  const std::string_view about = WordOf(facts.words, "summary");
  if (!about.empty())
    event.description = CutText(about, kMaxDescriptionBytes) + (facts.url.empty() ? "" : "\n\n") + facts.url;
  event.location = facts.session.in_room ? std::string(WordOf(facts.words, "place")) : locale.tr("Online");
  const std::string_view link = WordOf(facts.words, "link");
  if (!link.empty() && facts.session.online && facts.participant.state == ParticipantState::kComing)
    event.conferences = {{std::string(link), {"VIDEO", "AUDIO"}, locale.tr("Join online"), {}}};
}

}  // namespace

const Event& SeriesOf(const calendar::Calendar& sent) {
  const auto found = std::find_if(sent.events.begin(), sent.events.end(),
                                  [](const Event& event) { return !event.recurrence_id; });
  CHECK(found != sent.events.end());
  return *found;
}

Event DayAs(const calendar::Calendar& sent, const calendar::DateTime& id) {
  const Event* const known = DayIn(sent, id);
  return known != nullptr ? *known : DayOfSeries(SeriesOf(sent), id);
}

base::UtcTime PlannedEnd(const PanelSession& session) {
  const std::vector<SessionDay> days = PlannedDays(session);
  return days.empty() ? session.ends : days[0].ends;
}

calendar::DateTime TimeIn(const std::string& zone, base::UtcTime time) {
  const auto opened = calendar::Zone::Named(zone);
  if (zone == "UTC" || !opened) return calendar::UtcDateTime(time);
  return calendar::ZonedDateTime(opened->ToLocal(time), zone);
}

std::string CutText(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
  return std::string(text.substr(0, end));
}

calendar::Calendar EntryOf(const html::Locale& locale, const EntryFacts& facts) {
  const PanelSession& session = facts.session;
  calendar::Calendar entry;
  entry.product = kProduct;
  Event event;
  event.uid = kNoUid;
  event.start = TimeIn(session.zone, session.starts);
  event.end = TimeIn(session.zone, facts.days.empty() ? session.ends : PlannedEnd(session));
  if (!facts.days.empty()) {
    calendar::Rule rule;
    rule.frequency = calendar::Frequency::kDaily;
    rule.count = static_cast<int>(facts.days.size());
    event.rule = rule;
  }
  event.status = calendar::Status::kConfirmed;
  event.organizer = facts.organizer;
  AddWords(locale, facts, event);
  calendar::Attendee attendee;
  attendee.uri = "mailto:" + facts.address;
  attendee.name = facts.name;
  attendee.role = RoleOf(facts.participant.role);
  attendee.rsvp = facts.takes_answers;
  event.attendees = {attendee};
  for (const SessionDay& day : facts.days)
    if (day.state == DayState::kCancelled) event.without_dates.push_back(TimeIn(session.zone, day.planned));
  entry.events.push_back(event);
  for (const SessionDay& day : facts.days) {
    if (day.state != DayState::kMoved) continue;
    Event moved = DayOfSeries(event, TimeIn(session.zone, day.planned));
    moved.start = TimeIn(session.zone, day.starts);
    moved.end = TimeIn(session.zone, day.ends);
    entry.events.push_back(std::move(moved));
  }
  // As it would be read back from the store, so that equal ones compare equal.
  const auto read = calendar::ReadCalendar(calendar::WriteCalendar(entry));
  CHECK(read.has_value());
  return *read;
}

Revision FirstOf(const calendar::Calendar& wanted, const std::string& uid, std::int64_t sequence,
                 bool accepts, base::UtcTime now) {
  Revision revision;
  revision.sent = wanted;
  revision.sequence = sequence;
  if (accepts) Accept(revision.sent);
  for (Event& event : revision.sent.events) {
    event.uid = uid;
    event.sequence = sequence;
    event.stamp = now;
  }
  revision.is_new_time = true;
  revision.says_something = true;
  revision.messages.push_back(calendar::RequestFor(revision.sent, now));
  return revision;
}

Revision Revise(const calendar::Calendar& sent, std::int64_t sequence, const calendar::Calendar& wanted,
                bool accepts, base::UtcTime now) {
  const Event& old = SeriesOf(sent);
  const Event& next = SeriesOf(wanted);
  Revision revision;
  revision.sent = sent;
  revision.sequence = sequence;
  revision.is_new_time = !IsSameTime(old, next);
  const bool higher = revision.is_new_time || !IsSameEvent(old, next);
  const bool whole = higher || !IsSameText(old, next);
  const bool says_yes = accepts && (revision.is_new_time || old.attendees.empty() ||
                                    old.attendees[0].answer != calendar::Answer::kAccepted);
  if (!whole) ReviseDays(revision, wanted, now);
  if (!whole && !says_yes) return revision;
  const bool days_changed = !revision.messages.empty();
  calendar::Calendar all = whole ? wanted : revision.sent;
  revision.messages.clear();
  if (whole && !revision.is_new_time) {
    for (Event& event : all.events)
      if (!event.recurrence_id) CarryAnswer(old, event);
    CarryDays(sent, all);
  }
  if (says_yes) Accept(all);
  if (higher || (whole && ChangedDays(sent) != ChangedDays(all))) ++revision.sequence;
  const bool raised = revision.sequence != sequence;
  for (Event& event : all.events) {
    const Event* known = event.recurrence_id ? DayIn(sent, *event.recurrence_id) : &old;
    event.uid = old.uid;
    event.organizer = old.organizer;
    event.sequence = raised || known == nullptr ? revision.sequence : known->sequence;
    event.stamp = now;
  }
  revision.sent = std::move(all);
  revision.says_something = whole || days_changed;
  revision.messages.push_back(calendar::RequestFor(revision.sent, now));
  return revision;
}

calendar::Calendar CancelAll(const calendar::Calendar& sent, std::int64_t sequence, base::UtcTime now) {
  Event event = SeriesOf(sent);
  event.sequence = sequence;
  calendar::Calendar cancel = calendar::CancelOf(event, now, {});
  cancel.product = kProduct;
  return cancel;
}

}  // namespace panel::invitations
