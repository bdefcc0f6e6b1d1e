#pragma once
// The room's door: the subcommands screen, compare and lists; the server's half; and the watch lists for
// rooms that have entities of their own to compare. Every room with commands has a function AddCommands; main
// calls them all. A callback that runs sets `exit_code` to 0 (done), 1 (only with
// --fail-on-match), 2 (usage) or 3 (bad input). `app` and `exit_code` must outlive the parsing.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "desk/ids.h"
#include "entity/entity.h"

namespace CLI {
class App;
}
namespace desk {
class CommandHost;
class Desk;
}  // namespace desk
namespace db {
class Transaction;
}

namespace screening {

void AddCommands(CLI::App& app, int& exit_code);

// The server's half: watch lists, parties, the alert queue, the matching API. Called before the desk migrates
// or starts.
void Register(desk::Desk& desk);
// `lists import`, `lists fetch`, ...: commands that work on an installation, added to the subcommand `lists`
// and to the program.
void AddServerCommands(CLI::App& app, int& exit_code, desk::CommandHost& host);

// An entry of a watch list that may be the same as an entity.
struct ListedHit {
  std::string dataset;
  std::string entry_id;
  std::string entry_caption;
  std::string entry_hash;  // of the entry's contents: changes whenever the list says anything else of it
  double score = 0;
};
struct EntityScreening {
  std::string entity_hash;      // of the entity's contents; its id is no content
  std::vector<ListedHit> hits;  // one an entry, by dataset and entry id; at most kMaxAlertsPerParty
};

// The installation's watch lists at one moment, for entities of another room: the same engine as for parties,
// no alert is made and nothing is stored. `version` changes whenever any list does. `screen` finds the
// entries with a score of at least `threshold` (0.50 to 1); may be used by one thread at a time; about a
// millisecond.
struct WatchListsNow {
  std::string version;
  std::function<EntityScreening(const entity::Entity&, double threshold)> screen;
};
// Of a desk that Register was called for. Errors: where the lists cannot be loaded.
base::Result<WatchListsNow> ListsForEntities(desk::Desk& desk);
// What another room may know of an alert of the organisation: for records that follow from a finding.
struct Finding {
  std::string party;     // as the alert names it
  std::string dataset;   // of the watch list
  std::string decision;  // "same", "not-same", or empty where nobody has decided
};
// Nothing where the organisation has no such alert.
base::Result<std::optional<Finding>> FindFinding(db::Transaction& tx, const desk::OrgId& org,
                                                 std::string_view alert);

}  // namespace screening
