#include "screening/parties.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "base/limits.h"
#include "files/bytes.h"
#include "files/json_lines.h"
#include "match/compiled_parties.h"

namespace screening {
namespace {

constexpr std::size_t kLinesLookedAt = 20;           // for a JSON object, before a file is read as a table
constexpr std::size_t kDocumentLookedAt = 1u << 20;  // bytes of a JSON value that goes on over several lines
constexpr std::string_view kBlank = " \t\r\n";

bool HasJsonName(std::string_view name) {
  constexpr std::array<std::string_view, 3> kEndings = {".jsonl", ".ndjson", ".json"};
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + ('a' - 'A') : a) == b; };
  return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) {
    if (name.size() < ending.size()) return false;
    const std::string_view end = name.substr(name.size() - ending.size());
    return std::equal(end.begin(), end.end(), ending.begin(), same);
  });
}

base::Result<bool> HasObjectLine(std::string_view bytes, const std::string& name) {
  const auto reader = TRY(files::OpenJsonLinesBytes(bytes, name));
  for (std::size_t i = 0; i < kLinesLookedAt && TRY(reader->Next()); ++i) {
    if (reader->object() != nullptr) return true;
  }
  return false;
}

// True where the JSON value that `text` begins with is sound so far and does not end in its first line.
bool GoesOnOverLines(std::string_view text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos || text.find_first_not_of(kBlank, end) == std::string_view::npos) {
    return false;
  }
  try {
    boost::json::parse_options options;
    options.max_depth = base::kMaxJsonDepth;
    boost::json::stream_parser parser({}, options);
    boost::json::error_code error;
    parser.write_some(text.data(), end, error);
    if (error || parser.done()) return false;
    const std::string_view rest = text.substr(end, kDocumentLookedAt);
    parser.write_some(rest.data(), rest.size(), error);
    return !error;
  } catch (const std::exception&) {
    return false;
  }
}

base::Error NotLines(const std::string& name, bool array) {
  return base::Invalid(fmt::format("{}: {}; expected JSON lines, one object a line (jq -c '{}' makes them)",
                                   name, array ? "a JSON array" : "a JSON object over several lines",
                                   array ? ".[]" : "."));
}

}  // namespace

base::Result<std::unique_ptr<PartyReader>> OpenParties(std::string_view bytes, const std::string& name,
                                                       const PartyOptions& options) {
  if (match::LooksLikeCompiledParties(bytes)) return OpenCompiledParties(bytes, name, options);
  if (files::LooksLikeZip(bytes)) return OpenTableParties(bytes, name, options);
  std::string_view text = bytes;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return base::Invalid(fmt::format("{}: the file is empty", name));
  text.remove_prefix(first);
  const bool array = text[0] == '[';
  if ((array || text[0] == '{') && GoesOnOverLines(text)) return NotLines(name, array);
  if (TRY(HasObjectLine(bytes, name))) return OpenJsonParties(bytes, name, options);
  const std::size_t second = array ? text.find_first_not_of(kBlank, 1) : std::string_view::npos;
  if (second != std::string_view::npos && text[second] == '{') return NotLines(name, true);
  if (text[0] == '{' || HasJsonName(name)) return OpenJsonParties(bytes, name, options);
  return OpenTableParties(bytes, name, options);
}

}  // namespace screening
