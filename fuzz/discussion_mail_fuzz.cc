// Any bytes as a message that arrives for a discussion: never a crash; what is read has one sender, no
// control characters, and its new words are lines of the text; reading the words again takes nothing more
// that is quoted.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "panel/minutes/mail_reader.h"
#include "panel/minutes/reply_text.h"
#include "panel/minutes/reply_token.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view message(reinterpret_cast<const char*>(data), size);
  panel::DecodeHeader(message);
  const auto mail = panel::ReadMessage(message);
  if (!mail.has_value()) return 0;
  CHECK(mail->from.find('@') != std::string::npos);
  CHECK(mail->text.find('\r') == std::string::npos && mail->text.find('\0') == std::string::npos);
  const std::string words = panel::NewWordsOf(mail->text);
  CHECK(words.size() <= mail->text.size());
  CHECK(words.find("\n>") == std::string::npos && !words.starts_with('>'));
  static const panel::ReplyTokens kTokens(crypto::SecretBytes(32));
  kTokens.RoundIn(mail->recipients, mail->subject, mail->from);
  return 0;
}
