#include "panel/sessions/participation.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/people/people.h"
#include "desk/tr.h"
#include "panel/sessions/news.h"
#include "panel/sessions/sessions.h"
#include "panel/sessions/waiting_list.h"

namespace panel {
namespace {

base::Error Conflict(const char* words) {
  return base::Error{base::Code::kConflict, words, {}};
}
base::Error Forbid(const char* words) {
  return base::Error{base::Code::kForbidden, words, {}};
}
base::Error NoSuchParticipant() {
  return base::NotFound(desk::tr("This person does not take part in the session."));
}

AttendanceMode Possible(const PanelSession& session, AttendanceMode wanted) {
  if (wanted == AttendanceMode::kOnline && session.online) return wanted;
  if (session.in_room) return AttendanceMode::kRoom;
  return AttendanceMode::kOnline;
}

struct Invitee {
  desk::PersonId person;
  desk::OrgId org;
};

// A person of that organisation, which must have to do with the panel. Whatever is wrong, the answer is the
// same: an invitation is no way to ask who has an account.
base::Result<Invitee> FindInvitee(db::Transaction& tx, const PanelSession& session, std::string_view email,
                                  std::string_view org_slug) {
  const base::Error nobody = base::Invalid(desk::tr(
      "There is no such person in a member organisation of this panel. Check the address and the short "
      "name of the organisation."));
  const auto address = desk::NormaliseEmail(email);
  if (!address) return nobody;
  const auto row = TRY(tx.QueryOne(
      "SELECT p.id, o.id FROM person p JOIN membership m ON m.person_id = p.id JOIN organisation o ON o.id = "
      "m.org_id WHERE p.email = $1 AND o.slug = $2 AND p.active = 1 AND (EXISTS (SELECT 1 FROM panel_member "
      "x "
      "WHERE x.panel_id = $3 AND x.org_id = o.id AND x.state = 'admitted') OR EXISTS (SELECT 1 FROM panel y "
      "WHERE "
      "y.id = $3 AND y.host_org_id = o.id) OR EXISTS (SELECT 1 FROM panel_session_host h WHERE h.session_id "
      "= $4 "
      "AND h.org_id = o.id))",
      {*address, org_slug, session.panel, session.id}));
  if (!row) return nobody;
  return Invitee{row->IdAt<desk::PersonId>(0), row->IdAt<desk::OrgId>(1)};
}

base::Status Insert(db::Transaction& tx, const Participant& one, base::UtcTime now) {
  TRY(tx.Execute(
      "INSERT INTO panel_session_participant(session_id, person_id, org_id, role, state, planned, "
      "present, asked_ms, decided_ms, let_in, version) VALUES ($1, $2, $3, $4, $5, $6, NULL, $7, $7, 0, "
      "0)",
      {one.session, one.person, one.org, ParticipantRoleName(one.role), ParticipantStateName(one.state),
       AttendanceModeName(one.planned), now.ms}));
  return base::Ok();
}

base::Status Update(db::Transaction& tx, const Participant& one, base::UtcTime now) {
  TRY(
      tx.Execute("UPDATE panel_session_participant SET state = $3, planned = $4, role = $5, org_id = $6, "
                 "decided_ms = $7, version = version + 1 WHERE session_id = $1 AND person_id = $2",
                 {one.session, one.person, ParticipantStateName(one.state), AttendanceModeName(one.planned),
                  ParticipantRoleName(one.role), one.org, now.ms}));
  return base::Ok();
}

bool Leads(ParticipantRole role) {
  return role == ParticipantRole::kChair || role == ParticipantRole::kCoChair;
}

// Somebody must be left who can chair it.
base::Status CheckChairStays(const std::vector<Participant>& all, const desk::PersonId& leaving) {
  const bool stays = std::any_of(all.begin(), all.end(), [&](const Participant& one) {
    return one.person != leaving && one.belongs() && Leads(one.role);
  });
  const bool led = std::any_of(all.begin(), all.end(), [&](const Participant& one) {
    return one.person == leaving && Leads(one.role);
  });
  if (led && !stays) return Conflict(desk::tr("A session needs a chair: name another one first."));
  return base::Ok();
}

base::Status MustKeepChair(db::Transaction& tx, SessionAccess& access, const PanelSessionId& session,
                           const desk::PersonId& leaving) {
  const std::vector<Participant> all = TRY(access.Participants(tx, session));
  return CheckChairStays(all, leaving);
}

}  // namespace

SeatCount CountSeats(const std::vector<Participant>& participants) {
  SeatCount count;
  for (const Participant& one : participants) {
    if (one.state == ParticipantState::kComing)
      ++(one.planned == AttendanceMode::kOnline ? count.online : count.room);
    count.invited += one.state == ParticipantState::kInvited ? 1 : 0;
    count.asked += one.state == ParticipantState::kAsked ? 1 : 0;
    count.waiting += one.state == ParticipantState::kWaiting ? 1 : 0;
  }
  return count;
}

base::Status Participation::Invite(const desk::Actor& actor, const vault::UnlockedPerson* by,
                                   const PanelSessionId& id, std::string_view email,
                                   std::string_view org_slug, ParticipantRole role) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const PanelSession session = TRY(access_.MustChair(tx, actor, id));
    if (IsOver(session)) return Conflict(desk::tr("This session is over: nobody is invited any more."));
    if (session.closed() && by == nullptr)
      return base::Error{base::Code::kUnauthenticated,
                         desk::tr("This is sealed: unlock your vault to let somebody in."),
                         {}};
    const Invitee invitee = TRY(FindInvitee(tx, session, email, org_slug));
    const std::vector<Participant> all = TRY(access_.Participants(tx, id));
    if (all.size() >= base::kMaxParticipants)
      return base::TooLarge(fmt::format("a session has at most {} participants", base::kMaxParticipants));
    if (TRY(access_.ParticipantOf(tx, id, invitee.person)))
      return Conflict(desk::tr("This person stands in the list already; look at her entry there."));
    Participant one{.session = id, .person = invitee.person, .org = invitee.org, .role = role};
    one.planned = Possible(session, AttendanceMode::kRoom);
    TRY(Insert(tx, one, seams_.clock.Now()));
    if (session.closed()) TRY(access_.LetIn(tx, *by, id));
    TRY(QueueNotice(tx, seams_, id, invitee.person, NoticeKind::kInvited));
    return access_.Note(tx, actor, session, "panel-session.invite", SessionRecord(id),
                        {{"person", invitee.person.text()}});
  });
}

