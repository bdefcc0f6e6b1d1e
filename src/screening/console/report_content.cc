#include "screening/console/report_content.h"

#include <fmt/format.h>

#include <map>

#include "screening/console/alert_words.h"
#include "screening/record_view.h"
#include "screening/report_facts.h"

namespace screening {

namespace {

using Editions = std::map<std::string, std::string, std::less<>>;

Editions EditionsOf(const ReportHead& head) {
  Editions editions;
  for (const ListEdition& edition : head.lists->editions())
    editions[edition.dataset] =
        head.locale->tr("edition {number}, {date}",
                        {{"number", head.locale->Number(edition.number)},
                         {"date", edition.date.empty() ? head.locale->tr("no date given") : edition.date}});
  return editions;
}

std::string OwnName(const entity::Entity& record, std::string_view caption) {
  const std::string_view own = HeadName(record);
  return own == caption ? std::string() : std::string(own);
}

ReportRow RowOf(const ReportHead& head, const Editions& editions, const Alerts::ComparedAlert& compared) {
  const html::Locale& locale = *head.locale;
  const QueuedAlert& alert = compared.alert;
  const std::optional<Judgement>& judgement = compared.judgement;
  ReportRow row{.alert = alert};
  row.party_own = OwnName(compared.party, alert.party_caption);
  row.entry_own = OwnName(compared.entry, alert.entry_caption);
  row.stage = StageWords(locale, alert.stage);
  row.decision = DecisionWords(locale, alert.decision);
  row.identity = IdentityWordsIn(locale, alert.identity);
  if (alert.decision != Decision::kNone) row.decided_by = head.colleagues.NameOf(alert.decided_by);
  if (judgement && alert.decision != Decision::kNone) {
    row.reason = judgement->reason;
    if (!judgement->approved_by.empty()) row.approved_by = head.colleagues.NameOf(judgement->approved_by);
    row.approved = judgement->approved;
  }
  const auto edition = editions.find(alert.dataset);
  row.edition = edition == editions.end() ? locale.tr("no longer on this server") : edition->second;
  return row;
}

}  // namespace

base::Status EachRow(Alerts& alerts, const ReportHead& head, std::size_t most, std::string_view limit_name,
                     const RowVisitor& visit) {
  const Editions editions = EditionsOf(head);
  std::size_t rows = 0;
  for (const Stage stage : StagesOf(head.choice)) {
    AlertFilter filter;
    filter.stage = stage;
    filter.dataset = head.choice.dataset;
    filter.country = head.choice.country;
    const auto take = [&](const Alerts::ComparedAlert& compared) -> base::Result<bool> {
      if (!IsIn(head.choice, compared.alert)) return true;
      if (++rows > most)
        return base::TooLarge(
            fmt::format("more than {} alerts ({}); choose a shorter period or one stage, or take the CSV",
                        most, limit_name));
      TRY(visit(RowOf(head, editions, compared)));
      return true;
    };
    TRY(alerts.EachCompared(head.org, filter, AlertSort::kHarm, take));
  }
  return base::Ok();
}

std::string ReportTitle(const html::Locale& locale) {
  return locale.tr("Alerts and decisions");
}

std::vector<std::pair<std::string, std::string>> HeadFacts(const ReportHead& head) {
  const html::Locale& locale = *head.locale;
  std::vector<std::pair<std::string, std::string>> facts = {
      {locale.tr("Organisation"), head.organisation},
      {locale.tr("Made"), locale.DateTime(head.made.ms)},
      {locale.tr("Made by"), head.made_by},
      {locale.tr("Alerts from this score on"), ThresholdText(head.threshold)},
      {locale.tr("Version of the watch lists"), head.lists->version()}};
  for (auto& [name, value] : ChoiceWords(locale, head.choice)) facts.emplace_back(name, value);
  return facts;
}

std::vector<std::string> NotCheckedLines(const ReportHead& head) {
  const html::Locale& locale = *head.locale;
  return {
      locale.tr("Any list other than those named in this report. Other sanctions lists, import bans, court "
                "records and registers "
                "were not searched."),
      locale.tr("What changed on the lists after the editions named here."),
      locale.tr("Owners, directors, subsidiaries and parent companies of a party, unless they are parties of "
                "their own."),
      locale.tr("Whom a party buys from, sells to, recruits through or works with."),
      locale.tr(
          "Goods, sectors and regions: lists of goods by country were not compared with what a party makes."),
      locale.tr(
          "Working conditions. A watch list names who was listed; it says nothing about those who were not."),
      locale.tr("Pairs that score below {score}: they are not kept.",
                {{"score", ThresholdText(head.threshold)}}),
      locale.tr("Parties that were added or changed and still wait for their comparison."),
      locale.tr("An alert that nobody has decided says that two records may be about the same party, never "
                "that a party did "
                "something. A decision is what its author knew on that day.")};
}

std::string NotCheckedInShort(const html::Locale& locale) {
  return locale.tr(
      "Compared with the watch list named in this row only. Other lists, owners, suppliers of suppliers and "
      "working "
      "conditions were not looked at.");
}

}  // namespace screening
