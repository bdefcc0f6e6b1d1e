#pragma once
// Bytes that arrived and are not used yet: contiguous, small while a connection is idle. One thread.

#include <cstddef>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace net {

class InBuffer {
 public:
  std::string_view view() const { return {bytes_.data() + begin_, end_ - begin_}; }
  bool empty() const { return begin_ == end_; }
  std::size_t size() const { return end_ - begin_; }
  void Consume(std::size_t size) { begin_ += size; }

  // At least `wanted` bytes of room behind what is there; then Commit what was put there.
  std::span<char> Room(std::size_t wanted) {
    if (begin_ > 0) {
      std::memmove(bytes_.data(), bytes_.data() + begin_, size());
      end_ = size();
      begin_ = 0;
    }
    if (bytes_.size() < end_ + wanted) bytes_.resize(end_ + wanted);
    return std::span(bytes_).subspan(end_);
  }
  void Commit(std::size_t size) { end_ += size; }

  // Gives the memory back where nothing is held.
  void Shrink() {
    if (!empty()) return;
    begin_ = end_ = 0;
    bytes_ = std::vector<char>();
  }

 private:
  std::vector<char> bytes_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace net
