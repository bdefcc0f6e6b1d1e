#pragma once
// The way of a streamed answer from its producer (a thread of the stream pool) to its connection: a bounded
// buffer. The producer blocks while it is full. Held by both through a shared_ptr, so that either may end
// first.

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "net/http.h"

namespace net {

class StreamPipe final : public BodyWriter {
 public:
  // `wake` is called on the producer's thread whenever the consumer, having found nothing, has something to
  // do again. It must not block.
  explicit StreamPipe(std::function<void()> wake) : wake_(std::move(wake)) {}

  // ---- the producer's side
  base::Status Write(std::string_view bytes) override;
  bool client_gone() const override;
  void Close(bool complete);  // `complete`: the answer is whole

  // ---- the consumer's side; never blocks
  enum class Next : std::uint8_t { kBytes, kNothing, kComplete, kBroken };
  // kBytes: `bytes` becomes all that is buffered. kNothing: `wake` will be called.
  Next Take(std::string& bytes);
  void Abandon();   // nobody reads any more: Write fails
  void AskToEnd();  // client_gone() becomes true, Write works on

 private:
  const std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::condition_variable room_;
  std::string buffer_;
  std::optional<bool> closed_;
  bool waiting_ = false;
  bool abandoned_ = false;
  bool asked_to_end_ = false;
};

}  // namespace net
