#pragma once
// Minutes of sessions, in phases (states_minutes.h): the chair or the secretariat writes them, with decisions
// and actions tagged in the text (tags.h); those who were present read and comment; every comment gets its
// answer; a later session approves them; then they never change. There is no field for who said what, and
// names of participants are pointed out (name_warning.h).
//
// Rules. One minutes a session. A draft is for those who hold the session. Circulated minutes may be read by
// everybody who may know of the session. Every edition that was circulated or submitted is kept. A tag gets
// its number when it is first saved; once circulated, a tag may change its words but not go: actions are
// dropped with a reason. Owners are known addresses or organisations; of a closed session, participants of
// it.
//
// Of a closed session the words are sealed to its participants, and everything that is written goes to the
// session's own log. Thread-safe. Errors besides the usual: kUnauthenticated where sealed words are read
// while nobody is unlocked.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "panel/minutes/place.h"
#include "panel/minutes/states_minutes.h"
#include "panel/minutes/tags.h"

namespace panel {

using CommentId = base::Id<struct MinutesCommentTag>;
using ActionId = base::Id<struct PanelActionTag>;

struct Minutes {
  PanelSession session;
  MinutesPhase phase = MinutesPhase::kDraft;
  StoredWords words;             // "text"
  PanelSessionId approval;       // the session that is to approve them, or did
  base::UtcTime comments_until;  // 0: no date
  base::UtcTime circulated;      // first; 0: never
  base::UtcTime approved;
  base::UtcTime changed;
  std::int64_t last_number = 0;  // of tags
  std::int64_t edition = 0;      // how many were kept
  std::int64_t version = 0;      // 0: not begun
};

struct MinutesEdition {
  std::int64_t number = 0;
  MinutesPhase phase = MinutesPhase::kDraft;  // that it was made for
  base::UtcTime made;
};

struct MinutesComment {
  CommentId id;
  desk::PersonId person;
  desk::OrgId org;
  CommentState state = CommentState::kOpen;
  std::string text;
  std::string answer;
  base::UtcTime made;
  std::int64_t version = 0;
};

// How many organisations that were present have said yes to the edition that waits for approval.
struct SeatsApproved {
  std::int64_t approved = 0;
  std::int64_t present = 0;
  bool mine = false;  // the actor's organisation has
  bool may = false;   // the actor may say yes
};

// What came of saving.
struct SavedMinutes {
  std::int64_t version = 0;
  std::string text;     // with the numbers of its tags
  bool sealed = false;  // of a closed session: not to be kept or sent on in the clear
};

// What a step of MinutesAct needs.
struct MinutesStep {
  std::int64_t version = 0;
  base::UtcTime comments_until;  // kCirculate; 0: none
  PanelSessionId approval;       // kSubmit: the later session
  std::string reason;            // kSendBack: kept as a comment of the chair's
};

// The faults of a text's tags, as one error in English for programs; pages show them one by one.
base::Error TagFaultsError(const std::vector<TagFault>& faults);

class MinutesService {
 public:
  explicit MinutesService(Places& places) : places_(places), seams_(places.seams()) {}

  // Minutes that were not begun come with version 0. Errors: kNotFound (the session, or no minutes that the
  // actor may see).
  base::Result<Minutes> Get(db::Transaction& tx, const desk::Actor& actor, const PanelSessionId& session);
  base::Result<std::string> Text(db::Transaction& tx, const Minutes& minutes,
                                 const vault::UnlockedPerson* reader);
  // One of the kept editions. Errors: kNotFound.
  base::Result<std::string> EditionText(db::Transaction& tx, const Minutes& minutes, std::int64_t edition,
                                        const vault::UnlockedPerson* reader);
  base::Result<std::vector<MinutesEdition>> Editions(db::Transaction& tx, const Minutes& minutes);
  base::Result<bool> MayWrite(db::Transaction& tx, const desk::Actor& actor, const Minutes& minutes);
  // Minutes that the actor may read, newest session first.
  base::Result<std::vector<Minutes>> List(db::Transaction& tx, const desk::Actor& actor,
                                          const SeriesId& series, const SessionPosition& after,
                                          std::int64_t limit);
  // Names of those who belong to the session, for NameWatch.
  base::Result<std::vector<std::string>> NamesOfParticipants(db::Transaction& tx,
                                                             const PanelSessionId& session);

