// What others may know: the team's questions, her answers, what was told. She answers with no one unlocked,
// and what she takes back ends in the same moment.

#include <algorithm>

#include "desk/desk.h"
#include "html/forms.h"
#include "voice/referral/rows.h"
#include "voice/worker/consent.h"
#include "voice/worker/pages.h"

namespace voice::worker {
namespace {

using consent::Consent;
using consent::Part;
using consent::Purpose;
using html::El;
using html::Html;
using html::Join;

std::string PartWords(const Page& page, Part part) {
  switch (part) {
    case Part::kReport:
      return page.tr("What you wrote");
    case Part::kPlace:
      return page.tr("The place");
    case Part::kWho:
      return page.tr("Who does it");
    case Part::kContact:
      return page.tr("How to reach you");
    case Part::kLanguage:
      return page.tr("Your language");
    case Part::kFiles:
      return page.tr("Your files");
    case Part::kIndicators:
      return page.tr("What was done to you");
    case Part::kClaims:
      return page.tr("The money you should get");
    case Part::kSummary:
    case Part::kCount:
      break;
  }
  return page.tr("A short text that we write about your case");
}

std::string PurposeWords(const Page& page, Purpose purpose) {
  switch (purpose) {
    case Purpose::kLegal:
      return page.tr("Help with the law");
    case Purpose::kWages:
      return page.tr("Your pay");
    case Purpose::kDocuments:
      return page.tr("Your papers");
    case Purpose::kShelter:
      return page.tr("A place to stay");
    case Purpose::kMedical:
      return page.tr("A doctor");
    case Purpose::kSafety:
      return page.tr("Your safety");
    case Purpose::kComplaint:
      return page.tr("An office looks into it");
    case Purpose::kReturn:
      return page.tr("Going home");
    case Purpose::kStatistics:
      return page.tr("Counting how many people need help");
    case Purpose::kOther:
    case Purpose::kCount:
      break;
  }
  return page.tr("Other help");
}

std::string Heading(const Page& page, const Consent& consent) {
  if (consent.terms.to.kind == consent::RecipientKind::kStatistics)
    return page.tr("May we count your case? Nobody can see that it is you.");
  return page.tr("May we tell {name} this?", {{"name", consent.terms.to.name}});
}

Html TermsLines(const Page& page, const consent::Terms& terms) {
  Html parts;
  for (const Part part : terms.parts) parts.Add(El("li", PartWords(page, part)));
  Html facts = Join(El("dt", page.tr("What for?")), El("dd", PurposeWords(page, terms.purpose)));
  if (terms.until) facts.Add(Join(El("dt", page.tr("Until when?")), El("dd", Day(page, *terms.until))));
  return Join(parts.empty() ? Html() : El("ul", {{"class", "ticks"}}, parts),
              terms.words.empty() ? Html() : El("p", {{"class", "said"}, {"dir", "auto"}}, terms.words),
              El("dl", {{"class", "facts"}}, facts));
}

Html AnswerForm(const Page& page, const Consent& consent,
                const std::vector<std::pair<const char*, std::string>>& answers) {
  Html buttons;
  for (const auto& [value, words] : answers)
    buttons.Add(html::Button(words, {.name = "answer", .value = value, .kind = html::ButtonKind::kQuiet}));
  return Form(page, "/consent",
              Join(Hidden("id", consent.id.text()), El("div", {{"class", "row"}}, buttons)));
}

// What was told under the line, by days alone.
Html ToldLines(const Page& page, const Consent& consent, const std::vector<referral::ReferralRow>& rows) {
  Html lines;
  for (const referral::ReferralRow& row : rows) {
    if (row.line != consent.line || !row.sent) continue;
    lines.Add(El("p", page.tr("We told them on {day}.", {{"day", Day(page, *row.sent)}})));
    if (row.deletion == referral::Deletion::kAsked)
      lines.Add(El("p", page.tr("We asked them to delete it.")));
    if (row.deletion == referral::Deletion::kDone)
      lines.Add(El("p", page.tr("They say that they deleted it.")));
    if (row.deletion == referral::Deletion::kRefused)
      lines.Add(El("p", page.tr("They say that they cannot delete it. Ask us why.")));
  }
  return lines;
}

bool IsToldByLaw(const referral::ReferralRow& row) {
  return row.by_law && row.sent.has_value();
}

// What the law demanded in spite of a no. Whom it was told stands in the talk: here only the day is known.
Html ByLawLines(const Page& page, const std::vector<referral::ReferralRow>& rows) {
  Html lines;
  for (const referral::ReferralRow& row : rows)
    if (IsToldByLaw(row))
      lines.Add(
          El("p", {{"class", "notice care"}},
             page.tr("On {day} the law made us tell an authority about your case. We wrote to you about "
                     "it in your talk.",
                     {{"day", Day(page, *row.sent)}})));
  return lines;
}

Html StateLines(const Page& page, const Consent& consent) {
  switch (consent.state) {
    case consent::State::kAsked:
      return AnswerForm(page, consent, {{"yes", page.tr("Yes")}, {"no", page.tr("No")}});
    case consent::State::kGiven:
      return Join(El("p", El("b", page.tr("You said yes."))),
                  AnswerForm(page, consent, {{"back", page.tr("Take it back")}}));
    case consent::State::kRefused:
      return El("p", El("b", page.tr("You said no. We tell them nothing, except what the law demands.")));
    case consent::State::kWithdrawn:
      return El("p", El("b", page.tr("You took it back.")));
    case consent::State::kLapsed:
      return El(
          "p", El("b", page.tr("The time is over. We tell them nothing more, except what the law demands.")));
    case consent::State::kReplaced:
    case consent::State::kCancelled:
    case consent::State::kCount:
      break;
  }
  return {};
}

bool IsShown(const Consent& consent) {
  return consent.state != consent::State::kReplaced && consent.state != consent::State::kCancelled;
}

base::Result<std::vector<referral::ReferralRow>> RowsOf(Page& page, const Visit& visit) {
  return page.context->desk().database().Read(
      [&](db::Transaction& tx) -> base::Result<std::vector<referral::ReferralRow>> {
        std::vector<referral::ReferralRow> rows;
        for (const db::Row& row : TRY(tx.Query(
                 std::string(referral::RowSelect()) + "WHERE r.case_id = $1 ORDER BY r.made_day, r.id",
                 {visit.id})))
          rows.push_back(referral::ReadRow(row));
        return rows;
      });
}

base::Result<net::Response> Show(Page& page) {
  const std::optional<Visit> visit = TRY(page.services->reports.VisitOf(VisitCookie(page)));
  if (!visit) return Redirect(page, "/talk");
  std::vector<Consent> all = TRY(page.services->consents.Of(*visit));
  // What waits for her answer stands first.
  std::stable_sort(all.begin(), all.end(), [](const Consent& a, const Consent& b) {
    return (a.state == consent::State::kAsked) > (b.state == consent::State::kAsked);
  });
  const std::vector<referral::ReferralRow> rows = TRY(RowsOf(page, *visit));
  Html sections;
  for (const Consent& one : all)
    if (IsShown(one))
      sections.Add(El("section", {{"class", "stack-s"}}, El("h2", Heading(page, one)),
                      TermsLines(page, one.terms), StateLines(page, one), ToldLines(page, one, rows)));
  if (sections.empty())
    sections =
        El("p", page.tr("We have not asked you yet. Without your yes we tell nobody, except what the law "
                        "demands."));
  return Respond(
      page,
      Join(El("h1", page.tr("What others may know")),
           El("p", page.tr("You decide. You can say no, and you can take a yes back at any time.")),
           ByLawLines(page, rows), sections,
           El("div", {{"class", "row"}}, QuietLink(page, page.tr("Back to your talk"), "/talk"))),
      {.secret = true});
}

// Sent twice, or late, an answer that the state forbids changes nothing: the page shows how it stands.
base::Result<net::Response> Decide(Page& page) {
  TRY(page.context->Form());
  const std::optional<Visit> visit = TRY(page.services->reports.VisitOf(VisitCookie(page)));
  if (!visit) return Redirect(page, "/talk");
  const base::Result<consent::ConsentId> id = consent::ConsentId::Parse(Field(page, "id"));
  const std::string answer = Field(page, "answer");
  if (!id) return Redirect(page, "/consent");
  base::Status done = base::Ok();
  if (answer == "yes" || answer == "no") done = page.services->consents.Answer(*visit, *id, answer == "yes");
  if (answer == "back") done = page.services->consents.TakeBack(*visit, *id);
  if (!done && done.error().code != base::Code::kConflict && done.error().code != base::Code::kNotFound)
    return done.error();
  return Redirect(page, "/consent");
}

}  // namespace

base::Result<Html> ConsentLine(Page& page, const Visit& visit) {
  const std::vector<Consent> all = TRY(page.services->consents.Of(visit));
  const auto waiting = std::count_if(all.begin(), all.end(),
                                     [](const Consent& one) { return one.state == consent::State::kAsked; });
  if (waiting > 0)
    return El("p", {{"class", "row"}}, El("b", page.tr("We have a question for you.")),
              QuietLink(page, page.tr("Read the question"), "/consent"));
  const std::vector<referral::ReferralRow> rows = TRY(RowsOf(page, visit));
  if (std::none_of(all.begin(), all.end(), IsShown) && std::none_of(rows.begin(), rows.end(), IsToldByLaw))
    return Html();
  return El("p", El("a", {html::Href(page.Href("/consent"))}, page.tr("What others may know")));
}

std::string ToldByLaw(std::string_view language, std::string_view name, std::string_view duty) {
  const html::Locale* locale = html::WorkerLocales().front();
  for (const html::Locale* one : html::WorkerLocales())
    if (one->tag() == language) locale = one;
  const std::string why = duty == "children" ? locale->tr("The law says so, because a child is in danger.")
                                             : locale->tr("The law says so, because a life is in danger.");
  return locale->tr("We had to tell {name} about your case.", {{"name", name}}) + " " + why + " " +
         locale->tr("Ask us here what we said.");
}

std::vector<WorkerRoute> ConsentRoutes() {
  return {{"GET", "/consent", Show}, {"POST", "/consent", Decide}};
}

}  // namespace voice::worker
