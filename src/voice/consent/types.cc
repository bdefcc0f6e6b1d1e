#include "voice/consent/types.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "base/limits_referral.h"
#include "desk/tr.h"
#include "voice/intake/json_texts.h"

namespace voice::consent {
namespace {

namespace json = boost::json;
using Step = base::Step<State, Act>;

template <typename Enum>
using Names = std::array<std::string_view, static_cast<std::size_t>(Enum::kCount)>;

constexpr Names<Part> kParts = {"report", "place",      "who",    "contact", "language",
                                "files",  "indicators", "claims", "summary"};
constexpr Names<RecipientKind> kRecipients = {"service", "team", "statistics", "named"};
constexpr Names<Purpose> kPurposes = {"legal",  "wages",     "documents", "shelter",    "medical",
                                      "safety", "complaint", "return",    "statistics", "other"};
constexpr Names<Given> kGiven = {"page", "writing", "told"};
constexpr Names<State> kStates = {"asked",    "given",  "refused",  "withdrawn",
                                  "replaced", "lapsed", "cancelled"};
constexpr Names<Act> kActs = {"give", "refuse", "withdraw", "replace", "lapse", "cancel"};

// A "no" is final for its version: whoever wants to know again asks anew, where she sees it.
constexpr std::array<Step, 6> kSteps = {{{State::kAsked, Act::kGive, State::kGiven},
                                         {State::kAsked, Act::kRefuse, State::kRefused},
                                         {State::kAsked, Act::kCancel, State::kCancelled},
                                         {State::kGiven, Act::kWithdraw, State::kWithdrawn},
                                         {State::kGiven, Act::kReplace, State::kReplaced},
                                         {State::kGiven, Act::kLapse, State::kLapsed}}};

template <typename Enum>
std::string_view NameOf(const Names<Enum>& names, Enum value) {
  return names.at(static_cast<std::size_t>(value));
}

template <typename Enum>
std::optional<Enum> Named(const Names<Enum>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string_view PartName(Part part) {
  return NameOf<Part>(kParts, part);
}
std::optional<Part> PartNamed(std::string_view name) {
  return Named<Part>(kParts, name);
}
std::string_view RecipientKindName(RecipientKind kind) {
  return NameOf<RecipientKind>(kRecipients, kind);
}
std::optional<RecipientKind> RecipientKindNamed(std::string_view name) {
  return Named<RecipientKind>(kRecipients, name);
}
std::string_view PurposeName(Purpose purpose) {
  return NameOf<Purpose>(kPurposes, purpose);
}
std::optional<Purpose> PurposeNamed(std::string_view name) {
  return Named<Purpose>(kPurposes, name);
}
std::string_view GivenName(Given given) {
  return NameOf<Given>(kGiven, given);
}
std::optional<Given> GivenNamed(std::string_view name) {
  return Named<Given>(kGiven, name);
}
std::string_view StateName(State state) {
  return NameOf<State>(kStates, state);
}
State StateNamed(std::string_view name) {
  return Named<State>(kStates, name).value_or(State::kCancelled);
}
std::string_view ActName(Act act) {
  return NameOf<Act>(kActs, act);
}
std::span<const Step> Steps() {
  return kSteps;
}

bool IsSame(const Recipient& a, const Recipient& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == RecipientKind::kStatistics) return true;
  return a.kind == RecipientKind::kNamed ? a.name == b.name : a.id == b.id;
}

bool Covers(const Terms& wider, const Terms& terms) {
  const bool parts = std::all_of(terms.parts.begin(), terms.parts.end(), [&](Part part) {
    return std::find(wider.parts.begin(), wider.parts.end(), part) != wider.parts.end();
  });
  const bool long_enough = !wider.until || (terms.until && *terms.until <= *wider.until);
  return parts && long_enough && wider.purpose == terms.purpose && IsSame(wider.to, terms.to);
}

base::Status CheckTerms(const Terms& terms, Day today) {
  const bool statistics = terms.to.kind == RecipientKind::kStatistics;
  if (!statistics && terms.to.name.empty()) return base::Invalid(desk::tr("please choose who would be told"));
  if (!statistics && terms.parts.empty()) return base::Invalid(desk::tr("please tick what would be told"));
  if (statistics && !terms.parts.empty())
    return base::Invalid(desk::tr("statistics take no part of a case that names anybody"));
  if (terms.until && *terms.until < today) return base::Invalid(desk::tr("the last day is over already"));
  for (const std::string* text : {&terms.words, &terms.to.name})
    if (text->size() > base::kMaxConsentWordsBytes)
      return base::TooLarge(
          fmt::format("the words beside the question are longer than {} bytes", base::kMaxConsentWordsBytes));
  return base::Ok();
}

std::string TextOfTerms(const Terms& terms) {
  json::array parts;
  for (const Part part : terms.parts) parts.emplace_back(PartName(part));
  json::object object{{"kind", RecipientKindName(terms.to.kind)},
                      {"id", terms.to.id},
                      {"name", terms.to.name},
                      {"trade", terms.to.trade},
                      {"parts", std::move(parts)},
                      {"purpose", PurposeName(terms.purpose)},
                      {"words", terms.words}};
  if (terms.until) object["until"] = *terms.until;
  return json::serialize(object);
}

base::Result<Terms> ReadTerms(std::string_view text) {
  const json::object object = TRY(ObjectIn(text));
  const auto kind = RecipientKindNamed(TextAt(object, "kind"));
  const auto purpose = PurposeNamed(TextAt(object, "purpose"));
  const json::value* parts = object.if_contains("parts");
  if (!kind || !purpose || parts == nullptr || !parts->is_array())
    return base::Corrupt("the terms of a consent are damaged");
  Terms terms{.to = {*kind, TextAt(object, "id"), TextAt(object, "name"), TextAt(object, "trade")},
              .parts = {},
              .purpose = *purpose,
              .words = TextAt(object, "words"),
              .until = {}};
  for (const json::value& part : parts->get_array()) {
    const auto named = part.is_string() ? PartNamed(part.get_string()) : std::nullopt;
    if (!named) return base::Corrupt("the terms of a consent name a part that is none");
    terms.parts.push_back(*named);
  }
  if (const json::value* until = object.if_contains("until"); until != nullptr && until->is_int64())
    terms.until = until->get_int64();
  return terms;
}

bool IsInForce(const Consent& consent, Day today) {
  return consent.state == State::kGiven && consent.proven &&
         (!consent.terms.until || *consent.terms.until >= today);
}

}  // namespace voice::consent
