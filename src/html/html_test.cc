#include "html/html.h"

#include <gtest/gtest.h>

#include "html/charts.h"
#include "html/components.h"
#include "html/document.h"
#include "html/names.h"

namespace html {
namespace {

TEST(Escape, TurnsMarkupIntoText) {
  EXPECT_EQ(Escape("<script>alert('1') & \"2\"</script>"),
            "&lt;script&gt;alert(&#39;1&#39;) &amp; &quot;2&quot;&lt;/script&gt;");
  EXPECT_EQ(Escape("&quot;"), "&amp;quot;");
  EXPECT_EQ(Escape("주식회사 한빛"), "주식회사 한빛");
}

TEST(Escape, ReplacesWhatMayNotStandInAPage) {
  const std::string nul("a\0b", 3);
  EXPECT_EQ(Escape(nul),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(Escape("a\x1B[31m"), "a\xEF\xBF\xBD[31m");
  EXPECT_EQ(Escape("caf\xE9"), "caf\xEF\xBF\xBD");
  EXPECT_EQ(Escape("\xC0\xBCscript"), "\xEF\xBF\xBD\xEF\xBF\xBDscript");      // an overlong "<"
  EXPECT_EQ(Escape("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // a surrogate
  EXPECT_EQ(Escape("\xF0\x9F"), "\xEF\xBF\xBD\xEF\xBF\xBD");                  // cut short
}

TEST(Escape, ShowsMarksThatReverseDirection) {
  EXPECT_EQ(Escape("abc\xE2\x80\xAE"
                   "fed"),
            "abc[U+202E]fed");
  EXPECT_EQ(Escape("\xE2\x81\xA6x\xE2\x81\xA9"), "[U+2066]x[U+2069]");
  EXPECT_EQ(Escape("\xE2\x80\x8Dx"), "\xE2\x80\x8Dx");  // a joiner belongs to the spelling
}

TEST(El, NestsAndEscapes) {
  const std::string name = "A & B";
  EXPECT_EQ(El("p", {{"class", "x\" onclick=\"y"}}, name, El("b", "<i>")).markup(),
            "<p class=\"x&quot; onclick=&quot;y\">A &amp; B<b>&lt;i&gt;</b></p>");
  EXPECT_EQ(El("td").markup(), "<td></td>");
  EXPECT_EQ(El("br").markup(), "<br/>");
  EXPECT_EQ(El("rect", {{"x", 1.5}, {"y", -0.001}, {"width", 3}}).markup(),
            "<rect x=\"1.5\" y=\"0\" width=\"3\"/>");
}

TEST(Href, LetsOnlyHarmlessAddressesThrough) {
  for (const char* url : {"https://example.org/a?b=c&d=e", "HTTP://example.org", "mailto:a@example.org",
                          "#a-12", "a/b.html", "../lists.html?x=1:2", "?q=a:b", "/rooted"})
    EXPECT_TRUE(IsSafeUrl(url)) << url;
  for (const char* url :
       {"", "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
        "\x01javascript:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example", "\\\\evil.example",
        "/\\evil.example", "https://a\" onclick=\"x", "file:///etc/passwd", "x:y", "http://a b"})
    EXPECT_FALSE(IsSafeUrl(url)) << url;
  EXPECT_EQ(El("a", {Href("javascript:alert(1)")}, "x").markup(), "<a>x</a>");
  EXPECT_EQ(El("a", {Href("?a=1&b=2")}, "x").markup(), "<a href=\"?a=1&amp;b=2\">x</a>");
}

TEST(Names, SayTheirWriting) {
  EXPECT_EQ(LanguageTag("Acme Ltd."), "");
  EXPECT_EQ(LanguageTag("Acme 주식회사"), "ko");
  EXPECT_EQ(LanguageTag("ООО «Север»"), "und-Cyrl");
  EXPECT_EQ(LanguageTag("شركة النور"), "und-Arab");
  EXPECT_EQ(LanguageTag("兰溪纺织"), "und-Hani");
  EXPECT_EQ(LanguageTag("東京のり株式会社"), "ja");
  EXPECT_EQ(LanguageTag("ក្រុមហ៊ុន"), "km");
  EXPECT_TRUE(IsRightToLeft(LanguageTag("חברה")));
  EXPECT_EQ(Value("한빛").markup(), "<bdi lang=\"ko\">한빛</bdi>");
  EXPECT_EQ(Value("A<B").markup(), "<bdi>A&lt;B</bdi>");
}

TEST(Components, TablesHaveHeadingsForRowsAndColumns) {
  const std::vector<Column> columns = {{"List"}, {"Entries", true}};
  const std::string markup =
      Table("data", "Lists", columns, TableRow(columns, {"UN", "12"}), TableRow(columns, {"All", "12"}))
          .markup();
  EXPECT_NE(markup.find("<th scope=\"col\">List</th>"), std::string::npos);
  EXPECT_NE(markup.find("<tr><th scope=\"row\">UN</th><td class=\"num\">12</td></tr>"), std::string::npos);
  EXPECT_NE(markup.find("<tfoot>"), std::string::npos);
  EXPECT_NE(markup.find("tabindex=\"0\" role=\"group\" aria-label=\"Lists\""), std::string::npos);
}

TEST(Components, FactsLeaveOutWhatIsEmpty) {
  EXPECT_EQ(Facts({{"Country", "Viet Nam"}, {"Number", {}}}).markup(),
            "<dl class=\"facts\"><dt>Country</dt><dd>Viet Nam</dd></dl>");
}

TEST(Charts, HistogramFillsFromTheLimitOn) {
  const std::string markup =
      Histogram("t", "d", {{0.6, 0.65, 4}, {0.65, 0.7, 0}, {0.7, 0.75, 2}}, 0.70, "threshold 0.70").markup();
  EXPECT_NE(markup.find("role=\"img\""), std::string::npos);
  EXPECT_NE(markup.find("<title>t</title><desc>d</desc>"), std::string::npos);
  EXPECT_NE(markup.find("rect class=\"con\""), std::string::npos);
  EXPECT_NE(markup.find("rect class=\"b\""), std::string::npos);
  EXPECT_NE(markup.find("threshold 0.70"), std::string::npos);
  EXPECT_EQ(Histogram("t", "d", {}, 0.7, "x").markup().find("<rect"), std::string::npos);
}

TEST(Charts, BarRowsShareOneScale) {
  const std::string markup =
      BarRows("t", "d", {{"Pledged", "USD 4", 4, Fill::kOutlined}, {"Arrived", "USD 0", -1, Fill::kFilled}})
          .markup();
  EXPECT_NE(markup.find("<title>t</title><desc>d</desc>"), std::string::npos);
  EXPECT_NE(markup.find(">USD 4<"), std::string::npos);
  EXPECT_NE(markup.find("width=\"278.5\""), std::string::npos);  // the longest: 280 less its edge
  EXPECT_NE(markup.find("width=\"2\""), std::string::npos);      // below zero: the least that can be seen
  EXPECT_TRUE(BarRows("t", "d", {}).empty());
}

TEST(Charts, StripKeepsSmallPartsVisibleAndInside) {
  EXPECT_TRUE(Strip("t", "d", {{0, Fill::kFilled}, {0, Fill::kGrey}}).empty());
  const std::string markup = Strip("t", "d", {{1, Fill::kFilled}, {1000000, Fill::kGrey}}).markup();
  EXPECT_NE(markup.find("<rect class=\"b\" x=\"0\" y=\"3\" width=\"2\""), std::string::npos);
}

TEST(Charts, WaterfallStaysInsideItsScale) {
  const WaterfallScale scale{0, 1, 0.7};
  EXPECT_NE(WaterfallBar(scale, Step::kFor, 0.5, 7).markup().find("x=\"150\" y=\"4\" width=\"142\""),
            std::string::npos);
  EXPECT_NE(WaterfallBar(scale, Step::kUnknown, 0.5, 0.5).markup().find("<circle"), std::string::npos);
  EXPECT_NE(WaterfallBar(scale, Step::kTotal, 0, 0.5).markup().find("<path"), std::string::npos);
}

TEST(Document, IsOneFileWithAPolicy) {
  const std::string page = Document({"A <b> report", "en", "abc+/="}, "banner", El("h1", "Report"), "footer");
  EXPECT_TRUE(page.starts_with("<!DOCTYPE html>"));
  EXPECT_NE(page.find("<title>A &lt;b&gt; report</title>"), std::string::npos);
  EXPECT_NE(page.find("default-src &#39;none&#39;; style-src &#39;sha256-abc+/=&#39;"), std::string::npos);
  EXPECT_NE(page.find(std::string("<style>") + std::string(Stylesheet()) + "</style>"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(Stylesheet().find("/*"), std::string_view::npos);
  EXPECT_EQ(Stylesheet().find("url("), std::string_view::npos);
  EXPECT_EQ(Stylesheet().find("@import"), std::string_view::npos);
  EXPECT_NE(Stylesheet().find("--indigo:#24418e"), std::string_view::npos);
}

}  // namespace
}  // namespace html
