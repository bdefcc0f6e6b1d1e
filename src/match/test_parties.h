#pragma once
// Compiled parties made in memory, and checksums made anew, for the tests and the fuzz target.

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "match/compiled_parties.h"
#include "match/test_lists.h"

namespace match::testing {

// Places in the header of compiled_parties.cc.
inline constexpr std::size_t kPartiesFormatAt = 8;
inline constexpr std::size_t kPartiesEngineAt = 16;
inline constexpr std::size_t kPartiesCountAt = 40;
inline constexpr std::size_t kPartiesFactsAt = 48;
inline constexpr std::size_t kPartiesListAt = 56;
inline constexpr std::size_t kPartiesFrontSumAt = 64;
inline constexpr std::size_t kPartiesHeaderSumAt = 72;

inline std::string CompileParties(const std::vector<entity::Entity>& parties, unsigned threads = 1,
                                  std::string_view facts = "facts") {
  PartyCompiler compiler;
  for (std::size_t i = 0; i < parties.size(); ++i) CHECK(compiler.Add(2 * i + 2, parties[i]).has_value());
  return compiler.Finish(facts, threads);
}

inline void ResealPartiesHeader(std::string& bytes) {
  const std::uint64_t sum = crypto::Checksum64(BytesOf(bytes).first(kPartiesHeaderSumAt));
  std::memcpy(bytes.data() + kPartiesHeaderSumAt, &sum, sizeof sum);
}

// Gives changed bytes the checksums that they would have if they had been meant. `bytes` has a header page.
inline void ResealParties(std::string& bytes) {
  std::uint64_t list = 0;
  std::memcpy(&list, bytes.data() + kPartiesListAt, sizeof list);
  if (list >= kHeaderBytes && list <= bytes.size() && bytes.size() - list >= kHeaderBytes) {
    std::string inside = bytes.substr(list);
    Reseal(inside);
    bytes.replace(list, inside.size(), inside);
    const std::uint64_t sum = crypto::Checksum64(BytesOf(bytes).subspan(kHeaderBytes, list - kHeaderBytes));
    std::memcpy(bytes.data() + kPartiesFrontSumAt, &sum, sizeof sum);
  }
  ResealPartiesHeader(bytes);
}

}  // namespace match::testing
