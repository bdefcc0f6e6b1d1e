#pragma once
// Parts that several pages show.

#include "voice/worker/kit.h"

namespace voice::worker {

// The teams that take reports now.
base::Result<std::vector<Team>> TeamsNow(Page& page);
// Countries whose numbers stand first: those of the teams, then what the page's language suggests.
std::vector<std::string> NearCountries(const Page& page, const std::vector<Team>& teams);
// "Someone reads now, until Monday 18:00 (UTC+9)." in the team's own time.
html::Html DutyLines(const Page& page, const std::vector<Team>& teams);
// Who reads, what may have to be told by law, what this page cannot hide. True of this installation.
html::Html BeforeYouWrite(const Page& page, const std::vector<Team>& teams);
// Where no team takes reports: says so, who else helps, and the way back to an answer.
html::Html NobodyReads(const Page& page);
// A form that was filed once and came again with other words.
std::string SentBefore(const Page& page);
// The team whose people speak the page's language comes first.
std::vector<Team> ByLanguage(const Page& page, std::vector<Team> teams);
// The questions of the first screen that are ticked. `hint` may be empty.
html::Html PicksField(const Page& page, const std::vector<std::string>& chosen);
html::Html SafeField(const Page& page, std::string_view name, std::string_view chosen, std::string_view hint);
// The two questions of the second screen.
html::Html WhereField(const Page& page, std::string_view typed);
html::Html WhoField(const Page& page, std::string_view typed);
std::string WeekdayWords(const Page& page, int weekday);  // 0 Monday ... 6 Sunday
std::string PickWords(const Page& page, std::string_view pick);
html::Html Icon(std::string_view drawing, bool turns = false);

}  // namespace voice::worker
