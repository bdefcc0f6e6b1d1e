#include "voice/worker/parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "calendar/zone.h"
#include "desk/desk.h"
#include "html/forms.h"
#include "voice/worker/outside.h"

namespace voice::worker {
namespace {

using html::El;
using html::Html;
using html::Join;

void AddOnce(std::vector<std::string>& list, std::string_view value) {
  if (!value.empty() && std::find(list.begin(), list.end(), value) == list.end()) list.emplace_back(value);
}

// Where most people who read a language live or come from.
std::vector<std::string_view> CountriesOfLanguage(std::string_view tag) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kHomes = {{{"ko", "kr"},
                                                                                     {"vi", "vn"},
                                                                                     {"km", "kh"},
                                                                                     {"ne", "np"},
                                                                                     {"my", "mm"},
                                                                                     {"id", "id"},
                                                                                     {"th", "th"},
                                                                                     {"zh", "cn"},
                                                                                     {"ru", "ru"},
                                                                                     {"uk", "ua"},
                                                                                     {"bn", "bd"},
                                                                                     {"tl", "ph"},
                                                                                     {"uz", "uz"},
                                                                                     {"mn", "mn"}}};
  for (const auto& [language, country] : kHomes)
    if (language == tag) return {country};
  return {};
}

// The clock of the team is not hers: "UTC+9", "UTC+5:45", "UTC".
std::string OffsetWords(std::int64_t seconds) {
  constexpr std::int64_t kMinute = 60, kHour = 3600;
  if (seconds == 0) return "UTC";
  const std::int64_t east = seconds < 0 ? -seconds : seconds;
  const std::int64_t minutes = east % kHour / kMinute;
  return fmt::format("UTC{}{}{}", seconds < 0 ? '-' : '+', east / kHour,
                     minutes == 0 ? "" : fmt::format(":{:02}", minutes));
}

// "Monday 09:00 (UTC+9)" in the zone of the team.
std::string ClockWords(const Page& page, const Team& team, base::UtcTime time) {
  const base::Result<calendar::Zone> zone = calendar::Zone::Named(team.zone);
  if (!zone) return {};
  const calendar::LocalTime local = zone->ToLocal(time);
  const int weekday = calendar::WeekdayOf(calendar::DayNumber(local.year, local.month, local.day));
  return page.tr("{day} {time}", {{"day", WeekdayWords(page, weekday)},
                                  {"time", fmt::format("{:02}:{:02} ({})", local.hour, local.minute,
                                                       OffsetWords(zone->OffsetAt(time)))}});
}

std::string ListOf(const std::vector<Team>& teams) {
  std::string names;
  for (const Team& team : teams)
    names += (names.empty() ? "" : ", ") + team.name + " (" + team.org_name + ")";
  return names;
}

}  // namespace

Html Icon(std::string_view drawing, bool turns) {
  return El("svg",
            {{"class", turns ? "i flip" : "i"},
             {"width", 20},
             {"height", 20},
             {"viewBox", "0 0 24 24"},
             {"aria-hidden", "true"}},
            El("path", {{"d", drawing}}));
}

base::Result<std::vector<Team>> TeamsNow(Page& page) {
  return page.services->teams.TakingReports();
}

std::vector<std::string> NearCountries(const Page& page, const std::vector<Team>& teams) {
  std::vector<std::string> countries;
  for (const Team& team : teams) AddOnce(countries, team.country);
  for (const std::string_view country : CountriesOfLanguage(page.locale->tag())) AddOnce(countries, country);
  return countries;
}

Html DutyLines(const Page& page, const std::vector<Team>& teams) {
  const base::UtcTime now = page.context->desk().clock().Now();
  Html lines;
  for (const Team& team : teams) {
    const base::Result<DutyNow> duty = DutyAt(team, now);
    if (!duty) continue;
    std::string words;
    if (duty->always)
      words = page.tr("Someone reads at all hours.");
    else if (duty->on_duty)
      words = page.tr("Someone reads now, until {time}.", {{"time", ClockWords(page, team, *duty->until)}});
    else if (duty->next)
      words = page.tr("Nobody reads now. Someone reads again on {time}.",
                      {{"time", ClockWords(page, team, *duty->next)}});
    else
      words = page.tr("This team has no fixed hours.");
    lines.Add(El("li", El("bdi", team.name), ": ", words));
  }
  return lines.empty() ? Html() : El("ul", {{"class", "ticks"}}, lines);
}

