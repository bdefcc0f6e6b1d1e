#pragma once
// What a file system must be told so that a new name or content outlives a power cut. Internal to the room.
// Errors: kIo.

#include <string>

#include "base/result.h"

namespace db {

base::Status SyncFile(const std::string& path);
base::Status SyncFolderOf(const std::string& path);

}  // namespace db
