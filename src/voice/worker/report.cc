#include <algorithm>

#include "base/limits_voice.h"
#include "desk/desk.h"
#include "html/forms.h"
#include "voice/worker/code_page.h"
#include "voice/worker/pages.h"
#include "voice/worker/parts.h"

// Three screens. What was typed on one travels in hidden fields of the next; nothing is kept before the end.
namespace voice::worker {
namespace {

using html::El;
using html::Html;
using html::Join;

struct Typed {
  Report report;
  std::string once;
  std::string team;
};

Typed TypedIn(const Page& page) {
  Typed typed;
  const base::Result<const net::Form*> form = page.context->Form();
  if (form)
    for (const std::string_view pick : (*form)->fields.All("pick")) {
      std::vector<std::string>& picks = typed.report.picks;
      const bool known = std::find(ReportPicks().begin(), ReportPicks().end(), pick) != ReportPicks().end();
      if (known && std::find(picks.begin(), picks.end(), pick) == picks.end()) picks.emplace_back(pick);
    }
  typed.report.language = page.tag();
  typed.report.what = Field(page, "what");
  typed.report.where = Field(page, "where");
  typed.report.who = Field(page, "who");
  typed.report.contact = Field(page, "contact");
  const std::string safe = Field(page, "safe");
  if (safe == "yes" || safe == "no" || safe == "unsure") typed.report.safe = safe;
  typed.once = Field(page, "once");
  typed.team = Field(page, "team");
  return typed;
}

Html Steps(const Page& page, int step) {
  const std::string words = page.tr("Step {n} of 3", {{"n", std::to_string(step)}});
  return El("p", {{"class", "muted"}}, words);
}

Html Carried(const Typed& typed, bool where) {
  Html all =
      Join(Hidden("once", typed.once), Hidden("what", typed.report.what), Hidden("safe", typed.report.safe));
  for (const std::string& pick : typed.report.picks) all.Add(Hidden("pick", pick));
  if (where) all.Add(Join(Hidden("where", typed.report.where), Hidden("who", typed.report.who)));
  return all;
}

std::vector<std::string> TooLong(const Page& page, const Typed& typed) {
  std::vector<std::string> errors;
  if (typed.report.what.size() > base::kMaxReportTextBytes)
    errors.push_back(page.tr("What happened: the text is too long. Please send it in parts."));
  for (const std::string* text : {&typed.report.where, &typed.report.who, &typed.report.contact})
    if (text->size() > base::kMaxReportFieldBytes)
      errors.push_back(page.tr("One answer is too long. Please make it shorter."));
  return errors;
}

net::Response WhatScreen(const Page& page, const std::vector<Team>& teams, const Typed& typed,
                         const std::vector<std::string>& errors, int status = 200) {
  const Html form = Form(
      page, "/report/where",
      Join(Hidden("once", typed.once), PicksField(page, typed.report.picks),
           TextArea("what", page.tr("Tell us in your own words"),
                    page.tr("Use any language. You need not write your name."), typed.report.what, 6),
           SafeField(page, "safe", typed.report.safe, ""),
           El("div", {{"class", "row"}}, Submit(page.tr("Next")), QuietLink(page, page.tr("Go back"), ""))));
  return Respond(page,
                 Join(Steps(page, 1), El("h1", page.tr("What happened?")), Errors(page, errors),
                      BeforeYouWrite(page, teams), form,
                      El("p", {{"class", "muted"}},
                         El("a", {html::Href(page.Href("/sealed"))},
                            page.tr("Another way: your browser seals the text before it leaves.")))),
                 {.status = status});
}

net::Response WhereScreen(const Page& page, const Typed& typed, const std::vector<std::string>& errors,
                          int status = 200) {
  const Html form =
      Form(page, "/report/contact",
           Join(Carried(typed, false), WhereField(page, typed.report.where), WhoField(page, typed.report.who),
                El("div", {{"class", "row"}}, Submit(page.tr("Next")))));
  return Respond(page, Join(Steps(page, 2), El("h1", page.tr("Where and who?")), Errors(page, errors), form),
                 {.status = status});
}

Html TeamField(const Page& page, const std::vector<Team>& all, const Typed& typed) {
  const std::vector<Team> teams = ByLanguage(page, all);
  if (teams.size() == 1) return Hidden("team", teams.front().id.text());
  Html choices = El("legend", page.tr("Who should read it?"));
  for (const Team& team : teams) {
    const bool chosen = typed.team.empty() ? team.id == teams.front().id : team.id.text() == typed.team;
    choices.Add(Choice(html::Radio("team", team.id.text(),
                                   Join(El("bdi", team.name), " · ", El("bdi", team.org_name)), chosen)));
  }
  return El("fieldset", {{"class", "field"}}, choices);
}

net::Response ContactScreen(const Page& page, const std::vector<Team>& teams, const Typed& typed,
                            const std::vector<std::string>& errors, int status = 200) {
  const Html form =
      Form(page, "/report/send",
           Join(Carried(typed, true),
                TextArea("contact", page.tr("How may we reach you?"),
                         page.tr("You can leave this empty. You get a code to read our answer here."),
                         typed.report.contact, 2),
                FileField(page), TeamField(page, teams, typed),
                El("div", {{"class", "row"}}, Submit(page.tr("Send in secret")))),
           true);
  return Respond(page, Join(Steps(page, 3), El("h1", page.tr("Your answer")), Errors(page, errors), form),
                 {.status = status});
}

// A change of the page's text in the middle of a form is not worth a lost report: what comes in is looked at
// as a whole.
base::Result<net::Response> What(Page& page) {
  const std::vector<Team> teams = TRY(TeamsNow(page));
  if (teams.empty()) return Respond(page, NobodyReads(page));
  Typed typed;
  typed.once = base::NewIdText(page.context->desk().random());
  return WhatScreen(page, teams, typed, {});
}

// From the check of a job offer, with its answers.
base::Result<net::Response> Begun(Page& page) {
  const std::vector<Team> teams = TRY(TeamsNow(page));
  if (teams.empty()) return Respond(page, NobodyReads(page), {.status = 503});
  Typed typed = TypedIn(page);
  typed.once = base::NewIdText(page.context->desk().random());
  return WhatScreen(page, teams, typed, {});
}

base::Result<net::Response> Where(Page& page) {
  const std::vector<Team> teams = TRY(TeamsNow(page));
  if (teams.empty()) return Respond(page, NobodyReads(page), {.status = 503});
  Typed typed = TypedIn(page);
  if (!base::IsIdText(typed.once)) typed.once = base::NewIdText(page.context->desk().random());
  if (const auto errors = TooLong(page, typed); !errors.empty())
    return WhatScreen(page, teams, typed, errors, 422);
  return WhereScreen(page, typed, {});
}

base::Result<net::Response> Contact(Page& page) {
  const std::vector<Team> teams = TRY(TeamsNow(page));
  if (teams.empty()) return Respond(page, NobodyReads(page), {.status = 503});
  const Typed typed = TypedIn(page);
  if (const auto errors = TooLong(page, typed); !errors.empty()) return WhereScreen(page, typed, errors, 422);
  return ContactScreen(page, teams, typed, {});
}

base::Result<net::Response> Send(Page& page) {
  const std::vector<Team> teams = TRY(TeamsNow(page));
  if (teams.empty()) return Respond(page, NobodyReads(page), {.status = 503});
  TRY(page.context->Form());
  Typed typed = TypedIn(page);
  if (const auto errors = TooLong(page, typed); !errors.empty())
    return ContactScreen(page, teams, typed, errors, 422);
  const base::Result<CleanFiles> files = FilesOf(page);
  if (!files) return ContactScreen(page, teams, typed, {files.error().external}, 422);
  const bool chosen =
      std::any_of(teams.begin(), teams.end(), [&](const Team& team) { return team.id.text() == typed.team; });
  const TeamId team = chosen ? TeamId::FromStore(typed.team) : ByLanguage(page, teams).front().id;
  base::Result<Filed> filed = page.services->reports.File(team, typed.report, files->files, typed.once);
  if (!filed && filed.error().code == base::Code::kInvalid)
    return WhatScreen(page, teams, typed, {page.tr("Please write what happened, or tick a box.")}, 422);
  if (!filed) return filed.error();
  SetVisitCookie(page, TRY(page.services->reports.OpenAfterFiling(*filed)));
  return CodePage(page, filed->code);
}

}  // namespace

std::vector<WorkerRoute> ReportRoutes() {
  return {{"GET", "/report", What},
          {"POST", "/report", Begun},
          {"POST", "/report/where", Where},
          {"POST", "/report/contact", Contact},
          {"POST", "/report/send", Send, true}};
}

}  // namespace voice::worker
