#include "screening/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "files/bytes.h"
#include "match/compiled_parties.h"

namespace screening {
namespace {

std::string Thousands(std::size_t number) {
  const std::string digits = std::to_string(number);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return text;
}

}  // namespace

std::size_t EstimateRows(std::string_view bytes) {
  constexpr std::size_t kMostCounted = 256u << 20;
  if (bytes.size() > kMostCounted || files::LooksLikeZip(bytes) || match::LooksLikeCompiledParties(bytes))
    return 0;
  return static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
}

std::string ProgressText(std::size_t done, std::size_t total, double seconds) {
  const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
  const std::string speed =
      fmt::format("{} parties/s", Thousands(static_cast<std::size_t>(std::lround(rate))));
  if (total == 0 || done == 0) return fmt::format("{} parties  {}", Thousands(done), speed);
  const std::size_t capped = std::min(done, total);
  const double left = rate > 0 ? static_cast<double>(total - capped) / rate : 0;
  return fmt::format("{:3} % ({} of {})  {}  {:.0f} s left", 100 * capped / total, Thousands(capped),
                     Thousands(total), speed, left);
}

Progress::Progress(bool enabled, std::size_t total)
    : enabled_(enabled), total_(total), began_(std::chrono::steady_clock::now()), last_(began_) {}

void Progress::Show(std::size_t done) {
  using std::chrono::duration;
  const auto now = std::chrono::steady_clock::now();
  if (!enabled_ || duration<double>(now - last_).count() < 0.1) return;
  last_ = now;
  fmt::print(stderr, "\r\x1b[K{}", ProgressText(done, total_, duration<double>(now - began_).count()));
  std::fflush(stderr);
}

void Progress::Clear() {
  if (enabled_ && last_ != began_) fmt::print(stderr, "\r\x1b[K");
}

}  // namespace screening
