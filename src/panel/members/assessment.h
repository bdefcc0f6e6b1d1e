#pragma once
// What is missing of an application and what stands in the way of an admission, as of now. Thread-safe.

#include <string>
#include <vector>

#include "panel/members/rules.h"
#include "panel/members/seams.h"
#include "panel/members/types.h"

namespace panel::members {

// The pages of the application, in their order.
enum class WizardStep : std::uint8_t { kIdentity, kPeople, kOwners, kContacts, kDeclaration, kSend, kCount };
std::string_view WizardStepName(WizardStep step);  // "identity": the page's name in addresses

struct Missing {
  WizardStep step = WizardStep::kIdentity;
  const char* words;  // English; look up with Locale::tr
};
// Pure: what the application still needs before it can be sent, in the order of the pages.
std::vector<Missing> MissingOf(const File& file, const Membership& membership);

enum class Blocker : std::uint8_t {
  kIncomplete,
  kWaitsForScreening,
  kOpenHits,
  kMatch,
  kEscalatedFlag,
  kRedFlag,
  kNotVerified,
  kVerificationAged,
  kVerificationFailed,
  kFileChanged,
  kCount
};
const char* BlockerWords(Blocker blocker);      // English; look up with Locale::tr
std::string_view BlockerName(Blocker blocker);  // "open-hits"

struct Assessment {
  std::vector<Missing> missing;
  Standing standing = Standing::kNever;
  std::optional<Verification> verification;  // the newest that was not withdrawn
  base::UtcTime verified_until;              // where it passed
  std::int64_t open_hits = 0;
  std::int64_t matches = 0;
  std::int64_t yellow = 0;
  std::int64_t escalated = 0;
  std::int64_t red = 0;
  bool screened = false;
  bool changed = false;  // the file is not the one that the verification looked at
  // What stands in the way of a verification that passes (all but the last four kinds), and of an admission.
  std::vector<Blocker> Verifying() const;
  std::vector<Blocker> Admitting() const;
};
base::Result<Assessment> Assess(db::Transaction& tx, MemberSeams& seams, const Membership& membership,
                                const File& file);

// Of a newest verification, or none.
Standing StandingOf(const std::optional<Verification>& newest, const Rules& rules, base::UtcTime now);

}  // namespace panel::members
