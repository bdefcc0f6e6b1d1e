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

// Why the page is shown: after filing, asked for again, or what she typed was not the group.
enum class CodeState : std::uint8_t { kNew, kAsked, kWrong };

// The style sheet draws the places: what is copied from the page is the code alone.
Html Groups(const Page& page, const ReturnCode& code) {
  Html items;
  for (const std::string& group : code.Groups()) items.Add(El("li", El("span", group)));
  Html all =
      El("ol", {{"class", "code"}, {"id", "return-code"}, {"aria-label", page.tr("Your code")}}, items);
  const std::vector<std::string> words = code.Words(page.locale->tag());
  if (words.empty()) return all;
  Html list;
  for (const std::string& word : words) list.Add(El("li", El("span", word)));
  all.Add(El("p", page.tr("The same code as words. One of the two is enough.")));
  all.Add(El("ol", {{"class", "code of-words"}, {"id", "return-words"}}, list));
  return all;
}

Html CodeAndAdvice(const Page& page, const ReturnCode& code) {
  return Join(El("p", page.tr("Only this code opens our answer. We cannot give it again.")),
              Groups(page, code),
              El("section", {{"class", "stack-s noprint"}}, El("h2", page.tr("How to keep it")),
                 El("ul", {{"class", "ticks"}}, El("li", page.tr("Write it on paper, like a phone number.")),
                    El("li", page.tr("Do not keep it on a phone that others use.")),
                    El("li", page.tr("If you lose it, write to us again.")))));
}

Html NotShownAnyMore(const Page& page) {
  return Join(El("p", page.tr("We do not show your code any more. You can still check what you wrote down.")),
              El("p", page.tr("If you lose it, write to us again."), " ",
                 El("a", {html::Href(page.Href("/report"))}, page.tr("Write to us"))));
}

Html Top(const Page& page, CodeState state) {
  if (state == CodeState::kAsked) return {};
  if (state == CodeState::kWrong)
    return El("p", {{"class", "notice care"}, {"role", "alert"}},
              page.tr("That was not group 4. Please look again."));
  const std::string today = Day(page, DayOf(page.context->desk().clock().Now()));
  return El("p", {{"class", "notice ok"}, {"role", "status"}},
            page.tr("We got your message on {day}.", {{"day", today}}));
}

net::Response PageOf(const Page& page, const ReturnCode* shown, CodeState state) {
  return Respond(page,
                 Join(Top(page, state), El("h1", page.tr("Your code")),
                      shown != nullptr ? CodeAndAdvice(page, *shown) : NotShownAnyMore(page),
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

base::Result<net::Response> Ask(Page& page, CodeState state) {
  const std::optional<Visit> visit = TRY(page.services->reports.VisitOf(VisitCookie(page)));
  if (!visit) return Redirect(page, "/return");
  if (!visit->code) return Redirect(page, "/saved");
  if (state == CodeState::kWrong && DigitsIn(Field(page, "group")) == visit->code->Groups()[kAskedGroup]) {
    TRY(page.services->reports.MarkSaved(VisitCookie(page)));
    return Redirect(page, "/saved");
  }
  return PageOf(page, visit->shows_code ? &*visit->code : nullptr, state);
}

base::Result<net::Response> Show(Page& page) {
  return Ask(page, CodeState::kAsked);
}

base::Result<net::Response> Check(Page& page) {
  return Ask(page, CodeState::kWrong);
}

base::Result<net::Response> Saved(Page& page) {
  const std::optional<Visit> visit = TRY(page.services->reports.VisitOf(VisitCookie(page)));
  if (!visit) return Redirect(page, "/return");
  if (visit->code) return Redirect(page, "/code");  // she has not shown it yet
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

net::Response CodePage(const Page& page, const ReturnCode& code) {
  return PageOf(page, &code, CodeState::kNew);
}

std::vector<WorkerRoute> CodeRoutes() {
  return {{"GET", "/code", Show}, {"POST", "/code", Check}, {"GET", "/saved", Saved}};
}

}  // namespace voice::worker
