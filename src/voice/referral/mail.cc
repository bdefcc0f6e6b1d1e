#include "voice/referral/mail.h"

#include <fmt/format.h>

namespace voice::referral {

net::Mail LinkMail(const std::string& to, std::string_view url, std::string_view number) {
  return {
      .to = to,
      .subject = fmt::format("{}: a message for you", number),
      .text = fmt::format("Somebody asks for your help, with number {0}.\n\nThe message is sealed. Open it "
                          "here:\n{1}\n\nIt asks for a pass code, which the sender tells you in another "
                          "way, as by telephone. Please do not pass this mail on.\n",
                          number, url)};
}

net::Mail ReminderMail(const std::string& to, std::string_view server, std::string_view number) {
  return {
      .to = to,
      .subject = fmt::format("{}: your answer is awaited", number),
      .text = fmt::format("A message with number {0} came to you through {1}.\n\nPlease open the link that "
                          "you have and say whether you can help, or how it went.\n",
                          number, server)};
}

net::Mail DeletionMail(const std::string& to, std::string_view server, std::string_view number) {
  return {
      .to = to,
      .subject = fmt::format("{}: please delete what you kept", number),
      .text = fmt::format("The message with number {0} that came to you through {1} has ended. Its content "
                          "is gone there.\n\nPlease delete whatever you kept of it, copies and notes too, "
                          "and open the link that you have once more to say that it is done.\n",
                          number, server)};
}

}  // namespace voice::referral
