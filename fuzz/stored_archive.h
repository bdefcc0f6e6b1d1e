#pragma once
// Workbooks out of parts, for targets that read archives: the fuzzer need not find out how to make one.

#include <zip.h>

#include <string>
#include <utility>
#include <vector>

#include "base/check.h"

namespace fuzz {

// A ZIP archive of these members (name, content), none of them compressed.
inline std::string StoredArchive(const std::vector<std::pair<const char*, std::string>>& members) {
  zip_source_t* buffer = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_t* zip = zip_open_from_source(buffer, ZIP_TRUNCATE, nullptr);
  CHECK(zip != nullptr);
  zip_source_keep(buffer);
  for (const auto& [name, content] : members) {
    const zip_int64_t index =
        zip_file_add(zip, name, zip_source_buffer(zip, content.data(), content.size(), 0), 0);
    zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
  }
  CHECK(zip_close(zip) == 0);
  zip_stat_t info;
  zip_source_open(buffer);
  zip_source_stat(buffer, &info);
  std::string bytes(info.size, '\0');
  zip_source_read(buffer, bytes.data(), bytes.size());
  zip_source_close(buffer);
  zip_source_free(buffer);
  return bytes;
}

}  // namespace fuzz
