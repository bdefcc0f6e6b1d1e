#include "panel/exchange/page_parts.h"

#include "desk/web/api.h"
#include "html/charts.h"
#include "html/names.h"

namespace panel::exchange {

using html::El;
using html::Html;

std::string HrefOf(const Listing& listing) {
  return (listing.side == Side::kOffer ? "/offers/" : "/needs/") + listing.id.text();
}
std::string HrefOf(const Introduction& introduction) {
  return "/introductions/" + introduction.id.text();
}
Html LinkOf(const Listing& listing) {
  return LinkTo(HrefOf(listing), html::Value(listing.title));
}

Html PagerOf(const desk::Context& context, const std::string& begin, const std::string& next) {
  html::PageLinks links;
  if (!context.Query("cursor").empty()) links.first = begin;
  if (!next.empty()) links.next = WithArgument(begin, "cursor", desk::EncodeCursor(context.desk(), next));
  return html::Pager(desk::LocaleOf(context), links);
}

base::Result<std::string> CursorOf(const desk::Context& context) {
  const std::string_view cursor = context.Query("cursor");
  if (cursor.empty()) return std::string();
  return desk::DecodeCursor(context.desk(), cursor);
}

Html FilterField(std::string_view id, const std::string& label, const std::vector<html::Choice>& choices,
                 std::string_view chosen) {
  return html::Field({.control_id = id, .label = label}, html::Select(id, choices, chosen));
}

Html ReasonsTable(const html::Locale& locale, Kind kind, const std::vector<PartReason>& reasons, int score) {
  TableMaker table({{locale.tr("Part")},
                    {locale.tr("Points"), true},
                    {locale.tr("Of"), true},
                    {locale.tr("Share")},
                    {locale.tr("What was compared")}});
  for (const PartReason& reason : reasons)
    table.Row({PartWords(locale, reason.part), locale.Number(reason.points), locale.Number(reason.most),
               html::SparkBar(reason.points, reason.most, html::Fill::kFilled),
               ReasonWords(locale, kind, reason)});
  return html::Join(table.Done(locale.tr("Why {score} of 1,000", {{"score", locale.Number(score)}})));
}

Html HistoryOf(const html::Locale& locale, const std::vector<Gatekeeper::Event>& events) {
  std::vector<html::HistoryItem> items;
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    Html what = El("b", HappenedWords(locale, event->act));
    if (!event->org_name.empty()) what.Add(html::Join(" — ", html::Value(event->org_name)));
    if (!event->words.empty()) what.Add(html::Join(El("br"), html::Value(event->words)));
    items.push_back({locale.DateTime(event->time.ms), base::FormatTime(event->time), what});
  }
  return html::History(items);
}

Html ExchangeTabs(const html::Locale& locale, std::string_view current, bool host) {
  std::vector<html::Tab> tabs = {{locale.tr("Offers"), "/offers"},
                                 {locale.tr("Needs"), "/needs"},
                                 {locale.tr("Coverage"), "/needs/coverage"},
                                 {locale.tr("Pitch papers"), "/offers/pitch"}};
  if (host) {
    tabs.push_back({locale.tr("Best plan"), "/offers/plans"});
    tabs.push_back({locale.tr("Kept apart"), "/offers/bars"});
  }
  for (html::Tab& tab : tabs) tab.current = tab.href == current;
  return html::Tabs(locale, locale.tr("Offers and needs"), tabs);
}

Html BoardTabs(const html::Locale& locale, std::string_view current) {
  std::vector<html::Tab> tabs = {{locale.tr("Help board"), "/help-board"},
                                 {locale.tr("Barriers"), "/barriers"}};
  for (html::Tab& tab : tabs) tab.current = tab.href == current;
  return html::Tabs(locale, locale.tr("Help and barriers"), tabs);
}

Html ClockOf(const html::Locale& locale, base::UtcTime due, base::UtcTime now) {
  if (due.ms == 0) return {};
  const std::int64_t left = due.ms - now.ms;
  if (left < 0)
    return html::Badge(html::Mark::kCare, locale.ntr("{n} day late", "{n} days late", -left / base::kDayMs));
  return html::Badge(html::Mark::kPlain, locale.ntr("{n} day left", "{n} days left", left / base::kDayMs));
}

Html ActFormOf(const ActForm& form, const TypedAct& typed) {
  const bool mine = typed.act == form.act;
  const std::string error = mine ? typed.error : std::string();
  Html content = html::Join(VersionField(form.version), HiddenField("act", form.act));
  if (!form.label.empty()) {
    constexpr int kRows = 3;
    const std::string id = "words-" + form.act;
    content.Add(html::Field({.control_id = id, .label = form.label, .error = error},
                            html::TextArea(id, mine ? typed.words : "", kRows, base::kMaxExchangeText)));
  } else if (!error.empty()) {
    content.Add(El("p", {{"class", "err"}}, error));
  }
  content.Add(form.more);
  content.Add(html::Button(form.words, {.kind = form.kind}));
  return html::Form({.action = form.action, .csrf = form.csrf}, content);
}

TypedAct TypedFrom(const net::Arguments& fields) {
  TypedAct typed;
  typed.act = fields.Get("act");
  typed.words = fields.Get("words-" + typed.act);
  return typed;
}

bool IsMendable(base::Code code) {
  return code == base::Code::kInvalid || code == base::Code::kTooLarge || code == base::Code::kConflict;
}

}  // namespace panel::exchange
