#pragma once
// The text of minutes as a page shows it: decisions and actions stand out, with owner, day and state. Pure;
// thread-safe.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "html/html.h"
#include "html/locale.h"
#include "panel/minutes/actions.h"
#include "panel/minutes/name_warning.h"

namespace panel {

// What a tag's line shows beside its words, by number: the action as it stands now.
using ActionsByNumber = std::map<std::int64_t, const PanelAction*>;

struct MinutesTextView {
  const html::Locale& locale;
  base::UtcTime now;
  ActionsByNumber actions;
  std::map<std::string, std::string> owners;  // by ActionId: the owner's name
};
html::Html MinutesTextHtml(const MinutesTextView& view, std::string_view text);

// A table of actions: words, owner, due, state.
struct ActionRow {
  const PanelAction* action = nullptr;
  std::string owner;
  std::string session;  // title; empty: no such column in any row
};
html::Html ActionTable(const html::Locale& locale, base::UtcTime now, const std::vector<ActionRow>& rows,
                       std::string_view caption);

// "Line 3: “Ivanova” is the name of somebody who takes part." Empty where nothing was found.
html::Html NameWarningHtml(const html::Locale& locale, const std::vector<NameFound>& found);

}  // namespace panel
