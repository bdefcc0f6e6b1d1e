#include <fmt/format.h>

#include "base/limits.h"
#include "base/log.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "crypto/mac.h"
#include "desk/people/stored.h"
#include "desk/signin/impl.h"
#include "desk/tr.h"

namespace desk {

namespace {

constexpr std::size_t kCookieLetters = 43;  // 256 bits in base64url
constexpr std::int64_t kMaxKnownNetworks = 50;
constexpr std::string_view kAllRows = "9223372036854775807";  // LIMIT, which SQLite wants before OFFSET

base::Error NotSignedIn() {
  return {base::Code::kUnauthenticated, tr("Sign in first."), {}};
}

std::int64_t MinuteOf(base::UtcTime time) {
  return time.ms - time.ms % base::kMinuteMs;
}

// Columns from `at`: the person, then her roles in the organisation (NULL: none, or the organisation is
// closed).
Actor ActorFrom(const db::Row& row, std::size_t at) {
  Actor actor;
  actor.kind = Actor::Kind::kPerson;
  actor.person = row.IdAt<PersonId>(at);
  actor.name = row.Text(at + 1);
  actor.email = row.Text(at + 2);
  actor.locale = row.Text(at + 3);
  actor.theme = row.Text(at + 4);
  actor.label = "person:" + actor.person.text();
  actor.permissions.set(static_cast<std::size_t>(Permission::kPublic));
  actor.permissions.set(static_cast<std::size_t>(Permission::kSignedIn));
  if (row.Bool(at + 5)) actor.permissions |= OperatorPermissions();
  actor.single_keys = row.Bool(at + 6);
  if (row.IsNull(at + 7)) return actor;
  actor.org = row.IdAt<OrgId>(at + 7);
  actor.permissions |= PermissionsOfRoles(row.Text(at + 8));
  return actor;
}

constexpr std::string_view kActorColumns =
    "p.id, p.name, p.email, p.locale, p.theme, p.is_operator, p.single_keys, o.id, m.roles";

Actor PartialActor(const SessionId& session) {
  Actor actor;
  actor.session = session;
  actor.label = "nobody";
  actor.permissions.set(static_cast<std::size_t>(Permission::kPublic));
  return actor;
}

// The organisation acted in last, where she still belongs to it, else the first by name.
base::Result<OrgId> StartingOrganisation(db::Transaction& tx, const PersonId& person) {
  const auto row =
      TRY(tx.QueryOne("SELECT m.org_id FROM membership m JOIN organisation o ON o.id = m.org_id JOIN person "
                      "p ON p.id = m.person_id "
                      "WHERE m.person_id = $1 AND o.active = 1 "
                      "ORDER BY CASE WHEN m.org_id = p.last_org_id THEN 0 ELSE 1 END, o.name, o.slug LIMIT 1",
                      {person}));
  return row ? row->IdAt<OrgId>(0) : OrgId();
}

}  // namespace

base::Result<NewSession> SignIn::Impl::OpenSession(db::Transaction& tx, const Opening& opening) {
  const base::UtcTime now = clock.Now();
  NewSession made;
  made.id = SessionId::New(random);
  made.cookie = crypto::Base64UrlEncode(random.Bytes<32>());
  made.needs_second_factor = opening.partial;
  const std::int64_t lasts_ms =
      opening.partial ? base::kPartialSignInMs : config.session_hours * base::kHourMs;
  made.max_age_s = lasts_ms / base::kSecondMs;
  TRY(tx.Execute("DELETE FROM session WHERE expires_ms <= $1", {now.ms}));
  TRY(tx.Execute(fmt::format("DELETE FROM session WHERE id IN (SELECT id FROM session WHERE person_id = $1 "
                             "ORDER BY last_used_ms DESC, created_ms DESC, id LIMIT {} OFFSET {})",
                             kAllRows, base::kMaxSessionsPerPerson - 1),
                 {opening.person}));
  const OrgId org = TRY(StartingOrganisation(tx, opening.person));
  TRY(
      tx.Execute("INSERT INTO session (id, person_id, org_id, secret_hash, partial, method, agent, "
                 "created_ms, last_used_ms, expires_ms) "
                 "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                 {made.id, opening.person, org, crypto::Sha256Hex(made.cookie), opening.partial,
                  opening.method, opening.agent, now.ms, MinuteOf(now), now.ms + lasts_ms}));
  if (opening.partial) return made;
  const std::string network_hash =
      KeyedHash(fmt::format("network {} {}", opening.person.text(), opening.network));
  TRY(
      tx.Execute("INSERT INTO known_network (person_id, network_hash, last_ms) VALUES ($1, $2, $3) "
                 "ON CONFLICT (person_id, network_hash) DO UPDATE SET last_ms = excluded.last_ms",
                 {opening.person, network_hash, now.ms}));
  TRY(tx.Execute(fmt::format("DELETE FROM known_network WHERE person_id = $1 AND network_hash IN (SELECT "
                             "network_hash FROM known_network "
                             "WHERE person_id = $1 ORDER BY last_ms DESC, network_hash LIMIT {} OFFSET {})",
                             kAllRows, kMaxKnownNetworks),
                 {opening.person}));
  TRY(audit.Append(tx, ActorSigningIn(opening.person), "session.sign-in", "session:" + made.id.text(),
                   {{"method", opening.method}}));
  return made;
}

