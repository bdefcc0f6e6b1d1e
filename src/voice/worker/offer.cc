#include "html/forms.h"
#include "voice/worker/pages.h"
#include "voice/worker/parts.h"

// "Is this job or agent fair?": five questions, advice for each answer that is a warning, and a way to make a
// report of it. Nothing is kept.
namespace voice::worker {
namespace {

using html::El;
using html::Html;
using html::Join;

struct Question {
  std::string_view name;
  bool yes_is_bad = false;
  std::string (*words)(const Page& page);
  std::string (*warning)(const Page& page);  // where the answer is a bad sign
  std::string (*unsure)(const Page& page);   // where the person does not know
};

constexpr Question kQuestions[] = {
    {"fee", true, [](const Page& page) { return page.tr("Do they ask you to pay for the job?"); },
     [](const Page& page) {
       return page.tr("You should not pay for a job. The employer pays. Ask for a receipt for all you paid.");
     },
     [](const Page& page) {
       return page.tr("Ask them: what must I pay, and what for? Let them write it down.");
     }},
    {"passport", true,
     [](const Page& page) { return page.tr("Do they keep, or want to keep, your passport?"); },
     [](const Page& page) { return page.tr("Your passport is yours. Nobody at work may keep it from you."); },
     [](const Page& page) { return page.tr("Keep a copy of your passport in a safe place."); }},
    {"contract", false,
     [](const Page& page) { return page.tr("Did you get a contract in a language you read?"); },
     [](const Page& page) {
       return page.tr("Do not sign what you cannot read. Ask for it in your language.");
     },
     [](const Page& page) { return page.tr("Ask for the contract now. Read it with someone you trust."); }},
    {"licence", false,
     [](const Page& page) { return page.tr("Does the agent have a licence, and do you know its number?"); },
     [](const Page& page) {
       return page.tr("An agent without a licence is a bad sign. Ask the labour office.");
     },
     [](const Page& page) {
       return page.tr("Ask for the number of the licence. The labour office can check it.");
     }},
    {"register", false,
     [](const Page& page) {
       return page.tr("Is the agent or the employer in a public list of the government?");
     },
     [](const Page& page) { return page.tr("Not in the list? Then do not pay and do not travel yet."); },
     [](const Page& page) { return page.tr("Call the labour office. They can look in the list for you."); }},
};

Html AskForm(const Page& page, const std::vector<std::string>& errors) {
  Html fields;
  for (const Question& question : kQuestions)
    fields.Add(El("fieldset", {{"class", "field"}}, El("legend", question.words(page)),
                  YesNoUnsure(page, question.name, "")));
  return Join(El("h1", page.tr("Check a job offer")),
              El("p", page.tr("Five questions. We keep none of your answers.")), Errors(page, errors),
              Form(page, "/offer", Join(fields, Submit(page.tr("See the answer")))));
}

base::Result<net::Response> Ask(Page& page) {
  return Respond(page, AskForm(page, {}));
}

base::Result<net::Response> Answered(Page& page) {
  Html warnings, questions;
  std::string told;
  std::vector<std::string_view> picks;
  int given = 0, bad = 0;
  for (const Question& question : kQuestions) {
    const std::string answer = Field(page, question.name);
    if (answer != "yes" && answer != "no" && answer != "unsure") continue;
    ++given;
    const std::string said = answer == "yes"  ? page.tr("Yes")
                             : answer == "no" ? page.tr("No")
                                              : page.tr("I am not sure");
    told += question.words(page) + " " + said + "\n";
    if (answer == "unsure") {
      questions.Add(El("li", question.unsure(page)));
    } else if ((answer == "yes") == question.yes_is_bad) {
      ++bad;
      warnings.Add(El("li", question.warning(page)));
      if (question.name == "fee") picks.push_back("fees");
      if (question.name == "passport") picks.push_back("documents");
    }
  }
  if (given == 0)
    return Respond(page, AskForm(page, {page.tr("Please answer one question or more.")}), {.status = 422});
  Html main = El("h1", page.tr("Our answer"));
  if (bad > 0)
    main.Add(
        Join(El("p", {{"class", "notice care"}}, page.locale->ntr("{n} bad sign.", "{n} bad signs.", bad)),
             El("ul", {{"class", "ticks"}}, warnings)));
  else
    main.Add(El("p", {{"class", "notice"}}, page.tr("You named no bad sign. That does not make it safe.")));
  if (!questions.empty())
    main.Add(Join(El("h2", page.tr("Find this out first")), El("ul", {{"class", "ticks"}}, questions)));
  const std::vector<Team> teams = TRY(TeamsNow(page));
  if (!teams.empty()) {
    Html carried = Hidden("what", told);
    for (const std::string_view pick : picks) carried.Add(Hidden("pick", pick));
    main.Add(Join(El("h2", page.tr("Tell us about it")),
                  El("p", page.tr("Your answers go into the form. You can change them there.")),
                  Form(page, "/report", Join(carried, Submit(page.tr("Write to us"))))));
  }
  main.Add(El("p", El("a", {html::Href(page.Href("/advice/fees"))}, page.tr("Who pays for what"))));
  main.Add(El("p", El("a", {html::Href(page.Href("/services"))}, page.tr("Who can help"))));
  return Respond(page, main, {.secret = true});
}

}  // namespace

std::vector<WorkerRoute> OfferRoutes() {
  return {{"GET", "/offer", Ask}, {"POST", "/offer", Answered}};
}

}  // namespace voice::worker
