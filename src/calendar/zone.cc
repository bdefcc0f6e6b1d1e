#include "calendar/zone.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/limits_calendar.h"
#include "calendar/windows_zone.h"
#include "calendar/zone_rules.h"
#include "calendar/zone_table.h"

namespace calendar {

struct Zone::Impl {
  std::string name;
  ZoneFacts facts;

  // The first change after `time`.
  std::vector<Transition>::const_iterator After(base::UtcTime time) const {
    return std::upper_bound(facts.transitions.begin(), facts.transitions.end(), time,
                            [](base::UtcTime t, const Transition& transition) { return t < transition.at; });
  }
};

namespace {

// Longer than any offset from UTC, so that both sides of a change are looked at.
constexpr std::int64_t kReachMs = base::kDayMs;

struct Candidates {
  std::optional<base::UtcTime> before;  // with the offset of a day before
  std::optional<base::UtcTime> after;   // with that of a day after
  base::UtcTime with_offset_before;
};

Candidates CandidatesFor(const Zone& zone, const LocalTime& local) {
  const base::UtcTime naive = FromUtcLocal(local);
  const auto moment = [&](std::int64_t offset) { return base::UtcTime{naive.ms - offset * base::kSecondMs}; };
  const std::int64_t before = zone.OffsetAt({naive.ms - kReachMs});
  const std::int64_t after = zone.OffsetAt({naive.ms + kReachMs});
  Candidates found;
  found.with_offset_before = moment(before);
  if (zone.OffsetAt(moment(before)) == before) found.before = moment(before);
  if (zone.OffsetAt(moment(after)) == after) found.after = moment(after);
  return found;
}

}  // namespace

Zone Zone::Utc() {
  static const auto utc = std::make_shared<const Impl>(Impl{"UTC", {0, "UTC", {}}});
  return Zone(utc);
}

base::Result<Zone> Zone::Named(std::string_view iana) {
  if (iana == "UTC") return Utc();
  auto facts = ZoneInTable(iana);
  if (!facts) return base::NotFound(fmt::format("\"{}\" is no time zone", iana));
  return Zone(std::make_shared<const Impl>(Impl{std::string(iana), std::move(*facts)}));
}

base::Result<Zone> Zone::NamedByWindows(std::string_view name) {
  const std::string iana = IanaOfWindows(std::string(name));
  if (iana.empty()) return base::NotFound(fmt::format("\"{}\" is no time zone", name));
  return Named(iana);
}

base::Result<Zone> Zone::FromObservances(std::string name, std::vector<Observance> observances) {
  if (observances.empty()) return base::Invalid(fmt::format("the time zone \"{}\" has no observance", name));
  std::vector<Transition> list = TransitionsOf(observances);
  if (list.size() > base::kMaxZoneTransitions)
    return base::TooLarge(
        fmt::format("the time zone \"{}\" changes more than {} times", name, base::kMaxZoneTransitions));
  const Transition& first = list.front();
  ZoneFacts facts{first.from, name, {}};
  facts.transitions = std::move(list);
  return Zone(std::make_shared<const Impl>(Impl{std::move(name), std::move(facts)}));
}

const std::string& Zone::name() const {
  return impl_->name;
}

std::int64_t Zone::OffsetAt(base::UtcTime time) const {
  const auto next = impl_->After(time);
  return next == impl_->facts.transitions.begin() ? impl_->facts.offset : (next - 1)->to;
}

LocalTime Zone::ToLocal(base::UtcTime time) const {
  return UtcLocal({time.ms + OffsetAt(time) * base::kSecondMs});
}

base::UtcTime Zone::ToUtc(const LocalTime& local) const {
  const Candidates found = CandidatesFor(*this, local);
  if (found.before && found.after) return std::min(*found.before, *found.after);
  if (found.before) return *found.before;
  return found.after.value_or(found.with_offset_before);
}

Zone::Shown Zone::HowOften(const LocalTime& local) const {
  const Candidates found = CandidatesFor(*this, local);
  if (!found.before && !found.after) return Shown::kNever;
  return found.before && found.after && *found.before != *found.after ? Shown::kTwice : Shown::kOnce;
}

std::vector<Transition> Zone::Transitions(base::UtcTime after, base::UtcTime until, std::size_t max) const {
  std::vector<Transition> some;
  for (auto at = impl_->After(after);
       at != impl_->facts.transitions.end() && at->at <= until && some.size() < max; ++at)
    some.push_back(*at);
  return some;
}

std::optional<Transition> Zone::LastTransition(base::UtcTime time) const {
  const auto next = impl_->After(time);
  if (next == impl_->facts.transitions.begin()) return std::nullopt;
  return *(next - 1);
}

std::string Zone::ShortName(base::UtcTime time) const {
  const auto last = LastTransition(time);
  return last ? last->name : impl_->facts.name;
}

}  // namespace calendar
