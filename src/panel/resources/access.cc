#include "panel/resources/access.h"

#include "desk/tr.h"

namespace panel {

bool Viewer::MaySee(const Project& project) const {
  if (project.state != ProjectState::kDraft || secretariat) return true;
  return member && member->org == project.org;
}

bool Viewer::MayChange(const Project& project, const desk::Actor& actor) const {
  if (secretariat) return true;
  return member && member->state == MemberState::kAdmitted && actor.org == project.org &&
         actor.Can(desk::Permission::kPanelTakePart);
}

base::Result<Viewer> MustSeePanel(db::Transaction& tx, Panels& panels, Directory& directory,
                                  const desk::Actor& actor, const PanelId& id) {
  Viewer viewer;
  viewer.panel = TRY(panels.Get(tx, id));
  viewer.secretariat = Panels::Hosts(actor, viewer.panel);
  viewer.member = TRY(directory.OfOrg(tx, id, actor.org));
  const bool inside = viewer.member && (viewer.member->state == MemberState::kAdmitted ||
                                        viewer.member->state == MemberState::kSuspended);
  if (!viewer.secretariat && !inside && viewer.panel.host != actor.org)
    return base::NotFound(desk::tr("There is no such panel."));
  return viewer;
}

}  // namespace panel
