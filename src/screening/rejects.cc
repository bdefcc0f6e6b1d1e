#include "screening/rejects.h"

#include <filesystem>

#include "screening/csv_text.h"

#include "files/bytes.h"

namespace screening {

base::Status RejectsFile::Open() {
  if (file_) return base::Ok();
  file_ = TRY(OutFile::Create(path_));
  return file_->Write(CsvLine({"row", "column", "value", "reason"}));
}

base::Status RejectsFile::Add(const Reject& reject) {
  TRY(Open());
  ++(reject.whole_row ? rows_ : fields_);
  return file_->Write(CsvLine({std::to_string(reject.row), reject.column, reject.value, reject.reason}));
}

base::Status RejectsFile::Finish() {
  std::error_code ignored;
  if (!file_ && (always_ || std::filesystem::exists(path_, ignored))) TRY(Open());
  return file_ ? file_->Commit() : base::Ok();
}

std::string DefaultRejectsPath(const std::string& input, const std::string& out) {
  if (!out.empty() && out != "-" && !files::IsDeviceOrPipe(out)) return out + ".rejects.csv";
  const std::string name = input == "-" ? "stdin" : std::filesystem::path(input).filename().string();
  return name + ".rejects.csv";
}

}  // namespace screening
