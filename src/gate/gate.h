#pragma once
// The gate: the one door from casework to everyone else. A case worker confirms a concern about a supplier or
// a recruiter; after the quarter, others read in which band the number of different persons lies. Nothing
// else comes through: no record, no total, no category, no case, no time, no increment.
//
//   FoundParties found = TRY(gate.FindParties(tx, actor, me, name, country));  // she ticks which it is
//   ConcernId id = TRY(gate.ConfirmConcern(tx, actor, me, {party, person, Category::kDebtBondage}));
//   ...                                   // the caller keeps `id` and `person` sealed in the case
//   Publication published = TRY(gate.CloseQuarter(tx, actor, me, quarter, gate.AllParties()));
//   std::vector<QuarterBand> bands = TRY(gate.BandsOf(party));      // needs no key
//
// The gate has one key for the installation, sealed to the circles ("teams") that take part. It is opened by
// an unlocked member of one, within a request; the server by itself computes nothing. What lies in the
// database between confirming and publishing is described in boxes.h; what is published, and why nothing
// more, in docs/decisions/0011-what-the-gate-publishes.md.
//
// What the audit log says: who makes, renews, asks for, gives and ends the key, and who closes which quarter
// with which digest. Of a concern it says nothing, because a line "a concern was confirmed" would be an
// increment with a time and a name; the caller notes it in the sealed case.
//
// Every call with a transaction is the caller's: commit it together with the caller's own rows. Acts need the
// permission cases.work (concerns) or cases.supervise (key, teams, closing) in the actor's organisation, and
// that `me` is the actor. Errors besides the usual: kForbidden (no permission, or in no team that has the
// key), kConflict (no key yet, the quarter is closed or has not ended, the state forbids it), kCorrupt
// (somebody changed or removed a box, or put another key into the place of the key). Thread-safe; stateless
// between calls, after AddParties.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "db/db.h"
#include "desk/actor.h"
#include "desk/audit/audit.h"
#include "gate/team_steps.h"
#include "gate/types.h"
#include "vault/vault.h"

namespace desk {
class Desk;
}

namespace gate {

std::span<const db::Migration> Migrations();

class GateKey;  // key.h

struct Team {
  desk::OrgId org;
  vault::CircleId circle;
  TeamState state = TeamState::kNone;
  // Somebody has left the circle since the key was sealed to it: renew the key, since she may have kept it.
  bool somebody_left = false;
};

// Hands the ids of the parties that a room knows to `take`, one by one, in any order; all organisations'.
// Only of those that it knew by their present name, country and place before the quarter began: what is
// confirmed reaches the rows of that moment, so that a row entered later would count a part of the quarter.
// Runs inside the closing transaction; `take` runs no statement of it.
using PartySink = std::function<base::Status(std::string_view party)>;
using PartySource = std::function<base::Status(db::Transaction& tx, Quarter quarter, const PartySink& take)>;
// A party that a room knows under a name.
struct FoundParty {
  std::vector<std::string> ids;
  std::string name, country, place;  // as the party's record has them; country: ISO 3166-1 alpha-2 or empty
  double score = 0;                  // how alike the names are, 0 to 1; puts the answers in order
  std::string key;                   // set by the gate: the same for the same name, country and place
};
// The parties of all organisations whose names are the one given, nearly whole. The room sees to it that a
// beginning or a common word of a name finds nothing (base::kGateNameSimilarity); it says of none whose it
// is. `country`: ISO 3166-1 alpha-2 in lower case, or empty.
using PartyFinder = std::function<base::Result<std::vector<FoundParty>>(
    db::Transaction& tx, std::string_view name, std::string_view country)>;
struct FoundParties {
  std::vector<FoundParty> parties;  // best first; at most base::kMaxGateFound
  bool more = false;                // there were more
};
// How many parties were counted so far.
using Progress = std::function<void(std::int64_t parties)>;

// A quarter on the way from running to published.
struct QuarterState {
  Quarter quarter;
  enum class State : std::uint8_t { kRunning, kEnded, kClosed };
  State state = State::kRunning;
};

class Gate {
 public:
  Gate(db::Database& database, const base::Clock& clock, base::Random& random, desk::Audit& audit,
       vault::Vault& vault)
      : database_(database), clock_(clock), random_(random), audit_(audit), vault_(vault) {}

  // ---- the key and who has it
  // The first team makes it; `me` must be a member. Errors: kConflict (there is one).
  base::Status MakeKey(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                       const vault::CircleId& circle);
  // A circle of the actor's organisation, of which she is a member, asks to be let in. Needs nobody unlocked.
  base::Status AskForKey(db::Transaction& tx, const desk::Actor& actor, const vault::CircleId& circle);
  // Of any organisation; by an unlocked member of a team that has the key.
  base::Status AdmitTeam(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                         const desk::OrgId& org, const vault::CircleId& circle);
  base::Status RefuseTeam(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                          const desk::OrgId& org, const vault::CircleId& circle);
  // The team has the key no longer, and the others have a new one. Errors: kConflict (the last one).
  base::Status EndTeam(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                       const desk::OrgId& org, const vault::CircleId& circle);
  // A new key for all teams; what is not yet counted is sealed anew. To be called where somebody left a team.
  base::Status RenewKey(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me);
  base::Result<std::vector<Team>> Teams();  // by organisation and circle
  base::Result<bool> HasKey();
  // Whether the person is a member of a team that has the key.
  base::Result<bool> IsInTeam(const desk::OrgId& org, const desk::PersonId& person);
  // "abcd-efgh-ijkl-mnop": the same for every team. Teams compare it by telephone: who changes the database
  // cannot give them two keys, or one of her own, without this being another one.
  base::Result<std::string> KeyCode(const desk::Actor& actor, const vault::UnlockedPerson& me);

