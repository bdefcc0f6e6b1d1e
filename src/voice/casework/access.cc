#include "voice/casework/access.h"

#include <algorithm>

#include "desk/tr.h"
#include "voice/intake/sealing_keys.h"

namespace voice {

base::Result<OpenedCase> CaseAccess::Open(db::Transaction& tx, const desk::Actor& actor,
                                          const vault::UnlockedPerson& me, const CaseId& id) {
  if (!actor.Can(desk::Permission::kCasesWork))
    return base::Error{base::Code::kForbidden, desk::tr("you do not work on cases"), {}};
  const base::Error not_there = base::NotFound(desk::tr("there is no such case"));
  base::Result<CaseRow> row = CaseRowOf(tx, id);
  if (!row) return row.error();
  if (row->org != actor.org || !TRY(IsOfTeam(tx, me, row->team))) return not_there;
  const base::Result<crypto::SecretBytes> packed =
      vault_.OpenRecord(tx, me, vault::RecordId::FromStore(id.text()));
  if (!packed) {
    const base::Code code = packed.error().code;
    return code == base::Code::kForbidden || code == base::Code::kNotFound ? not_there : packed.error();
  }
  CaseKeys keys = TRY(UnpackKeys(*packed));
  const CasePublicKeys known = keys.public_keys();
  if (known.talk != row->keys.talk || known.inner != row->keys.inner)
    return base::Corrupt("the public keys of a case are not those of its record");
  OpenedCase opened{.row = *std::move(row), .keys = std::move(keys)};
  if (opened.keys.sealing.empty()) return opened;
  base::Result<crypto::KeyPair> sealing = OpenSealingKey(tx, vault_, me, opened.keys.sealing);
  if (sealing)
    opened.sealing = *std::move(sealing);
  else if (const base::Code code = sealing.error().code;
           code != base::Code::kForbidden && code != base::Code::kNotFound)
    return sealing.error();
  return opened;
}

base::Result<OpenedCase> CaseAccess::OpenToSave(db::Transaction& tx, const desk::Actor& actor,
                                                const vault::UnlockedPerson& me, const CaseId& id) {
  OpenedCase opened = TRY(Open(tx, actor, me, id));
  if (saving_) TRY(saving_(tx, actor, me, opened));
  return opened;
}

base::Result<vault::CircleId> CaseAccess::CircleOfTeam(db::Transaction& tx, const TeamId& team) {
  const auto row = TRY(tx.QueryOne("SELECT circle_id FROM voice_team WHERE id = $1", {team}));
  if (!row) return base::NotFound(desk::tr("there is no such team"));
  return row->IdAt<vault::CircleId>(0);
}

base::Result<bool> CaseAccess::IsOfTeam(db::Transaction& tx, const vault::UnlockedPerson& me,
                                        const TeamId& team) {
  const vault::CircleId circle = TRY(CircleOfTeam(tx, team));
  return vault_.IsMember(tx, me.org(), circle, me.person());
}

base::Result<std::vector<vault::CircleId>> CaseAccess::CirclesOf(const desk::Actor& actor) {
  std::vector<vault::CircleId> mine;
  for (const vault::Circle& circle : TRY(vault_.Circles(actor.org)))
    if (std::find(circle.members.begin(), circle.members.end(), actor.person) != circle.members.end())
      mine.push_back(circle.id);
  return mine;
}

}  // namespace voice
