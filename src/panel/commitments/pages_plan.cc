// /workplan: the work plan as a picture and as a table; entries of the secretariat.

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/web/parts.h"
#include "html/charts.h"
#include "html/console_components.h"
#include "panel/commitments/faces.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;

constexpr int kMonthsBack = 3;
constexpr int kMonthsShown = 15;

double DayOfScale(base::UtcTime time) {
  return static_cast<double>(time.ms) / static_cast<double>(base::kDayMs);
}

// The first day of the month of `now`, `months` later.
base::UtcTime MonthStart(base::UtcTime now, int months) {
  const base::Result<base::UtcTime> first = kit::ParseDay(base::FormatDay(now).substr(0, 8) + "01");
  return kit::AddMonths(first ? *first : now, months);
}

html::PlanFill FillOf(PlanMark mark) {
  switch (mark) {
    case PlanMark::kDone:
      return html::PlanFill::kDone;
    case PlanMark::kLate:
      return html::PlanFill::kLate;
    case PlanMark::kOpen:
      break;
  }
  return html::PlanFill::kOpen;
}

Html MarkBadge(const html::Locale& locale, PlanMark mark) {
  switch (mark) {
    case PlanMark::kDone:
      return html::Badge(html::Mark::kOk, locale.tr("Done"));
    case PlanMark::kLate:
      return html::Badge(html::Mark::kCare, locale.tr("Late"));
    case PlanMark::kOpen:
      break;
  }
  return html::Badge(html::Mark::kAct, locale.tr("Open"));
}

int IndexOf(const std::vector<PlanRow>& rows, const std::string& key) {
  if (key.empty()) return -1;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].key == key) return static_cast<int>(i);
  return -1;
}

Html PictureOf(const html::Locale& locale, const std::vector<PlanRow>& rows, base::UtcTime from,
               base::UtcTime until, base::UtcTime now) {
  std::vector<html::GanttRow> bars;
  std::int64_t late = 0;
  for (const PlanRow& row : rows) {
    if (row.mark == PlanMark::kLate) ++late;
    bars.push_back({.label = row.title,
                    .owner = row.owner,
                    .href = row.href,
                    .from = DayOfScale(row.starts),
                    .to = DayOfScale(row.ends),
                    .milestone = row.milestone,
                    .fill = FillOf(row.mark),
                    .after = IndexOf(rows, row.after)});
  }
  std::vector<html::Tick> ticks;
  for (int month = 0; month <= kMonthsShown; month += 3) {
    const base::UtcTime at = kit::AddMonths(from, month);
    ticks.push_back({DayOfScale(at), base::FormatDay(at).substr(0, 7)});
  }
  const std::string finding =
      locale.ntr("{n} line of work", "{n} lines of work", static_cast<std::int64_t>(rows.size())) + "; " +
      locale.ntr("{n} is late", "{n} are late", late);
  return El("div",
            {{"class", "scroll"}, {"tabindex", 0}, {"role", "group"}, {"aria-label", locale.tr("Work plan")}},
            html::Gantt(locale.tr("Work plan"), finding, bars, DayOfScale(from), DayOfScale(until),
                        DayOfScale(now), locale.tr("today"), ticks));
}

Html TableOf(const html::Locale& locale, const std::vector<PlanRow>& rows) {
  desk::TableMaker table({{locale.tr("What")},
                          {locale.tr("Who")},
                          {locale.tr("Begins")},
                          {locale.tr("Ends")},
                          {locale.tr("State")},
                          {locale.tr("After")}});
  for (const PlanRow& row : rows) {
    const int before = IndexOf(rows, row.after);
    table.Row({row.href.empty() ? Html(row.title) : desk::LinkTo(row.href, row.title),
               row.owner.empty() ? Html(locale.tr("Secretariat")) : El("bdi", row.owner),
               row.milestone ? Html(locale.tr("Milestone")) : desk::DayOf(locale, row.starts),
               desk::DayOf(locale, row.ends), MarkBadge(locale, row.mark),
               before < 0 ? std::string() : rows[static_cast<std::size_t>(before)].title});
  }
  return table.Done(locale.tr("The same as a table"));
}

PlanDraft DraftFrom(const net::Arguments& fields) {
  return {.title = std::string(fields.Get("title")),
          .starts = std::string(fields.Get("starts")),
          .ends = std::string(fields.Get("ends")),
          .member = std::string(fields.Get("member")),
          .after = std::string(fields.Get("after")),
          .milestone = fields.Get("milestone") == "yes"};
}

net::Arguments FieldsOf(const PlanEntry& entry) {
  net::Arguments fields;
  fields.Add("title", entry.title);
  fields.Add("starts", entry.milestone ? std::string() : kit::DayText(entry.starts));
  fields.Add("ends", kit::DayText(entry.ends));
  fields.Add("member", entry.member.text());
  fields.Add("after", entry.after.text());
  fields.Add("milestone", entry.milestone ? "yes" : "");
  fields.Add("version", std::to_string(entry.version));
  return fields;
}

