#include "crypto/hash_chain.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "crypto/digest.h"
#include "crypto/encoding.h"

namespace crypto {
namespace {

ChainHead Extend(const ChainHead& head, std::initializer_list<std::string_view> fields) {
  return ExtendChain(head, std::span(fields.begin(), fields.size()));
}

TEST(HashChain, HashesTheBytesItPromises) {
  std::string bytes("manumit-chain-1\0", 16);
  bytes += std::string(32, '\0');
  bytes += std::string("\2\0\0\0\0\0\0\0", 8);
  bytes += std::string("\5\0\0\0\0\0\0\0", 8) + "alert";
  bytes += std::string("\0\0\0\0\0\0\0\0", 8);
  EXPECT_EQ(HexEncode(Extend(ChainHead{}, {"alert", ""})), Sha256Hex(bytes));
}

TEST(HashChain, FieldsAreKeptApart) {
  std::set<ChainHead> heads;
  heads.insert(Extend(ChainHead{}, {}));
  heads.insert(Extend(ChainHead{}, {""}));
  heads.insert(Extend(ChainHead{}, {"", ""}));
  heads.insert(Extend(ChainHead{}, {"ab", "c"}));
  heads.insert(Extend(ChainHead{}, {"a", "bc"}));
  heads.insert(Extend(ChainHead{}, {"abc"}));
  heads.insert(Extend(Extend(ChainHead{}, {"a"}), {"bc"}));
  EXPECT_EQ(heads.size(), 7u);
}

TEST(HashChain, OrderMatters) {
  EXPECT_NE(Extend(Extend(ChainHead{}, {"a"}), {"b"}), Extend(Extend(ChainHead{}, {"b"}), {"a"}));
}

}  // namespace
}  // namespace crypto
