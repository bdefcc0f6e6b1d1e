#include "voice/casework/steps.h"

#include <array>

namespace voice {
namespace {

using Step = base::Step<CaseState, CaseAct>;

constexpr std::array<std::string_view, static_cast<std::size_t>(CaseState::kCount)> kStates = {
    "new", "triage", "assessment", "services", "follow-up", "closing", "closed"};
constexpr std::array<std::string_view, static_cast<std::size_t>(CaseAct::kCount)> kActs = {
    "read", "assess", "serve", "follow", "close", "approve", "decline", "reopen"};
// What is no matter for the team is closed from triage; a case can go back to be assessed anew. Two persons
// close a case. (The worker herself may end her talk at any time.)
constexpr std::array<Step, 14> kSteps = {{{CaseState::kNew, CaseAct::kRead, CaseState::kTriage},
                                          {CaseState::kTriage, CaseAct::kAssess, CaseState::kAssessment},
                                          {CaseState::kTriage, CaseAct::kClose, CaseState::kClosing},
                                          {CaseState::kAssessment, CaseAct::kServe, CaseState::kServices},
                                          {CaseState::kAssessment, CaseAct::kClose, CaseState::kClosing},
                                          {CaseState::kServices, CaseAct::kFollow, CaseState::kFollowUp},
                                          {CaseState::kServices, CaseAct::kAssess, CaseState::kAssessment},
                                          {CaseState::kFollowUp, CaseAct::kServe, CaseState::kServices},
                                          {CaseState::kFollowUp, CaseAct::kAssess, CaseState::kAssessment},
                                          {CaseState::kFollowUp, CaseAct::kClose, CaseState::kClosing},
                                          {CaseState::kClosing, CaseAct::kApprove, CaseState::kClosed},
                                          {CaseState::kClosing, CaseAct::kDecline, CaseState::kFollowUp},
                                          {CaseState::kClosed, CaseAct::kReopen, CaseState::kTriage},
                                          {CaseState::kClosing, CaseAct::kReopen, CaseState::kTriage}}};

}  // namespace

std::string_view CaseStateName(CaseState state) {
  return kStates.at(static_cast<std::size_t>(state));
}

std::string_view CaseActName(CaseAct act) {
  return kActs.at(static_cast<std::size_t>(act));
}

CaseState CaseStateNamed(std::string_view name) {
  for (std::size_t i = 0; i < kStates.size(); ++i)
    if (kStates[i] == name) return static_cast<CaseState>(i);
  return CaseState::kNew;
}

std::span<const Step> CaseSteps() {
  return kSteps;
}

std::string CaseStateWord(const html::Locale& locale, CaseState state) {
  switch (state) {
    case CaseState::kNew:
      return locale.ctr("state of a case", "New");
    case CaseState::kTriage:
      return locale.ctr("state of a case", "Triage");
    case CaseState::kAssessment:
      return locale.ctr("state of a case", "Assessment");
    case CaseState::kServices:
      return locale.ctr("state of a case", "Services");
    case CaseState::kFollowUp:
      return locale.ctr("state of a case", "Follow-up");
    case CaseState::kClosing:
      return locale.ctr("state of a case", "To be closed");
    case CaseState::kClosed:
    case CaseState::kCount:
      break;
  }
  return locale.ctr("state of a case", "Closed");
}

std::string CaseActWord(const html::Locale& locale, CaseAct act) {
  switch (act) {
    case CaseAct::kRead:
      return locale.tr("I have read it");
    case CaseAct::kAssess:
      return locale.tr("Assess");
    case CaseAct::kServe:
      return locale.tr("Arrange services");
    case CaseAct::kFollow:
      return locale.tr("Follow up");
    case CaseAct::kClose:
      return locale.tr("Ask to close the case");
    case CaseAct::kApprove:
      return locale.tr("Close the case");
    case CaseAct::kDecline:
      return locale.ctr("button that refuses", "Not yet");
    case CaseAct::kReopen:
    case CaseAct::kCount:
      break;
  }
  return locale.tr("Open it again");
}

}  // namespace voice
