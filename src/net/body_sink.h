#pragma once
// Where the body of one request gathers while it is read: in memory, or in an unlinked temporary file once it
// is larger than kMaxBodyInMemory and its route lets it. What all requests hold together is bounded by a
// BodyBudget. One thread; the budget is shared.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "net/http.h"
#include "net/server.h"

namespace net {

// What the bodies of all requests may hold at a time, and hold.
struct BodyBudget {
  std::size_t max_in_memory = base::kMaxBodiesInMemory;
  std::size_t max_on_disk = base::kMaxBodiesOnDisk;
  std::atomic<std::size_t> in_memory{0};
  std::atomic<std::size_t> on_disk{0};
};

class BodySink {
 public:
  // `budget` and `spool_dir` outlive the sink.
  BodySink(BodyBudget& budget, const std::string& spool_dir) : budget_(budget), spool_dir_(spool_dir) {}
  ~BodySink();
  BodySink(const BodySink&) = delete;
  BodySink& operator=(const BodySink&) = delete;

  void SetPolicy(const BodyPolicy& policy) { policy_ = policy; }
  // Whether a body of this length would be taken, whole or cut. Errors: kTooLarge, naming the limit.
  base::Status Allows(std::uint64_t length) const;
  // Errors: kTooLarge (over the policy that drops nothing), kBusy (over the budget), kIo (the temporary
  // file).
  base::Status Append(std::string_view bytes);
  // Hands the body over. What it holds counts against the budget until the sink goes. Errors: kIo.
  base::Result<Body> Finish();
  bool cut() const { return dropped_ > 0; }
  // More was dropped than is worth reading.
  bool overfull() const { return dropped_ > policy_.max_dropped; }

 private:
  base::Status Spool(std::string_view bytes);
  base::Status OpenFile();
  std::size_t MaxKept() const;

  BodyBudget& budget_;
  const std::string& spool_dir_;
  BodyPolicy policy_;
  std::string bytes_;
  std::size_t memory_held_ = 0;
  std::size_t disk_held_ = 0;
  std::size_t dropped_ = 0;
  int file_ = -1;
};

}  // namespace net
