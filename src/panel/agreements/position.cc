#include "panel/agreements/position.h"

#include <charconv>

#include "desk/tr.h"

namespace panel::kit {

std::string PositionText(std::int64_t ms, std::string_view id) {
  return std::to_string(ms) + ":" + std::string(id);
}

base::Result<Position> ReadPosition(std::string_view text) {
  const std::size_t colon = text.find(':');
  Position position;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), position.ms);
  if (error != std::errc{} || colon == std::string_view::npos || end != text.data() + colon)
    return base::Invalid(desk::tr("This is not a place in this list."));
  position.id = text.substr(colon + 1);
  return position;
}

}  // namespace panel::kit
