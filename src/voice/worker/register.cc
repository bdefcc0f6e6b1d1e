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

}  // namespace

void RegisterWorkerPages(desk::Desk& desk, VoiceServices& services) {
  for (const std::vector<WorkerRoute>& routes :
       {HomeRoutes(), ReportRoutes(), SealedRoutes(), OfferRoutes(), AdviceRoutes()})
    AddRoutes(desk, services, routes, WhenOff::kGone);
  // Who wrote in a language reads the answer in it, also when it is switched off meanwhile.
  for (const std::vector<WorkerRoute>& routes :
       {HelpRoutes(), CodeRoutes(), ProofRoutes(), TalkRoutes(), MoneyRoutes(), ConsentRoutes()})
    AddRoutes(desk, services, routes, WhenOff::kThere);
  desk.router().Add({.method = "GET",
                     .pattern = "/help",
                     .permission = desk::Permission::kPublic,
                     .handler = [&services](desk::Context& context) -> base::Result<net::Response> {
                       return Entrance(context, TRY(services.languages.All()));
                     },
                     .check_csrf = false});
}

}  // namespace voice::worker
