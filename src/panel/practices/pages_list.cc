// /practices: search for members; the organisation's own; what was sent to the secretariat; what waits.

#include <fmt/format.h>

#include "desk/web/api.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "panel/common/nav.h"
#include "panel/practices/page_words.h"
#include "panel/practices/pages.h"
#include "panel/practices/query_arguments.h"
#include "panel/practices/search_form.h"

namespace panel {
namespace {

using desk::Context;
using html::El;
using html::Html;

constexpr std::size_t kRowsAPage = 20;
constexpr std::int64_t kUrgent = 50;

class ListPages {
 public:
  explicit ListPages(PracticeServices& services) : services_(services) {}

  base::Result<net::Response> Search(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const PracticeQuery query = QueryOf(context.request().query);
    PublicList list;
    const std::string after = TRY(After(context));
    list.results = TRY(services_.life.Search(context.actor(), query, after, kRowsAPage));
    TRY(services_.seams.database.Read([&](db::Transaction& tx) { return FillLines(tx, list); }));
    desk::PageOptions options{.title = locale.tr("Good practices"), .current = "/practices"};
    options.subtitle = locale.ntr("{n} practice or tool", "{n} practices and tools", list.results.all);
    options.actions = Actions(context, locale);
    const std::string here = HrefOf("/practices", query);
    Html results = ResultsLine(locale, query, list.results);
    results.Add(HitsView(locale, list, {"/practices/", QueryWords(query.text)}, "/practices/tools/"));
    if (list.results.hits.empty() && list.results.all > 0) results.Add(NothingFound(locale, "/practices"));
    if (list.results.all == 0)
      results =
          html::Empty(locale.tr("Nothing is published yet"),
                      locale.tr("Practices appear here once members reviewed them and their owners published "
                                "them."));
    const Html main = html::Stack(
        {TabsOf(context, locale, "/practices"), SearchForm(locale, {"/practices", query, {}}),
         html::SideBySide(html::Columns::kWideAndNarrow,
                          html::Join(El("section", {{"aria-label", locale.tr("Results")}}, results),
                                     PagerOf(context, locale, here, list.results.next)),
                          FacetsView(locale, here, FacetGroupsOf(locale, query, list.results)))});
    return desk::PageResponse(context, options, main);
  }

  base::Result<net::Response> Own(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const std::string after = TRY(After(context));
    const PracticeList list = TRY(services_.life.Own(context.actor(), after, kRowsAPage));
    const std::vector<Replication> claims = TRY(services_.replications.Own(context.actor()));
    const std::vector<Tool> tools = TRY(services_.tools.Own(context.actor()));
    desk::PageOptions options{.title = locale.tr("Ours"), .current = "/practices"};
    options.crumbs = {{locale.tr("Good practices"), "/practices"}};
    options.actions = Actions(context, locale);
    std::vector<Html> parts = {TabsOf(context, locale, "/practices/own")};
    if (list.practices.empty())
      parts.push_back(
          html::Empty(locale.tr("Nothing of ours yet"),
                      locale.tr("Write down what you tried, also what did not work. Two members review "
                                "it before it is published.")));
    else
      parts.push_back(html::Join(PracticeTable(locale, list.practices, false),
                                 PagerOf(context, locale, "/practices/own", list.next)));
    if (!claims.empty())
      parts.push_back(html::Section(locale.tr("What we copied"), ClaimTable(locale, claims)));
    if (!tools.empty()) parts.push_back(html::Section(locale.tr("Our tools"), ToolTable(locale, tools)));
    return desk::PageResponse(context, options, html::Stack(parts));
  }

