#pragma once
// What a worker agrees to: which parts of her case may be told to whom, for what, until when. A question is
// one version of one line; a line is all questions about one recipient in one case. The terms of a version
// never change: whoever wants more asks anew. Pure; thread-safe.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/steps.h"
#include "voice/types.h"

namespace voice::consent {

using ConsentId = base::Id<struct ConsentTag>;
using LineId = base::Id<struct ConsentLineTag>;

// The parts of a case that can be told one by one.
enum class Part : std::uint8_t {
  kReport,      // what she wrote and ticked
  kPlace,       // where it is
  kWho,         // who does it
  kContact,     // how to reach her
  kLanguage,    // which language she speaks
  kFiles,       // what she sent
  kIndicators,  // the signs of forced labour that the team saw
  kClaims,      // what she is owed
  kSummary,     // what the team wrote about the case
  kCount
};
std::string_view PartName(Part part);                  // "report": as stored
std::optional<Part> PartNamed(std::string_view name);  // nothing where it is none

enum class RecipientKind : std::uint8_t {
  kService,     // of the directory
  kTeam,        // of another organisation of this installation
  kStatistics,  // counted, with nothing that names her
  kNamed,       // anybody else, by name
  kCount
};
std::string_view RecipientKindName(RecipientKind kind);
std::optional<RecipientKind> RecipientKindNamed(std::string_view name);

struct Recipient {
  RecipientKind kind = RecipientKind::kNamed;
  std::string id;     // of the service or team
  std::string name;   // as it was when she was asked
  std::string trade;  // of a service: "shelter"
};
// One recipient is another by its kind and id, a named one by its name.
bool IsSame(const Recipient& a, const Recipient& b);

enum class Purpose : std::uint8_t {
  kLegal,
  kWages,
  kDocuments,
  kShelter,
  kMedical,
  kSafety,
  kComplaint,  // an authority looks into it
  kReturn,     // going home
  kStatistics,
  kOther,
  kCount
};
std::string_view PurposeName(Purpose purpose);
std::optional<Purpose> PurposeNamed(std::string_view name);

// How she answered.
enum class Given : std::uint8_t { kPage, kWriting, kTold, kCount };
std::string_view GivenName(Given given);
std::optional<Given> GivenNamed(std::string_view name);

struct Terms {
  Recipient to;
  std::vector<Part> parts;  // in their order, each once; none where the recipient is statistics
  Purpose purpose = Purpose::kOther;
  std::string words;         // what the team says beside the question
  std::optional<Day> until;  // the last day; nothing: until she takes it back
};
// Whether what `wider` allows holds everything that `terms` does: then what was told under `terms` may stay.
bool Covers(const Terms& wider, const Terms& terms);
// Errors: kInvalid naming the field, kTooLarge.
base::Status CheckTerms(const Terms& terms, Day today);
std::string TextOfTerms(const Terms& terms);
// Errors: kCorrupt.
base::Result<Terms> ReadTerms(std::string_view json);

enum class State : std::uint8_t {
  kAsked,
  kGiven,
  kRefused,
  kWithdrawn,
  kReplaced,   // a later version was given
  kLapsed,     // its last day is over
  kCancelled,  // the team took the question back
  kCount
};
enum class Act : std::uint8_t { kGive, kRefuse, kWithdraw, kReplace, kLapse, kCancel, kCount };
std::string_view StateName(State state);
State StateNamed(std::string_view name);  // kCancelled where it is none: it allows nothing
std::string_view ActName(Act act);
std::span<const base::Step<State, Act>> Steps();

struct Consent {
  ConsentId id;
  LineId line;
  std::int64_t version = 0;  // within its line, from 1
  State state = State::kAsked;
  Terms terms;
  Day asked = 0;
  std::optional<Day> answered, ended;
  // Of a given one: that it was given by somebody who held the case's key, and with these terms.
  bool proven = false;
};
// Given, proven, and not past its last day.
bool IsInForce(const Consent& consent, Day today);

}  // namespace voice::consent
