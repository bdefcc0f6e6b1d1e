#include "panel/minutes/actions.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/common/enum_names.h"
#include "panel/minutes/session_list.h"

namespace panel {
namespace {

constexpr NamesOf<ActionView> kViews = {"mine", "unfinished", "overdue", "to-confirm", "all"};
constexpr std::string_view kColumns =
    "SELECT a.id, a.session_id, a.number, a.owner_person_id, a.owner_org_id, a.due_ms, a.state, a.words, "
    "a.sealed_id, a.changed_ms, a.version FROM panel_action a ";

Place PlaceOf(const PanelAction& action) {
  return {action.session.panel, action.session};
}

base::Error NoAction() {
  return base::NotFound(desk::tr("There is no such action."));
}

bool Owns(const desk::Actor& actor, const PanelAction& action) {
  if (!action.owner_person.empty())
    return action.owner_person == actor.person && action.owner_org == actor.org;
  return action.owner_org == actor.org && actor.Can(desk::Permission::kPanelTakePart);
}

bool IsOwnersAct(ActionAct act) {
  return act == ActionAct::kStart || act == ActionAct::kFinish;
}

// A sealed text while nobody is unlocked, or that is not sealed to the reader (yet), is no failure of a list.
base::Result<Words> ReadOrLocked(db::Transaction& tx, Places& places, const Place& place,
                                 const StoredWords& stored, const vault::UnlockedPerson* reader,
                                 bool& locked) {
  if (place.closed() && reader == nullptr) {
    locked = true;
    return Words();
  }
  base::Result<Words> words = places.Read(tx, place, stored, reader);
  const bool shut =
      !words && place.closed() &&
      (words.error().code == base::Code::kForbidden || words.error().code == base::Code::kUnauthenticated);
  if (!shut) return words;
  locked = true;
  return Words();
}

std::string ConditionOf(ActionView view, std::string_view person, std::string_view org,
                        std::string_view today) {
  constexpr std::string_view kUnfinished = "a.state IN ('open', 'in-progress')";
  switch (view) {
    case ActionView::kMine:
      return fmt::format(
          "{} AND a.owner_org_id = {} AND (a.owner_person_id IS NULL OR a.owner_person_id = {})", kUnfinished,
          org, person);
    case ActionView::kUnfinished:
      return std::string(kUnfinished);
    case ActionView::kOverdue:
      return fmt::format("{} AND a.due_ms < {}", kUnfinished, today);
    case ActionView::kToConfirm:
      return "a.state = 'done'";
    case ActionView::kAll:
    case ActionView::kCount:
      break;
  }
  return "a.due_ms >= 0";
}

base::UtcTime Today(base::UtcTime now) {
  return {now.ms - now.ms % base::kDayMs};
}

}  // namespace

bool IsUnfinished(ActionState state) {
  return state == ActionState::kOpen || state == ActionState::kInProgress;
}

bool IsOverdue(const PanelAction& action, base::UtcTime now) {
  return IsUnfinished(action.state) && action.due.ms + base::kDayMs <= now.ms;
}

std::int64_t DaysLate(const PanelAction& action, base::UtcTime now) {
  return IsOverdue(action, now) ? (now.ms - action.due.ms) / base::kDayMs : 0;
}

std::string_view ActionViewName(ActionView view) {
  return NameIn(kViews, view);
}
std::optional<ActionView> ActionViewNamed(std::string_view name) {
  return NamedIn<ActionView>(kViews, name);
}

base::Result<PanelAction> ActionService::FromRow(db::Transaction& tx, const db::Row& row,
                                                 const PanelSession& session,
                                                 const vault::UnlockedPerson* reader) {
  PanelAction action;
  action.id = row.IdAt<ActionId>(0);
  action.session = session;
  action.number = row.Int(2);
  action.owner_person = row.IdAt<desk::PersonId>(3);
  action.owner_org = row.IdAt<desk::OrgId>(4);
  action.due = {row.Int(5)};
  action.state = ActionStateNamed(row.Text(6)).value_or(ActionState::kDropped);
  action.changed = {row.Int(9)};
  action.version = row.Int(10);
  const Words words =
      TRY(ReadOrLocked(tx, places_, PlaceOf(action), StoredWordsAt(row, 7), reader, action.locked));
  action.text = WordOf(words, "text");
  return action;
}

base::Result<std::vector<PanelAction>> ActionService::List(db::Transaction& tx, const desk::Actor& actor,
                                                           ActionView view, const ActionPosition& after,
                                                           std::int64_t limit,
                                                           const vault::UnlockedPerson* reader) {
  constexpr std::int64_t kBatch = 200;
  const std::string sql = fmt::format(
      "{}JOIN panel_session s ON s.id = a.session_id WHERE a.in_force = 1 AND {} AND {} AND (a.due_ms > $4 "
      "OR "
      "(a.due_ms = $4 AND a.id > $5)) AND $3 = $3 ORDER BY a.due_ms, a.id LIMIT $6",
      kColumns, MayBeSeenSql("$1", "$2"), ConditionOf(view, "$1", "$2", "$3"));
  std::vector<PanelAction> list;
  SeenSessions seen(places_.access(), actor);
  std::int64_t due = after.id.empty() ? -1 : after.due.ms;
  std::string id = after.id.text();
  while (true) {
    const db::Rows rows =
        TRY(tx.Query(sql, {actor.person.text(), actor.org.text(), Today(places_.Now()).ms, due, id, kBatch}));
    for (const db::Row& row : rows) {
      due = row.Int(5);
      id = row.Text(0);
      const PanelSession* const session = TRY(seen.See(tx, row.IdAt<PanelSessionId>(1)));
      if (session == nullptr) continue;
      const bool holds =
          view != ActionView::kToConfirm || TRY(places_.access().MayChair(tx, actor, *session));
      if (!holds) continue;
      list.push_back(TRY(FromRow(tx, row, *session, reader)));
      if (std::ssize(list) == limit) return list;
    }
    if (std::ssize(rows) < kBatch) return list;
  }
}

base::Result<std::vector<PanelAction>> ActionService::OfSession(db::Transaction& tx, const desk::Actor& actor,
                                                                const PanelSession& session,
                                                                const vault::UnlockedPerson* reader) {
  TRY(places_.access().MustSee(tx, actor, session.id));
  auto found = TRY(OfSessions(tx, std::span(&session, 1), reader));
  return found.empty() ? std::vector<PanelAction>() : std::move(found.begin()->second);
}

base::Result<std::map<PanelSessionId, std::vector<PanelAction>>> ActionService::OfSessions(
    db::Transaction& tx, std::span<const PanelSession> sessions, const vault::UnlockedPerson* reader) {
  const SessionList list(sessions);
  std::map<PanelSessionId, std::vector<PanelAction>> found;
  if (sessions.empty()) return found;
  for (const db::Row& row : TRY(tx.Query(fmt::format("{}WHERE a.session_id IN ({}) AND a.in_force = 1 ORDER "
                                                     "BY a.session_id, a.number",
                                                     kColumns, list.marks()),
                                         list.params()))) {
    const PanelSession& session = list.At(row.Text(1));
    found[session.id].push_back(TRY(FromRow(tx, row, session, reader)));
  }
  return found;
}

base::Result<std::map<PanelSessionId, std::vector<Decision>>> ActionService::DecisionsOf(
    db::Transaction& tx, std::span<const PanelSession> sessions, const vault::UnlockedPerson* reader) {
  const SessionList list(sessions);
  std::map<PanelSessionId, std::vector<Decision>> found;
  if (sessions.empty()) return found;
  for (const db::Row& row :
       TRY(tx.Query(fmt::format("SELECT session_id, number, words, sealed_id FROM panel_decision WHERE "
                                "session_id IN ({}) AND in_force = 1 ORDER BY session_id, number",
                                list.marks()),
                    list.params()))) {
    const PanelSession& session = list.At(row.Text(0));
    Decision one{session.id, row.Int(1), {}, false};
    const Words words =
        TRY(ReadOrLocked(tx, places_, {session.panel, session}, StoredWordsAt(row, 2), reader, one.locked));
    one.text = WordOf(words, "text");
    found[session.id].push_back(std::move(one));
  }
  return found;
}

base::Result<PanelAction> ActionService::Get(db::Transaction& tx, const desk::Actor& actor,
                                             const ActionId& id, const vault::UnlockedPerson* reader) {
  const auto row = TRY(tx.QueryOne(std::string(kColumns) + "WHERE a.id = $1 AND a.in_force = 1", {id}));
  if (!row) return NoAction();
  const base::Result<PanelSession> session =
      places_.access().MustSee(tx, actor, row->IdAt<PanelSessionId>(1));
  if (!session) return session.error().code == base::Code::kNotFound ? NoAction() : session.error();
  return FromRow(tx, *row, *session, reader);
}

base::Result<std::vector<ActionEvent>> ActionService::History(db::Transaction& tx, const PanelAction& action,
                                                              const vault::UnlockedPerson* reader) {
  std::vector<ActionEvent> events;
  for (const db::Row& row : TRY(tx.Query("SELECT act, state, person_id, words, sealed_id, made_ms FROM "
                                         "panel_action_event WHERE action_id = $1 "
                                         "ORDER BY number DESC LIMIT 200",
                                         {action.id}))) {
    ActionEvent event;
    event.act = ActionActNamed(row.Text(0)).value_or(ActionAct::kStart);
    event.state = ActionStateNamed(row.Text(1)).value_or(ActionState::kOpen);
    event.person = row.IdAt<desk::PersonId>(2);
    bool locked = false;
    const Words words =
        TRY(ReadOrLocked(tx, places_, PlaceOf(action), StoredWordsAt(row, 3), reader, locked));
    event.note = WordOf(words, "note");
    event.made = {row.Int(5)};
    events.push_back(std::move(event));
  }
  return events;
}

base::Status ActionService::MayDo(db::Transaction& tx, const desk::Actor& actor, const PanelAction& action,
                                  ActionAct act) {
  const bool owns = Owns(actor, action);
  const bool holds = TRY(places_.access().MayChair(tx, actor, action.session));
  if (IsOwnersAct(act) && !owns)
    return ForbiddenOf(desk::tr("Only who owns an action starts it and says that it is done."));
  if (!IsOwnersAct(act) && !holds)
    return ForbiddenOf(desk::tr("Only who holds the session confirms, gives back or drops an action."));
  if (act == ActionAct::kConfirm && owns)
    return ForbiddenOf(
        desk::tr("Nobody confirms an action of her own: ask somebody else who holds the session."));
  return base::Ok();
}

base::Result<std::vector<ActionAct>> ActionService::Possible(db::Transaction& tx, const desk::Actor& actor,
                                                             const PanelAction& action) {
  std::vector<ActionAct> possible;
  for (std::size_t i = 0; i < static_cast<std::size_t>(ActionAct::kCount); ++i) {
    const auto act = static_cast<ActionAct>(i);
    if (!Allows<ActionState, ActionAct>(ActionSteps(), action.state, act)) continue;
    const base::Status may = MayDo(tx, actor, action, act);
    if (may)
      possible.push_back(act);
    else if (may.error().code != base::Code::kForbidden)
      return may.error();
  }
  return possible;
}

base::Status ActionService::Do(const desk::Actor& actor, const ActionId& id, std::int64_t version,
                               ActionAct act, std::string_view note) {
  std::string tidy;
  const bool must = act == ActionAct::kDrop || act == ActionAct::kReturn;
  if (must || !note.empty())
    tidy = TRY(TidyWords(note, base::kMaxCommentBytes, desk::tr("Say why: this is kept with the action.")));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const PanelAction action = TRY(Get(tx, actor, id, nullptr));
    TRY(MayDo(tx, actor, action, act));
    const ActionState after =
        TRY((Next<ActionState, ActionAct>(ActionSteps(), action.state, act, ActionStateName, ActionActName)));
    if (action.version != version) return SomebodyWasFirst();
    const std::int64_t now = places_.Now().ms;
    TRY(tx.Execute("UPDATE panel_action SET state = $2, changed_ms = $3, version = version + 1 WHERE id = $1",
                   {id, ActionStateName(after), now}));
    const Place place = PlaceOf(action);
    const StoredWords stored = TRY(places_.Store(tx, place, {{"note", tidy}}));
    TRY(tx.Execute(
        "INSERT INTO panel_action_event(action_id, number, act, state, person_id, words, sealed_id, made_ms) "
        "SELECT "
        "$1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6, $7 FROM panel_action_event WHERE action_id = "
        "$1",
        {id, ActionActName(act), ActionStateName(after), actor.person, stored.open, stored.sealed, now}));
    return places_.Note(tx, actor, place, "action." + std::string(ActionActName(act)), "action:" + id.text());
  });
}

}  // namespace panel
