#include <gtest/gtest.h>
#include <pango/pangocairo.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/limits.h"
#include "files/bytes.h"
#include "files/pdf_writer.h"

namespace files {
namespace {

std::size_t Count(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

bool HasFont(std::string_view wanted) {
  PangoFontMap* map = pango_cairo_font_map_new();
  PangoFontFamily** families = nullptr;
  int count = 0;
  pango_font_map_list_families(map, &families, &count);
  bool found = false;
  for (int i = 0; i < count; ++i) found = found || wanted == pango_font_family_get_name(families[i]);
  g_free(static_cast<void*>(families));
  g_object_unref(map);
  return found;
}

// The text of a PDF as poppler reads it, or nothing where poppler is not installed.
std::string TextOf(const std::string& pdf) {
  const auto path = std::filesystem::temp_directory_path() / "manumit_pdf_test.pdf";
  EXPECT_TRUE(WriteFile(path.string(), pdf));
  const std::string command = "pdftotext -layout '" + path.string() + "' - 2>/dev/null";
  std::string text;
  std::FILE* pipe = ::popen(command.c_str(), "r");
  std::array<char, 4096> part;
  for (std::size_t got; (got = std::fread(part.data(), 1, part.size(), pipe)) > 0;)
    text.append(part.data(), got);
  ::pclose(pipe);
  std::filesystem::remove(path);
  return text;
}

PdfTable Suppliers(std::size_t rows) {
  PdfTable table{.caption = "Suppliers", .columns = {{"Name", 3}, {"Country"}, {"Score", 1, true}}};
  for (std::size_t i = 0; i < rows; ++i)
    table.rows.push_back({"Supplier " + std::to_string(i), "Viet Nam", "0." + std::to_string(10 + i % 90)});
  table.total = {"All", "", std::to_string(rows)};
  return table;
}

TEST(Pdf, CarriesItsTitleLanguageAndStructure) {
  PdfWriter pdf(
      {.title = "Screening report", .language = "ko", .author = "Nordvale", .created_ms = 1795328405123});
  pdf.Title("Screening report", "22 Nov 2026");
  pdf.Facts({{"Country", "Viet Nam"}, {"Number", ""}});
  pdf.Table(Suppliers(3));
  const auto bytes = pdf.Bytes();
  ASSERT_TRUE(bytes);
  EXPECT_TRUE(bytes->starts_with("%PDF-1.4"));
  EXPECT_TRUE(bytes->ends_with("%%EOF\n"));
  EXPECT_NE(bytes->find("/Lang (ko)"), std::string::npos);
  EXPECT_NE(bytes->find("/MarkInfo << /Marked true >>"), std::string::npos);
  EXPECT_NE(bytes->find("(20261122062005Z)"), std::string::npos);
  EXPECT_EQ(Count(*bytes, "/S /H1"), 1u);
  EXPECT_EQ(Count(*bytes, "/S /TR"), 5u);  // heading, three rows, total
  // The table of addresses is where the file says, after the keys that were added.
  const std::size_t address = std::stoul(bytes->substr(bytes->rfind("startxref\n") + 10));
  EXPECT_EQ(bytes->substr(address, 5), "xref\n");
  EXPECT_EQ(*pdf.Bytes(), *bytes);
}

TEST(Pdf, TablesGoOnOnTheNextPageUnderTheirHeadings) {
  PdfWriter pdf({.title = "t", .footer = "Nordvale Apparel", .page_words = "Page {page} of {pages}"});
  pdf.Title("Report");
  pdf.Table(Suppliers(120));
  const auto bytes = pdf.Bytes();
  ASSERT_TRUE(bytes);
  const std::string text = TextOf(*bytes);
  if (text.empty()) GTEST_SKIP() << "skipped: no pdftotext";
  const std::size_t pages = Count(text, "\f");
  EXPECT_GE(pages, 3u);
  EXPECT_EQ(Count(text, "Country"), pages);
  EXPECT_EQ(Count(text, "Nordvale Apparel"), pages);
  for (std::size_t i = 0; i < 120; ++i)
    EXPECT_EQ(Count(text, "Supplier " + std::to_string(i) + " "), 1u) << i;
  EXPECT_NE(text.find("Page 1 of " + std::to_string(pages)), std::string::npos);
  EXPECT_NE(text.find("Page " + std::to_string(pages) + " of " + std::to_string(pages)), std::string::npos);
}

TEST(Pdf, NothingIsLostWhereOneCellIsLongerThanAPage) {
  std::string words;
  for (int i = 0; i < 3000; ++i) words += "w" + std::to_string(i) + " ";
  PdfWriter pdf({.title = "t"});
  pdf.Table({.columns = {{"Name"}, {"Remarks"}}, .rows = {{"One", words}, {"Two"}}});
  pdf.Paragraph(words);
  pdf.Facts({{"Remarks", words}});
  const auto bytes = pdf.Bytes();
  ASSERT_TRUE(bytes);
  const std::string text = TextOf(*bytes);
  if (text.empty()) GTEST_SKIP() << "skipped: no pdftotext";
  for (int i : {0, 1, 999, 1500, 2998})
    EXPECT_EQ(Count(text, "w" + std::to_string(i) + " ") + Count(text, "w" + std::to_string(i) + "\n"), 3u)
        << i;
  EXPECT_NE(text.find("Two"), std::string::npos);
}

TEST(Pdf, EveryScriptHasItsShapes) {
  for (const char* font : {"Noto Sans", "Noto Sans Khmer", "Noto Sans Thai", "Noto Sans CJK KR"})
    if (!HasFont(font)) GTEST_SKIP() << "skipped: no font " << font;
  PdfWriter pdf({.title = "t", .language = "ar"});
  pdf.Title("تقرير الفحص", "شركة النور للتوظيف");
  pdf.Paragraph("المورّد " + Isolated("Acme (Vietnam) Ltd.") + " على القائمة");
  pdf.Table({.caption = "الأسماء",
             .columns = {{"الاسم"}, {"Name"}},
             .rows = {{"새론전자 주식회사", "Saeron"},
                      {"ООО «Севертекс»", "Severtex"},
                      {"บริษัท แม่น้ำ จำกัด", "Mae Nam"},
                      {"ក្រុមហ៊ុន", "Kromhun"},
                      {"兰溪晨原纺织有限公司", "Lanxi"},
                      {"東京のり株式会社", "Tokyo Nori"},
                      {"Công ty CP Hải Đăng", "Hai Dang"},
                      {"শ্রমিক", "नेपाल"}}});
  ASSERT_TRUE(pdf.Bytes());
  EXPECT_EQ(pdf.unknown_glyphs(), 0u);
  pdf.Paragraph("\xF4\x80\x80\x80");  // U+100000: private use, no font has it
  ASSERT_TRUE(pdf.Bytes());
  EXPECT_EQ(pdf.unknown_glyphs(), 1u);
}

TEST(Pdf, HostileTextIsOnlyText) {
  PdfWriter pdf({.title = "a\xFF\x01)", .language = "en) /X (", .author = "(", .footer = "\xE2\x80\xAE"});
  pdf.Title(std::string_view("a\0b", 3), "\xC0\xBC");
  pdf.Heading(2,
              "abc\xE2\x80\xAE"
              "fed");
  pdf.Facts({{"", "x"}, {"\n", "\t"}});
  pdf.Table({});
  pdf.Table({.columns = {{"", 0}, {"b", -1, true}}, .rows = {{}, {"1", "2", "3"}}});
  pdf.Bars("", {}, 0);
  pdf.Bars("same", {{.label = "a", .from = 1, .to = 1}}, 1);
  const auto bytes = pdf.Bytes();
  ASSERT_TRUE(bytes);
  EXPECT_NE(bytes->find("/Lang (enX)"), std::string::npos);
  const std::string text = TextOf(*bytes);
  if (!text.empty()) {
    EXPECT_NE(text.find("abc[U+202E]fed"), std::string::npos);
  }
}

TEST(Pdf, NamesAreSetApartWhole) {
  EXPECT_EQ(Isolated("Acme"),
            "\xE2\x81\xA8"
            "Acme\xE2\x81\xA9");
  EXPECT_EQ(Isolated("A\xE2\x81\xA9"
                     "B\xE2\x80\xAE"
                     "C\xE2\x80\x99"),
            "\xE2\x81\xA8"
            "ABC\xE2\x80\x99\xE2\x81\xA9");
}

TEST(Pdf, StopsAtTheLimitOfPages) {
  PdfWriter pdf({.title = "t"});
  for (std::size_t i = 0; i <= base::kMaxPdfPages; ++i) {
    pdf.Paragraph("x");
    pdf.NewPage();
  }
  const auto bytes = pdf.Bytes();
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, base::Code::kTooLarge);
  const auto path = std::filesystem::temp_directory_path() / "manumit_pdf_none.pdf";
  EXPECT_FALSE(pdf.Save(path.string()));
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace files
