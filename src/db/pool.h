#pragma once
// Connections that are lent and come back. Thread-safe. Internal to the room.

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "base/result.h"
#include "db/connection.h"
#include "db/db.h"

namespace db {

class Pool {
 public:
  using Factory = std::function<base::Result<std::unique_ptr<Connection>>()>;

  // A connection for as long as this lives; an open transaction is undone at the end.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<Connection> connection)
        : pool_(&pool), connection_(std::move(connection)) {}
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (connection_ != nullptr) pool_->GiveBack(std::move(connection_));
    }
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }

   private:
    Pool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  Pool(std::size_t size, std::chrono::milliseconds wait, Factory make)
      : size_(size), wait_(wait), make_(std::move(make)) {}

  // Makes connections as they are needed, up to the size; then waits. Errors: kBusy, and those of making a
  // connection.
  base::Result<Lease> Take();
  // After a server was lost: what lies idle is dead too.
  void DropIdle();
  Database::PoolState state() const;

 private:
  void GiveBack(std::unique_ptr<Connection> connection);

  const std::size_t size_;
  const std::chrono::milliseconds wait_;
  const Factory make_;
  mutable std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t made_ = 0;  // idle and lent
};

}  // namespace db
