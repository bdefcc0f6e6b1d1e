#include "voice/casework/assessment.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "text/unicode.h"
#include "voice/intake/json_texts.h"

namespace voice {
namespace {

namespace json = boost::json;
using Locale = html::Locale;

constexpr ElementCode kActs[] = {
    {"recruitment", [](const Locale& l) { return l.tr("Recruitment"); }},
    {"transportation", [](const Locale& l) { return l.tr("Transportation"); }},
    {"transfer", [](const Locale& l) { return l.tr("Transfer"); }},
    {"harbouring", [](const Locale& l) { return l.tr("Harbouring"); }},
    {"receipt", [](const Locale& l) { return l.tr("Receipt of the person"); }},
};
constexpr ElementCode kMeans[] = {
    {"force", [](const Locale& l) { return l.tr("Threat or use of force"); }},
    {"coercion", [](const Locale& l) { return l.tr("Other forms of coercion"); }},
    {"abduction", [](const Locale& l) { return l.tr("Abduction"); }},
    {"fraud", [](const Locale& l) { return l.tr("Fraud"); }},
    {"deception", [](const Locale& l) { return l.tr("Deception of the person"); }},
    {"abuse_of_power",
     [](const Locale& l) { return l.tr("Abuse of power or of a position of vulnerability"); }},
    {"payments",
     [](const Locale& l) { return l.tr("Payments to somebody who has control over the person"); }},
};
constexpr ElementCode kPurposes[] = {
    {"sexual_exploitation", [](const Locale& l) { return l.tr("Sexual exploitation"); }},
    {"forced_labour", [](const Locale& l) { return l.tr("Forced labour or services"); }},
    {"slavery", [](const Locale& l) { return l.tr("Slavery or similar practices"); }},
    {"servitude", [](const Locale& l) { return l.tr("Servitude"); }},
    {"organs", [](const Locale& l) { return l.tr("Removal of organs"); }},
    {"other", [](const Locale& l) { return l.tr("Other exploitation"); }},
};
constexpr std::array<std::string_view, 9> kServiceKinds = {"shelter", "medical",      "counselling",
                                                           "legal",   "interpreting", "documents",
                                                           "wages",   "return_home",  "training"};
constexpr std::array<std::string_view, 4> kServiceStates = {"needed", "arranged", "done", "refused"};

constexpr std::array<std::string_view, static_cast<std::size_t>(Ground::kCount)> kGrounds = {
    "", "words", "ticked", "record", "note"};

std::string_view GroundName(Ground ground) {
  return kGrounds.at(static_cast<std::size_t>(ground));
}

Ground GroundNamed(std::string_view name) {
  const auto found = std::find(kGrounds.begin(), kGrounds.end(), name);
  return found == kGrounds.end() ? Ground::kNone : static_cast<Ground>(found - kGrounds.begin());
}

// Lower case, one blank between words: what people copy and type differs in no more than that.
std::string Plain(std::string_view text) {
  std::u32string plain;
  for (const char32_t c : text::Decode(text::Normalize(text))) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (blank && (plain.empty() || plain.back() == ' ')) continue;
    plain += blank ? ' ' : text::ToLower(c);
  }
  while (!plain.empty() && plain.back() == ' ') plain.pop_back();
  return text::Encode(plain);
}

bool AreCodes(const std::vector<std::string>& chosen, Element element) {
  return std::all_of(chosen.begin(), chosen.end(), [&](const std::string& code) {
    const auto codes = ElementCodes(element);
    return std::any_of(codes.begin(), codes.end(),
                       [&](const ElementCode& known) { return known.code == code; });
  });
}

json::array ListOf(const std::vector<std::string>& texts) {
  json::array list;
  for (const std::string& text : texts) list.emplace_back(text);
  return list;
}

template <typename Each>
void ForEach(const json::object& object, std::string_view name, Each each) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_array()) return;
  for (const json::value& one : value->get_array()) each(one);
}

std::vector<std::string> TextsAt(const json::object& object, std::string_view name) {
  std::vector<std::string> texts;
  ForEach(object, name, [&](const json::value& one) {
    if (one.is_string()) texts.emplace_back(one.get_string());
  });
  return texts;
}

}  // namespace

std::string IndicatorWord(const Locale& locale, int number) {
  switch (number) {
    case 1:
      return locale.tr("Abuse of vulnerability");
    case 2:
      return locale.tr("Deception");
    case 3:
      return locale.tr("Restriction of movement");
    case 4:
      return locale.tr("Isolation");
    case 5:
      return locale.tr("Physical and sexual violence");
    case 6:
      return locale.tr("Intimidation and threats");
    case 7:
      return locale.tr("Retention of identity documents");
    case 8:
      return locale.tr("Withholding of wages");
    case 9:
      return locale.tr("Debt bondage");
    case 10:
      return locale.tr("Abusive working and living conditions");
    default:
      return locale.tr("Excessive overtime");
  }
}

std::string GroundWord(const Locale& locale, Ground ground) {
  switch (ground) {
    case Ground::kWords:
      return locale.tr("It stands in what the worker wrote.");
    case Ground::kTicked:
      return locale.tr("It stands in what the worker ticked.");
    case Ground::kRecord:
      return locale.tr("It stands in the imported record.");
    case Ground::kNote:
      return locale.tr("It stands in a note of the team.");
    case Ground::kNone:
    case Ground::kCount:
      break;
  }
  return {};
}

std::span<const ElementCode> ElementCodes(Element element) {
  if (element == Element::kAct) return kActs;
  if (element == Element::kMeans) return kMeans;
  return kPurposes;
}

std::span<const std::string_view> ServiceKinds() {
  return kServiceKinds;
}

