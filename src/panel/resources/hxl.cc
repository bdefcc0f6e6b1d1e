#include "panel/resources/hxl.h"

#include "files/csv_writer.h"
#include "iati/simple_types.h"

namespace panel {
namespace {

std::string Upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

std::string DayOrNone(const std::optional<std::int64_t>& day) {
  return day ? iati::DayText(*day) : std::string();
}

std::string Codes(const std::vector<Share>& shares) {
  std::string text;
  for (const Share& share : shares) text += (text.empty() ? "" : " ") + share.code;
  return text;
}

std::string Joined(const std::vector<std::string>& texts) {
  std::string text;
  for (const std::string& one : texts) text += (text.empty() ? "" : " ") + one;
  return text;
}

}  // namespace

std::string HxlWho(const std::vector<Project>& projects) {
  std::string out;
  files::CsvWriter csv(&out, {.guard_formulas = true});
  csv.Row({"Organisation", "Project", "Project code", "Kind", "Sectors (OECD DAC)", "SDG targets", "Country",
           "Country code", "Share (%)", "Status", "Start", "End"});
  // "#" is no formula, so the tags stay as they are.
  csv.Row({"#org+name", "#activity+name", "#activity+code", "#activity+type", "#sector+code+v_dac",
           "#indicator+code+v_sdg", "#country+name", "#country+code+v_iso2", "#value+pct", "#status",
           "#date+start", "#date+end"});
  for (const Project& project : projects) {
    const std::vector<Share> countries =
        project.countries.empty() ? std::vector<Share>{{}} : project.countries;
    for (const Share& country : countries)
      csv.Row({project.org_name, project.title, project.code(), ProjectKindName(project.kind),
               Codes(project.sectors), Joined(project.sdg_targets),
               country.code.empty() ? std::string() : PlaceName(country),
               IsRegion(country) ? std::string() : Upper(country.code), country.percentage,
               ProjectStateName(project.state),
               DayOrNone(project.actual_start ? project.actual_start : project.planned_start),
               DayOrNone(project.actual_end ? project.actual_end : project.planned_end)});
  }
  return out;
}

std::string HxlLedgerHead() {
  std::string out;
  files::CsvWriter csv(&out, {.guard_formulas = true});
  csv.Row({"Line",
           "Date",
           "Stage",
           "Project code",
           "Project",
           "Donor",
           "Amount",
           "Currency",
           "In kind",
           "Quantity",
           "Unit",
           "Valued by",
           "Commitment",
           "Reference",
           "Reverses",
           "Value in reporting currency",
           "Reporting currency",
           "Rate",
           "Rate of",
           "Rate direction"});
  csv.Row({"#meta+line+id",
           "#date+transaction",
           "#status+stage",
           "#activity+code",
           "#activity+name",
           "#org+funder+name",
           "#value+amount",
           "#currency+code",
           "#modality+inkind",
           "#item+quantity",
           "#item+unit",
           "#org+valuer+name",
           "#meta+commitment",
           "#meta+reference",
           "#meta+reverses",
           "#value+amount+reporting",
           "#currency+code+reporting",
           "#value+rate",
           "#date+rate",
           "#meta+rate+direction"});
  return out;
}

void HxlLedgerLine(const LedgerLine& line, std::string& out) {
  // Amounts begin with "-" where they take something back: those must stay numbers, so only texts are
  // guarded.
  files::CsvWriter plain(&out, {});
  const auto guarded = [](const std::string& text) {
    constexpr std::string_view kFormula = "=+-@\t\r";
    return !text.empty() && kFormula.find(text[0]) != std::string_view::npos ? "'" + text : text;
  };
  const bool valued = line.valued.has_value();
  plain.Row({std::to_string(line.number),
             iati::DayText(line.day),
             StageName(line.stage),
             "P" + std::to_string(line.project_number),
             guarded(line.project_title),
             guarded(line.donor),
             line.value.amount.text(),
             line.value.currency.code(),
             line.in_kind ? "1" : "0",
             line.in_kind ? line.quantity.text() : std::string(),
             guarded(line.unit),
             guarded(line.valued_by),
             guarded(line.commitment),
             guarded(line.reference),
             line.reverses.empty() ? std::string() : std::to_string(line.reverses_number),
             valued ? line.valued->value.amount.text() : std::string(),
             valued ? line.valued->value.currency.code() : std::string_view(),
             valued ? line.valued->rate : std::string(),
             valued ? iati::DayText(line.valued->rate_day) : std::string(),
             !valued                ? std::string_view()
             : line.valued->inverse ? "inverse"
                                    : "direct"});
}

}  // namespace panel
