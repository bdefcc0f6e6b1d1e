#include "voice/worker/code_page.h"

#include "desk/desk.h"
#include "html/forms.h"
#include "voice/intake/proof.h"
#include "voice/worker/pages.h"

namespace voice::worker {
namespace {

using html::El;
using html::Html;
using html::Join;

constexpr std::size_t kAskedGroup = 3;  // the fourth

Html Groups(const Page& page, const ReturnCode& code) {
  Html items;
  int number = 0;
  for (const std::string& group : code.Groups())
    items.Add(El("li", El("small", {{"aria-hidden", "true"}}, std::to_string(++number)), El("span", group)));
  Html all =
      El("ol", {{"class", "code"}, {"id", "return-code"}, {"aria-label", page.tr("Your code")}}, items);
  const std::vector<std::string> words = code.Words(page.locale->tag());
  if (words.empty()) return all;
  Html list;
  number = 0;
  for (const std::string& word : words)
    list.Add(El("li", El("small", {{"aria-hidden", "true"}}, std::to_string(++number)), El("span", word)));
  all.Add(El("p", page.tr("The same code as words. One of the two is enough.")));
  all.Add(El("ol", {{"class", "code of-words"}, {"id", "return-words"}}, list));
  return all;
}

base::Result<net::Response> Check(Page& page) {
  const std::optional<Visit> visit = TRY(page.services->reports.VisitOf(VisitCookie(page)));
  if (!visit) return Redirect(page, "/return");
  if (!visit->code) return Redirect(page, "/saved");
  if (DigitsIn(Field(page, "group")) != visit->code->Groups()[kAskedGroup])
    return CodePage(page, *visit->code, CodeState::kWrong);
  TRY(page.services->reports.MarkSaved(VisitCookie(page), *visit));
  return Redirect(page, "/saved");
}

base::Result<net::Response> Saved(Page& page) {
  const std::optional<Visit> visit = TRY(page.services->reports.VisitOf(VisitCookie(page)));
  if (!visit) return Redirect(page, "/return");
  return Respond(
      page,
      Join(El("h1", page.tr("Good. You have your code.")),
           El("p", page.tr("Come back with it to read our answer.")),
           El("div", {{"class", "row"}},
              El("a", {{"class", "btn"}, html::Href(page.Href("/talk"))}, page.tr("See your message")),
              QuietLink(page, page.tr("Leave this page"), "/leave")),
           El("p", El("a", {html::Href(page.Href("/filed"))}, page.tr("Proof that you wrote to us")))),
      {.secret = true});
}

}  // namespace

net::Response CodePage(const Page& page, const ReturnCode& code, CodeState state) {
  const std::string today = Day(page, DayOf(page.context->desk().clock().Now()));
  Html top = state == CodeState::kNew ? El("p", {{"class", "notice ok"}, {"role", "status"}},
                                           page.tr("We got your message on {day}.", {{"day", today}}))
                                      : El("p", {{"class", "notice care"}, {"role", "alert"}},
                                           page.tr("That was not group 4. Please look again."));
  return Respond(
      page,
      Join(top, El("h1", page.tr("Your code")),
           El("p", page.tr("Only this code opens our answer. We cannot give it again.")), Groups(page, code),
           El("section", {{"class", "stack-s noprint"}}, El("h2", page.tr("How to keep it")),
              El("ul", {{"class", "ticks"}}, El("li", page.tr("Write it on paper, like a phone number.")),
                 El("li", page.tr("Do not keep it on a phone that others use.")),
                 El("li", page.tr("If you lose it, write to us again.")))),
           El("div", {{"class", "noprint"}},
              Form(page, "/code",
                   Join(TextField("group", page.tr("Did you save it? Type group 4."), "", ""),
                        El("div", {{"class", "row"}}, Submit(page.tr("Check")))))),
           El("section", {{"class", "stack-s noprint"}}, El("h2", page.tr("What comes next")),
              El("ol", El("li", page.tr("A person reads your message.")),
                 El("li", page.tr("They answer here. Come back with your code.")),
                 El("li", page.tr("Nobody calls you unless you asked for it.")))),
           El("p", {{"class", "noprint"}},
              El("a", {html::Href(page.Href("/talk"))}, page.tr("See your message"))),
           El("p", {{"class", "noprint"}},
              El("a", {html::Href(page.Href("/filed"))}, page.tr("Proof that you wrote to us")))),
      {.secret = true});
}

std::vector<WorkerRoute> CodeRoutes() {
  return {{"POST", "/code", Check}, {"GET", "/saved", Saved}};
}

}  // namespace voice::worker
