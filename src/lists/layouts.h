#pragma once
// The names of the layouts as Source::layout and Edition::layout carry them. For this room only.

#include <string_view>

namespace lists {

inline constexpr std::string_view kUnXml = "un-xml";
inline constexpr std::string_view kOfacCsv = "ofac-csv";
inline constexpr std::string_view kFtmJsonl = "ftm-jsonl";
inline constexpr std::string_view kMappedTable = "mapped-table";
inline constexpr std::string_view kCompiled = "compiled";
inline constexpr std::string_view kMappingEnding = ".map.toml";

}  // namespace lists
