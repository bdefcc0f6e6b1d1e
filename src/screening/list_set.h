#pragma once
// The watch lists of a run: raw lists are read and compiled in memory, compiled ones (.mnx) are mapped and
// verified. Each PATH is a file, a folder or NAME=PATH (lists/lists.h); a folder that holds nothing but .mnx
// files gives those.
//
// Errors: kConflict where two lists would have the same name, where NAME= stands before a compiled list, or
// where there are more than kMaxLists (the command line's mistake); the rest as lists and match give them. A
// ListSet is immutable and may be read by any number of threads.

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "files/bytes.h"
#include "lists/lists.h"
#include "match/match.h"

namespace screening {

// Raw lists made into the bytes of one .mnx.
struct CompiledBytes {
  std::string bytes;
  std::vector<lists::Edition> editions;
  std::size_t problem_count = 0;
  std::vector<lists::Problem> problems;  // at most kMaxListProblems of them
};

// True for a path that names a compiled list.
bool IsCompiledPath(const std::string& path);

base::Result<CompiledBytes> CompileLists(std::span<const std::string> paths, unsigned threads);

class ListSet {
 public:
  static base::Result<ListSet> Load(std::span<const std::string> paths, unsigned threads);

  std::span<const match::CompiledList* const> lists() const { return pointers_; }
  std::vector<match::ListInfo> Infos() const;
  std::size_t problem_count() const { return problem_count_; }
  const std::vector<lists::Problem>& problems() const { return problems_; }

 private:
  base::Status AddMapped(const std::string& path);
  base::Status AddRaw(std::span<const std::string> paths, unsigned threads);
  base::Status CheckNames() const;

  std::vector<files::MappedFile> maps_;
  std::unique_ptr<std::string> own_bytes_;
  std::vector<std::unique_ptr<match::CompiledList>> compiled_;
  std::vector<const match::CompiledList*> pointers_;
  std::size_t problem_count_ = 0;
  std::vector<lists::Problem> problems_;
};

// "sdn.csv row 12, dob: "1974-01-32": not a date".
std::string ProblemText(const lists::Problem& problem);

}  // namespace screening
