#include "crypto/encoding.h"

#include <gtest/gtest.h>

namespace crypto {
namespace {

TEST(Encoding, VectorsOfTheStandard) {  // RFC 4648, section 10
  EXPECT_EQ(Base64Encode(AsBytes("")), "");
  EXPECT_EQ(Base64Encode(AsBytes("f")), "Zg==");
  EXPECT_EQ(Base64Encode(AsBytes("foobar")), "Zm9vYmFy");
  EXPECT_EQ(Base64UrlEncode(AsBytes("\xFB\xFF")), "-_8");
  EXPECT_EQ(Base32Encode(AsBytes("")), "");
  EXPECT_EQ(Base32Encode(AsBytes("f")), "MY");
  EXPECT_EQ(Base32Encode(AsBytes("fooba")), "MZXW6YTB");
  EXPECT_EQ(Base32Encode(AsBytes("foobar")), "MZXW6YTBOI");
  EXPECT_EQ(HexEncode(AsBytes("foo\xFF")), "666f6fff");
}

TEST(Encoding, DecodesWhatItEncoded) {
  for (std::size_t size = 0; size < 70; ++size) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::byte>(i * 37 + size);
    EXPECT_EQ(Base64Decode(Base64Encode(bytes)).value(), bytes);
    EXPECT_EQ(Base64UrlDecode(Base64UrlEncode(bytes)).value(), bytes);
    EXPECT_EQ(HexDecode(HexEncode(bytes)).value(), bytes);
  }
}

TEST(Encoding, OnlyTheOneFormIsTaken) {
  for (const char* text : {"Zg", "Zg=", "Zg===", "Zh==", "Z g==", "Zg==\n", "Zm9v=", "Zm-v", "Z"}) {
    EXPECT_FALSE(Base64Decode(text)) << text;
  }
  for (const char* text : {"Zg==", "Zh", "Zm+v", "Zm/v", "Z", "Zm9v "})
    EXPECT_FALSE(Base64UrlDecode(text)) << text;
  for (const char* text : {"6", "6g", "66 6", "0x66", "66:6f"}) EXPECT_FALSE(HexDecode(text)) << text;
  EXPECT_EQ(AsText(HexDecode("6A6b").value()), "jk");
}

// Of each of the 256 bytes, at each place of a group, only the alphabet is taken.
TEST(Encoding, NoByteStandsForAnother) {
  for (int value = 0; value < 256; ++value)
    for (std::size_t place = 0; place < 4; ++place) {
      std::string text = "AAAA";
      text[place] = static_cast<char>(value);
      const base::Result<Bytes> plain = Base64Decode(text), url = Base64UrlDecode(text);
      EXPECT_TRUE(!plain || Base64Encode(*plain) == text) << value;
      EXPECT_TRUE(!url || Base64UrlEncode(*url) == text) << value;
    }
}

}  // namespace
}  // namespace crypto
