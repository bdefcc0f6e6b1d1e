#include "voice/mechanism/pages.h"

#include <algorithm>

#include "desk/tr.h"
#include "desk/web/parts.h"
#include "desk/web/public_page.h"
#include "gate/bands_block.h"
#include "html/console_components.h"
#include "voice/mechanism/sections.h"

namespace voice::mechanism {
namespace {

using desk::Context;
using html::El;
using html::Html;

desk::PublicShell Shell(const html::Locale& locale) {
  return {.title = locale.tr("What becomes of workers' reports"),
          .subtitle = locale.tr("How well this grievance mechanism works: published every quarter, without "
                                "anybody who could be found in it."),
          .home = "/mechanism",
          .nav = {{locale.tr("Figures"), "/mechanism"}, {locale.tr("Help for workers"), "/help"}},
          .current = "/mechanism",
          .above = {},
          .foot = locale.tr("No cookies, no scripts, no trackers on these pages."),
          .feed = {},
          .canonical = "/mechanism",
          .status = 200};
}

base::Result<std::vector<Quarterly>> AllOf(Mechanism& mechanism) {
  std::vector<Quarterly> all;
  for (Publication& publication : TRY(mechanism.Publications())) {
    Published figures = TRY(ReadContent(publication.content));
    all.push_back({std::move(publication), std::move(figures)});
  }
  return all;
}

Html FilesPart(const html::Locale& locale) {
  return El("p", locale.tr("The same for programs"), ": ", desk::LinkTo("/mechanism.csv", "CSV"), " · ",
            desk::LinkTo("/api/v1/mechanism", "JSON"));
}

base::Result<Html> NothingYet(const html::Locale& locale, Mechanism& mechanism) {
  const std::optional<gate::Quarter> since = TRY(mechanism.Since());
  const Html when =
      !since ? Html()
             : El("p", locale.tr("The first quarter that is counted: {quarter}. Its figures come on {day}.",
                                 {{"quarter", gate::QuarterWords(locale, *since)},
                                  {"day", locale.Date(since->Next().End().ms)}}));
  return html::Empty(
      locale.tr("Nothing is published yet"),
      html::Join(El("p", locale.tr("A quarter is published after the quarter that follows it.")), when));
}

net::Response Render(const Context& context, const std::vector<Quarterly>& all, std::size_t which) {
  const html::Locale& locale = desk::PublicLocale(context);
  desk::PublicShell shell = Shell(locale);
  const Quarterly& one = all[which];
  // Not of 2026Q1 and 2026Q3: only neighbours are compared. The ledger has no gaps.
  const Published* before = which + 1 < all.size() ? &all[which + 1].figures : nullptr;
  if (which > 0) {
    shell.title += ": " + gate::QuarterWords(locale, one.publication.quarter);
    shell.above = El("p", {{"class", "small"}}, desk::LinkTo("/mechanism", locale.tr("The newest quarter")));
  }
  return desk::PublicPage(
      context, shell,
      html::Stack({SummaryPart(locale, one.figures), CriteriaPart(locale, one.figures, before),
                   TimesPart(locale, one.figures), LanguagesPart(locale, one.figures),
                   QuartersPart(locale, all), ProtectionPart(locale), LedgerPart(locale, all),
                   FilesPart(locale)}));
}

base::Result<net::Response> Newest(const Context& context, Mechanism& mechanism) {
  const html::Locale& locale = desk::PublicLocale(context);
  const std::vector<Quarterly> all = TRY(AllOf(mechanism));
  if (!all.empty()) return Render(context, all, 0);
  const Html nothing = TRY(NothingYet(locale, mechanism));
  return desk::PublicPage(context, Shell(locale), html::Stack({nothing, ProtectionPart(locale)}));
}

base::Result<net::Response> OneQuarter(const Context& context, Mechanism& mechanism) {
  const gate::Quarter quarter = TRY(gate::Quarter::Parse(context.Path("quarter")));
  const std::vector<Quarterly> all = TRY(AllOf(mechanism));
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Quarterly& one) { return one.publication.quarter == quarter; });
  if (found == all.end()) return base::NotFound(desk::tr("this quarter is not published"));
  return Render(context, all, static_cast<std::size_t>(found - all.begin()));
}

}  // namespace

void AddOpenPage(desk::Desk& desk, Mechanism& mechanism, std::string_view pattern, OpenPage page) {
  desk.router().Add({.method = "GET",
                     .pattern = pattern,
                     .permission = desk::Permission::kPublic,
                     .handler = [&mechanism, page](Context& context) { return page(context, mechanism); },
                     .check_csrf = false});
}

void RegisterMechanism(desk::Desk& desk, Mechanism& mechanism) {
  desk.jobs().Register({.name = "voice.mechanism",
                        .handler = [&mechanism](desk::JobContext&) -> base::Status {
                          TRY(mechanism.PublishDue());
                          return base::Ok();
                        },
                        .every_ms = base::kHourMs,
                        .quiet = true});
  AddOpenPage(desk, mechanism, "/mechanism", Newest);
  AddOpenPage(desk, mechanism, "/mechanism/{quarter}", OneQuarter);
  AddDataRoutes(desk, mechanism);
}

}  // namespace voice::mechanism