base::Status Participation::Register(const desk::Actor& actor, const PanelSessionId& id,
                                     AttendanceMode mode) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const PanelSession session = TRY(access_.MustSee(tx, actor, id));
    if (actor.person.empty()) return Forbid(desk::tr("A person registers, no program."));
    if (!TRY(access_.Stands(tx, session.panel, actor.org)))
      return Forbid(desk::tr("Your organisation is suspended, or has left: it takes part in nothing new."));
    const auto before = TRY(access_.ParticipantOf(tx, id, actor.person));
    if (before && before->state == ParticipantState::kInvited && IsOver(session))
      return Conflict(desk::tr("This session is over."));
    if (before && before->state == ParticipantState::kInvited)
      return Apply(tx, actor, session, *before, ParticipantAct::kAccept, mode);
    if (session.state != SessionState::kRegistration)
      return Conflict(desk::tr("Registration for this session is not open."));
    if (session.admission == Admission::kInvitation)
      return Forbid(desk::tr("One takes part in this session by invitation."));
    if (before && before->belongs()) return Conflict(desk::tr("You are registered already."));
    if (before && before->state != ParticipantState::kExcused)
      return Forbid(desk::tr("The chair decided about this; ask there."));
    Participant one{.session = id, .person = actor.person, .org = actor.org};
    one.planned = Possible(session, mode);
    one.state = ParticipantState::kComing;
    if (session.admission == Admission::kApproval) {
      one.state = ParticipantState::kAsked;
    } else if (!TRY(HasSeat(tx, session, one.planned))) {
      one.state = ParticipantState::kWaiting;
    }
    if (before) one.role = before->role;
    if (!before && TRY(access_.Participants(tx, id)).size() >= base::kMaxParticipants)
      return base::TooLarge(fmt::format("a session has at most {} participants", base::kMaxParticipants));
    TRY(before ? Update(tx, one, seams_.clock.Now()) : Insert(tx, one, seams_.clock.Now()));
    return access_.Note(tx, actor, session, "panel-session.register", SessionRecord(id),
                        {{"as", std::string(ParticipantStateName(one.state))}});
  });
}

