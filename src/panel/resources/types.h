#pragma once
// Projects, programmes, their results and trainees, and the lines of the ledger, as the services hand them
// out. Plain data; days are days since 1970-01-01 (UTC).

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/money.h"
#include "base/time.h"
#include "panel/common/ids.h"
#include "panel/common/states.h"

namespace panel {

using ProjectId = base::Id<struct ProjectTag>;
using ResultId = base::Id<struct ProjectResultTag>;
using IndicatorId = base::Id<struct IndicatorTag>;
using LineId = base::Id<struct LedgerLineTag>;
using TraineeId = base::Id<struct TraineeTag>;
using TrainingId = base::Id<struct TrainingTag>;

// ---- projects

enum class ProjectKind : std::uint8_t {
  kProject,
  kProgramme,
  kCount
};  // a programme builds capacity: it has trainees
std::string_view ProjectKindName(ProjectKind kind);
std::optional<ProjectKind> ProjectKindNamed(std::string_view name);

enum class ProjectState : std::uint8_t {
  kDraft,
  kPipeline,
  kRunning,
  kSuspended,
  kClosed,
  kCancelled,
  kCount
};
std::string_view ProjectStateName(ProjectState state);
std::optional<ProjectState> ProjectStateNamed(std::string_view name);
enum class ProjectAct : std::uint8_t {
  kApprove,
  kStart,
  kSuspend,
  kResume,
  kClose,
  kReopen,
  kCancel,
  kCount
};
std::string_view ProjectActName(ProjectAct act);
std::optional<ProjectAct> ProjectActNamed(std::string_view name);
std::span<const Step<ProjectState, ProjectAct>> ProjectSteps();

// A country in lower case, a region by its number on the OECD DAC's list, or a five-digit purpose code of the
// OECD DAC, with its share in percent (empty where it is the only one). Countries and regions share 100.
struct Share {
  std::string code;
  std::string percentage;
  bool operator==(const Share&) const = default;
};
bool IsRegion(const Share& place);          // of countries and regions
std::string PlaceName(const Share& place);  // "Cambodia", "DAC 298"
// "kh 60, vn 40", as people type it and as it is stored.
std::string SharesText(const std::vector<Share>& shares);
std::vector<Share> SharesOf(std::string_view text);

struct ProjectBudget {
  std::int64_t start = 0;
  std::int64_t end = 0;
  base::Money value;
};

struct Project {
  ProjectId id;
  PanelId panel;
  std::int64_t number = 0;  // of the panel, from 1; the project's code is "P7"
  desk::OrgId org;          // whose project it is
  std::string org_name;
  ProjectKind kind = ProjectKind::kProject;
  std::string title;
  std::string description;
  ProjectState state = ProjectState::kDraft;
  std::optional<std::int64_t> planned_start;
  std::optional<std::int64_t> planned_end;
  std::optional<std::int64_t> actual_start;
  std::optional<std::int64_t> actual_end;
  std::vector<Share> countries;
  std::vector<Share> sectors;
  std::vector<std::string> sdg_targets;  // "8.7"
  std::string other_identifier;          // at the publisher it was imported from
  bool is_public = false;                // its owner lets the public face show it
  base::UtcTime created;
  std::int64_t version = 0;

