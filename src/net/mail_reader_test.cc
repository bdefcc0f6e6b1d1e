#include "net/mail_reader.h"

#include <gtest/gtest.h>

#include "base/limits_calendar.h"
#include "base/random.h"
#include "net/mail_message.h"

namespace net {
namespace {

std::string ErrorOf(const std::string& message) {
  const auto mail = ReadMail(message);
  return mail.has_value() ? "none" : mail.error().external;
}

TEST(MailReader, ReadsWhatWeCompose) {
  const std::string calendar = "BEGIN:VCALENDAR\r\nSUMMARY:경보\r\nEND:VCALENDAR\r\n";
  Mail mail{"kim@example.org", "Invitation", "Hello\n"};
  mail.alternatives = {{"text/calendar; method=REQUEST", calendar, ""}};
  mail.attachments = {{"application/ics", calendar, "invite.ics"},
                      {"application/pdf", std::string("\0\xFF", 2), ""}};
  base::SeededRandom random(1);
  const auto message = ComposeMail(mail, "manumit@example.org", base::UtcTime{1'000'000'000'000}, random);
  ASSERT_TRUE(message.has_value()) << message.error().external;
  const auto read = ReadMail(*message);
  ASSERT_TRUE(read.has_value()) << read.error().external;
  EXPECT_EQ(read->from, "manumit@example.org");
  EXPECT_TRUE(read->automatic);
  ASSERT_EQ(read->parts.size(), 4u);
  EXPECT_EQ(TextOfPart(read->parts[0]).value(), "Hello\r\n");
  const IncomingPart* const part = FindPart(*read, "text/calendar");
  ASSERT_NE(part, nullptr);
  EXPECT_EQ(part->content_type, "text/calendar; method=REQUEST; charset=utf-8");
  EXPECT_EQ(TextOfPart(*part).value(), calendar);
  EXPECT_EQ(DecodePart(read->parts[2]).value(), calendar);
  EXPECT_EQ(DecodePart(read->parts[3]).value(), std::string("\0\xFF", 2));
}

TEST(MailReader, AsClientsSendIt) {
  const auto mail = ReadMail(
      "From kim Sat Nov 28 10:00:00 2026\nReceived: from x\n\tby y\nFROM: \"Kim, <boss> (x)\" (work) "
      "<Kim@example.org>\n"
      "Message-Id: <1@x>\nAuto-Submitted: no\nContent-Type: multipart/Mixed;\n boundary=\"a b\"\n\npreamble\n"
      "--a b\nContent-Type: multipart/alternative; boundary=in\n\n--in\n\nplain\n--in \nContent-type: "
      "TEXT/Calendar;"
      " charset=\"ISO-8859-1\"; method=REPLY\nContent-Transfer-Encoding: "
      "Quoted-Printable\n\nSUMMARY:r=E9uni=\non\n"
      "x =3D 1\n--in--\n--a b\nContent-Type: application/ics\n\n--in\ncut off");
  ASSERT_TRUE(mail.has_value()) << mail.error().external;
  EXPECT_EQ(mail->from, "Kim@example.org");
  EXPECT_EQ(mail->message_id, "<1@x>");
  EXPECT_FALSE(mail->automatic);
  ASSERT_EQ(mail->parts.size(), 3u);
  EXPECT_EQ(mail->parts[0].type, "text/plain");
  EXPECT_EQ(mail->parts[0].body, "plain");
  EXPECT_EQ(TextOfPart(mail->parts[1]).value(), "SUMMARY:réunion\r\nx = 1");
  EXPECT_EQ(mail->parts[2].body, "--in\ncut off");
}

TEST(MailReader, WhoSentItMustBeClear) {
  const std::string rest = "\n\ntext";
  EXPECT_EQ(ErrorOf("From: kim@example.org" + rest), "none");
  EXPECT_EQ(ErrorOf("To: kim@example.org" + rest), "the mail does not have exactly one From field");
  EXPECT_EQ(ErrorOf("From: a@b.example\nFrom: c@d.example" + rest),
            "the mail does not have exactly one From field");
  for (const char* from : {"", "kim", "a@b.example, c@d.example", "<a@b.example> <c@d.example>",
                           "\"a@b.example\"", "<a@b.example", "<a@b.example>, c@d.example", "(a@b.example)"})
    EXPECT_EQ(ErrorOf("From: " + std::string(from) + rest),
              "the mail's From field does not name exactly one address")
        << from;
  EXPECT_EQ(ErrorOf("From kim@example.org\n\n"), "the mail does not have exactly one From field");
  EXPECT_EQ(ErrorOf("hello\n"), "the mail has a line in its header that is no field");
}

TEST(MailReader, BrokenEncodings) {
  const auto error = [](std::string encoding, std::string_view body, std::string type = "") {
    const auto text = TextOfPart({"text/plain", std::move(type), std::move(encoding), body});
    return text.has_value() ? *text : "error";
  };
  EXPECT_EQ(error("base64", "aGk=\r\n"), "hi");
  EXPECT_EQ(error("base64", "aGk"), "hi");
  EXPECT_EQ(error("base64", "aGk=x"), "error");
  EXPECT_EQ(error("base64", "a"), "error");
  EXPECT_EQ(error("base64", "a*k="), "error");
  EXPECT_EQ(error("quoted-printable", "a=4"), "error");
  EXPECT_EQ(error("quoted-printable", "a=4G"), "error");
  EXPECT_EQ(error("quoted-printable", "a=\nb=41 "), "abA");
  EXPECT_EQ(error("8bit", "\xFF"), "error");
  EXPECT_EQ(error("uuencode", "x"), "error");
  EXPECT_EQ(error("", "x", "text/plain; charset=euc-kr"), "error");
}

base::Code CodeOf(const std::string& message) {
  const auto mail = ReadMail("From: a@b.example\n" + message);
  return mail.has_value() ? base::Code::kInternal : mail.error().code;
}

std::string Times(std::size_t count, std::string_view what) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += what;
  return all;
}

TEST(MailReader, Limits) {
  EXPECT_EQ(CodeOf("\n" + std::string(base::kMaxMailBytes - 19, 'x')), base::Code::kInternal);
  EXPECT_EQ(CodeOf("\n" + std::string(base::kMaxMailBytes - 18, 'x')), base::Code::kTooLarge);
  EXPECT_EQ(CodeOf("X: " + std::string(base::kMaxMailHeaderBytes - 20, 'x') + "\n\n"), base::Code::kInternal);
  EXPECT_EQ(CodeOf("X: " + std::string(base::kMaxMailHeaderBytes - 19, 'x') + "\n\n"), base::Code::kTooLarge);
  EXPECT_EQ(CodeOf(Times(base::kMaxMailFields - 1, "X: 1\n") + "\n"), base::Code::kInternal);
  EXPECT_EQ(CodeOf(Times(base::kMaxMailFields, "X: 1\n") + "\n"), base::Code::kTooLarge);
  const std::string head = "Content-Type: multipart/mixed; boundary=b\n\n";
  EXPECT_EQ(CodeOf(head + Times(base::kMaxMailParts, "--b\n\nx\n") + "--b--\n"), base::Code::kInternal);
  EXPECT_EQ(CodeOf(head + Times(base::kMaxMailParts + 1, "--b\n\nx\n") + "--b--\n"), base::Code::kTooLarge);
  const auto deep = [](std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) {
      const std::string boundary = "b" + std::to_string(i) + "x";
      text += "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n";
    }
    return text + "\nx\n";
  };
  EXPECT_EQ(CodeOf(deep(base::kMaxMailDepth)), base::Code::kInternal);
  EXPECT_EQ(CodeOf(deep(base::kMaxMailDepth + 1)), base::Code::kTooLarge);
  EXPECT_EQ(CodeOf("Content-Type: multipart/mixed\n\nx"), base::Code::kInvalid);
}

}  // namespace
}  // namespace net
