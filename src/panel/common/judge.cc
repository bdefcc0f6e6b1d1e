#include "panel/common/judge.h"

#include "desk/tr.h"

namespace panel {
namespace {

base::Error OwnOrganisation() {
  return {base::Code::kForbidden,
          desk::tr("You have a role in the organisation that this is about; somebody else has to decide it."),
          {}};
}

}  // namespace

base::Status MustBePerson(const desk::Actor& actor) {
  if (actor.kind != desk::Actor::Kind::kKey) return base::Ok();
  return base::Error{
      base::Code::kForbidden, desk::tr("A person decides this, not a program: sign in to do it."), {}};
}

base::Status MustBeStranger(db::Transaction& tx, const desk::Actor& actor, const desk::OrgId& judged) {
  if (judged.empty()) return base::Ok();
  if (actor.org == judged) return OwnOrganisation();
  if (actor.person.empty()) return base::Ok();
  if (TRY(tx.QueryOne("SELECT org_id FROM membership WHERE org_id = $1 AND person_id = $2",
                      {judged, actor.person})))
    return OwnOrganisation();
  return base::Ok();
}

base::Status MustJudge(db::Transaction& tx, const desk::Actor& actor, const desk::OrgId& judged) {
  TRY(MustBePerson(actor));
  return MustBeStranger(tx, actor, judged);
}

}  // namespace panel
