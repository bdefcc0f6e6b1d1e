#include "panel/members/exchange_guard.h"

#include "panel/members/types.h"

namespace panel::members {

base::Status GuardExchange(db::Transaction& tx, const PanelId& panel,
                           exchange::Circumstances& circumstances) {
  const db::Rows red = TRY(
      tx.Query("SELECT m.member_id FROM panel_membership m JOIN panel_flag f ON f.profile_id = m.profile_id "
               "WHERE m.panel_id = $1 AND f.kind = $2",
               {panel, FlagKindName(FlagKind::kRed)}));
  for (const db::Row& row : red) circumstances.barred.insert(row.IdAt<MemberId>(0));
  const db::Rows tied = TRY(tx.Query(
      "SELECT member_id, about_id FROM panel_interest WHERE panel_id = $1 AND about_id IS NOT "
      "NULL AND state IN ($2, $3)",
      {panel, InterestStateName(InterestState::kDeclared), InterestStateName(InterestState::kRecused)}));
  for (const db::Row& row : tied) {
    const auto a = row.IdAt<MemberId>(0), b = row.IdAt<MemberId>(1);
    circumstances.conflicts[a].insert(b);
    circumstances.conflicts[b].insert(a);
  }
  return base::Ok();
}

}  // namespace panel::members
