#include "screening/overwrite.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <filesystem>
#include <vector>

#include "lists/ofac_csv.h"

namespace screening {
namespace {

namespace fs = std::filesystem;

// The files that reading a list may open.
std::vector<std::string> FilesOf(const std::string& argument) {
  std::error_code error;
  const std::size_t equals = argument.find('=');
  const bool named = !fs::exists(argument, error) && equals != std::string::npos;
  const std::string path = named ? argument.substr(equals + 1) : argument;
  std::vector<std::string> found;
  if (fs::is_directory(path, error)) {
    for (fs::recursive_directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
      found.push_back(at->path().string());
    }
    return found;
  }
  found = {path, path + ".map.toml"};
  if (const auto ofac = lists::FindOfacFiles(path)) {
    found.insert(found.end(), {ofac->primary, ofac->alternates, ofac->addresses, ofac->comments});
  }
  return found;
}

}  // namespace

bool SameFile(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty() || a == "-" || b == "-") return false;
  struct stat one{};
  struct stat two{};
  const bool exist = ::stat(a.c_str(), &one) == 0 && ::stat(b.c_str(), &two) == 0;
  if (exist) return S_ISREG(one.st_mode) && one.st_dev == two.st_dev && one.st_ino == two.st_ino;
  std::error_code error;
  return fs::weakly_canonical(a, error) == fs::weakly_canonical(b, error);
}

std::string Overwrites(const std::string& option, const std::string& path, const std::string& input,
                       std::span<const std::string> lists) {
  std::error_code error;
  if (path.empty() || path == "-" || !fs::exists(path, error)) return {};
  if (SameFile(path, input)) return fmt::format("{} would overwrite the input {}", option, input);
  for (const std::string& list : lists) {
    for (const std::string& file : FilesOf(list)) {
      if (SameFile(path, file))
        return fmt::format("{} would overwrite {}, which this run reads", option, file);
    }
  }
  return {};
}

}  // namespace screening
