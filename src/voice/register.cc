#include <memory>

#include "base/limits_voice.h"
#include "desk/desk.h"
#include "desk/web/metrics.h"
#include "voice/casework/assessment_record.h"
#include "voice/casework/pages.h"
#include "voice/consent/pages.h"
#include "voice/mechanism/pages.h"
#include "voice/migrations.h"
#include "voice/referral/pages.h"
#include "voice/remedy/pages.h"
#include "voice/services.h"
#include "voice/voice.h"
#include "voice/worker/pages.h"

namespace voice {

VoiceServices::VoiceServices(desk::Desk& desk)
    : vault(desk.database(), desk.clock(), desk.random(), desk.audit()),
      teams(desk.database(), desk.random(), desk.audit(), vault),
      languages(desk.database(), desk.audit()),
      reports(desk.database(), desk.clock(), desk.random(), vault, teams,
              desk.InstallationKey("voice return code")),
      sealing_keys(desk.database(), desk.random(), vault),
      proofs(desk.database(), teams, desk.InstallationKey("voice proof of filing")),
      access(desk.database(), vault),
      cases(access, desk.clock(), desk.random(), desk.audit()),
      lifecycle(access, vault, desk.clock(), desk.audit()),
      tasks(access, desk.clock(), desk.random(), desk.audit()),
      escalation(access, vault, desk.people(), desk.clock()),
      backups(desk.audit(), desk.clock()),
      concerns(
          access, [&desk] { return gate::FindGate(desk); }, desk.clock(), desk.random(), desk.audit()),
      redaction(access, cases, desk.audit()),
      copies(access, cases, redaction, desk.audit()),
      orders(access, vault, teams, lifecycle, tasks, copies, desk.clock(), desk.random(), desk.audit()),
      remedy(access, desk.clock(), desk.random(), desk.audit()),
      claim_groups(access, vault, teams, desk.clock(), desk.random(), desk.audit()),
      rates(desk.database(), desk.clock(), desk.audit()),
      consents(access, desk.clock(), desk.random(), desk.audit()),
      directory(desk.database(), desk.random(), desk.audit()),
      referrals(access, vault, directory, desk.clock(), desk.random(), desk.audit(),
                {.pepper = desk.InstallationKey("voice referral link"),
                 .sitting = desk.InstallationKey("voice referral sitting"),
                 .mail = desk.InstallationKey("voice referral mail")}),
      htcds(access, cases, tasks, consents, referrals, vault, desk.clock(), desk.random(), desk.audit()),
      mechanism(desk.database(), desk.clock(), desk.audit(), languages) {
  access.OnSave([this](db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                       const OpenedCase& opened) -> base::Status {
    TRY(DropForgottenSentences(tx, opened));
    TRY(referral::EmptyForgotten(tx, opened));
    return concerns.Cover(tx, actor, me, opened);
  });
  // What was told under a consent ends with it, in the same transaction.
  consents.OnEnded([this](db::Transaction& tx, const consent::LineId& line, Day day) {
    return referral::EndLine(tx, vault, line, day);
  });
  reports.OnForget([this](db::Transaction& tx, const CaseId& id) { return consents.EndAll(tx, id); });
  reports.OnForget([this, &desk](db::Transaction& tx, const CaseId& id) {
    return referral::ForgetTold(tx, vault, id, DayOf(desk.clock().Now()));
  });
  // A hold that an order needs does not end before the order does.
  lifecycle.OnRelease([this](db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                             const CaseId& id) { return orders.CheckRelease(tx, actor, me, id); });
  lifecycle.OnExclude([this](db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                             const CaseId& id) -> base::Status {
    TRY(orders.SealWithout(tx, actor, me, id));
    return claim_groups.SealWithout(tx, actor, me, id);
  });
  lifecycle.OnDelete([this, &desk](db::Transaction& tx, const CaseId& id) -> base::Status {
    TRY(referral::RemoveReferrals(tx, vault, id, DayOf(desk.clock().Now())));
    return consent::Consents::Remove(tx, id);
  });
}

namespace {

// Visits that are over and cases whose time has come go by themselves.
base::Status Tidy(VoiceServices& services, desk::JobContext& job) {
  TRY(services.reports.Tidy());
  std::int64_t purged = 0;
  do {
    purged = TRY(services.lifecycle.Purge(base::kMaxPurgedAtOnce));
  } while (purged == static_cast<std::int64_t>(base::kMaxPurgedAtOnce) && !job.stopped());
  TRY(services.orders.Purge(base::kMaxPurgedAtOnce));
  return base::Ok();
}

}  // namespace

void Register(desk::Desk& desk) {
  const std::size_t first_route = desk.router().routes().size();
  desk.AddMigrations(Migrations());
  const auto services = std::make_shared<VoiceServices>(desk);
  desk.Keep(services);
  desk.jobs().Register({.name = "voice.tidy",
                        .handler = [services](desk::JobContext& job) { return Tidy(*services, job); },
                        .every_ms = base::kHourMs,
                        .quiet = true});
  mechanism::RegisterMechanism(desk, services->mechanism);
  worker::RegisterWorkerPages(desk, *services);
  RegisterCaseList(desk, *services);
  RegisterTalkPages(desk, *services);
  RegisterRecordPages(desk, *services);
  RegisterAssessmentPages(desk, *services);
  RegisterConcernPages(desk, *services);
  RegisterDutyPages(desk, *services);
  RegisterRedactionPages(desk, *services);
  RegisterOrderPages(desk, *services);
  remedy::RegisterClaimPages(desk, *services);
  remedy::RegisterGroupPages(desk, *services);
  remedy::RegisterOutstandingPages(desk, *services);
  RegisterTeamPages(desk, *services);
  consent::RegisterPages(desk, *services);
  referral::RegisterPages(desk, *services);
  desk::CountFailuresOnlySince(desk, first_route);
}

}  // namespace voice
