#pragma once
// What the faces of this folder share: pages (pages_*.cc) and API (http_*.cc). Inside the folder only.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "desk/people/fields.h"
#include "desk/web/router.h"
#include "html/html.h"
#include "html/locale.h"
#include "panel/sessions/services.h"
#include "panel/sessions/tabs.h"

namespace panel {

void RegisterSessionPages(SessionServices& services);
void RegisterSessionApi(SessionServices& services);
// Parts of RegisterSessionPages.
void AddSessionListPages(SessionServices& services);
void AddSessionFormPages(SessionServices& services);
void AddSessionPage(SessionServices& services);
void AddPeoplePages(SessionServices& services);
void AddProgrammePages(SessionServices& services);
void AddDocumentPages(SessionServices& services);
void AddExpertPages(SessionServices& services);
void AddHomeItems(SessionServices& services);
// Parts of RegisterSessionApi.
void AddSessionApi(SessionServices& services);
void AddPeopleApi(SessionServices& services);

using PageWork = std::function<base::Result<net::Response>(desk::Context&)>;
// `permission` as the brief of the room has it: reading, taking part.
void AddPage(SessionServices& services, std::string_view pattern, desk::Permission permission, PageWork work);
void AddPost(SessionServices& services, std::string_view pattern, desk::Permission permission, PageWork work);

base::Result<PanelSessionId> SessionIdOf(const desk::Context& context);
std::string SessionHref(const PanelSessionId& id, std::string_view below = {});

// The reader's opened vault; nothing where it is locked or she has none.
base::Result<std::optional<vault::UnlockedPerson>> ReaderOf(SessionServices& services,
                                                            const desk::Context& context);
inline const vault::UnlockedPerson* Pointer(const std::optional<vault::UnlockedPerson>& reader) {
  return reader ? &*reader : nullptr;
}

// A session with its words as this reader may see them; `title` is what stands in its place where it is
// sealed.
struct SessionView {
  PanelSession session;
  Words words;
  bool locked = false;      // sealed, and the vault is locked
  bool not_let_in = false;  // sealed, and nobody let her in yet
  std::string title;
};
base::Result<SessionView> ViewOf(db::Transaction& tx, SessionServices& services, const html::Locale& locale,
                                 PanelSession session, const vault::UnlockedPerson* reader);

// "1 December 2026, 14:00–17:00 in Seoul (UTC+9)".
std::string WhenText(const html::Locale& locale, const PanelSession& session);
// "05:00–08:00 UTC": the reader's own clock, which is UTC as long as she has chosen none; empty where it is
// the place's too.
std::string ReadersTime(const html::Locale& locale, const PanelSession& session);
std::string WhenBoth(const html::Locale& locale, const PanelSession& session);
html::Html WhenLine(const html::Locale& locale, const PanelSession& session);
html::Html StateBadge(const html::Locale& locale, const PanelSession& session);
// Where the vault has to be unlocked, or somebody has to let the reader in.
html::Html SealedNotice(const html::Locale& locale, const SessionView& view);
// Names of persons and organisations for the ids given.
struct SessionNames {
  std::map<std::string, std::string> persons;
  std::map<std::string, std::string> orgs;
  std::map<std::string, std::string> org_types;
  std::string Person(const desk::PersonId& id) const;
  std::string Org(const desk::OrgId& id) const;
};
base::Result<SessionNames> ReadNames(db::Transaction& tx, const PanelSessionId& session);

}  // namespace panel
