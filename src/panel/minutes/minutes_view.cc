#include "panel/minutes/minutes_view.h"

#include <fmt/format.h>

#include "html/names.h"
#include "panel/minutes/blocks.h"
#include "panel/minutes/view.h"

namespace panel {
namespace {

using html::El;
using html::Html;
using html::Join;
using html::Mark;

Html TagHtml(const MinutesTextView& view, const Tag& tag) {
  const html::Locale& locale = view.locale;
  if (tag.kind == TagKind::kDecision)
    return html::Box(
        El("p", html::Badge(Mark::kOk, locale.tr("Decision {n}", {{"n", fmt::to_string(tag.number)}})), " ",
           El("b", tag.text)));
  const auto found = view.actions.find(tag.number);
  Html second;
  Html state;
  std::string owner = tag.owner;
  if (found != view.actions.end()) {
    const PanelAction& action = *found->second;
    const auto name = view.owners.find(action.id.text());
    if (name != view.owners.end()) owner = name->second;
    state = ActionBadge(locale, action, view.now);
  }
  const Html words = found != view.actions.end()
                         ? desk::LinkTo(ActionHref(found->second->id), El("b", tag.text))
                         : El("b", tag.text);
  const std::string due = base::FormatDate(tag.due);
  return html::Box(Join(
      El("p", {{"class", "row small"}},
         html::Badge(Mark::kAct, locale.tr("Action {n}", {{"n", fmt::to_string(tag.number)}})), " ", state),
      El("p", words),
      El("p", {{"class", "small muted"}}, html::Value(owner), " · ",
         locale.tr("until {day}", {{"day", due}}))));
}

}  // namespace

Html MinutesTextHtml(const MinutesTextView& view, std::string_view text) {
  const Tags tags = ParseTags(text);
  return BlocksHtml(BlocksOf(text, tags.tags), [&](const Tag& tag) { return TagHtml(view, tag); });
}

Html ActionTable(const html::Locale& locale, base::UtcTime now, const std::vector<ActionRow>& rows,
                 std::string_view caption) {
  bool sessions = false;
  for (const ActionRow& row : rows) sessions = sessions || !row.session.empty();
  std::vector<desk::Heading> headings = {{locale.tr("Action")}, {locale.tr("Owner")}};
  if (sessions) headings.push_back({locale.tr("Session")});
  headings.push_back({locale.tr("Due")});
  headings.push_back({locale.tr("State")});
  desk::TableMaker table(headings);
  for (const ActionRow& row : rows) {
    const PanelAction& action = *row.action;
    const std::string words = action.locked ? locale.tr("Sealed: unlock your vault to read") : action.text;
    html::Row cells = {desk::LinkTo(ActionHref(action.id), words), html::Value(row.owner)};
    if (sessions) cells.push_back(desk::LinkTo(MinutesHref(action.session.id), row.session));
    cells.push_back(desk::DayOf(locale, action.due));
    cells.push_back(ActionBadge(locale, action, now));
    table.Row(cells);
  }
  return table.Done(caption);
}

Html NameWarningHtml(const html::Locale& locale, const std::vector<NameFound>& found) {
  if (found.empty()) return {};
  Html list;
  constexpr std::size_t kMostShown = 20;
  for (std::size_t i = 0; i < found.size() && i < kMostShown; ++i) {
    const std::string line = fmt::to_string(found[i].line);
    const std::string written = "“" + found[i].written + "”";
    list.Add(El("li", found[i].whole
                          ? locale.tr("Line {line}: {name} takes part in this session.",
                                      {{"line", line}, {"name", written}})
                          : locale.tr("Line {line}: {name} is part of the name of somebody who takes part.",
                                      {{"line", line}, {"name", written}})));
  }
  const Html notice = html::NoticeOf(
      Mark::kCare,
      Join(El("b", locale.tr("Names stand in the text.")), " ",
           locale.tr("Minutes say what was said and not who said it. Leave a name only where the decision "
                     "itself needs it.")));
  return Join(notice, El("ul", list));
}

}  // namespace panel
