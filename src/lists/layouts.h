#pragma once
// The names of the layouts as Source::layout and Edition::layout carry them. For this room only.

#include <string_view>

namespace lists {

inline constexpr std::string_view kUnXml = "un-xml";
inline constexpr std::string_view kOfacCsv = "ofac-csv";
inline constexpr std::string_view kFtmJsonl = "ftm-jsonl";
inline constexpr std::string_view kMappedTable = "mapped-table";
inline constexpr std::string_view kOfacXml = "ofac-xml";
inline constexpr std::string_view kSemaXml = "sema-xml";
inline constexpr std::string_view kSenzing = "senzing-jsonl";
// Tables that are recognised by their header (official_table.h).
inline constexpr std::string_view kWorldBank = "world-bank";
inline constexpr std::string_view kEbrd = "ebrd";
inline constexpr std::string_view kDfat = "dfat";
inline constexpr std::string_view kOpenSanctionsCsv = "opensanctions-csv";
inline constexpr std::string_view kCbpOrders = "cbp-orders";
inline constexpr std::string_view kUflpa = "uflpa";
inline constexpr std::string_view kDolGoods = "dol-goods";
inline constexpr std::string_view kCompiled = "compiled";
inline constexpr std::string_view kMappingEnding = ".map.toml";

}  // namespace lists