  base::Result<net::Response> Sent(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const Panel panel = TRY(ChosenPanel(context));
    const std::string state(context.Query("state"));
    const std::string after = TRY(After(context));
    const PracticeList list = TRY(services_.life.Sent(context.actor(), panel.id, state, after, kRowsAPage));
    const std::vector<Tool> tools = TRY(services_.tools.Proposed(context.actor(), panel.id));
    desk::PageOptions options{.title = locale.tr("Practices sent to us"), .subtitle = panel.name};
    options.current = "/practices";
    options.crumbs = {{locale.tr("Good practices"), "/practices"}};
    const std::string here = desk::WithArgument("/practices/secretariat", "panel", panel.slug);
    std::vector<html::Tab> tabs = {{locale.tr("All"), here, state.empty()}};
    for (const PracticeState one :
         {PracticeState::kSubmitted, PracticeState::kInReview, PracticeState::kReturned,
          PracticeState::kAccepted, PracticeState::kPublished, PracticeState::kDeclined,
          PracticeState::kWithdrawn}) {
      const std::string name(PracticeStateName(one));
      tabs.push_back({StateWords(locale, one), desk::WithArgument(here, "state", name), name == state});
    }
    std::vector<Html> parts = {TabsOf(context, locale, "/practices/secretariat"),
                               html::Tabs(locale, locale.tr("By state"), tabs)};
    if (list.practices.empty())
      parts.push_back(html::Empty(locale.tr("Nothing here"), locale.tr("What members send appears here.")));
    else
      parts.push_back(
          html::Join(PracticeTable(locale, list.practices, true),
                     PagerOf(context, locale, desk::WithArgument(here, "state", state), list.next)));
    if (!tools.empty()) parts.push_back(html::Section(locale.tr("Proposed tools"), ToolTable(locale, tools)));
    return desk::PageResponse(context, options, html::Stack(parts));
  }

  base::Result<std::vector<desk::HomeItem>> Home(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    std::vector<desk::HomeItem> items;
    for (const PracticeReview& review : TRY(services_.reviews.Waiting(context.actor()))) {
      const bool asked = review.state == ReviewState::kInvited;
      items.push_back({asked ? locale.tr("You are asked to review a practice") : locale.tr("Finish a review"),
                       locale.tr("Due on {day}", {{"day", locale.ShortDate(review.due.ms)}}),
                       "/practices/reviews/" + review.id.text(),
                       asked ? locale.tr("Answer") : locale.tr("Review"), kUrgent});
    }
    for (const Replication& claim : TRY(services_.replications.WaitingFor(context.actor())))
      items.push_back({locale.tr("{name} copied a practice of yours", {{"name", claim.name}}),
                       claim.practice_title, "/practices/replications/" + claim.id.text(),
                       locale.tr("Look at it"), kUrgent / 2});
    return items;
  }

  base::Result<std::vector<desk::HomeItem>> SecretariatHome(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    std::vector<desk::HomeItem> items;
    const auto hosted_by = [&](db::Transaction& tx) {
      return services_.panels.HostedBy(tx, context.actor());
    };
    for (const Panel& panel : TRY(services_.seams.database.Read(hosted_by))) {
      const PracticeList list =
          TRY(services_.life.Sent(context.actor(), panel.id, "submitted", {}, kRowsAPage));
      if (list.practices.empty()) continue;
      items.push_back({locale.ntr("{n} practice waits for reviewers", "{n} practices wait for reviewers",
                                  static_cast<std::int64_t>(list.practices.size())),
                       panel.name, "/practices/secretariat?state=submitted&panel=" + panel.slug,
                       locale.tr("Choose reviewers"), kUrgent});
    }
    return items;
  }

 private:
  static base::Result<std::string> After(const Context& context) {
    const std::string_view cursor = context.Query("cursor");
    if (cursor.empty()) return std::string();
    return desk::DecodeCursor(context.desk(), cursor);
  }

  base::Result<Panel> ChosenPanel(const Context& context) const {
    const std::string slug(context.Query("panel"));
    return services_.seams.database.Read([&](db::Transaction& tx) -> base::Result<Panel> {
      const std::vector<Panel> hosted = TRY(services_.panels.HostedBy(tx, context.actor()));
      for (const Panel& panel : hosted)
        if (slug.empty() || panel.slug == slug) return panel;
      return base::NotFound("There is no such panel.");
    });
  }

  static Html PagerOf(const Context& context, const html::Locale& locale, const std::string& here,
                      const std::string& next) {
    html::PageLinks links;
    if (!context.Query("cursor").empty()) links.first = here;
    if (!next.empty())
      links.next = desk::WithArgument(here, "cursor", desk::EncodeCursor(context.desk(), next));
    return html::Pager(locale, links);
  }

  static Html Actions(const Context& context, const html::Locale& locale) {
    if (!context.actor().Can(desk::Permission::kPanelTakePart)) return {};
    return html::Join(html::LinkButton(locale.tr("Write down a practice"), "/practices/new"),
                      html::LinkButton(locale.tr("Propose a tool"), "/practices/tools/new"));
  }

