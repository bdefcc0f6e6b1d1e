#pragma once
// A folder of its own for files on their way into the registry; removed with all that is in it when it goes.
// Errors: kIo.

#include <string>

#include "base/result.h"

namespace screening {

class TempDir {
 public:
  static base::Result<TempDir> Create(const std::string& parent);  // makes `parent` where it is missing
  TempDir(TempDir&& other) noexcept : path_(std::move(other.path_)) { other.path_.clear(); }
  TempDir& operator=(TempDir&&) = delete;
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  ~TempDir();

  const std::string& path() const { return path_; }

 private:
  explicit TempDir(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace screening
