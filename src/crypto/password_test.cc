#include "crypto/password.h"

#include <gtest/gtest.h>

#include <vector>

#include "crypto/encoding.h"

namespace crypto {
namespace {

constexpr HashCost kCheap{1, 8192};

TEST(Password, OnlyTheSameOneFits) {
  const std::string hash = HashPassword(AsBytes("correct horse"), kCheap).value();
  EXPECT_TRUE(VerifyPassword(AsBytes("correct horse"), hash).value());
  EXPECT_FALSE(VerifyPassword(AsBytes("correct horsf"), hash).value());
  EXPECT_FALSE(VerifyPassword(AsBytes(""), hash).value());
  EXPECT_NE(HashPassword(AsBytes("correct horse"), kCheap).value(), hash) << "the salt must differ";
}

TEST(Password, AsksToBeHashedAnewAtAnotherCost) {
  const std::string hash = HashPassword(AsBytes("x"), kCheap).value();
  EXPECT_FALSE(NeedsRehash(hash, kCheap));
  EXPECT_TRUE(NeedsRehash(hash));
  EXPECT_TRUE(NeedsRehash("nonsense"));
  EXPECT_FALSE(NeedsRehash(DecoyHash().value()));
}

TEST(Password, CostsWhatTheLimitsSay) {
  const std::string hash = HashPassword(AsBytes("x")).value();
  const std::string cost = "$m=" + std::to_string(base::kSignInHashMemoryBytes / 1024) +
                           ",t=" + std::to_string(base::kSignInHashPasses) + ",p=1$";
  EXPECT_NE(hash.find(cost), hash.npos) << hash;
  EXPECT_EQ(kPassphraseCost, (HashCost{base::kPassphraseHashPasses, base::kPassphraseHashMemoryBytes}));
  EXPECT_TRUE(KeyFromPassphrase(AsBytes("x"), NewPassphraseSalt(), kPassphraseCost));
}

TEST(Password, NothingFitsTheDecoy) {
  EXPECT_FALSE(VerifyPassword(AsBytes(""), DecoyHash().value()).value());
  EXPECT_EQ(DecoyHash().value(), DecoyHash().value());
}

TEST(Password, ADamagedHashIsToldFromAWrongPassword) {
  const std::string tail = "$c29tZXNhbHRzb21lc2FsdA$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ";
  for (const std::string head :
       {"", "$argon2id$v=19", "$argon2i$v=19$m=8,t=1,p=1", "$argon2id$v=19$m=8,t=1,p=4",
        "$argon2id$v=19$m=,t=1,p=1", "$argon2id$v=19$m=99999999999999999999,t=1,p=1",
        "$argon2id$v=19$m=4194304,t=1,p=1" /* kMaxHashMemoryBytes */,
        "$argon2id$v=19$m=8,t=17,p=1" /* kMaxHashPasses */}) {
    const auto result = VerifyPassword(AsBytes("x"), head + tail);
    ASSERT_FALSE(result) << head;
    EXPECT_EQ(result.error().code, base::Code::kCorrupt) << head;
  }
  EXPECT_EQ(VerifyPassword(AsBytes("x"), std::string(500, 'x')).error().code, base::Code::kCorrupt);
}

TEST(Password, TooLongIsRefused) {  // kMaxPassphraseBytes
  const std::string longest(base::kMaxPassphraseBytes, 'x');
  const std::string longer = longest + "x";
  EXPECT_TRUE(HashPassword(AsBytes(longest), kCheap));
  EXPECT_EQ(HashPassword(AsBytes(longer), kCheap).error().code, base::Code::kTooLarge);
  EXPECT_EQ(KeyFromPassphrase(AsBytes(longer), PassphraseSalt{}, kCheap).error().code, base::Code::kTooLarge);
}

TEST(Password, OnlySoManyAtOnce) {  // kMaxConcurrentPasswordHashes, kPasswordHashWaitMs
  std::vector<HashingTurn> taken;
  for (int i = 0; i < base::kMaxConcurrentPasswordHashes; ++i) {
    taken.push_back(HashingTurn::Take(std::chrono::milliseconds(0)).value());
  }
  EXPECT_FALSE(HashingTurn::Take(std::chrono::milliseconds(0)));
  const auto before = std::chrono::steady_clock::now();
  EXPECT_EQ(HashPassword(AsBytes("x"), kCheap).error().code, base::Code::kBusy);
  EXPECT_GE(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(base::kPasswordHashWaitMs));
  taken.pop_back();
  EXPECT_TRUE(HashPassword(AsBytes("x"), kCheap));
}

TEST(Passphrase, KeyOfAPublishedExample) {
  // Made with the reference implementation (Debian package argon2 0~20171227):
  // echo -n password | argon2 somesaltsomesalt -id -t 2 -k 65536 -p 1 -l 32 -r
  PassphraseSalt salt;
  const ByteView text = AsBytes("somesaltsomesalt");
  std::copy(text.begin(), text.end(), salt.begin());
  const SecretBytes key = KeyFromPassphrase(AsBytes("password"), salt, {2, 64u << 20}).value();
  EXPECT_EQ(HexEncode(key.view()), "fc33b78139231d34b71626bd6245c1d72efa190ad605c3d8166a72adcedfa2c2");
}

TEST(Passphrase, ACostOutOfBoundsIsCorrupt) {
  for (const HashCost cost : {HashCost{0, 8192}, HashCost{base::kMaxHashPasses + 1, 8192}, HashCost{1, 0},
                              HashCost{1, base::kMaxHashMemoryBytes + 1}}) {
    EXPECT_EQ(KeyFromPassphrase(AsBytes("x"), PassphraseSalt{}, cost).error().code, base::Code::kCorrupt);
  }
}

}  // namespace
}  // namespace crypto
