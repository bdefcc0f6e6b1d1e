// /relationships/{a}/{b}: what two members have in common, as a list and as a picture; /relationships: with
// whom one's own organisation has something in common. Sources register themselves (common/sources.h).

#include <algorithm>
#include <map>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "desk/web/parts.h"
#include "html/charts.h"
#include "html/console_components.h"
#include "panel/agreements/faces.h"
#include "panel/agreements/position.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;

class MemorandaShared final : public TimelineSource {
 public:
  explicit MemorandaShared(std::shared_ptr<AgreementServices> services) : services_(std::move(services)) {}
  base::Result<std::vector<TimelineItem>> Between(db::Transaction& tx, const desk::Actor&,
                                                  const PanelId& panel, const MemberId& a, const MemberId& b,
                                                  std::size_t limit) override {
    std::vector<TimelineItem> items;
    for (const Memorandum& m : TRY(services_->memoranda.Shared(tx, panel, a, b, limit))) {
      const bool came = m.in_force.ms > 0;
      items.push_back({.kind = desk::tr("Memorandum"),
                       .title = m.title,
                       .href = "/memoranda/" + m.id.text(),
                       .at = came ? m.in_force : m.changed,
                       .until = came ? m.expires : base::UtcTime{}});
    }
    return items;
  }

 private:
  std::shared_ptr<AgreementServices> services_;
};

// Promises of the one that the other checked, or is asked to check.
class CommitmentsShared final : public TimelineSource {
 public:
  base::Result<std::vector<TimelineItem>> Between(db::Transaction& tx, const desk::Actor&,
                                                  const PanelId& panel, const MemberId& a, const MemberId& b,
                                                  std::size_t limit) override {
    std::vector<TimelineItem> items;
    for (const auto& [owner, other] : {std::pair(a, b), std::pair(b, a)}) {
      db::SqlText sql("SELECT id, title, made_ms, due_ms FROM commitment WHERE panel_id = ");
      sql.Bind(panel).Add(" AND made_ms > 0 AND member_id = ").Bind(owner).Add(" AND (verifier_id = ");
      sql.Bind(other).Add(" OR asked_id = ").Bind(other).Add(") ORDER BY made_ms DESC, id LIMIT ");
      sql.Bind(static_cast<std::int64_t>(limit));
      for (const db::Row& row : TRY(sql.Query(tx)))
        items.push_back({.kind = desk::tr("Commitment"),
                         .title = row.Text(1),
                         .href = "/commitments/" + row.Text(0),
                         .at = base::UtcTime{row.Int(2)},
                         .until = base::UtcTime{row.Int(3)}});
    }
    return items;
  }
};

struct Relationship {
  Member a, b;
  std::vector<TimelineItem> items;  // newest first
};

double DayOfScale(base::UtcTime time) {
  return static_cast<double>(time.ms) / static_cast<double>(base::kDayMs);
}

Html PictureOf(const html::Locale& locale, const Relationship& relationship) {
  double low = DayOfScale(relationship.items.back().at), high = low + 1;
  std::map<std::string, html::Lane> lanes;
  for (const TimelineItem& item : relationship.items) {
    const double from = DayOfScale(item.at), to = item.until > item.at ? DayOfScale(item.until) : from;
    low = std::min(low, from);
    high = std::max(high, to + 1);
    html::Lane& lane = lanes[item.kind];
    lane.label = locale.tr(item.kind);
    lane.items.push_back({.from = from, .to = to, .label = item.title, .href = item.href});
  }
  std::vector<html::Lane> drawn;
  for (auto& [kind, lane] : lanes) drawn.push_back(std::move(lane));
  std::vector<html::Tick> ticks;
  constexpr int kTicks = 4;
  for (int i = 0; i < kTicks; ++i) {
    const double at = low + (high - low) * i / kTicks;
    const base::UtcTime day{static_cast<std::int64_t>(at) * base::kDayMs};
    ticks.push_back({at, base::FormatDay(day)});
  }
  const std::string title = locale.tr("Timeline");
  const std::string finding =
      locale.ntr("{n} thing in common", "{n} things in common", std::ssize(relationship.items));
  return El("div", {{"class", "scroll"}, {"tabindex", 0}, {"role", "group"}, {"aria-label", title}},
            html::LanesPicture(title, finding, drawn, low, high, ticks));
}

Html TableOf(const html::Locale& locale, const Relationship& relationship) {
  desk::TableMaker table(
      {{locale.tr("What")}, {locale.tr("Kind")}, {locale.tr("When")}, {locale.tr("Until")}});
  for (const TimelineItem& item : relationship.items)
    table.Row({item.href.empty() ? Html(item.title) : desk::LinkTo(item.href, item.title),
               locale.tr(item.kind), desk::DayOf(locale, item.at),
               item.until.ms > 0 ? desk::DayOf(locale, item.until) : Html()});
  return table.Done(locale.tr("Newest first"));
}

class RelationshipPages {
 public:
  explicit RelationshipPages(std::shared_ptr<AgreementServices> services) : services_(std::move(services)) {}

