#include "panel/common/directory.h"

#include <algorithm>
#include <array>

#include "base/limits_panel.h"
#include "desk/tr.h"

namespace panel {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(MemberState::kCount)> kStateNames = {
    "draft", "applied", "diligence", "admitted", "declined", "suspended", "left"};

constexpr std::string_view kSelect =
    "SELECT id, panel_id, org_id, name, constituency, country, sectors, state, admitted_ms, created_ms, "
    "version "
    "FROM panel_member ";

std::vector<std::string> SectorsOf(std::string_view text) {
  std::vector<std::string> sectors;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    sectors.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return sectors;
}

}  // namespace

std::string_view MemberStateName(MemberState state) {
  return kStateNames.at(static_cast<std::size_t>(state));
}

std::optional<MemberState> MemberStateNamed(std::string_view name) {
  for (std::size_t i = 0; i < kStateNames.size(); ++i)
    if (kStateNames[i] == name) return static_cast<MemberState>(i);
  return std::nullopt;
}

std::string_view MemberColumns() {
  return kSelect;
}

std::string SectorsText(const std::vector<std::string>& sectors) {
  std::vector<std::string> sorted = sectors;
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  std::string text;
  for (const std::string& sector : sorted) text += (text.empty() ? "" : ",") + sector;
  return text;
}

Member MemberFromRow(const db::Row& row) {
  Member member;
  member.id = row.IdAt<MemberId>(0);
  member.panel = row.IdAt<PanelId>(1);
  member.org = row.IdAt<desk::OrgId>(2);
  member.name = row.Text(3);
  member.constituency = desk::OrgTypeNamed(row.Text(4)).value_or(desk::OrgType::kCompany);
  member.country = row.Text(5);
  member.sectors = SectorsOf(row.Text(6));
  member.state = MemberStateNamed(row.Text(7)).value_or(MemberState::kDraft);
  member.admitted = base::UtcTime{row.Int(8)};
  member.created = base::UtcTime{row.Int(9)};
  member.version = row.Int(10);
  return member;
}

base::Result<Member> Directory::Get(db::Transaction& tx, const MemberId& id) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kSelect) + "WHERE id = $1", {id}));
  if (!row) return base::NotFound(desk::tr("There is no such member."));
  return MemberFromRow(*row);
}

base::Result<std::optional<Member>> Directory::OfOrg(db::Transaction& tx, const PanelId& panel,
                                                     const desk::OrgId& org) {
  const std::optional<db::Row> row =
      TRY(tx.QueryOne(std::string(kSelect) + "WHERE panel_id = $1 AND org_id = $2", {panel, org}));
  if (!row) return std::optional<Member>();
  return std::optional<Member>(MemberFromRow(*row));
}

base::Result<std::vector<Member>> Directory::Admitted(db::Transaction& tx, const PanelId& panel) {
  std::vector<Member> members;
  const db::Rows rows = TRY(tx.Query(
      std::string(kSelect) + "WHERE panel_id = $1 AND state = 'admitted' ORDER BY name_key, id LIMIT $2",
      {panel, base::kMaxPanelMembers}));
  members.reserve(rows.size());
  for (const db::Row& row : rows) members.push_back(MemberFromRow(row));
  return members;
}

base::Result<std::vector<Member>> Directory::Admitted(const PanelId& panel) {
  return seams_.database.Read([&](db::Transaction& tx) { return Admitted(tx, panel); });
}

base::Result<std::vector<MemberName>> Directory::AdmittedNames(db::Transaction& tx, const PanelId& panel) {
  std::vector<MemberName> members;
  const db::Rows rows = TRY(tx.Query(
      "SELECT id, org_id, name FROM panel_member WHERE panel_id = $1 AND state = 'admitted' ORDER BY "
      "name_key, id LIMIT $2",
      {panel, base::kMaxPanelMembers}));
  members.reserve(rows.size());
  for (const db::Row& row : rows)
    members.push_back({row.IdAt<MemberId>(0), row.IdAt<desk::OrgId>(1), row.Text(2)});
  return members;
}

base::Result<Member> Directory::MustTakePart(db::Transaction& tx, const desk::Actor& actor,
                                             const PanelId& panel) {
  if (actor.Can(desk::Permission::kPanelTakePart)) {
    std::optional<Member> member = TRY(OfOrg(tx, panel, actor.org));
    if (member && member->state == MemberState::kAdmitted) return *std::move(member);
  }
  return base::Error{
      base::Code::kForbidden, desk::tr("Only an admitted member of the panel may do this."), {}};
}

}  // namespace panel
