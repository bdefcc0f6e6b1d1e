// One alert of the HTML report.

#include <fmt/format.h>

#include "html/components.h"
#include "html/names.h"
#include "screening/evidence_view.h"
#include "screening/record_view.h"
#include "screening/report_page.h"

namespace screening {
namespace {

using html::El;
using html::Html;
using html::Join;

// The report is written in English: it goes to readers whose language nobody asked for.
const html::Locale& English() {
  return html::ChooseLocale("en", {});
}

Html NameLine(std::string_view name) {
  return El("p", {{"class", "name"}}, html::Value(name));
}

void AddListFacts(const RunFacts& facts, const match::Alert& alert, FactList& out) {
  const match::ListInfo* list = FindList(facts, alert.list);
  Html about = html::Value(alert.list);
  if (list != nullptr) {
    about.Add(list->date.empty() ? Html(", edition without a date")
                                 : Html(", edition of " + DayText(list->date, true)));
    if (!list->sha256.empty())
      about.Add(Join(", SHA-256 ", El("span", {{"class", "id"}}, list->sha256.substr(0, 12) + "…")));
  }
  out.emplace_back("List", about);
  out.emplace_back("Entry", El("span", {{"class", "id"}}, html::Value(alert.id)));
}

// A record's names, the original script first, and what it says about itself.
Html PartySide(const ScreenedParty& party) {
  const std::string_view head = HeadName(party.party);
  Html side = Join(El("h4", fmt::format("In the file, row {}", CountText(party.row))), NameLine(head));
  if (!party.party.caption.empty() && head != party.party.caption)
    side.Add(El("p", {{"class", "muted"}}, html::Value(party.party.caption)));
  FactList facts;
  AddRecordFacts(English(), party.party, head, party.party.caption, facts);
  return side.Add(FactsOf(facts));
}

Html ListSide(const ReportPage& page, const match::Alert& alert) {
  const std::optional<entity::Entity> entry = page.read_entry(alert);
  const std::string_view head = entry ? HeadName(*entry) : std::string_view(alert.caption);
  Html side = Join(El("h4", "On the list"), NameLine(head));
  if (head != alert.caption) side.Add(El("p", {{"class", "muted"}}, html::Value(alert.caption)));
  FactList facts;
  AddListFacts(page.facts, alert, facts);
  if (entry)
    AddRecordFacts(English(), *entry, head, alert.caption, facts);
  else
    facts.emplace_back("Kind", alert.schema.label());
  return side.Add(FactsOf(facts));
}

}  // namespace

Html AlertCard(const ReportPage& page, const RankedAlert& ranked) {
  const match::Alert& alert = *ranked.alert;
  const EvidenceWords words{English(), "In the file", "file"};
  const std::string id = fmt::format("alert-{}", ranked.rank);
  const std::string heading_id = id + "-name";
  const Html heading =
      El("h3", {{"id", heading_id}}, El("span", {{"class", "n"}}, fmt::format("{}. ", ranked.rank)),
         html::Value(HeadName(ranked.party->party)));
  const Html badges =
      El("span", {{"class", "badges"}}, html::Badge(html::Mark::kPlain, "Score " + ScoreText(alert.score)),
         html::Badge(IdentityMark(alert.identity), IdentityWords(alert.identity)));
  Html card = Join(
      El("header", heading, badges),
      El("div", {{"class", "vs"}}, El("div", PartySide(*ranked.party)), El("div", ListSide(page, alert))),
      AlignmentTable(words, alert, true));
  if (!alert.query_name.empty() || !alert.candidate_name.empty())
    card.Add(El("p", {{"class", "small muted"}}, "Names compared: ", html::Value(alert.query_name), " with ",
                html::Value(alert.candidate_name)));
  if (!alert.settle.empty()) card.Add(html::Notice(Join(El("b", "What would settle it: "), alert.settle)));
  card.Add(WaterfallTable(words, alert, page.facts.threshold)).Add(NamePartsTable(words.locale, alert));
  return El("article", {{"class", "alert"}, {"id", id}, {"aria-labelledby", heading_id}}, card);
}

}  // namespace screening