  // `version` 0 begins them. Errors: kInvalid (tags, owners: says the line), kTooLarge, kConflict.
  base::Result<SavedMinutes> Save(const desk::Actor& actor, const PanelSessionId& session,
                                  std::int64_t version, std::string_view text);
  // Every act but kSave. Circulating and submitting keep an edition, and of a closed session need the chair
  // unlocked to do so. Errors: kConflict (the step, or what must come first: somebody was present; every
  // comment answered; the approving session has begun).
  base::Status Do(const desk::Actor& actor, const PanelSessionId& session, MinutesAct act,
                  const MinutesStep& step, const vault::UnlockedPerson* reader);

  // ---- comments: of those who were present, while the phase is comments
  base::Result<CommentId> Comment(const desk::Actor& actor, const PanelSessionId& session,
                                  std::string_view text);
  // Accepting and declining are for who writes the minutes, withdrawing for who made the comment. Declining
  // needs an answer.
  base::Status Answer(const desk::Actor& actor, const PanelSessionId& session, const CommentId& comment,
                      std::int64_t version, CommentAct act, std::string_view answer);
  // All of them for who writes; else the actor's organisation's own.
  base::Result<std::vector<MinutesComment>> Comments(db::Transaction& tx, const desk::Actor& actor,
                                                     const Minutes& minutes,
                                                     const vault::UnlockedPerson* reader);
  base::Result<bool> WasPresent(db::Transaction& tx, const desk::Actor& actor, const PanelSessionId& session);

  // ---- seats that say yes while the minutes wait for approval
  base::Result<SeatsApproved> Seats(db::Transaction& tx, const desk::Actor& actor, const Minutes& minutes);
  base::Status ApproveSeat(const desk::Actor& actor, const PanelSessionId& session);
  // Organisations that were present and have not said yes yet.
  base::Result<std::vector<desk::OrgId>> SeatsMissing(db::Transaction& tx, const Minutes& minutes);

  Places& places() { return places_; }

 private:
  base::Result<std::optional<Minutes>> Find(db::Transaction& tx, const PanelSession& session);
  // Those of `sessions` that have minutes, in their order.
  base::Result<std::vector<Minutes>> FindAll(db::Transaction& tx, std::span<const PanelSession> sessions);
  base::Result<Minutes> ForWriting(db::Transaction& tx, const desk::Actor& actor,
                                   const PanelSessionId& session);
  base::Status SyncTags(db::Transaction& tx, const Minutes& minutes, const std::vector<Tag>& tags);
  base::Status SyncAction(db::Transaction& tx, const Minutes& minutes, const Tag& tag);
  base::Status SyncDecision(db::Transaction& tx, const Minutes& minutes, const Tag& tag);
  base::Status RemoveMissing(db::Transaction& tx, const Minutes& minutes, const std::vector<Tag>& tags,
                             TagKind kind);
  struct Owner {
    desk::PersonId person;
    desk::OrgId org;
  };
  base::Result<Owner> ResolveOwner(db::Transaction& tx, const PanelSession& session, const Tag& tag);
  base::Status KeepEdition(db::Transaction& tx, Minutes& minutes, MinutesPhase phase,
                           const vault::UnlockedPerson* reader);
  base::Status CheckCirculate(db::Transaction& tx, const Minutes& minutes);
  base::Status CheckSubmit(db::Transaction& tx, const desk::Actor& actor, const Minutes& minutes,
                           const MinutesStep& step);
  base::Status CheckApprove(db::Transaction& tx, const Minutes& minutes);
  base::Status PutInForce(db::Transaction& tx, const Minutes& minutes);
  base::Status KeepReason(db::Transaction& tx, const desk::Actor& actor, const Minutes& minutes,
                          std::string_view reason);
  base::Status Store(db::Transaction& tx, const desk::Actor& actor, const Minutes& minutes,
                     std::string_view act);
  base::Result<std::vector<desk::OrgId>> Present(db::Transaction& tx, const PanelSessionId& session);
  base::Result<CommentId> AddComment(db::Transaction& tx, const desk::Actor& actor, const Minutes& minutes,
                                     std::string_view text);

  Places& places_;
  PanelSeams seams_;
};

}  // namespace panel
