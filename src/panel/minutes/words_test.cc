// What is pure in minutes and discussions: names in texts, blocks, messages as they arrive, tokens.

#include <gtest/gtest.h>

#include <random>

#include "base/limits_panel.h"
#include "base/random.h"
#include "panel/minutes/blocks.h"
#include "panel/minutes/mail_reader.h"
#include "panel/minutes/name_warning.h"
#include "panel/minutes/reply_text.h"
#include "panel/minutes/reply_token.h"

namespace panel {
namespace {

struct NameCase {
  const char* name;
  const char* text;
  int strength;  // 0 not found, 1 a part, 2 the whole name
};

TEST(NameWarning, FindsNamesInEveryScriptByWholeWords) {
  const NameCase cases[] = {
      {"Maria Ivanova", "MARIA IVANOVA asked", 2},
      {"Maria Ivanova", "Then Ivanova, Maria asked", 2},
      {"Maria Ivanova", "Мария Иванова спросила", 2},
      {"Мария Иванова", "Maria Ivanova asked", 2},
      {"Maria Ivanova", "as Ivanova said", 1},
      {"Maria Ivanova", "the marias and ivanovas", 0},
      {"José Núñez", "JOSE NUNEZ agreed", 2},
      {"Jose Nunez", "José Núñez agreed", 2},
      {"May Lee", "it may be so", 0},
      {"May Lee", "May asked again", 1},
      {"Ann", "an announcement", 0},
      {"Ann", "ann said no", 2},
      {"김민수", "김민수는 반대했다", 2},
      {"김민수", "김민수 위원의 의견", 2},
      {"김민수", "민수 씨가 말했다", 1},
      {"김민수", "김민수산업의 자료", 0},
      {"김민수", "Kim Min-su objected", 2},
      {"김민수", "Minsu Kim objected", 2},
      {"Kim Min-su", "김민수가 말했다", 2},
      {"王小明", "会议上王小明表示同意", 2},
      {"王小明", "Wang Xiaoming agreed", 2},
      {"王小明", "王小红表示同意", 0},
      {"田中さくら", "田中さくらは賛成した", 2},
      {"สมชาย", "และสมชายเห็นด้วย", 2},
      {"محمد علي", "قال محمد علي", 2},
      {"Sela", "!action @sela@panel.example 2026-12-01: send", 0},
      {"Sela", "!action @mill 2026-12-01: Sela sends", 2},
      {"", "anything", 0},
      {"12", "point 12", 0},
  };
  for (const NameCase& one : cases) {
    SCOPED_TRACE(std::string(one.name) + " in: " + one.text);
    const std::vector<NameFound> found = NameWatch({one.name}).In(std::string("first line\n") + one.text);
    if (one.strength == 0) {
      EXPECT_TRUE(found.empty()) << found.front().written;
      continue;
    }
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].line, 2u);
    EXPECT_EQ(found[0].whole, one.strength == 2);
  }
}

// A name put anywhere between words of no name is found on its line; without it nothing is.
TEST(NameWarning, ANameIsFoundWhereverItIsPut) {
  const char* seed_text = std::getenv("MANUMIT_SEED");
  const unsigned seed = seed_text != nullptr ? static_cast<unsigned>(std::stoul(seed_text)) : 20261128u;
  SCOPED_TRACE(::testing::Message() << "MANUMIT_SEED=" << seed);
  std::mt19937 random(seed);
  const std::vector<std::string> words = {"fees", "were", "discussed", "and",  "후속", "조치", "会议",
                                          "2026", "the",  "оплата",    "last", "-",    ":",    "("};
  const std::vector<std::string> names = {"Maria Ivanova", "Sok Chanthy", "박서연", "李小龍", "Đặng Văn Lâm"};
  const NameWatch watch(names);
  for (int i = 0; i < 500; ++i) {
    std::vector<std::string> line;
    for (int n = 0; n < 12; ++n) line.push_back(words[random() % words.size()]);
    const auto joined = [&] {
      std::string text = "\n\n";
      for (const std::string& word : line) text += word + " ";
      return text;
    };
    ASSERT_TRUE(watch.In(joined()).empty()) << joined();
    const std::size_t name = random() % names.size();
    line.insert(line.begin() + static_cast<std::ptrdiff_t>(random() % line.size()), names[name]);
    const std::vector<NameFound> found = watch.In(joined());
    ASSERT_EQ(found.size(), 1u) << joined();
    EXPECT_EQ(found[0].name, name);
    EXPECT_EQ(found[0].line, 3u);
    EXPECT_TRUE(found[0].whole);
  }
}