base::Result<bool> SignIn::Impl::KnowsNetwork(db::Transaction& tx, const PersonId& person,
                                              std::string_view network) {
  const std::string hash = KeyedHash(fmt::format("network {} {}", person.text(), network));
  return TRY(tx.QueryOne("SELECT 1 FROM known_network WHERE person_id = $1 AND network_hash = $2",
                         {person, hash}))
      .has_value();
}

base::Status SignIn::Impl::EndOtherSessions(db::Transaction& tx, const Actor& actor, const PersonId& person) {
  TRY(tx.Execute("DELETE FROM session WHERE person_id = $1 AND id <> $2", {person, actor.session.text()}));
  return base::Ok();
}

base::Result<Actor> SignIn::ActorOfCookie(std::string_view cookie) {
  if (cookie.size() != kCookieLetters) return NotSignedIn();
  const base::UtcTime now = impl_->clock.Now();
  const auto row = TRY(impl_->database.Read([&](db::Transaction& tx) {
    return tx.QueryOne(
        fmt::format("SELECT s.id, s.partial, s.last_used_ms, s.expires_ms, {} FROM session s JOIN person p "
                    "ON p.id = s.person_id "
                    "LEFT JOIN membership m ON m.org_id = s.org_id AND m.person_id = s.person_id "
                    "LEFT JOIN organisation o ON o.id = m.org_id AND o.active = 1 "
                    "WHERE s.secret_hash = $1 AND p.active = 1",
                    kActorColumns),
        {crypto::Sha256Hex(cookie)});
  }));
  if (!row || row->Int(3) <= now.ms) return NotSignedIn();
  const SessionId session = row->IdAt<SessionId>(0);
  if (row->Bool(1)) return PartialActor(session);
  // last_used is the beginning of its minute, so a minute is added.
  const std::int64_t idle_ms = (impl_->config.session_idle_minutes + 1) * base::kMinuteMs;
  if (row->Int(2) + idle_ms <= now.ms) return NotSignedIn();
  Actor actor = ActorFrom(*row, 4);
  actor.session = session;
  if (row->Int(2) >= MinuteOf(now)) return actor;
  const auto noted = impl_->database.Write([&](db::Transaction& tx) {
    return tx.Execute("UPDATE session SET last_used_ms = $1 WHERE id = $2 AND last_used_ms < $1",
                      {MinuteOf(now), session});
  });
  // Reading goes on while nothing can be written.
  if (!noted.has_value())
    base::LogWarning("session-not-noted", {{"code", base::CodeName(noted.error().code)}});
  return actor;
}

