#include "crypto/sharing.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace crypto {
namespace {

TEST(Sharing, AnyTwoRestoreInEitherOrder) {
  const SecretBytes secret = SecretBytes::Random(32);
  const Shares shares = SplitSecret(secret.view());
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      const auto restored = RestoreSecret(shares[i].view(), shares[j].view());
      ASSERT_EQ(restored.has_value(), i != j);
      EXPECT_TRUE(i == j || ConstantTimeEqual(restored->view(), secret.view()));
    }
  }
}

// All secrets and all pads of three bits: XOR treats every bit alike, so what holds here holds for every
// length. Each holder must see every possible share equally often, whatever the secret is.
TEST(Sharing, OneAloneLearnsNothing) {
  constexpr int kValues = 8;
  for (std::size_t holder = 0; holder < 3; ++holder) {
    std::map<std::string, int> first_counts;
    for (int secret = 0; secret < kValues; ++secret) {
      std::map<std::string, int> counts;
      for (int pads = 0; pads < kValues * kValues * kValues; ++pads) {
        const std::byte s{static_cast<unsigned char>(secret)};
        const std::byte p[] = {static_cast<std::byte>(pads % kValues),
                               static_cast<std::byte>(pads / kValues % kValues),
                               static_cast<std::byte>(pads / kValues / kValues)};
        const Shares shares =
            SplitSecretWithPads({&s, 1}, {ByteView(&p[0], 1), ByteView(&p[1], 1), ByteView(&p[2], 1)});
        ++counts[std::string(AsText(shares[holder].view()))];
        EXPECT_EQ(RestoreSecret(shares[holder].view(), shares[(holder + 1) % 3].view()).value().view()[0], s);
      }
      EXPECT_EQ(counts.size(), 64u);
      for (const auto& [share, count] : counts) EXPECT_EQ(count, kValues);
      if (secret == 0) first_counts = counts;
      EXPECT_EQ(counts, first_counts);
    }
  }
}

TEST(Sharing, WhatAreNoSharesIsRefused) {
  const Shares shares = SplitSecret(AsBytes("secret"));
  const Shares longer = SplitSecret(AsBytes("longer secret"));
  Bytes odd(shares[1].view().begin(), shares[1].view().end());
  odd[0] = std::byte{3};
  EXPECT_FALSE(RestoreSecret(shares[0].view(), {}));
  EXPECT_FALSE(RestoreSecret(shares[0].view(), odd));
  EXPECT_FALSE(RestoreSecret(shares[0].view(), longer[1].view()));
  EXPECT_FALSE(RestoreSecret(shares[0].view(), shares[1].view().first(4)));
}

}  // namespace
}  // namespace crypto
