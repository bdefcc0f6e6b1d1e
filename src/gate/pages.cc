#include "gate/pages.h"

#include <algorithm>

#include "desk/people/people.h"
#include "desk/tr.h"
#include "desk/web/confirm.h"
#include "desk/web/flash.h"
#include "desk/web/parts.h"
#include "gate/bands_block.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "vault/access.h"

namespace gate {

namespace {

using desk::Context;
using desk::Permission;
using html::El;
using html::Html;

constexpr std::string_view kHref = "/gate";

base::Status FillNames(const PageServices& services, View& view) {
  for (const Team& team : view.teams) {
    if (view.organisations.contains(team.org)) continue;
    const base::Result<desk::Organisation> org = view.context.desk().people().GetOrganisation(team.org);
    view.organisations[team.org] = org.has_value() ? org->name : team.org.text();
    for (const vault::Circle& circle : TRY(services.vault.Circles(team.org)))
      view.circles[circle.id] = circle.name;
  }
  return base::Ok();
}

base::Status FillKey(const PageServices& services, View& view) {
  if (!view.me || !view.in_team) return base::Ok();
  base::Result<std::string> code = services.gate.KeyCode(view.context.actor(), *view.me);
  if (code.has_value()) {
    view.code = *std::move(code);
  } else if (code.error().code == base::Code::kCorrupt || code.error().code == base::Code::kForbidden) {
    view.key_problem = code.error().external;
  } else {
    return code.error();
  }
  return base::Ok();
}

base::Status Fill(const PageServices& services, View& view) {
  const Context& context = view.context;
  view.has_key = TRY(services.gate.HasKey());
  view.in_team = TRY(services.gate.IsInTeam(context.org(), context.actor().person));
  view.me = TRY(vault::Unlocked(services.vault, context));
  TRY(FillKey(services, view));
  for (vault::Circle& circle : TRY(services.vault.Circles(context.org())))
    if (std::find(circle.members.begin(), circle.members.end(), context.actor().person) !=
        circle.members.end())
      view.own_circles.push_back(std::move(circle));
  view.teams = TRY(services.gate.Teams());
  view.quarters = TRY(services.gate.Quarters());
  std::reverse(view.quarters.begin(), view.quarters.end());
  view.publications = TRY(services.gate.Publications());
  return FillNames(services, view);
}

Html StateBadge(const View& view) {
  const html::Locale& locale = view.locale;
  if (!view.has_key) return html::Badge(html::Mark::kPlain, locale.tr("No key yet"));
  if (!view.in_team) return html::Badge(html::Mark::kPlain, locale.tr("You are in no team"));
  return view.me ? html::Badge(html::Mark::kAct, locale.tr("Unlocked"))
                 : html::Badge(html::Mark::kSealed, locale.tr("Locked"));
}

Html Explanation(const html::Locale& locale) {
  return El("p", {{"class", "measure"}},
            locale.tr("Case teams confirm concerns of workers about suppliers and recruiters. Everybody else "
                      "sees of them only in which band the number of different persons lies, quarter by "
                      "quarter, from 11 on. What is not yet counted is sealed under one key that the teams "
                      "share."));
}

base::Result<net::Response> Page(const PageServices& services, Context& context) {
  const html::Locale& locale = desk::LocaleOf(context);
  View view{.context = context, .locale = locale};
  TRY(Fill(services, view));
  Html locked;
  if (!view.me && (view.in_team || !view.has_key) && view.MaySupervise())
    locked = html::Notice(html::Join(locale.tr("Your vault is locked."), " ",
                                     El("a", {html::Href(vault::UnlockHref(kHref))},
                                        locale.tr("Unlock it to let teams in and to close quarters."))));
  return desk::PageResponse(
      context,
      {.title = locale.tr("Gate"),
       .subtitle = locale.tr("What casework shows the others, and nothing more"),
       .current = std::string(kHref),
       .badges = StateBadge(view)},
      html::Stack({locked, Explanation(locale), QuartersSection(view), TeamsSection(view)}));
}

bool CanMend(base::Code code) {
  return code == base::Code::kInvalid || code == base::Code::kConflict || code == base::Code::kForbidden ||
         code == base::Code::kNotFound || code == base::Code::kTooLarge || code == base::Code::kCorrupt;
}

base::Result<net::Response> Done(Context& context, const base::Status& done, std::string_view said) {
  if (done.has_value()) return desk::RedirectWithFlash(context, kHref, said);
  if (!CanMend(done.error().code)) return done.error();
  return desk::RedirectWithProblem(context, kHref, desk::LocaleOf(context).tr(done.error().external));
}

// A change by the unlocked one who asks, in one transaction.
using Act = std::function<base::Status(db::Transaction& tx, const vault::UnlockedPerson& me)>;
base::Result<net::Response> Run(const PageServices& services, Context& context, std::string_view said,
                                const Act& act) {
  const std::optional<vault::UnlockedPerson> me = TRY(vault::Unlocked(services.vault, context));
  if (!me)
    return desk::RedirectWithProblem(
        context, vault::UnlockHref(kHref),
        desk::LocaleOf(context).tr("Unlock your vault first, then do it again."));
  const base::Status done =
      context.desk().database().Write([&](db::Transaction& tx) -> base::Status { return act(tx, *me); });
  return Done(context, done, said);
}

base::Result<vault::CircleId> CircleIn(Context& context) {
  return vault::CircleId::Parse(desk::FieldOf(context, "circle"));
}

base::Result<net::Response> PostMake(const PageServices& services, Context& context) {
  const vault::CircleId circle = TRY(CircleIn(context));
  return Run(services, context, desk::LocaleOf(context).tr("The key is made. Concerns can be confirmed now."),
             [&](db::Transaction& tx, const vault::UnlockedPerson& me) {
               return services.gate.MakeKey(tx, context.actor(), me, circle);
             });
}

base::Result<net::Response> PostAsk(const PageServices& services, Context& context) {
  const vault::CircleId circle = TRY(CircleIn(context));
  const base::Status asked = context.desk().database().Write(
      [&](db::Transaction& tx) { return services.gate.AskForKey(tx, context.actor(), circle); });
  return Done(context, asked,
              desk::LocaleOf(context).tr("Asked. Somebody of a team that has the key can let yours in."));
}

// What is done to one team, named by the form.
using TeamChange = base::Status (Gate::*)(db::Transaction&, const desk::Actor&, const vault::UnlockedPerson&,
                                          const desk::OrgId&, const vault::CircleId&);
base::Result<net::Response> ChangeTeam(const PageServices& services, Context& context, TeamChange change,
                                       std::string_view said) {
  const vault::CircleId circle = TRY(CircleIn(context));
  const desk::OrgId org = TRY(desk::OrgId::Parse(desk::FieldOf(context, "org")));
  return Run(services, context, said, [&](db::Transaction& tx, const vault::UnlockedPerson& me) {
    return (services.gate.*change)(tx, context.actor(), me, org, circle);
  });
}

base::Result<net::Response> PostAdmit(const PageServices& services, Context& context) {
  return ChangeTeam(
      services, context, &Gate::AdmitTeam,
      desk::LocaleOf(context).tr("The team has the key. Compare its code with theirs by telephone."));
}

base::Result<net::Response> PostRefuse(const PageServices& services, Context& context) {
  return ChangeTeam(services, context, &Gate::RefuseTeam,
                    desk::LocaleOf(context).tr("The team is not let in."));
}

base::Result<net::Response> PostEnd(const PageServices& services, Context& context) {
  const html::Locale& locale = desk::LocaleOf(context);
  std::optional<net::Response> asked = TRY(desk::AskFirst(
      context,
      {.title = locale.tr("End this team's part in the gate?"),
       .meaning = locale.tr("It can no longer confirm concerns. The other teams get a new key. It can "
                            "ask to be let in again."),
       .verb = locale.tr("End its part"),
       .back = std::string(kHref),
       .current = std::string(kHref)}));
  if (asked) return *std::move(asked);
  return ChangeTeam(services, context, &Gate::EndTeam,
                    locale.tr("The team takes part no longer; the others have a new key."));
}

base::Result<net::Response> PostRenew(const PageServices& services, Context& context) {
  return Run(services, context, desk::LocaleOf(context).tr("All teams have a new key."),
             [&](db::Transaction& tx, const vault::UnlockedPerson& me) {
               return services.gate.RenewKey(tx, context.actor(), me);
             });
}

base::Result<net::Response> PostClose(const PageServices& services, Context& context) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Quarter quarter = TRY(Quarter::Parse(desk::FieldOf(context, "quarter")));
  const std::string words = QuarterWords(locale, quarter);
  std::optional<net::Response> asked = TRY(desk::AskFirst(
      context, {.title = locale.tr("Close {quarter}?", {{"quarter", words}}),
                .meaning = locale.tr("The bands of every party are written and stay as they are; what was "
                                     "sealed for counting is removed. This cannot be undone."),
                .verb = locale.tr("Close the quarter"),
                .back = std::string(kHref),
                .current = std::string(kHref)}));
  if (asked) return *std::move(asked);
  return Run(services, context, locale.tr("{quarter} is closed.", {{"quarter", words}}),
             [&](db::Transaction& tx, const vault::UnlockedPerson& me) -> base::Status {
               TRY(services.gate.CloseQuarter(tx, context.actor(), me, quarter, services.gate.AllParties()));
               return base::Ok();
             });
}

base::Result<net::Response> GetPublication(const PageServices& services, Context& context) {
  const base::Result<Quarter> quarter = Quarter::Parse(context.Path("quarter"));
  const base::Error not_there = base::NotFound(desk::tr("there is no such publication"));
  if (!quarter.has_value()) return not_there;
  // It names the parties of all organisations: for who closes quarters and compares digests, nobody else.
  if (!TRY(services.gate.IsInTeam(context.org(), context.actor().person))) return not_there;
  const Publication published = TRY(services.gate.PublicationOf(*quarter));
  net::Response response = desk::Download("gate-" + quarter->Text() + ".txt", "text/plain; charset=us-ascii");
  response.body = published.content;
  return response;
}

}  // namespace

