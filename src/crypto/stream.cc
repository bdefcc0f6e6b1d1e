#include "crypto/stream.h"

#include <sodium.h>

#include "base/check.h"
#include "crypto/box.h"
#include "crypto/raw.h"

namespace crypto {
namespace {

static_assert(kStreamHeaderBytes == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
static_assert(kStreamChunkExtraBytes == crypto_secretstream_xchacha20poly1305_ABYTES);
static_assert(kKeyBytes == crypto_secretstream_xchacha20poly1305_KEYBYTES);

base::Error DoesNotOpen() {
  return base::Corrupt("this does not open: it is damaged, cut off or sealed for another key");
}

}  // namespace

struct StreamState {
  crypto_secretstream_xchacha20poly1305_state state;
  ~StreamState() { Wipe(std::as_writable_bytes(std::span(&state, 1))); }
};

void WipeState::operator()(StreamState* state) const {
  const std::unique_ptr<StreamState> owned(state);
}

StreamSealer::StreamSealer(const SecretBytes& key, ByteView context)
    : state_(std::make_unique<StreamState>().release()),
      context_(context.begin(), context.end()),
      header_(kStreamHeaderBytes) {
  InitCrypto();
  CHECK(key.size() == kKeyBytes);
  crypto_secretstream_xchacha20poly1305_init_push(&state_->state, RawOut(std::span(header_)),
                                                  Raw(key.view()));
}

Bytes StreamSealer::Seal(ByteView chunk, bool last) {
  CHECK(!done_);
  done_ = last;
  Bytes sealed(chunk.size() + kStreamChunkExtraBytes);
  const unsigned char tag = last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                 : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
  crypto_secretstream_xchacha20poly1305_push(&state_->state, RawOut(std::span(sealed)), nullptr, Raw(chunk),
                                             chunk.size(), Raw(context_), context_.size(), tag);
  return sealed;
}

base::Result<StreamOpener> StreamOpener::Create(const SecretBytes& key, ByteView context, ByteView header) {
  InitCrypto();
  CHECK(key.size() == kKeyBytes);
  if (header.size() != kStreamHeaderBytes) return DoesNotOpen();
  StreamOpener opener;
  opener.state_.reset(std::make_unique<StreamState>().release());
  opener.context_.assign(context.begin(), context.end());
  if (crypto_secretstream_xchacha20poly1305_init_pull(&opener.state_->state, Raw(header), Raw(key.view())) !=
      0)
    return DoesNotOpen();
  return opener;
}

base::Result<SecretBytes> StreamOpener::Open(ByteView chunk) {
  if (done_ || chunk.size() < kStreamChunkExtraBytes) return DoesNotOpen();
  SecretBytes plain(chunk.size() - kStreamChunkExtraBytes);
  unsigned char tag = 0;
  if (crypto_secretstream_xchacha20poly1305_pull(&state_->state, RawOut(plain.writable()), nullptr, &tag,
                                                 Raw(chunk), chunk.size(), Raw(context_),
                                                 context_.size()) != 0)
    return DoesNotOpen();
  done_ = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  return plain;
}

}  // namespace crypto
