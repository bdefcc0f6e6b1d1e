#include "net/stream_pipe.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"

namespace net {

base::Status StreamPipe::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    bool wake = false;
    {
      std::unique_lock lock(mutex_);
      room_.wait(lock, [this] { return abandoned_ || buffer_.size() < base::kMaxStreamBuffer; });
      if (abandoned_) return base::IoError("the client has left");
      const std::size_t size = std::min(bytes.size(), base::kMaxStreamBuffer - buffer_.size());
      buffer_.append(bytes.substr(0, size));
      bytes.remove_prefix(size);
      wake = std::exchange(waiting_, false);
    }
    if (wake) wake_();
  }
  return base::Ok();
}

bool StreamPipe::client_gone() const {
  const std::lock_guard lock(mutex_);
  return abandoned_ || asked_to_end_;
}

void StreamPipe::Close(bool complete) {
  {
    const std::lock_guard lock(mutex_);
    closed_ = complete;
  }
  wake_();
}

StreamPipe::Next StreamPipe::Take(std::string& bytes) {
  const std::lock_guard lock(mutex_);
  bytes.clear();
  if (!buffer_.empty()) {
    std::swap(bytes, buffer_);
    room_.notify_one();
    return Next::kBytes;
  }
  if (closed_) return *closed_ ? Next::kComplete : Next::kBroken;
  waiting_ = true;
  return Next::kNothing;
}

void StreamPipe::Abandon() {
  const std::lock_guard lock(mutex_);
  abandoned_ = true;
  buffer_.clear();
  room_.notify_all();
}

void StreamPipe::AskToEnd() {
  const std::lock_guard lock(mutex_);
  asked_to_end_ = true;
}

}  // namespace net
