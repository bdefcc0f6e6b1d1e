// What the members need now: of the secretariat, and of a member's people.

#include "desk/desk.h"
#include "panel/members/faces.h"
#include "panel/members/page_parts.h"
#include "panel/members/words.h"

namespace panel::members {
namespace {

using desk::Context;
using desk::HomeItem;
using desk::Permission;

constexpr std::int64_t kSoonMs = 90 * base::kDayMs;
constexpr std::size_t kMostItems = 5;

// Larger is sooner: what has waited longest, or ends first.
std::int64_t Urgency(base::UtcTime now, base::UtcTime when) {
  return (now.ms - when.ms) / base::kHourMs;
}

base::Status AddForHost(Services& services, Context& context, const Panel& panel,
                        std::vector<HomeItem>& items) {
  const html::Locale& locale = desk::LocaleOf(context);
  const base::UtcTime now = context.desk().clock().Now();
  const StateCounts counts = TRY(services.memberships.Counts(context.actor(), panel.id));
  if (const std::int64_t waiting = counts.Of(MemberState::kApplied); waiting > 0)
    items.push_back({locale.ntr("{n} application to look into", "{n} applications to look into", waiting),
                     panel.name, desk::WithArgument(InPanel("/members", panel), "view", "applications"),
                     locale.tr("Open"), 0});
  for (const Vetting& vetting : TRY(services.diligence.Proposed(context.actor(), panel.id)))
    items.push_back({locale.tr("{one} offers to vet {other}",
                               {{"one", vetting.reviewer_name}, {"other", vetting.subject_name}}),
                     panel.name, MemberHref(vetting.subject, "diligence"), locale.tr("Decide"),
                     Urgency(now, vetting.created)});
  for (const Flag& flag : TRY(services.flags.Waiting(context.actor(), panel.id))) {
    const auto memberships =
        services.seams.base.database.Read([&](db::Transaction& tx) -> base::Result<std::string> {
          const auto row = TRY(
              tx.QueryOne("SELECT member_id FROM panel_membership WHERE profile_id = $1 AND panel_id = $2",
                          {flag.profile, panel.id}));
          return row ? row->Text(0) : std::string();
        });
    if (!memberships || memberships->empty()) continue;
    items.push_back({locale.tr("An escalated flag waits for your decision"), RiskWord(locale, flag.risk),
                     MemberHref(MemberId::FromStore(*memberships), "diligence"), locale.tr("Decide"),
                     Urgency(now, flag.created)});
  }
  std::size_t shown = 0;
  for (const Memberships::Ending& ending :
       TRY(services.memberships.EndingSoon(context.actor(), panel.id, kSoonMs))) {
    if (++shown > kMostItems) break;
    items.push_back(
        {ending.verification ? locale.tr("Verify again: {name}", {{"name", ending.member.name}})
                             : locale.tr("Admission ends: {name}", {{"name", ending.member.name}}),
         locale.Date(ending.when.ms), MemberHref(ending.member.id, ending.verification ? "diligence" : ""),
         locale.tr("Open"), Urgency(now, ending.when)});
  }
  return base::Ok();
}

base::Status AddOwn(Services& services, Context& context, std::vector<HomeItem>& items) {
  const html::Locale& locale = desk::LocaleOf(context);
  const base::UtcTime now = context.desk().clock().Now();
  for (const Vetting& vetting : TRY(services.diligence.Mine(context.actor())))
    items.push_back({locale.tr("You are asked to vet {name}", {{"name", vetting.subject_name}}),
                     locale.tr("Since {date}", {{"date", locale.Date(vetting.created.ms)}}),
                     MemberHref(vetting.subject, "diligence"), locale.tr("Open the file"),
                     Urgency(now, vetting.created)});
  for (const Membership& membership : TRY(services.memberships.Mine(context.actor()))) {
    const Member& member = membership.member;
    const std::string href = MemberHref(member.id, "application");
    if (membership.profile.empty()) continue;
    if (member.state == MemberState::kDraft)
      items.push_back({locale.tr("Finish the application to the panel"),
                       locale.tr("It has not been sent yet."), href, locale.tr("Go on"), 0});
    if (member.state == MemberState::kSuspended)
      items.push_back({locale.tr("Your membership is suspended"), locale.tr("Read why, and reply."),
                       MemberHref(member.id), locale.tr("Read"), base::kDayMs});
    if (member.state != MemberState::kAdmitted) continue;
    if (membership.expires.ms > 0 && membership.expires.ms - kSoonMs < now.ms)
      items.push_back({locale.tr("Your admission ends soon: sign the declaration again"),
                       locale.Date(membership.expires.ms), MemberHref(member.id, "declaration"),
                       locale.tr("Sign"), Urgency(now, membership.expires)});
    if (membership.interests_confirmed.ms + kConfirmedMs < now.ms)
      items.push_back({locale.tr("Confirm your part of the register of interests"), locale.tr("Once a year"),
                       MemberHref(member.id, "interests"), locale.tr("Confirm"), 0});
  }
  return base::Ok();
}

}  // namespace

void AddHome(desk::Desk& desk, Services& services) {
  desk.AddHome({.permission = Permission::kPanelManage,
                .items = [&services](Context& context) -> base::Result<std::vector<HomeItem>> {
                  std::vector<HomeItem> items;
                  const auto hosted = TRY(services.seams.base.database.Read([&](db::Transaction& tx) {
                    return services.seams.panels.HostedBy(tx, context.actor());
                  }));
                  for (const Panel& panel : hosted) TRY(AddForHost(services, context, panel, items));
                  return items;
                }});
  desk.AddHome({.permission = Permission::kPanelTakePart,
                .items = [&services](Context& context) -> base::Result<std::vector<HomeItem>> {
                  std::vector<HomeItem> items;
                  TRY(AddOwn(services, context, items));
                  return items;
                }});
}

}  // namespace panel::members
