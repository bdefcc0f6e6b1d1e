#pragma once
// Encryption of content that does not fit in memory: libsodium's secretstream (XChaCha20-Poly1305) over
// chunks of kStreamChunkBytes, the last marked as the last. A stream that was cut, re-ordered, lengthened or
// moved to another context does not open. Form: header (24 bytes), then chunks of 64 KiB + 17 bytes, the last
// one shorter or as long.
//
// One object for one stream on one thread. `sink` gets bytes as they are ready; its error ends the work. What
// the reader gives out before Finish() is authentic, but only Finish() tells that it is all.

#include <functional>
#include <memory>

#include "base/result.h"
#include "crypto/secret.h"

namespace crypto {

inline constexpr std::size_t kStreamChunkBytes = 64u << 10;
using ByteSink = std::function<base::Status(ByteView)>;

class StreamSealer {
 public:
  StreamSealer(const SecretBytes& key, ByteView context, ByteSink sink);
  StreamSealer(StreamSealer&&) noexcept;
  ~StreamSealer();
  base::Status Write(ByteView plaintext);
  base::Status Finish();  // once, at the end; without it the stream is cut

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class StreamOpener {
 public:
  StreamOpener(const SecretBytes& key, ByteView context, ByteSink sink);
  StreamOpener(StreamOpener&&) noexcept;
  ~StreamOpener();
  // Errors: kCorrupt; after any error the object is of no more use.
  base::Status Write(ByteView sealed);
  base::Status Finish();  // kCorrupt where the stream was cut

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace crypto