Html EntryForm(const Context& context, const std::string& action, const net::Arguments& typed,
               const kit::Wrongs& wrongs, const std::vector<MemberName>& members,
               const std::vector<PlanEntry>& entries) {
  const html::Locale& locale = desk::LocaleOf(context);
  std::vector<html::Choice> who = {{"", locale.tr("Secretariat")}}, after = {{"", locale.tr("Nothing")}};
  for (const MemberName& member : members) who.push_back({member.id.text(), member.name});
  for (const PlanEntry& entry : entries) after.push_back({entry.id.text(), entry.title});
  kit::FormMaker fields(locale, typed, wrongs);
  fields.Text("title", locale.tr("What"), true).Select("member", locale.tr("Who"), who);
  fields.Day("starts", locale.tr("Begins")).Day("ends", locale.tr("Ends"), true);
  fields.Check("milestone", locale.tr("A milestone: one day, drawn as a diamond"));
  fields.Select("after", locale.tr("After"), after);
  return Join(fields.Summary(), html::Form({.action = action, .csrf = context.csrf()},
                                           Join(desk::HiddenField("version", typed.Get("version")),
                                                desk::HiddenField("panel", typed.Get("panel")),
                                                fields.fields(), html::Button(locale.tr("Save")))));
}

class PlanPages {
 public:
  explicit PlanPages(std::shared_ptr<CommitmentServices> services) : services_(std::move(services)) {}

  base::Result<net::Response> Show(Context& context) const {
    net::Arguments typed;
    typed.Add("panel", std::string(context.Query("panel")));
    return ShowPlan(context, typed, {});
  }

  base::Result<net::Response> Add(Context& context) const {
    const net::Arguments& typed = TRY(context.Form())->fields;
    const PanelId panel = TRY(Panel(typed.Get("panel")));
    const base::Result<PlanEntryId> added = services_->plan.Add(context.actor(), panel, DraftFrom(typed));
    if (!added && kit::IsMendable(added.error())) {
      PlanEntry unused;
      kit::Wrongs wrongs = ReadPlanDraft(DraftFrom(typed), unused);
      if (wrongs.empty()) wrongs.push_back({"after", added.error().external});
      return ShowPlan(context, typed, wrongs);
    }
    if (!added) return added.error();
    return desk::RedirectWithFlash(context, Back(typed), desk::LocaleOf(context).tr("Added."));
  }

  base::Result<net::Response> One(Context& context) const {
    const PlanEntryId id = TRY(IdOf(context));
    const PlanEntry entry = TRY(services_->plan.Get(context.actor(), id));
    return ShowOne(context, entry, FieldsOf(entry), {});
  }

  base::Result<net::Response> Save(Context& context) const {
    const PlanEntryId id = TRY(IdOf(context));
    const PlanEntry entry = TRY(services_->plan.Get(context.actor(), id));
    const net::Arguments& typed = TRY(context.Form())->fields;
    const base::Status saved = services_->plan.Edit(
        context.actor(), entry.id, desk::WholeNumber(typed.Get("version")).value_or(-1), DraftFrom(typed));
    if (!saved && kit::IsMendable(saved.error())) {
      PlanEntry unused;
      kit::Wrongs wrongs = ReadPlanDraft(DraftFrom(typed), unused);
      if (wrongs.empty()) wrongs.push_back({"after", saved.error().external});
      return ShowOne(context, entry, typed, wrongs);
    }
    if (!saved) return saved.error();
    return desk::RedirectWithFlash(context, "/workplan", desk::LocaleOf(context).tr("Saved."));
  }

  base::Result<net::Response> Done(Context& context) const {
    const net::Arguments& typed = TRY(context.Form())->fields;
    const PlanEntryId id = TRY(IdOf(context));
    TRY(services_->plan.SetDone(context.actor(), id, desk::WholeNumber(typed.Get("version")).value_or(-1),
                                typed.Get("done") != "no"));
    return desk::RedirectWithFlash(context, "/workplan", desk::LocaleOf(context).tr("Saved."));
  }

  base::Result<net::Response> Remove(Context& context) const {
    const net::Arguments& typed = TRY(context.Form())->fields;
    const PlanEntryId id = TRY(IdOf(context));
    TRY(services_->plan.Remove(context.actor(), id, desk::WholeNumber(typed.Get("version")).value_or(-1)));
    return desk::RedirectWithFlash(context, "/workplan", desk::LocaleOf(context).tr("Removed."));
  }

 private:
  static base::Result<PlanEntryId> IdOf(const Context& context) {
    return PlanEntryId::Parse(context.Path("id"));
  }
  static std::string Back(const net::Arguments& typed) {
    return desk::WithArgument("/workplan", "panel", typed.Get("panel"));
  }
  base::Result<PanelId> Panel(std::string_view slug) const {
    return services_->panel.seams.database.Read(
        [&](db::Transaction& tx) { return kit::PanelAsked(services_->panel, tx, slug); });
  }