  static Html TabsOf(const Context& context, const html::Locale& locale, std::string_view current) {
    std::vector<html::Tab> tabs = {{locale.tr("Published"), "/practices", current == "/practices"}};
    tabs.push_back(
        {locale.tr("Business cases"), "/practices/business-cases", current == "/practices/business-cases"});
    if (context.actor().Can(desk::Permission::kPanelTakePart))
      tabs.push_back({locale.tr("Ours"), "/practices/own", current == "/practices/own"});
    if (context.actor().Can(desk::Permission::kPanelManage))
      tabs.push_back({locale.tr("Sent to the secretariat"), "/practices/secretariat",
                      current == "/practices/secretariat"});
    return html::Tabs(locale, locale.tr("Views"), tabs);
  }

  static Html PracticeTable(const html::Locale& locale, const std::vector<Practice>& practices,
                            bool with_owner) {
    std::vector<desk::Heading> headings = {{locale.tr("Title")}, {locale.tr("State")}};
    if (with_owner) headings.insert(headings.begin() + 1, {locale.tr("Owner")});
    for (const desk::Heading& heading : std::vector<desk::Heading>{{locale.tr("Version"), true},
                                                                   {locale.tr("Evidence")},
                                                                   {locale.tr("Copied"), true},
                                                                   {locale.tr("Changed")}})
      headings.push_back(heading);
    desk::TableMaker table(headings);
    for (const Practice& practice : practices) {
      html::Row row = {
          El("a", {html::Href(PracticeHref(practice.id)), html::Lang(practice.language)}, practice.title),
          StateBadge(locale, practice.state)};
      if (with_owner) row.insert(row.begin() + 1, practice.owner);
      row.push_back(fmt::to_string(practice.revision));
      row.push_back(practice.grade > 0 ? GradeView(locale, practice.grade) : Html("–"));
      row.push_back(locale.Number(practice.replications));
      row.push_back(desk::DayOf(locale, practice.changed));
      table.Row(row);
    }
    return table.Done(locale.tr("Practices"));
  }

  static Html ClaimTable(const html::Locale& locale, const std::vector<Replication>& claims) {
    desk::TableMaker table({{locale.tr("Practice")}, {locale.tr("State")}, {locale.tr("Claimed")}});
    for (const Replication& claim : claims)
      table.Row({desk::LinkTo("/practices/replications/" + claim.id.text(), claim.practice_title),
                 StateBadge(locale, claim.state), desk::DayOf(locale, claim.created)});
    return table.Done(locale.tr("What we copied"));
  }

  static Html ToolTable(const html::Locale& locale, const std::vector<Tool>& tools) {
    desk::TableMaker table(
        {{locale.tr("Title")}, {locale.tr("Kind")}, {locale.tr("State")}, {locale.tr("Changed")}});
    for (const Tool& tool : tools)
      table.Row({desk::LinkTo("/practices/tools/" + tool.id.text(), tool.content.title),
                 locale.tr(WordsOf(ToolKinds(), tool.content.kind)), StateBadge(locale, tool.state),
                 desk::DayOf(locale, tool.changed)});
    return table.Done(locale.tr("Tools"));
  }

  PracticeServices& services_;
};

}  // namespace

void AddPracticeListPages(desk::Desk& desk, PracticeServices& services) {
  const ListPages pages(services);
  using desk::Permission;
  const auto add = [&](std::string_view pattern, Permission permission,
                       base::Result<net::Response> (ListPages::*page)(Context&) const) {
    desk.router().Add({.method = "GET",
                       .pattern = pattern,
                       .permission = permission,
                       .handler = [pages, page](Context& context) { return (pages.*page)(context); }});
  };
  add("/practices", Permission::kPanelRead, &ListPages::Search);
  add("/practices/own", Permission::kPanelTakePart, &ListPages::Own);
  add("/practices/secretariat", Permission::kPanelManage, &ListPages::Sent);
  AddPanelNav(desk, {.part = NavPart::kExchange,
                     .place = 0,
                     .label = [](const html::Locale& locale) { return locale.tr("Good practices"); },
                     .href = "/practices"});
  desk.AddHome({.permission = Permission::kPanelTakePart,
                .items = [pages](Context& context) { return pages.Home(context); }});
  desk.AddHome({.permission = Permission::kPanelManage,
                .items = [pages](Context& context) { return pages.SecretariatHome(context); }});
}

}  // namespace panel
