#pragma once
// The panel's projects and ledger as an IATI 2.03 activity file, out and in.
//
// Out: every project that was approved, with its budgets, ledger and results; the panel is the reporting
// organisation (ResourceSettings), a project's identifier is its reference, a hyphen and the project's code.
// Counts of people below 11 are left out and larger ones rounded down to tens, as everywhere. The file is
// checked before it is handed out. In: activities become projects in the state that their status says, with
// budgets, results and ledger; refused whole, with what is wrong by line, where anything cannot be taken.
// Stages: IATI's incoming pledge 13, incoming commitment 11, incoming funds 1, disbursement 3 and expenditure
// 4; our own files also say "returned" and "cancelled", what is in kind, and what reverses what. Thread-safe.

#include <string>
#include <string_view>

#include "panel/resources/ledger.h"

namespace panel {

class IatiExchange {
 public:
  IatiExchange(PanelSeams seams, Panels& panels, Directory& directory)
      : seams_(seams), panels_(panels), directory_(directory) {}

  // The secretariat's. Errors: kConflict (no reference as a publisher, no project), kInternal (our own file
  // would break a rule).
  base::Result<std::string> Export(const desk::Actor& actor, const PanelId& panel);
  // The secretariat's; the projects belong to the host. `taken` counts activities.
  base::Result<ImportOutcome> Import(const desk::Actor& actor, const PanelId& panel, std::string_view bytes,
                                     const std::string& name);

 private:
  PanelSeams seams_;
  Panels& panels_;
  Directory& directory_;
};

}  // namespace panel
