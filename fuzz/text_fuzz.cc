// Any bytes as a name: normalised, cut into words, every word in every reading and under every key. Normal
// text is UTF-8 and stays as it is when it is normalised again; words are not empty; readings and keys are
// plain Latin.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "text/keys.h"
#include "text/readings.h"
#include "text/romanize.h"
#include "text/tokens.h"
#include "text/unicode.h"

namespace {

bool IsPlain(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

void CheckKeys(std::string_view word) {
  CHECK(IsPlain(word));
  CHECK(IsPlain(text::SkeletonKey(word)) && IsPlain(text::PhoneticKey(word)));
  static std::vector<unsigned> trigrams;
  trigrams.clear();
  text::Trigrams(word, trigrams);
  CHECK(std::ranges::is_sorted(trigrams) && trigrams.size() <= word.size() + 1);
  CHECK(std::ranges::all_of(trigrams, [](unsigned gram) { return gram < text::kTrigramSpace; }));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string normal = text::Normalize(bytes);
  CHECK(text::Encode(text::Decode(normal)) == normal && text::Normalize(normal) == normal);
  const std::vector<text::RawToken> tokens = text::SplitTokens(bytes);
  std::vector<text::Reading> readings = text::ReadingsOf(tokens);
  CHECK(!readings.empty() && readings.size() <= text::kMaxReadings);
  readings.insert(readings.end(),
                  {text::Reading::kDefault, text::Reading::kHangulSounds, text::Reading::kCantonese,
                   text::Reading::kWadeGiles, text::Reading::kLongVowels});
  for (const text::RawToken& token : tokens) {
    CHECK(!token.letters.empty() && !token.written.empty());
    for (const text::Reading reading : readings)
      CheckKeys(text::Romanize(token.letters, token.script, reading));
  }
  return 0;
}
