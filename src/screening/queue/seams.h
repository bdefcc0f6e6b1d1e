#pragma once
// What the queue needs of the rooms and folders around it, so that its services can be tested without a
// server. Made once by RegisterQueue; thread-safe members; outlives every service that holds it.

#include <functional>
#include <memory>
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
#include "match/goods.h"
#include "match/match.h"

namespace desk {
class Blobs;
}

namespace screening {

// The watch lists at one moment. Copies share the lists, which live as long as `keep`.
struct ListsNow {
  std::vector<const match::CompiledList*> lists;
  std::vector<std::string> datasets;  // of each list
  std::vector<std::string> editions;  // of each list: another id, other bytes
  std::string version;
  const match::GoodsIndex* goods = nullptr;  // of these lists; null: none of goods
  std::shared_ptr<const void> keep;
};

struct EditionOf {
  std::string dataset;
  std::string edition;
};

// Something happened to an alert that the world outside may want to know: "alert.new", "alert.changed",
// "alert.withdrawn", "alert.decided". `payload` is JSON with ids, dataset, score and stage; no names.
using AlertSignal = std::function<base::Status(db::Transaction& tx, const desk::OrgId& org,
                                               std::string_view event, std::string_view payload)>;

struct QueueSeams {
  db::Database& database;
  const base::Clock& clock;
  base::Random& random;
  desk::Audit& audit;
  desk::Blobs& blobs;
  std::function<base::Result<ListsNow>()> lists;
  // Earlier editions, as this engine compiled them; nothing where the bytes of one are no longer kept.
  std::function<base::Result<std::optional<ListsNow>>(std::span<const EditionOf> editions)> former;
  // A job of actor.org within the transaction.
  std::function<base::Result<desk::JobId>(db::Transaction& tx, const desk::Actor& actor,
                                          std::string_view kind, std::string_view title,
                                          std::string_view input_json)>
      enqueue;
  std::function<void()> nudge;  // after a transaction that put jobs into the queue
  AlertSignal signal;
};

inline constexpr std::string_view kImportJob = "parties.import";
inline constexpr std::string_view kScreenJob = "parties.screen";

}  // namespace screening
