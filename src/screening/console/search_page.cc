// /search: what the field at the top finds: parties and alerts of the organisation, and watch lists by name.

#include "desk/desk.h"
#include "desk/web/pages.h"
#include "html/console_components.h"
#include "html/names.h"
#include "screening/console/alert_words.h"
#include "screening/console/page_parts.h"
#include "screening/console/party_list.h"
#include "screening/console/register_pages.h"
#include "screening/queue/search_words.h"
#include "screening/queue/services.h"
#include "screening/report_facts.h"

namespace screening {

namespace {

using desk::Context;
using html::Html;
using html::Join;

constexpr std::size_t kPartiesShown = 20;
constexpr std::size_t kAlertsShown = 10;  // of each stage

class Search {
 public:
  explicit Search(QueueServices& services) : services_(services) {}

  base::Result<net::Response> operator()(Context& context) const {
    const html::Locale& locale = desk::LocaleOf(context);
    const std::string text(context.Query("q"));
    desk::PageOptions options{.title = locale.tr("Search"), .current = "/search"};
    const Html form = html::Form(
        {.action = "/search", .get = true, .css = "filters", .label = locale.tr("Search again")},
        Join(html::Field(
                 {.control_id = "words", .label = locale.tr("Words or a number")},
                 html::Input({.name = "q", .type = html::InputType::kSearch, .value = text, .id = "words"})),
             html::Button(locale.tr("Search"), {.kind = html::ButtonKind::kQuiet})));
    if (SearchWords(text).empty()) return desk::PageResponse(context, options, form);
    options.title = locale.tr("Search: {words}", {{"words", text}});
    const Html found = Join(TRY(PartiesFound(context, text)), TRY(AlertsFound(context, text)),
                            TRY(ListsFound(context, text)));
    const Html nothing = html::Empty(
        locale.tr("Nothing found"),
        locale.tr("No party, alert or watch list here has words that begin so. That says nothing about "
                  "who stands on a list: a party has to be added and compared for that."));
    return desk::PageResponse(context, options, html::Stack({form, found.empty() ? nothing : found}));
  }

 private:
  base::Result<Html> PartiesFound(const Context& context, const std::string& text) const {
    if (!context.actor().Can(desk::Permission::kPartiesRead)) return Html();
    const html::Locale& locale = desk::LocaleOf(context);
    PartyFilter filter;
    filter.text = text;
    const PartyPage page = TRY(services_.parties.List(context.org(), filter, {}, kPartiesShown));
    if (page.parties.empty()) return Html();
    const Html more =
        page.next.empty() ? Html() : LinkTo(PartiesHref(filter), locale.tr("All parties found"));
    return html::Section(locale.tr("Parties"), PartyTable(locale, page.parties), more);
  }

  base::Result<Html> AlertsFound(const Context& context, const std::string& text) const {
    if (!context.actor().Can(desk::Permission::kAlertsRead)) return Html();
    const html::Locale& locale = desk::LocaleOf(context);
    TableMaker table({{locale.tr("Our party")},
                      {locale.tr("On the list")},
                      {locale.tr("Watch list")},
                      {locale.tr("Score"), true},
                      {locale.tr("Stage")}});
    for (const Stage stage : {Stage::kWaiting, Stage::kUnsure, Stage::kSecondLook, Stage::kDecided}) {
      AlertFilter filter;
      filter.stage = stage;
      filter.text = text;
      const AlertPage page = TRY(services_.alerts.List(context.org(), filter, AlertSort::kHarm, {},
                                                       Alerts::Direction::kForward, kAlertsShown));
      for (const QueuedAlert& alert : page.alerts)
        table.Row({LinkTo("/alerts/" + alert.id.text(), html::Value(alert.party_caption)),
                   html::Value(alert.entry_caption), html::Value(alert.dataset), ScoreText(alert.score),
                   StageWords(locale, alert.stage)});
    }
    if (table.empty()) return Html();
    return html::Section(locale.tr("Alerts"), table.Done(locale.tr("Alerts of parties with these words")));
  }

  base::Result<Html> ListsFound(const Context& context, const std::string& text) const {
    if (!context.actor().Can(desk::Permission::kListsRead)) return Html();
    const html::Locale& locale = desk::LocaleOf(context);
    const std::string sought = SortKey(text);
    Html items;
    for (const std::string& dataset : TRY(services_.seams.lists()).datasets)
      if (SortKey(dataset).find(sought) != std::string::npos)
        items.Add(html::El("li", LinkTo("/lists/" + dataset, html::Value(dataset))));
    return items.empty() ? Html() : html::Section(locale.tr("Watch lists"), html::El("ul", items));
  }

  QueueServices& services_;
};

}  // namespace

void RegisterSearchPage(desk::Desk& desk, QueueServices& services) {
  desk.router().Add({.method = "GET",
                     .pattern = "/search",
                     .permission = desk::Permission::kMember,
                     .handler = Search(services)});
}

}  // namespace screening
