#include "files/encoding.h"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <map>
#include <vector>

#include "files/table.h"

namespace files {
namespace {

// windows-1258 holds vowels with circumflex, breve and horn, but tones as marks of their own.
icu::UnicodeString VietnameseApart(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out;
  for (int i = 0; i < text.length(); ++i) {
    icu::UnicodeString parts = icu::Normalizer2::getNFDInstance(status)->normalize(
                           icu::UnicodeString(text[i]), status),
                       letter, tone;
    for (int k = 0; k < parts.length(); ++k) {
      UChar c = parts[k];
      (k > 0 && c != 0x302 && c != 0x306 && c != 0x31B ? tone : letter) += c;
    }
    out += icu::Normalizer2::getNFCInstance(status)->normalize(letter, status) + tone;
  }
  return out;
}

std::string Encode(const std::string& utf8, const std::string& encoding) {
  std::string canonical, converter = ConverterName(encoding, &canonical);
  auto text = icu::UnicodeString::fromUTF8(utf8);
  if (encoding == "windows-1258") text = VietnameseApart(text);
  std::string bytes(static_cast<std::size_t>(text.length()) * 4 + 16, '\0');
  UErrorCode status = U_ZERO_ERROR;
  UConverter* open = ucnv_open(converter.c_str(), &status);
  ucnv_setFromUCallBack(open, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  auto length = ucnv_fromUChars(open, bytes.data(), static_cast<int>(bytes.size()), text.getBuffer(),
                                text.length(), &status);
  ucnv_close(open);
  EXPECT_TRUE(U_SUCCESS(status)) << u_errorName(status) << " " << encoding << ": " << utf8;
  bytes.resize(U_SUCCESS(status) ? static_cast<std::size_t>(length) : 0);
  return bytes;
}

struct Language {
  std::string encoding;
  std::string header;
  std::vector<std::string> rows;
};

// Rows as suppliers' files have them; made up for this test.
const std::vector<Language>& Samples() {
  static const std::vector<Language> samples = {
#include "files/encoding_samples.inc"
  };
  return samples;
}

TEST(DetectEncoding, ThreeRowFilesOfEveryEncoding) {
  std::map<std::string, int> samples, wrong;
  for (const Language& language : Samples()) {
    for (std::size_t first = 0; first < language.rows.size(); ++first) {
      for (const char* header : {language.header.c_str(), "name,address,country"}) {
        std::string text = std::string(header) + "\r\n";
        for (std::size_t i = 0; i < 3; ++i)
          text += language.rows[(first + i) % language.rows.size()] + "\r\n";
        Encoding found = DetectEncoding(Encode(text, language.encoding), true);
        ++samples[language.encoding];
        if (found.name == language.encoding) continue;
        ++wrong[language.encoding];
        ADD_FAILURE() << language.encoding << " taken for " << found.name << ":\n" << text;
      }
    }
  }
  for (const auto& [encoding, count] : samples)
    std::printf("  %-13s %3d files, %d wrong\n", encoding.c_str(), count, wrong[encoding]);
}

TEST(DetectEncoding, WholeFiles) {
  for (const Language& language : Samples()) {
    std::string text = language.header + "\n";
    for (int times = 0; times < 200; ++times) {
      for (const std::string& row : language.rows) text += row + "\n";
    }
    Encoding found = DetectEncoding(Encode(text, language.encoding), true);
    EXPECT_EQ(found.name, language.encoding);
    EXPECT_EQ(found.from, "byte statistics");
    std::string bytes = Encode(text, language.encoding);
    // A head that is cut anywhere, also inside a character.
    for (std::size_t cut : {bytes.size() / 2, bytes.size() / 2 + 1, bytes.size() / 3}) {
      EXPECT_EQ(DetectEncoding(std::string_view(bytes).substr(0, cut), false).name, language.encoding);
    }
  }
}

// One name on an otherwise English file is all that many files give.
TEST(DetectEncoding, OneNameInEnglish) {
  struct {
    const char* text;
    const char* encoding;
  } cases[] = {
      {"name,country\nHotel Müller,Germany\n", "windows-1252"},
      {"name,country\nJosé García,Spain\n", "windows-1252"},
      {"name,country\nCafé São Paulo,Brazil\n", "windows-1252"},
      {"name,country\nИванов Сергей,Russia\n", "windows-1251"},
      {"name,country\n김철수,Korea\n", "CP949"},
      {"name,country\n주식회사 태평양,Korea\n", "CP949"},
      {"name,country\n深圳市华强电子有限公司,China\n", "GB18030"},
      {"name,country\n株式会社サクラ,Japan\n", "Shift-JIS"},
      {"name,country\nZakład Łódź,Poland\n", "windows-1250"},
      {"name,country\nمحمد أحمد علي,Egypt\n", "windows-1256"},
      {"name,price\nAcme \xE2\x80\x93 Ltd,\xE2\x82\xAC 5\n", "windows-1252"},
      {"name,note\nO\xE2\x80\x99Neill,\xE2\x80\x9Cok\xE2\x80\x9D\n", "windows-1252"},
  };
  for (const auto& test : cases)
    EXPECT_EQ(DetectEncoding(Encode(test.text, test.encoding), true).name, test.encoding) << test.text;
}

TEST(DetectEncoding, Utf16WithAndWithoutMark) {
  for (const Language& language : Samples()) {
    for (const std::string encoding : {"UTF-16LE", "UTF-16BE"}) {
      std::string text = language.header + "\r\n" + language.rows[0] + "\r\n" + language.rows[1] + "\r\n";
      Encoding bare = DetectEncoding(Encode(text, encoding), true);
      EXPECT_EQ(bare.name, encoding) << text;
      EXPECT_EQ(bare.from, "byte statistics");
      Encoding marked = DetectEncoding(Encode("\xEF\xBB\xBF" + text, encoding), true);
      EXPECT_EQ(marked.name, encoding);
      EXPECT_EQ(marked.from, "byte order mark");
      EXPECT_EQ(marked.mark, 2u);
    }
  }
}

TEST(DetectEncoding, Utf8) {
  for (const Language& language : Samples()) {
    std::string text = language.header + "\n" + language.rows[0] + "\n";
    EXPECT_EQ(DetectEncoding(text, true).name, "UTF-8");
    EXPECT_EQ(DetectEncoding(text, true).from, "valid UTF-8");
    EXPECT_EQ(DetectEncoding("\xEF\xBB\xBF" + text, true).from, "byte order mark");
    std::string cut = text.substr(0, text.size() - 1);
    while (static_cast<unsigned char>(cut.back()) < 0x80) cut.pop_back();
    cut.pop_back();
    EXPECT_EQ(DetectEncoding(cut, false).name, "UTF-8") << cut;
  }
  EXPECT_EQ(DetectEncoding("", true).name, "UTF-8");
  EXPECT_EQ(DetectEncoding("a,b\n", true).name, "UTF-8");
  // A long file with one broken byte stays UTF-8.
  std::string text;
  for (int i = 0; i < 50; ++i) text += "Усть-Кут,Россия\n";
  EXPECT_EQ(DetectEncoding(text + "\xFF" + text, true).name, "UTF-8");
}

TEST(DetectEncoding, AsciiHeadThenSomethingElse) {
  std::string ascii = "name,country\n";
  while (ascii.size() < (3u << 20)) ascii += "Acme Garments Ltd,Bangladesh\n";
  std::string bytes = ascii + Encode("주식회사 한빛,대한민국\n대양물산,한국\n", "CP949");
  auto reader = OpenTableBytes(bytes, "late.csv");
  ASSERT_TRUE(reader.has_value());
  EXPECT_EQ((*reader)->info().encoding, "CP949");
  Record record;
  std::string last;
  while (*(*reader)->Next(record)) last = record.cells[0];
  EXPECT_EQ(last, "대양물산");
  EXPECT_TRUE((*reader)->info().warnings.empty());
}

TEST(Encoding, RoundTripThroughTheReader) {
  for (const Language& language : Samples()) {
    std::string text = language.header + "\n";
    for (int times = 0; times < 3; ++times) {
      for (const std::string& row : language.rows) text += row + "\n";
    }
    std::string bytes = Encode(text, language.encoding);
    auto reader = OpenTableBytes(bytes, "x.csv");
    ASSERT_TRUE(reader.has_value());
    EXPECT_EQ((*reader)->info().encoding, language.encoding);
    std::string back;
    Record record;
    char delimiter = (*reader)->info().delimiter;
    while (*(*reader)->Next(record)) {
      for (std::size_t i = 0; i < record.cells.size(); ++i)
        back += (i ? std::string(1, delimiter) : "") + record.cells[i];
      back += "\n";
    }
    EXPECT_EQ(back, text) << language.encoding;
    EXPECT_TRUE((*reader)->info().warnings.empty());
  }
}

TEST(Encoding, NamesAndAliases) {
  std::string canonical;
  for (const char* name : {"cp949", "EUC-KR", "ks_c_5601-1987"}) {
    EXPECT_FALSE(ConverterName(name, &canonical).empty());
    EXPECT_EQ(canonical, "CP949");
  }
  EXPECT_FALSE(ConverterName("Latin1", &canonical).empty());
  EXPECT_EQ(canonical, "windows-1252");
  EXPECT_TRUE(ConverterName("ebcdic", &canonical).empty());
  EXPECT_TRUE(ConverterName("", &canonical).empty());
}

}  // namespace
}  // namespace files
