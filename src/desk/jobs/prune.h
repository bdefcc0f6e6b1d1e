#pragma once
// Old backups, removed: what was deleted in the store can be opened with keys that lie in an older backup,
// for as long as that backup is there. Only files that BackupTo wrote are touched, by what they say of
// themselves (their manifest, not their name or date), and folders that it left behind when it was cut off.
// The newest backup always stays. Not recursive; links are not followed.
//
// Errors: kInvalid (days), kNotFound (no such folder), kIo.

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace desk {

class Desk;
struct Actor;

struct Pruned {
  std::vector<std::string> removed;  // paths, oldest first
  std::vector<std::string> kept;     // backups that stay
  std::string oldest_kept;           // when the oldest of them was made (RFC 3339); empty: there is none
  // It is older than it should be and stays, for there is no newer one; empty: none.
  std::string kept_as_newest;
};

// Removes backups in `folder` that were made more than `keep_days` before now. Audited, with the number of
// days and of files: a proof of deletion names the last time.
base::Result<Pruned> PruneBackups(Desk& desk, const Actor& actor, const std::string& folder,
                                  std::int64_t keep_days);

// When a backup was made, in milliseconds since 1970. Errors: kInvalid (not one of ours), kIo.
base::Result<std::int64_t> BackupMade(const std::string& file);

}  // namespace desk
