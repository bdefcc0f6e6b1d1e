#pragma once
// What the pages of this folder share: who reads (with her vault, where it is unlocked), names, words of
// states, a post that leads back with what went wrong. Thread-safe.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/web/api.h"
#include "desk/web/pages.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "panel/minutes/states_exchange.h"
#include "panel/minutes/states_minutes.h"
#include "panel/services.h"

namespace panel {

// The actor's unlocked vault for one request; `get()` is null where it is locked.
class Reader {
 public:
  static base::Result<Reader> Of(PanelServices& services, const desk::Context& context);
  const vault::UnlockedPerson* get() const { return person_ ? &*person_ : nullptr; }

 private:
  std::optional<vault::UnlockedPerson> person_;
};

// "There is something sealed here: unlock", with the way there and back.
html::Html LockedNotice(const desk::Context& context, std::string_view back);
bool IsLocked(const base::Error& error);

// What a person can mend by herself.
bool IsMendable(base::Code code);
// `done` flashes and leads to `href`; what can be mended is said there too, anything else ends the request.
base::Result<net::Response> LeadTo(desk::Context& context, const std::string& href, const base::Status& done,
                                   std::string_view said);

// A field of a POST, as it was typed; empty where there is none.
base::Result<std::string> Typed(desk::Context& context, std::string_view name);
base::Result<std::int64_t> TypedNumber(desk::Context& context, std::string_view name);
// The end of a day "YYYY-MM-DD" (the moment the next one begins, UTC); 0 where it is empty. Errors: kInvalid.
base::Result<base::UtcTime> EndOfDay(std::string_view day);
// The day of which `end` is the end, as "YYYY-MM-DD"; empty for 0.
std::string DayBefore(base::UtcTime end);

// A session's title for this reader: of a closed one as far as it is opened, else "Closed session".
std::string TitleOf(db::Transaction& tx, Places& places, const html::Locale& locale,
                    const PanelSession& session, const vault::UnlockedPerson* reader);
std::string MinutesHref(const PanelSessionId& session);
std::string SessionHref(const PanelSessionId& session);
std::string ActionHref(const ActionId& action);

html::Html PhaseBadge(const html::Locale& locale, MinutesPhase phase);
std::string PhaseWords(const html::Locale& locale, MinutesPhase phase);
html::Html ClosedBadge(const html::Locale& locale, const Place& place);
html::Html ActionBadge(const html::Locale& locale, const PanelAction& action, base::UtcTime now);
std::string ActionActWords(const html::Locale& locale, ActionAct act);
std::string ConstituencyWords(const html::Locale& locale, desk::OrgType type);

// A form of a page whose text is worth keeping: what was typed and what is wrong with it.
struct FieldView {
  std::string_view name;
  std::string label;
  std::string hint;
  std::string value;
  int rows = 1;
  bool day = false;
  std::size_t most = 0;
};
html::Html FieldOf(const FieldView& field, std::string_view error);
// "cursor" of the query, decoded; empty where there is none.
base::Result<std::string> CursorOf(const desk::Context& context);
// "MS.ID" and back.
std::string PositionText(base::UtcTime time, std::string_view id);
std::optional<std::pair<base::UtcTime, std::string>> PositionOf(std::string_view text);

// Adds a page or a post, of which nothing typed is lost where the vault is locked.
using Handle = std::function<base::Result<net::Response>(desk::Context&)>;
void AddPage(desk::Desk& desk, PanelServices& services, std::string_view method, std::string_view pattern,
             desk::Permission permission, Handle handle);

}  // namespace panel
