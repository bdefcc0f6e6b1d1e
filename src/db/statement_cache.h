#pragma once
// The prepared statements of one connection, by their text; the one unused for longest gives way. Internal to
// the room. Not thread-safe.

#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace db {

template <typename Statement>
class StatementCache {
 public:
  // nullptr where it is not there. Valid until the next Add or TakeAny.
  Statement* Find(std::string_view key) {
    const auto found = places_.find(key);
    if (found == places_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return &found->second->second;
  }
  Statement& Add(std::string_view key, Statement statement) {
    entries_.emplace_front(key, std::move(statement));
    places_.emplace(entries_.front().first, entries_.begin());
    return entries_.front().second;
  }
  bool full() const { return entries_.size() >= kSize; }
  // Takes out the one unused for longest, if there is any.
  std::optional<Statement> TakeOldest() {
    if (entries_.empty()) return std::nullopt;
    std::optional<Statement> oldest(std::move(entries_.back().second));
    places_.erase(entries_.back().first);
    entries_.pop_back();
    return oldest;
  }

 private:
  static constexpr std::size_t kSize = 256;
  using Entries = std::list<std::pair<std::string, Statement>>;

  Entries entries_;                                                          // the last used first
  std::unordered_map<std::string_view, typename Entries::iterator> places_;  // keys refer into entries_
};

}  // namespace db
