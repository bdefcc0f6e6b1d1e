#include "screening/registry/temp_dir.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace screening {

base::Result<TempDir> TempDir::Create(const std::string& parent) {
  std::error_code fault;
  std::filesystem::create_directories(parent, fault);
  std::string path = parent + "/lists-XXXXXX";
  if (fault || ::mkdtemp(path.data()) == nullptr) {
    return base::IoError(fmt::format("{}: no folder for temporary files can be made here: {}", parent,
                                     fault ? fault.message() : std::strerror(errno)));
  }
  return TempDir(std::move(path));
}

TempDir::~TempDir() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace screening
