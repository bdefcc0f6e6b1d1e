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
  if (teams.empty()) return Hidden("team", typed.team);  // they could not be read
  if (teams.size() == 1) return Hidden("team", teams.front().id.text());
  Html choices = El("legend", page.tr("Who should read it?"));
  for (const Team& team : teams) {
    const bool chosen = typed.team.empty() ? team.id == teams.front().id : team.id.text() == typed.team;
    choices.Add(Choice(html::Radio("team", team.id.text(),
                                   Join(El("bdi", team.name), " · ", El("bdi", team.org_name)), chosen)));
  }
  return El("fieldset", {{"class", "field"}}, choices);
}

// What stands behind the file would be lost where a file is too large to be read: so it is the last.
net::Response ContactScreen(const Page& page, const std::vector<Team>& teams, const Typed& typed,
                            const Html& errors = {}, int status = 200) {
  const Html form =
      Form(page, "/report/send",
           Join(Carried(typed, true),
                TextArea("contact", page.tr("How may we reach you?"),
                         page.tr("You can leave this empty. You get a code to read our answer here."),
                         typed.report.contact, 2),
                TeamField(page, teams, typed), FileField(page),
                El("div", {{"class", "row"}}, Submit(page.tr("Send in secret")))),
           true);
  return Respond(page, Join(Steps(page, 3), El("h1", page.tr("Your answer")), errors, form),
                 {.status = status});
}

bool SaysNothing(const Report& report) {
  return report.picks.empty() && report.what.empty() && report.where.empty() && report.who.empty() &&
         report.contact.empty();
}

// The last team was switched off between two screens: what she typed stands on the page that says so, and
// goes on to `next` once somebody reads again.
net::Response NobodyTakes(const Page& page, const Typed& typed, std::string_view next) {
  const Report& report = typed.report;
  Html kept;
  if (!SaysNothing(report)) {
    Html fields =
        Join(Hidden("once", typed.once), Hidden("team", typed.team), Hidden("safe", report.safe),
             Hidden("where", report.where), Hidden("who", report.who), Hidden("contact", report.contact));
    for (const std::string& pick : report.picks) fields.Add(Hidden("pick", pick));
    fields.Add(Join(TextArea("what", page.tr("Tell us in your own words"), "", report.what, 6),
                    El("div", {{"class", "row"}}, Submit(page.tr("Try again")))));
    kept = Join(El("p", page.tr("Your words are still on this page. You can send them again.")),
                Form(page, next, fields));
  }
  return Respond(page, Join(NobodyReads(page), kept), {.status = 503, .secret = true});
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
  TRY(page.context->Form());
  Typed typed = TypedIn(page);
  typed.once = base::NewIdText(page.context->desk().random());
  const std::vector<Team> teams = TRY(TeamsNow(page));
  if (teams.empty()) return NobodyTakes(page, typed, "/report");
  return WhatScreen(page, teams, typed, {});
}

// Where the teams cannot be read the next screen needs none of them: the last one tells.
std::vector<Team> TeamsIn(const base::Result<std::vector<Team>>& teams) {
  return teams ? *teams : std::vector<Team>();
}

base::Result<net::Response> Where(Page& page) {
  TRY(page.context->Form());
  Typed typed = TypedIn(page);
  if (!base::IsIdText(typed.once)) typed.once = base::NewIdText(page.context->desk().random());
  const base::Result<std::vector<Team>> teams = TeamsNow(page);
  if (teams && teams->empty()) return NobodyTakes(page, typed, "/report/where");
  if (const auto errors = TooLong(page, typed); !errors.empty())
    return WhatScreen(page, TeamsIn(teams), typed, errors, 422);
  return WhereScreen(page, typed, {});
}

base::Result<net::Response> Contact(Page& page) {
  TRY(page.context->Form());
  const Typed typed = TypedIn(page);
  const base::Result<std::vector<Team>> teams = TeamsNow(page);
  if (teams && teams->empty()) return NobodyTakes(page, typed, "/report/contact");
  if (const auto errors = TooLong(page, typed); !errors.empty()) return WhereScreen(page, typed, errors, 422);
  return ContactScreen(page, TeamsIn(teams), typed);
}

// The last screen again, with what was typed and the reason.
net::Response NotFiled(const Page& page, const std::vector<Team>& teams, Typed typed,
                       const base::Error& error) {
  Failure failure = FailureOf(page, error);
  if (error.code == base::Code::kConflict) {
    // Of the first report nothing is shown, least of all its code: whoever has a form may have it from her.
    typed.once = base::NewIdText(page.context->desk().random());
    failure.words = SentBefore(page);
  }
  return ContactScreen(page, teams, typed, NotSent(page, failure.words), failure.status);
}

base::Result<net::Response> Send(Page& page) {
  TRY(page.context->Form());
  const Typed typed = TypedIn(page);
  const base::Result<std::vector<Team>> taking = TeamsNow(page);
  if (!taking) return NotFiled(page, {}, typed, taking.error());
  const std::vector<Team>& teams = *taking;
  if (teams.empty()) return NobodyTakes(page, typed, "/report/contact");
  if (TooLargeToRead(page)) return ContactScreen(page, teams, typed, NotSent(page, FileTooLarge(page)), 413);
  if (const auto errors = TooLong(page, typed); !errors.empty())
    return ContactScreen(page, teams, typed, Errors(page, errors), 422);
  const base::Result<CleanFiles> files = FilesOf(page);
  if (!files) return ContactScreen(page, teams, typed, Errors(page, {files.error().external}), 422);
  const bool chosen =
      std::any_of(teams.begin(), teams.end(), [&](const Team& team) { return team.id.text() == typed.team; });
  const TeamId team = chosen ? TeamId::FromStore(typed.team) : ByLanguage(page, teams).front().id;
  const base::Result<Filed> filed = page.services->reports.File(team, typed.report, files->files, typed.once);
  if (!filed && filed.error().code == base::Code::kInvalid)
    return WhatScreen(page, teams, typed, {page.tr("Please write what happened, or tick a box.")}, 422);
  if (!filed) return NotFiled(page, teams, typed, filed.error());
  // The code is worth more than the visit: where none can be begun, she still gets it.
  const base::Result<std::string> visit = page.services->reports.OpenAfterFiling(*filed);
  if (visit) SetVisitCookie(page, *visit);
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
