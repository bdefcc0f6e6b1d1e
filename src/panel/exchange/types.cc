#include "panel/exchange/types.h"

#include <algorithm>
#include <array>

namespace panel::exchange {
namespace {

template <typename E, std::size_t N>
std::string_view At(const std::array<std::string_view, N>& names, E value) {
  static_assert(N == static_cast<std::size_t>(E::kCount));
  return names.at(static_cast<std::size_t>(value));
}

constexpr std::array<std::string_view, 2> kSides = {"offer", "need"};
constexpr std::array<std::string_view, kKinds> kKindNames = {"money", "goods",    "skills", "jobs",
                                                             "media", "premises", "data",   "staff-time"};
constexpr std::array<std::string_view, 3> kVisibilities = {"secretariat", "members", "public"};
constexpr std::array<std::string_view, 6> kListingStates = {"draft",   "open",   "paused",
                                                            "used-up", "lapsed", "withdrawn"};
constexpr std::array<std::string_view, 7> kListingActs = {"publish", "pause",    "resume", "use-up",
                                                          "lapse",   "withdraw", "reopen"};
constexpr std::array<std::string_view, 13> kIntroductionStates = {
    "proposed", "sent",      "offer-yes", "need-yes", "agreed", "underway",  "reported",
    "disputed", "confirmed", "stopped",   "declined", "lapsed", "taken-back"};
constexpr std::array<std::string_view, 11> kIntroductionActs = {
    "send",  "offer-accepts", "need-accepts", "decline", "lapse", "take-back",
    "begin", "report",        "confirm",      "dispute", "stop"};
constexpr std::array<std::string_view, 5> kHelpStates = {"asked", "taken", "answered", "closed", "withdrawn"};
constexpr std::array<std::string_view, 6> kHelpActs = {"take",      "give-back", "answer",
                                                       "ask-again", "close",     "withdraw"};
constexpr std::array<std::string_view, 3> kAddressees = {"government", "united-nations", "other"};
constexpr std::array<std::string_view, 5> kBarrierStates = {"reported", "owned", "planned", "lifted",
                                                            "stays"};
constexpr std::array<std::string_view, 5> kBarrierActs = {"assign", "plan", "lift", "leave", "reopen"};

}  // namespace

std::string_view NameOf(Side side) {
  return At(kSides, side);
}
std::string_view NameOf(Kind kind) {
  return At(kKindNames, kind);
}
std::string_view NameOf(Visibility visibility) {
  return At(kVisibilities, visibility);
}
std::string_view NameOf(ListingState state) {
  return At(kListingStates, state);
}
std::string_view NameOf(ListingAct act) {
  return At(kListingActs, act);
}
std::string_view NameOf(IntroductionState state) {
  return At(kIntroductionStates, state);
}
std::string_view NameOf(IntroductionAct act) {
  return At(kIntroductionActs, act);
}
std::string_view NameOf(HelpState state) {
  return At(kHelpStates, state);
}
std::string_view NameOf(HelpAct act) {
  return At(kHelpActs, act);
}
std::string_view NameOf(Addressee addressee) {
  return At(kAddressees, addressee);
}
std::string_view NameOf(BarrierState state) {
  return At(kBarrierStates, state);
}
std::string_view NameOf(BarrierAct act) {
  return At(kBarrierActs, act);
}

base::Decimal Listing::Left() const {
  const base::Result<base::Decimal> left = quantity.Minus(taken);
  return left && !left->negative() ? *left : base::Decimal();
}

bool IsMatch(IntroductionState state) {
  switch (state) {
    case IntroductionState::kAgreed:
    case IntroductionState::kUnderway:
    case IntroductionState::kReported:
    case IntroductionState::kDisputed:
    case IntroductionState::kConfirmed:
      return true;
    default:
      return false;
  }
}

bool Waits(IntroductionState state, Side side) {
  if (state == IntroductionState::kSent) return true;
  return state == (side == Side::kOffer ? IntroductionState::kNeedYes : IntroductionState::kOfferYes);
}

std::string ListText(std::vector<std::string> values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ",") + value;
  return text;
}

std::vector<std::string> ListOf(std::string_view text) {
  std::vector<std::string> values;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    values.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return values;
}

std::string TypesText(const std::vector<desk::OrgType>& types) {
  std::vector<std::string> names;
  names.reserve(types.size());
  for (const desk::OrgType type : types) names.emplace_back(desk::OrgTypeName(type));
  return ListText(std::move(names));
}

std::vector<desk::OrgType> TypesOf(std::string_view text) {
  std::vector<desk::OrgType> types;
  for (const std::string& name : ListOf(text))
    if (const auto type = desk::OrgTypeNamed(name)) types.push_back(*type);
  return types;
}

}  // namespace panel::exchange
