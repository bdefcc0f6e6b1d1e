#pragma once
// The return code: the only thing that a worker needs to come back. 88 random bits, made by the server and
// never stored. Two faces of the same number:
//   - 30 digits in six groups of five: 27 carry the number in decimal, the last three are it modulo 997, a
//     prime, which finds every wrong digit and every two digits that changed places;
//   - eight words of a published list of 2,048, 11 bits each: BIP-39's lists for English, Korean and Chinese.
// A person's memory and spelling are met half-way: digits of any script with anything between them; words in
// any of the lists, in any case, by their first four letters or with one wrong letter where that leaves only
// one word of the list; either with the places of the page's list, as "1. 24083 2. 21857". Pure; thread-safe.
// Source of the lists: Bitcoin Improvement Proposal 39.

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/bytes.h"

namespace voice {

inline constexpr std::size_t kReturnCodeBytes = 11;
inline constexpr std::size_t kReturnCodeGroups = 6;
inline constexpr std::size_t kReturnCodeWords = 8;

class ReturnCode {
 public:
  // The first kReturnCodeBytes of `bytes` (CHECK).
  static ReturnCode FromBytes(crypto::ByteView bytes);
  // Nothing where it is no code: too few digits, a check that fails, a word of no list. `typed` longer than
  // kMaxTypedCodeBytes is no code.
  static std::optional<ReturnCode> Parse(std::string_view typed);

  std::array<std::string, kReturnCodeGroups> Groups() const;  // "01234", ...
  std::string Digits() const;                                 // the groups with a space between
  // Empty where the language has no published list.
  std::vector<std::string> Words(std::string_view language) const;
  crypto::ByteView bytes() const { return bytes_; }

  friend bool operator==(const ReturnCode&, const ReturnCode&) = default;

 private:
  std::array<std::byte, kReturnCodeBytes> bytes_{};
};

// The languages with a list: "en", "ko", "zh".
std::vector<std::string_view> LanguagesWithWords();

}  // namespace voice
