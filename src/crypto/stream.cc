#include "crypto/stream.h"

#include <sodium.h>

#include <algorithm>

#include "base/check.h"
#include "crypto/raw.h"

namespace crypto {
namespace {

constexpr std::size_t kHeaderBytes = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t kOverhead = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t kSealedChunkBytes = kStreamChunkBytes + kOverhead;

base::Error Damaged() {
  return base::Corrupt("the sealed content is damaged, cut, or sealed for another key");
}

using Engine = crypto_secretstream_xchacha20poly1305_state;

// Bytes that wait until a chunk is full; `size` of them are in use.
struct Pending {
  explicit Pending(std::size_t capacity) : bytes(capacity) {}
  std::size_t Add(ByteView more) {
    const std::size_t taken = std::min(more.size(), bytes.size() - size);
    std::copy_n(more.begin(), taken, bytes.writable().begin() + static_cast<std::ptrdiff_t>(size));
    size += taken;
    return taken;
  }
  bool full() const { return size == bytes.size(); }
  ByteView view() const { return bytes.view().first(size); }

  SecretBytes bytes;
  std::size_t size = 0;
};

}  // namespace

struct StreamSealer::State {
  State(ByteView context_bytes, ByteSink given)
      : context(context_bytes.begin(), context_bytes.end()), sink(std::move(given)) {}
  ~State() { sodium_memzero(&engine, sizeof engine); }

  base::Status Emit(unsigned char tag) {
    if (!started) TRY(sink(header));
    started = true;
    Bytes sealed(waiting.size + kOverhead);
    crypto_secretstream_xchacha20poly1305_push(&engine, RawOut(std::span(sealed)), nullptr,
                                               Raw(waiting.view()), waiting.size, Raw(context),
                                               context.size(), tag);
    waiting.size = 0;
    return sink(sealed);
  }

  Engine engine{};
  Bytes header = Bytes(kHeaderBytes);
  Bytes context;
  ByteSink sink;
  Pending waiting{kStreamChunkBytes};
  bool started = false;
  bool finished = false;
};

StreamSealer::StreamSealer(const SecretBytes& key, ByteView context, ByteSink sink) {
  InitCrypto();
  CHECK(key.size() == crypto_secretstream_xchacha20poly1305_KEYBYTES);
  state_ = std::make_unique<State>(context, std::move(sink));
  crypto_secretstream_xchacha20poly1305_init_push(&state_->engine, RawOut(std::span(state_->header)),
                                                  Raw(key.view()));
}

StreamSealer::StreamSealer(StreamSealer&&) noexcept = default;
StreamSealer::~StreamSealer() = default;

base::Status StreamSealer::Write(ByteView plaintext) {
  CHECK(!state_->finished);
  while (!plaintext.empty()) {
    // A full chunk waits for more: if nothing follows, it is the last one and must say so.
    if (state_->waiting.full()) TRY(state_->Emit(crypto_secretstream_xchacha20poly1305_TAG_MESSAGE));
    plaintext = plaintext.subspan(state_->waiting.Add(plaintext));
  }
  return base::Ok();
}

base::Status StreamSealer::Finish() {
  CHECK(!state_->finished);
  state_->finished = true;
  return state_->Emit(crypto_secretstream_xchacha20poly1305_TAG_FINAL);
}

struct StreamOpener::State {
  State(const SecretBytes& given_key, ByteView context_bytes, ByteSink given)
      : key(SecretBytes::Copy(given_key.view())),
        context(context_bytes.begin(), context_bytes.end()),
        sink(std::move(given)) {}
  ~State() { sodium_memzero(&engine, sizeof engine); }

  base::Status Begin() {
    started = true;
    if (crypto_secretstream_xchacha20poly1305_init_pull(&engine, Raw(header.view()), Raw(key.view())) != 0) {
      return Damaged();
    }
    return base::Ok();
  }

  base::Status Pull(bool last) {
    if (waiting.size < kOverhead) return Damaged();
    SecretBytes plaintext(waiting.size - kOverhead);
    unsigned char tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(&engine, RawOut(plaintext.writable()), nullptr, &tag,
                                                   Raw(waiting.view()), waiting.size, Raw(context),
                                                   context.size()) != 0) {
      return Damaged();
    }
    if ((tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) != last) return Damaged();
    waiting.size = 0;
    return sink(plaintext.view());
  }

  Engine engine{};
  SecretBytes key;
  Bytes context;
  ByteSink sink;
  Pending header{kHeaderBytes};
  Pending waiting{kSealedChunkBytes};
  bool started = false;
};

StreamOpener::StreamOpener(const SecretBytes& key, ByteView context, ByteSink sink) {
  InitCrypto();
  CHECK(key.size() == crypto_secretstream_xchacha20poly1305_KEYBYTES);
  state_ = std::make_unique<State>(key, context, std::move(sink));
}

StreamOpener::StreamOpener(StreamOpener&&) noexcept = default;
StreamOpener::~StreamOpener() = default;

base::Status StreamOpener::Write(ByteView sealed) {
  sealed = sealed.subspan(state_->header.Add(sealed));
  if (!state_->header.full()) return base::Ok();
  if (!state_->started) TRY(state_->Begin());
  while (!sealed.empty()) {
    if (state_->waiting.full()) TRY(state_->Pull(false));
    sealed = sealed.subspan(state_->waiting.Add(sealed));
  }
  return base::Ok();
}

base::Status StreamOpener::Finish() {
  if (!state_->started) return Damaged();
  return state_->Pull(true);
}

}  // namespace crypto
