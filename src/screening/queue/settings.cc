#include "screening/queue/settings.h"

#include <fmt/format.h>

#include "screening/queue/screening_run.h"

namespace screening {
namespace {

constexpr double kLowestThreshold = 0.50;

}  // namespace

base::Result<QueueSettings> Settings::Get(db::Transaction& tx, const desk::OrgId& org) {
  const auto row = TRY(
      tx.QueryOne("SELECT threshold, second_look_harm, version FROM screening_org WHERE org_id = $1", {org}));
  if (!row) return QueueSettings{};
  return QueueSettings{row->Real(0), static_cast<int>(row->Int(1)), row->Int(2)};
}

base::Result<QueueSettings> Settings::Get(const desk::OrgId& org) {
  return seams_.database.Read([&](db::Transaction& tx) { return Get(tx, org); });
}

base::Status Settings::Set(const desk::Actor& actor, const desk::OrgId& org, const QueueSettings& settings) {
  if (!(settings.threshold >= kLowestThreshold && settings.threshold <= 1))
    return base::Invalid("the threshold must be between 0.50 and 1");
  if (settings.second_look_harm < 0 || settings.second_look_harm > kNeverSecondLook)
    return base::Invalid(
        "the harm from which two people decide must be between 0 and 1000, or 1001 for never");
  const auto write = [&](db::Transaction& tx) -> base::Status {
    const QueueSettings before = TRY(Get(tx, org));
    if (before.version != settings.version)
      return base::Error{
          base::Code::kConflict, "somebody else changed these settings; look at them again", {}};
    TRY(EnsureOrganisation(tx, org));
    TRY(
        tx.Execute("UPDATE screening_org SET threshold = $2, second_look_harm = $3, version = version + 1 "
                   "WHERE org_id = $1",
                   {org, settings.threshold, settings.second_look_harm}));
    TRY(seams_.audit.Append(tx, actor, "screening.settings", "organisation:" + org.text(),
                            {{"threshold", fmt::format("{}", settings.threshold)},
                             {"second-look-harm", fmt::format("{}", settings.second_look_harm)}}));
    if (before.threshold != settings.threshold) TRY(EnqueueScreening(seams_, tx, actor));
    return base::Ok();
  };
  TRY(seams_.database.Write(write));
  seams_.nudge();
  return base::Ok();
}

base::Status EnsureOrganisation(db::Transaction& tx, const desk::OrgId& org) {
  const QueueSettings usual;
  TRY(
      tx.Execute("INSERT INTO screening_org(org_id, threshold, second_look_harm, version, run) VALUES ($1, "
                 "$2, $3, 0, 0) "
                 "ON CONFLICT DO NOTHING",
                 {org, usual.threshold, usual.second_look_harm}));
  return base::Ok();
}

}  // namespace screening
