#include "screening/console/party_profile.h"

#include <algorithm>

#include "html/console_components.h"
#include "html/names.h"
#include "screening/console/alert_words.h"
#include "screening/console/page_parts.h"
#include "screening/console/party_goods.h"
#include "screening/record_view.h"
#include "screening/report_facts.h"

namespace screening {

namespace {

using html::El;
using html::Html;
using html::Join;

bool MayWrite(const ProfilePage& page) {
  return page.context.actor().Can(desk::Permission::kPartiesWrite);
}

Html StageCell(const html::Locale& locale, const QueuedAlert& alert) {
  const html::Mark mark = alert.stage == Stage::kWaiting || alert.stage == Stage::kSecondLook
                              ? html::Mark::kAct
                          : alert.stage == Stage::kUnsure ? html::Mark::kUnknown
                                                          : html::Mark::kPlain;
  Html cell = html::Badge(mark, StageWords(locale, alert.stage));
  if (alert.decision != Decision::kNone) cell.Add(Join(" ", DecisionWords(locale, alert.decision)));
  if (alert.carried) cell.Add(Join(" ", El("span", {{"class", "muted small"}}, locale.tr("carried over"))));
  return cell;
}

// Those that wait for somebody come first.
Html AlertsSection(const html::Locale& locale, const ProfilePage& page) {
  std::vector<const QueuedAlert*> alerts;
  for (const QueuedAlert& alert : page.alerts) alerts.push_back(&alert);
  std::stable_sort(alerts.begin(), alerts.end(), [](const QueuedAlert* a, const QueuedAlert* b) {
    return a->stage != b->stage ? a->stage < b->stage : a->score > b->score;
  });
  TableMaker table({{locale.tr("On the list")},
                    {locale.tr("Watch list")},
                    {locale.tr("Score"), true},
                    {locale.tr("Stage")},
                    {locale.tr("Found")}});
  for (const QueuedAlert* alert : alerts) {
    table.Row({LinkTo("/alerts/" + alert->id.text(), html::Value(alert->entry_caption)),
               html::Value(alert->dataset), ScoreText(alert->score), StageCell(locale, *alert),
               DayOf(locale, alert->created)});
  }
  const bool screened = page.party.screened.has_value();
  const Html content =
      !table.empty() ? table.Done(locale.tr("Alerts of this party by stage"))
      : screened
          ? html::Empty(
                locale.tr("No alert"),
                locale.tr("No entry of the watch lists on this server came near enough when it was last "
                          "compared. Other lists, owners and working conditions were not looked at."))
          : html::Empty(locale.tr("Not compared yet"),
                        locale.tr("Its first screening is on the way; alerts appear here by themselves."));
  return El("div", {{"id", "alerts"}}, html::Section(locale.tr("Alerts"), content));
}

Html TagList(const Party& party) {
  std::vector<Html> tags;
  for (const std::string& tag : party.tags)
    tags.push_back(LinkTo("/parties?tag=" + net::UrlEncode(tag), html::Value(tag)));
  return tags.empty() ? Html() : html::RowOf(tags);
}

Html SourceFact(const html::Locale& locale, const Party& party) {
  Html source = html::Value(party.source);
  if (!party.import.empty()) {
    if (!source.empty()) source.Add(", ");
    source.Add(LinkTo(ImportHref(party.import),
                      locale.tr("row {row} of the file", {{"row", locale.Number(party.row)}})));
  }
  return party.source.empty() && party.import.empty() ? Html(locale.tr("Entered by hand")) : source;
}

Html FactsSection(const html::Locale& locale, const Party& party) {
  FactList facts;
  AddRecordFacts(locale, party.entity, HeadName(party.entity), party.entity.caption, facts);
  return html::Section(locale.tr("Facts"), FactsOf(facts));
}

Html RecordSection(const html::Locale& locale, const Party& party) {
  const Html spend = party.spend ? Html(locale.Number(*party.spend)) : Html();
  const Html screened =
      party.screened ? MomentOf(locale, *party.screened) : Html(locale.tr("waits for its screening"));
  const Html removed = party.removed ? MomentOf(locale, *party.removed) : Html();
  FactList facts = {{locale.tr("Your number"), party.number.empty() ? Html() : html::Value(party.number)},
                    {locale.tr("Yearly spend"), spend},
                    {locale.tr("Tags"), TagList(party)},
                    {locale.tr("From"), SourceFact(locale, party)},
                    {locale.tr("Added"), MomentOf(locale, party.created)},
                    {locale.tr("Last changed"), MomentOf(locale, party.updated)},
                    {locale.tr("Last compared"), screened},
                    {locale.tr("Removed"), removed},
                    {locale.tr("Version"), locale.Number(party.version)}};
  return html::Section(locale.tr("This record"), FactsOf(facts));
}

Html RemovePart(const html::Locale& locale, const ProfilePage& page) {
  if (!MayWrite(page) || page.party.removed) return {};
  const std::string action = PartyHref(page.party.id) + "/remove";
  const Html form =
      html::Form({.action = action, .csrf = page.context.csrf()},
                 Join(VersionField(page.party.version),
                      html::Button(locale.tr("Remove this party"), {.kind = html::ButtonKind::kStop})));
  return html::Closed(
      locale.tr("Remove this party"),
      Join(
          El("p", locale.tr("It is no longer compared with the watch lists, and its open alerts are "
                            "withdrawn. The record "
                            "and its history stay.")),
          El("p",
             locale.tr(
                 "If you also stop buying from it: that can leave workers with debts and unpaid wages. Agree "
                 "with those who know the place how to leave.")),
          form));
}

}  // namespace

desk::PageOptions ProfileOptions(const ProfilePage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const Party& party = page.party;
  desk::PageOptions options{.title = std::string(HeadName(party.entity)), .current = "/parties"};
  options.crumbs = {{locale.tr("Parties"), "/parties"}};
  if (party.entity.caption != options.title) options.subtitle = party.entity.caption;
  if (party.removed) {
    options.badges = html::Badge(html::Mark::kPlain, locale.tr("Removed"));
  } else if (party.open_alerts > 0) {
    options.badges =
        html::Badge(html::Mark::kAct, locale.ntr("{n} open alert", "{n} open alerts", party.open_alerts));
  }
  if (!MayWrite(page) || party.removed) return options;
  options.actions = Join(html::PostButton(locale.tr("Compare again"), PartyHref(party.id) + "/screen",
                                          page.context.csrf(), {.kind = html::ButtonKind::kQuiet}),
                         html::LinkButton(locale.tr("Edit"), PartyHref(party.id) + "/edit"));
  return options;
}

Html ProfileView(const ProfilePage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  return html::SideBySide(html::Columns::kWideAndNarrow,
                          html::Stack({AlertsSection(locale, page), GoodsSection(locale, page.goods),
                                       page.concerns, RemovePart(locale, page)}),
                          html::Stack({FactsSection(locale, page.party), RecordSection(locale, page.party)}));
}

}  // namespace screening
