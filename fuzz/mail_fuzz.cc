// Mails out of any bytes: every part that is found lies within the message and can be decoded or is refused;
// so is the calendar that one of them may hold.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "calendar/mail.h"
#include "net/mail_message.h"
#include "net/mail_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto mail = net::ReadMail(text);
  if (!mail.has_value()) return 0;
  if (!net::IsMailAddress(mail->from)) std::abort();
  for (const net::IncomingPart& part : mail->parts) {
    const bool inside =
        part.body.empty() ||
        (part.body.data() >= text.data() && part.body.data() + part.body.size() <= text.data() + text.size());
    if (!inside) std::abort();
    static_cast<void>(net::TextOfPart(part));
  }
  const auto calendar = calendar::CalendarOf(*mail);
  if (!calendar.has_value() && calendar.error().external.empty()) std::abort();
  return 0;
}
