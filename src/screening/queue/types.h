#pragma once
// What the queue's stores and services speak of: parties, alerts and imports as plain data.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "desk/ids.h"
#include "entity/entity.h"
#include "match/match.h"

namespace screening {

using PartyId = base::Id<struct PartyTag>;
using AlertId = base::Id<struct AlertTag>;
using ImportId = base::Id<struct ImportTag>;
using JudgementId = base::Id<struct JudgementTag>;
using EventId = base::Id<struct EventTag>;

// Where an alert stands. Waiting: nobody has decided, or a side changed since. Second look: one person has
// decided and another must agree. Withdrawn: the screening no longer finds the pair, or the party was
// removed; kept for the record.
enum class Stage : std::uint8_t { kWaiting, kUnsure, kSecondLook, kDecided, kWithdrawn, kCount };
std::string_view StageName(Stage stage);  // "second-look": as stored, in addresses and in the API
std::optional<Stage> StageNamed(std::string_view name);

// Whether party and listed entry are the same. kNone: not said.
enum class Decision : std::uint8_t { kNone, kSame, kNotSame, kUnsure };
std::string_view DecisionName(Decision decision);  // "", "same", "not-same", "unsure"
std::optional<Decision> DecisionNamed(std::string_view name);

struct Party {
  PartyId id;
  std::string key;     // by which an import finds it again; unique in the organisation
  std::string number;  // the organisation's own number for it, or empty
  entity::Entity entity;
  std::string content_hash;  // of `entity`, record.h
  std::vector<std::string> tags;
  std::string country;                // first of the entity's countries, ISO 3166-1 alpha-2, or empty
  std::optional<std::int64_t> spend;  // a year, whole units of the organisation's currency
  std::string source;                 // name of the collection it came with: "Suppliers Q4"
  ImportId import;                    // that last named it; empty: entered by hand or API
  std::int64_t row = 0;               // in that import's file
  base::UtcTime created;
  base::UtcTime updated;
  std::optional<base::UtcTime> removed;
  std::optional<base::UtcTime> screened;  // last time; nothing: waits for its screening
  std::int64_t open_alerts = 0;           // waiting, unsure, second look; only in lists and Get
  std::int64_t goods = 0;  // that lists of goods named for it when it was last compared; of removed ones none
  std::int64_t version = 0;
};

// One property of one side that differs between two contents: what is gone and what is new.
struct FieldChange {
  bool on_list = false;  // of the listed entry; else of the party
  std::string property;  // FollowTheMoney name, "schema" or "caption"
  std::vector<std::string> gone;
  std::vector<std::string> added;

  bool operator==(const FieldChange&) const = default;
};

// A pair of party and listed entry that the screening found at or above the organisation's threshold.
struct QueuedAlert {
  AlertId id;
  PartyId party;
  std::string party_caption;
  std::string party_hash;  // of the content that was compared
  entity::Schema party_schema;
  std::string country;  // the party's
  std::string dataset;
  std::string entry_id;
  std::string entry_caption;
  std::string entry_hash;
  double score = 0;
  double name_similarity = 0;
  match::Identity identity = match::Identity::kUnconfirmed;
  int harm = 0;  // 0 to 1000, harm.h
  Stage stage = Stage::kWaiting;
  Decision decision = Decision::kNone;  // in second look: the first person's; in withdrawn: the last one
  JudgementId judgement;                // behind `decision`
  std::string decided_by;               // Actor::label
  base::UtcTime decided;
  bool carried = false;  // the decision was made on an earlier alert of the same pair
  desk::PersonId assigned_to;
  std::string snapshot;              // version of the lists it was last compared with
  std::vector<FieldChange> changes;  // since the last decision, or since it was found
  base::UtcTime created;
  base::UtcTime changed;
  std::int64_t version = 0;
};

enum class EventKind : std::uint8_t {
  kFound,
  kFoundAgain,
  kChanged,
  kWithdrawn,
  kCarried,
  kJudged,
  kProposed,
  kApproved,
  kReturned,
  kUndone,
  kAssigned,
  kNote,
  kCount
};
std::string_view EventKindName(EventKind kind);  // "found-again"
std::optional<EventKind> EventKindNamed(std::string_view name);

// A line of an alert's history.
struct AlertEvent {
  EventId id;
  EventKind kind = EventKind::kFound;
  base::UtcTime time;
  std::string actor;  // Actor::label
  Decision decision = Decision::kNone;
  std::string text;      // reason or note, in the person's words
  desk::PersonId about;  // kAssigned: to whom; empty: to nobody
  bool undone = false;
};

struct Judgement {
  JudgementId id;
  Decision decision = Decision::kNone;
  std::string reason;
  std::string decided_by;  // Actor::label
  base::UtcTime decided;
  std::string approved_by;  // empty: no second person was needed, or not yet
  base::UtcTime approved;
};

}  // namespace screening
