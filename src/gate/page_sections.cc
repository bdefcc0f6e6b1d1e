// The two sections of the gate's page.

#include <algorithm>

#include "desk/web/parts.h"
#include "gate/bands_block.h"
#include "gate/pages.h"
#include "html/components.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/names.h"

namespace gate {

namespace {

using html::El;
using html::Html;
using html::Join;

constexpr std::size_t kDigestShown = 12;

Html StateOf(const html::Locale& locale, TeamState state) {
  switch (state) {
    case TeamState::kHolds:
      return html::Badge(html::Mark::kOk, locale.tr("Has the key"));
    case TeamState::kAsked:
      return html::Badge(html::Mark::kAct, locale.tr("Asks for the key"));
    case TeamState::kRefused:
      return html::Badge(html::Mark::kPlain, locale.tr("Not let in"));
    case TeamState::kEnded:
      return html::Badge(html::Mark::kPlain, locale.tr("Takes part no longer"));
    case TeamState::kNone:
    case TeamState::kCount:
      break;
  }
  return {};
}

Html TeamButton(const View& view, const Team& team, const std::string& words, std::string_view action,
                html::ButtonKind kind) {
  return html::Form(
      {.action = action, .csrf = view.context.csrf()},
      Join(desk::HiddenField("org", team.org.text()), desk::HiddenField("circle", team.circle.text()),
           html::Button(words, {.kind = kind, .css = "small"})));
}

Html TeamActs(const View& view, const Team& team) {
  if (!view.MaySupervise() || !view.me || view.code.empty()) return {};
  const html::Locale& locale = view.locale;
  if (team.state == TeamState::kAsked)
    return html::RowOf(
        {TeamButton(view, team, locale.tr("Let it in"), "/gate/teams/admit", html::ButtonKind::kQuiet),
         TeamButton(view, team, locale.tr("Do not let it in"), "/gate/teams/refuse",
                    html::ButtonKind::kQuiet)});
  if (team.state == TeamState::kHolds)
    return TeamButton(view, team, locale.tr("End its part"), "/gate/teams/end", html::ButtonKind::kQuiet);
  return {};
}

Html TeamTable(const View& view) {
  const html::Locale& locale = view.locale;
  desk::TableMaker table({{locale.tr("Team")}, {locale.tr("State")}, {locale.tr("What you can do")}});
  for (const Team& team : view.teams) {
    Html state = StateOf(locale, team.state);
    if (team.somebody_left)
      state.Add(Join(" ", html::Badge(html::Mark::kCare, locale.tr("Somebody left it"))));
    table.Row({html::Value(view.NameOf(team)), state, TeamActs(view, team)});
  }
  return table.empty() ? Html() : table.Done(locale.tr("Teams of the gate"));
}

// The form by which a circle of hers makes the key, or asks for it.
Html CircleForm(const View& view) {
  if (!view.MaySupervise()) return {};
  const html::Locale& locale = view.locale;
  std::vector<html::Choice> choices;
  for (const vault::Circle& circle : view.own_circles) {
    const bool is_in = std::any_of(view.teams.begin(), view.teams.end(), [&](const Team& team) {
      return team.circle == circle.id && (team.state == TeamState::kHolds || team.state == TeamState::kAsked);
    });
    if (!is_in) choices.push_back({circle.id.text(), circle.name});
  }
  if (choices.empty())
    return view.teams.empty()
               ? El("p", {{"class", "muted"}},
                    locale.tr("You are in no circle of the vault. A team is a circle: have one made first."))
               : Html();
  if (!view.has_key && !view.me) return {};
  const std::string action = view.has_key ? "/gate/teams/ask" : "/gate/key";
  const std::string label =
      view.has_key ? locale.tr("A circle of yours that should take part") : locale.tr("The first team");
  const std::string hint =
      view.has_key
          ? locale.tr("Somebody of a team that has the key has to let it in.")
          : locale.tr("The key is made now and sealed to this circle. Other teams are let in later.");
  return html::Form(
      {.action = action, .csrf = view.context.csrf()},
      Join(html::Field({.control_id = "circle", .label = label, .hint = hint},
                       html::Select("circle", choices, {})),
           html::Button(view.has_key ? locale.tr("Ask to be let in") : locale.tr("Make the key"),
                        {.kind = html::ButtonKind::kQuiet})));
}

Html KeyPart(const View& view) {
  const html::Locale& locale = view.locale;
  if (!view.key_problem.empty()) return html::NoticeOf(html::Mark::kHarm, locale.tr(view.key_problem));
  if (view.code.empty()) return {};
  Html part =
      El("p", {{"class", "measure"}}, locale.tr("The code of the key:"), " ", El("code", view.code), " ",
         El("span", {{"class", "muted small"}},
            locale.tr("It is the same for every team. Compare it by telephone: another code means that "
                      "somebody changed the database.")));
  const bool somebody_left =
      std::any_of(view.teams.begin(), view.teams.end(), [](const Team& team) { return team.somebody_left; });
  if (view.MaySupervise())
    part.Add(html::PostButton(
        somebody_left ? locale.tr("Somebody left a team: renew the key") : locale.tr("Renew the key"),
        "/gate/key/renew", view.context.csrf(),
        {.kind = somebody_left ? html::ButtonKind::kMain : html::ButtonKind::kQuiet, .css = "small"}));
  return part;
}

Html QuarterBadge(const html::Locale& locale, QuarterState::State state) {
  switch (state) {
    case QuarterState::State::kRunning:
      return html::Badge(html::Mark::kPlain, locale.tr("Running"));
    case QuarterState::State::kEnded:
      return html::Badge(html::Mark::kAct, locale.tr("Ended, not closed"));
    case QuarterState::State::kClosed:
      break;
  }
  return html::Badge(html::Mark::kOk, locale.tr("Closed"));
}

Html Published(const View& view, Quarter quarter) {
  for (const Publication& publication : view.publications)
    if (publication.quarter == quarter) {
      const Html digest = El("code", publication.digest.substr(0, kDigestShown));
      if (!view.in_team) return digest;
      const std::string href = "/gate/publications/" + quarter.Text();
      return Join(El("a", {html::Href(href)}, view.locale.tr("What was published")), " ", digest);
    }
  return {};
}

Html CloseButton(const View& view, Quarter quarter) {
  return html::PostButton(view.locale.tr("Close it now"), "/gate/close", view.context.csrf(),
                          {.name = "quarter", .value = quarter.Text(), .css = "small"});
}

}  // namespace

Html QuartersSection(const View& view) {
  const html::Locale& locale = view.locale;
  if (view.quarters.empty())
    return html::Section(locale.tr("Quarters"),
                         html::Empty(locale.tr("No quarter yet"),
                                     locale.tr("The first begins when the first team makes the key.")));
  // Quarters close in their order: only the oldest that has ended can be.
  std::optional<Quarter> due;
  for (const QuarterState& state : view.quarters)
    if (state.state == QuarterState::State::kEnded) due = state.quarter;
  desk::TableMaker table({{locale.tr("Quarter")}, {locale.tr("State")}, {locale.tr("Ledger")}});
  for (const QuarterState& state : view.quarters) {
    const bool can_close = due == state.quarter && view.MaySupervise() && !view.code.empty();
    const std::string until =
        locale.tr("until {date}", {{"date", locale.ShortDate(state.quarter.End().ms - 1)}});
    table.Row({Join(QuarterWords(locale, state.quarter), " ", El("span", {{"class", "muted small"}}, until)),
               QuarterBadge(locale, state.state),
               can_close ? CloseButton(view, state.quarter) : Published(view, state.quarter)});
  }
  return html::Section(locale.tr("Quarters"), table.Done(locale.tr("Quarters of the gate, newest first")));
}

Html TeamsSection(const View& view) {
  return html::Section(view.locale.tr("Who has the key"),
                       html::Stack({KeyPart(view), TeamTable(view), CircleForm(view)}));
}

}  // namespace gate
