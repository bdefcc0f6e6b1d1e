#include <fmt/format.h>

#include "base/limits.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "crypto/password.h"
#include "desk/people/people.h"
#include "desk/people/stored.h"
#include "desk/tr.h"

namespace desk {

namespace {

constexpr std::string_view kColumns = "i.id, i.org_id, i.email, i.roles, i.expires_ms";

Invitation InvitationFrom(const db::Row& row) {
  return {.id = row.Text(0),
          .org = row.IdAt<OrgId>(1),
          .email = row.Text(2),
          .roles = SplitRoles(row.Text(3)),
          .expires = {row.Int(4)}};
}

base::Error NotGood() {
  return base::NotFound(
      tr("This invitation is no longer good: it was used, withdrawn or has run out. Ask for a new one."));
}

base::Result<Invitation> OpenInvitation(db::Transaction& tx, const std::string& token_hash,
                                        base::UtcTime now) {
  const auto row =
      TRY(tx.QueryOne(fmt::format("SELECT {} FROM invitation i JOIN organisation o ON o.id = i.org_id "
                                  "WHERE i.token_hash = $1 AND i.expires_ms > $2 AND o.active = 1",
                                  kColumns),
                      {token_hash, now.ms}));
  if (!row) return NotGood();
  return InvitationFrom(*row);
}

base::Result<std::optional<PersonId>> FindPerson(db::Transaction& tx, const std::string& email) {
  const auto row = TRY(tx.QueryOne("SELECT id, active FROM person WHERE email = $1", {email}));
  if (!row) return std::optional<PersonId>();
  if (!row->Bool(1)) return NotGood();
  return std::optional(row->IdAt<PersonId>(0));
}

base::Result<bool> IsMember(db::Transaction& tx, const OrgId& org, const PersonId& person) {
  return TRY(tx.QueryOne("SELECT 1 FROM membership WHERE org_id = $1 AND person_id = $2", {org, person}))
      .has_value();
}

base::Status CheckRoom(db::Transaction& tx, const OrgId& org, base::UtcTime now) {
  TRY(tx.Execute("DELETE FROM invitation WHERE org_id = $1 AND expires_ms <= $2", {org, now.ms}));
  const auto row = TRY(tx.QueryOne("SELECT COUNT(*) FROM invitation WHERE org_id = $1", {org}));
  if (row->Int(0) < base::kMaxOpenInvitations) return base::Ok();
  return base::TooLarge(tr("There are too many open invitations. Withdraw some first."));
}

}  // namespace

base::Result<People::NewInvitation> People::Invite(const Actor& actor, const OrgId& org,
                                                   std::string_view email, const std::vector<Role>& roles) {
  TRY(CheckActsIn(actor, org));
  NewInvitation made;
  made.invitation.id = base::NewIdText(random_);
  made.invitation.org = org;
  made.invitation.email = TRY(NormaliseEmail(email));
  made.invitation.roles = roles;
  if (roles.empty()) return base::Invalid(tr("Choose at least one role."));
  const std::string joined = JoinRoles(roles);
  TRY(CheckMayGive(actor, PermissionsOfRoles(joined)));
  made.token = crypto::Base64UrlEncode(random_.Bytes<32>());
  const base::UtcTime now = clock_.Now();
  made.invitation.expires = {now.ms + base::kInvitationDays * base::kDayMs};
  return database_.Write([&](db::Transaction& tx) -> base::Result<NewInvitation> {
    const auto person = TRY(tx.QueryOne("SELECT id FROM person WHERE email = $1", {made.invitation.email}));
    if (person && TRY(IsMember(tx, org, person->IdAt<PersonId>(0))))
      return base::Error{base::Code::kConflict, tr("This person is already a member."), {}};
    // A second invitation to the same address takes the place of the first.
    TRY(tx.Execute("DELETE FROM invitation WHERE org_id = $1 AND email = $2", {org, made.invitation.email}));
    TRY(CheckRoom(tx, org, now));
    TRY(
        tx.Execute("INSERT INTO invitation (id, org_id, email, roles, token_hash, created_ms, expires_ms) "
                   "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                   {made.invitation.id, org, made.invitation.email, joined, crypto::Sha256Hex(made.token),
                    now.ms, made.invitation.expires.ms}));
    TRY(audit_.Append(tx, ActingIn(actor, org), "invitation.create", "invitation:" + made.invitation.id,
                      {{"roles", joined}}));
    return made;
  });
}

