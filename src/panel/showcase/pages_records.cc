// /panel/commitments, /panel/resources and /panel/opinions: what was promised and what became of it, what was
// pledged and what arrived, and what the panel thinks. Kept and missed stand side by side.

#include <fmt/format.h>

#include "desk/web/parts.h"
#include "files/csv_writer.h"
#include "html/console_components.h"
#include "html/names.h"
#include "panel/agreements/kit.h"
#include "panel/commitments/words.h"
#include "panel/common/public_page.h"
#include "panel/resources/pages_resources.h"
#include "panel/showcase/faces.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;

html::Mark MarkOf(CommitmentState state) {
  switch (state) {
    case CommitmentState::kKept:
      return html::Mark::kOk;
    case CommitmentState::kPartlyKept:
    case CommitmentState::kLate:
      return html::Mark::kCare;
    case CommitmentState::kMissed:
      return html::Mark::kHarm;
    default:
      return html::Mark::kAct;
  }
}

std::string Tags(const PublicCommitment& one) {
  std::string tags;
  for (const std::string& tag : one.sdg) tags += (tags.empty() ? "SDG " : ", ") + tag;
  return tags;
}

Html CommitmentRows(const html::Locale& locale, const std::vector<PublicCommitment>& commitments) {
  desk::TableMaker table({{locale.tr("Commitment")},
                          {locale.tr("By")},
                          {locale.tr("Reached of the goal"), true},
                          {locale.tr("Due")},
                          {locale.tr("What became of it")},
                          {locale.tr("Checked by")}});
  for (const PublicCommitment& one : commitments) {
    const Html title =
        El("span", html::Value(one.title), El("br"), El("span", {{"class", "muted small"}}, Tags(one)));
    const std::string reached =
        fmt::format("{} / {} {}", kit::AmountText(one.current), kit::AmountText(one.target), one.unit);
    table.Row({title, html::Value(one.member), reached, desk::DayOf(locale, one.due),
               html::Join(html::Badge(MarkOf(one.state), StateWord(locale, one.state)),
                          one.verdict.empty() ? Html() : El("div", html::Value(one.verdict))),
               html::Value(one.verifier)});
  }
  return table.Done(locale.tr("Published commitments, newest first"));
}

std::string CommitmentsCsv(const std::vector<PublicCommitment>& commitments) {
  std::string text;
  files::CsvWriter csv(&text, {.guard_formulas = true});
  csv.Row({"number", "title", "member", "indicator", "unit", "baseline", "target", "current", "sdg", "made",
           "due", "state", "checked_by", "verdict"});
  for (const PublicCommitment& one : commitments) {
    std::string sdg;
    for (const std::string& tag : one.sdg) sdg += (sdg.empty() ? "" : " ") + tag;
    csv.Row({fmt::to_string(one.number), one.title, one.member, one.indicator, one.unit,
             kit::AmountText(one.baseline), kit::AmountText(one.target), kit::AmountText(one.current), sdg,
             base::FormatTime(one.made), base::FormatTime(one.due), CommitmentStateName(one.state),
             one.verifier, one.verdict});
  }
  return text;
}

Html ProjectRows(const html::Locale& locale, const PublicData::Resources& resources) {
  desk::TableMaker table({{locale.tr("Project")},
                          {locale.tr("By")},
                          {locale.tr("State")},
                          {locale.ctr("money", "Pledged"), true},
                          {locale.ctr("money", "Arrived"), true}});
  for (const Project& project : resources.projects) {
    Flow flow;
    for (const NamedTotals& totals : resources.totals)
      if (totals.key == project.id.text()) flow = FlowOf(totals.totals);
    table.Row({html::Value(project.title), html::Value(project.org_name),
               ProjectStateWords(locale, project.state),
               MoneyWords(locale, {flow.pledged, resources.reporting}),
               MoneyWords(locale, {flow.arrived, resources.reporting})});
  }
  return table.Done(locale.tr("Published projects, newest first"));
}

Html OneOpinion(const html::Locale& locale, const PublicOpinion& opinion) {
  Html part = El("p", {{"class", "muted small"}},
                 locale.tr("Adopted {date}", {{"date", locale.Date(opinion.adopted.ms)}}));
  part.Add(El("p", html::Value(opinion.text)));
  Html dissents;
  for (const PublicOpinion::NamedDissent& dissent : opinion.dissents)
    dissents.Add(El("li", El("b", html::Value(dissent.member)), ": ", html::Value(dissent.text)));
  if (!dissents.empty()) part.Add(html::Join(El("h3", locale.tr("Dissent")), El("ul", dissents)));
  return part;
}

constexpr std::size_t kRowsAPage = 200;

