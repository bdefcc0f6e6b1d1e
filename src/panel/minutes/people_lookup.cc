#include "panel/minutes/people_lookup.h"

#include <algorithm>

#include "base/limits_panel.h"

namespace panel {
namespace {

constexpr std::string_view kPerson = "SELECT id, email, name, locale FROM person WHERE active = 1 AND ";
constexpr std::string_view kOrg = "SELECT id, slug, name FROM organisation WHERE active = 1 AND ";

KnownPerson PersonFrom(const db::Row& row) {
  return {row.IdAt<desk::PersonId>(0), row.Text(1), row.Text(2), row.Text(3)};
}
std::optional<KnownPerson> PersonIn(const std::optional<db::Row>& row) {
  if (!row) return std::nullopt;
  return PersonFrom(*row);
}
std::optional<KnownOrg> OrgIn(const std::optional<db::Row>& row) {
  if (!row) return std::nullopt;
  return KnownOrg{row->IdAt<desk::OrgId>(0), row->Text(1), row->Text(2)};
}

// `roles` is a list of names with commas between.
bool Speaks(std::string_view roles) {
  while (!roles.empty()) {
    const std::size_t end = std::min(roles.find(','), roles.size());
    const std::string_view role = roles.substr(0, end);
    if (role == desk::RoleName(desk::Role::kDelegate) || role == desk::RoleName(desk::Role::kSecretary))
      return true;
    roles.remove_prefix(std::min(end + 1, roles.size()));
  }
  return false;
}

}  // namespace

base::Result<std::optional<KnownPerson>> FindPerson(db::Transaction& tx, const desk::PersonId& id) {
  return PersonIn(TRY(tx.QueryOne(std::string(kPerson) + "id = $1", {id})));
}
base::Result<std::optional<KnownPerson>> FindPersonByEmail(db::Transaction& tx, std::string_view email) {
  return PersonIn(TRY(tx.QueryOne(std::string(kPerson) + "email = $1", {email})));
}
base::Result<std::optional<KnownOrg>> FindOrg(db::Transaction& tx, const desk::OrgId& id) {
  return OrgIn(TRY(tx.QueryOne(std::string(kOrg) + "id = $1", {id})));
}
base::Result<std::optional<KnownOrg>> FindOrgBySlug(db::Transaction& tx, std::string_view slug) {
  return OrgIn(TRY(tx.QueryOne(std::string(kOrg) + "slug = $1", {slug})));
}

base::Result<std::vector<desk::OrgId>> OrgsOf(db::Transaction& tx, const desk::PersonId& person) {
  std::vector<desk::OrgId> orgs;
  for (const db::Row& row :
       TRY(tx.Query("SELECT org_id FROM membership WHERE person_id = $1 ORDER BY org_id", {person})))
    orgs.push_back(row.IdAt<desk::OrgId>(0));
  return orgs;
}

base::Result<std::vector<KnownPerson>> SpeakersOf(db::Transaction& tx, const desk::OrgId& org) {
  std::vector<KnownPerson> speakers;
  for (const db::Row& row : TRY(tx.Query("SELECT p.id, p.email, p.name, p.locale, m.roles FROM membership m "
                                         "JOIN person p ON p.id = m.person_id "
                                         "WHERE m.org_id = $1 AND p.active = 1 ORDER BY p.id",
                                         {org})))
    if (Speaks(row.Text(4))) speakers.push_back(PersonFrom(row));
  return speakers;
}

base::Result<std::string> NamesOfPeople::Person(const desk::PersonId& id) {
  if (id.empty()) return std::string();
  const auto found = known_.find(id.text());
  if (found != known_.end()) return found->second;
  const auto row = TRY(tx_.QueryOne("SELECT name FROM person WHERE id = $1", {id}));
  return known_.emplace(id.text(), row ? row->Text(0) : std::string()).first->second;
}

base::Result<std::string> NamesOfPeople::Org(const desk::OrgId& id) {
  if (id.empty()) return std::string();
  const auto found = known_.find(id.text());
  if (found != known_.end()) return found->second;
  const auto row = TRY(tx_.QueryOne("SELECT name FROM organisation WHERE id = $1", {id}));
  return known_.emplace(id.text(), row ? row->Text(0) : std::string()).first->second;
}

}  // namespace panel
