#include "db/pool.h"

#include <fmt/format.h>

namespace db {

base::Result<Pool::Lease> Pool::Take() {
  {
    std::unique_lock lock(mutex_);
    const bool free = returned_.wait_for(lock, wait_, [&] { return !idle_.empty() || made_ < size_; });
    if (!free) {
      return base::Error{base::Code::kBusy, "the database is busy; please try again",
                         fmt::format("none of {} connections came free within {} ms", size_, wait_.count())};
    }
    if (!idle_.empty()) {
      Lease lease(*this, std::move(idle_.back()));
      idle_.pop_back();
      return lease;
    }
    ++made_;
  }
  base::Result<std::unique_ptr<Connection>> made = make_();
  if (made.has_value()) return Lease(*this, *std::move(made));
  {
    const std::lock_guard lock(mutex_);
    --made_;
  }
  returned_.notify_one();
  return made.error();
}

void Pool::GiveBack(std::unique_ptr<Connection> connection) {
  connection->Rollback();
  if (!connection->usable()) connection.reset();
  {
    const std::lock_guard lock(mutex_);
    if (connection != nullptr) {
      idle_.push_back(std::move(connection));
    } else {
      --made_;
    }
  }
  returned_.notify_one();
}

void Pool::DropIdle() {
  std::vector<std::unique_ptr<Connection>> dropped;
  {
    const std::lock_guard lock(mutex_);
    dropped.swap(idle_);
    made_ -= dropped.size();
  }
  returned_.notify_all();
}

Database::PoolState Pool::state() const {
  const std::lock_guard lock(mutex_);
  return {.in_use = made_ - idle_.size(), .size = size_};
}

}  // namespace db