  base::Result<net::Response> List(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const auto read = [&](db::Transaction& tx) -> base::Result<std::pair<MemberId, std::vector<Member>>> {
      const Panel root = TRY(services_->panel.panels.Root(tx));
      const kit::Viewer viewer = TRY(kit::ViewerOf(services_->panel, tx, context.actor(), root.id));
      std::vector<Member> members = TRY(services_->panel.directory.Admitted(tx, root.id));
      std::erase_if(members, [&](const Member& member) { return viewer.Is(member.id); });
      return std::pair(viewer.member ? viewer.member->id : MemberId(), std::move(members));
    };
    const auto [own, members] = TRY(services_->panel.seams.database.Read(read));
    desk::PageOptions options{.title = locale.tr("Relationships"), .current = "/relationships"};
    options.subtitle = locale.tr("What your organisation and another member have in common");
    if (own.empty() || members.empty())
      return desk::PageResponse(
          context, options,
          html::Empty(locale.tr("Nothing to show"),
                      locale.tr("Your organisation is not a member, or there is no other.")));
    std::vector<html::Choice> choices;
    for (const Member& member : members) choices.push_back({member.id.text(), member.name});
    return desk::PageResponse(
        context, options,
        html::Form({.action = "/relationships/show", .get = true, .css = "filters", .label = options.title},
                   Join(desk::HiddenField("own", own.text()),
                        html::Field({.control_id = "other", .label = locale.tr("The other member")},
                                    html::Select("other", choices, "")),
                        html::Button(locale.tr("Show"), {.kind = html::ButtonKind::kQuiet}))));
  }

  base::Result<net::Response> Choose(Context& context) const {
    const MemberId own = TRY(MemberId::Parse(context.Query("own")));
    const MemberId other = TRY(MemberId::Parse(context.Query("other")));
    return net::Redirect(303, "/relationships/" + own.text() + "/" + other.text());
  }

  base::Result<net::Response> Show(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Relationship relationship = TRY(Read(context));
    desk::PageOptions options{.title = relationship.a.name + " · " + relationship.b.name,
                              .current = "/relationships"};
    options.crumbs = {{locale.tr("Relationships"), "/relationships"}};
    options.subtitle =
        locale.ntr("{n} thing in common", "{n} things in common", std::ssize(relationship.items));
    if (relationship.items.empty())
      return desk::PageResponse(
          context, options,
          html::Empty(
              locale.tr("Nothing in common yet"),
              locale.tr("Memoranda, checked commitments, sessions and matches of the two appear here.")));
    return desk::PageResponse(context, options,
                              Join(PictureOf(locale, relationship),
                                   html::Section(locale.tr("As a table"), TableOf(locale, relationship))));
  }

 private:
  base::Result<Relationship> Read(const Context& context) const {
    const MemberId a = TRY(MemberId::Parse(context.Path("a")));
    const MemberId b = TRY(MemberId::Parse(context.Path("b")));
    const auto read = [&](db::Transaction& tx) -> base::Result<Relationship> {
      Relationship found{TRY(services_->panel.directory.Get(tx, a)), {}, {}};
      found.b = TRY(services_->panel.directory.Get(tx, b));
      const auto viewer = kit::ViewerOf(services_->panel, tx, context.actor(), found.a.panel);
      const bool may = viewer && (viewer->hosts || viewer->Is(a) || viewer->Is(b));
      if (!may || found.a.panel != found.b.panel || a == b)
        return base::NotFound(desk::tr("There is no such member."));
      for (const std::shared_ptr<TimelineSource>& source : services_->panel.timeline.all()) {
        std::vector<TimelineItem> items =
            TRY(source->Between(tx, context.actor(), found.a.panel, a, b, base::kMaxTimelineItems));
        std::move(items.begin(), items.end(), std::back_inserter(found.items));
      }
      std::stable_sort(found.items.begin(), found.items.end(),
                       [](const TimelineItem& x, const TimelineItem& y) { return x.at > y.at; });
      return found;
    };
    return services_->panel.seams.database.Read(read);
  }
  std::shared_ptr<AgreementServices> services_;
};

}  // namespace

void AddTimelineSources(const std::shared_ptr<AgreementServices>& services) {
  services->panel.timeline.Add(std::make_shared<MemorandaShared>(services));
  services->panel.timeline.Add(std::make_shared<CommitmentsShared>());
}

void AddRelationshipPages(desk::Desk& desk, const std::shared_ptr<AgreementServices>& services) {
  const auto pages = std::make_shared<RelationshipPages>(services);
  using desk::Permission;
  kit::AddPage(desk, pages, "GET", "/relationships", Permission::kPanelRead, &RelationshipPages::List);
  kit::AddPage(desk, pages, "GET", "/relationships/show", Permission::kPanelRead, &RelationshipPages::Choose);
  kit::AddPage(desk, pages, "GET", "/relationships/{a}/{b}", Permission::kPanelRead,
               &RelationshipPages::Show);
}

}  // namespace panel
