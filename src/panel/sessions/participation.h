#pragma once
// Who takes part in a session: invited or registered, approved, on the waiting list, there in the room or
// online. Every call checks the actor (access.h) and writes change, audit and the notice that goes out by
// mail (news.h) in one transaction. Thread-safe.
//
// Seats are counted by mode. An invited person has hers; who registers without a free seat waits, and the
// first who waits moves up when one comes free.

#include <string_view>
#include <utility>
#include <vector>

#include "panel/sessions/access.h"
#include "vault/vault.h"

namespace panel {

// How many are coming, as whoever may see the session sees it.
struct SeatCount {
  std::int64_t room = 0;
  std::int64_t online = 0;
  std::int64_t invited = 0;
  std::int64_t asked = 0;
  std::int64_t waiting = 0;
};
SeatCount CountSeats(const std::vector<Participant>& participants);

class Participation {
 public:
  Participation(PanelSeams seams, SessionAccess& access) : seams_(seams), access_(access) {}

  // By a chair: a person of an organisation that is a member of the panel, its host or co-host, by her e-mail
  // address and the organisation's short name. To a closed session `by` must be able to open it; where the
  // invited one has no vault keys yet she is let in later (LetIn). Errors: kInvalid (no such person there;
  // the same for every reason), kConflict (takes part already), kTooLarge.
  base::Status Invite(const desk::Actor& actor, const vault::UnlockedPerson* by, const PanelSessionId& id,
                      std::string_view email, std::string_view org_slug, ParticipantRole role);
  // By herself, for the organisation in which she acts. kConflict: registration is not open; kForbidden: by
  // invitation only, or refused before.
  base::Status Register(const desk::Actor& actor, const PanelSessionId& id, AttendanceMode mode);
  // By herself: kAccept, kExcuse.
  base::Status Answer(const desk::Actor& actor, const PanelSessionId& id, ParticipantAct act,
                      AttendanceMode mode);
  // The same within a transaction of the caller's.
  base::Status AnswerIn(db::Transaction& tx, const desk::Actor& actor, const PanelSessionId& id,
                        ParticipantAct act, AttendanceMode mode);
  // By a chair: kApprove, kRefuse, kRemove, kReturn. Whoever is removed from a closed session knows of it no
  // more; kReturn into one needs `by`, as Invite. The last chair stays (kConflict).
  base::Status Decide(const desk::Actor& actor, const vault::UnlockedPerson* by, const PanelSessionId& id,
                      const desk::PersonId& person, ParticipantAct act);
  base::Status SetRole(const desk::Actor& actor, const PanelSessionId& id, const desk::PersonId& person,
                       ParticipantRole role);
  // By a chair, while the session is under way or held: where each of them was. Those not named stay as they
  // are.
  base::Status RecordAttendance(const desk::Actor& actor, const PanelSessionId& id,
                                const std::vector<std::pair<desk::PersonId, AttendanceMode>>& present);
  // By a chair: everything sealed to those who have keys by now, and under new keys where somebody left.
  // Returns how many still have no keys.
  base::Result<std::int64_t> LetIn(const desk::Actor& actor, const vault::UnlockedPerson& by,
                                   const PanelSessionId& id);
  // Where a person leaves an organisation.
  base::Status Leave(db::Transaction& tx, const desk::Actor& actor, const desk::PersonId& person);

 private:
  base::Status Apply(db::Transaction& tx, const desk::Actor& actor, const PanelSession& session,
                     const Participant& before, ParticipantAct act, AttendanceMode mode);

  PanelSeams seams_;
  SessionAccess& access_;
};

}  // namespace panel
