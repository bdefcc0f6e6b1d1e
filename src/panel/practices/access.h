#pragma once
// What an actor is to a practice, and so what she may see. Who may not see it gets kNotFound, as for one that
// does not exist. Thread-safe.

#include <optional>
#include <vector>

#include "panel/common/directory.h"
#include "panel/common/panels.h"
#include "panel/practices/types.h"

namespace panel {

struct Standing {
  bool owner = false;                    // acts for the organisation that owns it
  bool secretariat = false;              // of its panel
  bool member = false;                   // of its panel: may read what is published
  bool takes_part = false;               // acts for an admitted member
  std::optional<PracticeReview> review;  // of the working revision, where the actor's organisation has one
  bool has_reviewed = false;             // finished a review of any revision
  // Sees the working revision, not only what is published.
  bool inside() const { return owner || secretariat || review.has_value(); }
};

class PracticeAccess {
 public:
  PracticeAccess(Panels& panels, Directory& directory) : panels_(panels), directory_(directory) {}

  base::Result<Standing> StandingOf(db::Transaction& tx, const desk::Actor& actor, const Practice& practice);
  // The practice where the actor may see anything of it at all. Errors: kNotFound.
  base::Result<Practice> MustSee(db::Transaction& tx, const desk::Actor& actor, const PracticeId& id,
                                 Standing& standing);
  // The panels that the actor reads as a member or as their secretariat.
  base::Result<std::vector<PanelId>> ReadablePanels(db::Transaction& tx, const desk::Actor& actor);
  base::Result<bool> Reads(db::Transaction& tx, const desk::Actor& actor, const PanelId& panel);
  // The member that the actor acts for. Errors: kForbidden.
  base::Result<Member> MustTakePart(db::Transaction& tx, const desk::Actor& actor, const PanelId& panel) {
    return directory_.MustTakePart(tx, actor, panel);
  }
  base::Result<bool> Hosts(db::Transaction& tx, const desk::Actor& actor, const PanelId& panel);

 private:
  Panels& panels_;
  Directory& directory_;
};

}  // namespace panel
