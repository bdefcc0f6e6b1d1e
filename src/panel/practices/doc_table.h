#pragma once
// What a process keeps in memory of each document of the index: by number, as small numbers. Thread-safe as
// long as nobody changes it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "db/db.h"
#include "panel/common/ids.h"

namespace panel {

struct DocRow {
  std::string subject;
  PanelId panel;
  base::UtcTime published;
  std::int64_t replications = 0;
  std::uint32_t topics = 0;
  std::uint32_t stages = 0;
  std::uint32_t groups = 0;
  std::vector<std::uint16_t> countries;  // CountryIndex
  std::vector<std::uint8_t> industries;  // IndustryIndex
  std::vector<std::uint8_t> languages;   // LanguageIndex, the original first
  std::uint8_t kind = 0;                 // KindIndex
  int grade = 0;
  bool is_public = false;
  bool gone = true;
};
using DocTable = std::vector<DocRow>;

// Reads the rows that are newer than `generation` into their places.
base::Status ReadDocs(db::Transaction& tx, std::int64_t generation, DocTable& docs);

inline constexpr std::size_t kCountryIndexes = 26 * 26;
std::optional<std::size_t> CountryIndex(std::string_view code);  // two small letters
std::string CountryAt(std::size_t index);
inline constexpr std::size_t kKinds = 3;
std::string_view KindAt(std::size_t index);
std::optional<std::uint8_t> KindIndex(std::string_view kind);  // practice 0, business-case 1, tool 2

}  // namespace panel
