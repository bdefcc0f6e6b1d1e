#include "screening/console/party_list.h"

#include "desk/web/api.h"
#include "desk/web/pages.h"
#include "html/console_components.h"
#include "html/names.h"
#include "net/forms.h"
#include "screening/console/page_parts.h"

namespace screening {

namespace {

using html::El;
using html::Html;

bool IsFiltered(const PartyFilter& filter) {
  return !filter.text.empty() || !filter.country.empty() || !filter.schema.empty() ||
         !filter.source.empty() || !filter.tag.empty() || filter.removed || filter.goods;
}

Html FilterFields(const html::Locale& locale, const PartyListPage& page) {
  const PartyFilter& filter = page.filter;
  std::vector<html::Choice> kinds = SchemaChoices(locale);
  kinds.insert(kinds.begin(), {"", locale.tr("All")});
  const std::vector<html::Choice> which = {{"", locale.tr("Present ones")},
                                           {"yes", locale.tr("Removed ones")}};
  Html fields =
      html::Field({.control_id = "text", .label = locale.tr("Name or number")},
                  html::Input({.name = "text", .type = html::InputType::kSearch, .value = filter.text}));
  fields.Add(html::Field({.control_id = "country", .label = locale.tr("Country")},
                         html::Select("country", CountryChoices(locale, page.countries), filter.country)));
  fields.Add(html::Field({.control_id = "schema", .label = locale.tr("Kind")},
                         html::Select("schema", kinds, filter.schema)));
  fields.Add(html::Field({.control_id = "source", .label = locale.tr("Collection")},
                         html::Select("source", AllOr(locale, page.sources), filter.source)));
  fields.Add(html::Field({.control_id = "tag", .label = locale.tr("Tag")},
                         html::Input({.name = "tag", .value = filter.tag})));
  const std::vector<html::Choice> goods = {{"", locale.tr("All")},
                                           {"yes", locale.tr("Listed for its country")}};
  fields.Add(html::Field({.control_id = "goods", .label = locale.tr("Goods")},
                         html::Select("goods", goods, filter.goods ? "yes" : "")));
  fields.Add(html::Field({.control_id = "removed", .label = locale.tr("Which")},
                         html::Select("removed", which, filter.removed ? "yes" : "")));
  fields.Add(html::Button(locale.tr("Show"), {.kind = html::ButtonKind::kQuiet}));
  if (IsFiltered(filter)) fields.Add(LinkTo("/parties", locale.tr("Show all")));
  return fields;
}

Html NothingHere(const html::Locale& locale, const PartyFilter& filter) {
  if (IsFiltered(filter))
    return html::Empty(locale.tr("No party fits"), locale.tr("Try fewer letters, or show all."));
  return html::Empty(
      locale.tr("No parties yet"),
      html::Join(
          locale.tr("Parties are whom you trade with: suppliers, factories, recruiters, vessels, people. "
                    "Each is compared with the watch lists, again whenever either changes."),
          " ", LinkTo("/imports/new", locale.tr("Import a spreadsheet"))));
}

Html ScreenedCell(const html::Locale& locale, const Party& party) {
  if (party.removed) return html::Badge(html::Mark::kPlain, locale.tr("Removed"));
  if (!party.screened) return html::Badge(html::Mark::kAct, locale.tr("Waits for its screening"));
  return DayOf(locale, *party.screened);
}

Html AlertsCell(const html::Locale& locale, const Party& party) {
  if (party.open_alerts == 0) return "0";
  return LinkTo(PartyHref(party.id) + "#alerts",
                El("span", locale.Number(party.open_alerts),
                   El("span", {{"class", "vh"}}, " ", locale.tr("open alerts of"), " ",
                      html::Value(party.entity.caption))));
}

Html GoodsCell(const html::Locale& locale, const Party& party) {
  if (party.goods == 0) return "0";
  return LinkTo(PartyHref(party.id) + "#goods",
                El("span", locale.Number(party.goods),
                   El("span", {{"class", "vh"}}, " ", locale.tr("goods to ask about of"), " ",
                      html::Value(party.entity.caption))));
}

// How many parties a list of goods concerns, and the way to them; nothing where it concerns none.
Html GoodsLine(const html::Locale& locale, const PartyListPage& page) {
  const std::int64_t count = page.with_goods;
  if (count == 0 || page.filter.goods) return {};
  const std::string words =
      count < base::kMaxCounted
          ? locale.ntr("{n} party supplies goods that a list names for its country.",
                       "{n} parties supply goods that a list names for their country.", count)
          : locale.tr("{n} parties or more supply goods that a list names for their country.",
                      {{"n", locale.Number(count)}});
  PartyFilter filter;
  filter.goods = true;
  return El("p", {{"class", "measure"}}, words, " ",
            LinkTo(PartiesHref(filter), locale.tr("Goods to ask about")));
}

}  // namespace

PartyFilter ReadPartyFilter(const net::Arguments& query) {
  PartyFilter filter;
  filter.text = query.Get("text");
  filter.country = query.Get("country");
  filter.schema = query.Get("schema");
  filter.source = query.Get("source");
  filter.tag = query.Get("tag");
  filter.removed = query.Get("removed") == "yes";
  filter.goods = query.Get("goods") == "yes";
  return filter;
}

std::string PartiesHref(const PartyFilter& filter) {
  std::string href = "/parties";
  const auto add = [&href](std::string_view name, std::string_view value) {
    href = WithArgument(std::move(href), name, value);
  };
  add("text", filter.text);
  add("country", filter.country);
  add("schema", filter.schema);
  add("source", filter.source);
  add("tag", filter.tag);
  add("removed", filter.removed ? "yes" : "");
  add("goods", filter.goods ? "yes" : "");
  return href;
}

Html PartyTable(const html::Locale& locale, const std::vector<Party>& parties) {
  TableMaker table({{locale.tr("Name")},
                    {locale.tr("Country")},
                    {locale.tr("Your number")},
                    {locale.tr("Collection")},
                    {locale.tr("Open alerts"), true},
                    {locale.tr("Goods to ask about"), true},
                    {locale.tr("Last compared")}});
  for (const Party& party : parties) {
    table.Row({PartyLink(party), std::string(entity::CountryName(party.country)),
               El("span", {{"class", "id"}}, html::Value(party.number)), html::Value(party.source),
               AlertsCell(locale, party), GoodsCell(locale, party), ScreenedCell(locale, party)});
  }
  return table.Done(locale.tr("Parties by name"));
}

Html PartyListView(const PartyListPage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const Html filters =
      html::Form({.action = "/parties", .get = true, .css = "filters", .label = locale.tr("Filter parties")},
                 FilterFields(locale, page));
  if (page.page.parties.empty()) return html::Stack({filters, NothingHere(locale, page.filter)});
  const std::string begin = PartiesHref(page.filter);
  const auto at = [&](const std::string& position) {
    return WithArgument(begin, "cursor", desk::EncodeCursor(page.context.desk(), position));
  };
  html::PageLinks links;
  if (!page.context.Query("cursor").empty()) links.first = begin;
  if (!page.page.next.empty()) links.next = at(page.page.next);
  return html::Stack({filters, GoodsLine(locale, page),
                      html::Join(PartyTable(locale, page.page.parties), html::Pager(locale, links))});
}

}  // namespace screening
