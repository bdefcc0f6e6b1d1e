#pragma once
// The container of a backup: a tar archive (POSIX ustar, sizes over 8 GiB in base 256 as GNU tar writes them)
// of regular files with mode 0600, so that it can be looked into without this program. Belongs to one thread.
// Source: POSIX.1-2017, pax, "ustar Interchange Format".

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace desk {

class TarWriter {
 public:
  // A new file with mode 0600. Errors: kConflict (it exists), kIo.
  static base::Result<TarWriter> Create(const std::string& path);
  TarWriter(TarWriter&& other) noexcept;
  TarWriter(const TarWriter&) = delete;
  TarWriter& operator=(const TarWriter&) = delete;
  ~TarWriter();  // closes; what is not finished is not an archive

  // `name`: at most 100 bytes.
  base::Status Add(std::string_view name, std::string_view bytes, std::int64_t modified_s);
  // Ends the archive and makes it durable (fsync).
  base::Status Finish();

 private:
  TarWriter(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}
  base::Status Write(std::string_view bytes);

  std::string path_;
  int descriptor_ = -1;
};

struct TarMember {
  std::string name;
  std::string_view bytes;  // into the archive
};

// Errors: kCorrupt for whatever TarWriter does not write: other kinds of members, absolute names, "..",
// damage, an end that is missing.
base::Result<std::vector<TarMember>> ReadTar(std::string_view archive);

}  // namespace desk
