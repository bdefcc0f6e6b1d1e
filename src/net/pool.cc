#include "net/pool.h"

#include <utility>

namespace net {

bool Pool::TrySubmit(std::function<void()> task) {
  const std::lock_guard lock(mutex_);
  if (stopping_ || busy_ + tasks_.size() >= max_threads_ + max_queue_) return false;
  tasks_.push_back(std::move(task));
  const bool all_taken = busy_ + tasks_.size() > threads_.size();
  if (all_taken && threads_.size() < max_threads_) {
    threads_.emplace_back([this] { Work(); });
  } else {
    wake_.notify_one();
  }
  return true;
}

std::size_t Pool::busy() const {
  const std::lock_guard lock(mutex_);
  return busy_;
}

void Pool::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void Pool::Work() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
    if (tasks_.empty()) return;
    std::function<void()> task = std::move(tasks_.front());
    tasks_.pop_front();
    ++busy_;
    lock.unlock();
    task();
    task = nullptr;  // what it holds goes before the next wait
    lock.lock();
    --busy_;
  }
}

}  // namespace net
