#pragma once
// The words of a run of Thai, Lao, Burmese or Khmer letters, which are written without spaces: as the
// dictionaries of ICU cut it (unicode/brkiter.h, word boundaries of UAX #29). What they leave of a word that
// they do not know, a letter without a vowel or a sign without its letter, is joined with what stands before
// it. Pure; thread-safe; a few microseconds.

#include <cstddef>
#include <string_view>
#include <vector>

namespace text {

// The lengths in code points, which add up to that of `letters`; one where nothing can be cut.
std::vector<std::size_t> WordLengths(std::u32string_view letters);

}  // namespace text
