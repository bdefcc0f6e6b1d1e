#include "panel/resources/project_report.h"

#include <fmt/format.h>

#include <charconv>

#include "base/limits_panel.h"
#include "entity/entity.h"
#include "files/pdf_writer.h"
#include "panel/resources/money_words.h"

namespace panel {
namespace {

constexpr std::size_t kDonorsInReport = 500;

std::string PeriodWords(const html::Locale& locale, const Project& project) {
  const auto day = [&](const std::optional<std::int64_t>& one) {
    return one ? DayWords(locale, *one) : std::string("…");
  };
  const std::string planned = day(project.planned_start) + " – " + day(project.planned_end);
  if (!project.actual_start) return locale.tr("planned {period}", {{"period", planned}});
  return day(project.actual_start) + " – " +
         (project.actual_end ? day(project.actual_end) : locale.tr("still running"));
}

std::string CountryWords(const Project& project) {
  std::string text;
  for (const Share& country : project.countries) {
    if (!text.empty()) text += ", ";
    text += PlaceName(country);
    if (!country.percentage.empty()) text += " " + country.percentage + " %";
  }
  return text;
}

std::string Targets(const Project& project) {
  std::string text;
  for (const std::string& target : project.sdg_targets) text += (text.empty() ? "" : ", ") + target;
  return text;
}

files::PdfTable MoneyTable(const html::Locale& locale, const std::vector<StageTotal>& totals,
                           base::Currency reporting) {
  const std::string in_reporting = locale.tr("In {currency}", {{"currency", reporting.code()}});
  files::PdfTable table{.caption = locale.tr("Money and goods by stage"),
                        .columns = {{locale.tr("Stage"), 1.4},
                                    {locale.tr("Sum"), 1.6, true},
                                    {locale.tr("of it in kind"), 1.4, true},
                                    {in_reporting, 1.4, true},
                                    {locale.tr("Lines"), 0.7, true}},
                        .rows = {},
                        .total = {}};
  for (const StageTotal& total : totals) {
    const std::string in_kind =
        total.in_kind.zero() ? "–" : MoneyWords(locale, {total.in_kind, total.currency});
    const std::string valued =
        total.unvalued > 0 ? locale.tr("rate missing") : MoneyWords(locale, {total.valued, reporting});
    table.rows.push_back({StageWords(locale, total.stage), MoneyWords(locale, {total.amount, total.currency}),
                          in_kind, valued, locale.Number(total.lines)});
  }
  return table;
}

files::PdfTable DonorTable(const html::Locale& locale, const std::vector<NamedTotals>& donors,
                           base::Currency reporting) {
  files::PdfTable table{.caption = locale.tr("By donor, in {currency}", {{"currency", reporting.code()}}),
                        .columns = {{locale.tr("Donor"), 2.4},
                                    {locale.ctr("money", "Pledged"), 1.2, true},
                                    {locale.ctr("money", "Committed"), 1.2, true},
                                    {locale.ctr("money", "Arrived"), 1.2, true}},
                        .rows = {},
                        .total = {}};
  const auto words = [&](const base::Decimal& amount) {
    return AmountWords(locale, amount, reporting.minor_units());
  };
  for (const NamedTotals& donor : donors) {
    const Flow flow = FlowOf(donor.totals);
    table.rows.push_back({donor.name, words(flow.pledged), words(flow.committed), words(flow.arrived)});
  }
  return table;
}

files::PdfTable ResultTable(const html::Locale& locale, const std::vector<ProjectResult>& results) {
  files::PdfTable table{.caption = locale.tr("Results against targets"),
                        .columns = {{locale.tr("Result"), 2},
                                    {locale.tr("Indicator"), 2},
                                    {locale.tr("Period"), 1.6},
                                    {locale.tr("Target"), 0.9, true},
                                    {locale.tr("Actual"), 1.1, true}},
                        .rows = {},
                        .total = {}};
  for (const ProjectResult& result : results) {
    for (const Indicator& indicator : result.indicators) {
      for (const IndicatorValue& value : indicator.values) {
        const std::string shown =
            value.value.empty() ? value.comment : ValueWords(locale, indicator, value.value);
        const std::string target = value.value.empty() ? value.comment : value.value;
        const std::string what =
            indicator.title + (value.dimension.empty() ? "" : " (" + value.dimension + ")");
        table.rows.push_back({LevelWords(locale, result.level) + ": " + result.title, what,
                              DayWords(locale, value.start) + " – " + DayWords(locale, value.end),
                              value.actual ? "" : target, value.actual ? shown : ""});
      }
    }
  }
  return table;
}

void AddTrainees(const html::Locale& locale, const TraineeBands& bands, files::PdfWriter& pdf) {
  pdf.Heading(2, locale.tr("Trainees"));
  std::vector<std::pair<std::string, std::string>> facts = {
      {locale.tr("Enrolled"), BandWords(locale, bands.enrolled)},
      {locale.tr("Completed"), BandWords(locale, bands.completed)}};
  for (const auto& [group, band] : bands.completed_by_group)
    facts.emplace_back(locale.tr("Completed: {group}", {{"group", GroupWords(locale, group)}}),
                       BandWords(locale, band));
  facts.emplace_back(locale.tr("Trainings held"), locale.Number(bands.trainings_held));
  facts.emplace_back(locale.tr("Hours held"), locale.Number(bands.hours_held));
  pdf.Facts(std::move(facts));
  pdf.Paragraph(locale.tr("People are counted in bands; fewer than 11 are never shown."),
                files::PdfText::kSmall);
}

}  // namespace

std::string ValueWords(const html::Locale& locale, const Indicator& indicator, const std::string& value) {
  if (!indicator.people || value.empty()) return value;
  std::int64_t count = 0;
  std::from_chars(value.data(), value.data() + value.size(), count);
  return BandWords(locale, BandOf(count));
}

base::Result<ProjectReport> ReportOf(ResourceServices& services, const desk::Actor& actor,
                                     const ProjectId& id) {
  ProjectReport report;
  report.view = TRY(services.projects.Get(actor, id));
  const PanelId panel = report.view.project.panel;
  const LedgerTotals totals = TRY(services.ledger.Totals(actor, panel, id));
  report.settings = totals.settings;
  report.totals = totals.totals;
  report.donors = TRY(services.ledger.ByDonor(actor, panel, id, "", kDonorsInReport));
  if (report.view.project.kind == ProjectKind::kProgramme)
    report.trainees = TRY(services.trainees.Bands(actor, id));
  return report;
}

base::Result<std::string> ReportPdf(const html::Locale& locale, const ProjectReport& report,
                                    base::UtcTime now) {
  const Project& project = report.view.project;
  files::PdfWriter pdf(
      {.title = project.title,
       .language = std::string(locale.tag()),
       .author = project.org_name,
       .footer = fmt::format("{} · {} · {}", project.code(), files::Isolated(project.org_name),
                             locale.DateTime(now.ms)),
       .page_words = locale.tr("Page {page} of {pages}", {{"page", "{page}"}, {"pages", "{pages}"}}),
       .created_ms = now.ms});
  pdf.Title(project.title, locale.tr("Report to donors"));
  pdf.Facts({{locale.tr("Organisation"), project.org_name},
             {locale.tr("Kind"), ProjectKindWords(locale, project.kind)},
             {locale.tr("State"), ProjectStateWords(locale, project.state)},
             {locale.tr("Period"), PeriodWords(locale, project)},
             {locale.tr("Countries"), CountryWords(project)},
             {locale.tr("SDG targets"), Targets(project)}});
  if (!project.description.empty()) pdf.Paragraph(project.description);
  pdf.Heading(2, locale.tr("What was pledged and what arrived"));
  if (report.totals.empty()) {
    pdf.Paragraph(locale.tr("Nothing was booked yet."));
  } else {
    const Flow flow = FlowOf(report.totals);
    const base::Currency reporting = report.settings.currency;
    const auto bar = [&](const std::string& label, const base::Decimal& amount, files::PdfBarKind kind) {
      return files::PdfBar{label, AmountWords(locale, amount, reporting.minor_units()), 0,
                           amount.Approximate(), kind};
    };
    pdf.Bars(locale.tr("In {currency}", {{"currency", reporting.code()}}),
             {bar(locale.ctr("money", "Pledged"), flow.pledged, files::PdfBarKind::kAgainst),
              bar(locale.ctr("money", "Committed"), flow.committed, files::PdfBarKind::kBase),
              bar(locale.ctr("money", "Arrived"), flow.arrived, files::PdfBarKind::kFor),
              bar(locale.ctr("money", "Spent"), flow.spent, files::PdfBarKind::kFor)},
             0);
    if (flow.unvalued > 0)
      pdf.Paragraph(
          locale.ntr("{n} line is not in these sums: its exchange rate is missing.",
                     "{n} lines are not in these sums: their exchange rates are missing.", flow.unvalued),
          files::PdfText::kNotice);
    pdf.Table(MoneyTable(locale, report.totals, reporting));
    if (!report.donors.empty()) pdf.Table(DonorTable(locale, report.donors, reporting));
  }
  files::PdfTable results = ResultTable(locale, report.view.results);
  if (!results.rows.empty()) {
    pdf.Heading(2, locale.tr("Results"));
    pdf.Table(std::move(results));
  }
  if (project.kind == ProjectKind::kProgramme) AddTrainees(locale, report.trainees, pdf);
  return pdf.Bytes();
}

}  // namespace panel
