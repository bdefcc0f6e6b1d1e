// Members that vet members.

#include <fmt/format.h>

#include "desk/tr.h"
#include "panel/members/diligence.h"
#include "panel/members/store.h"

namespace panel::members {
namespace {

using desk::tr;

constexpr std::int64_t kMostShown = 200;
constexpr const char* kOpenConflict = tr("The register has an open conflict of interest between the two.");
constexpr std::string_view kVetting =
    "SELECT v.id, v.panel_id, v.subject_id, s.name, v.profile_id, v.reviewer_id, r.name, v.reviewer_org_id, "
    "v.state, "
    "v.created_ms, v.words FROM panel_vetting v JOIN panel_member s ON s.id = v.subject_id "
    "JOIN panel_member r ON r.id = v.reviewer_id ";

Vetting FromRow(const db::Row& row) {
  Vetting vetting;
  std::size_t at = 0;
  vetting.id = row.IdAt<VettingId>(at++);
  vetting.panel = row.IdAt<PanelId>(at++);
  vetting.subject = row.IdAt<MemberId>(at++);
  vetting.subject_name = row.Text(at++);
  vetting.profile = row.IdAt<ProfileId>(at++);
  vetting.reviewer = row.IdAt<MemberId>(at++);
  vetting.reviewer_name = row.Text(at++);
  vetting.reviewer_org = row.IdAt<desk::OrgId>(at++);
  vetting.state = VettingStateNamed(row.Text(at++)).value_or(VettingState::kCancelled);
  vetting.created = base::UtcTime{row.Int(at++)};
  vetting.text = row.Text(at);
  return vetting;
}

std::vector<Vetting> All(const db::Rows& rows) {
  std::vector<Vetting> all;
  for (const db::Row& row : rows) all.push_back(FromRow(row));
  return all;
}

base::Error Conflict(const char* words) {
  return {base::Code::kConflict, words, {}};
}

// An interest of either side in the other that is not ended.
base::Result<bool> HaveConflict(db::Transaction& tx, const MemberId& one, const MemberId& other) {
  return TRY(tx.QueryOne("SELECT id FROM panel_interest WHERE state <> 'ended' AND ((member_id = $1 AND "
                         "about_id = $2) "
                         "OR (member_id = $2 AND about_id = $1)) LIMIT 1",
                         {one, other}))
      .has_value();
}

// What has to hold when a member is asked, and still when the file is opened for it.
base::Status CheckReviewer(db::Transaction& tx, const Access& subject, const Member& reviewer) {
  if (reviewer.panel != subject.panel.id || reviewer.state != MemberState::kAdmitted)
    return base::Invalid(tr("Only an admitted member of this panel can vet."));
  if (reviewer.id == subject.member().id) return base::Invalid(tr("Nobody vets themselves."));
  if (reviewer.org.empty())
    return base::Invalid(tr("This member has no accounts here with which it could vet."));
  if (reviewer.constituency == subject.member().constituency)
    return base::Invalid(tr("Choose a member of another constituency: companies do not vet companies."));
  if (TRY(HaveConflict(tx, reviewer.id, subject.member().id))) return Conflict(kOpenConflict);
  return base::Ok();
}

base::Status CheckNotAsked(db::Transaction& tx, const Access& subject, const Member& reviewer) {
  if (TRY(tx.QueryOne("SELECT id FROM panel_vetting WHERE profile_id = $1 AND reviewer_id = $2 AND state IN "
                      "('proposed', 'open')",
                      {subject.membership.profile, reviewer.id})))
    return Conflict(tr("This member has been asked, or has offered, already."));
  return base::Ok();
}

}  // namespace

base::Status Diligence::CheckNoConflict(db::Transaction& tx, const desk::OrgId& reviewer,
                                        const ProfileId& profile) {
  const db::Rows open = TRY(tx.Query(
      std::string(kVetting) + "WHERE v.reviewer_org_id = $1 AND v.profile_id = $2 AND v.state = 'open'",
      {reviewer, profile}));
  for (const Vetting& vetting : All(open))
    if (TRY(HaveConflict(tx, vetting.reviewer, vetting.subject))) return Conflict(kOpenConflict);
  return base::Ok();
}

base::Result<VettingId> Diligence::Insert(db::Transaction& tx, const desk::Actor& actor,
                                          const Access& subject, const Member& reviewer, VettingState state,
                                          std::string_view text) {
  if (subject.membership.profile.empty()) return Conflict(tr("This member has no application."));
  TRY(CheckReviewer(tx, subject, reviewer));
  TRY(CheckNotAsked(tx, subject, reviewer));
  const VettingId id = VettingId::New(seams_.base.random);
  TRY(tx.Execute(
      "INSERT INTO panel_vetting(id, panel_id, subject_id, profile_id, reviewer_id, reviewer_org_id, state, "
      "created_ms, words) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {id, subject.panel.id, subject.member().id, subject.membership.profile, reviewer.id, reviewer.org,
       VettingStateName(state), seams_.base.clock.Now().ms, text}));
  TRY(seams_.base.audit.Append(tx, actor, "member.vetting", "member:" + subject.member().id.text(),
                               {{"vetting", id.text()}, {"reviewer", reviewer.id.text()}}));
  return id;
}

