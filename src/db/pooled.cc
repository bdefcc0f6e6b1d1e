#include "db/pooled.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "base/limits.h"
#include "base/log.h"
#include "base/random.h"
#include "db/mistake.h"

namespace db {
namespace {

struct Attempt {
  base::Status status;
  Retry retry = Retry::kNever;
};

constexpr int kRetriesBeforeQueue = 3;

// Between processes, work that lost to others several times queues up with all such work (within a process it
// is alone: right_of_way.h), so that it meets only newcomers of other processes. The lock belongs to the
// connection and is taken before BEGIN: a serializable transaction that waited inside would still see the
// state from before.
class QueueOfLosers {
 public:
  QueueOfLosers(Connection& connection, bool wanted) : connection_(connection) {
    if (wanted && connection_.dialect() == Dialect::kPostgres)
      held_ = connection_.Script("SELECT pg_advisory_lock(1835101813)").has_value();
  }
  QueueOfLosers(const QueueOfLosers&) = delete;
  QueueOfLosers& operator=(const QueueOfLosers&) = delete;
  // A connection that cannot give the lock back is broken, and the server gives it back with the connection.
  ~QueueOfLosers() {
    if (held_ && !connection_.Script("SELECT pg_advisory_unlock(1835101813)").has_value())
      base::LogWarning("database-queue-not-left");
  }

 private:
  Connection& connection_;
  bool held_ = false;
};

Attempt TryOnce(Pool& pool, RightOfWay* way, int retries, bool write,
                const std::function<base::Status(Transaction&)>& work) {
  const bool lost = retries >= kRetriesBeforeQueue;
  // Before a connection is taken: who waits holds none.
  std::optional<RightOfWay::Pass> pass;
  if (way != nullptr) pass.emplace(*way, lost);
  base::Result<Pool::Lease> lease = pool.Take();
  if (!lease.has_value()) return {lease.error()};
  Connection& connection = **lease;
  const QueueOfLosers queue(connection, way != nullptr && lost);
  base::Status status = connection.Begin(write);
  if (!status.has_value()) return {status, connection.retry()};
  Transaction transaction(connection);
  status = work(transaction);
  if (status.has_value()) {
    status = connection.Commit();
  } else {
    connection.Rollback();
  }
  return {status, connection.retry()};
}

// Full jitter around a pause that doubles: two transactions that met once do not meet again in step.
void PauseBefore(int retry) {
  constexpr std::int64_t kLongestUs = 250'000;
  const std::int64_t range_us = std::min(kLongestUs, std::int64_t{1000} << std::min(retry, 20));
  base::SystemRandom random;
  const std::array<std::byte, 2> bytes = random.Bytes<2>();
  const auto fraction =
      std::to_integer<std::int64_t>(bytes[0]) * 256 + std::to_integer<std::int64_t>(bytes[1]);
  std::this_thread::sleep_for(std::chrono::microseconds(range_us * fraction / 65536));
}

std::vector<const Database*>& Entered() {
  static thread_local std::vector<const Database*> entered;
  return entered;
}

}  // namespace

base::Status RunInPool(Pool& pool, RightOfWay* way, bool write,
                       const std::function<base::Status(Transaction&)>& work) {
  bool fresh_tried = false;
  for (int retry = 0;;) {
    Attempt attempt = TryOnce(pool, way, retry, write, work);
    if (attempt.status.has_value()) return attempt.status;
    if (attempt.retry == Retry::kFresh && !fresh_tried) {
      fresh_tried = true;
      pool.DropIdle();
      base::LogWarning("database-reconnect");
    } else if (attempt.retry == Retry::kAgain && retry < base::kMaxSerializationRetries) {
      PauseBefore(retry++);
    } else if (attempt.retry == Retry::kAgain) {
      return base::Error{base::Code::kBusy,
                         "the database is busy with changes to the same records; please try again",
                         fmt::format("given up after {} retries (kMaxSerializationRetries): {}", retry,
                                     attempt.status.error().internal)};
    } else {
      return attempt.status;
    }
  }
}

base::Status InsideTransaction::MayEnter(const Database& database) {
  if (std::ranges::find(Entered(), &database) == Entered().end()) return base::Ok();
  return Mistake("a transaction within a transaction on the same thread");
}

InsideTransaction::InsideTransaction(const Database& database) {
  Entered().push_back(&database);
}

InsideTransaction::~InsideTransaction() {
  Entered().pop_back();
}

}  // namespace db
