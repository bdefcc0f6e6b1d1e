#include "panel/members/assessment.h"

#include <algorithm>
#include <array>

#include "desk/tr.h"
#include "panel/members/diligence.h"
#include "panel/members/fingerprint.h"
#include "panel/members/questions.h"

namespace panel::members {
namespace {

using desk::tr;

constexpr std::array<std::string_view, static_cast<std::size_t>(WizardStep::kCount)> kStepNames = {
    "identity", "people", "owners", "contacts", "declaration", "send"};
constexpr std::array<std::string_view, static_cast<std::size_t>(Blocker::kCount)> kBlockerNames = {
    "incomplete",   "waits-for-screening", "open-hits",           "match",       "escalated-flag", "red-flag",
    "not-verified", "verification-aged",   "verification-failed", "file-changed"};
constexpr std::array<const char*, static_cast<std::size_t>(Blocker::kCount)> kBlockerWords = {
    tr("The application is not complete."),
    tr("Its names have not been compared with the watch lists yet."),
    tr("Hits on watch lists wait for a decision."),
    tr("A hit on a watch list was confirmed."),
    tr("A flag was escalated and waits for a decision."),
    tr("There is a red flag."),
    tr("Nobody has verified it yet."),
    tr("Its verification is too old."),
    tr("Its last verification did not pass."),
    tr("The file was changed since it was verified: answer the questions anew."),
};

bool HasPerson(const File& file, PersonKind kind) {
  return std::any_of(file.people.begin(), file.people.end(),
                     [&](const FilePerson& person) { return person.kind == kind; });
}

}  // namespace

std::string_view WizardStepName(WizardStep step) {
  return kStepNames.at(static_cast<std::size_t>(step));
}

const char* BlockerWords(Blocker blocker) {
  return kBlockerWords.at(static_cast<std::size_t>(blocker));
}

std::string_view BlockerName(Blocker blocker) {
  return kBlockerNames.at(static_cast<std::size_t>(blocker));
}

std::vector<Missing> MissingOf(const File& file, const Membership& membership) {
  std::vector<Missing> missing;
  const auto need = [&](bool there, WizardStep step, const char* words) {
    if (!there) missing.push_back({step, words});
  };
  const Profile& profile = file.profile;
  need(!profile.country.empty(), WizardStep::kIdentity, tr("The country where it is at home"));
  need(!profile.sectors.empty(), WizardStep::kIdentity, tr("At least one sector"));
  need(!profile.registration.empty(), WizardStep::kIdentity,
       tr("A registration number, or which law or treaty founded it"));
  need(!profile.purpose.empty(), WizardStep::kIdentity, tr("What it does, in a few sentences"));
  need(!profile.safeguards.empty(), WizardStep::kIdentity,
       tr("How it guards against fraud, abuse and reprisals"));
  need(HasPerson(file, PersonKind::kHead), WizardStep::kPeople, tr("Who leads it"));
  need(HasPerson(file, PersonKind::kRepresentative), WizardStep::kPeople,
       tr("Who will sit in the panel for it"));
  need(!profile.owners.empty(), WizardStep::kOwners, tr("Its owners, or why there are none to name"));
  need(!file.contacts.empty(), WizardStep::kContacts, tr("A contact point"));
  need(membership.declaration.edition == kDeclarationEdition, WizardStep::kDeclaration,
       tr("The declaration, signed as it reads today"));
  return missing;
}

std::vector<Blocker> Assessment::Verifying() const {
  std::vector<Blocker> blockers;
  if (!missing.empty()) blockers.push_back(Blocker::kIncomplete);
  if (!screened) blockers.push_back(Blocker::kWaitsForScreening);
  if (open_hits > 0) blockers.push_back(Blocker::kOpenHits);
  if (matches > 0) blockers.push_back(Blocker::kMatch);
  if (escalated > 0) blockers.push_back(Blocker::kEscalatedFlag);
  if (red > 0) blockers.push_back(Blocker::kRedFlag);
  return blockers;
}

std::vector<Blocker> Assessment::Admitting() const {
  std::vector<Blocker> blockers = Verifying();
  if (standing == Standing::kNever) blockers.push_back(Blocker::kNotVerified);
  if (standing == Standing::kAged) blockers.push_back(Blocker::kVerificationAged);
  if (standing == Standing::kFailed) blockers.push_back(Blocker::kVerificationFailed);
  if (standing == Standing::kVerified && changed) blockers.push_back(Blocker::kFileChanged);
  return blockers;
}

Standing StandingOf(const std::optional<Verification>& newest, const Rules& rules, base::UtcTime now) {
  constexpr std::int64_t kMonths = 12;
  if (!newest) return Standing::kNever;
  if (!newest->passed) return Standing::kFailed;
  return MonthsAfter(newest->made, rules.verification_years * kMonths) <= now ? Standing::kAged
                                                                              : Standing::kVerified;
}

base::Result<Assessment> Assess(db::Transaction& tx, MemberSeams& seams, const Membership& membership,
                                const File& file) {
  constexpr std::int64_t kMonths = 12;
  Assessment assessment;
  assessment.missing = MissingOf(file, membership);
  assessment.screened = file.profile.screened.ms != 0 && !file.profile.screened_as.empty();
  const Rules rules = TRY(RulesOf(tx, membership.member.panel));
  assessment.verification = TRY(NewestVerification(tx, membership.profile));
  if (assessment.verification && !assessment.verification->file_hash.empty())
    assessment.changed = assessment.verification->file_hash != FingerprintOf(file);
  assessment.standing = StandingOf(assessment.verification, rules, seams.base.clock.Now());
  if (assessment.verification && assessment.verification->passed)
    assessment.verified_until =
        MonthsAfter(assessment.verification->made, rules.verification_years * kMonths);
  for (const db::Row& row :
       TRY(tx.Query("SELECT state, count(*) FROM panel_hit WHERE profile_id = $1 GROUP BY state",
                    {membership.profile}))) {
    const auto state = HitStateNamed(row.Text(0));
    if (state == HitState::kOpen) assessment.open_hits = row.Int(1);
    if (state == HitState::kMatch) assessment.matches = row.Int(1);
  }
  for (const db::Row& row :
       TRY(tx.Query("SELECT kind, count(*) FROM panel_flag WHERE profile_id = $1 GROUP BY kind",
                    {membership.profile}))) {
    const auto kind = FlagKindNamed(row.Text(0));
    if (kind == FlagKind::kYellow) assessment.yellow = row.Int(1);
    if (kind == FlagKind::kEscalated) assessment.escalated = row.Int(1);
    if (kind == FlagKind::kRed) assessment.red = row.Int(1);
  }
  return assessment;
}

}  // namespace panel::members
