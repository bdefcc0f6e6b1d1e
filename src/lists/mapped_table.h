#pragma once
// Any CSV or workbook, read by a mapping (mapping.h). Each record, or each piece of the cell that
// [entity.parties] splits, is an entry; entries with the same id are merged by the collector, which is how
// several rows make one entry. Thread-safe. Errors: the table's (files/table.h); kInvalid for a header or
// column that is not there, naming the mapping's line.

#include <string>
#include <string_view>

#include "base/result.h"
#include "lists/collector.h"
#include "lists/mapping.h"

namespace lists {

// Hands every entry to `collector` (the caller finishes it); sets edition.date and counts
// edition.not_parties. `name` and `mapping_name` stand in messages.
base::Status ReadMappedTable(std::string_view bytes, const std::string& name, const Mapping& mapping,
                             const std::string& mapping_name, const ProblemSink& problems,
                             Collector& collector, Edition& edition);

}  // namespace lists