TEST(Blocks, HeadingsPointsParagraphsAndTags) {
  const std::string text =
      "## Fees\nline one\nline two\n\n- a point\n- !decision: Done.\n\\!action no tag\n####### x";
  const Tags tags = ParseTags(text);
  const std::vector<Block> blocks = BlocksOf(text, tags.tags);
  ASSERT_EQ(blocks.size(), 5u);
  EXPECT_EQ(blocks[0].kind, BlockKind::kHeading);
  EXPECT_EQ(blocks[1].text, "line one\nline two");
  EXPECT_EQ(blocks[2].kind, BlockKind::kPoint);
  EXPECT_EQ(blocks[3].tag->text, "Done.");
  EXPECT_EQ(blocks[4].text, "!action no tag\n####### x");
  const std::string markup =
      BlocksHtml(blocks, [](const Tag& tag) { return html::El("p", tag.text); }).markup();
  EXPECT_EQ(markup,
            "<h3>Fees</h3><p>line one<br/>line two</p><ul><li>a point</li></ul><p>Done.</p>"
            "<p>!action no tag<br/>####### x</p>");
  EXPECT_EQ(PlainHtml("<b>").markup(), "<p>&lt;b&gt;</p>");
}

TEST(MailReader, ReadsAMultipartMessage) {
  const auto mail = ReadMessage(
      "Received: by x\r\nFrom: \"Kim, Ada\" <Ada@Mill.example>\r\nTo: replies+abc@panel.example,\r\n "
      "other@x.example\r\n"
      "Subject: Re: =?UTF-8?B?7IiY7IiY66OM?=\r\n =?utf-8?Q?_fees?= [#x]\r\nMessage-ID: <1@mill.example>\r\n"
      "Content-Type: multipart/mixed; boundary=\"=_o\"\r\n\r\npreamble\r\n--=_o\r\n"
      "Content-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\nContent-Type: text/plain; "
      "charset=euc-kr\r\n"
      "Content-Transfer-Encoding: base64\r\n\r\nvPa89rfhtMI=\r\n--in\r\nContent-Type: "
      "text/html\r\n\r\n<p>x</p>\r\n"
      "--in--\r\n--=_o\r\nContent-Type: text/plain\r\nContent-Disposition: "
      "attachment\r\n\r\nfile\r\n--=_o--\r\n");
  ASSERT_TRUE(mail.has_value()) << mail.error().external;
  EXPECT_EQ(mail->from, "ada@mill.example");
  EXPECT_EQ(mail->recipients, (std::vector<std::string>{"replies+abc@panel.example", "other@x.example"}));
  EXPECT_EQ(mail->subject, "Re: 수수료 fees [#x]");
  EXPECT_EQ(mail->message_id, "1@mill.example");
  EXPECT_FALSE(mail->automatic);
  EXPECT_EQ(mail->text, "수수료는");
}

TEST(MailReader, ReadsQuotedPrintableAndSaysWhatIsMissing) {
  const auto mail = ReadMessage(
      "From: a@b.example\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: "
      "quoted-printable\nAuto-Submitted: auto-replied\n\nd=E9j=E0 =\nvu=3D=ZZ\r\n");
  ASSERT_TRUE(mail.has_value());
  EXPECT_EQ(mail->text, "déjà vu==ZZ\n");
  EXPECT_TRUE(mail->automatic);
  EXPECT_EQ(ReadMessage("Subject: x\n\nwords").error().code, base::Code::kInvalid);
  EXPECT_EQ(ReadMessage("From: a@b.example\nFrom: c@d.example\n\nwords").error().code, base::Code::kInvalid);
  EXPECT_EQ(ReadMessage("From: a@b.example, c@d.example\n\nwords").error().code, base::Code::kInvalid);
  EXPECT_EQ(ReadMessage("From: a@b.example\nContent-Type: text/html\n\n<p>").error().code,
            base::Code::kInvalid);
  EXPECT_EQ(ReadMessage("From: a@b.example\nContent-Type: text/plain; charset=x-none\n\na").error().code,
            base::Code::kInvalid);
}