base::Status Participation::Apply(db::Transaction& tx, const desk::Actor& actor, const PanelSession& session,
                                  const Participant& before, ParticipantAct act, AttendanceMode mode) {
  Participant after = before;
  after.state = TRY(Next(ParticipantSteps(), before.state, act, ParticipantStateName, ParticipantActName));
  if (mode != AttendanceMode::kNone) after.planned = Possible(session, mode);
  // An invitation holds a seat of its kind.
  const bool held = before.state == ParticipantState::kInvited && before.planned == after.planned;
  const bool needs_seat = after.state == ParticipantState::kComing && !held;
  if (needs_seat && !TRY(HasSeat(tx, session, after.planned)))
    return Conflict(desk::tr("No seat is left. Raise the number of seats, or wait until one comes free."));
  TRY(Update(tx, after, seams_.clock.Now()));
  if (before.state == ParticipantState::kComing || before.state == ParticipantState::kInvited)
    TRY(MoveUp(tx, seams_, session, before.planned));
  return access_.Note(tx, actor, session, fmt::format("panel-session.{}", ParticipantActName(act)),
                      SessionRecord(session.id), {{"person", before.person.text()}});
}

base::Status Participation::Answer(const desk::Actor& actor, const PanelSessionId& id, ParticipantAct act,
                                   AttendanceMode mode) {
  return seams_.database.Write([&](db::Transaction& tx) { return AnswerIn(tx, actor, id, act, mode); });
}

base::Status Participation::AnswerIn(db::Transaction& tx, const desk::Actor& actor, const PanelSessionId& id,
                                     ParticipantAct act, AttendanceMode mode) {
  if (act != ParticipantAct::kAccept && act != ParticipantAct::kExcuse)
    return Forbid(desk::tr("Only the chair does this."));
  const PanelSession session = TRY(access_.MustSee(tx, actor, id));
  if (IsOver(session)) return Conflict(desk::tr("This session is over."));
  const auto before = TRY(access_.ParticipantOf(tx, id, actor.person));
  if (!before || before->org != actor.org) return NoSuchParticipant();
  if (act == ParticipantAct::kExcuse) TRY(MustKeepChair(tx, access_, id, actor.person));
  TRY(Apply(tx, actor, session, *before, act, mode));
  // Who excuses herself from a closed session opens nothing of it any more and sees it no more.
  if (session.closed() && act == ParticipantAct::kExcuse) return access_.ShutOut(tx, *before);
  return base::Ok();
}

