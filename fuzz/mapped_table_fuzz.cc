// Any bytes as a mapping and a table, cut at the first line "%%"; without one, as a table under a fixed
// mapping that uses every step.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "lists/mapped_table.h"

namespace {

constexpr std::string_view kMapping = R"(
[table]
header = ["name"]
[list]
date_cell = { row = 1, column = 1 }
[entity]
schema = { column = "#2", patterns = [['^p', "Person"]], values = { v = "Vessel" }, other = "Organization" }
id = { column = "#3", pattern = '^(\d+)' }
parties = { column = "name", split = [";"] }
[[skip]]
column = "#2"
is = "x"
[[value]]
property = "name"
rest = "alias"
template = "{name} {#4}"
split = ["|"]
remove = '\*\d+'
[[value]]
property = "birthDate"
column = "#5"
split_pattern = '[a-z]\)'
dates = "day-first"
[[value]]
property = "country"
column = "#6"
nulls = ["na"]
when = { column = "#2", matching = 'p|v' }
)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  constexpr std::string_view kMark = "\n%%\n";
  const std::size_t cut = bytes.find(kMark);
  const bool own = cut != std::string_view::npos;
  const base::Result<lists::Mapping> mapping =
      lists::ParseMapping(own ? bytes.substr(0, cut) : kMapping, "fuzz.map.toml");
  if (!mapping) return 0;
  const lists::ProblemSink problems = [](const lists::Problem&) {};
  const lists::Sink sink = [](entity::Entity&& entity) -> base::Status {
    if (entity.id.empty() || entity.Names().empty()) std::abort();
    return base::Ok();
  };
  lists::Edition edition;
  lists::Collector collector(sink, problems, edition);
  const std::string_view table = own ? bytes.substr(cut + kMark.size()) : bytes;
  if (lists::ReadMappedTable(table, "fuzz.csv", *mapping, "fuzz.map.toml", problems, collector, edition))
    (void)collector.Finish();
  return 0;
}