  // ---- concerns
  // Counts in the quarter of now. The same person and party any number of times count once. Errors: kInvalid
  // (not a party's id), kTooLarge (base::kMaxGateBoxes), kConflict (the clock stands in a quarter that is
  // closed: it went back).
  base::Result<ConcernId> ConfirmConcern(db::Transaction& tx, const desk::Actor& actor,
                                         const vault::UnlockedPerson& me, const Concern& concern);
  // Takes one confirmation back. Errors: kNotFound (no such one in a quarter that is not closed).
  base::Status WithdrawConcern(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                               const ConcernId& concern);
  // Cases were linked: what was confirmed of `from` is now of `to`, in every quarter that is not closed.
  base::Status Relink(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                      const PersonGateId& from, const PersonGateId& to);
  // Cases were linked by mistake: these confirmations, which are one case's, are of `to`. Those of closed
  // quarters stay as they were counted.
  base::Status Unlink(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me,
                      std::span<const ConcernId> concerns, const PersonGateId& to);
  // Seals a box of the present quarter anew, as a confirmation does, with what it has. Called whenever a case
  // is saved, it hides from who watches the database which of these times a concern was confirmed.
  base::Status Touch(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me);

  // ---- naming a party
  // Before serving: how a room finds its parties.
  void AddFinder(PartyFinder finder) { finders_.push_back(std::move(finder)); }
  // What a case worker is answered who types the full name of a company or recruiter, as the worker told it.
  // Parties of the same name, country and place are one answer with all their ids: which organisations know
  // it, and how many, is not to be told from it. Nothing is kept of the question. `country` may be empty, and
  // so may `place`, a town or another word of the address: parties whose place is known and has it not are
  // left out, before the answer is cut to base::kMaxGateFound.
  // Errors: kInvalid (no name), kTooLarge (base::kMaxGateNameBytes).
  base::Result<FoundParties> FindParties(db::Transaction& tx, const desk::Actor& actor,
                                         const vault::UnlockedPerson& me, std::string_view name,
                                         std::string_view country, std::string_view place = {});

  // ---- publishing
  // Before serving: a room's parties.
  void AddParties(PartySource source) { sources_.push_back(std::move(source)); }
  PartySource AllParties() const;
  // From the quarter in which the key was made to the present one, oldest first.
  base::Result<std::vector<QuarterState>> Quarters();
  // Writes the bands of a quarter and removes its concerns. The second time nothing changes and the same is
  // returned. Quarters close in their order. `progress` may be empty. Cost: 2 to 3 µs a party.
  base::Result<Publication> CloseQuarter(db::Transaction& tx, const desk::Actor& actor,
                                         const vault::UnlockedPerson& me, Quarter quarter,
                                         const PartySource& parties, const Progress& progress = {});

  // ---- reading: needs no key and no permission
  // Errors: kNotFound (the quarter is not closed).
  base::Result<Band> BandOf(std::string_view party, Quarter quarter);
  // Of every closed quarter, newest first; too few to show is among them.
  base::Result<std::vector<QuarterBand>> BandsOf(std::string_view party);
  // The whole ledger, newest first, without the contents; at most base::kMaxGatePublications.
  base::Result<std::vector<Publication>> Publications();
  base::Result<Publication> PublicationOf(Quarter quarter);  // Errors: kNotFound
  // Computes the ledger anew: contents, digests, chain, the bands that pages read, and that its end is the
  // one that the audit log names. Returns the last one; number 0 where nothing was published. Errors:
  // kCorrupt, naming the first publication that does not fit.
  base::Result<Publication> Verify();

 private:
  base::Result<GateKey> OpenKey(db::Transaction& tx, const vault::UnlockedPerson& me);
  base::Status SealTo(db::Transaction& tx, const GateKey& key, const desk::OrgId& org,
                      const vault::CircleId& circle, TeamState next);
  base::Status Renew(db::Transaction& tx, const GateKey& old_key);
  // What every act on concerns begins with.
  base::Result<GateKey> Begin(db::Transaction& tx, const desk::Actor& actor, const vault::UnlockedPerson& me);

  db::Database& database_;
  const base::Clock& clock_;
  base::Random& random_;
  desk::Audit& audit_;
  vault::Vault& vault_;
  std::vector<PartySource> sources_;
  std::vector<PartyFinder> finders_;
};

// The gate that Register made for this desk; nullptr where none was registered. The desk keeps it.
Gate* FindGate(desk::Desk& desk);

}  // namespace gate
