#pragma once
// The audit of closed sessions. The installation's audit log numbers and chains its entries, so an entry
// there would tell of a session, if only by a gap. Each closed session therefore has a chain of its own,
// which its participants alone can read; and at a fixed cadence, whether there are closed sessions or not,
// one entry in the installation's log commits to the heads of all of them: SHA-256 of a random salt and the
// heads. Whoever rewrites a closed chain later no longer fits what was committed.
// docs/decisions/0009-closed-sessions.md. Thread-safe.

#include <string>
#include <utility>
#include <vector>

#include "panel/common/seams.h"
#include "panel/sessions/types.h"

namespace panel {

class ClosedLog {
 public:
  explicit ClosedLog(PanelSeams seams) : seams_(seams) {}

  // Cost: two statements.
  base::Status Append(db::Transaction& tx, const desk::Actor& actor, const PanelSessionId& session,
                      std::string_view action, std::string_view record,
                      std::vector<std::pair<std::string, std::string>> details = {});
  // Newest first; `before` 0: from the newest. The caller has checked that the reader is a participant.
  base::Result<std::vector<desk::AuditEntry>> Page(db::Transaction& tx, const PanelSessionId& session,
                                                   std::int64_t before, std::size_t limit);
  // Recomputes every chain and every commitment. Errors: kCorrupt, saying what does not fit.
  base::Status Verify(db::Transaction& tx);
  // One commitment and one entry "panel.commit" in the installation's log, whatever there is to commit to.
  base::Status Commit(db::Transaction& tx, const desk::Actor& actor);

 private:
  PanelSeams seams_;
};

}  // namespace panel
