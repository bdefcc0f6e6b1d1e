#pragma once
// The work plan of a panel: its commitments, the actions of its sessions (by whoever registers a PlanSource),
// and entries of its own, along one line of time. Everybody in the panel sees it; the secretariat writes
// entries. Thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "panel/commitments/types.h"

namespace panel {

using PlanEntryId = base::Id<struct PlanEntryTag>;

struct PlanEntry {
  PlanEntryId id;
  PanelId panel;
  MemberId member;  // who does it; empty: the secretariat
  std::string title;
  base::UtcTime starts;  // a day; of a milestone: as `ends`
  base::UtcTime ends;
  bool milestone = false;
  bool done = false;
  PlanEntryId after;  // which must be done before; empty: none
  std::int64_t version = 0;
  std::string member_name;
};
struct PlanDraft {
  std::string title, starts, ends, member, after;  // as typed; ids may be empty
  bool milestone = false;
};

class Plan {
 public:
  explicit Plan(PanelServices& services) : services_(services) {}

  // Errors: kInvalid (no title, days out of order, an entry that would wait for itself), kForbidden.
  base::Result<PlanEntryId> Add(const desk::Actor& actor, const PanelId& panel, const PlanDraft& draft);
  base::Status Edit(const desk::Actor& actor, const PlanEntryId& id, std::int64_t version,
                    const PlanDraft& draft);
  base::Status SetDone(const desk::Actor& actor, const PlanEntryId& id, std::int64_t version, bool done);
  base::Status Remove(const desk::Actor& actor, const PlanEntryId& id, std::int64_t version);

  base::Result<PlanEntry> Get(const desk::Actor& actor, const PlanEntryId& id);
  base::Result<std::vector<PlanEntry>> Entries(const desk::Actor& actor, const PanelId& panel);
  struct Picture {
    std::vector<PlanRow> rows;  // of all sources, by their beginning, at most kMaxPlanRows
    bool may_write = false;
  };
  // What touches the days between.
  base::Result<Picture> Read(const desk::Actor& actor, const PanelId& panel, base::UtcTime from,
                             base::UtcTime until);
  // Whether the actor writes entries.
  base::Result<bool> MayWrite(const desk::Actor& actor, const PanelId& panel);
  // Those whom an entry may be given to, by name; none for who may not write.
  base::Result<std::vector<MemberName>> Members(const desk::Actor& actor, const PanelId& panel);

 private:
  base::Result<PlanEntry> Writable(db::Transaction& tx, const desk::Actor& actor, const PlanEntryId& id,
                                   std::int64_t version);
  PanelServices& services_;
};

// What is wrong with a draft; the rest goes into `entry`. Pure.
kit::Wrongs ReadPlanDraft(const PlanDraft& draft, PlanEntry& entry);

// Sources of the plan that this folder has: commitments, and own entries.
void AddPlanSources(PanelServices& services);

}  // namespace panel
