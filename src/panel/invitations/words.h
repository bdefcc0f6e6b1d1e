#pragma once
// The words of mails about invitations. Of a closed session they never hold its title or place. Pure.

#include <string>

#include "html/locale.h"
#include "panel/invitations/entry.h"

namespace panel::invitations {

enum class News : std::uint8_t {
  kInvited,    // asked to come
  kComing,     // her place is sure
  kMoved,      // another time: answer again
  kChanged,    // title, place, way to join
  kDay,        // one day of several moved, cancelled or on again
  kCancelled,  // the session is off
  kWithdrawn,  // she takes part no more
  kStays,      // the time that she proposed was not taken
  kAgain       // asked for once more by her calendar
};

struct MailWords {
  std::string subject;
  std::string body;
};
MailWords WordsOfMail(const html::Locale& locale, News news, const PanelSession& session,
                      std::string_view title, const std::string& url, bool takes_answers);

}  // namespace panel::invitations
