#include "panel/sessions/register.h"

#include "desk/desk.h"
#include "desk/people/people.h"
#include "panel/sessions/faces.h"
#include "panel/sessions/news.h"
#include "panel/sessions/services.h"
#include "panel/sessions/shared_sessions.h"

namespace panel {

base::Status SessionServices::Tell(db::Transaction& tx, const PanelSession& session, SessionAct act) {
  if (act != SessionAct::kCancel) return base::Ok();
  for (const Participant& one : TRY(access.Participants(tx, session.id)))
    if (one.belongs()) TRY(QueueNotice(tx, panel.seams, session.id, one.person, NoticeKind::kCancelled));
  return base::Ok();
}

SessionServices& RegisterSessions(desk::Desk& desk, PanelServices& panel) {
  const auto services = std::make_shared<SessionServices>(desk, panel);
  desk.Keep(services);
  desk.people().OnLeave(
      [services](db::Transaction& tx, const desk::Actor& actor, const desk::PersonId& person) {
        return services->participation.Leave(tx, actor, person);
      });
  RegisterNews(desk, panel.seams, panel.session_access);
  AddSessionSources(panel);
  RegisterSessionPages(*services);
  RegisterSessionApi(*services);
  return *services;
}

}  // namespace panel
