#pragma once
// The states of a case and the steps between them. Pure.

#include <span>
#include <string_view>

#include "base/steps.h"
#include "html/locale.h"

namespace voice {

enum class CaseState : std::uint8_t {
  kNew,
  kTriage,
  kAssessment,
  kServices,
  kFollowUp,
  kClosing,
  kClosed,
  kCount
};
enum class CaseAct : std::uint8_t {
  kRead,     // somebody has read what came in
  kAssess,   // triage is done: it is assessed, with a plan for safety
  kServe,    // services are arranged
  kFollow,   // services are done, the person is asked how it went
  kClose,    // asks that it be closed
  kApprove,  // another person, a supervisor, closes it
  kDecline,  // or sends it back
  kReopen,
  kCount
};

std::string_view CaseStateName(CaseState state);  // as stored: "follow-up"
std::string_view CaseActName(CaseAct act);        // as in forms: "assess"
CaseState CaseStateNamed(std::string_view name);  // kNew where it is none
std::span<const base::Step<CaseState, CaseAct>> CaseSteps();

std::string CaseStateWord(const html::Locale& locale, CaseState state);
std::string CaseActWord(const html::Locale& locale, CaseAct act);

}  // namespace voice
