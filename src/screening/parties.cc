#include "screening/parties.h"

#include <fmt/format.h>

namespace screening {

base::Result<std::unique_ptr<PartyReader>> OpenParties(std::string_view bytes, const std::string& name,
                                                       const PartyOptions& options) {
  std::string_view start = bytes.substr(0, 4096);
  if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
  const std::size_t first = start.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos && bytes.size() <= 4096) {
    return base::Invalid(fmt::format("{}: the file is empty", name));
  }
  const char c = first == std::string_view::npos ? '\0' : start[first];
  if (c == '{') return OpenJsonParties(bytes, name, options);
  const std::size_t second =
      c == '[' ? start.find_first_not_of(" \t\r\n", first + 1) : std::string_view::npos;
  if (second != std::string_view::npos && start[second] == '{') {
    return base::Invalid(fmt::format(
        "{}: a JSON array; expected JSON lines, one object a line (jq -c '.[]' makes them)", name));
  }
  return OpenTableParties(bytes, name, options);
}

}  // namespace screening
