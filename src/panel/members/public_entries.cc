#include "panel/members/public_entries.h"

#include <algorithm>

#include "base/limits_panel.h"
#include "db/sql_text.h"
#include "desk/tr.h"
#include "panel/members/position.h"
#include "panel/members/search_words.h"
#include "panel/members/store.h"

namespace panel::members {
namespace {

// A chosen list of fields begins with the name, in the order of the fields.
constexpr std::string_view kThoseWhoShowThemselves =
    "FROM panel_member m JOIN panel_membership s ON s.member_id = m.id "
    "WHERE m.state = 'admitted' AND (s.shown = 'name' OR s.shown LIKE 'name,%') AND m.panel_id = ";

bool Shows(const Membership& membership, PublicField field) {
  return std::find(membership.shown.begin(), membership.shown.end(), field) != membership.shown.end();
}

base::Result<PublicEntry> EntryOf(db::Transaction& tx, const Membership& membership) {
  PublicEntry entry;
  const Member& member = membership.member;
  entry.id = member.id;
  entry.name = member.name;
  entry.constituency = desk::OrgTypeName(member.constituency);
  if (Shows(membership, PublicField::kCountry)) entry.country = member.country;
  if (Shows(membership, PublicField::kSectors)) entry.sectors = member.sectors;
  if (Shows(membership, PublicField::kSince)) entry.since = member.admitted;
  if (Shows(membership, PublicField::kLink))
    entry.link = TRY(store::GetProfile(tx, membership.profile)).website;
  if (Shows(membership, PublicField::kContact)) {
    entry.contacts = TRY(store::Contacts(tx, membership.profile));
    std::erase_if(entry.contacts, [](const Contact& contact) {
      return contact.visibility != Visibility::kPublic || contact.consent.ms == 0;
    });
  }
  return entry;
}

}  // namespace

base::Result<PublicPage> PublicEntries::List(const PanelId& panel, std::string_view text,
                                             std::string_view after, std::size_t limit) {
  const std::size_t most = std::clamp<std::size_t>(limit, 1, base::kMaxMemberPage);
  return seams_.base.database.Read([&](db::Transaction& tx) -> base::Result<PublicPage> {
    db::SqlText sql("SELECT m.id, m.name_key ");
    sql.Add(kThoseWhoShowThemselves).Bind(panel.text());
    for (const std::string& word : SearchWords(text))
      sql.Add(" AND m.id IN (SELECT member_id FROM panel_member_word WHERE panel_id = ")
          .Bind(panel.text())
          .Add(" AND word >= ")
          .BindBytes(word)
          .Add(" AND word < ")
          .BindBytes(word + '\xFF')
          .Add(")");
    if (!after.empty()) {
      const auto [key, id] = TRY(PositionOf(after));
      sql.Add(" AND (m.name_key, m.id) > (").BindBytes(key).Add(", ").Bind(id).Add(")");
    }
    sql.Add(" ORDER BY m.name_key, m.id LIMIT ").Bind(static_cast<std::int64_t>(most + 1));
    PublicPage page;
    std::string position;
    for (const db::Row& row : TRY(sql.Query(tx))) {
      if (page.entries.size() == most) {
        page.next = position;
        break;
      }
      const Membership membership = TRY(store::GetMembership(tx, row.IdAt<MemberId>(0)));
      page.entries.push_back(TRY(EntryOf(tx, membership)));
      const std::span<const std::byte> key = row.Bytes(1);
      position = Position({reinterpret_cast<const char*>(key.data()), key.size()}, row.Text(0));
    }
    return page;
  });
}

base::Result<std::vector<std::pair<std::string, std::string>>> PublicEntries::Constituencies(
    const PanelId& panel) {
  return seams_.base.database.Read(
      [&](db::Transaction& tx) -> base::Result<std::vector<std::pair<std::string, std::string>>> {
        db::SqlText sql("SELECT m.name, m.constituency ");
        sql.Add(kThoseWhoShowThemselves).Bind(panel.text());
        std::vector<std::pair<std::string, std::string>> found;
        for (const db::Row& row : TRY(sql.Query(tx)))
          found.emplace_back(std::string(row.Text(0)), std::string(row.Text(1)));
        return found;
      });
}

base::Result<PublicEntry> PublicEntries::Get(const MemberId& member) {
  return seams_.base.database.Read([&](db::Transaction& tx) -> base::Result<PublicEntry> {
    const Membership membership = TRY(store::GetMembership(tx, member));
    if (membership.member.state != MemberState::kAdmitted || !Shows(membership, PublicField::kName))
      return base::NotFound(desk::tr("There is no such member."));
    return EntryOf(tx, membership);
  });
}

}  // namespace panel::members
