#include "screening/console/import_outcome.h"

#include <fmt/format.h>

#include "base/limits.h"
#include "desk/jobs/job_view.h"
#include "desk/web/pages.h"
#include "html/console_components.h"
#include "screening/console/import_check.h"
#include "screening/console/page_parts.h"
#include "screening/console/party_list.h"

namespace screening {

namespace {

using html::El;
using html::Html;
using html::Join;

Html CountsTable(const html::Locale& locale, const Import& import) {
  TableMaker table({{locale.tr("Result")}, {locale.tr("Number"), true}, {locale.tr("What happens")}});
  const auto row = [&](html::Mark mark, const std::string& words, std::int64_t count,
                       const std::string& then) {
    table.Row({html::Badge(count == 0 ? html::Mark::kPlain : mark, words), locale.Number(count), then});
  };
  row(html::Mark::kOk, locale.tr("New parties"), import.added, locale.tr("Compared with the watch lists"));
  row(html::Mark::kAct, locale.tr("Known, changed"), import.changed,
      locale.tr("Compared again where it matters"));
  row(html::Mark::kOk, locale.tr("Known, unchanged"), import.unchanged, locale.tr("Nothing"));
  row(html::Mark::kPlain, locale.tr("Repeated rows"), import.repeated,
      locale.tr("Read once: they say the same as a row before"));
  row(html::Mark::kCare, locale.tr("Rows left out"), import.rejected_rows,
      locale.tr("Not compared: see below"));
  row(html::Mark::kCare, locale.tr("Fields set aside"), import.rejected_fields,
      locale.tr("Their parties are compared without them"));
  row(html::Mark::kUnknown, locale.tr("No longer named"), import.missing,
      locale.tr("Stay until you remove them"));
  return Join(table.Done(locale.tr("Rows and parties by result")),
              El("p", {{"class", "muted small"}},
                 locale.ntr("{n} row was read.", "{n} rows were read.", import.rows)));
}

Html RejectsSection(const OutcomePage& page, const html::Locale& locale) {
  const std::int64_t all = page.import.rejected_rows + page.import.rejected_fields;
  if (all == 0) return {};
  const std::string here = ImportHref(page.import.id);
  std::vector<Reject> shown;
  for (std::size_t i = 0; i < page.rejects.size() && i < kRejectsAPage; ++i)
    shown.push_back(page.rejects[i].reject);
  html::PageLinks links;
  if (!page.context.Query("rejects").empty()) links.first = here + "#rejects";
  if (page.rejects.size() > kRejectsAPage)
    links.next = fmt::format("{}?rejects={}#rejects", here, page.rejects[kRejectsAPage - 1].number);
  Html content = Join(RejectsTable(locale, shown), html::Pager(locale, links));
  if (all > static_cast<std::int64_t>(base::kMaxImportRejects))
    content.Add(El("p", {{"class", "muted small"}},
                   locale.tr("The first {n} are written down; the others are only counted.",
                             {{"n", locale.Number(base::kMaxImportRejects)}})));
  return El("div", {{"id", "rejects"}},
            html::Section(locale.tr("Left out and set aside"), content,
                          LinkTo(here + "/rejects.csv", locale.tr("Download as CSV"))));
}

Html MissingSection(const OutcomePage& page, const html::Locale& locale) {
  if (page.missing.empty()) return {};
  Html content =
      El("p", locale.tr("The file no longer names these parties of the collection “{source}”. They are still "
                        "compared with the watch lists.",
                        {{"source", page.import.source}}));
  content.Add(PartyTable(locale, page.missing));
  const std::int64_t more = page.import.missing - static_cast<std::int64_t>(page.missing.size());
  if (more > 0)
    content.Add(El("p", {{"class", "muted small"}}, locale.ntr("and {n} more", "and {n} more", more)));
  if (page.context.actor().Can(desk::Permission::kPartiesWrite)) {
    const std::string words = locale.ntr("Remove {n} party", "Remove all {n} parties", page.import.missing);
    content.Add(html::Closed(
        words,
        Join(
            El("p", locale.tr("They are no longer compared, and their open alerts are withdrawn. Records and "
                              "history stay.")),
            html::PostButton(words, ImportHref(page.import.id) + "/remove-missing", page.context.csrf(),
                             {.kind = html::ButtonKind::kStop}))));
  }
  return html::Section(locale.tr("No longer named"), content);
}

}  // namespace

Html ReadingView(const desk::Context& context, const Import& import, const desk::Job& job) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::string here = ImportHref(import.id);
  const std::string words = desk::JobWords(locale, job);
  if (job.state == desk::JobState::kFailed || job.state == desk::JobState::kCancelled)
    return Join(
        html::NoticeOf(html::Mark::kHarm, Join(El("b", locale.tr("The reading stopped:")), " ", words)),
        El("p", LinkTo("/jobs/" + job.id.text(), locale.tr("Run it again"))));
  const std::string events = "/jobs/" + job.id.text() + "/events";
  return html::Section(
      locale.tr("The file is being read"),
      Join(html::ProgressBar(
               {.done = job.done, .total = job.total, .words = words, .events = events, .done_href = here}),
           El("p", {{"class", "muted small"}}, locale.tr("You can leave this page; the work goes on."), " ",
              LinkTo(here, locale.tr("Refresh")))));
}

Html OutcomeView(const OutcomePage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const Html next = El("p",
                       locale.tr("New and changed parties are being compared with the watch lists. Alerts "
                                 "appear in the review by themselves."),
                       " ", LinkTo("/alerts", locale.tr("Go to the review")));
  return html::Stack(
      {html::Section(locale.tr("What came of the rows"), Join(CountsTable(locale, page.import), next)),
       RejectsSection(page, locale), MissingSection(page, locale)});
}

}  // namespace screening
