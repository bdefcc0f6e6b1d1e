#include "text/plain_words.h"

#include "text/tokens.h"
#include "text/unicode.h"

namespace text {

std::string PlainWords(std::string_view name) {
  std::string plain;
  for (const RawToken& token : SplitTokens(name)) plain += (plain.empty() ? "" : " ") + Encode(token.letters);
  return plain;
}

}  // namespace text