std::string ServiceKindWord(const Locale& locale, std::string_view kind) {
  if (kind == "shelter") return locale.tr("Shelter");
  if (kind == "medical") return locale.tr("Medical care");
  if (kind == "counselling") return locale.tr("Counselling");
  if (kind == "legal") return locale.tr("Legal help");
  if (kind == "interpreting") return locale.tr("Interpreting");
  if (kind == "documents") return locale.tr("Getting documents back");
  if (kind == "wages") return locale.tr("Getting wages paid");
  if (kind == "return_home") return locale.tr("Return home");
  return locale.tr("Training or another job");
}

Elements ElementsOf(const Assessment& assessment) {
  if (assessment.acts.empty() || assessment.purposes.empty()) return Elements::kIncomplete;
  if (assessment.child == Child::kChild) return Elements::kCompleteChild;
  return assessment.means.empty() ? Elements::kIncomplete : Elements::kComplete;
}

int SeenCount(const Assessment& assessment) {
  return static_cast<int>(std::count_if(assessment.indicators.begin(), assessment.indicators.end(),
                                        [](const Indicator& one) { return one.seen == Seen::kSeen; }));
}

base::Status CheckAssessment(Assessment& assessment, std::span<const Source> sources,
                             const Assessment& before) {
  std::vector<std::string> said;
  for (const Source& source : sources) said.push_back(Plain(source.text));
  const bool nothing_left =
      std::all_of(said.begin(), said.end(), [](const std::string& text) { return text.empty(); });
  for (std::size_t i = 0; i < assessment.indicators.size(); ++i) {
    Indicator& one = assessment.indicators.at(i);
    const std::string sentence = Plain(one.sentence);
    if (const Indicator& known = before.indicators.at(i);
        known.ground != Ground::kNone && Plain(known.sentence) == sentence)
      one.ground = known.ground;
    if (one.seen != Seen::kSeen || one.ground != Ground::kNone) continue;
    if (sentence.empty() && nothing_left) continue;
    if (sentence.empty())
      return base::Invalid(fmt::format("indicator {}: copy the sentence that supports it", i + 1));
    const auto found = std::find_if(said.begin(), said.end(), [&](const std::string& text) {
      return text.find(sentence) != std::string::npos;
    });
    if (found == said.end())
      return base::Invalid(
          fmt::format("indicator {}: this sentence stands neither in what the worker wrote or ticked, nor in "
                      "a note, nor in an imported record",
                      i + 1));
    one.ground = sources[static_cast<std::size_t>(found - said.begin())].ground;
  }
  if (!AreCodes(assessment.acts, Element::kAct) || !AreCodes(assessment.means, Element::kMeans) ||
      !AreCodes(assessment.purposes, Element::kPurpose))
    return base::Invalid("one of the elements is none of the protocol's");
  for (const NeededService& service : assessment.services)
    if (std::find(kServiceKinds.begin(), kServiceKinds.end(), service.kind) == kServiceKinds.end() ||
        std::find(kServiceStates.begin(), kServiceStates.end(), service.state) == kServiceStates.end())
      return base::Invalid("one of the services is none of the list");
  return base::Ok();
}

std::string TextOfAssessment(const Assessment& assessment) {
  json::array indicators, services;
  for (const Indicator& one : assessment.indicators)
    indicators.push_back(json::object{{"seen", static_cast<std::int64_t>(one.seen)},
                                      {"sentence", one.sentence},
                                      {"ground", GroundName(one.ground)}});
  for (const NeededService& service : assessment.services)
    services.push_back(json::object{{"kind", service.kind}, {"state", service.state}});
  return json::serialize(json::object{{"indicators", std::move(indicators)},
                                      {"acts", ListOf(assessment.acts)},
                                      {"means", ListOf(assessment.means)},
                                      {"purposes", ListOf(assessment.purposes)},
                                      {"child", static_cast<std::int64_t>(assessment.child)},
                                      {"findings", assessment.findings},
                                      {"risks", assessment.risks},
                                      {"safety_plan", assessment.safety_plan},
                                      {"services", std::move(services)}});
}

base::Result<Assessment> ReadAssessment(std::string_view text) {
  Assessment assessment;
  if (text.empty()) return assessment;
  const json::object object = TRY(ObjectIn(text));
  std::size_t at = 0;
  ForEach(object, "indicators", [&](const json::value& one) {
    if (!one.is_object() || at >= assessment.indicators.size()) return;
    const std::int64_t number = NumberAt(one.get_object(), "seen");
    const Seen seen = number == 1 ? Seen::kSeen : number == 2 ? Seen::kNotSeen : Seen::kUnknown;
    Ground ground = GroundNamed(TextAt(one.get_object(), "ground"));
    // Before grounds were kept, every seen one stood in what the worker wrote.
    if (seen == Seen::kSeen && ground == Ground::kNone) ground = Ground::kWords;
    assessment.indicators[at++] = {seen, TextAt(one.get_object(), "sentence"), ground};
  });
  assessment.acts = TextsAt(object, "acts");
  assessment.means = TextsAt(object, "means");
  assessment.purposes = TextsAt(object, "purposes");
  const std::int64_t child = NumberAt(object, "child");
  assessment.child = child == 1 ? Child::kChild : child == 2 ? Child::kAdult : Child::kUnknown;
  assessment.findings = TextAt(object, "findings");
  assessment.risks = TextAt(object, "risks");
  assessment.safety_plan = TextAt(object, "safety_plan");
  ForEach(object, "services", [&](const json::value& one) {
    if (one.is_object())
      assessment.services.push_back({TextAt(one.get_object(), "kind"), TextAt(one.get_object(), "state")});
  });
  return assessment;
}

}  // namespace voice
