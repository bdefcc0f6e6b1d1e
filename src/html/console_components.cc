#include "html/console_components.h"

#include <array>

#include "html/forms.h"
#include "html/names.h"

namespace html {
namespace {

std::string_view NoticeClass(Mark mark) {
  switch (mark) {
    case Mark::kOk:
      return "notice ok";
    case Mark::kCare:
      return "notice care";
    case Mark::kHarm:
      return "notice harm";
    default:
      return "notice";
  }
}

Html TodoEntry(const TodoItem& item) {
  Html action;
  if (!item.action.empty())
    action = El("a", {{"class", "btn quiet small"}, Href(item.href)}, item.action,
                El("span", {{"class", "vh"}}, ": ", item.title));
  return El("li", item.badge.empty() ? Html() : El("span", Badge(item.mark, item.badge)),
            El("span", El("b", El("a", {Href(item.href)}, item.title)),
               item.why.empty() ? Html() : El("span", {{"class", "why"}}, item.why)),
            action);
}

Html StepEntry(const Locale& locale, const WizardStep& step, bool done, bool current) {
  Html words = step.href.empty() ? Html(step.label) : El("a", {Href(step.href)}, step.label);
  if (done) words.Add(El("span", {{"class", "vh"}}, " ", locale.ctr("step of a wizard", "done")));
  const Html inside = El("span", words);
  if (current) return El("li", {{"aria-current", "step"}}, inside);
  return done ? El("li", {{"class", "done"}}, inside) : El("li", inside);
}

Html QueueEntry(const QueueItem& item) {
  const std::string_view language = LanguageTag(item.name);
  const Html name = El("b", {Lang(language)}, El("bdi", item.name));
  const Html inside = Join(name, El("span", {{"class", "end"}}, item.number), El("span", item.second),
                           El("span", {{"class", "end"}}, item.age));
  return El("li", item.current ? El("a", {Href(item.href), {"aria-current", "true"}}, inside)
                               : El("a", {Href(item.href)}, inside));
}

// A link that the review island follows on a key. Without script it is an ordinary link for those who look
// for it.
Html KeyLink(std::string_view key, std::string_view href, std::string_view words) {
  return href.empty() ? Html()
                      : El("a", {{"class", "vh"}, {"data-key", key}, {"tabindex", -1}, Href(href)}, words);
}

Html OneSide(const Side& side) {
  const std::string_view language = LanguageTag(side.name);
  return El("div", {{"class", "stack-s"}}, El("h3", side.role),
            El("p", {{"class", "name"}, Lang(language)}, El("bdi", side.name)), side.facts);
}

Html Key(std::string_view key) {
  return El("kbd", key);
}

}  // namespace

Html Section(std::string_view heading, const Html& content, const Html& aside) {
  const Html title = El("h2", heading);
  return El("section", {{"class", "sec"}}, aside.empty() ? title : El("header", title, aside), content);
}

Html Stack(const std::vector<Html>& parts) {
  Html all;
  for (const Html& part : parts) all.Add(part);
  return El("div", {{"class", "stack-l"}}, all);
}

Html RowOf(const std::vector<Html>& parts) {
  Html all;
  for (const Html& part : parts) all.Add(part);
  return El("div", {{"class", "row"}}, all);
}

Html SideBySide(Columns columns, const Html& first, const Html& second) {
  return El("div", {{"class", columns == Columns::kEven ? "cols even" : "cols"}}, El("div", first),
            El("div", second));
}

Html Box(const Html& content) {
  return El("div", {{"class", "box"}}, content);
}

Html NoticeOf(Mark mark, const Html& content) {
  return El("p", {{"class", NoticeClass(mark)}}, content);
}

Html TodoList(const std::vector<TodoItem>& items) {
  Html list;
  for (const TodoItem& item : items) list.Add(TodoEntry(item));
  return El("ul", {{"class", "todo"}}, list);
}

Html Tabs(const Locale& locale, std::string_view label, const std::vector<Tab>& tabs) {
  Html list;
  for (const Tab& tab : tabs) {
    const std::string words = tab.count < 0 ? tab.label : tab.label + " " + locale.Number(tab.count);
    list.Add(tab.current ? El("a", {Href(tab.href), {"aria-current", "true"}}, words)
                         : El("a", {Href(tab.href)}, words));
  }
  return El("nav", {{"class", "tabs"}, {"aria-label", label}}, list);
}

Html Empty(std::string_view heading, const Html& explanation) {
  return El("div", {{"class", "empty"}}, El("b", heading), explanation);
}

Html Pager(const Locale& locale, const PageLinks& links) {
  if (links.first.empty() && links.previous.empty() && links.next.empty()) return {};
  Html list;
  if (!links.first.empty()) list.Add(El("a", {Href(links.first)}, locale.ctr("page of a list", "First")));
  if (!links.previous.empty())
    list.Add(El("a", {Href(links.previous)}, locale.ctr("page of a list", "Previous")));
  if (!links.next.empty()) list.Add(El("a", {Href(links.next)}, locale.ctr("page of a list", "Next")));
  if (!links.range.empty()) list.Add(El("span", {{"class", "range"}}, links.range));
  return El("nav", {{"class", "pager"}, {"aria-label", locale.tr("Pages")}}, list);
}

Html Steps(const Locale& locale, const std::vector<WizardStep>& steps, std::size_t current) {
  Html list;
  for (std::size_t i = 0; i < steps.size(); ++i)
    list.Add(StepEntry(locale, steps[i], i < current, i == current));
  return El("ol", {{"class", "steps"}}, list);
}

Html History(const std::vector<HistoryItem>& items) {
  Html list;
  for (const HistoryItem& item : items) {
    const Html when =
        item.datetime.empty() ? El("time", item.when) : El("time", {{"datetime", item.datetime}}, item.when);
    const std::string_view css = item.mark == Mark::kHarm ? "harm" : item.mark == Mark::kAct ? "act" : "";
    list.Add(css.empty() ? El("li", when, item.what) : El("li", {{"class", css}}, when, item.what));
  }
  return El("ol", {{"class", "line"}}, list);
}

Html Queue(const Locale& locale, const QueueOptions& options, const std::vector<QueueItem>& items) {
  Html list;
  for (const QueueItem& item : items) list.Add(QueueEntry(item));
  Html nav;
  if (!options.order.empty())
    nav.Add(El("p", {{"class", "f"}}, El("span", options.order), options.order_link));
  nav.Add(El("ol", list));
  nav.Add(KeyLink("j", options.next, locale.tr("Next alert")));
  nav.Add(KeyLink("k", options.previous, locale.tr("Previous alert")));
  return El("nav", {{"class", "queue"}, {"aria-label", options.label}}, nav, options.below);
}

Html Detail(std::string_view heading, const Html& badges, const Html& content) {
  return El(
      "section", {{"class", "detail stack"}, {"aria-labelledby", "detail-heading"}},
      El("header", {{"class", "row"}},
         El("h2", {{"id", "detail-heading"}, {"tabindex", -1}, {"data-focus", "next"}}, heading), badges),
      content);
}

Html TwoPane(const Html& queue, const Html& detail) {
  return El("div", {{"class", "pane"}}, queue, detail);
}

Html Versus(const Side& ours, const Side& theirs) {
  return El("div", {{"class", "vs"}}, OneSide(ours), OneSide(theirs));
}

Html KeyHint(const Locale& locale) {
  return El("span", {{"class", "keyhint"}}, Key("J"), " ", Key("K"), " ", locale.tr("next, back"), " · ",
            Key("Z"), " ", locale.tr("undo"), " · ", Key("?"), " ", locale.tr("all keys"));
}

Html KeyHelp(const Locale& locale) {
  const std::array<std::pair<std::string_view, std::string>, 9> keys = {{
      {"J", locale.tr("Next alert")},
      {"K", locale.tr("Previous alert")},
      {"S", locale.tr("Same")},
      {"N", locale.tr("Not same")},
      {"U", locale.tr("Unsure")},
      {"R", locale.tr("Write the reason")},
      {"Z", locale.tr("Undo the last decision")},
      {"/", locale.tr("Search")},
      {"?", locale.tr("All keys")},
  }};
  Html list;
  for (const auto& [key, words] : keys) list.Add(El("dt", Key(key))).Add(El("dd", words));
  return Join(El("p", {{"class", "vh"}, {"role", "status"}, {"id", "said"}}),
              El("dialog", {{"id", "keys"}, {"aria-labelledby", "keys-heading"}},
                 El("h2", {{"id", "keys-heading"}, {"tabindex", -1}}, locale.tr("Keys")),
                 El("dl", {{"class", "facts"}}, list),
                 El("p", {{"class", "muted small"}}, locale.tr("Keys do nothing while you type.")),
                 El("p", El("a", {{"class", "btn quiet"}, {"data-key", "close"}, Href("#main")},
                            locale.tr("Close")))));
}

Html SealedBox(const Locale& locale, const Html& header, const Html& content) {
  return El(
      "section", {{"class", "sealedbox"}},
      El("header", header, El("span", {{"class", "paper"}}, locale.tr("Sealed text is never printed."))),
      El("div", content));
}

}  // namespace html
