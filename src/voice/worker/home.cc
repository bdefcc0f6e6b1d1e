#include "voice/worker/outside.h"
#include "voice/worker/pages.h"
#include "voice/worker/parts.h"

namespace voice::worker {
namespace {

using html::El;
using html::Html;
using html::Join;

constexpr std::string_view kPen = "M4 20h4L20 8l-4-4L4 16zM14 6l4 4";
constexpr std::string_view kBack = "M9 5 3 11l6 6M3 11h11a7 7 0 0 1 7 7v1";
constexpr std::string_view kPaper = "M6 3h9l4 4v14H6zM15 3v5h4M9 12h7M9 16h7";
constexpr std::string_view kOpen = "M4 5h7v15H4zM13 5h7v15h-7zM11 6l2 0";

Html Way(const Page& page, std::string_view rest, Html icon, const std::string& words,
         const std::string& more, bool first = false) {
  return El("li", El("a", {{"class", first ? "way first" : "way"}, html::Href(page.Href(rest))}, icon,
                     El("span", El("b", words), more)));
}

base::Result<Html> LanguageList(Page& page) {
  Html shown, folded;
  int count = 0;
  constexpr int kShown = 9;
  for (const WorkerLanguage& language : TRY(page.services->languages.All())) {
    if (language.state == LanguageState::kOff) continue;
    for (const html::Locale* locale : html::WorkerLocales()) {
      if (locale->tag() != language.tag) continue;
      const std::string href = "/help/" + std::string(language.tag);
      const bool here = language.tag == page.locale->tag();
      std::vector<html::Attribute> attributes = {
          html::Lang(language.tag), html::Href(href), {"dir", locale->right_to_left() ? "rtl" : "ltr"}};
      if (here) attributes.push_back({"aria-current", "true"});
      Html& list = count++ < kShown || here ? shown : folded;
      list.Add(El("li", html::Builder::Element("a", attributes, locale->own_name())));
    }
  }
  Html all = El("ul", {{"class", "langs"}}, shown);
  if (!folded.empty())
    all.Add(El("details", El("summary", page.tr("More languages")), El("ul", {{"class", "langs"}}, folded)));
  return El("nav", {{"aria-label", page.tr("Choose your language")}}, all);
}

base::Result<net::Response> Home(Page& page) {
  const std::vector<Team> teams = TRY(TeamsNow(page));
  Html ways;
  if (!teams.empty())
    ways.Add(Way(page, "/report", Icon(kPen), page.tr("Write to us"),
                 page.tr("Three short steps. No name needed."), true));
  // Who wrote before reads here also while nobody takes new reports.
  ways.Add(Way(page, "/return", Icon(kBack, true), page.tr("Read your answer"),
               page.tr("You wrote before? Use your code.")));
  ways.Add(
      Way(page, "/offer", Icon(kPaper), page.tr("Check a job offer"), page.tr("Is this job or agent fair?")));
  ways.Add(Way(page, "/advice", Icon(kOpen), page.tr("Advice"),
               page.tr("Before you go, while there, coming back.")));
  const Html main = Join(
      TRY(LanguageList(page)), El("h1", page.tr("Problem at work? Talk to us.")),
      El("p", page.tr("Free. You do not need to give your name.")),
      El("div", {{"class", "notice harm"}},
         El("p", El("a", {html::Href(page.Href("/danger"))}, El("b", page.tr("In danger now?"))))),
      teams.empty()
          ? El("div", {{"class", "notice care"}},
               El("p", page.tr("We cannot take messages here now. Please ask one of the services for help."),
                  " ", El("a", {html::Href(page.Href("/services"))}, page.tr("Who can help"))))
          : Html(),
      El("ul", {{"class", "ways"}}, ways),
      El("section", {{"class", "stack-s"}}, El("h2", page.tr("How we keep you safe")),
         El("ul", {{"class", "ticks"}},
            El("li", page.tr("Your boss and your agent have no key to what you write.")),
            El("li", page.tr("What you write is locked. The people who help have the key.")),
            El("li", page.tr("You choose what happens next. You can stop at any time.")),
            El("li", page.tr("A call leaves a trace in your phone. This page leaves less.")))),
      El("p", El("a", {html::Href(page.Href("/services"))}, page.tr("Who can help"))));
  return Respond(page, main);
}

base::Result<net::Response> Danger(Page& page) {
  const std::vector<Team> teams = TRY(TeamsNow(page));
  Html main = Join(El("h1", page.tr("In danger now?")),
                   El("p", page.tr("Call one of these numbers. Say where you are.")),
                   AllServices(page, NearCountries(page, teams), true), NumbersNote(page));
  if (!teams.empty()) {
    main.Add(
        El("section", {{"class", "stack-s"}}, El("h2", page.tr("Does someone read here now?")),
           DutyLines(page, teams),
           El("p", El("a", {{"class", "btn"}, html::Href(page.Href("/report"))}, page.tr("Write to us")))));
  }
  return Respond(page, main);
}

base::Result<net::Response> OtherServices(Page& page) {
  const std::vector<Team> teams = TRY(TeamsNow(page));
  return Respond(page, Join(El("h1", page.tr("Who can help")),
                            AllServices(page, NearCountries(page, teams), false), NumbersNote(page)));
}

// The visit ends here; then away, to a page that nobody wonders about.
base::Result<net::Response> Leave(Page& page) {
  constexpr std::string_view kAway = "https://www.wikipedia.org/";
  if (!VisitCookie(page).empty()) {
    TRY(page.services->reports.Leave(VisitCookie(page)));
    DropVisitCookie(page);
  }
  return net::Redirect(303, kAway);
}

}  // namespace

std::vector<WorkerRoute> HomeRoutes() {
  return {{"GET", "", Home}};
}

std::vector<WorkerRoute> HelpRoutes() {
  return {{"GET", "/danger", Danger}, {"GET", "/services", OtherServices}, {"GET", "/leave", Leave}};
}

}  // namespace voice::worker
