#pragma once
// The progress line of a run on a terminal: how much is done, how fast, how long it will take. One thread.

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace screening {

// How many rows a party file has, from its line breaks: exact for most CSV and JSON lines; 0 (not known) for
// workbooks and for files that would take long to count.
std::size_t EstimateRows(std::string_view bytes);

// "  42 % (4,200 of 10,000)  2,300 parties/s  3 s left"; without `total` only what is known.
std::string ProgressText(std::size_t done, std::size_t total, double seconds);

class Progress {
 public:
  // Prints nothing unless `enabled`. `total` 0: not known.
  Progress(bool enabled, std::size_t total);
  void Show(std::size_t done);  // redraws at most ten times a second
  void Clear();

 private:
  bool enabled_;
  std::size_t total_;
  std::chrono::steady_clock::time_point began_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace screening
