#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <thread>

#include "base/random.h"
#include "net/client.h"
#include "net/fakes.h"
#include "net/mail_message.h"
#include "net/mail_reader.h"

namespace net {
namespace {

Mail ToKim(std::string subject, std::string text) {
  return {"kim@example.org", std::move(subject), std::move(text)};
}

std::string Compose(const Mail& mail) {
  base::SeededRandom random(1);
  auto message = ComposeMail(mail, "manumit@example.org", base::UtcTime{1'000'000'000'000}, random);
  return message.has_value() ? *message : "error: " + message.error().external;
}

TEST(MailMessage, Ascii) {
  const std::string message = Compose(ToKim("New alerts", "Hello\nworld\n"));
  EXPECT_NE(
      message.find(
          "Date: Sun, 09 Sep 2001 01:46:40 +0000\r\nFrom: <manumit@example.org>\r\nTo: <kim@example.org>\r\n"
          "Subject: New alerts\r\nMessage-ID: <"),
      std::string::npos)
      << message;
  EXPECT_NE(message.find("Content-Transfer-Encoding: base64\r\n\r\nSGVsbG8NCndvcmxkDQo=\r\n"),
            std::string::npos)
      << message;
}

TEST(MailMessage, OtherLettersAreEncoded) {
  const std::string message = Compose(ToKim("새 경보", "é"));
  EXPECT_NE(message.find("Subject: =?UTF-8?B?7IOIIOqyveuztA==?=\r\n"), std::string::npos) << message;
  EXPECT_NE(message.find("\r\n\r\nw6k=\r\n"), std::string::npos) << message;
  std::string subject;
  for (int i = 0; i < 100; ++i) subject += "경";
  const std::string folded = Compose(ToKim(subject, std::string(1000, 'x')));
  std::size_t begin = 0;
  while (begin < folded.size()) {
    const std::size_t end = folded.find("\r\n", begin);
    ASSERT_NE(end, std::string::npos);
    EXPECT_LE(end - begin, 78u) << "no line is too long";
    begin = end + 2;
  }
}

TEST(MailMessage, NothingCanAddAHeaderField) {
  const std::string subject = Compose(ToKim("hello\r\nBcc: everybody@example.org", ""));
  EXPECT_EQ(subject.find("\nBcc:"), std::string::npos) << subject;
  EXPECT_NE(Compose(ToKim("=?UTF-8?B?QQ==?=", "")).find("Subject: =?UTF-8?B?PT9VVEYtOD9CP1FRPT0/PQ==?="),
            std::string::npos);
  for (const char* to :
       {"", "kim", "@example.org", "kim@", "a@b@c", "kim@example.org\r\nBcc: x@y", "<kim@example.org>",
        "kim @example.org", "kim@example.org,other@example.org", "\"kim\"@example.org",
        "k\xc3\xadm@example.org", ".kim@example.org", "kim@example.org."}) {
    EXPECT_FALSE(IsMailAddress(to)) << to;
    EXPECT_EQ(Compose({to, "s", "t"}).substr(0, 6), "error:") << to;
  }
  EXPECT_TRUE(IsMailAddress("first.last+tag@mail.example.org"));
  EXPECT_EQ(Compose(ToKim("\xff", "t")).substr(0, 6), "error:");
}

Mail WithCalendar() {
  Mail mail = ToKim("Invitation", "Come");
  mail.alternatives = {{"text/calendar; method=REQUEST", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", ""}};
  return mail;
}

TEST(MailMessage, OtherFormsAndAttachments) {
  Mail mail = WithCalendar();
  const std::string message = Compose(mail);
  EXPECT_NE(message.find("Content-Type: multipart/alternative; boundary=\"_"), std::string::npos) << message;
  EXPECT_EQ(message.find("multipart/mixed"), std::string::npos);
  EXPECT_NE(message.find("Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n"),
            std::string::npos);
  mail.attachments = {{"application/ics", "x", "invite.ics"}};
  const std::string mixed = Compose(mail);
  EXPECT_LT(mixed.find("multipart/mixed"), mixed.find("multipart/alternative")) << mixed;
  EXPECT_NE(mixed.find("Content-Disposition: attachment; filename=invite.ics\r\n"), std::string::npos);
  for (const char* type :
       {"", "text", "text/", "text/calendar; method", "text/calendar\r\nBcc: x", "a/b; c=\"d\""}) {
    mail.alternatives[0].type = type;
    EXPECT_EQ(Compose(mail).substr(0, 6), "error:") << type;
  }
  mail = WithCalendar();
  mail.alternatives[0].bytes = "\xFF";
  EXPECT_EQ(Compose(mail).substr(0, 6), "error:") << "no text";
  mail = WithCalendar();
  mail.attachments = {{"application/ics", "x", "a\"\r\nb"}};
  EXPECT_EQ(Compose(mail).substr(0, 6), "error:");
}

TEST(FolderMailer, NumbersItsFiles) {
  std::string folder = ::testing::TempDir() + "mail-XXXXXX";
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  folder += "/outbox";
  const auto mailer = MakeFolderMailer(folder);
  ASSERT_TRUE(mailer->Send(ToKim("one", "1")).has_value());
  ASSERT_TRUE(mailer->Send(ToKim("two", "2")).has_value());
  struct stat info{};
  ASSERT_EQ(stat(folder.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777u, 0700u);
  ASSERT_EQ(stat((folder + "/002.eml").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777u, 0600u);
  std::FILE* const file = std::fopen((folder + "/001.eml").c_str(), "rb");
  ASSERT_NE(file, nullptr);
  char text[4096] = {};
  ASSERT_GT(std::fread(text, 1, sizeof text - 1, file), 0u);
  std::fclose(file);
  EXPECT_NE(std::string(text).find("Subject: one\r\n"), std::string::npos);
  EXPECT_FALSE(MakeFolderMailer("/proc/nowhere/mail")->Send(ToKim("s", "t")).has_value());
  EXPECT_FALSE(mailer->Send({"nobody", "s", "t"}).has_value());
}

// A mail server for one message: says yes to everything, or no to the recipient.
class SmtpServer {
 public:
  explicit SmtpServer(bool refuses) : listener_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    bind(listener_, reinterpret_cast<sockaddr*>(&address), length);
    listen(listener_, 1);
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this, refuses] { Serve(refuses); });
  }
  ~SmtpServer() { Join(); }
  int port() const { return port_; }
  // All the client said, once it has left.
  const std::string& Join() {
    if (thread_.joinable()) thread_.join();
    return heard_;
  }

 private:
  void Serve(bool refuses) {
    const int client = accept(listener_, nullptr, nullptr);
    close(listener_);
    std::FILE* const in = fdopen(client, "rb");
    const auto say = [client](const std::string& text) {
      send(client, text.data(), text.size(), MSG_NOSIGNAL);
    };
    say("220 ready\r\n");
    char line[2048];
    bool in_data = false;
    while (std::fgets(line, sizeof line, in) != nullptr) {
      const std::string said = line;
      heard_ += said;
      if (in_data) {
        in_data = said != ".\r\n";
        if (!in_data) say("250 kept\r\n");
      } else if (said.starts_with("DATA")) {
        in_data = true;
        say("354 go on\r\n");
      } else if (said.starts_with("RCPT") && refuses) {
        say("550 nobody here\r\n");
      } else {
        say("250 ok\r\n");
      }
      if (said.starts_with("QUIT")) break;
    }
    std::fclose(in);
  }

  int listener_;
  int port_ = 0;
  std::string heard_;
  std::thread thread_;
};

SmtpOptions OptionsFor(const SmtpServer& server) {
  SmtpOptions options;
  options.host = "127.0.0.1";
  options.port = server.port();
  options.from = "manumit@example.org";
  options.starttls = false;
  return options;
}

TEST(SmtpMailer, Delivers) {
  SmtpServer server(false);
  const auto sent = MakeSmtpMailer(OptionsFor(server))->Send(ToKim("Hello", "text"));
  ASSERT_TRUE(sent.has_value()) << sent.error().external;
  const std::string& heard = server.Join();
  EXPECT_NE(heard.find("MAIL FROM:<manumit@example.org>"), std::string::npos) << heard;
  EXPECT_NE(heard.find("RCPT TO:<kim@example.org>"), std::string::npos) << heard;
  EXPECT_NE(heard.find("Subject: Hello\r\n"), std::string::npos) << heard;
}

// What a mail server was given is read back as what was sent.
TEST(SmtpMailer, DeliversAnInvitation) {
  SmtpServer server(false);
  ASSERT_TRUE(MakeSmtpMailer(OptionsFor(server))->Send(WithCalendar()).has_value());
  const std::string& heard = server.Join();
  const std::size_t begin = heard.find("Date: ");
  const std::size_t end = heard.find("\r\n.\r\n", begin);
  ASSERT_NE(end, std::string::npos) << heard;
  const auto mail = ReadMail(std::string_view(heard).substr(begin, end + 2 - begin));
  ASSERT_TRUE(mail.has_value()) << mail.error().external;
  const IncomingPart* const part = FindPart(*mail, "text/calendar");
  ASSERT_NE(part, nullptr);
  EXPECT_EQ(TextOfPart(*part).value(), WithCalendar().alternatives[0].bytes);
  EXPECT_EQ(TextOfPart(mail->parts.at(0)).value(), "Come");
}

TEST(SmtpMailer, SaysWhatFailed) {
  SmtpServer refusing(true);
  const auto refused = MakeSmtpMailer(OptionsFor(refusing))->Send(ToKim("Hello", "text"));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, base::Code::kIo);
  EXPECT_EQ(refused.error().external.find("kim@"), std::string::npos);
  SmtpServer without_tls(false);
  SmtpOptions options = OptionsFor(without_tls);
  options.starttls = true;
  EXPECT_FALSE(MakeSmtpMailer(options)->Send(ToKim("Hello", "text")).has_value())
      << "never in the clear where TLS was asked for";
  without_tls.Join();
  EXPECT_FALSE(MakeSmtpMailer(options)->Send({"nobody", "s", "t"}).has_value());
}

TEST(Fakes, TheMailerFailsTheCallItIsTold) {
  FakeMailer mailer;
  mailer.FailCall(2);
  EXPECT_TRUE(mailer.Send(ToKim("1", "")).has_value());
  EXPECT_FALSE(mailer.Send(ToKim("2", "")).has_value());
  EXPECT_TRUE(mailer.Send(ToKim("3", "")).has_value());
  ASSERT_EQ(mailer.sent().size(), 2u);
  EXPECT_EQ(mailer.sent()[1].subject, "3");
}

}  // namespace
}  // namespace net
