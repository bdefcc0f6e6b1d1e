#pragma once
// Where something of this folder belongs: to a panel, or to one session of it. What belongs to a session may
// be known to whom the session may be known, its words are sealed where the session is closed, and its audit
// goes where the session's goes. What belongs to a panel is known to the organisations of that panel.
// Thread-safe.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "panel/common/directory.h"
#include "panel/common/panels.h"
#include "panel/common/seams.h"
#include "panel/sessions/access.h"

namespace panel {

struct Place {
  PanelId panel;
  std::optional<PanelSession> session;
  bool closed() const { return session && session->closed(); }
};

class Places {
 public:
  Places(PanelSeams seams, Panels& panels, Directory& directory, SessionAccess& access)
      : seams_(seams), panels_(panels), directory_(directory), access_(access) {}

  // `session` empty: of the panel. Errors: kNotFound, the same for what is not there and what may not be
  // known.
  base::Result<Place> MustSee(db::Transaction& tx, const desk::Actor& actor, const PanelId& panel,
                              const PanelSessionId& session);
  // Who runs it: the session's chairs, or the panel's secretariat. Errors: kNotFound, kForbidden.
  base::Result<Place> MustRun(db::Transaction& tx, const desk::Actor& actor, const PanelId& panel,
                              const PanelSessionId& session);
  base::Result<bool> MayRun(db::Transaction& tx, const desk::Actor& actor, const Place& place);
  // Who has a say: a participant who belongs to the session, or an admitted member of the panel. Errors:
  // kForbidden.
  base::Status MustHaveSay(db::Transaction& tx, const desk::Actor& actor, const Place& place);

  base::Result<StoredWords> Store(db::Transaction& tx, const Place& place, const Words& words);
  base::Result<StoredWords> Replace(db::Transaction& tx, const Place& place, const StoredWords& before,
                                    const Words& words);
  base::Status Drop(db::Transaction& tx, const Place& place, const StoredWords& stored);
  // Errors: kUnauthenticated where it is sealed and nobody is unlocked.
  base::Result<Words> Read(db::Transaction& tx, const Place& place, const StoredWords& stored,
                           const vault::UnlockedPerson* reader);
  base::Status Note(db::Transaction& tx, const desk::Actor& actor, const Place& place,
                    std::string_view action, std::string_view record,
                    std::vector<std::pair<std::string, std::string>> details = {});

  // The panels whose affairs the actor's organisation may see.
  base::Result<std::vector<PanelId>> PanelsOf(db::Transaction& tx, const desk::Actor& actor) {
    return access_.PanelsOf(tx, actor);
  }
  SessionAccess& access() { return access_; }
  Directory& directory() { return directory_; }
  Panels& panels() { return panels_; }
  const PanelSeams& seams() const { return seams_; }
  base::UtcTime Now() const { return seams_.clock.Now(); }

 private:
  PanelSeams seams_;
  Panels& panels_;
  Directory& directory_;
  SessionAccess& access_;
};

// A column pair "words, sealed_id" of a row.
inline StoredWords StoredWordsAt(const db::Row& row, std::size_t column) {
  return {row.Text(column), row.IdAt<vault::RecordId>(column + 1)};
}

// Remembers which sessions the actor may see, for lists over many of them.
class SeenSessions {
 public:
  SeenSessions(SessionAccess& access, const desk::Actor& actor) : access_(access), actor_(actor) {}
  // Nothing where she may not know of it.
  base::Result<const PanelSession*> See(db::Transaction& tx, const PanelSessionId& id);

 private:
  SessionAccess& access_;
  const desk::Actor& actor_;
  std::map<PanelSessionId, std::optional<PanelSession>> known_;
};

// "(s.audience <> 'closed' OR the actor is a participant)": for SQL over panel_session s, so that lists do
// not read rows of closed sessions only to pass over them. SeenSessions decides; this only saves work.
// `person` and `org` are the marks of two parameters.
std::string MayBeSeenSql(std::string_view person, std::string_view org);

// A text as it was typed: without carriage returns and blanks at its ends. Errors: kInvalid where it is empty
// (`missing`), kTooLarge over `most` bytes.
base::Result<std::string> TidyWords(std::string_view text, std::size_t most, const char* missing);
base::Error ConflictOf(const char* external);
base::Error ForbiddenOf(const char* external);
base::Error SomebodyWasFirst();

}  // namespace panel
