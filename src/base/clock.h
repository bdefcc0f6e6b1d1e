#pragma once
// The seam to the world's time. SystemClock reads the machine's; ManualClock stands still until a test moves
// it. Both may be used on any thread.

#include <atomic>

#include "base/time.h"

namespace base {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual UtcTime Now() const = 0;
};

class SystemClock final : public Clock {
 public:
  UtcTime Now() const override;
};

class ManualClock final : public Clock {
 public:
  explicit ManualClock(UtcTime start) : now_ms_(start.ms) {}
  UtcTime Now() const override { return UtcTime{now_ms_.load()}; }
  void Advance(std::int64_t ms) { now_ms_ += ms; }

 private:
  std::atomic<std::int64_t> now_ms_;
};

}  // namespace base
