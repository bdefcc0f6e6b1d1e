// /sessions/{id}/progress: the report before a session.

#include <fmt/format.h>

#include <array>

#include "desk/desk.h"
#include "html/charts.h"
#include "html/names.h"
#include "panel/minutes/faces.h"
#include "panel/minutes/progress_report.h"
#include "panel/minutes/view.h"
#include "panel/sessions/tabs.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;
using html::Join;

std::string PartWords(const html::Locale& locale, ReportPart part) {
  switch (part) {
    case ReportPart::kDone:
      return locale.tr("Got done");
    case ReportPart::kLate:
      return locale.tr("Late");
    case ReportPart::kComing:
      return locale.tr("Due until the session");
    case ReportPart::kDecided:
    case ReportPart::kCount:
      break;
  }
  return locale.tr("Decided");
}

Html LineHtml(const html::Locale& locale, const ReportLine& line) {
  const std::string words = line.text.empty() ? locale.tr("Sealed: unlock your vault to read") : line.text;
  Html item = line.action.empty() ? desk::LinkTo(MinutesHref(line.session), words)
                                  : desk::LinkTo(ActionHref(line.action), words);
  if (line.action.empty()) return El("li", item);
  item.Add(Join(" · ", html::Value(line.owner), " · ", desk::DayOf(locale, line.due)));
  if (line.part == ReportPart::kLate)
    item.Add(Join(
        " ", html::Badge(html::Mark::kCare, locale.ntr("Late {n} day", "Late {n} days", line.days_late))));
  if (line.state == ActionState::kDone)
    item.Add(Join(" ", html::Badge(html::Mark::kAct, locale.tr("To confirm"))));
  return El("li", item);
}

std::array<std::size_t, static_cast<std::size_t>(ReportPart::kCount)> CountsOf(
    const std::vector<ReportLine>& lines) {
  std::array<std::size_t, static_cast<std::size_t>(ReportPart::kCount)> counts{};
  for (const ReportLine& line : lines) ++counts.at(static_cast<std::size_t>(line.part));
  return counts;
}

// Done, late and coming as one bar: where the panel stands.
Html Picture(const html::Locale& locale, const std::vector<ReportLine>& lines) {
  const auto counts = CountsOf(lines);
  const std::size_t done = counts[static_cast<std::size_t>(ReportPart::kDone)];
  const std::size_t late = counts[static_cast<std::size_t>(ReportPart::kLate)];
  const std::size_t coming = counts[static_cast<std::size_t>(ReportPart::kComing)];
  if (done + late + coming == 0) return {};
  const auto n = [&](std::size_t count) { return locale.Number(static_cast<std::int64_t>(count)); };
  const std::string finding = locale.tr("{done} done, {late} late, {coming} still to come",
                                        {{"done", n(done)}, {"late", n(late)}, {"coming", n(coming)}});
  const auto key = [&](html::Fill fill, const std::string& words) {
    return El("span", {{"class", "row"}}, html::KeySample(fill), El("span", words));
  };
  const Html strip =
      html::Strip(locale.tr("Actions before this session"), finding,
                  {{done, html::Fill::kFilled}, {late, html::Fill::kOutlined}, {coming, html::Fill::kGrey}});
  return El("figure", {{"class", "fig"}}, El("div", {{"class", "scroll"}}, strip),
            El("figcaption", {{"class", "row small key"}}, key(html::Fill::kFilled, locale.tr("Got done")),
               key(html::Fill::kOutlined, locale.tr("Late")),
               key(html::Fill::kGrey, locale.tr("Due until the session")), El("span", finding)));
}

Html LinesHtml(const html::Locale& locale, const std::vector<ReportLine>& lines) {
  std::vector<Html> sections;
  for (std::size_t i = 0; i < static_cast<std::size_t>(ReportPart::kCount); ++i) {
    const auto part = static_cast<ReportPart>(i);
    Html list;
    for (const ReportLine& line : lines)
      if (line.part == part) list.Add(LineHtml(locale, line));
    const Html content = list.empty() ? El("p", {{"class", "muted"}}, locale.tr("Nothing.")) : El("ul", list);
    sections.push_back(html::Section(PartWords(locale, part), content));
  }
  return html::Stack(sections);
}

base::Result<net::Response> ShowReport(PanelServices& services, Context& context) {
  const html::Locale& locale = desk::LocaleOf(context);
  const PanelSessionId id = TRY(PanelSessionId::Parse(context.Path("id")));
  const Reader reader = TRY(Reader::Of(services, context));
  std::string title;
  bool chairs = false;
  const auto load = [&](db::Transaction& tx) -> base::Result<ProgressReport> {
    ProgressReports reports(services);
    ProgressReport one = TRY(reports.Of(tx, context.actor(), id, reader.get()));
    title = TitleOf(tx, services.places, locale, one.session, reader.get());
    chairs = TRY(services.session_access.MayChair(tx, context.actor(), one.session));
    return one;
  };
  const ProgressReport report = TRY(services.seams.database.Read(load));
  desk::PageOptions options{.title = locale.tr("Progress report")};
  options.subtitle = locale.tr("Before: {session}, {day}",
                               {{"session", title}, {"day", locale.Date(report.session.starts.ms)}});
  options.current = "/minutes";
  options.crumbs = {{locale.tr("Minutes"), "/minutes"}, {title, SessionHref(id)}};
  options.badges = ClosedBadge(locale, {report.session.panel, report.session});
  const std::string made =
      report.made.ms > 0
          ? locale.tr("Made {day}, and kept as it was then.", {{"day", locale.Date(report.made.ms)}})
          : locale.tr("As it stands today. A week before the session it is kept as it is then.");
  Html main = Join(SessionTabs(locale, report.session, "/progress", chairs),
                   El("p", {{"class", "small muted"}}, made), Picture(locale, report.lines),
                   LinesHtml(locale, report.lines));
  if (!report.closed_lines.empty())
    main.Add(html::SealedBox(locale,
                             locale.tr("From closed sessions you take part in: shown to you alone, not kept"),
                             LinesHtml(locale, report.closed_lines)));
  return desk::PageResponse(context, options, El("div", {{"class", "stack"}}, main));
}

}  // namespace

void AddProgressPages(desk::Desk& desk, PanelServices& services) {
  AddPage(desk, services, "GET", "/sessions/{id}/progress", desk::Permission::kPanelRead,
          [&services](Context& context) { return ShowReport(services, context); });
}

}  // namespace panel
