#pragma once
// A file that is written piece by piece and appears under its name only when it is complete: it is written to
// a temporary file beside its name and renamed by Commit; without Commit the temporary file is removed. A
// symbolic link stays and its target is replaced. Standard output, a device or a pipe is written into: there
// pieces appear as they are written. One thread. Errors: kIo, naming the path.

#include <string>
#include <string_view>

#include "base/result.h"

namespace screening {

class OutFile {
 public:
  // "-" or an empty path is standard output.
  static base::Result<OutFile> Create(const std::string& path);
  OutFile(OutFile&& other) noexcept;
  OutFile& operator=(OutFile&& other) noexcept;
  OutFile(const OutFile&) = delete;
  OutFile& operator=(const OutFile&) = delete;
  ~OutFile();

  base::Status Write(std::string_view text);
  base::Status Commit();
  bool is_stdout() const { return path_.empty(); }

 private:
  OutFile(int descriptor, std::string path, std::string temporary);
  base::Status Flush();
  void Drop();

  int descriptor_ = -1;
  std::string path_;
  std::string temporary_;  // empty where pieces are written straight
  std::string buffer_;
};

}  // namespace screening
