#pragma once
// The consonant keys of a word: the one of its romanisation, and for a word in another script those of what
// writers of other languages make of its letters. A Russian "sh" is "ch" in French, "v" is "w" in German and
// Polish; Arabic has no p, g and v of its own, so that b stands for p in foreign names; Bengali j is z in
// Arabic ones. A word has kMostConsonantKeys at most, in Latin letters one. Pure; thread-safe; about 0.3 µs.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "match/token_similarity.h"

namespace match {

inline constexpr std::size_t kMostConsonantKeys = 7;

class ConsonantKeys {
 public:
  explicit ConsonantKeys(Word word);

  const std::string* begin() const { return keys_.data(); }
  const std::string* end() const { return keys_.data() + size_; }
  std::size_t size() const { return size_; }
  bool Contains(std::string_view key) const;
  bool Meets(const ConsonantKeys& other) const;
  // Whether several words written as one may be this word: `joined` is their JoinKeyOf.
  bool MayJoin(std::string_view joined) const;

 private:
  void Add(std::string key);

  std::array<std::string, kMostConsonantKeys> keys_;  // distinct, none empty; the romanisation's first
  std::size_t size_ = 0;
};

// Whether a word has more keys than that of its form.
bool HasOtherKeys(Word word);

// What several words written as one, and one that stands for several, have in common where at least one is in
// another script: the consonants, where there are at least four; otherwise the letters.
std::string JoinKeyOf(std::string_view form);

// Where the index keeps a run of words written as one: names with the same JoinKeyOf stand together
// (`kJoinPlace`), and what is left of the hash tells the same letters and a run in another script.
inline constexpr std::uint32_t kJoinPlace = ~std::uint32_t{0xFF};
inline constexpr std::uint32_t kJoinNative = 1;
std::uint32_t JoinHash(std::string_view form, std::string_view key, bool native);

}  // namespace match
