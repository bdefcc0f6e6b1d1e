#include <algorithm>

#include <fmt/format.h>

#include "desk/people/people.h"
#include "desk/people/stored.h"
#include "desk/tr.h"

namespace desk {

namespace {

bool IsSlug(std::string_view slug) {
  return !slug.empty() && slug.size() <= 63 && std::all_of(slug.begin(), slug.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

base::Status CheckCountry(std::string_view country) {
  const bool two_letters = country.size() == 2 && std::all_of(country.begin(), country.end(),
                                                              [](char c) { return c >= 'a' && c <= 'z'; });
  if (country.empty() || two_letters) return base::Ok();
  return base::Invalid(tr("The country: two small letters are expected (ISO 3166-1), for example \"kr\"."));
}

base::Result<std::string> CheckedName(std::string_view text) {
  std::string name = TRY(NormaliseName(text));
  if (name.empty()) return base::Invalid(tr("The organisation needs a name."));
  return name;
}

base::Result<Organisation> OneOrganisation(db::Database& database, std::string_view condition,
                                           db::Params params) {
  return database.Read([&](db::Transaction& tx) -> base::Result<Organisation> {
    const auto row = TRY(tx.QueryOne(
        fmt::format("SELECT {} FROM organisation o WHERE {}", kOrganisationColumns, condition), params));
    if (!row) return base::NotFound(tr("There is no such organisation."));
    return OrganisationFrom(*row);
  });
}

}  // namespace

base::Result<OrgId> People::CreateOrganisation(const Actor& actor, std::string_view slug,
                                               std::string_view name, OrgType type,
                                               std::string_view country) {
  if (!IsOperator(actor))
    return base::Error{
        base::Code::kForbidden, tr("Only an operator of this installation makes organisations."), {}};
  if (!IsSlug(slug))
    return base::Invalid(tr("The short name: 1 to 63 small letters, digits and hyphens are expected."));
  const std::string checked_name = TRY(CheckedName(name));
  TRY(CheckCountry(country));
  const OrgId id = OrgId::New(random_);
  return database_.Write([&](db::Transaction& tx) -> base::Result<OrgId> {
    if (TRY(tx.QueryOne("SELECT 1 FROM organisation WHERE slug = $1", {slug})))
      return base::Error{
          base::Code::kConflict, tr("There is already an organisation with this short name."), {}};
    const bool first = !TRY(tx.QueryOne("SELECT 1 FROM organisation WHERE is_default = 1"));
    TRY(
        tx.Execute("INSERT INTO organisation (id, slug, name, type, country, active, is_default, created_ms) "
                   "VALUES ($1, $2, $3, $4, $5, 1, $6, $7)",
                   {id, slug, checked_name, OrgTypeName(type), country, first, clock_.Now().ms}));
    TRY(audit_.Append(tx, ActingIn(actor, id), "organisation.create", "organisation:" + id.text(),
                      {{"type", std::string(OrgTypeName(type))}}));
    return id;
  });
}

base::Result<std::vector<Organisation>> People::Organisations() {
  return database_.Read([&](db::Transaction& tx) -> base::Result<std::vector<Organisation>> {
    std::vector<Organisation> all;
    for (const db::Row& row :
         TRY(tx.Query(fmt::format("SELECT {} FROM organisation o ORDER BY o.slug", kOrganisationColumns))))
      all.push_back(OrganisationFrom(row));
    return all;
  });
}

base::Result<Organisation> People::GetOrganisation(const OrgId& id) {
  return OneOrganisation(database_, "o.id = $1", {id});
}

base::Result<Organisation> People::OrganisationBySlug(std::string_view slug) {
  return OneOrganisation(database_, "o.slug = $1", {slug});
}

base::Result<Organisation> People::DefaultOrganisation() {
  return OneOrganisation(database_, "o.is_default = 1", {});
}

base::Status People::UpdateOrganisation(const Actor& actor, const Organisation& changed) {
  TRY(CheckActsIn(actor, changed.id));
  const std::string name = TRY(CheckedName(changed.name));
  TRY(CheckCountry(changed.country));
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    const auto row =
        TRY(tx.QueryOne("SELECT active, is_default FROM organisation WHERE id = $1", {changed.id}));
    if (!row) return base::NotFound(tr("There is no such organisation."));
    const bool turns = row->Bool(0) != changed.active;
    if (turns && !IsOperator(actor))
      return base::Error{base::Code::kForbidden,
                         tr("Only an operator of this installation closes or opens an organisation."),
                         {}};
    if (turns && row->Bool(1))
      return base::Error{
          base::Code::kConflict, tr("The first organisation of the installation stays open."), {}};
    TRY(tx.Execute("UPDATE organisation SET name = $1, type = $2, country = $3, active = $4 WHERE id = $5",
                   {name, OrgTypeName(changed.type), changed.country, changed.active, changed.id}));
    const std::string_view action = !turns           ? "organisation.update"
                                    : changed.active ? "organisation.open"
                                                     : "organisation.close";
    return audit_.Append(tx, ActingIn(actor, changed.id), action, "organisation:" + changed.id.text(),
                         {{"type", std::string(OrgTypeName(changed.type))}});
  });
}

}  // namespace desk
