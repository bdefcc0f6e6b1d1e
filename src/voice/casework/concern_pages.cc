#include <algorithm>

#include "base/limits_voice.h"
#include "desk/desk.h"
#include "desk/people/fields.h"
#include "desk/tr.h"
#include "desk/web/flash.h"
#include "desk/web/parts.h"
#include "entity/entity.h"
#include "html/console_components.h"
#include "voice/casework/concern_parts.h"
#include "voice/casework/pages.h"
#include "voice/casework/unlocked_page.h"

namespace voice {
namespace {

using html::Html;

// A gate that somebody changed is told in words as well.
bool CanMend(const base::Error& error) {
  return IsMendable(error.code) || error.code == base::Code::kCorrupt;
}

Concerns::By ByOf(const CasePage& page) {
  return {page.context.actor(), page.me, page.opened.row.id, page.locale};
}

// The name and place as they were typed, and the country's code where it is one.
struct Typed {
  std::string name, country, place;
};
Typed TypedIn(CasePage& page) {
  const std::string country = desk::FieldOf(page.context, "country");
  return {desk::FieldOf(page.context, "name"), std::string(entity::CountryCode(country)),
          desk::FieldOf(page.context, "place")};
}

base::Status FillKept(CasePage& page, ConcernView& view) {
  for (const KeptName& kept : view.book.kept) {
    const base::Result<gate::FoundParties> found =
        page.services.concerns.Find(page.context.actor(), page.me, kept.name, kept.country);
    if (!found && !CanMend(found.error())) return found.error();
    view.kept_found.push_back(found.has_value() && !found->parties.empty());
  }
  return base::Ok();
}

base::Status FillLinks(CasePage& page, ConcernView& view) {
  const std::vector<CaseLine> lines =
      TRY(page.services.cases.List(page.context.actor(), {}, {}, base::kMaxOfferedCases));
  const std::vector<CaseId>& linked = view.book.linked;
  for (const CaseLine& line : lines)
    if (line.row.id != page.opened.row.id &&
        std::find(linked.begin(), linked.end(), line.row.id) == linked.end())
      view.offered.push_back(line);
  return base::Ok();
}

base::Result<ConcernView> ViewOf(CasePage& page) {
  ConcernView view{.page = page};
  view.standing = TRY(page.services.concerns.StandingOf(page.context.actor()));
  view.book = TRY(page.services.concerns.Book(page.opened));
  for (const Naming& naming : view.book.namings)
    view.counted.push_back(TRY(page.services.concerns.IsCounted(naming.day)));
  for (const CaseId& id : view.book.linked)
    view.linked_opens.push_back(page.services.cases.Open(page.context.actor(), page.me, id).has_value());
  if (view.standing != Concerns::Standing::kReady) return view;
  TRY(FillKept(page, view));
  TRY(FillLinks(page, view));
  return view;
}

net::Response Render(const ConcernView& view, int status) {
  const bool ready = view.standing == Concerns::Standing::kReady;
  std::vector<Html> wide, narrow;
  if (!ready) wide.push_back(NotReady(view));
  if (ready) wide.push_back(SearchSection(view));
  wide.push_back(NamingsSection(view));
  if (ready && !view.book.kept.empty()) wide.push_back(KeptSection(view));
  if (ready || !view.book.linked.empty()) narrow.push_back(LinksSection(view));
  narrow.push_back(WhatOthersSee(view));
  return CaseResponse(view.page, kConcernsTab,
                      html::SideBySide(html::Columns::kWideAndNarrow, html::Stack(wide), html::Stack(narrow)),
                      status);
}

base::Result<net::Response> Show(CasePage& page) {
  return Render(TRY(ViewOf(page)), 200);
}

// The page with what was looked for, and why it was refused.
base::Result<net::Response> ShowWith(CasePage& page, const Typed& typed, std::string problem) {
  ConcernView view = TRY(ViewOf(page));
  view.name = typed.name;
  view.country = typed.country;
  view.place = typed.place;
  view.problem = std::move(problem);
  return Render(view, view.problem.empty() ? 200 : 422);
}

// The page with what the name finds, after `change` to it.
template <typename Change>
base::Result<net::Response> ShowFound(CasePage& page, const Typed& typed, const Change& change) {
  base::Result<gate::FoundParties> found =
      page.services.concerns.Find(page.context.actor(), page.me, typed.name, typed.country, typed.place);
  if (!found && !CanMend(found.error())) return found.error();
  if (!found) return ShowWith(page, typed, page.tr(found.error().external));
  ConcernView view = TRY(ViewOf(page));
  view.name = typed.name;
  view.country = typed.country;
  view.place = typed.place;
  view.found = *std::move(found);
  change(view);
  return Render(view, view.choice_problem.empty() ? 200 : 422);
}

// Names are sent, not put into an address: addresses stand in histories and logs.
base::Result<net::Response> Search(CasePage& page) {
  const Typed typed = TypedIn(page);
  if (typed.country.empty() && !desk::FieldOf(page.context, "country").empty())
    return ShowWith(page, typed, page.tr("This country is not known: write its name or two letters."));
  return ShowFound(page, typed, [](ConcernView&) {});
}

base::Result<net::Response> Done(CasePage& page, const base::Status& done, const std::string& said) {
  if (done) return desk::RedirectWithFlash(page.context, page.Href(kConcernsTab), said);
  if (!CanMend(done.error())) return done.error();
  return desk::RedirectWithProblem(page.context, page.Href(kConcernsTab), page.tr(done.error().external));
}

base::Result<net::Response> Confirm(CasePage& page) {
  const Typed typed = TypedIn(page);
  const std::string category = desk::FieldOf(page.context, "category");
  const Concerns::Choice choice{.name = typed.name,
                                .country = typed.country,
                                .keys = desk::FieldsOf(page.context, "party"),
                                .category = CategoryNamed(category).value_or(gate::Category::kOther),
                                .place = typed.place};
  const base::Status done = CategoryNamed(category)
                                ? page.services.concerns.Confirm(ByOf(page), choice)
                                : base::Invalid(desk::tr("please choose what it is about"));
  if (!done && done.error().code == base::Code::kInvalid)
    return ShowFound(page, typed, [&](ConcernView& view) {
      view.ticked = choice.keys;
      view.category = category;
      view.choice_problem = page.tr(done.error().external);
    });
  return Done(page, done, page.tr("The concern is confirmed."));
}

base::Result<net::Response> TakeBack(CasePage& page) {
  const NamingId naming = TRY(NamingId::Parse(desk::FieldOf(page.context, "concern")));
  return Done(page, page.services.concerns.TakeBack(ByOf(page), naming),
              page.tr("The concern is taken back."));
}

base::Result<net::Response> Keep(CasePage& page) {
  const Typed typed = TypedIn(page);
  return Done(page, page.services.concerns.Keep(ByOf(page), typed.name, typed.country),
              page.tr("The name is kept in the case. It is looked for whenever you open this page."));
}

base::Result<net::Response> Forget(CasePage& page) {
  const Typed typed = TypedIn(page);
  return Done(page, page.services.concerns.Forget(ByOf(page), typed.name, typed.country), page.tr("Done."));
}

base::Result<net::Response> Link(CasePage& page) {
  const CaseId other = TRY(CaseId::Parse(desk::FieldOf(page.context, "case")));
  return Done(page, page.services.concerns.Link(ByOf(page), other),
              page.tr("The cases are linked: this person counts once."));
}

base::Result<net::Response> Unlink(CasePage& page) {
  return Done(page, page.services.concerns.Unlink(ByOf(page)), page.tr("This case is on its own again."));
}

}  // namespace

void RegisterConcernPages(desk::Desk& desk, VoiceServices& services) {
  services.tabs.push_back({.rest = std::string(kConcernsTab),
                           .label = [](const html::Locale& locale) { return locale.tr("Concerns"); }});
  AddCaseRoutes(desk, services,
                {{.method = "GET", .rest = "/concerns", .handler = Show},
                 {.method = "POST", .rest = "/concerns/search", .handler = Search},
                 {.method = "POST", .rest = "/concerns/confirm", .handler = Confirm},
                 {.method = "POST", .rest = "/concerns/take-back", .handler = TakeBack},
                 {.method = "POST", .rest = "/concerns/keep", .handler = Keep},
                 {.method = "POST", .rest = "/concerns/forget", .handler = Forget},
                 {.method = "POST", .rest = "/concerns/link", .handler = Link},
                 {.method = "POST", .rest = "/concerns/unlink", .handler = Unlink}});
}

}  // namespace voice
