#include "screening/console/alert_detail.h"

#include "desk/web/pages.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/names.h"
#include "screening/console/alert_words.h"
#include "screening/console/decision_form.h"
#include "screening/engine_sentence.h"
#include "screening/evidence_view.h"
#include "screening/record_view.h"

namespace screening {

namespace {

using html::El;
using html::Html;
using html::Join;

Html Badges(const html::Locale& locale, const QueuedAlert& alert) {
  std::vector<Html> badges = {
      html::Badge(html::Mark::kPlain, ScoreWords(locale, alert.score)),
      html::Badge(IdentityMark(alert.identity), IdentityWordsIn(locale, alert.identity)),
      html::Badge(HarmMark(alert.harm), HarmWords(locale, alert.harm))};
  if (alert.decision != Decision::kNone)
    badges.push_back(html::Badge(html::Mark::kOk, DecisionWords(locale, alert.decision)));
  return html::RowOf(badges);
}

html::Side OurSide(const html::Locale& locale, const entity::Entity& party) {
  const std::string_view head = HeadName(party);
  FactList facts;
  AddRecordFacts(locale, party, head, {}, facts);
  return {.role = locale.tr("Our party"), .name = std::string(head), .facts = FactsOf(facts)};
}

html::Side ListedSide(const DetailPage& page, const html::Locale& locale) {
  const entity::Entity& entry = page.detail.entry;
  const std::string_view head = HeadName(entry);
  FactList facts;
  AddRecordFacts(locale, entry, head, {}, facts);
  const QueuedAlert& alert = page.detail.alert;
  Html listed = El("a", {html::Href("/lists/" + alert.dataset)}, alert.dataset);
  if (!page.list_facts.empty()) listed.Add(", " + page.list_facts);
  facts.emplace_back(locale.tr("Listed"), listed);
  facts.emplace_back(locale.tr("Entry"), El("span", {{"class", "id"}}, html::Value(alert.entry_id)));
  return {.role = locale.tr("On the list"), .name = std::string(head), .facts = FactsOf(facts)};
}

std::string Joined(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : "; ") + value;
  return text;
}

Html ChangeItem(const html::Locale& locale, const FieldChange& change) {
  const auto property = entity::FindProperty(change.property);
  Html item = Join(El("b", change.on_list ? locale.tr("On the list") : locale.tr("Our party")), ", ",
                   locale.tr(property ? property->label() : std::string_view(change.property)), ": ");
  if (!change.gone.empty()) item.Add(Join(locale.tr("no longer"), " ", html::Value(Joined(change.gone))));
  if (!change.gone.empty() && !change.added.empty()) item.Add("; ");
  if (!change.added.empty()) item.Add(Join(locale.tr("now"), " ", html::Value(Joined(change.added))));
  return El("li", item);
}

// Why a pair that somebody had decided waits again.
Html Changes(const html::Locale& locale, const QueuedAlert& alert) {
  if (alert.changes.empty()) return {};
  Html items;
  for (const FieldChange& change : alert.changes) items.Add(ChangeItem(locale, change));
  return html::NoticeOf(html::Mark::kCare,
                        Join(El("b", locale.tr("Changed since it was last looked at:")), El("ul", items)));
}

Html CarriedOver(const DetailPage& page, const html::Locale& locale) {
  const QueuedAlert& alert = page.detail.alert;
  if (!alert.carried || !page.detail.judgement) return {};
  return html::Notice(
      locale.tr("{who} decided “{decision}” on {date}; carried over, because neither side has changed since.",
                {{"who", page.name_of(page.detail.judgement->decided_by)},
                 {"decision", DecisionWords(locale, alert.decision)},
                 {"date", locale.Date(page.detail.judgement->decided.ms)}}));
}

std::string EventWords(const DetailPage& page, const html::Locale& locale, const AlertEvent& event) {
  switch (event.kind) {
    case EventKind::kFound:
      return locale.tr("Found by the screening");
    case EventKind::kFoundAgain:
      return locale.tr("Found again by the screening");
    case EventKind::kChanged:
      return locale.tr("A side changed; it waits again");
    case EventKind::kWithdrawn:
      return locale.tr("Withdrawn: the screening no longer finds this pair");
    case EventKind::kCarried:
      return locale.tr("An earlier decision was carried over: {decision}",
                       {{"decision", DecisionWords(locale, event.decision)}});
    case EventKind::kJudged:
      return locale.tr("Decided: {decision}", {{"decision", DecisionWords(locale, event.decision)}});
    case EventKind::kProposed:
      return locale.tr("Proposed for a second look: {decision}",
                       {{"decision", DecisionWords(locale, event.decision)}});
    case EventKind::kApproved:
      return locale.tr("Approved: {decision}", {{"decision", DecisionWords(locale, event.decision)}});
    case EventKind::kReturned:
      return locale.tr("Returned by the second person");
    case EventKind::kUndone:
      return locale.tr("Undone");
    case EventKind::kAssigned:
      return event.about.empty()
                 ? locale.tr("Given back to everybody")
                 : locale.tr("Given to {who}", {{"who", page.name_of("person:" + event.about.text())}});
    case EventKind::kNote:
      return locale.tr("Note");
    case EventKind::kCount:
      break;
  }
  return {};
}

Html HistoryOf(const DetailPage& page, const html::Locale& locale) {
  std::vector<html::HistoryItem> items;
  for (const AlertEvent& event : page.detail.history) {
    Html what = Join(El("b", EventWords(page, locale, event)), " ",
                     El("span", {{"class", "muted"}}, page.name_of(event.actor)));
    if (!event.text.empty()) what.Add(El("p", html::Value(event.text)));
    if (event.undone) what.Add(Join(" ", html::Badge(html::Mark::kPlain, locale.tr("undone"))));
    items.push_back(
        {.when = locale.DateTime(event.time.ms), .datetime = base::FormatTime(event.time), .what = what});
  }
  return html::Section(locale.tr("What happened"), html::History(items));
}

}  // namespace

Html AlertView(const DetailPage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const AlertDetail& detail = page.detail;
  const match::Alert& explained = detail.explained;
  const EvidenceWords words{locale, locale.tr("Ours"), locale.tr("ours")};
  Html content = Join(Changes(locale, detail.alert), CarriedOver(page, locale));
  if (!detail.party_is_current)
    content.Add(html::NoticeOf(
        html::Mark::kCare,
        locale.tr("This party was edited after the comparison; its next screening is on the way.")));
  content.Add(html::Versus(OurSide(locale, detail.party), ListedSide(page, locale)));
  content.Add(AlignmentTable(words, explained, false));
  if (!explained.settle.empty())
    content.Add(html::Notice(
        Join(El("b", locale.tr("What would settle it:")), " ", EngineSentence(locale, explained.settle))));
  content.Add(WaterfallTable(words, explained, page.threshold));
  content.Add(html::Closed(locale.tr("Names, word by word, with all numbers"),
                           AlignmentTable(words, explained, true)));
  content.Add(NamePartsTable(locale, explained));
  content.Add(HistoryOf(page, locale));
  content.Add(page.sealed_notes);
  content.Add(SideForms(page));
  content.Add(DecisionForm(page));
  return html::Detail(QuestionWords(locale, detail.party.schema), Badges(locale, detail.alert), content);
}

}  // namespace screening
