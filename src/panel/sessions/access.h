#pragma once
// Who may know of a session, and who opens what is sealed in it. Every folder that has to do with sessions
// asks here before it shows, counts, mails or writes anything of one.
//
//   const PanelSession session = TRY(access.MustSee(tx, actor, id));   // kNotFound, as for an unknown id
//   const StoredWords stored = TRY(access.Store(tx, session, {{"text", text}}));       // sealed where closed
//   const Words words = TRY(access.Read(tx, session, stored, me));                      // me: unlocked, or
//   null TRY(access.Note(tx, actor, session, "minutes.change", "minutes:" + id.text()));    // the right
//   audit log
//
// Rules. A closed session is known to those participants who were invited, asked or are coming (for the
// organisation in which they act), and to nobody else: not to the secretariat, not to the operator, not to
// API keys. Its chairs alone change it. Any other session is known, once it is announced, to the
// organisations that are members of its panel or of a chapter below it, to its co-hosts and to its panel's
// secretariat, and a public one to everybody (also to an actor who is nobody); its owners (secretariat,
// co-hosts' people who may take part, chairs) change it and see it as a draft.
//
// Whatever is counted, numbered, named uniquely or ordered across sessions must be computed over what
// VisibleTo gives the reader. Never enqueue a job, write to the installation's audit log, or touch a row that
// others read (version, time of change) on behalf of a closed session.
//
// Thread-safe; stateless. Errors besides the usual: kUnauthenticated where sealed words are read while the
// vault is locked (ask for the pass-phrase), kForbidden where they are not sealed to the reader (yet).

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "panel/common/directory.h"
#include "panel/common/panels.h"
#include "panel/common/seams.h"
#include "panel/sessions/closed_log.h"
#include "panel/sessions/types.h"
#include "vault/vault.h"

namespace panel {

// What to list. Empty fields do not filter.
struct SessionFilter {
  PanelId panel;
  SeriesId series;
  std::optional<SessionKind> kind;
  std::optional<SessionState> state;
  std::optional<base::UtcTime> ends_after;     // exclusive
  std::optional<base::UtcTime> starts_before;  // exclusive
  bool newest_first = false;
  bool mine = false;  // only where the actor is a participant
  // Open ones that have, for each of these, a term in [first, second); see search.h.
  std::vector<std::pair<std::string, std::string>> terms;
};
// After which row to go on; empty id: from the first.
struct SessionPosition {
  base::UtcTime starts;
  PanelSessionId id;
};

class SessionAccess {
 public:
  SessionAccess(PanelSeams seams, Panels& panels, Directory& directory, vault::Vault& vault)
      : seams_(seams), panels_(panels), directory_(directory), vault_(vault), closed_log_(seams) {}

  // ---- who may know, who may change
  base::Result<PanelSession> MustSee(db::Transaction& tx, const desk::Actor& actor, const PanelSessionId& id);
  // Also kNotFound where she may not know of it, kForbidden where she may but is none of its owners.
  base::Result<PanelSession> MustChair(db::Transaction& tx, const desk::Actor& actor,
                                       const PanelSessionId& id);
  // She is invited or coming. Errors: kNotFound, kForbidden.
  base::Result<PanelSession> MustTakePart(db::Transaction& tx, const desk::Actor& actor,
                                          const PanelSessionId& id);
  base::Result<bool> MayChair(db::Transaction& tx, const desk::Actor& actor, const PanelSession& session);
  // Whether an organisation may act in sessions of that panel: its host, an admitted member of it or of a
  // chapter below it, or one that never was a member of any (a guest). Not: suspended, left, declined.
  base::Result<bool> Stands(db::Transaction& tx, const PanelId& panel, const desk::OrgId& org);
  // At most `limit` rows by starting time and id.
  base::Result<std::vector<PanelSession>> VisibleTo(db::Transaction& tx, const desk::Actor& actor,
                                                    const SessionFilter& filter, const SessionPosition& after,
                                                    std::int64_t limit);
  base::Result<std::int64_t> CountVisible(db::Transaction& tx, const desk::Actor& actor,
                                          const SessionFilter& filter);
  // The panels whose sessions the actor's organisation may see: its own, those above, those it hosts.
  base::Result<std::vector<PanelId>> PanelsOf(db::Transaction& tx, const desk::Actor& actor);
  // Whether the actor's organisation reads a panel: then she knows of all its sessions that are OpenToPanel,
  // which saves lists from asking for each.
  base::Result<bool> ReadsPanel(db::Transaction& tx, const desk::Actor& actor, const PanelId& panel);
  static bool OpenToPanel(SessionAudience audience, SessionState state) {
    return audience != SessionAudience::kClosed && state != SessionState::kDraft;
  }
  // Without any check: for jobs that act for nobody.
  base::Result<PanelSession> Get(db::Transaction& tx, const PanelSessionId& id);

