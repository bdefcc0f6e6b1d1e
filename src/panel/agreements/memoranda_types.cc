// Names, steps and texts of memoranda.

#include <array>

#include "panel/agreements/memoranda.h"

namespace panel {
namespace {

using State = MemorandumState;
using Act = MemorandumAct;

constexpr std::array<std::string_view, static_cast<std::size_t>(State::kCount)> kStates = {
    "draft", "offered", "in-force", "notice", "replaced", "expired", "terminated", "dropped"};
constexpr std::array<std::string_view, static_cast<std::size_t>(Act::kCount)> kActs = {
    "offer", "take-back", "sign", "complete", "replace", "give-notice", "expire", "terminate", "drop"};
constexpr std::array<std::string_view, static_cast<std::size_t>(MemorandumKind::kCount)> kKinds = {
    "first", "amendment", "renewal"};
constexpr std::array<std::string_view, static_cast<std::size_t>(SigningMethod::kCount)> kMethods = {
    "here", "ink", "electronic", "letters"};

constexpr Step<State, Act> kSteps[] = {{State::kDraft, Act::kOffer, State::kOffered},
                                       {State::kDraft, Act::kDrop, State::kDropped},
                                       {State::kOffered, Act::kTakeBack, State::kDraft},
                                       {State::kOffered, Act::kSign, State::kOffered},
                                       {State::kOffered, Act::kComplete, State::kInForce},
                                       {State::kOffered, Act::kDrop, State::kDropped},
                                       {State::kInForce, Act::kReplace, State::kReplaced},
                                       {State::kInForce, Act::kGiveNotice, State::kNotice},
                                       {State::kInForce, Act::kExpire, State::kExpired},
                                       {State::kNotice, Act::kReplace, State::kReplaced},
                                       {State::kNotice, Act::kExpire, State::kExpired},
                                       {State::kNotice, Act::kTerminate, State::kTerminated}};

template <typename Enum, std::size_t N>
std::optional<Enum> Named(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i)
    if (names.at(i) == name) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace

std::string_view MemorandumStateName(State state) {
  return kStates.at(static_cast<std::size_t>(state));
}
std::optional<State> MemorandumStateNamed(std::string_view name) {
  return Named<State>(kStates, name);
}
std::string_view MemorandumActName(Act act) {
  return kActs.at(static_cast<std::size_t>(act));
}
std::optional<Act> MemorandumActNamed(std::string_view name) {
  return Named<Act>(kActs, name);
}
std::string_view MemorandumKindName(MemorandumKind kind) {
  return kKinds.at(static_cast<std::size_t>(kind));
}
std::optional<MemorandumKind> MemorandumKindNamed(std::string_view name) {
  return Named<MemorandumKind>(kKinds, name);
}
std::string_view SigningMethodName(SigningMethod method) {
  return kMethods.at(static_cast<std::size_t>(method));
}
std::optional<SigningMethod> SigningMethodNamed(std::string_view name) {
  return Named<SigningMethod>(kMethods, name);
}
std::span<const Step<State, Act>> MemorandumSteps() {
  return kSteps;
}

std::string FillIn(std::string_view body, const std::map<std::string, std::string>& variables,
                   std::vector<std::string>& missing) {
  std::string text;
  while (!body.empty()) {
    const std::size_t open = body.find("{{");
    const std::size_t close = open == std::string_view::npos ? open : body.find("}}", open);
    if (close == std::string_view::npos) break;
    text += body.substr(0, open);
    const std::string name(body.substr(open + 2, close - open - 2));
    const auto found = variables.find(name);
    if (found == variables.end() || found->second.empty()) {
      missing.push_back(name);
      text += "[" + name + "]";
    } else {
      text += found->second;
    }
    body.remove_prefix(close + 2);
  }
  return text + std::string(body);
}

}  // namespace panel
