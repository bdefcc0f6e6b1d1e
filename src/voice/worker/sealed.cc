#include <algorithm>

#include "base/limits_voice.h"
#include "crypto/encoding.h"
#include "desk/desk.h"
#include "embed/sealed_nacl.h"
#include "embed/sealed_seal.h"
#include "html/forms.h"
#include "voice/intake/sealed_report.h"
#include "voice/worker/code_page.h"
#include "voice/worker/pages.h"
#include "voice/worker/parts.h"

// The one page with a script: it seals what a worker types in her browser (sealed/seal.js says how). Her
// words stand in fields outside the form, so that a browser without the script sends none of them.
namespace voice::worker {
namespace {

using html::El;
using html::Html;
using html::Join;

// The library as it was published, and ours behind it: the same bytes in every language.
const std::string& Script() {
  static const std::string script =
      "\n" + std::string(embedded::sealed_nacl()) + "\n" + std::string(embedded::sealed_seal());
  return script;
}

Html Items(const std::vector<std::string>& items) {
  Html list;
  for (const std::string& item : items) list.Add(El("li", item));
  return El("ul", {{"class", "ticks"}}, list);
}

Html WhatItDoes(const Page& page, const Team& team) {
  return El(
      "section", {{"class", "stack-s"}}, El("h2", page.tr("What the seal does")),
      Items({page.tr("A small program on this page seals your words in your browser. This server cannot "
                     "read them when you send them."),
             page.tr("Only the people of {team} have the key. When one of them reads, this server opens "
                     "your words for that moment.",
                     {{"team", team.name}})}));
}

Html WhatItDoesNot(const Page& page) {
  return El(
      "section", {{"class", "stack-s"}}, El("h2", page.tr("What the seal does not do")),
      Items(
          {page.tr("The server sees that you wrote, the day, the language, and about how long your text is."),
           page.tr("Who takes over this server can also change this page. Then it protects you no more than "
                   "the usual page."),
           page.tr("Your code opens our answers, but not these words. Only we can read them again."),
           page.tr("Files, and what you write later, are not sealed in your browser. The server locks them, "
                   "as on the usual page.")}));
}

Html KeyOfTeam(const Page& page, const SealingKey& key) {
  return El(
      "section", {{"class", "stack-s"}}, El("h2", page.tr("The key of the team")),
      El("p", El("bdi", El("code", {{"id", "seal-print"}}, key.fingerprint()))),
      El("p", page.tr("Did the team tell you its key in another way? Compare. If it is not the same, do "
                      "not write here.")));
}

// For the script: what it seals to, and how much it may seal.
Html ForTheScript(const SealingKey& key) {
  return Join(El("span", {{"id", "seal-key"}, {"hidden", ""}}, crypto::HexEncode(key.key)),
              El("span", {{"id", "seal-most"}, {"hidden", ""}}, std::to_string(base::kMaxSealedTextBytes)));
}

Html Problem(const std::string& id, const std::string& words) {
  return El("div", {{"class", "errors"}, {"role", "alert"}, {"tabindex", -1}, {"id", id}, {"hidden", ""}},
            El("p", words));
}

Html Fields(const Page& page) {
  return Join(Problem("seal-empty", page.tr("Please write what happened, or tick a box.")),
              Problem("seal-long", page.tr("What happened: the text is too long. Please send it in parts.")),
              PicksField(page, {}),
              TextArea("what", page.tr("Tell us in your own words"),
                       page.tr("Use any language. You need not write your name."), "", 6),
              WhereField(page, ""), WhoField(page, ""),
              TextArea("contact", page.tr("How may we reach you?"),
                       page.tr("You can leave this empty. You get a code to read our answer here."), "", 2),
              SafeField(page, "answer-safe", "",
                        page.tr("This answer is not sealed: it tells us whom to read first.")));
}

struct Sent {
  std::string once, team, key, safe, box;
};

// What the browser sends: nothing that was typed.
Html SendForm(const Page& page, const Sent& sent, const std::string& button) {
  const std::string action = page.Href("/sealed");
  return html::Form({.action = action, .csrf = {}, .open = true, .css = "stack", .id = "seal-form"},
                    Join(Hidden("once", sent.once), Hidden("team", sent.team), Hidden("key", sent.key),
                         Hidden("safe", sent.safe), Hidden("box", sent.box),
                         El("div", {{"class", "row"}}, Submit(button))));
}

Html UseTheUsualPage(const Page& page) {
  return Join(
      El("p",
         page.tr("Your browser does not run the small program of this page. Please use the usual page.")),
      El("p", El("a", {html::Href(page.Href("/report"))}, page.tr("Write to us"))));
}

base::Result<net::Response> SealPage(Page& page, const Team& team) {
  const SealingKey key = TRY(page.services->sealing_keys.Present(team));
  const Sent fresh{.once = base::NewIdText(page.context->desk().random()),
                   .team = team.id.text(),
                   .key = key.id.text(),
                   .safe = {},
                   .box = {}};
  const Html off = El("div", {{"class", "notice care stack-s"}, {"id", "seal-off"}}, UseTheUsualPage(page));
  const Html on = El("div", {{"class", "stack"}, {"id", "seal-on"}, {"hidden", ""}}, Fields(page),
                     SendForm(page, fresh, page.tr("Seal and send")));
  return Respond(
      page,
      Join(El("h1", page.tr("Sealed before it leaves")),
           El("p", page.tr("For people who fear that somebody watches this server.")), off,
           WhatItDoes(page, team), WhatItDoesNot(page), BeforeYouWrite(page, {team}), KeyOfTeam(page, key),
           on, ForTheScript(key), El("p", QuietLink(page, page.tr("Go back"), "/report"))),
      {.script = Script()});
}

net::Response ChooseTeam(const Page& page, const std::vector<Team>& teams) {
  Html choices;
  for (const Team& team : ByLanguage(page, teams))
    choices.Add(El("li", El("a", {{"class", "way"}, html::Href(page.Href("/sealed?team=" + team.id.text()))},
                            El("span", El("b", El("bdi", team.name)), El("bdi", team.org_name)))));
  return Respond(page, Join(El("h1", page.tr("Sealed before it leaves")),
                            El("p", page.tr("For people who fear that somebody watches this server.")),
                            El("h2", page.tr("Who should read it?")), El("ul", {{"class", "ways"}}, choices),
                            El("p", QuietLink(page, page.tr("Go back"), "/report"))));
}

base::Result<net::Response> Show(Page& page) {
  const std::vector<Team> teams = TRY(TeamsNow(page));
  if (teams.empty()) return Respond(page, NobodyReads(page));
  if (teams.size() == 1) return SealPage(page, teams.front());
  const std::string_view wanted = page.context->Query("team");
  const auto team =
      std::find_if(teams.begin(), teams.end(), [&](const Team& one) { return one.id.text() == wanted; });
  return team == teams.end() ? ChooseTeam(page, teams) : SealPage(page, *team);
}

base::Result<Filed> File(Page& page, const Sent& sent) {
  SealedReport report{.language = page.tag(),
                      .safe = {},
                      .key = TRY(SealingKeyId::Parse(sent.key)),
                      .box = TRY(ReadSealedBox(sent.box))};
  if (sent.safe == "yes" || sent.safe == "no" || sent.safe == "unsure") report.safe = sent.safe;
  return page.services->reports.FileSealed(TRY(TeamId::Parse(sent.team)), report, sent.once);
}

base::Result<net::Response> Send(Page& page) {
  TRY(page.context->Form());
  Sent sent{.once = Field(page, "once"),
            .team = Field(page, "team"),
            .key = Field(page, "key"),
            .safe = Field(page, "safe"),
            .box = Field(page, "box")};
  // A browser that shows what is hidden sends the form without the script, and without her words.
  if (sent.box.empty())
    return Respond(page,
                   Join(El("h1", page.tr("Sealed before it leaves")),
                        El("div", {{"class", "notice care stack-s"}}, UseTheUsualPage(page))),
                   {.status = 422});
  const base::Result<Filed> filed = File(page, sent);
  if (filed) {
    // The code is worth more than the visit: where none can be begun, she still gets it.
    const base::Result<std::string> visit = page.services->reports.OpenAfterFiling(*filed);
    if (visit) SetVisitCookie(page, *visit);
    return CodePage(page, filed->code);
  }
  const base::Code code = filed.error().code;
  if (code == base::Code::kNotFound) return filed.error();
  // What she wrote is not lost: the page carries the sealed text, and sends it again without a script.
  if (code == base::Code::kConflict) {
    sent.once = base::NewIdText(page.context->desk().random());
    return Respond(page,
                   Join(El("h1", page.tr("Sealed before it leaves")), NotSent(page, SentBefore(page)),
                        SendForm(page, sent, page.tr("Send again"))),
                   {.status = 409, .secret = true});
  }
  return Sorry(
      page, filed.error(),
      Join(El("p", page.tr("Your words are still on this page, sealed. Please send them again later.")),
           SendForm(page, sent, page.tr("Send again"))));
}

}  // namespace

std::vector<WorkerRoute> SealedRoutes() {
  return {{"GET", "/sealed", Show}, {"POST", "/sealed", Send}};
}

}  // namespace voice::worker
