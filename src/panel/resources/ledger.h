#pragma once
// The ledger of resources: what was pledged, committed, received, spent, returned and cancelled, in currency
// and in kind. Append-only (the database refuses anything else): a mistake is taken back by a line that
// reverses it, dated and valued as the line it reverses, so that every sum over any time comes out right;
// `created` says when it was written.
//
// The secretariat writes every line, a project's owner the lines of its projects, and an admitted member what
// it pledges itself. Everybody inside the panel reads all of it. Thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "panel/resources/ledger_store.h"
#include "panel/resources/projects.h"
#include "panel/resources/rates.h"

namespace panel {

struct LedgerPage {
  std::vector<LedgerLine> lines;  // newest first
  std::int64_t next = 0;
};
struct LedgerTotals {
  ResourceSettings settings;
  std::vector<StageTotal> totals;
};

class Ledger {
 public:
  Ledger(PanelSeams seams, Panels& panels, Directory& directory, Projects& projects)
      : seams_(seams), panels_(panels), directory_(directory), projects_(projects) {}

  // Of `draft`: project, member or donor, stage, in_kind, value, quantity, unit, valued_by, day, commitment,
  // reference, note.
  base::Result<LineId> Add(const desk::Actor& actor, const LedgerLine& draft);
  // Errors: kConflict (reversed already, or itself a reversal).
  base::Result<LineId> Reverse(const desk::Actor& actor, const LineId& line, std::string_view reason);
  // A table with the columns date, stage, project ("P7"), donor, currency, amount, and, as needed, kind,
  // quantity, unit, valued_by, commitment, reference, note. A donor that has the name of an admitted member
  // is that member. All or nothing.
  base::Result<ImportOutcome> Import(const desk::Actor& actor, const PanelId& panel, std::string_view bytes,
                                     const std::string& name);

  base::Result<LedgerLine> Get(const desk::Actor& actor, const LineId& line);
  base::Result<LedgerPage> List(const desk::Actor& actor, const PanelId& panel, const LedgerFilter& filter,
                                std::int64_t before, std::size_t limit);
  // All, or of one project.
  base::Result<LedgerTotals> Totals(const desk::Actor& actor, const PanelId& panel, const ProjectId& project);
  base::Result<std::vector<NamedTotals>> ByDonor(const desk::Actor& actor, const PanelId& panel,
                                                 const ProjectId& project, const std::string& after,
                                                 std::size_t limit);
  // Of these projects, in their order.
  base::Result<std::vector<NamedTotals>> ByProject(const desk::Actor& actor, const PanelId& panel,
                                                   const std::vector<Project>& projects);
  // Line by line in bounded memory, oldest first.
  base::Status Each(const desk::Actor& actor, const PanelId& panel,
                    const std::function<base::Status(const LedgerLine&)>& visit);

  // For the public face: sums over what was published, by project, in the order given; all of one panel.
  base::Result<std::vector<NamedTotals>> PublishedTotals(const std::vector<Project>& published);
  // Over every project of the panel that is published, however many.
  base::Result<std::vector<StageTotal>> PublishedSum(const PanelId& panel);

 private:
  base::Status CheckMayWrite(const Viewer& viewer, const desk::Actor& actor, const Project& project,
                             const LedgerLine& line) const;
  PanelSeams seams_;
  Panels& panels_;
  Directory& directory_;
  Projects& projects_;
};

// Checked and in the form in which it is stored; `today` in days. Errors: kInvalid naming the field.
base::Result<LedgerLine> CheckedLine(const LedgerLine& draft, std::int64_t today);

}  // namespace panel
