#pragma once
// A ZIP archive in memory, whole: read with limits, written without anything that tells its maker.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "strip/inflate.h"

namespace strip {

struct ZipEntry {
  std::string name;  // "/" between folders, no leading one
  std::string content;
};

// The names of all entries, folders left out. Errors: Refusal::kDamaged, kTooMuch (kMaxStripEntries).
base::Result<std::vector<std::string>> ZipNames(std::string_view bytes);

// All entries in the archive's order; of two with one name (Office compares names without regard to case) an
// error. Errors: as ZipNames, kLocked (encrypted), kTooMuch (Budget, kMaxStripRatio).
base::Result<std::vector<ZipEntry>> ReadZip(std::string_view bytes, Budget& budget);

// In this order, deflated where that is shorter, dated 1 January 1980, without extra fields or comments. The
// first is stored as it is where its name is "mimetype" (OpenDocument part 2, section 3.3).
std::string WriteZip(const std::vector<ZipEntry>& entries);

}  // namespace strip