  std::string code() const { return "P" + std::to_string(number); }
};

// ---- results

enum class ResultLevel : std::uint8_t { kImpact, kOutcome, kOutput, kCount };
std::string_view ResultLevelName(ResultLevel level);
std::optional<ResultLevel> ResultLevelNamed(std::string_view name);

// IATI's IndicatorMeasure: unit 1, percentage 2, nominal 3, ordinal 4, qualitative 5.
struct IndicatorValue {
  std::int64_t start = 0;
  std::int64_t end = 0;
  bool actual = false;    // else a target
  std::string value;      // a decimal; empty where the indicator is qualitative
  std::string dimension;  // "sex=female"; empty: the total
  std::string comment;
};
struct Indicator {
  IndicatorId id;
  ResultId result;
  std::string title;
  std::string unit;
  int measure = 1;
  bool ascending = true;  // more is better
  bool people = false;    // counts people: shown in bands, never below 11
  std::string baseline_year;
  std::string baseline_value;
  std::vector<IndicatorValue> values;  // by period, targets first
};
struct ProjectResult {
  ResultId id;
  ResultLevel level = ResultLevel::kOutput;
  std::string title;
  std::vector<Indicator> indicators;
};

// ---- trainees

enum class TraineeState : std::uint8_t { kEnrolled, kCompleted, kLeft, kCount };
std::string_view TraineeStateName(TraineeState state);
std::optional<TraineeState> TraineeStateNamed(std::string_view name);
enum class TraineeAct : std::uint8_t { kComplete, kLeave, kReturn, kCount };
std::string_view TraineeActName(TraineeAct act);
std::optional<TraineeAct> TraineeActNamed(std::string_view name);
std::span<const Step<TraineeState, TraineeAct>> TraineeSteps();

enum class TrainingState : std::uint8_t { kPlanned, kHeld, kCancelled, kCount };
std::string_view TrainingStateName(TrainingState state);
std::optional<TrainingState> TrainingStateNamed(std::string_view name);
enum class TrainingAct : std::uint8_t { kHold, kCancel, kCount };
std::string_view TrainingActName(TrainingAct act);
std::optional<TrainingAct> TrainingActNamed(std::string_view name);
std::span<const Step<TrainingState, TrainingAct>> TrainingSteps();

// Who somebody is stays with those who train her: here she is a code.
struct Trainee {
  TraineeId id;
  std::string code;   // "K7MD-2Q9X"
  std::string group;  // "female", "male", "other", "unknown"
  TraineeState state = TraineeState::kEnrolled;
  std::int64_t sessions = 0;  // attended
};
struct Training {
  TrainingId id;
  std::string title;
  std::int64_t day = 0;
  std::int64_t hours = 0;
  TrainingState state = TrainingState::kPlanned;
  std::int64_t attended = 0;
};

// How a count of people may be shown: nothing below 11, then 11–19, 20–29, ... (empty: not shown).
std::string BandOf(std::int64_t count);

// ---- ledger

enum class Stage : std::uint8_t { kPledged, kCommitted, kReceived, kSpent, kReturned, kCancelled, kCount };
std::string_view StageName(Stage stage);
std::optional<Stage> StageNamed(std::string_view name);

struct LedgerLine {
  LineId id;
  PanelId panel;
  std::int64_t number = 0;  // of the panel's ledger, from 1
  ProjectId project;
  std::string project_title;
  std::int64_t project_number = 0;
  MemberId member;    // the donor, where a member; else
  std::string donor;  // by name
  Stage stage = Stage::kPledged;
  bool in_kind = false;
  base::Money value;       // in kind: what it is worth
  base::Decimal quantity;  // in kind
  std::string unit;
  std::string valued_by;  // in kind: who says what it is worth
  std::int64_t day = 0;
  std::string commitment;  // reference of a commitment
  std::string reference;   // of whoever booked it elsewhere; unique in the panel
  std::string note;
  LineId reverses;
  std::int64_t reverses_number = 0;  // its number, when read
  LineId reversed_by;
  base::UtcTime created;
  // In the panel's reporting currency, where a rate was known when it was written or later.
  struct Valued {
    base::Money value;
    std::string rate;
    std::int64_t rate_day = 0;
    bool inverse = false;  // the rate is that of the other direction
    std::string source;
  };
  std::optional<Valued> valued;
};
// What groups a donor's lines: the member's id, or the outsider's name.
std::string DonorKey(const LedgerLine& line);

struct ExchangeRateRow {
  base::Currency from;
  base::Currency to;
  std::int64_t day = 0;
  std::string rate;  // how many `to` one `from` is worth, as it was written
  std::string source;
};

struct ResourceSettings {
  base::Currency currency;  // of reports
  std::string org_ref;      // the panel's identifier as an IATI publisher, "XM-DAC-41122"
  std::string org_type;     // IATI OrganisationType
  std::int64_t version = 0;
};

// Sums of lines that have a currency and a stage in common.
struct StageTotal {
  base::Currency currency;
  Stage stage = Stage::kPledged;
  base::Decimal amount;
  base::Decimal in_kind;  // the part of it that is goods and services
  base::Decimal valued;   // in the reporting currency
  std::int64_t lines = 0;
  std::int64_t unvalued = 0;  // lines without a rate
};

}  // namespace panel
