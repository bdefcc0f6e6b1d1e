// The key, and the teams that have it.

#include <algorithm>

#include "base/limits_gate.h"
#include "desk/tr.h"
#include "gate/boxes.h"
#include "gate/gate.h"
#include "gate/key.h"

namespace gate {

namespace {

constexpr desk::Permission kSupervise = desk::Permission::kCasesSupervise;

std::string RecordOf(const vault::CircleId& circle) {
  return "circle:" + circle.text();
}

base::Result<vault::Circle> CircleNamed(db::Transaction& tx, vault::Vault& vault, const desk::OrgId& org,
                                        const vault::CircleId& id) {
  for (vault::Circle& circle : TRY(vault.Circles(tx, org)))
    if (circle.id == id) return std::move(circle);
  return base::NotFound(desk::tr("there is no such circle"));
}

bool HasMember(const vault::Circle& circle, const desk::PersonId& person) {
  return std::find(circle.members.begin(), circle.members.end(), person) != circle.members.end();
}

base::Result<TeamState> StateOf(db::Transaction& tx, const desk::OrgId& org, const vault::CircleId& circle) {
  const db::Rows rows = TRY(Fitting(
      tx.Query("SELECT state FROM gate_team WHERE org_id = $1 AND circle_id = $2", {org, circle}), "t"));
  if (rows.empty()) return TeamState::kNone;
  const std::optional<TeamState> state = TeamStateNamed(rows[0].Text(0));
  if (!state) return base::Corrupt(desk::tr("a row of the gate was changed by hand"));
  return *state;
}

// The state that the act leads to. Errors: kConflict, kNotFound (nothing was asked).
base::Result<TeamState> Step(db::Transaction& tx, const desk::OrgId& org, const vault::CircleId& circle,
                             TeamAct act) {
  const TeamState state = TRY(StateOf(tx, org, circle));
  const std::optional<TeamState> next = AfterAct(state, act);
  if (next) return *next;
  if (state == TeamState::kNone) return base::NotFound(desk::tr("this circle has not asked for the key"));
  return Conflict(desk::tr("this was decided meanwhile; look at the page again"));
}

struct Holder {
  desk::OrgId org;
  vault::CircleId circle;
  vault::RecordId record;
};

base::Result<std::vector<Holder>> Holders(db::Transaction& tx) {
  std::vector<Holder> holders;
  for (const db::Row& row : TRY(Fitting(tx.Query("SELECT org_id, circle_id, record_id FROM gate_team "
                                                 "WHERE state = 'holds' ORDER BY org_id, circle_id"),
                                        "ttt")))
    holders.push_back({row.IdAt<desk::OrgId>(0), row.IdAt<vault::CircleId>(1), row.IdAt<vault::RecordId>(2)});
  return holders;
}

base::Status CheckKeyIsThere(db::Transaction& tx) {
  if (!TRY(tx.Query("SELECT 1 FROM gate_key WHERE id = 1")).empty()) return base::Ok();
  return Conflict(desk::tr("the gate has no key yet: the first team makes it"));
}

}  // namespace

base::Result<GateKey> Gate::OpenKey(db::Transaction& tx, const vault::UnlockedPerson& me) {
  TRY(CheckKeyIsThere(tx));
  for (const Holder& holder : TRY(Holders(tx))) {
    if (holder.org != me.org()) continue;
    base::Result<crypto::SecretBytes> opened = vault_.OpenRecord(tx, me, holder.record);
    if (opened.has_value()) return GateKey::FromBytes(*std::move(opened));
    if (opened.error().code != base::Code::kForbidden) return opened.error();
  }
  return Forbidden(desk::tr("you are in no team that has the key of the gate"));
}

base::Status Gate::SealTo(db::Transaction& tx, const GateKey& key, const desk::OrgId& org,
                          const vault::CircleId& circle, TeamState next) {
  CHECK(next == TeamState::kHolds);
  const vault::Circle to = TRY(CircleNamed(tx, vault_, org, circle));
  const vault::RecordId record = vault::RecordId::New(random_);
  TRY(vault_.SealRecord(tx, org, {.circles = {circle}, .persons = {}}, record, key.view()));
  TRY(
      tx.Execute("INSERT INTO gate_team (org_id, circle_id, state, record_id, circle_generation) "
                 "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (org_id, circle_id) DO UPDATE SET "
                 "state = excluded.state, record_id = excluded.record_id, "
                 "circle_generation = excluded.circle_generation",
                 {org, circle, TeamStateName(next), record, to.generation}));
  return base::Ok();
}

base::Status Gate::MakeKey(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                           const vault::CircleId& circle) {
  TRY(CheckMay(actor, me, kSupervise));
  const vault::Circle team = TRY(CircleNamed(tx, vault_, actor.org, circle));
  if (!HasMember(team, actor.person)) return Forbidden(desk::tr("you are no member of this circle"));
  const Quarter first = Quarter::Of(clock_.Now());
  if (TRY(tx.Execute("INSERT INTO gate_key (id, generation, first_quarter) VALUES (1, 1, $1) "
                     "ON CONFLICT DO NOTHING",
                     {first.Text()})) == 0)
    return Conflict(desk::tr("the gate has a key already: ask to be let in"));
  const TeamState next = TRY(Step(tx, actor.org, circle, TeamAct::kMake));
  const GateKey key = GateKey::Generate();
  TRY(SealTo(tx, key, actor.org, circle, next));
  TRY(Boxes(tx, key, random_).Ensure(first));
  return audit_.Append(tx, actor, "gate.key-make", RecordOf(circle));
}

base::Status Gate::AskForKey(db::Transaction& tx, const desk::Actor& actor, const vault::CircleId& circle) {
  TRY(CheckMay(actor, kSupervise));
  TRY(CheckKeyIsThere(tx));
  const vault::Circle team = TRY(CircleNamed(tx, vault_, actor.org, circle));
  if (!HasMember(team, actor.person)) return Forbidden(desk::tr("you are no member of this circle"));
  const TeamState next = TRY(Step(tx, actor.org, circle, TeamAct::kAsk));
  if (TRY(tx.QueryOne("SELECT count(*) FROM gate_team"))->Int(0) >= base::kMaxGateTeams)
    return base::TooLarge(desk::tr("the gate has no room for more teams"));
  TRY(
      tx.Execute("INSERT INTO gate_team (org_id, circle_id, state, record_id, circle_generation) "
                 "VALUES ($1, $2, $3, NULL, 0) ON CONFLICT (org_id, circle_id) DO UPDATE SET "
                 "state = excluded.state",
                 {actor.org, circle, TeamStateName(next)}));
  return audit_.Append(tx, actor, "gate.team-ask", RecordOf(circle));
}

base::Status Gate::AdmitTeam(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                             const desk::OrgId& org, const vault::CircleId& circle) {
  TRY(CheckMay(actor, me, kSupervise));
  const GateKey key = TRY(OpenKey(tx, me));
  const TeamState next = TRY(Step(tx, org, circle, TeamAct::kAdmit));
  TRY(SealTo(tx, key, org, circle, next));
  return audit_.Append(tx, actor, "gate.team-admit", RecordOf(circle), {{"organisation", org.text()}});
}

base::Status Gate::RefuseTeam(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                              const desk::OrgId& org, const vault::CircleId& circle) {
  TRY(CheckMay(actor, me, kSupervise));
  static_cast<void>(TRY(OpenKey(tx, me)));
  const TeamState next = TRY(Step(tx, org, circle, TeamAct::kRefuse));
  TRY(tx.Execute("UPDATE gate_team SET state = $3 WHERE org_id = $1 AND circle_id = $2",
                 {org, circle, TeamStateName(next)}));
  return audit_.Append(tx, actor, "gate.team-refuse", RecordOf(circle), {{"organisation", org.text()}});
}

base::Status Gate::Renew(db::Transaction& tx, const GateKey& old_key) {
  const GateKey key = GateKey::Generate();
  for (const Holder& holder : TRY(Holders(tx))) {
    TRY(SealTo(tx, key, holder.org, holder.circle, TeamState::kHolds));
    TRY(vault_.RemoveRecord(tx, holder.org, holder.record));
  }
  Boxes old_boxes(tx, old_key, random_);
  Boxes boxes(tx, key, random_);
  for (const Quarter quarter : TRY(old_boxes.Quarters())) {
    const std::vector<Box> opened = TRY(old_boxes.Load(quarter));
    TRY(boxes.Store(quarter, opened));
  }
  TRY(tx.Execute("UPDATE gate_key SET generation = generation + 1 WHERE id = 1"));
  return base::Ok();
}

base::Status Gate::EndTeam(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                           const desk::OrgId& org, const vault::CircleId& circle) {
  TRY(CheckMay(actor, me, kSupervise));
  const GateKey key = TRY(OpenKey(tx, me));
  const TeamState next = TRY(Step(tx, org, circle, TeamAct::kEnd));
  const std::vector<Holder> holders = TRY(Holders(tx));
  if (holders.size() == 1)
    return Conflict(desk::tr("the last team keeps the key: without it nothing could be counted any more"));
  TRY(tx.Execute("UPDATE gate_team SET state = $3, record_id = NULL WHERE org_id = $1 AND circle_id = $2",
                 {org, circle, TeamStateName(next)}));
  for (const Holder& holder : holders)
    if (holder.org == org && holder.circle == circle) TRY(vault_.RemoveRecord(tx, org, holder.record));
  TRY(Renew(tx, key));
  return audit_.Append(tx, actor, "gate.team-end", RecordOf(circle), {{"organisation", org.text()}});
}

base::Status Gate::RenewKey(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me) {
  TRY(CheckMay(actor, me, kSupervise));
  const GateKey key = TRY(OpenKey(tx, me));
  TRY(Renew(tx, key));
  return audit_.Append(tx, actor, "gate.key-renew", {});
}

base::Result<std::vector<Team>> Gate::Teams() {
  return database_.Read([&](db::Transaction& tx) -> base::Result<std::vector<Team>> {
    std::vector<Team> teams;
    for (const db::Row& row :
         TRY(Fitting(tx.Query("SELECT org_id, circle_id, state, circle_generation FROM gate_team "
                              "ORDER BY org_id, circle_id"),
                     "ttti"))) {
      Team team{row.IdAt<desk::OrgId>(0), row.IdAt<vault::CircleId>(1),
                TeamStateNamed(row.Text(2)).value_or(TeamState::kNone)};
      if (team.state == TeamState::kHolds) {
        const base::Result<vault::Circle> circle = CircleNamed(tx, vault_, team.org, team.circle);
        team.somebody_left = circle.has_value() && circle->generation != row.Int(3);
      }
      teams.push_back(std::move(team));
    }
    return teams;
  });
}

base::Result<bool> Gate::HasKey() {
  return database_.Read([&](db::Transaction& tx) -> base::Result<bool> {
    return !TRY(tx.Query("SELECT 1 FROM gate_key WHERE id = 1")).empty();
  });
}

base::Result<bool> Gate::IsInTeam(const desk::OrgId& org, const desk::PersonId& person) {
  return database_.Read([&](db::Transaction& tx) -> base::Result<bool> {
    for (const Holder& holder : TRY(Holders(tx))) {
      if (holder.org != org) continue;
      const base::Result<vault::Circle> circle = CircleNamed(tx, vault_, org, holder.circle);
      if (circle.has_value() && HasMember(*circle, person)) return true;
    }
    return false;
  });
}

base::Result<std::string> Gate::KeyCode(const desk::Actor& actor, const vault::UnlockedPerson& me) {
  TRY(CheckMay(actor, me, desk::Permission::kCasesWork));
  return database_.Read([&](db::Transaction& tx) -> base::Result<std::string> {
    const GateKey key = TRY(OpenKey(tx, me));
    return key.Code();
  });
}

}  // namespace gate
