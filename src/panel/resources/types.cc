#include "panel/resources/types.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "entity/entity.h"

namespace panel {
namespace {

template <typename Enum, std::size_t N>
std::string_view NameIn(const std::array<std::string_view, N>& names, Enum value) {
  static_assert(N == static_cast<std::size_t>(Enum::kCount));
  return names.at(static_cast<std::size_t>(value));
}
template <typename Enum, std::size_t N>
std::optional<Enum> NamedIn(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

using Names2 = std::array<std::string_view, 2>;
using Names3 = std::array<std::string_view, 3>;
using Names6 = std::array<std::string_view, 6>;
constexpr Names2 kKinds = {"project", "programme"};
constexpr Names6 kProjectStates = {"draft", "pipeline", "running", "suspended", "closed", "cancelled"};
constexpr std::array<std::string_view, 7> kProjectActs = {"approve", "start",  "suspend", "resume",
                                                          "close",   "reopen", "cancel"};
constexpr Names3 kLevels = {"impact", "outcome", "output"};
constexpr Names3 kTraineeStates = {"enrolled", "completed", "left"};
constexpr Names3 kTraineeActs = {"complete", "leave", "return"};
constexpr Names3 kTrainingStates = {"planned", "held", "cancelled"};
constexpr Names2 kTrainingActs = {"hold", "cancel"};
constexpr Names6 kStages = {"pledged", "committed", "received", "spent", "returned", "cancelled"};

using PS = ProjectState;
using PA = ProjectAct;
constexpr std::array<Step<PS, PA>, 9> kProjectSteps = {{{PS::kDraft, PA::kApprove, PS::kPipeline},
                                                        {PS::kPipeline, PA::kStart, PS::kRunning},
                                                        {PS::kRunning, PA::kSuspend, PS::kSuspended},
                                                        {PS::kSuspended, PA::kResume, PS::kRunning},
                                                        {PS::kRunning, PA::kClose, PS::kClosed},
                                                        {PS::kClosed, PA::kReopen, PS::kRunning},
                                                        {PS::kDraft, PA::kCancel, PS::kCancelled},
                                                        {PS::kPipeline, PA::kCancel, PS::kCancelled},
                                                        {PS::kSuspended, PA::kCancel, PS::kCancelled}}};
using TS = TraineeState;
using TA = TraineeAct;
constexpr std::array<Step<TS, TA>, 4> kTraineeSteps = {{{TS::kEnrolled, TA::kComplete, TS::kCompleted},
                                                        {TS::kEnrolled, TA::kLeave, TS::kLeft},
                                                        {TS::kLeft, TA::kReturn, TS::kEnrolled},
                                                        {TS::kCompleted, TA::kReturn, TS::kEnrolled}}};
constexpr std::array<Step<TrainingState, TrainingAct>, 2> kTrainingSteps = {
    {{TrainingState::kPlanned, TrainingAct::kHold, TrainingState::kHeld},
     {TrainingState::kPlanned, TrainingAct::kCancel, TrainingState::kCancelled}}};

std::string_view Tidy(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n' || text.front() == '\r'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\r'))
    text.remove_suffix(1);
  return text;
}

}  // namespace

std::string_view ProjectKindName(ProjectKind kind) {
  return NameIn(kKinds, kind);
}
std::optional<ProjectKind> ProjectKindNamed(std::string_view name) {
  return NamedIn<ProjectKind>(kKinds, name);
}
std::string_view ProjectStateName(ProjectState state) {
  return NameIn(kProjectStates, state);
}
std::optional<ProjectState> ProjectStateNamed(std::string_view name) {
  return NamedIn<ProjectState>(kProjectStates, name);
}
std::string_view ProjectActName(ProjectAct act) {
  return NameIn(kProjectActs, act);
}
std::optional<ProjectAct> ProjectActNamed(std::string_view name) {
  return NamedIn<ProjectAct>(kProjectActs, name);
}
std::span<const Step<ProjectState, ProjectAct>> ProjectSteps() {
  return kProjectSteps;
}
std::string_view ResultLevelName(ResultLevel level) {
  return NameIn(kLevels, level);
}
std::optional<ResultLevel> ResultLevelNamed(std::string_view name) {
  return NamedIn<ResultLevel>(kLevels, name);
}
std::string_view TraineeStateName(TraineeState state) {
  return NameIn(kTraineeStates, state);
}
std::optional<TraineeState> TraineeStateNamed(std::string_view name) {
  return NamedIn<TraineeState>(kTraineeStates, name);
}
std::string_view TraineeActName(TraineeAct act) {
  return NameIn(kTraineeActs, act);
}
std::optional<TraineeAct> TraineeActNamed(std::string_view name) {
  return NamedIn<TraineeAct>(kTraineeActs, name);
}
std::span<const Step<TraineeState, TraineeAct>> TraineeSteps() {
  return kTraineeSteps;
}
std::string_view TrainingStateName(TrainingState state) {
  return NameIn(kTrainingStates, state);
}
std::optional<TrainingState> TrainingStateNamed(std::string_view name) {
  return NamedIn<TrainingState>(kTrainingStates, name);
}
std::string_view TrainingActName(TrainingAct act) {
  return NameIn(kTrainingActs, act);
}
std::optional<TrainingAct> TrainingActNamed(std::string_view name) {
  return NamedIn<TrainingAct>(kTrainingActs, name);
}
std::span<const Step<TrainingState, TrainingAct>> TrainingSteps() {
  return kTrainingSteps;
}
std::string_view StageName(Stage stage) {
  return NameIn(kStages, stage);
}
std::optional<Stage> StageNamed(std::string_view name) {
  return NamedIn<Stage>(kStages, name);
}

bool IsRegion(const Share& place) {
  constexpr std::size_t kLeast = 2, kMost = 3;
  return place.code.size() >= kLeast && place.code.size() <= kMost &&
         place.code.find_first_not_of("0123456789") == std::string::npos;
}

std::string PlaceName(const Share& place) {
  return IsRegion(place) ? "DAC " + place.code : std::string(entity::CountryName(place.code));
}

std::string SharesText(const std::vector<Share>& shares) {
  std::string text;
  for (const Share& share : shares) {
    if (!text.empty()) text += ", ";
    text += share.code;
    if (!share.percentage.empty()) text += " " + share.percentage;
  }
  return text;
}

std::vector<Share> SharesOf(std::string_view text) {
  std::vector<Share> shares;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    const std::string_view one = Tidy(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (one.empty()) continue;
    const std::size_t blank = std::min(one.find(' '), one.size());
    std::string_view percentage = Tidy(one.substr(blank));
    if (percentage.ends_with('%')) percentage = Tidy(percentage.substr(0, percentage.size() - 1));
    shares.push_back({std::string(one.substr(0, blank)), std::string(percentage)});
  }
  return shares;
}

std::string BandOf(std::int64_t count) {
  constexpr std::int64_t kLeast = 11;
  constexpr std::int64_t kStep = 10;
  if (count < kLeast) return {};
  const std::int64_t tens = count / kStep * kStep;
  return std::to_string(std::max(tens, kLeast)) + "–" + std::to_string(tens + kStep - 1);
}

std::string DonorKey(const LedgerLine& line) {
  return line.member.empty() ? "name:" + line.donor : line.member.text();
}

}  // namespace panel
