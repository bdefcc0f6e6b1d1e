#pragma once
// The tabs of a session: its own pages, its minutes and the report before it. Pure; thread-safe.

#include <string_view>

#include "html/html.h"
#include "html/locale.h"
#include "panel/sessions/types.h"

namespace panel {

// Tabs of one session's pages.
html::Html SessionTabs(const html::Locale& locale, const PanelSession& session, std::string_view current,
                       bool chair);

}  // namespace panel
