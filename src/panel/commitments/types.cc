#include "panel/commitments/types.h"

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/common/sdg.h"

namespace panel {
namespace {

using State = CommitmentState;
using Act = CommitmentAct;

constexpr std::array<std::string_view, static_cast<std::size_t>(State::kCount)> kStateNames = {
    "proposed", "made", "on-the-way", "late", "claimed", "kept", "partly-kept", "missed", "withdrawn"};
constexpr std::array<std::string_view, static_cast<std::size_t>(Act::kCount)> kActNames = {
    "make",      "start",        "postpone",       "lapse",          "claim",   "resume",
    "give-back", "confirm-kept", "confirm-partly", "confirm-missed", "withdraw"};
constexpr std::array<std::string_view, static_cast<std::size_t>(EvidenceKind::kCount)> kEvidenceNames = {
    "link", "document", "practice", "finding"};

constexpr Step<State, Act> kSteps[] = {{State::kProposed, Act::kMake, State::kMade},
                                       {State::kProposed, Act::kWithdraw, State::kWithdrawn},
                                       {State::kMade, Act::kStart, State::kOnTheWay},
                                       {State::kMade, Act::kPostpone, State::kMade},
                                       {State::kMade, Act::kLapse, State::kLate},
                                       {State::kMade, Act::kClaim, State::kClaimed},
                                       {State::kMade, Act::kWithdraw, State::kWithdrawn},
                                       {State::kOnTheWay, Act::kPostpone, State::kOnTheWay},
                                       {State::kOnTheWay, Act::kLapse, State::kLate},
                                       {State::kOnTheWay, Act::kClaim, State::kClaimed},
                                       {State::kOnTheWay, Act::kWithdraw, State::kWithdrawn},
                                       {State::kLate, Act::kPostpone, State::kOnTheWay},
                                       {State::kLate, Act::kClaim, State::kClaimed},
                                       {State::kLate, Act::kConfirmPartly, State::kPartlyKept},
                                       {State::kLate, Act::kConfirmMissed, State::kMissed},
                                       {State::kLate, Act::kWithdraw, State::kWithdrawn},
                                       {State::kClaimed, Act::kResume, State::kOnTheWay},
                                       {State::kClaimed, Act::kGiveBack, State::kOnTheWay},
                                       {State::kClaimed, Act::kConfirmKept, State::kKept},
                                       {State::kClaimed, Act::kConfirmPartly, State::kPartlyKept},
                                       {State::kClaimed, Act::kConfirmMissed, State::kMissed}};

template <typename Enum, std::size_t N>
std::optional<Enum> Named(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

void ReadAmounts(const CommitmentDraft& draft, Commitment& commitment, kit::Wrongs& wrongs) {
  const auto read = [&](std::string_view field, const std::string& text, std::int64_t& amount) {
    const base::Result<std::int64_t> parsed = kit::ParseAmount(text);
    if (!parsed) {
      wrongs.push_back({std::string(field), parsed.error().external});
      return;
    }
    amount = *parsed;
  };
  read("baseline", draft.baseline.empty() ? "0" : draft.baseline, commitment.baseline);
  read("target", draft.target, commitment.target);
  if (wrongs.empty() && commitment.baseline == commitment.target)
    wrongs.push_back({"target", desk::tr("The target is where you begin: there is nothing to reach.")});
}

void ReadDays(const CommitmentDraft& draft, base::UtcTime today, Commitment& commitment,
              kit::Wrongs& wrongs) {
  const base::Result<base::UtcTime> due = kit::ParseDay(draft.due);
  if (!due) {
    wrongs.push_back({"due", due.error().external});
    return;
  }
  commitment.due = *due;
  if (kit::DaysBetween(today, *due) < 0)
    wrongs.push_back({"due", desk::tr("This day has passed: a promise is about what is to come.")});
  commitment.starts = {};
  if (draft.starts.empty()) return;
  const base::Result<base::UtcTime> starts = kit::ParseDay(draft.starts);
  if (!starts) wrongs.push_back({"starts", starts.error().external});
  if (starts && *starts > *due)
    wrongs.push_back({"starts", desk::tr("The beginning is after the day it is due.")});
  if (starts) commitment.starts = *starts;
}

void ReadSdg(const CommitmentDraft& draft, Commitment& commitment, kit::Wrongs& wrongs) {
  commitment.sdg.clear();
  for (const std::string& code : draft.sdg) {
    if (code.empty()) continue;
    if (!IsSdgTarget(code)) {
      wrongs.push_back({"sdg", desk::tr("This is not a target of the Sustainable Development Goals.")});
      return;
    }
    commitment.sdg.push_back(code);
  }
  std::sort(commitment.sdg.begin(), commitment.sdg.end(),
            [](const std::string& a, const std::string& b) { return SdgOrder(a) < SdgOrder(b); });
  commitment.sdg.erase(std::unique(commitment.sdg.begin(), commitment.sdg.end()), commitment.sdg.end());
  if (commitment.sdg.size() > base::kMaxCommitmentTargets)
    wrongs.push_back({"sdg", desk::tr("Choose the few targets that this serves most.")});
}

}  // namespace

std::string_view CommitmentStateName(State state) {
  return kStateNames.at(static_cast<std::size_t>(state));
}
std::optional<State> CommitmentStateNamed(std::string_view name) {
  return Named<State>(kStateNames, name);
}
std::string_view CommitmentActName(Act act) {
  return kActNames.at(static_cast<std::size_t>(act));
}
std::optional<Act> CommitmentActNamed(std::string_view name) {
  return Named<Act>(kActNames, name);
}
std::span<const Step<State, Act>> CommitmentSteps() {
  return kSteps;
}
bool IsVerdict(Act act) {
  return act == Act::kGiveBack || act == Act::kConfirmKept || act == Act::kConfirmPartly ||
         act == Act::kConfirmMissed;
}
std::string_view EvidenceKindName(EvidenceKind kind) {
  return kEvidenceNames.at(static_cast<std::size_t>(kind));
}
std::optional<EvidenceKind> EvidenceKindNamed(std::string_view name) {
  return Named<EvidenceKind>(kEvidenceNames, name);
}

int PercentDone(const Commitment& commitment) {
  constexpr double kWhole = 100;
  const double whole = static_cast<double>(commitment.target - commitment.baseline);
  if (whole == 0) return 0;
  const double part = static_cast<double>(commitment.current - commitment.baseline);
  return static_cast<int>(std::clamp(part / whole * kWhole, 0.0, kWhole));
}

kit::Wrongs ReadDraft(const CommitmentDraft& draft, base::UtcTime today, Commitment& commitment) {
  kit::Wrongs wrongs;
  const auto tidy = [&](std::string_view field, const std::string& text, bool required,
                        std::size_t most = base::kMaxAgreementTitleBytes) {
    return kit::Tidy(wrongs, field, text, most, required);
  };
  commitment.title = tidy("title", draft.title, true);
  commitment.details = tidy("details", draft.details, false, base::kMaxAgreementTextBytes);
  commitment.indicator = tidy("indicator", draft.indicator, true);
  commitment.unit = tidy("unit", draft.unit, true);
  ReadAmounts(draft, commitment, wrongs);
  ReadDays(draft, today, commitment, wrongs);
  ReadSdg(draft, commitment, wrongs);
  commitment.published = draft.published;
  return wrongs;
}

}  // namespace panel
