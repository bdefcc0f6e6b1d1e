#include "panel/members/diligence.h"

#include "desk/tr.h"
#include "panel/common/judge.h"
#include "panel/members/assessment.h"
#include "panel/members/fingerprint.h"
#include "panel/members/questions.h"
#include "panel/members/store.h"

namespace panel::members {
namespace {

using desk::tr;

constexpr std::int64_t kMostShown = 200;
constexpr std::string_view kVerification =
    "SELECT id, profile_id, by_org_id, by_name, actor, made_ms, answers, remarks, passed, withdrawn, "
    "file_hash "
    "FROM panel_verification ";

Verification VerificationFromRow(const db::Row& row) {
  Verification one;
  std::size_t at = 0;
  one.id = row.IdAt<VerificationId>(at++);
  one.profile = row.IdAt<ProfileId>(at++);
  one.by = row.IdAt<desk::OrgId>(at++);
  one.by_name = row.Text(at++);
  one.actor = row.Text(at++);
  one.made = base::UtcTime{row.Int(at++)};
  one.answers = AnswersOf(row.Text(at++));
  one.remarks = row.Text(at++);
  one.passed = row.Bool(at++);
  one.withdrawn = row.Bool(at++);
  one.file_hash = row.Text(at);
  return one;
}

base::Error Blocked(const std::vector<Blocker>& blockers) {
  return {base::Code::kConflict, BlockerWords(blockers.front()), {}};
}

}  // namespace

base::Result<std::optional<Verification>> NewestVerification(db::Transaction& tx, const ProfileId& profile) {
  const auto row =
      TRY(tx.QueryOne(std::string(kVerification) +
                          "WHERE profile_id = $1 AND withdrawn = 0 ORDER BY made_ms DESC, id LIMIT 1",
                      {profile}));
  if (!row) return std::optional<Verification>();
  return std::optional(VerificationFromRow(*row));
}

base::Result<VerificationId> Diligence::Verify(const desk::Actor& actor, const MemberId& member,
                                               const std::vector<Answer>& answers, std::string_view remarks) {
  const std::string clean = TRY(CleanText(remarks));
  const bool passes = TRY(Passes(answers, clean));
  const VerificationId id = VerificationId::New(seams_.base.random);
  const std::string name = TRY(seams_.organisation(actor.org)).name;
  const auto write = [&](db::Transaction& tx) -> base::Status {
    const Access access = TRY(AccessTo(tx, seams_, actor, member));
    if (!access.SeesDiligence()) return Forbidden();
    const ProfileId& profile = access.membership.profile;
    if (profile.empty()) return base::Error{base::Code::kConflict, tr("This member has no application."), {}};
    if (access.member().org == actor.org && !actor.org.empty())
      return base::Error{
          base::Code::kForbidden, tr("Nobody verifies themselves; ask a member to do it."), {}};
    TRY(MustJudge(tx, actor, access.member().org));
    TRY(CheckNoConflict(tx, actor.org, profile));
    const File file = TRY(store::GetFile(tx, access.membership));
    if (passes) {
      const Assessment assessment = TRY(Assess(tx, seams_, access.membership, file));
      if (const auto blockers = assessment.Verifying(); !blockers.empty()) return Blocked(blockers);
    }
    TRY(tx.Execute(
        "INSERT INTO panel_verification(id, profile_id, by_org_id, by_name, actor, made_ms, answers, "
        "remarks, passed, withdrawn, file_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10)",
        {id, profile, actor.org, name, actor.label, seams_.base.clock.Now().ms, AnswersText(answers), clean,
         passes, FingerprintOf(file)}));
    TRY(tx.Execute(
        "UPDATE panel_vetting SET state = 'done' WHERE profile_id = $1 AND reviewer_org_id = $2 AND state = "
        "'open'",
        {profile, actor.org}));
    return seams_.base.audit.Append(tx, actor, "member.verify", "member:" + member.text(),
                                    {{"verification", id.text()}, {"passed", passes ? "yes" : "no"}});
  };
  TRY(seams_.base.database.Write(write));
  return id;
}

base::Status Diligence::Withdraw(const desk::Actor& actor, const MemberId& member, const VerificationId& id,
                                 std::string_view reason) {
  const std::string clean = TRY(CleanText(reason));
  if (clean.empty()) return base::Invalid(tr("Say why."));
  return seams_.base.database.Write([&](db::Transaction& tx) -> base::Status {
    const Access access = TRY(AccessTo(tx, seams_, actor, member));
    const auto row = TRY(tx.QueryOne(std::string(kVerification) + "WHERE id = $1 AND profile_id = $2",
                                     {id, access.membership.profile}));
    if (!row) return base::NotFound(tr("There is no such verification."));
    const Verification before = VerificationFromRow(*row);
    if (before.by != actor.org) return Forbidden();
    if (before.withdrawn) return base::Error{base::Code::kConflict, tr("It was withdrawn already."), {}};
    const std::string remarks = before.remarks + (before.remarks.empty() ? "" : "\n\n") + clean;
    TRY(tx.Execute("UPDATE panel_verification SET withdrawn = 1, remarks = $2 WHERE id = $1", {id, remarks}));
    return seams_.base.audit.Append(tx, actor, "member.verification-withdraw", "member:" + member.text(),
                                    {{"verification", id.text()}});
  });
}

base::Result<std::vector<Verification>> Diligence::Of(const desk::Actor& actor, const MemberId& member) {
  return seams_.base.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Verification>> {
    const Access access = TRY(AccessTo(tx, seams_, actor, member));
    std::vector<Verification> all;
    for (const db::Row& row :
         TRY(tx.Query(std::string(kVerification) + "WHERE profile_id = $1 ORDER BY made_ms DESC, id LIMIT $2",
                      {access.membership.profile, kMostShown}))) {
      Verification one = VerificationFromRow(row);
      if (!access.SeesDiligence()) {
        one.answers.clear();
        if (!access.own) one.remarks.clear();
        one.actor.clear();
      }
      if (access.SeesFile() || (one.passed && !one.withdrawn)) all.push_back(std::move(one));
    }
    return all;
  });
}

}  // namespace panel::members
