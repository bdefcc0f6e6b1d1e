#pragma once
// The services of this folder as the server has them: made once by RegisterSessions. Thread-safe.

#include "desk/desk.h"
#include "panel/services.h"
#include "panel/sessions/certificates.h"
#include "panel/sessions/experts.h"
#include "panel/sessions/participation.h"
#include "panel/sessions/pieces.h"
#include "panel/sessions/sessions.h"

namespace panel {

// What another folder shows on a session's own page to whoever may see the session; may be empty.
using SessionCard = std::function<base::Result<html::Html>(db::Transaction&, desk::Context&,
                                                           const PanelSession&, bool chair)>;

struct SessionServices {
  SessionServices(desk::Desk& d, PanelServices& p)
      : desk(d),
        panel(p),
        access(p.session_access),
        sessions(p.seams, p.panels, p.directory, access),
        participation(p.seams, access),
        pieces(p.seams, access, d.blobs()),
        experts(p.seams, p.panels, access),
        certificates(p.seams, access) {
    sessions.OnDiscard(
        [this](db::Transaction& tx, const PanelSession& session) { return pieces.RemoveAll(tx, session); });
    sessions.OnAct([this](db::Transaction& tx, const desk::Actor&, const PanelSession& session,
                          SessionAct act) { return Tell(tx, session, act); });
  }
  SessionServices(const SessionServices&) = delete;
  SessionServices& operator=(const SessionServices&) = delete;

  desk::Desk& desk;
  PanelServices& panel;
  SessionAccess& access;
  Sessions sessions;
  Participation participation;
  Pieces pieces;
  Experts experts;
  Certificates certificates;
  std::vector<SessionCard> cards;  // added before serving

 private:
  // Those who were to come hear of a cancellation.
  base::Status Tell(db::Transaction& tx, const PanelSession& session, SessionAct act);
};

}  // namespace panel
