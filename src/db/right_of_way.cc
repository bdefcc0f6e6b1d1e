#include "db/right_of_way.h"

namespace db {

bool RightOfWay::Come(bool alone) {
  std::unique_lock lock(mutex_);
  if (!alone) {
    changed_.wait_for(lock, kLettingPass, [&] { return !somebody_ && waiting_ == 0; });
    ++inside_;
    return false;
  }
  ++waiting_;
  const bool first = changed_.wait_for(lock, kWaitingToBeAlone, [&] { return !somebody_; });
  --waiting_;
  if (!first) {
    ++inside_;
    return false;
  }
  somebody_ = true;
  changed_.wait_for(lock, kWaitingToBeAlone, [&] { return inside_ == 0; });
  return true;
}

void RightOfWay::Leave(bool alone) {
  {
    const std::lock_guard lock(mutex_);
    if (alone) {
      somebody_ = false;
    } else {
      --inside_;
    }
  }
  changed_.notify_all();
}

}  // namespace db
