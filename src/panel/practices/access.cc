#include "panel/practices/access.h"

#include "desk/tr.h"
#include "panel/practices/review_store.h"

namespace panel {

base::Result<bool> PracticeAccess::Hosts(db::Transaction& tx, const desk::Actor& actor,
                                         const PanelId& panel) {
  const Panel found = TRY(panels_.Get(tx, panel));
  return Panels::Hosts(actor, found);
}

base::Result<bool> PracticeAccess::Reads(db::Transaction& tx, const desk::Actor& actor,
                                         const PanelId& panel) {
  if (TRY(Hosts(tx, actor, panel))) return true;
  if (!actor.Can(desk::Permission::kPanelRead) || actor.org.empty()) return false;
  const std::optional<Member> member = TRY(directory_.OfOrg(tx, panel, actor.org));
  return member && (member->state == MemberState::kAdmitted || member->state == MemberState::kSuspended);
}

base::Result<Standing> PracticeAccess::StandingOf(db::Transaction& tx, const desk::Actor& actor,
                                                  const Practice& practice) {
  Standing standing;
  standing.owner = !actor.org.empty() && actor.org == practice.org && actor.Can(desk::Permission::kPanelRead);
  standing.secretariat = TRY(Hosts(tx, actor, practice.panel));
  standing.member = TRY(Reads(tx, actor, practice.panel));
  standing.takes_part = directory_.MustTakePart(tx, actor, practice.panel).has_value();
  if (standing.owner || !standing.member) return standing;
  std::optional<PracticeReview> review = TRY(ReviewOfOrg(tx, practice.id, practice.revision, actor.org));
  const bool lives =
      review && review->state != ReviewState::kRecused && review->state != ReviewState::kReleased;
  if (lives) standing.review = std::move(review);
  standing.has_reviewed = TRY(HasReviewed(tx, practice.id, actor.org));
  return standing;
}

base::Result<Practice> PracticeAccess::MustSee(db::Transaction& tx, const desk::Actor& actor,
                                               const PracticeId& id, Standing& standing) {
  Practice practice = TRY(LoadPractice(tx, id));
  standing = TRY(StandingOf(tx, actor, practice));
  // A draft that was never sent is its owner's alone.
  const bool private_draft =
      practice.state == PracticeState::kDraft && practice.revision == 1 && practice.edition == 0;
  const bool secretariat_sees = standing.secretariat && !private_draft;
  const bool published = practice.published_revision > 0;
  const bool reads = published && (standing.member || practice.is_public);
  if (!standing.owner && !secretariat_sees && !standing.review && !reads)
    return base::NotFound(desk::tr("There is no such practice."));
  return practice;
}

base::Result<std::vector<PanelId>> PracticeAccess::ReadablePanels(db::Transaction& tx,
                                                                  const desk::Actor& actor) {
  std::vector<PanelId> readable;
  for (const Panel& panel : TRY(panels_.HostedBy(tx, actor))) readable.push_back(panel.id);
  if (!actor.Can(desk::Permission::kPanelRead) || actor.org.empty()) return readable;
  const db::Rows rows = TRY(tx.Query(
      "SELECT p.id FROM panel p JOIN panel_member m ON m.panel_id = p.id AND m.org_id = $1 WHERE m.state IN "
      "('admitted', 'suspended')",
      {actor.org}));
  for (const db::Row& row : rows) readable.push_back(row.IdAt<PanelId>(0));
  return readable;
}

}  // namespace panel