// Rows are numbered; a page shows those below a number.
std::int64_t BeforeIn(const Context& context) {
  return desk::WholeNumber(context.Query("before")).value_or(0);
}

// Cuts what was asked for beyond a page, and leads to it.
template <typename Row>
Html OlderLink(const html::Locale& locale, const std::string& page, std::int64_t before,
               std::vector<Row>& rows) {
  html::PageLinks links;
  if (before > 0) links.first = page;
  if (rows.size() > kRowsAPage) {
    rows.resize(kRowsAPage);
    links.next = desk::WithArgument(page, "before", fmt::to_string(rows.back().number));
  }
  return html::Pager(locale, links);
}

class Pages {
 public:
  explicit Pages(PublicData& data) : data_(data) {}

  base::Result<net::Response> Promises(Context& context) const {
    const html::Locale& locale = PublicLocale(context);
    const PublicPageOptions options{
        .title = locale.tr("Commitments"),
        .subtitle = locale.tr("What members promised. Whether it was kept is said by another member."),
        .current = "/panel/commitments"};
    const std::int64_t before = BeforeIn(context);
    std::vector<PublicCommitment> commitments;
    if (const base::Result<Panel> panel = data_.Root())
      commitments = TRY(data_.CommitmentsOf(panel->id, before, kRowsAPage + 1));
    if (commitments.empty() && before == 0)
      return PublicPage(
          context, options,
          html::Empty(locale.tr("No published commitments yet"),
                      locale.tr("A commitment is shown when its owner publishes it, and then stays, "
                                "kept or missed.")));
    const Html pager = OlderLink(locale, options.current, before, commitments);
    return PublicPage(
        context, options,
        html::Stack({CommitmentRows(locale, commitments), pager,
                     El("p", desk::LinkTo("/panel/commitments.csv", locale.tr("The same as a CSV file")))}));
  }

  base::Result<net::Response> PromisesCsv(Context& context) const {
    std::vector<PublicCommitment> commitments;
    if (const base::Result<Panel> panel = data_.Root()) commitments = TRY(data_.AllCommitmentsOf(panel->id));
    return PublicBytes(context, CommitmentsCsv(commitments), "text/csv; charset=utf-8");
  }

  base::Result<net::Response> Resources(Context& context) const {
    const html::Locale& locale = PublicLocale(context);
    const PublicPageOptions options{
        .title = locale.tr("Resources"),
        .subtitle = locale.tr("What was pledged to published projects, and what arrived."),
        .current = "/panel/resources"};
    const std::int64_t before = BeforeIn(context);
    PublicData::Resources resources;
    if (const base::Result<Panel> panel = data_.Root())
      resources = TRY(data_.ResourcesOf(panel->id, before, kRowsAPage + 1));
    if (resources.projects.empty() && before == 0)
      return PublicPage(context, options,
                        html::Empty(locale.tr("No published projects yet"),
                                    locale.tr("A project is shown when its owner publishes it.")));
    const Html pager = OlderLink(locale, options.current, before, resources.projects);
    return PublicPage(context, options,
                      html::Stack({FlowPicture(locale, FlowOf(resources.together), resources.reporting),
                                   ProjectRows(locale, resources), pager}));
  }

  base::Result<net::Response> Opinions(Context& context) const {
    const html::Locale& locale = PublicLocale(context);
    const PublicPageOptions options{.title = locale.tr("Opinions"),
                                    .subtitle = locale.tr("What the panel thinks, and who thinks otherwise."),
                                    .current = "/panel/opinions"};
    std::vector<Html> parts;
    if (const base::Result<Panel> panel = data_.Root())
      for (const PublicOpinion& opinion : TRY(data_.Opinions(panel->id)))
        parts.push_back(html::Section(opinion.title, OneOpinion(locale, opinion)));
    if (parts.empty())
      parts.push_back(html::Empty(locale.tr("No public opinions yet"),
                                  locale.tr("The panel decides which of its opinions are public.")));
    return PublicPage(context, options, html::Stack(parts));
  }

 private:
  PublicData& data_;
};

}  // namespace

void AddPublicRecordPages(desk::Desk& desk, PublicData& data) {
  const auto pages = std::make_shared<Pages>(data);
  const auto add = [&](std::string_view pattern, base::Result<net::Response> (Pages::*page)(Context&) const) {
    desk.router().Add({.method = "GET",
                       .pattern = pattern,
                       .permission = desk::Permission::kPublic,
                       .handler = [pages, page](Context& context) { return (pages.get()->*page)(context); },
                       .check_csrf = false});
  };
  add("/panel/commitments", &Pages::Promises);
  add("/panel/commitments.csv", &Pages::PromisesCsv);
  add("/panel/resources", &Pages::Resources);
  add("/panel/opinions", &Pages::Opinions);
}

}  // namespace panel
