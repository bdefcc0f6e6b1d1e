#pragma once
// Where results go. A run gives every screened party, in input order, to one Output. Rendering may happen on
// any thread; Add and Finish are called by one. Formats: NDJSON and CSV are streamed; the table keeps its
// best lines; the reports (HTML, XLSX) keep everything until the end.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "screening/out_file.h"
#include "screening/report.h"

namespace screening {

enum class Format { kTable, kCsv, kNdjson, kXlsx, kHtml };

// By name ("ndjson") and by the extension of an output file (".ndjson", ".jsonl", ".csv", ".xlsx", ".html",
// ".htm", ".txt").
std::optional<Format> FormatNamed(std::string_view name);
std::optional<Format> FormatOfPath(std::string_view path);

class Output {
 public:
  virtual ~Output() = default;
  // True where alignments, parts and "what would settle it" are printed, so that the engine must make them.
  virtual bool explains() const { return true; }
  // Thread-safe.
  virtual std::string Render(const ScreenedParty&) const { return {}; }
  virtual base::Status Add(ScreenedParty&& party, std::string&& rendered) = 0;
  // The last call; the output is complete and under its name when it succeeds.
  virtual base::Status Finish(const RunFacts& facts, std::span<const match::CompiledList* const> lists) = 0;
};

// `width`: columns of the terminal for the table; 0: lines are not cut. `path` "-" or empty: standard output
// (not for XLSX).
base::Result<std::unique_ptr<Output>> MakeOutput(Format format, const std::string& path, std::size_t width);

// The pieces, for tests.
std::string NdjsonLine(const ScreenedParty& party);
std::string CsvLines(const ScreenedParty& party);  // one a result; nothing for a party without results
std::string_view CsvHeader();

// "birthDate +0.15: 1974-05-12 ~ 1974-05-21" and so on, joined by "; ".
std::string EvidenceText(const match::Alert& alert);

std::unique_ptr<Output> MakeTableOutput(OutFile file, std::size_t width);

// What a report may hold; more is kTooLarge.
struct ReportLimits {
  std::size_t parties = base::kMaxReportParties;
  std::size_t results = base::kMaxReportResults;
};
std::unique_ptr<Output> MakeReportOutput(Format format, std::string path, ReportLimits limits = {});

}  // namespace screening
