#include "db/db.h"
#include "screening/screening.h"

namespace screening {

base::Result<std::optional<Finding>> FindFinding(db::Transaction& tx, const desk::OrgId& org,
                                                 std::string_view alert) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(
      "SELECT party_caption, dataset, decision FROM alert WHERE org_id = $1 AND id = $2", {org, alert}));
  if (!row) return std::optional<Finding>();
  return std::optional<Finding>(Finding{row->Text(0), row->Text(1), row->Text(2)});
}

}  // namespace screening
