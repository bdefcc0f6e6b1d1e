#pragma once
// What the team finds in a case, as the document "assessment": the indicators of forced labour, each with the
// sentence that supports it; act, means and purpose of trafficking; risks, the plan for safety, the services
// that are needed. People decide; the program only keeps the parts together. Pure but for reading and writing
// the document.
// Sources: ILO, Indicators of Forced Labour (Special Action Programme to Combat Forced Labour, 2012), the
// eleven in their order; Protocol to Prevent, Suppress and Punish Trafficking in Persons (Palermo, 2000),
// article 3 (a) to (d): act, means and purpose; of a child no means is needed; where a means was used,
// consent is of no matter.

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "html/locale.h"

namespace voice {

inline constexpr int kIndicators = 11;
std::string IndicatorWord(const html::Locale& locale, int number);  // 1 to kIndicators

enum class Seen : std::uint8_t { kUnknown, kSeen, kNotSeen };
// Where the sentence stands that supports an indicator.
enum class Ground : std::uint8_t { kNone, kWords, kTicked, kRecord, kNote, kCount };
std::string GroundWord(const html::Locale& locale, Ground ground);
// One of the places where sentences can stand, all of it.
struct Source {
  Ground ground = Ground::kWords;
  std::string text;
};
struct Indicator {
  Seen seen = Seen::kUnknown;
  std::string sentence;           // of one of the sources, word for word; required where it is seen
  Ground ground = Ground::kNone;  // where it stood when it was saved
};

enum class Element : std::uint8_t { kAct, kMeans, kPurpose };
struct ElementCode {
  std::string_view code;  // as stored: "transfer"
  std::string (*word)(const html::Locale& locale);
};
std::span<const ElementCode> ElementCodes(Element element);

enum class Child : std::uint8_t { kUnknown, kChild, kAdult };

struct NeededService {
  std::string kind;   // "shelter", "legal", ...
  std::string state;  // "needed", "arranged", "done", "refused"
};
std::span<const std::string_view> ServiceKinds();
std::string ServiceKindWord(const html::Locale& locale, std::string_view kind);

struct Assessment {
  std::array<Indicator, kIndicators> indicators;
  std::vector<std::string> acts, means, purposes;  // codes of ElementCodes
  Child child = Child::kUnknown;
  std::string findings;
  std::string risks;
  std::string safety_plan;
  std::vector<NeededService> services;
};

// What the elements that are ticked amount to.
enum class Elements : std::uint8_t {
  kIncomplete,    // an act or a purpose is missing, or a means of an adult, or of who may be one
  kComplete,      // act, means and purpose
  kCompleteChild  // act and purpose, of a child
};
Elements ElementsOf(const Assessment& assessment);
int SeenCount(const Assessment& assessment);

// Each seen indicator needs a sentence that stands in one of the sources (white space and case do not count);
// the first in which it stands becomes its ground. A sentence that did not change since `before` keeps its
// ground and is not looked for again: what it stood in may be gone. Where all sources are empty, a seen
// indicator has no sentence. Errors: kInvalid naming the indicator;
// codes that are none.
base::Status CheckAssessment(Assessment& assessment, std::span<const Source> sources,
                             const Assessment& before = {});

std::string TextOfAssessment(const Assessment& assessment);
// An empty text is an empty assessment. Errors: kCorrupt.
base::Result<Assessment> ReadAssessment(std::string_view text);

}  // namespace voice
