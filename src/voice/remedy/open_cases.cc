#include "voice/remedy/open_cases.h"

#include "db/sql_text.h"
#include "desk/tr.h"

namespace voice::remedy {
namespace {

struct Found {
  std::vector<CaseId> ids;
  std::size_t all = 0;
};

base::Result<Found> OpenIds(db::Transaction& tx, const desk::Actor& actor,
                            const std::vector<vault::CircleId>& circles, const std::optional<TeamId>& team) {
  db::SqlText sql(
      "SELECT c.id FROM voice_case c JOIN voice_team t ON t.id = c.team_id JOIN voice_document d ON "
      "d.case_id = c.id AND d.kind = 'claims' WHERE c.state <> 'closed' AND c.org_id = ");
  sql.Bind(actor.org).Add(" AND t.circle_id IN ").BindAll(circles);
  if (team) sql.Add(" AND t.id = ").Bind(*team);
  sql.Add(" ORDER BY c.received_day, c.id");
  Found found;
  for (const db::Row& row : TRY(sql.Query(tx))) found.ids.push_back(row.IdAt<CaseId>(0));
  found.all = found.ids.size();
  return found;
}

}  // namespace

base::Result<std::size_t> EachOpenCase(CaseAccess& access, const desk::Actor& actor,
                                       const vault::UnlockedPerson& me, const std::optional<TeamId>& team,
                                       std::size_t most, const Visitor& visit) {
  if (!actor.Can(desk::Permission::kCasesWork))
    return base::Error{base::Code::kForbidden, desk::tr("you do not work on cases"), {}};
  const std::vector<vault::CircleId> circles = TRY(access.CirclesOf(actor));
  if (circles.empty()) return std::size_t{0};
  return access.database().Read([&](db::Transaction& tx) -> base::Result<std::size_t> {
    const Found found = TRY(OpenIds(tx, actor, circles, team));
    std::size_t opened_cases = 0;
    for (const CaseId& id : found.ids) {
      if (opened_cases == most) break;
      ++opened_cases;
      const OpenedCase opened = TRY(access.Open(tx, actor, me, id));
      const StoredBook stored = TRY(ReadClaims(tx, opened));
      TRY(visit(opened, stored.book));
    }
    return found.all - opened_cases;
  });
}

}  // namespace voice::remedy
