#include "calendar/instances.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_calendar.h"

namespace calendar {

namespace {

const Event* MasterOf(const Calendar& calendar, std::string_view uid) {
  for (const Event& event : calendar.events) {
    if (event.uid == uid && !event.recurrence_id && event.start) return &event;
  }
  return nullptr;
}

class Expander {
 public:
  Expander(const Calendar& calendar, std::string_view uid, const Zone& here)
      : calendar_(calendar), uid_(uid), here_(here), zones_(calendar.zones) {}

  base::Result<std::vector<Instance>> Between(base::UtcTime from, base::UtcTime to) {
    std::vector<Instance> found;
    if (const Event* const master = MasterOf(calendar_, uid_)) found = TRY(OfSeries(*master, to));
    for (const Event& event : calendar_.events) {
      if (event.uid == uid_ && event.recurrence_id) TRY(PutChanged(event, found));
    }
    std::erase_if(found,
                  [&](const Instance& i) { return i.start >= to || (i.end <= from && i.start != from); });
    std::stable_sort(found.begin(), found.end(),
                     [](const Instance& a, const Instance& b) { return a.start < b.start; });
    return found;
  }

 private:
  base::Result<Zone> ZoneOf(const DateTime& time) {
    if (time.form == TimeForm::kUtc) return Zone::Utc();
    if (time.form == TimeForm::kZoned) return zones_.Find(time.zone);
    return here_;
  }

  base::Result<Instance> Make(const Event& event, const DateTime& start, const DateTime& id) {
    const Zone zone = TRY(ZoneOf(start));
    Instance instance{zone.ToUtc(start.local), {}, id, &event};
    if (event.end) {
      const base::UtcTime first = TRY(zones_.ToUtc(*event.start, here_));
      const base::UtcTime last = TRY(zones_.ToUtc(*event.end, here_));
      instance.end = {instance.start.ms + (last.ms - first.ms)};
      if (start.form == TimeForm::kDate) {  // whole days, however long they are
        const std::int64_t length = SecondsOf(event.end->local) - SecondsOf(event.start->local);
        instance.end = zone.ToUtc(FromSeconds(SecondsOf(start.local) + length));
      }
      return instance;
    }
    const Duration none{false, start.form == TimeForm::kDate ? 1 : 0, 0};
    const Duration length = event.duration.value_or(none);
    const LocalTime day = FromSeconds(SecondsOf(start.local) + length.days * 86'400);
    instance.end = {zone.ToUtc(day).ms + length.seconds * base::kSecondMs};
    return instance;
  }

  base::Result<std::vector<Instance>> OfSeries(const Event& master, base::UtcTime to) {
    const Zone zone = TRY(ZoneOf(*master.start));
    std::vector<DateTime> starts = TRY(Starts(master, zone, to));
    std::vector<Instance> found;
    for (const DateTime& start : starts) {
      const bool without = TRY(IsExcluded(master, start));
      if (!without) found.push_back(TRY(Make(master, start, start)));
    }
    const auto before = [](const Instance& a, const Instance& b) { return a.start < b.start; };
    std::stable_sort(found.begin(), found.end(), before);
    const auto same = [](const Instance& a, const Instance& b) { return a.start == b.start; };
    found.erase(std::unique(found.begin(), found.end(), same), found.end());
    return found;
  }

  base::Result<std::vector<DateTime>> Starts(const Event& master, const Zone& zone, base::UtcTime to) {
    std::vector<DateTime> starts = {*master.start};
    if (master.rule) {
      // The clock may be ahead of itself by an hour or two around a change: a day more, cut off by the
      // caller.
      const LocalTime end = zone.ToLocal({to.ms + base::kDayMs});
      const auto times = Expand(*master.rule, master.start->local, end, base::kMaxRecurrenceInstances + 1,
                                OverAfter(*master.rule, zone));
      if (times.size() > base::kMaxRecurrenceInstances)
        return base::TooLarge(
            fmt::format("a series of more than {} instances", base::kMaxRecurrenceInstances));
      for (std::size_t i = 1; i < times.size(); ++i)
        starts.push_back({master.start->form, times[i], master.start->zone});
    }
    starts.insert(starts.end(), master.more_dates.begin(), master.more_dates.end());
    return starts;
  }

  static IsOver OverAfter(const Rule& rule, const Zone& zone) {
    if (!rule.until) return [](const LocalTime&) { return false; };
    if (rule.until->form == TimeForm::kUtc)
      return [zone, last = FromUtcLocal(rule.until->local)](const LocalTime& time) {
        return zone.ToUtc(time) > last;
      };
    LocalTime last = rule.until->local;
    if (rule.until->form == TimeForm::kDate) last.hour = 23, last.minute = 59, last.second = 59;
    return [last](const LocalTime& time) { return time > last; };
  }

  base::Result<bool> IsExcluded(const Event& master, const DateTime& start) {
    for (const DateTime& date : master.without_dates) {
      const bool same = TRY(SameInstance(zones_, date, start));
      if (same) return true;
    }
    return false;
  }

  // In the place of the instance that it changes, or beside the others: somebody may have been invited to
  // that instance alone, and the instance may have been moved into the span that is asked for.
  base::Status PutChanged(const Event& event, std::vector<Instance>& found) {
    const DateTime start = event.start.value_or(*event.recurrence_id);
    Instance changed = TRY(Make(event, start, *event.recurrence_id));
    for (Instance& instance : found) {
      const bool same = TRY(SameInstance(zones_, instance.id, *event.recurrence_id));
      if (!same) continue;
      changed.id = instance.id;
      instance = changed;
      return base::Ok();
    }
    found.push_back(changed);
    return base::Ok();
  }

  const Calendar& calendar_;
  std::string_view uid_;
  const Zone& here_;
  Zones zones_;
};

}  // namespace

base::Result<std::vector<Instance>> InstancesBetween(const Calendar& calendar, std::string_view uid,
                                                     base::UtcTime from, base::UtcTime to, const Zone& here) {
  return Expander(calendar, uid, here).Between(from, to);
}

base::Result<bool> SameInstance(Zones& zones, const DateTime& a, const DateTime& b) {
  if (a.form == TimeForm::kDate || b.form == TimeForm::kDate)
    return FormatDateTime(a).substr(0, 8) == FormatDateTime(b).substr(0, 8);
  if (a == b) return true;
  const base::UtcTime first = TRY(zones.ToUtc(a, Zone::Utc()));
  const base::UtcTime second = TRY(zones.ToUtc(b, Zone::Utc()));
  return first == second;
}

base::Result<bool> HasInstance(const Calendar& calendar, std::string_view uid, const DateTime& id) {
  Zones zones(calendar.zones);
  for (const Event& event : calendar.events) {  // one that was moved far away
    if (event.uid != uid || !event.recurrence_id) continue;
    const bool same = TRY(SameInstance(zones, *event.recurrence_id, id));
    if (same) return true;
  }
  const base::UtcTime moment = TRY(zones.ToUtc(id, Zone::Utc()));
  const std::vector<Instance> all = TRY(InstancesBetween(calendar, uid, {moment.ms - 2 * base::kDayMs},
                                                         {moment.ms + 2 * base::kDayMs}, Zone::Utc()));
  for (const Instance& instance : all) {
    const bool same = TRY(SameInstance(zones, instance.id, id));
    if (same) return true;
  }
  return false;
}

}  // namespace calendar
