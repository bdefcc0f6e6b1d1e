#pragma once
// Large unchanging bytes in the database (uploaded files, compiled lists), named by the SHA-256 of their content, in pieces of
// kBlobPieceBytes; and local copies of them that can be mapped. Thread-safe.
//
// A blob belongs to whoever refers to it: Put in the same transaction as the row that names it. Errors: kNotFound, kCorrupt (the content
// is not what its name says), kTooLarge (over kMaxBlobBytes), kIo.

#include <string>
#include <string_view>

#include "base/result.h"
#include "db/db.h"
#include "files/bytes.h"

namespace desk {

class Blobs {
 public:
  // `cache_dir`: local copies, made on demand, complete or absent, verified when made; may be emptied at any time.
  Blobs(db::Database& database, std::string cache_dir) : database_(database), cache_dir_(std::move(cache_dir)) {}

  base::Result<std::string> Put(db::Transaction& tx, std::string_view bytes);  // returns the 64 hexadecimal digits
  base::Status Remove(db::Transaction& tx, std::string_view sha256);
  base::Result<std::string> Read(std::string_view sha256);
  base::Result<files::MappedFile> Map(std::string_view sha256);

 private:
  db::Database& database_;
  std::string cache_dir_;
};

}  // namespace desk
