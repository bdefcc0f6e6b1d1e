#pragma once
// Actions: what somebody is to do until a day, as it was tagged in the minutes of a session. They are in
// force from the day the minutes are circulated. Whoever owns one (the person, or whoever speaks for the
// organisation) starts it and says that it is done; who holds the session confirms it, or gives it back;
// nobody confirms her own. Dropping needs a reason. What happened is kept.
//
// An action may be known to whom its session may be known; its words are sealed where the session is closed,
// and come empty (`locked`) while nobody is unlocked. Thread-safe.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "panel/minutes/minutes.h"

namespace panel {

struct PanelAction {
  ActionId id;
  PanelSession session;
  std::int64_t number = 0;
  desk::PersonId owner_person;  // empty: the organisation as such
  desk::OrgId owner_org;
  base::UtcTime due;  // midnight UTC at the beginning of the day
  ActionState state = ActionState::kOpen;
  std::string text;
  bool locked = false;
  base::UtcTime changed;
  std::int64_t version = 0;
};

struct ActionEvent {
  ActionAct act = ActionAct::kStart;
  ActionState state = ActionState::kOpen;
  desk::PersonId person;
  std::string note;
  base::UtcTime made;
};

struct Decision {
  PanelSessionId session;
  std::int64_t number = 0;
  std::string text;
  bool locked = false;
};

// Not done when its day is over.
bool IsOverdue(const PanelAction& action, base::UtcTime now);
bool IsUnfinished(ActionState state);                                 // open or in progress
std::int64_t DaysLate(const PanelAction& action, base::UtcTime now);  // 0 where it is not overdue

enum class ActionView : std::uint8_t { kMine, kUnfinished, kOverdue, kToConfirm, kAll, kCount };
std::string_view ActionViewName(ActionView view);  // "to-confirm"
std::optional<ActionView> ActionViewNamed(std::string_view name);

struct ActionPosition {
  base::UtcTime due;
  ActionId id;  // empty: from the first
};

class ActionService {
 public:
  explicit ActionService(Places& places) : places_(places), seams_(places.seams()) {}

  // By due day. kMine: of the actor or of her organisation, unfinished. kToConfirm: done, of sessions that
  // the actor holds.
  base::Result<std::vector<PanelAction>> List(db::Transaction& tx, const desk::Actor& actor, ActionView view,
                                              const ActionPosition& after, std::int64_t limit,
                                              const vault::UnlockedPerson* reader);
  // Those of one session in force, by number.
  base::Result<std::vector<PanelAction>> OfSession(db::Transaction& tx, const desk::Actor& actor,
                                                   const PanelSession& session,
                                                   const vault::UnlockedPerson* reader);
  // Those of many sessions, by number within each, without asking who wants to know: for lists and reports,
  // whose caller has asked. Sessions that have none are left out. Cost: one statement.
  base::Result<std::map<PanelSessionId, std::vector<PanelAction>>> OfSessions(
      db::Transaction& tx, std::span<const PanelSession> sessions, const vault::UnlockedPerson* reader);
  base::Result<std::map<PanelSessionId, std::vector<Decision>>> DecisionsOf(
      db::Transaction& tx, std::span<const PanelSession> sessions, const vault::UnlockedPerson* reader);
  // Errors: kNotFound, also before it is in force.
  base::Result<PanelAction> Get(db::Transaction& tx, const desk::Actor& actor, const ActionId& id,
                                const vault::UnlockedPerson* reader);
  base::Result<std::vector<ActionEvent>> History(db::Transaction& tx, const PanelAction& action,
                                                 const vault::UnlockedPerson* reader);  // newest first
  // What the actor may do now, in the order of ActionAct.
  base::Result<std::vector<ActionAct>> Possible(db::Transaction& tx, const desk::Actor& actor,
                                                const PanelAction& action);
  // `note`: required to drop and to give back. Errors: kConflict, kForbidden.
  base::Status Do(const desk::Actor& actor, const ActionId& id, std::int64_t version, ActionAct act,
                  std::string_view note);

  Places& places() { return places_; }

 private:
  base::Result<PanelAction> FromRow(db::Transaction& tx, const db::Row& row, const PanelSession& session,
                                    const vault::UnlockedPerson* reader);
  base::Status MayDo(db::Transaction& tx, const desk::Actor& actor, const PanelAction& action, ActionAct act);

  Places& places_;
  PanelSeams seams_;
};

}  // namespace panel
