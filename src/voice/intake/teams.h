#pragma once
// Intake teams: who reads what workers write. A team belongs to an organisation and stands for one circle of
// its vault: the members of the circle open the cases. A team takes reports only while
//   - it is switched on, its circle has a member, and
//   - its organisation has named three recovery holders, so that one lost pass-phrase loses no report.
// Thread-safe.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "db/db.h"
#include "desk/actor.h"
#include "desk/audit/audit.h"
#include "voice/types.h"

namespace voice {

struct DutyHours {
  int weekday = 0;      // 0 Monday ... 6 Sunday, in the team's zone
  int from_minute = 0;  // since midnight
  int to_minute = 0;    // at most 1440, after from_minute
  auto operator<=>(const DutyHours&) const = default;
};

// Whether the law makes a team tell authorities without the worker's yes. A team says it before it takes
// reports: what nobody decided must not read as a no.
enum class LawDuty : std::uint8_t { kUndecided, kYes, kNo };  // as stored: 0, 1, 2
LawDuty LawDutyFrom(std::int64_t stored);

struct Team {
  TeamId id;
  desk::OrgId org;
  std::string org_name;
  std::string name;
  vault::CircleId circle;
  std::string country;                           // ISO 3166-1 alpha-2, lower case: whose law it is under
  std::vector<std::string> languages;            // tags that its people speak
  std::string zone = "UTC";                      // IANA name
  bool open = false;                             // takes reports
  LawDuty tells_children = LawDuty::kUndecided;  // must tell authorities where a child is harmed
  LawDuty tells_danger = LawDuty::kUndecided;    // must tell authorities where a life is in danger
  std::int64_t ack_days = 7;                     // first answer within
  std::int64_t feedback_days = 90;               // outcome within
  std::int64_t purge_days = 730;                 // kept after the end
  std::vector<DutyHours> duty;
  std::int64_t version = 0;
};

// Whether somebody is on duty now, and until or from when. Moments, whatever the clocks of the zone do.
struct DutyNow {
  bool on_duty = false;
  bool always = false;                 // on duty at all hours
  std::optional<base::UtcTime> until;  // on duty, and not always
  std::optional<base::UtcTime> next;   // not on duty; nothing where the team has no hours at all
};
// Pure. Errors: kNotFound (a zone that is none).
base::Result<DutyNow> DutyAt(const Team& team, base::UtcTime now);

class Teams {
 public:
  Teams(db::Database& database, base::Random& random, desk::Audit& audit, vault::Vault& vault)
      : database_(database), random_(random), audit_(audit), vault_(vault) {}

  // `team.circle` must be a circle of the actor's organisation. Errors: kInvalid naming the field, kConflict
  // (the name is taken), kNotFound (circle). A team that is open has both its duties decided.
  base::Result<TeamId> Create(const desk::Actor& actor, Team team);
  // Errors: also kConflict where `team.version` is not the present one.
  base::Status Edit(const desk::Actor& actor, const Team& team);
  base::Result<std::vector<Team>> OfOrganisation(const desk::OrgId& org);  // by name
  base::Result<Team> Get(const desk::OrgId& org, const TeamId& team);
  base::Result<Team> Named(const desk::OrgId& org, std::string_view name);
  // Of all organisations, also those that take no reports.
  base::Result<std::vector<Team>> All();
  // Those that take reports now, of all organisations, by organisation and name.
  base::Result<std::vector<Team>> TakingReports();
  // What keeps the team from taking reports, in words; nothing where it takes them.
  base::Result<std::optional<std::string>> Missing(const Team& team);

 private:
  base::Status Check(const Team& team) const;
  base::Result<std::vector<Team>> Query(std::string_view where, db::Params params);

  db::Database& database_;
  base::Random& random_;
  desk::Audit& audit_;
  vault::Vault& vault_;
};

// ---- languages of the worker's pages
// English and Korean are complete. The others are drafts until a speaker has checked them. The states are one
// for the installation, so who sets them answers for it, or for workers who read them.
enum class LanguageState : std::uint8_t { kOff, kDraft, kChecked };
struct WorkerLanguage {
  std::string_view tag;
  LanguageState state = LanguageState::kOff;
};
class Languages {
 public:
  Languages(db::Database& database, desk::Audit& audit) : database_(database), audit_(audit) {}
  base::Result<std::vector<WorkerLanguage>> All();  // in the order of the entrance
  // The administrator of the installation, and a supervisor of an organisation with a team that takes
  // reports.
  static base::Result<bool> MaySet(const desk::Actor& actor, Teams& teams);
  // Errors: kForbidden (MaySet), kInvalid (no such language; English and Korean cannot be changed).
  base::Status Set(const desk::Actor& actor, Teams& teams, std::string_view tag, LanguageState state);

 private:
  db::Database& database_;
  desk::Audit& audit_;
};
// "en" "ko" "vi" "km" "ne" "my" "id" "th" "zh" "ru" "uk" "ar" "bn" "tl" "uz" "mn"
inline constexpr std::array<std::string_view, 16> kWorkerLanguages = {
    "en", "ko", "vi", "km", "ne", "my", "id", "th", "zh", "ru", "uk", "ar", "bn", "tl", "uz", "mn"};
// Whether it is one of these tags.
bool IsWorkerLanguage(std::string_view tag);

}  // namespace voice
