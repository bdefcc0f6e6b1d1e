#include "voice/intake/proof.h"

#include "desk/desk.h"
#include "html/forms.h"
#include "voice/worker/pages.h"

// Proof of filing: the worker's page to print or save, and the page where anybody checks it.
namespace voice::worker {
namespace {

using html::El;
using html::Html;
using html::Join;

Html Fact(const std::string& name, const std::string& value) {
  return Join(El("dt", name), El("dd", El("bdi", value)));
}

Html ProofFacts(const Page& page, const FilingProof& proof) {
  return Join(Fact(page.tr("Day"), Day(page, proof.day)), Fact(page.tr("Team"), proof.team),
              Fact(page.tr("Organisation"), proof.organisation));
}

// The same proof in another language: the office that reads it may not read hers.
base::Result<Html> OtherLanguages(Page& page) {
  Html list;
  for (const WorkerLanguage& language : TRY(page.services->languages.All())) {
    if (language.state == LanguageState::kOff || language.tag == page.locale->tag()) continue;
    for (const html::Locale* locale : html::WorkerLocales())
      if (locale->tag() == language.tag)
        list.Add(El("li", El("a",
                             {html::Lang(language.tag),
                              html::Href("/help/" + std::string(language.tag) + "/filed"),
                              {"dir", locale->right_to_left() ? "rtl" : "ltr"}},
                             locale->own_name())));
  }
  if (list.empty()) return Html();
  return El("details", {{"class", "noprint"}}, El("summary", page.tr("More languages")),
            El("ul", {{"class", "langs"}}, list));
}

// What a person types into another browser: as the operator named it, or else as hers reached us.
std::string SiteOf(const Page& page) {
  const std::string& named = page.context->desk().config().public_url;
  if (!named.empty()) return named;
  const net::Request& request = page.context->request();
  return (request.secure ? "https://" : "http://") + std::string(request.headers.Get("Host"));
}

base::Result<net::Response> ShowFiled(Page& page) {
  const std::optional<Visit> visit = TRY(page.services->reports.VisitOf(VisitCookie(page)));
  if (!visit) return Redirect(page, "/return");
  const FilingProof proof = TRY(page.services->proofs.Of(*visit));
  const std::string address = SiteOf(page) + page.Href("/proof");
  return Respond(
      page,
      Join(El("h1", page.tr("A report was sent on this day")),
           El("dl", {{"class", "facts"}}, ProofFacts(page, proof),
              Fact(page.tr("Number of the proof"), proof.number), Fact(page.tr("Check number"), proof.check)),
           El("p", page.tr("Anybody can check this proof here: {address}", {{"address", ""}}),
              El("b", El("bdi", address))),
           El("p", page.tr("It shows that a report was sent on this day. It does not show who sent it, what "
                           "it says, or what came of it.")),
           TRY(OtherLanguages(page)),
           El("section", {{"class", "stack-s noprint"}}, El("h2", page.tr("Before you keep it")),
              El("ul", {{"class", "ticks"}},
                 El("li",
                    page.tr("Whoever finds this paper with you knows that you wrote to us. Take it along "
                            "only where that is safe.")),
                 El("li", page.tr("These numbers open nothing. They are not your code.")),
                 El("li", page.tr("You can print or save this page.")))),
           El("p", {{"class", "noprint"}},
              El("a", {html::Href(page.Href("/talk"))}, page.tr("See your message")))),
      {.secret = true});
}

net::Response CheckPage(const Page& page, const Html& answer, const std::string& number,
                        const std::string& check) {
  return Respond(
      page, Join(El("h1", page.tr("Check a proof")), answer,
                 El("p", page.tr("A proof shows that a report was sent here on a day, and nothing else.")),
                 Form(page, "/proof",
                      Join(TextField("number", page.tr("Number of the proof"), "", number),
                           TextField("check", page.tr("Check number"), "", check),
                           El("div", {{"class", "row"}}, Submit(page.tr("Check")))))));
}

base::Result<net::Response> CheckForm(Page& page) {
  return CheckPage(page, {}, "", "");
}

base::Result<net::Response> Check(Page& page) {
  const std::string number = Field(page, "number"), check = Field(page, "check");
  const std::optional<FilingProof> proof = TRY(page.services->proofs.Check(number, check));
  if (!proof)
    return CheckPage(page,
                     El("p", {{"class", "notice care"}, {"role", "alert"}},
                        page.tr("This proof is not right. Please look at each digit again.")),
                     number, check);
  return CheckPage(
      page,
      El("div", {{"class", "notice ok stack-s"}, {"role", "status"}},
         El("p", El("b", page.tr("This proof is right. A report was sent on this day to this team."))),
         El("dl", {{"class", "facts"}}, ProofFacts(page, *proof))),
      number, check);
}

}  // namespace

std::vector<WorkerRoute> ProofRoutes() {
  return {{"GET", "/filed", ShowFiled}, {"GET", "/proof", CheckForm}, {"POST", "/proof", Check}};
}

}  // namespace voice::worker