base::Status SignIn::SwitchOrganisation(const Actor& actor, const OrgId& org) {
  return impl_->database.Write([&](db::Transaction& tx) -> base::Status {
    const auto row =
        TRY(tx.QueryOne("SELECT 1 FROM membership m JOIN organisation o ON o.id = m.org_id "
                        "WHERE m.org_id = $1 AND m.person_id = $2 AND o.active = 1",
                        {org, actor.person}));
    if (!row) return base::NotFound(tr("There is no such organisation."));
    TRY(tx.Execute("UPDATE session SET org_id = $1 WHERE id = $2 AND person_id = $3",
                   {org, actor.session, actor.person}));
    TRY(tx.Execute("UPDATE person SET last_org_id = $1 WHERE id = $2", {org, actor.person}));
    return impl_->audit.Append(tx, ActingIn(actor, org), "session.switch", "session:" + actor.session.text());
  });
}

base::Status SignIn::SignOut(const Actor& actor) {
  return impl_->database.Write([&](db::Transaction& tx) -> base::Status {
    if (TRY(tx.Execute("DELETE FROM session WHERE id = $1", {actor.session})) == 0 ||
        actor.kind != Actor::Kind::kPerson)
      return base::Ok();
    return impl_->audit.Append(tx, actor, "session.sign-out", "session:" + actor.session.text());
  });
}

base::Result<std::vector<SessionInfo>> SignIn::Sessions(const Actor& actor) {
  const base::UtcTime now = impl_->clock.Now();
  const std::int64_t idle_since_ms = now.ms - (impl_->config.session_idle_minutes + 1) * base::kMinuteMs;
  return impl_->database.Read([&](db::Transaction& tx) -> base::Result<std::vector<SessionInfo>> {
    std::vector<SessionInfo> all;
    const db::Rows rows =
        TRY(tx.Query("SELECT id, created_ms, last_used_ms, method, agent FROM session "
                     "WHERE person_id = $1 AND partial = 0 AND expires_ms > $2 AND last_used_ms > $3 "
                     "ORDER BY last_used_ms DESC, created_ms DESC, id",
                     {actor.person, now.ms, idle_since_ms}));
    for (const db::Row& row : rows)
      all.push_back({.id = row.IdAt<SessionId>(0),
                     .created = {row.Int(1)},
                     .last_used = {row.Int(2)},
                     .method = row.Text(3),
                     .agent = row.Text(4),
                     .current = row.IdAt<SessionId>(0) == actor.session});
    return all;
  });
}

base::Status SignIn::Revoke(const Actor& actor, const SessionId& session) {
  return impl_->database.Write([&](db::Transaction& tx) -> base::Status {
    if (TRY(tx.Execute("DELETE FROM session WHERE id = $1 AND person_id = $2", {session, actor.person})) == 0)
      return base::NotFound(tr("There is no such session."));
    return impl_->audit.Append(tx, actor, "session.revoke", "session:" + session.text());
  });
}

base::Status SignIn::RevokeAll(const Actor& by, const PersonId& person) {
  if (by.person != person && !IsOperator(by)) return base::NotFound(tr("There is no such person."));
  return impl_->database.Write([&](db::Transaction& tx) -> base::Status {
    TRY(impl_->EndOtherSessions(tx, by, person));
    return impl_->audit.Append(tx, by, "session.revoke-all", PersonRecord(person));
  });
}

base::Result<Actor> SignIn::ActorOfPerson(const PersonId& person, const OrgId& org) {
  return impl_->database.Read([&](db::Transaction& tx) -> base::Result<Actor> {
    const OrgId wanted = org.empty() ? TRY(StartingOrganisation(tx, person)) : org;
    const auto row = TRY(tx.QueryOne(
        fmt::format("SELECT {} FROM person p LEFT JOIN membership m ON m.person_id = p.id AND m.org_id = $2 "
                    "LEFT JOIN organisation o ON o.id = m.org_id AND o.active = 1 "
                    "WHERE p.id = $1 AND p.active = 1",
                    kActorColumns),
        {person, wanted.text()}));
    if (!row) return base::NotFound(tr("There is no such person."));
    Actor actor = ActorFrom(*row, 0);
    if (!org.empty() && actor.org.empty() && !IsOperator(actor))
      return base::Error{base::Code::kForbidden, tr("This person is no member of the organisation."), {}};
    return actor;
  });
}

}  // namespace desk
