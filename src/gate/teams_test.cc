// The key: who makes it, who is let in, who can no longer.

#include "base/limits_gate.h"
#include "gate/test_world.h"

namespace gate {
namespace {

using base::Code;
using testing::ExpectError;
using testing::GateTest;
using testing::Good;
using testing::World;

class TeamsTest : public GateTest {};
MANUMIT_ON_BOTH_DATABASES(TeamsTest);

base::Status Admit(World& world, const std::string& by, const vault::CircleId& circle, int org) {
  return world.Do([&](db::Transaction& tx) {
    return world.gate.AdmitTeam(tx, world.Of(by).actor, *world.Of(by).me, world.orgs.at(org), circle);
  });
}
base::Status Ask(World& world, const std::string& by, const vault::CircleId& circle) {
  return world.Do([&](db::Transaction& tx) { return world.gate.AskForKey(tx, world.Of(by).actor, circle); });
}
base::Status End(World& world, const std::string& by, const vault::CircleId& circle, int org) {
  return world.Do([&](db::Transaction& tx) {
    return world.gate.EndTeam(tx, world.Of(by).actor, *world.Of(by).me, world.orgs.at(org), circle);
  });
}
base::Status Refuse(World& world, const std::string& by, const vault::CircleId& circle, int org) {
  return world.Do([&](db::Transaction& tx) {
    return world.gate.RefuseTeam(tx, world.Of(by).actor, *world.Of(by).me, world.orgs.at(org), circle);
  });
}
base::Status Make(World& world, const std::string& by, const vault::CircleId& circle) {
  return world.Do([&](db::Transaction& tx) {
    return world.gate.MakeKey(tx, world.Of(by).actor, *world.Of(by).me, circle);
  });
}
std::string CodeOf(World& world, const std::string& who) {
  return Good(world.gate.KeyCode(world.Of(who).actor, *world.Of(who).me));
}

TEST_P(TeamsTest, TwoTeamsOfTwoOrganisationsShareOneKey) {
  World& w = *world;
  const PersonGateId person = w.NewPerson();
  ExpectError(w.Confirm("ana", "p", person), Code::kConflict);  // no key yet
  EXPECT_FALSE(Good(w.gate.HasKey()));
  w.MakeTeam();
  EXPECT_TRUE(Good(w.gate.HasKey()));
  const vault::CircleId other = w.Circle("hotline", {"cho", "dev"}, 1);
  ExpectError(Make(w, "cho", other), Code::kConflict);
  ExpectError(w.Confirm("cho", "p", person), Code::kForbidden);
  ExpectError(Admit(w, "ana", other, 1), Code::kNotFound);  // nobody asked
  Good(Ask(w, "cho", other));
  ExpectError(w.Confirm("cho", "p", person), Code::kForbidden);
  ExpectError(Admit(w, "cho", other, 1), Code::kForbidden);  // not by herself
  Good(Admit(w, "ben", other, 1));
  EXPECT_EQ(CodeOf(w, "ana"), CodeOf(w, "dev"));
  EXPECT_EQ(CodeOf(w, "ana").size(), 19U);
  // One person, told by both teams, counts once; eleven of both are a band.
  Good(w.Confirm("ana", "p", person));
  Good(w.Confirm("cho", "p", person));
  for (int i = 0; i < 9; ++i) Good(w.Confirm(i % 2 == 0 ? "ben" : "dev", "p", w.NewPerson()));
  Good(w.Confirm("ana", "q", w.NewPerson()));
  const PersonGateId eleventh = w.NewPerson();
  const ConcernId last = Good(w.Confirm("dev", "p", eleventh));
  const Quarter quarter = w.EndQuarter();
  const Publication published = Good(w.Close("cho", quarter));
  EXPECT_EQ(published.content, "manumit-gate-publication-1\nquarter 2027Q1\nparty p 11\n");
  EXPECT_EQ(Good(w.gate.BandOf("p", quarter)), Band{11});
  EXPECT_EQ(Good(w.gate.BandOf("q", quarter)), Band{});
  EXPECT_EQ(Good(w.gate.BandOf("never heard of", quarter)), Band{});
  ExpectError(w.Withdraw("dev", last), Code::kNotFound);  // counted
}

TEST_P(TeamsTest, WhoIsRemovedFromTheCircleCanNoLonger) {
  World& w = *world;
  w.MakeTeam();
  const PersonGateId person = w.NewPerson();
  const ConcernId id = Good(w.Confirm("ben", "p", person));
  const std::string code = CodeOf(w, "ben");
  EXPECT_TRUE(Good(w.gate.IsInTeam(w.orgs[0], w.Of("ben").actor.person)));
  Good(w.vault.RemoveMember(w.Of("ana").actor, w.team, w.Of("ben").actor.person));
  EXPECT_FALSE(Good(w.gate.IsInTeam(w.orgs[0], w.Of("ben").actor.person)));
  ExpectError(w.Confirm("ben", "p", person), Code::kForbidden);
  ExpectError(w.Withdraw("ben", id), Code::kForbidden);
  ExpectError(w.gate.KeyCode(w.Of("ben").actor, *w.Of("ben").me), Code::kForbidden);
  EXPECT_TRUE(Good(w.gate.Teams()).at(0).somebody_left);
  // She may have kept the key: a new one makes it useless, and what was confirmed is still counted.
  EXPECT_EQ(CodeOf(w, "ana"), code);
  Good(w.Do([&](db::Transaction& tx) { return w.gate.RenewKey(tx, w.Of("ana").actor, *w.Of("ana").me); }));
  EXPECT_NE(CodeOf(w, "ana"), code);
  EXPECT_FALSE(Good(w.gate.Teams()).at(0).somebody_left);
  EXPECT_EQ(w.Count("vault_record"), 1);  // the old key is gone
  for (int i = 0; i < 10; ++i) Good(w.Confirm("ana", "p", w.NewPerson()));
  Good(w.Confirm("ana", "p", person));  // the same person under both keys
  const Quarter quarter = w.EndQuarter();
  Good(w.Close("ana", quarter));
  EXPECT_EQ(Good(w.gate.BandOf("p", quarter)), Band{11});
}

TEST_P(TeamsTest, ATeamEndsAndTheLastOneStays) {
  World& w = *world;
  w.MakeTeam();
  const vault::CircleId other = w.Circle("hotline", {"cho"}, 1);
  ExpectError(End(w, "ana", w.team, 0), Code::kConflict);
  Good(Ask(w, "cho", other));
  Good(Admit(w, "ana", other, 1));
  Good(w.Confirm("cho", "p", w.NewPerson()));
  const std::string code = CodeOf(w, "cho");
  Good(End(w, "ana", other, 1));
  ExpectError(w.Confirm("cho", "p", w.NewPerson()), Code::kForbidden);
  EXPECT_NE(CodeOf(w, "ana"), code);
  ExpectError(End(w, "ana", w.team, 0), Code::kConflict);
  Good(Ask(w, "cho", other));
  Good(Refuse(w, "ana", other, 1));
  ExpectError(w.Confirm("cho", "p", w.NewPerson()), Code::kForbidden);
  Good(Ask(w, "cho", other));
  Good(Admit(w, "ana", other, 1));
  Good(w.Confirm("cho", "p", w.NewPerson()));
  EXPECT_EQ(w.Count("audit_entry WHERE action LIKE 'gate.%'"), 8);
}

// Every act in every state; what the table does not name is refused and changes nothing.
TEST_P(TeamsTest, TheWalkOfForbiddenSteps) {
  World& w = *world;
  w.MakeTeam();
  const auto act = [&](TeamAct what, const vault::CircleId& circle) -> base::Status {
    switch (what) {
      case TeamAct::kMake:
        return Make(w, "cho", circle);
      case TeamAct::kAsk:
        return Ask(w, "cho", circle);
      case TeamAct::kAdmit:
        return Admit(w, "ana", circle, 1);
      case TeamAct::kRefuse:
        return Refuse(w, "ana", circle, 1);
      default:
        return End(w, "ana", circle, 1);
    }
  };
  const std::map<TeamState, std::vector<TeamAct>> ways = {
      {TeamState::kNone, {}},
      {TeamState::kAsked, {TeamAct::kAsk}},
      {TeamState::kHolds, {TeamAct::kAsk, TeamAct::kAdmit}},
      {TeamState::kRefused, {TeamAct::kAsk, TeamAct::kRefuse}},
      {TeamState::kEnded, {TeamAct::kAsk, TeamAct::kAdmit, TeamAct::kEnd}}};
  int number = 0;
  for (const auto& [state, way] : ways) {
    for (int i = 0; i < static_cast<int>(TeamAct::kCount); ++i) {
      const auto what = static_cast<TeamAct>(i);
      const vault::CircleId circle = w.Circle("c" + std::to_string(++number), {"cho"}, 1);
      for (const TeamAct step : way) Good(act(step, circle));
      // There is a key, so nobody makes another one, whatever the table says of a circle.
      const bool allowed = AfterAct(state, what).has_value() && what != TeamAct::kMake;
      const base::Status done = act(what, circle);
      EXPECT_EQ(done.has_value(), allowed) << TeamStateName(state) << " " << i;
      TeamState after = TeamState::kNone;
      for (const Team& team : Good(w.gate.Teams()))
        if (team.circle == circle) after = team.state;
      EXPECT_EQ(after, allowed ? *AfterAct(state, what) : state) << TeamStateName(state) << " " << i;
    }
  }
}

struct Call {
  std::string name;
  bool supervise = false;
  std::function<base::Status(db::Transaction&, const desk::Actor&, const vault::UnlockedPerson&)> run;
};

base::Status Dropped(const auto& result) {
  if (!result.has_value()) return result.error();
  return base::Ok();
}

// Everything that changes something, each as it would work for ana; `other` asks for the key, `id` was
// confirmed in the quarter `ended`.
std::vector<Call> Calls(World& w, const vault::CircleId& other, const ConcernId& id, Quarter ended) {
  const PersonGateId person = w.NewPerson();
  return {
      {"make", true, [&w](auto& tx, auto& a, auto& me) { return w.gate.MakeKey(tx, a, me, w.team); }},
      {"ask", true, [&w](auto& tx, auto& a, auto&) { return w.gate.AskForKey(tx, a, w.team); }},
      {"admit", true,
       [&w, other](auto& tx, auto& a, auto& me) { return w.gate.AdmitTeam(tx, a, me, w.orgs[1], other); }},
      {"refuse", true,
       [&w, other](auto& tx, auto& a, auto& me) { return w.gate.RefuseTeam(tx, a, me, w.orgs[1], other); }},
      {"end", true,
       [&w](auto& tx, auto& a, auto& me) { return w.gate.EndTeam(tx, a, me, w.orgs[0], w.team); }},
      {"renew", true, [&w](auto& tx, auto& a, auto& me) { return w.gate.RenewKey(tx, a, me); }},
      {"close", true,
       [&w, ended](auto& tx, auto& a, auto& me) {
         return Dropped(w.gate.CloseQuarter(tx, a, me, ended, World::Known({})));
       }},
      {"confirm", false,
       [&w, person](auto& tx, auto& a, auto& me) {
         return Dropped(w.gate.ConfirmConcern(tx, a, me, {"p", person, Category::kOther}));
       }},
      {"withdraw", false,
       [&w, id](auto& tx, auto& a, auto& me) { return w.gate.WithdrawConcern(tx, a, me, id); }},
      {"relink", false,
       [&w, person](auto& tx, auto& a, auto& me) { return w.gate.Relink(tx, a, me, person, person); }},
      {"unlink", false,
       [&w, id, person](auto& tx, auto& a, auto& me) {
         return w.gate.Unlink(tx, a, me, std::vector<ConcernId>{id}, person);
       }},
      {"touch", false, [&w](auto& tx, auto& a, auto& me) { return w.gate.Touch(tx, a, me); }}};
}

// What the call answers, in a transaction that is undone, so that every call finds the same; nothing: done.
std::optional<Code> Tried(World& w, const Call& call, const desk::Actor& actor,
                          const vault::UnlockedPerson& me) {
  const base::Status done = w.Do([&](db::Transaction& tx) -> base::Status {
    TRY(call.run(tx, actor, me));
    return base::Error{Code::kInternal, "done", {}};
  });
  return done.error().external == "done" ? std::optional<Code>() : std::optional(done.error().code);
}

TEST_P(TeamsTest, WhoMayCallWhat) {
  World& w = *world;
  w.MakeTeam();
  const vault::CircleId other = w.Circle("hotline", {"cho"}, 1);
  w.Circle("without the key", {"eve"});
  Good(Ask(w, "cho", other));
  const ConcernId id = Good(w.Confirm("ana", "p", w.NewPerson()));
  const Quarter ended = w.EndQuarter();
  const vault::UnlockedPerson& ana = *w.Of("ana").me;
  const desk::Actor& actor = w.Of("ana").actor;
  for (const Call& call : Calls(w, other, id, ended)) {
    SCOPED_TRACE(call.name);
    const bool impossible = call.name == "make" || call.name == "ask" || call.name == "end";
    EXPECT_EQ(Tried(w, call, actor, ana), impossible ? std::optional(Code::kConflict) : std::nullopt);
    for (const desk::Role role : desk::Roles()) {
      desk::Actor other_role = actor;
      other_role.permissions = desk::PermissionsOf(role);
      const bool may =
          role == desk::Role::kCaseSupervisor || (role == desk::Role::kCaseWorker && !call.supervise);
      EXPECT_EQ(Tried(w, call, other_role, ana) == Code::kForbidden, !may) << desk::RoleName(role);
    }
    for (const desk::Actor::Kind kind :
         {desk::Actor::Kind::kNobody, desk::Actor::Kind::kKey, desk::Actor::Kind::kSystem}) {
      desk::Actor no_person = actor;
      no_person.kind = kind;
      no_person.permissions.set();
      EXPECT_EQ(Tried(w, call, no_person, ana), Code::kForbidden);
    }
    if (call.name == "ask") continue;  // needs nobody unlocked
    EXPECT_EQ(Tried(w, call, actor, *w.Of("ben").me), Code::kForbidden);
    // Somebody of the same organisation and role who is in no team.
    EXPECT_EQ(Tried(w, call, w.Of("eve").actor, *w.Of("eve").me), Code::kForbidden);
    EXPECT_EQ(Tried(w, call, w.Of("cho").actor, *w.Of("cho").me),
              call.name == "make" ? Code::kNotFound : Code::kForbidden);
  }
}

TEST_P(TeamsTest, NoMoreTeamsThanTheLimit) {  // base::kMaxGateTeams
  World& w = *world;
  w.MakeTeam();
  for (std::int64_t i = 1; i < base::kMaxGateTeams; ++i)
    Good(Ask(w, "cho", w.Circle("c" + std::to_string(i), {"cho"}, 1)));
  ExpectError(Ask(w, "cho", w.Circle("one more", {"cho"}, 1)), Code::kTooLarge);
}

}  // namespace
}  // namespace gate
