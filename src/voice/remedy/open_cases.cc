#include "voice/remedy/open_cases.h"

#include "db/sql_text.h"
#include "desk/tr.h"

namespace voice::remedy {
namespace {

base::Result<std::vector<CaseId>> IdsOf(db::Transaction& tx, const desk::Actor& actor,
                                        const std::vector<vault::CircleId>& circles,
                                        const CasesAsked& asked) {
  db::SqlText sql(
      "SELECT c.id FROM voice_case c JOIN voice_team t ON t.id = c.team_id JOIN voice_document d ON "
      "d.case_id = c.id AND d.kind = 'claims' WHERE c.org_id = ");
  sql.Bind(actor.org).Add(" AND t.circle_id IN ").BindAll(circles);
  sql.Add(" AND NOT EXISTS (SELECT 1 FROM voice_conflict x WHERE x.case_id = c.id AND x.person_id = ");
  sql.Bind(actor.person).Add(")");
  if (!asked.closed_too) sql.Add(" AND c.state <> 'closed'");
  if (asked.team) sql.Add(" AND t.id = ").Bind(*asked.team);
  sql.Add(asked.newest_first ? " ORDER BY c.received_day DESC, c.id" : " ORDER BY c.received_day, c.id");
  std::vector<CaseId> ids;
  for (const db::Row& row : TRY(sql.Query(tx))) ids.push_back(row.IdAt<CaseId>(0));
  return ids;
}

}  // namespace

base::Result<std::size_t> EachCase(CaseAccess& access, const desk::Actor& actor,
                                   const vault::UnlockedPerson& me, const CasesAsked& asked,
                                   const Visitor& visit) {
  if (!actor.Can(desk::Permission::kCasesWork))
    return base::Error{base::Code::kForbidden, desk::tr("you do not work on cases"), {}};
  const std::vector<vault::CircleId> circles = TRY(access.CirclesOf(actor));
  if (circles.empty()) return std::size_t{0};
  return access.database().Read([&](db::Transaction& tx) -> base::Result<std::size_t> {
    const std::vector<CaseId> ids = TRY(IdsOf(tx, actor, circles, asked));
    std::size_t opened_cases = 0, looked_at = 0;
    for (const CaseId& id : ids) {
      if (opened_cases == asked.most) break;
      ++looked_at;
      const base::Result<OpenedCase> opened = access.Open(tx, actor, me, id);
      if (!opened && opened.error().code == base::Code::kNotFound) continue;  // sealed to others of the team
      if (!opened) return opened.error();
      ++opened_cases;
      const StoredBook stored = TRY(ReadClaims(tx, *opened));
      TRY(visit(*opened, stored.book));
    }
    return ids.size() - looked_at;
  });
}

}  // namespace voice::remedy
