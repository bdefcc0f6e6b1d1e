#pragma once
// One dataset compiled: the sources of a path (or those kept in the registry) become one compiled list that
// bears the dataset's name. Pure but for reading the files.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lists/lists.h"

namespace screening {

// "un_sc": [a-z0-9_-]{1,64} and not "default", which means all lists. Errors: kInvalid.
base::Status CheckDatasetName(std::string_view dataset);

// Called now and then: how much is done, of how much (0: not known), and what in one word of English.
using ListProgress = std::function<void(std::int64_t done, std::int64_t total, std::string_view what)>;

// A file that was read, in the order of its part. `part` counts the sources of a dataset.
struct ListFile {
  int part = 0;
  std::string layout;
  std::string name;  // base name
  std::string path;
};

struct CompiledDataset {
  std::string bytes;  // of the .mnx
  std::string layout;
  std::string date;
  std::string sha256;  // as lists.h says; of several sources, of the lines "<sha256>  <part>\n"
  std::size_t entities = 0;
  std::size_t names = 0;
  std::size_t problem_count = 0;
  std::vector<lists::Problem> problems;  // at most kMaxKeptProblems
  std::vector<ListFile> files;
};

// Entries of different sources with the same id are told apart by the number of their source ("1:123"), and
// that is reported. Errors: kInvalid where nothing can be read, where a list is compiled already, or where a
// file changed while it was read; as lists::Read.
base::Result<CompiledDataset> CompileDataset(std::string_view dataset,
                                             const std::vector<lists::Source>& sources, unsigned threads,
                                             const ListProgress& progress);

// The sources of files laid out as FOLDER/PART/NAME.
std::vector<lists::Source> SourcesOf(const std::vector<ListFile>& files, const std::string& folder);

}  // namespace screening
