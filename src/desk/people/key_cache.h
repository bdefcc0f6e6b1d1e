#pragma once
// Which API keys were good a moment ago, so that a busy client does not ask the database at each request.
// Keyed by the key's hash. Internal to people/. Thread-safe.

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "base/limits.h"
#include "base/time.h"
#include "desk/people/people.h"

namespace desk {

struct People::KeyCache {
 public:
  std::optional<Actor> Find(const std::string& hash, base::UtcTime now) {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(hash);
    if (found == entries_.end() || found->second.until_ms <= now.ms) return std::nullopt;
    return found->second.actor;
  }
  // Believed for kKeyCacheMs, and never beyond `expires`.
  void Keep(const std::string& hash, const Actor& actor, base::UtcTime now,
            std::optional<base::UtcTime> expires) {
    const std::lock_guard lock(mutex_);
    if (entries_.size() >= base::kMaxCachedKeys) entries_.clear();
    std::int64_t until_ms = now.ms + base::kKeyCacheMs;
    if (expires && expires->ms < until_ms) until_ms = expires->ms;
    entries_.insert_or_assign(hash, Entry{actor, until_ms});
  }
  void Forget() {
    const std::lock_guard lock(mutex_);
    entries_.clear();
  }

 private:
  struct Entry {
    Actor actor;
    std::int64_t until_ms = 0;
  };
  std::mutex mutex_;
  std::map<std::string, Entry> entries_;
};

}  // namespace desk
