#include "text/words.h"

#include <gtest/gtest.h>

#include <numeric>

#include "text/unicode.h"

namespace text {
namespace {

std::string Cut(std::string_view run) {
  const std::u32string letters = Decode(run);
  std::string out;
  std::size_t begin = 0;
  for (std::size_t length : WordLengths(letters)) {
    if (!out.empty()) out += '|';
    out += Encode(std::u32string_view(letters).substr(begin, length));
    begin += length;
  }
  return out;
}

TEST(Words, RunsOfThaiKhmerAndBurmese) {
  EXPECT_EQ(Cut("โรงเรียนใหม่"), "โรงเรียน|ใหม่");
  EXPECT_EQ(Cut("บ้านเก่า"), "บ้าน|เก่า");
  EXPECT_EQ(Cut("សាលារៀន"), "សាលារៀន");
  EXPECT_EQ(Cut("ရွှေတောင်"), "ရွှေတောင်");
}

TEST(Words, NothingIsLostAndNoSignIsCutFromItsLetter) {
  for (const char* run :
       {"", "ก", "กขคงจฉ", "ะาิ", "กฺกฺ", "เเเ", "ກຂຄ", "latin", "\xF0\x9F\x98\x80ก", "จิรายุทธพงษ์ะ"}) {
    const std::u32string letters = Decode(run);
    const std::vector<std::size_t> lengths = WordLengths(letters);
    EXPECT_EQ(std::accumulate(lengths.begin(), lengths.end(), std::size_t{0}), letters.size()) << run;
  }
}

}  // namespace
}  // namespace text
