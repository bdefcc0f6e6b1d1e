#include "html/markdown.h"

#include <gtest/gtest.h>

#include "base/limits_panel.h"

namespace html {
namespace {

std::string Made(std::string_view text) {
  return Markdown(text).markup();
}

TEST(Markdown, PartsOfAText) {
  EXPECT_EQ(Made("# One\n\ntwo *three* **four** `five`"),
            "<h3>One</h3><p>two <em>three</em> <strong>four</strong> <code>five</code></p>");
  EXPECT_EQ(Made("- a\n- b"), "<ul><li>a</li><li>b</li></ul>");
  EXPECT_EQ(Made("3. a\n4. b"), "<ol start=\"3\"><li>a</li><li>b</li></ol>");
  EXPECT_EQ(Made("- a\n\n- b"), "<ul><li><p>a</p></li><li><p>b</p></li></ul>");
  EXPECT_EQ(Made("> said"), "<blockquote><p>said</p></blockquote>");
  EXPECT_EQ(Made("    x < y"), "<pre tabindex=\"0\"><code>x &lt; y\n</code></pre>");
  EXPECT_EQ(Made("a\n\n---\n\nb  \nc"), "<p>a</p><hr/><p>b<br/>c</p>");
  EXPECT_EQ(Markdown("###### deep", 2).markup(), "<h2>deep</h2>");
  EXPECT_EQ(Markdown("## a\n\n#### b\n\n###### c\n\n## d", 3).markup(),
            "<h3>a</h3><h4>b</h4><h4>c</h4><h3>d</h3>");
  EXPECT_EQ(Markdown("### a\n\n# b\n\n###### c", 2).markup(), "<h2>a</h2><h2>b</h2><h3>c</h3>");
  EXPECT_EQ(Markdown("> # quoted", 2).markup(), "<blockquote><p><strong>quoted</strong></p></blockquote>");
  EXPECT_EQ(Markdown("# top", 2).markup(), "<h2>top</h2>");
}

TEST(Markdown, LinksLeadOutsideOrNowhere) {
  EXPECT_EQ(Made("[a](https://example.org/x)"), "<p><a href=\"https://example.org/x\">a</a></p>");
  for (const char* url :
       {"javascript:alert(1)", "data:text/html,x", "/people/1/remove", "#x", "//evil.example",
        "JaVaScRiPt:alert(1)", "vbscript:x", "file:///etc/passwd", "x&#10;y"}) {
    const std::string made = Made(std::string("[a](") + url + ")");
    EXPECT_EQ(made.find("href"), std::string::npos) << made;
  }
  EXPECT_EQ(Made("![a picture](https://example.org/x.png)"),
            "<p><a href=\"https://example.org/x.png\">a picture</a></p>");
  EXPECT_EQ(Made("[![a](https://a.example/)](https://b.example/)"),
            "<p><a href=\"https://b.example/\">a</a></p>");
}

TEST(Markdown, RawHtmlIsText) {
  EXPECT_EQ(Made("a <b onclick=x>b</b>"), "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>");
  EXPECT_EQ(Made("<script>alert(1)</script>").find("<script"), std::string::npos);
  EXPECT_EQ(Made("<!-- x -->"), "<p>&lt;!-- x --&gt;\n</p>");
}

TEST(Markdown, Limits) {
  const std::string much(base::kMaxMarkdownBytes + 1, 'a');
  EXPECT_EQ(CheckMarkdown(much).error().code, base::Code::kTooLarge);
  EXPECT_EQ(Made(much).size(), base::kMaxMarkdownBytes + 7);
  EXPECT_FALSE(CheckMarkdown("\xFF"));
  std::string deep(static_cast<std::size_t>(base::kMaxMarkdownNesting) + 40, '>');
  const std::string made = Made(deep + " end");
  EXPECT_NE(made.find("end"), std::string::npos);
  std::size_t quotes = 0;
  for (std::size_t at = made.find("<blockquote>"); at != std::string::npos;
       at = made.find("<blockquote>", at + 1))
    ++quotes;
  EXPECT_LE(quotes, static_cast<std::size_t>(base::kMaxMarkdownNesting) + 1);
}

TEST(Markdown, WordsAlone) {
  EXPECT_EQ(MarkdownText("# One\n\ntwo [three](https://x.example) *four*\nfive"),
            "One\ntwo three four five\n");
  EXPECT_EQ(MarkdownText("- a\n- b"), "a\nb\n");
}

}  // namespace
}  // namespace html
