#include "voice/referral/mail.h"

#include "html/locale.h"

namespace voice::referral {
namespace {

constexpr std::string_view kBetweenLanguages = "\n-- \n\n";

struct Words {
  std::string subject;
  std::string text;
};

template <typename InOneLanguage>
net::Mail InEveryLanguage(const std::string& to, std::string_view number, const InOneLanguage& words_in) {
  net::Mail mail{.to = to, .subject = std::string(number)};
  for (const html::Locale* locale : html::Locales()) {
    const Words words = words_in(*locale);
    if (mail.text.empty()) {
      mail.subject += ": ";
    } else {
      mail.subject += " / ";
      mail.text += kBetweenLanguages;
    }
    mail.subject += words.subject;
    mail.text += words.text + "\n";
  }
  return mail;
}

}  // namespace

net::Mail LinkMail(const std::string& to, std::string_view url, std::string_view number) {
  return InEveryLanguage(to, number, [&](const html::Locale& locale) {
    return Words{locale.tr("a message for you"),
                 locale.tr("Somebody asks for your help, with number {number}.", {{"number", number}}) +
                     "\n\n" + locale.tr("The message is sealed. Open it here:") + "\n" + std::string(url) +
                     "\n\n" +
                     locale.tr("It asks for a pass code, which the sender tells you in another way, as by "
                               "telephone. Please do not pass this mail on.")};
  });
}

net::Mail ReminderMail(const std::string& to, std::string_view server, std::string_view number) {
  return InEveryLanguage(to, number, [&](const html::Locale& locale) {
    return Words{locale.tr("your answer is awaited"),
                 locale.tr("A message with number {number} came to you through {server}.",
                           {{"number", number}, {"server", server}}) +
                     "\n\n" +
                     locale.tr("Please open the link that you have and say whether you can help, or how it "
                               "went.")};
  });
}

net::Mail DeletionMail(const std::string& to, std::string_view server, std::string_view number) {
  return InEveryLanguage(to, number, [&](const html::Locale& locale) {
    return Words{
        locale.tr("please delete what you kept"),
        locale.tr("The message with number {number} that came to you through {server} has ended. Its content "
                  "is gone there.",
                  {{"number", number}, {"server", server}}) +
            "\n\n" +
            locale.tr(
                "Please delete whatever you kept of it, copies and notes too, and open the link that you "
                "have once more to say that it is done.")};
  });
}

}  // namespace voice::referral
