#include "htcds/guard.h"

#include <algorithm>

namespace htcds {
namespace {

constexpr std::string_view kDangerous = "=+-@\t\r\n";

std::size_t Apostrophes(std::string_view text) {
  return std::min(text.find_first_not_of('\''), text.size());
}

bool IsNumber(std::string_view text) {
  const std::string_view digits = text.substr(text.starts_with('-') || text.starts_with('+') ? 1 : 0);
  return !digits.empty() && digits.find_first_not_of("0123456789.") == std::string_view::npos &&
         std::ranges::count(digits, '.') <= 1;
}

bool IsDangerousAt(std::string_view text, std::size_t at) {
  return at < text.size() && kDangerous.find(text[at]) != std::string_view::npos;
}

}  // namespace

std::string Guarded(std::string_view text) {
  std::string guarded(text);
  if (IsDangerousAt(text, Apostrophes(text)) && !IsNumber(text)) guarded.insert(guarded.begin(), '\'');
  return guarded;
}

std::string_view Unguarded(std::string_view text) {
  const std::size_t apostrophes = Apostrophes(text);
  return apostrophes > 0 && IsDangerousAt(text, apostrophes) ? text.substr(1) : text;
}

}  // namespace htcds