base::Status Participation::Decide(const desk::Actor& actor, const vault::UnlockedPerson* by,
                                   const PanelSessionId& id, const desk::PersonId& person,
                                   ParticipantAct act) {
  if (act == ParticipantAct::kAccept || act == ParticipantAct::kExcuse)
    return Forbid(desk::tr("Each person answers for herself."));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const PanelSession session = TRY(access_.MustChair(tx, actor, id));
    if (IsOver(session)) return Conflict(desk::tr("This session is over."));
    const auto before = TRY(access_.ParticipantOf(tx, id, person));
    if (!before) return NoSuchParticipant();
    if (session.closed() && act == ParticipantAct::kReturn && by == nullptr)
      return base::Error{base::Code::kUnauthenticated,
                         desk::tr("This is sealed: unlock your vault to let somebody in."),
                         {}};
    if (act == ParticipantAct::kRemove) TRY(MustKeepChair(tx, access_, id, person));
    TRY(Apply(tx, actor, session, *before, act, AttendanceMode::kNone));
    if (session.closed() && act == ParticipantAct::kRemove) TRY(access_.ShutOut(tx, *before));
    if (session.closed() && by != nullptr) {
      TRY(access_.LetIn(tx, *by, id));
      TRY(access_.Renew(tx, *by, id));
    }
    if (act == ParticipantAct::kApprove) return QueueNotice(tx, seams_, id, person, NoticeKind::kApproved);
    if (act == ParticipantAct::kRefuse) return QueueNotice(tx, seams_, id, person, NoticeKind::kRefused);
    if (act == ParticipantAct::kReturn) return QueueNotice(tx, seams_, id, person, NoticeKind::kInvited);
    return base::Ok();
  });
}

base::Status Participation::SetRole(const desk::Actor& actor, const PanelSessionId& id,
                                    const desk::PersonId& person, ParticipantRole role) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const PanelSession session = TRY(access_.MustChair(tx, actor, id));
    auto one = TRY(access_.ParticipantOf(tx, id, person));
    if (!one) return NoSuchParticipant();
    if (!Leads(role)) TRY(MustKeepChair(tx, access_, id, person));
    one->role = role;
    TRY(Update(tx, *one, seams_.clock.Now()));
    return access_.Note(tx, actor, session, "panel-session.role", SessionRecord(id),
                        {{"person", person.text()}, {"role", std::string(ParticipantRoleName(role))}});
  });
}

base::Status Participation::RecordAttendance(
    const desk::Actor& actor, const PanelSessionId& id,
    const std::vector<std::pair<desk::PersonId, AttendanceMode>>& present) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    const PanelSession session = TRY(access_.MustChair(tx, actor, id));
    if (session.state != SessionState::kUnderWay && session.state != SessionState::kHeld)
      return Conflict(desk::tr("Attendance is recorded while a session is under way or held."));
    for (const auto& [person, mode] : present) {
      const auto one = TRY(access_.ParticipantOf(tx, id, person));
      if (!one || !one->belongs()) return NoSuchParticipant();
      TRY(tx.Execute(
          "UPDATE panel_session_participant SET present = $3, version = version + 1 WHERE session_id = "
          "$1 AND person_id = $2",
          {id, person, AttendanceModeName(mode)}));
    }
    return access_.Note(tx, actor, session, "panel-session.attendance", SessionRecord(id),
                        {{"count", fmt::to_string(present.size())}});
  });
}

base::Result<std::int64_t> Participation::LetIn(const desk::Actor& actor, const vault::UnlockedPerson& by,
                                                const PanelSessionId& id) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Result<std::int64_t> {
    const PanelSession session = TRY(access_.MustChair(tx, actor, id));
    if (!session.closed()) return std::int64_t{0};
    const std::int64_t without = TRY(access_.LetIn(tx, by, id));
    TRY(access_.Renew(tx, by, id));
    TRY(access_.Note(tx, actor, session, "panel-session.let-in", SessionRecord(id)));
    return without;
  });
}

base::Status Participation::Leave(db::Transaction& tx, const desk::Actor& actor,
                                  const desk::PersonId& person) {
  TRY(tx.Execute(
      "UPDATE panel_session_participant SET state = 'removed', let_in = 0, version = version + 1 WHERE "
      "person_id = $1 AND org_id = $2",
      {person, actor.org}));
  return base::Ok();
}

}  // namespace panel
