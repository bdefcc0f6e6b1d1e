// Lists of referrals by what stands in clear, the clocks' job, and what the home page says.

#include <fmt/format.h>

#include "desk/desk.h"
#include "desk/web/flash.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "voice/casework/shell.h"
#include "voice/referral/pages.h"

namespace voice::referral {
namespace {

using html::Html;

constexpr std::size_t kPageLines = 50;

std::string HrefOf(const ReferralRow& row, bool received) {
  if (received) return "/referrals/" + row.id.text();
  return row.of.empty() ? "/referrals" : CaseHref(row.of, "/referrals/" + row.id.text());
}

// "20412.ID": where the next page begins.
ListPosition PositionIn(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos || !base::IsIdText(text.substr(dot + 1))) return {};
  const auto day = desk::WholeNumber(text.substr(0, dot));
  return day ? ListPosition{*day, ReferralId::FromStore(text.substr(dot + 1))} : ListPosition{};
}

// Of a deleted case nobody can open the referral any more; what the recipient said is recorded here.
Html HandButtons(const desk::Context& context, const ReferralRow& row) {
  if (!row.of.empty() || (row.deletion != Deletion::kAsked && row.deletion != Deletion::kRefused)) return {};
  const html::Locale& locale = desk::LocaleOf(context);
  const auto button = [&](const std::string& words, std::string_view rest) {
    const std::string action = "/referrals/" + row.id.text() + std::string(rest);
    return html::PostButton(words, action, context.csrf(),
                            {.kind = html::ButtonKind::kQuiet, .css = "small"});
  };
  return html::RowOf(
      {button(locale.tr("They deleted it"), "/deleted-there"),
       row.deletion == Deletion::kAsked ? button(locale.tr("They kept it"), "/kept-there") : Html()});
}

Html Lines(const desk::Context& context, const std::vector<Listed>& listed, bool received, Day today) {
  const html::Locale& locale = desk::LocaleOf(context);
  desk::TableMaker table({{locale.tr("Referral")},
                          {received ? locale.tr("From") : locale.tr("Case")},
                          {locale.tr("Sent")},
                          {locale.tr("Answer due")},
                          {locale.tr("State")}});
  for (const Listed& line : listed) {
    const ReferralRow& row = line.row;
    Html due = DayWords(locale, row.Live() ? row.due : std::nullopt);
    if (row.Live() && row.due && *row.due < today)
      due =
          html::Badge(html::Mark::kHarm, locale.ntr("Late by {n} day", "Late by {n} days", today - *row.due));
    Html state = html::Join(StateBadge(locale, row.state), " ", DeletionBadge(locale, row.deletion));
    if (!received) state = html::Join(state, " ", LockedBadge(locale, row), HandButtons(context, row));
    if (row.unread && !received && !row.Locked())
      state = html::Join(state, " ", html::Badge(html::Mark::kAct, locale.tr("Unread")));
    table.Row({desk::LinkTo(HrefOf(row, received), NumberOf(row.id)),
               received         ? Html(line.from)
               : row.of.empty() ? Html(locale.tr("Case deleted"))
                                : desk::LinkTo(CaseHref(row.of), CaseNumber(row.of)),
               DayWords(locale, row.sent), due, state});
  }
  return table.Done(received ? locale.tr("Received referrals, newest first")
                             : locale.tr("Sent referrals, newest first"));
}

base::Result<net::Response> List(desk::Context& context, VoiceServices& services) {
  const html::Locale& locale = desk::LocaleOf(context);
  const bool received = context.Query("show") == "received";
  const ListPosition after = PositionIn(context.Query("after"));
  std::vector<Listed> listed =
      TRY(received ? services.referrals.Received(context.actor(), after, kPageLines + 1)
                   : services.referrals.Sent(context.actor(), after, kPageLines + 1));
  const bool more = listed.size() > kPageLines;
  if (more) listed.pop_back();
  const Html tabs =
      html::Tabs(locale, locale.tr("Which referrals"),
                 {{.label = locale.tr("Sent"), .href = "/referrals", .current = !received},
                  {.label = locale.tr("Received"), .href = "/referrals?show=received", .current = received}});
  const Day today = DayOf(context.desk().clock().Now());
  Html body = listed.empty() ? html::Empty(locale.tr("No referral here"),
                                           locale.tr("Referrals are made in a case, in its tab Referrals."))
                             : Lines(context, listed, received, today);
  if (more) {
    const ReferralRow& last = listed.back().row;
    const std::string href = desk::WithArgument(received ? "/referrals?show=received" : "/referrals", "after",
                                                fmt::format("{}.{}", last.made, last.id.text()));
    body.Add(html::El("p", desk::LinkTo(href, locale.tr("More"))));
  }
  std::vector<Html> parts = {tabs, body};
  if (context.actor().Can(desk::Permission::kCasesSupervise)) {
    const std::vector<Listed> late = TRY(services.referrals.Escalated(context.actor()));
    if (!late.empty())
      parts.insert(parts.begin(), html::Section(locale.tr("Waiting too long in your organisation"),
                                                Lines(context, late, false, today)));
  }
  return desk::PageResponse(context, {.title = locale.tr("Referrals"), .current = "/referrals"},
                            html::Stack(parts));
}

void AddItems(std::vector<desk::HomeItem>& items, const html::Locale& locale,
              const std::vector<Listed>& listed, bool received, const std::string& reason,
              std::int64_t urgency) {
  for (const Listed& line : listed)
    items.push_back({.title = locale.tr("Referral {number}", {{"number", NumberOf(line.row.id)}}),
                     .reason = reason,
                     .href = HrefOf(line.row, received),
                     .action = locale.tr("Look"),
                     .urgency = urgency});
}

base::Result<std::vector<desk::HomeItem>> ForTeam(desk::Context& context, VoiceServices& services) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Referrals::Waiting waiting = TRY(services.referrals.WaitingFor(context.actor()));
  std::vector<desk::HomeItem> items;
  AddItems(items, locale, waiting.late, false, locale.tr("No answer in time"), 60);
  std::vector<Listed> answered, locked;
  for (const Listed& line : waiting.unread) (line.row.Locked() ? locked : answered).push_back(line);
  AddItems(items, locale, locked, false, locale.tr("The link is closed after wrong codes: make a new one"),
           58);
  AddItems(items, locale, answered, false, locale.tr("The recipient answered"), 55);
  AddItems(items, locale, waiting.unmailed, false,
           locale.tr("No mail reaches the recipient: tell them in another way"), 56);
  AddItems(items, locale, waiting.received, true, locale.tr("Waits for an answer of your team"), 50);
  return items;
}

