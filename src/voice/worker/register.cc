#include <algorithm>
#include <array>

#include "base/limits_voice.h"
#include "desk/desk.h"
#include "voice/worker/money.h"
#include "voice/worker/pages.h"

namespace voice::worker {
namespace {

// /help: the best language of those that are on, by what the browser asks for.
net::Response Entrance(desk::Context& context, const std::vector<WorkerLanguage>& languages) {
  std::string best = "en";
  for (const net::MediaRange& range :
       net::ParseQualityList(context.request().headers.Get("Accept-Language"))) {
    std::string_view tag = std::string_view(range.type).substr(0, range.type.find('-'));
    if (tag == "fil") tag = "tl";
    bool found = false;
    for (const WorkerLanguage& language : languages)
      if (range.quality > 0 && language.tag == tag && language.state != LanguageState::kOff) {
        best = std::string(tag);
        found = true;
      }
    if (found) break;
  }
  net::Response response = net::Redirect(303, "/help/" + best);
  response.headers.Add("Vary", "Accept-Language");
  response.headers.Add("Cache-Control", "no-store");
  return response;
}

// What no page has. An address that takes a form only, as a tab that is opened again asks for it, leads to
// where the form is; all else is told in the language of the address.
base::Result<net::Response> Elsewhere(Page& page) {
  constexpr std::array<std::string_view, 5> kFormsOfTheTalk = {"close", "reopen", "satisfied", "forget",
                                                               "money"};
  const std::string_view rest = page.context->Path("name");
  const bool reads = page.context->request().method != "POST";
  if (reads && rest.empty()) return Redirect(page, "");
  if (reads && rest.starts_with("report/")) return Redirect(page, "/report");
  if (reads && std::find(kFormsOfTheTalk.begin(), kFormsOfTheTalk.end(), rest) != kFormsOfTheTalk.end())
    return Redirect(page, "/talk");
  return base::NotFound("");
}

void AddEntrance(desk::Desk& desk, VoiceServices& services, std::string_view pattern) {
  desk.router().Add({.method = "GET",
                     .pattern = pattern,
                     .permission = desk::Permission::kPublic,
                     .handler = [&services](desk::Context& context) -> base::Result<net::Response> {
                       return Entrance(context, TRY(services.languages.All()));
                     },
                     .max_in_memory = base::kMaxReportBodyBytes,
                     .check_csrf = false});
}

}  // namespace

void RegisterWorkerPages(desk::Desk& desk, VoiceServices& services) {
  for (const std::vector<WorkerRoute>& routes :
       {HomeRoutes(), ReportRoutes(), SealedRoutes(), OfferRoutes(), AdviceRoutes()})
    AddRoutes(desk, services, routes, WhenOff::kGone);
  // Who wrote in a language reads the answer in it, also when it is switched off meanwhile.
  for (const std::vector<WorkerRoute>& routes :
       {HelpRoutes(), CodeRoutes(), ProofRoutes(), TalkRoutes(), MoneyRoutes(), ConsentRoutes()})
    AddRoutes(desk, services, routes, WhenOff::kThere);
  AddRoutes(desk, services, {{"GET", "/{name...}", Elsewhere}, {"POST", "/{name...}", Elsewhere}},
            WhenOff::kGone);
  AddEntrance(desk, services, "/help");
  AddEntrance(desk, services, "/help/{name...}");  // "/help/": a language comes before it
}

}  // namespace voice::worker
