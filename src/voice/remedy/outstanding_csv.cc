#include "voice/remedy/outstanding_csv.h"

#include <fmt/format.h>

#include "files/csv_writer.h"

namespace voice::remedy {
namespace {

void WriteLines(files::CsvWriter& csv, std::string_view by, const std::vector<OutstandingLine>& lines) {
  const auto number = [](std::int64_t value) { return fmt::to_string(value); };
  for (const OutstandingLine& line : lines) {
    const std::string median = line.tally.MedianDays() ? number(*line.tally.MedianDays()) : "";
    for (const auto& [currency, totals] : line.tally.money) {
      const auto text = [&](const base::Decimal& amount) { return amount.text(currency.minor_units()); };
      csv.Row({by, line.label, currency.code(), number(totals.claims), text(totals.claimed_low),
               text(totals.claimed_high), text(totals.agreed), text(totals.paid), text(totals.confirmed),
               text(totals.open_low), text(totals.open_high), "", "", median});
    }
    if (line.tally.documents > 0)
      csv.Row({by, line.label, "", "", "", "", "", "", "", "", "", number(line.tally.documents),
               number(line.tally.documents_returned), median});
  }
}

}  // namespace

std::string OutstandingCsv(const Outstanding& all) {
  std::string text;
  files::CsvWriter csv(&text, {.guard_formulas = true});
  csv.Row({"by", "name", "currency", "claims", "claimed_low", "claimed_high", "agreed", "paid_as_said",
           "confirmed_by_worker", "open_low", "open_high", "documents", "documents_returned",
           "median_days_to_confirmed"});
  WriteLines(csv, "all", {{.key = "", .label = "", .tally = all.all}});
  WriteLines(csv, "employer", all.employers);
  WriteLines(csv, "recruiter", all.recruiters);
  WriteLines(csv, "corridor", all.corridors);
  if (all.unread > 0)
    csv.Row({fmt::format("not in these sums: {} cases", all.unread), "", "", "", "", "", "", "", "", "", "",
             "", "", ""});
  return text;
}

}  // namespace voice::remedy
