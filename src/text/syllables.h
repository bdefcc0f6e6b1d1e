#pragma once
// Cuts a word that was written in one into the syllables of a language that has few of them.
// Pure; thread-safe.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <vector>

namespace text {

inline constexpr std::size_t kLongestSyllable = 6;

// Syllables of a to z as a tree of letters, so that all beginnings of a word are looked up in one pass.
class SyllableSet {
 public:
  // Longer syllables and other letters are left out.
  void Add(std::string_view syllable);
  bool contains(std::string_view word) const;
  // Which beginnings of `word` are syllables: bit n for the first n letters.
  std::uint32_t Beginnings(std::string_view word) const;

 private:
  struct Node {
    std::array<std::uint16_t, 26> next{};  // 0: none; the root is nobody's child
    bool end = false;
  };
  std::vector<Node> nodes_ = std::vector<Node>(1);
};

// The syllables of one word, in order: views into it.
class WordSyllables {
 public:
  static constexpr std::size_t kMost = 4 * kLongestSyllable;  // of one letter each

  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;
    using pointer = const std::string_view*;
    using reference = std::string_view;

    Iterator(const WordSyllables* of, std::size_t at) : of_(of), at_(at) {}
    std::string_view operator*() const { return (*of_)[at_]; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    bool operator==(const Iterator&) const = default;

   private:
    const WordSyllables* of_;
    std::size_t at_;
  };

  explicit WordSyllables(std::string_view word) : word_(word) { ends_[0] = 0; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::string_view operator[](std::size_t i) const { return word_.substr(ends_[i], ends_[i + 1] - ends_[i]); }
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size_}; }
  friend bool operator==(const WordSyllables& a, const std::vector<std::string_view>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

  void Add(std::size_t length) {
    ends_[size_ + 1] = static_cast<std::uint8_t>(ends_[size_] + length);
    ++size_;
  }
  void DropLast() { --size_; }
  void Clear() { size_ = 0; }

 private:
  std::string_view word_;
  std::size_t size_ = 0;
  std::array<std::uint8_t, kMost + 1> ends_;  // ends_[i]: where syllable i begins
};

// The syllables of `word`, longest first with backing up; empty where it cannot be cut so, or is longer than
// four syllables can be. Views into `word`. Linear in the length of the word.
WordSyllables CutSyllables(std::string_view word, const SyllableSet& syllables);

}  // namespace text
