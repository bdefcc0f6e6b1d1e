#pragma once
// What the texts of a concept note are measured by. Pure; thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "panel/calls/types.h"

namespace panel::calls {

// Words as a person counts them: runs without blanks that hold a letter or digit; in scripts that put no
// blanks between words, two letters of Han or kana, or five of Thai, Lao, Khmer or Burmese, count as one
// (rounded up within each run), so that a limit asks about as much of every language.
std::int64_t CountWords(std::string_view text);

// Where the applicant's own name stands, as it is written: in a part's number (0: title or summary).
struct NameSeen {
  std::int64_t part = 0;
  std::string written;
};
// Compared by whole words without regard to case, accents and script; of a name of more than six words, as a
// run of its letters.
std::vector<NameSeen> NamesIn(const Note& note, std::string_view name);

}  // namespace panel::calls
