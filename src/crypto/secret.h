#pragma once
// SecretBytes: keys, pass-phrases and opened texts in guarded memory (libsodium's sodium_malloc): kept out of
// swap where the system's limit on locked memory allows, between pages that end the program when touched,
// left out of core dumps, wiped when it goes. Move-only: there is one copy, and none is made by accident;
// nothing prints it. One object belongs to one thread at a time. Cost: three or four pages and some system
// calls each, about 10 µs; meant for dozens at a time, not for millions. Throws std::bad_alloc where the
// system has no memory left.

#include <cstddef>
#include <span>
#include <string>
#include <utility>

#include "crypto/bytes.h"

namespace crypto {

// Makes libsodium ready; ends the program where it cannot. Every function of this room that needs it calls
// it; a program may call it first, so that it fails early. Thread-safe, any number of times.
void InitCrypto();

// No core dump of this process and no debugger of the same user: RLIMIT_CORE 0 and PR_SET_DUMPABLE 0. False
// where the system refused.
bool DisableCoreDumps();

class SecretBytes {
 public:
  SecretBytes() = default;                 // empty
  explicit SecretBytes(std::size_t size);  // zeros
  SecretBytes(SecretBytes&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  SecretBytes& operator=(SecretBytes&& other) noexcept;
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  ~SecretBytes();

  static SecretBytes Random(std::size_t size);  // from the kernel
  static SecretBytes Copy(ByteView bytes);
  static SecretBytes Take(std::string& text);  // copies it, then wipes and empties the source

  ByteView view() const { return {data_, size_}; }
  std::span<std::byte> writable() { return {data_, size_}; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

 private:
  std::byte* data_ = nullptr;
  std::size_t size_ = 0;
};

// True where both hold the same bytes; takes the same time wherever they differ. Different lengths are told
// apart at once.
bool ConstantTimeEqual(ByteView a, ByteView b);

// Overwrites with zeros in a way the compiler keeps.
void Wipe(std::span<std::byte> bytes);

}  // namespace crypto
