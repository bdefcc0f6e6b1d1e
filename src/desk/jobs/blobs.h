#pragma once
// Large unchanging bytes in the database (uploaded files, compiled lists), named by the SHA-256 of their
// content, in pieces of kBlobPieceBytes; and local copies of them that can be mapped. Thread-safe.
//
// A blob belongs to whoever refers to it: Put in the same transaction as the row that names it, Remove in the
// one that drops that row. The same content put twice is kept once and goes with its last Remove. Errors:
// kNotFound, kCorrupt (the content is not what its name says), kTooLarge (over kMaxBlobBytes), kIo.

#include <functional>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "db/db.h"
#include "files/bytes.h"

namespace desk {

class Blobs {
 public:
  // `cache_dir`: local copies, made on demand, complete or absent, verified when made and when this process
  // first maps them; may be emptied at any time. Made with mode 0700.
  Blobs(db::Database& database, std::string cache_dir)
      : database_(database), cache_dir_(std::move(cache_dir)) {}

  base::Result<std::string> Put(db::Transaction& tx,
                                std::string_view bytes);  // returns the 64 hexadecimal digits
  base::Status Remove(db::Transaction& tx, std::string_view sha256);
  base::Result<std::string> Read(std::string_view sha256);
  // Cost: the first time in a process one pass over the bytes, then an open(2) and an mmap(2).
  base::Result<files::MappedFile> Map(std::string_view sha256);
  // Reads all of them. Returns how many there are. Errors: kCorrupt, naming the first that is damaged.
  base::Result<std::size_t> Verify();

 private:
  base::Result<files::MappedFile> MapCopy(std::string_view sha256);
  base::Status MakeCopy(std::string_view sha256);
  base::Status PrepareFolder();
  base::Status EachPiece(std::string_view sha256,
                         const std::function<base::Status(std::span<const std::byte>)>& use);

  db::Database& database_;
  const std::string cache_dir_;
  std::mutex mutex_;  // one copy is made at a time
  std::set<std::string, std::less<>> verified_;
  bool prepared_ = false;
};

}  // namespace desk
