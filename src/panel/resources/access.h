#pragma once
// Who sees what of the panel's projects and money, and who may change it. The panel's host and its admitted
// members see everything but other members' drafts; suspended members see and do not act. To everybody else
// the panel does not exist (kNotFound).

#include "desk/actor.h"
#include "panel/common/directory.h"
#include "panel/common/panels.h"
#include "panel/resources/types.h"

namespace panel {

struct Viewer {
  Panel panel;
  bool secretariat = false;
  std::optional<Member> member;  // of the actor's organisation

  bool MaySee(const Project& project) const;
  // Change the project, its results, its trainees; write its money.
  bool MayChange(const Project& project, const desk::Actor& actor) const;
};

// Errors: kNotFound.
base::Result<Viewer> MustSeePanel(db::Transaction& tx, Panels& panels, Directory& directory,
                                  const desk::Actor& actor, const PanelId& panel);

}  // namespace panel