TEST(MailReader, LimitsAreKept) {
  const std::string head = "From: a@b.example\n";
  const std::string most(base::kMaxDiscussionMailBytes - head.size() - 1, 'a');
  EXPECT_TRUE(ReadMessage(head + "\n" + most).has_value());
  EXPECT_EQ(ReadMessage(head + "\n" + most + "a").error().code, base::Code::kTooLarge);
  std::string fields;
  for (std::size_t i = 1; i < base::kMaxMailHeaders; ++i) fields += "X: y\n";
  EXPECT_TRUE(ReadMessage(head + fields + "\nwords").has_value());
  EXPECT_EQ(ReadMessage(head + fields + "X: y\n\nwords").error().code, base::Code::kTooLarge);
  std::string parts = head + "Content-Type: multipart/mixed; boundary=b\n\n";
  const std::string other = "--b\nContent-Type: image/png\n\nx\n";
  for (std::size_t i = 2; i < base::kMaxMailParts; ++i) parts += other;
  EXPECT_TRUE(ReadMessage(parts + "--b\n\nwords\n--b--").has_value());
  EXPECT_EQ(ReadMessage(parts + other + "--b\n\nwords\n--b--").error().code, base::Code::kTooLarge);
  const auto nested = [&](std::size_t levels) {
    std::string text = head;
    for (std::size_t i = 0; i < levels; ++i)
      text += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" +
              std::to_string(i) + "\n";
    return text + "\nwords\n";
  };
  EXPECT_TRUE(ReadMessage(nested(base::kMaxMailDepth)).has_value());
  EXPECT_EQ(ReadMessage(nested(base::kMaxMailDepth + 1)).error().code, base::Code::kTooLarge);
}

struct ReplyCase {
  const char* text;
  const char* words;
};

TEST(ReplyText, KeepsOnlyWhatIsNew) {
  const ReplyCase cases[] = {
      {"Agreed.\n\nOn 1 Dec 2026, Panel wrote:\n> question\n> more\n", "Agreed."},
      {"Agreed.\n\nOn Tue, 1 Dec 2026 at 10:00, The panel <p@x.example>\nwrote:\n\n> question\n", "Agreed."},
      {"> question one\nFirst answer.\n> question two\nSecond answer.", "First answer.\nSecond answer."},
      {"Yes.\n-- \nAda\nBlue Mill", "Yes."},
      {"Yes.\n-----Original Message-----\nFrom: x", "Yes."},
      {"Yes.\n________________________________\nFrom: x\nSent: y\nTo: z", "Yes."},
      {"Yes.\nFrom: Panel\nSent: today\nTo: me\nSubject: fees\nold", "Yes."},
      {"동의합니다.\n\n2026년 12월 1일 (화) 오전 10:00, 패널님이 작성:\n> 질문", "동의합니다."},
      {"From: the first day on it was clear.\nWe agree.", "From: the first day on it was clear.\nWe agree."},
      {"He wrote:\nnothing is quoted here", "He wrote:\nnothing is quoted here"},
      {"> only quotes", ""},
      {"--\nsignature", ""},
      {"", ""},
  };
  for (const ReplyCase& one : cases) EXPECT_EQ(NewWordsOf(one.text), one.words) << one.text;
}

TEST(ReplyTokens, AreForOneRoundAndOneAddress) {
  base::SystemRandom random;
  const ReplyTokens tokens(crypto::SecretBytes::Random(32));
  const ReplyTokens others(crypto::SecretBytes::Random(32));
  const RoundId round = RoundId::New(random);
  const std::string token = tokens.TokenFor(round, "Ada@mill.example");
  EXPECT_EQ(token.size(), 47u);
  const std::string subject = "Re: [#" + token + "] Fees";
  EXPECT_EQ(tokens.RoundIn({}, subject, "ada@MILL.example"), round);
  EXPECT_EQ(
      tokens.RoundIn({"x@y.example", "replies+" + token + "@panel.example"}, "Re: Fees", "ada@mill.example"),
      round);
  EXPECT_EQ(tokens.RoundIn({}, "[#short] Re: [#" + token + "]", "ada@mill.example"), round);
  EXPECT_FALSE(tokens.RoundIn({}, subject, "eve@mill.example"));
  EXPECT_FALSE(others.RoundIn({}, subject, "ada@mill.example"));
  const std::string other = tokens.TokenFor(RoundId::New(random), "ada@mill.example");
  EXPECT_FALSE(tokens.RoundIn({}, "[#" + other.substr(0, 26) + token.substr(26) + "]", "ada@mill.example"));
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string forged = token;
    forged[i] = forged[i] == 'a' ? 'b' : 'a';
    EXPECT_FALSE(tokens.RoundIn({}, "[#" + forged + "]", "ada@mill.example")) << i;
  }
  EXPECT_FALSE(tokens.RoundIn({}, "", "ada@mill.example"));
}

}  // namespace
}  // namespace panel
