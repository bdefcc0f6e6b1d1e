#include "crypto/stream.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "crypto/box.h"

namespace crypto {
namespace {

struct Sealed {
  Bytes header;
  std::vector<Bytes> chunks;
};

Sealed SealAll(const SecretBytes& key, const std::vector<std::string>& chunks, std::string_view context) {
  StreamSealer sealer(key, AsBytes(context));
  Sealed sealed{sealer.header(), {}};
  for (std::size_t i = 0; i < chunks.size(); ++i)
    sealed.chunks.push_back(sealer.Seal(AsBytes(chunks[i]), i + 1 == chunks.size()));
  return sealed;
}

// The text, or nothing where a chunk does not open or the end is missing.
std::optional<std::string> OpenAll(const SecretBytes& key, const Sealed& sealed, std::string_view context) {
  auto opener = StreamOpener::Create(key, AsBytes(context), sealed.header);
  if (!opener) return std::nullopt;
  std::string text;
  for (const Bytes& chunk : sealed.chunks) {
    const auto plain = opener->Open(chunk);
    if (!plain) return std::nullopt;
    text += AsText(plain->view());
  }
  if (!opener->done()) return std::nullopt;
  return text;
}

TEST(Stream, OpensWhatItSealed) {
  const SecretBytes key = SecretBytes::Random(kKeyBytes);
  EXPECT_EQ(OpenAll(key, SealAll(key, {"one", "", std::string(70000, 'x')}, "here"), "here"),
            "one" + std::string(70000, 'x'));
  EXPECT_EQ(OpenAll(key, SealAll(key, {""}, "here"), "here"), "");
}

TEST(Stream, NothingCanBeChanged) {
  const SecretBytes key = SecretBytes::Random(kKeyBytes);
  const Sealed whole = SealAll(key, {"one", "two", "three"}, "here");
  EXPECT_FALSE(OpenAll(key, whole, "there"));
  EXPECT_FALSE(OpenAll(SecretBytes::Random(kKeyBytes), whole, "here"));
  Sealed cut = whole;
  cut.chunks.pop_back();
  EXPECT_FALSE(OpenAll(key, cut, "here"));
  Sealed swapped = whole;
  std::swap(swapped.chunks[0], swapped.chunks[1]);
  EXPECT_FALSE(OpenAll(key, swapped, "here"));
  Sealed dropped = whole;
  dropped.chunks.erase(dropped.chunks.begin() + 1);
  EXPECT_FALSE(OpenAll(key, dropped, "here"));
  Sealed longer = whole;
  longer.chunks.push_back(whole.chunks[0]);
  EXPECT_FALSE(OpenAll(key, longer, "here"));
  for (std::size_t i = 0; i < whole.chunks[1].size(); ++i) {
    Sealed flipped = whole;
    flipped.chunks[1][i] ^= std::byte{1};
    EXPECT_FALSE(OpenAll(key, flipped, "here")) << i;
  }
  Sealed headless = whole;
  headless.header.pop_back();
  EXPECT_FALSE(OpenAll(key, headless, "here"));
}

}  // namespace
}  // namespace crypto