  base::Result<net::Response> ShowPlan(Context& context, const net::Arguments& typed,
                                       const kit::Wrongs& wrongs) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const base::UtcTime now = context.desk().clock().Now();
    const std::optional<std::int64_t> shift = desk::WholeNumber(context.Query("later"));
    const int later = static_cast<int>(std::min<std::int64_t>(shift.value_or(0), 20));
    const base::UtcTime from = MonthStart(now, later * 12 - kMonthsBack);
    const base::UtcTime until = kit::AddMonths(from, kMonthsShown);
    const PanelId panel = TRY(Panel(typed.Get("panel")));
    const Plan::Picture picture = TRY(services_->plan.Read(context.actor(), panel, from, until));
    desk::PageOptions options{.title = locale.tr("Work plan"), .current = "/workplan"};
    options.subtitle = locale.tr(
        "{from} to {until}", {{"from", locale.ShortDate(from.ms)}, {"until", locale.ShortDate(until.ms)}});
    options.wide = true;
    options.status = kit::StatusFor(wrongs);
    options.actions = html::LinkButton(locale.tr("A year later"),
                                       desk::WithArgument(Back(typed), "later", std::to_string(later + 1)));
    Html main = picture.rows.empty()
                    ? html::Empty(locale.tr("Nothing is planned for this time"),
                                  locale.tr("Commitments appear here once they are made, with the actions of "
                                            "sessions and what the secretariat adds."))
                    : Join(PictureOf(locale, picture.rows, from, until, now),
                           html::Section(locale.tr("As a table"), TableOf(locale, picture.rows)));
    if (picture.may_write) {
      const std::vector<PlanEntry> entries = TRY(services_->plan.Entries(context.actor(), panel));
      const std::vector<MemberName> members = TRY(services_->plan.Members(context.actor(), panel));
      main.Add(html::Section(locale.tr("Add to the plan"),
                             EntryForm(context, "/workplan", typed, wrongs, members, entries)));
    }
    return desk::PageResponse(context, options, main);
  }

  base::Result<net::Response> ShowOne(Context& context, const PlanEntry& entry, const net::Arguments& typed,
                                      const kit::Wrongs& wrongs) const {
    const html::Locale& locale = desk::LocaleOf(context);
    desk::PageOptions options{.title = entry.title, .current = "/workplan"};
    options.crumbs = {{locale.tr("Work plan"), "/workplan"}};
    options.status = kit::StatusFor(wrongs);
    const std::string who = locale.tr("Who"), begins = locale.tr("Begins"), ends = locale.tr("Ends");
    Html main = html::Facts(
        {{who, entry.member_name.empty() ? Html(locale.tr("Secretariat")) : El("bdi", entry.member_name)},
         {begins, desk::DayOf(locale, entry.starts)},
         {ends, desk::DayOf(locale, entry.ends)}});
    const std::string here = "/workplan/" + entry.id.text();
    if (TRY(services_->plan.MayWrite(context.actor(), entry.panel))) {
      const std::vector<PlanEntry> entries = TRY(services_->plan.Entries(context.actor(), entry.panel));
      const std::vector<MemberName> members = TRY(services_->plan.Members(context.actor(), entry.panel));
      main.Add(kit::ActForm(context, here + "/done", entry.version,
                            desk::HiddenField("done", entry.done ? "no" : "yes"),
                            entry.done ? locale.tr("Not done after all") : locale.tr("It is done")));
      main.Add(html::Section(locale.tr("Edit"), EntryForm(context, here, typed, wrongs, members, entries)));
      main.Add(kit::ActForm(context, here + "/remove", entry.version, {}, locale.tr("Remove from the plan"),
                            html::ButtonKind::kStop));
    }
    return desk::PageResponse(context, options, main);
  }

  std::shared_ptr<CommitmentServices> services_;
};

}  // namespace

void AddPlanPages(desk::Desk& desk, const std::shared_ptr<CommitmentServices>& services) {
  const auto pages = std::make_shared<PlanPages>(services);
  using desk::Permission;
  kit::AddPage(desk, pages, "GET", "/workplan", Permission::kPanelRead, &PlanPages::Show);
  kit::AddPage(desk, pages, "POST", "/workplan", Permission::kPanelManage, &PlanPages::Add);
  kit::AddPage(desk, pages, "GET", "/workplan/{id}", Permission::kPanelRead, &PlanPages::One);
  kit::AddPage(desk, pages, "POST", "/workplan/{id}", Permission::kPanelManage, &PlanPages::Save);
  kit::AddPage(desk, pages, "POST", "/workplan/{id}/done", Permission::kPanelManage, &PlanPages::Done);
  kit::AddPage(desk, pages, "POST", "/workplan/{id}/remove", Permission::kPanelManage, &PlanPages::Remove);
}

}  // namespace panel