std::string View::NameOf(const Team& team) const {
  const auto name = [](const auto& names, const auto& id) {
    const auto found = names.find(id);
    return found == names.end() ? id.text() : found->second;
  };
  return name(organisations, team.org) + ", " + name(circles, team.circle);
}

void RegisterPages(desk::Desk& desk, const PageServices& services) {
  using Handler = base::Result<net::Response> (*)(const PageServices&, Context&);
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       Handler handler) {
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = permission,
                       .handler = [services, handler](Context& context) -> base::Result<net::Response> {
                         if (context.request().method == "POST") TRY(context.Form());
                         return handler(services, context);
                       }});
  };
  add("GET", kHref, Permission::kCasesWork, Page);
  add("GET", "/gate/publications/{quarter}", Permission::kCasesWork, GetPublication);
  add("POST", "/gate/key", Permission::kCasesSupervise, PostMake);
  add("POST", "/gate/key/renew", Permission::kCasesSupervise, PostRenew);
  add("POST", "/gate/teams/ask", Permission::kCasesSupervise, PostAsk);
  add("POST", "/gate/teams/admit", Permission::kCasesSupervise, PostAdmit);
  add("POST", "/gate/teams/refuse", Permission::kCasesSupervise, PostRefuse);
  add("POST", "/gate/teams/end", Permission::kCasesSupervise, PostEnd);
  add("POST", "/gate/close", Permission::kCasesSupervise, PostClose);
  desk.AddNav({.permission = Permission::kCasesWork, .order = 60, .make = [](const Context& context) {
                 const html::Locale& locale = desk::LocaleOf(context);
                 return html::NavItem{.section = locale.tr("Casework"),
                                      .label = locale.tr("Gate"),
                                      .href = std::string(kHref)};
               }});
}

}  // namespace gate
