#pragma once
// Memoranda of understanding between members, and with outsiders: put together from a library of clauses,
// offered, signed by every party, in force, renewed, amended, ended. The text is fixed with its SHA-256 when
// it is offered; a signature names the hash of what was signed, and a signed text is never edited: an
// amendment or a renewal is a new edition that takes the place of the one before once all have signed it.
// Known to its parties (from the offer on), to the organisation that drafts it and to the secretariat;
// kNotFound to everybody else. Thread-safe.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "panel/agreements/kit.h"
#include "panel/common/states.h"

namespace panel {

using MemorandumId = base::Id<struct MemorandumTag>;
using ClauseId = base::Id<struct ClauseTag>;

enum class MemorandumState : std::uint8_t {
  kDraft,
  kOffered,  // the text is fixed; the parties sign
  kInForce,
  kNotice,      // a party gave notice; in force until the notice is over
  kReplaced,    // by a later edition
  kExpired,     // its last day has passed
  kTerminated,  // the notice is over
  kDropped,     // never came into force
  kCount
};
enum class MemorandumAct : std::uint8_t {
  kOffer,
  kTakeBack,  // to be edited; signatures of that text stay recorded, and count for nothing else
  kSign,      // one party of several
  kComplete,  // the last signature: done by signing
  kReplace,   // done when a later edition comes into force
  kGiveNotice,
  kExpire,     // done by the clock
  kTerminate,  // done by the clock
  kDrop,
  kCount
};
enum class MemorandumKind : std::uint8_t { kFirst, kAmendment, kRenewal, kCount };
enum class SigningMethod : std::uint8_t { kHere, kInk, kElectronic, kLetters, kCount };

std::string_view MemorandumStateName(MemorandumState state);
std::optional<MemorandumState> MemorandumStateNamed(std::string_view name);
std::string_view MemorandumActName(MemorandumAct act);
std::optional<MemorandumAct> MemorandumActNamed(std::string_view name);
std::string_view MemorandumKindName(MemorandumKind kind);
std::optional<MemorandumKind> MemorandumKindNamed(std::string_view name);
std::string_view SigningMethodName(SigningMethod method);
std::optional<SigningMethod> SigningMethodNamed(std::string_view name);
std::span<const Step<MemorandumState, MemorandumAct>> MemorandumSteps();

struct ClauseText {
  ClauseId clause;
  std::string code;      // "confidentiality": small letters, digits, hyphens
  std::string language;  // "en", "ko"
  std::int64_t version = 0;
  std::string title;
  std::string body;  // with {{variables}}
};

struct Party {
  std::int64_t number = 0;  // from 1
  MemberId member;          // empty: an outsider
  std::string name;
  bool signed_now = false;  // the text as it is
};

struct Signature {
  std::int64_t party = 0;
  std::string signer, role;
  SigningMethod method = SigningMethod::kHere;
  base::UtcTime signed_on;
  std::string sha256;  // of the text that was signed
  base::UtcTime recorded;
};

struct Memorandum {
  MemorandumId id, root, before;
  PanelId panel;
  desk::OrgId author;
  std::int64_t edition = 1;
  MemorandumKind kind = MemorandumKind::kFirst;
  std::string title, language;
  MemorandumState state = MemorandumState::kDraft;
  base::UtcTime starts, expires;  // days; expires 0: without end
  std::int64_t notice_days = 30;
  std::string text, sha256;  // fixed by the offer; of a draft as it would be
  std::string reason;        // of the notice, or for dropping it
  base::UtcTime ends;        // of a notice
  base::UtcTime in_force, created, changed;
  std::int64_t version = 0;
  std::vector<Party> parties;
};

struct MemorandumDraft {
  std::string title, language = "en", starts, expires, notice_days = "30";  // as typed
  std::string parties;    // one a line: a member's name, or an outsider's
  std::string clauses;    // one a line: codes of the library, in order
  std::string variables;  // one a line: name = text
  std::string own;        // a clause of its own, after the others
};

struct MemorandumEvent {
  MemorandumAct act = MemorandumAct::kOffer;
  MemorandumState to = MemorandumState::kDraft;
  std::string party, reason;
  base::UtcTime when;
};

struct MemorandumView {
  Memorandum memorandum;
  MemorandumDraft draft;  // what it is made from
  std::vector<Signature> signatures;
  std::vector<MemorandumEvent> events;
  std::vector<Memorandum> editions;    // of the whole chain, without parties and texts
  std::vector<std::string> missing;    // variables that have no text yet
  std::vector<std::int64_t> may_sign;  // parties for whom this actor may sign or record now
  bool writes = false;                 // the author or the secretariat
  bool is_party = false;               // acts for one of the parties
};

struct Signing {
  std::int64_t party = 0;
  std::string signer, role, signed_on;
  SigningMethod method = SigningMethod::kHere;
  std::string sha256;  // of the text that was seen
};

// The text with every {{name}} put in; names without a text are listed in `missing`. Pure.
std::string FillIn(std::string_view body, const std::map<std::string, std::string>& variables,
                   std::vector<std::string>& missing);

class Memoranda {
 public:
  explicit Memoranda(PanelServices& services) : services_(services) {}