Html BeforeYouWrite(const Page& page, const std::vector<Team>& teams) {
  std::int64_t days = 0;
  bool children = false, danger = false;
  for (const Team& team : teams) {
    days = std::max(days, team.ack_days);
    // A team that has not said "no" may have to: an older one that decided nothing yet.
    children = children || team.tells_children != LawDuty::kNo;
    danger = danger || team.tells_danger != LawDuty::kNo;
  }
  const std::string names = ListOf(teams);
  Html facts = Join(
      El("h2", page.tr("Before you write")),
      El("p", teams.size() == 1
                  ? page.tr("Who reads it: the people of {teams}.", {{"teams", names}})
                  : page.tr("One of these teams reads it. You choose which: {teams}.", {{"teams", names}})),
      El("p", page.locale->ntr("They answer within {n} day.", "They answer within {n} days.", days)));
  if (children)
    facts.Add(El("p", page.tr("If a child is being hurt, the law may make them tell the authorities.")));
  if (danger)
    facts.Add(El("p", page.tr("If a life is in danger now, the law may make them tell the authorities.")));
  facts.Add(
      El("p", page.tr("A court or an authority can order a copy. Then the team first checks the order. It "
                      "gives no more than it must, and tells you here as soon as the law allows.")));
  facts.Add(El("h3", page.tr("What this page cannot hide")));
  const bool secure = page.context->request().secure;
  facts.Add(
      El("ul", {{"class", "ticks"}}, El("li", page.tr("Your phone may remember that you opened this page.")),
         El("li", secure ? page.tr("The network can see that you visit this site, but not what you write.")
                         : page.tr("This connection is not locked. Who watches the network can read along.")),
         El("li", page.tr("Someone who holds your phone can see what is on the screen."))));
  facts.Add(El("p", page.tr("We do not store the address of your phone. We store the day, not the hour.")));
  return El("section", {{"class", "stack-s"}}, facts);
}

Html NobodyReads(const Page& page) {
  return Join(El("h1", page.tr("We cannot take messages here now")),
              El("p", page.tr("You wrote before? Use your code."), " ",
                 El("a", {html::Href(page.Href("/return"))}, page.tr("Read your answer"))),
              El("p", page.tr("Nobody could read them. Please ask one of these for help.")),
              AllServices(page, NearCountries(page, {}), false), NumbersNote(page));
}

std::string SentBefore(const Page& page) {
  return page.tr(
      "You sent this form before, and we got it. If you send this too, it is a new message with a new code.");
}

std::vector<Team> ByLanguage(const Page& page, std::vector<Team> teams) {
  std::stable_partition(teams.begin(), teams.end(), [&](const Team& team) {
    return std::find(team.languages.begin(), team.languages.end(), page.locale->tag()) !=
           team.languages.end();
  });
  return teams;
}

Html PicksField(const Page& page, const std::vector<std::string>& chosen) {
  Html picks =
      Join(El("legend", page.tr("What is going on?")),
           El("div", {{"class", "hint"}}, page.tr("Choose all that are true. You can skip any question.")));
  for (const std::string_view pick : ReportPicks())
    picks.Add(Choice(html::CheckBox("pick", pick, PickWords(page, pick),
                                    std::find(chosen.begin(), chosen.end(), pick) != chosen.end())));
  return El("fieldset", {{"class", "field"}}, picks);
}

Html SafeField(const Page& page, std::string_view name, std::string_view chosen, std::string_view hint) {
  return El("fieldset", {{"class", "field"}}, El("legend", page.tr("Are you safe right now?")),
            hint.empty() ? Html() : El("div", {{"class", "hint"}}, hint), YesNoUnsure(page, name, chosen));
}

Html WhereField(const Page& page, std::string_view typed) {
  return TextArea("where", page.tr("Where is it?"),
                  page.tr("A town, a factory, a farm, a ship. You can leave this empty."), typed, 3);
}

Html WhoField(const Page& page, std::string_view typed) {
  return TextArea("who", page.tr("Who does it?"),
                  page.tr("A company, a boss, an agent. You can leave this empty."), typed, 3);
}

std::string WeekdayWords(const Page& page, int weekday) {
  const std::array<std::string, 7> days = {page.tr("Monday"),   page.tr("Tuesday"), page.tr("Wednesday"),
                                           page.tr("Thursday"), page.tr("Friday"),  page.tr("Saturday"),
                                           page.tr("Sunday")};
  return days.at(static_cast<std::size_t>(weekday));
}

std::string PickWords(const Page& page, std::string_view pick) {
  if (pick == "documents") return page.tr("They keep my passport or papers");
  if (pick == "wages") return page.tr("They do not pay me, or pay less");
  if (pick == "fees") return page.tr("I paid money to get this job");
  if (pick == "debt") return page.tr("I owe money and cannot leave");
  if (pick == "movement") return page.tr("I cannot go out freely");
  if (pick == "deception") return page.tr("They lied about the job");
  if (pick == "threats") return page.tr("They threaten me or hurt me");
  if (pick == "hours") return page.tr("I work too many hours");
  if (pick == "housing") return page.tr("The work or the room is not safe");
  if (pick == "sexual") return page.tr("Someone touches me or forces me to sex");
  return page.tr("Something else");
}

}  // namespace voice::worker
