#pragma once
// The parts that console pages are put together from, beside html/components.h (badges, facts, tables,
// notices) and html/forms.h. Each writes the classes of console.css as the visual direction names them. Words
// come translated from the caller; what a part says by itself ("waiting", "scrolls sideways") it takes from
// the Locale. Pure; thread-safe.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "html/components.h"
#include "html/html.h"
#include "html/locale.h"

namespace html {

// Drawn beside a word, never instead of one. Nothing with chains, cages, hands or faces.
enum class IconName : std::uint8_t {
  kMark,
  kSearch,
  kOk,
  kNo,
  kQuestion,
  kWarn,
  kLock,
  kOpen,
  kKey,
  kGlobe,
  kWrite,
  kReply,
  kDownload,
  kUpload
};
Html Icon(IconName name);

// A section with its heading and, at the end of that line, a link or badge.
Html Section(std::string_view heading, const Html& content, const Html& aside = {});
// Sections one below the other.
Html Stack(const std::vector<Html>& parts);
// Things side by side in one line that may wrap: badges, buttons.
Html RowOf(const std::vector<Html>& parts);
enum class Columns : std::uint8_t {
  kWideAndNarrow,
  kEven
};  // 2:1, 1:1; one below the other on narrow screens
Html SideBySide(Columns columns, const Html& first, const Html& second);
// A ruled white box.
Html Box(const Html& content);
// A notice in another colour than components.h's: Mark kOk, kCare, kHarm; at most one a page.
Html NoticeOf(Mark mark, const Html& content);

// "What needs you now", in the order of the clock. `action` stands in a quiet link button; its accessible
// name has the title too.
struct TodoItem {
  Mark mark = Mark::kAct;
  std::string badge;  // "Second look", "2 h left"; empty: none
  Html title;
  std::string href;
  Html why;
  std::string action;  // "Review"
};
Html TodoList(const std::vector<TodoItem>& items);

// Filters or views of the same thing. `count` < 0: no number.
struct Tab {
  std::string label;
  std::string href;
  bool current = false;
  std::int64_t count = -1;
};
Html Tabs(const Locale& locale, std::string_view label, const std::vector<Tab>& tabs);

// Why there is nothing, and what to do. Never an empty table.
Html Empty(std::string_view heading, const Html& explanation);

// Cursor links below a list; an empty address leaves the link out, and nothing at all is written where all
// are empty. `range` says where we are: "1–50 of 1,204".
struct PageLinks {
  std::string first;
  std::string previous;
  std::string next;
  std::string range;
};
Html Pager(const Locale& locale, const PageLinks& links);

// The steps of a wizard; those before `current` (0-based) are done. Steps with an address are links. current
// == steps.size(): all done.
struct WizardStep {
  std::string label;
  std::string href = {};
};
Html Steps(const Locale& locale, const std::vector<WizardStep>& steps, std::size_t current);

// What happened, newest first. kHarm and kAct colour the point, everything else is an open ring.
struct HistoryItem {
  std::string when;      // in the reader's words: "2 hours ago", "22 Nov 2026, 06:20 UTC"
  std::string datetime;  // RFC 3339, for machines; may be empty
  Html what;
  Mark mark = Mark::kPlain;
};
Html History(const std::vector<HistoryItem>& items);

struct QueueItem {
  std::string name;    // any script
  std::string number;  // "45%"
  std::string second;  // list or kind, second line
  std::string age;     // "2 d"
  std::string href;
  bool current = false;
};
struct QueueOptions {
  std::string label;  // aria-label of the list: tr("Alerts")
  std::string order;  // "Most harm if missed first"
  Html order_link;    // a link to change it
  std::string next;   // href of the item after the current one (key J) and before it (key K); empty: none
  std::string previous;
  Html below;  // pager
};
Html Queue(const Locale& locale, const QueueOptions& options, const std::vector<QueueItem>& items);

// The alert itself. The heading takes the focus after a decision.
Html Detail(std::string_view heading, const Html& badges, const Html& content);
Html TwoPane(const Html& queue, const Html& detail);

// Two parties side by side: `role` "Our supplier", the name in its own script large, facts below.
struct Side {
  std::string role;
  std::string name;
  Html facts;
};
Html Versus(const Side& ours, const Side& theirs);

// Decisions at the bottom of the detail, sticky. Inside a Form with class "decide" (DecisionFormClass), all
// buttons kQuiet: no choice looks better than another.
inline constexpr std::string_view kDecisionFormClass = "decide";
// "J K next, back · Z undo · ? all keys", and the dialog with all keys that the review island opens; also its
// live region. Once a page.
Html KeyHint(const Locale& locale);
Html KeyHelp(const Locale& locale);

// Opened sealed text: who may read it and until when in `header`, the text in `content`. Never printed.
Html SealedBox(const Locale& locale, const Html& header, const Html& content);

}  // namespace html
