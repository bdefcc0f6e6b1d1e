#pragma once
// Finding sessions by words of any script. The words of open sessions are indexed; those of closed ones are
// opened within the request, for a reader whose vault is unlocked, and leave no index anywhere. Thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "panel/sessions/access.h"

namespace panel {

// Each once, folded; runs of scripts without spaces also from each of their letters on.
std::vector<std::string> TermsOf(std::string_view text);
// In the place of what was indexed of it before. Nothing is stored of a closed session.
base::Status IndexSession(db::Transaction& tx, const PanelSession& session, const Words& words);

struct FoundSession {
  PanelSession session;
  std::string title;
};
// Those the actor may know whose words begin with every word typed; the soonest to the latest, at most
// base::kMaxSessionsPage. `reader` may be null.
base::Result<std::vector<FoundSession>> SearchSessions(db::Transaction& tx, SessionAccess& access,
                                                       const desk::Actor& actor,
                                                       const vault::UnlockedPerson* reader,
                                                       std::string_view text);

}  // namespace panel
