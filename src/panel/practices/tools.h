#pragma once
// The catalogue of tools and kits: what it is, who made it, and each edition with its language, version,
// licence (SPDX) and address. The form of addresses is checked; nothing is fetched. A member proposes, the
// secretariat lists. Thread-safe.

#include <string>
#include <vector>

#include "panel/practices/access.h"
#include "panel/practices/index.h"
#include "panel/practices/share_store.h"

namespace panel {

class Tools {
 public:
  Tools(PanelSeams seams, PracticeAccess& access, PracticeIndex& index)
      : seams_(seams), access_(access), index_(index) {}

  base::Result<ToolId> Propose(const desk::Actor& actor, const PanelId& panel, ToolContent content,
                               bool is_public);
  // By the member who proposed it, or by the secretariat; a listed one stays listed.
  base::Status Amend(const desk::Actor& actor, const ToolId& id, std::int64_t version, ToolContent content,
                     bool is_public);
  // kList and kRefuse (with a note) by the secretariat; kRetire (with a note) by both.
  base::Status Do(const desk::Actor& actor, const ToolId& id, std::int64_t version, ToolAct act,
                  std::string note);

  struct View {
    Tool tool;
    bool mine = false;
    bool secretariat = false;
  };
  base::Result<View> Get(const desk::Actor& actor, const ToolId& id);
  base::Result<std::vector<Tool>> Own(const desk::Actor& actor);
  base::Result<std::vector<Tool>> Proposed(const desk::Actor& actor, const PanelId& panel);
  base::Result<std::vector<Tool>> ByIds(const std::vector<std::string>& ids);  // for hits of a search

 private:
  base::Result<View> MustSee(db::Transaction& tx, const desk::Actor& actor, const ToolId& id);

  PanelSeams seams_;
  PracticeAccess& access_;
  PracticeIndex& index_;
};

}  // namespace panel
