#pragma once
// A name cut into runs of letters and digits of one script. Apostrophes and the letters that stand for them
// (ʿ ʾ ʼ) join what they stand between ("Qa'ida" is one token), every other mark separates. Pure;
// thread-safe; about 50 ns a token for ASCII.

#include <string>
#include <string_view>
#include <vector>

#include "text/unicode.h"

namespace text {

struct RawToken {
  std::u32string
      letters;          // NFKC, lower case, in the original script; traditional Han characters as simplified
  std::string written;  // as the source writes it
  Script script = Script::kCommon;  // kCommon: digits only
  bool upper = false;               // written in capitals only
  bool dot_after = false;           // "J."
  bool comma_after = false;         // "Putin, Vladimir"
  bool slash_after = false;         // "s/o", "G/Medhin"
};

std::vector<RawToken> SplitTokens(std::string_view name);

}  // namespace text
