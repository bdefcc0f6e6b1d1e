#pragma once
// An organisation's parties: whom it trades with and screens. Every call names the organisation; a party of
// another one is kNotFound. Changes are audited (ids and counts, no names) and put the party before the
// screening in the same transaction. Thread-safe.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "screening/queue/seams.h"
#include "screening/queue/types.h"

namespace screening {

struct PartyFilter {
  std::string
      text;  // words of its names, or its own number; all must be there, the beginning of each is enough
  std::string country;
  std::string schema;
  std::string source;
  std::string tag;
  bool removed = false;  // the removed ones instead
  bool goods = false;    // only those for whose country a list names one of their products (Party::goods)
};

struct PartyPage {
  std::vector<Party> parties;  // by caption
  std::string next;            // position for `after`, or empty at the end
};

// What a party may be given beside its entity.
struct PartyFacts {
  std::string key;  // empty: made from the number, else from name and country
  std::string number;
  std::vector<std::string> tags;
  std::optional<std::int64_t> spend;
  std::string source;
  // What must be there: a party of this version, or, at 0, none (a removed one counts as none). Nothing:
  // whatever is there.
  std::optional<std::int64_t> version;
};

enum class PutOutcome : std::uint8_t { kAdded, kChanged, kUnchanged };

struct PutParty {
  PartyId id;
  PutOutcome outcome = PutOutcome::kAdded;
};

class Parties {
 public:
  explicit Parties(QueueSeams& seams) : seams_(seams) {}

  // At most kMaxPartyPage; `after` from the page before.
  base::Result<PartyPage> List(const desk::OrgId& org, const PartyFilter& filter, std::string_view after,
                               std::size_t limit);
  // Counted up to kMaxCounted.
  base::Result<std::int64_t> Count(const desk::OrgId& org);
  // Those that PartyFilter::goods leaves, counted likewise.
  base::Result<std::int64_t> CountWithGoods(const desk::OrgId& org);
  base::Result<Party> Get(const desk::OrgId& org, const PartyId& id);
  // What the lists of goods name for its country and one of its products: questions to ask, no findings, and
  // no alerts; as the lists are now. At most kMaxGoodsAlertsPerParty.
  base::Result<std::vector<match::GoodsAlert>> Goods(const Party& party);
  // Every party in the order of List, in bounded memory; false ends it.
  base::Status Each(const desk::OrgId& org, const std::function<base::Result<bool>(const Party&)>& visit);
  // The names of collections, by name; at most kMaxChoices.
  base::Result<std::vector<std::string>> Sources(const desk::OrgId& org);

  // Adds the party, or changes the one with the same key. Errors: kInvalid (no usable name), kTooLarge,
  // kConflict (PartyFacts::version).
  base::Result<PutParty> Put(const desk::Actor& actor, const desk::OrgId& org, const entity::Entity& entity,
                             const PartyFacts& facts);
  // Tags and spend of one party. Errors: kConflict where its version is another one.
  base::Status Edit(const desk::Actor& actor, const desk::OrgId& org, const PartyId& id, std::int64_t version,
                    const std::vector<std::string>& tags, std::optional<std::int64_t> spend);
  // Its open alerts are withdrawn; record and history stay until the organisation deletes them. `version` 0:
  // whatever it is.
  base::Status Remove(const desk::Actor& actor, const desk::OrgId& org, const PartyId& id,
                      std::int64_t version);
  // Screens one party (or, with an empty id, all) again by a job. Returns the job.
  base::Result<desk::JobId> ScreenAgain(const desk::Actor& actor, const desk::OrgId& org, const PartyId& id);

 private:
  QueueSeams& seams_;
};

// Removes parties of actor.org and withdraws their open alerts, in this transaction. Internal to the queue.
base::Status RemoveParties(QueueSeams& seams, db::Transaction& tx, const desk::Actor& actor,
                           const std::vector<PartyId>& ids);

}  // namespace screening
