#pragma once
// The panel's opinions: a text that members adopt by vote (open or secret, with a quorum; an abstention
// counts for the quorum and for nothing else) or by consensus (adopted unless somebody objects). Who is
// entitled is fixed when the ballot opens: the admitted members of the panel, or, of an opinion of a session,
// the organisations that take part in it; each has one vote. Who does not agree may have a dissent kept
// beside the opinion, in her own words.
//
// A secret vote keeps who has voted and how many chose what, and no ballot: it cannot be changed, not even by
// who cast it, and nobody sees a count before the ballot is closed. (Who reads the database before and after
// one vote can tell that vote: docs/panel/minutes.md.) An open vote may be changed until the ballot closes,
// and its counts and names are shown then too.
//
// An adopted opinion may be made public, from which day on ForPublic gives its words, counts and dissents to
// a public face, whatever becomes of the session. Thread-safe.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "panel/minutes/ballot.h"
#include "panel/minutes/consultations.h"
#include "panel/minutes/place.h"
#include "panel/minutes/states_exchange.h"

namespace panel {

using OpinionId = base::Id<struct OpinionTag>;

struct Opinion {
  OpinionId id;
  Place place;
  OpinionState state = OpinionState::kDraft;
  std::string title;
  std::string text;
  bool locked = false;  // sealed, and nobody is unlocked
  BallotRules rules;
  bool secret = false;
  std::int64_t entitled = 0;   // organisations; 0 before it is open
  std::int64_t voted = 0;      // how many of them have
  std::optional<Tally> tally;  // where it may be known: closed, or an open vote
  base::UtcTime closes;        // 0: no day
  base::UtcTime opened;
  base::UtcTime closed;
  base::UtcTime made_public;  // 0: not
  base::UtcTime created;
  std::int64_t version = 0;
};

struct OpinionDraft {
  std::string title;
  std::string text;
  BallotRules rules;
  bool secret = false;
};

struct Vote {
  desk::OrgId org;
  bool voted = false;
  std::optional<Choice> choice;  // of an open vote
};

struct Dissent {
  desk::OrgId org;
  std::string text;
  base::UtcTime made;
};

// What the world may read.
struct PublicOpinion {
  OpinionId id;
  std::string title;
  std::string text;
  BallotRules rules;
  std::int64_t entitled = 0;
  Tally tally;
  base::UtcTime adopted;
  base::UtcTime made_public;
  struct NamedDissent {
    std::string member;
    std::string text;
  };
  std::vector<NamedDissent> dissents;
};

class OpinionService {
 public:
  explicit OpinionService(Places& places) : places_(places), seams_(places.seams()) {}

  base::Result<OpinionId> Create(const desk::Actor& actor, const PanelId& panel,
                                 const PanelSessionId& session, const OpinionDraft& draft);
  base::Status Change(const desk::Actor& actor, const OpinionId& id, std::int64_t version,
                      const OpinionDraft& draft);
  // From here the text stands. Errors: kConflict (nobody is entitled).
  base::Status Open(const desk::Actor& actor, const OpinionId& id, std::int64_t version,
                    base::UtcTime closes);
  // Counts, and leads to adopted, rejected or lapsed. Errors: kConflict (before the announced day, while
  // somebody has not voted).
  base::Result<OpinionState> Close(const desk::Actor& actor, const OpinionId& id, std::int64_t version);
  base::Status Withdraw(const desk::Actor& actor, const OpinionId& id, std::int64_t version);
  // By who runs it, once it is adopted; `reader` opens what is sealed. Publishing again takes in later
  // dissents.
  base::Status Publish(const desk::Actor& actor, const OpinionId& id, std::int64_t version,
                       const vault::UnlockedPerson* reader);
  // Takes it off the public face; copies that others made stay theirs. Errors: kConflict (not public).
  base::Status Unpublish(const desk::Actor& actor, const OpinionId& id, std::int64_t version);

  // A draft is for those who run it. Errors: kNotFound.
  base::Result<Opinion> Get(db::Transaction& tx, const desk::Actor& actor, const OpinionId& id,
                            const vault::UnlockedPerson* reader);
  base::Result<bool> MayRun(db::Transaction& tx, const desk::Actor& actor, const Opinion& opinion);
  base::Result<std::vector<Opinion>> List(db::Transaction& tx, const desk::Actor& actor,
                                          const NewestPosition& after, std::int64_t limit,
                                          const vault::UnlockedPerson* reader);
  // Opinions that wait for the actor's organisation's vote.
  base::Result<std::vector<Opinion>> WaitingForVote(db::Transaction& tx, const desk::Actor& actor,
                                                    std::int64_t limit);

  // Errors: kForbidden (not entitled), kConflict (not open; a secret vote was cast already).
  base::Status Cast(const desk::Actor& actor, const OpinionId& id, Choice choice);
  // The actor's organisation's vote; nothing where it is not entitled.
  base::Result<std::optional<Vote>> OwnVote(db::Transaction& tx, const desk::Actor& actor,
                                            const OpinionId& id);
  // Of an open vote who chose what; of a secret one only who has voted.
  base::Result<std::vector<Vote>> Votes(db::Transaction& tx, const Opinion& opinion);

  // Kept as it is written, in the place of an earlier one of the organisation's; while the ballot is open and
  // until base::kDissentDays after it closed. An empty text takes it back. Errors: kForbidden (not entitled),
  // kConflict.
  base::Status Dissenting(const desk::Actor& actor, const OpinionId& id, std::string_view text);
  base::Result<std::vector<Dissent>> Dissents(db::Transaction& tx, const Opinion& opinion,
                                              const vault::UnlockedPerson* reader);
  bool MayDissent(const Opinion& opinion) const;

  // For a public face: the public opinions of a panel, newest first, at most `limit`. Asks nobody.
  base::Result<std::vector<PublicOpinion>> ForPublic(db::Transaction& tx, const PanelId& panel,
                                                     std::int64_t limit);

 private:
  base::Result<Opinion> FromRow(db::Transaction& tx, const db::Row& row, Place place,
                                const vault::UnlockedPerson* reader);
  base::Result<Opinion> ForRunning(db::Transaction& tx, const desk::Actor& actor, const OpinionId& id,
                                   std::int64_t version, OpinionAct act, const vault::UnlockedPerson* reader);
  base::Result<bool> IsMember(db::Transaction& tx, const PanelId& panel, const desk::OrgId& org);
  base::Result<std::vector<desk::OrgId>> Entitled(db::Transaction& tx, const Place& place);
  base::Status SetState(db::Transaction& tx, const desk::Actor& actor, const Opinion& opinion, OpinionAct act,
                        OpinionState after);
  base::Result<std::string> PublicText(db::Transaction& tx, const Opinion& opinion,
                                       const vault::UnlockedPerson* reader);

  Places& places_;
  PanelSeams seams_;
};

}  // namespace panel
