#pragma once
// A bounded pool of threads with a bounded queue: what does not fit is refused at once, never kept waiting
// without end. Threads are made when they are first needed and kept. Thread-safe.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace net {

class Pool {
 public:
  // At most `threads` tasks run, and at most `queue` more wait.
  Pool(std::size_t threads, std::size_t queue) : max_threads_(threads), max_queue_(queue) {}
  ~Pool() { Stop(); }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  // False where all threads are busy and the queue is full, or after Stop. A task must not throw.
  bool TrySubmit(std::function<void()> task);
  std::size_t busy() const;
  // Runs what waits to its end and joins the threads. Idempotent.
  void Stop();

 private:
  void Work();

  const std::size_t max_threads_;
  const std::size_t max_queue_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> tasks_;
  std::vector<std::thread> threads_;
  std::size_t busy_ = 0;
  bool stopping_ = false;
};

}  // namespace net
