#include "base/clock.h"

#include <chrono>

namespace base {

UtcTime SystemClock::Now() const {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return UtcTime{std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
}

}  // namespace base
