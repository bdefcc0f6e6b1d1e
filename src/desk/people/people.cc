#include "desk/people/people.h"

#include <fmt/format.h>

#include "crypto/password.h"
#include "desk/people/key_cache.h"
#include "desk/people/stored.h"
#include "desk/tr.h"
#include "html/locale.h"

namespace desk {

namespace {

base::Error NoSuchPerson() {
  return base::NotFound(tr("There is no such person."));
}

base::Result<Person> OnePerson(db::Database& database, std::string_view condition, db::Params params) {
  return database.Read([&](db::Transaction& tx) -> base::Result<Person> {
    const auto row =
        TRY(tx.QueryOne(fmt::format("SELECT {} FROM person p WHERE {}", kPersonColumns, condition), params));
    if (!row) return NoSuchPerson();
    return PersonFrom(*row);
  });
}

}  // namespace

People::People(db::Database& database, const base::Clock& clock, base::Random& random, Audit& audit)
    : database_(database),
      clock_(clock),
      random_(random),
      audit_(audit),
      key_cache_(std::make_shared<KeyCache>()) {}

base::Result<PersonId> People::InsertPerson(db::Transaction& tx, const Actor& actor, const Person& person,
                                            std::string_view password_hash) {
  const db::Param hash = password_hash.empty() ? db::Param(nullptr) : db::Param(password_hash);
  TRY(tx.Execute(
      "INSERT INTO person (id, email, name, locale, theme, password_hash, is_operator, active, created_ms) "
      "VALUES ($1, $2, $3, '', '', $4, $5, 1, $6)",
      {person.id, person.email, person.name, hash, person.is_operator, clock_.Now().ms}));
  TRY(audit_.Append(tx, actor, "person.create", "person:" + person.id.text(),
                    {{"operator", person.is_operator ? "yes" : "no"}}));
  return person.id;
}

base::Result<PersonId> People::CreatePerson(const Actor& actor, std::string_view email, std::string_view name,
                                            std::string_view password, bool is_operator) {
  if (!IsOperator(actor))
    return base::Error{base::Code::kForbidden,
                       tr("Only an operator of this installation adds people without an invitation."),
                       {}};
  Person person;
  person.id = PersonId::New(random_);
  person.email = TRY(NormaliseEmail(email));
  person.name = TRY(NormaliseName(name));
  person.is_operator = is_operator;
  std::string hash;
  if (!password.empty()) {
    TRY(CheckNewPassword(password, person.email));
    hash = TRY(crypto::HashPassword(crypto::AsBytes(password)));
  }
  return database_.Write([&](db::Transaction& tx) -> base::Result<PersonId> {
    if (TRY(tx.QueryOne("SELECT 1 FROM person WHERE email = $1", {person.email})))
      return base::Error{
          base::Code::kConflict, tr("There is already a person with this e-mail address."), {}};
    return InsertPerson(tx, actor, person, hash);
  });
}

base::Result<Person> People::GetPerson(const PersonId& id) {
  return OnePerson(database_, "p.id = $1", {id});
}

base::Result<Person> People::PersonByEmail(std::string_view email) {
  const base::Result<std::string> normal = NormaliseEmail(email);
  if (!normal.has_value()) return NoSuchPerson();
  return OnePerson(database_, "p.email = $1", {*normal});
}

base::Status People::SetPersonActive(const Actor& actor, const PersonId& id, bool active) {
  if (!IsOperator(actor))
    return base::Error{base::Code::kForbidden, tr("Only an operator of this installation does this."), {}};
  if (actor.person == id) return base::Error{base::Code::kConflict, tr("You cannot shut yourself out."), {}};
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    if (TRY(tx.Execute("UPDATE person SET active = $1 WHERE id = $2", {active, id})) == 0)
      return NoSuchPerson();
    if (!active) TRY(tx.Execute("DELETE FROM session WHERE person_id = $1", {id}));
    return audit_.Append(tx, actor, active ? "person.activate" : "person.deactivate", "person:" + id.text());
  });
}

base::Status People::UpdateAccount(const Actor& actor, const Person& changed) {
  const std::string& theme = changed.theme;
  if (actor.person != changed.id && !IsOperator(actor)) return NoSuchPerson();
  if (!theme.empty() && theme != "light" && theme != "dark")
    return base::Invalid(tr("The theme: light, dark or nothing is expected."));
  if (!changed.locale.empty() && html::FindLocale(changed.locale) == nullptr)
    return base::Invalid(tr("There is no such language here."));
  const std::string checked_name = TRY(NormaliseName(changed.name));
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    const std::int64_t rows =
        TRY(tx.Execute("UPDATE person SET name = $1, locale = $2, theme = $3, single_keys = $4 WHERE id = $5",
                       {checked_name, changed.locale, theme, changed.single_keys, changed.id}));
    if (rows == 0) return NoSuchPerson();
    return audit_.Append(tx, actor, "person.update", "person:" + changed.id.text());
  });
}

}  // namespace desk
