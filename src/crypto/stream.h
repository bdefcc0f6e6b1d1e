#pragma once
// A long content as authenticated chunks under one key (libsodium's secretstream, XChaCha20-Poly1305): chunks
// cannot be changed, dropped, repeated or put into another order, and one that was cut off at the end is
// noticed, because the last chunk says that it is the last. Bound to a context like the boxes of box.h.
//
//   StreamSealer sealer(key, context);                 Bytes header = sealer.header();
//   Bytes first = sealer.Seal(chunk, false);           Bytes last = sealer.Seal(rest, true);
//   StreamOpener opener = TRY(StreamOpener::Create(key, context, header));
//   SecretBytes text = TRY(opener.Open(first));        opener.done() after the last
//
// One object belongs to one thread. Cost: about 1 GB/s; each chunk is kStreamChunkExtraBytes longer.
// Errors: kCorrupt where a chunk does not open or follows the last one; nothing tells which.
// Source: libsodium 1.0.18, crypto_secretstream_xchacha20poly1305.

#include <memory>

#include "base/result.h"
#include "crypto/bytes.h"
#include "crypto/secret.h"

namespace crypto {

inline constexpr std::size_t kStreamHeaderBytes = 24;
inline constexpr std::size_t kStreamChunkExtraBytes = 17;

struct StreamState;  // libsodium's; wiped when it goes
struct WipeState {
  void operator()(StreamState* state) const;
};
using StreamStatePtr = std::unique_ptr<StreamState, WipeState>;

class StreamSealer {
 public:
  // `key` must be kKeyBytes long (CHECK).
  StreamSealer(const SecretBytes& key, ByteView context);
  const Bytes& header() const { return header_; }
  // No chunk may follow the last (CHECK).
  Bytes Seal(ByteView chunk, bool last);

 private:
  StreamStatePtr state_;
  Bytes context_;
  Bytes header_;
  bool done_ = false;
};

class StreamOpener {
 public:
  static base::Result<StreamOpener> Create(const SecretBytes& key, ByteView context, ByteView header);
  base::Result<SecretBytes> Open(ByteView chunk);
  bool done() const { return done_; }

 private:
  StreamOpener() = default;
  StreamStatePtr state_;
  Bytes context_;
  bool done_ = false;
};

}  // namespace crypto
