#pragma once
// The rejects file: what of the input was not used, one line each, as CSV with the columns
// row,column,value,reason. It is complete or not there (OutFile). A file of the same name that an earlier run
// left must not pass for this run's: where nothing was rejected it is replaced by one that holds the header
// only. One thread.

#include <optional>
#include <string>

#include "base/result.h"
#include "screening/out_file.h"
#include "screening/party_maker.h"

namespace screening {

class RejectsFile {
 public:
  // `always`: the file is written even when nothing was rejected (the person named it).
  RejectsFile(std::string path, bool always) : path_(std::move(path)), always_(always) {}

  base::Status Add(const Reject& reject);
  // Writes the file if there is anything to say.
  base::Status Finish();

  const std::string& path() const { return path_; }
  std::size_t rows() const { return rows_; }      // whole rows
  std::size_t fields() const { return fields_; }  // fields of rows that were screened

 private:
  base::Status Open();

  std::string path_;
  bool always_;
  std::optional<OutFile> file_;
  std::size_t rows_ = 0;
  std::size_t fields_ = 0;
};

// OUT.rejects.csv where an output file is named, else INPUT.rejects.csv in the current folder ("stdin" for
// "-").
std::string DefaultRejectsPath(const std::string& input, const std::string& out);

}  // namespace screening
