#include "crypto/cbor.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "crypto/encoding.h"

namespace crypto {
namespace {

base::Result<CborItem> Read(std::string_view hex) {
  static Bytes bytes;  // the items refer to it
  bytes = HexDecode(hex).value();
  return ReadCbor(bytes);
}

TEST(Cbor, ReadsTheExamplesOfTheStandard) {  // RFC 8949, appendix A
  EXPECT_EQ(Read("17")->integer, 23);
  EXPECT_EQ(Read("1818")->integer, 24);
  EXPECT_EQ(Read("1903e8")->integer, 1000);
  EXPECT_EQ(Read("1a000f4240")->integer, 1'000'000);
  EXPECT_EQ(Read("1b000000e8d4a51000")->integer, 1'000'000'000'000);
  EXPECT_EQ(Read("20")->integer, -1);
  EXPECT_EQ(Read("3903e7")->integer, -1000);
  EXPECT_EQ(Read("f4")->kind, CborItem::Kind::kFalse);
  EXPECT_EQ(Read("f5")->kind, CborItem::Kind::kTrue);
  EXPECT_EQ(Read("f6")->kind, CborItem::Kind::kNull);
  EXPECT_EQ(HexEncode(Read("4401020304")->bytes), "01020304");
  EXPECT_EQ(AsText(Read("64f0908591")->bytes), "\xF0\x90\x85\x91");
  EXPECT_EQ(Read("8301820203820405")->items[2].items[1].integer, 5);
  const auto map = Read("a26161016162820203");
  EXPECT_EQ(map->Find("a")->integer, 1);
  EXPECT_EQ(map->Find("b")->items.size(), 2u);
  EXPECT_EQ(map->Find("c"), nullptr);
  EXPECT_EQ(Read("a201020304")->Find(3)->integer, 4);
}

TEST(Cbor, RefusesEverythingElse) {
  for (const char* hex : {
           "",                    // nothing
           "1817",                // 23 in two bytes
           "190018",              // 24 in three
           "1a0000ffff",          // 65535 in five
           "1b00000000ffffffff",  // 2^32-1 in nine
           "1bffffffffffffffff",  // over 63 bits
           "1c",
           "1f",
           "5f",
           "9f",
           "bf",
           "ff",    // reserved and indefinite
           "c001",  // a tag
           "f93c00",
           "fb3ff199999999999a",
           "f7",
           "e0",
           "f818",  // floats, undefined, simple values
           "44010203",
           "6361",                // cut strings
           "5b7fffffffffffffff",  // a string longer than the world
           "9b7fffffffffffffff",
           "bb7fffffffffffffff",
           "82",
           "a101",  // cut lists
           "61ff",
           "62c080",
           "63eda080",
           "64f4908080",  // not UTF-8: invalid, overlong, surrogate, beyond the last
           "a201020103",  // a key twice
           "a1410102",
           "a1f501",
           "a18001",  // keys of other kinds
           "0101",    // something follows
       }) {
    const auto item = Read(hex);
    ASSERT_FALSE(item) << hex;
    EXPECT_EQ(item.error().code, base::Code::kInvalid);
    EXPECT_FALSE(item.error().external.empty());
  }
}

TEST(Cbor, ToldWhereItEndsWhenSomethingFollows) {
  std::size_t used = 0;
  const Bytes bytes = HexDecode("8201021234").value();
  EXPECT_EQ(ReadCborPrefix(bytes, used)->items.size(), 2u);
  EXPECT_EQ(used, 3u);
}

TEST(Cbor, NestingHasALimit) {  // kMaxCborDepth
  std::string hex = "00";
  for (int depth = 1; depth < base::kMaxCborDepth; ++depth) hex = "81" + hex;
  EXPECT_TRUE(Read(hex));
  EXPECT_FALSE(Read("81" + hex));
}

TEST(Cbor, ItemsHaveALimit) {  // kMaxCborItems
  Bytes bytes = HexDecode("1903ff").value();
  bytes[0] = std::byte{0x99};  // an array of 1,023
  bytes.resize(3 + base::kMaxCborItems - 1);
  EXPECT_TRUE(ReadCbor(bytes));
  bytes[1] = std::byte{0x04};
  bytes[2] = std::byte{0x00};
  bytes.push_back(std::byte{0});
  EXPECT_FALSE(ReadCbor(bytes));
}

}  // namespace
}  // namespace crypto
