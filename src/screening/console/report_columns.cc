#include "screening/console/report_columns.h"

#include "entity/entity.h"
#include "screening/console/alert_words.h"

namespace screening {

namespace {

std::string TimeText(base::UtcTime time) {
  return time.ms <= 0 ? std::string() : base::FormatTime(time);
}

std::string DecidedAt(const ReportRow& row) {
  return row.alert.decision == Decision::kNone ? std::string() : TimeText(row.alert.decided);
}

std::vector<ReportColumn> DecisionColumns(const html::Locale& locale) {
  return {
      {locale.tr("Stage"), 14, [](const ReportRow& row) -> ReportCell { return row.stage; }},
      {locale.tr("Decision"), 14, [](const ReportRow& row) -> ReportCell { return row.decision; }},
      {locale.tr("Reason"), 40, [](const ReportRow& row) -> ReportCell { return row.reason; }},
      {locale.tr("Decided by"), 20, [](const ReportRow& row) -> ReportCell { return row.decided_by; }},
      {locale.tr("Decided"), 24, [](const ReportRow& row) -> ReportCell { return DecidedAt(row); }},
      {locale.tr("Approved by"), 20, [](const ReportRow& row) -> ReportCell { return row.approved_by; }},
      {locale.tr("Approved"), 24, [](const ReportRow& row) -> ReportCell { return TimeText(row.approved); }},
      {locale.tr("Carried over from an earlier alert"), 12,
       [](const ReportRow& row) -> ReportCell { return std::string(row.alert.carried ? "1" : "0"); }}};
}

}  // namespace

std::vector<ReportColumn> ReportColumns(const html::Locale& locale) {
  std::vector<ReportColumn> columns = {
      {locale.tr("Party"), 36, [](const ReportRow& row) -> ReportCell { return row.alert.party_caption; }},
      {locale.tr("Party in its own script"), 30,
       [](const ReportRow& row) -> ReportCell { return row.party_own; }},
      {locale.tr("Country"), 16,
       [](const ReportRow& row) -> ReportCell {
         return std::string(entity::CountryName(row.alert.country));
       }},
      {locale.tr("On the list"), 36,
       [](const ReportRow& row) -> ReportCell { return row.alert.entry_caption; }},
      {locale.tr("On the list in its own script"), 30,
       [](const ReportRow& row) -> ReportCell { return row.entry_own; }},
      {locale.tr("Entry"), 20, [](const ReportRow& row) -> ReportCell { return row.alert.entry_id; }},
      {locale.tr("Watch list"), 16, [](const ReportRow& row) -> ReportCell { return row.alert.dataset; }},
      {locale.tr("Edition now"), 24, [](const ReportRow& row) -> ReportCell { return row.edition; }},
      {locale.tr("Score"), 10, [](const ReportRow& row) -> ReportCell { return row.alert.score; }},
      {locale.tr("Likeness of the names"), 10,
       [](const ReportRow& row) -> ReportCell { return row.alert.name_similarity; }},
      {locale.tr("Evidence beside the names"), 22,
       [](const ReportRow& row) -> ReportCell { return row.identity; }},
      {locale.tr("Harm if missed, 0 to 1000"), 10,
       [](const ReportRow& row) -> ReportCell { return static_cast<double>(row.alert.harm); }}};
  for (ReportColumn& column : DecisionColumns(locale)) columns.push_back(std::move(column));
  columns.push_back({locale.tr("Found"), 24,
                     [](const ReportRow& row) -> ReportCell { return TimeText(row.alert.created); }});
  columns.push_back({locale.tr("Last changed"), 24,
                     [](const ReportRow& row) -> ReportCell { return TimeText(row.alert.changed); }});
  columns.push_back({locale.tr("Version of the watch lists then"), 18,
                     [](const ReportRow& row) -> ReportCell { return row.alert.snapshot; }});
  columns.push_back(
      {locale.tr("Alert"), 30, [](const ReportRow& row) -> ReportCell { return row.alert.id.text(); }});
  columns.push_back({locale.tr("Party's record"), 30,
                     [](const ReportRow& row) -> ReportCell { return row.alert.party.text(); }});
  return columns;
}

}  // namespace screening
