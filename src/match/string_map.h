#pragma once
// Tables of words in memory: maps and sets whose keys are short strings, made once and looked up very often.
// Most look-ups find nothing and touch one byte of the table: a byte of the hash stands beside each place
// ("Swiss tables" without the vector instructions, open addressing with linear probing). Keys and values stay
// where they are for the life of the map, so that views of them may be kept; nothing is ever taken out.
// Reading is thread-safe. Look-ups take string_view; about 5 ns for a word of eight letters.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace match {

// Quick and not stable from one version to the next: for tables in memory only.
inline std::uint64_t QuickHash(std::string_view s) {
  constexpr std::uint64_t kMultiplier = 0x9e3779b97f4a7c15ULL;
  const auto mix = [](std::uint64_t h, std::uint64_t word) {
    h = (h ^ word) * kMultiplier;
    return h ^ h >> 32;
  };
  std::uint64_t h = s.size() * 0xff51afd7ed558ccdULL + 1;
  const char* p = s.data();
  std::size_t n = s.size();
  std::uint64_t word = 0;
  for (; n > 8; n -= 8, p += 8) {
    std::memcpy(&word, p, 8);
    h = mix(h, word);
  }
  // The last one to eight bytes, read as two halves that may overlap.
  if (n >= 4) {
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    std::memcpy(&low, p, 4);
    std::memcpy(&high, p + n - 4, 4);
    word = static_cast<std::uint64_t>(high) << 32 | low;
  } else if (n > 0) {
    word = static_cast<std::uint64_t>(static_cast<unsigned char>(p[0])) |
           static_cast<std::uint64_t>(static_cast<unsigned char>(p[n / 2])) << 8 |
           static_cast<std::uint64_t>(static_cast<unsigned char>(p[n - 1])) << 16;
  } else {
    word = 0;
  }
  return mix(h, word);
}

// What maps and sets share: entries in the order in which they came, found by key.
template <typename Entry, typename KeyOf>
class StringTable {
 public:
  class Iterator {
   public:
    explicit Iterator(Entry* const* at) : at_(at) {}
    const Entry& operator*() const { return **at_; }
    const Entry* operator->() const { return *at_; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    bool operator==(const Iterator&) const = default;

   private:
    Entry* const* at_;
  };
  using const_iterator = Iterator;

  StringTable() = default;
  StringTable(const StringTable&) = delete;
  StringTable& operator=(const StringTable&) = delete;

  Iterator begin() const { return Iterator(order_.data()); }
  Iterator end() const { return Iterator(order_.data() + order_.size()); }
  std::size_t size() const { return order_.size(); }
  bool empty() const { return order_.empty(); }
  Iterator find(std::string_view key) const {
    return Iterator(order_.data() + PositionOf(key, QuickHash(key)));
  }
  bool contains(std::string_view key) const { return PositionOf(key, QuickHash(key)) != order_.size(); }
  void reserve(std::size_t count) {
    while (2 * count > tags_.size()) Grow();
  }

 protected:
  // The entry with this key, and whether it was added; `make` adds one to the end of what it is given.
  template <typename Make>
  std::pair<Entry*, bool> FindOrAdd(std::string_view key, const Make& make) {
    const std::uint64_t hash = QuickHash(key);
    const std::size_t found = PositionOf(key, hash);
    if (found != order_.size()) return {order_[found], false};
    reserve(order_.size() + 1);
    make(entries_);
    Put(static_cast<std::uint32_t>(order_.size()), hash);
    order_.push_back(&entries_.back());
    return {&entries_.back(), true};
  }

 private:
  static std::uint8_t TagOf(std::uint64_t hash) { return static_cast<std::uint8_t>(hash >> 56 | 1); }

  // The entry's place in order, or one past the last.
  std::size_t PositionOf(std::string_view key, std::uint64_t hash) const {
    if (tags_.empty()) return 0;
    const std::uint8_t tag = TagOf(hash);
    for (std::size_t i = hash & mask_; tags_[i] != 0; i = (i + 1) & mask_) {
      if (tags_[i] == tag && KeyOf()(*order_[positions_[i]]) == key) return positions_[i];
    }
    return order_.size();
  }
  void Put(std::uint32_t position, std::uint64_t hash) {
    std::size_t i = hash & mask_;
    while (tags_[i] != 0) i = (i + 1) & mask_;
    tags_[i] = TagOf(hash);
    positions_[i] = position;
  }
  void Grow() {
    constexpr std::size_t kFirst = 64;
    const std::size_t size = tags_.empty() ? kFirst : 2 * tags_.size();
    tags_.assign(size, 0);
    positions_.assign(size, 0);
    mask_ = size - 1;
    for (std::size_t i = 0; i < order_.size(); ++i)
      Put(static_cast<std::uint32_t>(i), QuickHash(KeyOf()(*order_[i])));
  }

  std::vector<std::uint8_t>
      tags_;  // a byte of the hash; 0 where there is nothing, half of the places at least
  std::vector<std::uint32_t> positions_;
  std::size_t mask_ = 0;
  std::vector<Entry*> order_;
  std::deque<Entry> entries_;
};

struct FirstOfPair {
  template <typename Pair>
  std::string_view operator()(const Pair& pair) const {
    return pair.first;
  }
};
struct Itself {
  std::string_view operator()(std::string_view key) const { return key; }
};

template <typename V>
class StringMap : public StringTable<std::pair<const std::string, V>, FirstOfPair> {
  using Entry = std::pair<const std::string, V>;

 public:
  // The entry and whether it was added, its value made from `arguments`.
  template <typename... Arguments>
  std::pair<Entry*, bool> try_emplace(std::string_view key, Arguments&&... arguments) {
    return this->FindOrAdd(key, [&](std::deque<Entry>& entries) {
      entries.emplace_back(std::piecewise_construct, std::forward_as_tuple(key),
                           std::forward_as_tuple(std::forward<Arguments>(arguments)...));
    });
  }
  V& operator[](std::string_view key) { return try_emplace(key).first->second; }
  // Of a key that is there.
  const V& at(std::string_view key) const { return this->find(key)->second; }
};

class StringSet : public StringTable<std::string, Itself> {
 public:
  bool insert(std::string_view key) {
    return FindOrAdd(key, [&](std::deque<std::string>& entries) { entries.emplace_back(key); }).second;
  }
  bool emplace(std::string_view key) { return insert(key); }
  template <typename Iterator>
  void insert(Iterator first, Iterator last) {
    for (; first != last; ++first) insert(std::string_view(*first));
  }
};

}  // namespace match