base::Result<std::vector<desk::HomeItem>> ForSupervisor(desk::Context& context, VoiceServices& services) {
  const html::Locale& locale = desk::LocaleOf(context);
  const auto late = static_cast<std::int64_t>(TRY(services.referrals.Escalated(context.actor())).size());
  std::vector<desk::HomeItem> items;
  if (late > 0)
    items.push_back({.title = locale.ntr("{n} referral waits too long", "{n} referrals wait too long", late),
                     .reason = locale.tr("The recipient, or the team, has not answered for days"),
                     .href = "/referrals",
                     .action = locale.tr("Look"),
                     .urgency = 70});
  return items;
}

constexpr std::int64_t kTickMs = base::kMinuteMs;

}  // namespace

void RegisterLists(desk::Desk& desk, VoiceServices& services) {
  const auto by_hand = [&](std::string_view pattern, bool deleted) {
    desk.router().Add(
        {.method = "POST",
         .pattern = pattern,
         .permission = desk::Permission::kCasesWork,
         .handler = [&services, deleted](desk::Context& context) -> base::Result<net::Response> {
           const ReferralId id = TRY(ReferralId::Parse(context.Path("id")));
           TRY(services.referrals.NoteDeletionAlone(context.actor(), id, deleted));
           return desk::RedirectWithFlash(context, "/referrals", desk::LocaleOf(context).tr("Done."));
         }});
  };
  by_hand("/referrals/{id}/deleted-there", true);
  by_hand("/referrals/{id}/kept-there", false);
  desk.router().Add({.method = "GET",
                     .pattern = "/referrals",
                     .permission = desk::Permission::kCasesWork,
                     .handler = [&services](desk::Context& context) { return List(context, services); }});
  desk.AddNav(
      {.permission = desk::Permission::kCasesWork, .order = 51, .make = [](const desk::Context& context) {
         const html::Locale& locale = desk::LocaleOf(context);
         return html::NavItem{
             .section = locale.tr("Workers"), .label = locale.tr("Referrals"), .href = "/referrals"};
       }});
  desk.AddHome({.permission = desk::Permission::kCasesWork,
                .items = [&services](desk::Context& context) { return ForTeam(context, services); }});
  desk.AddHome({.permission = desk::Permission::kCasesSupervise,
                .items = [&services](desk::Context& context) { return ForSupervisor(context, services); }});
  desk.jobs().Register({.name = "referral.clocks",
                        .handler = [&services, &desk](desk::JobContext&) -> base::Status {
                          TRY(services.consents.Lapse());
                          return services.referrals.Tick(desk.mailer(), desk.config().public_url);
                        },
                        .every_ms = kTickMs,
                        .quiet = true});
}

void RegisterPages(desk::Desk& desk, VoiceServices& services) {
  RegisterCasePages(desk, services);
  RegisterLists(desk, services);
  RegisterReceivedPages(desk, services);
  RegisterLinkPages(desk, services);
  RegisterDirectoryPages(desk, services);
}

}  // namespace voice::referral