  // A new version of a clause's text in that language; the secretariat. Older versions stay.
  base::Result<std::int64_t> PutClause(const desk::Actor& actor, const PanelId& panel,
                                       const ClauseText& text);
  // The newest text of each clause and language, by code.
  base::Result<std::vector<ClauseText>> Clauses(const desk::Actor& actor, const PanelId& panel);

  base::Result<MemorandumId> Add(const desk::Actor& actor, const PanelId& panel,
                                 const MemorandumDraft& draft);
  base::Status Edit(const desk::Actor& actor, const MemorandumId& id, std::int64_t version,
                    const MemorandumDraft& draft);
  // Offer, take back, give notice, drop. Errors: kConflict, kForbidden, kInvalid (variables without text, no
  // reason).
  base::Status Move(const desk::Actor& actor, const MemorandumId& id, MemorandumAct act, std::int64_t version,
                    std::string_view reason = {});
  // One signature. A delegate signs here for her own organisation; the author or the secretariat records what
  // an outsider, or a member without accounts, signed. Errors: kConflict (another text than was seen, signed
  // already), kForbidden.
  base::Status Sign(const desk::Actor& actor, const MemorandumId& id, const Signing& signing);
  // A draft of the next edition, by a party, of one that is in force.
  base::Result<MemorandumId> Next(const desk::Actor& actor, const MemorandumId& id, MemorandumKind kind);

  base::Result<MemorandumView> Get(const desk::Actor& actor, const MemorandumId& id);
  struct Page {
    std::vector<Memorandum> memoranda;  // without texts
    std::string next;
  };
  // What the actor may know, newest first.
  base::Result<Page> List(const desk::Actor& actor, const PanelId& panel, std::string_view after,
                          std::size_t limit);
  // To be signed by the actor's organisation, or expiring within 60 days.
  base::Result<std::vector<Memorandum>> Waiting(const desk::Actor& actor);
  // Those that two members share, for the timeline: offered or later.
  base::Result<std::vector<Memorandum>> Shared(db::Transaction& tx, const PanelId& panel, const MemberId& a,
                                               const MemberId& b, std::size_t limit);
  // For the clock: expiry, ends of notices. Returns how many changed.
  base::Result<std::int64_t> RunClock(const desk::Actor& clock);
  base::Status SendReminders(desk::Desk& desk);

 private:
  struct Known {
    Memorandum memorandum;
    kit::Viewer viewer;
    bool writes = false;
    bool is_party = false;
  };
  base::Result<Known> Seen(db::Transaction& tx, const desk::Actor& actor, const MemorandumId& id);
  base::Status Compose(db::Transaction& tx, Memorandum& memorandum, std::vector<std::string>& missing);
  base::Status Put(db::Transaction& tx, Memorandum& memorandum, const MemorandumDraft& draft);
  base::Status MoveIn(db::Transaction& tx, const desk::Actor& actor, Memorandum& memorandum,
                      MemorandumAct act, std::string_view party, std::string_view reason);
  PanelServices& services_;
};

}  // namespace panel
