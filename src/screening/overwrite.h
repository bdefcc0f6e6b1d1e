#pragma once
// Whether a file that is about to be written is one that the run reads: the input, a list, a file in a list's
// folder, a mapping, a compiled list. Files are compared by device and inode, so another spelling of the
// path, a hard or a symbolic link does not hide it. A device or a pipe is never overwritten.

#include <span>
#include <string>

namespace screening {

// True where both name the same file, or would once it is written.
bool SameFile(const std::string& a, const std::string& b);

// "--out would overwrite PATH, which this run reads", or empty. `option` is what `path` was given as; `input`
// may be empty or "-"; `lists` are PATH or NAME=PATH as on the command line.
std::string Overwrites(const std::string& option, const std::string& path, const std::string& input,
                       std::span<const std::string> lists);

}  // namespace screening
