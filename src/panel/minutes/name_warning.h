#pragma once
// Whether the name of somebody who took part stands in a text that must not say who said what. Compared by
// whole words, without regard to case, width, accents, word order and script ("Мария Иванова" is found where
// "Maria Ivanova" took part, "김민수는" and "Kim Min-su" where "김민수" did). In scripts that put no space
// between words (Han, kana, Thai, Khmer and others) a name counts wherever its letters stand.
//
// A warning, not a refusal: names are also words ("May", "한"), and a decision may have to name somebody. So
// what is found comes in two strengths. Pure; thread-safe. Cost: linear in the text (about 1 µs a word) after
// a few microseconds a name.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/tokens.h"

namespace panel {

struct NameFound {
  std::size_t name = 0;  // index into the names
  std::size_t line = 0;  // from 1
  bool whole = false;    // the whole name; else one part of it, written as names are
  std::string written;   // as the text has it

  bool operator==(const NameFound&) const = default;
};

class NameWatch {
 public:
  explicit NameWatch(const std::vector<std::string>& names);

  // In the order of the text; each name once a line, the whole name before its parts. Owners of actions
  // ("@…") are left out.
  std::vector<NameFound> In(std::string_view text) const;

 private:
  struct Key {
    std::size_t name;
    bool whole;
  };
  struct Entry {
    std::string key;
    Key value;
  };
  struct Unspaced {  // a name in a script without spaces, or of Korean syllables
    std::u32string letters;
    Key value;
  };
  void AddName(std::size_t index, std::string_view name);
  void AddKeys(const std::vector<std::string>& keys, Key value);
  void AddUnspaced(std::size_t index, const text::RawToken& first, const std::u32string& letters,
                   bool one_word);
  void AddEqual(const std::string& joined, bool part_counts, std::vector<Key>& found) const;
  void AddWithin(const std::vector<text::RawToken>& tokens, std::size_t from, std::vector<Key>& found) const;
  void InLine(std::string_view line, std::size_t number, std::vector<NameFound>& found) const;

  std::vector<Entry> entries_;  // sorted by key, whole names first
  std::vector<Unspaced> unspaced_;
  std::size_t longest_ = 1;  // words of the longest name
};

}  // namespace panel
