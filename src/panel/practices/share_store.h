#pragma once
// SQL of replications, translations and tools; as store.h.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "panel/practices/store.h"

namespace panel {

base::Result<Replication> LoadReplication(db::Transaction& tx, const ReplicationId& id);  // kNotFound
// Those of several practices in one query, by practice and then as ReplicationsOf gives them; all of
// them, however many: nothing is cut.
base::Result<std::vector<Replication>> ReplicationsOfAll(db::Transaction& tx,
                                                         const std::vector<std::string>& practices);
base::Result<std::vector<Replication>> ReplicationsOf(db::Transaction& tx, const PracticeId& practice);
base::Result<std::vector<Replication>> ReplicationsBy(db::Transaction& tx, const desk::OrgId& org,
                                                      std::size_t limit);
// Claims on the organisation's own practices that wait for its word.
base::Result<std::vector<Replication>> ClaimsFor(db::Transaction& tx, const desk::OrgId& owner,
                                                 std::size_t limit);
base::Result<std::int64_t> CountConfirmed(db::Transaction& tx, const PracticeId& practice);
base::Status InsertReplication(db::Transaction& tx, const Replication& replication, const MemberId& member);
base::Status SaveReplication(db::Transaction& tx, Replication& replication);

base::Result<PracticeTranslation> LoadTranslation(db::Transaction& tx, const PracticeTranslationId& id);
base::Result<std::vector<PracticeTranslation>> TranslationsOf(db::Transaction& tx,
                                                              const PracticeId& practice);
base::Status InsertTranslation(db::Transaction& tx, const PracticeTranslation& translation,
                               const MemberId& member);
base::Status SaveTranslation(db::Transaction& tx, PracticeTranslation& translation);

base::Result<Tool> LoadTool(db::Transaction& tx, const ToolId& id);
base::Result<std::vector<Tool>> ToolsByIds(db::Transaction& tx, const std::vector<std::string>& ids);
base::Result<std::vector<Tool>> ToolsOf(db::Transaction& tx, const desk::OrgId& org, std::size_t limit);
base::Result<std::vector<Tool>> ProposedTools(db::Transaction& tx, const PanelId& panel, std::size_t limit);
base::Status InsertTool(db::Transaction& tx, const Tool& tool, const MemberId& member);
base::Status SaveTool(db::Transaction& tx, Tool& tool);

}  // namespace panel