base::Result<std::vector<Invitation>> People::Invitations(const OrgId& org) {
  return database_.Read([&](db::Transaction& tx) -> base::Result<std::vector<Invitation>> {
    std::vector<Invitation> all;
    const db::Rows rows = TRY(tx.Query(
        fmt::format("SELECT {} FROM invitation i WHERE i.org_id = $1 AND i.expires_ms > $2 ORDER BY i.email",
                    kColumns),
        {org, clock_.Now().ms}));
    for (const db::Row& row : rows) all.push_back(InvitationFrom(row));
    return all;
  });
}

base::Status People::Withdraw(const Actor& actor, const OrgId& org, std::string_view invitation) {
  TRY(CheckActsIn(actor, org));
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    if (TRY(tx.Execute("DELETE FROM invitation WHERE org_id = $1 AND id = $2", {org, invitation})) == 0)
      return base::NotFound(tr("There is no such invitation."));
    return audit_.Append(tx, ActingIn(actor, org), "invitation.withdraw",
                         "invitation:" + std::string(invitation));
  });
}

base::Result<Invitation> People::InvitationByToken(std::string_view token) {
  return database_.Read(
      [&](db::Transaction& tx) { return OpenInvitation(tx, crypto::Sha256Hex(token), clock_.Now()); });
}

base::Result<PersonId> People::AcceptIn(db::Transaction& tx, const Invitation& invitation,
                                        std::optional<PersonId> person, std::string_view name,
                                        std::string_view password_hash) {
  if (!person) {
    Person made;
    made.id = PersonId::New(random_);
    made.email = invitation.email;
    made.name = std::string(name);
    person = TRY(InsertPerson(tx, ActingIn(SystemActor("invitation"), invitation.org), made, password_hash));
  }
  TRY(tx.Execute("DELETE FROM invitation WHERE id = $1", {invitation.id}));
  if (TRY(IsMember(tx, invitation.org, *person))) return *person;
  Actor actor = SystemActor("invitation");
  actor.label = "person:" + person->text();
  TRY(Join(tx, actor, invitation.org, *person, invitation.roles));
  return *person;
}

base::Result<PersonId> People::Accept(std::string_view token, std::string_view name,
                                      std::string_view password) {
  const std::string token_hash = crypto::Sha256Hex(token);
  const Invitation invitation = TRY(InvitationByToken(token));
  std::string checked_name;
  std::string password_hash;
  const base::Result<Person> known = PersonByEmail(invitation.email);
  if (!known.has_value()) {
    if (known.error().code != base::Code::kNotFound) return known.error();
    checked_name = TRY(NormaliseName(name));
    if (checked_name.empty()) return base::Invalid(tr("Your name is needed."));
    TRY(CheckNewPassword(password, invitation.email));
    password_hash = TRY(crypto::HashPassword(crypto::AsBytes(password)));
  }
  return database_.Write([&](db::Transaction& tx) -> base::Result<PersonId> {
    const Invitation open = TRY(OpenInvitation(tx, token_hash, clock_.Now()));
    return AcceptIn(tx, open, TRY(FindPerson(tx, open.email)), checked_name, password_hash);
  });
}

base::Result<PersonId> People::AcceptByEmail(std::string_view email, std::string_view name) {
  const std::string address = TRY(NormaliseEmail(email));
  const std::string checked_name =
      NormaliseName(name).has_value() ? NormaliseName(name).value() : std::string();
  return database_.Write([&](db::Transaction& tx) -> base::Result<PersonId> {
    const db::Rows rows =
        TRY(tx.Query(fmt::format("SELECT {} FROM invitation i JOIN organisation o ON o.id = i.org_id "
                                 "WHERE i.email = $1 AND i.expires_ms > $2 AND o.active = 1",
                                 kColumns),
                     {address, clock_.Now().ms}));
    if (rows.empty()) return NotGood();
    std::optional<PersonId> person = TRY(FindPerson(tx, address));
    for (const db::Row& row : rows) person = TRY(AcceptIn(tx, InvitationFrom(row), person, checked_name, {}));
    return *person;
  });
}

}  // namespace desk