base::Result<VettingId> Diligence::Ask(const desk::Actor& actor, const MemberId& subject,
                                       const MemberId& reviewer, std::string_view text) {
  const std::string clean = TRY(CleanText(text));
  return seams_.base.database.Write([&](db::Transaction& tx) -> base::Result<VettingId> {
    const Access access = TRY(MustHost(tx, seams_, actor, subject));
    const Member member = TRY(seams_.directory.Get(tx, reviewer));
    return Insert(tx, actor, access, member, VettingState::kOpen, clean);
  });
}

base::Result<VettingId> Diligence::Offer(const desk::Actor& actor, const MemberId& subject,
                                         std::string_view text) {
  const std::string clean = TRY(CleanText(text));
  return seams_.base.database.Write([&](db::Transaction& tx) -> base::Result<VettingId> {
    const Access access = TRY(AccessTo(tx, seams_, actor, subject));
    const Member member = TRY(seams_.directory.MustTakePart(tx, actor, access.panel.id));
    return Insert(tx, actor, access, member, VettingState::kProposed, clean);
  });
}

base::Status Diligence::Act(const desk::Actor& actor, const VettingId& id, VettingAct act,
                            std::string_view text) {
  const std::string clean = TRY(CleanText(text));
  return seams_.base.database.Write([&](db::Transaction& tx) -> base::Status {
    const base::Error unknown = base::NotFound(tr("There is no such vetting."));
    const auto row = TRY(tx.QueryOne(std::string(kVetting) + "WHERE v.id = $1", {id}));
    if (!row) return unknown;
    const Vetting vetting = FromRow(*row);
    const Panel panel = TRY(seams_.panels.Get(tx, vetting.panel));
    const bool host = Panels::Hosts(actor, panel);
    const bool reviewer = vetting.reviewer_org == actor.org && actor.Can(desk::Permission::kPanelTakePart);
    if (!host && !reviewer) return unknown;
    const VettingState after = TRY((
        Next<VettingState, VettingAct>(kVettingSteps, vetting.state, act, VettingStateName, VettingActName)));
    if (act == VettingAct::kComplete)
      return base::Error{base::Code::kForbidden, tr("A vetting is done by answering the questions."), {}};
    // Who offered may take the offer back.
    const bool may = act == VettingAct::kRecuse ? reviewer
                                                : host || (reviewer && act == VettingAct::kCancel &&
                                                           vetting.state == VettingState::kProposed);
    if (!may) return Forbidden();
    if (act == VettingAct::kAccept) {
      const Access subject = TRY(AccessTo(tx, seams_, actor, vetting.subject));
      const Member member = TRY(seams_.directory.Get(tx, vetting.reviewer));
      TRY(CheckReviewer(tx, subject, member));
    }
    if (act == VettingAct::kRecuse && clean.empty()) return base::Invalid(tr("Say why."));
    TRY(tx.Execute("UPDATE panel_vetting SET state = $2, words = $3 WHERE id = $1",
                   {id, VettingStateName(after), clean.empty() ? vetting.text : clean}));
    return seams_.base.audit.Append(tx, actor, fmt::format("member.vetting-{}", VettingActName(act)),
                                    "member:" + vetting.subject.text(), {{"vetting", id.text()}});
  });
}

base::Result<std::vector<Vetting>> Diligence::VettingsOf(const desk::Actor& actor, const MemberId& member) {
  return seams_.base.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Vetting>> {
    const Access access = TRY(AccessTo(tx, seams_, actor, member));
    std::vector<Vetting> all = All(TRY(
        tx.Query(std::string(kVetting) + "WHERE v.profile_id = $1 ORDER BY v.created_ms DESC, v.id LIMIT $2",
                 {access.membership.profile, kMostShown})));
    // A reviewer knows of its own; the member itself of all, so that it knows who looks into its file.
    if (!access.secretariat && !access.own)
      std::erase_if(all, [&](const Vetting& vetting) { return vetting.reviewer_org != actor.org; });
    return all;
  });
}

base::Result<std::vector<Vetting>> Diligence::Mine(const desk::Actor& actor) {
  if (actor.org.empty()) return std::vector<Vetting>();
  return seams_.base.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Vetting>> {
    return All(TRY(
        tx.Query(std::string(kVetting) +
                     "WHERE v.reviewer_org_id = $1 AND v.state = 'open' AND r.state = 'admitted' ORDER BY "
                     "v.created_ms, v.id LIMIT $2",
                 {actor.org, kMostShown})));
  });
}

base::Result<std::vector<Vetting>> Diligence::Proposed(const desk::Actor& actor, const PanelId& panel) {
  return seams_.base.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Vetting>> {
    TRY(seams_.panels.MustHost(tx, actor, panel));
    return All(TRY(
        tx.Query(std::string(kVetting) +
                     "WHERE v.panel_id = $1 AND v.state = 'proposed' ORDER BY v.created_ms, v.id LIMIT $2",
                 {panel, kMostShown})));
  });
}

}  // namespace panel::members
