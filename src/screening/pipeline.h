#pragma once
// Runs work on several threads and hands the results on in the order in which the work was produced, with a
// bounded number of jobs alive at any time. `produce` and `consume` are called by the calling thread only;
// `work` by any worker, with that worker's number.
//
// Ends when produce returns false, or at the first error of produce or consume, which is returned after the
// workers have stopped. A std::exception that leaves `work` (memory, mostly) becomes kInternal. Cost: two
// mutex operations a job, so a job should be a batch.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/result.h"

namespace screening {

template <typename Job>
class Pipeline {
 public:
  using Produce = std::function<base::Result<bool>(Job&)>;
  using Work = std::function<void(Job&, unsigned worker)>;
  using Consume = std::function<base::Status(Job&)>;

  Pipeline(unsigned threads, std::size_t most_alive) : threads_(threads), most_alive_(most_alive) {}

  base::Status Run(const Produce& produce, const Work& work, const Consume& consume) {
    std::vector<std::thread> workers;
    base::Status result = base::Ok();
    try {
      for (unsigned i = 0; i < threads_; ++i) workers.emplace_back([this, &work, i] { Serve(work, i); });
      result = Feed(produce, consume);
    } catch (const std::exception& problem) {
      result =
          base::Error{base::Code::kInternal, std::string("out of memory or threads: ") + problem.what(), {}};
    }
    Stop();
    for (std::thread& worker : workers) worker.join();
    return result;
  }

 private:
  struct Slot {
    Job job;
    bool done = false;
    std::string failure;
  };

  base::Status Feed(const Produce& produce, const Consume& consume) {
    std::deque<std::shared_ptr<Slot>> alive;
    bool more = true;
    while (more || !alive.empty()) {
      while (more && alive.size() < most_alive_) {
        auto slot = std::make_shared<Slot>();
        more = TRY(produce(slot->job));
        if (more) Offer(alive.emplace_back(std::move(slot)));
      }
      if (alive.empty()) break;
      const std::shared_ptr<Slot> front = std::move(alive.front());
      alive.pop_front();
      Await(*front);
      if (!front->failure.empty()) return base::Error{base::Code::kInternal, front->failure, {}};
      TRY(consume(front->job));
    }
    return base::Ok();
  }

  void Offer(std::shared_ptr<Slot> slot) {
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(std::move(slot));
    }
    offered_.notify_one();
  }

  void Await(const Slot& slot) {
    std::unique_lock lock(mutex_);
    finished_.wait(lock, [&] { return slot.done; });
  }

  void Stop() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    offered_.notify_all();
  }

  void Serve(const Work& work, unsigned number) {
    std::unique_lock lock(mutex_);
    while (true) {
      offered_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (stopping_) return;
      const std::shared_ptr<Slot> slot = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      std::string failure;
      try {
        work(slot->job, number);
      } catch (const std::exception& problem) {
        failure = std::string("screening failed: ") + problem.what();
      }
      lock.lock();
      slot->failure = std::move(failure);
      slot->done = true;
      finished_.notify_one();
    }
  }

  unsigned threads_;
  std::size_t most_alive_;
  std::mutex mutex_;
  std::condition_variable offered_;
  std::condition_variable finished_;
  std::deque<std::shared_ptr<Slot>> waiting_;
  bool stopping_ = false;
};

}  // namespace screening
