#include "panel/members/access.h"

#include <fmt/format.h>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/members/store.h"

namespace panel::members {

base::Error Forbidden() {
  return {base::Code::kForbidden, desk::tr("You may see this, but not do it."), {}};
}

base::Result<Access> AccessTo(db::Transaction& tx, MemberSeams& seams, const desk::Actor& actor,
                              const MemberId& id) {
  Access access;
  access.membership = TRY(store::GetMembership(tx, id));
  const Member& member = access.member();
  access.panel = TRY(seams.panels.Get(tx, member.panel));
  access.secretariat = Panels::Hosts(actor, access.panel) || actor.kind == desk::Actor::Kind::kSystem;
  access.own = !member.org.empty() && member.org == actor.org && actor.Can(desk::Permission::kPanelTakePart);
  if (!actor.org.empty() && actor.Can(desk::Permission::kPanelRead)) {
    const PanelView view = TRY(ViewOf(tx, seams, actor, member.panel));
    const bool listed = member.state == MemberState::kAdmitted || member.state == MemberState::kSuspended;
    access.peer = listed && view.SeesMembers();
  }
  if (!actor.org.empty() && actor.Can(desk::Permission::kPanelTakePart) &&
      !access.membership.profile.empty()) {
    access.reviewer =
        TRY(tx.QueryOne("SELECT v.id FROM panel_vetting v JOIN panel_member r ON r.id = v.reviewer_id AND "
                        "r.state = 'admitted' WHERE v.reviewer_org_id = $1 AND v.state = 'open' AND "
                        "v.profile_id = $2",
                        {actor.org, access.membership.profile}))
            .has_value();
  }
  if (!access.secretariat && !access.own && !access.peer && !access.reviewer)
    return base::NotFound(desk::tr("There is no such member."));
  return access;
}

base::Result<Access> MustEdit(db::Transaction& tx, MemberSeams& seams, const desk::Actor& actor,
                              const MemberId& id) {
  Access access = TRY(AccessTo(tx, seams, actor, id));
  if (!access.MayEdit()) return Forbidden();
  return access;
}

base::Result<Access> MustHost(db::Transaction& tx, MemberSeams& seams, const desk::Actor& actor,
                              const MemberId& id) {
  Access access = TRY(AccessTo(tx, seams, actor, id));
  if (!access.secretariat) return Forbidden();
  return access;
}

base::Result<PanelView> ViewOf(db::Transaction& tx, MemberSeams& seams, const desk::Actor& actor,
                               const PanelId& panel) {
  PanelView view;
  view.panel = TRY(seams.panels.Get(tx, panel));
  view.secretariat = Panels::Hosts(actor, view.panel);
  if (!actor.org.empty()) view.own = TRY(seams.directory.OfOrg(tx, panel, actor.org));
  return view;
}

base::Result<std::string> CleanText(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  if (text.size() > base::kMaxProfileTextBytes)
    return base::TooLarge(
        fmt::format("a text has at most {} bytes (kMaxProfileTextBytes)", base::kMaxProfileTextBytes));
  for (const char c : text) {
    constexpr unsigned char kFirstPrintable = 0x20;
    if (static_cast<unsigned char>(c) < kFirstPrintable && !is_blank(c))
      return base::Invalid(desk::tr("The text has characters that cannot be read."));
  }
  return std::string(text);
}

}  // namespace panel::members