  // ---- participants
  base::Result<std::vector<Participant>> Participants(db::Transaction& tx, const PanelSessionId& session);
  base::Result<std::optional<Participant>> ParticipantOf(db::Transaction& tx, const PanelSessionId& session,
                                                         const desk::PersonId& person);
  base::Result<std::vector<desk::OrgId>> Hosts(db::Transaction& tx,
                                               const PanelSessionId& session);  // ordered

  // ---- words, sealed where the session is closed
  base::Result<StoredWords> Store(db::Transaction& tx, const PanelSession& session, const Words& words);
  // In the place of what was stored. Needs nobody unlocked.
  base::Result<StoredWords> Replace(db::Transaction& tx, const PanelSession& session,
                                    const StoredWords& before, const Words& words);
  base::Status Drop(db::Transaction& tx, const PanelSession& session, const StoredWords& stored);
  base::Result<Words> Read(db::Transaction& tx, const PanelSession& session, const StoredWords& stored,
                           const vault::UnlockedPerson* reader);
  // The same for any text of a closed session: sealed to the participants who were let in, present and to
  // come.
  base::Result<vault::RecordId> SealContent(db::Transaction& tx, const PanelSessionId& session,
                                            std::string_view text);
  base::Status ReplaceContent(db::Transaction& tx, const PanelSessionId& session,
                              const vault::RecordId& record, std::string_view text);
  base::Status RemoveContent(db::Transaction& tx, const PanelSessionId& session,
                             const vault::RecordId& record);
  base::Result<crypto::SecretBytes> OpenContent(db::Transaction& tx, const vault::UnlockedPerson& reader,
                                                const PanelSessionId& session, const vault::RecordId& record);
  // Seals everything to participants who have keys by now and were not let in yet. `by` must be able to open
  // it. Returns how many still have no keys.
  base::Result<std::int64_t> LetIn(db::Transaction& tx, const vault::UnlockedPerson& by,
                                   const PanelSessionId& session);
  // Her seals go at once. Errors: kConflict (nobody else could open the session).
  base::Status ShutOut(db::Transaction& tx, const Participant& participant);
  // After somebody was shut out: everything under new keys. Returns how many texts.
  base::Result<std::int64_t> Renew(db::Transaction& tx, const vault::UnlockedPerson& by,
                                   const PanelSessionId& session);

  // ---- audit: the session's own chain where it is closed, else the installation's log
  base::Status Note(db::Transaction& tx, const desk::Actor& actor, const PanelSession& session,
                    std::string_view action, std::string_view record,
                    std::vector<std::pair<std::string, std::string>> details = {});
  ClosedLog& closed_log() { return closed_log_; }

 private:
  base::Result<bool> MayKnow(db::Transaction& tx, const desk::Actor& actor, const PanelSession& session);
  base::Result<std::vector<vault::Keyholder>> Holders(db::Transaction& tx, const PanelSessionId& session);
  base::Result<std::vector<vault::RecordId>> Records(db::Transaction& tx, const PanelSessionId& session);

  PanelSeams seams_;
  Panels& panels_;
  Directory& directory_;
  vault::Vault& vault_;
  ClosedLog closed_log_;
};

// Words as JSON and back. Errors: kCorrupt.
std::string WordsText(const Words& words);
base::Result<Words> WordsOf(std::string_view text);
std::string_view WordOf(const Words& words, std::string_view name);  // empty where there is none

// For panel/{sessions,minutes}: reading rows.
std::string_view SessionColumns();
PanelSession SessionFromRow(const db::Row& row);

}  // namespace panel
